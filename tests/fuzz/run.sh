#!/bin/sh
# run.sh SECONDS [NAME...] - every fuzz target for so many seconds, from the seeds in the tree:
# corpus/NAME, the scenarios, the bad inputs and the reports that the goldens expect. It searches
# without sanitizers, which is many times as fast; what was learnt is then run under them. That
# stays in $BUILD/corpus/NAME, what it finds in $BUILD/finds: add a find to tests/bad, a unit test or
# corpus/NAME. An input that takes more than two seconds of the processor, or 60 under the sanitizers,
# is a find as well (entry.c). What does not happen again when the input runs alone is none.
# SECONDS=0 only replays the seeds: the same inputs every time, for the gate.
# SECONDS=minimise: of what was learnt in up to 512 bytes corpus/NAME/learnt-* becomes the fewest inputs
# that reach all of the code that it reaches; cases, which have a name, stay.
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
programs() { # DIRECTORY FLAGS
    make -j "$jobs" --no-print-directory BUILD="$1" CC=clang CFLAGS="$2" fuzz-programs || exit 1
}
[ "$seconds" = minimise ] || programs "$build" "-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
-fno-sanitize-recover=all"
[ "$seconds" = 0 ] ||
    programs "$build/quick" "-O2 -g1 -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp"
export ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
export UBSAN_OPTIONS="print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"

