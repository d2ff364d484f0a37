/* diff_rows.c - what a diff says, a row for each figure, and beside the rows of an object the lines
 * that fill it. Knows key, style, sentence and place; refuses to compute: every figure is the
 * diff's. To add a figure: a member in diff_rows.h, its row at the end of its object, a line that
 * fills it.
 */
#include "io/report/diff_rows.h"

#include <math.h>
#include <string.h>

#define ID_TEXT   "The id of an option."
#define FILE_TEXT "Its name without the directory."
#define COST_TEXT "The bill of the recommended option in the first month."

static int64_t micros_if(bool known, int64_t micros)
{
    return known ? micros : ROW_UNKNOWN;
}

static double ratio_if(bool known, double delta, double old)
{
    return known && old != 0 ? delta / fabs(old) : NAN;
}

/* ---- Sides and verdict ---- */

static const struct json_row set_rows[] = {{FIGURE(diff_told_set, path)},
                                           {FIGURE(diff_told_set, value), .or_null = true},
                                           {FIGURE(diff_told_set, file), .optional = true,
                                            .text = "The fragment of --with that states it."},
                                           {.key = NULL}};

static const struct json_row side_rows[] = {
    {FIGURE(diff_told_side, name), .or_null = true},
    {FIGURE(diff_told_side, file), .or_null = true, .text = FILE_TEXT},
    {FIGURE(diff_told_side, sha256), .or_null = true, .legal = "^[0-9a-f]{64}$"},
    {FIGURE(diff_told_side, from), .legal = "scenario report portfolio"},
    {LIST(diff_told_side, overrides, set_rows)},
    {FIGURE(diff_told_side, recommended), .or_null = true, .text = ID_TEXT},
    {FIGURE(diff_told_side, cheapest), .or_null = true},
    {FIGURE(diff_told_side, baseline), .or_null = true},
    {FIGURE(diff_told_side, runner_up), .or_null = true},
    {FIGURE(diff_told_side, monthly_cost), .style = STYLE_MICROS, .or_null = true,
     .text = COST_TEXT},
    {FIGURE(diff_told_side, margin), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(diff_told_side, margin_ratio), .or_null = true},
    {FIGURE(diff_told_side, monthly_margin), .style = STYLE_MONEY, .or_null = true},
    {.key = NULL}};

static void tell_side(const struct diff_side *side, struct arena *arena, struct diff_told_side *ret)
{
    int64_t cost = 0;
    const bool known = diff_recommended_cost(side, &cost);
    *ret = (struct diff_told_side){
        .name = side->name,
        .file = side->file,
        .sha256 = side->sha256,
        .from = side->portfolio != NULL ? "portfolio"
                : side->saved           ? "report"
                                        : "scenario",
        .overrides = arena_take(arena, (size_t)side->override_count, sizeof *ret->overrides),
        .recommended = side->recommended,
        .cheapest = side->cheapest,
        .baseline = side->baseline,
        .runner_up = side->runner_up,
        .monthly_cost = micros_if(known, cost),
        .margin = side->has_margin ? side->margin : NAN,
        .margin_ratio = side->has_margin ? side->margin_ratio : NAN,
        .monthly_margin = side->has_margin ? side->monthly_margin : NAN,
    };
    for (int i = 0; ret->overrides != NULL && i < side->override_count; i++)
        ret->overrides[ret->overrides_count++] =
            (struct diff_told_set){.path = side->overrides[i].path,
                                   .value = side->overrides[i].value,
                                   .file = side->overrides[i].file};
}

static const struct json_row verdict_rows[] = {
    {FIGURE(diff_told_verdict, old), .or_null = true, .text = ID_TEXT},
    {FIGURE(diff_told_verdict, new), .or_null = true, .text = ID_TEXT},
    {FIGURE(diff_told_verdict, changed)},
    {TEXTS(diff_told_verdict, reasons), .text = "Sentences for people."},
    {.key = NULL}};

static void tell_verdict(const struct diff *diff, struct arena *arena,
                         struct diff_told_verdict *ret)
{
    enum { MOST = 8 };
    char sentence[1024];
    *ret = (struct diff_told_verdict){.old = diff->before->recommended,
                                      .new = diff->after->recommended,
                                      .changed = diff->flips,
                                      .reasons = arena_take(arena, MOST, sizeof *ret->reasons)};
    for (int n = 0;
         ret->reasons != NULL && n < MOST && words_diff(diff, n, sentence, sizeof sentence) != NULL;
         n++)
        ret->reasons[ret->reasons_count++] = arena_text(arena, sentence);
}

