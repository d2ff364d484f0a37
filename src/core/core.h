/* core.h - what the modules of the core share with each other and with nobody else.
 * Arrows run downwards: questions -> engine -> components, rules -> fleet, pricing, ... -> fields,
 * units.
 */
#ifndef LLMCOST_CORE_CORE_H
#define LLMCOST_CORE_CORE_H

#include "llmcost.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Stands for "cannot be had at any price": larger than every bill, and finite. */
static const double NEVER_PRICED = 1e300;

/* real.c: the 12th root of x >= 0 by Newton (§0). */
double root12(double x);

/* demand.c: what a month asks for (§1). */
struct demand {
    double requests;   /* R: what the product serves */
    double billed;     /* R * A: what is billed and served */
    double rate, peak; /* billed requests/s: mean over the month, mean of the busiest hour */
    double input_tokens, output_tokens; /* per request, of the workload */
};
/* The demand field that the scenario states, and requests a month per unit of it. */
struct llmcost_ref demand_field(const struct llmcost_scenario *scenario, double *ret_scale);
double requests_per_month(const struct llmcost_scenario *scenario);
void demand_make(const struct llmcost_scenario *scenario, double requests,
                 struct demand *ret_demand);

/* pricing.c: one api's prices for this workload (§2), discounts and tiers included. */
enum token_kind { PLAIN_INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT, TOKEN_KINDS };
struct tariff {
    double tokens[TOKEN_KINDS];   /* per request */
    double per_mtok[TOKEN_KINDS]; /* effective */
    double per_request;
    double marginal; /* of one more request: tokens and fee */
};
void tariff_make(const struct llmcost_scenario *scenario, const struct llmcost_api *api,
                 double factor, struct tariff *ret_tariff);

/* capacity.c: requests/s of one replica, raw (§3); whether the model goes into its memory. */
double capacity_of(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                   bool *ret_fits);
/* The share of the input that the prefix cache of a host holds. */
double prefix_cached(const struct llmcost_scenario *scenario, const struct llmcost_host *host);
bool states_capacity(const struct llmcost_host *host);
/* The stated capacity at a mix of tokens per request and a cached share of the input. */
double stated_capacity(const struct llmcost_host *host, double input, double output, double cached);
enum llmcost_throughput throughput_of(const struct llmcost_host *host);

/* estimate.c: what a measured point says of the estimate: measured over estimated, 1 without one.
 */
double calibration(const struct llmcost_scenario *scenario, const struct llmcost_host *host);
/* Whether the host names a model and a gpu of the catalog; whether its capacity was measured at a
 * mix or a concurrency of its own. */
bool has_facts(const struct llmcost_host *host);
bool was_measured_elsewhere(const struct llmcost_host *host);
/* Sigma of the estimate's error, as a lognormal factor. */
double estimate_deviation(const struct llmcost_host *host);
bool estimate_has_trap(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                       enum llmcost_estimate_trap trap);

/* ownership.c: one bought GPU for a month (§5). */
bool is_owned(const struct llmcost_host *host);
double owned_capital(const struct llmcost_host *host);
double owned_maintenance(const struct llmcost_host *host);
/* kWh a month of one GPU. */
double owned_energy(const struct llmcost_host *host, double hours, double utilization);
/* All four lines together. */
double owned_per_gpu(const struct llmcost_host *host, double hours, double utilization);

/* fleet.c: the cheapest mix of always-on units, elastic hours and api (§4). */
struct fleet_prices {
    double gpu_hour, elastic_gpu_hour; /* of this month; NEVER_PRICED where not offered */
    double api_request; /* marginal, of the api behind a hybrid; NEVER_PRICED without one */
};
struct fleet_plan {
    struct llmcost_fleet fleet;
    double owned_units;   /* always-on units that were bought: they are never sold */
    double rented_gpus;   /* always-on GPUs on rent */
    double spare_per_gpu; /* monthly price of a spare or staging GPU, without overhead */
    bool spare_is_rented;
};
/* replicas: the hybrid's own, NULL for a host. bought: units owned before this month. */
void fleet_make(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                const struct llmcost_input *replicas, const struct demand *demand,
                const struct fleet_prices *prices, double bought, struct fleet_plan *ret_plan);

/* components.c: everything a line of one option's bill may read. */
struct bill_context {
    const struct llmcost_scenario *scenario;
    const struct llmcost_host *host; /* NULL: nothing is hosted */
    const struct llmcost_api *api;   /* NULL: no api is called */
    const struct llmcost_common *part[2];
    const struct demand *demand;
    const struct fleet_plan *plan;
    struct tariff tariff;
    struct fleet_prices prices;
    double part_requests[2];   /* billed requests a month that each part serves */
    double part_escalation[2]; /* marginal price of the api that each part escalates to */
    int parts;
};
struct bill {
    int64_t micros, one_off_micros;
    double exact; /* the same total unrounded, for break-evens */
    int lines;
    bool overflows; /* beyond LLMCOST_MAX_BILL */
};
/* What is missing to an api's monthly minimum after tokens and request fees; the api is the last
 * part. */
