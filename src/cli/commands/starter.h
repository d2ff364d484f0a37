/* starter.h - the scenario that `init` hands out. */
#ifndef LLMCOST_CLI_COMMANDS_STARTER_H
#define LLMCOST_CLI_COMMANDS_STARTER_H

#include "text/buffer.h"
#include "text/source.h"

/* Its lines, NULL behind the last. */
const char *starter_line(int index);

/* The same with the values of fragments in it. False after a complaint: place.input is the number
 * of a fragment, from 0. */
bool starter_with(const struct source *fragments, int count, struct text_buffer *ret_out,
                  struct llmcost_diags *diags);

#endif
