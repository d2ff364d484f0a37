#!/bin/sh
# bench_growth.sh BUILD - rows of the bench about growth, in instructions: what a command does with
# eight times the input, against 8^1.1 times what it does with one. Skipped where valgrind is missing.
set -eu

llmcost=$1/llmcost
work=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/count.sh"

# A scenario with so many apis, hosts, hybrids, distinct hours and months.
scenario() { # APIS HOSTS HYBRIDS HOURS MONTHS [COLD_START of elastic units]
    awk -v apis="$1" -v hosts="$2" -v hybrids="$3" -v hours="$4" -v months="$5" -v cold="${6:-}" 'BEGIN {
        if (cold != "") elastic = ", elastic_gpu_hour: 3, cold_start_hours: " cold
        print "version: 1\nworkload:\n  requests_per_day: 300000\n  input_tokens: 1000\n  output_tokens: 200"
        if (months > 1) print "  growth_per_year: 10%"
        if (hours > 1) {
            printf "  load: ["
            for (i = 0; i < hours; i++) printf "%s%.7f", i ? ", " : "", 1 + (i * 7919 % hours) / hours
            print "]"
        }
        print "apis:"
        for (i = 1; i <= apis; i++) printf "  api-%d: {input_per_mtok: %.3f, output_per_mtok: %.3f}\n", i, 1 + i / 90, 3 + i / 70
        if (hosts > 0) print "hosts:"
        for (i = 1; i <= hosts; i++)
            printf "  host-%d: {gpu_hour: %.3f, requests_per_second: %.2f, engineers: 0.5%s}\n", i, 2 + i / 70, 3 + i / 50, elastic
        if (hybrids > 0) print "hybrids:"
        for (i = 1; i <= hybrids; i++) printf "  mix-%d: {host: host-%d, api: api-1}\n", i, i
        print "team: {salary_per_year: 150000}\nhorizon: {months: " months "}"
    }'
}

grow() { # NAME SMALL LARGE [TIMES]: rows of instructions
    awk -v name="$1" -v a="$3" -v b="$2" -v times="${4:-8}" \
        'BEGIN { b *= exp(1.1 * log(times)); printf "%s\t%d k\t%d k\t%.3f\t1\n", name, a / 1000, b / 1000, a / b }'
}

report() { # NAME SMALL LARGE [TIMES]: numbers of apis, hosts, hybrids, hours, months
    # shellcheck disable=SC2086 # numbers are words
    scenario $2 >"$work/small.yaml"
    # shellcheck disable=SC2086
    scenario $3 >"$work/large.yaml"
    grow "$1" "$(count "$llmcost" "$work/small.yaml")" "$(count "$llmcost" "$work/large.yaml")" ${4:+"$4"}
}

report '128 apis : 8^1.1 of 16' '16 1 0 1 1' '128 1 0 1 1'
report '64 hosts : 8^1.1 of 8' '1 8 0 1 1' '1 64 0 1 1'
report '64 hybrids : 8^1.1 of 8' '1 8 8 1 1' '1 64 64 1 1'
report '8,784 hours : 8^1.1 of 1,098' '1 1 0 1098 1' '1 1 0 8784 1'
# Of 75 months the edges of demand are nearer, and the tornado finds them in fewer steps.
report '600 months : 4^1.1 of 150' '1 1 0 1 150' '1 1 0 1 600' 4
report 'a mix of 8,784 hours over 36 months : 8^1.1 of 1' '1 1 1 8784 1 0' '1 1 1 8784 36 0'
report 'its hours : 8^1.1 of 1,098' '1 1 1 1098 36 0' '1 1 1 8784 36 0'
report 'its cold starts of 24 hours : 8^1.1 of 3' '1 1 1 8784 36 3' '1 1 1 8784 36 24'
scenario 16 1 0 1 1 >"$work/small.yaml"
scenario 128 1 0 1 1 >"$work/large.yaml"
grow 'explain, 128 apis : 8^1.1 of 16' "$(count "$llmcost" explain "$work/small.yaml")" \
    "$(count "$llmcost" explain "$work/large.yaml")"
grow 'diff, 128 apis : 8^1.1 of 16' \
    "$(count "$llmcost" diff "$work/small.yaml" "$work/small.yaml" --new-set workload.requests_per_day=2M)" \
    "$(count "$llmcost" diff "$work/large.yaml" "$work/large.yaml" --new-set workload.requests_per_day=2M)"
sweep() {
    count "$llmcost" sweep "$work/small.yaml" "workload.requests_per_day=1k..1M:$1" -f csv
}
grow 'sweep, 4,000 points : 8^1.1 of 500' "$(sweep 500)" "$(sweep 4000)"

