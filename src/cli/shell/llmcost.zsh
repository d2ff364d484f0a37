#compdef llmcost
# zsh completion of llmcost, written by `llmcost completion zsh`

_llmcost_files() {
    _files -g '*.(yaml|yml|json)'
}

# FORMAT..., each alone or with :FILE.
_llmcost_formats() {
    if compset -P '*:'; then
        _files
    else
        compadd -S '' ${argv:#-*}
    fi
}

_llmcost_files_or_codes() {
    local -a codes
    _llmcost_all_codes
    _alternative 'files:scenario:_llmcost_files' "codes:code:($codes)"
}

_llmcost_keys() {
    local -a keys
    _llmcost_all_keys
    _describe -t keys key keys
}

# Paths of inputs, with an end: = or nothing.
_llmcost_paths() {
    local end=$argv[-1]
    local -a keys paths
    _llmcost_all_paths
    case $PREFIX in
    *.*.*) _llmcost_section_keys ${PREFIX%%.*} && paths=(${PREFIX%.*}.$^keys) ;;
    *=*) return 1 ;;
    esac
    compadd -S "$end" -a paths
}

_llmcost_commands() {
    local -a commands
    _llmcost_all_commands
    _describe -t commands command commands
}

_llmcost() {
    local command=
    integer i=2
    local -a arguments valued
    _llmcost_valued
    # The first operand is a command, or a file to report on.
    for (( ; i < CURRENT; i++ )); do
        if (( ${valued[(Ie)$words[i]]} )); then
            (( i++ ))
            continue
        fi
        case $words[i] in
        -*) ;;
        */* | *.*) command=report; break ;;
        *) command=$words[i]; words[i]=(); (( CURRENT-- )); break ;;
        esac
    done
    if [[ -z $command && i -eq CURRENT && $words[CURRENT] != -* ]]; then
        _alternative 'commands:command:_llmcost_commands' 'files:scenario:_llmcost_files'
        return
    fi
    _llmcost_arguments ${command:-report} || return 1
    _arguments -S : $arguments
}

if [[ $funcstack[1] = _llmcost ]]; then
    _llmcost "$@"
else
    compdef _llmcost llmcost
fi
