/* solve.c - break-even on demand: the bands in which one option is cheaper than another, by the
 * first month or over the horizon (§9). Whole units make a cost a staircase in the demand. Between
 * two breakpoints (a unit more in some hour, a minimum reached, a slice that changes hands) both
 * costs are affine, so every root is one interpolation, and the last band is open only where the
 * slopes beyond the search say so. Knows demand only through option_month(); refuses to guess: a
 * search that had to stop says so.
 */
#include "core/questions/solve.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/model/capacity.h"
#include "core/model/demand.h"
#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "core/questions/curve.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

/* ---- The search ---- */

struct search {
    struct curve *option, *against; /* large: curve_make() fills what is read of them */
    struct llmcost_break_even *answer;
    double from, to; /* what lies outside is not looked at */
    double density;
    double price;    /* of a look at both, in levels */
    double budget;   /* levels that may still be looked at */
    bool open;       /* a band has begun and not ended */
    bool full;       /* more bands than there is room for */
    bool dearer;     /* the option is so somewhere */
    double last_gap; /* the difference at the end of the piece before */
    double last_scale;
    bool last_served;
    double reached;
};

/* Far out, by figures that differ. */
static bool is_dearer_by_unit(const struct curve *option, const struct curve *against)
{
    return option->slope_low > against->slope_high * 1.005;
}

static void begin_band(struct search *s, double x, enum llmcost_edge kind)
{
    struct llmcost_break_even *a = s->answer;
    if (a->bands == LLMCOST_MAX_BANDS) {
        s->full = true;
        return;
    }
    s->open = true;
    a->band[a->bands++] =
        (struct llmcost_band){.from = x, .from_kind = (uint8_t)kind, .to_kind = LLMCOST_OPEN};
}

static void end_band(struct search *s, double x, enum llmcost_edge kind)
{
    struct llmcost_break_even *a = s->answer;
    s->open = false;
    a->band[a->bands - 1].to = x;
    a->band[a->bands - 1].to_kind = (uint8_t)kind;
}

/* What kind of edge lies between two pieces: the difference passes 0 there, or it jumps, or demand
 * is not served. */
static enum llmcost_edge edge_kind(const struct search *s, double gap, double scale, bool serves)
{
    const double tiny = 2e-11;
    if (!serves || !s->last_served)
        return LLMCOST_LIMIT;
    return fabs(gap) <= tiny * scale && fabs(s->last_gap) <= tiny * s->last_scale ? LLMCOST_ROOT
                                                                                  : LLMCOST_JUMP;
}

/* One affine piece a..b, probed just inside its ends. */
static void affine_piece(struct search *s, double a, double b, const struct probe option[2],
                         const struct probe against[2])
{
    const double tiny = 2e-11;
    const double scale[2] = {at_least(option[0].cost, against[0].cost),
                             at_least(option[1].cost, against[1].cost)};
    double gap[2] = {option[0].cost - against[0].cost, option[1].cost - against[1].cost};
    /* nothing beats what cannot serve either */
    const bool serves =
        option[0].serves && option[1].serves && against[0].serves && against[1].serves;
    for (int i = 0; i < 2; i++)
        if (fabs(gap[i]) <= tiny * scale[i])
            gap[i] = 0;
    if (serves)
        s->answer->least_gap = at_most(s->answer->least_gap, at_most(gap[0], gap[1]));
    s->dearer = s->dearer || (serves && (gap[0] > 0 || gap[1] > 0));
    const bool wins_first = serves && (gap[0] < 0 || (gap[0] <= 0 && gap[1] < 0));
    const bool wins_last = serves && (gap[1] < 0 || (gap[1] <= 0 && gap[0] < 0));
    if (wins_first != s->open && !s->full) {
        const enum llmcost_edge kind = edge_kind(s, gap[0], scale[0], serves);
        if (wins_first)
            begin_band(s, a, a > 0 ? kind : LLMCOST_OPEN);
        else
            end_band(s, a, kind);
    }
    if (wins_last != wins_first && !s->full) {
        const double width = option[1].x - option[0].x;
        const double at = option[0].x + width * (gap[0] / (gap[0] - gap[1]));
        const double root = at_least(a, at_most(at, b));
        if (wins_last)
            begin_band(s, root, LLMCOST_ROOT);
        else
            end_band(s, root, LLMCOST_ROOT);
    }
    s->last_gap = gap[1];
    s->last_scale = scale[1];
    s->last_served = serves;
}

