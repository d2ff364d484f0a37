/* formula.h - the formulas of a derivation, in names and in numbers. */
#ifndef LLMCOST_IO_REPORT_FORMULA_H
#define LLMCOST_IO_REPORT_FORMULA_H

#include "llmcost.h"
#include "text/arena.h"

struct told_formula {
    const char *names;   /* NULL: the node has none, or is repeated */
    const char *numbers; /* its names replaced by their values; NULL: it is words, no arithmetic */
};

/* Behind the last node of the tree that begins at a node. */
int told_after(const struct llmcost_node *nodes, int count, int at);
/* One of each node; NULL when memory ran out. */
struct told_formula *told_formulas(const struct llmcost_scenario *scenario,
                                   const struct llmcost_node *nodes, const char *const *paths,
                                   int count, struct arena *arena);
/* What a GPU is called in a figure of one option or in an input of one host, llmcost_unit(); in any
 * other figure what all hosts call it. */
const char *told_unit(const struct llmcost_scenario *scenario, const struct llmcost_node *node);

#endif
