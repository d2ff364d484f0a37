#!/bin/sh
# ci.sh LLMCOST - the steps of .github/action.yml, as GitHub runs them: each `run` under
# bash -eo pipefail with its env, in a repository made for it, with a gh that writes down what it is
# told. So for the script alone, and the gate that fails the job. To add a state: a case below.
set -eu

cd "$(dirname "$0")/.."
checkout=$PWD
llmcost=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-ci.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0
if ! command -v git >/dev/null || ! command -v bash >/dev/null; then
    echo "ci: left out, there is no git or no bash here: 0 passed, 0 failed"
    exit 0
fi

unset COLUMNS NO_COLOR FORCE_COLOR SOURCE_DATE_EPOCH GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
export LC_ALL=C TERM=dumb HOME="$scratch" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org

fail() {
    echo "ci: $*"
    failed=$((failed + 1))
}

expect() { # WHAT PATTERN FILE: a line of the file matches
    if grep -q -e "$2" "$3"; then passed=$((passed + 1)); else
        fail "$1: no \"$2\" in $3"
        sed 's/^/    /' "$3"
    fi
}

# A step that fails ends the job, but for those that say otherwise: what cannot be used is told.
for condition in "success() || steps.check.outcome == 'failure'" 'always()'; do
    grep -qxF "      if: $condition" .github/action.yml || fail "no step runs if $condition"
done

# The `run` of a step, by its name.
script() { # NAME
    awk -v name="    - name: $1" '
        index($0 " #", name " #") == 1 { on = 1; next }
        /^    - name:/ { on = run = 0 }
        on && /^      run: \|$/ { run = 1; next }
        run && /^        / { print substr($0, 9); next }
        run && !/^$/ { run = 0 }' "$checkout/.github/action.yml"
}

step() { # NAME EXPECTED-STATUS
    script "$1" >"$scratch/step"
    [ -s "$scratch/step" ] || fail "there is no step \"$1\""
    status=0
    (cd "$scratch/repository" && bash -eo pipefail "$scratch/step") >"$scratch/log" 2>&1 || status=$?
    if [ "$status" -eq "$2" ]; then passed=$((passed + 1)); else
        fail "$1: status $status, not $2"
        sed 's/^/    /' "$scratch/log"
    fi
}

# gh: the first comment cannot be an edit of the last one.
mkdir -p "$scratch/bin" "$scratch/build"
ln -s "$llmcost" "$scratch/bin/llmcost"
cat >"$scratch/bin/gh" <<END
#!/bin/sh
case "\$*" in *--edit-last*) [ -e "$scratch/comments" ] || exit 1 ;; esac
echo "\$*" >>"$scratch/comments"
END
chmod +x "$scratch/bin/gh"
export PATH="$scratch/bin:$PATH"

export GITHUB_ACTION_PATH="$checkout/.github" GITHUB_STEP_SUMMARY="$scratch/summary"
export PULL_REQUEST=7 GH_TOKEN=none OUT=llmcost-out PRICES=prices.json SCENARIOS='scenarios/*.yaml'
export BASE=main GATES='--max-increase 10% --fail-on infeasible,missing-price'
export TMPDIR="$scratch"

# ---- The repository: one scenario with a load in a file, one without, one to be removed

mkdir -p "$scratch/repository/scenarios"
cd "$scratch/repository"
git init -q -b main
echo llmcost-out/ >.gitignore
{ echo hour,value; i=0; while [ $i -lt 24 ]; do echo "$i,$((1 + i % 7))"; i=$((i + 1)); done; } >scenarios/load.csv
sed 's/load: .*/load: {file: load.csv}/' "$checkout/tests/golden/files/chat.yaml" >scenarios/chat.yaml
cp "$checkout/tests/golden/files/by-night.yaml" scenarios/night.yaml
cp "$checkout/tests/golden/files/by-day.yaml" scenarios/gone.yaml
git add .
git commit -qm before
git checkout -q -b change

compare() { # NAME EXPECTED-STATUS
    : >"$GITHUB_STEP_SUMMARY"
    git add . && git commit -q --allow-empty -m "$1"
    step "Check the scenarios" 0
    step Compare "$2"
    cp llmcost-out/comment.md "$scratch/comment"
    step Comment 0
}

compare nothing 0
expect "an unchanged pull request is one line" '^llmcost: no bill changes, 3 scenarios are as before.$' "$scratch/comment"
[ "$(wc -l <"$scratch/comment")" -eq 1 ] || fail "unchanged: more than a line"
expect "the first comment" '^pr comment 7 --body-file' "$scratch/comments"

sed -i.bak 's/^3,.*/3,99/' scenarios/load.csv && rm scenarios/load.csv.bak
git rm -q scenarios/gone.yaml
sed 's/name: .*/name: Fresh/' scenarios/night.yaml >scenarios/fresh.yaml
compare "load, removed, new" 0
expect "what changed" '^### llmcost: 1 changed, 1 new, 1 removed, 1 as before$' "$scratch/comment"
expect "the changed one" 'scenarios/chat.yaml' "$scratch/comment"
expect "the new one" '^\*\*New: scenarios/fresh.yaml\*\*$' "$scratch/comment"
expect "its report" '^Fresh' "$scratch/comment"
expect "the removed one" '^\*\*Removed: scenarios/gone.yaml\*\*$' "$scratch/comment"
expect "the summary" '1 changed, 1 new' "$GITHUB_STEP_SUMMARY"
expect "the same comment again" '^pr comment 7 --edit-last' "$scratch/comments"
expect "a page" '^<!DOCTYPE html>' llmcost-out/scenarios-chat.html
expect "a page of the new one" '^<!DOCTYPE html>' llmcost-out/scenarios-fresh.html

