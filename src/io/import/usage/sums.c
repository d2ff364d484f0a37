/* sums.c - records of usage added up (usage.h): sums, the hours of the week, the busiest
 * bucket. Knows no format. Counts of minutes just seen are kept apart and handed on to one table; a
 * table that is full is made coarser, which depends on what was counted, not on the order.
 */
#include "io/import/usage/usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = USAGE_SLOTS, HOUR_MINUTES = 60, DAY_MINUTES = 1440 };

void usage_peaks_begin(struct usage_peaks *peaks)
{
    memset(peaks, 0, sizeof *peaks);
    peaks->width = 1;
    for (int i = 0; i < SLOTS; i++)
        peaks->chunk[i].number = -1;
}

void usage_peaks_end(struct usage_peaks *peaks)
{
    for (int i = 0; i < SLOTS; i++)
        free(peaks->chunk[i].counts);
}

static uint64_t saturated(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static void put(struct usage_peaks *peaks, int64_t minute, uint64_t count);

/* Once more into wider buckets: an hour, a day, or what is asked for. */
static void coarsen(struct usage_peaks *peaks, int64_t width)
{
    const int64_t old = peaks->width;
    uint64_t *counts[SLOTS];
    int64_t number[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
        counts[i] = peaks->chunk[i].counts;
        number[i] = peaks->chunk[i].number;
        peaks->chunk[i].counts = NULL;
        peaks->chunk[i].number = -1;
    }
    peaks->chunks = 0;
    peaks->width = width;
    for (int i = 0; i < SLOTS; i++) {
        for (int k = 0; counts[i] != NULL && k < USAGE_CHUNK; k++)
            if (counts[i][k] > 0)
                put(peaks, (number[i] * USAGE_CHUNK + k) * old, counts[i][k]);
        free(counts[i]);
    }
}

static void put(struct usage_peaks *peaks, int64_t minute, uint64_t count)
{
    const int64_t number = minute / peaks->width / USAGE_CHUNK;
    int slot = (int)((uint64_t)number * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (SLOTS - 1);
    while (peaks->chunk[slot].number != -1 && peaks->chunk[slot].number != number)
        slot = (slot + 1) & (SLOTS - 1);
    if (peaks->chunk[slot].number == -1) {
        if (peaks->chunks == USAGE_MAX_CHUNKS) {
            coarsen(peaks, peaks->width < HOUR_MINUTES ? HOUR_MINUTES : DAY_MINUTES);
            put(peaks, minute, count); /* times end in 2200: days are never too many */
            return;
        }
        peaks->chunk[slot].counts = calloc(USAGE_CHUNK, sizeof *peaks->chunk[slot].counts);
        if (peaks->chunk[slot].counts == NULL) {
            peaks->no_memory = true;
            return;
        }
        peaks->chunk[slot].number = number;
        peaks->chunks++;
    }
    uint64_t *bucket = &peaks->chunk[slot].counts[minute / peaks->width % USAGE_CHUNK];
    *bucket = saturated(*bucket, count);
}

void usage_peaks_widen(struct usage_peaks *peaks, int64_t minutes)
{
    if (minutes > peaks->width)
        coarsen(peaks, minutes);
}

void usage_peaks_merge(struct usage_peaks *whole, const struct usage_peaks *part)
{
    usage_peaks_widen(whole, part->width);
    for (int i = 0; i < SLOTS; i++)
        for (int k = 0; part->chunk[i].counts != NULL && k < USAGE_CHUNK; k++)
            if (part->chunk[i].counts[k] > 0)
                put(whole, (part->chunk[i].number * USAGE_CHUNK + k) * part->width,
                    part->chunk[i].counts[k]);
    whole->no_memory = whole->no_memory || part->no_memory;
}

uint64_t usage_peaks_most(const struct usage_peaks *peaks)
{
    uint64_t most = 0;
    for (int i = 0; i < SLOTS; i++)
        for (int k = 0; peaks->chunk[i].counts != NULL && k < USAGE_CHUNK; k++)
            if (peaks->chunk[i].counts[k] > most)
                most = peaks->chunk[i].counts[k];
    return most;
}

void usage_begin(struct usage *usage, struct usage_peaks *peaks, int64_t week_shift)
{
    memset(usage, 0, sizeof *usage);
    usage->peaks = peaks;
    usage->week_shift = week_shift;
    usage->phase = -1;
    usage->first = INT64_MAX;
    usage->last = INT64_MIN;
    for (int i = 0; i < USAGE_RECENT; i++)
        usage->recent[i].half = -1;
}

static void hand_on(struct usage *usage, struct usage_recent *recent)
{
    if (recent->count == 0)
        return;
    const int64_t minute = recent->half / 2;
    const int64_t bucket = minute + (usage->phase > 0 ? recent->half % 2 : 0);
    const int64_t hour = minute / HOUR_MINUTES + usage->week_shift;
    uint64_t *sum = &usage->hour[hour % USAGE_WEEK];
    *sum = saturated(*sum, recent->count);
    put(usage->peaks, bucket, recent->count);
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

static void add(struct usage *usage, uint64_t *sum, uint64_t value)
{
    usage->overflow = usage->overflow || *sum > UINT64_MAX - value;
    *sum += value;
}

void usage_add(struct usage *usage, const struct usage_record *record)
{
    const uint64_t tokens = record->input + record->output;
    add(usage, &usage->requests, record->requests);
    add(usage, &usage->input, record->input);
    add(usage, &usage->output, record->output);
    add(usage, &usage->cached, record->cached);
    add(usage, &usage->written, record->written);
    if ((record->knows & USAGE_KNOWS_BATCH) == 0)
        usage_odd(usage, USAGE_NO_BATCH, tokens);
    else if (record->is_batch)
        add(usage, &usage->batch, tokens);
    if ((record->knows & USAGE_KNOWS_CACHED) == 0)
        usage_odd(usage, USAGE_NO_CACHED, record->input);
    if ((record->knows & USAGE_KNOWS_TIER) != 0)
        add(usage, &usage->long_tokens, record->tiered);
    else if ((record->knows & USAGE_KNOWS_SIZES) != 0 && record->input > USAGE_LONG_CONTEXT)
        add(usage, &usage->long_tokens, tokens);
    else if ((record->knows & USAGE_KNOWS_SIZES) == 0)
        usage_odd(usage, USAGE_NO_TIER, tokens);
    usage->knows |= record->knows;
    if ((record->knows & USAGE_KNOWS_TIME) != 0) {
        const bool by_requests = (record->knows & USAGE_KNOWS_REQUESTS) != 0;
        usage->first = record->start < usage->first ? record->start : usage->first;
        usage->last = record->end > usage->last ? record->end : usage->last;
        if (usage->phase < 0)
            usage->phase =
                (record->knows & USAGE_KNOWS_SIZES) != 0 ? record->start % USAGE_MINUTE : 0;
        usage_count(usage, usage_half(usage, record->start),
                    by_requests ? record->requests : tokens);
    }
}

/* Kept in order of place. */
static void note(struct usage *usage, const struct usage_note *added)
{
    int at = usage->notes;
    while (at > 0 && usage->note[at - 1].offset > added->offset)
        at--;
    if (at == USAGE_NOTES)
        return;
    const int kept = usage->notes < USAGE_NOTES ? usage->notes : USAGE_NOTES - 1;
    memmove(&usage->note[at + 1], &usage->note[at], (size_t)(kept - at) * sizeof *usage->note);
    usage->note[at] = *added;
    usage->notes = kept + 1;
}

void usage_reject(struct usage *usage, uint64_t offset, uint64_t line, uint64_t record,
                  const char *why)
{
    struct usage_note added = {.offset = offset, .line = line, .record = record};
    snprintf(added.why, sizeof added.why, "%s", why);
    usage->malformed++;
    note(usage, &added);
}

void usage_odd(struct usage *usage, enum usage_oddity oddity, uint64_t count)
{
    usage->oddity[oddity] = saturated(usage->oddity[oddity], count);
}

static void keep_unknown(struct usage *usage, const char *name)
{
    if (usage->unknown[0] == '\0' || strcmp(name, usage->unknown) < 0)
        snprintf(usage->unknown, sizeof usage->unknown, "%s", name);
}

void usage_unknown(struct usage *usage, const char *name, size_t length)
{
    char text[sizeof usage->unknown];
    snprintf(text, sizeof text, "%.*s", (int)(length < sizeof text ? length : sizeof text), name);
    usage_odd(usage, USAGE_UNKNOWN, 1);
    keep_unknown(usage, text);
}

void usage_merge(struct usage *whole, struct usage *part)
{
    for (int i = 0; i < USAGE_RECENT; i++)
        hand_on(part, &part->recent[i]);
    add(whole, &whole->requests, part->requests);
    add(whole, &whole->input, part->input);
    add(whole, &whole->output, part->output);
    add(whole, &whole->cached, part->cached);
    add(whole, &whole->written, part->written);
    add(whole, &whole->batch, part->batch);
    add(whole, &whole->long_tokens, part->long_tokens);
    add(whole, &whole->good, part->good);
    add(whole, &whole->malformed, part->malformed);
    for (int i = 0; i < USAGE_ODDITIES; i++)
        usage_odd(whole, (enum usage_oddity)i, part->oddity[i]);
    for (int i = 0; i < USAGE_WEEK; i++)
        whole->hour[i] = saturated(whole->hour[i], part->hour[i]);
    whole->first = part->first < whole->first ? part->first : whole->first;
    whole->last = part->last > whole->last ? part->last : whole->last;
    whole->knows |= part->knows;
    whole->overflow = whole->overflow || part->overflow;
    if (part->unknown[0] != '\0')
        keep_unknown(whole, part->unknown);
    for (int i = 0; i < part->notes; i++)
        note(whole, &part->note[i]);
    whole->phase = whole->phase < 0 ? part->phase : whole->phase;
    usage_begin(part, part->peaks, part->week_shift);
}
