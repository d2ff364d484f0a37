/* date.c - calendar dates and times of day (date.h): the proleptic Gregorian calendar, UTC, no
 * clock, no locale.
 */
#include "text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAST_YEAR = 9999, DAY_SECONDS = 86400, MINUTE_SECONDS = 60, HOUR_SECONDS = 3600 };

/* Days from 1970-01-01; the years are counted from March so that a leap day comes last. */
static int days_of(int year, int month, int day)
{
    const int y = month > 2 ? year : year - 1;
    const int m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* So many digits as a number, -1 when they are none. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* The date in the first ten bytes. */
static bool read_date(const char *text, int *ret_days)
{
    const int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (text[4] != '-' || text[7] != '-' || year < 1970 || month < 1 || month > 12 || day < 1 ||
        day > month_days(year, month))
        return false;
    *ret_days = days_of(year, month, day);
    return true;
}

bool date_days(const char *text, int *ret_days)
{
    return strlen(text) == MAX_DATE - 1 && read_date(text, ret_days);
}

/* The day of the month, from 1. */
static int split(int days, int *ret_year, int *ret_month)
{
    int year = 1970 + days / 366;
    while (year < LAST_YEAR && days_of(year + 1, 1, 1) <= days)
        year++;
    int month = 12;
    while (month > 1 && days_of(year, month, 1) > days)
        month--;
    *ret_year = year;
    *ret_month = month;
    return days - days_of(year, month, 1) + 1;
}

bool date_of_seconds(const char *text, char ret_text[MAX_DATE])
{
    enum { MAX_DIGITS = 11 };
    const size_t length = strspn(text, "0123456789");
    if (length == 0 || length > MAX_DIGITS || text[length] != '\0')
        return false;
    date_text((int)(strtoll(text, NULL, 10) / DAY_SECONDS), ret_text);
    return true;
}

int date_later(int days, int months)
{
    int year, month;
    const int day = split(days, &year, &month);
    const int last = (month - 1 + months) % 12 + 1;
    const int in = year + (month - 1 + months) / 12;
    const int length = month_days(in, last);
    return days_of(in, last, day < length ? day : length);
}

void date_text(int days, char ret_text[MAX_DATE])
{
    int year, month;
    const int day = split(days, &year, &month);
    char text[40]; /* as much as three ints could take */
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    memcpy(ret_text, text, MAX_DATE - 1);
    ret_text[MAX_DATE - 1] = '\0';
}

/* +01:00, -0530, Z or nothing, as seconds that the clock is ahead of UTC. */
static bool read_zone(const char *text, size_t length, int *ret_ahead)
{
    *ret_ahead = 0;
    if (length == 0 || (length == 1 && (*text == 'Z' || *text == 'z')) ||
        (length == 4 && memcmp(text, " UTC", 4) == 0))
        return true;
    const bool colon = length == 6 && text[3] == ':';
    if ((*text != '+' && *text != '-') || !(colon || length == 5 || length == 3))
        return false;
    const int hours = digits(text + 1, 2);
    const int minutes = length == 3 ? 0 : digits(text + (colon ? 4 : 3), 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return false;
    const int ahead = hours * HOUR_SECONDS + minutes * MINUTE_SECONDS;
    *ret_ahead = *text == '-' ? -ahead : ahead;
    return true;
}

bool date_seconds(const char *text, size_t length, double *ret_seconds)
{
    enum { DATE = 10, TIME = 16, WHOLE = 19 };
    int days, ahead, second = 0;
    if (length < DATE || !read_date(text, &days))
        return false;
    if (length == DATE) {
        *ret_seconds = (double)days * DAY_SECONDS;
        return true;
    }
    if (length < TIME || (text[DATE] != 'T' && text[DATE] != 't' && text[DATE] != ' '))
        return false;
    const int hour = digits(text + 11, 2), minute = digits(text + 14, 2);
    size_t at = TIME;
    double fraction = 0;
    if (length >= WHOLE && text[TIME] == ':') {
        second = digits(text + 17, 2);
        at = WHOLE;
        if (at + 1 < length && text[at] == '.')
            for (double unit = 0.1; ++at < length && text[at] >= '0' && text[at] <= '9'; unit /= 10)
                fraction += unit * (text[at] - '0');
    }
    if (text[13] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
        second > 60 || !read_zone(text + at, length - at, &ahead))
        return false;
    *ret_seconds = (double)days * DAY_SECONDS + hour * HOUR_SECONDS + minute * MINUTE_SECONDS +
                   second - ahead + fraction;
    return true;
}
