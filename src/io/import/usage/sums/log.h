/* log.h - what is to be said about a usage file beside its sums: lines that could not be read, and
 * oddities by their number.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_SUMS_LOG_H
#define LLMCOST_IO_IMPORT_USAGE_SUMS_LOG_H

#include <stddef.h>
#include <stdint.h>

enum {
    USAGE_NOTES = 5, /* malformed lines that are located; all are counted */
    USAGE_WHY = 160,
};

/* Things to be said about a file, counted. */
enum usage_oddity {
    USAGE_FAILED,      /* requests that failed: not counted */
    USAGE_EMPTY,       /* records of 0 tokens: not requests */
    USAGE_HITS,        /* requests answered from a cache of whole responses: not counted */
    USAGE_WITHOUT,     /* objects without usage, such as the parts of a stream: passed over */
    USAGE_AGAIN,       /* records whose id was there before */
    USAGE_FORGOT,      /* ids that were forgotten to make room */
    USAGE_AUDIO,       /* audio tokens */
    USAGE_IMAGES,      /* tokens of pictures and films */
    USAGE_EMBEDDINGS,  /* tokens of embeddings */
    USAGE_PRIORITY,    /* tokens of a service tier with prices of its own */
    USAGE_FLEX,        /* of one that costs less and waits */
    USAGE_RESIDENT,    /* tokens that a region was asked for */
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
    USAGE_SKIPPED,     /* FOCUS: credits, adjustments, negative amounts */
    USAGE_LARGE,       /* records of more tokens than a request can have */
    USAGE_DATES,       /* times such as 10/05/2026, of which nobody knows the month */
    USAGE_TIMES,       /* times of answers that cannot be read */
    USAGE_RATES,       /* Prometheus: series without a name, or of rates */
    USAGE_ODDITIES
};

/* A line that could not be read. */
struct usage_note {
    uint64_t line;   /* 1-based */
    uint64_t record; /* of a list that does not go by lines, 0: it does */
    char why[USAGE_WHY];
};

struct usage_log {
    uint64_t good, malformed; /* records */
    uint64_t added;           /* of the good ones, those that count */
    uint64_t oddity[USAGE_ODDITIES];
    int64_t first, last; /* of what was added; first > last: none */
    char unknown[48];    /* the first name behind USAGE_UNKNOWN, by the alphabet */
    int notes;
    struct usage_note note[USAGE_NOTES]; /* the first ones */
};

void usage_log_begin(struct usage_log *log);
/* A malformed record: where it starts and why (a clause). */
void usage_reject(struct usage_log *log, uint64_t line, uint64_t record, const char *why);
void usage_odd(struct usage_log *log, enum usage_oddity oddity, uint64_t count);
/* A figure that is not read although its name may matter. */
void usage_unknown(struct usage_log *log, const char *name, size_t length);
/* The counts of part to those of whole. */
void usage_log_merge(struct usage_log *whole, const struct usage_log *part);

#endif
