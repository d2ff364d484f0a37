/* restoring.h - what the files that restore a saved report share. */
#ifndef LLMCOST_IO_REPORT_SAVED_RESTORING_H
#define LLMCOST_IO_REPORT_SAVED_RESTORING_H

#include "io/report/saved/parts.h"

#include <math.h>

enum { MOST = 64 }; /* bytes of a path into a report: two keys and their indices */

struct restoring {
    struct reading *r;
    struct outcome *from;
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
/* The index of the option of that id; -1 for none, and after a complaint. */
int option_of(struct restoring *x, const char *path, const char *id);
/* A list with an entry for each option, in their order: false after a complaint. */
bool is_for_options(struct restoring *x, const char *path, int entry, const char *id);
/* What is not known is 0 in a result, beside a flag where it matters. */
static inline double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}
/* Break-evens, months, what is not known and what moves the decision. */
void restore_break_evens(struct restoring *x);
void restore_timeline(struct restoring *x);
void restore_questions(struct restoring *x);
/* All that the report assumes, back in the scenario. */
void restore_assumptions(struct restoring *x);

#endif
