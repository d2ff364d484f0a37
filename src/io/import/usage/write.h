/* write.h - the sums of usage files as a `workload:` fragment. */
#ifndef LLMCOST_IO_IMPORT_USAGE_WRITE_H
#define LLMCOST_IO_IMPORT_USAGE_WRITE_H

#include "io/import/usage/format.h"

#include <stdio.h>

/* Where the sums come from. */
struct usage_origin {
    const struct usage_format *format;
    const char *file; /* of several the first */
    int files;
};

void usage_write(FILE *out, const struct usage *usage, const struct usage_origin *origin);

#endif
