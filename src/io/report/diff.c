/* diff.c - two sides to one diff: options, lines and break-evens matched by id, in the new side's
 * order. Knows what counts as a difference; refuses to know why a bill moved
 * (core/questions/compare.c) and how it is told. Inputs are compared in diff_inputs.c.
 */
#include "io/report/diff.h"
#include "core/base/real.h"
#include "io/report/diff_inputs.h"
#include "io/words/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int64_t distance(int64_t before, int64_t after)
{
    int64_t delta = after - before;
    return delta > -DIFF_LEAST_MICROS && delta < DIFF_LEAST_MICROS ? 0 : delta;
}

/* ---- Lines ---- */

static const struct outcome_line *find_line(const struct outcome_option *option, const char *id)
{
    for (int i = 0; i < option->lines_count; i++)
        if (strcmp(option->lines[i].id, id) == 0)
            return &option->lines[i];
    return NULL;
}

static void add_line(struct diff_option_change *change, const struct outcome_line *before,
                     const struct outcome_line *after)
{
    struct diff_line_change *line = &change->line[change->lines++];
    int64_t delta = distance(before ? before->monthly_cost : 0, after ? after->monthly_cost : 0);
    enum diff_status status = DIFF_UNCHANGED;
    if (delta != 0)
        status = before == NULL ? DIFF_ADDED : after == NULL ? DIFF_REMOVED : DIFF_CHANGED;
    *line = (struct diff_line_change){
        .before = before, .after = after, .status = status, .delta = delta};
}

/* Both bills have the order of the report: a line that only the old one has keeps its place. */
static bool compare_lines(struct diff_option_change *change)
{
    static const struct outcome_option none = {.id = NULL};
    const struct outcome_option *before = change->before ? change->before : &none;
    const struct outcome_option *after = change->after ? change->after : &none;
    int next = 0;
    change->line =
        calloc((size_t)(before->lines_count + after->lines_count) + 1, sizeof *change->line);
    if (change->line == NULL)
        return false;
    for (int i = 0; i < after->lines_count; i++) {
        const struct outcome_line *same = find_line(before, after->lines[i].id);
        const int at = same != NULL ? (int)(same - before->lines) : -1;
        for (; before->lines != NULL && next < at; next++)
            if (find_line(after, before->lines[next].id) == NULL)
                add_line(change, &before->lines[next], NULL);
        next += next == at;
        add_line(change, same, &after->lines[i]);
    }
    for (; before->lines != NULL && next < before->lines_count; next++)
        if (find_line(after, before->lines[next].id) == NULL)
            add_line(change, &before->lines[next], NULL);
    return true;
}

/* ---- Options ---- */

/* Over the horizon the least difference is that of all its months. */
static enum diff_status option_status(const struct diff_option_change *change, int months)
{
    const double least_horizon = months * (DIFF_LEAST_MICROS / 1e6);
    const struct outcome_option *before = change->before;
    const struct outcome_option *after = change->after;
    if (before == NULL || after == NULL)
        return before == NULL ? DIFF_ADDED : DIFF_REMOVED;
    bool differs = change->delta != 0 || before->feasible != after->feasible ||
                   before->eligible != after->eligible || before->kind != after->kind ||
                   fabs(before->horizon_cost - after->horizon_cost) >= least_horizon;
    for (int i = 0; i < change->lines; i++)
        differs = differs || change->line[i].status != DIFF_UNCHANGED;
    return differs ? DIFF_CHANGED : DIFF_UNCHANGED;
}

static bool compare_option(struct diff *diff, const struct outcome_option *before,
                           const struct outcome_option *after)
{
    struct diff_option_change *change = &diff->option[diff->options++];
    change->before = before;
    change->after = after;
    change->has_delta = before != NULL && after != NULL;
    if (change->has_delta)
        change->delta = distance(before->monthly_cost, after->monthly_cost);
    if (!compare_lines(change))
        return false;
    change->status = option_status(change, diff->after->months);
    return true;
}

static bool compare_options(struct diff *diff)
{
    const struct diff_side *before = diff->before;
    const struct diff_side *after = diff->after;
    diff->option = calloc((size_t)(before->options + after->options) + 1, sizeof *diff->option);
    if (diff->option == NULL)
        return false;
    for (int i = 0; i < after->options; i++)
        if (!compare_option(diff, diff_find_option(before, after->option[i].id), &after->option[i]))
            return false;
    for (int i = 0; i < before->options; i++)
        if (diff_find_option(after, before->option[i].id) == NULL &&
            !compare_option(diff, &before->option[i], NULL))
            return false;
    return true;
}

/* ---- Effects ---- */

