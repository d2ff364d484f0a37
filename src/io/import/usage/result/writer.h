/* writer.h - what the two files that write a fragment of usage share. */
#ifndef LLMCOST_IO_IMPORT_USAGE_RESULT_WRITER_H
#define LLMCOST_IO_IMPORT_USAGE_RESULT_WRITER_H

#include "io/import/usage/result/write.h"

enum { INDENT = 2, DAY = 24, MAX_SOURCE = 200, MAX_LOAD = USAGE_WEEK, HOUR_MINUTES = 60 };

#define MONTH_HOURS    730.0 /* the default hours_per_month */
#define HOUR_SECONDS   3600.0
#define TICKS          1e7
#define SOME_TOKENS    1000.0 /* of a request whose size is not known */
#define GREATEST_BURST 1000.0

struct writer {
    FILE *out;
    const struct usage *usage;
    const struct usage_origin *origin;
    char source[MAX_SOURCE];
    bool mixed; /* several models that nobody chose */
    bool has_span;
    double seconds; /* from the first start to the last end */
    double weight[MAX_LOAD];
    int hours; /* of the load, 0: none */
    double peak_weight;
};

/* A figure that follows from the sums. */
void writer_number(const struct writer *writer, const char *key, double value);
/* The weights of the hours: what came in each over the time that it was covered. */
void writer_make_load(struct writer *writer);
void writer_load(const struct writer *writer);
void writer_burst(const struct writer *writer);

#endif
