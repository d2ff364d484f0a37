#!/bin/sh
# lint.sh BUILD - the form of the source: clang-format, clang-tidy (and in it clang's analyzer), gcc's
# analyzer, cppcheck, calls we do not make, rules of the house that grep can judge, arrows between its
# rooms and sizes (layers.sh, sizes.sh). A tool that cannot be had is skipped, and said so; under CI=true
# it is a failure. LINT="format banned" runs only those checks, WITHOUT="analyzer" all but that. NODES is
# how far the analyzer in clang-tidy follows the paths of a function: 25,000 states reach every block that
# its own 225,000 reach, in a sixth of the time.
set -u

cd "$(dirname "$0")/.." || exit 1
build=${1:-build}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-lint.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
sources=$(find src tests -name '*.c' | LC_ALL=C sort)
headers=$(find include src tests -name '*.h' | LC_ALL=C sort)
product=$(find include src -name '*.[ch]' | LC_ALL=C sort)
core=$(find src/core -name '*.[ch]' | LC_ALL=C sort)
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
passed=0
failed=0

tests/install_deps lint || true
for set in build check; do
    tests/install_deps $set >>"$scratch/deps.mk" || exit 1
done
includes="-Iinclude -iquote src $(sed -n 's/^[A-Z_]*_CFLAGS := *//p' "$scratch/deps.mk" |
    tr '\n' ' ')"

wanted() {
    case " ${WITHOUT:-} " in *" $1 "*) return 1 ;; esac
    case " ${LINT:-format tidy analyzer cppcheck banned house layers sizes shell devices} " in *" $1 "*) ;; *) return 1 ;; esac
}

verdict() { # NAME STATUS, findings in $scratch/log
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
        echo "lint $1: ok"
    else
        failed=$((failed + 1))
        echo "lint $1: FAILED"
        sed 's/^/    /' "$scratch/log"
    fi
}

tool() { # NAME COMMAND: is it wanted, and here?
    wanted "$1" || return 1
    command -v "$2" >/dev/null 2>&1 && return 0
    echo "lint $1: SKIPPED, there is no $2 here" | tee "$scratch/log"
    [ "${CI:-}" != true ] || verdict "$1" 1
    return 1
}

if tool format clang-format; then
    # shellcheck disable=SC2086 # a list of files
    clang-format --dry-run -Werror $sources $headers >"$scratch/log" 2>&1
    verdict format $?
fi

if tool tidy clang-tidy; then
    # shellcheck disable=SC2086 # a list of files and flags
    printf '%s\n' $sources | xargs -P "$jobs" -n 1 sh -c '
        flags=$1
        shift
        clang-tidy --quiet "$@" -- -std=c17 -D_POSIX_C_SOURCE=200809L $flags 2>/dev/null
    ' tidy "$includes -Xclang -analyzer-config -Xclang max-nodes=${NODES:-25000}" >"$scratch/log"
    verdict tidy $?
fi

# It takes what is kept in an element of a list for lost at the next turn of the loop: leaks are what
# LeakSanitizer and clang's analyzer look for.
if tool analyzer gcc; then
    # shellcheck disable=SC2086 # a list of flags
    find src -name '*.c' | LC_ALL=C sort | xargs -P "$jobs" -n 1 gcc -std=c17 -D_POSIX_C_SOURCE=200809L $includes -O1 \
        -fanalyzer -Wno-analyzer-malloc-leak -Wno-analyzer-file-leak -Wno-analyzer-too-complex -Werror \
        -S -o - 2>"$scratch/log" >"$scratch/code"
    verdict analyzer $?
fi

if tool cppcheck cppcheck; then
    # A NULL behind the last argument is a pointer, as POSIX has it.
    cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
        --quiet -j "$jobs" --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches --suppress=negativeIndex --suppress=varFuncNullUB \
        --template='{file}:{line}: {severity}: {message} [{id}]' -Iinclude -Isrc src >"$scratch/log" 2>&1
    verdict cppcheck $?
fi

