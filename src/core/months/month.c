/* month.c - one month of one option: its fleet, its bill, and whether the demand is served (§2,
 * §4). Knows in which order tariff, fleet and lines are asked; refuses to know which month it is
 * (walk.c): what is in force comes in, and so does what the month before has handed on.
 */
#include "core/months/month.h"
#include "core/months/served.h"

#include "core/hardware/ownership.h"
#include "core/model/pricing.h"
#include "core/scenario/scenario.h"

static void add_part(struct bill_context *c, const struct llmcost_common *part, double requests,
                     double escalation)
{
    c->part[c->parts] = part;
    c->part_requests[c->parts] = requests;
    c->part_escalation[c->parts] = escalation;
    c->parts++;
}

/* What is known of a load before its month is. A tariff and prices are there where its parts have
 * any. */
static void context_of(const struct parties *p, struct bill_context *ret_context)
{
    struct bill_context *c = ret_context;
    c->scenario = p->terms.scenario;
    c->terms = &p->terms;
    c->host = p->host;
    c->api = p->api;
    c->rows = NULL;
    c->joins[0] = c->joins[1] = false;
    c->capital = p->host != NULL ? p->unit.capital : 0;
    c->spent_beside = 0;
    c->parts = 0;
}

void carry_nothing(const struct parties *parties, int months, struct lot lots[2][months],
                   struct carried *ret_carried)
{
    const double term = parties->host != NULL ? held_months(parties->host) : 0;
    pool_make(term, lots[0], &ret_carried->gpus);
    pool_make(term, lots[1], &ret_carried->staging);
    ret_carried->paid = (struct fleet_paid){.early = 0};
}

double taken_at(const struct llmcost_host *host, const struct month_factors *factors)
{
    return is_owned(host) ? host->purchase_per_gpu.value : host->gpu_hour.value * factors->gpu;
}

/* The prices that the fleet of a load is chosen by. */
static struct fleet_prices prices_of(const struct bill_context *c, const struct month_load *load)
{
    const struct month_factors *factors = load->factors;
    const struct llmcost_host *host = c->host;
    struct fleet_prices prices = {
        .gpu_hour = is_stated(&host->gpu_hour) ? taken_at(host, factors) : NEVER_PRICED,
        .elastic_gpu_hour = is_stated(&host->elastic_gpu_hour)
                                ? host->elastic_gpu_hour.value * factors->gpu
                                : NEVER_PRICED,
        .api_request = c->api ? c->tariff.marginal : NEVER_PRICED,
        .api_attempts =
            c->api ? attempts_of(c->terms, &c->api->common) / attempts_of(c->terms, &host->common)
                   : 1};
    if (c->api != NULL && goes_by_the_clock(c->api)) {
        prices.api_hours = load->parties->hour_price;
        prices.api_order = load->parties->hour_order;
    }
    return prices;
}

/* The fleet of a month for all loads that it serves, from the first of them on, and what is taken
 * on to be held from then on. */
static void host_month(struct bill_context *context, const struct month_load *load, int loads,
                       int first, struct month_sum *sum, int month)
{
    struct carried *carried = load[first].carried;
    const struct fleet_plan *plan = &load[first].month->plan;
    const double price = taken_at(context[first].host, load[first].factors);
    struct fleet_load of[loads];
    struct fleet_prices *prices[loads];
    int count = 0;
    for (int i = first; i < loads; i++) {
        struct bill_context *c = &context[i];
        if (c->host == NULL || load[i].fleet != first)
            continue;
        c->prices = prices_of(c, &load[i]);
        prices[count] = &c->prices;
        of[count++] = (struct fleet_load){.terms = c->terms,
                                          .host = c->host,
                                          .unit = &load[i].parties->unit,
                                          .replicas = load[i].replicas,
                                          .demand = c->demand,
                                          .prices = &c->prices,
                                          .sent = sum != NULL ? sum->sent[i] : NULL,
                                          .plan = &load[i].month->plan};
    }
    pool_begin(&carried->gpus, month);
    pool_begin(&carried->staging, month);
    fleet_make(of, count, sum != NULL ? &sum->fleet : NULL, &carried->paid, carried->gpus.gpus,
               carried->staging.gpus);
    pool_raise(&carried->gpus, month, plan->held_gpus, price);
    pool_raise(&carried->staging, month, plan->held_staging, price);
    for (int i = 0; i < count; i++) {
        prices[i]->api_hours = NULL;
        prices[i]->gpu_hour = pool_price(&carried->gpus);
        prices[i]->staging_gpu_hour = pool_price(&carried->staging);
    }
    for (int i = first; sum != NULL && i < loads; i++)
        if (context[i].host != NULL && load[i].fleet == first)
            sum->hours[i] = sum->fleet.hours;
}

