/* html.c - escaping (html.h). Knows what could end a text, an attribute or a script; refuses to
 * know what is said.
 */
#include "print/page/html.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void html_put(struct page *page, const char *markup)
{
    text_put(&page->out, markup);
}

void html_print(struct page *page, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    text_put(&page->out, text);
}

static void put_escaped(struct text_buffer *out, const char *text)
{
    for (;;) {
        const size_t plain = strcspn(text, "&<>\"':[%");
        text_add(out, text, plain);
        text += plain;
        switch (*text++) {
        case '%': /* no line ends before it */
            if (plain > 0 && text[-2] == ' ' && !out->failed) {
                out->length--;
                text_put(out, "\xC2\xA0");
            }
            text_put(out, "%");
            break;
        case '&':
            text_put(out, "&amp;");
            break;
        case '<':
            text_put(out, "&lt;");
            break;
        case '>':
            text_put(out, "&gt;");
            break;
        case '"':
            text_put(out, "&quot;");
            break;
        case '\'':
            text_put(out, "&#39;");
            break;
        case ':': /* a line that begins with two of them is a command in a log */
            text_put(out, *text == ':' ? "&#58;" : ":");
            break;
        case '[': /* and so is one that has it behind two # */
            text_put(out, "&#91;");
            break;
        default:
            return;
        }
    }
}

/* Nothing in it that page_clean() would replace. */
static bool is_plain(const char *text)
{
    while (*text >= ' ' && *text <= '~')
        text++;
    return *text == '\0';
}

void html_text(struct page *page, const char *text)
{
    if (is_plain(text)) {
        put_escaped(&page->out, text);
        return;
    }
    char *clean = page_clean(page, text);
    if (clean != NULL)
        put_escaped(&page->out, clean);
    free(clean);
}

void html_element(struct page *page, const char *tag, const char *name, const char *text)
{
    html_print(page, name[0] != '\0' ? "<%s class=\"%s\">" : "<%s>", tag, name);
    html_text(page, text);
    html_print(page, "</%s>", tag);
}

void html_script(struct page *page, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '<', length - at);
        const size_t plain = end != NULL ? (size_t)(end - text) - at : length - at;
        text_add(&page->out, text + at, plain);
        at += plain;
        if (end != NULL) {
            text_put(&page->out, "\\u003c");
            at++;
        }
    }
}

/* All that is printed but <, which might end a script, and [, as ##[ is a command to some logs. The
 * space is the last of them, which a text hardly ends with. */
static char digit_of(unsigned digit)
{
    const char mark = (char)('!' + digit);
    const char known = (char)(mark + (mark >= '<'));
    return digit == 92 ? ' ' : (char)(known + (known >= '['));
}

void html_base93(struct page *page, const unsigned char *bytes, size_t length)
{
    enum { BITS = 13, BASE = 93, SPARE = BASE * BASE - (1 << BITS) };
    char text[1024];
    size_t used = 0;
    unsigned held = 0, bits = 0;
    for (size_t at = 0; at < length || bits > 0;) {
        for (; bits <= BITS && at < length; bits += 8)
            held |= (unsigned)bytes[at++] << bits;
        const unsigned low = held & ((1U << BITS) - 1), taken = low < SPARE ? BITS + 1 : BITS;
        const unsigned pair = held & ((1U << taken) - 1);
        text[used++] = digit_of(pair % BASE);
        text[used++] = digit_of(pair / BASE);
        held >>= taken;
        bits = bits > taken ? bits - taken : 0;
        if (used == sizeof text) {
            text_add(&page->out, text, used);
            used = 0;
        }
    }
    text_add(&page->out, text, used);
}
