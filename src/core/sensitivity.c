/* sensitivity.c - one input at a time: how far it moves the margin between the recommended option
 * and the next best, and at which value the decision changes (§9, §10). Asks the engine only; knows
 * no field by name.
 */
#include "core.h"

#include <stdlib.h>

static bool is_between(double x, double low, double high)
{
    return x >= low && x <= high;
}

/* Best alternative minus recommended, on horizon cost; far below zero when the recommended option
 * no longer serves the demand, far above when no alternative does. */
static double margin_now(const struct llmcost_scenario *s, const struct llmcost_result *result)
{
    double best = NEVER_PRICED;
    double own = 0;
    double cost;
    bool serves;
    if (!option_horizon(s, result->recommended, &own, &serves) || !serves)
        return -NEVER_PRICED;
    for (int o = 0; o < result->options; o++) {
        if (o == result->recommended || !result->option[o].eligible)
            continue;
        if (option_horizon(s, o, &cost, &serves) && serves)
            best = at_most(best, cost);
    }
    return best < NEVER_PRICED ? best - own : NEVER_PRICED;
}

static double margin_at(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                        struct llmcost_ref ref, double value)
{
    change_input(scratch, ref, value);
    return margin_now(scratch, result);
}

/* ---- The value at which the decision changes
 * ---------------------------------------------------------- */

/* The next value to look at, away from the point: by 15 % of it, or by 1/40 of a short range. */
static double step_from(const struct domain *d, double point, double x, bool up)
{
    const bool wide = d->high > 1e4 * at_least(d->low, 1e-3);
    const double least = wide ? at_least(point * 1e-9, 1e-9) : 0;
    double next;
    if (!wide)
        next = up ? x + (d->high - d->low) / 40 : x - (d->high - d->low) / 40;
    else if (up)
        next = at_least(x * 1.15, least);
    else
        next = x / 1.15 > least ? x / 1.15 : d->low;
    if (d->whole)
        next = up ? (double)(int64_t)next + 1 : (double)(int64_t)next;
    if (d->whole && !up && next >= x)
        next = x - 1;
    return at_most(d->high, at_least(d->low, next));
}

/* The first value in one direction at which the sign of the margin differs from that at the point.
 */
static bool find_switch(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                        struct llmcost_ref ref, double point, bool up, double *ret_value)
{
    enum { MOST_STEPS = 100 };
    const struct domain d = domain_of(ref);
    const bool wins = margin_at(scratch, result, ref, point) >= 0;
    double near = point;
    double far = point;
    int step = 0;
    for (; step < MOST_STEPS; step++) {
        const double next = step_from(&d, point, far, up);
        if (next <= far && next >= far)
            return false;
        if (next <= d.low && d.open_low)
            return false;
        near = far;
        far = next;
        if ((margin_at(scratch, result, ref, far) >= 0) != wins)
            break;
    }
    if (step == MOST_STEPS)
        return false;
    for (;;) {
        double middle = near + (far - near) / 2;
        if (d.whole)
            middle = (double)(int64_t)middle;
        if (!is_between(middle, at_most(near, far), at_least(near, far)) ||
            (middle <= near && middle >= near) || (middle <= far && middle >= far))
            break;
        if ((margin_at(scratch, result, ref, middle) >= 0) == wins)
            near = middle;
        else
            far = middle;
    }
    *ret_value = far;
    return true;
}

void swing_of(struct llmcost_scenario *scratch, const struct llmcost_result *result,
              struct llmcost_ref ref, struct llmcost_swing *ret_swing)
{
    const struct llmcost_input before = *llmcost_read(scratch, ref);
    const struct domain d = domain_of(ref);
    struct llmcost_swing s = {.ref = ref};
    double below = 0;
    double above = 0;
    s.low = before.range != LLMCOST_POINT ? draw_value(scratch, ref, 0.1) : before.value * 0.8;
    s.high = before.range != LLMCOST_POINT ? draw_value(scratch, ref, 0.9) : before.value * 1.2;
    if (d.whole && before.range == LLMCOST_POINT) { /* at least one up and one down */
        s.low = at_most(before.value - 1, (double)(int64_t)(s.low + 0.5));
        s.high = at_least(before.value + 1, (double)(int64_t)(s.high + 0.5));
    }
    s.low = at_least(s.low, d.low);
    s.high = at_most(s.high, d.high);
    if (result->recommended >= 0 && result->runner_up >= 0) {
        s.margin_at_low = margin_at(scratch, result, ref, s.low);
        s.margin_at_high = margin_at(scratch, result, ref, s.high);
        s.flips = s.margin_at_low < 0 || s.margin_at_high < 0;
        const bool down = find_switch(scratch, result, ref, before.value, false, &below);
        const bool up = find_switch(scratch, result, ref, before.value, true, &above);
        s.has_switch = down || up;
        /* the nearer one, in proportion to the point */
        const bool take_up = up && (!down || above * below <= before.value * before.value);
        s.switch_value = !s.has_switch ? 0 : take_up ? above : below;
    }
    change_input(scratch, ref, before.value);
    *ret_swing = s;
}

/* ---- Tornado
 * ---------------------------------------------------------------------------------------------- */

static double width_of(const struct llmcost_swing *swing)
{
    const double width = swing->margin_at_high - swing->margin_at_low;
    return width < 0 ? -width : width;
}

/* Inputs that a swing of is worth looking at: stated numbers that are no counts of time and no
 * switches. */
static bool is_swung(const struct llmcost_scenario *scenario, struct llmcost_ref ref, bool ranged)
{
    const struct llmcost_input *input = llmcost_read(scenario, ref);
    const struct llmcost_field *field = field_of(ref);
    if (ranged)
        return input->range != LLMCOST_POINT;
    if (ref.section == LLMCOST_TOP || ref.section == LLMCOST_UNCERTAINTY ||
        ref.section == LLMCOST_GATES || ref.section == LLMCOST_RULES ||
        ref.section == LLMCOST_HORIZON)
        return false;
    return is_stated(input) && field->kind != LLMCOST_BOOLEAN && input->value != 0;
}

int llmcost_tornado(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                    struct llmcost_swing *ret_swings, int max)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    const bool ranged = llmcost_ranged(scratch, NULL, 0) > 0;
    int count = 0;
    if (result->recommended < 0 || result->runner_up < 0)
        return 0;
    while (llmcost_next_input(scratch, &ref)) {
        struct llmcost_swing swing;
        if (!is_swung(scratch, ref, ranged))
            continue;
        swing_of(scratch, result, ref, &swing);
        if (width_of(&swing) < 0.005) /* half a cent moves nothing */
            continue;
        int at = count < max ? count++ : count;
        for (; at > 0 && width_of(&swing) > width_of(&ret_swings[at - 1]); at--)
            if (at < max)
                ret_swings[at] = ret_swings[at - 1];
        if (at < max)
            ret_swings[at] = swing;
    }
    return count;
}
