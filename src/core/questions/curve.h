/* curve.h - the cost of one option over the demand, as break-even needs it: probes, breakpoints,
 * and bounds far out. Shared by the files of this room that
 * look for bands: solve.c on demand, scan.c on any input.
 */
#ifndef LLMCOST_CORE_QUESTIONS_CURVE_H
#define LLMCOST_CORE_QUESTIONS_CURVE_H

#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "llmcost.h"

static const double NOWHERE = 1e300; /* beyond every demand */
static const double INSIDE = 4e-12;  /* just inside a piece: beyond the tolerance of whole() */

/* What a probe at one demand tells of an option. */
struct probe {
    double x;
    double cost;
    uint64_t shape; /* of the fleets and minimums of all months: the same within a piece */
    bool serves;    /* in every month */
};

/* Which months a cost is of, and what their money weighs. */
struct span {
    bool on_horizon;
    int months;     /* that are looked at: 1 where all are like the first */
    double step;    /* money is divided by it for each month that it is away */
    double weight;  /* of one month that stands for all */
    double one_off; /* paid at the start of the horizon */
    double end;     /* what money at its end weighs */
    int length;     /* of it, in months */
    bool gross;     /* before credits */
};
struct span span_of(const struct llmcost_scenario *scenario, int option, bool on_horizon);
/* walk_depart() on that span: a month's bill is that of the option in operation. */
void span_begin(struct option_walk *walk, const struct departure *from, double requests,
                const struct span *span, struct lot lots[2][span->months]);
/* The option's cost, unrounded and however large, when the first month asks for so many requests.
 * paid: of one before, NULL: none. */
struct probe probe_option(const struct departure *from, double requests, const struct span *span,
                          struct fleet_paid *paid);

/* What moves the breakpoints of a month. */
struct curve_month {
    double unit; /* demand of the first month with which one unit is full in this one; 0: none */
    double part; /* a slice's hour changes from api to elastic at this share of it, over the price
                  * of the api in that hour; 0: never */
    /* The most units that an hour may send to the api wherever this does not grow with the demand;
     * 0: not known. */
    double sent;
    double flat, clocked; /* that price over its mean: this, and this times the hour's factor */
    /* where a minimum is reached: of its api, and of the one that serves until it takes over;
     * NOWHERE: never */
    double kink, service_kink;
};

/* The cost of one option over the demand x, in units of the scenario's demand field: of the first
 * month, or of the horizon, where x is the demand of its first month. */
struct curve {
    const struct llmcost_scenario *scenario;
    int option;
    double requests; /* a month, per x */
    struct departure departure;
    struct span span;
    /* demand whose mean rate fills one unit in the first month, and the most that does in any; 0
     * without a fleet that grows */
    double unit_x, most_unit;
    double last_unit; /* no breakpoints above so many units: the api takes the rest */
    int levels; /* levels of the load at which units are added: 1 for a fleet sized for the peak */
    bool rises; /* the cost never falls with demand, but by `falls` */
    double falls; /* a unit more may save a little elsewhere: energy, a spare in its node */
    double loose; /* units of a month that one more or less in each month's need may come to */
    double serves_until;          /* every demand below is served, where it is not NOWHERE */
    double slope_low, slope_high; /* per x, in the long run */
    double base_low, base_high;   /* the cost stays within base + slope * x for all x >= settled */
    double settled;
    double limit; /* the most that is served in every month, NOWHERE when anything is */
    bool shares;  /* another api serves in some month */
    double mtok;  /* tokens in millions over all months, discounted like money, per x */
    int clocks;   /* the distinct factors of the hours of its api */
    double clock[STACK_WEEK];
    struct curve_month *month; /* of the span */
    struct fleet_paid *paid;   /* what one look keeps for the next, NULL: nothing */
};

/* What a unit's requests cost more at the host of a hybrid than at its api, less where it is
 * negative: what is metered or sent on has no say in the mix. */
double host_extra(const struct option_walk *walk);
/* The option's cost at demand x. */
struct probe look(const struct curve *curve, double x);
/* What tells the pieces of a month apart, after those of the months before. */
uint64_t month_shape(uint64_t before, const struct option_month *month, bool has_api);
/* What two looks may have in common: a piece, or merely whether the demand is served. */
enum likeness { SAME_PIECE, SAME_SERVICE };
bool is_alike(const struct probe *a, const struct probe *b, enum likeness likeness);
/* The first demand beyond `from` that is not alike, where `to` is not: of adjacent doubles. guess:
 * where it may be, but for a share of it in doubt; 0: unknown. */
double piece_end(const struct curve *curve, const struct probe *from, const struct probe *to,
                 enum likeness likeness, double guess, double doubt, int *ret_looks);
/* What a look costs, in levels of a load. */
double look_price(const struct curve *curve);
double month_price(const struct curve *curve); /* and of one month */
/* months: room for as many as the horizon has. */
void curve_make(const struct llmcost_scenario *scenario, int option, double requests,
                bool on_horizon, struct curve_month *months, struct curve *ret_curve);
/* The factors that an api has in the hours of the week, each once. */
void find_clocks(struct curve *curve, const struct terms *terms, const struct llmcost_api *api);
/* What they do to its prices in a month; the dearest or the cheapest of them, over their mean. */
void note_prices(const struct curve *curve, const struct tariff *tariff,
                 struct curve_month *ret_month);
double extreme_price(const struct curve *curve, const struct curve_month *month, bool most);
/* The first breakpoint above x that can be written down, of one month and of all. */
double month_break(const struct curve *curve, const struct curve_month *month, double x);
double next_break(const struct curve *curve, double x);
/* The most demand, at so many requests per x, that is served in the month just billed for none;
 * NOWHERE when anything is: fixed replicas, or the limits of an api that takes everything. */
double limit_of_month(const struct option_walk *walk, double requests);
/* From where on it is certain whether the limits of the api behind a hybrid are kept: its overflow
 * grows beyond them in some month, or stays within the two units that whole ones leave over.
 * NOWHERE when it may come and go for ever. Below serves_until they are kept for sure. */
double overflow_settled(struct curve *curve);
/* The last of so many levels in which there is demand. */
double lowest_level(const struct llmcost_load *load, int levels);
/* Breakpoints per unit of x, on average, and beyond which x there are but a few. */
double break_density(const struct curve *curve);
double dense_until(const struct curve *curve);

#endif
