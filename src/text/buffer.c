/* buffer.c - display width, line breaks, ASCII stand-ins and a growing buffer (see text/buffer.h).
 * To spell another character out in ASCII: a row in stand_ins.
 */
#include "text/buffer.h"
#include "core/base/append.h"
#include "core/base/count.h"
#include "text/grow.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int text_width(const char *text)
{
    int width = 0;
    for (;;) {
        for (; *text >= ' ' && *text <= '~'; text++) /* most of it */
            width++;
        if (*text == '\0')
            return width;
        width += text_point_width(utf8_next(&text));
    }
}

size_t text_fit(const char *text, int columns)
{
    int width = 0;
    while (width < columns && text[width] >= ' ' && text[width] <= '~') /* most of it */
        width++;
    const char *end = text + width;
    while (*end != '\0') {
        const char *after = end;
        width += text_point_width(utf8_next(&after));
        if (width > columns && end != text)
            break;
        end = after;
    }
    return (size_t)(end - text);
}

/* A short parenthesis is not torn: the line ends before it. */
static size_t before_parenthesis(const char *text, size_t end)
{
    enum { SHORT = 24 };
    for (size_t open = end; open > 1 && end - open < SHORT; open--) {
        if (text[open - 1] == ')')
            break;
        if (text[open] == '(' && text[open - 1] == ' ' && text[open - 2] != ' ')
            return open - 1;
    }
    return end;
}

/* Two colons begin no line. */
static bool is_pair(const char *text)
{
    return text[0] == ':' && text[1] == ':';
}

size_t text_line(const char *text, int columns)
{
    size_t length = strcspn(text, "\n");
    size_t fit = text_fit(text, columns);
    if (length <= fit)
        return length;
    for (size_t end = fit; end > 0; end--)
        if (text[end] == ' ' && text[end - 1] != ' ')
            return before_parenthesis(text, end);
    for (size_t end = fit; end > 1; end--)
        if (strchr("-_/.:", text[end - 1]) != NULL && !is_pair(text + end))
            return end;
    return fit > 1 && is_pair(text + fit) ? utf8_cut(text, fit - 1) : fit;
}

const char *text_after_line(const char *text, size_t length)
{
    text += length;
    if (*text == '\n')
        return text + 1;
    while (*text == ' ')
        text++;
    return *text == '\n' ? text + 1 : text;
}

void text_wrap(FILE *out, const char *text, int at, int left, int width)
{
    for (; *text != '\0'; at = 0) {
        const size_t length = text_line(text, width - left);
        fprintf(out, "%*s%.*s\n", left - at, "", (int)length, text);
        text = text_after_line(text, length);
    }
}

struct stand_in {
    uint32_t point;
    const char *ascii;
};

static const struct stand_in stand_ins[] = {
    {.point = 0x00A0, .ascii = " "},    {.point = 0x00A3, .ascii = "GBP "},
    {.point = 0x00A5, .ascii = "JPY "}, {.point = 0x00AD, .ascii = ""},
    {.point = 0x00B1, .ascii = "+-"},   {.point = 0x00B5, .ascii = "u"},
    {.point = 0x00B7, .ascii = "."},    {.point = 0x00D7, .ascii = "x"},
    {.point = 0x2010, .ascii = "-"},    {.point = 0x2011, .ascii = "-"},
    {.point = 0x2012, .ascii = "-"},    {.point = 0x2013, .ascii = "-"},
    {.point = 0x2014, .ascii = "--"},   {.point = 0x2018, .ascii = "'"},
    {.point = 0x2019, .ascii = "'"},    {.point = 0x201C, .ascii = "\""},
    {.point = 0x201D, .ascii = "\""},   {.point = 0x2022, .ascii = "*"},
    {.point = 0x2026, .ascii = "..."},  {.point = 0x202F, .ascii = " "},
    {.point = 0x20AC, .ascii = "EUR "}, {.point = 0x2192, .ascii = "->"},
    {.point = 0x2212, .ascii = "-"},    {.point = 0x2248, .ascii = "~"},
    {.point = 0x2264, .ascii = "<="},   {.point = 0x2265, .ascii = ">="},
};

