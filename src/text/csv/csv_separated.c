/* csv_separated.c - comma-separated text for spreadsheets that expect another separator.
 * Knows quotes and what a plain number is; refuses to know what a cell means.
 */
#include "text/csv/csv_separated.h"

#include <string.h>

static size_t digits(const char *text, size_t length)
{
    size_t count = 0;
    while (count < length && text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

/* -12, -12.5; where its point is, 0: it has none or is no number. */
static size_t point_of(const char *text, size_t length)
{
    const size_t minus = length > 0 && text[0] == '-';
    const size_t whole = minus + digits(text + minus, length - minus);
    if (whole == minus || whole == length || text[whole] != '.')
        return 0;
    return whole + 1 + digits(text + whole + 1, length - whole - 1) == length ? whole : 0;
}

/* A cell that had no quotes. */
static void put_bare(struct text_buffer *out, const char *text, size_t length, char separator,
                     bool decimal_comma)
{
    const size_t point = decimal_comma ? point_of(text, length) : 0;
    const bool quote = memchr(text, separator, length) != NULL;
    text_put(out, quote ? "\"" : "");
    text_add(out, text, point > 0 ? point : length);
    if (point > 0) {
        text_put(out, ",");
        text_add(out, text + point + 1, length - point - 1);
    }
    text_put(out, quote ? "\"" : "");
}

void csv_separated(struct text_buffer *out, const char *text, size_t length, char separator,
                   bool decimal_comma)
{
    size_t start = 0;
    bool quoted = false;
    for (size_t at = 0; at < length; at++) {
        if (text[at] == '"')
            quoted = !quoted;
        if (quoted || strchr(",\r\n", text[at]) == NULL)
            continue;
        if (at > start && text[start] != '"')
            put_bare(out, text + start, at - start, separator, decimal_comma);
        else
            text_add(out, text + start, at - start);
        text_add(out, text[at] == ',' ? &separator : text + at, 1);
        start = at + 1;
    }
    text_add(out, text + start, length - start);
}
