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
/* The demand, nearest by ratio to today's, at which it would go elsewhere. */
struct portfolio_told_next {
    const char *option, *variable, *unit;
    double current, demand, ratio;
    bool verified;
};
struct portfolio_told_workload {
    const char *name, *file, *sha256, *oldest_price, *oldest_priced_on, *as_of;
    int32_t overrides_count, moves_count, warnings_count, assumed_count, unknown_rules_count;
    struct outcome_override *overrides;
    struct portfolio_told_move *moves;
    const char **assumed, **unknown_rules; /* paths; rules of where it is recommended */
    struct portfolio_told_next *next;      /* NULL: it is nowhere, or nobody has looked */
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
    const char *unit; /* what stands for a GPU in its fleets, NULL: nothing does */
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
    const char *next_to_move;                    /* a file */
    struct portfolio_told_assignment *runner_up; /* NULL: there is none */
    double margin, margin_ratio;
    int32_t gates_count;
    struct outcome_gate *gates;
    int32_t warnings_count;
    struct outcome_warning *warnings; /* of all together */
    /* Beside what is said: where it is kept, and the tree that it was read from. */
    struct arena arena;
    const void *tree;
    bool judged; /* the gates are not those that it was read with */
};

struct diff_side;
extern const struct json_row portfolio_rows[];

/* Fill what a portfolio says; it points into the portfolio's reports. False when memory ran out;
 * free it in either case. */
bool portfolio_tell(const struct portfolio *portfolio, struct portfolio_told *ret_told);
/* mixes.c: what is warned of of all together. */
void portfolio_tell_mixes(const struct portfolio *portfolio, struct portfolio_told *told);
void portfolio_told_free(struct portfolio_told *told);
/* The sentences of a filled portfolio. */
void portfolio_tell_reasons(struct portfolio_told *told);

/* side.c: what gates and diffs look at: each assignment that is told is an option, under the words
 * for it. It points into the arena too, which knows whether memory ran out. */
void portfolio_side_make(const struct portfolio_told *told, const char *file, struct arena *arena,
                         struct diff_side *ret_side);
/* The gates that were judged on it, in place of those it has. False when memory ran out. */
bool portfolio_judged(struct portfolio_told *told, const struct gate_result *gates, int count);

/* The workload that would move at the demand nearest to today's; NULL: none would. */
const struct portfolio_told_workload *portfolio_told_next(const struct portfolio_told *told);
/* The assignment of a column; NULL where there is none. */
struct portfolio_told_assignment *portfolio_told_side(const struct portfolio_told *told, int side);
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
    const struct outcome_warning *warning;
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
/* "own for 2 workloads; rented for 1 workload", as many options as there is room for. */
const char *words_assignment_brief(const struct portfolio_told_assignment *assignment, char *buffer,
                                   size_t size);
/* A host whose typed capacity holds for two files, of which a request of the first is so many times
 * the work of one of the second. */
const char *words_mixes(const char *host, double capacity, const char *const files[2], double times,
                        char *buffer, size_t size);
/* What sharing saves, "nothing" for less than half a cent. */
const char *words_saving(const struct portfolio_told *told, char *buffer, size_t size);
const char *words_portfolio(const struct portfolio_told *told, int n, char *buffer, size_t size);

#endif
