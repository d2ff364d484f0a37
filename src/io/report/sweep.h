/* sweep.h - a grid of values of one or two inputs, and what the options cost at each point. */
#ifndef LLMCOST_IO_REPORT_SWEEP_H
#define LLMCOST_IO_REPORT_SWEEP_H

#include "io/report/report.h"

enum { MAX_AXES = 2 };

/* The values of one input, evenly or in equal ratios from low to high. */
struct axis {
    struct llmcost_ref ref;
    double low, high;
    int count;
    bool log, whole, percent; /* percent: written with a percent sign */
};
double axis_value(const struct axis *axis, int i);

/* A sweep under way: the second axis, where there is one, moves faster. */
struct sweep {
    const struct report *report; /* of the scenario as it is */
    struct llmcost_scenario *scenario;
    struct axis axis[MAX_AXES];
    int axes, options;
    int at[MAX_AXES]; /* of the present point */
    double value[MAX_AXES];
    struct llmcost_cost cost[LLMCOST_MAX_OPTIONS];
    int recommended; /* -1: no option may be chosen */
    int64_t done, points;
    void (*progress)(int64_t done, int64_t points); /* NULL: nobody looks */
};

/* "PATH=LO..HI[:N][:log]": everything of an axis. False with a complaint; *ret_usage tells whether
 * the text is wrong, or the scenario has no such input or value. */
bool axis_parse(struct llmcost_scenario *scenario, const char *text, int default_count,
                struct axis *ret_axis, struct llmcost_diags *diags, bool *ret_usage);
/* Every corner of the grid must be a legal scenario. */
bool sweep_check(struct sweep *sweep, struct llmcost_diags *diags);

/* Each point in turn: sweep_start(), then sweep_next() until it is false. */
void sweep_start(struct sweep *sweep);
bool sweep_next(struct sweep *sweep);

/* Writers: constant memory, whatever the number of points. False when writing failed. */
bool print_sweep_csv(FILE *out, struct sweep *sweep, const struct print_style *style);
bool print_sweep_json(FILE *out, struct sweep *sweep, const struct print_style *style);
bool print_sweep_table(FILE *out, struct sweep *sweep, const struct print_style *style);

#endif
