/* reader.h - what the readers of the formats share: numbers of a record with complaints at
 * their places, latencies by patterns, texts by the first path that holds one.
 */
#ifndef LLMCOST_IO_IMPORT_BENCH_READER_H
#define LLMCOST_IO_IMPORT_BENCH_READER_H

#include "io/import/bench/bench.h"
#include "io/import/bench/record.h"

/* One record on its way to a run. */
struct bench_reader {
    const struct record *record;
    struct bench_run *run;
    struct llmcost_diags *diags;
    bool good; /* nothing was complained about */
};

/* A format of records: paths that all of them have, and their reader. Here and below, several paths
 * are one text, with blanks between them. */
struct bench_format {
    const char *tool;
    const char *has;
    void (*read)(struct bench_reader *reader);
};
/* NULL: none. */
const struct bench_format *bench_format_find(const struct record *record);

/* An error at a path of the record, or at the record where there is none. */
void reader_error(struct bench_reader *reader, int code, const char *path, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;
/* A number above 0; otherwise a complaint and 1. */
double reader_need(struct bench_reader *reader, const char *path);
/* A number of 0 or more, 0 when it is absent, null or infinite. */
double reader_may(struct bench_reader *reader, const char *path);
/* The first of the paths that holds a text, cut where it is too long. */
void reader_text(const struct bench_reader *reader, const char *paths, char *buffer, size_t size);
/* The first of the paths that holds a number above 0, else 0. */
double reader_first(struct bench_reader *reader, const char *paths);
/* Latencies: `pattern` has a * where the percentile stands; median and mean may be NULL. */
void reader_latencies(struct bench_reader *reader, const char *pattern, const char *median,
                      const char *mean, double to_ms, struct bench_latencies *ret_latencies);
/* Two figures that say the same thing, by 2 %: otherwise a complaint about `path`. */
void reader_agree(struct bench_reader *reader, const char *path, double stated, double reckoned,
                  const char *from);
/* A date such as 20260213-141321, 2026-02-13T14:13:21 or seconds from 1970, at the first path. */
void reader_date(struct bench_reader *reader, const char *paths);

#endif
