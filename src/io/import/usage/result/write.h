/* write.h - the sums of usage files as a `workload:` fragment. */
#ifndef LLMCOST_IO_IMPORT_USAGE_RESULT_WRITE_H
#define LLMCOST_IO_IMPORT_USAGE_RESULT_WRITE_H

#include "io/import/usage/sums/format.h"

#include <stdio.h>

/* Where the sums come from. */
struct usage_origin {
    const struct usage_format *format;
    const struct usage_log *log; /* of all files */
    const struct usage_models *models;
    const struct usage_model *model; /* the one that is written, NULL: all that are taken */
    const char *file;                /* of several the first */
    int files;
};

/* usage is closed. */
void usage_write(FILE *out, const struct usage *usage, const struct usage_origin *origin);

#endif
