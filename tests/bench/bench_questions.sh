#!/bin/sh
# bench_questions.sh BUILD - rows of the bench about questions: a report with 14 ranged inputs
# against the same report without, on one thread and on two, and a sweep against NumPy.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
llmcost=$1/llmcost
exec=$1/bench/exec
scenario=$here/questions.yaml
work=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

ranges() { # inputs that stay what they are and become uncertain
    sed -e 's/^\( *\)requests_per_day: .*/\1requests_per_day: {p10: 250k, p90: 640k}/' \
        -e 's/^\( *\)input_tokens: .*/\1input_tokens: {low: 800, likely: 1000, high: 1300}/' \
        -e 's/^\( *\)output_tokens: .*/\1output_tokens: {low: 150, likely: 200, high: 300}/' \
        -e 's/^\( *\)cached_share: .*/\1cached_share: {min: 0, max: 0.2}/' \
        -e 's/^\( *\)input_per_mtok: .*/\1input_per_mtok: {min: 0.3, max: 0.5}/' \
        -e 's/^\( *\)output_per_mtok: .*/\1output_per_mtok: {min: 0.9, max: 1.5}/' \
        -e 's/^\( *\)cached_input_per_mtok: .*/\1cached_input_per_mtok: {min: 0.05, max: 0.15}/' \
        -e 's/^\( *\)gpu_hour: .*/\1gpu_hour: {low: 1, likely: 1.2, high: 1.6}/' \
        -e 's/^\( *\)elastic_gpu_hour: .*/\1elastic_gpu_hour: {low: 1.7, likely: 2, high: 2.6}/' \
        -e 's/^\( *\)requests_per_second: .*/\1requests_per_second: {p10: 2.5, p90: 6.4}/' \
        -e 's/^\( *\)max_utilization: .*/\1max_utilization: {min: 0.7, max: 0.9}/' \
        -e 's/^\( *\)operations_per_month: .*/\1operations_per_month: {p10: 1500, p90: 6000}/' \
        -e 's/^\( *\)overhead_share: .*/\1overhead_share: {min: 0, max: 0.1}/' \
        -e 's/^\( *\)one_off: .*/\1one_off: {min: 5000, max: 15000}/' "$1"
}
still() { # no two months differ
    sed -e '/growth_per_year\|price_change_per_year/d' "$1"
}

ranges "$scenario" >"$work/ranged.yaml"
still "$scenario" >"$work/still.yaml"
ranges "$work/still.yaml" >"$work/still-ranged.yaml"
[ "$(grep -c '[{ ]p10:\|min:\|low:' "$work/ranged.yaml")" -eq 14 ] ||
    { echo "bench_questions.sh: not 14 ranges" >&2; exit 2; }

"$exec" -n '14 ranges : none, with growth' -t 100 5 \
    "$llmcost" --threads 1 "$work/ranged.yaml" -- "$llmcost" "$scenario"
# Draws take what they took; the report without them asks no far edges any more, and is 13 times faster.
"$exec" -n '14 ranges : none, without growth' -t 30 15 \
    "$llmcost" --threads 1 "$work/still-ranged.yaml" -- "$llmcost" "$work/still.yaml"
if [ "$(getconf _NPROCESSORS_ONLN)" -ge 2 ]; then
    "$exec" -n '14 ranges, two threads : one' -t 0.5556 9 \
        "$llmcost" --threads 2 "$work/ranged.yaml" -- "$llmcost" --threads 1 "$work/ranged.yaml"
else
    echo 'bench: one processor: no row about two threads' >&2
fi

cat >"$work/simple.yaml" <<'YAML'
version: 1
workload: {requests_per_day: 1000, input_tokens: 1000, output_tokens: 200}
apis: {hosted: {input_per_mtok: 2, output_per_mtok: 2}}
hosts: {own: {gpu_hour: 1.20, requests_per_second: 4, operations_per_month: 12000}}
YAML
python=
for candidate in python3 /usr/bin/python3; do
    [ -n "$python" ] || ! "$candidate" -c 'import numpy' 2>/dev/null || python=$candidate
done
if [ -n "$python" ]; then
    python=$(command -v "$python")
    "$exec" -n 'sweep of 1,000,000 points : NumPy' -t 1 5 "$llmcost" sweep "$work/simple.yaml" \
        workload.requests_per_day=1000..1M:1000000 -f csv -- \
        "$python" "$here/sweep_numpy.py" 1000000 csv
else
    echo 'bench: no NumPy (python3-numpy): no row about sweeps' >&2
fi

# Of four thousand draws one thread does alone what is not shared out.
. "$here/count.sh"
all=$(count "$llmcost" --threads 1 "$work/still-ranged.yaml")
shared=$(within=sample_take_part count "$llmcost" --threads 1 "$work/still-ranged.yaml")
awk -v all="$all" -v shared="$shared" 'BEGIN {
    alone = all - shared
    printf "14 ranges, not shared by threads : all\t%d k\t%d k\t%.3f\t0.03\n", alone / 1000, all / 1000, alone / all
}'
