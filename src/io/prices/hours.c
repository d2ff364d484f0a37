/* hours.c - prices that hold in some hours of the week: which hours, and what they make of the
 * prices that hold in all others. Knows how a file writes a time of day; refuses to know a format's
 * keys. What cannot be one factor on all prices, or is of other days than working days or weekends,
 * is not told by the hour: then the dearest count.
 */
#include "io/prices/parts.h"

#include <string.h>

enum { MINUTES = 1440, HOUR = 60, KEY_BYTES = 64 };

/* "09:30", "09:30:00Z": minutes of the day; -1 when it is none. */
static int minutes_of(const char *text)
{
    static const char form[] = "dd:dd";
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == 'd' ? !(text[i] >= '0' && text[i] <= '9') : text[i] != form[i])
            return -1;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    return hour <= 24 && minute < HOUR ? hour * HOUR + minute : -1;
}

/* Mark a time of the day, which may pass midnight; from = to is the whole day. */
static bool mark(struct price_draft *draft, bool week, bool weekend, const char *from,
                 const char *to)
{
    const int start = minutes_of(from);
    const int end = minutes_of(to);
    if (start < 0 || end < 0)
        return false;
    const int length = end > start ? end - start : end + MINUTES - start;
    for (int i = 0; i < length; i++) {
        const int minute = (start + i) % MINUTES;
        draft->window[0][minute] = draft->window[0][minute] || week;
        draft->window[1][minute] = draft->window[1][minute] || weekend;
    }
    return true;
}

bool price_window(struct price_draft *draft, const struct json_scan *object, const char *from,
                  const char *to)
{
    char start[KEY_BYTES];
    char end[KEY_BYTES];
    return price_text_member(object, from, start, sizeof start) &&
           price_text_member(object, to, end, sizeof end) && mark(draft, true, true, start, end);
}

/* "00:00-01:00" */
static bool mark_span(struct price_draft *draft, const struct json_scan *scan, bool week,
                      bool weekend)
{
    char text[KEY_BYTES];
    char *dash;
    if (!json_scan_text(scan, text, sizeof text) || (dash = strchr(text, '-')) == NULL)
        return false;
    *dash = '\0';
    return mark(draft, week, weekend, text, dash + 1);
}

/* One span, or a list of them. */
static bool mark_spans(struct price_draft *draft, const struct json_scan *object, bool week,
                       bool weekend)
{
    struct json_scan scan;
    enum json_event event = price_member(object, "hours_utc", &scan);
    if (event == JSON_STRING)
        return mark_span(draft, &scan, week, weekend);
    if (event != JSON_ARRAY)
        return false;
    while ((event = json_scan_next(&scan)) == JSON_STRING)
        if (!mark_span(draft, &scan, week, weekend))
            return false;
    return event == JSON_ARRAY_END;
}

/* Monday to Friday, Saturday and Sunday, or both; false for any other days. */
static bool days_of(const struct json_scan *object, bool *ret_week, bool *ret_weekend)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    enum { DAYS = sizeof names / sizeof *names, WEEK = 5 };
    struct json_scan scan;
    char text[KEY_BYTES];
    int found[2] = {0, 0};
    enum json_event event = price_member(object, "weekdays", &scan);
    *ret_week = *ret_weekend = true;
    if (event == JSON_END || event == JSON_NULL)
        return true;
    while (event == JSON_ARRAY && (event = json_scan_next(&scan)) == JSON_STRING) {
        size_t day = 0;
        if (!json_scan_text(&scan, text, sizeof text))
            return false;
        while (day < DAYS && strncmp(text, names[day], 3) != 0)
            day++;
        if (day == DAYS)
            return false;
        found[day >= WEEK]++;
        event = JSON_ARRAY;
    }
    *ret_week = found[0] == WEEK;
    *ret_weekend = found[1] == DAYS - WEEK;
    return event == JSON_ARRAY_END && (found[0] == 0 || *ret_week) &&
           (found[1] == 0 || *ret_weekend) && found[0] + found[1] > 0;
}

