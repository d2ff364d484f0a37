/* find_figure.h - the figures that people name by a path, and the paths of those that are told. */
#ifndef LLMCOST_IO_REPORT_FIND_FIGURE_H
#define LLMCOST_IO_REPORT_FIND_FIGURE_H

#include "io/report/report.h"
#include "text/arena.h"

/* The figure or input that a path names. False with one complaint (E210) and the nearest path. */
bool find_figure(const struct llmcost_scenario *scenario, const char *path,
                 struct llmcost_figure *ret_figure, struct llmcost_diags *diags,
                 bool *ret_no_memory);

/* Every figure that has a value and can be explained, inputs aside, each alone; NULL when memory
 * ran out. */
struct llmcost_node *figures_listed(const struct report *report, struct arena *arena,
                                    int *ret_count);

/* The path of each node; NULL when memory ran out. */
const char **figure_paths(const struct llmcost_scenario *scenario, const struct llmcost_node *nodes,
                          int count, struct arena *arena);

#endif
