#!/bin/sh
# page.sh LLMCOST - the HTML page of every scenario: markup that closes what it opens, nothing that
# loads or runs, hostile texts escaped, the figures of the table, the JSON report, within its size.
# How a page looks, people and browsers say. A new example needs nothing here.
set -u

cd "$(dirname "$0")/.." || exit 1
llmcost=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-page.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
unset COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE SOURCE_DATE_EPOCH
. tests/verdict.sh

# Every element is closed in turn; attributes are quoted, none is a handler and none names anything
# but a place on the page; the scripts are the data, the scenarios, the engine and what runs it, each
# closed once; text has no bare mark.
well_formed() { # FILE
    LC_ALL=C awk '
        BEGIN { RS = "<"; empty["meta"]; empty["input"] }
        function wrong(why) { print why ": <" substr($0, 1, 200); bad = 1 }
        NR == 1 { if ($0 != "") wrong("text before the page"); next }
        {
            end = index($0, ">")
            tag = substr($0, 1, end - 1)
            text = substr($0, end + 1)
            if (!end) { wrong("no tag"); next }
            if (NR == 2) { if (tag != "!DOCTYPE html") wrong("no doctype"); next }
            if (tag !~ /^\/?[a-z][a-z0-9]*( [a-zA-Z-]+="[^"]*"| checked)*\/?$/) wrong("odd tag")
            bare = tag
            gsub(/"[^"]*"/, "", bare)
            if (bare ~ / (on[a-z]*|src|action|srcdoc|xlink:href)=/) wrong("loads or runs")
            if (tag ~ / href="[^#]/ || tag ~ /https?:/ || tag ~ /url\(/) wrong("names what is elsewhere")
            name = tag
            sub(/[ \/].*/, "", name)
            if (tag ~ /^\//) {
                if (depth == 0 || stack[depth] != substr(tag, 2)) wrong("closes another than " stack[depth])
                depth--
            } else if (!(name in empty) && tag !~ /\/$/)
                stack[++depth] = name
            if (name == "script" && tag !~ /^script (type="application\/json" id="report"|type="text\/plain" id="scenario[0-9]+"|type="application\/wasm" id="engine" data-bytes="[0-9]+"|id="run")$/) wrong("a script")
            data += name == "script" && tag ~ /json/
            runs += name == "script" && tag ~ /id="run"/
            engines += name == "script" && tag ~ /wasm/
            if (name != "script" && name != "style" && text ~ />/) wrong("a bare mark")
            if (tag ~ /id="/) { id = tag; sub(/.* id="/, "", id); sub(/".*/, "", id); if (id in seen) wrong("twice"); seen[id] }
        }
        END { if (depth) { print "not closed: " stack[depth]; bad = 1 }
              if (data != 1 || runs > 1 || runs + 0 != engines + 0) { print data + 0 " reports, " runs + 0 " scripts"; bad = 1 }
              exit bad }' "$1"
}

# What stands in the page as data is the JSON report, without what is for the eye.
same_json() { # PAGE JSON
    sed -n '/^<script type="application\/json/,/^<\/script>/p' "$1" | sed '1d;$d;s/\\u003c/</g' >"$scratch/data"
    { sed 's/^ *//;s/^\("\([^"\\]\|\\.\)*":\) /\1/' "$2" | tr -d '\n'; echo; } | cmp - "$scratch/data"
}

# Every amount of money in the bills and totals of the table stands in the page.
same_figures() { # FILE PAGE
    "$llmcost" "$1" -f table --width 200 2>/dev/null | grep -o '\$[0-9][0-9,.]*[0-9]' | sort -u >"$scratch/money"
    sed '/^<script type/,$d' "$2" >"$scratch/text"
    missing=$(while read -r amount; do
        grep -qF -- "$amount" "$scratch/text" || echo "$amount"
    done <"$scratch/money")
    [ -z "$missing" ] || { echo "not in the page: $missing"; return 1; }
}

at_most() { # BYTES FILE
    bytes=$(($(wc -c <"$2")))
    [ "$bytes" -le "$1" ] || { echo "$bytes bytes, $1 allowed"; return 1; }
}

make_page() { # PAGE FILE...
    page=$1
    shift
    "$llmcost" "$@" -o "$page" 2>"$scratch/errors"
    [ $? -le 1 ] && [ -s "$page" ] && ! [ -s "$scratch/errors" ] || { cat "$scratch/errors"; return 1; }
}

for file in scenarios/*.yaml tests/golden/files/*.yaml; do
    "$llmcost" check -q "$file" >"$scratch/log" 2>&1 || continue
    page=$scratch/$(basename "$file" .yaml).html
    json=${page%.html}.json
    verdict "$file: page" make_page "$page" "$file"
    verdict "$file: markup" well_formed "$page"
    "$llmcost" "$file" -f json >"$json"
    verdict "$file: data" same_json "$page" "$json"
    case $file in scenarios/*) most=214500 ;; *) most=240000 ;; esac
    verdict "$file: size" at_most $most "$page"
    verdict "$file: saved" make_page "$scratch/saved.html" "$json"
    verdict "$file: saved markup" well_formed "$scratch/saved.html"
    "$llmcost" "$json" -f json >"$scratch/again.json" # its gates are judged again
    verdict "$file: saved data" same_json "$scratch/saved.html" "$scratch/again.json"
    verdict "$file: saved figures" same_figures "$file" "$scratch/saved.html"
    case $file in scenarios/*) verdict "$file: figures" same_figures "$file" "$page" ;; esac
done
verdict "support-chat: size" at_most 184320 "$scratch/support-chat.html"
for name in page.css page.js; do
    .packaging/embed.sh --text src/print/page/$name >"$scratch/$name"
    verdict "$name: size" at_most 10240 "$scratch/$name"
done

# Where nothing can be asked again there is no engine; where it is, the policy lets it run and nothing else.
policy="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; img-src data:"
verdict "support-chat: policy" grep -qF "<meta http-equiv=\"Content-Security-Policy\" content=\"$policy\">" "$scratch/support-chat.html"
# The digits of the engine hold no [, so that chance cannot make a command to a log (##[) of them.
verdict "support-chat: digits" sh -c 'sed -n "/^<script type=.application\/wasm/{n;p;}" "$1" | grep -q "^[^[]*$"' sh "$scratch/support-chat.html"
verdict "saved: no engine" sh -c '! grep -qE "id=\"(engine|run|scenario1)\"" "$1"' sh "$scratch/saved.html"

# Every path that a figure names is one that explain knows.
explained() { # FILE PAGE
    grep -o '<td[^>]* title="[^"]*"' "$2" | sed 's/.*title="//;s/"$//;s/&#39;/'"'"'/g' | sort -u >"$scratch/paths"
    [ -s "$scratch/paths" ] || return 1
    while read -r path; do
        "$llmcost" explain "$1" "$path" >"$scratch/why" 2>&1 || { cat "$scratch/why"; return 1; }
    done <"$scratch/paths"
}
for file in support-chat owned-node reserved-base-rented-peaks; do
    verdict "$file: paths" explained scenarios/$file.yaml "$scratch/$file.html"
done

verdict "diff: page" make_page "$scratch/diff.html" diff scenarios/support-chat.yaml scenarios/load-factor.yaml
verdict "sweep: page" make_page "$scratch/sweep.html" sweep scenarios/owned-node.yaml \
    horizon.months=12..60:5 workload.tokens_per_day=10M..1B:6:log
verdict "sweep of one input: page" make_page "$scratch/line.html" sweep tests/golden/files/unserved.yaml \
    workload.requests_per_day=10..1M:6:log
for page in diff sweep line; do
    { cat "$scratch/$page.html"; echo '<script type="application/json" id="report"></script>'; } |
        sed '/^<\/body>/d;/^<\/html>/d;/^<body>/d;s/<html[^>]*>//' >"$scratch/whole.html"
    verdict "$page: markup" well_formed "$scratch/whole.html"
done

cp scenarios/support-chat.yaml "$scratch/one.yaml"
sed "s/^name: .*/name: '<b>\&\"x'/" scenarios/support-chat.yaml >"$scratch/two.yaml"
verdict "portfolio: page" make_page "$scratch/portfolio.html" portfolio "$scratch/one.yaml" "$scratch/two.yaml"
verdict "portfolio: markup" well_formed "$scratch/portfolio.html"
"$llmcost" portfolio "$scratch/one.yaml" "$scratch/two.yaml" -f json >"$scratch/portfolio.json"
verdict "portfolio: JSON" same_json "$scratch/portfolio.html" "$scratch/portfolio.json"

verdict "several: page" make_page "$scratch/several.html" scenarios/support-chat.yaml scenarios/owned-node.yaml
verdict "several: markup" well_formed "$scratch/several.html"

# Everything that a scenario may say as it likes.
mark="</script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"'&amp;--><!--"
cat >"$scratch/hostile.yaml" <<YAML
version: 1
name: "$mark"
notes: "$mark"
currency: USD
workload: {requests_per_day: {value: 10000, source: "$mark"}, input_tokens: 1000, output_tokens: 200}
apis:
  "a": {input_per_mtok: {min: 1, max: 3, source: "$mark"}, output_per_mtok: 2}
hosts:
  h: {gpu_hour: 1, requests_per_second: {value: 4, basis: assumed, source: "$mark"}, extra: {"<b onclick=x>'&amp;</td>": 5}}
YAML
verdict "hostile: page" make_page "$scratch/hostile.html" "$scratch/hostile.yaml" --set 'workload.attempts_per_request={value: 1.5, source: "<b>"}'
verdict "hostile: markup" well_formed "$scratch/hostile.html"
verdict "hostile: said" grep -q '<h1>&lt;/script&gt;&lt;script&gt;alert(1)' "$scratch/hostile.html"
sed "s/^name: .*/name: Für Köln/" scenarios/support-chat.yaml >"$scratch/umlauts.yaml"
verdict "umlauts: page" env LC_ALL=C "$llmcost" "$scratch/umlauts.yaml" --ascii -o "$scratch/umlauts.html"
verdict "umlauts: kept" grep -q '<h1>Für Köln</h1>' "$scratch/umlauts.html"
reordered=$(printf '\342\200\256')
cp "$scratch/hostile.yaml" "$scratch/h$reordered.yaml"
verdict "hostile: order" make_page "$scratch/order.html" "$scratch/h$reordered.yaml"
verdict "hostile: order kept" sh -c '! grep -q "$2" "$1"' sh "$scratch/order.html" "$reordered"

echo "page: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