# Another name alone is no change; it is no way around the gate.
git mv scenarios/chat.yaml scenarios/support.yaml
compare "renamed" 0
expect "a name" '^### llmcost: 1 changed, 1 new, 1 removed, 1 as before$' "$scratch/comment"
expect "its old name" '<b>scenarios/support.yaml</b>, which was scenarios/chat.yaml' "$scratch/comment"
sed -i.bak 's/put_per_mtok: 2/put_per_mtok: 3/g' scenarios/support.yaml
rm scenarios/support.yaml.bak
compare "renamed, and dearer" 1
git mv scenarios/support.yaml scenarios/chat.yaml
sed -i.bak 's/operations_per_month: .*/operations_per_month: 90000/' scenarios/chat.yaml
rm scenarios/chat.yaml.bak
compare "a rise of a half" 1
expect "the gate" 'max_increase' "$scratch/comment"

printf 'apis: [' >scenarios/broken.yaml
git add . && git commit -qm broken
step "Check the scenarios" 3
step Compare 3
expect "why" 'error' llmcost-out/comment.md
git rm -qf scenarios/broken.yaml

# ---- Price lists: one that only one side has, by the list of that side

git checkout -q main && git checkout -q -b before
priced() { # COST: of a token, in the list
    echo "{\"our-model\": {\"input_cost_per_token\": $1, \"output_cost_per_token\": $1, \"litellm_provider\": \"openai\", \"mode\": \"chat\"}}" >prices.json
}
priced 0.000003
cat >scenarios/old.yaml <<END
version: 1
workload: {tokens_per_month: 1M, input_tokens: 1, output_tokens: 0}
apis: {old: {from: our-model}}
END
git add . && git commit -qm priced
git checkout -q -b after
sed 's/old:/new:/' scenarios/old.yaml >scenarios/new.yaml
git rm -q scenarios/old.yaml
priced 0.000005
export BASE=before
compare "a list" 0
expect "one removed, one new" '^### llmcost: 0 changed, 1 new, 1 removed' "$scratch/comment"
expect "the new one by the new list" '^new costs $5.00 a month' "$scratch/comment"
expect "the removed one by the old list" '^old costs $3.00 a month' "$scratch/comment"

# ---- Blanks in names; the first scenario of a repository, and the last one

git checkout -q main && git checkout -q -b blanks
cp scenarios/night.yaml 'scenarios/old night.yaml'
cp scenarios/night.yaml 'scenarios/our night.yaml'
git add . && git commit -qm blanks
git checkout -q -b blanks-after
export BASE=blanks
git rm -q 'scenarios/old night.yaml'
sed -i.bak 's/operations_per_month: .*/operations_per_month: 1/' 'scenarios/our night.yaml' && rm scenarios/*.bak
cp "$checkout/tests/golden/files/office.yaml" 'scenarios/new  night.yaml'
compare "blanks in names" 0
expect "names with blanks" '^### llmcost: 1 changed, 1 new, 1 removed, 3 as before$' "$scratch/comment"
expect "the removed one with a blank" '^\*\*Removed: scenarios/old night.yaml\*\*$' "$scratch/comment"
expect "the new one with two" '^\*\*New: scenarios/new  night.yaml\*\*$' "$scratch/comment"
expect "a page of a name with a blank" '^<!DOCTYPE html>' 'llmcost-out/scenarios-our night.html'

git checkout -q -b none main && git rm -qr scenarios
export BASE=main
compare "the last ones go" 0
expect "all removed" '^### llmcost: 0 changed, 0 new, 3 removed, 0 as before$' "$scratch/comment"
git checkout -q -b still-none
export BASE=none
compare "there never was one" 0
expect "no scenario" '^llmcost: there is no scenario in scenarios/\*.yaml.$' "$scratch/comment"
git checkout -q -b the-first && git checkout -q main scenarios/night.yaml
compare "the first one" 0
expect "the first one is new" '^### llmcost: 0 changed, 1 new, 0 removed, 0 as before$' "$scratch/comment"

# ---- Without GitHub

GATES='--max-increase 90%'
export GATES
git checkout -q main && git checkout -q -b plain
echo >>scenarios/chat.yaml
git commit -qam comment
status=0
LLMCOST_SOURCE="$checkout" sh "$checkout/.github/workflows-example/plain.sh" main >"$scratch/log" 2>&1 || status=$?
[ "$status" -eq 0 ] || fail "plain.sh: status $status"
expect "plain.sh" 'no bill changes, 3 scenarios' "$scratch/log"
sed -i.bak 's/operations_per_month: .*/operations_per_month: 90000/; s/put_per_mtok: 2/put_per_mtok: 3/g' scenarios/chat.yaml
rm scenarios/chat.yaml.bak
git commit -qam dearer
status=0
LLMCOST_SOURCE="$checkout" sh "$checkout/.github/workflows-example/plain.sh" main >"$scratch/log" 2>&1 || status=$?
[ "$status" -eq 1 ] || fail "plain.sh under a failed gate: status $status, not 1"
expect "plain.sh prints the comment of a failed gate" '^<details open>.*chat.yaml' "$scratch/log"
[ "$(git worktree list | wc -l)" -eq 1 ] || fail "a work tree is left behind"

echo "ci: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
