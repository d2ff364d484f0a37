#!/bin/sh
# readme.sh LLMCOST [--accept] - what README.md shows is what the program prints.
# In every ```console block a line "$ COMMAND" is run from the top of the checkout with LLMCOST
# first on the PATH (a trailing \ continues it on the next line); what follows, up to the next "$ "
# or the end of the block, is its stdout and stderr, byte for byte. Other kinds of block are not run.
# --accept rewrites README.md by what is printed now. Another file: README=docs.md
set -eu

cd "$(dirname "$0")/.."
readme=${README:-README.md}
llmcost=$1
mode=${2:-compare}
directory=$(cd "$(dirname "$llmcost")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-readme.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

if ! [ -f "$readme" ]; then
    echo "readme: there is no $readme: 0 passed, 1 failed"
    exit 1
fi

unset COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE SOURCE_DATE_EPOCH MAKEFLAGS MFLAGS MAKELEVEL
PATH=$directory:$PATH
LC_ALL=C.UTF-8
TERM=dumb
export PATH LC_ALL TERM

# command.N and expected.N of every command, and the page with @OUTPUT N@ where output stands.
awk -v dir="$scratch" '
    /^```/ {
        if (!inside) { inside = 1; console = ($0 ~ /^```console[ \t]*$/) } else { inside = console = 0 }
        told = more = 0
        print
        next
    }
    console && more { print; print >>(dir "/command." n); more = /\\$/; if (!more) mark(); next }
    console && /^\$ / {
        print
        n++
        print substr($0, 3) >(dir "/command." n)
        printf "" >(dir "/expected." n)
        print FNR >(dir "/line." n)
        told = 1
        more = /\\$/
        if (!more) mark()
        next
    }
    console && told { print >>(dir "/expected." n); next }
    { print }
    function mark() { print "@OUTPUT " n "@" }
' "$readme" >"$scratch/page"

passed=0
failed=0
n=1
while [ -f "$scratch/command.$n" ]; do
    sh "$scratch/command.$n" >"$scratch/output.$n" 2>&1 </dev/null || true
    # A block ends its last line, whether or not the program did.
    [ -z "$(tail -c 1 "$scratch/output.$n")" ] || echo >>"$scratch/output.$n"
    if cmp -s "$scratch/expected.$n" "$scratch/output.$n"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        if [ "$mode" != --accept ]; then
            echo "$readme:$(cat "$scratch/line.$n"): $(head -n 1 "$scratch/command.$n")"
            diff -u "$scratch/expected.$n" "$scratch/output.$n" | tail -n +3 || true
        fi
    fi
    n=$((n + 1))
done

if [ "$mode" = --accept ]; then
    awk -v dir="$scratch" '
        /^@OUTPUT [0-9]+@$/ {
            file = dir "/output." substr($2, 1, length($2) - 1)
            while ((getline line <file) > 0) print line
            close(file)
            next
        }
        { print }
    ' "$scratch/page" >"$scratch/README"
    if cmp -s "$scratch/README" "$readme"; then
        echo "$readme: all $passed commands print what it shows"
    else
        cat "$scratch/README" >"$readme"
        echo "$readme: $failed of $((n - 1)) commands rewritten"
    fi
    exit 0
fi
echo "readme: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
