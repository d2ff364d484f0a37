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
/* verdict.c: refuse a choice or a margin that its costs do not lead to. */
void check_verdict(struct restoring *x);

/* Sentences from figures, whatever the file says, in the outcome and in the tree that JSON prints;
 * of an outcome that is settled. reasons.c: those of the verdict; gates.c: gates are judged again.
 */
void tell_reasons(struct restoring *x);
void tell_gates(struct restoring *x);
/* sentences.c: those of lines and of changes. */
void tell_parts(struct restoring *x);
/* texts.c: those whose figures are not in the file, as far as it does not contradict them. */
void tell_texts(struct restoring *x);

#endif
