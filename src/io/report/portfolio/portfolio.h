/* portfolio.h - several reports that share one fleet: whether they go together, and who is who. */
#ifndef LLMCOST_IO_REPORT_PORTFOLIO_PORTFOLIO_H
#define LLMCOST_IO_REPORT_PORTFOLIO_PORTFOLIO_H

#include "io/report/report.h"
#include "text/arena.h"

/* Bills that stand side by side. */
enum portfolio_column { SIDE_RECOMMENDED, SIDE_SINGLE, SIDE_ALONE, SIDES };

/* What `portfolio` prints. */
struct portfolio {
    const struct report *reports; /* of each workload alone */
    const char *const *files;     /* names that tell them apart */
    struct llmcost_portfolio *answer;
    void *room;
    struct llmcost_assigned *cheapest; /* bills of answer->cheapest */
    struct llmcost_assigned *side;     /* of the three, where there is one */
    struct llmcost_next_move *next;    /* of each workload */
};
/* The assignment of a column; NULL where there is none. */
const struct llmcost_assignment *portfolio_side(const struct portfolio *portfolio, int side);
/* What more the recommended assignment costs over the horizon with one workload moved to an option:
 * NAN where that is not feasible or not eligible. */
double portfolio_moved(const struct portfolio *portfolio, int workload, int option);

/* Evaluate all assignments of reports that agree; free it in either case. False when memory ran
 * out. */
bool portfolio_make(const struct report *reports, const char *const *files, int count,
                    struct portfolio *ret_portfolio);
void portfolio_free(struct portfolio *portfolio);

/* The last parts of each path, as many as tell it from the others; NULL when memory ran out. */
const char **portfolio_names(const char *const *paths, int count, struct arena *arena);

/* Complaints about scenarios that cannot share a fleet, with both places; whether there are none.
 */
bool portfolio_agrees(const struct report *reports, const char *const *files, int count,
                      struct llmcost_diags *diags);
/* small.c: a complaint when there are too many assignments, and which options can be left out. */
bool portfolio_is_small(const struct report *reports, const char *const *files, int count,
                        struct llmcost_diags *diags);

#endif
