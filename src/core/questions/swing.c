/* swing.c - one input at a time: how far it moves the margin between the recommended option
 * and the next best, and at which value the decision changes (§9, §10). Asks the engine only, and
 * only about options that the input belongs to; knows no field by name.
 */
#include "core/questions/swing.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/demand.h"
#include "core/model/fleet.h"
#include "core/months/walk.h"
#include "core/questions/solve.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

#include <math.h>

/* ---- The value at which the decision changes ---- */

double swing_width(const struct llmcost_swing *swing)
{
    return fabs(swing->margin_at_high - swing->margin_at_low);
}

/* How far and how densely to look: a range over all that its field allows, in steps of 15 %; a
 * point up to ten times and a tenth of it, in steps of a quarter; a load, whose shape is made anew
 * each time, at four times and a quarter only. Rates that may be negative are taken from the least
 * on: -50 % is half of 0 %. */
struct reach {
    double ratio, low, high, base;
};

static struct reach reach_of(const struct probe *p, bool ranged)
{
    const struct domain *d = &p->domain;
    const double base = at_most(d->low, 0);
    const double size = p->point - base;
    const bool load = field_of(p->ref)->kind == LLMCOST_LOAD;
    const double times = load ? 4 : 10;
    const double tenth = base + size / times;
    if (ranged)
        return (struct reach){.ratio = 1.15, .low = d->low, .high = d->high, .base = base};
    return (struct reach){.ratio = load ? times : 1.25,
                          .low = at_least(d->low, d->whole ? (double)(int64_t)tenth : tenth),
                          .high = at_most(d->high, base + size * times),
                          .base = base};
}

/* The next value to look at, away from the point: in equal ratios, by 1/40 of a short range. */
static double step_from(const struct probe *p, const struct reach *reach, double x, bool up)
{
    const struct domain *d = &p->domain;
    const double size = x - reach->base;
    const bool wide = d->high - reach->base > 1e4 * at_least(d->low - reach->base, 1e-3) ||
                      field_of(p->ref)->kind == LLMCOST_LOAD;
    const double least = at_least((p->point - reach->base) * 1e-9, 1e-9);
    const double even = wide ? 0 : (d->high - d->low) / 40;
    double next = reach->base + (up ? size * reach->ratio : size / reach->ratio);
    next = up ? at_least(next, x + even) : at_most(next, x - even);
    if (wide && next - reach->base < least)
        next = up ? reach->base + least : reach->low;
    if (d->whole)
        next = up ? (double)(int64_t)next + 1 : (double)(int64_t)next;
    next = d->whole && !up ? at_most(next, x - 1) : next;
    return at_most(reach->high, at_least(reach->low, next));
}

struct bracket { /* the decision changes between them; the point is on the near side */
    double near, far, margin_near, margin_far;
};

static double width_of_bracket(const struct bracket *b)
{
    return fabs(b->far - b->near);
}

/* Look at a value strictly between the two; false when it is not. */
static bool look_within(const struct probe *p, struct bracket *b, double x, bool wins)
{
    if (!(x > at_most(b->near, b->far) && x < at_least(b->near, b->far)))
        return false;
    const double margin = probe_margin(p, x);
    if ((margin >= 0) == wins) {
        b->near = x;
        b->margin_near = margin;
    } else {
        b->far = x;
        b->margin_far = margin;
    }
    return true;
}

/* Where a straight line through both margins crosses zero; the middle where there is no line. */
static double crossing(const struct bracket *b)
{
    const double rise = b->margin_far - b->margin_near;
    const bool priced = at_least(b->margin_near, b->margin_far) < NEVER_PRICED &&
                        at_most(b->margin_near, b->margin_far) > -NEVER_PRICED;
    if (!priced || !(rise > 0 || rise < 0))
        return b->near + (b->far - b->near) / 2;
    return b->near - b->margin_near * ((b->far - b->near) / rise);
}

/* A crossing, no jump: next to the root both margins are nothing beside the costs. */
static bool is_root(const struct probe *p, const struct bracket *b)
{
    const double least = 1e-8 * p->result->option[p->result->recommended].horizon_cost;
    return !p->domain.whole && fabs(b->margin_near) <= least && fabs(b->margin_far) <= least;
}

