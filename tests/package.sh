#!/bin/sh
# package.sh BUILD - what leaves the house: install puts down what uninstall takes away, the manuals
# are good mdoc, the program needs no library that it does not say, the archive is the same twice
# and complete, Debian's lintian accepts the packages. To add a check: a function and its call.
set -u

cd "$(dirname "$0")/.." || exit 1
build=$1
make=${MAKE:-make}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-package.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
. tests/verdict.sh
unset DESTDIR MAKEFLAGS MFLAGS MAKELEVEL SOURCE_DATE_EPOCH

installed() { # the files below DIRECTORY
    (cd "$1" && find . -type f -o -type l | LC_ALL=C sort)
}

check_install() {
    cat >"$scratch/expected" <<'FILES'
./opt/cost/bin/llmcost
./opt/cost/include/llmcost.h
./opt/cost/lib/libllmcost.a
./opt/cost/lib/libllmcost.so
./opt/cost/lib/libllmcost.so.0
./opt/cost/lib/pkgconfig/llmcost.pc
./opt/cost/share/bash-completion/completions/llmcost
./opt/cost/share/fish/vendor_completions.d/llmcost.fish
./opt/cost/share/doc/llmcost/CHANGELOG.md
./opt/cost/share/doc/llmcost/LICENSE
./opt/cost/share/doc/llmcost/README.md
SCENARIOS
./opt/cost/share/llmcost/SKILL.md
./opt/cost/share/llmcost/llmcost-diff.schema.json
./opt/cost/share/llmcost/llmcost-portfolio.schema.json
./opt/cost/share/llmcost/llmcost-report.schema.json
./opt/cost/share/llmcost/llmcost-scenario.schema.json
./opt/cost/share/man/man1/llmcost.1
./opt/cost/share/man/man5/llmcost-scenario.5
./opt/cost/share/zsh/site-functions/_llmcost
FILES
    find scenarios -type f | sed 's|^|./opt/cost/share/doc/llmcost/|' >"$scratch/scenarios"
    sed -i -e "/^SCENARIOS/{r $scratch/scenarios" -e 'd}' "$scratch/expected"
    LC_ALL=C sort -o "$scratch/expected" "$scratch/expected"
    "$make" -s install BUILD="$build" DESTDIR="$scratch/root dir" prefix=/opt/cost \
        >"$scratch/log" 2>&1
    judge $? "make install"
    installed "$scratch/root dir" | diff "$scratch/expected" - >"$scratch/log"
    judge $? "make install puts down other files"
    for file in man1/llmcost.1:llmcost man5/llmcost-scenario.5:scenario; do
        "$build/llmcost" man "${file#*:}" |
            cmp - "$scratch/root dir/opt/cost/share/man/${file%:*}" >"$scratch/log" 2>&1
        judge $? "${file%:*} is not what llmcost prints"
    done
    cat >"$scratch/user.c" <<'CODE'
#include <llmcost.h>
static struct llmcost_scenario scenario;
int main(void)
{
    llmcost_scenario_init(&scenario);
    return llmcost_add_api(&scenario, "hosted") != 0;
}
CODE
    ln -s "$scratch/root dir/opt/cost" "$scratch/cost" # gcc cannot take a blank in a -L
    # shellcheck disable=SC2046 # flags are words
    ${CC:-cc} -I"$scratch/cost/include" "$scratch/user.c" -L"$scratch/cost/lib" \
        $(sed -n 's/^Libs: -L[^ ]* //p' "$scratch/cost/lib/pkgconfig/llmcost.pc") \
        -o "$scratch/user" >"$scratch/log" 2>&1 &&
        LD_LIBRARY_PATH=$scratch/cost/lib "$scratch/user" &&
        readelf -d "$scratch/user" | grep -q 'libllmcost\.so\.0'
    judge $? "a program that uses the library"
    cmp "$scratch/cost/lib/libllmcost.so" "$scratch/cost/lib/libllmcost.so.0" >"$scratch/log" 2>&1 &&
        readelf -d "$scratch/cost/lib/libllmcost.so.0" | grep -q 'SONAME.*libllmcost\.so\.0\]'
    judge $? "the shared library is not libllmcost.so.0"
    if command -v "${CXX:-c++}" >/dev/null 2>&1; then
        # shellcheck disable=SC2046 # flags are words
        "${CXX:-c++}" -Wall -Wextra -Wpedantic -Werror -x c++ -I"$scratch/cost/include" \
            "$scratch/user.c" -x none -L"$scratch/cost/lib" \
            $(sed -n 's/^Libs: -L[^ ]* //p' "$scratch/cost/lib/pkgconfig/llmcost.pc") \
            -o "$scratch/user" >"$scratch/log" 2>&1 &&
            LD_LIBRARY_PATH=$scratch/cost/lib "$scratch/user"
        judge $? "a program in C++ that uses the library"
    else
        echo "package: the header in C++ SKIPPED, there is no c++"
    fi
    echo mine >"$scratch/root dir/opt/cost/share/llmcost/mine"
    "$make" -s uninstall BUILD="$build" DESTDIR="$scratch/root dir" prefix=/opt/cost \
        >"$scratch/log" 2>&1
    judge $? "make uninstall"
    echo ./opt/cost/share/llmcost/mine >"$scratch/expected"
    installed "$scratch/root dir" | diff "$scratch/expected" - >"$scratch/log"
    judge $? "make uninstall leaves other files"
}

