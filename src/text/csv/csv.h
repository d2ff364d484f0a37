/* csv.h - comma-separated text, row by row, in memory of one row: header names, quotes with commas
 * and line breaks in them, CRLF, a byte order mark. Strict: what is no CSV is an error at its
 * place.
 */
#ifndef LLMCOST_TEXT_CSV_CSV_H
#define LLMCOST_TEXT_CSV_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { CSV_MAX_CELLS = 512, CSV_MAX_ROW = 1 << 20, CSV_BUFFER = 1 << 16 };

enum csv_event {
    CSV_ROW,
    CSV_END,        /* behind the last row */
    CSV_ERROR,      /* not CSV: `why` says what, line and column where */
    CSV_UNREADABLE, /* reading failed: errno tells */
    CSV_NO_MEMORY,
};

struct csv_cell {
    const char *text; /* without its quotes, terminated; "" for NULL and for nothing */
    size_t length;
    uint32_t line, column; /* 1-based, in characters */
};

struct csv {
    const char *at, *end; /* what was read and not yet taken */
    FILE *rest;           /* NULL: nothing follows */
    char *buffer;         /* of CSV_BUFFER bytes, once `rest` is read */
    char *row;            /* the texts of the row's cells */
    size_t used, room;
    size_t start[CSV_MAX_CELLS]; /* of the cells in `row` */
    uint32_t cell_line[CSV_MAX_CELLS], cell_column[CSV_MAX_CELLS];
    int cells;
    char *header; /* the texts of the header, one after the other */
    int columns;  /* of the header, 0 before it was read */
    uint32_t line, column;
    uint32_t row_line;
    bool skips_odd; /* rows with other cells than the header are passed over, and counted */
    int odd;
    uint32_t odd_line; /* of the first one */
    bool failed;       /* reading or memory */
    const char *why;
};

/* A text that begins with these bytes and goes on in `rest` (NULL: it does not). Both must outlive
 * the reading. */
void csv_begin(struct csv *csv, const char *text, size_t length, FILE *rest);
void csv_end(struct csv *csv);

/* The first row, as the names of the columns; blank lines before it are passed over. */
enum csv_event csv_read_header(struct csv *csv);
/* The next row; it has as many cells as the header: another one is an error, unless csv->skips_odd.
 * Blank lines are passed over. */
enum csv_event csv_next(struct csv *csv);

/* The column of that exact name, -1: there is none. */
int csv_column(const struct csv *csv, const char *name);
/* The name of a column, for messages. */
const char *csv_column_name(const struct csv *csv, int column);
/* A cell of the row; one that is literally NULL, or of column -1, is empty. Valid until the next
 * row. */
struct csv_cell csv_cell(const struct csv *csv, int column);
/* A cell that is a plain decimal number, without unit or suffix. */
bool csv_number(struct csv_cell cell, double *ret_value);

#endif
