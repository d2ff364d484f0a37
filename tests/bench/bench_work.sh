#!/bin/sh
# bench_work.sh BUILD SCENARIOS - rows of the bench in instructions, which do not depend on what else
# the machine does: whole runs against what they took in the first release, and a change of a price
# against one that moves in every month. Skipped where valgrind is missing.
set -eu

llmcost=$1/llmcost
scenarios=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/count.sh"

row() { # NAME OURS REFERENCE AT_MOST
    awk -v name="$1" -v a="$2" -v b="$3" -v most="$4" \
        'BEGIN { a = int(a / 1000 + 0.5); b = int(b / 1000 + 0.5)
            printf "%s\t%d k\t%d k\t%.3f\t%g\n", name, a, b, a / b, most }'
}

row 'instructions, a table : first release' "$(count "$llmcost" "$scenarios/support-chat.yaml")" 1890000 0.72
row 'instructions, JSON : first release' "$(count "$llmcost" "$scenarios/support-chat.yaml" -f json)" 4300000 0.42
row 'instructions, growth : first release' "$(count "$llmcost" "$scenarios/growing-product.yaml")" 68700000 0.44

# The same product, with a price that falls year by year, and with one that falls once.
grep -v 'growth_per_year' "$scenarios/growing-product.yaml" >"$work/still.yaml"
sed 's/^\( *hosted: {\)/\1price_change_per_year: -20%, /' "$work/still.yaml" >"$work/drifting.yaml"
{ cat "$work/still.yaml" && echo 'changes: [{month: 13, set: {apis.hosted.output_per_mtok: 1.20}}]'; } \
    >"$work/changing.yaml"
row 'instructions, a change : a drift' "$(count "$llmcost" "$work/changing.yaml")" \
    "$(count "$llmcost" "$work/drifting.yaml")" 1