check_manuals() {
    for page in llmcost scenario; do
        "$build/llmcost" man $page >"$scratch/$page.mdoc"
        if command -v mandoc >/dev/null 2>&1; then
            mandoc -T lint -W warning "$scratch/$page.mdoc" >"$scratch/log" 2>&1
            judge $? "mandoc complains about the page $page"
        else
            echo "package: mandoc SKIPPED, it is not here"
        fi
        # A line of text that begins with a point or a quote would be taken for a macro.
        grep -nE "^\\.([^A-Z\\\\]|[A-Z][^a-z])|^'" "$scratch/$page.mdoc" >"$scratch/log"
        [ $? -eq 1 ]
        judge $? "the page $page has lines that are no macros"
    done
    for row in '0 January 1, 1970' '951782400 February 29, 2000' '4107542399 February 28, 2100'; do
        SOURCE_DATE_EPOCH=${row%% *} "$build/llmcost" man | grep -qxF ".Dd ${row#* }"
        judge $? "the date of $row"
    done
    SOURCE_DATE_EPOCH=yesterday "$build/llmcost" man >"$scratch/out" 2>"$scratch/log"
    [ $? -eq 2 ] && [ ! -s "$scratch/out" ] && grep -q SOURCE_DATE_EPOCH "$scratch/log"
    judge $? "SOURCE_DATE_EPOCH=yesterday is taken"
}

check_needs() {
    if ! command -v readelf >/dev/null 2>&1; then
        echo "package: run-time needs SKIPPED, there is no readelf"
        return
    fi
    readelf -d "$build/llmcost" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >"$scratch/needed"
    # Not libm: one call of a function of it that is not in libc too, and every run loads it.
    grep -vE '^(libc|libyaml|libcjson|ld-linux|ld)[-.]' "$scratch/needed" >"$scratch/log"
    [ ! -s "$scratch/log" ] && grep -q libyaml "$scratch/needed"
    judge $? "the program needs more than libc, libyaml and libcjson"
}

# What makes a mistake of memory an end of the program, in the build that everybody makes.
check_hardening() {
    if ! command -v readelf >/dev/null 2>&1; then
        echo "package: hardening SKIPPED, there is no readelf"
        return
    fi
    readelf -hlWd "$build/llmcost" >"$scratch/elf" 2>"$scratch/log"
    readelf -sW "$build/llmcost" >"$scratch/symbols" 2>>"$scratch/log"
    grep -q 'Type: *DYN' "$scratch/elf"
    judge $? "the program is not position independent"
    # All but the addresses of the C library's functions, which immediate binding would seal: it
    # costs a seventh of the start.
    grep -q GNU_RELRO "$scratch/elf"
    judge $? "tables of addresses stay writable"
    grep 'GNU_STACK' "$scratch/elf" | grep -qv 'E *0x' && ! grep -q 'LOAD.* RWE ' "$scratch/elf"
    judge $? "a stack or a segment can be run"
    grep -q __stack_chk_fail "$scratch/symbols"
    judge $? "no stack protector"
    grep -q '__[a-z]*_chk@' "$scratch/symbols"
    judge $? "no FORTIFY"
    case $(uname -m) in
    x86_64)
        readelf -nW "$build/obj/core/base/real.o" >"$scratch/notes" 2>>"$scratch/log"
        grep -q 'IBT.*SHSTK' "$scratch/notes"
        judge $? "no CET"
        ;;
    esac
    # Where it was compiled is no part of what is compiled.
    ! LC_ALL=C grep -qF "$(pwd)" "$build/llmcost"
    judge $? "the program holds the path of its source"
}

