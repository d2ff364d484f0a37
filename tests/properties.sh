#!/bin/sh
# properties.sh BUILD - what 2,000 random reports say, held against their figures: both halves at once.
set -u

LLMCOST_FULL=1 "$1/tests/test_told" test_sentences &
first=$!
LLMCOST_FULL=1 "$1/tests/test_told" test_nearest_flip && wait "$first"
