#!/bin/sh
# run.sh LLMCOST [--pictures] - the page of every scenario in a real browser, on a desk and on a
# phone, light and dark: no sideways scroll, no text that is small, pale or over another one, nothing
# loaded; every section on paper. --pictures: those of the README are taken anew. CHROMIUM: the browser.
set -u

cd "$(dirname "$0")/../.." || exit 1
tests/install_deps browser || exit
llmcost=$1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-browser.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

browse() { # WIDTH,HEIGHT light|dark ARGUMENT...
    size=$1
    scheme=$2
    shift 2
    [ "$scheme" = light ] || set -- --force-dark-mode "$@"
    "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars \
        --user-data-dir="$scratch/profile" --window-size="$size" "$@" 2>"$scratch/errors"
}

probe() { # NAME PAGE WIDTH SCHEME
    sed '/Content-Security-Policy/d;/^<\/body>/d;/^<\/html>/d' "$2" >"$scratch/probed.html"
    { echo '<script>'; cat tests/browser/probe.js; echo '</script></body></html>'; } >>"$scratch/probed.html"
    title=$(browse "$3,900" "$4" --dump-dom "file://$scratch/probed.html" | sed -n 's/^.*<title>\(wide [^<]*\)<.*$/\1/p')
    if [ "$title" = "wide 0 small 0 pale 0 over 0 loads 0" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1 at $3, $4: $title"
    fi
}

if [ "${2:-}" = --pictures ]; then
    "$llmcost" scenarios/mix-between-50k-and-500k.yaml -o "$scratch/page.html" || exit
    mkdir -p scenarios/pictures
    browse 1000,2140 light --screenshot=scenarios/pictures/decision.png "file://$scratch/page.html"
    browse 390,1560 dark --screenshot=scenarios/pictures/phone.png "file://$scratch/page.html"
    exit
fi

for file in scenarios/*.yaml tests/golden/files/ranges.yaml; do
    page=$scratch/page.html
    "$llmcost" "$file" -o "$page" || continue
    probe "$file" "$page" 1280 light
    probe "$file" "$page" 390 light
    probe "$file" "$page" 390 dark
done

echo "browser: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
