#!/usr/bin/env bash
# run.sh LLMCOST - what bash completes, asked of the function itself with a line as bash breaks it;
# zsh and fish parse what they are given. What is offered must be taken: every word, every path.
# To add a case: a line at `expects`, with the cursor at its end, and what is offered there.
# shellcheck disable=SC2154 # what is sourced assigns
set -u

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
here=$PWD
llmcost=$1
case $llmcost in
/*) ;;
*) llmcost=../../$llmcost ;;
esac
llmcost=$(cd "$(dirname "$llmcost")" && pwd)/$(basename "$llmcost")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-completion.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
. ../verdict.sh

# As readline does it: blanks separate words, and so do runs of = and :, which are words themselves.
break_line() { # LINE
    local line=$1 word
    COMP_WORDS=()
    while [[ $line != '' ]]; do
        case $line in
        ' '*)
            line=${line# }
            [[ $line != '' ]] || COMP_WORDS+=('')
            continue
            ;;
        [$breaks]*) word=${line%%[!$breaks]*} ;;
        *) word=${line%%[ $breaks]*} ;;
        esac
        COMP_WORDS+=("$word")
        line=${line#"$word"}
    done
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
}

offers() { # LINE: sorted, in one line
    COMP_LINE=$1
    COMP_POINT=${#COMP_LINE}
    break_line "$1"
    COMPREPLY=()
    _llmcost llmcost "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>"$scratch/err"
    printf '%s\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"} | LC_ALL=C sort | tr '\n' ' ' |
        sed 's/ *$//'
}

expects() { # LINE OFFERS
    local got
    got=$(offers "$1"; cat "$scratch/err")
    [[ $got == "$2" ]]
    judge $? "\`$1\` offers \`$got\`, not \`$2\`"
}

holds() { # LINE OFFER...
    local line=$1 got offer
    got=" $(offers "$line") "
    shift
    for offer; do
        [[ $got == *" $offer "* ]]
        judge $? "\`$line\` does not offer \`$offer\` but$got"
    done
}

lacks() { # LINE WORD
    [[ " $(offers "$1") " != *" $2 "* ]]
    judge $? "\`$1\` offers \`$2\`"
}

compopt() { :; } # only a completion that runs may call bash's own

bash_cases() {
    mkdir -p "$scratch/files/dir" && cp good.yaml "$scratch/files/chat.yaml" &&
        cd "$scratch/files" || exit 1
    touch notes.txt report.json "with space.yaml" '$(touch pwned).yaml'
    COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
    breaks='=:'
    expects 'llmcost chec' 'check'
    holds 'llmcost ' report check chat.yaml report.json dir
    lacks 'llmcost ' notes.txt
    expects 'llmcost check ch' 'chat.yaml'
    expects 'llmcost check with' 'with space.yaml'
    expects 'llmcost check chat.yaml re' 'report.json'
    compopt() { return 1; } # as if bash were too old to quote the names itself
    expects 'llmcost check with' 'with\ space.yaml'
    expects 'llmcost check $' '\$\(touch\ pwned\).yaml'
    compopt() { :; }
    expects 'llmcost chat.yaml che' ''
    expects 'llmcost --strict chec' 'check'
    expects 'llmcost check --str' '--strict'
    holds 'llmcost check --' --error-format --set --max-errors --help
    lacks 'llmcost check --' --format
    holds 'llmcost chat.yaml -' --format -f -q
    holds 'llmcost explain ' chat.yaml W216 E201
    expects 'llmcost explain W21' 'W210 W211 W212 W213 W214 W215 W216 W217 W218 W219'
    lacks 'llmcost check ' W216
    expects 'llmcost check --error-format ' 'github human json short'
    expects 'llmcost check --error-format=' 'github human json short'
    expects 'llmcost check --error-format=gi' 'github'
    expects 'llmcost check --color al' 'always'
    expects 'llmcost check -- --str' ''
    holds 'llmcost -f ' table json
    expects 'llmcost -f js' 'json'
    expects 'llmcost -f json:no' 'notes.txt'
    expects 'llmcost --format=json:no' 'notes.txt'
    expects 'llmcost -f json: ch' 'chat.yaml check'
    expects 'llmcost -o no' 'notes.txt'
    expects 'llmcost --set workload.burs' 'workload.burst='
    expects 'llmcost --set=workload.burs' 'workload.burst='
    expects 'llmcost --set workload.burst=2' ''
    expects 'llmcost --set workload.burst=2 cha' 'chat.yaml'
    holds 'llmcost --set ' hours_per_month= team.overhead= apis. hosts.
    expects 'llmcost chat.yaml --set apis.' 'apis.hosted. apis.openai/mini.'
    expects 'llmcost chat.yaml --set hosts.o' 'hosts.own.'
    expects 'llmcost chat.yaml --set hosts.own.gpu_h' 'hosts.own.gpu_hour='
    expects 'llmcost chat.yaml --set apis."gpt-3.5".input_p' 'apis."gpt-3.5".input_per_mtok='
    expects 'llmcost fields worklo' 'workload'
    holds 'llmcost fields ' apis gpu_hour
    expects 'llmcost completion ' 'bash fish zsh'
    expects 'llmcost completion bash ' ''
    expects 'llmcost schema re' 'report'
    expects 'llmcost man ' 'llmcost scenario'
    expects 'llmcost catalog lo' 'loads'
    COMP_WORDBREAKS=$' \t\n"\'><;|&('
    breaks=''
    expects 'llmcost -f json:no' 'json:notes.txt'
}

question_cases() {
    COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
    breaks='=:'
    expects 'llmcost solve chat.yaml workload.burs' 'workload.burst'
    expects 'llmcost solve chat.yaml workload.burst --option ' \
        'gpt-3.5 hosted mix openai/mini own'
    expects 'llmcost solve chat.yaml workload.burst --on ' 'horizon monthly'
    holds 'llmcost chat.yaml --fail-on ' infeasible stale-price
    expects 'llmcost chat.yaml --fail-on infeasible,warn' 'infeasible,warning'
    expects 'llmcost diff chat.yaml rep' 'report.json'
    expects 'llmcost diff chat.yaml report.json --old-set workload.burs' 'workload.burst='
    expects 'llmcost sweep chat.yaml hosts.own.gpu_h' 'hosts.own.gpu_hour='
}

# The words that are offered for a value are words that are taken.
words_are_taken() {
    local option kind word
    while IFS=' ' read -r option kind; do
        for word in ${kind//[,|]/ }; do
            "$llmcost" --help "$option" "$word" >/dev/null 2>"$scratch/err"
            judge $? "$option $word is offered and refused: $(cat "$scratch/err")"
        done
    done < <(sed -n "s/^ *\(--[a-z-]*\).*) kind='\([a-z,|-]*|[a-z,|-]*\)' ;;\$/\1 \2/p" "$scratch/bash")
    for word in $_llmcost_commands; do
        "$llmcost" "$word" --help >/dev/null 2>"$scratch/err"
        judge $? "the command $word is offered and refused: $(cat "$scratch/err")"
    done
}

# A path that is offered is a key: whatever may be wrong with the value, that is not.
paths_are_keys() {
    local path keys option paths=$_llmcost_paths
    for option in apis.hosted hosts.own hybrids.mix; do
        _llmcost_keys "${option%.*}"
        for path in $keys; do paths="$paths $option.$path"; done
    done
    for path in $paths; do
        "$llmcost" check "$here/good.yaml" --error-format short --set "$path=x" 2>&1 |
            grep -q 'E101\|E20[1-4]\|E210\|not supported yet'
        [ $? -ne 0 ]
        judge $? "$path is offered, and is no key"
    done
}

if [ "${CI:-}" = true ]; then "$here/../install_deps" shells || true; fi
for shell in bash zsh fish; do
    "$llmcost" completion $shell >"$scratch/$shell"
    judge $? "llmcost completion $shell"
    if ! command -v $shell >/dev/null 2>&1; then
        echo "completion: SKIPPED for $shell, which is not here"
    else
        $shell -n "$scratch/$shell" 2>"$scratch/err"
        judge $? "$shell does not parse it: $(cat "$scratch/err")"
        if command -v python3 >/dev/null 2>&1; then
            got=$(python3 "$here/terminal.py" "$llmcost" $shell 2>&1)
            judge $? "$shell in a terminal: $got"
        else
            echo "completion: SKIPPED $shell in a terminal, there is no python3 here"
        fi
    fi
done
if command -v shellcheck >/dev/null 2>&1; then
    shellcheck -s bash -S warning "$scratch/bash" >"$scratch/err" 2>&1
    judge $? "shellcheck: $(cat "$scratch/err")"
fi
# shellcheck source=/dev/null
. "$scratch/bash"
bash_cases
question_cases
words_are_taken
paths_are_keys
if command -v zsh >/dev/null 2>&1; then
    # Asked of the functions, with those that zsh completes by replaced by ones that print.
    got=$(zsh -f -c "compdef() { }; source $scratch/zsh; compadd() { print -l \$paths }
        PREFIX=hosts.own.gpu_h; _llmcost_paths =")
    [[ $got == *hosts.own.gpu_hour* && $got != *workload.burst* ]]
    judge $? "zsh: --set hosts.own.gpu_h: $got"
    got=$(zsh -f -c "compdef() { }; source $scratch/zsh; _arguments() { print -l -- \$argv }
        words=(llmcost -o x check ''); CURRENT=5; _llmcost")
    [[ $got == *--error-format=* && $got != *--format=* ]]
    judge $? "zsh: -o x check: $got"
fi
if command -v fish >/dev/null 2>&1; then
    got=$(HOME=$scratch fish --no-config -c "source $scratch/fish; complete -C 'llmcost che'" 2>&1)
    [[ $got == check$'\t'* ]]
    judge $? "fish: llmcost che: $got"
    got=$(HOME=$scratch fish --no-config -c \
        "source $scratch/fish; complete -C 'llmcost check --error-format g'" 2>&1)
    [[ $got == github* ]]
    judge $? "fish: --error-format g: $got"
    got=$(HOME=$scratch fish --no-config -c \
        "source $scratch/fish; complete -C 'llmcost check --set hosts.own.gpu_h'" 2>&1)
    [[ $got == hosts.own.gpu_hour=* ]]
    judge $? "fish: --set hosts.own.gpu_h: $got"
    got=$(cd "$scratch/files" && HOME=$scratch fish --no-config -c \
        "source $scratch/fish; complete -C 'llmcost check ch'" 2>&1)
    [[ $got == chat.yaml* ]]
    judge $? "fish: check ch: $got"
fi

echo "completion: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
