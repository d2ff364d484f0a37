/* explain.h - what the files that explain figures share with nobody else. */
#ifndef LLMCOST_CORE_TELLING_EXPLAIN_H
#define LLMCOST_CORE_TELLING_EXPLAIN_H

#include "llmcost.h"

#include <math.h>

/* A figure that there is none of, such as a cost per request of no requests; it never leaves the
 * core. */
#define NO_FIGURE NAN

/* Which options a figure or a line is of. */
enum figure_of {
    OF_SCENARIO,
    OF_OPTION,
    OF_API,     /* an api as an option */
    OF_ANY_API, /* an api or a hybrid */
    OF_FLEET,   /* a host or a hybrid */
    OF_RENTED,  /* ... whose GPUs are on rent */
    OF_OWNED,
    OF_ELASTIC, /* ... that may rent by the hour */
    OF_HYBRID,
    OF_ESTIMATED, /* a host or a hybrid whose throughput is estimated */
};

/* What is being explained: an option with its parts, or (option -1) the scenario. */
struct explaining {
    const struct llmcost_scenario *scenario;
    const struct llmcost_result *result;
    const struct llmcost_host *host;
    const struct llmcost_api *api;
    int option;
};

enum { MAX_READS = 24 };

struct figure_row {
    const char *name; /* behind options.ID. where it is of an option */
    const char *formula;
    const char *(*formula_of)(const struct explaining *e); /* where there are several */
    const char *unit_text;                                 /* where no unit of the fields says it */
    double (*value)(const struct explaining *e);
    const char *reads[MAX_READS];
    size_t offset; /* of a double in struct llmcost_fleet, where is_fleet */
    bool is_fleet;
    uint8_t of;   /* enum figure_of */
    uint8_t unit; /* enum llmcost_unit */
};
extern const struct figure_row figure_rows[];
extern const int figure_row_count;

struct line_row {
    const char *quantity[MAX_READS];
    const char *price[MAX_READS];
    uint8_t of; /* enum figure_of */
};
extern const struct line_row line_rows[LLMCOST_COMPONENTS];

/* core/telling/estimate_figures.c: weights in GB, sequences, milliseconds of a step and of a
 * prompt. */
double estimate_weights(const struct explaining *e);
double estimate_sequences(const struct explaining *e);
double estimate_step(const struct explaining *e);
double estimate_prompt(const struct explaining *e);
double estimate_calibration(const struct explaining *e);

/* core/telling/paths.c */
struct explaining explaining_of(const struct llmcost_scenario *scenario,
                                const struct llmcost_result *result, int option);
bool is_of(const struct explaining *e, enum figure_of of);
const char *extra_name(const struct llmcost_scenario *scenario, int extra);
bool has_extra(const struct llmcost_common *part, int extra);
/* The next line of an option, or the first after row -1; false after the last. */
bool next_line(const struct explaining *e, struct llmcost_figure *f);

#endif
