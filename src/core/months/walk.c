/* walk.c - an option's way through the months: drift of demand and prices, what a month hands on to
 * the next, and the cost over the horizon (§7). Refuses to know what a month costs (month.c).
 */
#include "core/months/walk.h"

#include "core/base/count.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/scenario/scenario.h"

static const struct month_factors first_factors = {
    .growth = 1, .api = 1, .gpu = 1, .escalation = {1, 1}, .until_then = 1};

const struct llmcost_start *option_start(const struct llmcost_scenario *s, int option)
{
    const enum llmcost_option_kind kind = llmcost_option_kind(s, option);
    if (kind == LLMCOST_API)
        return NULL;
    return kind == LLMCOST_HOST ? &s->host[option - s->apis].start
                                : &s->hybrid[option - s->apis - s->hosts].start;
}

/* In the first month. */
static void find_parties(const struct llmcost_scenario *scenario, int option,
                         struct parties *ret_parties)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    const struct llmcost_start *start = option_start(scenario, option);
    const int before = start != NULL ? start->until_then.option : -1;
    struct parties *p = ret_parties;
    p->terms = first_terms(scenario);
    p->host = host;
    p->api = api;
    p->target[0] = escalation_target(scenario, host ? &host->common : &api->common);
    p->target[1] = host && api ? escalation_target(scenario, &api->common) : NULL;
    p->until_then = before >= 0 ? &scenario->api[before] : NULL;
    p->has_credits =
        (host && host->common.credits.value > 0) || (api && api->common.credits.value > 0);
}

static const struct llmcost_input *own_replicas(const struct llmcost_scenario *scenario, int option)
{
    if (llmcost_option_kind(scenario, option) != LLMCOST_HYBRID)
        return NULL;
    return &scenario->hybrid[option - scenario->apis - scenario->hosts].replicas;
}

void option_first_month_at(const struct llmcost_scenario *scenario, int option, double requests,
                           struct llmcost_line *lines, struct option_month *ret_month)
{
    struct parties parties;
    struct carried carried;
    struct lot lots[2][1];
    find_parties(scenario, option, &parties);
    parties_settle(&parties, true);
    carry_nothing(&parties, 1, lots, &carried);
    *ret_month = (struct option_month){0};
    const struct month_load load = {.parties = &parties,
                                    .replicas = own_replicas(scenario, option),
                                    .requests = requests,
                                    .factors = &first_factors,
                                    .carried = &carried,
                                    .month = ret_month};
    month_make(&load, 1, 0, NULL, 0, lines);
}

/* A yearly change as a factor per month. */
static double monthly(double change, bool *still)
{
    if (change == 0)
        return 1;
    *still = false;
    return root12(1 + change);
}

static double api_monthly(const struct llmcost_api *api, bool *still)
{
    return api != NULL ? monthly(api->price_change_per_year.value, still) : 1;
}

static struct drift drift_of(const struct parties *p)
{
    const struct llmcost_host *host = p->host;
    /* what is held may serve where in its first month the api did, the spares being held anyhow */
    const bool settles = host != NULL && host->spare_replicas.value > 0 && held_months(host) > 1 &&
                         (p->api != NULL || is_stated(&host->elastic_gpu_hour));
    bool still = !settles;
    struct drift drift;
    drift.step.growth = monthly(p->terms.workload->growth_per_year.value, &still);
    drift.step.gpu = host ? monthly(host->gpu_price_change_per_year.value, &still) : 1;
    drift.step.api = api_monthly(p->api, &still);
    drift.step.escalation[0] = api_monthly(p->target[0], &still);
    drift.step.escalation[1] = api_monthly(p->target[1], &still);
    drift.step.until_then = api_monthly(p->until_then, &still);
    drift.still = still;
    return drift;
}

static void advance(struct month_factors *factors, const struct drift *drift)
{
    factors->growth *= drift->step.growth;
    factors->api *= drift->step.api;
    factors->gpu *= drift->step.gpu;
    factors->escalation[0] *= drift->step.escalation[0];
    factors->escalation[1] *= drift->step.escalation[1];
    factors->until_then *= drift->step.until_then;
}

double option_one_off(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    return (host ? host->common.one_off.value : 0) + (api ? api->common.one_off.value : 0);
}

void walk_in_operation(struct option_walk *walk)
{
    walk->start = walk->until = 0;
    walk->parties.until_then = NULL;
    walk->parties.has_credits = false;
    walk->still = walk->drift.still && !walk->now.changes;
}

static struct money money_of(double amount)
{
    return (struct money){.micros = (int64_t)(amount * 1e6 + 0.5), .exact = amount};
}

