/* usage.h - what an import of usage adds up, whatever the format: whole numbers alone, so that no
 * order of adding changes a bit. Memory is bounded: years of a log are counted minute by minute
 * until that takes too much, then hour by hour.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_SUMS_USAGE_H
#define LLMCOST_IO_IMPORT_USAGE_SUMS_USAGE_H

#include "io/import/usage/sums/kinds.h"

#include <stddef.h>

/* Times are ticks of 100 ns from 1970-01-01 00:00 UTC, or from the start of a trace. */
#define USAGE_SECOND INT64_C(10000000)
#define USAGE_MINUTE (60 * USAGE_SECOND)
#define USAGE_HOUR   (60 * USAGE_MINUTE)
#define USAGE_DAY    (24 * USAGE_HOUR)

enum {
    USAGE_WEEK = 168,       /* hours */
    USAGE_RECENT = 256,     /* minutes that are counted before they are handed on */
    USAGE_CHUNK = 1440,     /* buckets that are counted together: a day of minutes */
    USAGE_MAX_CHUNKS = 400, /* of them, of all models together, then buckets are made wider */
    USAGE_LEAST_CHUNKS = 4, /* that each model has in any case */
    USAGE_SLOTS = 1024,
    USAGE_THRESHOLDS = 8,
};

/* A request above so many input tokens is long, unless --long-context-over says otherwise. */
#define USAGE_LONG_CONTEXT 200000
/* More tokens than that in one figure of a request, or of a bucket, are a broken line. */
#define USAGE_MAX_REQUEST 1000000000
#define USAGE_MAX_BUCKET  UINT64_C(1000000000000000)

/* Where long context begins: by rising thresholds. */
struct usage_limits {
    int count;
    uint64_t over[USAGE_THRESHOLDS];
};

/* Buckets of a minute begin at the second at which the first request came, hours on the clock: what
 * is counted together is a minute of the clock before or after that second. */
struct usage_recent {
    int64_t half; /* twice the minute of the clock, and 1 after that second */
    uint64_t count;
};

/* Requests (or tokens, where there are no requests) of every bucket. */
struct usage_peaks {
    int64_t width; /* of a bucket, in minutes */
    int chunks;
    int *spare; /* chunks that all peaks may still take */
    bool no_memory;
    struct {
        int64_t number; /* -1: free */
        uint64_t *counts;
    } chunk[USAGE_SLOTS]; /* by open addressing */
};

/* The sums of one model, or of several together. */
struct usage {
    const struct usage_limits *limits;
    struct usage_peaks peaks;
    uint64_t records, requests, input, output, cached, written, written_hour, batch;
    uint64_t long_tokens[USAGE_THRESHOLDS]; /* of requests above limits->over[i] */
    uint64_t tiered;                        /* of a long-context tier by the file's own word */
    uint64_t largest;                       /* input of the largest request */
    uint64_t no_time;                       /* records that tell none */
    uint64_t no_batch, no_cached, no_tier;  /* tokens of which the file does not say it */
    uint64_t midnights;                     /* records at 00:00:00 */
    int64_t first, last;  /* start of the first, end of the last; first > last: none */
    int64_t before, step; /* of what may be sums: the start before (-1: none), the least distance */
    uint64_t hour[USAGE_WEEK]; /* requests (or tokens) by the hour of the week */
    int64_t week_shift;        /* hours from a Monday 00:00 to time 0 */
    int64_t phase;             /* ticks of a minute at which buckets begin, -1: not known yet */
    unsigned knows;            /* enum usage_knows */
    unsigned kinds;            /* of records, a bit each */
    bool lasts;                /* requests that say how long they took */
    bool open;                 /* sums that do not say when they end */
    bool is_last;              /* its last record is the last of all */
    bool overflow;             /* a sum does not fit */
    struct usage_recent recent[USAGE_RECENT];
};

/* One record, whatever its format. */
struct usage_record {
    int64_t start, end; /* where USAGE_KNOWS_TIME */
    uint64_t requests;  /* where there is a count of them */
    uint64_t input, output, cached, written, written_hour;
    uint64_t tiered;  /* tokens of a long-context tier, where USAGE_KNOWS_TIER */
    unsigned evident; /* enum usage_evident */
    unsigned knows;   /* enum usage_knows; what its kind knows is added */
    enum usage_kind kind;
    bool is_batch;
    bool not_counted; /* it adds tokens to requests that are counted by others */
};

/* The largest count of a bucket. */
uint64_t usage_most(const struct usage *usage);
/* How many buckets the time has: from that of the first to that of the last. */
int64_t usage_buckets(const struct usage *usage);

/* Nothing yet. week_shift: see the struct. */
void usage_begin(struct usage *usage, const struct usage_limits *limits, int *spare,
                 int64_t week_shift);
void usage_end(struct usage *usage);
void usage_add(struct usage *usage, const struct usage_record *record);
/* So many requests in half a minute (struct usage_recent). */
void usage_count(struct usage *usage, int64_t half, uint64_t count);
/* The half that a time is in. */
int64_t usage_half(const struct usage *usage, int64_t ticks);
/* A sum that saturates. */
void usage_sum(struct usage *usage, uint64_t *sum, uint64_t value);
/* All was added: recent counts are handed on; rows of sums without an end get one; a table whose
 * every time is a midnight was one of days. */
void usage_close_sums(struct usage *usage);

#endif
