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

/* ---- Changing one input
 * ------------------------------------------------------------------------------- */

void change_input(struct llmcost_scenario *scratch, struct llmcost_ref ref, double value)
{
    struct llmcost_input *input = llmcost_at(scratch, ref);
    if (input == &scratch->workload.load.factor &&
        scratch->workload.load.kind == LLMCOST_LOAD_FACTOR)
        llmcost_set_load_factor(scratch, value);
    input->value = value;
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

static const struct llmcost_field *field_of(struct llmcost_ref ref)
{
    size_t count;
    return &llmcost_fields(&count)[ref.field];
}

/* What an input may be: its field's range, or that of a load factor or an extra line. */
struct domain {
    double low, high;
    bool open_low, whole;
};

static struct domain domain_of(struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_of(ref);
    struct domain d = {.low = field->min,
                       .high = field->max,
                       .open_low = (field->flags & LLMCOST_ABOVE_MIN) != 0,
                       .whole = (field->flags & LLMCOST_WHOLE) != 0};
    if (field->kind == LLMCOST_LOAD)
        d = (struct domain){.low = LEAST_LOAD_FACTOR, .high = 1};
    if (field->kind == LLMCOST_EXTRAS)
        d = (struct domain){.high = LLMCOST_MAX_BILL};
    return d;
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

/* ---- Bands of any input
 * ------------------------------------------------------------------------------------- */

enum { SCAN = 256 };

struct scan {
    struct llmcost_scenario *scratch;
    struct llmcost_ref ref;
    struct domain domain;
    int option, against;
    bool on_horizon;
};

/* The difference at one value; `units` tells pieces of the staircase apart. */
struct look {
    double gap, scale, units;
    bool serves;
};

static struct look look_at(const struct scan *s, double x)
{
    const int option[2] = {s->option, s->against};
    double cost[2];
    struct look look = {.serves = true};
    change_input(s->scratch, s->ref, x);
    for (int i = 0; i < 2; i++) {
        bool serves;
        double units;
        option_first_month(s->scratch, option[i], &cost[i], &units, &serves);
        look.units += units * (i == 0 ? 1 : 1.618); /* so that changes of both do not cancel */
        if (s->on_horizon)
            option_horizon(s->scratch, option[i], &cost[i], &serves);
        look.serves = i == 0 ? serves : look.serves;
    }
    look.gap = cost[0] - cost[1];
    look.scale = at_least(cost[0], cost[1]);
    return look;
}

static bool wins(const struct look *look)
{
    return look->serves && look->gap < -1e-12 * look->scale;
}

/* Values to look at: evenly over a short range; over a long one in equal ratios, densely around the
 * point. */
static int grid_of(const struct scan *s, double point, double *ret_grid)
{
    const struct domain *d = &s->domain;
    const bool wide = d->high > 1e4 * at_least(d->low, 1e-3);
    const double middle = point > 0 ? point : 1;
    const double low = at_least(d->low, at_most(1e-6, middle * 1e-6));
    int count = 0;
    for (int i = 0; i < SCAN - 56; i++) {
        const double share = i / (SCAN - 57.0);
        ret_grid[count++] =
            wide ? low * llmcost_pow(d->high / low, share) : d->low + (d->high - d->low) * share;
    }
    for (int i = 0; i < 55; i++)
        ret_grid[count++] =
            wide ? middle * (0.2 + i * 0.1) : d->low + (d->high - d->low) * i / 54.3;
    ret_grid[count++] = point;
    return count;
}

static int rising(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Within the domain, whole where it must be, each once, rising. */
static int tidy_grid(const struct scan *s, double *grid, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (s->domain.whole)
            grid[i] = (double)(int64_t)(grid[i] + 0.5);
        grid[i] = at_most(grid[i], s->domain.high);
    }
    qsort(grid, (size_t)count, sizeof *grid, rising);
    for (int i = 0; i < count; i++)
        if ((grid[i] > s->domain.low || (grid[i] >= s->domain.low && !s->domain.open_low)) &&
            (kept == 0 || grid[i] > grid[kept - 1]))
            grid[kept++] = grid[i];
    return kept;
}

/* The edge between a and b, of which one wins: bisected down to neighbours. */
static double bisect(const struct scan *s, double a, double b, bool a_wins, enum llmcost_edge *kind)
{
    for (;;) {
        double middle = a + (b - a) / 2;
        if (s->domain.whole)
            middle = (double)(int64_t)middle;
        if (middle <= a || middle >= b)
            break;
        const struct look look = look_at(s, middle);
        if (wins(&look) == a_wins)
            a = middle;
        else
            b = middle;
    }
    const struct look left = look_at(s, a);
    const struct look right = look_at(s, b);
    const double tiny = 1e-9;
    *kind = left.serves != right.serves ? LLMCOST_LIMIT
            : !s->domain.whole && left.gap <= tiny * left.scale && left.gap >= -tiny * left.scale &&
                    right.gap <= tiny * right.scale && right.gap >= -tiny * right.scale
                ? LLMCOST_ROOT
                : LLMCOST_JUMP;
    return s->domain.whole && !a_wins ? b : a;
}

static void add_edge(struct llmcost_break_even *a, double x, enum llmcost_edge kind, bool begins)
{
    if (begins && a->bands < LLMCOST_MAX_BANDS)
        a->band[a->bands++] = (struct llmcost_band){.from = x, .from_kind = (uint8_t)kind};
    else if (!begins && a->bands > 0) {
        a->band[a->bands - 1].to = x;
        a->band[a->bands - 1].to_kind = (uint8_t)kind;
    }
}

/* A stretch whose ends agree may still hide steps of the staircase: look into it where units
 * change. */
static void scan_stretch(const struct scan *s, double a, const struct look *left, double b,
                         const struct look *right, int depth, struct llmcost_break_even *answer)
{
    const bool from = wins(left);
    const bool to = wins(right);
    const bool same_units = left->units <= right->units && left->units >= right->units;
    double middle = a + (b - a) / 2;
    if (s->domain.whole)
        middle = (double)(int64_t)middle;
    answer->least_gap = left->serves ? at_most(answer->least_gap, left->gap) : answer->least_gap;
    if (depth > 0 && !same_units && middle > a && middle < b) {
        const struct look between = look_at(s, middle);
        scan_stretch(s, a, left, middle, &between, depth - 1, answer);
        scan_stretch(s, middle, &between, b, right, depth - 1, answer);
    } else if (from != to) {
        enum llmcost_edge kind;
        const double edge = bisect(s, a, b, from, &kind);
        add_edge(answer, edge, kind, to);
    }
}

void llmcost_solve(struct llmcost_scenario *scratch, struct llmcost_ref variable, int option,
                   int against, bool on_horizon, struct llmcost_break_even *ret_break_even)
{
    double scale;
    const struct llmcost_ref demand = demand_field(scratch, &scale);
    struct llmcost_break_even *a = ret_break_even;
    if (!on_horizon && demand.field == variable.field && variable.section == demand.section) {
        llmcost_break_even(scratch, option, against, a);
        return;
    }
    const struct llmcost_input before = *llmcost_read(scratch, variable);
    const struct scan s = {.scratch = scratch,
                           .ref = variable,
                           .domain = domain_of(variable),
                           .option = option,
                           .against = against,
                           .on_horizon = on_horizon};
    double grid[SCAN + 1];
    const int count = tidy_grid(&s, grid, grid_of(&s, before.value, grid));
    *a = (struct llmcost_break_even){.option = option,
                                     .against = against,
                                     .variable = variable,
                                     .current = before.value,
                                     .least_gap = NEVER_PRICED,
                                     .searched_to = grid[count - 1]};
    /* an input left at its default is moved as if it were stated */
    if (before.origin <= LLMCOST_DEFAULT)
        llmcost_at(scratch, variable)->origin = LLMCOST_SET;
    struct look left = look_at(&s, grid[0]);
    if (wins(&left))
        add_edge(a, grid[0], LLMCOST_OPEN, true);
    for (int i = 1; i < count; i++) {
        const struct look right = look_at(&s, grid[i]);
        scan_stretch(&s, grid[i - 1], &left, grid[i], &right, 5, a);
        left = right;
    }
    a->status = a->bands > 0 ? LLMCOST_FOUND : LLMCOST_NEVER;
    if (a->bands == 1 && a->band[0].from_kind == LLMCOST_OPEN && a->band[0].to_kind == LLMCOST_OPEN)
        a->status = LLMCOST_ALWAYS;
    if (a->bands == 0)
        a->reason = LLMCOST_REASON_ALWAYS_MORE;
    change_input(scratch, variable, before.value);
    *llmcost_at(scratch, variable) = before;
}