/* Close in on the value at which the decision changes: to 1e-12 of a jump, to the neighbour of a
 * whole number; a root is where the line between its neighbours crosses zero. By halves, and by
 * lines as long as they help: both ends always stand on different sides. */
static double close_in(const struct probe *p, struct bracket *b, bool wins)
{
    enum { MOST_LINES = 3 };
    const double beside = 2e-10; /* bills are rounded: closer to a root they are a staircase */
    int lines = p->domain.whole ? MOST_LINES : 0;
    double line = b->near;
    for (;;) {
        const double size = at_least(fabs(b->near), fabs(b->far));
        if (width_of_bracket(b) <= 5 * beside * size && is_root(p, b))
            return line > at_most(b->near, b->far) && line < at_least(b->near, b->far)
                       ? line
                       : crossing(b);
        if (width_of_bracket(b) <= 1e-12 * size)
            return b->far;
        const double width = width_of_bracket(b);
        if (lines++ < MOST_LINES) {
            line = crossing(b);
            look_within(p, b, line - beside * size, wins);
            look_within(p, b, line + beside * size, wins);
        }
        double middle = b->near + (b->far - b->near) / 2;
        if (p->domain.whole)
            middle = (double)(int64_t)middle;
        if (width_of_bracket(b) > width / 2 && !look_within(p, b, middle, wins))
            return b->far;
    }
}

/* Whether the margin runs straight from the point to the end of the reach, as the swing says:
 * prices do, unless another way to serve becomes the cheaper one on the way. */
static bool is_straight(const struct probe *p, const struct llmcost_swing *swing, double end,
                        double *ret_margin)
{
    const double at_point = p->result->margin;
    const double span = swing->high - swing->low;
    const double rise = swing->margin_at_high - swing->margin_at_low;
    const double x[] = {end, p->point + (end - p->point) * 0.4142, swing->high};
    if (p->domain.whole || field_of(p->ref)->kind == LLMCOST_LOAD || !(span > 0) ||
        !(swing_width(swing) < NEVER_PRICED))
        return false;
    for (int i = COUNT(x) - 1; i >= 0; i--) {
        const double line = at_point + (x[i] - p->point) * (rise / span);
        const double margin = i == 2 ? swing->margin_at_high : probe_margin(p, x[i]);
        const double noise =
            1e-9 * (fabs(line) + p->result->option[p->result->recommended].horizon_cost) + 1e-4;
        if (!(margin >= line - noise && margin <= line + noise))
            return false;
        *ret_margin = margin;
    }
    return true;
}

/* Whether the decision changes between two values, and whether it may though it does not at them:
 * costs are prices or staircases and stay between their ends, or close to them where what is billed
 * on a mix does not steer it (the idle power of owned GPUs). */
static bool may_change(const struct probe *p, const struct sides *near, const struct sides *far,
                       bool wins, bool *ret_changes)
{
    const double beyond = 1.1;
    const double own = wins ? beyond * at_least(near->own, far->own) : at_most(near->own, far->own);
    const double best =
        wins ? at_most(near->best, far->best) : beyond * at_least(near->best, far->best);
    *ret_changes = stays(p, far->margin) != wins;
    return *ret_changes || (wins ? own > best : own < best);
}

static bool is_between(double near, double middle, double far, double share)
{
    const double line = near + share * (far - near);
    return fabs(middle - line) <= 1e-9 * line + 1e-4;
}

/* Whether both costs run straight through a value that share of the way: neither whole units nor
 * another way to serve come in between. */
static bool run_straight(const struct sides *near, const struct sides *middle,
                         const struct sides *far, double share)
{
    return near->serving == middle->serving && middle->serving == far->serving &&
           is_between(near->own, middle->own, far->own, share) &&
           is_between(near->best, middle->best, far->best, share);
}

