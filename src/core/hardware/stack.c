/* stack.c - the cheapest mix of always-on units, elastic hours and api for one month's load (§4).
 * The load is stacked in slices of one unit and each slice is served alone: what a slice costs on
 * elastic units or at the api only falls with its height, so the always-on part is everything up to
 * the last slice that pays for it. Slices between two levels of the load are alike: the work grows
 * with the levels, never with the units. Nothing here asks "which kind": what is not offered is
 * NEVER_PRICED.
 */
#include "core/hardware/stack.h"
#include "core/base/real.h"

#include <math.h>
#include <string.h>

static double level_units(const struct stack *stack, int level)
{
    return stack->load.level[level] * stack->scale;
}

/* What the api asks for a unit's full load all month, at the price of a level. */
static double api_at(const struct stack *stack, int level)
{
    return stack->load.api != NULL ? stack->api * stack->load.api[level] : stack->api;
}

/* llmcost_whole() of a number of units, without the call: counts beyond 2^62 are whole already. */
static double whole_units(double units)
{
    const double x = units * (1 - 1e-12);
    const double down = x < 4e18 ? (double)(int64_t)x : x;
    return down < x ? down + 1 : down;
}

/* The lowest slices of a level that no api may take, in part or wholly. */
static double own_slices(const struct stack_load *load, int level)
{
    return load->own != NULL ? whole_units(load->own[level]) : 0;
}

/* ---- Levels in a row, whose hours and weights are added up already ---- */

/* Whether the hours of a level need more than so many units, or as many; whether an elastic unit is
 * at most as dear as the api for what they need above so many full ones. All fail from some level
 * on. */
static bool needs_more(const struct stack *stack, int level, double units)
{
    return whole_units(level_units(stack, level)) > units;
}

static bool needs_all(const struct stack *stack, int level, double units)
{
    return whole_units(level_units(stack, level)) >= units;
}

static bool rents_top(const struct stack *stack, int level, double full)
{
    return stack->elastic <= stack->api * at_most(level_units(stack, level) - full, 1);
}

