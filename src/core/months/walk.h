/* walk.h - one option from month to month, or over the horizon (§7), for questions that need no
 * report. */
#ifndef LLMCOST_CORE_MONTHS_WALK_H
#define LLMCOST_CORE_MONTHS_WALK_H

#include "core/months/in_force.h"
#include "core/months/month.h"
#include "llmcost.h"

/* The yearly changes that touch one option, as factors per month; `still` when there are none. */
struct drift {
    struct month_factors step;
    bool still;
};
/* One option's way through the months, of which the first asks for so many requests. */
struct option_walk {
    const struct llmcost_scenario *scenario;
    int option, at;
    const struct llmcost_input *replicas; /* a hybrid's own; another may be put in its place */
    struct parties parties;
    struct drift drift;
    int start, until; /* the month, from 0, in which it takes over, and the first without service */
    int fleet, contract, until_contract; /* see walks_on() */
    bool still;                          /* its months are all alike */
    bool settled;                        /* parties_settle() has seen what is in force */
    double requests;
    /* Requests of the month: a multiple of the first month's, or always so many. */
    double multiple, always;
    struct in_force now;
    struct month_factors factors;
    struct carried carried;
    struct option_month month; /* the one that was billed last */
};
/* months: how many it will be asked for at most, and lots the room for what is taken in them. */
void walk_begin(struct option_walk *walk, const struct llmcost_scenario *scenario, int option,
                double requests, int months, struct lot lots[2][months]);
/* How many levels a walk keeps the paid hours of, where cold starts are paid for: see fleet_make().
 */
int walk_levels(const struct llmcost_scenario *scenario, int option);
/* What does not depend on the demand, for many ways of one option: found once. */
struct departure {
    const struct llmcost_scenario *scenario;
    int option;
    struct parties parties;
    struct drift drift;
};
struct departure departure_of(const struct llmcost_scenario *scenario, int option);
/* walk_begin() from there. */
void walk_depart(struct option_walk *walk, const struct departure *from, double requests,
                 int months, struct lot lots[2][months]);
/* From the first month on it has taken over, and credits pay nothing: what a monthly bill is of. */
void walk_in_operation(struct option_walk *walk);
/* Bill the next month into walk->month; nothing to do when it is like the one before. lines may be
 * NULL. The way has no end: it goes on beyond the horizon. */
void walk_on(struct option_walk *walk, struct llmcost_line *lines);
/* In two steps, for who knows what many months come to: on to the next month, and whether it is
 * unlike the one before; bill it, where the first month asks for so many requests, before credits.
 */
bool walk_step(struct option_walk *walk);
void walk_bill(struct option_walk *walk, double requests);
/* walk_on() of several that are served together, those that take over first in front: `fleet` and
 * `contract` of each are the first of them with the same host, and with the same api;
 * until_contract is that of the api that serves until it takes over, or, where none calls it for
 * good, any number from MAX_TOGETHER on that those of the same api have in common. Bill and cost
 * are those of the first walk. sum: NULL for one walk alone. */
void walks_on(struct option_walk *const *walk, int walks, struct month_sum *sum,
              struct llmcost_line *lines);

/* What of the month that walks_on() has billed last each of several walks has caused. */
void walks_share(struct option_walk *const *walk, int walks, struct month_sum *sum,
                 double *ret_shares);

/* The keys of an option that say when it takes over; NULL for an api. */
const struct llmcost_start *option_start(const struct llmcost_scenario *scenario, int option);
/* Whether nothing but yearly rates makes its months differ. */
bool option_only_drifts(const struct llmcost_scenario *scenario, int option);
/* Whether its months differ. */
bool option_drifts(const struct llmcost_scenario *scenario, int option);
/* What comes on top of the months when they end after so many, not discounted: what contracts still
 * bind to, and what bought GPUs stand for on the books beyond what they fetch (§4, §5). The walk
 * has gone to that month, or is one of months that do not differ. */
struct leftover {
    double owed, stranded;
};
struct leftover walk_leftover(const struct option_walk *walk, int months);
/* The same of one unit that the option of a walk takes in a month, at the price of where it stands.
 */
struct leftover unit_leftover(const struct option_walk *walk, int month, int months);
/* What is paid in the month that was walked last, of a walk alone: purchases, and no capital. */
double walk_cash(const struct option_walk *walk);
/* What credits have not paid so far, of all parts. */
double walk_credits_left(const struct option_walk *walk);
/* What is paid once, at the start. */
double option_one_off(const struct llmcost_scenario *scenario, int option);

/* The first month of one option in operation, serving `requests`, nothing being bought before.
 * lines may be NULL. */
void option_first_month_at(const struct llmcost_scenario *scenario, int option, double requests,
                           struct llmcost_line *lines, struct option_month *ret_month);

/* What walks_on() comes to over the horizon, from the first month on, that month's bill, and
 * whether every month is served; false when a bill is too large. step: of discount_step(). */
bool walks_horizon(struct option_walk *const *walk, int walks, struct month_sum *sum, double step,
                   int64_t *ret_first, double *ret_cost, bool *ret_serves);
/* The same of one option alone. */
bool option_horizon(const struct llmcost_scenario *scenario, int option, double step,
                    double *ret_cost, bool *ret_serves);
/* The `step` above: what a month's money is divided by for each month that it is away. */
double discount_step(const struct llmcost_scenario *scenario);

#endif
