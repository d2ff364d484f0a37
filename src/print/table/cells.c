/* cells.c - how a table of any number of columns is laid out on a terminal (cells.h): figures to
 * the right, in as many blocks as the width asks for, long labels in several lines. Refuses to know
 * what it says.
 */
#include "print/table/table.h"
#include "print/table/terminal.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, LEAST_LABEL = 20 };

struct cells cells_new(int rows, int columns)
{
    struct cells cells = {.rows = rows, .columns = columns};
    cells.cell = arena_take(&cells.arena, (size_t)rows * (size_t)columns, sizeof *cells.cell);
    return cells;
}

void cells_put(struct cells *cells, int row, int column, enum ink ink, const char *text)
{
    if (cells->cell == NULL)
        return;
    cells->cell[row * cells->columns + column] =
        (struct cell){.text = arena_text(&cells->arena, text), .ink = ink};
}

/* A cell as it is printed; free it. */
static char *clean(struct page *page, const struct cells *cells, int row, int column)
{
    const char *text = cell_at(cells, row, column)->text;
    return page_clean(page, text != NULL ? text : "");
}

static int widest(struct page *page, const struct cells *cells, int column)
{
    int most = 0;
    for (int row = 0; row < cells->rows; row++) {
        char *text = clean(page, cells, row, column);
        const int width = text != NULL ? text_width(text) : 0;
        most = width > most ? width : most;
        free(text);
    }
    return most;
}

/* The label in as many lines as it takes; where the last one ends. */
static int put_label(struct page *page, const struct cells *cells, int row, int room)
{
    char *text = clean(page, cells, row, 0);
    int used = 0;
    for (const char *line = text; line != NULL;) {
        const size_t length = text_line(line, room);
        const char *next = text_after_line(line, length);
        text_spaces(&page->out, GAP);
        page_put_part(page, cell_at(cells, row, 0)->ink, line, length);
        used = GAP + text_width(line) - text_width(line + length);
        line = *next != '\0' ? next : NULL;
        if (line != NULL)
            page_blank(page);
    }
    free(text);
    return used;
}

static void put_row(struct page *page, const struct cells *cells, int row, int label,
                    const int *width, int first, int last)
{
    int at = GAP + label;
    int used = put_label(page, cells, row, label);
    for (int column = first; column < last; column++) {
        char *text = clean(page, cells, row, column);
        at += GAP + width[column];
        if (text != NULL && text[0] != '\0') {
            text_spaces(&page->out, at - text_width(text) - used);
            page_put(page, cell_at(cells, row, column)->ink, text);
            used = at;
        }
        free(text);
    }
    page_blank(page);
}

static void put_blocks(struct page *page, struct cells *cells, const int *width)
{
    int label = width[0];
    const int half = page->width / 2 > LEAST_LABEL ? page->width / 2 : LEAST_LABEL;
    label = label > half ? half : label;
    for (int first = 1, last; first < cells->columns; first = last) {
        int room = page->width - GAP - label - GAP - width[first];
        for (last = first + 1; last < cells->columns && room >= GAP + width[last]; last++)
            room -= GAP + width[last];
        if (first > 1)
            page_blank(page);
        for (int row = 0; row < cells->rows; row++)
            put_row(page, cells, row, label, width, first, last);
    }
}

void terminal_cells(struct page *page, struct cells *cells)
{
    int *width = arena_take(&cells->arena, (size_t)cells->columns, sizeof *width);
    page->out.failed = page->out.failed || width == NULL;
    if (width == NULL)
        return;
    for (int column = 0; column < cells->columns; column++)
        width[column] = widest(page, cells, column);
    put_blocks(page, cells, width);
}

void page_cells(struct page *page, struct cells *cells)
{
    page->out.failed = page->out.failed || cells->arena.failed;
    if (!cells->arena.failed)
        page->surface->cells(page, cells);
    arena_free(&cells->arena);
    cells->cell = NULL;
}
