#!/bin/sh
# saved.sh LLMCOST - a saved JSON report tells what its scenario told: every worked example, printed
# in all formats, must be the same bytes when it is printed again from its own JSON. What is on the
# way may be a file, stdin, or one of several reports.
set -u

cd "$(dirname "$0")/.." || exit 1
llmcost=$1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-saved.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

count() { # NAME GOOD
    if [ -n "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1: not the same from the saved report"
    fi
}

print() { # PREFIX FILE...
    prefix=$scratch/$1
    shift
    "$llmcost" "$@" -f json:"$prefix.json" -f table:"$prefix.txt" -f markdown:"$prefix.md" \
        -f csv:"$prefix.csv" 2>"$scratch/complaints" || {
        cat "$scratch/complaints"
        return 1
    }
}

again() { # NAME COMMAND FILE...
    name=$1
    command=$2
    shift 2
    good=yes
    print first "$command" "$@" && print second "$command" "$scratch/first.json" || good=
    for format in json txt md csv; do
        [ -z "$good" ] || cmp -s "$scratch/first.$format" "$scratch/second.$format" && continue
        good=
        diff "$scratch/first.$format" "$scratch/second.$format" | head -n 6
    done
    count "$name" "$good"
}

for file in scenarios/*.yaml tests/golden/files/[cs]h*.yaml tests/golden/files/hosts-only.yaml \
    tests/golden/files/idle.yaml tests/golden/files/warn.yaml \
    tests/golden/files/one-end-fails.yaml tests/golden/files/alone-at-an-end.yaml; do
    again "$file" report "$file"
done

# What was asked for keeps its own words: a number does not say that it was a percentage.
good=yes
print first scenarios/support-chat.yaml --set workload.batch_share=10% --set workload.requests_per_day=20k \
    --set team=null && print second "$scratch/first.json" || good=
for format in json txt md csv; do cmp "$scratch/first.$format" "$scratch/second.$format" || good=; done
grep -q 'batch_share = 10%, workload.requests_per_day = 20k' "$scratch/second.txt" || good=
count "words of --set" "$good"

# A portfolio too, whose fleets are all counted in one unit, or not.
cp scenarios/provisioned-throughput.yaml "$scratch/here.yaml"
cp scenarios/provisioned-throughput.yaml "$scratch/there.yaml"
sed 's/unit: PTU/unit: slice/; s/^  reserved:/  reserved-here:/; s/host: reserved/host: reserved-here/; s/^  spill-over:/  spill-here:/' \
    scenarios/provisioned-throughput.yaml >"$scratch/other.yaml"
again "portfolio of one unit" portfolio "$scratch/here.yaml" "$scratch/there.yaml"
grep -q 'PTUs, always on' "$scratch/second.txt" || count "unit of a portfolio" ''
again "portfolio of two units" portfolio "$scratch/here.yaml" "$scratch/other.yaml"

again several report scenarios/*.yaml

# What 0.1.0 saved is read by whoever comes later: its figures are printed again as they were, and
# told in the words of today in every format,
# and held against the scenario of then, in which nothing has changed.
for name in estimated-host regulated-cheaper-api; do
    old=tests/fixtures/llmcost-0.1.0/$name.json
    good=yes
    print upgraded "$old" || good=
    for side in "$old" "$scratch/upgraded.json"; do sed '/"reasons": \[/,/\]/d; /"formula": /d; /"message": ".*volume/d' "$side" >"$scratch/figures.$(basename "$side")"; done
    cmp "$scratch/figures.$name.json" "$scratch/figures.upgraded.json" || good=
    for format in txt md csv; do [ -s "$scratch/upgraded.$format" ] || good=; done
    "$llmcost" diff "$old" "${old%.json}.yaml" -f json >"$scratch/diff.json" 2>"$scratch/complaints" || good=
    grep -q '"status": "unchanged"' "$scratch/diff.json" || good=
    ! grep -qE '"status": "(added|removed|changed)"|"changed": true' "$scratch/diff.json" || good=
    count "$old" "$good"
done

good=yes
"$llmcost" report - -f json <"$scratch/first.json" | cmp -s - "$scratch/first.json" || good=
count stdin "$good"

# The same of random scenarios, of figures that JSON rounds, and in a page; and no sentence that was
# forged is told.
if command -v python3 >/dev/null 2>&1; then
    if python3 tests/saved.py "$llmcost" scenarios/*.yaml tests/golden/files/*.yaml \
        --portfolio tests/golden/files/by-day.yaml tests/golden/files/by-night.yaml >"$scratch/log"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        cat "$scratch/log"
    fi
fi

echo "saved reports: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