/* Parties and drift are known. */
static void set_out(struct option_walk *walk, const struct llmcost_scenario *scenario, int option,
                    double requests, int months, struct lot lots[2][months])
{
    const struct llmcost_start *start = option_start(scenario, option);
    const struct parties *p = &walk->parties;
    walk->scenario = scenario;
    walk->option = option;
    walk->at = walk->fleet = walk->contract = walk->until_contract = 0;
    walk->replicas = own_replicas(scenario, option);
    walk->start = p->until_then != NULL ? (int)start->starts_month.value - 1 : 0;
    walk->until = p->until_then != NULL ? walk->start + (int)start->overlap_months.value : 0;
    walk->requests = requests;
    walk->now.changes = false; /* an analyzer does not see that the next line says so */
    in_force_begin(&walk->now, scenario, option, p);
    walk->still = walk->drift.still && !p->has_credits && walk->until == 0 && !walk->now.changes;
    carry_nothing(&walk->parties, months, lots, &walk->carried);
    walk->carried.credits[0] =
        money_of(p->host ? p->host->common.credits.value : p->api->common.credits.value);
    walk->carried.cash_credits = walk->carried.credits[0].exact;
    walk->carried.credits[1] = money_of(p->host && p->api ? p->api->common.credits.value : 0);
    walk->factors = first_factors;
    walk->month = (struct option_month){0};
}

void walk_begin(struct option_walk *walk, const struct llmcost_scenario *scenario, int option,
                double requests, int months, struct lot lots[2][months])
{
    find_parties(scenario, option, &walk->parties);
    walk->drift = drift_of(&walk->parties);
    walk->settled = false;
    set_out(walk, scenario, option, requests, months, lots);
}

struct departure departure_of(const struct llmcost_scenario *scenario, int option)
{
    struct departure from = {.scenario = scenario, .option = option};
    find_parties(scenario, option, &from.parties);
    parties_settle(&from.parties, false);
    from.drift = drift_of(&from.parties);
    return from;
}

void walk_depart(struct option_walk *walk, const struct departure *from, double requests,
                 int months, struct lot lots[2][months])
{
    parties_copy(&walk->parties, &from->parties);
    walk->drift = from->drift;
    walk->settled = true;
    set_out(walk, from->scenario, from->option, requests, months, lots);
}

/* What credits of a load's parts pay of what they may pay; they are less afterwards. */
static struct money take_credits(struct carried *carried, const struct option_month *month)
{
    struct money paid = {0};
    for (size_t i = 0; i < COUNT(carried->credits); i++) {
        struct money *left = &carried->credits[i];
        const struct money *payable = &month->payable[i];
        const int64_t micros = left->micros < payable->micros ? left->micros : payable->micros;
        const double exact = at_most(left->exact, payable->exact);
        left->micros -= micros;
        left->exact -= exact;
        paid.micros += micros;
        paid.exact += exact;
    }
    return paid;
}

/* The capital of all GPUs that are held: a line of the bill, and no cash (§5). */
static double capital_of(const struct option_walk *walk)
{
    const struct llmcost_host *host = walk->parties.host;
    const struct carried *c = &walk->carried;
    return host != NULL && is_owned(host)
               ? (c->gpus.gpus + c->staging.gpus) * walk->parties.unit.capital
               : 0;
}

/* Credits pay what is cash alone, and so last longer there than by the lines of the bill. */
static void take_cash_credits(struct option_walk *walk)
{
    struct option_month *m = &walk->month;
    const double payable = at_least((double)m->payable[0].micros / 1e6 - capital_of(walk), 0);
    m->cash_credited = at_most(payable, walk->carried.cash_credits);
    walk->carried.cash_credits -= m->cash_credited;
}

/* What is paid for the month that was billed last, or for one like it. */
static void pay(struct option_walk *const *walk, int walks)
{
    struct option_month *m = &walk[0]->month;
    struct bill *bill = &m->bill;
    int64_t micros = bill->micros - bill->one_off_micros;
    double exact = bill->exact - bill->one_off_exact;
    for (int i = 0; i < walks; i++)
        exact += walk[i]->month.service.exact;
    bill->overflows = bill->overflows || !(exact <= LLMCOST_MAX_BILL);
    for (int i = 0; i < walks && !bill->overflows; i++)
        micros += walk[i]->month.service.micros;
    m->cost = (double)micros / 1e6;
    m->exact = exact;
    for (int i = 0; i < walks; i++)
        if (walk[i]->parties.has_credits) {
            const int64_t before = walk[i]->carried.credits[0].micros;
            const struct money paid = take_credits(&walk[i]->carried, &walk[i]->month);
            walk[i]->month.credited = (double)(before - walk[i]->carried.credits[0].micros) / 1e6;
            take_cash_credits(walk[i]);
            walk[i]->month.credits = (double)paid.micros / 1e6;
            m->cost -= walk[i]->month.credits;
            m->exact -= paid.exact;
        }
}

/* Tokens are stated, and a request has more or fewer of them: the demand is another one then. */
static double requests_of(struct option_walk *walk)
{
    const struct terms first = first_terms(walk->scenario);
    const double tokens =
        walk->now.changed ? requests_per_unit(&walk->parties.terms) / requests_per_unit(&first) : 1;
    walk->multiple = walk->now.share * tokens * walk->factors.growth;
    walk->always = walk->now.fixed * tokens * walk->factors.growth;
    return walk->multiple * walk->requests + walk->always;
}

