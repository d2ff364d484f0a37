#!/bin/sh
# compare.sh BASE - what the checked-out commit does to the bills, against where it left BASE.
# Compares two work trees, so that `load: {file: x.csv}` and price lists are those of their side.
# Unchanged scenarios are counted, new and removed ones told; a new name for an old scenario passes no
# gate by. Writes comment.md and a page for each
# scenario into $OUT (llmcost-out); the status is the worst: 1 a gate failed, 3 a file is unusable.
# SCENARIOS: which files (scenarios/*.yaml); PRICES: a price list (prices.json); GATES: of the diff.
set -eu

base=${1:?a branch or commit to compare with}
scenarios=${SCENARIOS:-scenarios/*.yaml}
prices=${PRICES:-prices.json}
gates=${GATES:---max-increase 10% --fail-on infeasible,missing-price}
out=${OUT:-llmcost-out}

base=$(git merge-base "$base" HEAD)
old=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-base.XXXXXX")
trap 'git worktree remove --force "$old/tree" 2>/dev/null || true; rm -rf "$old"' EXIT
git worktree add --quiet --detach "$old/tree" "$base"
rm -rf "$out"
mkdir -p "$out"
body=$old/body
: >"$body"
worst=0
changed=0
added=0
removed=0
same=0

# What has another name now: the old one, a tab, the new one.
git -c core.quotePath=false diff --find-renames=80% --diff-filter=R --name-status "$base" |
    cut -f 2- >"$old/renamed"
: >"$old/paired"

set --
if [ -f "$old/tree/$prices" ]; then set -- "$@" --old-prices "$old/tree/$prices"; fi
if [ -f "$prices" ]; then set -- "$@" --new-prices "$prices"; fi

note() { # STATUS
    if [ "$1" -gt "$worst" ]; then worst=$1; fi
}

page() { # FILE: the name of its page, without folders
    echo "$out/$(echo "${1%.*}" | tr / -).html"
}

compare() { # FILE ITS-OLD-NAME PRICE-OPTION...
    file=$1
    was=$2
    shift 2
    status=0
    llmcost diff "$old/tree/$was" "$file" "$@" --exit-code -q 2>/dev/null || status=$?
    if [ "$status" -eq 0 ]; then
        same=$((same + 1))
        return
    fi
    changed=$((changed + 1))
    status=0
    # shellcheck disable=SC2086 # several words
    llmcost diff "$old/tree/$was" "$file" "$@" $gates -f markdown:"$old/diff.md" \
        -f html:"$(page "$file")" -f table >"$old/log" 2>&1 || status=$?
    cat "$old/log"
    note "$status"
    if [ "$was" != "$file" ]; then was=", which was $was"; else was=; fi
    printf '\n<details open><summary><b>%s</b>%s</summary>\n\n' "$file" "$was" >>"$body"
    if [ "$status" -le 1 ]; then
        cat "$old/diff.md" >>"$body"
    else
        { echo '```'; cat "$old/log"; echo '```'; } >>"$body"
    fi
    printf '\n</details>\n' >>"$body"
}

alone() { # WORD FILE LISTED LIST: one that only one side has, by that side's price list, if any
    word=$1
    file=$2
    listed=$3
    list=$4
    set --
    if [ -f "$list" ]; then set -- --prices "$list"; fi
    status=0
    llmcost "$file" "$@" --brief >"$old/log" 2>&1 || status=$?
    { printf '\n**%s: %s**\n\n```\n' "$word" "$listed"; cat "$old/log"; echo '```'; } >>"$body"
    if [ "$word" = New ]; then
        note "$status"
        if [ "$status" -le 1 ]; then llmcost "$file" "$@" -o "$(page "$listed")" >/dev/null 2>&1 || true; fi
    fi
}

for file in $scenarios; do
    if ! [ -f "$file" ]; then
        continue
    elif [ -f "$old/tree/$file" ]; then
        compare "$file" "$file" "$@"
        continue
    fi
    was=$(NAME=$file awk -F '\t' '$2 == ENVIRON["NAME"] { print $1 }' "$old/renamed")
    if [ -f "$old/tree/$was" ]; then
        echo "$was" >>"$old/paired"
        compare "$file" "$was" "$@"
    else
        added=$((added + 1))
        alone New "$file" "$file" "$prices"
    fi
done
# A name may have a blank in it, which a pattern keeps and a list of words does not.
(cd "$old/tree" && for name in $scenarios; do if [ -f "$name" ]; then echo "$name"; fi; done) >"$old/names"
while IFS= read -r file; do
    if ! [ -f "$file" ] && ! grep -qxF -e "$file" "$old/paired"; then
        removed=$((removed + 1))
        alone Removed "$old/tree/$file" "$file" "$old/tree/$prices"
    fi
done <"$old/names"

if [ $((changed + added + removed + same)) -eq 0 ]; then
    echo "llmcost: there is no scenario in $scenarios." >"$out/comment.md"
elif [ $((changed + added + removed)) -eq 0 ]; then
    echo "llmcost: no bill changes, $same scenarios are as before." >"$out/comment.md"
else
    echo "### llmcost: $changed changed, $added new, $removed removed, $same as before" >"$out/comment.md"
    cat "$body" >>"$out/comment.md"
fi
head -n 1 "$out/comment.md"
exit "$worst"
