/* time.h - times and counts as the texts of logs write them, to whole numbers. */
#ifndef LLMCOST_IO_IMPORT_USAGE_SUMS_TIME_H
#define LLMCOST_IO_IMPORT_USAGE_SUMS_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a bare number means as a time. */
enum usage_clock {
    USAGE_UNIX,    /* unix seconds, ms, us or ns, told apart by their size: 1973 to 2199 */
    USAGE_SECONDS, /* from the start of a trace */
    USAGE_MILLISECONDS,
};

/* A date with a time (date.h), or a number; exact to 100 ns, finer digits are cut. */
bool usage_time(const char *text, size_t length, enum usage_clock clock, int64_t *ret_ticks);

/* Whether it is a date without a time of day. */
bool usage_time_is_date(const char *text, size_t length);
/* Whether it is a date such as 10/05/2026, of which nobody knows the month. */
bool usage_time_is_unclear(const char *text, size_t length);

/* Of a time that is a bare number: its unit in ticks, and the whole numbers of which that is the
 * unit. False where a unit is finer than a tick. */
bool usage_time_unit(const char *text, size_t length, enum usage_clock clock, int64_t *ret_unit,
                     uint64_t *ret_from, uint64_t *ret_to);

/* A whole number up to most, also with a fraction of zeros (256000.0) or an exponent that leaves it
 * whole. */
bool usage_whole(const char *text, size_t length, uint64_t most, uint64_t *ret_value);

/* "2023-11-16 18:17:03 UTC"; a time of a trace as "35.25 h". Returns buffer. */
const char *usage_time_text(int64_t ticks, bool relative, char *buffer, size_t size);

#endif
