#!/bin/sh
# run.sh LLMCOST [--pictures] - the page of every scenario in a real browser (run.js), with axe-core
# from npm: where npm gives nothing it is left out, aloud. --pictures: those of the README are taken
# anew. CHROMIUM: the browser. BROWSER_MODULES: where axe-core is installed already.
set -eu

cd "$(dirname "$0")/../.."
tests/install_deps browser
build=$(dirname "$1")
modules=${BROWSER_MODULES:-$build/browser/node_modules}
if ! [ -d "$modules/axe-core" ] && command -v npm >/dev/null; then
    mkdir -p "$build/browser"
    npm install --prefix "$build/browser" --silent --no-audit --no-fund axe-core@4 >"$build/browser/log" 2>&1 || true
fi
exec node tests/browser/run.js "$1" "$modules" ${2:+"$2"}
