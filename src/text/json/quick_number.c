/* quick_number.c - the number text of json.h, digit by digit from a 64-bit integer
 * (quick_number.h). Knows when an integer cannot tell how printf would round, and asks
 * number_text() then.
 */
#include "text/json/quick_number.h"
#include "core/base/count.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Powers of ten that a double holds exactly. */
static const double power[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                               1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
enum { POWERS = COUNT(power) };

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

/* Decimals of so many significant digits, none of what is printed whole; -1 when the value is out
 * of reach. */
static int decimals_for(double value, int significant)
{
    int before = 0; /* digits before the point */
    if (!(value >= 1e-5 && value < 1e15))
        return -1;
    if (value >= 1e9)
        return 0;
    while (before < POWERS && value >= power[before])
        before++;
    if (before > 0)
        return significant - before;
    int zeros = 0; /* behind the point */
    while (value * power[zeros + 1] < 1)
        zeros++;
    return significant + zeros;
}

/* Of a value from 0 up; 0: only printf knows. */
static size_t put_magnitude(enum number_style style, double value, char *buffer)
{
    int decimals = 6;
    if (value == 0)
        return put(0, 0, buffer);
    if (style == NUMBER_FIGURE || (style == NUMBER_PRICE && value < 1))
        decimals = decimals_for(value, style == NUMBER_FIGURE ? 9 : 6);
    if (decimals < 0 || decimals >= POWERS)
        return 0;
    const double scaled = value * power[decimals];
    if (!(scaled < 4e15))
        return 0;
    const uint64_t floor = (uint64_t)scaled;
    const double rest = scaled - (double)floor;
    /* The product is off by half a unit in its last place: near a half that decides. */
    if (rest > 0.49 && rest < 0.51)
        return 0;
    /* A value that rounds up to one more digit is laid out the same: zeros are trimmed. */
    return put(floor + (rest > 0.5), decimals, buffer);
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
