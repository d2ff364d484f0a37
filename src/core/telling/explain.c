/* explain.c - the derivation of any figure as a tree.
 * Knows the kinds of figures; refuses to know a formula, and what the names are that it reads
 * (reads.c). Each figure is derived once in a tree: where it is read again it is marked as
 * repeated.
 */
#include "core/telling/explain.h"
#include "core/model/demand.h"
#include "core/scenario/scenario.h"
#include "core/scenario/ties.h"
#include "core/scenario/words.h"
#include "core/telling/reads.h"
#include "core/telling/tree.h"
#include "llmcost.h"

#include <string.h>

/* ---- Nodes ---- */

/* A line is its quantity at its price; one that is nothing is a figure too, and derived only where
 * it was asked for: nobody sees its quantity, and what is derived there could not be read above. */
static void derive_line(struct tree *tree, const struct explaining *e, struct llmcost_node *node)
{
    struct llmcost_figure part = node->figure;
    const struct llmcost_line *line = explained_line(e, &node->figure);
    const int depth = node->depth + 1;
    node->formula = line != NULL ? "quantity * unit_price" : components[part.row].row.formula;
    node->unit = LLMCOST_MONEY_PER_MONTH;
    node_set(node, line != NULL ? (double)line->micros / 1e6 : 0);
    if (node->value == 0 && node->depth > 0)
        return;
    part.kind = LLMCOST_FIGURE_QUANTITY;
    tree->add(tree, &part, depth);
    part.kind = LLMCOST_FIGURE_UNIT_PRICE;
    tree->add(tree, &part, depth);
}

static void derive_part(struct tree *tree, const struct explaining *e, struct llmcost_node *node)
{
    const struct llmcost_figure figure = node->figure;
    const struct llmcost_line *line = explained_line(e, &figure);
    const struct component *row = &components[figure.row];
    const bool is_quantity = figure.kind == LLMCOST_FIGURE_QUANTITY;
    const int depth = node->depth + 1;
    node->unit = is_quantity ? LLMCOST_NO_UNIT : LLMCOST_MONEY;
    node->unit_text = row->row.unit;
    node->formula = is_quantity ? row->quantity_formula : row->price_formula;
    if (line != NULL)
        node_set(node, is_quantity ? line->quantity : line->unit_price);
    const bool is_shared = figure.row == LLMCOST_LINE_METERED && e->host != NULL && e->api != NULL;
    if (is_shared) /* by both parts, as their requests are */
        node->formula = is_quantity ? "the requests that each part serves * its per_request"
                                    : "price, where both parts have one the mean";
    add_reads(tree, e, is_quantity || is_shared ? row->quantity : row->price, depth);
    if (figure.extra >= 0)
        add_named_inputs(tree, e, &figure, depth);
}

static double double_at(const void *from, size_t offset)
{
    return *(const double *)(const void *)((const char *)from + offset);
}

static double member_of(const struct explaining *e, const struct figure_row *row)
{
    struct llmcost_estimate estimate = {.fits = false};
    switch ((enum value_at)row->at) {
    case AT_OPTION:
        return double_at(&e->result->option[e->option], row->offset);
    case AT_ESTIMATE:
        llmcost_estimate(e->scenario, e->host, &estimate);
        return double_at(&estimate, row->offset);
    case AT_COMPARED:
        if (e->result->runner_up < 0)
            return NO_FIGURE;
        break;
    case AT_RESULT:
    case AT_NOTHING:
        break;
    }
    return double_at(e->result, row->offset);
}

static void derive_row(struct tree *tree, const struct explaining *e, struct llmcost_node *node)
{
    const struct figure_row *row = &figure_rows[node->figure.row];
    node->formula = row->formula_of != NULL ? row->formula_of(e) : row->formula;
    node->unit = row->unit;
    node->unit_text = row->unit_text;
    node_set(node, row->at == AT_NOTHING ? row->value(e) : member_of(e, row));
    add_reads(tree, e, row->reads, node->depth + 1);
}

/* What stands in the report, or (extra 0) the first month. */
static void answer_of(const struct tree *tree, const struct llmcost_figure *figure,
                      struct llmcost_break_even *ret_answer)
{
    const bool on_horizon =
        figure->extra < 0 && (llmcost_has_horizon(tree->scenario, figure->option) ||
                              llmcost_has_horizon(tree->scenario, figure->against));
    llmcost_break_even(tree->scenario, figure->option, figure->against, on_horizon, ret_answer);
}

