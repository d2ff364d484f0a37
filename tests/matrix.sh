#!/bin/sh
# matrix.sh - the same bytes from gcc and clang, at -O0, -O2 and -O3, on x86-64 and aarch64 (under
# qemu), in German and Turkish locales, from another directory, in another environment, with any
# number of threads. Every native build is free of warnings and passes the goldens; the JSON reports
# of all scenarios are compared with those of the first build. BUILD is where the builds go.
# What cannot be had here is skipped aloud; in CI only aarch64 may be. BUILT="gcc-O2=build/llmcost ...":
# programs that other targets built so, with -Werror, and held against the goldens already.
set -u

cd "$(dirname "$0")/.." || exit 1
top=$(pwd)
tests/install_deps matrix || [ -z "${CI:-}" ] || exit
unset MAKEFLAGS MFLAGS MAKELEVEL
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
build=${BUILD:-build/matrix}
mkdir -p "$build"
build=$(cd "$build" && pwd)
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
        head -n 100 "$log" | sed 's/^/    /'
    fi
}

built_already() { # NAME
    for pair in ${BUILT:-}; do
        if [ "${pair%=*}" = "$1" ] && [ -x "${pair#*=}" ]; then echo "$top/${pair#*=}" && return; fi
    done
    return 1
}

# The JSON of all scenarios, one after the other, as LLMCOST prints it.
reports() { # LLMCOST DIRECTORY OPTION...
    (
        llmcost=$1
        cd "$2" || exit 1
        shift 2
        for scenario in "$top"/scenarios/*.yaml; do
            echo "== $(basename "$scenario")"
            "$llmcost" report -f json "$@" "$scenario" 2>&1
            echo "status $?"
        done
    )
}

compare() { # NAME, the reports on stdin
    cat >"$build/reports"
    if [ -z "$first" ]; then
        first=$1
        mv "$build/reports" "$build/reports.first"
        return
    fi
    diff -u "$build/reports.first" "$build/reports" >"$log" 2>&1
    verdict "$1 prints what $first prints" $?
}

same() { # NAME LLMCOST DIRECTORY OPTION...
    name=$1
    shift
    reports "$@" >"$build/printed" 2>&1
    compare "$name" <"$build/printed"
}

# A locale of the system's, or one made here: then `made` says where.
has_locale() { # NAME, such as de_DE
    made=
    [ "$1" != C ] || return 0
    locale -a 2>/dev/null | grep -qi "^$1\.utf-\?8\$" && return
    made=$build/locale
    mkdir -p "$made"
    [ -d "$made/$1.UTF-8" ] || localedef -i "$1" -f UTF-8 "$made/$1.UTF-8" >"$log" 2>&1
    [ -r "$made/$1.UTF-8/LC_NUMERIC" ]
}

# libyaml and cJSON for aarch64, unpacked below the build directory: nothing is installed.
arm64_libraries() { # DIRECTORY
    [ ! -f "$1/complete" ] || return 0
    mkdir -p "$1/state/lists/partial" "$1/cache/archives/partial" "$1/sysroot"
    : >"$1/status"
    set -- "$1" -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State="$1/state" \
        -o Dir::State::status="$1/status" -o Dir::Cache="$1/cache" -o APT::Sandbox::User=
    directory=$1
    shift
    apt-get "$@" update && (
        cd "$directory" && apt-get "$@" download libyaml-0-2 libyaml-dev libcjson1 libcjson-dev &&
            for package in *.deb; do dpkg-deb -x "$package" sysroot || exit 1; done
    ) && touch "$directory/complete"
}

arm64() {
    libraries=$build/arm64-libraries
    if [ -n "${CI:-}" ]; then tests/install_deps arm64 >"$log" 2>&1; fi
    if ! command -v qemu-aarch64 >"$log" 2>&1 || ! command -v aarch64-linux-gnu-gcc >"$log" 2>&1 ||
        ! arm64_libraries "$libraries" >"$log" 2>&1; then
        echo "matrix aarch64: SKIPPED, no compiler, qemu-user or libraries for it here"
        return
    fi
    lib=$libraries/sysroot/usr/lib/aarch64-linux-gnu
    make -j "$jobs" --no-print-directory BUILD="$build/aarch64" CC=aarch64-linux-gnu-gcc \
        CPPFLAGS="-I$libraries/sysroot/usr/include" LDFLAGS="-L$lib" CFLAGS="-O2 -Werror" all >"$log" 2>&1
    status=$?
    verdict "aarch64 builds without a warning" $status
    [ $status -eq 0 ] || return
    printf '#!/bin/sh\nexec qemu-aarch64 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="%s" "%s" "$@"\n' \
        "$lib" "$build/aarch64/llmcost" >"$build/aarch64/run"
    chmod +x "$build/aarch64/run"
    same aarch64 "$build/aarch64/run" "$top"
}

for cc in gcc clang; do
    if ! command -v $cc >"$log" 2>&1; then
        echo "matrix $cc: SKIPPED, there is no $cc here" | tee "$log"
        [ "${CI:-}" != true ] || verdict $cc 1
        continue
    fi
    for level in -O0 -O2 -O3; do
        name=$cc$level
        if last=$(built_already "$name"); then
            same "$name" "$last" "$top"
            continue
        fi
        make -j "$jobs" --no-print-directory BUILD="$build/$name" CC=$cc CFLAGS="$level -Werror" all >"$log" 2>&1
        status=$?
        verdict "$name builds without a warning" $status
        [ $status -eq 0 ] || continue
        last=$build/$name/llmcost
        tests/golden/run.sh "$last" >"$log" 2>&1 </dev/null
        verdict "$name goldens" $?
        same "$name" "$last" "$top"
    done
done

if [ -n "$first" ]; then
    same "another directory" "$last" /
    (
        unset LANG LC_ALL USER LOGNAME
        export HOME=/nowhere TZ=Pacific/Kiritimati COLUMNS=40 FORCE_COLOR=1 TERM=xterm \
            LANGUAGE=tr MALLOC_PERTURB_=170
        reports "$last" "$top"
    ) >"$build/printed" 2>&1
    compare "another environment" <"$build/printed"
    for threads in 1 2 8; do
        same "--threads $threads" "$last" "$top" --threads "$threads"
    done
    for locale in C de_DE tr_TR; do
        charset=$([ $locale = C ] || echo .UTF-8)
        if ! has_locale $locale; then
            echo "matrix $locale: SKIPPED, no such locale and no localedef to make it" | tee "$log"
            [ "${CI:-}" != true ] || verdict $locale 1
            continue
        fi
        (
            [ -z "$made" ] || export LOCPATH="$made"
            export LC_ALL=$locale$charset LANG=$locale$charset
            reports "$last" "$top"
        ) >"$build/printed" 2>&1
        compare "LC_ALL=$locale$charset" <"$build/printed"
    done
    arm64
fi

echo "matrix: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
