/* formula.h - the formulas of a derivation, in names and in numbers. */
#ifndef LLMCOST_IO_REPORT_FORMULA_H
#define LLMCOST_IO_REPORT_FORMULA_H

#include "llmcost.h"
#include "text/arena.h"

struct told_formula {
    const char *names;   /* NULL: the node has none, or is repeated */
    const char *numbers; /* its names replaced by their values; NULL: it is words, no arithmetic */
};

/* One of each node; NULL when memory ran out. */
struct told_formula *told_formulas(const struct llmcost_node *nodes, const char *const *paths,
                                   int count, struct arena *arena);

#endif