/* The first level of low..high-1 that is not so, else `high`: near `low` it is found soon. */
static int first_without(const struct stack *stack, int low, int high, double units,
                         bool (*is_so)(const struct stack *, int, double))
{
    int stride = 1;
    for (; low + stride < high && is_so(stack, low + stride - 1, units); stride *= 2)
        low += stride;
    high = low + stride < high ? low + stride - 1 : high;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (is_so(stack, middle, units))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Hours of the levels first..end-1. */
static int32_t hours_of(const struct stack *stack, int first, int end)
{
    const int32_t *above = stack->load.hours_above;
    return (end > 0 ? above[end - 1] : 0) - (first > 0 ? above[first - 1] : 0);
}

/* Unit-hours of theirs above so many units, where each of them needs more. */
static double load_of(const struct stack *stack, int first, int end, double units)
{
    const double *above = stack->load.weight_above;
    const double weight = (end > 0 ? above[end - 1] : 0) - (first > 0 ? above[first - 1] : 0);
    return first < end ? at_least(weight * stack->scale - units * hours_of(stack, first, end), 0)
                       : 0;
}

/* ---- Every hour of a slice on its own: the cheaper of elastic and api ---- */

/* The price of a slice whose hours choose for themselves, at one price of the api. Those above its
 * top use it fully. */
static double plain_slice_price(const struct stack *stack, double top)
{
    const int levels = stack->load.levels;
    const int full = first_without(stack, 0, levels, top, needs_more);
    const int part = first_without(stack, full, levels, top, needs_all);
    const int rented = first_without(stack, full, part, top - 1, rents_top);
    return (hours_of(stack, 0, full) * at_most(stack->elastic, stack->api) +
            (full < rented ? hours_of(stack, full, rented) * stack->elastic : 0) +
            (rented < part ? load_of(stack, rented, part, top - 1) * stack->api : 0)) /
           stack->load.hours;
}

/* The same at any prices. */
static double slice_price(const struct stack *stack, double top)
{
    const struct stack_load *load = &stack->load;
    double money = 0;
    if (load->api == NULL)
        return plain_slice_price(stack, top);
    for (int level = 0; level < load->levels; level++) {
        const double units = level_units(stack, level);
        if (whole_units(units) < top)
            break;
        const double share = at_most(units - (top - 1), 1);
        const double api =
            own_slices(load, level) >= top ? NEVER_PRICED : api_at(stack, level) * share;
        money += load->level_hours[level] * at_most(stack->elastic, api);
    }
    return money / load->hours;
}

/* The first level with which a fully used slice costs as much as an always-on unit; `levels` when
 * none does. */
static int dear_level(const struct stack *stack)
{
    const struct stack_load *load = &stack->load;
    const double cheapest = at_most(stack->elastic, stack->api);
    int low = 0;
    int high = load->levels;
    double money = 0;
    for (; load->api != NULL && low < high; low++) {
        money += load->level_hours[low] * at_most(stack->elastic, api_at(stack, low));
        if (stack->always_on <= money / load->hours)
            return low;
    }
    for (int look = low; low < high; look = (low + high) / 2) { /* most often it is the first */
        if (stack->always_on <= cheapest * load->hours_above[look] / load->hours)
            high = look;
        else
            low = look + 1;
    }
    return low;
}

/* The highest slice that is dear enough for an always-on unit. What no api may take makes slices
 * dearer, and those are the lowest: prices still fall with the height. */
static double cut_by_search(const struct stack *stack)
{
    double low = stack->floor;
    double high = whole_units(level_units(stack, 0));
    while (low < high) {
        const double middle = low + floor((high - low + 1) / 2);
        if (slice_price(stack, middle) >= stack->always_on)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* Slices that the hours above `level` use fully are too cheap for an always-on unit, those that
 * `level` uses fully are dear enough; in between is the one slice whose top lies within that level.
 */
static double cut_by_hours(const struct stack *stack)
{
    if (stack->load.own != NULL)
        return cut_by_search(stack);
    const int level = dear_level(stack);
    if (level == stack->load.levels)
        return 0;
    const double top = whole_units(level_units(stack, level));
    return top > stack->floor && slice_price(stack, top) < stack->always_on ? top - 1 : top;
}

/* All that is above the always-on units goes to the api. */
static void send_hours(struct stack *stack, double base)
{
    const int above = first_without(stack, 0, stack->load.levels, base, needs_more);
    if (above == 0)
        return;
    stack->hosted_at_peak = base;
    stack->overflow_peak = at_least(level_units(stack, 0) - base, 0);
    stack->overflow = stack->overflow_price = load_of(stack, 0, above, base) / stack->load.hours;
}

/* Elastic units above the always-on ones; the topmost of an hour, which may be used in part, goes
 * to the api where that is cheaper. */
static void rent_hours(struct stack *stack, double base)
{
    const struct stack_load *load = &stack->load;
    double elastic = 0; /* unit-hours */
    double overflow = 0;
    for (int level = 0, next; level < load->levels; level = next) { /* those of as many units */
        const double full = whole_units(level_units(stack, level)) - 1;
        if (full < base)
            break;
        next = first_without(stack, level + 1, load->levels, full, needs_more);
        const int rented = first_without(stack, level, next, full, rents_top);
        elastic += hours_of(stack, level, next) * (full - base) + hours_of(stack, level, rented);
        if (rented < next) {
            const double share = at_most(level_units(stack, rented) - full, 1);
            overflow += load_of(stack, rented, next, full);
            stack->overflow_peak = at_least(stack->overflow_peak, share);
        }
        if (level > 0)
            continue;
        stack->elastic_at_peak = full - base + (rented > 0 ? 1 : 0);
        stack->hosted_at_peak = rented > 0 ? level_units(stack, 0) : full;
    }
    stack->elastic_months = elastic / load->hours;
    stack->overflow = stack->overflow_price = overflow / load->hours;
}

/* Both at once, where the api costs more in some hours than in others: what it takes in an hour is
 * all that is cheaper there than an elastic unit. */
static void serve_hours(struct stack *stack, double base)
{
    const struct stack_load *load = &stack->load;
    for (int level = 0; level < load->levels; level++) {
        const double units = level_units(stack, level);
        const double full = whole_units(units) - 1;
        if (full < base)
            break;
        const double share = at_most(units - full, 1);
        const double api = api_at(stack, level);
        const double own = own_slices(load, level);
        const double fixed = at_least(at_most(own, full) - base, 0); /* full ones without an api */
        const bool rents = stack->elastic <= api;
        const bool rents_top = own > full || stack->elastic <= api * share;
        const double rented = fixed + (rents ? full - base - fixed : 0) + (rents_top ? 1 : 0);
        const double sent = (rents ? 0 : full - base - fixed) + (rents_top ? 0 : share);
        if (load->sent != NULL)
            load->sent[level] = sent;
        const double months = (double)load->level_hours[level] / load->hours;
        stack->elastic_months += months * rented;
        stack->elastic_at_peak = at_least(stack->elastic_at_peak, rented);
        stack->overflow += months * sent;
        stack->overflow_price += months * sent * load->api[level];
        stack->overflow_peak = at_least(stack->overflow_peak, sent);
        stack->hosted_at_peak = at_least(level > 0 ? stack->hosted_at_peak : 0, units - sent);
    }
}

/* ---- Cold starts: a slice is wholly always-on, wholly elastic or wholly api ---- */

/* Slices that are alike: `full` hours use them fully, the levels first..last-1 in part. */
struct slices {
    double count, bottom;
    int first, last;
    int32_t full, paid;
    double dear; /* the full hours, times the price of the api over its mean */
};

/* Serve them the cheaper way unless always-on units are at most as dear: then false. */
static bool serve_slices(struct stack *stack, const struct slices *slices)
{
    const double month = stack->load.hours;
    const double part = load_of(stack, slices->first, slices->last, slices->bottom);
    const double used = slices->full + part;
    double dear = slices->dear + (stack->load.api != NULL ? 0 : part);
    for (int level = slices->first; stack->load.api != NULL && level < slices->last; level++)
        dear += stack->load.level_hours[level] * stack->load.api[level] *
                at_most(level_units(stack, level) - slices->bottom, 1);
    const double elastic = stack->elastic * slices->paid / month;
    const double api = slices->bottom < stack->own_top ? NEVER_PRICED : stack->api * dear / month;
    if (stack->always_on <= at_most(elastic, api))
        return false;
    if (elastic <= api) {
        stack->elastic_months += slices->count * slices->paid / month;
        stack->elastic_at_peak += slices->count;
    } else {
        const double at_peak = slices->count * at_most(level_units(stack, 0) - slices->bottom, 1);
        stack->overflow += slices->count * used / month;
        stack->overflow_price += slices->count * dear / month;
        stack->overflow_peak += at_peak;
        stack->hosted_at_peak -= at_peak;
        for (int level = 0; stack->load.sent != NULL && level < slices->last; level++)
            stack->load.sent[level] +=
                slices->count * at_most(level_units(stack, level) - slices->bottom, 1);
    }
    return true;
}

/* Take slices from the top down until always-on units are at most as dear, or the floor is reached;
 * the number of units that is left below. */
static double cut_by_slices(struct stack *stack)
{
    const struct stack_load *load = &stack->load;
    int level = 0;
    double dear = 0;
    double top = whole_units(level_units(stack, 0));
    while (top > stack->floor) {
        const int next = first_without(stack, level, load->levels, top, needs_all);
        const double full = dear;
        dear += load->api != NULL ? 0 : hours_of(stack, level, next);
        for (int part = level; load->api != NULL && part < next; part++)
            dear += load->level_hours[part] * load->api[part];
        const struct slices part = {.count = 1,
                                    .bottom = top - 1,
                                    .first = level,
                                    .last = next,
                                    .full = level > 0 ? load->hours_above[level - 1] : 0,
                                    .paid = stack->paid_hours[next - 1],
                                    .dear = full};
        if (!serve_slices(stack, &part))
            break;
        top -= 1;
        const double below = next < load->levels ? whole_units(level_units(stack, next)) : 0;
        const double own = top > stack->own_top ? stack->own_top : 0;
        const struct slices run = {.count = top - at_least(below, at_least(own, stack->floor)),
                                   .bottom = top - 1,
                                   .first = next,
                                   .last = next,
                                   .full = load->hours_above[next - 1],
                                   .paid = part.paid,
                                   .dear = dear};
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
    stack->own_top = 0;
    if (stack->load.sent != NULL)
        memset(stack->load.sent, 0, (size_t)stack->load.levels * sizeof *stack->load.sent);
    for (int level = 0; stack->load.own != NULL && level < stack->load.levels; level++)
        stack->own_top = at_least(stack->own_top, own_slices(&stack->load, level));
    if (stack->paid_hours != NULL) {
        top = cut_by_slices(stack);
    } else {
        top = at_least(cut_by_hours(stack), stack->floor);
        if (stack->load.api != NULL)
            serve_hours(stack, top);
        else if (stack->elastic <= stack->api)
            rent_hours(stack, top);
        else
            send_hours(stack, top);
    }
    stack->always_on_units = at_least(top - stack->floor, 0);
}
