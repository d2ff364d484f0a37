/* tree.c - nodes of a derivation: how one is added, and what an input says of itself. Refuses to
 * know what a figure reads (explain.c).
 */
#include "core/telling/tree.h"

#include "core/scenario/scenario.h"

#include <math.h>

bool is_same_figure(const struct llmcost_figure *a, const struct llmcost_figure *b)
{
    return a->kind == b->kind && a->row == b->row && a->option == b->option &&
           a->against == b->against && a->extra == b->extra && is_same_ref(a->ref, b->ref);
}

struct llmcost_node *tree_add(struct tree *tree, const struct llmcost_figure *figure, int depth)
{
    if (tree->count >= tree->max)
        return NULL;
    struct llmcost_node *node = &tree->nodes[tree->count++];
    *node = (struct llmcost_node){.figure = *figure, .depth = (int16_t)depth};
    return node;
}

void tree_add_input(struct tree *tree, struct llmcost_ref ref, int depth)
{
    size_t count;
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    const struct llmcost_input *input = llmcost_read(tree->scenario, ref);
    if (input == NULL || input->origin == LLMCOST_UNSET)
        return;
    figure.kind = LLMCOST_FIGURE_INPUT;
    figure.ref = ref;
    struct llmcost_node *node = tree_add(tree, &figure, depth);
    if (node == NULL)
        return;
    node->has_value = true;
    node->value = input->value;
    node->unit = llmcost_fields(&count)[ref.field].unit;
}

void tree_add_field(struct tree *tree, enum llmcost_section section, int index, const char *name,
                    int depth)
{
    size_t count;
    struct llmcost_ref ref = ref_of(section, index, name);
    const struct llmcost_field *row = ref.field >= 0 ? &llmcost_fields(&count)[ref.field] : NULL;
    if (row == NULL || !has_entries(row)) {
        tree_add_input(tree, ref, depth);
        return;
    }
    const enum llmcost_section inside = (enum llmcost_section)row->entries;
    const struct llmcost_entries *list = read_member(tree->scenario, section, index, row);
    for (int i = list->first; i < list->first + list->count; i++)
        for (row = NULL; (row = llmcost_next_field(inside, row)) != NULL;) {
            ref.field = (int16_t)(row - llmcost_fields(&count));
            ref.entry = (int16_t)i;
            tree_add_input(tree, ref, depth);
        }
}

void node_set(struct llmcost_node *node, double value)
{
    node->has_value = isfinite(value);
    node->value = node->has_value ? value : 0;
}
