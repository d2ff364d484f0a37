/* usage.h - what an import of usage adds up, whatever the format: whole numbers alone, so that no
 * order of adding changes a bit. Memory is bounded: years of a log are
 * counted minute by minute until that takes too much, then hour by hour.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_USAGE_H
#define LLMCOST_IO_IMPORT_USAGE_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Times are ticks of 100 ns from 1970-01-01 00:00 UTC, or from the start of a trace. */
#define USAGE_SECOND INT64_C(10000000)
#define USAGE_MINUTE (60 * USAGE_SECOND)
#define USAGE_HOUR   (60 * USAGE_MINUTE)

enum {
    USAGE_WEEK = 168,   /* hours */
    USAGE_NOTES = 5,    /* malformed lines that are located; all are counted */
    USAGE_RECENT = 256, /* minutes that are counted before they are handed on */
    USAGE_CHUNK = 1440, /* buckets that are counted together: a day of minutes */
    USAGE_MAX_CHUNKS = 400 /* of them, then buckets are made wider */,
    USAGE_SLOTS = 1024
};

/* A request above so many input tokens is long: the threshold that most tiers have. */
#define USAGE_LONG_CONTEXT 200000
/* More tokens than that in one request, or in one bucket, are a broken line. */
#define USAGE_MAX_REQUEST 1000000000
#define USAGE_MAX_BUCKET  UINT64_C(1000000000000000)

/* What some record of the files has stated. */
enum usage_knows {
    USAGE_KNOWS_TIME = 1,
    USAGE_KNOWS_REQUESTS = 2,
    USAGE_KNOWS_CACHED = 4,
    USAGE_KNOWS_WRITTEN = 8,
    USAGE_KNOWS_BATCH = 16,
    USAGE_KNOWS_TIER = 32,  /* long context by the file's own word */
    USAGE_KNOWS_SIZES = 64, /* one record is one request */
};

/* Things to be said about the files, counted. */
enum usage_oddity {
    USAGE_FAILED,      /* requests that failed: not counted */
    USAGE_HITS,        /* requests answered from a cache of whole responses: not counted */
    USAGE_WITHOUT,     /* objects without usage, such as the parts of a stream: passed over */
    USAGE_AUDIO,       /* audio tokens */
    USAGE_NO_BATCH,    /* tokens of which the file does not say whether they were batch */
    USAGE_NO_TIER,     /* the same of the context window */
    USAGE_NO_CACHED,   /* the same of cached reads: input tokens */
    USAGE_OVERLAPS,    /* buckets that begin before the one before them has ended */
    USAGE_BLOCKS,      /* lines whose hash_ids are not blocks of 512 tokens */
    USAGE_BLOCKS_FULL, /* lines with blocks beyond those that can be remembered */
    USAGE_BILLED,      /* responses whose billed units are fewer than their tokens */
    USAGE_SEARCHES,    /* web searches, which are billed apart */
    USAGE_UNKNOWN,     /* figures with "cache" in their name that are not read */
    USAGE_ROWS,        /* FOCUS: rows without token quantities */
    USAGE_GPU_ROWS,    /* FOCUS: of these, hours */
    USAGE_TWICE,       /* objects that state a figure twice: the last one counts */
    USAGE_MONEY,       /* results that are amounts of money */
    USAGE_MORE,        /* pages that say that more follow */
    USAGE_SKIPPED,     /* FOCUS: credits, adjustments, negative amounts */
    USAGE_ODDITIES
};

/* A line that could not be read. */
struct usage_note {
    uint64_t offset; /* of its first byte */
    uint64_t line;   /* 1-based, 0: to be counted by the offset */
    uint64_t record; /* of a list that does not go by lines, 0: it does */
    char why[96];
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
    bool no_memory;
    struct {
        int64_t number; /* -1: free */
        uint64_t *counts;
    } chunk[USAGE_SLOTS]; /* by open addressing */
};

/* The sums of one file, or of all. */
struct usage {
    struct usage_peaks *peaks;
    uint64_t requests, input, output, cached, written, batch, long_tokens;
    uint64_t good, malformed; /* records */
    uint64_t oddity[USAGE_ODDITIES];
    int64_t first, last;       /* start of the first, end of the last; first > last: none */
    uint64_t hour[USAGE_WEEK]; /* requests (or tokens) by the hour of the week */
    int64_t week_shift;        /* hours from a Monday 00:00 to time 0 */
    int64_t phase;             /* ticks of a minute at which buckets begin, -1: not known yet */
    unsigned knows;            /* enum usage_knows */
    bool overflow;             /* a sum does not fit */
    char unknown[48];          /* the first name behind USAGE_UNKNOWN, by the alphabet */
    int notes;
    struct usage_note note[USAGE_NOTES]; /* those nearest to the start */
    struct usage_recent recent[USAGE_RECENT];
};

/* One record, whatever its format: a request, or the results of one bucket. */
struct usage_record {
    int64_t start, end; /* where USAGE_KNOWS_TIME */
    uint64_t requests, input, output, cached, written;
    uint64_t tiered; /* tokens of a long-context tier, where USAGE_KNOWS_TIER */
    unsigned knows;
    bool is_batch;
};

void usage_peaks_begin(struct usage_peaks *peaks);
void usage_peaks_end(struct usage_peaks *peaks);
/* Make buckets at least so many minutes wide. */
void usage_peaks_widen(struct usage_peaks *peaks, int64_t minutes);
/* All of part into whole. */
void usage_peaks_merge(struct usage_peaks *whole, const struct usage_peaks *part);
/* The largest count of a bucket. */
uint64_t usage_peaks_most(const struct usage_peaks *peaks);

/* Nothing yet. week_shift: see the struct. */
void usage_begin(struct usage *usage, struct usage_peaks *peaks, int64_t week_shift);
void usage_add(struct usage *usage, const struct usage_record *record);
/* So many requests in half a minute (struct usage_recent). */
void usage_count(struct usage *usage, int64_t half, uint64_t count);
/* The half that a time is in. */
int64_t usage_half(const struct usage *usage, int64_t ticks);
/* A malformed record: where it starts and why (a clause). */
void usage_reject(struct usage *usage, uint64_t offset, uint64_t line, uint64_t record,
                  const char *why);
void usage_odd(struct usage *usage, enum usage_oddity oddity, uint64_t count);
/* A figure that is not read although its name may matter. */
void usage_unknown(struct usage *usage, const char *name, size_t length);
/* All of part into whole; part is empty afterwards. */
void usage_merge(struct usage *whole, struct usage *part);

#endif
