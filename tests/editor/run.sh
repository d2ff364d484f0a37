#!/bin/sh
# run.sh LLMCOST - the schema of scenarios in ajv and in yaml-language-server, both from npm. Without
# Node.js, or where npm gives nothing, it is left out, aloud. EDITOR_MODULES: installed already.
set -eu

cd "$(dirname "$0")/../.."
build=$(dirname "$1")
modules=${EDITOR_MODULES:-$build/editor/node_modules}
left_out() {
    echo "editor: SKIPPED, $1"
    echo "editor: 0 passed, 0 failed"
    exit 0
}

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then left_out "there is no Node.js here"; fi
if ! [ -d "$modules/yaml-language-server" ] || ! [ -d "$modules/ajv" ]; then
    mkdir -p "$build/editor"
    npm install --prefix "$build/editor" --silent --no-audit --no-fund \
        yaml-language-server@1 ajv@8 yaml@2 >"$build/editor/log" 2>&1 || left_out "npm gives no packages"
fi
"$1" schema scenario >"$build/editor-schema.json"
node tests/editor/editor.js "$modules" "$build/editor-schema.json" scenarios/*.yaml tests/published/*.yaml