prices() { # ENTRIES whose keys come down to one id
    awk -v n="$1" 'BEGIN {
        printf "{"
        for (i = 0; i < n; i++) {
            key = "a"
            for (rest = i; length(key) < 13; rest = int(rest / 2)) key = key (rest % 2 ? " " : "!")
            printf "%s\"%sb\": {\"input_cost_per_token\": 1e-06, \"output_cost_per_token\": 2e-06, " \
                "\"mode\": \"chat\", \"litellm_provider\": \"p\"}", i ? ", " : "", key
        }
        printf "}"
    }'
}
machines() { # ROWS of halves of machines
    awk -v n="$1" 'BEGIN {
        print "InstanceType,AcceleratorName,AcceleratorCount,Region,Price,SpotPrice,AvailabilityZone"
        for (i = 0; i < n / 2; i++)
            printf "a2-highgpu-%dg,,,r-%d,3.5,,r-%d-a\n,A100,%d,r-%d,2.5,,r-%d-a\n", i % 8 + 1, i / 8, i / 8, i % 8 + 1, i / 8, i / 8
    }'
}
usage() { # ROWS of quoted cells
    awk -v n="$1" 'BEGIN {
        print "timestamp,input_tokens,output_tokens"
        for (i = 0; i < n; i++) printf "\"2026-10-05 08:00:%02d\",\"%d\",\"20\"\n", i % 60, i % 1000
    }'
}
import() { # NAME COMMAND SMALL LARGE
    grow "$1" "$(count "$llmcost" import "$2" "$3")" "$(count "$llmcost" import "$2" "$4")"
}
machines 1000 >"$work/small.csv" && machines 8000 >"$work/large.csv"
import 'import of 8,000 halves : 8^1.1 of 1,000' gpus "$work/small.csv" "$work/large.csv"
usage 2500 >"$work/small.csv" && usage 20000 >"$work/large.csv"
import 'import of quoted cells : 8^1.1 of 1/8' usage "$work/small.csv" "$work/large.csv"
prices 250 >"$work/small.json" && prices 2000 >"$work/large.json"
import 'import of one id : 8^1.1 of 1/8' prices "$work/small.json" "$work/large.json"

# Eight times of what a scenario may hold beside options.
both() { # NAME COMMAND... where @ stands for small and large
    name=$1
    shift
    # shellcheck disable=SC2046 # words
    grow "$name" "$(count $(echo "$@" | sed 's/@/small/g'))" "$(count $(echo "$@" | sed 's/@/large/g'))"
}
scenario 16 1 0 1 1 >"$work/small.yaml" && scenario 128 1 0 1 1 >"$work/large.yaml"
for size in small large; do
    "$llmcost" "$work/$size.yaml" -f json >"$work/$size.json"
done
both 'a saved report, 128 apis : 8^1.1 of 16' "$llmcost" report "$work/@.json"
both 'diff of saved reports : 8^1.1 of 1/8' "$llmcost" diff "$work/@.json" "$work/@.json"
both 'solve, 128 apis : 8^1.1 of 16' "$llmcost" solve "$work/@.yaml" hosts.host-1.gpu_hour
changes() { # NUMBER
    scenario 8 1 0 1 36
    awk -v n="$1" 'BEGIN {
        print "changes:"
        for (i = 1; i <= n; i++) printf "  - {month: %d, set: {apis.api-%d.input_per_mtok: %.3f}}\n", 1 + i, (i - 1) % 8 + 1, 1 + i / 9
    }'
}
ranges() { # NUMBER of the 16 apis
    scenario 16 1 0 1 1 | awk -v n="$1" '
        /api-/ && ++api <= n { sub(/input_per_mtok: [0-9.]*/, "input_per_mtok: {min: 1, max: 2}") }
        { print }'
}
fragments() { # NUMBER
    for i in $(seq "$1"); do
        echo "apis: {more-$i: {input_per_mtok: 1, output_per_mtok: 2}}" >"$work/more-$i.yaml"
        printf ' --with %s' "$work/more-$i.yaml"
    done
}
changes 4 >"$work/small.yaml" && changes 32 >"$work/large.yaml"
both '32 changes : 8^1.1 of 4' "$llmcost" "$work/@.yaml"
ranges 2 >"$work/small.yaml" && ranges 16 >"$work/large.yaml"
both '16 ranges of 16 apis : 8^1.1 of 2' "$llmcost" --threads 1 "$work/@.yaml"
scenario 1 1 0 1 1 >"$work/one.yaml"
# shellcheck disable=SC2046
grow '16 fragments : 8^1.1 of 2' "$(count "$llmcost" check "$work/one.yaml" $(fragments 2))" \
    "$(count "$llmcost" check "$work/one.yaml" $(fragments 16))"
