#!/bin/sh
# cov.sh - how much of src/core the tests run: prints lines and branches per file, fails under 100 %
# of lines or 95 % of branches. BUILD is where the instrumented build goes, COV_CC the compiler.
set -eu

cd "$(dirname "$0")/.."
tests/install_deps cov
unset MAKEFLAGS MFLAGS MAKELEVEL
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
build=${BUILD:-build/cov}
mkdir -p "$build"
find "$build" -name '*.gcda' -delete

status=0
# The other runners reach no line of the core that these do not. What is not of the core is built without:
# each run of the program would write a file for each of its sources.
make -j "$jobs" --no-print-directory BUILD="$build" CC="${COV_CC:-gcc}" CFLAGS="-O0 -g -Werror" LDFLAGS=--coverage \
    CORE_CFLAGS="--coverage -fprofile-update=atomic" SANITIZED=1 RUNNERS="golden,bad input,scenarios" check >"$build/check.log" 2>&1 || status=$?
[ "$status" -eq 0 ] || cat "$build/check.log"
tail -n 1 "$build/check.log"

report() { gcovr --root . --filter src/core/ --exclude-unreachable-branches "$build/obj/core" "$@"; }

report --txt
report --txt --branches | sed -n '/^File/p; /^src/p; /^TOTAL/p'
report --txt "$build/summary.txt" --print-summary --fail-under-line 100 --fail-under-branch 95
exit "$status"
