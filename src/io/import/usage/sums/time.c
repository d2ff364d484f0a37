/* time.c - times and counts of logs (io/import/usage/sums/time.h). Knows ISO dates and bare
 * numbers; refuses to guess: a unix time is taken for what its size leaves no doubt about.
 */
#include "io/import/usage/sums/time.h"
#include "io/import/usage/sums/usage.h"
#include "text/date.h"

#include "llmcost.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    MAX_TIME = 48,
    MAX_FRACTION = 18,
    DATE_AT = 10,
    SECONDS_AT = 19 /* length of 2023-11-16 18:15:46 */
};
#define LAST_SECOND INT64_C(7258118400) /* 2200-01-01 */

/* The digits from text on as ticks of a unit that has so many; finer ones are cut. */
static int64_t fraction_ticks(const char *text, size_t length, int64_t unit)
{
    int64_t ticks = 0;
    for (size_t i = 0; i < length && unit >= 10; i++) {
        unit /= 10;
        ticks += (text[i] - '0') * unit;
    }
    return ticks;
}

static size_t digit_run(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length && text[i] >= '0' && text[i] <= '9')
        i++;
    return i;
}

/* A date: the fraction is read here, exactly, the rest by date_seconds(). */
static bool read_date(const char *text, size_t length, int64_t *ret_ticks)
{
    char whole[MAX_TIME];
    double seconds;
    int64_t fraction = 0;
    size_t rest = length;
    if (length >= MAX_TIME)
        return false;
    if (length > SECONDS_AT && text[SECONDS_AT] == '.') {
        const size_t digits = digit_run(text + SECONDS_AT + 1, length - SECONDS_AT - 1);
        if (digits == 0 || digits > MAX_FRACTION)
            return false;
        fraction = fraction_ticks(text + SECONDS_AT + 1, digits, USAGE_SECOND);
        rest = SECONDS_AT;
        memcpy(whole, text, rest);
        memcpy(whole + rest, text + SECONDS_AT + 1 + digits, length - SECONDS_AT - 1 - digits);
        rest += length - SECONDS_AT - 1 - digits;
    } else
        memcpy(whole, text, length);
    if (!date_seconds(whole, rest, &seconds) || seconds < 0 || seconds >= (double)LAST_SECOND)
        return false;
    *ret_ticks = (int64_t)seconds * USAGE_SECOND + fraction;
    return true;
}

/* The units of unix times by their size; ns are finer than a tick: -100. */
static const struct clock_unit {
    int64_t from, to, unit;
} unix_units[] = {
    {.from = 100000000, .to = LAST_SECOND, .unit = USAGE_SECOND},
    {.from = 100000000000, .to = LAST_SECOND * 1000, .unit = USAGE_SECOND / 1000},
    {.from = 100000000000000, .to = LAST_SECOND * 1000000, .unit = USAGE_SECOND / 1000000},
    {.from = 100000000000000000, .to = LAST_SECOND * 1000000000, .unit = -100},
};
static const struct clock_unit trace_units[] = {
    [USAGE_SECONDS] = {.from = 0, .to = LAST_SECOND, .unit = USAGE_SECOND},
    [USAGE_MILLISECONDS] = {.from = 0, .to = LAST_SECOND * 1000, .unit = USAGE_SECOND / 1000},
};

static const struct clock_unit *unit_of(int64_t whole, enum usage_clock clock)
{
    if (clock != USAGE_UNIX)
        return whole < trace_units[clock].to ? &trace_units[clock] : NULL;
    for (size_t i = 0; i < sizeof unix_units / sizeof *unix_units; i++)
        if (whole >= unix_units[i].from && whole < unix_units[i].to)
            return &unix_units[i];
    return NULL;
}

/* The digits a number begins with, up to 19. */
static bool read_digits(const char *text, size_t length, int64_t *ret_whole, size_t *ret_digits)
{
    *ret_digits = digit_run(text, length);
    *ret_whole = 0;
    for (size_t i = 0; i < *ret_digits; i++) {
        if (*ret_whole > (INT64_MAX - 9) / 10)
            return false;
        *ret_whole = *ret_whole * 10 + (text[i] - '0');
    }
    return *ret_digits > 0;
}

