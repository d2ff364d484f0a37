/* costs.c - what the options cost over the horizon and which one to take, without lines, fleets or
 * words: for those who ask a million times. The answer is that of llmcost_evaluate().
 */
#include "core/months/rules.h"
#include "core/months/walk.h"
#include "llmcost.h"

static bool escalates(const struct llmcost_common *part, int api)
{
    return part->escalation_share.value > 0 && part->escalates_to.option == api;
}

static bool serves_until_then(const struct llmcost_scenario *s, int option, int api)
{
    const struct llmcost_start *start = option_start(s, option);
    return start != NULL && start->until_then.option == api;
}

bool llmcost_can_move(const struct llmcost_scenario *s, struct llmcost_ref ref, int option)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    if (ref.section == LLMCOST_APIS && serves_until_then(s, option, ref.index))
        return true;
    if (ref.section == LLMCOST_HOSTS)
        return host == &s->host[ref.index];
    if (ref.section == LLMCOST_HYBRIDS)
        return option == s->apis + s->hosts + ref.index;
    return ref.section != LLMCOST_APIS || api == &s->api[ref.index] ||
           (host != NULL && escalates(&host->common, ref.index)) ||
           (api != NULL && escalates(&api->common, ref.index));
}

void llmcost_costs(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                   struct llmcost_cost *costs)
{
    const int options = llmcost_option_count(scenario);
    const double step = discount_step(scenario);
    for (int o = 0; o < options; o++) {
        uint8_t rule[LLMCOST_RULES_COUNT];
        struct llmcost_cost *c = &costs[o];
        if (ref.field >= 0 && !llmcost_can_move(scenario, ref, o))
            continue;
        const bool fits = option_horizon(scenario, o, step, &c->horizon_cost, &c->feasible);
        c->feasible = c->feasible && fits;
        c->eligible = rules_judge(scenario, o, rule);
    }
}

int llmcost_cheapest(const struct llmcost_cost *costs, int count)
{
    int best = -1;
    for (int o = 0; o < count; o++)
        if (costs[o].feasible && costs[o].eligible &&
            (best < 0 || costs[o].horizon_cost < costs[best].horizon_cost))
            best = o;
    return best;
}