/* Narrow a step to the part of it that holds the change nearest to the point. */
static bool nearest_part(const struct probe *p, struct bracket *b, const struct sides *near,
                         const struct sides *far, bool wins, int depth)
{
    bool changes;
    const bool may = may_change(p, near, far, wins, &changes);
    double middle = b->near + (b->far - b->near) / 2;
    if (p->domain.whole)
        middle = (double)(int64_t)middle;
    const bool splits = middle > at_most(b->near, b->far) && middle < at_least(b->near, b->far);
    if (depth == 0 || !splits || !may) {
        b->margin_near = near->margin;
        b->margin_far = far->margin;
        return changes;
    }
    const struct sides between = sides_at(p, middle);
    const double share = (middle - b->near) / (b->far - b->near);
    if (!changes && run_straight(near, &between, far, share))
        return false;
    struct bracket part = {.near = b->near, .far = middle};
    if (nearest_part(p, &part, near, &between, wins, depth - 1)) {
        *b = part;
        return true;
    }
    part = (struct bracket){.near = middle, .far = b->far};
    if (!nearest_part(p, &part, &between, far, wins, depth - 1))
        return false;
    *b = part;
    return true;
}

struct nearest { /* the nearest value in one direction at which the decision changes */
    bool found;
    double value;
};

/* From the point on in steps, by several at once where none of them can hold a change, and as
 * many serve at both ends; whole numbers are terms too, which costs may rise and fall with. Where a
 * bill becomes too large to be one the walk ends: that is no change of the decision (§9). */
static bool walk_away(const struct probe *p, const struct reach *reach, bool up, bool wins,
                      double *ret_value)
{
    enum { MOST_STEPS = 200, STRIDE = 4, DEPTH = 4 };
    struct sides near = sides_at(p, p->point);
    double at = p->point;
    double looked = at;        /* how far a stride has looked in vain, */
    struct sides there = near; /* and what it saw */
    for (int step = 0; step < MOST_STEPS;) {
        const int stride = p->domain.whole || (up ? looked > at : looked < at) ? 1 : STRIDE;
        bool changes;
        double next = at;
        for (int i = 0; i < stride; i++)
            next = step_from(p, reach, next, up);
        const bool beyond = p->domain.open_low && next <= p->domain.low;
        if ((up ? next <= at : next >= at) || (beyond && stride == 1))
            return false;
        const struct sides far = next == looked ? there : sides_at(p, next);
        const bool same = near.serving == far.serving;
        if (stride > 1 && (beyond || !same || may_change(p, &near, &far, wins, &changes))) {
            looked = next;
            there = far;
            continue;
        }
        if (far.overflows)
            return false;
        struct bracket part = {.near = at, .far = next};
        if (nearest_part(p, &part, &near, &far, wins, DEPTH)) {
            *ret_value = close_in(p, &part, wins);
            return true;
        }
        at = next;
        near = far;
        step += stride;
    }
    return false;
}

/* The first value in one direction at which the decision is not that of the point. */
static bool find_switch(const struct probe *p, const struct llmcost_swing *swing,
                        const struct reach *reach, bool up, double *ret_value)
{
    const double margin = p->result->margin;
    const bool wins = stays(p, margin);
    const double end = up ? reach->high : reach->low;
    struct bracket b = {
        .near = p->point, .far = p->point, .margin_near = margin, .margin_far = margin};
    if (up ? !(end > p->point) : !(end < p->point))
        return false;
    if (is_straight(p, swing, end, &b.margin_far)) {
        b.far = end;
        if (stays(p, b.margin_far) == wins)
            return false;
        *ret_value = close_in(p, &b, wins);
        return true;
    }
    return walk_away(p, reach, up, wins, ret_value);
}

/* Against one option, by what is told of the two or by a search. */
static bool narrow_to(const struct probe *p, int option, int best, struct stretch *stretch)
{
    for (int i = 0; i < p->pairs; i++)
        if (p->told[i].option == option && p->told[i].against == best &&
            narrow_to_told(p->scratch, &p->told[i], p->point, stretch))
            return true;
    return narrow_to_bands(p->scratch, option, best, p->point, stretch);
}

/* On demand every edge is known exactly: the nearest to both sides, of those that lie nearer than
 * what was found there before, or there but for rounding: what bands tell is told. Nothing further
 * away is asked for. False where an edge may be missing.
 */
