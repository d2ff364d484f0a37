#!/bin/sh
# pure.sh LIBRARY - the core computes and does nothing else: no I/O, no allocation, no clock, no
# locale, no state. Looks at the object code, so no macro or header can hide a call.
set -eu

library=$1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-pure.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# Of libm only what IEEE 754 rounds exactly: exp, log and pow differ between C libraries by a digit.
allowed='
    ceil floor trunc round rint nearbyint lround llround sqrt fabs fmin fmax fmod remainder modf
    ldexp frexp scalbn scalbln ilogb copysign nextafter
    memchr memcmp memcpy memmove memset memrchr
    strchr strrchr strcmp strncmp strlen strnlen strspn strcspn strpbrk strstr
    snprintf vsnprintf qsort
    __snprintf_chk __vsnprintf_chk __memcpy_chk __memmove_chk __memset_chk __stack_chk_fail
    __isoc23_snprintf __isoc23_vsnprintf _GLOBAL_OFFSET_TABLE_ __stack_chk_guard
'

nm "$library" 2>/dev/null | sed 's/ _\([a-z]\)/ \1/' >"$scratch/symbols"
awk 'NF == 3 && $2 ~ /^[A-TV-Z]$/ {print $3}' "$scratch/symbols" | sort -u >"$scratch/defined"
awk 'NF == 2 && $1 == "U" {print $2}' "$scratch/symbols" | sort -u >"$scratch/wanted"
# shellcheck disable=SC2086 # a list of words
printf '%s\n' $allowed | sort -u >"$scratch/allowed"

passed=0
failed=0
verdict() { # WHAT, what is wrong on stdin
    cat >"$scratch/wrong"
    if [ -s "$scratch/wrong" ]; then
        failed=$((failed + 1))
        echo "pure: $1:"
        sed 's/^/    /' "$scratch/wrong"
    else
        passed=$((passed + 1))
    fi
}

# Who calls it, as file: symbol.
callers() {
    nm -A "$library" 2>/dev/null | awk -v want="$1" 'NF > 1 && $(NF - 1) == "U" && $NF == want {print $1 " " want}' |
        sed 's/^.*:\([^:]*\.o\):*/\1:/'
}

[ -s "$scratch/defined" ] || echo "no symbols in $library" >"$scratch/empty"
touch "$scratch/empty"
verdict "the library is empty" <"$scratch/empty"

sort -u "$scratch/defined" "$scratch/allowed" | comm -13 - "$scratch/wanted" |
    while read -r symbol; do callers "$symbol"; done >"$scratch/impure"
verdict "calls that the core must not make" <"$scratch/impure"

# .data.rel.ro is constant once the program is loaded; .data and .bss are not.
size -A "$library" 2>/dev/null | awk '
    /^[^ ]+\.o / { file = $1 }
    $1 ~ /^\.(data|bss|tdata|tbss)(\.|$)/ && $1 !~ /^\.data\.rel\.ro/ && $2 > 0 {
        print file ": " $2 " bytes in " $1
    }' >"$scratch/mutable"
awk 'NF > 1 && $(NF - 1) == "C" {print $NF " is a common symbol"}' "$scratch/symbols" >>"$scratch/mutable"
verdict "mutable data" <"$scratch/mutable"

echo "pure: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
