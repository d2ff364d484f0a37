#!/bin/sh
# run.sh LLMCOST - a file that means harm gets nowhere: texts stay texts in every output, no file is
# opened but those that were named, none is overwritten that was not meant, and nothing is left behind.
# Each check is a line with `verdict` or a function of the table at the end.
set -u

cd "$(dirname "$0")/../.." || exit 1
here=$PWD/tests/hostile
llmcost=$1
case $llmcost in
/*) ;;
*) llmcost=$PWD/$llmcost ;;
esac
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-hostile.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

verdict() { # STATUS WHAT
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n' "$2"
    fi
}

# ---- Texts ----

neutral() { # ARGUMENT...
    "$llmcost" "$@" >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ "$status" -le 3 ] && { [ -s "$scratch/out" ] || [ "$status" -ge 2 ]; }
    verdict $? "llmcost $*: status $status: $(cat "$scratch/err")"
    ! LC_ALL=C grep -nE '^[[:space:]]*::|##\[' "$scratch/out" "$scratch/err" >"$scratch/found"
    verdict $? "llmcost $* has a command to a log: $(head -n 3 "$scratch/found")"
    # shellcheck disable=SC2089 # a pattern, not words
    ! LC_ALL=C grep -nE '(^|,)"?(=|[-+][^0-9]|@|＝)' "$scratch/out" >"$scratch/found" ||
        case " $* " in *' csv '*) false ;; esac
    verdict $? "llmcost $* has a formula: $(head -n 3 "$scratch/found")"
}

texts() {
    file=$here/texts.yaml
    for width in 30 80; do
        for option in -v --ascii --brief; do neutral "$file" --width $width $option; done
    done
    for format in json markdown html csv; do neutral "$file" -f $format; done
    for table in $("$llmcost" completion bash | sed -n "s/^ *--table) kind='\(.*\)' ;;/\1/p" | tr '|' ' '); do
        neutral "$file" -f csv --table "$table"
    done
    "$llmcost" "$file" -f json >"$scratch/saved.json" 2>&1
    for format in table json markdown html csv; do
        neutral "$scratch/saved.json" -f $format
        [ $format = html ] || neutral diff "$file" "$here/../../scenarios/support-chat.yaml" -f $format
    done
    neutral explain "$file"
    neutral explain "$file" hosts.own.gpu_hour
    neutral solve "$file" hosts.own.gpu_hour
    neutral sweep "$file" hosts.own.gpu_hour=1..3:4
    neutral sweep "$file" hosts.own.gpu_hour=1..3:4 -f csv
    neutral portfolio "$file" "$file"
    sed 's/^version: 1/version: "::error::x ##[error]y"/; s/2$/"::error::2"/' "$file" >"$scratch/::error::x.yaml"
    for format in human short json; do
        (cd "$scratch" && neutral check ./::error::x.yaml --error-format $format)
        neutral check "$scratch/::error::x.yaml" --error-format $format
    done
    for format in human github; do
        "$llmcost" check "$scratch/::error::x.yaml" --error-format $format >"$scratch/out" 2>&1
        ! grep -vE '^::(error|warning|notice) (file|title)=' "$scratch/out" | grep -qE '^[[:space:]]*::'
        verdict $? "check --error-format $format: a command that is not ours"
    done
}

texts

echo "hostile: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
