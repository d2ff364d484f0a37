/* bench.h - one run of a serving benchmark, whichever tool wrote it, and what is made of runs.
 * A run says which tokens its tokens/s counts: output tokens alone, or input and output together.
 */
#ifndef LLMCOST_IO_IMPORT_BENCH_BENCH_H
#define LLMCOST_IO_IMPORT_BENCH_BENCH_H

#include "io/import/file.h"
#include "io/import/import.h"
#include "text/date.h"

enum {
    BENCH_MAX_LATENCIES = 8, /* of one kind in one run */
    BENCH_MAX_RUNS = 20000,
    BENCH_MAX_HOSTS = 20,
    BENCH_NAME = 128,
    BENCH_WORD = 48,
};

/* Which tokens a figure in tokens/s counts. */
enum bench_tokens {
    BENCH_TOKENS_UNKNOWN,
    BENCH_OUTPUT_TOKENS,
    BENCH_ALL_TOKENS, /* input + output */
};

/* A percentile of a latency, or its mean. */
struct bench_latency {
    double percentile; /* 99 of p99, 50 of the median; 0: the mean */
    double ms;
};
struct bench_latencies {
    int count;
    struct bench_latency list[BENCH_MAX_LATENCIES];
};

struct bench_run {
    int input; /* its file, and where in it */
    uint32_t line, column;
    const char *file; /* name for people */
    const char *tool; /* "vLLM bench serve" */
    char model[BENCH_NAME], hardware[BENCH_WORD], precision[BENCH_WORD], engine[BENCH_WORD];
    char setting[BENCH_NAME]; /* of the server or the workload, which tells hosts apart, "" none */
    char label[BENCH_WORD];   /* how the file names the run, "" when it does not */
    char date[MAX_DATE];      /* "" unknown */
    char hint[BENCH_WORD];    /* what looks like a number of GPUs: "`tp` is 8", "" nothing does */
    double gpus;              /* that the file states, 0: it does not */
    double gpu_hour;          /* that the file states, 0: it does not */
    double requests_per_second;
    double input_tokens, output_tokens; /* means per request, 0: unknown */
    double all_tokens;                  /* their sum, where only that is known, else 0 */
    enum bench_tokens tokens;
    double tokens_per_second;
    double concurrency;       /* 0: unknown */
    double offered;           /* requests/s that were sent, 0: unknown */
    double request_ms;        /* mean time of a request, 0: unknown */
    double completed, failed; /* requests, 0: unknown */
    double unfinished;        /* requests that the end of the run cut off */
    int repeats;              /* how many runs of one point these figures are the mean of, 0: one */
    double least, most;       /* their rates */
    struct bench_latencies ttft, tpot;
    bool offline;         /* not served to clients: no latency was measured */
    bool at_once;         /* all requests were sent at the start */
    bool nominal;         /* tokens per request are what was asked for, not what was counted */
    bool made_up;         /* the file says simulated or estimated */
    int host, mix, order; /* set by bench_group() */
    bool is_copy;         /* it stands in the files twice, and counts once */
    bool excluded;        /* by a latency rule */
    char why[96];
};

struct bench_runs {
    int count;
    size_t room;
    struct bench_run *list;
};

/* Add a run; NULL when memory ran out. */
struct bench_run *bench_add(struct bench_runs *runs, const struct bench_run *run);

/* 99 of "99", 99.9 of "99.9" or "999", 5 of "05"; 0: no percentile. */
double bench_percentile_of(const char *text, size_t length);
/* By rising percentile; the first of equal ones stays. */
void bench_add_latency(struct bench_latencies *latencies, double percentile, double ms);
/* The highest percentile, the mean where there is none; NULL without any. */
const struct bench_latency *bench_highest(const struct bench_latencies *latencies);
/* "p99", "median", "mean". Returns buffer. */
const char *bench_percentile(const struct bench_latency *latency, char *buffer, size_t size);
/* The figure of a run that is compared: requests/s, or tokens/s where all there is is that. */
double bench_rate(const struct bench_run *run);

/* Requests in flight at once: as stated where nothing else held them back, else by Little's law;
 * 0: unknown. */
double bench_concurrency(const struct bench_run *run);

/* ---- Reading: each complains and returns false when the file cannot be used. */

/* All records of JSON, a row each of CSV, or whichever the file is. */
bool bench_read_json(struct import_file *file, struct bench_runs *runs);
bool bench_read_csv(struct import_file *file, struct bench_runs *runs);
bool bench_read(struct import_file *file, struct bench_runs *runs);
/* One record that cannot be used is no reason to refuse the others: complaints from that place on
 * warn, and so many errors were there before. */
void bench_leave_out(struct llmcost_diags *diags, int from, int errors);
/* Whether a text holds the word simulated or estimated. */
bool bench_says_made_up(const char *text);

/* ---- Choosing */

/* One host: runs of one model, hardware, number of GPUs, precision, engine and setting. */
struct bench_host {
    char id[LLMCOST_MAX_ID];
    int first; /* a run of it */
    int mixes;
    double gpus;
};
struct bench_hosts {
    int count;
    struct bench_host list[BENCH_MAX_HOSTS];
};

/* A run of each host, into `first`. */
void bench_find_firsts(const struct bench_runs *runs, struct bench_hosts *hosts);

/* 1/kappa = i/P + o/D, kappa in requests/s, i and o tokens per request: P and D of the least
 * squares of relative errors; false when no positive ones fit, or the runs have one proportion of
 * input to output. ret_worst: the largest relative error of kappa. */
bool bench_fit(const struct bench_run *const *runs, int count, double *ret_input_per_second,
               double *ret_output_per_second, double *ret_worst);

/* Of a run that stands twice one is kept, of the runs of one point their mean; sorted runs of one
 * point lie side by side. */
void bench_join_repeated(struct bench_runs *runs, struct llmcost_diags *diags);

/* Check that the runs go together and sort them into hosts and mixes; `gpus` 0: not stated. */
bool bench_group(struct bench_runs *runs, const struct import_options *options,
                 struct bench_hosts *ret_hosts, struct llmcost_diags *diags);
/* Apply the latency rules; a host of which no run meets them is left out with a warning. False when
 * none is left. */
bool bench_judge(struct bench_runs *runs, struct bench_hosts *hosts,
                 const struct import_options *options, struct llmcost_diags *diags);
/* The run of the highest rate of a mix that is not excluded; NULL when all are. */
const struct bench_run *bench_best(const struct bench_runs *runs, int host, int mix);

/* ---- Writing: false when a complaint was made */

bool bench_write(FILE *out, const struct bench_runs *runs, const struct bench_hosts *hosts,
                 const struct import_options *options, struct llmcost_diags *diags);

#endif
