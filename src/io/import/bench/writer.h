/* writer.h - what the writers of a host share: what is said about its runs, and the keys that any
 * way of stating a capacity has (write.c: one figure or a fit; frontier.c: all points).
 */
#ifndef LLMCOST_IO_IMPORT_BENCH_WRITER_H
#define LLMCOST_IO_IMPORT_BENCH_WRITER_H

#include "io/import/bench/bench.h"

enum { MAX_USED = 256, MAX_SOURCE = 320 };

struct bench_writer {
    FILE *out;
    const struct bench_runs *runs;
    const struct import_options *options;
    struct llmcost_diags *diags;
    const struct bench_host *host;
    int index; /* of the host */
    int mix;   /* the only one that the entry is about, -1: it is about all of them */
    const char *basis;
    bool good;
    const struct bench_run *used[MAX_USED]; /* whose figures are written */
    int used_count;
};

/* "p99 TTFT, vLLM bench serve, NAME line 3, run of 2026-02-13" into text. */
void bench_source_of(const struct bench_run *run, const char *what, char *text, size_t size);
/* Comments at the head of a host, `rule` among them: what is written of its runs, and why; and a
 * warning about each run that is used and has something wrong with it. */
void bench_comment_host(const struct bench_writer *writer, const char *rule);
void bench_warn_used(const struct bench_writer *writer);
void bench_put_gpus(const struct bench_writer *writer);
/* The comment that requests/s are reckoned, where they are. */
void bench_comment_nominal(const struct bench_writer *writer, const struct bench_run *run);
void bench_put_measured(const struct bench_writer *writer, const struct bench_run *run,
                        const char *source);

/* The latency of the highest percentile that the run has, where it has one. */
void bench_put_latency(const struct bench_writer *writer, int indent, const struct bench_run *run,
                       const char *key, const char *name, const struct bench_latencies *latencies);

/* All points of each mix of a host as `runs`. */
void bench_put_frontier(struct bench_writer *writer);

#endif
