/* warnings_served.c - what a reader should be told of an option that does not serve: in the first
 * month that is not served, the peak and what was to carry it (§2, §4, §7). Whether one does not
 * fit into memory, or is too slow, is a matter of its own.
 */
#include "core/base/count.h"
#include "core/model/demand.h"
#include "core/months/walk.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_OVER_LIMIT, .letter = 'W', .name = TOLD("above the rate limit"),
     .cause = TOLD("The peak is above the limit of the api."),
     .remedy = TOLD("Ask the provider for a higher limit, or spread the load."),
     .says = "the peak of {value} {high?requests|tokens}/min{low?|| in month {low}} is above "
             "{of?its|the} limit of {other}{of?| of {api word}| of {api word}, which serves "
             "until it starts}: ask for a higher limit, or spread the load"},
    {.number = LLMCOST_W_NOT_SERVED, .letter = 'W', .name = TOLD("peak not served"),
     .cause = TOLD("The peak is above what a fleet of a fixed size can serve."),
     .remedy = TOLD("Add replicas, or leave `replicas` out to have the fleet sized."),
     .says = "the peak of {value} requests/s{low?|| in month {low}} is above the {other} it can "
             "serve: add replicas, or leave `replicas` out to have the fleet sized"},
};
/* clang-format on */

/* The limit of an api that is the tighter one, beside a peak of so many requests/s. */
static void tell_limit(const struct terms *terms, const struct llmcost_api *api, double peak,
                       struct llmcost_warning *w)
{
    const struct llmcost_input *limit = &api->requests_per_minute_limit;
    const struct llmcost_input *by_tokens = &api->tokens_per_minute_limit;
    const struct token_mix own = tokens_of(terms, &api->common);
    const double tokens = own.input + own.output;
    w->id = LLMCOST_W_OVER_LIMIT;
    w->value = peak * terms->workload->burst.value * 60;
    if (is_stated(by_tokens) && (!is_stated(limit) || tokens * limit->value > by_tokens->value)) {
        limit = by_tokens;
        w->value *= tokens;
        w->high = 1; /* tokens, not requests */
    }
    w->other = limit->value;
}

static bool is_over(const struct llmcost_warning *w)
{
    return w->value * (1 - 1e-12) > w->other;
}

static void tell_api(struct llmcost_warning *w, int api)
{
    w->ref = ref_of(LLMCOST_APIS, api,
                    w->high > 0 ? "tokens_per_minute_limit" : "requests_per_minute_limit");
}

/* The api that serves until the option takes over, of which its own bill knows nothing. */
static void tell_service(const struct option_walk *walk, struct llmcost_warning *w)
{
    const struct parties *p = &walk->parties;
    const struct llmcost_start *start = option_start(walk->scenario, walk->option);
    struct demand demand;
    demand_make(&p->terms, attempts_of(&p->terms, &p->until_then->common),
                walk->requests * walk->multiple + walk->always, &demand);
    tell_limit(&p->terms, p->until_then, demand.peak, w);
    tell_api(w, start->until_then.option);
}

static void review_served(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_option_result *o = &r->option[option];
    const struct llmcost_api *api = llmcost_option_api(s, option);
    struct llmcost_warning w = {.option = (int16_t)option, .low = o->infeasible_month};
    struct lot lots[2][r->months];
    struct option_walk walk;
    if (o->feasible || review_fit(s, option, r) || !llmcost_is_fast_enough(s, option))
        return;
    walk_begin(&walk, s, option, r->requests_per_month, r->months, lots);
    for (int m = 0; m < o->infeasible_month; m++)
        walk_on(&walk, NULL);
    const struct parties *p = &walk.parties;
    const struct llmcost_fleet *fleet = &walk.month.plan.fleet;
    bool told = false;
    if (o->infeasible_month > walk.start && api == NULL) {
        w.id = LLMCOST_W_NOT_SERVED;
        w.ref = ref_of(LLMCOST_HOSTS, option - s->apis, "replicas");
        w.value = walk.month.demand.rate * p->terms.load->level[0];
        w.other = p->host->replicas.value * fleet->planned_requests_per_second;
        told = !fleet->fits;
    } else if (o->infeasible_month > walk.start) {
        tell_limit(&p->terms, p->api, p->host ? fleet->overflow_peak : walk.month.demand.peak, &w);
        tell_api(&w, (int)(api - s->api));
        told = is_over(&w);
    }
    if (!told)
        tell_service(&walk, &w);
    review_warn(r, w);
}

const struct review review_of_served = {
    .codes = codes,
    .count = COUNT(codes),
    .of_option = review_served,
};
