#!/bin/sh
# run.sh SECONDS [NAME...] - every fuzz target for so many seconds, from the seeds in the tree:
# corpus/NAME, the scenarios, the bad inputs and the reports that the goldens expect. What it learns
# stays in $BUILD/corpus/NAME, what it finds in $BUILD/finds: add a find to tests/bad or a unit test.
# An input that takes more than two seconds, with the sanitizers on, is a find as well.
# SECONDS=0 only replays the seeds: the same inputs every time, for the gate.
set -u

cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build/fuzz}
seconds=$1
shift
passed=0
failed=0
unset MAKEFLAGS MFLAGS MAKELEVEL
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

if ! tests/install_deps fuzz; then
    echo "fuzz: SKIPPED, there is no clang that links libFuzzer here"
    echo "fuzz: 0 passed, 0 failed"
    exit 0
fi
sanitizers=fuzzer-no-link,address,undefined
make -j "$jobs" --no-print-directory BUILD="$build" CC=clang \
    CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=$sanitizers -fno-sanitize-recover=all" \
    fuzz-programs || exit 1
export ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
export UBSAN_OPTIONS="print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"

# What is already in the tree for other reasons is not kept twice.
seeds() { # NAME
    case $1 in
    scenario) set -- scenarios/*.yaml tests/bad/*.yaml tests/golden/files/*.yaml ;;
    json) set -- tests/golden/*json*/stdout ;;
    prices) set -- tests/fixtures/*/*.json ;;
    diff)
        set -- tests/golden/files/*.yaml scenarios/*.yaml tests/golden/report*json/stdout
        for file; do
            shift
            [ $# -eq 0 ] || { cat "$file" && printf '\001' && cat "$1"; } >"$build/seeds/pair-$#"
        done
        return
        ;;
    *) return ;;
    esac
    for file; do
        size=$(wc -c <"$file")
        [ "$size" -gt 65536 ] || cp "$file" "$build/seeds/$(echo "$file" | tr / -)"
    done
}

# The keys of a scenario are in the table of fields.
dictionary() { # NAME
    [ ! -f "tests/fuzz/$1.dict" ] || cat "tests/fuzz/$1.dict"
    [ "$1" != json ] && [ "$1" != diff ] ||
        sed -n 's/^ *"\([a-z_0-9]*\)": .*/"\\"\1\\": "/p' tests/golden/report*json/stdout | sort -u
    [ "$1" = number ] || [ "$1" = json ] || [ "$1" = prices ] ||
        sed -n 's/^ *{\.name = "\([a-z_0-9]*\)",*$/"\1: "/p' src/core/scenario/fields.c | sort -u
}

effort="-max_total_time=$seconds -timeout=2"
[ "$seconds" != 0 ] || effort="-runs=0 -timeout=60"

# shellcheck disable=SC2046 # names without spaces
[ $# -gt 0 ] || set -- $(for file in tests/fuzz/fuzz_*.c; do basename "$file" .c; done | sed 's/^fuzz_//')
for name; do
    mkdir -p "$build/corpus/$name" "$build/finds"
    rm -rf "$build/seeds"
    mkdir -p "$build/seeds"
    seeds "$name"
    dictionary "$name" >"$build/$name.dict"
    # shellcheck disable=SC2086 # two options
    nice "$build/fuzz_$name" $effort -rss_limit_mb=2048 -max_len=49152 \
        -artifact_prefix="$build/finds/$name-" -print_final_stats=1 -dict="$build/$name.dict" \
        "$build/corpus/$name" "tests/fuzz/corpus/$name" "$build/seeds" \
        >"$build/$name.log" 2>&1 </dev/null
    if [ $? -eq 0 ]; then
        passed=$((passed + 1))
        echo "fuzz $name: ok, $(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log") inputs"
    else
        failed=$((failed + 1))
        echo "fuzz $name: FAILED, the input is in $build/finds"
        grep -v '^#' "$build/$name.log" | tail -n 40 | sed 's/^/    /'
    fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