/* What one load asks for, and what its api costs. */
static void begin(struct bill_context *c, const struct month_load *load, int at, bool alone)
{
    const struct parties *parties = load->parties;
    const struct terms *terms = &parties->terms;
    struct option_month *m = load->month;
    context_of(parties, c);
    c->demand = &m->demand;
    c->plan = &m->plan;
    c->rows = alone ? &parties->rows : NULL;
    c->joins[0] = c->host != NULL ? load->fleet != at : load->contract != at;
    c->joins[1] = load->contract != at;
    demand_make(terms, attempts_of(terms, c->host ? &c->host->common : &c->api->common),
                load->requests, &m->demand);
    if (c->api != NULL)
        c->tariff = tariff_at(&parties->api_prices, load->factors->api);
}

/* What one more request costs at the api that a part escalates to. */
static double escalated(const struct month_load *load, int part)
{
    const struct parties *p = load->parties;
    return p->target[part] != NULL
               ? tariff_at(&p->target_prices[part], load->factors->escalation[part]).marginal
               : 0;
}

/* What of it is served by whom. */
static void share(struct bill_context *c, const struct month_load *load)
{
    const struct llmcost_fleet *fleet = &load->month->plan.fleet;
    if (c->host != NULL && c->api != NULL) {
        c->tariff.plain *= fleet->overflow_price;
        c->tariff.marginal *= fleet->overflow_price;
    }
    if (c->host != NULL)
        add_part(c, &c->host->common, fleet->served_requests, escalated(load, 0));
    if (c->api != NULL)
        add_part(c, &c->api->common, c->host ? fleet->overflow_requests : c->demand->billed,
                 escalated(load, c->parts));
}

/* What the other loads spend with an api counts towards its minimum. */
static void add_spending(struct bill_context *context, const struct month_load *load, int loads)
{
    for (int i = 1; i < loads; i++) {
        const int first = load[i].contract;
        if (context[i].api != NULL && first != i)
            context[first].spent_beside += spend_of(&context[i]);
    }
}

/* A load as its host or its api alone bills it. */
static struct bill_context part_of(const struct bill_context *c, int part,
                                   const struct bill_rows *rows, struct demand *demand)
{
    struct bill_context alone = *c;
    alone.rows = rows;
    alone.parts = 1;
    alone.part[0] = c->part[part];
    alone.joins[0] = c->joins[part];
    alone.part_requests[0] = c->part_requests[part];
    alone.part_escalation[0] = c->part_escalation[part];
    if (c->parts == 1)
        return alone;
    if (part == 0) {
        alone.api = NULL;
        return alone;
    }
    *demand = *c->demand;
    demand->billed = c->part_requests[part];
    alone.demand = demand;
    alone.host = NULL;
    for (int i = 0; i < TOKEN_KINDS; i++) /* in the hours that overflow */
        alone.tariff.per_mtok[i] *= c->plan->fleet.overflow_price;
    alone.tariff.per_request *= c->plan->fleet.overflow_price;
    return alone;
}