static bool find_edges(const struct probe *p, const struct reach *reach, double budget,
                       struct nearest *down, struct nearest *up)
{
    const int best = p->result->recommended;
    const double rounding = 1e-9;
    const struct stretch whole = {.from = down->found ? down->value * (1 - rounding) : reach->low,
                                  .to = up->found ? up->value * (1 + rounding) : reach->high,
                                  .budget = budget};
    struct stretch near = whole;
    bool all = stays(p, p->result->margin);
    probe_move(p, p->point);
    for (int o = 0; o < p->result->options; o++)
        if (o != best && p->result->option[o].eligible)
            all = narrow_to(p, o, best, &near) && all;
    if (near.from > whole.from)
        *down = (struct nearest){.found = true, .value = near.from};
    if (near.to < whole.to)
        *up = (struct nearest){.found = true, .value = near.to};
    return all;
}

static bool is_demand(const struct probe *p)
{
    double scale;
    const struct llmcost_ref demand = demand_field(p->scratch, &scale);
    return p->ref.section == demand.section && p->ref.field == demand.field && p->followers == 0;
}

/* A look at a demand is at as many months as differ: of one, all edges cost less than the steps. */
static bool has_drift(const struct probe *p)
{
    bool drifts = false;
    for (int o = 0; o < p->result->options && !drifts; o++)
        drifts = p->result->option[o].eligible && option_drifts(p->scratch, o);
    return drifts;
}

/* ---- Swings ---- */

struct llmcost_swing swing_measure(const struct probe *p)
{
    const struct llmcost_input *input = llmcost_read(p->scratch, p->ref);
    const bool ranged = input->range != LLMCOST_POINT;
    struct llmcost_swing s = {.ref = p->ref};
    const double less = p->point * 0.8, more = p->point * 1.2; /* of a negative point: above */
    s.low = ranged ? draw_value(p->scratch, p->ref, 0.1) : at_most(less, more);
    s.high = ranged ? draw_value(p->scratch, p->ref, 0.9) : at_least(less, more);
    if (p->domain.whole && !ranged) { /* a replica more or less is no 20 % */
        s.low = p->point - 1;
        s.high = p->point + 1;
    }
    s.low = at_least(s.low, p->domain.low);
    s.high = at_most(s.high, p->domain.high);
    s.margin_at_low = s.margin_at_high = p->result->margin;
    if (p->result->runner_up >= 0 && !swing_is_idle(p)) {
        s.margin_at_low = probe_margin(p, s.low);
        s.margin_at_high = probe_margin(p, s.high);
        s.flips = !stays(p, s.margin_at_low) || !stays(p, s.margin_at_high);
        probe_move(p, p->point);
    }
    return s;
}

/* The nearer of the two values at which the decision changes, in proportion to the point. */
void swing_add_switch(const struct probe *p, struct llmcost_swing *swing)
{
    const struct reach reach =
        reach_of(p, llmcost_read(p->scratch, p->ref)->range != LLMCOST_POINT);
    const double as_steps = 1e5, most = 12e6; /* levels that the edges may take */
    struct nearest down = {.value = 0}, up = {.value = 0};
    if (p->result->runner_up < 0 || swing_is_idle(p))
        return;
    const bool on_demand = is_demand(p);
    if (!on_demand || has_drift(p) || !find_edges(p, &reach, as_steps, &down, &up)) {
        down.found = find_switch(p, swing, &reach, false, &down.value);
        up.found = find_switch(p, swing, &reach, true, &up.value);
        if (on_demand) /* one may hide between two steps */
            find_edges(p, &reach, most, &down, &up);
    }
    const bool take_up = up.found && (!down.found || up.value * down.value <= p->point * p->point);
    swing->has_switch = down.found || up.found;
    swing->switch_value = !swing->has_switch ? 0 : take_up ? up.value : down.value;
    probe_move(p, p->point);
}

void llmcost_swing(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                   struct llmcost_ref ref, struct llmcost_swing *ret_swing)
{
    struct probe p;
    probe_make(scratch, result, ref, &p);
    *ret_swing = swing_measure(&p);
    swing_add_switch(&p, ret_swing);
}
