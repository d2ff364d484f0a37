#!/bin/sh
# check.sh LLMCOST UNIT_TEST... - everything a user can run to see that this build is right.
# Knows the runners and adds up what they say; what is tested, the runners know. A runner is given
# the program and ends with a line "..., N passed, M failed"; a new one is a line at the end.
# RUNNERS="golden,bad input": only those beside the unit tests.
set -u

cd "$(dirname "$0")/.." || exit 1
llmcost=$1
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-check.XXXXXX")
log=$work/log
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# The same words and widths whoever runs it.
unset COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE SOURCE_DATE_EPOCH MAKEFLAGS MFLAGS MAKELEVEL
export LC_ALL=C TERM=dumb

add() { # PASSED FAILED
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# Unit test programs run beside the other runners, one after another; who has nothing else to do takes
# of what is left.
run_units() {
    for program; do
        mkdir "$work/$(basename "$program").taken" 2>/dev/null || continue
        CMOCKA_MESSAGE_OUTPUT=TAP "$program" >"$work/$(basename "$program")" 2>&1 </dev/null
        echo $? >"$work/$(basename "$program").status"
    done
}

# A unit test program speaks TAP; what it measures it says in lines with "note: ". One that dies before its plan is met failed once more.
tell_unit() {
    told=$work/$(basename "$1")
    status=$(cat "$told.status")
    good=$(grep -c '^ok ' "$told")
    bad=$(grep -c '^not ok ' "$told")
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
        echo "$1 ended with status $status" >>"$told"
    fi
    if [ "$bad" -ne 0 ]; then sed 's/^/    /' "$told"; fi
    echo "unit $(basename "$1"): $good passed, $bad failed"
    sed -n 's/^.*note: /    /p' "$told"
    add "$good" "$bad"
}

# Any other runner prints what it likes and ends with its own count.
runner() { # NAME COMMAND...
    name=$1
    shift
    case ",${RUNNERS:-$name}," in *",$name,"*) ;; *) return ;; esac
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

run_units "$@" &
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
run_units "$@"
wait
for program; do
    tell_unit "$program"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
