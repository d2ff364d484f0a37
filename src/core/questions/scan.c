/* scan.c - the bands of any input in which one option is cheaper than another (§9): the field's
 * whole range is scanned, on both sides of 0, stretches in which the fleet changes are looked into
 * as far as something may hide there, and every change is bisected down to neighbours. Demand is
 * solve.c's, exactly.
 */
#include "core/base/real.h"
#include "core/base/stats.h"
#include "core/model/demand.h"
#include "core/questions/curve.h"
#include "core/scenario/room.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

enum {
    OVER_RANGE = 200, /* values over the positive side of the range */
    AROUND_POINT = 55,
    BELOW_ZERO = 64,
    MOST_VALUES = OVER_RANGE + AROUND_POINT + BELOW_ZERO + 2,
    MOST_LOOKS = 20000,
    DEEPEST = 24, /* halvings of a stretch between two of these values */
};

struct scan {
    struct llmcost_scenario *scratch;
    struct llmcost_ref ref;
    struct domain domain;
    struct llmcost_break_even *answer;
    int looks;
    bool moves;     /* a cost has differed from what it is at the first value */
    bool served[2]; /* at some value, each by itself */
    double first[2];
};

/* Both options at one value. */
struct look {
    double x;
    double cost[2];
    uint64_t shape; /* of both fleets */
    bool serves;    /* both do */
};

static struct look look_at(struct scan *s, double x)
{
    const int option[2] = {s->answer->option, s->answer->against};
    struct look look = {.x = x, .serves = true};
    change_input(s->scratch, s->ref, x);
    for (int i = 0; i < 2; i++) {
        const struct span span = span_of(s->scratch, option[i], s->answer->on_horizon);
        const struct departure from = departure_of(s->scratch, option[i]);
        const struct probe probe = probe_option(&from, requests_per_month(s->scratch), &span, NULL);
        look.cost[i] = at_most(probe.cost, NOWHERE); /* larger than any number that counts */
        look.serves = look.serves && probe.serves;
        s->served[i] = s->served[i] || probe.serves;
        look.shape = look.shape * 31 + probe.shape;
        if (s->looks == 0)
            s->first[i] = look.cost[i];
        s->moves = s->moves || look.cost[i] < s->first[i] || look.cost[i] > s->first[i];
    }
    s->looks++;
    return look;
}

static double gap_of(const struct look *look)
{
    return look->cost[0] - look->cost[1];
}

static double scale_of(const struct look *look)
{
    return at_least(look->cost[0], look->cost[1]);
}

static bool wins(const struct look *look)
{
    return look->serves && gap_of(look) < -1e-12 * scale_of(look);
}

/* ---- Values to look at ---- */

/* Evenly over a short range; over a long one in equal ratios from near 0 on; densely around the
 * point; evenly below 0. */
