#!/bin/sh
# scenarios.sh LLMCOST - every worked example passes `check`, fits a terminal of 80 columns in both
# alphabets, and gives the same JSON from whatever directory and in whatever locale. What its
# figures must be, tests/unit/test_scenarios*.c know. A new example needs nothing here.
set -u

cd "$(dirname "$0")/.." || exit 1
llmcost=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-scenarios.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
unset COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE SOURCE_DATE_EPOCH
. tests/verdict.sh

# A table that ends with status 0, says nothing on stderr, and has no line over 80 characters, no
# infinity and no not-a-number. awk counts bytes where it is not told of UTF-8: those over 0x7f that
# only continue a character are taken out first.
table() { # FILE LOCALE OPTION...
    file=$1
    locale=$2
    shift 2
    LC_ALL=$locale "$llmcost" "$file" -f table --width 80 "$@" >"$scratch/table" 2>"$scratch/errors" &&
        ! [ -s "$scratch/errors" ] && [ -s "$scratch/table" ] || {
        cat "$scratch/errors"
        return 1
    }
    LC_ALL=C tr -d '\200-\277' <"$scratch/table" | LC_ALL=C awk '
        length($0) > 80 { print "over 80 columns: " $0; bad = 1 }
        /(^|[^A-Za-z])-?(nan|inf)([^A-Za-z]|$)/ { print "not a number: " $0; bad = 1 }
        END { exit bad }'
}

ascii() { # FILE
    table "$1" C --ascii && ! LC_ALL=C grep -n '[^ -~]' "$scratch/table"
}

same_json() { # FILE
    "$llmcost" "$1" -f json >"$scratch/here.json" || return 1
    (cd scenarios && LC_ALL=de_DE.UTF-8 "$llmcost" "./${1##*/}" -f json) >"$scratch/there.json" || return 1
    cmp "$scratch/here.json" "$scratch/there.json"
}

for file in scenarios/*.yaml; do
    verdict "$file: check" "$llmcost" check -q "$file"
    verdict "$file: table" table "$file" C.UTF-8
    verdict "$file: table in ASCII" ascii "$file"
    verdict "$file: JSON" same_json "$file"
done

echo "scenarios: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
