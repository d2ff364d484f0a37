/* sums.c - records of usage added up (usage.h): sums, the hours of the week, the busiest bucket.
 * Knows no format. Counts of minutes just seen are kept apart and handed on to one table; a table
 * that is full is made coarser, which depends on what was counted, not on the order.
 */
#include "io/import/usage/sums/usage.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = USAGE_SLOTS, HOUR_MINUTES = 60, DAY_MINUTES = 1440 };

static uint64_t saturated(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/* ---- Buckets ---- */

static void put(struct usage_peaks *peaks, int64_t minute, uint64_t count);

/* Once more into wider buckets. */
static void coarsen(struct usage_peaks *peaks, int64_t width)
{
    const int64_t before = peaks->width;
    uint64_t *counts[SLOTS];
    int64_t number[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
        counts[i] = peaks->chunk[i].counts;
        number[i] = peaks->chunk[i].number;
        peaks->chunk[i].counts = NULL;
        peaks->chunk[i].number = -1;
    }
    *peaks->spare += peaks->chunks;
    peaks->chunks = 0;
    peaks->width = width;
    for (int i = 0; i < SLOTS; i++) {
        for (int k = 0; counts[i] != NULL && k < USAGE_CHUNK; k++)
            if (counts[i][k] > 0)
                put(peaks, (number[i] * USAGE_CHUNK + k) * before, counts[i][k]);
        free(counts[i]);
    }
}

static int64_t wider(int64_t width)
{
    if (width < HOUR_MINUTES)
        return HOUR_MINUTES;
    return width < DAY_MINUTES ? DAY_MINUTES : width * 2;
}

static void put(struct usage_peaks *peaks, int64_t minute, uint64_t count)
{
    const int64_t number = minute / peaks->width / USAGE_CHUNK;
    int slot = (int)((uint64_t)number * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (SLOTS - 1);
    while (peaks->chunk[slot].number != -1 && peaks->chunk[slot].number != number)
        slot = (slot + 1) & (SLOTS - 1);
    if (peaks->chunk[slot].number == -1) {
        if (*peaks->spare <= 0 && peaks->chunks >= USAGE_LEAST_CHUNKS) {
            coarsen(peaks, wider(peaks->width));
            put(peaks, minute, count); /* times end in 2200: that comes to an end */
            return;
        }
        peaks->chunk[slot].counts = calloc(USAGE_CHUNK, sizeof *peaks->chunk[slot].counts);
        if (peaks->chunk[slot].counts == NULL) {
            peaks->no_memory = true;
            return;
        }
        peaks->chunk[slot].number = number;
        peaks->chunks++;
        (*peaks->spare)--;
    }
    uint64_t *bucket = &peaks->chunk[slot].counts[minute / peaks->width % USAGE_CHUNK];
    *bucket = saturated(*bucket, count);
}

static void usage_widen(struct usage *usage, int64_t minutes)
{
    if (minutes > usage->peaks.width)
        coarsen(&usage->peaks, minutes);
}

uint64_t usage_most(const struct usage *usage)
{
    uint64_t most = 0;
    for (int i = 0; i < SLOTS; i++)
        for (int k = 0; usage->peaks.chunk[i].counts != NULL && k < USAGE_CHUNK; k++)
            if (usage->peaks.chunk[i].counts[k] > most)
                most = usage->peaks.chunk[i].counts[k];
    return most;
}

/* The minute whose bucket a time is in. */
static int64_t minute_of(const struct usage *usage, int64_t half)
{
    return half / 2 + (usage->phase > 0 ? half % 2 : 0);
}

int64_t usage_buckets(const struct usage *usage)
{
    /* A request is at its last time, a sum ends before it. */
    const bool at_last = (usage->knows & USAGE_KNOWS_SIZES) != 0;
    const int64_t last = usage->last - !at_last;
    const int64_t width = usage->peaks.width;
    return minute_of(usage, usage_half(usage, last)) / width -
           minute_of(usage, usage_half(usage, usage->first)) / width + 1;
}

/* ---- Sums ---- */

void usage_begin(struct usage *usage, const struct usage_limits *limits, int *spare,
                 int64_t week_shift)
{
    memset(usage, 0, sizeof *usage);
    usage->limits = limits;
    usage->peaks.width = 1;
    usage->peaks.spare = spare;
    for (int i = 0; i < SLOTS; i++)
        usage->peaks.chunk[i].number = -1;
    usage->week_shift = week_shift;
    usage->phase = usage->before = -1;
    usage->first = INT64_MAX;
    usage->last = INT64_MIN;
    for (int i = 0; i < USAGE_RECENT; i++)
        usage->recent[i].half = -1;
}

void usage_end(struct usage *usage)
{
    for (int i = 0; i < SLOTS; i++) {
        free(usage->peaks.chunk[i].counts);
        usage->peaks.chunk[i].counts = NULL;
    }
}

static void hand_on(struct usage *usage, struct usage_recent *recent)
{
    if (recent->count == 0)
        return;
    const int64_t hour = recent->half / 2 / HOUR_MINUTES + usage->week_shift;
    uint64_t *sum = &usage->hour[hour % USAGE_WEEK];
    *sum = saturated(*sum, recent->count);
    put(&usage->peaks, minute_of(usage, recent->half), recent->count);
    recent->count = 0;
}

void usage_count(struct usage *usage, int64_t half, uint64_t count)
{
    struct usage_recent *recent = &usage->recent[half & (USAGE_RECENT - 1)];
    if (recent->half != half) {
        hand_on(usage, recent);
        recent->half = half;
    }
    recent->count = saturated(recent->count, count);
}

int64_t usage_half(const struct usage *usage, int64_t ticks)
{
    return ticks / USAGE_MINUTE * 2 + (ticks % USAGE_MINUTE >= usage->phase);
}

void usage_sum(struct usage *usage, uint64_t *sum, uint64_t value)
{
    usage->overflow = usage->overflow || *sum > UINT64_MAX - value;
    *sum += value;
}

/* How far apart they are that may be sums of a time: a request says nothing of that. */
static void add_step(struct usage *usage, int64_t start)
{
    const int64_t step = start > usage->before ? start - usage->before : usage->before - start;
    if (usage->before >= 0 && step != 0)
        usage->step = usage->step == 0 || step < usage->step ? step : usage->step;
    usage->before = start;
}

/* When it was, and what that says about the others. */
static void add_time(struct usage *usage, const struct usage_record *record)
{
    const bool one = (record->knows & USAGE_KNOWS_SIZES) != 0;
    const bool by_requests = (record->knows & USAGE_KNOWS_REQUESTS) != 0;
    const bool midnight = record->start % USAGE_DAY == 0 && record->end == record->start &&
                          (record->evident & USAGE_HAS_CALL) == 0;
    usage->first = record->start < usage->first ? record->start : usage->first;
    usage->last = record->end > usage->last ? record->end : usage->last;
    if (!one || midnight)
        add_step(usage, record->start);
    usage->midnights += midnight;
    usage->lasts = usage->lasts || (one && record->end > record->start);
    usage->open = usage->open || (!one && record->end == record->start);
    const int64_t minutes = (record->end - record->start + USAGE_MINUTE - 1) / USAGE_MINUTE;
    if (!one && !record->not_counted && minutes > usage->peaks.width)
        usage_widen(usage, minutes < HOUR_MINUTES ? HOUR_MINUTES : minutes);
    if (usage->phase < 0)
        usage->phase = one ? record->start % USAGE_MINUTE : 0;
    if (!record->not_counted)
        usage_count(usage, usage_half(usage, record->start),
                    by_requests ? record->requests : record->input + record->output);
}

static void add_long(struct usage *usage, const struct usage_record *record)
{
    const uint64_t tokens = record->input + record->output;
    if ((record->knows & USAGE_KNOWS_TIER) != 0)
        usage_sum(usage, &usage->tiered, record->tiered);
    else if ((record->knows & USAGE_KNOWS_SIZES) == 0)
        usage_sum(usage, &usage->no_tier, tokens);
    if ((record->knows & USAGE_KNOWS_SIZES) == 0)
        return;
    usage->largest = record->input > usage->largest ? record->input : usage->largest;
    for (int i = 0; i < usage->limits->count && record->input > usage->limits->over[i]; i++)
        usage_sum(usage, &usage->long_tokens[i], tokens);
}

void usage_add(struct usage *usage, const struct usage_record *record)
{
    const uint64_t tokens = record->input + record->output;
    usage->records++;
    usage->kinds |= record->not_counted ? 0 : 1U << record->kind;
    usage->knows |= record->knows;
    usage_sum(usage, &usage->requests, record->requests);
    usage_sum(usage, &usage->input, record->input);
    usage_sum(usage, &usage->output, record->output);
    usage_sum(usage, &usage->cached, record->cached);
    usage_sum(usage, &usage->written, record->written);
    usage_sum(usage, &usage->written_hour, record->written_hour);
    if ((record->knows & USAGE_KNOWS_BATCH) == 0)
        usage_sum(usage, &usage->no_batch, tokens);
    else if (record->is_batch)
        usage_sum(usage, &usage->batch, tokens);
    if ((record->knows & USAGE_KNOWS_CACHED) == 0)
        usage_sum(usage, &usage->no_cached, record->input);
    add_long(usage, record);
    if ((record->knows & USAGE_KNOWS_TIME) != 0)
        add_time(usage, record);
    else
        usage->no_time++;
}

void usage_close_sums(struct usage *usage)
{
    const unsigned requests = 1U << USAGE_REQUEST, sums = 1U << USAGE_SUM;
    for (int i = 0; i < USAGE_RECENT; i++)
        hand_on(usage, &usage->recent[i]);
    if (usage->kinds == 0 && usage->records > 0)
        usage->kinds = sums;
    /* One request at midnight may be; that all of them are is a table of days. */
    if ((usage->kinds & ~(requests | sums)) == 0 && usage->records > 1 &&
        usage->midnights == usage->records) {
        usage->kinds = sums;
        usage->knows &= ~(unsigned)(USAGE_KNOWS_REQUESTS | USAGE_KNOWS_SIZES);
        usage->requests = 0;
        usage->open = true;
    }
    if (!usage->open)
        return;
    usage_widen(usage, DAY_MINUTES); /* of how long a time each is is not known: no peak, no load */
    if (usage->midnights == usage->records && usage->step < USAGE_DAY)
        usage->step = USAGE_DAY;
    usage->last += usage->step;
}
