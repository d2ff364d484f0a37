/* next_move.c - at which demand of one workload the recommended assignment would have it elsewhere,
 * the other workloads' demand being as it is (§12). Outward from today in octaves; a stretch is
 * left as soon as nothing can happen in it, since bills do not fall when demand rises, and halved
 * else. Refuses to know costs and clusters (portfolio.c).
 */
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/hardware/pool.h"
#include "core/model/demand.h"
#include "core/questions/curve.h"
#include "core/questions/portfolio.h"
#include "core/scenario/scenario.h"

#include <math.h>

enum {
    OCTAVES = 4,          /* either way: a sixteenth to sixteen times today's demand */
    MOST_HALVINGS = 64,   /* of an octave, far more than it takes to the tolerance */
    BILL_HOURS = 4000000, /* to spend on all workloads: bills times hours of a load and months */
    FULL_LOOKS = 3, /* at every assignment: beyond that share the others stay where they are */
    HOURS_ALONE = 100000, /* to spend on a workload then */
};
static const double NARROW = 1e-9; /* a stretch in which there is nothing more to find */
static const double NO_COST = INFINITY;
static const double OF_TODAY = -1;

/* What the best assignments cost at one demand of the workload. */
struct at {
    double demand; /* in the unit that the scenario states it in */
    double keep;   /* with the workload where it is recommended today */
    double move;   /* with it elsewhere */
    int16_t to;    /* where that is */
};
struct moving {
    struct llmcost_portfolio *p; /* with the scenario that is varied */
    struct portfolio_room *room;
    struct llmcost_scenario *scenario;
    const struct llmcost_assignment *today;
    struct llmcost_ref ref;
    int workload;
    bool others_stay; /* at the options of today */
    double of_bill;   /* what one takes: hours and months */
    double of_look;   /* what it takes to go through all assignments */
    double left;      /* to spend */
};

/* Bills that the workload has a part in are not known at another demand. How many there are.
 * is_floor: from here on they are asked for at higher demands alone. */
static int32_t forget(const struct moving *m, bool is_floor)
{
    const struct llmcost_portfolio *p = m->p;
    int32_t forgotten = 0;
    for (int o = 0; o < llmcost_option_count(m->scenario); o++) {
        const int32_t first = p->use[m->workload][o].cluster;
        int32_t end = p->bills;
        for (int w = 0; w < p->workloads; w++)
            for (int other = 0; other < llmcost_option_count(p->scenario[w]); other++) {
                const int32_t cluster = p->use[w][other].cluster;
                end = cluster > first && cluster < end ? cluster : end;
            }
        for (int32_t i = first; i < end; i++) {
            struct use_cost *cost = &m->room->cost[i];
            forgotten += cost->known;
            cost->floor = is_floor && cost->known ? cost->horizon_cost : cost->floor;
            cost->known = false;
        }
    }
    return forgotten;
}

/* Nothing is known of any demand. */
static void forget_all(const struct moving *m)
{
    for (int32_t i = 0; i < m->p->bills; i++) {
        m->room->cost[i].known = false;
        m->room->cost[i].floor = 0;
    }
}

static void weigh(struct moving *m, struct llmcost_assignment *a, struct at *at)
{
    llmcost_evaluate_assignment(m->p, m->room, a);
    if (!a->feasible || !a->eligible)
        return;
    if (a->option[m->workload] == m->today->option[m->workload]) {
        at->keep = at_most(at->keep, a->horizon_cost);
    } else if (a->horizon_cost < at->move) {
        at->move = a->horizon_cost;
        at->to = a->option[m->workload];
    }
}

static double tolerance(double cost)
{
    return cost < NO_COST ? 1e-9 * fabs(cost) : 0;
}

