/* import.h - other tools' files to a YAML fragment in the words of a scenario. One kind is one
 * folder here; within a kind one format is one row.
 */
#ifndef LLMCOST_IO_IMPORT_IMPORT_H
#define LLMCOST_IO_IMPORT_IMPORT_H

#include "text/source.h"

#include <stdio.h>

struct import_options {
    const char *pattern;     /* a part of the keys or models to import, NULL: all */
    int gpus;                /* bench: GPUs that served it, 0: not stated */
    const char *columns;     /* usage: "timestamp=ts,input=prompt", NULL: by their names */
    bool per_model;          /* usage: a fragment for each model */
    const double *long_over; /* usage: thresholds of long context */
    int long_overs;
    double max_ttft_ms, max_tpot_ms; /* bench: 0: not stated */
    bool frontier;                   /* bench: all points as `runs` */
    bool spot;                       /* gpus: spot prices are meant */
    bool allow_outliers;             /* prices: above $1,000 per Mtok */
    const char *as_of;               /* "2026-11-21", NULL: not stated */
    FILE *progress;                  /* a terminal, NULL: nobody is watching */
};

/* Write one fragment made of all files to `out`. Complaints are in diags (place.input: index of the
 * file). False on an error, then nothing of `out` is of use; *ret_no_memory when memory ran out. */
typedef bool import_function(const char *const *paths, int count,
                             const struct import_options *options, FILE *out,
                             struct llmcost_diags *diags, bool *ret_no_memory);
import_function import_prices, import_usage, import_bench, import_gpus, import_model;

#endif
