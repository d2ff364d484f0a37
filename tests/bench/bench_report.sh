#!/bin/sh
# bench_report.sh BUILD SCENARIO - run the bench programs and judge their rows: every row is ours, a
# reference taken in the same run, their ratio and the most it may be. Fails when one is missed.
# A new bench is a program that prints such rows (bench.h) and a line below.
set -eu

bench=$1/bench
scenario=$2
installed=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-bench.XXXXXX")
rows=$installed/rows
trap 'rm -rf "$installed"' EXIT

# Copies, as an installation is one: what a linker has written stays in the page cache in small pieces,
# and a program maps those more slowly than what was copied or read from the disk.
cp "$1/llmcost" "$bench/minimal" "$installed"
"$bench/exec" 400 "$installed/llmcost" "$scenario" -- "$installed/minimal" "$scenario" >>"$rows"
"$bench/evaluate" >>"$rows" 2>/dev/null || "$bench/evaluate" >/dev/null
"$bench/months" >>"$rows"
"$bench/portfolio" >>"$rows" 2>/dev/null
"$bench/prices" "$1/llmcost" >>"$rows"
"$(dirname "$0")/bench_page.sh" "$1" "$scenario" >>"$rows"
"$(dirname "$0")/bench_questions.sh" "$1" >>"$rows"
"$(dirname "$0")/bench_work.sh" "$1" "$(dirname "$scenario")" >>"$rows"
"$(dirname "$0")/bench_growth.sh" "$1" >>"$rows"
python3 "$(dirname "$0")/bench_readers.py" "$1/llmcost" "$(dirname "$0")/../fixtures" >>"$rows"
"$(dirname "$0")/bench_usage.sh" "$1" >>"$rows"
python3 "$(dirname "$0")/bench_tail.py" "$1/llmcost" >>"$rows"

awk -F '\t' '
    BEGIN { printf "%-36s %11s %11s %8s %8s\n", "bench", "ours", "reference", "ratio", "at most" }
    {
        missed += ($4 > $5)
        printf "%-36s %11s %11s %8.2f %8g  %s\n", $1, $2, $3, $4, $5, ($4 > $5 ? "MISSED" : "ok")
    }
    END { exit missed > 0 }
' "$rows"
