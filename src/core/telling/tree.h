/* tree.h - a derivation while it grows, depth first. */
#ifndef LLMCOST_CORE_TELLING_TREE_H
#define LLMCOST_CORE_TELLING_TREE_H

#include "llmcost.h"

struct tree {
    struct llmcost_node *nodes;
    int count, max;
    const struct llmcost_scenario *scenario;
    const struct llmcost_result *result;
    const struct llmcost_uncertainty *known; /* NULL: nothing was drawn */
    /* A figure with all below it. */
    void (*add)(struct tree *tree, const struct llmcost_figure *figure, int depth);
};

/* Whether two figures are one. */
bool is_same_figure(const struct llmcost_figure *a, const struct llmcost_figure *b);
/* A node behind the others, without a value; NULL when there is no room. */
struct llmcost_node *tree_add(struct tree *tree, const struct llmcost_figure *figure, int depth);
/* An input with its value; nothing where it is unset. */
void tree_add_input(struct tree *tree, struct llmcost_ref ref, int depth);
/* The same by its name; nothing where the section has no such field. */
void tree_add_field(struct tree *tree, enum llmcost_section section, int index, const char *name,
                    int depth);
/* The value of a node, unless there is no such figure. */
void node_set(struct llmcost_node *node, double value);

#endif
