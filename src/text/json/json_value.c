/* json_value.c - what an event of json_scan.c holds: a text without its escapes, a number.
 * Refuses to know which event comes next.
 */
#include "text/json/json_grammar.h"
#include "text/json/json_scan.h"
#include "text/utf8.h"

#include "llmcost.h"

#include <string.h>

bool json_scan_is(const struct json_scan *scan, const char *word)
{
    return strlen(word) == scan->length && memcmp(scan->text, word, scan->length) == 0;
}

/* The character that an escape of a checked text stands for; how many bytes the escape has, 0 when
 * it stands for none: NUL, or half a surrogate pair. */
static size_t read_escape(const char *at, const char *end, uint32_t *ret_point)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    uint32_t unit;
    uint32_t low;
    if (at[1] != 'u') {
        *ret_point = (uint32_t)values[strchr(names, at[1]) - names];
        return 2;
    }
    if (!json_unit(at + 2, end, &unit) || unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
        return 0;
    *ret_point = unit;
    if (unit < 0xD800 || unit > 0xDFFF)
        return 6;
    if (end - at < 12 || at[6] != '\\' || at[7] != 'u' || !json_unit(at + 8, end, &low) ||
        low < 0xDC00 || low > 0xDFFF)
        return 0;
    *ret_point = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    return 12;
}

const char *json_scan_copy(const struct json_scan *scan, char *buffer, size_t size)
{
    const char *at = scan->text;
    const char *const end = at + scan->length;
    size_t used = 0;
    while (at < end) {
        const char *escape = scan->has_escapes ? memchr(at, '\\', (size_t)(end - at)) : NULL;
        const size_t plain = (size_t)((escape != NULL ? escape : end) - at);
        if (used + plain >= size)
            return at;
        memcpy(buffer + used, at, plain);
        used += plain;
        at += plain;
        if (escape == NULL)
            break;
        char character[UTF8_MOST];
        uint32_t point;
        const size_t taken = read_escape(at, end, &point);
        const size_t bytes = taken > 0 ? utf8_write(character, point) : size;
        if (used + bytes >= size)
            return at;
        memcpy(buffer + used, character, bytes);
        used += bytes;
        at += taken;
    }
    if (used >= size)
        return at;
    buffer[used] = '\0';
    return NULL;
}

bool json_scan_text(const struct json_scan *scan, char *buffer, size_t size)
{
    return json_scan_copy(scan, buffer, size) == NULL;
}

/* Up to 15 digits and 10^22 are exact doubles, and one operation on them rounds correctly. */
static bool quick_value(const char *at, const char *end, double *ret_value)
{
    static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    uint64_t digits = 0;
    int tens = 0;
    int exponent = 0;
    const bool negative = *at == '-';
    if (end - at > 40)
        return false;
    at += negative;
    const char *const start = at;
    for (; at < end && is_digit(*at); at++)
        digits = digits * 10 + (uint64_t)(*at - '0');
    if (at < end && *at == '.')
        for (at++; at < end && is_digit(*at); at++, tens--)
            digits = digits * 10 + (uint64_t)(*at - '0');
    if (at - start > 19 || end - at > 5)
        return false; /* 19 digits fit into 64 bits */
    if (at < end) {
        const bool down = at[1] == '-';
        for (at += down || at[1] == '+' ? 2 : 1; at < end; at++)
            exponent = exponent * 10 + (*at - '0');
        tens += down ? -exponent : exponent;
    }
    if (digits >= (uint64_t)1 << 53 || tens > 22 || tens < -22)
        return false;
    const double value = (double)digits;
    const double scaled = tens < 0 ? value / power[-tens] : value * power[tens];
    *ret_value = negative && scaled > 0 ? -scaled : scaled;
    return true;
}

bool json_scan_number(const struct json_scan *scan, double *ret_value)
{
    const char *end = scan->text + scan->length;
    const char *why;
    if (scan->length == 0 || json_past_number(scan->text, end) != end)
        return false;
    return quick_value(scan->text, end, ret_value) ||
           llmcost_parse_number(scan->text, scan->length, ret_value, &why);
}
