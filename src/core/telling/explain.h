/* explain.h - what the files that explain figures share with nobody else. */
#ifndef LLMCOST_CORE_TELLING_EXPLAIN_H
#define LLMCOST_CORE_TELLING_EXPLAIN_H

#include "core/model/components.h"
#include "llmcost.h"

#include <math.h>

/* A figure that there is none of, such as a cost per request of no requests; it never leaves the
 * core. */
#define NO_FIGURE NAN

/* What is being explained: an option with its parts, or (option -1) the scenario. */
struct explaining {
    const struct llmcost_scenario *scenario;
    struct terms terms; /* of the first month */
    const struct llmcost_result *result;
    const struct llmcost_host *host;
    const struct llmcost_api *api;
    uint32_t kinds; /* what it is, by enum of */
    int option;
};

/* Where the double stands that is the value of a figure. */
enum value_at { AT_NOTHING, AT_RESULT, AT_COMPARED, AT_OPTION, AT_ESTIMATE };
struct figure_row {
    const char *name; /* behind options.ID. where it is of an option */
    const char *formula;
    const char *(*formula_of)(const struct explaining *e); /* where there are several */
    const char *unit_text;                                 /* where no unit of the fields says it */
    double (*value)(const struct explaining *e);           /* unless it is a member of `at` */
    const char *reads; /* a list of core/scenario/words.h, NULL for none */
    uint16_t offset;   /* of the result, the option's result, the estimate of its host */
    uint8_t at;        /* enum value_at; compared: of the result where there is a runner-up */
    uint8_t of;        /* enum of */
    uint8_t unit;      /* enum llmcost_unit */
};
extern const struct figure_row figure_rows[];
extern const int figure_row_count;

/* A figure over the draws, of what it is of, and its row. */
struct drawing {
    const struct llmcost_result *result;
    const struct llmcost_uncertainty *known;
    const struct llmcost_input_uncertainty *input;
    int option;
};
enum draws_of { DRAWS_ALL, DRAWS_OPTION, DRAWS_INPUT };
struct draw_row {
    const char *name; /* behind uncertainty., uncertainty.options.ID. or uncertainty.inputs.PATH. */
    const char *formula;
    const char *(*formula_of)(const struct drawing *d); /* where there are several */
    double (*value)(const struct drawing *d); /* NULL: the double at `offset` of what it is of */
    const char *reads;                        /* a list of core/scenario/words.h, NULL for none */
    uint16_t offset;
    uint8_t of;   /* enum draws_of */
    uint8_t unit; /* enum llmcost_unit; LLMCOST_UNITS: the input's */
};
extern const struct draw_row draw_rows[];
extern const int draw_row_count;

/* core/telling/run_figures.c: requests/s of the run that a capacity is read at, of the next, and
 * how far between them it is; the time per output token. */
double run_rate(const struct explaining *e);
double run_next_rate(const struct explaining *e);
double run_reach(const struct explaining *e);
double fleet_tpot(const struct explaining *e);
const char *run_formula(const struct explaining *e);
const char *run_reach_formula(const struct explaining *e);
const char *run_capacity_formula(const struct explaining *e);
const char *tpot_formula(const struct explaining *e);

/* core/telling/paths.c */
struct explaining explaining_of(const struct llmcost_scenario *scenario,
                                const struct llmcost_result *result, int option);
const char *extra_name(const struct llmcost_scenario *scenario, int extra);
/* The line of a figure; extra lines by their name: one of both parts of a hybrid goes by either.
 * NULL when the option has no such line. */
const struct llmcost_line *explained_line(const struct explaining *e,
                                          const struct llmcost_figure *figure);
/* row: of the lines that have a name of their own. */
bool has_extra(const struct llmcost_common *part, int row, int extra);
/* The next line of an option, or the first after row -1; false after the last. */
bool next_line(const struct explaining *e, struct llmcost_figure *f);

#endif
