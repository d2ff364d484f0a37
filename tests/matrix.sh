#!/bin/sh
# matrix.sh - the same bytes from gcc and clang, at -O0, -O2 and -O3, on x86-64, on 32-bit x86 with SSE
# and on aarch64 (under qemu), with glibc and musl, in German and Turkish locales, from another directory, in another environment, with any
# number of threads. Every native build is free of warnings and passes the goldens; the JSON reports
# of all scenarios are compared with those of the first build. BUILD is where the builds go.
# What cannot be had here is skipped aloud; in CI only other processors and musl may be. BUILT="gcc-O2=build/llmcost ...":
# programs that other targets built so, with -Werror, and held against the goldens already. LEVELS="-O3":
# only these, of what is not built already.
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

# libyaml and cJSON for another processor, unpacked below the build directory: nothing is installed.
libraries_for() { # ARCHITECTURE DIRECTORY
    [ ! -f "$2/complete" ] || return 0
    mkdir -p "$2/state/lists/partial" "$2/cache/archives/partial" "$2/sysroot"
    : >"$2/status"
    set -- "$2" -qq -o APT::Architecture="$1" -o APT::Architectures="$1" -o Dir::State="$2/state" \
        -o Dir::State::status="$2/status" -o Dir::Cache="$2/cache" -o APT::Sandbox::User=
    directory=$1
    shift
    # An index that cannot be had is not always one that is needed.
    apt-get "$@" update
    (
        cd "$directory" && apt-get "$@" download libyaml-0-2 libyaml-dev libcjson1 libcjson-dev &&
            for package in *.deb; do dpkg-deb -x "$package" sysroot || exit 1; done
    ) && touch "$directory/complete"
}

