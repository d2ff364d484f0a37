#!/bin/sh
# run.sh [CASE...] - every golden case with each allocation, write and read of the program failed
# once, and a signal before each write (fail.c, each.c), and once more under AddressSanitizer and leak
# detection, where cases with many allocations are sampled more widely. FIRST: how many allocations of a
# run are failed one by one, before every k-th; EVERY_SANITIZED=3: a third of the cases under the
# sanitizer. The program is of the objects in BUILD and, as `make san` builds them, BUILD/san.
set -u

cd "$(dirname "$0")/../.." || exit 1
top=${BUILD:-build}
build=$top/failure
first=${FIRST:-200}
first_sanitized=${FIRST_SANITIZED:-20}
every_sanitized=${EVERY_SANITIZED:-1}
unset MAKEFLAGS MFLAGS MAKELEVEL COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE SOURCE_DATE_EPOCH
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
mkdir -p "$build"
build=$(cd "$build" && pwd)
passed=0
failed=0

# How our own calls, and those of libraries that are linked in, come to fail.c.
calls="-Wl,--wrap=write,--wrap=fwrite,--wrap=fflush,--wrap=fclose,--wrap=fsync,--wrap=close,--wrap=rename"
calls="$calls,--wrap=read,--wrap=fread,--wrap=open,--wrap=fopen,--wrap=stat,--wrap=fstat,--wrap=lseek,--wrap=opendir,--wrap=readdir"
allocations="-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup,--wrap=realpath,--wrap=open_memstream"

make_failing() { # NAME BUILD MAKE-ARGUMENT...
    name=$1
    objects=$2
    shift 2
    mkdir -p "$build/$name" "$objects"
    # As other targets name it: what depends on which header is known by names.
    make -j "$jobs" --no-print-directory BUILD="$objects" "$@" failure-programs >"$build/log" 2>&1 &&
        objects=$(cd "$objects" && pwd) && return
    echo "failure $name: FAILED to build"
    sed 's/^/    /' "$build/log"
    failed=$((failed + 1))
    return 1
}

# Cases in which a descriptor is closed or a pipe is the target cannot be run many times over.
cases() {
    for directory in tests/golden/*/; do
        name=$(basename "$directory")
        case $name in
        files | closed-* | broken-pipe | output-pipe | report-stdin-closed) ;;
        *) [ ! -f "$directory/cmd" ] || echo "$name" ;;
        esac
    done
}

# Every so many of the cases, from the PARTth on; one that is quick where there is none.
share() { # PART CASE...
    part=$1
    shift
    i=0
    found=
    for case; do
        if [ $((i % jobs)) -eq "$part" ]; then
            echo "$case"
            found=yes
        fi
        i=$((i + 1))
    done
    [ -n "$found" ] || echo version
}

fail_cases() { # NAME FIRST CASE...
    name=$1
    stand_in=$build/$name/llmcost
    tally=$build/$name/tally
    : >"$tally"
    printf '#!/bin/sh\nexec "%s" "%s" "%s" %s "$@"\n' "$objects/each" \
        "$objects/llmcost-failing" "$tally" "$2" >"$stand_in"
    chmod +x "$stand_in"
    shift 2
    # What the cases print when nothing fails is judged by `make check`.
    part=0
    while [ "$part" -lt "$jobs" ]; do
        # shellcheck disable=SC2046 # names without spaces
        tests/golden/run.sh "$stand_in" $(share "$part" "$@") >"$build/log.$part" 2>&1 </dev/null &
        part=$((part + 1))
    done
    wait
    runs=$(awk '/^runs / {n += $2} END {print n + 0}' "$tally")
    wrong=$(awk '/^runs / {n += $4} END {print n + 0}' "$tally")
    [ "$runs" -gt 0 ] || wrong=1
    grep -v '^runs ' "$tally" | head -n 60 | sed 's/^/    /'
    echo "failure $name: $runs runs with one failure each, $wrong wrong"
    passed=$((passed + runs - wrong))
    failed=$((failed + wrong))
}

echo 'void *__libc_malloc(unsigned long); int main(void) { return !__libc_malloc(1); }' >"$build/probe.c"
if ! cc -w "$build/probe.c" -Wl,--wrap=write -o "$build/probe" >"$build/log" 2>&1; then
    echo "failure: SKIPPED, it needs the GNU C library and its linker"
    echo "failure: 0 passed, 0 failed"
    exit 0
fi
# shellcheck disable=SC2046 # names without spaces
[ $# -gt 0 ] || set -- $(cases)
if make_failing plain "$top" FAILING="$calls"; then fail_cases plain "$first" "$@"; fi

cc=$(tests/install_deps san)
libraries="-lyaml -lcjson -lc -lm"
if "$cc" -w "$build/probe.c" -l:libyaml.a -o "$build/probe" >"$build/log" 2>&1; then
    libraries="-l:libyaml.a -lcjson -lc -lm"
fi
export ASAN_OPTIONS=detect_leaks=1:exitcode=99 UBSAN_OPTIONS=exitcode=99
if [ -n "$cc" ] && make_failing sanitized "$top/san" CC="$cc" FAILING_LIBS="$libraries" \
    FAILING="$calls $allocations" CFLAGS="$(tests/san.sh --flags)"; then
    # shellcheck disable=SC2046 # names without spaces
    fail_cases sanitized "$first_sanitized" $(printf '%s\n' "$@" | awk -v every="$every_sanitized" 'NR % every == 1 % every')
fi

echo "failure: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
