#!/bin/sh
# run.sh LLMCOST - the JSON Schemas that llmcost prints, held against what it reads and prints, by a
# validator that is not ours. Without a Python that has jsonschema and yaml it is skipped, aloud.
set -u

cd "$(dirname "$0")/../.." || exit 1
case $1 in
*/*) llmcost=$1 ;;
*) llmcost=./$1 ;;
esac
if ! python=$(tests/install_deps schema); then
    echo "schema: SKIPPED, there is no Python with jsonschema and yaml here"
    echo "schema: 0 passed, 0 failed"
    [ "${CI:-}" != true ]
    exit
fi
PYTHONDONTWRITEBYTECODE=1 "$python" -W ignore tests/schema/validate.py "$llmcost"
