/* assumptions.h - what the files that restore a saved report share. */
#ifndef LLMCOST_IO_REPORT_SAVED_ASSUMPTIONS_H
#define LLMCOST_IO_REPORT_SAVED_ASSUMPTIONS_H

#include "io/report/saved/parts.h"

struct restoring {
    struct reading *r;
    const struct outcome *from;
    struct llmcost_scenario *scenario;
    struct llmcost_result *result;
    struct report *report;
    struct saved_report *saved;
};

/* A text into the scenario's own; 0 for none. What is wrong with it is complained about at `path`.
 */
uint32_t keep_text(struct restoring *x, const char *path, const char *text);
/* The extra line of that name, made when no assumption has named it; -1 after a complaint. */
int find_extra(struct restoring *x, const char *path, const char *name);
/* All that the report assumes, back in the scenario. */
void restore_assumptions(struct restoring *x);

#endif