/* Assignments that cost more than `most` are left out; OF_TODAY: than the one of today does. */
static struct at look_at(struct moving *m, double demand, double most, bool is_floor)
{
    struct at at = {.demand = demand, .keep = NO_COST, .move = NO_COST, .to = -1};
    struct llmcost_assignment a = *m->today;
    llmcost_assign(m->scenario, m->ref, demand);
    weigh(m, &a, &at);
    if (m->others_stay) {
        for (int o = 0; o < llmcost_option_count(m->scenario); o++) {
            a.option[m->workload] = (int16_t)o;
            weigh(m, &a, &at);
        }
    } else {
        most = most < 0 ? at.keep : most;
        most += tolerance(most);
        a = (struct llmcost_assignment){.option = {0}};
        do
            if (assignment_floor(m->p, m->room, &a) <= most)
                weigh(m, &a, &at);
        while (next_assignment(m->p, &a));
        m->left -= m->of_look;
    }
    m->left -= (1 + forget(m, is_floor)) * m->of_bill;
    return at;
}

static bool moves(const struct at *at)
{
    return at->move < NO_COST && !(at->move >= at->keep - tolerance(at->keep));
}

/* Whether staying is at most as dear at the upper end as moving is at the lower one. */
static bool is_settled(const struct at *one, const struct at *other)
{
    const struct at *low = one->demand < other->demand ? one : other;
    const struct at *high = low == one ? other : one;
    return low->move >= NO_COST || high->keep <= low->move + tolerance(low->move);
}

/* The first demand from near to far that moves the workload: whether there is one. */
static bool find(struct moving *m, struct at near, struct at far, struct at *ret_at)
{
    struct at open[MOST_HALVINGS];
    int count = 1;
    open[0] = far;
    while (count > 0 && m->left > 0) {
        const struct at *next = &open[count - 1];
        const double ratio = next->demand / near.demand;
        if (!is_settled(&near, next)) {
            if (fabs(ratio - 1) > NARROW && count < MOST_HALVINGS) {
                const struct at *high = ratio > 1 ? next : &near;
                open[count] = look_at(m, near.demand * sqrt(ratio), high->keep, false);
                count++;
                continue;
            }
            if (moves(next)) {
                *ret_at = *next;
                return true;
            }
        }
        near = *next;
        count--;
    }
    return false;
}

/* How many times one is the other, the larger over the smaller. */
static double distance(double one, double other)
{
    return one > other ? one / other : other / one;
}

static bool search_up(struct moving *m, const struct at *today, struct at *ret_at)
{
    struct at near = *today;
    for (int i = 0; i < OCTAVES && m->left > 0; i++) {
        const struct at far = look_at(m, 2 * near.demand, OF_TODAY, false);
        near = i > 0 ? look_at(m, near.demand, far.keep, true) : near;
        if (find(m, near, far, ret_at))
            return true;
        near = far;
    }
    return false;
}

/* As long as it may be nearer than one that is known. */
static bool search_down(struct moving *m, const struct at *today, double known, struct at *ret_at)
{
    struct at near = *today;
    forget_all(m);
    look_at(m, near.demand / (1 << OCTAVES), near.keep, true);
    for (int i = 0; i < OCTAVES && m->left > 0 && distance(near.demand, today->demand) < known;
         i++) {
        const struct at far = look_at(m, near.demand / 2, near.keep, false);
        if (find(m, near, far, ret_at))
            return true;
        near = far;
    }
    return false;
}

/* Both sides, of which the nearer by ratio; false when none is found or the means are spent. */
static bool search_both(struct moving *m, double demand, struct at *ret_at)
{
    struct at below;
    forget_all(m);
    const struct at today = look_at(m, demand, NO_COST, true);
    const bool is_above = search_up(m, &today, ret_at);
    const double known = is_above ? distance(ret_at->demand, demand) : NO_COST;
    const bool is_below = search_down(m, &today, known, &below);
    if (is_below && distance(below.demand, demand) < known)
        *ret_at = below;
    return is_below || is_above;
}

/* Whether a host's bill may fall, if by little, where demand rises (curve.c, bound()): a contract
 * that begins earlier may be the cheaper one and leave less, a fleet with spares idles less, an api
 * that requests are sent on to has no say in what serves them, and no more has what a cold start of
 * a slice takes in which others are served, too. */
