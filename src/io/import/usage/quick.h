/* quick.h - what quick readers of logs share: times written like the one before, and requests
 * of one minute counted before they are handed on. Whatever these do not know for certain they
 * leave to the strict readers.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_QUICK_H
#define LLMCOST_IO_IMPORT_USAGE_QUICK_H

#include "io/import/usage/sums/digits.h"
#include "io/import/usage/sums/format.h"

#include <string.h>

/* 2023-11-16 18:17:03.9799600: where its parts are. */
enum {
    QUICK_HOUR = 11,
    QUICK_MINUTE = 14,
    QUICK_HEAD = 16,
    QUICK_SECONDS = 17,
    QUICK_AFTER_SECONDS = 19,
    QUICK_DIGITS = 7, /* of a number, at most */
    QUICK_MODEL = 80, /* bytes of a model's name */
};

/* The time before, to know the next one's minute at a glance. */
struct quick_clock {
    enum { QUICK_NOTHING, QUICK_DATE, QUICK_NUMBER } kind;
    uint64_t head, tail; /* of a date: its first sixteen bytes; a colon follows */
    int64_t base;        /* ticks of its minute */
    uint64_t zone, zone_mask;
    unsigned zone_length;
    int64_t unit; /* of a number, in ticks */
    uint64_t from, to;
};

/* Learn from a time that was read how the next ones are likely to look. */
void quick_learn(struct quick_clock *clock, const char *text, size_t length, enum usage_clock kind);
/* Another minute of the same day at p: the clock moves on. */
bool quick_next_minute(struct quick_clock *clock, const char *p);

/* Of so many digits behind a point, what the last one is in ticks. */
static const int64_t quick_unit[] = {10000000, 1000000, 100000, 10000, 1000, 100, 10, 1};

/* Two digits, or 99. */
static inline unsigned quick_two_digits(const char *p)
{
    const unsigned tens = (unsigned)(p[0] - '0'), ones = (unsigned)(p[1] - '0');
    return tens > 9 || ones > 9 ? 99 : tens * 10 + ones;
}

/* A time at *at, which moves behind it, written like the ones before. */
static inline bool quick_date(struct quick_clock *clock, const char **at, int64_t *ret_ticks)
{
    const char *p = *at;
    if ((digits_word(p) != clock->head || digits_word(p + 8) != clock->tail ||
         p[QUICK_HEAD] != ':') &&
        !quick_next_minute(clock, p))
        return false;
    const unsigned seconds = quick_two_digits(p + QUICK_SECONDS);
    if (seconds > 59)
        return false;
    int64_t ticks = clock->base + (int64_t)seconds * USAGE_SECOND;
    p += QUICK_AFTER_SECONDS;
    if (*p == '.') {
        const uint64_t word = digits_word(p + 1);
        const unsigned count = digits_count(word);
        if (count == 0)
            return false;
        p += 1 + count;
        if (count > QUICK_DIGITS) {
            ticks += digits_value(word, 8) / 10;
            const unsigned finer = digits_count(digits_word(p));
            if (finer > QUICK_DIGITS)
                return false;
            p += finer;
        } else
            ticks += digits_value(word, count) * quick_unit[count];
    }
    *at = p + clock->zone_length;
    *ret_ticks = ticks;
    return (digits_word(p) & clock->zone_mask) == clock->zone;
}

