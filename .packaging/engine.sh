#!/bin/sh
# engine.sh make|check|rebuild - the engine in a page: the core and the renderer as WebAssembly.
# make: compile src/print/page/engine.wasm.gz and say in engine.txt what it is made of; both are in
# the tree, so that a build needs no clang and every build writes the same pages. check: whether any
# of its sources has changed since (sha256sum alone). rebuild: compile it again elsewhere, and compare.
# To add a source: nothing, if it is below one of `rooms`; a file of its own in `files`.
set -eu

cd "$(dirname "$0")/.."
blob=src/print/page/engine.wasm.gz
list=src/print/page/engine.txt
most_raw=237000
most_packed=111000
rooms="src/core src/io/words src/io/number src/print/page"
files="src/io/report/diff_side.c src/io/report/drawing.c src/io/report/gates.c src/io/report/outcome.c
src/io/report/outcome_rows.c src/io/report/report.c src/io/report/rows.c src/io/report/sample.c
src/io/report/strip.c src/io/scenario/gate_words.c src/print/table src/text/arena.c
src/text/base_name.c src/text/buffer.c src/text/date.c src/text/figures.c src/text/grow.c src/text/kept.c
src/text/utf8.c src/text/width.c"
# What of those rooms is of the program alone.
without="page/page.c page/format.c page/sweep.c page/portfolio.c"
target="--target=wasm32-wasi -mbulk-memory -msign-ext -mnontrapping-fptoint"
# No sum is kept for a branch that could be taken again, and nothing is inlined that does not make the
# caller smaller: that takes 3.5 KB less, and a whole report up to 1.4 times as long.
flags="-std=c17 -Oz -mllvm -inline-threshold=-30 -mllvm -enable-pre=0 -ffp-contract=off -fno-math-errno"
flags="$flags -fvisibility=hidden -D_POSIX_C_SOURCE=200809L"
features="--enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int"

sources() {
    # shellcheck disable=SC2086 # lists of words
    find $rooms $files -name '*.c' | grep -vF "$(echo $without | tr ' ' '\n')" | LC_ALL=C sort -u
}

