/* gates.h - how gates are printed in a table, of reports and of diffs alike. */
#ifndef LLMCOST_PRINT_TABLE_GATES_H
#define LLMCOST_PRINT_TABLE_GATES_H

#include "print/table/table.h"

/* One of them; the first one has the heading of the section before it. */
void page_gate(struct page *page, bool is_first, const char *name, bool passed, const char *says);

#endif
