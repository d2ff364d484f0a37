#!/bin/sh
# run.sh LLMCOST [--accept] [CASE...] - what the command line prints, byte for byte.
# A case is a directory with `cmd`, a piece of shell run in a fresh copy of files/ with a bare
# environment, $LLMCOST and ../fixtures, and what is expected of it: `stdout` and `stderr` (absent:
# nothing) and `status`. --accept rewrites these three by what happens now. To add a case: a
# directory with a cmd, then --accept, then read what was written.
set -u

golden=$(cd "$(dirname "$0")" && pwd)
llmcost=$1
shift
case $llmcost in
*/*) llmcost=$(cd "$(dirname "$llmcost")" && pwd)/$(basename "$llmcost") ;;
esac
accept=
if [ "${1:-}" = --accept ]; then
    accept=yes
    shift
fi
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-golden.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cp -R "$golden/../fixtures" "$scratch/fixtures"
: >"$scratch/nothing"
passed=0
failed=0

# What a sanitizer, a coverage build or a locale of the tests' own needs comes through.
run() { # CASE
    rm -rf "$scratch/work"
    cp -R "$golden/files" "$scratch/work"
    (
        cd "$scratch/work" || exit 99
        exec env -i PATH="$PATH" LC_ALL=C TERM=dumb LLMCOST="$llmcost" \
            ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} \
            ${UBSAN_OPTIONS:+UBSAN_OPTIONS="$UBSAN_OPTIONS"} \
            ${LSAN_OPTIONS:+LSAN_OPTIONS="$LSAN_OPTIONS"} \
            ${LOCPATH:+LOCPATH="$LOCPATH"} \
            sh "$golden/$1/cmd"
    ) >"$scratch/stdout" 2>"$scratch/stderr" <"$scratch/nothing"
    echo $? >"$scratch/status"
}

same() { # CASE FILE
    expected=$golden/$1/$2
    [ -e "$expected" ] || [ "$2" = status ] || expected=$scratch/nothing
    cmp -s "$expected" "$scratch/$2" && return 0
    echo "$1: another $2"
    diff -u "$expected" "$scratch/$2" 2>&1 | tail -n +3
    return 1
}

keep() { # CASE FILE
    if [ -s "$scratch/$2" ]; then
        cmp -s "$golden/$1/$2" "$scratch/$2" || cp "$scratch/$2" "$golden/$1/$2"
    else
        rm -f "$golden/$1/$2"
    fi
}

if [ $# -eq 0 ]; then
    for command in "$golden"/*/cmd; do
        set -- "$@" "$(basename "$(dirname "$command")")"
    done
fi
for name; do
    run "$name"
    if [ -n "$accept" ]; then
        for file in stdout stderr status; do keep "$name" $file; done
        passed=$((passed + 1))
        continue
    fi
    good=yes
    for file in stdout stderr status; do same "$name" $file || good=; done
    if [ -n "$good" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