/* Both options just inside of both ends of a stretch. */
static void look_inside(const struct search *s, double a, double b, struct probe ret_option[2],
                        struct probe ret_against[2])
{
    const double inside[] = {at_least(a * (1 + INSIDE), b * INSIDE), b * (1 - INSIDE)};
    for (int i = 0; i < 2; i++) {
        ret_option[i] = look(s->option, inside[i]);
        ret_against[i] = look(s->against, inside[i]);
    }
}

/* A stretch in which both costs only rise is settled as a whole when the dearer end of the one lies
 * below the cheaper end of the other; where the option wins, only if both serve all of it. Both are
 * probed just inside of its ends. */
static bool is_settled(const struct search *s, double b, const struct probe option[2],
                       const struct probe against[2])
{
    const double tiny = 1e-10;
    const double falls = s->option->falls + s->against->falls;
    const bool serve = option[0].serves && option[1].serves && against[0].serves &&
                       against[1].serves && b <= s->option->serves_until &&
                       b <= s->against->serves_until;
    return (serve && option[1].cost + falls < against[0].cost * (1 - tiny)) ||
           option[0].cost - falls > against[1].cost * (1 + tiny);
}

/* Whether the least gap that is told may lie inside such a stretch. */
static bool holds_least_gap(const struct search *s, const struct probe option[2],
                            const struct probe against[2])
{
    const double falls = s->option->falls + s->against->falls;
    return s->answer->bands == 0 && !is_dearer_by_unit(s->option, s->against) &&
           option[0].cost - falls - against[1].cost < s->answer->least_gap;
}

static bool settle(struct search *s, double a, double b)
{
    struct probe option[2], against[2];
    look_inside(s, a, b, option, against);
    s->budget -= 2 * s->price;
    if (!is_settled(s, b, option, against))
        return false;
    affine_piece(s, a, b, option, against);
    return true;
}

/* Where the first of the two pieces that begin in an option's probes ends, at most at `end`. */
static double first_end(struct search *s, const struct curve *curve, const struct probe probe[2],
                        double end)
{
    int looks = 0;
    if (is_alike(&probe[0], &probe[1], SAME_PIECE))
        return end;
    const double own = piece_end(curve, &probe[0], &probe[1], SAME_PIECE, &looks);
    s->budget -= looks * look_price(curve);
    return at_most(own, end);
}

/* Between two written-down breakpoints: split where a slice changes hands or a limit or minimum is
 * passed, unless it is settled as a whole. */
static void pieces(struct search *s, double a, double b)
{
    const bool rises = s->option->rises && s->against->rises;
    while (b - a > 4 * INSIDE * b && !s->full) {
        struct probe option[2], against[2];
        look_inside(s, a, b, option, against);
        const bool whole =
            rises && is_settled(s, b, option, against) && !holds_least_gap(s, option, against);
        double end = b;
        if (!whole) {
            end = first_end(s, s->option, option, b);
            end = first_end(s, s->against, against, end);
        }
        if (end < b && end - a > 4 * INSIDE * end) {
            const double before = end * (1 - INSIDE);
            option[1] = look(s->option, before);
            against[1] = look(s->against, before);
        }
        s->budget -= 2 * s->price;
        if (end - a > 4 * INSIDE * end)
            affine_piece(s, a, end, option, against);
        a = end;
    }
}

