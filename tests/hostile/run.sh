#!/bin/sh
# run.sh LLMCOST - a file that means harm gets nowhere: texts stay texts in every output, no file is
# opened but those that were named, none is overwritten that was not meant, and nothing is left behind.
# Each check is a line with `judge` or a function of the table at the end.
set -u

cd "$(dirname "$0")/../.." || exit 1
here=$PWD/tests/hostile
llmcost=$1
case $llmcost in
/*) ;;
*) llmcost=$PWD/$llmcost ;;
esac
scratch=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-hostile.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
. tests/verdict.sh

# ---- Texts ----

neutral() { # ARGUMENT...
    "$llmcost" "$@" >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ "$status" -le 3 ] && { [ -s "$scratch/out" ] || [ "$status" -ge 2 ]; }
    judge $? "llmcost $*: status $status: $(cat "$scratch/err")"
    ! LC_ALL=C grep -nE '^[[:space:]]*::|##\[' "$scratch/out" "$scratch/err" >"$scratch/found"
    judge $? "llmcost $* has a command to a log: $(head -n 3 "$scratch/found")"
    # shellcheck disable=SC2089 # a pattern, not words
    ! LC_ALL=C grep -nE '(^|,)"?(=|[-+][^0-9]|@|＝)' "$scratch/out" >"$scratch/found" ||
        case " $* " in *' csv '*) false ;; esac
    judge $? "llmcost $* has a formula: $(head -n 3 "$scratch/found")"
}

texts() {
    file=$here/texts.yaml
    for width in 30 80; do
        for option in -v --ascii --brief; do neutral "$file" --width $width $option; done
    done
    for format in json markdown html csv; do neutral "$file" -f $format; done
    for table in $("$llmcost" completion bash | sed -n "s/^ *--table) kind='\(.*\)' ;;/\1/p" | tr '|' ' '); do
        neutral "$file" -f csv --table "$table"
    done
    "$llmcost" "$file" -f json >"$scratch/saved.json" 2>&1
    for format in table json markdown html csv; do
        neutral "$scratch/saved.json" -f $format
        [ $format = html ] || neutral diff "$file" "$here/../../scenarios/support-chat.yaml" -f $format
    done
    neutral explain "$file"
    neutral explain "$file" hosts.own.gpu_hour
    neutral solve "$file" hosts.own.gpu_hour
    neutral sweep "$file" hosts.own.gpu_hour=1..3:4
    neutral sweep "$file" hosts.own.gpu_hour=1..3:4 -f csv
    # A word of a sweep is a cell, and a list may price a model of any name.
    price='"litellm_provider": "x", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6'
    echo "{\"=x\": {$price}, \"b\": {$price}}" >"$scratch/prices.json"
    printf 'version: 1\n%s\napis: {hosted: {from: b}}\n' \
        'workload: {requests_per_day: 1k, input_tokens: 100, output_tokens: 10}' >"$scratch/words.yaml"
    neutral sweep "$scratch/words.yaml" apis.hosted.from==x,b --prices "$scratch/prices.json" -f csv
    [ "$status" -eq 0 ]
    judge $? "a sweep over words: status $status"
    neutral portfolio "$file" "$file"
    sed 's/^version: 1/version: "::error::x ##[error]y"/; s/2$/"::error::2"/' "$file" >"$scratch/::error::x.yaml"
    for format in human short json; do
        cd "$scratch" || exit 1
        neutral check ./::error::x.yaml --error-format $format # no subshell: its counts would be lost
        cd "$here/../.." || exit 1
        neutral check "$scratch/::error::x.yaml" --error-format $format
    done
    for format in human github; do
        "$llmcost" check "$scratch/::error::x.yaml" --error-format $format >"$scratch/out" 2>&1
        ! grep -vE '^::(error|warning|notice) (file|title)=' "$scratch/out" | grep -qE '^[[:space:]]*::'
        judge $? "check --error-format $format: a command that is not ours"
    done
}

# ---- Files that a scenario names ----

scenario() { # LOAD
    printf 'version: 1\nworkload: {requests_per_day: 1, input_tokens: 1, output_tokens: 1, load: %s}\n%s\n' \
        "$1" 'apis: {a: {input_per_mtok: 1, output_per_mtok: 1}}'
}

refused() { # WHAT NAME ARGUMENT...: nothing of it is read, no word of it printed
    what=$1
    name=$2
    shift 2
    for format in human json github; do
        timeout 60 "$llmcost" check "$@" --error-format $format >"$scratch/out" 2>&1 </dev/null
        status=$?
        [ $status -eq 3 ] && grep -q "$what" "$scratch/out" && ! grep -q 'S3CRET\|31337' "$scratch/out"
        judge $? "$name: status $status: $(cat "$scratch/out")"
    done
}

loads() {
    base=$scratch/loads
    mkdir -p "$base/in/sub" "$base/in2"
    seq 24 >"$base/outside.csv"
    seq 24 >"$base/in/sub/good.csv"
    seq 24 >"$base/in2/good.csv"
    { echo S3CRET=31337 && seq 23; } >"$base/in/secret.csv"
    { echo "31337,S3CRET" && seq 23; } >"$base/in/secret2.csv"
    { echo hour,weight && echo "S3CRET,1"; } >"$base/in/secret3.csv"
    { echo -31337 && seq 23; } >"$base/in/secret4.csv"
    mkfifo "$base/in/pipe.csv"
    ln -s ../outside.csv "$base/in/link.csv"
    ln -s .. "$base/in/up"
    ln -s sub/good.csv "$base/in/inner.csv"
    head -c 5000000 /dev/zero | tr '\0' '1' >"$base/in/large.csv"
    for file in sub/good.csv inner.csv ../in/sub/good.csv "$base/in/sub/good.csv"; do
        scenario "{file: $file}" >"$base/in/x.yaml"
        "$llmcost" check "$base/in/x.yaml" >"$scratch/out" 2>&1
        judge $? "a load inside, $file: $(cat "$scratch/out")"
        (cd "$base/in" && "$llmcost" check x.yaml) >"$scratch/out" 2>&1
        judge $? "a load inside, $file, from its directory: $(cat "$scratch/out")"
    done
    for file in "$base/outside.csv" ../outside.csv sub/../../outside.csv link.csv up/outside.csv \
        ../in2/good.csv /etc/passwd /proc/self/environ /dev/tty ../missing.csv /missing.csv; do
        scenario "{file: $file}" >"$base/in/x.yaml"
        refused "is not inside the directory of the scenario" "a load outside, $file" "$base/in/x.yaml"
    done
    for file in secret secret2 secret3 secret4; do
        scenario "{file: $file.csv}" >"$base/in/x.yaml"
        refused "$file.csv" "a file that is no load, $file" "$base/in/x.yaml"
    done
    scenario "{file: pipe.csv}" >"$base/in/x.yaml"
    refused "it is not a regular file" "a pipe" "$base/in/x.yaml"
    scenario "{file: large.csv}" >"$base/in/x.yaml"
    refused "the file is larger than 4 MiB" "a large file" "$base/in/x.yaml"
    # What the command line names may be anywhere.
    scenario flat >"$base/in/x.yaml"
    for file in ../outside.csv "$base/outside.csv" ../in2/good.csv; do
        "$llmcost" check "$base/in/x.yaml" --set "workload.load={file: $file}" >"$scratch/out" 2>&1
        judge $? "--set of a load outside, $file: $(cat "$scratch/out")"
    done
    # A fragment has a directory of its own.
    echo 'workload: {load: {file: good.csv}}' >"$base/in2/fragment.yaml"
    "$llmcost" check "$base/in/x.yaml" --with "$base/in2/fragment.yaml" >"$scratch/out" 2>&1
    judge $? "a fragment with a load beside it: $(cat "$scratch/out")"
    echo 'workload: {load: {file: ../outside.csv}}' >"$base/in2/fragment.yaml"
    refused "is not inside the directory of the fragment" "a fragment with a load outside" \
        "$base/in/x.yaml" --with "$base/in2/fragment.yaml"
    # A folder of results may hold a pipe.
    mkdir "$base/bench" && mkfifo "$base/bench/run.json"
    timeout 60 "$llmcost" import bench "$base/bench" >"$scratch/out" 2>&1 </dev/null
    status=$?
    [ $status -eq 3 ]
    judge $? "a folder with a pipe: status $status: $(cat "$scratch/out")"
}

# ---- Outputs ----

usage() { # NAME WHAT COMMAND...: status 2, said so, and nothing was written
    name=$1
    what=$2
    shift 2
    "$@" >"$scratch/out" 2>"$scratch/err"
    status=$?
    [ $status -eq 2 ] && [ ! -s "$scratch/out" ] && grep -q "$what" "$scratch/err"
    judge $? "$name: status $status: $(cat "$scratch/err")"
    cmp -s x.yaml x.orig && [ "$(ls -A)" = "$(cat ../names)" ]
    judge $? "$name: something was written: $(ls -A)"
}

from_stdin() { # FILE ARGUMENT...
    stdin=$1
    shift
    "$llmcost" "$@" <"$stdin"
}

to_stdout() { # FILE ARGUMENT...
    stdout=$1
    shift
    "$llmcost" "$@" >>"$stdout"
}

outputs() {
    mkdir -p "$scratch/outputs/sub" && cd "$scratch/outputs" || exit 1
    scenario flat >x.yaml
    cp x.yaml x.orig
    cp x.yaml y.yaml
    ln x.yaml hard.yaml
    ln -s x.yaml soft.yaml
    ln -s nowhere dangling
    echo old >out.txt
    ln -s out.txt link.txt
    ls -A >../names
    over="would overwrite what is read"
    for target in x.yaml ./x.yaml sub/../x.yaml "$PWD/x.yaml" hard.yaml soft.yaml; do
        usage "-o $target of x.yaml" "$over" "$llmcost" x.yaml -o "$target" -f table
        usage "-o $target of stdin" "$over" from_stdin x.yaml - -o "$target" -f table
        usage "-f table:$target of sweep" "$over" "$llmcost" sweep x.yaml workload.burst=1..2:3 -f "csv:$target"
        usage "-o $target of diff" "$over" "$llmcost" diff y.yaml x.yaml -o "$target" -f table
    done
    usage "-o onto a fragment" "$over" "$llmcost" y.yaml --with x.yaml -o hard.yaml -f table
    usage "-o onto a price list" "$over" "$llmcost" y.yaml --prices x.yaml -o soft.yaml -f table
    usage "-o onto a log" "$over" "$llmcost" import usage x.yaml -o soft.yaml
    one="are one file"
    usage "two names of a file" "$one" "$llmcost" y.yaml -f json:out.txt -f table:./out.txt
    usage "a file and a link to it" "$one" "$llmcost" y.yaml -f json:out.txt -f table:link.txt
    usage "two names of no file" "$one" "$llmcost" y.yaml -f json:new.txt -f table:sub/../new.txt
    usage "stdout's own file" "$one" to_stdout out.txt y.yaml -f json:out.txt -f table
    "$llmcost" y.yaml -f json:sub/new.txt -f table:new.txt >"$scratch/out" 2>&1
    judge $? "one base name in two directories: $(cat "$scratch/out")"
    rm -f new.txt sub/new.txt

    "$llmcost" init soft.yaml >"$scratch/out" 2>&1
    [ $? -eq 4 ] && grep -q "exists already" "$scratch/out" && cmp -s x.yaml x.orig
    judge $? "init over a link: $(cat "$scratch/out")"
    "$llmcost" init dangling >"$scratch/out" 2>&1
    [ $? -eq 4 ] && grep -q "exists already" "$scratch/out" && [ ! -e nowhere ]
    judge $? "init over a link to nothing: $(cat "$scratch/out")"
    "$llmcost" init fresh.yaml >"$scratch/out" 2>&1 && "$llmcost" init | cmp -s - fresh.yaml
    judge $? "init of a new file: $(cat "$scratch/out")"
    rm -f fresh.yaml
    in_place
    signals
    [ "$(ls -A)" = "$(cat ../names)" ]
    judge $? "outputs: something is left: $(ls -A)"
    cd "$here/../.." || exit 1
}

# A file that can be written in a directory that cannot, and one that is a mount of its own.
in_place() {
    mkdir closed && echo "older and longer than what is written" >closed/out.txt
    chmod 666 closed/out.txt && chmod 555 closed && chmod 755 "$scratch" "$scratch/outputs"
    as=
    [ "$(id -u)" -ne 0 ] || as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    # shellcheck disable=SC2086 # words
    if $as test -r y.yaml 2>"$scratch/err" && $as "$llmcost" -V >"$scratch/err" 2>&1; then
        # shellcheck disable=SC2086 # words
        $as "$llmcost" y.yaml -f csv:closed/out.txt >"$scratch/out" 2>&1
        status=$?
        [ $status -eq 0 ] && grep -q 'closed/out.txt is written in place.*\[W722\]' "$scratch/out" &&
            "$llmcost" y.yaml -f csv | cmp -s - closed/out.txt
        judge $? "a directory that takes no file: status $status: $(cat "$scratch/out")"
    else
        echo "hostile: a closed directory is SKIPPED, there is nobody here who may not write to it"
    fi
    chmod 755 closed && rm -r closed
    echo old >mounted
    # shellcheck disable=SC2016 # for the inner shell
    inner='mount --bind out.txt mounted || exit 77
        "$1" y.yaml -f csv:mounted && "$1" y.yaml -f csv | cmp - mounted && cmp mounted out.txt && echo old >out.txt'
    unshare -m sh -c "$inner" sh "$llmcost" >"$scratch/out" 2>&1 ||
        unshare -rm sh -c "$inner" sh "$llmcost" >"$scratch/out" 2>&1
    status=$?
    if [ $status -eq 77 ] || grep -q '^unshare\|not found' "$scratch/out"; then
        echo "hostile: a mount is SKIPPED, none can be made here"
    else
        [ $status -eq 0 ] && grep -q 'mounted is written in place.*\[W722\]' "$scratch/out"
        judge $? "a file that is a mount: status $status: $(cat "$scratch/out")"
    fi
    rm -f mounted
}

begins() { # PREFIX: a file of this directory begins so
    for file in "$1"*; do [ ! -e "$file" ] || return 0; done
    return 1
}

# The signal comes while a temporary file is there: a pipe that is read no further holds the program
# up until then, and what it is waited for is the file itself, not the time.
signals() {
    mkfifo hold
    echo "the old one" >signal.txt
    for signal in HUP INT QUIT TERM; do
        # What stands behind an ignored INT of a shell's background is what is asked for here.
        env --default-signal=HUP,INT,QUIT,TERM true 2>"$scratch/err" || {
            echo "hostile: signals are SKIPPED, this env cannot set them"
            break
        }
        env --default-signal=HUP,INT,QUIT,TERM "$llmcost" y.yaml -f json:signal.txt -f table:hold \
            >"$scratch/out" 2>&1 &
        child=$!
        # The reader opens last: until then open() of the pipe waits, with the file there already.
        until begins .llmcost-; do kill -0 $child 2>"$scratch/err" || break; done
        kill -s $signal $child
        wait $child
        status=$?
        ! begins .llmcost- && [ "$(cat signal.txt)" = "the old one" ] && [ $status -gt 128 ]
        judge $? "SIG$signal: status $status, $(ls -A | tr '\n' ' '): $(cat "$scratch/out")"
    done
    rm -f hold signal.txt
}

# ---- What a machine does not have ----

# A command of each kind, a line each, in a directory of its own with what they read.
commands() {
    mkdir "$scratch/kinds" && cd "$scratch/kinds" || exit 1
    { scenario flat && echo "hours_per_month: 720"; } >x.yaml
    cp "$here/../golden/files/chat.yaml" "$here/../fixtures/litellm/prices.json" .
    cp "$here/../fixtures/azure-2023/azure.csv" "$here/../fixtures/bench-made-up/vllm-serve.jsonl" .
    echo '{"jsonrpc": "2.0", "id": 1, "method": "ping"}' >ask
    ls -A >../names
    cat >../lines <<'LINES'
report chat.yaml
report chat.yaml -f json -v
report chat.yaml -f html
report chat.yaml -f csv --table break-even
report missing.yaml
check chat.yaml --set workload.nothing=1
diff x.yaml chat.yaml
sweep chat.yaml workload.burst=1..2:3
explain chat.yaml
portfolio x.yaml chat.yaml
portfolio x.yaml chat.yaml -f html
import usage azure.csv
import bench vllm-serve.jsonl --gpus 1
import prices prices.json --as-of 2026-10-20
catalog gpus
schema
--help
mcp
LINES
}

# Whatever of the three it is started without: what it does not need it does not miss, and what is opened
# instead never gets a word that was meant for a terminal.
# shellcheck disable=SC2086 # words
descriptors() {
    commands
    while read -r command; do
        for output in "" "-o out.txt"; do
            case $output$command in -o*html* | -o*--help | -o*missing* | -o*nothing* | -o*mcp) continue ;; esac
            "$llmcost" $command $output <ask >"$scratch/clean" 2>"$scratch/clean.err"
            clean=$?
            [ -z "$output" ] || mv out.txt "$scratch/clean.txt"
            for closed in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-'; do
                : >"$scratch/out" && : >"$scratch/err"
                [ -z "$output" ] || echo old >out.txt
                eval '"$llmcost" $command $output <ask >"$scratch/out" 2>"$scratch/err"' "$closed"
                status=$?
                expected=$clean
                # What is printed nowhere is a failure, if there was something to print.
                case $closed in *\>\&-*) case $closed$output in '2>&-'* | '<&- 2>&-'* | *-o*) ;; *) [ "$clean" -ge 2 ] || expected=4 ;; esac ;; esac
                case "$closed$command" in "<&-"*mcp) expected=3 ;; esac # nothing to read
                [ $status -eq "$expected" ]
                judge $? "llmcost $command $output $closed: status $status, not $expected: $(cat "$scratch/err")"
                if [ -n "$output" ]; then
                    cmp out.txt "$scratch/clean.txt" >"$scratch/log" 2>&1
                    judge $? "llmcost $command $output $closed: another file"
                    rm -f out.txt
                fi
                [ -n "$output" ] || [ $expected -gt "$clean" ] || cmp "$scratch/out" "$scratch/clean" >"$scratch/log" 2>&1
                judge $? "llmcost $command $closed: another stdout"
                [ "$(ls -A)" = "$(cat ../names)" ]
                judge $? "llmcost $command $output $closed: something is left: $(ls -A | tr '\n' ' ')"
            done
        done
    done <../lines
    cd "$here/../.." || exit 1
}

# A disk that is full and a directory that takes nothing: status 4, one line, and what was there stays.
# shellcheck disable=SC2086 # words
disks() {
    cd "$scratch/kinds" || exit 1
    mkdir small
    # shellcheck disable=SC2016 # for the inner shell
    inner='mount -t tmpfs -o size=4k,nr_inodes=8 none small && echo old >small/old || exit 77
        cp /dev/zero small/full 2>/dev/null
        "$0" "$@" -o small/old 2>&1; echo "status $?"; "$0" "$@" -o small/new 2>&1; echo "status $?"
        ls -A small | tr "\n" " "; cat small/old'
    while read -r command; do
        case $command in *html | *missing* | *nothing* | --help | mcp) continue ;; esac
        unshare -m sh -c "$inner" "$llmcost" $command >"$scratch/out" 2>&1 </dev/null ||
            unshare -rm sh -c "$inner" "$llmcost" $command >"$scratch/out" 2>&1 </dev/null
        status=$?
        if [ $status -eq 77 ] || grep -q '^unshare\|not found' "$scratch/out"; then
            echo "hostile: a full disk is SKIPPED, none can be made here"
            break
        fi
        [ "$(grep -c 'cannot write to small/\(old\|new\): No space left' "$scratch/out")" -eq 2 ] &&
            [ "$(grep -c '^status 4' "$scratch/out")" -eq 2 ] && grep -q '^full old old$' "$scratch/out"
        judge $? "llmcost $command on a full disk: $(cat "$scratch/out")"
    done <../lines
    rmdir small
    cd "$here/../.." || exit 1
}

# ---- Files and words that are none ----

once() { # STATUS WORDS COMMAND: the status, stdout empty, and one message that has the words
    expected=$1
    words=$2
    shift 2
    timeout 60 "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    [ $status -eq "$expected" ] && [ ! -s "$scratch/out" ] && [ "$(grep -c ': error:' "$scratch/err")" -eq 1 ] &&
        grep -qF -e "$words" "$scratch/err"
    judge $? "$*: status $status: $(head -c 600 "$scratch/err")"
}

nonsense() {
    mkdir "$scratch/nonsense" && cd "$scratch/nonsense" || exit 1
    { echo "name: Grüße" && scenario flat; } >x.yaml
    "$llmcost" x.yaml -o saved.json
    for code in UTF-16 UTF-16LE UTF-16BE UTF-32; do iconv -f UTF-8 -t $code x.yaml >$code; done
    { printf '\357\273\277' && cat x.yaml; } >bom.yaml
    tr '\n' '\r' <x.yaml >returns.yaml
    yes '[' | head -n 100000 | tr -d '\n' >deep
    mkdir folder && ln -s loop loop && ln -s nowhere dangling
    printf 'timestamp,input_tokens,output_tokens\n2024-01-01T00:00:00Z,-5,5\n' >negative.csv
    for good in bom.yaml returns.yaml; do
        "$llmcost" $good --brief >"$scratch/out" 2>&1
        judge $? "$good: $(cat "$scratch/out")"
    done
    for kind in "report" "check" "diff x.yaml" "portfolio x.yaml" "sweep" "x.yaml --with" "x.yaml --prices" \
        "import usage" "import bench" "import gpus" "import model" "import prices"; do
        for code in UTF-16 UTF-16LE UTF-16BE; do
            case $kind in sweep) set -- workload.burst=1..2 ;; *) set -- ;; esac
            # shellcheck disable=SC2086 # words
            once 3 "UTF-16" "$llmcost" $kind ./$code "$@"
        done
        # shellcheck disable=SC2086 # words
        once 3 "UTF-32" "$llmcost" $kind ./UTF-32 "$@"
        # shellcheck disable=SC2086 # words
        once 3 "Is a directory" "$llmcost" $kind ./folder "$@"
        # shellcheck disable=SC2086 # words
        once 3 "symbolic links" "$llmcost" $kind ./loop "$@"
        # shellcheck disable=SC2086 # words
        once 3 "No such file" "$llmcost" $kind ./dangling "$@"
    done
    for kind in report check "x.yaml --with" "import bench" "import model" "import prices"; do
        # shellcheck disable=SC2086 # words
        once 3 "64" "$llmcost" $kind ./deep
    done
    once 3 "no part of a scenario" "$llmcost" x.yaml --with saved.json
    once 3 "is not known here" "$llmcost" portfolio saved.json
    once 3 "malformed" "$llmcost" import usage negative.csv
    once 3 "is not a number" "$llmcost" x.yaml --set workload.requests_per_day=1e999
    once 2 "is no range" "$llmcost" sweep x.yaml workload.burst=nan..inf
    once 3 "points" "$llmcost" sweep x.yaml workload.burst=1..2:9999 workload.input_tokens=1..2:9999 workload.output_tokens=1..2:9999
    once 2 "once" "$llmcost" - --with -
    once 2 "--as-of" "$llmcost" x.yaml --as-of 2026-13-45
    once 2 "--width" "$llmcost" x.yaml --width 99999999999999999999
    once 2 "xlsx" "$llmcost" x.yaml -o x.xlsx
    once 4 "Is a directory" "$llmcost" x.yaml -f json:folder
    once 4 "symbolic links" "$llmcost" x.yaml -f json:loop
    # shellcheck disable=SC2046 # words
    once 2 "more than 200 times --set" "$llmcost" x.yaml $(yes -- --set=workload.burst=1 | head -n 500)
    cd "$here/../.." || exit 1
}

# ---- Memory ----

# Within 128 MiB of addresses; a sanitizer alone takes more.
# shellcheck disable=SC3045 # dash and bash know it
limited() { (ulimit -v 131072 && exec "$llmcost" "$@") >"$scratch/out" 2>&1; }

memory() {
    if ! limited -V; then
        echo "hostile: memory is SKIPPED, this build or this shell knows no limit"
        return
    fi
    { printf '{"kind": "llmcost.report", "format_version": "1.0", "x": [' &&
        yes 0, | head -n 2000000 | tr -d '\n' && echo '0]}'; } >"$scratch/values.json"
    limited "$scratch/values.json"
    [ $? -eq 3 ] && grep -q "more values than any report has" "$scratch/out"
    judge $? "two million values: $(tail -c 400 "$scratch/out")"
    # shellcheck disable=SC2046 # 2,000 words
    limited report -q $(yes scenarios/support-chat.yaml | head -n 2000)
    judge $? "2,000 files of which nothing is printed: $(tail -c 400 "$scratch/out")"
    # Every command within half a megabyte of stack.
    for command in "report scenarios/*.yaml -f json -f html:$scratch/out.html" \
        "diff scenarios/support-chat.yaml scenarios/growing-product.yaml" \
        "portfolio scenarios/support-chat.yaml scenarios/load-factor.yaml" \
        "explain scenarios/support-chat.yaml verdict" "schema"; do
        # shellcheck disable=SC2086,SC3045 # words and patterns
        (ulimit -s 512 && exec "$llmcost" $command) >"$scratch/out" 2>&1
        status=$?
        [ $status -lt 128 ]
        judge $? "$command with 512 KiB of stack: status $status"
    done
}

texts
loads
outputs
descriptors
disks
nonsense
memory

echo "hostile: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
