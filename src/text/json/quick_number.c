/* quick_number.c - the number text of json.h, digit by digit from a 64-bit integer
 * (quick_number.h). Knows how digits are laid out; refuses to know which ones are kept
 * (text/kept.c), and asks number_text() where that does not.
 */
#include "text/json/quick_number.h"
#include "text/kept.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static size_t slowly(enum number_style style, double value, char *buffer)
{
    number_text(style, value, buffer, MAX_NUMBER_TEXT);
    return strlen(buffer);
}

/* `digits` / 10^decimals, trailing zeros trimmed. */
static size_t put(uint64_t digits, int decimals, char *buffer)
{
    char text[24];
    char *at = text + sizeof text; /* from the last digit on */
    for (; decimals >= 3 && digits % 1000 == 0; decimals -= 3)
        digits /= 1000;
    for (; decimals > 0 && digits % 10 == 0; decimals--)
        digits /= 10;
    const bool whole = decimals == 0;
    for (; decimals > 0; decimals--, digits /= 10)
        *--at = (char)('0' + digits % 10);
    if (!whole)
        *--at = '.';
    for (bool more = true; more; more = digits > 0) {
        *--at = (char)('0' + digits % 10);
        digits /= 10;
    }
    const size_t length = (size_t)(text + sizeof text - at);
    memcpy(buffer, at, length);
    return length;
}

/* Of a value from 0 up; 0: only printf knows. */
static size_t put_magnitude(enum number_style style, double value, char *buffer)
{
    uint64_t steps;
    int decimals;
    const bool known = kept_steps(style, value, &steps, &decimals) && decimals >= 0;
    return known ? put(steps, decimals, buffer) : 0;
}

size_t quick_number(enum number_style style, double value, char *buffer)
{
    if (!isfinite(value)) {
        memcpy(buffer, "null", 5);
        return 4;
    }
    const bool minus = value < 0;
    const size_t length = put_magnitude(style, fabs(value), buffer + minus);
    if (length == 0)
        return slowly(style, value, buffer);
    if (!minus)
        return length;
    buffer[0] = length == 1 && buffer[1] == '0' ? '0' : '-'; /* nothing has no sign */
    return buffer[0] == '0' ? 1 : length + 1;
}

size_t quick_micros(int64_t micros, int times, char *buffer)
{
    if (micros >= 0 && micros < INT64_MAX / times)
        return put((uint64_t)micros * (uint64_t)times, 6, buffer);
    micros_text(micros, times, buffer, MAX_NUMBER_TEXT);
    return strlen(buffer);
}

size_t quick_whole(int64_t value, char *buffer)
{
    if (value >= 0)
        return put((uint64_t)value, 0, buffer);
    buffer[0] = '-';
    return 1 + put(0 - (uint64_t)value, 0, buffer + 1);
}
