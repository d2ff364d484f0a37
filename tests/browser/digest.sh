#!/bin/sh
# digest.sh LLMCOST [COUNT] - the engine in a page against the command line, byte by byte: every
# shipped scenario, and COUNT (100) random ones of tests/model.
set -eu

cd "$(dirname "$0")/../.."
tests/install_deps digest
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-digest.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
PYTHONPATH=tests/model PYTHONDONTWRITEBYTECODE=1 python3 - "$scratch" "${2:-100}" <<'END'
import random_scenarios as r, sys
known = r.chosen('')
for seed in range(1, int(sys.argv[2]) + 1):
    scenario, used = r.draw(seed, known, 6)
    with open(f'{sys.argv[1]}/random-{seed}.yaml', 'w') as file:
        file.write(r.text(scenario, seed, used))
END
node tests/browser/digest.js "$1" scenarios/*.yaml tests/golden/files/free.yaml \
    tests/golden/files/unserved.yaml "$scratch"/*.yaml
