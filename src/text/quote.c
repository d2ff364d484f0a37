/* quote.c - a word of the input as messages show it (quote.h). */
#include "text/quote.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *quote_word(const char *text, char *buffer, size_t size)
{
    static const char cut[] = "...";
    size_t length = strlen(text), room = size - 3; /* two backquotes and the NUL */
    bool whole = length <= room;
    if (!whole) {
        length = utf8_cut(text, room - strlen(cut));
    }
    snprintf(buffer, size, "`%.*s%s`", (int)length, text, whole ? "" : cut);
    for (char *c = buffer; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    return buffer;
}
