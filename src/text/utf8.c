/* utf8.c - characters of UTF-8 (utf8.h). Knows bits; refuses to know what a character means. */
#include "text/utf8.h"
#include "core/base/count.h"
#include "text/sniff.h"

#include <stdio.h>
#include <string.h>

size_t utf8_read(const char *text, size_t length, uint32_t *ret_point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char lead = length > 0 ? (unsigned char)text[0] : 0xFF;
    if (lead < 0x80) {
        *ret_point = lead;
        return 1;
    }
    const size_t size = (size_t)2 + (lead >= 0xE0) + (lead >= 0xF0);
    if (lead < 0xC2 || lead > 0xF4 || size > length)
        return 0;
    uint32_t point = lead & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if (!utf8_continues(text[i]))
            return 0;
        point = point << 6 | ((unsigned char)text[i] & 0x3Fu);
    }
    if (point < least[size] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        return 0;
    *ret_point = point;
    return size;
}

uint32_t utf8_next(const char **text)
{
    uint32_t point = UTF8_REPLACEMENT;
    const size_t size = utf8_read(*text, UTF8_MOST, &point);
    *text += size > 0 ? size : 1;
    return point;
}

size_t utf8_write(char out[UTF8_MOST], uint32_t point)
{
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    const size_t size = (size_t)1 + (point >= 0x80) + (point >= 0x800) + (point >= 0x10000);
    for (size_t i = size - 1; i > 0; i--, point >>= 6)
        out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)(first[size] | point);
    return size;
}

/* The one list of all readers and printers. */
static const struct {
    uint32_t first, last;
} unsafe[] = {
    {.first = 0x0000, .last = 0x001F},   /* C0 */
    {.first = 0x007F, .last = 0x009F},   /* DEL, C1 */
    {.first = 0x061C, .last = 0x061C},   /* Arabic letter mark */
    {.first = 0x180E, .last = 0x180E},   /* a separator without width */
    {.first = 0x200B, .last = 0x200F},   /* zero width, marks of direction */
    {.first = 0x2028, .last = 0x202E},   /* line breaks that no editor shows, overrides */
    {.first = 0x2060, .last = 0x206F},   /* word joiner, invisible operators, isolates */
    {.first = 0xFEFF, .last = 0xFEFF},   /* byte order mark */
    {.first = 0xFFF9, .last = 0xFFFB},   /* annotations */
    {.first = 0xFFFE, .last = 0xFFFF},   /* no characters */
    {.first = 0xE0000, .last = 0xE007F}, /* tags */
};

bool utf8_is_unsafe(uint32_t point)
{
    for (size_t i = 0; i < COUNT(unsafe) && unsafe[i].first <= point; i++)
        if (point <= unsafe[i].last)
            return true;
    return false;
}

const char *utf8_escape(uint32_t point, char buffer[UTF8_ESCAPE])
{
    if (point < 0x10000)
        snprintf(buffer, UTF8_ESCAPE, "\\u%04x", (unsigned)point);
    else
        snprintf(buffer, UTF8_ESCAPE, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (point >> 10)),
                 (unsigned)(0xDC00 + (point & 0x3FF)));
    return buffer;
}

uint32_t utf8_count(const char *text, size_t length)
{
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += !utf8_continues(text[i]);
    return count;
}

size_t utf8_cut(const char *text, size_t length)
{
    while (length > 0 && utf8_continues(text[length]))
        length--;
    return length;
}

void utf8_place(const char *text, size_t offset, uint32_t *ret_line, uint32_t *ret_column)
{
    *ret_line = *ret_column = 1;
    for (size_t i = text_mark(text, offset); i < offset; i++) {
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == offset || text[i + 1] != '\n'))) {
            ++*ret_line;
            *ret_column = 1;
        } else if (!utf8_continues(text[i]))
            ++*ret_column;
    }
}

int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;
    const int value = at != NULL ? (int)(at - digits) : -1;
    return value < 16 ? value : value - 6;
}
