#!/bin/sh
# stranger.sh LLMCOST - the README's way from a log to a decision, for somebody who knows nothing else:
# its commands, at most six, run in a directory that holds a log and nothing more. The clone and its
# build are those at hand; the editor puts a price, a GPU and a salary in the place of placeholders.
set -eu

cd "$(dirname "$0")/.."
checkout=$PWD
llmcost=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-stranger.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
. tests/verdict.sh

mkdir "$scratch/bin" "$scratch/empty"
cat >"$scratch/bin/git" <<END
#!/bin/sh
[ "\$1" = clone ] && mkdir "\$3" && cp -R "$checkout/scenarios" "\$3"
END
cat >"$scratch/bin/make" <<END
#!/bin/sh
[ "\$1" = -C ] && mkdir "\$2/build" && ln -s "$llmcost" "\$2/build/llmcost"
END
cat >"$scratch/bin/editor" <<'END'
#!/bin/sh
sed -e 's/input_per_mtok: .*/from: gpt-4o-mini/; /output_per_mtok: {/d' \
    -e 's/requests_per_second: .*/{model: llama-3.1-8b, gpu: l40s}/' \
    -e 's/{model: \(.*\), gpu: \(.*\)}/model: \1\n    gpu: \2/' \
    -e 's/{value: \([0-9.k]*\), basis: assumed, source: placeholder}/{value: \1, basis: quoted, source: "our books"}/' \
    "$1" >"$1.new" && mv "$1.new" "$1"
END
chmod +x "$scratch"/bin/*
cp tests/fixtures/azure-2023/azure.csv "$scratch/empty/requests.csv"

awk '/^## From your log/ { on = 1 } on && /^```sh$/ { block = 1; next } block && /^```$/ { exit } block' \
    README.md >"$scratch/commands"
verdict "at most six commands" [ "$(wc -l <"$scratch/commands")" -le 6 ]
verdict "there are some" [ -s "$scratch/commands" ]

cd "$scratch/empty"
status=0
PATH="$scratch/bin:$PATH" EDITOR=editor TERM=dumb LC_ALL=C sh -eu "$scratch/commands" >"$scratch/out" 2>&1 || status=$?
verdict "every command ends well" [ "$status" -eq 0 ]
verdict "a decision" grep -Eq '^(Rent|Run your own|Mix)[a-z ]*: ' "$scratch/out"
verdict "of the own log" grep -q 'basis: measured, source: "requests.csv' my.yaml
verdict "no placeholder is left" [ "$(grep -c 'source: placeholder' my.yaml)" -eq 0 ]
verdict "a price of the catalog" grep -q '^    from: gpt-4o-mini' my.yaml
verdict "a page" grep -q '<!DOCTYPE html>' decision.html
verdict "with the decision" grep -Eq '(Rent|Run your own|Mix)' decision.html
[ "$failed" -eq 0 ] || cat "$scratch/out"

echo "stranger: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