check_archive() {
    "$make" -s dist BUILD="$scratch/one" >"$scratch/log" 2>&1
    judge $? "make dist"
    (cd "$scratch/one" && sha256sum -c SHA256SUMS) >"$scratch/log" 2>&1 &&
        [ "$(wc -l <"$scratch/one/SHA256SUMS")" -eq 2 ]
    judge $? "the checksums of what make dist writes"
    [ "$(grep -c '"name": "\(llmcost\|libyaml\|cJSON\|cmocka\)"' "$scratch"/one/llmcost-*.spdx.json)" -eq 4 ] &&
        { ! command -v python3 >"$scratch/log" || python3 -m json.tool "$scratch"/one/llmcost-*.spdx.json; } \
            >"$scratch/log" 2>&1
    judge $? "what it is made of"
    archive=$(cd "$scratch/one" && echo llmcost-*.tar.gz)
    name=${archive%.tar.gz}
    (umask 077 && mkdir "$scratch/copy" && tar -xzf "$scratch/one/$archive" -C "$scratch/copy")
    judge $? "the archive unpacks"
    (cd "$scratch/copy/$name" && TZ=Asia/Tokyo "$make" -s dist BUILD="$scratch/two") >"$scratch/log" 2>&1
    cmp "$scratch/one/$archive" "$scratch/two/$archive" >>"$scratch/log" 2>&1 &&
        cmp "$scratch/one/SHA256SUMS" "$scratch/two/SHA256SUMS" >>"$scratch/log" 2>&1
    judge $? "an archive of what was unpacked is another one"
    # Where there are Debian packages, what is unpacked makes the same ones, in another directory.
    goal=all program=$scratch/three/llmcost
    if command -v dpkg-deb >/dev/null 2>&1; then goal=deb program=$scratch/three/deb/obj/llmcost; fi
    (cd "$scratch/copy/$name" && "$make" -s $goal BUILD="$scratch/three" && "$program" scenarios/*.yaml) \
        >"$scratch/log" 2>&1
    judge $? "the archive builds and runs"
}

check_debian() {
    if ! command -v dpkg-deb >/dev/null 2>&1; then
        echo "package: make deb SKIPPED, this is not Debian"
        return
    fi
    LINTIAN=yes "$make" -s deb BUILD="$scratch/deb" >"$scratch/log" 2>&1
    judge $? "make deb"
    for package in "$scratch"/deb/*.deb; do
        cmp "$package" "$scratch/three/$(basename "$package")" >"$scratch/log" 2>&1
        judge $? "$package is another one from another directory"
        dpkg-deb --info "$package" >"$scratch/log" 2>&1
        judge $? "$package"
    done
    # What it says of itself names every format that there is.
    dpkg-deb --field "$scratch"/deb/llmcost_*.deb Description >"$scratch/description"
    formats=$("$build/llmcost" scenarios/support-chat.yaml -f none 2>&1 |
        sed -n 's/.*= write \(.*\), or one with.*/\1/p' | sed 's/,\| or//g')
    [ -n "$formats" ]
    judge $? "the formats of the program are not known"
    for format in $formats; do
        grep -iqw "$format" "$scratch/description"
        judge $? "Debian's description does not name $format"
    done
}

check_shells() {
    tests/install_deps shells || echo "package: shells that are not here are SKIPPED"
    tests/completion/run.sh "$build/llmcost" >"$scratch/log" 2>&1
    judge $? "completion in bash, zsh and fish"
}

tests/install_deps pack || [ "${CI:-}" != true ]
judge $? "what packaging needs"
check_install
check_manuals
check_needs
check_hardening
check_archive
check_debian
check_shells
echo "package: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
