/* engine.h - one option in one month, or over the horizon (§7), for questions that need no report.
 */
#ifndef LLMCOST_CORE_MODEL_ENGINE_H
#define LLMCOST_CORE_MODEL_ENGINE_H

#include "core/model/bill.h"
#include "core/model/demand.h"
#include "core/model/fleet.h"
#include "llmcost.h"

/* Who serves in a month, and on which terms. */
struct parties {
    struct terms terms;
    const struct llmcost_host *host; /* NULL: nothing is hosted */
    const struct llmcost_api *api;   /* NULL: no api is called */
    /* the apis that the host, or an api alone, and the api behind a host escalate to */
    const struct llmcost_api *target[2];
};
/* What a month hands on to the next. */
struct carried {
    double bought; /* units */
};
/* What one month of one option comes to. */
struct option_month {
    struct bill bill;
    struct fleet_plan plan;
    struct demand demand;
    double cost;      /* what is paid for the month, one-offs aside: rounded like its lines */
    double exact;     /* ... and unrounded, for break-evens */
    double shortfall; /* billed up to an api's monthly minimum */
    bool serves;
};
/* The factors that move prices in a month. */
struct month_factors {
    double growth;            /* of the stated demand */
    double api;               /* of the option's api */
    double gpu_hour, elastic; /* of the host's GPUs */
    double escalation[2];     /* of the apis that the parts escalate to */
};
/* The yearly changes that touch one option, as factors per month; `still` when there are none. */
struct drift {
    struct month_factors step;
    double commitment;
    bool still;
};
/* One option's way through the months, of which the first asks for so many requests. */
struct option_walk {
    const struct llmcost_scenario *scenario;
    int option, at;
    const struct llmcost_input *replicas; /* a hybrid's own; another may be put in its place */
    struct parties parties;
    struct drift drift;
    double requests;
    struct month_factors factors;
    struct carried carried;
    struct option_month month; /* the one that was billed last */
};
void walk_begin(struct option_walk *walk, const struct llmcost_scenario *scenario, int option,
                double requests);
/* Bill the next month into walk->month; nothing to do when it is like the one before. lines may be
 * NULL. The way has no end: it goes on beyond the horizon. */
void walk_on(struct option_walk *walk, struct llmcost_line *lines);

/* Whether its months differ. */
bool option_drifts(const struct llmcost_scenario *scenario, int option);
/* What is paid once, at the start. */
double option_one_off(const struct llmcost_scenario *scenario, int option);

/* The first month of one option that serves `requests`, nothing being bought before. */
void option_first_month_at(const struct llmcost_scenario *scenario, int option, double requests,
                           struct option_month *ret_month);

/* The horizon cost of one option alone, and whether it serves every month; false when a bill is too
 * large. */
bool option_horizon(const struct llmcost_scenario *scenario, int option, double step,
                    double *ret_cost, bool *ret_serves);
/* The `step` above: what a month's money is divided by for each month that it is away. */
double discount_step(const struct llmcost_scenario *scenario);

#endif
