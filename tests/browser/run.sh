#!/bin/sh
# run.sh LLMCOST [--pictures] - the page of every scenario in a real browser, on a desk and on a
# phone, light and dark: no sideways scroll, no text that is small, pale or over another one, nothing
# loaded; every section on paper. What its engine writes for three values of each slider is what the
# command line writes; where nothing may run there are no controls. --pictures: those of the README are
# taken anew. CHROMIUM: the browser.
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
    { echo '<script>'; cat tests/browser/ready.js tests/browser/probe.js; echo '</script></body></html>'; } >>"$scratch/probed.html"
    title=$(browse "$3,900" "$4" --virtual-time-budget=20000 --dump-dom "file://$scratch/probed.html" | sed -n 's/^.*<title>\(wide [^<]*\)<.*$/\1/p')
    if [ "$title" = "wide 0 small 0 pale 0 over 0 loads 0" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1 at $3, $4: $title"
    fi
}

say() { # WHAT TITLE WANTED
    # shellcheck disable=SC2254 # it is a pattern
    case $2 in
    $3) passed=$((passed + 1)) ;;
    *)
        failed=$((failed + 1))
        echo "$1: ${2:-no title}"
        ;;
    esac
}

# A page and what is put behind its last element.
with() { # PAGE FILE...
    sed '/^<\/body>/d;/^<\/html>/d' "$1"
    shift
    cat "$@"
    echo '</body></html>'
}

# A page whose controls are waited for.
waiting() { # PAGE
    { echo '<script>'; cat tests/browser/ready.js; echo 'ready().then(() => { held = false; });</script>'; } >"$scratch/waits"
    with "$1" "$scratch/waits" >"$scratch/waiting.html"
}

# The sliders of a page, three values of each: PATH=VALUE a line, marks of the path escaped.
values() { # PAGE
    waiting "$1"
    browse 1280,900 light --virtual-time-budget=20000 --dump-dom "file://$scratch/waiting.html" | tr '>' '\n' |
        sed -n 's/^.*data-path="\([^"]*\)" data-low="\([^"]*\)" data-high="\([^"]*\)" data-log="\(.\)" data-whole="\(.\)".*/\1 \2 \3 \4 \5/p' |
        LC_ALL=C awk '{ n = NF; path = $1; for (i = 2; i <= n - 4; i++) path = path " " $i
            low = $(n - 3); high = $(n - 2)
            for (p = 1; p <= 9; p += 4) {
                v = $(n - 1) ? low * exp(log(high / low) * p / 10) : low + (high - low) * p / 10
                printf("%s=" ($n ? "%.0f" : "%.3g") "\n", path, v) } }'
}

live() { # NAME FILE PAGE
    : >"$scratch/expected"
    values "$3" | while read -r set; do
        plain=$(printf '%s' "$set" | sed 's/&quot;/"/g;s/&lt;/</g;s/&gt;/>/g;s/&amp;/\&/g')
        "$llmcost" "$2" --set "$plain" -o "$scratch/moved.html" 2>/dev/null || continue
        printf '<script type="text/plain" class="expected" data-set="%s">\n' "$set"
        sed -n '/^<article/,/^<\/article>/p' "$scratch/moved.html" | sed '1d;$d;s/</\\u003c/g'
        echo '</script>'
    done >"$scratch/expected"
    { echo '<script>'; cat tests/browser/ready.js tests/browser/live.js; echo '</script>'; } >"$scratch/driver"
    with "$3" "$scratch/expected" "$scratch/driver" >"$scratch/driven.html"
    title=$(browse 1280,900 light --virtual-time-budget=120000 --dump-dom "file://$scratch/driven.html" |
        sed -n 's/^.*<title>\([^<]*\)<.*$/\1/p')
    say "$1: its engine" "$title" "right [1-9]*"
}

# Nothing that could be moved is shown where nothing can move it.
bare() { # WHAT PAGE ARGUMENT...
    what=$1
    page=$2
    shift 2
    shown=$(browse 1280,900 light --virtual-time-budget=3000 "$@" --dump-dom "file://$page" | grep -c '<aside\|class="live"')
    say "$what" "$shown controls" "0 controls"
}

picture() { # WIDTH,HEIGHT light|dark NAME [#STATE]
    browse "$1" "$2" --virtual-time-budget=20000 --screenshot="scenarios/pictures/$3.png" "file://$scratch/waiting.html${4:-}"
}

if [ "${2:-}" = --pictures ]; then
    "$llmcost" scenarios/mix-between-50k-and-500k.yaml -o "$scratch/page.html" || exit
    mkdir -p scenarios/pictures
    waiting "$scratch/page.html"
    picture 1280,2300 light decision
    picture 390,1560 dark phone
    exit
fi

"$llmcost" scenarios/support-chat.yaml -o "$scratch/chat.html" || exit
bare "without scripts" "$scratch/chat.html" --blink-settings=scriptEnabled=false
sed 's,<meta charset="utf-8">,&<script>delete window.WebAssembly</script>,' "$scratch/chat.html" >"$scratch/none.html"
bare "without WebAssembly" "$scratch/none.html"
sed "s/ 'wasm-unsafe-eval'//" "$scratch/chat.html" >"$scratch/strict.html"
bare "under a stricter policy" "$scratch/strict.html"
sed '/<script type="application\/wasm"/,/<\/script>/d' "$scratch/chat.html" >"$scratch/empty.html"
bare "without its engine" "$scratch/empty.html"

# Whatever a scenario may say as it likes: nothing of it runs.
mark="</script><script>document.documentElement.dataset.ran=1</script><img src=x onerror=document.documentElement.dataset.ran=1>\\\"'&amp;<!--"
cat >"$scratch/hostile.yaml" <<YAML
version: 1
name: "$mark"
notes: "$mark"
workload: {requests_per_day: {value: 10000, source: "$mark"}, input_tokens: 1000, output_tokens: 200}
apis: {a: {input_per_mtok: {min: 1, max: 3, source: "$mark"}, output_per_mtok: 2}}
hosts:
  h: {gpu_hour: 1, requests_per_second: {value: 4, source: "$mark"}, extra: {"<b onclick=x>'&amp;</td>": 500}}
YAML
"$llmcost" "$scratch/hostile.yaml" -o "$scratch/page.html" || exit
live "hostile names" "$scratch/hostile.yaml" "$scratch/page.html"

for file in scenarios/*.yaml tests/golden/files/ranges.yaml; do
    page=$scratch/page.html
    "$llmcost" "$file" -o "$page" || continue
    live "$file" "$file" "$page"
    probe "$file" "$page" 1280 light
    probe "$file" "$page" 390 light
    probe "$file" "$page" 390 dark
done

echo "browser: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