static int grid_of(const struct scan *s, double point, double *ret_grid)
{
    const struct domain *d = &s->domain;
    const double bottom = at_least(d->low, 0);
    const bool wide = d->high > 1e4 * at_least(bottom, 1e-3);
    const double size = point < 0 ? -point : point;
    const double middle = size > 0 ? size : 1;
    const double low = at_least(bottom, at_most(1e-6, middle * 1e-6));
    int count = 0;
    for (int i = 0; i < OVER_RANGE; i++) {
        const double share = i / (OVER_RANGE - 1.0);
        ret_grid[count++] =
            wide ? low * llmcost_pow(d->high / low, share) : bottom + (d->high - bottom) * share;
    }
    for (int i = 0; i < AROUND_POINT; i++)
        ret_grid[count++] =
            wide ? middle * (0.2 + i * 0.1) : bottom + (d->high - bottom) * i / 54.3;
    for (int i = 0; i <= BELOW_ZERO && d->low < 0; i++)
        ret_grid[count++] = d->low - d->low * i / BELOW_ZERO;
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

/* ---- Edges ---- */

static double middle_of(const struct scan *s, double a, double b)
{
    const double middle = a + (b - a) / 2;
    return s->domain.whole ? (double)(int64_t)middle : middle;
}

/* The edge between two values of which one wins: bisected down to neighbours. */
static double bisect(struct scan *s, struct look left, struct look right, enum llmcost_edge *kind)
{
    const bool first = wins(&left);
    const double tiny = 1e-9;
    for (double middle; (middle = middle_of(s, left.x, right.x)) > left.x && middle < right.x;) {
        const struct look look = look_at(s, middle);
        if (wins(&look) == first)
            left = look;
        else
            right = look;
    }
    const double gap[2] = {gap_of(&left), gap_of(&right)};
    bool crosses = !s->domain.whole;
    for (int i = 0; i < 2; i++) {
        const double size = gap[i] < 0 ? -gap[i] : gap[i];
        crosses = crosses && size <= tiny * scale_of(i == 0 ? &left : &right);
    }
    *kind = crosses ? LLMCOST_ROOT : LLMCOST_JUMP;
    if (left.serves != right.serves)
        *kind = LLMCOST_LIMIT;
    return s->domain.whole && !first ? right.x : left.x;
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

/* Whether a stretch whose ends agree may hide a change: the fleets differ, and the dearer end of
 * the cheaper option reaches the cheaper end of the other. Between its ends a cost stays between
 * them, or nearly so: it is a price, or a staircase. */
static bool may_hide(const struct look *left, const struct look *right)
{
    const bool won = wins(left);
    const int lower = won ? 0 : 1;
    const double highest = at_least(left->cost[lower], right->cost[lower]);
    const double lowest = at_most(left->cost[1 - lower], right->cost[1 - lower]);
    return highest >= lowest * (1 - 1e-9) || !left->serves || !right->serves;
}

static void scan_stretch(struct scan *s, const struct look *left, const struct look *right,
                         int depth)
{
    struct llmcost_break_even *a = s->answer;
    const bool from = wins(left);
    const bool to = wins(right);
    const double middle = middle_of(s, left->x, right->x);
    const bool splits = middle > left->x && middle < right->x;
    const bool hides = left->shape != right->shape && (from != to || may_hide(left, right));
    if (left->serves)
        a->least_gap = at_most(a->least_gap, gap_of(left));
    /* a limit may come and go: a few looks must do */
    const int deepest = left->serves && right->serves ? DEEPEST : DEEPEST / 4;
    if (hides && splits && depth < deepest && s->looks < MOST_LOOKS) {
        const struct look between = look_at(s, middle);
        scan_stretch(s, left, &between, depth + 1);
        scan_stretch(s, &between, right, depth + 1);
    } else if (from != to) {
        enum llmcost_edge kind;
        const double edge = bisect(s, *left, *right, &kind);
        add_edge(a, edge, kind, to);
    }
}

/* ---- All of them ---- */

static void scan_range(struct scan *s, const double *grid, int count)
{
    struct llmcost_break_even *a = s->answer;
    struct look left = look_at(s, grid[0]);
    int reached = 1;
    a->bands = 0;
    a->reason = LLMCOST_REASON_NONE;
    a->least_gap = NOWHERE;
    if (wins(&left))
        add_edge(a, grid[0], LLMCOST_OPEN, true);
    for (; reached < count && s->looks < MOST_LOOKS; reached++) {
        const struct look right = look_at(s, grid[reached]);
        if (right.cost[0] >= NOWHERE && right.cost[1] >= NOWHERE)
            break; /* no number tells them apart */
        scan_stretch(s, &left, &right, 0);
        left = right;
    }
    a->searched_to = grid[reached - 1];
    a->status = a->bands > 0 ? LLMCOST_FOUND : LLMCOST_NEVER;
    if (a->bands == 1 && a->band[0].from_kind == LLMCOST_OPEN && a->band[0].to_kind == LLMCOST_OPEN)
        a->status = LLMCOST_ALWAYS;
    if (a->bands == 0)
        a->reason = LLMCOST_REASON_ALWAYS_MORE;
    a->limited = !s->served[0] ? a->option : !s->served[1] ? a->against : -1;
    if (a->reason == LLMCOST_REASON_MANY_BANDS)
        a->status = LLMCOST_UNVERIFIED;
    if (reached < count) {
        a->status = LLMCOST_UNVERIFIED;
        a->reason = LLMCOST_REASON_BOUNDED;
    }
}

void llmcost_solve(struct llmcost_scenario *scratch, struct llmcost_ref variable, int option,
                   int against, bool on_horizon, struct llmcost_break_even *ret_break_even)
{
    double scale;
    const struct llmcost_ref demand = demand_field(scratch, &scale);
    struct llmcost_break_even *a = ret_break_even;
    if (demand.field == variable.field && variable.section == demand.section) {
        llmcost_break_even(scratch, option, against, on_horizon, a);
        return;
    }
    const struct llmcost_input before = *llmcost_read(scratch, variable);
    struct scan s = {
        .scratch = scratch, .ref = variable, .domain = room_of(scratch, variable), .answer = a};
    s.domain.whole = s.domain.whole || field_of(variable)->unit == LLMCOST_MONTHS;
    double grid[MOST_VALUES] = {0};
    const int count = tidy_grid(&s, grid, grid_of(&s, before.value, grid));
    *a = (struct llmcost_break_even){.option = option,
                                     .against = against,
                                     .on_horizon = on_horizon,
                                     .limit = NOWHERE,
                                     .variable = variable,
                                     .current = before.value};
    /* an input left at its default is moved as if it were stated */
    if (before.origin <= LLMCOST_DEFAULT)
        llmcost_at(scratch, variable)->origin = LLMCOST_SET;
    scan_range(&s, grid, count);
    if (!s.moves && !on_horizon) { /* the first month cannot depend on it: months to come may */
        const struct llmcost_break_even month = *a;
        a->on_horizon = true;
        s.looks = 0;
        s.served[0] = s.served[1] = false;
        scan_range(&s, grid, count);
        if (!s.moves)
            *a = month;
    }
    restore_input(scratch, variable, &before);
}
