/* portfolio.c - several workloads, one fleet: every assignment of workloads to options (§12).
 * Options that have a host or an api in common are a cluster: what is paid for one depends on who
 * uses it and how, and on nothing else. So each way to use a cluster is billed once, and the cost
 * of an assignment is a sum over clusters. Refuses to know what a bill is (months/).
 */
#include "core/questions/portfolio.h"
#include "core/base/real.h"
#include "core/model/demand.h"
#include "core/months/rules.h"
#include "core/scenario/scenario.h"

#include <string.h>

/* ---- Clusters ---- */

static const char *host_id(const struct llmcost_scenario *s, int option)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    return host != NULL ? llmcost_text(s, host->id.text) : NULL;
}

static const char *api_id(const struct llmcost_scenario *s, int option)
{
    const struct llmcost_api *api = llmcost_option_api(s, option);
    return api != NULL ? llmcost_text(s, api->id.text) : NULL;
}

static const char *until_id(const struct llmcost_scenario *s, int option)
{
    const struct llmcost_start *start = option_start(s, option);
    const int api = start != NULL ? start->until_then.option : -1;
    return api >= 0 ? llmcost_text(s, s->api[api].id.text) : NULL;
}

static bool same_id(const char *one, const char *other)
{
    return one != NULL && other != NULL && strcmp(one, other) == 0;
}

/* Whether two options have a host or an api in common, one that serves until they take over, too.
 */
static bool share_part(const struct llmcost_scenario *s, int option,
                       const struct llmcost_scenario *t, int other)
{
    const char *const mine[] = {api_id(s, option), until_id(s, option)};
    const char *const theirs[] = {api_id(t, other), until_id(t, other)};
    bool shared = same_id(host_id(s, option), host_id(t, other));
    for (int i = 0; i < 4; i++)
        shared = shared || same_id(mine[i / 2], theirs[i % 2]);
    return shared;
}

/* From now on one cluster is another. */
static void merge(struct llmcost_portfolio *p, int32_t cluster, int32_t into)
{
    for (int w = 0; w < p->workloads; w++)
        for (int o = 0; o < llmcost_option_count(p->scenario[w]); o++)
            if (p->use[w][o].cluster == cluster)
                p->use[w][o].cluster = into;
}

/* An option is a cluster with all before it that have a part in common with it. */
static void find_cluster(struct llmcost_portfolio *p, int workload, int option)
{
    const struct llmcost_scenario *s = p->scenario[workload];
    struct llmcost_use *mine = &p->use[workload][option];
    for (int w = 0; w <= workload; w++)
        for (int o = 0; o < llmcost_option_count(p->scenario[w]); o++) {
            if (w == workload && o == option)
                return;
            if (p->use[w][o].cluster != mine->cluster && share_part(p->scenario[w], o, s, option))
                merge(p, p->use[w][o].cluster, mine->cluster);
        }
}

/* Number the bills of a cluster from the next on, which it is known by from then on. A workload
 * that may as well use another cluster has bills without it. */
static void number_bills(struct llmcost_portfolio *p, int32_t cluster)
{
    int32_t bills = 1;
    for (int w = 0; w < p->workloads; w++) {
        const int options = llmcost_option_count(p->scenario[w]);
        int uses = 0;
        for (int o = 0; o < options; o++)
            uses += p->use[w][o].cluster == cluster;
        int use = uses < options ? 1 : 0;
        for (int o = 0; o < options; o++)
            if (p->use[w][o].cluster == cluster)
                p->use[w][o].bill = bills * use++;
        bills *= use;
    }
    merge(p, cluster, p->bills);
    p->bills += bills;
}

double llmcost_assignments(const struct llmcost_scenario *const *scenario, int workloads)
{
    double count = 1;
    for (int w = 0; w < workloads; w++)
        count *= llmcost_option_count(scenario[w]);
    return count;
}

size_t llmcost_portfolio_begin(const struct llmcost_scenario *const *scenario, int workloads,
                               struct llmcost_portfolio *ret_portfolio)
{
    struct llmcost_portfolio *p = ret_portfolio;
    *p = (struct llmcost_portfolio){.workloads = workloads};
    for (int w = 0; w < workloads; w++) {
        p->scenario[w] = scenario[w];
        for (int o = 0; o < llmcost_option_count(scenario[w]); o++) {
            uint8_t rule[LLMCOST_RULES_COUNT];
            p->use[w][o].eligible = rules_judge(scenario[w], o, rule);
            p->use[w][o].cluster = -1 - (w * LLMCOST_MAX_OPTIONS + o); /* until it has bills */
        }
    }
    for (int w = 0; w < workloads; w++)
        for (int o = 0; o < llmcost_option_count(scenario[w]); o++)
            find_cluster(p, w, o);
    for (int w = 0; w < workloads; w++)
        for (int o = 0; o < llmcost_option_count(scenario[w]); o++)
            if (p->use[w][o].cluster < 0)
                number_bills(p, p->use[w][o].cluster);
    return sizeof(struct portfolio_room) + (size_t)p->bills * sizeof(struct use_cost);
}

