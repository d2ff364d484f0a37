#!/bin/sh
# layers.sh BUILD - no room above its stair. Looks at the object code with nm: which file takes which
# symbol from which other. Fails where a symbol or an include runs up, where files call each other in a
# circle, two rooms call each other, where a renderer calls the engine or reads its result, where a row
# stands in no list, and where a room is not named in CONTRIBUTING.md.
# A new floor or room of the core is a word in `floors`, lowest first.
set -eu

cd "$(dirname "$0")/.."
build=$1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-layers.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
floors='core/base core/scenario core/hardware core/model core/months core/questions core/telling catalog text io print cli'

# Every symbol that one of our files defines, and every one that it lacks: FILE KIND SYMBOL.
find src -name '*.c' -o -path 'src/catalog/*.yaml' | sed 's,^src/,,; s,\.[a-z]*$,,' | sort | while read -r file; do
    nm "$build/obj/$file.o" 2>/dev/null | awk -v file="$file" 'NF >= 2 { print file, $(NF - 1), $NF }'
done >"$scratch/symbols"
[ -s "$scratch/symbols" ] || { echo "layers: no objects below $build/obj"; exit 1; }

# Who takes what from whom: FROM TO SYMBOL.
awk '
    NR == FNR { if ($2 ~ /^[A-TV-Z]$/) home[$3] = $1; next }
    $2 == "U" && ($3 in home) && home[$3] != $1 { print $1, home[$3], $3 }
' "$scratch/symbols" "$scratch/symbols" >"$scratch/arrows"

# Who knows whose types and functions: FROM TO include.
grep -rHo --include='*.[ch]' '^#include "[a-z0-9_/]*\.h' src |
    sed 's,^src/,,; s,:#include ", ,; s,$, include,' | grep '/.* .*/' >"$scratch/includes"

passed=0
failed=0
verdict() { # WHAT, findings in $scratch/found
    if [ -s "$scratch/found" ]; then
        failed=$((failed + 1))
        echo "layers: $1:"
        sort -u "$scratch/found" | sed 's/^/    /'
    else
        passed=$((passed + 1))
    fi
}

awk -v floors="$floors" '
    function floor_of(file,   i) {
        for (i = 1; i <= count; i++)
            if (index(file, floor[i] "/") == 1) return i
        return 0
    }
    BEGIN { count = split(floors, floor, " ") }
    !floor_of($1) { print $1 " stands on no floor" }
    floor_of($1) < floor_of($2) { print $1 " -> " $2 ": " $3 }
' "$scratch/arrows" "$scratch/includes" >"$scratch/found"
verdict "symbols and includes that run up"

# tsort names the members of each circle.
circles() {
    sort -u | tsort 2>&1 >/dev/null | sed 's/^tsort: *//'
}
awk '{ print $1, $2 }' "$scratch/arrows" | circles >"$scratch/found"
verdict "circles between files"

awk '
    function room(file) { sub("/[^/]*$", "", file); return file }
    room($1) != room($2) { print room($1), room($2) }
' "$scratch/arrows" | circles >"$scratch/found"
verdict "circles between rooms"

# A renderer may read the rows of a table of the core; it never asks the engine.
awk '
    index($1, "print/") == 1 && $2 ~ /^core\/(model|questions|telling)\// &&
        $3 !~ /_(row|rows|name|id)$/ { print $1 " -> " $2 ": " $3 }
' "$scratch/arrows" >"$scratch/found"
verdict "renderers that compute"

# What a report says stands in its outcome; nm cannot see who reads a member, the text can.
grep -rnE 'struct llmcost_(option_)?result|(->|\.)result\b|report_is_estimated' src/print >"$scratch/found" || true
verdict "renderers that read the result of the engine"

# A command or a format that its list does not name is built, and can never be reached.
awk '
    FNR == NR { taken[$3]; next }
    $2 ~ /^[A-TV-Z]$/ && $3 ~ /_(command|format)$/ && $2 != "T" && !($3 in taken) { print $1 ": no list names " $3 }
' "$scratch/arrows" "$scratch/symbols" >"$scratch/found"
verdict "rows in no list"

# A newcomer finds each room in one table.
find src/core src/io src/cli -mindepth 1 -maxdepth 1 -type d | while read -r room; do
    grep -q "^|.*[\`/]${room##*/}\`" .github/CONTRIBUTING.md || echo "$room"
done >"$scratch/found"
verdict "rooms that CONTRIBUTING.md does not name"

echo "layers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
