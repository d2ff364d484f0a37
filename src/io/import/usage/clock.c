/* clock.c - what quick readers learn from the times of a log, and what they hand on
 * (io/import/usage/quick.h).
 */
#include "io/import/usage/quick.h"

enum { MAX_ZONE = 6 };

/* Learn from a date that was read how those of the next rows are likely to look. */
static void learn_date(struct quick_clock *clock, const char *text, size_t length, int64_t ticks)
{
    const int64_t seconds = (text[QUICK_SECONDS] - '0') * 10 + (text[QUICK_SECONDS + 1] - '0');
    size_t zone = QUICK_AFTER_SECONDS;
    if (zone < length && text[zone] == '.')
        for (zone++; zone < length && text[zone] >= '0' && text[zone] <= '9'; zone++)
            ;
    if (length - zone > MAX_ZONE || seconds > 59 || text[QUICK_HEAD] != ':')
        return;
    clock->kind = QUICK_DATE;
    clock->places = zone > QUICK_AFTER_SECONDS ? (unsigned)zone - QUICK_AFTER_SECONDS - 1 : 0;
    clock->head = digits_word(text);
    clock->tail = digits_word(text + 8);
    clock->base = ticks / USAGE_SECOND * USAGE_SECOND - seconds * USAGE_SECOND;
    clock->zone_length = (unsigned)(length - zone);
    clock->zone = 0;
    clock->zone_mask = 0;
    for (size_t i = 0; zone + i < length; i++) {
        clock->zone |= (uint64_t)(unsigned char)text[zone + i] << (8 * i);
        clock->zone_mask |= UINT64_C(0xFF) << (8 * i);
    }
}

void quick_learn(struct quick_clock *clock, const char *text, size_t length, enum usage_clock kind)
{
    int64_t ticks;
    clock->kind = QUICK_NOTHING;
    if (!usage_time(text, length, kind, &ticks))
        return;
    if (length >= QUICK_AFTER_SECONDS && text[4] == '-')
        learn_date(clock, text, length, ticks);
    else if (text[4 < length ? 4 : 0] != '-' &&
             usage_time_unit(text, length, kind, &clock->unit, &clock->from, &clock->to))
        clock->kind = QUICK_NUMBER;
}

bool quick_next_minute(struct quick_clock *clock, const char *p)
{
    const uint64_t same = UINT64_C(0xFF0000FFFFFF); /* of bytes 8 to 15: day, space, colon */
    const uint64_t tail = digits_word(p + 8);
    const unsigned hour = quick_two_digits(p + QUICK_HOUR),
                   minute = quick_two_digits(p + QUICK_MINUTE);
    char old[16];
    if (digits_word(p) != clock->head || ((tail ^ clock->tail) & same) != 0 ||
        p[QUICK_HEAD] != ':' || hour > 23 || minute > 59)
        return false;
    for (int i = 0; i < 8; i++)
        old[8 + i] = (char)(clock->tail >> (8 * i));
    const int moved = (int)(hour * 60 + minute) - (int)(quick_two_digits(old + QUICK_HOUR) * 60 +
                                                        quick_two_digits(old + QUICK_MINUTE));
    if (clock->base + moved * USAGE_MINUTE < 0)
        return false;
    clock->base += moved * USAGE_MINUTE;
    clock->tail = tail;
    return true;
}

void quick_end(struct quick_run *quick, bool knows_cached)
{
    struct usage *usage = quick->usage;
    quick_end_run(quick);
    usage->good += quick->requests + quick->failed;
    usage->oddity[USAGE_FAILED] += quick->failed;
    if (quick->requests == 0)
        return;
    usage->requests += quick->requests;
    usage->input += quick->input;
    usage->output += quick->output;
    usage->cached += quick->cached;
    usage->long_tokens += quick->long_tokens;
    usage->oddity[USAGE_NO_BATCH] += quick->input + quick->output;
    usage->oddity[USAGE_NO_CACHED] += knows_cached ? 0 : quick->input;
    usage->first = quick->first < usage->first ? quick->first : usage->first;
    usage->last = quick->last > usage->last ? quick->last : usage->last;
    usage->knows |= USAGE_KNOWS_TIME | USAGE_KNOWS_REQUESTS | USAGE_KNOWS_SIZES |
                    (knows_cached ? USAGE_KNOWS_CACHED : 0);
}
