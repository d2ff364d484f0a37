/* date.h - calendar dates as texts such as 2026-11-21; no clock is read. */
#ifndef LLMCOST_TEXT_DATE_H
#define LLMCOST_TEXT_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_DATE = 11 }; /* bytes of a date and its end */

/* Days from 1970-01-01 to a date of the years 1970 to 9999; false when the text is none. */
bool date_days(const char *text, int *ret_days);
/* The date so many days after 1970-01-01, in ret_text. */
void date_text(int days, char ret_text[MAX_DATE]);
/* That of so many seconds after 1970-01-01, at most 11 digits; false when the text is none. */
bool date_of_seconds(const char *text, char ret_text[MAX_DATE]);
/* The day so many months later; the last of that month where it is shorter. */
int date_later(int days, int months);
/* Seconds from 1970-01-01 00:00 UTC to a time such as 2023-11-16 18:15:46.6805900,
 * 2025-01-11T17:31:00Z or 2025-01-11T18:31:00+01:00; a time without a zone is UTC, a date alone is
 * its midnight. False when the text is none. */
bool date_seconds(const char *text, size_t length, double *ret_seconds);

#endif