double shortfall_of(const struct bill_context *context);
/* Sum the lines; store them where `lines` is not NULL. */
void bill_make(const struct bill_context *context, struct llmcost_line *lines,
               struct bill *ret_bill);
/* Whether nothing that a component reads is stated by these parts. */
bool component_is_omitted(const struct llmcost_scenario *scenario, int option,
                          enum llmcost_component component);

/* engine.c: the factors that move prices in a month, all 1 in the first. */
struct month_factors {
    double growth;            /* of the stated demand */
    double api;               /* of the option's api */
    double gpu_hour, elastic; /* of the host's GPUs */
    double escalation[2];     /* of the apis that the parts escalate to */
};
struct option_month {
    struct bill bill;
    struct fleet_plan plan;
    struct demand demand;
    double shortfall; /* billed up to an api's monthly minimum */
    bool serves;
};
/* One month of one option that serves `requests`. lines may be NULL. bought: owned units so far,
 * updated. */
void option_month(const struct llmcost_scenario *scenario, int option, double requests,
                  const struct month_factors *factors, double *bought, struct llmcost_line *lines,
                  struct option_month *ret_month);

/* sobol.c: point `index` of one dimension, strictly inside 0..1 (§10). */
enum { SOBOL_DIMENSIONS = 96, SOBOL_BITS = 32 };
void sobol_directions(int dimension, uint32_t ret_directions[SOBOL_BITS]);
uint32_t sobol_shift(uint32_t seed, int dimension, int samples);
uint32_t mixed_word(uint32_t seed, uint32_t index);
double sobol_point(const uint32_t directions[SOBOL_BITS], uint32_t shift, uint32_t index);

/* stats.c */
double inverse_normal(double p);
void sort_rising(double *values, int count);
/* A lognormal range, for those who draw from it many times. */
struct lognormal {
    double median, deviation; /* the deviation of its logarithm */
};
struct lognormal lognormal_of(const struct llmcost_input *input);
double lognormal_quantile(const struct lognormal *spread, double p);
double sorted_quantile(const double *sorted, int count, double p);

/* engine.c: the horizon cost of one option alone, and whether it serves every month; false when a
 * bill is too large. */
bool option_horizon(const struct llmcost_scenario *scenario, int option, double step,
                    double *ret_cost, bool *ret_serves);
/* The `step` above: what a month's money is divided by for each month that it is away. */
double discount_step(const struct llmcost_scenario *scenario);
/* The first month's bill, unrounded, one-off share included; `units` changes where the fleet does.
 */
void option_first_month(const struct llmcost_scenario *scenario, int option, double *ret_cost,
                        double *ret_units, bool *ret_serves);

/* vary.c: what an input may be: its field's range, or that of a load factor or an extra line. */
#define LEAST_LOAD_FACTOR 0.02 /* the shape of a load factor is fitted from there on (§1) */
struct domain {
    double low, high;
    bool open_low, whole;
};
struct domain domain_of(struct llmcost_ref ref);
const struct llmcost_field *field_of(struct llmcost_ref ref);
/* The nearest value that the field allows; the p quantile of a ranged input, within its domain. */
double allowed_value(struct llmcost_ref ref, double value);
double draw_value(const struct llmcost_scenario *scenario, struct llmcost_ref ref, double p);
/* A new value in place, the load reshaped where it is a load factor; origin and range stay. */
void change_input(struct llmcost_scenario *scratch, struct llmcost_ref ref, double value);

/* uncertainty.c: what knowing the bin of each draw is worth; bins are numbered from 0 to 31. */
double value_of_bins(const double *costs, int options, int samples, const bool *eligible,
                     const double *bin);

/* rules.c */
void rules_judge(const struct llmcost_scenario *scenario, int option,
                 struct llmcost_option_result *result);
bool keeps_in_house(const struct llmcost_scenario *scenario, int option);
void thumbs_judge(const struct llmcost_scenario *scenario, struct llmcost_result *result);

/* The api that a part sends requests on to; NULL when it sends none. A share without a target sends
 * none: only a checked scenario is known to have both. */
static inline const struct llmcost_api *escalation_target(const struct llmcost_scenario *scenario,
                                                          const struct llmcost_common *part)
{
    const bool sends = part->escalation_share.value > 0 && part->escalates_to.option >= 0;
    return sends ? &scenario->api[part->escalates_to.option] : NULL;
}

static inline bool is_stated(const struct llmcost_input *input)
{
    return input->origin > LLMCOST_DEFAULT;
}

static inline double at_least(double a, double b)
{
    return a > b ? a : b;
}

static inline double at_most(double a, double b)
{
    return a < b ? a : b;
}

#endif
