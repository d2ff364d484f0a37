/* solve.c - break-even on demand: the bands in which one option is cheaper than another, by the
 * first month or over the horizon (§9). Whole units make a cost a staircase in the demand. Between
 * two breakpoints (a unit more in some hour, a minimum reached, a slice that changes hands) both
 * costs are affine (search.c), and the last band is open only where the slopes beyond the search
 * say so. Knows demand only through option_month(); refuses to guess: a search that had to stop
 * says so.
 */
#include "core/questions/solve.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/model/capacity.h"
#include "core/model/demand.h"
#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "core/questions/curve.h"
#include "core/questions/search.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <stddef.h>
#include <string.h>

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
    struct track track[2];
    struct search s = {.option = &own,
                       .against = &other,
                       .track = track,
                       .answer = a,
                       .from = within->from,
                       .to = within->to,
                       .budget = within->budget};
    memset(a, 0,
           offsetof(struct llmcost_break_even, band)); /* room for bands is not worth filling */
    a->option = a->limited = option;
    a->against = against;
    a->on_horizon = on_horizon;
    a->variable = field;
    a->current = llmcost_read(scenario, field)->value;
    a->least_gap = NOWHERE;
    if (cannot_serve(scenario, option, a) || cannot_serve(scenario, against, a))
        return a->limited == option;
    curve_make(scenario, option, requests, on_horizon, months[0], s.option);
    curve_make(scenario, against, requests, on_horizon, months[1], s.against);
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
    search_to(&s, end);
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

static void narrow(const struct llmcost_break_even *answer, double demand, struct stretch *stretch)
{
    for (int i = 0; i < answer->bands; i++) {
        const struct llmcost_band *band = &answer->band[i];
        if (band->to_kind != LLMCOST_OPEN && band->to < demand)
            stretch->from = at_least(stretch->from, band->to);
        if (band->from_kind != LLMCOST_OPEN && band->from > demand)
            stretch->to = at_most(stretch->to, band->from);
    }
}

bool narrow_to_bands(const struct llmcost_scenario *scenario, int option, int against,
                     double demand, struct stretch *stretch)
{
    struct llmcost_break_even answer;
    const bool serves = break_even_within(scenario, option, against, true, stretch, &answer);
    narrow(&answer, demand, stretch);
    return serves && answer.status != LLMCOST_UNVERIFIED;
}

bool narrow_to_told(const struct llmcost_scenario *scenario, const struct llmcost_break_even *told,
                    double demand, struct stretch *stretch)
{
    const bool of_months = told->on_horizon || !(llmcost_has_horizon(scenario, told->option) ||
                                                 llmcost_has_horizon(scenario, told->against));
    const bool is_found = told->status == LLMCOST_FOUND || told->status == LLMCOST_ALWAYS ||
                          told->reason == LLMCOST_REASON_ALWAYS_MORE ||
                          told->reason == LLMCOST_REASON_UNIT_COST;
    /* an api serves all up to its limit: a mix may not, where it sends on more than it may */
    if (!of_months || !is_found || told->status == LLMCOST_UNVERIFIED ||
        told->limit < stretch->to || llmcost_option_kind(scenario, told->against) != LLMCOST_API)
        return false;
    narrow(told, demand, stretch);
    return true;
}
