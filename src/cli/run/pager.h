/* pager.h - what is longer than the terminal goes through a pager. */
#ifndef LLMCOST_CLI_RUN_PAGER_H
#define LLMCOST_CLI_RUN_PAGER_H

#include <stdbool.h>
#include <stddef.h>

/* The command that pages stdout: LLMCOST_PAGER, else PAGER, else less; NULL where stdout is no
 * terminal or a dumb one, where that command cannot be found, or where it is empty or cat. */
const char *pager_find(void);

/* Show the text by that command, and wait for its end, however early; false when it fits the
 * terminal or the pager did not start: then nothing of it was shown. */
bool pager_show(const char *command, const char *text, size_t length);

#endif
