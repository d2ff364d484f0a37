#!/bin/sh
# verdict.sh - for the scripts beside it that run many commands: the counts, and a command that counts.
# What it printed is in $scratch/log, and is shown where it failed.
passed=0
failed=0

# shellcheck disable=SC2154 # scratch is the caller's
verdict() { # NAME COMMAND...
    name=$1
    shift
    if "$@" >"$scratch/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$name"
        sed 's/^/    /' "$scratch/log"
    fi
}
