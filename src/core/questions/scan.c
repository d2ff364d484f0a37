/* scan.c - the bands of any input in which one option is cheaper than another (§9): the field's
 * whole range is scanned, stretches in which the fleet changes are looked into, and every change of
 * sign is bisected down to neighbours. Demand on the monthly bill is solve.c's, exactly.
 */
#include "core/base/real.h"
#include "core/base/stats.h"
#include "core/model/demand.h"
#include "core/model/engine.h"
#include "core/model/fleet.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

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
            option_horizon(s->scratch, option[i], discount_step(s->scratch), &cost[i], &serves);
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

/* Within the domain, whole where it must be, each once, rising. */
static int tidy_grid(const struct scan *s, double *grid, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (s->domain.whole)
            grid[i] = (double)(int64_t)(grid[i] + 0.5);
        grid[i] = at_most(grid[i], s->domain.high);
    }
    sort_rising(grid, count);
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
    if (begins && a->bands == LLMCOST_MAX_BANDS)
        a->reason = LLMCOST_REASON_MANY_BANDS; /* it begins beyond the last one that is kept */
    if (a->reason == LLMCOST_REASON_MANY_BANDS)
        return;
    if (begins)
        a->band[a->bands++] = (struct llmcost_band){.from = x, .from_kind = (uint8_t)kind};
    else if (a->bands > 0) {
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
        llmcost_break_even(scratch, option, against, false, a);
        return;
    }
    const struct llmcost_input before = *llmcost_read(scratch, variable);
    const struct scan s = {.scratch = scratch,
                           .ref = variable,
                           .domain = domain_of(variable),
                           .option = option,
                           .against = against,
                           .on_horizon = on_horizon};
    double grid[SCAN + 1] = {0};
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
    if (a->reason == LLMCOST_REASON_MANY_BANDS)
        a->status = LLMCOST_UNVERIFIED;
    change_input(scratch, variable, before.value);
    *llmcost_at(scratch, variable) = before;
}