bool price_windows(struct price_draft *draft, const struct json_scan *object)
{
    struct json_scan scan;
    bool week;
    bool weekend;
    bool any = false;
    enum json_event event = price_member(object, "windows", &scan);
    while (event == JSON_ARRAY && (event = json_scan_next(&scan)) == JSON_OBJECT) {
        if (!days_of(&scan, &week, &weekend) || !mark_spans(draft, &scan, week, weekend) ||
            !json_scan_skip(&scan, event))
            return false;
        any = true;
        event = JSON_ARRAY;
    }
    if (event != JSON_ARRAY_END && event != JSON_END && event != JSON_NULL)
        return false;
    event = price_member(object, "hours_utc", &scan);
    if (event == JSON_END || event == JSON_NULL)
        return any;
    return mark_spans(draft, object, true, true);
}

/* What all prices of some hours are of those before; 0 when it is not one factor. */
static double factor_of(const struct price_draft *before, const struct price_draft *hours)
{
    double factor = 0;
    for (int kind = 0; kind < TIER_PRICES; kind++) {
        const double was = before->value[kind];
        const double is = hours->value[kind];
        if (!before->has[kind] && !hours->has[kind])
            continue;
        if (!before->has[kind] || !hours->has[kind] || !(was > 0) || !(is > 0))
            return 0;
        const double ratio = is / was;
        if (factor > 0 && (ratio > factor * (1 + 1e-9) || ratio < factor * (1 - 1e-9)))
            return 0;
        factor = factor > 0 ? factor : price_rounded(ratio);
    }
    return factor;
}

/* Each price where it is dearer. */
static void take_dearest(struct price_draft *draft, const struct price_draft *before)
{
    for (int kind = 0; kind < PRICE_KINDS; kind++) {
        if (before->has[kind] && !(draft->has[kind] && draft->value[kind] > before->value[kind]))
            draft->value[kind] = before->value[kind];
        draft->has[kind] = draft->has[kind] || before->has[kind];
    }
}

void price_read_hours(struct price_draft *draft, struct json_scan scan, bool marked,
                      void (*read)(struct price_draft *draft, struct json_scan scan))
{
    const struct price_draft before = *draft;
    memset(draft->has, 0, sizeof draft->has);
    if (read != NULL)
        read(draft, scan);
    else
        price_read_keys(draft, scan, 0);
    const double factor = marked ? factor_of(&before, draft) : 0;
    if (factor > 0) {
        memcpy(draft->has, before.has, sizeof draft->has);
        memcpy(draft->value, before.value, sizeof draft->value);
    } else {
        take_dearest(draft, &before);
        price_note_hours(draft);
    }
    for (int day = 0; day < 2; day++)
        for (int minute = 0; minute < MINUTES; minute++)
            if (draft->window[day][minute])
                draft->factor[day][minute] = factor;
    memset(draft->window, 0, sizeof draft->window);
}

/* The stretches of a day that have a factor of their own. */
static void put_day(struct price_draft *draft, int day, const char *days)
{
    struct api_entry *entry = draft->entry;
    const double *factor = draft->factor[day];
    for (int minute = 0; minute < MINUTES;) {
        int end = minute + 1;
        while (end < MINUTES && factor[end] == factor[minute])
            end++;
        if (factor[minute] > 0 && factor[minute] != 1 && entry->times < MAX_ENTRY_TIMES)
            entry->time[entry->times++] = (struct entry_time){.days = days,
                                                              .from = (double)minute / HOUR,
                                                              .to = (double)end / HOUR,
                                                              .factor = factor[minute]};
        minute = end;
    }
}

void price_put_hours(struct price_draft *draft)
{
    if (draft->by_hours) /* some hours could not be told: the dearest stand for all */
        return;
    const bool same = memcmp(draft->factor[0], draft->factor[1], sizeof draft->factor[0]) == 0;
    put_day(draft, 0, same ? "all" : "mon-fri");
    if (!same)
        put_day(draft, 1, "sat-sun");
}
