#!/bin/sh
# The same for a shell, a hook or any other CI: from the top of a checkout, with llmcost and its
# source beside it. Status 1: a gate failed.
set -eu
llmcost check scenarios/*.yaml
GATES="--max-increase 10% --fail-on infeasible,missing-price" \
    sh "${LLMCOST_SOURCE:-../llmcost}/.github/compare.sh" "${1:-origin/main}"
cat llmcost-out/comment.md
