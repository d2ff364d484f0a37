/* timeline.c - what an option saves against another over the horizon: payback, its loss, the
 * ceiling under falling prices (§7). Reads an evaluated result; refuses to know what a month costs.
 */
#include "core/base/real.h"
#include "llmcost.h"

void llmcost_cumulative(const struct llmcost_scenario *scenario,
                        const struct llmcost_option_result *option, double *ret_cumulative)
{
    const double step = root12(1 + scenario->discount_per_year.value);
    double total = option->one_off;
    double growth = 1;
    for (int m = 0; m < (int)scenario->months.value; m++) {
        growth *= step;
        total += option->month_cost[m] / growth;
        ret_cumulative[m] = total;
    }
}

int llmcost_month_winner(const struct llmcost_result *result, int month)
{
    int best = -1;
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *o = &result->option[i];
        if (o->feasible && o->eligible &&
            (best < 0 || o->month_cost[month] < result->option[best].month_cost[month]))
            best = i;
    }
    return best;
}

/* Months until the cumulative discounted saving, one-offs included, is >= 0, and when it falls back
 * below. */
static void find_payback(const struct llmcost_scenario *scenario,
                         const struct llmcost_option_result *option,
                         const struct llmcost_option_result *against, struct llmcost_against *ret)
{
    double own[LLMCOST_MAX_MONTHS] = {0};
    double other[LLMCOST_MAX_MONTHS] = {0};
    llmcost_cumulative(scenario, option, own);
    llmcost_cumulative(scenario, against, other);
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

/* No horizon saves more than (c/d)(r - 1 - ln r), reached after ln(r)/d months: c the flat cost,
 * r*c the falling bill, d the continuous rate a month. Only where an api whose price falls is held
 * against a flat host. */
static void find_ceiling(const struct llmcost_scenario *scenario, int option, int against,
                         const struct llmcost_result *result, struct llmcost_against *ret)
{
    const struct llmcost_api *api = llmcost_option_api(scenario, against);
    const double fall = api ? api->price_change_per_year.value : 0;
    const struct llmcost_option_result *o = &result->option[option];
    const double flat = o->month_cost[0];
    if (llmcost_option_host(scenario, against) != NULL ||
        llmcost_option_api(scenario, option) != NULL || fall >= 0 || flat <= 0 ||
        scenario->workload.growth_per_year.value != 0)
        return;
    for (int m = 1; m < result->months; m++)
        if (o->month_cost[m] < flat || o->month_cost[m] > flat)
            return;
    const double d = -llmcost_log(1 + fall) / 12;
    const double r = result->option[against].month_cost[0] / flat;
    ret->has_ceiling = true;
    ret->ceiling_month = r > 1 ? llmcost_log(r) / d : 0;
    ret->saving_ceiling = r > 1 ? flat / d * (r - 1 - llmcost_log(r)) : 0;
}

void llmcost_against(const struct llmcost_scenario *scenario, const struct llmcost_result *result,
                     int option, int against, struct llmcost_against *ret_against)
{
    const struct llmcost_option_result *o = &result->option[option];
    const struct llmcost_option_result *a = &result->option[against];
    struct llmcost_against ret = {
        .monthly_saving = (double)(a->monthly_micros - o->monthly_micros) / 1e6,
        .horizon_saving = a->horizon_cost - o->horizon_cost,
    };
    if (option != against) {
        const double dearer = o->one_off - a->one_off;
        const double saved = a->month_cost[0] - o->month_cost[0];
        find_payback(scenario, o, a, &ret);
        find_ceiling(scenario, option, against, result, &ret);
        ret.has_simple_payback = dearer > 0 && saved > 0;
        ret.simple_payback_months = ret.has_simple_payback ? dearer / saved : 0;
    }
    *ret_against = ret;
}
