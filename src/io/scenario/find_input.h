/* find_input.h - the input of a scenario that a question is about, by its path. */
#ifndef LLMCOST_IO_SCENARIO_FIND_INPUT_H
#define LLMCOST_IO_SCENARIO_FIND_INPUT_H

#include "llmcost.h"

/* The number that `path` names and that the cost of an option may depend on; ids with dots need no
 * quotes. What is asked about a load that is flat becomes a load factor of 1. False with one
 * complaint (E210): no such path, no number, or an alternative to what the scenario states. */
bool find_input(struct llmcost_scenario *scenario, const char *path, struct llmcost_ref *ret_ref,
                struct llmcost_diags *diags);

/* The least and the most that it may be. */
void input_range(struct llmcost_ref ref, double *ret_low, double *ret_high);

/* The option of that id, with did-you-mean; -1 after a complaint. */
int find_option(const struct llmcost_scenario *scenario, const char *id,
                struct llmcost_diags *diags);

#endif
