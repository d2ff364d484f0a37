#!/bin/sh
# library.sh LLMCOST - the library as others use it: the example of the header, taken out of it, as C
# and as C++, and one in Python, with the static and the shared library beside LLMCOST; the names
# that the shared one shows are those of the header, each of which some unit test calls.
set -u

cd "$(dirname "$0")/.." || exit 1
build=$(dirname "$1")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-library.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
. tests/verdict.sh

example() { # WHAT LANGUAGE COMPILER ARGUMENT...
    what=$1
    language=$2
    compiler=$3
    shift 3
    # shellcheck disable=SC2086 # a compiler and flags are words
    $compiler ${CFLAGS:-} -Wall -Wextra -Wpedantic -Werror -Iinclude -x "$language" "$scratch/example.c" -x none \
        "$@" ${LDFLAGS:-} -lm -o "$scratch/example" >"$scratch/log" 2>&1 &&
        LD_LIBRARY_PATH=$build "$scratch/example" >"$scratch/out" 2>>"$scratch/log" &&
        diff "$scratch/expected" "$scratch/out" >>"$scratch/log"
    judge $? "$what"
}

# From the line that begins it to the first one that is empty.
sed -n '/^\/\* Example/,/^ \*\//p' include/llmcost.h | sed -n 's/^ \*   //p; s/^ \*$//p' >"$scratch/example.c"
# What it prints stands in its last line.
sed -n 's|^// prints: ||p' "$scratch/example.c" >"$scratch/expected"
lines=$(wc -l <"$scratch/example.c")
[ "$lines" -gt 20 ] && [ "$lines" -le 34 ] && [ -s "$scratch/expected" ]
judge $? "the example of the header has $lines lines"

example "the example in C" c "${CC:-cc} -std=c17" "$build/libllmcost.a"
if command -v "${CXX:-c++}" >/dev/null 2>&1; then
    example "the example in C++" c++ "${CXX:-c++}" "$build/libllmcost.a"
else
    echo "library: C++ SKIPPED, there is no c++"
fi

shared=$build/libllmcost.so.0
if [ -f "$shared" ]; then
    example "the example with the shared library" c "${CC:-cc} -std=c17" "$shared"
    nm -D --defined-only "$shared" | awk '{ print $3 }' | sed 's/@.*//' | grep -v '^LLMCOST_' | sort >"$scratch/shown"
    grep -Eo '\bllmcost_[a-z_]+\(' include/llmcost.h | tr -d '(' | sort -u >"$scratch/declared"
    diff "$scratch/declared" "$scratch/shown" >"$scratch/log" && grep -qx llmcost_evaluate "$scratch/shown"
    judge $? "the shared library shows what the header declares"
    while read -r name; do
        grep -qw "$name" tests/unit/*.[ch] || echo "no unit test calls $name()"
    done <"$scratch/declared" >"$scratch/log"
    [ ! -s "$scratch/log" ]
    judge $? "each function of the header is tested"
    if command -v python3 >/dev/null 2>&1; then
        python3 tests/library.py "$shared" >"$scratch/out" 2>"$scratch/log" &&
            diff "$scratch/expected" "$scratch/out" >>"$scratch/log"
        judge $? "the example in Python"
    fi
else
    echo "library: the shared library SKIPPED, it is not built here"
fi

echo "library: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
