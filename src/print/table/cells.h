/* cells.h - a table of any number of columns, of which the first holds labels and the first row is
 * the head of the others.
 */
#ifndef LLMCOST_PRINT_TABLE_CELLS_H
#define LLMCOST_PRINT_TABLE_CELLS_H

#include "print/table/table.h"

struct cell {
    const char *text; /* NULL: nothing */
    enum ink ink;
};
struct cells {
    int columns, rows;
    struct cell *cell; /* row by row; NULL when memory ran out */
    struct arena arena;
};

/* So many rows of empty cells; page_cells() frees them. */
struct cells cells_new(int rows, int columns);
/* Put a copy of a text into a cell. */
void cells_put(struct cells *cells, int row, int column, enum ink ink, const char *text);
static inline const struct cell *cell_at(const struct cells *cells, int row, int column)
{
    return &cells->cell[row * cells->columns + column];
}

/* Print and free them. */
void page_cells(struct page *page, struct cells *cells);

#endif
