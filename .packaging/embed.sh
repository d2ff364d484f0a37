#!/bin/sh
# embed.sh NAME FILE - FILE as a C source: its bytes as the array NAME with a zero behind them, and
# their number as NAME_length. Bytes, because a text would be longer than C17 promises to take.
set -eu

cat <<CODE
#include <stddef.h>
extern const unsigned char $1[];
extern const size_t $1_length;
const unsigned char $1[] = {
CODE
LC_ALL=C od -A n -v -t x1 "$2" | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'
cat <<CODE
0};
const size_t $1_length = sizeof $1 - 1;
CODE
