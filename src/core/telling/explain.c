/* explain.c - the derivation of any figure as a tree.
 * Knows the kinds of figures; refuses to know a formula, and what the names are that it reads
 * (reads.c). Each figure is derived once in a tree: where it is read again it is marked as
 * repeated.
 */
#include "core/telling/explain.h"
#include "core/model/demand.h"
#include "core/telling/reads.h"
#include "core/telling/tree.h"
#include "llmcost.h"

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
    if (figure.extra >= 0 && !is_quantity)
        add_extra_inputs(tree, e, figure.extra, depth);
    else
        add_reads(tree, e, is_quantity ? row->quantity : row->price, depth);
}

static void derive_row(struct tree *tree, const struct explaining *e, struct llmcost_node *node)
{
    const struct figure_row *row = &figure_rows[node->figure.row];
    node->formula = row->formula_of != NULL ? row->formula_of(e) : row->formula;
    node->unit = row->unit;
    node->unit_text = row->unit_text;
    if (row->is_fleet)
        node_set(node,
                 *(const double *)(const void *)((const char *)&e->result->option[e->option].fleet +
                                                 row->offset));
    else
        node_set(node, row->value(e));
    add_reads(tree, e, row->reads, node->depth + 1);
}

static void derive_break_even(struct tree *tree, const struct explaining *e,
                              struct llmcost_node *node)
{
    const struct llmcost_figure figure = node->figure;
    const int depth = node->depth + 1;
    struct llmcost_break_even answer;
    double scale;
    size_t count;
    llmcost_break_even(e->scenario, figure.option, figure.against, false, &answer);
    node->formula = "the demand at which the monthly costs of the two cross: a root, or a jump "
                    "where a unit is added";
    node->unit = llmcost_fields(&count)[demand_field(e->scenario, &scale).field].unit;
    for (int i = 0; i < answer.bands && !node->has_value; i++) {
        const struct llmcost_band *band = &answer.band[i];
        const bool starts = band->from_kind != LLMCOST_OPEN;
        if (starts || band->to_kind != LLMCOST_OPEN)
            node_set(node, starts ? band->from : band->to);
    }
    add_row(tree, "monthly_cost", figure.option, depth);
    add_row(tree, "monthly_cost", figure.against, depth);
}

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
        derive_break_even(tree, &e, node);
    else
        derive_part(tree, &e, node);
}

int llmcost_explain(const struct llmcost_scenario *scenario, const struct llmcost_result *result,
                    const struct llmcost_figure *figure, struct llmcost_node *ret_nodes, int max)
{
    struct tree tree = {
        .nodes = ret_nodes, .max = max, .scenario = scenario, .result = result, .add = add_figure};
    add_figure(&tree, figure, 0);
    return tree.count;
}