/* Effects are of the exact bills: what rounding a delta under half a cent to none takes away is
 * taken from the interaction, and effects that are all that small are none. */
static void take_effects(const struct llmcost_attribution *from, struct diff_option_change *change)
{
    bool some = false;
    change->attributed = from->known && change->has_delta;
    for (int cause = 0; cause < LLMCOST_CAUSE_INTERACTION; cause++)
        some = some || distance(0, from->effect[cause]) != 0;
    if (change->delta == 0 && !some)
        return;
    change->effect[LLMCOST_CAUSE_INTERACTION] = change->delta;
    for (int cause = 0; cause < LLMCOST_CAUSE_INTERACTION; cause++) {
        change->effect[cause] = from->effect[cause];
        change->effect[LLMCOST_CAUSE_INTERACTION] -= from->effect[cause];
    }
}

static bool attribute(struct diff *diff)
{
    const struct llmcost_scenario *before = diff->before->scenario;
    const struct llmcost_scenario *after = diff->after->scenario;
    if (diff->before->saved || diff->after->saved)
        return true;
    size_t options = (size_t)diff->after->options;
    struct llmcost_attribution *list = calloc(options + 1, sizeof *list);
    struct llmcost_scenario *scratch = malloc(sizeof *scratch);
    struct llmcost_diags *diags = malloc(sizeof *diags);
    bool good = list != NULL && scratch != NULL && diags != NULL;
    if (good)
        llmcost_attribute(before, after, scratch, list, diags);
    for (size_t i = 0; good && i < options; i++)
        take_effects(&list[i], &diff->option[i]);
    free(list);
    free(scratch);
    free(diags);
    return good;
}

/* ---- Break-evens ---- */

static const struct outcome_break_even *find_break_even(const struct diff_side *side,
                                                        const struct outcome_break_even *like)
{
    for (int i = 0; i < side->break_evens; i++)
        if (strcmp(side->break_even[i].option, like->option) == 0 &&
            strcmp(side->break_even[i].against, like->against) == 0)
            return &side->break_even[i];
    return NULL;
}

static bool first_edge(const struct outcome_break_even *from, double *ret_edge)
{
    if (from == NULL || from->bands_count == 0)
        return false;
    *ret_edge = isnan(from->bands[0].from) ? from->bands[0].to : from->bands[0].from;
    return !isnan(*ret_edge);
}

/* As far as a report prints them; an open end is the same as another one. */
static bool is_same_figure(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) && isnan(b);
    return fabs(a - b) <= 1e-6 * at_least(fabs(a), fabs(b));
}

static bool is_same_band(const struct llmcost_band *a, const struct llmcost_band *b)
{
    return is_same_figure(a->from, b->from) && is_same_figure(a->to, b->to);
}

/* The bands of a break-even on one basis. */
struct bands {
    const struct llmcost_band *band;
    int count;
};

static struct bands bands_of(const struct outcome_break_even *from, bool on_horizon)
{
    if (from == NULL)
        return (struct bands){.count = 0};
    return on_horizon ? (struct bands){from->horizon_bands, from->horizon_bands_count}
                      : (struct bands){from->bands, from->bands_count};
}

static bool is_same_bands(struct bands a, struct bands b)
{
    bool same = a.count == b.count;
    for (int i = 0; same && i < a.count; i++)
        same = is_same_band(&a.band[i], &b.band[i]);
    return same;
}

/* A report of before there were two bases tells the first month's. */
static bool tells_horizon(const struct outcome_break_even *a, const struct outcome_break_even *b)
{
    const bool known = (a == NULL || a->basis != 0) && (b == NULL || b->basis != 0);
    return known &&
           ((a != NULL && a->basis == BASIS_HORIZON) || (b != NULL && b->basis == BASIS_HORIZON));
}

static bool is_same_on(const struct outcome_break_even *a, const struct outcome_break_even *b,
                       bool on_horizon)
{
    const bool same_status =
        on_horizon ? a->horizon_status == b->horizon_status : a->status == b->status;
    return same_status && strcmp(a->variable, b->variable) == 0 &&
           is_same_bands(bands_of(a, on_horizon), bands_of(b, on_horizon));
}

static bool is_same_answer(const struct outcome_break_even *a, const struct outcome_break_even *b)
{
    return is_same_on(a, b, false) && (!tells_horizon(a, b) || is_same_on(a, b, true));
}

/* The n-th edge by rising demand, NAN after the last. */
static double edge_at(struct bands bands, int n, bool *ret_is_end)
{
    for (int i = 0; i < bands.count; i++) {
        const double ends[] = {bands.band[i].from, bands.band[i].to};
        for (int end = 0; end < 2; end++)
            if (!isnan(ends[end]) && n-- == 0) {
                *ret_is_end = end == 1;
                return ends[end];
            }
    }
    return NAN;
}

