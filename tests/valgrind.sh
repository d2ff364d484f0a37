#!/bin/sh
# valgrind.sh BUILD UNIT_TEST... - unit tests, goldens and bad input under valgrind: no read of what
# was never written, no leak. The runners get a stand-in for the program that starts valgrind.
set -u

build=$1
shift
mkdir -p "$build/valgrind"
stand_in=$build/valgrind/llmcost
real=$(cd "$build" && pwd)/llmcost
options="-q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible"
printf '#!/bin/sh\nexec valgrind %s "%s" "$@"\n' "$options" "$real" >"$stand_in"
chmod +x "$stand_in"
passed=0
failed=0

verdict() { # NAME STATUS
    if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    echo "valgrind $1: $([ "$2" -eq 0 ] && echo ok || echo FAILED)"
}

for program; do
    # shellcheck disable=SC2086 # options are words
    valgrind $options "$program" </dev/null
    verdict "$(basename "$program")" $?
done
SANITIZED=1 tests/golden/run.sh "$stand_in" </dev/null
verdict golden $?
SANITIZED=1 tests/bad/run.sh "$stand_in" </dev/null
verdict "bad input" $?

echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
