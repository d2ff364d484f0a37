/* terminal.h - the parts of a terminal's surface (table.h) that have files of their own. */
#ifndef LLMCOST_PRINT_TABLE_TERMINAL_H
#define LLMCOST_PRINT_TABLE_TERMINAL_H

#include "print/table/table.h"

/* label.c: of `width` columns at the left; what is printed next stands beside the last of its
 * lines.
 */
void terminal_label(struct page *page, enum ink ink, const char *text, int width);
/* grid.c */
void terminal_grid(struct page *page, const struct grid_row *rows, int count);
/* swings.c */
void terminal_swings(struct page *page, const char *heading, struct swings *swings);
/* changes.c */
void terminal_changes(struct page *page, const struct diff_line *lines, int count);
/* cells.c */
void terminal_cells(struct page *page, struct cells *cells);
/* curves.c */
void terminal_curves(struct page *page);

#endif
