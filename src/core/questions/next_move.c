/* next_move.c - at which demand of one workload the recommended assignment would have it elsewhere,
 * the other workloads' demand being as it is (§12). Outward from today in octaves; a stretch is
 * left as soon as nothing can happen in it, since bills do not fall when demand rises, and halved
 * else. Refuses to know costs and clusters (portfolio.c).
 */
#include "core/base/real.h"
#include "core/model/demand.h"
#include "core/questions/portfolio.h"
#include "core/scenario/scenario.h"

#include <math.h>

enum {
    OCTAVES = 4,          /* either way: a sixteenth to sixteen times today's demand */
    MOST_HALVINGS = 64,   /* of an octave, far more than it takes to the tolerance */
    BILL_HOURS = 400000,  /* what may be spent on one workload: bills times hours of a load */
    MOST_AT_ONCE = 40000, /* and on one demand: beyond, the others stay where they are */
    HOURS_ALONE = 20000,  /* what may be spent then */
};
static const double NARROW = 1e-9; /* a stretch in which there is nothing more to find */
static const double NO_COST = INFINITY;

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
    double left;      /* to spend */
};

/* Bills that the workload has a part in are not known at another demand. How many there are. */
static int32_t forget(const struct moving *m)
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
            forgotten += m->room->cost[i].known;
            m->room->cost[i].known = false;
        }
    }
    return forgotten;
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

static struct at look(struct moving *m, double demand)
{
    struct at at = {.demand = demand, .keep = NO_COST, .move = NO_COST, .to = -1};
    struct llmcost_assignment a = {.option = {0}};
    llmcost_assign(m->scenario, m->ref, demand);
    if (m->others_stay) {
        a = *m->today;
        for (int o = 0; o < llmcost_option_count(m->scenario); o++) {
            a.option[m->workload] = (int16_t)o;
            weigh(m, &a, &at);
        }
    } else {
        do
            weigh(m, &a, &at);
        while (next_assignment(m->p, &a));
    }
    m->left -= (double)(1 + forget(m)) * m->scenario->load.hours;
    return at;
}

static double tolerance(double cost)
{
    return cost < NO_COST ? 1e-9 * fabs(cost) : 0;
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
                open[count] = look(m, near.demand * sqrt(ratio));
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

/* The nearest on one side, as long as it may be nearer than one that is known. */
static bool search(struct moving *m, const struct at *today, double octave, double known,
                   struct at *ret_at)
{
    struct at near = *today;
    for (int i = 0; i < OCTAVES && m->left > 0 && distance(near.demand, today->demand) < known;
         i++) {
        const struct at far = look(m, near.demand * octave);
        if (find(m, near, far, ret_at))
            return true;
        near = far;
    }
    return false;
}

/* Both sides, of which the nearer by ratio; false when none is found or the means are spent. */
static bool search_both(struct moving *m, double demand, struct at *ret_at)
{
    struct at above;
    const struct at today = look(m, demand);
    const bool is_below = search(m, &today, 0.5, NO_COST, ret_at);
    const double known = is_below ? distance(ret_at->demand, demand) : NO_COST;
    const bool is_above = search(m, &today, 2, known, &above);
    if (is_above && distance(above.demand, demand) < known)
        *ret_at = above;
    return is_below || is_above;
}

/* Bills do not fall when demand rises, but whether all is served may come and go where a hybrid's
 * api has a limit: it takes less once another unit is worth its rent. */
static bool comes_and_goes(const struct llmcost_portfolio *p)
{
    for (int w = 0; w < p->workloads; w++)
        for (int o = 0; o < llmcost_option_count(p->scenario[w]); o++) {
            const struct llmcost_api *api = llmcost_option_api(p->scenario[w], o);
            if (llmcost_option_kind(p->scenario[w], o) == LLMCOST_HYBRID &&
                (is_stated(&api->requests_per_minute_limit) ||
                 is_stated(&api->tokens_per_minute_limit)))
                return true;
        }
    return false;
}

void llmcost_next_move(const struct llmcost_portfolio *portfolio, int workload,
                       struct llmcost_moving *scratch, void *room,
                       struct llmcost_next_move *ret_move)
{
    const struct llmcost_scenario *s = portfolio->scenario[workload];
    double scale;
    struct moving m = {.p = &scratch->portfolio,
                       .room = room,
                       .scenario = &scratch->scenario,
                       .today = &portfolio->recommended,
                       .ref = demand_field(s, &scale),
                       .workload = workload,
                       .others_stay = portfolio->bills * (double)s->load.hours > MOST_AT_ONCE};
    m.left = m.others_stay ? HOURS_ALONE : BILL_HOURS;
    struct at at = {.demand = 0};
    *ret_move = (struct llmcost_next_move){.ref = m.ref, .option = -1};
    ret_move->current = llmcost_read(s, m.ref)->value;
    if (!portfolio->has_recommended || ret_move->current <= 0)
        return;
    scratch->portfolio = *portfolio;
    scratch->scenario = *s;
    scratch->portfolio.scenario[workload] = &scratch->scenario;
    for (int32_t i = 0; i < portfolio->bills; i++)
        m.room->cost[i].known = false;
    bool found = search_both(&m, ret_move->current, &at);
    ret_move->verified = m.left > 0 && !m.others_stay && !comes_and_goes(portfolio);
    if (m.left <= 0 && !m.others_stay) { /* what little can be told */
        m.others_stay = true;
        m.left = HOURS_ALONE;
        forget(&m);
        found = search_both(&m, ret_move->current, &at);
    }
    if (!found)
        return;
    ret_move->option = at.to;
    ret_move->demand = at.demand;
    ret_move->ratio = at.demand / ret_move->current;
}
