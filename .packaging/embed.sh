#!/bin/sh
# embed.sh [--text] FILE - FILE as a C source: its bytes as an array of the file's name (apis.yaml: apis_yaml)
# with a zero behind them, and their number as NAME_length. Bytes, because a text would be longer than
# C17 promises to take. What each page holds goes without indentation and lines of comment, a style
# without what its reader skips, a script without blanks around what joins or parts two things and
# without the ends of lines behind such (no text in it may have these); --text: that alone.
set -eu

text() {
    case $1 in
    *.js) sed 's/^ *//;/^$/d;/^\/\*.*\*\/$/d;/^\/\*/,/\*\/$/d
               s/ \([=!+*/&|<>?:-]*[=!*&|<>?:]\|[+/-]\) /\1/g;s/) {/){/g;s/\([,;]\) /\1/g;s/\(if\|for\|catch\) \([({]\)/\1\2/g' "$1" |
        sed ':all;N;$!b all;s/\([;{,(]\)\n/\1/g' ;;
    *.css) sed 's/^ *//;s/ *\([{}>~+]\) */\1/g' "$1" | tr -d '\n' && echo ;;
    *) cat "$1" ;;
    esac
}

[ "$1" != --text ] || { text "$2"; exit; }

name=$(basename "$1" | tr -c 'A-Za-z0-9\n' _)
cat <<CODE
#include <stddef.h>
extern const unsigned char ${name}[];
extern const size_t ${name}_length;
const unsigned char ${name}[] = {
CODE
text "$1" | LC_ALL=C od -A n -v -t x1 | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'
cat <<CODE
0};
const size_t ${name}_length = sizeof ${name} - 1;
CODE
