#!/bin/sh
# valgrind.sh BUILD UNIT_TEST... - unit tests, goldens and bad input under valgrind: no read of what
# was never written, no leak. A sample of them, since each takes fifty times its time: every
# SAMPLE-th golden (10; but valgrind itself needs open streams) and bad input (20), and the unit tests
# that are done in an instant. SAMPLE=1 takes all; the sanitizers of `make san` see every test anyway.
set -u

tests/install_deps valgrind || exit
build=$1
shift
goldens=${SAMPLE:-10}
inputs=${SAMPLE:-20}
mkdir -p "$build/valgrind"
stand_in=$build/valgrind/llmcost
real=$(cd "$build" && pwd)/llmcost
log=$build/valgrind/log
options="-q --suppressions=$(cd "$(dirname "$0")" && pwd)/valgrind.supp --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible"
printf '#!/bin/sh\nexec valgrind %s "%s" "$@"\n' "$options" "$real" >"$stand_in"
chmod +x "$stand_in"
passed=0
failed=0

verdict() { # NAME STATUS
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
        echo "valgrind $1: ok"
    else
        failed=$((failed + 1))
        echo "valgrind $1: FAILED"
        tail -n 60 "$log" | sed 's/^/    /'
    fi
}

# Every n-th word of those after n.
sample() { # N WORD...
    n=$1
    shift
    i=0
    for word; do
        [ $((i % n)) -ne 0 ] || echo "$word"
        i=$((i + 1))
    done
}

for program; do
    if [ "$goldens" -gt 1 ] && ! timeout 0.2 "$program" >"$log" 2>&1 </dev/null; then
        echo "valgrind $(basename "$program"): left to the sanitizers, it takes long"
        continue
    fi
    # shellcheck disable=SC2086 # options are words
    valgrind $options "$program" >"$log" 2>&1 </dev/null
    verdict "$(basename "$program")" $?
done

# shellcheck disable=SC2046 # names without spaces
SANITIZED=1 tests/golden/run.sh "$stand_in" \
    $(sample "$goldens" $(cd tests/golden && ls -d */ | tr -d / | grep -vE '^(files|closed-.*)$')) >"$log" 2>&1 </dev/null
verdict "golden, one of $goldens" $?

wrong=0
: >"$log"
for file in $(sample "$inputs" tests/bad/*.yaml); do
    "$stand_in" check "$file" >"$log.new" 2>&1 </dev/null
    [ $? -eq 3 ] && continue
    wrong=$((wrong + 1))
    cat "$log.new" >>"$log"
done
verdict "bad input, one of $inputs" $wrong

echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
