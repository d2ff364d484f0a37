/* kinds.h - what a record of usage is: one request, a count of them over a time, a sum of tokens
 * over a time, or the total of a batch. Every reader hands over what is evident of a record, and
 * one table (io/import/usage/sums/kinds.c) decides; what it does not decide is not added up.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_SUMS_KINDS_H
#define LLMCOST_IO_IMPORT_USAGE_SUMS_KINDS_H

#include <stdbool.h>
#include <stdint.h>

/* No context window holds more tokens than that: a record that does is no single request. */
#define USAGE_LARGEST_REQUEST 2000000

enum usage_evident {
    USAGE_HAS_TIME = 1,   /* when it was, or began */
    USAGE_HAS_PERIOD = 2, /* until when it counts, which is not how long a call took */
    USAGE_HAS_DAY = 4,    /* its time is a date */
    USAGE_HAS_COUNT = 8,  /* of how many requests it is */
    USAGE_HAS_CALL = 16,  /* it is the answer to a call, or has the id of one */
    USAGE_IS_SUM = 32,    /* its format says that it is one */
    USAGE_IS_LARGE = 64,  /* more than USAGE_LARGEST_REQUEST tokens */
};

enum usage_kind {
    USAGE_REQUEST,
    USAGE_BUCKET,
    USAGE_SUM,
    USAGE_TOTAL,
    USAGE_KINDS,
};

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

struct usage_kind_row {
    const char *name;  /* "requests", of many */
    unsigned needs;    /* all of this must be evident, */
    unsigned some;     /* one of these, unless 0, */
    unsigned excludes; /* and none of these */
    unsigned knows;    /* what such a record knows */
};
const struct usage_kind_row *usage_kind_row(enum usage_kind kind);

/* The kind that the evidence leaves; false, with why (a clause), when it leaves none. */
bool usage_decide(unsigned evident, enum usage_kind *ret_kind, const char **ret_why);

#endif
