/* reads.h - the names that a figure reads, followed. */
#ifndef LLMCOST_CORE_TELLING_READS_H
#define LLMCOST_CORE_TELLING_READS_H

#include "core/telling/explain.h"
#include "core/telling/tree.h"

/* A figure by its name; nothing where the option has none of that name. */
void add_row(struct tree *tree, const char *name, int option, int depth);
/* All that a row reads. */
void add_reads(struct tree *tree, const struct explaining *e, const char *reads, int depth);
/* What the parts state of the extra or metered lines of that name: of `figure`, which is the
 * quantity or the price of one. */
void add_named_inputs(struct tree *tree, const struct explaining *e,
                      const struct llmcost_figure *figure, int depth);

#endif