static const char *ascii_of(uint32_t point)
{
    for (size_t i = 0; i < COUNT(stand_ins); i++)
        if (stand_ins[i].point == point)
            return stand_ins[i].ascii;
    return text_point_is_unseen(point) ? "" : "?";
}

bool text_commands(char before, char last, char next)
{
    /* Blanks beyond ASCII are trimmed too: anything that is no ASCII may be one. */
    const bool starts = (unsigned char)before <= ' ' || (unsigned char)before >= 0x80;
    return (next == ':' && last == ':' && (starts || before == ':')) ||
           (next == '[' && last == '#' && before == '#');
}

/* The same of a character to come behind what is in a buffer. */
static bool commands(const char *buffer, size_t used, char next)
{
    return used > 0 && text_commands(used > 1 ? buffer[used - 2] : '\0', buffer[used - 1], next);
}

/* Printable, and the end of no command. */
static bool is_plain(char c)
{
    return c >= ' ' && c <= '~' && c != ':' && c != '[';
}

const char *text_clean(const char *text, bool ascii, char *buffer, size_t size)
{
    size_t used = 0;
    for (;;) {
        const size_t room = used + 2 < size ? size - 2 - used : 0;
        size_t plain = 0; /* most of it */
        while (plain < room && is_plain(text[plain]))
            plain++;
        memcpy(buffer + used, text, plain);
        used += plain;
        text += plain;
        if (*text == '\0')
            break;
        const char *start = text;
        uint32_t point = utf8_next(&text);
        const char *piece = start;
        size_t length = (size_t)(text - start);
        if (point == '\t' || point == '\n' || point == '\r')
            piece = " ";
        else if (utf8_is_unsafe(point) || point == UTF8_REPLACEMENT)
            piece = ascii ? "?" : "\xEF\xBF\xBD";
        else if (ascii && point >= 0x80)
            piece = ascii_of(point);
        if (piece != start)
            length = strlen(piece);
        const bool apart = commands(buffer, used, *piece);
        if (used + apart + length >= size)
            break;
        if (apart)
            buffer[used++] = ' ';
        memcpy(buffer + used, piece, length);
        used += length;
    }
    buffer[used] = '\0';
    return buffer;
}

const char *quote_word(const char *text, char *buffer, size_t size)
{
    static const char cut[] = "...";
    size_t length = strlen(text), room = size - 3; /* two backquotes and the NUL */
    bool whole = length <= room;
    if (!whole)
        length = utf8_cut(text, room - strlen(cut));
    buffer[0] = '`';
    memcpy(buffer + 1, text, length + 1);
    append_text(buffer, size, append_text(buffer, size, 1 + length, whole ? "" : cut), "`");
    for (char *c = buffer; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    return buffer;
}

char *text_room(struct text_buffer *buffer, size_t length)
{
    const size_t before = buffer->length;
    if (buffer->failed)
        return NULL;
    if (before + length >= buffer->room)
        buffer->failed = !grow(&buffer->data, 1, before + length + 1, &buffer->room);
    if (buffer->failed)
        return NULL;
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
    return buffer->data + before;
}

void text_add(struct text_buffer *buffer, const char *text, size_t length)
{
    char *to = text_room(buffer, length);
    if (to != NULL)
        memcpy(to, text, length);
}

void text_put(struct text_buffer *buffer, const char *text)
{
    text_add(buffer, text, strlen(text));
}

void text_item(struct text_buffer *buffer, const char *between, const char *item)
{
    if (buffer->length > 0)
        text_put(buffer, between);
    text_put(buffer, item);
}

void text_put_all(struct text_buffer *buffer, ...)
{
    va_list texts;
    va_start(texts, buffer);
    for (const char *text; (text = va_arg(texts, const char *)) != NULL;)
        text_put(buffer, text);
    va_end(texts);
}

void text_spaces(struct text_buffer *buffer, int count)
{
    char *to = count > 0 ? text_room(buffer, (size_t)count) : NULL;
    if (to != NULL)
        memset(to, ' ', (size_t)count);
}
