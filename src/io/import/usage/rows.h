/* rows.h - rows of a CSV to records. */
#ifndef LLMCOST_IO_IMPORT_USAGE_ROWS_H
#define LLMCOST_IO_IMPORT_USAGE_ROWS_H

#include "io/import/usage/quick.h"
#include "io/import/usage/sums/format.h"

/* How the columns of one file read. */
struct usage_plan {
    int columns;
    uint8_t role[USAGE_MAX_COLUMNS]; /* enum usage_role */
    bool plain;                      /* the fast path fits */
    /* Columns that are not read although their name may matter: what they hold does, too. */
    int unread_count, unread[USAGE_MAX_UNREAD];
    char unread_name[USAGE_MAX_UNREAD][USAGE_MAX_NAME];
};

/* The rows of a text in turn. */
struct rows {
    struct usage_scene *scene;
    const struct usage_plan *plan;
    struct quick_clock clock;
    uint64_t line; /* of the first line of the text */
    bool strict;   /* there are quotes: newlines may stand inside of them */
};

enum { ROWS_PADDING = 64 /* readable bytes behind a text */ };

/* The rows of the text, which starts where a row does; how many bytes were read: all of them unless
 * the last row is not complete and `last` is false. */
ptrdiff_t rows_read(struct rows *rows, char *text, size_t length, bool last);

/* The header in the text: its cells to ret_cells (at most max; how many there are), its length to
 * ret_length. -1: not complete, or no CSV. Cells are changed in place. */
int rows_header(char *text, size_t length, bool last, struct usage_cell *ret_cells, int max,
                size_t *ret_length, uint64_t *ret_lines);

/* One row, strictly; its length, -1 when it is not complete. */
ptrdiff_t rows_strict(struct rows *rows, char *text, size_t length, bool last);

#endif