static const char *break_even_formula(const struct llmcost_break_even *answer)
{
    if (answer->bands == 0 || answer->status == LLMCOST_ALWAYS)
        return answer->status == LLMCOST_NEVER
                   ? "nothing: at no demand that both serve is it the cheaper one"
               : answer->status == LLMCOST_ALWAYS ? "nothing: it is the cheaper one at every demand"
                                                  : "nothing: the search did not settle it";
    return answer->on_horizon
               ? "the demand of the first month at which the costs of the two over the horizon "
                 "cross: a root, or a jump where a unit is added"
               : "the demand at which the monthly costs of the two cross: a root, or a jump where "
                 "a "
                 "unit is added";
}

static uint8_t demand_unit(const struct llmcost_scenario *scenario)
{
    double scale;
    size_t count;
    return llmcost_fields(&count)[demand_field(scenario, &scale).field].unit;
}

static void derive_edge(struct tree *tree, struct llmcost_node *node)
{
    static const char *const formulas[] = {
        [LLMCOST_ROOT] = "the demand at which both cost the same",
        [LLMCOST_JUMP] = "the demand at which one of the two bills takes a step, such as one more "
                         "unit, and they change places",
        [LLMCOST_LIMIT] = "as far as both serve the demand"};
    struct llmcost_break_even answer;
    answer_of(tree, &node->figure, &answer);
    const int band = node->figure.row / 2;
    const bool is_end = node->figure.row % 2 != 0;
    node->unit = demand_unit(tree->scenario);
    node->formula = "nothing: there is no such edge";
    if (band >= answer.bands)
        return;
    const struct llmcost_band *of = &answer.band[band];
    const uint8_t kind = is_end ? of->to_kind : of->from_kind;
    if (kind == LLMCOST_OPEN)
        return;
    node->formula = formulas[kind];
    node_set(node, is_end ? of->to : of->from);
}

/* The first edge, then all where there are several, and the costs of the two as they are today. */
static void derive_break_even(struct tree *tree, struct llmcost_node *node)
{
    struct llmcost_figure edge = node->figure;
    const int depth = node->depth + 1;
    struct llmcost_break_even answer;
    answer_of(tree, &edge, &answer);
    node->formula = break_even_formula(&answer);
    node->unit = demand_unit(tree->scenario);
    edge.kind = LLMCOST_FIGURE_EDGE;
    for (int i = 0; i < 2 * answer.bands; i++) {
        const struct llmcost_band *band = &answer.band[i / 2];
        if ((i % 2 == 0 ? band->from_kind : band->to_kind) == LLMCOST_OPEN)
            continue;
        if (!node->has_value)
            node_set(node, i % 2 == 0 ? band->from : band->to);
        edge.row = (int16_t)i;
        tree->add(tree, &edge, depth);
    }
    const char *cost = answer.on_horizon ? "horizon_cost" : "monthly_cost";
    add_row(tree, cost, node->figure.option, depth);
    add_row(tree, cost, node->figure.against, depth);
}

/* ---- Over the draws ---- */

static void add_draw(struct tree *tree, const char *name, const struct llmcost_figure *of,
                     int depth)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    figure.kind = LLMCOST_FIGURE_DRAWS;
    for (int row = 0; row < draw_row_count; row++)
        if (strcmp(draw_rows[row].name, name) == 0) {
            figure.row = (int16_t)row;
            figure.option = draw_rows[row].of == DRAWS_OPTION ? of->option : (int16_t)-1;
            if (draw_rows[row].of == DRAWS_INPUT)
                figure.ref = of->ref;
            tree->add(tree, &figure, depth);
        }
}

