/* sweep.h - a grid of values of up to four inputs, and what the options cost at each point. */
#ifndef LLMCOST_IO_REPORT_SWEEP_SWEEP_H
#define LLMCOST_IO_REPORT_SWEEP_SWEEP_H

#include "io/report/report.h"

enum { MAX_AXES = 4, MAX_LISTED = 64 };

/* A value of a list, as it is written. */
struct axis_word {
    const char *text;
    size_t length;
    double number;
    bool is_number;
};

/* The values of one input: evenly or in equal ratios from low to high, or a list. */
struct axis {
    const char *path; /* as it is written */
    size_t path_length;
    int count;
    bool is_list;
    struct axis_word word[MAX_LISTED]; /* of a list */
    struct llmcost_ref ref;            /* of a range, as are the others */
    double low, high;
    bool log, whole, percent; /* percent: written with a percent sign */
};
double axis_value(const struct axis *axis, int i);

/* The point at which an option that may be chosen costs least. */
struct sweep_best {
    bool known, moves; /* moves: it costs not the same everywhere */
    double cost;
    int at[MAX_AXES];
};

struct catalogs;

/* A sweep under way: the last axis moves fastest. */
struct sweep {
    const struct report *report; /* of the scenario as it is */
    struct llmcost_scenario *scenario;
    struct axis axis[MAX_AXES];
    int axes, options;
    int at[MAX_AXES]; /* of the present point */
    double value[MAX_AXES];
    struct llmcost_cost cost[LLMCOST_MAX_OPTIONS];
    int recommended;                             /* -1: no option may be chosen */
    struct sweep_best best[LLMCOST_MAX_OPTIONS]; /* of the points so far */
    /* Lists: the texts that the scenario is read from anew, and what is wrong with one of them. */
    int lists, given;
    struct source *texts;
    char *settings;
    struct catalogs *catalogs, *own_catalogs;
    struct llmcost_diags *diags;
    bool failed; /* memory ran out on the way */
    int64_t done, points;
    void (*progress)(int64_t done, int64_t points); /* NULL: nobody looks */
};

/* "PATH=LO..HI[:N][:log]" or "PATH=A,B,C": everything of an axis. False with a complaint;
 * *ret_usage tells whether the text is wrong, or the scenario has no such input or value. */
bool axis_parse(struct llmcost_scenario *scenario, const char *text, int default_count,
                struct axis *ret_axis, struct llmcost_diags *diags, bool *ret_usage);
/* When the axes are known: what the scenario was read from, the file and the `count` texts that
 * came with it. False when memory ran out; close it in either case. */
bool sweep_open(struct sweep *sweep, const struct source *texts, int count,
                struct catalogs *catalogs);
void sweep_close(struct sweep *sweep);
/* Every listed value and every corner of the ranges must be a legal scenario. Complaints about a
 * text that a list makes are in sweep->diags, with places in sweep->texts. */
bool sweep_check(struct sweep *sweep, struct llmcost_diags *diags);

/* Each point in turn: sweep_start(), then sweep_next() until it is false. */
void sweep_start(struct sweep *sweep);
bool sweep_next(struct sweep *sweep);

/* Behind the last point: the options that may be chosen anywhere, those that cost least first.
 * Returns how many. */
int sweep_cheapest(const struct sweep *sweep, int ret_options[LLMCOST_MAX_OPTIONS]);

/* The path of an input, of a list as it is written: into `buffer`, which is returned. */
const char *sweep_axis_path(const struct sweep *sweep, int a, char *buffer, size_t size);

#endif