# Every file that goes in: what the compiler says that it read of ours.
digests() { # OBJECTS
    { cat "$1"/*.d | tr ' \\' '\n\n' | grep -E '^(src|include)/'; echo .packaging/engine.sh; } |
        LC_ALL=C sort -u | xargs sha256sum
}

versions() {
    clang --version | head -n 1
    wasm-ld --version
    wasm-opt --version
}

# A double takes nine bytes and an address four: what recurs stands in a global, which takes two; a
# whole number besides is an integer that is made one. How a memory access is aligned is a hint alone,
# and takes less where it is always the same.
small_numbers() { # ENGINE.WAT
    awk 'FNR == 1 { inside = 0 }
        /^ \(func / { inside = 1 }
        inside { sub(/ align=[0-9]+/, "") }
        inside && match($0, /\((f64|i32)\.const [^)]*\)/) {
            kind = substr($0, RSTART + 1, 3)
            value = substr($0, RSTART + 11, RLENGTH - 12)
            if (kind == "f64" && value ~ /^1e[36]$/) value = value + 0
            whole = value ~ /^(0|-?[1-9][0-9]*)$/ && length(value) < 10
            key = kind ".const " value
            often = kind == "f64" ? (whole ? 13 : 3) : (value * value > 8192 * 8192 ? 13 : 1e9)
            if (NR == FNR && ++seen[key] == often) { kept[++most] = key; global[key] = "$kept" most }
            if (key in global) key = "global.get " global[key]
            else if (kind == "f64" && whole) key = "f64.convert_i32_s (i32.const " value ")"
            $0 = substr($0, 1, RSTART) key substr($0, RSTART + RLENGTH - 1)
        }
        NR > FNR { print }
        NR > FNR && /^ \(global / {
            for (i = 1; i <= most; i++)
                print " (global " global[kept[i]], substr(kept[i], 1, 3) " (" kept[i] "))"
        }' "$1" "$1"
}

compile() { # DIRECTORY
    mkdir -p "$1"
    sources | while read -r file; do
        # What stands in for a library must not be changed into calls of it.
        case $file in */runtime/*) lto= ;; *) lto=-flto ;; esac
        # shellcheck disable=SC2086 # flags are words
        clang $target $flags $lto -Iinclude -iquote src/print/page/runtime -iquote src -MMD -MF "$1/$(echo "$file" | tr / _).d" \
            -c "$file" -o "$1/$(echo "$file" | tr / _).o" || exit 1
    done
    libc=$(clang $target -print-file-name=libc.a)
    [ -r "$libc" ] || libc=/usr/lib/wasm32-wasi/libc.a
    # Of all files, only what is smaller inlined than called is inlined, and no sum is kept for a
    # loop either. Nothing lies below what the linker puts first, so an address may be one with
    # an offset.
    wasm-ld --no-entry --strip-all -O2 --lto-O2 -mllvm -inline-threshold=-30 -mllvm -disable-lsr \
        -mllvm -enable-pre=0 --global-base=1024 -z stack-size=1048576 "$1"/*.o "$libc" -o "$1/linked.wasm"
    # shellcheck disable=SC2086 # flags are words
    wasm-opt -Oz --flatten --rereloop -Oz --flatten --rereloop -Oz -Oz --low-memory-unused $features \
        "$1/linked.wasm" -S -o "$1/engine.wat"
    small_numbers "$1/engine.wat" >"$1/numbers.wat"
    # shellcheck disable=SC2086 # flags are words
    wasm-opt --shrink-level=2 --generate-stack-ir --optimize-stack-ir $features "$1/numbers.wat" -o "$1/engine.wasm"
    ! grep -q wasi_snapshot "$1/engine.wasm" || { echo "engine: it asks a system for something"; exit 1; }
    zopfli -c "$1/engine.wasm" >"$1/engine.wasm.gz"
    raw=$(($(wc -c <"$1/engine.wasm")))
    packed=$(($(wc -c <"$1/engine.wasm.gz")))
    echo "engine: $raw bytes, $packed packed"
    [ "$raw" -le $most_raw ] && [ "$packed" -le $most_packed ] ||
        { echo "engine: at most $most_raw and $most_packed are allowed"; exit 1; }
}

case ${1:-} in
make)
    tests/install_deps engine
    build=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-engine.XXXXXX")
    trap 'rm -rf "$build"' EXIT
    compile "$build"
    cp "$build/engine.wasm.gz" $blob
    {
        echo "# written by \`make engine\`: what $blob is made of"
        versions | sed 's/^/# /'
        echo "# $target $flags"
        sha256sum $blob
        digests "$build"
    } >$list
    ;;
check)
    if ! sha256sum -c --quiet $list >/dev/null 2>&1; then
        sha256sum -c $list 2>/dev/null | grep -v ': OK$' | sed 's/^/    /'
        echo "the engine in a page is older than its sources: run make engine"
        echo "engine: 0 passed, 1 failed"
        exit 1
    fi
    echo "engine: 1 passed, 0 failed"
    ;;
rebuild)
    tests/install_deps engine
    build=$(mktemp -d "${TMPDIR:-/tmp}/llmcost-engine.XXXXXX")
    trap 'rm -rf "$build"' EXIT
    if [ "$(versions | sed 's/^/# /')" != "$(sed -n 2,4p $list)" ]; then
        echo "engine: SKIPPED, another compiler than that of $list"
        echo "engine: 0 passed, 0 failed"
        exit 0
    fi
    compile "$build/a/longer/path"
    cmp "$build/a/longer/path/engine.wasm.gz" $blob || { echo "engine: 0 passed, 1 failed"; exit 1; }
    echo "engine: 1 passed, 0 failed"
    ;;
*) echo "engine.sh make|check|rebuild" >&2; exit 2 ;;
esac