# The code of a file without its comments, line by line: FILE:LINE:CODE.
code() {
    awk '
        FNR == 1 { comment = 0 }
        {
            line = $0
            code = ""
            while (line != "") {
                if (comment) {
                    end = index(line, "*/")
                    if (!end) break
                    line = substr(line, end + 2)
                    comment = 0
                } else {
                    start = index(line, "/*")
                    if (!start) { code = code line; break }
                    code = code substr(line, 1, start - 1)
                    line = substr(line, start + 2)
                    comment = 1
                }
            }
            gsub(/"([^"\\]|\\.)*"/, "\"\"", code)
            print FILENAME ":" FNR ":" code
        }' "$@"
}

never() { # WHY PATTERN FILE...
    why=$1
    pattern=$2
    shift 2
    code "$@" | grep -E ":[0-9]+:(.*[^A-Za-z0-9_])?($pattern)" | sed "s|\$|    <- $why|" >>"$scratch/log"
}

if wanted banned; then
    : >"$scratch/log"
    # shellcheck disable=SC2046,SC2086 # lists of files
    {
        never "no bounds" '(strcpy|strcat|stpcpy|sprintf|vsprintf|gets|alloca|scanf|sscanf|fscanf) *\(' \
            $sources $headers
        never "hides errors" '(atoi|atol|atoll|atof) *\(' $sources $headers
        never "keeps state or pads with zeros" '(strtok|strncpy|strncat|rand|srand|strerror_l) *\(' \
            $sources $headers
        never "changes how numbers are read and written" 'setlocale *\( *(LC_ALL|LC_NUMERIC)' \
            $sources $headers
        never "no shell, no guessable names" '(system|popen|tmpnam|tempnam|mktemp) *\(' \
            $product
        never "loads libm for a comparison: at_most() and at_least() in core/base/real.h" \
            '(fmin|fmax|fmod|remainder|fdim) *\(' $(find src -name '*.[ch]')
        never "the default getters ignore case" \
            'cJSON_(GetObjectItem|HasObjectItem|DeleteItemFromObject|ReplaceItemInObject) *\(' \
            $product
        never "numbers are ours to format" 'cJSON_(CreateNumber|AddNumberToObject) *\(' \
            $product
    }
    [ ! -s "$scratch/log" ]
    verdict banned $?
fi

if wanted house; then
    : >"$scratch/log"
    # shellcheck disable=SC2046,SC2086 # lists of files
    {
        never "write struct tag" 'typedef +(struct|union|enum)' $product
        never "the core has one build" '#(if|ifdef) ' $core
        never "the core does not jump" 'goto ' $core
        never "the core has no FILE" '(FILE|stdout|stderr|stdin)( |\*|\)|,|;)' $core
        never "the core needs nothing of that" \
            '#include <(unistd|time|locale|errno|yaml|sys/[a-z]*|cjson/cJSON)\.h>' $core
        never "only main.c exits" '(exit|abort|_Exit|quick_exit) *\(' \
            $(find src -name '*.[ch]' ! -name main.c)
    }
    [ ! -s "$scratch/log" ]
    verdict house $?
fi

for check in "layers $build" sizes; do
    wanted "${check%% *}" || continue
    # shellcheck disable=SC2086 # a word or two
    "tests/${check%% *}.sh" ${check#"${check%% *}"} >"$scratch/log" 2>&1
    verdict "${check%% *}" $?
done

if wanted shell && command -v shellcheck >/dev/null 2>&1; then
    # shellcheck disable=SC2046 # a list of files
    shellcheck -S warning .ci/run .packaging/*.sh $(grep -lE '^#!/.*sh$' tests/* tests/*/run.sh tests/bench/* 2>/dev/null) \
        >"$scratch/log" 2>&1 &&
        shellcheck -S warning -e SC2154 src/cli/shell/llmcost.bash >>"$scratch/log" 2>&1 # its tables assign
    verdict shell $?
fi

# A tool that replaces the file it writes replaces a device too, when it is run by root.
if wanted devices; then
    ! grep -nE '(-o|--output|--txt|--xml|--html|of=)[ =]?"?/dev/' Makefile .ci/run tests/*.sh \
        tests/install_deps tests/*/run.sh tests/bench/*.sh tests/golden/*/cmd >"$scratch/log" 2>&1
    verdict devices $?
fi

echo "lint: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