/* ---- Options ---- */

static const struct json_row line_rows[] = {
    {FIGURE(diff_told_line, id)},
    {FIGURE(diff_told_line, category), .legal = "tokens compute people model fixed one_off"},
    {FIGURE(diff_told_line, status), .words = diff_statuses},
    {FIGURE(diff_told_line, old), .style = STYLE_MICROS, .or_null = true},
    {FIGURE(diff_told_line, new), .style = STYLE_MICROS, .or_null = true},
    {FIGURE(diff_told_line, delta), .style = STYLE_MICROS, .or_null = true},
    {FIGURE(diff_told_line, delta_ratio), .or_null = true},
    {.key = NULL}};

static void tell_lines(const struct diff_option_change *change, struct arena *arena,
                       struct diff_told_option *ret)
{
    const bool both = change->before != NULL && change->after != NULL;
    ret->lines = arena_take(arena, (size_t)change->lines, sizeof *ret->lines);
    for (int i = 0; ret->lines != NULL && i < change->lines; i++) {
        const struct diff_line_change *line = &change->line[i];
        const struct outcome_line *any = line->after ? line->after : line->before;
        if (any == NULL)
            continue;
        const int64_t old = line->before ? line->before->monthly_cost : 0;
        ret->lines[ret->lines_count++] = (struct diff_told_line){
            .id = any->id,
            .category = any->category,
            .status = (uint8_t)line->status,
            .old = micros_if(change->before != NULL, old),
            .new = micros_if(change->after != NULL, line->after ? line->after->monthly_cost : 0),
            .delta = micros_if(both, line->delta),
            .delta_ratio = ratio_if(both, (double)line->delta, (double)old),
        };
    }
}

static const struct json_row effects_rows[] = {
    {FIGURE(diff_told_effects, price), .style = STYLE_MICROS},
    {FIGURE(diff_told_effects, usage), .style = STYLE_MICROS},
    {FIGURE(diff_told_effects, structure), .style = STYLE_MICROS},
    {FIGURE(diff_told_effects, interaction), .style = STYLE_MICROS},
    {.key = NULL}};

static const struct row_word flag_kinds[] = {{.value = LLMCOST_API, .word = "api"},
                                             {.value = LLMCOST_HOST, .word = "host"},
                                             {.value = LLMCOST_HYBRID, .word = "hybrid"},
                                             {.value = DIFF_ASSIGNMENT, .word = "assignment"},
                                             {.word = NULL}};

static const struct json_row flag_rows[] = {
    {FIGURE(outcome_option, kind), .words = flag_kinds},
    {FIGURE(outcome_option, feasible)},
    {FIGURE(outcome_option, eligible)},
    {FIGURE(outcome_option, horizon_cost), .style = STYLE_MONEY},
    {.key = NULL}};

static const struct json_row option_rows[] = {
    {FIGURE(diff_told_option, id)},
    {FIGURE(diff_told_option, status), .words = diff_statuses},
    {FIGURE(diff_told_option, old), .style = STYLE_MICROS, .or_null = true},
    {FIGURE(diff_told_option, new), .style = STYLE_MICROS, .or_null = true},
    {FIGURE(diff_told_option, delta), .style = STYLE_MICROS, .or_null = true},
    {FIGURE(diff_told_option, delta_ratio), .or_null = true},
    {LIST(diff_told_option, lines, line_rows)},
    {LINK(diff_told_option, effects, effects_rows), .or_null = true,
     .text = "What changed it, each alone; they add up to the delta. Null between saved reports."},
    {LINK(diff_told_option, was, flag_rows), .or_null = true},
    {LINK(diff_told_option, is, flag_rows), .or_null = true},
    {FIGURE(diff_told_option, estimated), .optional = true,
     .text = "True where figures rest on the throughput estimate; left out else."},
    {.key = NULL}};

static void tell_option(const struct diff_option_change *change, struct arena *arena,
                        struct diff_told_option *ret)
{
    const struct outcome_option *old = change->before;
    const struct outcome_option *new = change->after;
    *ret = (struct diff_told_option){
        .id = (new ? new : old)->id,
        .status = (uint8_t)change->status,
        .old = micros_if(old != NULL, old ? old->monthly_cost : 0),
        .new = micros_if(new != NULL, new ? new->monthly_cost : 0),
        .delta = micros_if(change->has_delta, change->delta),
        .delta_ratio =
            ratio_if(change->has_delta, (double)change->delta, old ? (double)old->monthly_cost : 0),
        .was = old,
        .is = new,
        .estimated = (old != NULL && old->estimated) || (new != NULL &&new->estimated),
    };
    if (change->attributed)
        ret->effects = arena_take(arena, 1, sizeof *ret->effects);
    if (ret->effects != NULL)
        *ret->effects =
            (struct diff_told_effects){.price = change->effect[LLMCOST_CAUSE_PRICE],
                                       .usage = change->effect[LLMCOST_CAUSE_USAGE],
                                       .structure = change->effect[LLMCOST_CAUSE_STRUCTURE],
                                       .interaction = change->effect[LLMCOST_CAUSE_INTERACTION]};
    tell_lines(change, arena, ret);
}

