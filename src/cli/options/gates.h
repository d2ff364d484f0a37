/* gates.h - the options of gates and of diffs, for the table of options. */
#ifndef LLMCOST_CLI_OPTIONS_GATES_H
#define LLMCOST_CLI_OPTIONS_GATES_H

#include "cli/options/options.h"

bool take_old_set(struct options *options, const char *value, struct llmcost_diags *diags);
bool take_new_set(struct options *options, const char *value, struct llmcost_diags *diags);
bool take_max_monthly_cost(struct options *options, const char *value, struct llmcost_diags *diags);
bool take_max_increase(struct options *options, const char *value, struct llmcost_diags *diags);
bool take_max_decrease(struct options *options, const char *value, struct llmcost_diags *diags);
bool take_min_margin(struct options *options, const char *value, struct llmcost_diags *diags);
bool take_fail_on(struct options *options, const char *value, struct llmcost_diags *diags);
bool take_exit_code(struct options *options, const char *value, struct llmcost_diags *diags);

#endif