static bool may_fall(const struct llmcost_scenario *s, int option)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    if (host == NULL)
        return false;
    const bool mixes = api != NULL || is_stated(&host->elastic_gpu_hour);
    const bool spares = host->spare_replicas.value > 0;
    const bool sends =
        host->common.escalation_share.value > 0 || host->common.metered.count > 0 ||
        (api != NULL && (api->common.escalation_share.value > 0 || api->common.metered.count > 0));
    const bool saves_power = is_owned(host) && host->idle_power_share.value < 1;
    return (saves_power && (mixes || spares || host->staging_gpus.value > 0)) ||
           (mixes && (sends || spares)) || (api != NULL && host->cold_start_hours.value > 0) ||
           (held_months(host) > 1 && option_drifts(s, option)) || is_stated(&host->resale_share);
}

/* Bills do not fall when demand rises, but those, and what credits pay depends on whose it is; and
 * a hybrid's api with a limit or a minimum may come and go, or be paid for nothing: it takes less
 * once another unit is worth its rent. */
static bool is_orderly(const struct llmcost_scenario *s, int option)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const bool bound =
        api != NULL && (is_stated(&api->requests_per_minute_limit) ||
                        is_stated(&api->tokens_per_minute_limit) || api->monthly_minimum.value > 0);
    return !may_fall(s, option) && !(host != NULL && bound) &&
           !(host != NULL && host->common.credits.value > 0) &&
           !(api != NULL && api->common.credits.value > 0);
}

/* What a bill takes: the hours of the load, in each month that is not the one before it again. */
static double price_of_bill(const struct llmcost_portfolio *p)
{
    double most = 0;
    for (int w = 0; w < p->workloads; w++)
        for (int o = 0; o < llmcost_option_count(p->scenario[w]); o++)
            most = at_least(most,
                            p->scenario[w]->load.hours * span_of(p->scenario[w], o, true).months);
    return most;
}

static bool all_orderly(const struct llmcost_portfolio *p)
{
    bool orderly = true;
    for (int w = 0; w < p->workloads; w++)
        for (int o = 0; o < llmcost_option_count(p->scenario[w]); o++)
            orderly = orderly && is_orderly(p->scenario[w], o);
    return orderly;
}

void llmcost_next_move(const struct llmcost_portfolio *portfolio, int workload,
                       struct llmcost_moving *scratch, void *room,
                       struct llmcost_next_move *ret_move)
{
    const struct llmcost_portfolio *p = portfolio;
    const struct llmcost_scenario *s = p->scenario[workload];
    double scale;
    struct moving m = {.p = &scratch->portfolio,
                       .room = room,
                       .scenario = &scratch->scenario,
                       .today = &p->recommended,
                       .ref = demand_field(s, &scale),
                       .workload = workload,
                       .of_bill = price_of_bill(p),
                       .of_look = (double)p->evaluated * p->workloads,
                       .left = (double)BILL_HOURS / p->workloads};
    struct at at = {.demand = 0};
    bool found = false;
    *ret_move = (struct llmcost_next_move){.ref = m.ref, .option = -1};
    ret_move->current = llmcost_read(s, m.ref)->value;
    if (!p->has_recommended || ret_move->current <= 0)
        return;
    scratch->portfolio = *p;
    scratch->scenario = *s;
    scratch->portfolio.scenario[workload] = &scratch->scenario;
    m.others_stay = FULL_LOOKS * (p->bills * m.of_bill + m.of_look) > m.left;
    if (!m.others_stay)
        found = search_both(&m, ret_move->current, &at);
    ret_move->verified = m.left > 0 && !m.others_stay && all_orderly(p);
    if (m.left <= 0 || m.others_stay) { /* what little can be told */
        m.others_stay = true;
        m.left = HOURS_ALONE * m.of_bill / s->load.hours;
        found = search_both(&m, ret_move->current, &at);
    }
    if (!found)
        return;
    ret_move->option = at.to;
    ret_move->demand = at.demand;
    ret_move->ratio = at.demand / ret_move->current;
}
