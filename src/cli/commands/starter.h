/* starter.h - the scenario that `init` hands out: starter.yaml, one api against one host, or both,
 * every figure a placeholder. The tests evaluate it as it is and with every commented key switched
 * on, so that no key of it can go stale.
 */
#ifndef LLMCOST_CLI_COMMANDS_STARTER_H
#define LLMCOST_CLI_COMMANDS_STARTER_H

#include "text/buffer.h"
#include "text/source.h"

extern const unsigned char starter_yaml[]; /* its text */
extern const size_t starter_yaml_length;

/* The same with the values of fragments in it. False after a complaint: place.input is the number
 * of a fragment, from 0. */
bool starter_with(const struct source *fragments, int count, struct text_buffer *ret_out,
                  struct llmcost_diags *diags);

#endif