/* ---- Break-evens ---- */

static const struct json_row band_rows[] = {
    {FIGURE(llmcost_band, from), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(llmcost_band, to), .style = STYLE_PRICE, .or_null = true},
    {.key = NULL}};

static const struct json_row answer_rows[] = {
    {FIGURE(outcome_break_even, variable)},
    {FIGURE(outcome_break_even, current)},
    {FIGURE(outcome_break_even, status), .words = outcome_answers},
    {LIST(outcome_break_even, bands, band_rows)},
    {LIST(outcome_break_even, horizon_bands, band_rows)},
    {.key = NULL}};

static const struct row_word edge_words[] = {
    {.value = false, .word = "from"}, {.value = true, .word = "to"}, {.word = NULL}};

static const struct json_row edge_rows[] = {
    {FIGURE(diff_told_edge, edge), .words = edge_words,
     .text = "Whether the option is the cheaper one from there on, or up to there."},
    {FIGURE(diff_told_edge, old), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(diff_told_edge, new), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(diff_told_edge, delta), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(diff_told_edge, delta_ratio), .or_null = true},
    {.key = NULL}};

static const struct json_row break_even_rows[] = {
    {FIGURE(diff_told_break_even, option)},
    {FIGURE(diff_told_break_even, against)},
    {FIGURE(diff_told_break_even, variable)},
    {FIGURE(diff_told_break_even, status), .words = diff_statuses},
    {FIGURE(diff_told_break_even, old), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(diff_told_break_even, new), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(diff_told_break_even, delta), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(diff_told_break_even, delta_ratio), .or_null = true},
    {LINK(diff_told_break_even, was, answer_rows), .or_null = true},
    {LINK(diff_told_break_even, is, answer_rows), .or_null = true},
    {FIGURE(diff_told_break_even, basis), .words = outcome_told_of, .text = "Of the edges."},
    {LIST(diff_told_break_even, edges, edge_rows),
     .text = "All edges of the bands; old and new stand together where the bands lie alike."},
    {.key = NULL}};

static void tell_break_even(const struct diff_break_even_change *change, struct arena *arena,
                            struct diff_told_break_even *ret)
{
    const struct outcome_break_even *any = change->after ? change->after : change->before;
    const double delta = change->after_edge - change->before_edge;
    *ret = (struct diff_told_break_even){
        .option = any->option,
        .against = any->against,
        .variable = any->variable,
        .status = (uint8_t)change->status,
        .old = change->has_before ? change->before_edge : NAN,
        .new = change->has_after ? change->after_edge : NAN,
        .delta = change->has_delta ? delta : NAN,
        .delta_ratio = ratio_if(change->has_delta, delta, change->before_edge),
        .was = change->before,
        .is = change->after,
        .basis = change->on_horizon ? BASIS_HORIZON : BASIS_MONTHLY,
        .edges = arena_take(arena, (size_t)change->edges, sizeof *ret->edges),
    };
    for (int i = 0; ret->edges != NULL && i < change->edges; i++) {
        const struct diff_edge *edge = &change->edge[i];
        const double moved = edge->after - edge->before;
        ret->edges[ret->edges_count++] =
            (struct diff_told_edge){.edge = edge->is_end,
                                    .old = edge->before,
                                    .new = edge->after,
                                    .delta = moved,
                                    .delta_ratio = ratio_if(!isnan(moved), moved, edge->before)};
    }
}

/* ---- Inputs ---- */

static const struct json_row effect_rows[] = {
    {FIGURE(diff_told_effect, option)},
    {FIGURE(diff_told_effect, effect), .style = STYLE_MICROS},
    {.key = NULL}};