# What is already in the tree for other reasons is not kept twice.
seeds() { # NAME
    case $1 in
    scenario) set -- scenarios/*.yaml tests/bad/*.yaml tests/golden/files/*.yaml ;;
    json) set -- tests/golden/*json*/stdout ;;
    load)
        yes 1 | head -n 8784 >"$build/seeds/leap-year"
        return
        ;;
    prices) set -- tests/fixtures/*/*.json ;;
    import_prices) set -- tests/fixtures/*/*.json tests/fuzz/corpus/prices/* ;;
    with) set -- scenarios/*.yaml ;;
    diff | portfolio)
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
    [ ! -f "tests/fuzz/${1#import_}.dict" ] || cat "tests/fuzz/${1#import_}.dict"
    [ "$1" != json ] && [ "$1" != diff ] ||
        sed -n 's/^ *"\([a-z_0-9]*\)": .*/"\\"\1\\": "/p' tests/golden/report*json/stdout | sort -u
    case $1 in
    scenario | change | diff | mcp | options | snapshot | with | portfolio)
        sed -n 's/^ *{\.name = "\([a-z_0-9]*\)",.*/"\1: "/p' src/core/scenario/fields.c | sort -u ;;
    catalog)
        sed -n 's/^[ -]*\([a-z_0-9]*\): .*/"\1: "/p' src/catalog/*.yaml | sort | uniq -c |
            sed -n 's/^ *[0-9]\{2,\} //p' ;;
    esac
}

# The whole of what an input of this kind needs.
longest() { # NAME
    case $1 in
    number) echo 64 ;;
    options | change | text) echo 512 ;;
    scenario | diff | json | load | portfolio) echo 16384 ;;
    *) echo 4096 ;;
    esac
}

fuzz() { # PROGRAM-DIRECTORY NAME OPTION...
    program=$1/fuzz_$2
    name=$2
    shift 2
    nice "$program" -timeout=600 -report_slow_units=600 -rss_limit_mb=2048 -artifact_prefix="$build/finds/$name-" "$@" \
        >>"$build/$name.log" 2>&1 </dev/null
}

sanitized() { (export FUZZ_SECONDS=60 && fuzz "$build" "$@"); } # NAME OPTION...

# Whether an input fails alone too; one that does not is no find. What failed without an input is.
proven() { # NAME
    found=
    set -- "$1" "$build/finds/$1"-*
    [ -f "$2" ] || return 0
    for file in "$build/finds/$1"-*; do
        [ -f "$file" ] || continue
        if sanitized "$1" "$file" && { [ "$seconds" = 0 ] || fuzz "$build/quick" "$1" "$file"; }; then
            echo "fuzz $1: $file does not fail alone"
            rm -f "$file"
        else
            found=yes
        fi
    done
    [ -n "$found" ]
}

# What the processes of this shell took between two of its `times`.
cpu_between() { # FILE FILE
    awk 'FNR == 2 {
            gsub(/[ms]/, " ")
            first = second
            second = $1 * 60 + $2 + $3 * 60 + $4
        }
        END { print second - first }' "$1" "$2"
}

# What corpus/NAME gains over the cases and the seeds; the sizes of texts and how often a loop turns
# count for nothing.
minimise() { # NAME
    kept=$build/kept
    rm -rf "$kept" "$build/pool" && mkdir -p "$kept" "$build/pool"
    for file in "$build/seeds/"* "tests/fuzz/corpus/$1/"*; do
        case $(basename "$file") in
        \* | learnt-*) ;;
        *) cp "$file" "$kept" ;;
        esac
    done
    # shellcheck disable=SC2016 # for the inner shell
    find "tests/fuzz/corpus/$1" "$build/corpus/$1" -type f -size -2 -exec sh -c 'cp "$@" "$0"' "$build/pool" {} +
    ls "$kept" >"$build/names"
    fuzz "$build/quick" "$1" -set_cover_merge=1 -use_counters=0 -max_len="$(longest "$1")" "$kept" \
        "$build/pool" || return 1
    rm -f "tests/fuzz/corpus/$1/learnt-"*
    for file in "$kept/"*; do
        name=$(basename "$file")
        grep -qxF -e "$name" "$build/names" ||
            cp "$file" "tests/fuzz/corpus/$1/learnt-$(echo "$name" | cut -c 1-10)"
    done
    echo "fuzz $1: $(find "tests/fuzz/corpus/$1" -type f | wc -l) inputs," \
        "$(cat "tests/fuzz/corpus/$1/"* | wc -c) bytes"
}

executed() { awk '/^stat::number_of_executed_units:/ {print $2}' "$build/$1.log"; } # NAME

# How many inputs were run, of which those of the search, before the sanitizers, took CPU-SECONDS.
row() { # NAME CPU-SECONDS FINDS
    executed "$1" | awk -v name="$1" -v cpu="$2" -v finds="$3" '
        { n += $1 }
        NR == 1 && cpu > 0 { rate = sprintf(" %8d/s of CPU time", $1 / cpu) }
        END { printf "fuzz %-14s %10d executions%s %3d finds\n", name, n, rate, finds }'
}

# The processor's time is what a busy machine changes least, and ten seconds of it are long enough.
# Those that go through a scenario, a log, a year of hours or two reports are not small.
least=2000
quick_enough() { # NAME CPU-SECONDS
    case $1 in scenario | diff | usage | load | portfolio) return 0 ;; esac
    executed "$1" | awk -v cpu="$2" -v least=$least \
        'NR == 1 && cpu >= 10 && $1 / cpu < least { slow = 1 } END { exit slow }'
}

# shellcheck disable=SC2046 # names without spaces
[ $# -gt 0 ] || set -- $(for file in tests/fuzz/fuzz_*.c; do basename "$file" .c; done | sed 's/^fuzz_//')
for name; do
    mkdir -p "$build/corpus/$name" "$build/finds" "$build/seeds"
    rm -f "$build/seeds/"* "$build/$name.log"
    seeds "$name"
    dictionary "$name" >"$build/$name.dict"
    if [ "$seconds" = minimise ]; then
        if minimise "$name"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
        continue
    fi
    words=
    [ ! -s "$build/$name.dict" ] || words=-dict=$build/$name.dict
    set_of_inputs="$build/corpus/$name tests/fuzz/corpus/$name $build/seeds"
    status=0
    cpu=0
    # shellcheck disable=SC2086 # an option, three directories
    {
        if [ "$seconds" != 0 ]; then
            times >"$build/before"
            fuzz "$build/quick" "$name" -max_total_time="$seconds" -max_len="$(longest "$name")" \
                -entropic=0 -print_final_stats=1 $words $set_of_inputs || status=1
            times >"$build/after"
            cpu=$(cpu_between "$build/before" "$build/after")
        fi
        sanitized "$name" -runs=0 -max_len=65536 -print_final_stats=1 $set_of_inputs || status=1
    }
    if [ $status -ne 0 ] && proven "$name"; then
        failed=$((failed + 1))
        row "$name" "$cpu" "$(find "$build/finds" -name "$name-*" | wc -l)"
        echo "fuzz $name: FAILED, the input is in $build/finds"
        grep -v '^#' "$build/$name.log" | tail -n 40 | sed 's/^/    /'
    elif row "$name" "$cpu" 0 && ! quick_enough "$name" "$cpu"; then
        failed=$((failed + 1))
        echo "fuzz $name: FAILED, a small target runs $least inputs a second"
    else
        passed=$((passed + 1))
    fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
