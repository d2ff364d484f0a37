/* timeline.c - what an option has cost by the end of each month, and which is the cheapest in it
 * (§7). Reads an evaluated result; refuses to know what a month costs.
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
