# bash completion of llmcost, written by `llmcost completion bash`
# shellcheck shell=bash disable=SC1007,SC2034,SC2086

# The ids under a section (none: under all of them) of the scenarios on the command line; what is no
# id by its characters is none here, and nothing that a shell would expand is ever offered.
_llmcost_ids()
{
    local LC_ALL=C file line key spaces indent inside section
    for file in "${words[@]}"; do
        case $file in *.yaml | *.yml) ;; *) continue ;; esac
        [[ -f $file && -r $file ]] || continue
        inside= indent=
        while IFS= read -r line; do
            key=${line%%:*}
            spaces=${key%%[! ]*}
            key=${key#"$spaces"}
            case $key in '' | '#'*) continue ;; esac
            if [[ -z $spaces ]]; then
                inside= indent=
                for section in ${1:-$_llmcost_sections}; do
                    [[ $key == "$section" ]] && inside=yes
                done
            elif [[ -n $inside && $line == *:* ]]; then
                indent=${indent:-$spaces}
                key=${key#[\"\']} key=${key%[\"\']}
                [[ $spaces == "$indent" ]] || continue
                case $key in
                '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._:/-]*) ;;
                *) printf '%s\n' "$key" ;;
                esac
            fi
        done <"$file"
    done
}

_llmcost_words() # WORD...: those that begin like the current one
{
    local word
    for word; do
        [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
    done
}

_llmcost_files() # SUFFIX...: files with one of them, and directories; any file without one
{
    local name suffix shown quote=
    # readline quotes the names of files, where it can be told that these are names of files.
    compopt -o filenames 2>/dev/null || quote=yes
    while IFS= read -r name; do
        shown=$name
        [[ -z $quote ]] || printf -v shown %q "$name"
        if [[ -d $name || $# -eq 0 ]]; then
            COMPREPLY+=("$shown")
            continue
        fi
        for suffix; do
            [[ $name == *"$suffix" ]] && COMPREPLY+=("$shown")
        done
    done < <(compgen -f -- "$cur")
}

_llmcost_paths() # END: paths of inputs, with = behind them or nothing
{
    local section id base
    [[ -n $1 ]] && compopt -o nospace 2>/dev/null
    case $cur in *=*) return ;; esac
    for section in $_llmcost_sections; do
        case $cur in
        "$section".*.*)
            base=${cur%.*}
            _llmcost_keys "$section"
            for id in $keys; do _llmcost_words "$base.$id$1"; done
            return
            ;;
        "$section".*)
            compopt -o nospace 2>/dev/null
            while IFS= read -r id; do
                case $id in *.*) ;; *) _llmcost_words "$section.$id." ;; esac
            done < <(_llmcost_ids "$section")
            return
            ;;
        esac
    done
    for id in $_llmcost_paths; do _llmcost_words "$id$1"; done
    for section in $_llmcost_sections; do
        [[ "$section." == "$cur"* ]] && compopt -o nospace 2>/dev/null
        _llmcost_words "$section."
    done
}

_llmcost_kind() # KIND: what may stand here
{
    local id
    case $1 in
    file) _llmcost_files .yaml .yml .json ;;
    file-or-code)
        _llmcost_files .yaml .yml .json
        _llmcost_words $_llmcost_codes
        ;;
    output) _llmcost_files ;;
    path) _llmcost_paths '' ;;
    setting) _llmcost_paths '=' ;;
    key) _llmcost_words $_llmcost_keys ;;
    id) while IFS= read -r id; do _llmcost_words "$id"; done < <(_llmcost_ids) ;;
    format)
        case $cur in
        *:*)
            local format=${cur%%:*}
            cur=${cur#*:}
            _llmcost_files
            [[ -n $colon ]] || COMPREPLY=("${COMPREPLY[@]/#/$format:}")
            cur=$format:$cur
            ;;
        *)
            _llmcost_words $formats
            ;;
        esac
        ;;
    ,*'|'*)
        compopt -o nospace 2>/dev/null
        for id in ${1//[,|]/ }; do _llmcost_words "${cur%"${cur##*,}"}$id"; done
        ;;
    *'|'*) _llmcost_words ${1//|/ } ;;
    esac
}

_llmcost()
{
    local line=$COMP_LINE word rest glue= cur command= pending= operand=0 ended= i n=-1
    local options formats operands keys kind prefix colon=
    local -a words=()
    COMPREPLY=()
    case $COMP_WORDBREAKS in *:*) colon=yes ;; esac
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        rest=${line#"${line%%[! ]*}"}
        if ((n > 0)) && [[ $rest == "$line" && (-n $glue || $word == [=:]*) ]]; then
            words[n]+=$word
        else
            words[++n]=$word
        fi
        line=${rest#"$word"}
        case $word in *[=:]) glue=yes ;; *) glue= ;; esac
    done
    cur=${words[n]}
    for ((i = 1; i < n; i++)); do
        word=${words[i]}
        if [[ -n $pending ]]; then
            pending=
        elif [[ -z $ended && $word == -- ]]; then
            ended=yes
        elif [[ -z $ended && $word == -?* ]]; then
            case " $_llmcost_valued " in *" $word "*) pending=$word ;; esac
        elif [[ -z $command ]]; then
            command=report
            case " $_llmcost_commands " in
            *" $word "*) command=$word ;;
            *) operand=1 ;;
            esac
        else
            operand=$((operand + 1))
        fi
    done
    _llmcost_command "${command:-report}"
    prefix=
    if [[ -z $pending && -z $ended && $cur == --*=* ]]; then
        pending=${cur%%=*}
        prefix=$pending=
        cur=${cur#*=}
    fi
    if [[ -n $pending ]]; then
        _llmcost_value "$pending"
        _llmcost_kind "$kind"
    elif [[ -z $ended && $cur == -* ]]; then
        _llmcost_words $options
    else
        [[ -n $command ]] || _llmcost_words $_llmcost_commands
        # The operand at this place; behind the last one there is nothing, or it once more.
        i=0 kind=
        for word in $operands; do
            if [[ $word == ... ]]; then
                ((i > operand)) || _llmcost_kind "$kind"
                break
            fi
            kind=$word
            ((i != operand)) || _llmcost_kind "$kind"
            i=$((i + 1))
        done
    fi
    # What stands before a break stays on the line as it is.
    case $prefix$cur in
    *:*) [[ -n $colon ]] && prefix=$prefix${cur%"${cur##*[=:]}"} ;;
    *=*) prefix=$prefix${cur%"${cur##*=}"} ;;
    esac
    prefix=${prefix#--*=}
    if [[ -n $prefix ]]; then
        COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
    fi
}

complete -F _llmcost llmcost