static int count_edges(struct bands bands)
{
    bool is_end;
    int count = 0;
    while (!isnan(edge_at(bands, count, &is_end)))
        count++;
    return count;
}

/* Edges of bands that do not lie alike stand each in a row of its own side. */
static bool compare_edges(struct diff_break_even_change *change)
{
    const struct outcome_break_even *before = change->before;
    const struct outcome_break_even *after = change->after;
    change->on_horizon = tells_horizon(before, after);
    const struct bands had = bands_of(before, change->on_horizon);
    const struct bands has = bands_of(after, change->on_horizon);
    const int olds = count_edges(had);
    const int news = count_edges(has);
    bool first = false;
    bool second = false;
    edge_at(had, 0, &first);
    edge_at(has, 0, &second);
    change->is_paired = before != NULL && after != NULL && olds == news && first == second &&
                        strcmp(before->variable, after->variable) == 0;
    change->edge = calloc((size_t)(olds + news) + 1, sizeof *change->edge);
    if (change->edge == NULL)
        return false;
    for (int i = 0; i < olds; i++) {
        struct diff_edge *edge = &change->edge[change->edges++];
        edge->before = edge_at(had, i, &edge->is_end);
        edge->after = change->is_paired ? edge_at(has, i, &edge->is_end) : NAN;
        if (is_same_figure(edge->before, edge->after))
            edge->after = edge->before;
    }
    for (int i = 0; i < news && !change->is_paired; i++) {
        struct diff_edge *edge = &change->edge[change->edges++];
        edge->before = NAN;
        edge->after = edge_at(has, i, &edge->is_end);
    }
    return true;
}

static bool compare_break_even(struct diff *diff, const struct outcome_break_even *before,
                               const struct outcome_break_even *after)
{
    struct diff_break_even_change *change = &diff->break_even[diff->break_evens++];
    change->before = before;
    change->after = after;
    change->has_before = first_edge(before, &change->before_edge);
    change->has_after = first_edge(after, &change->after_edge);
    change->has_delta = before != NULL && after != NULL && change->has_before &&
                        change->has_after && strcmp(before->variable, after->variable) == 0;
    change->status = before == NULL                  ? DIFF_ADDED
                     : after == NULL                 ? DIFF_REMOVED
                     : is_same_answer(before, after) ? DIFF_UNCHANGED
                                                     : DIFF_CHANGED;
    change->is_told_alike =
        before != NULL && after != NULL && is_same_on(before, after, tells_horizon(before, after));
    if (change->has_delta && is_same_figure(change->before_edge, change->after_edge))
        change->after_edge = change->before_edge;
    return compare_edges(change);
}

static bool compare_break_evens(struct diff *diff)
{
    const struct diff_side *before = diff->before;
    const struct diff_side *after = diff->after;
    diff->break_even =
        calloc((size_t)(before->break_evens + after->break_evens) + 1, sizeof *diff->break_even);
    if (diff->break_even == NULL)
        return false;
    bool good = true;
    for (int i = 0; good && i < after->break_evens; i++)
        good = compare_break_even(diff, find_break_even(before, &after->break_even[i]),
                                  &after->break_even[i]);
    for (int i = 0; good && i < before->break_evens; i++)
        if (find_break_even(after, &before->break_even[i]) == NULL)
            good = compare_break_even(diff, &before->break_even[i], NULL);
    return good;
}

/* ---- The whole ---- */

bool diff_make(const struct diff_side *before, const struct diff_side *after, struct diff *ret_diff)
{
    *ret_diff = (struct diff){.before = before, .after = after};
    ret_diff->flips = !diff_same_id(before->recommended, after->recommended);
    return compare_options(ret_diff) && attribute(ret_diff) && compare_break_evens(ret_diff) &&
           diff_inputs(ret_diff);
}

void diff_free(struct diff *diff)
{
    for (int i = 0; i < diff->options; i++)
        free(diff->option[i].line);
    for (int i = 0; i < diff->inputs; i++)
        free(diff->input[i].effect_on);
    for (int i = 0; i < diff->break_evens; i++)
        free(diff->break_even[i].edge);
    free(diff->option);
    free(diff->break_even);
    free(diff->input);
    *diff = (struct diff){.before = NULL};
}

bool diff_found(const struct diff *diff)
{
    bool found = diff->flips || diff->inputs > 0;
    for (int i = 0; i < diff->options; i++)
        found = found || diff->option[i].status != DIFF_UNCHANGED;
    for (int i = 0; i < diff->break_evens; i++)
        found = found || diff->break_even[i].status != DIFF_UNCHANGED;
    return found;
}
