/* gates.h - how gates are printed in a table, of reports and of diffs alike. */
#ifndef LLMCOST_PRINT_TABLE_GATES_H
#define LLMCOST_PRINT_TABLE_GATES_H

#include "io/report/gates.h"
#include "print/table/table.h"

/* A section of a page; nothing when there are none. */
void page_gates(struct page *page, const struct gate_result *gates, int count);

#endif
