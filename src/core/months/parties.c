/* parties.c - who serves in a month, and what follows from their terms whatever the month is:
 * units, prices and the lines that they may be billed (§2, §4). Refuses to know what is in force
 * when (in_force.c), and what a month comes to (month.c).
 */
#include "core/base/count.h"
#include "core/hardware/ownership.h"
#include "core/model/pricing.h"
#include "core/months/month.h"
#include "core/scenario/scenario.h"

/* What may be billed of a host, an api, or both. */
static struct bill_rows rows_of(const struct parties *p, const struct llmcost_host *host,
                                const struct llmcost_api *api)
{
    struct bill_context c = {.scenario = p->terms.scenario,
                             .terms = &p->terms,
                             .host = host,
                             .api = api,
                             .capital = p->host != NULL ? p->unit.capital : 0};
    if (host != NULL)
        c.part[c.parts++] = &host->common;
    if (api != NULL)
        c.part[c.parts++] = &api->common;
    return bill_rows_of(&c);
}

void parties_settle(struct parties *parties, bool once)
{
    struct parties *p = parties;
    if (p->host != NULL)
        fleet_unit_make(&p->terms, p->host, &p->unit);
    if (p->api != NULL)
        prices_make(&p->terms, p->api, &p->api_prices);
    for (size_t i = 0; i < COUNT(p->target); i++)
        if (p->target[i] != NULL)
            prices_make(&p->terms, p->target[i], &p->target_prices[i]);
    if (p->until_then != NULL) {
        prices_make(&p->terms, p->until_then, &p->until_prices);
        p->until_rows = rows_of(p, NULL, p->until_then);
    }
    if (prices_hours(p)) {
        const struct stack_load load = stack_load_of(p->terms.load);
        const struct tariff first = tariff_at(&p->api_prices, 1);
        double factor[STACK_WEEK];
        clock_factors(&p->terms, p->api, factor);
        tariff_hours(&first, factor, p->hour_price);
        stack_sort_week(&load, p->hour_price, p->hour_order);
    }
    p->rows.count = 0;
    if (!once || p->has_credits)
        p->rows = rows_of(p, p->host, p->api);
    for (int part = 0; p->has_credits && part < 2; part++)
        p->part_rows[part] = p->host == NULL || p->api == NULL ? p->rows
                             : part == 0                       ? rows_of(p, p->host, NULL)
                                                               : rows_of(p, NULL, p->api);
}
