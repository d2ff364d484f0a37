#!/bin/sh
# skill.sh LLMCOST - what src/cli/mcp/SKILL.md tells a language model is true: its commands print what
# it shows (readme.sh), its scenarios can be used, the keys and commands that it names exist, and it
# is short enough to be read.
set -u

cd "$(dirname "$0")/.." || exit 1
llmcost=$1
skill=src/cli/mcp/SKILL.md
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-skill.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
. tests/verdict.sh

[ "$(wc -l <"$skill")" -le 150 ]
judge $? "longer than 150 lines"

README=$skill tests/readme.sh "$llmcost" >"$scratch/log"
judge $? "a command prints something else"

sed -n '/^```yaml$/,/^```$/p' "$skill" | grep -v '^```' >"$scratch/scenario.yaml"
"$llmcost" check "$scratch/scenario.yaml" >"$scratch/log" 2>&1 &&
    "$llmcost" "$scratch/scenario.yaml" --brief -f json >"$scratch/brief.json" 2>"$scratch/log"
judge $? "its scenario cannot be used"

# Every option and command stands in the help, whatever comes behind it.
"$llmcost" --help >"$scratch/help" 2>&1
grep -Eo '(^|[` ])--[a-z][a-z-]+' "$skill" | tr -d '` ' | sort -u | while read -r option; do
    grep -q -e "$option\\b" "$scratch/help" || echo "$option"
done >"$scratch/log"
[ ! -s "$scratch/log" ]
judge $? "options that there are not"
grep -Eo 'llmcost (check|[a-z]+ (FILE|OLD|A\.yaml|CODE|WORD|usage|bench|apis|loads))|llmcost mcp' "$skill" |
    cut -d ' ' -f 2 | sort -u | while read -r command; do
    "$llmcost" help "$command" >/dev/null 2>&1 || echo "$command"
done >"$scratch/log"
[ ! -s "$scratch/log" ]
judge $? "commands that there are not"

# Keys of the report that are to be quoted.
"$llmcost" scenarios/support-chat.yaml -f json >"$scratch/report.json" 2>"$scratch/log"
for key in verdict monthly_cost break_even not_priced warnings assumptions uncertainty; do
    grep -q "\"$key\": " "$scratch/report.json" && grep -q "$key" "$skill" || echo "$key"
done >"$scratch/log"
[ ! -s "$scratch/log" ]
judge $? "keys that a report has not"

echo "skill: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