static void add_draw_read(struct tree *tree, const char *name, const struct llmcost_figure *of,
                          int depth)
{
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    struct follower tied[LLMCOST_MAX_RANGED];
    if (strcmp(name, "samples") == 0 || strcmp(name, "seed") == 0)
        tree_add_field(tree, LLMCOST_UNCERTAINTY, 0, name, depth);
    else if (strcmp(name, "input") == 0) {
        const int count = followers_of(tree->scenario, of->ref, tied);
        tree_add_input(tree, of->ref, depth);
        for (int i = 0; i < count; i++)
            tree_add_input(tree, tied[i].ref, depth);
    } else if (strcmp(name, "verdict.margin") == 0)
        add_row(tree, name, -1, depth);
    else if (strcmp(name, "horizon_cost") == 0)
        add_row(tree, name, of->option, depth);
    else if (strcmp(name, "ranged") == 0) {
        const int count = llmcost_ranged(tree->scenario, refs, LLMCOST_MAX_RANGED);
        for (int i = 0; i < count; i++)
            tree_add_input(tree, refs[i], depth);
    } else if (strcmp(name, "means") == 0) {
        struct llmcost_figure option = *of;
        for (option.option = 0; option.option < tree->result->options; option.option++)
            if (tree->result->option[option.option].eligible)
                add_draw(tree, "mean", &option, depth);
    } else
        add_draw(tree, name, of, depth);
}

static const struct llmcost_input_uncertainty *known_input(const struct tree *tree,
                                                           struct llmcost_ref ref)
{
    int i = 0;
    while (i < tree->known->inputs && !is_same_ref(tree->known->input[i].swing.ref, ref))
        i++;
    return i < tree->known->inputs ? &tree->known->input[i] : NULL;
}

static void derive_draws(struct tree *tree, struct llmcost_node *node)
{
    const struct llmcost_figure figure = node->figure;
    const struct draw_row *row = &draw_rows[figure.row];
    struct drawing d = {.result = tree->result, .known = tree->known, .option = figure.option};
    size_t count;
    node->unit =
        row->unit == LLMCOST_UNITS ? llmcost_fields(&count)[figure.ref.field].unit : row->unit;
    node->formula = row->formula_of != NULL ? row->formula_of(&d) : row->formula;
    if (d.known != NULL && row->of == DRAWS_INPUT)
        d.input = known_input(tree, figure.ref);
    if (d.known != NULL && (d.input != NULL || row->of != DRAWS_INPUT))
        node_set(node, row->value != NULL ? row->value(&d)
                       : row->of == DRAWS_INPUT
                           ? double_at(d.input, row->offset)
                           : double_at(&d.known->option[d.option], row->offset));
    char name[MAX_WORD];
    for (const char *at = NULL; (at = copy_word(row->reads, at, name)) != NULL;)
        add_draw_read(tree, name, &figure, node->depth + 1);
}

/* ---- Any figure ---- */

static void add_figure(struct tree *tree, const struct llmcost_figure *figure, int depth)
{
    struct llmcost_node *earlier = NULL;
    if (figure->kind == LLMCOST_FIGURE_INPUT) {
        tree_add_input(tree, figure->ref, depth);
        return;
    }
    for (int i = 0; i < tree->count && earlier == NULL; i++)
        if (is_same_figure(&tree->nodes[i].figure, figure) &&
            tree->nodes[i].figure.kind != LLMCOST_FIGURE_INPUT)
            earlier = &tree->nodes[i];
    struct llmcost_node *node = tree_add(tree, figure, depth);
    if (node == NULL)
        return;
    if (earlier != NULL) {
        *node = *earlier;
        node->depth = (int16_t)depth;
        node->is_repeated = true;
        return;
    }
    const struct explaining e = explaining_of(tree->scenario, tree->result, figure->option);
    if (figure->kind == LLMCOST_FIGURE_ROW)
        derive_row(tree, &e, node);
    else if (figure->kind == LLMCOST_FIGURE_LINE)
        derive_line(tree, &e, node);
    else if (figure->kind == LLMCOST_FIGURE_BREAK_EVEN)
        derive_break_even(tree, node);
    else if (figure->kind == LLMCOST_FIGURE_EDGE)
        derive_edge(tree, node);
    else if (figure->kind == LLMCOST_FIGURE_DRAWS)
        derive_draws(tree, node);
    else
        derive_part(tree, &e, node);
}

int llmcost_explain(const struct llmcost_scenario *scenario, const struct llmcost_result *result,
                    const struct llmcost_uncertainty *known, const struct llmcost_figure *figure,
                    struct llmcost_node *ret_nodes, int max)
{
    struct tree tree = {.nodes = ret_nodes,
                        .max = max,
                        .scenario = scenario,
                        .result = result,
                        .known = known,
                        .add = add_figure};
    add_figure(&tree, figure, 0);
    return tree.count;
}
