#!/bin/sh
# bench_usage.sh BUILD - rows of the bench about import usage: request logs of MEGABYTES (512) as CSV
# and as JSON lines against wc -l on them, and the memory that takes. The logs are made in TMPDIR
# and stay in the page cache: what is measured is reading, not a disk.
set -eu

llmcost=$1/llmcost
exec=$1/bench/exec
megabytes=${MEGABYTES:-512}
work=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

free=$(df -Pk "$work" | awk 'NR == 2 { print int($4 / 1024) }')
if [ "$free" -lt $((megabytes * 3)) ]; then
    echo "bench: no room for $((megabytes * 3)) MB in ${TMPDIR:-/tmp}: no rows about import usage" >&2
    exit 0
fi

# 100,000 requests of about five and a half hours, written as both.
awk -v csv="$work/rows.csv" -v json="$work/rows.jsonl" 'BEGIN {
    seed = 1
    for (i = 0; i < 100000; i++) {
        seed = (seed * 16807) % 2147483647
        time = i / 5
        stamp = sprintf("%02d:%02d:%02d", 8 + time / 3600, time / 60 % 60, time % 60)
        input = seed % 8000
        output = int(seed / 8000) % 500
        printf "2026-10-05 %s.%07d,%d,%d\n", stamp, seed % 10000000, input, output >csv
        printf "{\"timestamp\": \"2026-10-05T%s.%03dZ\", \"model\": \"llama-3.3-70b\", " \
            "\"input_tokens\": %d, \"output_tokens\": %d, \"cached_tokens\": %d}\n", \
            stamp, seed % 1000, input, output, int(input / 2) >json
    }
}'

grow() { # FILE: by doubling up to the size
    size=$(($(wc -c <"$1") / 1000000))
    while [ "$size" -lt "$megabytes" ]; do
        cat "$1" "$1" >"$work/twice"
        mv "$work/twice" "$1"
        size=$((size * 2 + 1))
    done
    head -c "${megabytes}000000" "$1" | sed '$d'
}

{ echo 'TIMESTAMP,ContextTokens,GeneratedTokens' && grow "$work/rows.csv"; } >"$work/log.csv"
rm "$work/rows.csv"
grow "$work/rows.jsonl" >"$work/log.jsonl"
rm "$work/rows.jsonl"

wc=$(command -v wc)
"$exec" -n "import of a CSV log : wc -l" -t 6 -m 16 9 \
    "$llmcost" import usage "$work/log.csv" -- "$wc" -l "$work/log.csv"
"$exec" -n "import of a JSON lines log : wc -l" -t 6 9 \
    "$llmcost" import usage "$work/log.jsonl" -- "$wc" -l "$work/log.jsonl"
