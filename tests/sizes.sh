#!/bin/sh
# sizes.sh - nothing in the product grows beyond what a reader takes in at once: functions to 60 lines,
# files to 400, a folder to 30 files, at most two ternaries in a chain. Files that are a table of rows
# are excepted by name.
set -eu

cd "$(dirname "$0")/.."
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-sizes.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
tables='
    include/llmcost.h
    src/core/model/components.c
    src/core/scenario/fields.c
    src/core/telling/figures.c
    src/io/report/outcome_rows.c
'

find include src -name '*.[ch]' | LC_ALL=C sort >"$scratch/files"

{
xargs awk '
    # The code of a line: no comments, texts or characters, so that braces and marks belong to the grammar.
    function code_of(line,   code, at) {
        gsub(/\\./, "", line)
        gsub(/"[^"]*"/, "\"\"", line)
        gsub(/\047[^\047]*\047/, "0", line)
        code = ""
        while (line != "") {
            at = index(line, comment ? "*/" : "/*")
            if (!at) { if (!comment) code = code line; break }
            if (!comment) code = code substr(line, 1, at - 1)
            line = substr(line, at + 2)
            comment = !comment
        }
        return code
    }
    FNR == 1 { comment = 0; head = 1; inside = 0; marks = 0 }
    {
        was_comment = comment
        code = code_of($0)
        empty = code ~ /^[ \t]*$/
    }
    !inside && (empty || code ~ /^#/) { head = FNR + 1 }
    code == "{" && !inside { inside = 1 }
    code ~ /^}/ {
        if (inside && FNR - head + 1 > 60)
            print FILENAME ":" head ": a function of " FNR - head + 1 " lines"
        inside = 0
        head = FNR + 1
    }
    !empty {
        while (match(code, /[?,;{}]/)) {
            mark = substr(code, RSTART, 1)
            marks = mark == "?" ? marks + 1 : 0
            if (marks == 3) print FILENAME ":" FNR ": more than two ternaries in a chain"
            code = substr(code, RSTART + 1)
        }
    }
' <"$scratch/files"

while read -r file; do
    lines=$(wc -l <"$file")
    echo "$tables" | grep -qx " *$file" || [ "$lines" -le 400 ] || echo "$file: $lines lines"
done <"$scratch/files"

# Pages are wrapped: 120 characters, but for tables and what a program has printed.
for page in README.md .github/*.md; do
    LC_ALL=C awk '
        /^ *```/ { inside = !inside }
        { gsub(/[\200-\277]/, "") }
        !inside && $0 !~ /^ *[|]/ && length($0) > 120 { print FILENAME ":" FNR ": " length($0) " characters" }' "$page"
done

sed 's,/[^/]*$,,' "$scratch/files" | sort | uniq -c | awk '$1 > 30 { print $2 ": " $1 " files" }'

for table in $tables; do
    [ ! -f "$table" ] || [ "$(wc -l <"$table")" -gt 400 ] || echo "$table: 400 lines or fewer, no exception needed"
done
} >"$scratch/found"

if [ -s "$scratch/found" ]; then
    sed 's/^/    /' "$scratch/found"
    echo "sizes: 0 passed, $(wc -l <"$scratch/found") failed"
    exit 1
fi
echo "sizes: $(wc -l <"$scratch/files" | tr -d ' ') passed, 0 failed"