# Their sources, compiled with musl: no distribution of glibc has them so.
libraries_of_musl() { # DIRECTORY
    [ ! -f "$1/complete" ] || return 0
    mkdir -p "$1/state/lists/partial" "$1/cache/archives/partial" "$1/include/cjson"
    # shellcheck disable=SC2016 # for apt-get
    apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        sort -u >"$1/sources.list"
    (
        cd "$1" || exit 1
        set -- -qq -o Dir::State="$1/state" -o Dir::Cache="$1/cache" -o APT::Sandbox::User= \
            -o Dir::Etc::SourceList="$1/sources.list" -o Dir::Etc::SourceParts=/dev/null
        apt-get "$@" update
        apt-get "$@" source --download-only libyaml cjson || exit 1
        for archive in *.orig.tar.*; do tar -xf "$archive" || exit 1; done
        cp ./*yaml-*/include/yaml.h include/ && cp ./cJSON-*/cJSON.h include/cjson/ || exit 1
        version=$(echo ./*yaml-*/ | sed 's/.*-\(.*\)\//\1/')
        for file in ./*yaml-*/src/*.c ./cJSON-*/cJSON.c; do
            musl-gcc -O1 -w -Iinclude -DYAML_VERSION_STRING="\"$version\"" -DYAML_VERSION_MAJOR="${version%%.*}" \
                -DYAML_VERSION_MINOR=0 -DYAML_VERSION_PATCH="${version##*.}" -c "$file" || exit 1
        done
        ar qcs libcjson.a cJSON.o && rm cJSON.o && ar qcs libyaml.a ./*.o
    ) && touch "$1/complete"
}

# The program itself alone, as the library is in it.
build_elsewhere() { # NAME MAKE-ARGUMENT...
    name=$1
    shift
    make -j "$jobs" --no-print-directory BUILD="$build/$name" "$@" "$build/$name/llmcost" >"$log" 2>&1
    status=$?
    verdict "$name builds without a warning" $status
    return $status
}

other_processor() { # NAME ARCHITECTURE TRIPLE FLAGS LOADER...
    name=$1
    libraries=$build/$2-libraries
    triple=$3
    if [ -n "${CI:-}" ]; then tests/install_deps "$2" >"$log" 2>&1; fi
    if ! command -v "$5" >"$log" 2>&1 || ! command -v "$triple-gcc" >"$log" 2>&1 ||
        ! libraries_for "$2" "$libraries" >"$log" 2>&1; then
        echo "matrix $name: SKIPPED, no compiler, no way to run it or no libraries for it here"
        return
    fi
    lib=$(echo "$libraries"/sysroot/usr/lib/*-linux-gnu)
    build_elsewhere "$name" CC="$triple-gcc" CPPFLAGS="-I$libraries/sysroot/usr/include" \
        LDFLAGS="-L$lib" CFLAGS="$4 -Werror" || return
    shift 4
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$(echo "$*" | sed "s|LIBRARIES|$lib|")" \
        "$build/$name/llmcost" >"$build/$name/run"
    chmod +x "$build/$name/run"
    same "$name" "$build/$name/run" "$top"
}

musl() {
    if [ -n "${CI:-}" ]; then tests/install_deps musl >"$log" 2>&1; fi
    if ! command -v musl-gcc >"$log" 2>&1 || ! libraries_of_musl "$build/musl-libraries" >"$log" 2>&1; then
        echo "matrix musl: SKIPPED, no compiler for it or no sources of the libraries here"
        return
    fi
    build_elsewhere musl CC=musl-gcc CPPFLAGS="-I$build/musl-libraries/include" \
        LDFLAGS="-static -L$build/musl-libraries" CFLAGS="-O0 -Werror" || return
    same musl "$build/musl/llmcost" "$top"
}

# What the compiler is told when it is called with a user's flags: a variable of the Makefile.
told() { # VARIABLE CC CFLAGS
    make --no-print-directory BUILD="$build/told" CC="$2" CFLAGS="$3" \
        --eval "told: ; @echo \$(\$(NAME))" NAME="$1" told 2>"$log"
}

# Doubles that would be computed as something wider are not compiled; no flag of a user's makes
# other code of ours, or links the code that has the processor take tiny numbers for zero.
exact() { # CC
    file=src/core/base/real.c
    fast="-Ofast -ffast-math -funsafe-math-optimizations"
    if [ "$(uname -m)" = x86_64 ] && [ "$1" = gcc ]; then
        $1 -std=c17 -mfpmath=387 -Iinclude -iquote src -fsyntax-only $file >"$log" 2>&1
        [ $? -eq 1 ] && grep -q 'doubles must be computed as doubles' "$log"
        verdict "$1 for x87 is refused" $?
        echo 'int main(void) { return 0; }' >"$build/empty.c"
        # shellcheck disable=SC2086 # flags are words
        $1 $fast "$build/empty.c" -o "$build/fast" && nm "$build/fast" | grep -q set_fast_math &&
            $(told LINK "$1" "$fast") "$build/empty.c" -o "$build/empty" &&
            ! nm "$build/empty" | grep set_fast_math >"$log"
        verdict "$1 links nothing for -Ofast" $?
    fi
    $(told CORE "$1" -O3) -S $file -o "$build/real.s" 2>"$log" &&
        $(told CORE "$1" "$fast") -S $file -o - 2>>"$log" | cmp - "$build/real.s" >>"$log" 2>&1
    verdict "$1 makes of -Ofast what it makes of -O3" $?
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
        case " ${LEVELS:-$level} " in *" $level "*) ;; *) continue ;; esac
        make -j "$jobs" --no-print-directory BUILD="$build/$name" CC=$cc CFLAGS="$level -Werror" all >"$log" 2>&1
        status=$?
        verdict "$name builds without a warning" $status
        [ $status -eq 0 ] || continue
        last=$build/$name/llmcost
        tests/golden/run.sh "$last" >"$log" 2>&1 </dev/null
        verdict "$name goldens" $?
        same "$name" "$last" "$top"
    done
    exact $cc
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
    other_processor aarch64 arm64 aarch64-linux-gnu -O2 \
        qemu-aarch64 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH=LIBRARIES
    other_processor 32-bit i386 i686-linux-gnu "-O1 -msse2 -mfpmath=sse" \
        /usr/i686-linux-gnu/lib/ld-linux.so.2 --library-path /usr/i686-linux-gnu/lib:LIBRARIES
    musl
fi

echo "matrix: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
