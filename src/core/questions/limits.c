/* limits.c - how much demand an option serves: the limits of its apis, and given replicas (§2, §9).
 */
#include "core/base/real.h"
#include "core/model/capacity.h"
#include "core/model/demand.h"
#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "core/questions/curve.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

/* Requests/s of the busiest hour that an api takes, NOWHERE without limits (§2). */
static double rate_limit(const struct terms *terms, const struct llmcost_api *api)
{
    const double burst = 60 * terms->workload->burst.value;
    struct tariff t;
    double limit = NOWHERE;
    tariff_make(terms, api, 1, &t);
    if (is_stated(&api->requests_per_minute_limit))
        limit = api->requests_per_minute_limit.value / burst;
    if (is_stated(&api->tokens_per_minute_limit))
        limit = at_most(limit, api->tokens_per_minute_limit.value / (burst * tariff_tokens(&t)));
    return limit;
}

static double api_limit(const struct terms *terms, const struct llmcost_api *api, double peak)
{
    return rate_limit(terms, api) / (peak * attempts_of(terms, &api->common));
}

double limit_of_month(const struct option_walk *walk, double requests)
{
    const struct parties *p = &walk->parties;
    const struct llmcost_scenario *s = walk->scenario;
    const int month = walk->at - 1;
    /* requests/s of the product: on average, and in its busiest hour */
    const double rate = requests * walk->multiple / (s->hours_per_month.value * 3600);
    const double peak = rate * s->load.level[0];
    double limit = NOWHERE;
    if (peak <= 0)
        return walk->month.serves ? NOWHERE : 0;
    if (month < walk->until)
        limit = api_limit(&p->terms, p->until_then, peak);
    if (month >= walk->start && p->host == NULL)
        limit = at_most(limit, api_limit(&p->terms, p->api, peak));
    if (month >= walk->start && p->host != NULL && p->api == NULL && is_stated(&p->host->replicas))
        limit = at_most(
            limit, p->host->replicas.value * walk->month.plan.fleet.planned_requests_per_second /
                       (rate * p->terms.load->level[0] * attempts_of(&p->terms, &p->host->common)));
    return limit;
}

double overflow_settled(struct curve *c)
{
    const double far = 1e9 * c->most_unit;
    double certain = NOWHERE;
    bool stays = true;
    bool limited = false;
    if (llmcost_option_kind(c->scenario, c->option) != LLMCOST_HYBRID)
        return 0;
    struct lot lots[2][c->span.months];
    struct option_walk walk;
    const struct parties *p = &walk.parties;
    span_begin(&walk, &c->departure, c->requests * far, &c->span, lots);
    for (int m = 0; m < c->span.months; m++) {
        walk_on(&walk, NULL);
        const double limit = rate_limit(&p->terms, p->api);
        if (m < walk.start || limit >= NOWHERE || walk.multiple <= 0)
            continue;
        const struct llmcost_fleet *fleet = &walk.month.plan.fleet;
        const double sent =
            attempts_of(&p->terms, &p->api->common) / attempts_of(&p->terms, &p->host->common);
        const double unit = fleet->unit_replicas * fleet->planned_requests_per_second * sent;
        const double sends = c->month[m].sent > 0 ? c->month[m].sent : 2 * c->loose;
        const double kept = at_least(limit - 2 * c->loose * unit, 0);
        limited = true;
        stays = stays && limit >= sends * unit;
        if (fleet->overflow_peak > 1e3 * unit) {
            certain = at_most(certain, (limit + 3 * c->loose * unit) / fleet->overflow_peak * far);
            c->serves_until = at_most(c->serves_until, kept / fleet->overflow_peak * far);
        }
    }
    if (!limited)
        return 0;
    c->serves_until = stays ? c->serves_until * (1 - 1e-5) : 0;
    return certain < NOWHERE ? certain * (1 + 1e-5) : stays ? 0 : NOWHERE;
}
