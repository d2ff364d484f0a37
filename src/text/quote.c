/* quote.c - a word of the input as messages show it (quote.h). */
#include "text/quote.h"
#include "core/base/append.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

const char *quote_word(const char *text, char *buffer, size_t size)
{
    static const char cut[] = "...";
    size_t length = strlen(text), room = size - 3; /* two backquotes and the NUL */
    bool whole = length <= room;
    if (!whole) {
        length = utf8_cut(text, room - strlen(cut));
    }
    buffer[0] = '`';
    memcpy(buffer + 1, text, length + 1);
    append_text(buffer, size, append_text(buffer, size, 1 + length, whole ? "" : cut), "`");
    for (char *c = buffer; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    return buffer;
}
