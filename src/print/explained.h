/* explained.h - how figures came about: what `explain` prints. */
#ifndef LLMCOST_PRINT_EXPLAINED_H
#define LLMCOST_PRINT_EXPLAINED_H

#include "core/base/codes.h"
#include "io/report/formula.h"
#include "print/writers.h"

/* One derivation after the other, each from a node of depth 0 on; or what a code means. */
struct explained {
    const struct code_row *code; /* NULL: not one; else there is nothing but this */
    const struct report *report;
    const char *file;   /* as it was given, for places in it */
    bool with_decision; /* print the reasons of the verdict first */
    const struct llmcost_node *nodes;
    const char *const *paths;            /* of each node */
    const struct told_formula *formulas; /* of each node */
    int count;
    /* Where none was named: what may be named, with their values. */
    const struct llmcost_node *listed;
    const char *const *listed_paths;
    int listed_count;
};

#endif
