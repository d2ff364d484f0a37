/* gates.h - how gates are printed in a comment, of reports and of diffs alike. */
#ifndef LLMCOST_PRINT_MARKDOWN_GATES_H
#define LLMCOST_PRINT_MARKDOWN_GATES_H

#include "io/report/gates.h"
#include "text/markdown.h"

/* A list in a comment, in the open; nothing when there are none. */
void markdown_gates(struct markdown *m, const struct gate_result *gates, int count);

#endif