/* ---- Bills ---- */

/* The first walks that have a part in common with one. */
static void join_walk(struct option_walk *const *walk, int walks, int i)
{
    struct option_walk *mine = walk[i];
    const char *host = host_id(mine->scenario, mine->option);
    const char *api = api_id(mine->scenario, mine->option);
    const char *until = until_id(mine->scenario, mine->option);
    mine->fleet = mine->contract = i;
    mine->until_contract = MAX_TOGETHER + i;
    for (int j = walks - 1; j >= 0; j--) {
        const struct option_walk *other = walk[j];
        if (j < i && same_id(host_id(other->scenario, other->option), host))
            mine->fleet = j;
        if (j < i && same_id(api_id(other->scenario, other->option), api))
            mine->contract = j;
        if (j < i && mine->until_contract >= MAX_TOGETHER &&
            same_id(until_id(other->scenario, other->option), until))
            mine->until_contract = MAX_TOGETHER + j;
        if (same_id(api_id(other->scenario, other->option), until))
            mine->until_contract = j;
    }
}

int begin_walks(const struct llmcost_portfolio *p, const int16_t *option, int32_t cluster,
                struct portfolio_room *room, struct option_walk **ret_walk)
{
    int walks = 0;
    for (int w = 0; w < p->workloads; w++) {
        if (p->use[w][option[w]].cluster != cluster)
            continue;
        struct option_walk *walk = &room->walk[w];
        walk_begin(walk, p->scenario[w], option[w], requests_per_month(p->scenario[w]),
                   LLMCOST_MAX_MONTHS, room->lots[w]);
        int at = walks++;
        for (; at > 0 && ret_walk[at - 1]->start > walk->start; at--)
            ret_walk[at] = ret_walk[at - 1];
        ret_walk[at] = walk;
    }
    for (int i = 0; i < walks; i++)
        join_walk(ret_walk, walks, i);
    return walks;
}

/* What a use of a cluster costs. */
static struct use_cost cost_of(const struct llmcost_portfolio *p, const int16_t *option,
                               int32_t cluster, double step, struct portfolio_room *room)
{
    struct option_walk *walk[LLMCOST_MAX_WORKLOADS];
    struct use_cost cost = {.known = true};
    int walks = begin_walks(p, option, cluster, room, walk);
    struct month_sum *sum = walks > 1 ? &room->sum : NULL;
    bool served = false; /* by another until then, or beside it */
    for (int i = 0; i < walks; i++)
        served = served || walk[i]->until > 0 || walk[i]->start > 0;
    const bool fits = walks_horizon(walk, walks, sum, step, &cost.monthly_micros,
                                    &cost.horizon_cost, &cost.feasible);
    cost.feasible = cost.feasible && fits;
    if (served) { /* the first month is not one of all in operation */
        walks = begin_walks(p, option, cluster, room, walk);
        for (int i = 0; i < walks; i++)
            walk_in_operation(walk[i]);
        walks_on(walk, walks, sum, NULL);
        cost.monthly_micros = walk[0]->month.bill.micros;
    }
    return cost;
}

/* The bill of the cluster that a workload uses; -1: it is that of a workload before it. */
static int32_t bill_of(const struct llmcost_portfolio *p, const int16_t *option, int workload)
{
    const int32_t cluster = p->use[workload][option[workload]].cluster;
    int32_t bill = cluster;
    for (int w = 0; w < p->workloads; w++)
        if (p->use[w][option[w]].cluster == cluster) {
            if (w < workload)
                return -1;
            bill += p->use[w][option[w]].bill;
        }
    return bill;
}

/* Add up an assignment, cluster by cluster. */
static void add_up(const struct llmcost_portfolio *p, double step, struct portfolio_room *room,
                   struct llmcost_assignment *assignment)
{
    const int16_t *option = assignment->option;
    assignment->feasible = assignment->eligible = true;
    assignment->monthly_micros = 0;
    assignment->horizon_cost = 0;
    for (int w = 0; w < p->workloads; w++) {
        const int32_t bill = bill_of(p, option, w);
        assignment->eligible = assignment->eligible && p->use[w][option[w]].eligible;
        if (bill < 0)
            continue;
        struct use_cost *cost = &room->cost[bill];
        if (!cost->known) {
            const double floor = cost->floor;
            *cost = cost_of(p, option, p->use[w][option[w]].cluster, step, room);
            cost->floor = floor;
        }
        assignment->feasible = assignment->feasible && cost->feasible;
        assignment->monthly_micros += cost->monthly_micros;
        assignment->horizon_cost += cost->horizon_cost;
    }
}

