#!/usr/bin/env bash
# run.sh BINARY - bad input is refused well: `BINARY check FILE` exits 3, prints nothing on stdout,
# and complains exactly as expected, no more and no less.
# An expectation is `# expect: LINE:COL: MESSAGE [CODE]`: MESSAGE may be a part of what is printed.
# With `loads/NAME.csv:` before it, the complaint is about that file, which the scenario names.
# They are the first lines of FILE.yaml, or stand in FILE.expect when the file cannot hold them.
# shellcheck disable=SC2016 # backquotes in single quotes are those of the messages
set -u
binary=$1
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
passed=0 failed=0

fail() { # NAME WHY
    failed=$((failed + 1))
    printf 'FAIL %s: %s\n' "$1" "$2"
    sed 's/^/     | /' "$scratch/err" | head -n 40
}

# Whether a line of the errors has this source, this place, this part and this code.
complains() { # SOURCE PLACE MESSAGE CODE
    awk -v source="$1" -v place="$2" -v message="$3" -v code="[$4]" '
        index($0, source) == 1 && index($0, place) && index($0, message) &&
            substr($0, length($0) - length(code) + 1) == code { found = 1 }
        END { exit !found }' "$scratch/errors"
}

# The command has run: compare with the expectations, one to a line of stdin.
judge() { # NAME STATUS SOURCE
    local name=$1 status=$2 source=$3 count=0 line rest place code message about why=
    [ "$status" -eq 3 ] || why="exit status $status, not 3"
    [ -s "$scratch/out" ] && why="something on stdout"
    grep -a ' \(error\|warning\): .* \[[EW][0-9]*\]$' "$scratch/err" > "$scratch/errors"
    while IFS= read -r line; do
        count=$((count + 1))
        rest=${line#\# expect: }
        code=${rest##*[}
        code=${code%]}
        rest=${rest% \[*\]}
        about=$source
        if [[ $rest =~ ^(loads/[a-z0-9_]+\.csv):(.*)$ ]]; then
            about=$here/${BASH_REMATCH[1]}
            rest=${BASH_REMATCH[2]}
        fi
        place=
        if [[ $rest =~ ^[0-9]+:[0-9]+:\  ]]; then
            place=${rest%%: *}
            rest=${rest#*: }
        fi
        message=${rest//\\/\\\\}
        complains "$about" ":${place:+$place:} error: " "$message" "$code" ||
            why="nothing like: $line"
    done
    [ "$count" -gt 0 ] || why="no expectation"
    [ "$(wc -l < "$scratch/errors")" -eq "$count" ] ||
        why=${why:-"not exactly $count complaints"}
    if [ -n "$why" ]; then
        fail "$name" "$why"
    else
        passed=$((passed + 1))
    fi
}

check() { # NAME SOURCE ARGUMENT...
    local name=$1 source=$2
    shift 2
    LC_ALL=C.UTF-8 timeout 20 "$binary" check "$@" > "$scratch/out" 2> "$scratch/err"
    judge "$name" $? "$source"
}

for file in "$here"/*.yaml; do
    expect=${file%.yaml}.expect
    [ -f "$expect" ] || expect=$file
    check "$(basename "$file")" "$file" "$file" < <(grep -a '^# expect: ' "$expect")
done

# Files too large or too odd to keep, and what is no file at all.
deep=$scratch/deep.yaml large=$scratch/large.yaml huge=$scratch/huge.yaml
head -c 100000 /dev/zero | tr '\0' '[' > "$deep"
{ echo 'version: 1'; head -c 4194304 /dev/zero | tr '\0' ' '; } > "$large"
dd if=/dev/null of="$huge" bs=1 seek=104857600 2> /dev/null
nodes=$scratch/nodes.yaml
{ printf 'load: ['; head -c 500000 /dev/zero | sed 's/\x0/1,/g'; echo ']'; } > "$nodes"
check 'nest of 100000' "$deep" "$deep" <<< '# expect: 1:65: nesting beyond 64 levels [E113]'
check '4 MiB and a little' "$large" "$large" <<< '# expect: larger than 4 MiB [E102]'
check '100 MB' "$huge" "$huge" <<< '# expect: larger than 4 MiB [E102]'
check '500000 values' "$nodes" "$nodes" <<< '# expect: 1:400002: more than 200000 values [E114]'
check 'a directory' "$scratch" "$scratch" <<< '# expect: cannot read it [E101]'
check 'no such file' "$scratch/none.yaml" "$scratch/none.yaml" <<< '# expect: cannot read it [E101]'

# Overrides go through the same parser and the same words; columns are those of PATH=VALUE.
good=$scratch/good.yaml
cat > "$good" << 'YAML'
version: 1
workload: {requests_per_day: 1000, input_tokens: 1000, output_tokens: 200}
apis:
  hosted: {input_per_mtok: 2, output_per_mtok: 2}
  gpt-3.5: {input_per_mtok: 2, output_per_mtok: 2, extra: {vector database: 3}}
hosts:
  own: {gpu_hour: 1.2, requests_per_second: 4}
YAML
set_case() { # PATH=VALUE, expectation
    check "--set $1" --set "$good" --set "$1" <<< "# expect: $2"
}
set_case 'workload.cached_share=30' '1:23: workload.cached_share is `30` [E302]'
set_case 'workload.cached_shar=0.3' '1:10: unknown key `cached_shar` in workload [E201]'
set_case 'worklod.burst=2' '1:1: unknown key `worklod` [E201]'
set_case 'burst=2' '1:1: unknown key `burst` [E201]'
set_case 'hosts.own.utilization=30%' '1:11: unknown key `utilization` in hosts.own [E203]'
set_case 'apis.hostd.discount=10%' '1:6: there is no option `hostd` in apis [E210]'
set_case 'apis.gpt-4.discount=10%' '1:6: there is no option `gpt-4` in apis [E210]'
set_case 'apis.gpt-3.5.discount=2' '1:23: apis."gpt-3.5".discount is `2` [E302]'
set_case 'apis."gpt-3.5".discount=2' '1:25: apis."gpt-3.5".discount is `2` [E302]'
set_case 'apis."gpt-3.5.discount=2' '1:6: the quote that opens here is never closed [E210]'
set_case 'apis.=2' '1:5: the path breaks off here [E210]'
set_case '.apis=2' '1:1: the path breaks off here [E210]'
set_case 'workload..burst=2' '1:10: the path breaks off here [E210]'
set_case 'workload.burst={low: 3, likely: 2, high: 4}' '1:33: workload.burst: likely (`2`) is below low (`3`) [E306]'
set_case 'workload.burst={low: 3' '1:16: the { that opens here is not closed [E118]'
set_case 'workload.burst=*x' '1:16: aliases (`*name`) are not read [E109]'
set_case 'workload.burst=a: b: c' '1:20: a `:` is not expected here [E119]'
set_case 'workload.tokens_per_day=50M' '1:25: says one thing in two ways [E403]'
set_case 'workload.load=office-ours' '1:15: workload.load: there is no load shape `office-ours` [E310]'
set_case 'workload.load.file=none.csv' '1:20: none.csv: cannot read it [E101]'
set_case "workload.load={file: $here/loads/hours_23.csv}" 'loads/hours_23.csv:23:1: the file ends after 23 weights [E308]'
set_case 'baseline=nobody' '1:10: there is no option `nobody` [E405]'
set_case 'apis.new={input_per_mtok: 1}' '1:6: apis.new: `output_per_mtok` is missing [E401]'
set_case 'hosts.own=5' '1:11: hosts.own is not a map [E206]'
set_case 'apis.gpt-3.5.extra.vector database=-1' '1:36: is `-1`: it must be at least 0 [E302]'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
