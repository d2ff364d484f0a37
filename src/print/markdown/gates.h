/* gates.h - how gates are printed in a comment, of reports and of diffs alike. */
#ifndef LLMCOST_PRINT_MARKDOWN_GATES_H
#define LLMCOST_PRINT_MARKDOWN_GATES_H

#include "io/report/gates.h"
#include "text/markdown.h"

/* One of them, in the open; the first one begins the list. */
void markdown_gate(struct markdown *m, bool is_first, const char *name, bool passed,
                   const char *says);

#endif
