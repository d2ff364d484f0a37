/* diff_rows.h - all that a diff says, as plain values: what its JSON holds. A member is named as
 * its key is: `old` and `new` are the words of the contract. */
#ifndef LLMCOST_IO_REPORT_DIFF_ROWS_H
#define LLMCOST_IO_REPORT_DIFF_ROWS_H

#include "io/report/diff.h"
#include "io/report/outcome.h"

struct diff_told_set {
    const char *path, *value, *file;
};
struct diff_told_side {
    const char *name, *file, *sha256, *from;
    int32_t overrides_count;
    struct diff_told_set *overrides;
    const char *recommended, *cheapest, *baseline, *runner_up;
    int64_t monthly_cost;
    double margin, margin_ratio, monthly_margin;
};
struct diff_told_verdict {
    const char *old, *new;
    bool changed;
    int32_t reasons_count;
    const char **reasons;
};

struct diff_told_line {
    const char *id, *category;
    uint8_t status; /* enum diff_status */
    int64_t old, new, delta;
    double delta_ratio;
};
struct diff_told_effects {
    int64_t price, usage, structure, interaction;
};
struct diff_told_option {
    const char *id;
    uint8_t status; /* enum diff_status */
    int64_t old, new, delta;
    double delta_ratio;
    int32_t lines_count;
    struct diff_told_line *lines;
    struct diff_told_effects *effects;     /* NULL between saved reports */
    const struct outcome_option *was, *is; /* NULL: not there */
    bool estimated;
};

struct diff_told_edge {
    uint8_t edge; /* whether a band ends there */
    double old, new, delta, delta_ratio;
};
struct diff_told_break_even {
    const char *option, *against, *variable;
    uint8_t status; /* enum diff_status */
    double old, new, delta, delta_ratio;
    const struct outcome_break_even *was, *is; /* NULL: not there */
    uint8_t basis;                             /* enum break_even_basis */
    int32_t edges_count;
    struct diff_told_edge *edges;
};

struct diff_told_effect {
    const char *option;
    int64_t effect;
};
struct diff_told_input {
    const char *path, *unit, *cause, *option;
    struct row_value old, new;
    int64_t effect;
    int32_t effects_count;
    struct diff_told_effect *effects;
};

/* Of two portfolios: a workload that either has, and what sharing saves. */
struct diff_told_workload {
    const char *file, *old, *new;
    uint8_t status; /* enum diff_status */
};
struct diff_told_sharing {
    double old, new, delta;
};

struct diff_told {
    const char *kind, *format_version, *currency;
    struct diff_told_side old, new;
    struct diff_told_verdict verdict;
    int32_t options_count, break_even_count, inputs_count, gates_count;
    struct diff_told_option *options;
    struct diff_told_break_even *break_even;
    struct diff_told_input *inputs;
    struct outcome_gate *gates;
    struct outcome_tool tool;
    int32_t workloads_count;
    struct diff_told_workload *workloads;
    struct diff_told_sharing *sharing_saving; /* NULL: of reports */
};

extern const struct json_row diff_rows[];
extern const struct row_word diff_statuses[];
/* diff_moves.c: what two portfolios say beside that. */
extern const struct json_row diff_workload_rows[], diff_sharing_rows[];
void diff_tell_portfolios(const struct diff *diff, struct arena *arena, struct diff_told *ret_told);

/* Fill what a diff says; what is pointed to goes into the arena, which knows whether memory ran
 * out.
 */
void diff_tell(const struct diff *diff, struct arena *arena, struct diff_told *ret_told);

#endif