static void search_in(struct search *s, double a, double b)
{
    if (s->full || s->budget <= 0)
        return;
    if (b <= s->from || a >= s->to) {
        s->reached = b;
        return;
    }
    const bool rises = s->option->rises && s->against->rises;
    if (rises && (b - a) * s->density > 8) {
        const double middle = a + (b - a) / 2;
        if (settle(s, a, b)) {
            s->reached = b;
            return;
        }
        search_in(s, a, middle);
        search_in(s, middle, b);
        return;
    }
    a = rises ? a : at_least(a, s->from); /* edges are the same wherever one begins to look */
    while (a < at_most(b, s->to) && s->budget > 0 && !s->full) {
        const double next =
            at_most(at_most(next_break(s->option, a), next_break(s->against, a)), b);
        s->budget -= s->price / 4;
        pieces(s, a, next);
        s->reached = a = next;
    }
}

/* ---- The end of the search ---- */

/* From where on it is certain whether the option wins, or NOWHERE. What is dearer does not, whether
 * all is served or not; what is cheaper does where that is certain too. */
static double certain_from(const struct curve *o, const struct curve *g, double served)
{
    const double from = at_least(o->settled, g->settled);
    const double settled = served < NOWHERE ? served : 0;
    const double wins = g->slope_low - o->slope_high;
    const double loses = o->slope_low - g->slope_high;
    const double noise = 1e-12 * at_least(o->slope_high, g->slope_high);
    if (wins > noise)
        return at_least(at_least(from, served), (o->base_high - g->base_low) / wins);
    if (loses > noise)
        return at_least(at_least(from, settled), (g->base_high - o->base_low) / loses);
    if (o->base_high < g->base_low)
        return at_least(from, served);
    return o->base_low >= g->base_high ? at_least(from, settled) : NOWHERE;
}

/* What a token costs on a fleet that is sized for its peak, and would on one that is fully used
 * around the clock: said of the first month, where nothing but units follows the demand. */
static void tell_units(const struct curve *c, struct llmcost_break_even *a)
{
    const struct llmcost_host *h = llmcost_option_host(c->scenario, c->option);
    struct option_month month;
    if (c->span.on_horizon || c->levels > 1 || c->unit_x <= 0 || is_owned(h) ||
        h->common.escalation_share.value > 0 || llmcost_option_api(c->scenario, c->option) != NULL)
        return;
    option_first_month_at(c->scenario, c->option, c->requests * 1e9 * c->unit_x, NULL, &month);
    a->utilization = month.plan.fleet.utilization;
    a->full_cost = a->option_cost * a->utilization;
}

static void tell_never(struct search *s, bool limited)
{
    struct llmcost_break_even *a = s->answer;
    a->status = LLMCOST_NEVER;
    a->reason = LLMCOST_REASON_ALWAYS_MORE;
    if (limited) {
        a->reason = LLMCOST_REASON_LIMIT;
    } else if (is_dearer_by_unit(s->option, s->against)) {
        a->reason = LLMCOST_REASON_UNIT_COST;
        a->option_cost = s->option->slope_low / s->option->mtok;
        a->against_cost = s->against->slope_low / s->against->mtok;
        tell_units(s->option, a);
    }
}

/* limited: the search ended at the limit, and nothing lies beyond. */
static void conclude(struct search *s, double limit, bool limited, bool done)
{
    struct llmcost_break_even *a = s->answer;
    a->limit = limit;
    a->searched_to = s->full ? a->band[a->bands - 1].to : s->reached;
    if (s->open && done && limit < NOWHERE)
        end_band(s, limit, LLMCOST_LIMIT);
    if (s->full || !done) {
        a->status = LLMCOST_UNVERIFIED;
        a->reason = s->full ? LLMCOST_REASON_MANY_BANDS : LLMCOST_REASON_BOUNDED;
        return;
    }
    a->status = LLMCOST_FOUND;
    a->never_dearer = !s->dearer;
    if (a->bands == 1 && a->band[0].from_kind == LLMCOST_OPEN && a->band[0].to_kind == LLMCOST_OPEN)
        a->status = LLMCOST_ALWAYS;
    if (a->bands == 0)
        tell_never(s, limited);
}

/* No demand is served at any price by an option whose model does not go into its memory, or is too
 * slow even with little to do. */
