/* sensitivity.c - the tornado: which inputs move the margin most, each moved alone (§10). Ranged
 * inputs first, then the others at 20 %; inputs that act only through one other share a row. How
 * one input is moved is in swing.c; knows no field by name.
 */
#include "core/questions/swing.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

/* Inputs that a swing of 20 % is worth looking at: stated numbers that are no counts of time, no
 * switches and no structure. */
static bool is_swung(const struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(scenario, ref);
    const struct llmcost_field *field = field_of(ref);
    const bool frame = ref.section == LLMCOST_TOP || ref.section == LLMCOST_UNCERTAINTY ||
                       ref.section == LLMCOST_GATES || ref.section == LLMCOST_HORIZON ||
                       (ref.section == LLMCOST_RULES && !llmcost_binds_capacity(scenario, ref));
    return input->range == LLMCOST_POINT && !frame && is_stated(input) &&
           field->kind != LLMCOST_BOOLEAN && (field->flags & LLMCOST_STRUCTURE) == 0 &&
           input->value != 0;
}

/* Half a cent moves nothing. */
static bool moves_nothing(const struct llmcost_swing *swing)
{
    return swing_width(swing) < 0.005;
}

static bool is_near(const struct llmcost_result *result, double a, double b)
{
    const double gap = a > b ? a - b : b - a;
    return gap <= 1e-9 * result->option[result->recommended].horizon_cost + 1e-4;
}

/* The margin at a value of the input, which its swing may have seen. */
static double margin_at(const struct probe *p, const struct llmcost_swing *swing, double value)
{
    if (value == swing->low || value == swing->high)
        return value == swing->low ? swing->margin_at_low : swing->margin_at_high;
    return probe_margin(p, value);
}

/* Whether `other`, moved by the same factors as an input, moves the margin as that does: both are
 * factors of one thing, such as people, their salary and its overhead. */
static bool is_one_input(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                         const struct llmcost_swing *swing, const struct llmcost_swing *other)
{
    if (!is_near(result, swing->margin_at_low, other->margin_at_low))
        return false;
    struct probe p, q;
    probe_make(scratch, result, swing->ref, &p);
    probe_make(scratch, result, other->ref, &q);
    if (p.domain.whole || q.domain.whole || p.point == 0 || q.point == 0 ||
        field_of(p.ref)->kind == LLMCOST_LOAD || field_of(q.ref)->kind == LLMCOST_LOAD)
        return false;
    const double factor[2] = {other->low / q.point, other->high / q.point};
    const double margin[2] = {other->margin_at_low, other->margin_at_high};
    bool same = true;
    for (int i = 0; i < 2 && same; i++)
        same = is_near(result, margin_at(&p, swing, p.point * factor[i]), margin[i]);
    change_input(scratch, p.ref, p.point); /* both are points: nothing follows them */
    return same;
}

/* Into the row of the input that it is one with; false where there is none. */
static bool merge(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                  const struct llmcost_swing *swing, struct llmcost_swing *rows, int count)
{
    for (int i = 0; i < count; i++)
        if (rows[i].merged < LLMCOST_MAX_MERGED && is_one_input(scratch, result, &rows[i], swing)) {
            rows[i].also[rows[i].merged++] = swing->ref;
            return true;
        }
    return false;
}

/* A row among those from `first` on, widest first; how many there are then. */
static int add_widest(const struct llmcost_swing *swing, struct llmcost_swing *rows, int first,
                      int count, int max)
{
    int at = count < max ? count++ : count;
    for (; at > first && swing_width(swing) > swing_width(&rows[at - 1]); at--)
        if (at < max)
            rows[at] = rows[at - 1];
    if (at < max)
        rows[at] = *swing;
    return count;
}

static int add_ranged(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                      const struct llmcost_uncertainty *known, struct llmcost_swing *rows, int max)
{
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    int leads[LLMCOST_MAX_RANGED];
    int count = 0;
    for (int i = 0; known != NULL && i < known->inputs; i++)
        if (!moves_nothing(&known->input[i].swing))
            count = add_widest(&known->input[i].swing, rows, 0, count, max);
    const int ranged = known == NULL ? llmcost_ranged(scratch, refs, LLMCOST_MAX_RANGED) : 0;
    llmcost_ties(scratch, refs, ranged, leads);
    for (int i = 0; i < ranged; i++) {
        struct llmcost_swing swing;
        if (leads[i] != i)
            continue;
        llmcost_swing(scratch, result, refs[i], &swing);
        if (!moves_nothing(&swing))
            count = add_widest(&swing, rows, 0, count, max);
    }
    return count;
}

int llmcost_tornado(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                    const struct llmcost_uncertainty *known, const struct llmcost_break_even *told,
                    int pairs, struct llmcost_swing *ret_swings, int max)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    if (result->recommended < 0 || result->runner_up < 0)
        return 0;
    const int ranged = add_ranged(scratch, result, known, ret_swings, max);
    int count = ranged;
    struct probe p;
    while (next_known_input(scratch, LLMCOST_FILE, &ref)) {
        if (!is_swung(scratch, ref))
            continue;
        probe_make(scratch, result, ref, &p);
        if (swing_is_idle(&p))
            continue;
        const struct llmcost_swing swing = swing_measure(&p);
        if (!moves_nothing(&swing) &&
            !merge(scratch, result, &swing, ret_swings + ranged, count - ranged))
            count = add_widest(&swing, ret_swings, ranged, count, max);
    }
    for (int i = ranged; i < count; i++) {
        probe_make(scratch, result, ret_swings[i].ref, &p);
        p.told = told;
        p.pairs = pairs;
        swing_add_switch(&p, &ret_swings[i]);
    }
    return count;
}
