/* catalog_grid.c - the table of a catalog laid out: columns that fall away when the width is
 * short, cells at their decimal points, headings of groups, and the sources below.
 * Refuses to know what a column says.
 */
#include "print/catalog_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    GAP = 2,
    LEAST_KEY = 24, /* columns fall away before the keys get less */
};

/* ---- Layout */

static int whole_length(const char *cell)
{
    const char *point = strchr(cell, '.');
    return (int)(point != NULL ? (size_t)(point - cell) : strlen(cell));
}

static int columns_width(const struct grid *grid)
{
    int width = 0;
    for (int c = 0; c < grid->columns; c++)
        width += grid->hidden[c] ? 0 : GAP + grid->width[c];
    return width;
}

/* The column that goes first. */
static int least_kept(const struct grid *grid)
{
    int least = -1;
    for (int c = 0; c < grid->columns; c++)
        if (!grid->hidden[c] && (least < 0 || grid->column[c].keep < grid->column[least].keep))
            least = c;
    return least;
}

static void measure(struct grid *grid, int width)
{
    int longest = 0, shown = 0;
    for (int r = 0; r < grid->rows; r++) {
        int length = text_width(grid->row[r].key);
        longest = length > longest ? length : longest;
    }
    for (int c = 0; c < grid->columns; c++) {
        int after = 0, most = 0;
        for (int r = 0; r < grid->rows; r++) {
            const char *cell = grid->row[r].cell[c];
            int length = (int)strlen(cell), whole = whole_length(cell);
            most = length > most ? length : most;
            grid->whole[c] = whole > grid->whole[c] ? whole : grid->whole[c];
            after = length - whole > after ? length - whole : after;
        }
        grid->width[c] = grid->column[c].at_point ? grid->whole[c] + after : most;
        grid->hidden[c] = most == 0;
        int title = (int)strlen(grid->column[c].title);
        if (grid->width[c] < title) {
            grid->whole[c] += title - grid->width[c];
            grid->width[c] = title;
        }
        shown += !grid->hidden[c];
    }
    /* What is worth least stays only where all keys fit beside it. */
    for (; shown > 1; shown--) {
        const int least = least_kept(grid);
        const bool whole = longest < LEAST_KEY || grid->column[least].keep <= 1;
        if ((whole ? longest : LEAST_KEY) + columns_width(grid) <= width)
            break;
        grid->hidden[least] = true;
    }
    grid->key_width = width - columns_width(grid);
    grid->key_width = grid->key_width < longest ? grid->key_width : longest;
}

/* ---- Lines */

static void put_head(struct page *page, const struct grid *grid)
{
    text_spaces(&page->out, grid->key_width);
    for (int c = 0; c < grid->columns; c++) {
        if (grid->hidden[c])
            continue;
        text_spaces(&page->out, GAP + grid->width[c] - (int)strlen(grid->column[c].title));
        page_put(page, INK_STRONG, grid->column[c].title);
    }
    page_put(page, INK_PLAIN, "\n");
}

static void put_cell(struct page *page, const struct grid *grid, const struct row *row, int c,
                     int *skipped)
{
    const char *cell = row->cell[c][0] != '\0' ? row->cell[c] : "-";
    int length = (int)strlen(cell);
    int before =
        grid->column[c].at_point ? grid->whole[c] - whole_length(cell) : grid->width[c] - length;
    text_spaces(&page->out, *skipped + GAP + before);
    page_put(page, row->cell[c][0] != '\0' ? INK_PLAIN : INK_QUIET, cell);
    *skipped = grid->width[c] - before - length;
}

static void put_row(struct page *page, const struct grid *grid, const struct row *row)
{
    int width = text_width(row->key), skipped = 0;
    char *key = page_clean(page, row->key);
    page_put(page, INK_PLAIN, key != NULL ? key : "");
    if (width > grid->key_width) {
        text_put(&page->out, "\n");
        width = 0;
    }
    text_spaces(&page->out, grid->key_width - width);
    for (int c = 0; c < grid->columns; c++)
        if (!grid->hidden[c])
            put_cell(page, grid, row, c, &skipped);
    text_put(&page->out, "\n");
    free(key);
}

void put_grid(struct page *page, struct grid *grid)
{
    const char *group = NULL;
    measure(grid, page->width);
    put_head(page, grid);
    for (int r = 0; r < grid->rows; r++) {
        const struct row *row = &grid->row[r];
        if (row->group != NULL && (group == NULL || strcmp(group, row->group) != 0)) {
            if (r > 0)
                page_blank(page);
            page_paragraph(page, INK_STRONG, row->group, 0, "");
        }
        group = row->group;
        put_row(page, grid, row);
    }
}

/* ---- Sources */

/* What stands before the first comma names the project, what follows the place in it. */
void add_source(struct source_list *list, const char *source, const char *date, const char *licence)
{
    size_t length = strcspn(source, ",");
    int i = 0;
    while (i < list->count &&
           (strncmp(list->row[i].name, source, length) != 0 || list->row[i].name[length] != '\0' ||
            strcmp(list->row[i].date, date) != 0))
        i++;
    if (i == MAX_SOURCES) {
        list->left_out++;
        return;
    }
    struct source_row *row = &list->row[i];
    if (i == list->count) {
        list->count++;
        *row = (struct source_row){.date = date, .licence = licence};
        snprintf(row->name, sizeof row->name, "%.*s", (int)length, source);
    }
    row->count++;
}

void put_sources(struct page *page, const char *lead, const struct source_list *list)
{
    char text[MAX_SOURCES * (MAX_ENTRY_TEXT + 80)] = "";
    size_t used = 0;
    for (int i = 0; i < list->count; i++) {
        const struct source_row *row = &list->row[i];
        snprintf(text + used, sizeof text - used, "%s%s (%s%s%.60s%s%d)", i > 0 ? "; " : "",
                 row->name, row->date, row->date[0] != '\0' && row->licence != NULL ? ", " : "",
                 row->licence != NULL ? row->licence : "",
                 row->date[0] != '\0' || row->licence != NULL ? "; " : "", row->count);
        used += strlen(text + used);
    }
    if (list->left_out > 0)
        snprintf(text + used, sizeof text - used, "; %d more", list->left_out);
    if (list->count > 0)
        page_paragraph(page, INK_QUIET, lead, 2, text);
}

const char *catalog_number(double value, char *buffer, size_t size)
{
    char text[MAX_NUMBER_TEXT];
    snprintf(buffer, size, "%s", number_text(NUMBER_FIGURE, value, text, sizeof text));
    return buffer;
}
