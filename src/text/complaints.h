/* complaints.h - complaints to a person or a script: FILE:LINE:COL: error: MESSAGE [E102], source
 * line, caret, advice. */
#ifndef LLMCOST_TEXT_COMPLAINTS_H
#define LLMCOST_TEXT_COMPLAINTS_H

#include "text/source.h"

#include <stdio.h>

enum diag_format { DIAG_HUMAN, DIAG_SHORT, DIAG_JSON, DIAG_GITHUB };

struct diag_style {
    enum diag_format format;
    int max_errors; /* print at most so many, then say how many more */
    bool color;
    bool ascii;
};

/* Print all complaints; sources[0] is the file, sources[n] the n-th --set. False when writing
 * failed. */
bool diags_print(FILE *out, const struct llmcost_diags *diags, const struct source *sources,
                 int source_count, const struct diag_style *style);

#endif