static const struct json_row input_rows[] = {
    {FIGURE(diff_told_input, path)},
    {FIGURE(diff_told_input, old), .or_null = true},
    {FIGURE(diff_told_input, new), .or_null = true},
    {FIGURE(diff_told_input, effect), .style = STYLE_MICROS, .or_null = true,
     .text = "On the bill of `option`, of this input alone."},
    {FIGURE(diff_told_input, unit), .or_null = true},
    {FIGURE(diff_told_input, cause), .legal = "price usage structure", .or_null = true},
    {FIGURE(diff_told_input, option), .or_null = true},
    {LIST(diff_told_input, effects, effect_rows)},
    {.key = NULL}};

static struct row_value value_of(const struct diff_value *from)
{
    static const uint8_t kinds[] = {[DIFF_NOTHING] = VALUE_NOTHING,
                                    [DIFF_NUMBER] = VALUE_NUMBER,
                                    [DIFF_TRUTH] = VALUE_TRUTH,
                                    [DIFF_TEXT] = VALUE_TEXT};
    return (struct row_value){.kind = kinds[from->kind],
                              .style = from->style,
                              .number = from->number,
                              .text = from->text};
}

static void tell_input(const struct diff_input_change *change, struct arena *arena,
                       struct diff_told_input *ret)
{
    *ret = (struct diff_told_input){
        .path = change->path,
        .old = value_of(&change->before),
        .new = value_of(&change->after),
        .effect = micros_if(change->has_effect, change->effect),
        .unit = change->unit[0] != '\0' ? change->unit : NULL,
        .cause = change->cause >= 0 ? diff_cause_word((enum llmcost_cause)change->cause) : NULL,
        .option = change->has_effect ? change->option : NULL,
        .effects = arena_take(arena, (size_t)change->effects, sizeof *ret->effects),
    };
    for (int n = 0; ret->effects != NULL && n < change->effects; n++)
        ret->effects[ret->effects_count++] = (struct diff_told_effect){
            .option = change->effect_on[n].option, .effect = change->effect_on[n].micros};
}

/* ---- The whole ---- */

const struct json_row diff_rows[] = {
    {FIGURE(diff_told, kind), .legal = "llmcost.diff"},
    {FIGURE(diff_told, format_version), .legal = "^1\\.[0-9]+$",
     .text = "Major and minor version."},
    {OBJECT(diff_told, old, side_rows)},
    {OBJECT(diff_told, new, side_rows)},
    {OBJECT(diff_told, verdict, verdict_rows), .text = "Whether the decision flipped."},
    {LIST(diff_told, options, option_rows), .text = "Matched by id; the first month's bills."},
    {LIST(diff_told, break_even, break_even_rows)},
    {LIST(diff_told, inputs, input_rows), .text = "The inputs that changed."},
    {LIST(diff_told, gates, outcome_gate_rows),
     .text = "Those that were asked for, passed or not."},
    {FIGURE(diff_told, currency)},
    {OBJECT(diff_told, tool, outcome_tool_rows), .text = "What wrote this."},
    {LIST(diff_told, workloads, diff_workload_rows), .optional = true,
     .text = "Of two portfolios: where each workload goes."},
    {LINK(diff_told, sharing_saving, diff_sharing_rows), .optional = true,
     .text = "Of two portfolios: over the horizon."},
    {.key = NULL}};

void diff_tell(const struct diff *diff, struct arena *arena, struct diff_told *ret_told)
{
    *ret_told = (struct diff_told){
        .kind = "llmcost.diff",
        .format_version = "1.0",
        .currency = diff->after->currency,
        .options = arena_take(arena, (size_t)diff->options, sizeof *ret_told->options),
        .break_even = arena_take(arena, (size_t)diff->break_evens, sizeof *ret_told->break_even),
        .inputs = arena_take(arena, (size_t)diff->inputs, sizeof *ret_told->inputs),
        .tool = {.name = "llmcost", .version = LLMCOST_VERSION},
    };
    tell_side(diff->before, arena, &ret_told->old);
    tell_side(diff->after, arena, &ret_told->new);
    tell_verdict(diff, arena, &ret_told->verdict);
    for (int i = 0; ret_told->options != NULL && i < diff->options; i++)
        tell_option(&diff->option[i], arena, &ret_told->options[ret_told->options_count++]);
    for (int i = 0; ret_told->break_even != NULL && i < diff->break_evens; i++)
        tell_break_even(&diff->break_even[i], arena,
                        &ret_told->break_even[ret_told->break_even_count++]);
    for (int i = 0; ret_told->inputs != NULL && i < diff->inputs; i++)
        tell_input(&diff->input[i], arena, &ret_told->inputs[ret_told->inputs_count++]);
    diff_tell_portfolios(diff, arena, ret_told);
    ret_told->gates_count = outcome_fill_gates(diff->gate, diff->gates, arena, &ret_told->gates);
}
