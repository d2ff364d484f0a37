/* catalog_parts.h - shared by print_catalog*.c only. */
#ifndef LLMCOST_PRINT_CATALOG_PARTS_H
#define LLMCOST_PRINT_CATALOG_PARTS_H

#include "print/catalog.h"
#include "print/table/table.h"
#include "text/json/json.h"

/* The load shapes of a view. */
bool print_shapes(FILE *out, const struct catalog_view *view, const struct print_style *style);

/* All that is known of one entry, with where it is from. */
void print_entry(struct page *page, const struct catalog_view *view, int index);

enum { MAX_COLUMNS = 9, MAX_FIGURE = 24, MAX_SOURCES = 12 };

/* Cells are right-aligned, or at their decimal points. The column with the lowest `keep` goes
 * first. */
struct column {
    const char *title;
    uint8_t keep;
    bool at_point;
};

struct row {
    const char *group; /* a heading above it where it differs from the row before, NULL: none */
    char key[LLMCOST_MAX_ID + 2];
    char cell[MAX_COLUMNS][MAX_FIGURE]; /* "" nothing */
};

struct grid {
    const struct column *column;
    int columns, rows;
    struct row *row;
    bool hidden[MAX_COLUMNS];
    int width[MAX_COLUMNS], whole[MAX_COLUMNS]; /* whole: characters before the point */
    int key_width;
};

/* Lay out and print all rows. */
void put_grid(struct page *page, struct grid *grid);

/* Where entries come from, each source once. */
struct source_row {
    char name[MAX_ENTRY_TEXT];
    const char *date, *licence;
    int count;
};
struct source_list {
    int count, left_out;
    struct source_row row[MAX_SOURCES];
};

void add_source(struct source_list *list, const char *source, const char *date,
                const char *licence);
void put_sources(struct page *page, const char *lead, const struct source_list *list);

/* At most 9 significant digits. Returns buffer. */
const char *catalog_number(double value, char *buffer, size_t size);

#endif