static bool cannot_serve(const struct llmcost_scenario *scenario, int option,
                         struct llmcost_break_even *a)
{
    const bool fits = llmcost_goes_into_memory(scenario, option);
    if (fits && llmcost_is_fast_enough(scenario, option))
        return false;
    a->status = LLMCOST_NEVER;
    a->reason = fits ? LLMCOST_REASON_TOO_SLOW : LLMCOST_REASON_DOES_NOT_FIT;
    a->limited = option;
    return true;
}

/* Over a part of all demands: beyond it nothing is said. Whether the other option serves all of it.
 */
static bool break_even_within(const struct llmcost_scenario *scenario, int option, int against,
                              bool on_horizon, const struct stretch *within,
                              struct llmcost_break_even *ret_break_even)
{
    double requests;
    size_t count;
    const struct llmcost_ref field = demand_field(scenario, &requests);
    const double top = llmcost_fields(&count)[field.field].max;
    struct llmcost_break_even *a = ret_break_even;
    struct curve_month months[2][(int)scenario->months.value];
    struct curve own, other;
    struct search s = {.option = &own,
                       .against = &other,
                       .answer = a,
                       .from = within->from,
                       .to = within->to,
                       .budget = within->budget,
                       .last_served = true};
    *a = (struct llmcost_break_even){.option = option,
                                     .against = against,
                                     .limited = option,
                                     .on_horizon = on_horizon,
                                     .variable = field,
                                     .current = llmcost_read(scenario, field)->value,
                                     .least_gap = NOWHERE};
    if (cannot_serve(scenario, option, a) || cannot_serve(scenario, against, a))
        return a->limited == option;
    curve_make(scenario, option, requests, on_horizon, months[0], s.option);
    curve_make(scenario, against, requests, on_horizon, months[1], s.against);
    s.density = break_density(s.option) + break_density(s.against);
    s.price = look_price(s.option) + look_price(s.against);
    const double served = at_least(overflow_settled(s.option), overflow_settled(s.against));
    const double certain = certain_from(s.option, s.against, served);
    const double limits[] = {s.option->limit, s.against->limit};
    const double limit = at_most(limits[0], limits[1]);
    a->limited = limits[0] <= limits[1] ? option : against;
    double end = at_most(certain < NOWHERE ? certain * 1.001 : NOWHERE, top);
    /* Costs that run side by side for ever: look at the first thousands of units, and say so. */
    if (certain >= NOWHERE)
        end = at_most(top, 1e4 * at_least(s.option->unit_x, s.against->unit_x));
    const bool limited = limit <= end;
    end = at_most(at_least(end, 1e-9), limit);
    search_in(&s, 0, end);
    const bool done =
        s.reached >= end && s.budget > 0 && (certain < NOWHERE || limited || end >= top);
    conclude(&s, limit, limited, done);
    return limits[1] >= within->to && s.against->serves_until >= within->to;
}

void llmcost_break_even(const struct llmcost_scenario *scenario, int option, int against,
                        bool on_horizon, struct llmcost_break_even *ret_break_even)
{
    const double months = on_horizon ? 8e6 : 0; /* more to look at: more may be looked at */
    const struct stretch all = {.from = 0, .to = NOWHERE, .budget = 4e6 + months};
    break_even_within(scenario, option, against, on_horizon, &all, ret_break_even);
}

bool narrow_to_bands(const struct llmcost_scenario *scenario, int option, int against,
                     double demand, struct stretch *stretch)
{
    struct llmcost_break_even answer;
    const bool serves = break_even_within(scenario, option, against, true, stretch, &answer);
    for (int i = 0; i < answer.bands; i++) {
        const struct llmcost_band *band = &answer.band[i];
        if (band->to_kind != LLMCOST_OPEN && band->to < demand)
            stretch->from = at_least(stretch->from, band->to);
        if (band->from_kind != LLMCOST_OPEN && band->from > demand)
            stretch->to = at_most(stretch->to, band->from);
    }
    return serves && answer.status != LLMCOST_UNVERIFIED;
}