double assignment_floor(const struct llmcost_portfolio *p, const struct portfolio_room *room,
                        const struct llmcost_assignment *a)
{
    double floor = 0;
    for (int w = 0; w < p->workloads; w++) {
        const int32_t bill = bill_of(p, a->option, w);
        if (bill >= 0)
            floor +=
                room->cost[bill].known ? room->cost[bill].horizon_cost : room->cost[bill].floor;
    }
    return floor;
}

/* ---- Which to take ---- */

static bool is_allowed(const struct llmcost_assignment *a)
{
    return a->feasible && a->eligible;
}

/* Keep it where it is allowed and cheaper than what was kept. */
static void keep(const struct llmcost_assignment *a, struct llmcost_assignment *best, bool *has)
{
    if (!is_allowed(a) || (*has && a->horizon_cost >= best->horizon_cost))
        return;
    *best = *a;
    *has = true;
}

/* Keep the best two. */
static void keep_best(struct llmcost_portfolio *p, const struct llmcost_assignment *a)
{
    const bool is_best = !p->has_recommended || a->horizon_cost < p->recommended.horizon_cost;
    if (is_best && is_allowed(a)) {
        p->has_runner_up = p->has_recommended;
        p->runner_up = p->recommended;
        p->has_recommended = true;
        p->recommended = *a;
    } else
        keep(a, &p->runner_up, &p->has_runner_up);
}

/* Keep it among the cheapest, the first of equals in front. */
static void rank(struct llmcost_portfolio *p, const struct llmcost_assignment *a)
{
    int at = p->shown;
    while (at > 0 && p->cheapest[at - 1].horizon_cost > a->horizon_cost)
        at--;
    if (at == LLMCOST_SHOWN_ASSIGNMENTS)
        return;
    p->shown += p->shown < LLMCOST_SHOWN_ASSIGNMENTS;
    for (int i = p->shown - 1; i > at; i--)
        p->cheapest[i] = p->cheapest[i - 1];
    p->cheapest[at] = *a;
}

static bool is_single(const struct llmcost_portfolio *p, const struct llmcost_assignment *a)
{
    const char *id = llmcost_option_id(p->scenario[0], a->option[0]);
    for (int w = 1; w < p->workloads; w++)
        if (strcmp(llmcost_option_id(p->scenario[w], a->option[w]), id) != 0)
            return false;
    return true;
}

bool next_assignment(const struct llmcost_portfolio *p, struct llmcost_assignment *a)
{
    for (int w = p->workloads - 1; w >= 0; w--) {
        if (++a->option[w] < llmcost_option_count(p->scenario[w]))
            return true;
        a->option[w] = 0;
    }
    return false;
}

/* Each workload by itself, with what it would take then. */
static void decide_alone(struct llmcost_portfolio *p)
{
    struct llmcost_assignment *a = &p->alone;
    p->has_alone = true;
    a->feasible = a->eligible = true;
    for (int w = 0; w < p->workloads && p->has_alone; w++) {
        const struct llmcost_scenario *s = p->scenario[w];
        struct llmcost_cost cost[LLMCOST_MAX_OPTIONS];
        struct option_walk walk;
        struct lot lots[2][1];
        llmcost_costs(s, (struct llmcost_ref){.field = -1}, cost);
        const int best = llmcost_cheapest(cost, llmcost_option_count(s));
        p->has_alone = best >= 0;
        if (best < 0)
            continue;
        walk_begin(&walk, s, best, requests_per_month(s), 1, lots);
        walk_in_operation(&walk);
        walk_on(&walk, NULL);
        a->option[w] = (int16_t)best;
        a->monthly_micros += walk.month.bill.micros;
        a->horizon_cost += cost[best].horizon_cost;
    }
}

void llmcost_evaluate_assignment(const struct llmcost_portfolio *portfolio, void *room,
                                 struct llmcost_assignment *assignment)
{
    add_up(portfolio, discount_step(portfolio->scenario[0]), room, assignment);
}

void llmcost_assign_all(struct llmcost_portfolio *portfolio, void *room)
{
    struct llmcost_portfolio *p = portfolio;
    struct portfolio_room *r = room;
    struct llmcost_assignment a = {.option = {0}};
    const double step = discount_step(p->scenario[0]);
    for (int i = 0; i < p->bills; i++)
        r->cost[i].known = false;
    p->evaluated = p->shown = 0;
    p->has_recommended = p->has_runner_up = p->has_single = false;
    do {
        add_up(p, step, r, &a);
        p->evaluated++;
        rank(p, &a);
        keep_best(p, &a);
        if (is_single(p, &a))
            keep(&a, &p->single, &p->has_single);
    } while (next_assignment(p, &a));
    decide_alone(p);
    p->sharing_saving = p->has_alone && p->has_recommended
                            ? p->alone.horizon_cost - p->recommended.horizon_cost
                            : 0;
}
