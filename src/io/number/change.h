/* change.h - one number of a scenario that is loaded, stated anew: what `--set PATH=VALUE` makes of
 * it, without the text of the scenario. The page changes its scenario so.
 */
#ifndef LLMCOST_IO_NUMBER_CHANGE_H
#define LLMCOST_IO_NUMBER_CHANGE_H

#include "llmcost.h"

/* Whether an input may be stated so: not what a scenario is read with, such as rates of exchange.
 */
bool change_allows(const struct llmcost_scenario *scenario, struct llmcost_ref ref);

/* The input of that path, where it may be stated so. */
bool change_find(const struct llmcost_scenario *scenario, const char *path,
                 struct llmcost_ref *ret_ref);

/* False after a complaint, in the words of the loader. */
bool change_state(struct llmcost_scenario *scenario, const char *path, const char *value,
                  struct llmcost_place place, struct llmcost_diags *diags);

/* After the last of them: what follows from others, and llmcost_check(). */
bool change_finish(struct llmcost_scenario *scenario, struct llmcost_diags *diags);
/* The GPUs of a host that are to be computed, from the scenario as it is now; false after a
 * complaint. */
bool change_settle(const struct llmcost_scenario *scenario, struct llmcost_host *host,
                   struct llmcost_diags *diags);

/* Where what is written of a number is kept beside its value; NULL where it is not. */
double *written_number(struct llmcost_scenario *scenario, enum llmcost_section section, int index,
                       const struct llmcost_field *field);

#endif