/* Contracts end and are taken anew on their own days. */
static bool differs(const struct option_walk *walk, int at)
{
    const struct llmcost_host *host = walk->parties.host;
    const bool holds = host != NULL && !is_owned(host) && held_months(host) > 1;
    return !walk->drift.still || at == walk->start || at == walk->until || (holds && !walk->still);
}

bool walk_step(struct option_walk *walk)
{
    const int at = walk->at++;
    if (at > 0)
        advance(&walk->factors, &walk->drift);
    const bool changed =
        walk->now.changes && in_force_change(&walk->now, at + 1, &walk->parties, &walk->replicas);
    if (changed || !walk->settled)
        parties_settle(&walk->parties, walk->still);
    walk->settled = true;
    return at == 0 || differs(walk, at) || changed;
}

static inline struct month_load load_of(struct option_walk *walk, double requests)
{
    return (struct month_load){.parties = &walk->parties,
                               .replicas = walk->replicas,
                               .requests = requests,
                               .factors = &walk->factors,
                               .carried = &walk->carried,
                               .month = &walk->month,
                               .fleet = walk->fleet,
                               .contract = walk->contract};
}

/* Behind the loads those that the apis serve until then: how many. The contract is that of an
 * option in operation, or of one before; an option that calls the api itself pays it twice until it
 * takes over, alone or with others. */
static int add_services(struct option_walk *const *walk, int walks, const double *requests,
                        struct month_load *load, int loads)
{
    const struct option_walk *served[walks];
    int count = 0;
    for (int i = 0; i < walks; i++) {
        const int until = walk[i]->until_contract;
        const bool joins = until < loads && walk[i]->contract != until;
        if (walk[0]->at > walk[i]->until)
            continue;
        int at = 0;
        while (at < count && (served[at]->until_contract != until ||
                              (until < loads && served[at]->contract != until)))
            at++;
        load[loads + count] = load_of(walk[i], requests[i]);
        load[loads + count].contract = joins ? until : loads + at;
        served[count++] = walk[i];
    }
    return count;
}

/* Bill the month of those that have taken over, which are the first of them, and beside it the apis
 * that serve until then. */
static void bill_month(struct option_walk *const *walk, int walks, struct month_sum *sum,
                       struct llmcost_line *lines)
{
    const int at = walk[0]->at - 1;
    struct month_load load[2 * walks];
    double requests[walks];
    int loads = 0;
    bool serve = false;
    for (int i = 0; i < walks; i++) {
        requests[i] = requests_of(walk[i]);
        walk[i]->month.service = (struct money){0};
        walk[i]->month.serves = true;
        serve = serve || at < walk[i]->until;
        if (at < walk[i]->start)
            walk[i]->month = (struct option_month){.serves = true};
        else
            load[loads++] = load_of(walk[i], requests[i]);
    }
    const int services = serve ? add_services(walk, walks, requests, load, loads) : 0;
    month_make(load, loads, services, sum, at, lines);
}

void walks_on(struct option_walk *const *walk, int walks, struct month_sum *sum,
              struct llmcost_line *lines)
{
    bool differ = false;
    bool still = true;
    for (int i = 0; i < walks; i++) {
        differ = walk_step(walk[i]) || differ;
        still = still && walk[i]->still;
    }
    if (differ)
        bill_month(walk, walks, sum, lines);
    if (walk[0]->at == 1 || !still)
        pay(walk, walks);
}

void walk_on(struct option_walk *walk, struct llmcost_line *lines)
{
    walks_on(&walk, 1, NULL, lines);
}

void walk_bill(struct option_walk *walk, double requests)
{
    walk->requests = requests;
    bill_month(&walk, 1, NULL, NULL);
}

bool option_only_drifts(const struct llmcost_scenario *scenario, int option)
{
    struct option_walk walk;
    struct lot none[2][1];
    walk_begin(&walk, scenario, option, 0, 1, none);
    return walk.until == 0 && !walk.parties.has_credits && !walk.now.changes;
}

double walk_credits_left(const struct option_walk *walk)
{
    const struct money *left = walk->carried.credits;
    return (double)(left[0].micros + left[1].micros) / 1e6;
}

double walk_cash(const struct option_walk *walk)
{
    const struct llmcost_host *host = walk->parties.host;
    const struct carried *c = &walk->carried;
    const int month = walk->at - 1;
    if (host == NULL || !is_owned(host))
        return walk->month.cost;
    return walk->month.cost + walk->month.credited - walk->month.cash_credited - capital_of(walk) +
           pool_purchases(&c->gpus, host, month) + pool_purchases(&c->staging, host, month);
}

bool option_drifts(const struct llmcost_scenario *scenario, int option)
{
    struct option_walk walk;
    struct lot none[2][1];
    walk_begin(&walk, scenario, option, 0, 1, none);
    return !walk.still;
}