static inline bool quick_number(const struct quick_clock *clock, const char **at,
                                int64_t *ret_ticks)
{
    const char *p = *at;
    uint64_t word = digits_word(p), value = 0;
    unsigned count = digits_count(word);
    if (count == 0)
        return false;
    value = digits_value(word, count);
    p += count;
    if (count > QUICK_DIGITS) { /* 16 digits at most: more would not fit */
        word = digits_word(p);
        count = digits_count(word);
        if (count > QUICK_DIGITS)
            return false;
        p += count;
        if (count > 0)
            value =
                value * (uint64_t)(USAGE_SECOND / quick_unit[count]) + digits_value(word, count);
    }
    if (value < clock->from || value >= clock->to)
        return false;
    *ret_ticks = (int64_t)value * clock->unit;
    if (*p == '.') {
        word = digits_word(p + 1);
        count = digits_count(word);
        if (clock->unit != USAGE_SECOND || count - 1 >= QUICK_DIGITS)
            return false;
        *ret_ticks += digits_value(word, count) * quick_unit[count];
        p += 1 + count;
    }
    *at = p;
    return true;
}

/* What came of requests of one model in turn, before it is handed on. */
struct quick_run {
    struct usage_scene *scene;
    struct usage_model *model; /* NULL: not known yet */
    struct usage *usage;       /* its sums */
    bool knows_cached;
    uint64_t over; /* the lowest threshold of long context */
    uint64_t requests, failed, input, output, cached, largest;
    uint64_t long_tokens[USAGE_THRESHOLDS];
    int64_t first, last;
    int64_t from; /* of a run, in ticks: a half of a minute */
    uint64_t length;
    uint64_t run; /* its requests */
};

/* The model is that of the record before. */
struct quick_run quick_begin(struct usage_scene *scene, bool knows_cached);
/* All of it to the sums: what usage_take() would have made of them one by one. */
void quick_end(struct quick_run *quick);
/* The same, and on with the model of that name. */
void quick_turn(struct quick_run *quick, const char *name, size_t length);
/* So many tokens of a request above the lowest threshold. */
void quick_add_long(struct quick_run *quick, uint64_t input, uint64_t tokens);

/* Whether the requests at hand are of that model. */
static inline bool quick_is_model(const struct quick_run *quick, const char *name, size_t length)
{
    return quick->model != NULL && quick->model->length == length &&
           (length == 0 || memcmp(quick->model->name, name, length) == 0);
}

/* The run ends where another half of a minute begins. */
static inline void quick_end_run(struct quick_run *quick)
{
    if (quick->run > 0)
        usage_count(quick->usage, usage_half(quick->usage, quick->from), quick->run);
    quick->run = 0;
}

/* Where the half begins that a time is in, and how long it is. */
static inline int64_t quick_half(int64_t ticks, int64_t phase, uint64_t *ret_length)
{
    const int64_t minute = ticks / USAGE_MINUTE * USAGE_MINUTE;
    const bool after = ticks - minute >= phase;
    *ret_length = (uint64_t)(after ? USAGE_MINUTE - phase : phase);
    return minute + (after ? phase : 0);
}

/* Whether that may be one request at all: what it is otherwise, and whether a midnight is a day,
 * the strict reader says. Behind the start of its half of a minute no time is a midnight. */
static inline bool quick_is_request(const struct quick_run *quick, int64_t ticks, uint64_t input,
                                    uint64_t output)
{
    const uint64_t behind = (uint64_t)(ticks - quick->from);
    return input + output - 1 < USAGE_LARGEST_REQUEST &&
           ((behind > 0 && behind < quick->length) || ticks % USAGE_DAY != 0);
}

/* A request. The phase is known. */
static inline void quick_add(struct quick_run *quick, int64_t ticks, uint64_t input,
                             uint64_t output, uint64_t cached)
{
    if ((uint64_t)(ticks - quick->from) >= quick->length) {
        quick_end_run(quick);
        quick->from = quick_half(ticks, quick->usage->phase, &quick->length);
    }
    quick->run++;
    quick->requests++;
    quick->first = ticks < quick->first ? ticks : quick->first;
    quick->last = ticks > quick->last ? ticks : quick->last;
    quick->input += input;
    quick->output += output;
    quick->cached += cached;
    quick->largest = input > quick->largest ? input : quick->largest;
    if (input > quick->over)
        quick_add_long(quick, input, input + output);
}

#endif