static bool read_number(const char *text, size_t length, enum usage_clock clock, int64_t *ret_ticks)
{
    size_t digits;
    int64_t whole, fraction = 0;
    if (!read_digits(text, length, &whole, &digits))
        return false;
    const struct clock_unit *unit = unit_of(whole, clock);
    if (unit == NULL)
        return false;
    if (digits < length) {
        const size_t places = digit_run(text + digits + 1, length - digits - 1);
        if (text[digits] != '.' || places == 0 || digits + 1 + places != length)
            return false;
        fraction = fraction_ticks(text + digits + 1, places, unit->unit);
    }
    *ret_ticks = (unit->unit < 0 ? whole / -unit->unit : whole * unit->unit) + fraction;
    return true;
}

bool usage_time_unit(const char *text, size_t length, enum usage_clock clock, int64_t *ret_unit,
                     uint64_t *ret_from, uint64_t *ret_to)
{
    size_t digits;
    int64_t whole;
    const struct clock_unit *unit =
        read_digits(text, length, &whole, &digits) ? unit_of(whole, clock) : NULL;
    if (unit == NULL || unit->unit < 0)
        return false;
    *ret_unit = unit->unit;
    *ret_from = (uint64_t)unit->from;
    *ret_to = (uint64_t)unit->to;
    return true;
}

bool usage_time_is_date(const char *text, size_t length)
{
    return length == DATE_AT && text[4] == '-';
}

bool usage_time_is_unclear(const char *text, size_t length)
{
    const size_t first = digit_run(text, length);
    if (first == 0 || first > 2 || first >= length || strchr("/.-", text[first]) == NULL)
        return false;
    const size_t second = digit_run(text + first + 1, length - first - 1);
    return second > 0 && second <= 2 && first + 1 + second < length &&
           text[first + 1 + second] == text[first];
}

bool usage_time(const char *text, size_t length, enum usage_clock clock, int64_t *ret_ticks)
{
    return (length > 4 && text[4] == '-') ? read_date(text, length, ret_ticks)
                                          : read_number(text, length, clock, ret_ticks);
}

bool usage_whole(const char *text, size_t length, uint64_t most, uint64_t *ret_value)
{
    const size_t digits = digit_run(text, length);
    uint64_t value = 0;
    size_t i = digits;
    if (digits == 0)
        return false;
    if (i < length && text[i] == '.')
        for (i++; i < length && text[i] == '0'; i++)
            ;
    if (i < length) { /* an exponent, digits behind the point that it moves: rare */
        double number;
        const char *why;
        while (i < length && strchr("0123456789.eE+", text[i]) != NULL && text[i] != '\0')
            i++;
        if (i < length || length >= MAX_TIME ||
            !llmcost_parse_number(text, length, &number, &why) || number > (double)most ||
            number != (double)(uint64_t)number)
            return false;
        *ret_value = (uint64_t)number;
        return true;
    }
    for (size_t k = 0; k < digits; k++) {
        if (value > (UINT64_MAX - 9) / 10)
            return false;
        value = value * 10 + (uint64_t)(text[k] - '0');
    }
    if (value > most || text[i - 1] == '.')
        return false;
    *ret_value = value;
    return true;
}

const char *usage_time_text(int64_t ticks, bool relative, char *buffer, size_t size)
{
    char date[MAX_DATE];
    const int64_t seconds = ticks / USAGE_SECOND;
    if (relative) {
        snprintf(buffer, size, "%" PRId64 ".%03d s", seconds,
                 (int)(ticks % USAGE_SECOND / (USAGE_SECOND / 1000)));
        return buffer;
    }
    date_text((int)(seconds / 86400), date);
    snprintf(buffer, size, "%s %02d:%02d:%02d", date, (int)(seconds / 3600 % 24),
             (int)(seconds / 60 % 60), (int)(seconds % 60));
    return buffer;
}
