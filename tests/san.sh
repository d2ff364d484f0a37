#!/bin/sh
# san.sh BUILD - make check once more, built with AddressSanitizer, UBSan and leak detection.
# san.sh --flags: how it is built.
set -eu
flags="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
if [ "$1" = --flags ]; then
    echo "$flags"
    exit
fi

cd "$(dirname "$0")/.."
export SANITIZED=1
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:exitcode=99
export UBSAN_OPTIONS=print_stacktrace=1:exitcode=99
exec "${MAKE:-make}" --no-print-directory check BUILD="$1" CC="${SAN_CC:-$(tests/install_deps san)}" \
    CFLAGS="$flags"