/* The credits of a part pay its own lines, those of all loads that it serves. */
static struct money payable_of(const struct bill_context *context, const struct month_load *load,
                               int loads, int first, int part, struct month_sum *sum)
{
    struct bill_context one;
    struct demand overflow;
    /* cppcheck-suppress uninitvar ; both are filled below */
    struct bill_context *alone = sum != NULL ? sum->alone : &one;
    /* cppcheck-suppress uninitvar */
    struct demand *demand = sum != NULL ? sum->demand : &overflow;
    const bool hosts = context[first].host != NULL && part == 0;
    struct bill bill;
    int count = 0;
    for (int i = first; i < loads; i++) {
        const struct bill_context *c = &context[i];
        if (hosts ? c->host != NULL && load[i].fleet == load[first].fleet
                  : c->api != NULL && load[i].contract == load[first].contract) {
            const int own = hosts ? 0 : c->parts - 1;
            alone[count] = part_of(
                c, own, c->rows != NULL ? &load[i].parties->part_rows[own] : NULL, &demand[count]);
            count++;
        }
    }
    bill_make(alone, count, PAYABLE_BILL, NULL, &bill);
    return (struct money){.micros = bill.micros, .exact = bill.exact};
}

static void find_payable(const struct bill_context *context, const struct month_load *load,
                         int loads, struct month_sum *sum)
{
    for (int i = 0; i < loads; i++)
        for (int part = 0; part < 2; part++) {
            struct money *payable = &load[i].month->payable[part];
            *payable = (struct money){0};
            if (part < context[i].parts && !context[i].joins[part] &&
                context[i].part[part]->credits.value > 0)
                *payable = payable_of(context, load, loads, i, part, sum);
        }
}

/* What one load asks of the api that serves until its option takes over. */
static void begin_service(struct bill_context *c, const struct month_load *load, int at, bool alone,
                          struct demand *demand)
{
    const struct parties *p = load->parties;
    const struct llmcost_api *api = p->until_then;
    *c = (struct bill_context){.scenario = p->terms.scenario,
                               .terms = &p->terms,
                               .api = api,
                               .demand = demand,
                               .rows = alone ? &p->until_rows : NULL};
    c->joins[0] = load->contract != at;
    c->tariff = tariff_at(&p->until_prices, load->factors->until_then);
    demand_make(&p->terms, attempts_of(&p->terms, &api->common), load->requests, demand);
    add_part(c, &api->common, demand->billed, 0);
}

/* Of what it serves alone nothing but the bill is told. */
static void bill_service(const struct bill_context *c, bool serves, struct option_month *month)
{
    struct bill bill;
    bill_make(c, 1, SERVICE_BILL, NULL, &bill);
    month->service = (struct money){.micros = bill.micros, .exact = bill.exact};
    month->service_shortfall = shortfall_of(c);
    month->serves = month->serves && serves;
    month->bill.overflows = month->bill.overflows || bill.overflows;
}

void month_make(const struct month_load *load, int loads, int services, struct month_sum *sum,
                int month, struct llmcost_line *lines)
{
    struct bill_context own[2];
    struct demand served[services > 0 ? services : 1];
    /* cppcheck-suppress uninitvar ; it is filled below */
    struct bill_context *context = sum != NULL ? sum->context : own;
    struct option_month *m = load->month;
    const int all = loads + services;
    bool has_credits = false;
    for (int i = 0; i < loads; i++)
        begin(&context[i], &load[i], i, sum == NULL);
    for (int i = 0; i < loads; i++)
        if (context[i].host != NULL && load[i].fleet == i)
            host_month(context, load, loads, i, sum, month);
    for (int i = 0; i < loads; i++)
        share(&context[i], &load[i]);
    for (int i = loads; i < all; i++)
        begin_service(&context[i], &load[i], i, sum == NULL, &served[i - loads]);
    if (sum != NULL)
        add_spending(context, load, all);
    for (int i = 0; i < loads; i++) {
        m->serves = m->serves && load_is_served(context, load, all, i, sum);
        load[i].month->shortfall = shortfall_of(&context[i]);
        has_credits = has_credits || load[i].parties->has_credits;
    }
    if (loads > 0)
        bill_make(context, loads, WHOLE_BILL, lines, &m->bill);
    for (int i = loads; i < all; i++)
        bill_service(&context[i], load_is_served(context, load, all, i, sum), load[i].month);
    if (has_credits)
        find_payable(context, load, loads, sum);
}
