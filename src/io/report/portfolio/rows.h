/* rows.h - all that a portfolio says, as plain values: what its JSON holds, and what
 * every format prints. It is filled from the engine's answer, or from a saved portfolio.
 */
#ifndef LLMCOST_IO_REPORT_PORTFOLIO_ROWS_H
#define LLMCOST_IO_REPORT_PORTFOLIO_ROWS_H

#include "io/report/outcome.h"
#include "io/report/portfolio/portfolio.h"

/* An option that one workload could move to while the others stay. */
struct portfolio_told_move {
    const char *option;
    double horizon_increase;
};
struct portfolio_told_workload {
    const char *name, *file, *sha256;
    int32_t overrides_count, moves_count, warnings_count;
    struct outcome_override *overrides;
    struct portfolio_told_move *moves;
    struct outcome_warning *warnings;
};

/* What of an assignment's bill a workload has caused. */
struct portfolio_told_share {
    const char *file, *option;
    int64_t monthly_cost;
    bool eligible;
};
struct portfolio_told_assignment {
    int32_t options_count, lines_count, workloads_count;
    struct row_pair *options; /* an option for each file */
    int64_t monthly_cost;
    double horizon_cost;
    bool feasible, eligible;
    struct outcome_line *lines;
    struct portfolio_told_share *workloads;
};

struct portfolio_told {
    const char *kind, *format_version;
    int32_t workloads_count, assignments_count, evaluated, horizon_months, reasons_count;
    struct portfolio_told_workload *workloads;
    struct portfolio_told_assignment *assignments;
    struct portfolio_told_assignment *recommended, *alone, *single; /* NULL: there is none */
    double sharing_saving;
    const char *currency;
    struct outcome_tool tool;
    const char **reasons;
    /* Beside what is said: where it is kept, and the tree that it was read from. */
    struct arena arena;
    const void *tree;
};

extern const struct json_row portfolio_rows[];

/* Fill what a portfolio says; it points into the portfolio's reports. False when memory ran out;
 * free it in either case. */
bool portfolio_tell(const struct portfolio *portfolio, struct portfolio_told *ret_told);
void portfolio_told_free(struct portfolio_told *told);

/* The assignment of a column; NULL where there is none. */
const struct portfolio_told_assignment *portfolio_told_side(const struct portfolio_told *told,
                                                            int side);
/* The line of an assignment that has this id; NULL: it has none, or is NULL. */
const struct outcome_line *portfolio_told_line(const struct portfolio_told_assignment *assignment,
                                               const char *id);
/* The n-th line of any of the columns, each id once, in the order of cost lines; NULL after the
 * last. */
const struct outcome_line *portfolio_told_nth_line(const struct portfolio_told *told, int n);
/* Whether a workload has a warning in these words; the n-th of all warnings in other words than
 * those before it, and the first workload that has it: false after the last. */
struct portfolio_told_warning {
    int first;
    const char *message;
};
bool portfolio_told_warns(const struct portfolio_told *told, int workload, const char *message);
bool portfolio_told_nth_warning(const struct portfolio_told *told, int n,
                                struct portfolio_told_warning *ret_warning);
/* Whether an id is an option of a workload before this one, too. */
bool portfolio_told_is_known(const struct portfolio_told *told, int workload, const char *option);

/* io/words/portfolio.c: "own for chat.yaml and for batch.yaml"; the n-th sentence of the answer,
 * NULL after the last. Return buffer. */
const char *words_assignment(const struct portfolio_told_assignment *assignment, char *buffer,
                             size_t size);
const char *words_portfolio(const struct portfolio_told *told, int n, char *buffer, size_t size);

#endif
