/* against.c - what an option saves against another over the horizon: payback, its loss, and the
 * most that it can ever save while the api that it is held against gets cheaper (§7). Knows the
 * months of an evaluated result, and asks the engine for those beyond the horizon.
 */
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/months/walk.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

/* Months until the cumulative discounted saving in cash, one-offs included, is >= 0, and when it
 * falls back below. */
static void find_payback(const struct llmcost_scenario *scenario,
                         const struct llmcost_option_result *option,
                         const struct llmcost_option_result *against, struct llmcost_against *ret)
{
    double own[LLMCOST_MAX_MONTHS] = {0};
    double other[LLMCOST_MAX_MONTHS] = {0};
    llmcost_cumulative_cash(scenario, option, own);
    llmcost_cumulative_cash(scenario, against, other);
    for (int m = 0; m < (int)scenario->months.value; m++) {
        /* sums of equal bills may differ in their last bits: a millionth is neither saving nor loss
         */
        const double saved = other[m] - own[m];
        if (ret->payback_month == 0 && saved >= -1e-6)
            ret->payback_month = m + 1;
        else if (ret->payback_month > 0 && ret->payback_lost_month == 0 && saved < -1e-6)
            ret->payback_lost_month = m + 1;
    }
}

/* Whether an option costs the same in every month, however many there are. */
static bool stands_still(const struct llmcost_scenario *s, int option,
                         const struct llmcost_option_result *result, int months)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_api *target = escalation_target(s, &host->common);
    const bool rents = !is_owned(host) || is_stated(&host->elastic_gpu_hour);
    bool still = (!rents || host->gpu_price_change_per_year.value == 0) &&
                 (target == NULL || target->price_change_per_year.value == 0);
    for (int m = 1; m < months; m++)
        still = still && result->month[m].cost <= result->month[0].cost &&
                result->month[m].cost >= result->month[0].cost;
    return still;
}

/* The timeline goes on, beyond the horizon too, until the falling bill is below the flat one: what
 * has been saved by then is the most that any horizon saves. There is no such month where fees or a
 * minimum keep the bill above, or none within a thousand years. */
static void find_ceiling(const struct llmcost_scenario *s, int option, int against,
                         const struct llmcost_result *result, struct llmcost_against *ret)
{
    enum { THOUSAND_YEARS = 12000 };
    const struct llmcost_option_result *o = &result->option[option];
    if (llmcost_option_kind(s, option) != LLMCOST_HOST ||
        llmcost_option_kind(s, against) != LLMCOST_API || s->workload.growth_per_year.value != 0 ||
        !stands_still(s, option, o, result->months) || !option_only_drifts(s, option) ||
        !option_only_drifts(s, against))
        return;
    const struct llmcost_api *api = &s->api[against];
    const struct llmcost_api *target = escalation_target(s, &api->common);
    if (api->price_change_per_year.value >= 0 ||
        (target != NULL && target->price_change_per_year.value != 0))
        return;
    const double flat = o->month[0].cost;
    const double step = discount_step(s);
    double growth = step;
    double saved = 0;
    double before = NEVER_PRICED;
    struct option_walk walk;
    struct lot none[2][1]; /* an api holds nothing */
    walk_begin(&walk, s, against, requests_per_month(s), 1, none);
    for (int m = 0; m < THOUSAND_YEARS; m++) {
        walk_on(&walk, NULL);
        const double bill = walk.month.cost;
        if (bill <= flat) {
            ret->has_ceiling = true;
            ret->ceiling_month = m;
            ret->saving_ceiling = saved + at_least(result->option[against].one_off - o->one_off, 0);
            return;
        }
        if (bill >= before) /* it falls no more */
            return;
        before = bill;
        saved += (bill - flat) / growth;
        growth *= step;
    }
}

void llmcost_against(const struct llmcost_scenario *scenario, const struct llmcost_result *result,
                     int option, int against, struct llmcost_against *ret_against)
{
    const struct llmcost_option_result *o = &result->option[option];
    const struct llmcost_option_result *a = &result->option[against];
    struct llmcost_against ret = {.known = o->feasible && a->feasible};
    if (ret.known) {
        ret.monthly_saving = (double)(a->monthly_micros - o->monthly_micros) / 1e6;
        ret.horizon_saving = a->horizon_cost - o->horizon_cost;
    }
    if (ret.known && option != against) {
        const double dearer = o->one_off - a->one_off;
        const double saved = (double)(a->monthly_micros - a->one_off_micros - o->monthly_micros +
                                      o->one_off_micros) /
                             1e6; /* in operation */
        find_payback(scenario, o, a, &ret);
        find_ceiling(scenario, option, against, result, &ret);
        ret.has_simple_payback = dearer > 0 && saved > 0;
        ret.simple_payback_months = ret.has_simple_payback ? dearer / saved : 0;
    }
    *ret_against = ret;
}
