#!/bin/sh
# bench_page.sh BUILD SCENARIO - rows of the bench about pages: one against the JSON report in it, and
# what a slider asks, of WebAssembly against the same natively where there is a node to run it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
llmcost=$1/llmcost
work=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

"$1/bench/exec" -n 'page : JSON' -t 3 200 "$llmcost" -f html "$2" -- "$llmcost" -f json "$2"
command -v node >/dev/null 2>&1 || exit 0
"$llmcost" "$2" -f html | sed -n '/id="scenario1"/,/<\/script>/p' | sed '1d;$d' >"$work/snapshot"
"$1/bench/engine" "$work/snapshot" >"$work/native"
node "$here/engine.js" "$here/../../src/print/page/engine.wasm.gz" "$work/snapshot" >"$work/wasm"
row() { # NAME LINE AT-MOST
    awk -v name="$1" -v most="$3" -v ours="$(sed -n "$2p" "$work/wasm")" -v native="$(sed -n "$2p" "$work/native")" \
        'BEGIN { printf "%s\t%.4g us\t%.4g us\t%.3f\t%g\n", name, ours, native, ours / native, most }'
}
row 'WebAssembly : native, at once' 1 2.5
row 'WebAssembly : native, whole' 2 3
