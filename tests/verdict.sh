#!/bin/sh
# verdict.sh - for the scripts that run many commands: the counts, and what counts. What a command
# printed is in $scratch/log, and is shown where it failed.
passed=0
failed=0

# shellcheck disable=SC2154 # scratch is the caller's
judge() { # STATUS WHAT
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $2"
        [ ! -s "$scratch/log" ] || sed 's/^/    /' "$scratch/log"
    fi
    : >"$scratch/log"
}

verdict() { # NAME COMMAND...
    name=$1
    shift
    "$@" >"$scratch/log" 2>&1
    judge $? "$name"
}
