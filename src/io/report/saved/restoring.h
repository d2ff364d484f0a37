/* restoring.h - what the files that restore a saved report share. */
#ifndef LLMCOST_IO_REPORT_SAVED_RESTORING_H
#define LLMCOST_IO_REPORT_SAVED_RESTORING_H

#include "io/report/saved/parts.h"

enum { MOST = 64 }; /* bytes of a path into a report: two keys and their indices */

struct restoring {
    struct reading *r;
    struct outcome *from;
    struct llmcost_scenario *scenario;
    struct report *report;
    struct saved_report *saved;
};

/* A text into the scenario's own; 0 for none. What is wrong with it is complained about at `path`.
 */
uint32_t keep_text(struct restoring *x, const char *path, const char *text);
/* All that the report assumes, back in the scenario. */
void restore_assumptions(struct restoring *x);
/* verdict.c: refuse a choice or a margin that its costs do not lead to; make the sentence of the
 * decision from them, once the lists of the report are known to fit together. */
void check_verdict(struct restoring *x);
void restore_decision(struct restoring *x);

#endif
