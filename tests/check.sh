#!/bin/sh
# check.sh LLMCOST UNIT_TEST... - everything a user can run to see that this build is right.
# Knows the runners and adds up what they say; what is tested, the runners know. A runner is given
# the program and ends with a line "..., N passed, M failed"; a new one is a line at the end.
set -u

cd "$(dirname "$0")/.." || exit 1
llmcost=$1
shift
log=$(mktemp "${TMPDIR:-/tmp}/llmcost-check.XXXXXX")
trap 'rm -f "$log"' EXIT
passed=0
failed=0

# The same words and widths whoever runs it.
unset COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE SOURCE_DATE_EPOCH MAKEFLAGS MFLAGS MAKELEVEL
export LC_ALL=C TERM=dumb

add() { # PASSED FAILED
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# A unit test program speaks TAP; what it measures it says in lines with "note: ". One that dies before its plan is met failed once more.
unit() {
    CMOCKA_MESSAGE_OUTPUT=TAP "$1" >"$log" 2>&1 </dev/null
    status=$?
    good=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
        echo "$1 ended with status $status" >>"$log"
    fi
    if [ "$bad" -ne 0 ]; then sed 's/^/    /' "$log"; fi
    echo "unit $(basename "$1"): $good passed, $bad failed"
    sed -n 's/^.*note: /    /p' "$log"
    add "$good" "$bad"
}

# Any other runner prints what it likes and ends with its own count.
runner() { # NAME COMMAND...
    name=$1
    shift
    if ! [ -x "$1" ]; then
        echo "$name: there is no $1"
        add 0 1
        return
    fi
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    count=$(grep -Eo '[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1 | tr -dc '0-9 ' | tr -s ' ')
    count=${count% }
    good=${count%% *}
    bad=${count##* }
    if [ -z "$count" ]; then
        good=0
        bad=1
    elif [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    if [ "$status" -ne 0 ] || [ "$bad" -ne 0 ]; then
        sed 's/^/    /' "$log"
        echo "    $1 ended with status $status"
    fi
    echo "$name: $good passed, $bad failed"
    add "$good" "$bad"
}

for program; do
    unit "$program"
done
runner golden tests/golden/run.sh "$llmcost"
runner "bad input" tests/bad/run.sh "$llmcost"
runner scenarios tests/scenarios.sh "$llmcost"
runner README tests/readme.sh "$llmcost"
runner "first decision" tests/stranger.sh "$llmcost"
runner skill tests/skill.sh "$llmcost"
runner library tests/library.sh "$llmcost"
runner hostile tests/hostile/run.sh "$llmcost"
runner "saved reports" tests/saved.sh "$llmcost"
runner pages tests/page.sh "$llmcost"
runner completion tests/completion/run.sh "$llmcost"
runner "pull requests" tests/ci.sh "$llmcost"
runner engine .packaging/engine.sh check

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
