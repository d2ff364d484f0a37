#!/bin/sh
# The same for a shell, a hook or any other CI: from the top of a checkout, with llmcost and its
# source beside it. Status 1: a gate failed.
set -eu
base=${1:-origin/main}
set -- scenarios/*.yaml
if [ -f prices.json ]; then set -- "$@" --prices prices.json; fi
if [ -f "$1" ]; then llmcost check "$@"; fi
status=0
GATES="--max-increase 10% --fail-on infeasible,missing-price" \
    sh "${LLMCOST_SOURCE:-../llmcost}/.github/compare.sh" "$base" || status=$?
if [ -f llmcost-out/comment.md ]; then cat llmcost-out/comment.md; fi
exit $status
