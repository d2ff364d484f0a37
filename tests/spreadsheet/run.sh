#!/bin/sh
# run.sh LLMCOST - every CSV in LibreOffice, headless, in an English and, with semicolons, a German
# locale: as many rows and columns as were written, numbers that are numbers, words that stay whole,
# no formula, no month that became a date. To add a CSV: a line of `tables`.
set -eu

cd "$(dirname "$0")/../.."
tests/install_deps spreadsheet
llmcost=$1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-spreadsheet.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

tables() { # DIRECTORY OPTION...
    directory=$1
    shift
    mkdir -p "$scratch/$directory"
    chat=scenarios/support-chat.yaml
    set -- -f csv "$@"
    for table in lines fleet break-even timeline budget inputs; do
        "$llmcost" scenarios/*.yaml --table $table "$@" >"$scratch/$directory/$table.csv"
    done
    "$llmcost" $chat --set "name=\"=1+1;\\\"x\\\", 1,5\"" "$@" >"$scratch/$directory/formula.csv"
    "$llmcost" $chat --table budget --as-of 2026-11-21 --fiscal-year-start 4 "$@" >"$scratch/$directory/fiscal.csv"
    "$llmcost" sweep $chat workload.requests_per_day=10k..1M:9:log "$@" >"$scratch/$directory/sweep.csv"
    "$llmcost" sweep $chat workload.burst=1,2 hosts.llama-2-13b.gpu_hour=1..4:3 "$@" >"$scratch/$directory/sweep2.csv"
    "$llmcost" diff $chat $chat --new-set apis.hosted.input_per_mtok=3 "$@" >"$scratch/$directory/diff.csv"
    "$llmcost" portfolio scenarios/portfolio/*.yaml "$@" >"$scratch/$directory/portfolio.csv"
}

convert() { # DIRECTORY SEPARATOR LANGUAGE: with what the import dialog has for a start
    soffice -env:UserInstallation="file://$scratch/profile" --headless \
        --infilter="Text - txt - csv (StarCalc):$2,34,76,1,,$3,false,false" \
        --convert-to xlsx --outdir "$scratch/$1/xlsx" "$scratch/$1"/*.csv >"$scratch/log" 2>&1 </dev/null ||
        { cat "$scratch/log"; exit 1; }
}

tables english
tables german --csv-separator semicolon
convert english 44 1033
convert german 59 1031
"${PYTHON:-python3}" tests/spreadsheet/cells.py "$scratch/english" , . "$scratch/german" ';' ,
