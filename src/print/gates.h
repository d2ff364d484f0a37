/* gates.h - how gates are printed in each format, shared by the writers of reports and diffs.
 */
#ifndef LLMCOST_PRINT_GATES_H
#define LLMCOST_PRINT_GATES_H

#include "io/report/gates.h"
#include "print/table/table.h"
#include "text/json.h"
#include "text/markdown.h"

/* "gates": [...], also when there are none. */
void json_gates(bool *ok, cJSON *parent, const struct gate_result *gates, int count);
/* A section of a page; nothing when there are none. */
void page_gates(struct page *page, const struct gate_result *gates, int count);
/* A list in a comment, in the open; nothing when there are none. */
void markdown_gates(struct markdown *m, const struct gate_result *gates, int count);

#endif
