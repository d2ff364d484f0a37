/* gates.h - the options of gates, for the table of options. */
#ifndef LLMCOST_CLI_OPTIONS_GATES_H
#define LLMCOST_CLI_OPTIONS_GATES_H

#include "cli/options/rows.h"

/* Into the gate at the row's offset: an amount of money; an amount or a percentage; a share. */
bool take_amount(const struct option_row *row, struct options *options, const char *value,
                 struct llmcost_diags *diags);
bool take_change(const struct option_row *row, struct options *options, const char *value,
                 struct llmcost_diags *diags);
bool take_share(const struct option_row *row, struct options *options, const char *value,
                struct llmcost_diags *diags);
/* The words of --fail-on, each a gate without a limit, or with one behind it. */
bool take_fail_on(const struct option_row *row, struct options *options, const char *value,
                  struct llmcost_diags *diags);
bool fail_word(int index, struct option_word *ret_word);

#endif
