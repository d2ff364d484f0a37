# count.sh - for the rows of the bench in instructions, which do not depend on what else the machine
# does: $work is the caller's. With $within they are those of one function, and what it calls.
# Without valgrind there are no such rows.
command -v valgrind >/dev/null || { echo "bench: no valgrind: no rows of $(basename "$0")" >&2; exit 0; }

# shellcheck disable=SC2154 # work is the caller's
count() { # COMMAND...: instructions
    valgrind --tool=callgrind ${within:+--toggle-collect="$within"} \
        --callgrind-out-file="$work/profile" "$@" >/dev/null 2>"$work/log" ||
        { tail -n 20 "$work/log" >&2; echo "bench: failed: $*" >&2; exit 2; }
    awk '/^(summary|totals): / { print $2; exit }' "$work/profile"
}
