#!/bin/sh
# matrix.sh - the same bytes from gcc and clang, at -O0 and -O2, in a German locale and from another
# directory. Every build is free of warnings and passes the goldens; the JSON report of every
# scenario is compared with that of the first build. BUILD is where the builds go.
set -u

cd "$(dirname "$0")/.." || exit 1
top=$(pwd)
unset MAKEFLAGS MFLAGS MAKELEVEL
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
build=${BUILD:-build/matrix}
mkdir -p "$build"
log=$build/log
passed=0
failed=0
first=

verdict() { # NAME STATUS
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
        echo "matrix $1: ok"
    else
        failed=$((failed + 1))
        echo "matrix $1: FAILED"
        sed 's/^/    /' "$log"
    fi
}

# The JSON of all scenarios, one after the other, as LLMCOST prints it.
reports() { # LLMCOST DIRECTORY
    (
        cd "$2" || exit 1
        for scenario in "$top"/scenarios/*.yaml; do
            echo "== $(basename "$scenario")"
            "$1" report -f json "$scenario" 2>&1
            echo "status $?"
        done
    )
}

# A locale whose decimal point is a comma: the system's, or one made here.
german() {
    locale -a 2>/dev/null | grep -qi '^de_DE\.utf-\?8$' && return 0
    mkdir -p "$build/locale"
    LOCPATH=$top/$build/locale
    case $build in /*) LOCPATH=$build/locale ;; esac
    export LOCPATH
    [ -d "$build/locale/de_DE.UTF-8" ] ||
        localedef -i de_DE -f UTF-8 "$build/locale/de_DE.UTF-8" >/dev/null 2>&1 ||
        [ -r "$build/locale/de_DE.UTF-8/LC_NUMERIC" ]
}

same() { # NAME LLMCOST DIRECTORY
    reports "$2" "$3" >"$build/reports" 2>&1
    if [ -z "$first" ]; then
        first=$1
        mv "$build/reports" "$build/reports.first"
        return
    fi
    diff -u "$build/reports.first" "$build/reports" >"$log" 2>&1
    verdict "$1 prints what $first prints" $?
}

for cc in gcc clang; do
    if ! command -v $cc >/dev/null 2>&1; then
        echo "matrix $cc: SKIPPED, there is no $cc here" | tee "$log"
        [ "${CI:-}" != true ] || verdict $cc 1
        continue
    fi
    for level in -O0 -O2; do
        name=$cc$level
        make -j "$jobs" --no-print-directory BUILD="$build/$name" CC=$cc CFLAGS="$level -Werror" all >"$log" 2>&1
        status=$?
        verdict "$name builds without a warning" $status
        [ $status -eq 0 ] || continue
        llmcost=$build/$name/llmcost
        case $llmcost in /*) ;; *) llmcost=$top/$llmcost ;; esac
        tests/golden/run.sh "$llmcost" >"$log" 2>&1 </dev/null
        verdict "$name goldens" $?
        same "$name" "$llmcost" "$top"
        last=$llmcost
    done
done

if [ -n "$first" ]; then
    same "another directory" "$last" /
    if german; then
        LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 same "LC_ALL=de_DE.UTF-8" "$last" "$top"
    else
        echo "matrix LC_ALL=de_DE.UTF-8: SKIPPED, no such locale and no localedef to make it" | tee "$log"
        [ "${CI:-}" != true ] || verdict LC_ALL=de_DE.UTF-8 1
    fi
fi

echo "matrix: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
