/* stack.c - the cheapest mix of always-on units, elastic hours and api for one month's load (§4).
 * The load is stacked in slices of one unit and each slice is served alone: what a slice costs on
 * elastic units or at the api only falls with its height, so the always-on part is everything up to
 * the last slice that pays for it. Slices between two levels of the load are alike: the work grows
 * with the levels, never with the units. Nothing here asks "which kind": what is not offered is
 * NEVER_PRICED.
 */
#include "core/hardware/stack.h"
#include "core/base/real.h"

#include <string.h>

static double level_units(const struct stack *stack, int level)
{
    return stack->load->level[level] * stack->scale;
}

/* llmcost_whole() of a number of units, without the call: counts beyond 2^62 are whole already. */
static double whole_units(double units)
{
    const double x = units * (1 - 1e-12);
    const double down = x < 4e18 ? (double)(int64_t)x : x;
    return down < x ? down + 1 : down;
}

/* ---- Every hour of a slice on its own: the cheaper of elastic and api ---- */

/* The price of a slice whose hours choose for themselves. Hours above its top use it fully. */
static double slice_price(const struct stack *stack, double top)
{
    const struct llmcost_load *load = stack->load;
    double money = 0;
    for (int level = 0; level < load->levels; level++) {
        const double units = level_units(stack, level);
        if (whole_units(units) < top)
            break;
        const double share = at_most(units - (top - 1), 1);
        money += load->level_hours[level] * at_most(stack->elastic, stack->api * share);
    }
    return money / load->hours;
}

/* The first level with which a fully used slice costs as much as an always-on unit; `levels` when
 * none does. */
static int dear_level(const struct stack *stack, const int32_t *hours)
{
    const double cheapest = at_most(stack->elastic, stack->api);
    int low = 0;
    int high = stack->load->levels;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (stack->always_on <= cheapest * hours[middle] / stack->load->hours)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Slices that the hours above `level` use fully are too cheap for an always-on unit, those that
 * `level` uses fully are dear enough; in between is the one slice whose top lies within that level.
 */
static double cut_by_hours(const struct stack *stack)
{
    const int level = dear_level(stack, stack->load->hours_above);
    if (level == stack->load->levels)
        return 0;
    const double top = whole_units(level_units(stack, level));
    return top > stack->floor && slice_price(stack, top) < stack->always_on ? top - 1 : top;
}

/* All that is above the always-on units goes to the api. */
static void send_hours(struct stack *stack, double base)
{
    const struct llmcost_load *load = stack->load;
    double overflow = 0; /* unit-hours */
    for (int level = 0; level < load->levels; level++) {
        const double units = level_units(stack, level);
        if (whole_units(units) <= base)
            break;
        if (level == 0)
            stack->hosted_at_peak = base;
        overflow += load->level_hours[level] * (units - base);
        stack->overflow_peak = at_least(stack->overflow_peak, units - base);
    }
    stack->overflow = overflow / load->hours;
}

/* Elastic units above the always-on ones; the topmost of an hour, which may be used in part, goes
 * to the api where that is cheaper. */
static void rent_hours(struct stack *stack, double base)
{
    const struct llmcost_load *load = stack->load;
    double elastic = 0; /* unit-hours */
    double overflow = 0;
    for (int level = 0; level < load->levels; level++) {
        const double units = level_units(stack, level);
        const double full = whole_units(units) - 1;
        if (full < base)
            break;
        const double share = at_most(units - full, 1);
        const bool rents = stack->elastic <= stack->api * share;
        elastic += load->level_hours[level] * (full - base + (rents ? 1 : 0));
        if (!rents) {
            overflow += load->level_hours[level] * share;
            stack->overflow_peak = at_least(stack->overflow_peak, share);
        }
        if (level > 0)
            continue;
        stack->elastic_at_peak = full - base + (rents ? 1 : 0);
        stack->hosted_at_peak = rents ? units : full;
    }
    stack->elastic_months = elastic / load->hours;
    stack->overflow = overflow / load->hours;
}

/* ---- Cold starts: a slice is wholly always-on, wholly elastic or wholly api ---- */

/* Slices that are alike: `full` hours use them fully, the levels first..last-1 in part. */
struct slices {
    double count, bottom;
    int first, last;
    int32_t full, paid;
};

/* Serve them the cheaper way unless always-on units are at most as dear: then false. */
static bool serve_slices(struct stack *stack, const struct slices *slices)
{
    const double month = stack->load->hours;
    double used = slices->full;
    for (int level = slices->first; level < slices->last; level++)
        used += stack->load->level_hours[level] *
                at_most(level_units(stack, level) - slices->bottom, 1);
    const double elastic = stack->elastic * slices->paid / month;
    const double api = stack->api * used / month;
    if (stack->always_on <= at_most(elastic, api))
        return false;
    if (elastic <= api) {
        stack->elastic_months += slices->count * slices->paid / month;
        stack->elastic_at_peak += slices->count;
    } else {
        const double at_peak = slices->count * at_most(level_units(stack, 0) - slices->bottom, 1);
        stack->overflow += slices->count * used / month;
        stack->overflow_peak += at_peak;
        stack->hosted_at_peak -= at_peak;
    }
    return true;
}

/* Take slices from the top down until always-on units are at most as dear, or the floor is reached;
 * the number of units that is left below. */
static double cut_by_slices(struct stack *stack)
{
    const struct llmcost_load *load = stack->load;
    int level = 0;
    double top = whole_units(level_units(stack, 0));
    while (top > stack->floor) {
        int next = level;
        while (next < load->levels && whole_units(level_units(stack, next)) >= top)
            next++;
        const struct slices part = {.count = 1,
                                    .bottom = top - 1,
                                    .first = level,
                                    .last = next,
                                    .full = level > 0 ? load->hours_above[level - 1] : 0,
                                    .paid = stack->paid_hours[next - 1]};
        if (!serve_slices(stack, &part))
            break;
        top -= 1;
        const double below = next < load->levels ? whole_units(level_units(stack, next)) : 0;
        const struct slices run = {.count = top - at_least(below, stack->floor),
                                   .bottom = top - 1,
                                   .full = load->hours_above[next - 1],
                                   .paid = part.paid};
        if (run.count > 0) {
            if (!serve_slices(stack, &run))
                break;
            top -= run.count;
        }
        level = next;
    }
    return top;
}

void stack_cut(struct stack *stack)
{
    double top;
    stack->hosted_at_peak = level_units(stack, 0);
    if (stack->paid_hours != NULL) {
        top = cut_by_slices(stack);
    } else {
        top = at_least(cut_by_hours(stack), stack->floor);
        if (stack->elastic <= stack->api)
            rent_hours(stack, top);
        else
            send_hours(stack, top);
    }
    stack->always_on_units = at_least(top - stack->floor, 0);
}

void stack_paid_hours(const struct llmcost_load *load, int early, int32_t *ret_paid)
{
    const int window = early < load->hours ? early : load->hours - 1;
    memset(ret_paid, 0, (size_t)load->levels * sizeof *ret_paid);
    for (int hour = 0; hour < load->hours; hour++) {
        int highest = load->level_of[hour];
        for (int ahead = 1; ahead <= window; ahead++) {
            const int level = load->level_of[(hour + ahead) % load->hours];
            highest = level < highest ? level : highest;
        }
        ret_paid[highest]++;
    }
    for (int level = 1; level < load->levels; level++)
        ret_paid[level] += ret_paid[level - 1];
}
