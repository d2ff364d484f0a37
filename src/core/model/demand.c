/* demand.c - what the workload asks for: requests a month, rates, and the shape of the load (§1).
 * Refuses to know who serves it and what that costs.
 */
#include "core/model/demand.h"
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

double requests_per_unit(const struct terms *terms)
{
    const struct llmcost_workload *w = terms->workload;
    const double days = terms->scenario->hours_per_month.value / 24;
    const double tokens = w->input_tokens.value + w->output_tokens.value;
    if (is_stated(&w->requests_per_day))
        return days;
    if (is_stated(&w->requests_per_month))
        return 1;
    return is_stated(&w->tokens_per_day) ? days / tokens : 1 / tokens;
}

struct llmcost_ref demand_field(const struct llmcost_scenario *scenario, double *ret_scale)
{
    const struct llmcost_workload *w = &scenario->workload;
    const struct terms first = first_terms(scenario);
    const struct {
        const struct llmcost_input *input;
        const char *name;
    } ways[] = {
        {&w->requests_per_day, "requests_per_day"},
        {&w->requests_per_month, "requests_per_month"},
        {&w->tokens_per_day, "tokens_per_day"},
        {&w->tokens_per_month, "tokens_per_month"},
    };
    size_t way = 0;
    while (way + 1 < COUNT(ways) && !is_stated(ways[way].input))
        way++;
    *ret_scale = requests_per_unit(&first);
    return ref_of(LLMCOST_WORKLOAD, 0, ways[way].name);
}

double requests_per_month(const struct llmcost_scenario *scenario)
{
    const struct llmcost_workload *w = &scenario->workload;
    const double hours = scenario->hours_per_month.value;
    const double tokens = w->input_tokens.value + w->output_tokens.value;
    if (is_stated(&w->requests_per_month))
        return w->requests_per_month.value;
    if (is_stated(&w->requests_per_day))
        return w->requests_per_day.value * hours / 24;
    if (is_stated(&w->tokens_per_month))
        return w->tokens_per_month.value / tokens;
    return w->tokens_per_day.value * hours / 24 / tokens;
}

struct token_mix tokens_of(const struct terms *terms, const struct llmcost_common *part)
{
    const struct llmcost_workload *w = terms->workload;
    const double ratio = part->token_ratio.value;
    return (struct token_mix){.input = w->input_tokens.value * ratio * part->input_ratio.value,
                              .output = w->output_tokens.value * ratio * part->output_ratio.value};
}

double attempts_of(const struct terms *terms, const struct llmcost_common *part)
{
    return is_stated(&part->attempts_per_request) ? part->attempts_per_request.value
                                                  : terms->workload->attempts_per_request.value;
}

double option_attempts(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct terms first = first_terms(scenario);
    return attempts_of(&first, host != NULL ? &host->common
                                            : &llmcost_option_api(scenario, option)->common);
}

double option_peak(const struct llmcost_scenario *scenario, int option, double requests)
{
    const bool hosts = llmcost_option_kind(scenario, option) != LLMCOST_API;
    const struct llmcost_load *load = hosts ? host_load(scenario) : &scenario->load;
    return requests * option_attempts(scenario, option) / (scenario->hours_per_month.value * 3600) *
           load->level[0];
}

void demand_make(const struct terms *terms, double attempts, double requests,
                 struct demand *ret_demand)
{
    const struct llmcost_workload *w = terms->workload;
    struct demand d = {.requests = requests};
    d.billed = d.requests * attempts;
    d.rate = d.billed / (terms->scenario->hours_per_month.value * 3600);
    d.peak = d.rate * terms->scenario->load.level[0];
    d.input_tokens = w->input_tokens.value;
    d.output_tokens = w->output_tokens.value;
    *ret_demand = d;
}
