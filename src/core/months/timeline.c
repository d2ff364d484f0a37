/* timeline.c - what an option has cost by the end of each month, and which is the cheapest in it
 * (§7). Reads an evaluated result; refuses to know what a month costs.
 */
#include "core/base/real.h"
#include "llmcost.h"

static void add_up(const struct llmcost_scenario *scenario,
                   const struct llmcost_option_result *option, bool in_cash, double *ret_cumulative)
{
    const int months = (int)scenario->months.value;
    const double step = root12(1 + scenario->discount_per_year.value);
    double total = option->one_off;
    double growth = 1;
    for (int m = 0; m < months; m++) {
        const double money = in_cash ? option->month[m].cash : option->month[m].cost;
        growth *= step;
        total += (money + (m + 1 == months ? option->owed + option->stranded : 0)) / growth;
        ret_cumulative[m] = total;
    }
}

void llmcost_cumulative(const struct llmcost_scenario *scenario,
                        const struct llmcost_option_result *option, double *ret_cumulative)
{
    add_up(scenario, option, false, ret_cumulative);
}

void llmcost_cumulative_cash(const struct llmcost_scenario *scenario,
                             const struct llmcost_option_result *option, double *ret_cumulative)
{
    add_up(scenario, option, true, ret_cumulative);
}
