/* grid.c - one column per option: measured, folded into blocks where the page is too narrow for all
 * (table.h). Knows display columns; refuses to know what a row says.
 */
#include "core/base/count.h"
#include "print/table/terminal.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, LEAST_LABEL = 8 };

struct grid {
    struct page *page;
    const struct grid_row *rows;
    int count;
    int options;
    int label;                      /* columns of the row labels */
    int width[LLMCOST_MAX_OPTIONS]; /* columns of each option */
    size_t *cell;                   /* by row and option: where its text stands */
    struct text_buffer texts;       /* of the cells, each after a + or, when it is nothing, a - */
};

/* The texts of all cells, cleaned. */
static bool fill_cells(struct grid *grid)
{
    char raw[MAX_CELL];
    char clean[MAX_CELL * 3 + 1];
    size_t cells = (size_t)grid->count * (size_t)grid->options;
    grid->cell = calloc(cells + 1, sizeof *grid->cell);
    for (size_t i = 0; grid->cell != NULL && i < cells; i++) {
        const struct grid_row *row = &grid->rows[i / (size_t)grid->options];
        int option = (int)(i % (size_t)grid->options);
        if (row->cell == NULL)
            continue;
        raw[0] = '\0';
        grid->cell[i] = grid->texts.length;
        const struct grid_at at = grid_at(grid->page, row, option);
        if (!row->cell(&at, raw, sizeof raw)) {
            text_add(&grid->texts, "--", sizeof "--");
            continue;
        }
        clean[0] = raw[0] != '\0' ? '+' : '-';
        text_clean(raw, grid->page->style->ascii, clean + 1, sizeof clean - 1);
        text_add(&grid->texts, clean, strlen(clean) + 1);
    }
    return grid->cell != NULL && !grid->texts.failed;
}

/* The text of a cell; whether there is something in it. */
static const char *cell_text(const struct grid *grid, const struct grid_row *row, int option,
                             bool *ret_something)
{
    size_t at = (size_t)(row - grid->rows) * (size_t)grid->options + (size_t)option;
    const char *text = grid->texts.data != NULL ? grid->texts.data + grid->cell[at] : "-";
    *ret_something = text[0] == '+';
    return text + 1;
}

static const char *option_id(const struct grid *grid, int option)
{
    return page_option(grid->page, option)->id;
}

/* The label of a row as this page can show it. */
static const char *clean_label(const struct grid *grid, const struct grid_row *row, char *buffer,
                               size_t size)
{
    return text_clean(row->label, grid->page->style->ascii, buffer, size);
}

static int widest_label(const struct grid *grid)
{
    char label[LLMCOST_MAX_ID * 4];
    int widest = 0;
    for (int i = 0; i < grid->count; i++) {
        int width = grid->rows[i].indent +
                    text_width(clean_label(grid, &grid->rows[i], label, sizeof label));
        /* Headings below the first run over the columns. */
        if ((grid->rows[i].cell != NULL || i == 0) && width > widest)
            widest = width;
    }
    return widest;
}

/* Widths of all columns with ids folded at `fold`; their sum with gaps. */
static int measure_columns(struct grid *grid, const int *natural, int options, int fold)
{
    int sum = 0;
    for (int option = 0; option < options; option++) {
        int id = text_width(option_id(grid, option));
        id = id < fold ? id : fold;
        grid->width[option] = natural[option] > id ? natural[option] : id;
        sum += GAP + grid->width[option];
    }
    return sum;
}

static void measure_grid(struct grid *grid, int options)
{
    static const int folds[] = {LLMCOST_MAX_ID, 24, 18, 14};
    int natural[LLMCOST_MAX_OPTIONS];
    bool something;
    for (int option = 0; option < options; option++) {
        natural[option] = 5;
        for (int i = 0; i < grid->count; i++) {
            if (grid->rows[i].cell == NULL)
                continue;
            int width = text_width(cell_text(grid, &grid->rows[i], option, &something));
            natural[option] = width > natural[option] ? width : natural[option];
        }
    }
    int most = grid->page->width * 2 / 5;
    int widest = widest_label(grid);
    grid->label = widest < most ? widest : most;
    for (size_t i = 0; i < COUNT(folds); i++)
        if (measure_columns(grid, natural, options, folds[i]) + grid->label <= grid->page->width)
            return;
    measure_columns(grid, natural, options, 14);
    for (int option = 0; option < options; option++) {
        int left = grid->page->width - GAP - grid->width[option];
        if (left < grid->label)
            grid->label = left > LEAST_LABEL ? left : LEAST_LABEL;
    }
}

/* Columns of the block that starts at `first`: as many as fit, at most `most`. */
static int block_columns(const struct grid *grid, int first, int options, int most)
{
    int used = grid->label;
    int columns = 0;
    while (first + columns < options && columns < most) {
        used += GAP + grid->width[first + columns];
        if (columns > 0 && used > grid->page->width)
            break;
        columns++;
    }
    return columns;
}

/* As many blocks as needed, about equally wide. */
static int columns_per_block(const struct grid *grid, int options)
{
    int blocks = 0;
    for (int first = 0; first < options; blocks++)
        first += block_columns(grid, first, options, options);
    return blocks > 0 ? (options + blocks - 1) / blocks : 1;
}

static void put_right(struct page *page, enum ink ink, const char *text, size_t length, int width)
{
    char piece[MAX_CELL * 3];
    length = length < sizeof piece ? length : sizeof piece - 1;
    memcpy(piece, text, length);
    piece[length] = '\0';
    text_spaces(&page->out, GAP + width - text_width(piece));
    page_put(page, ink, piece);
}

/* All lines of a label but the last, which is left for the cells; its width is returned. */
static int put_label(const struct grid *grid, const struct grid_row *row)
{
    char label[LLMCOST_MAX_ID * 4];
    struct page *page = grid->page;
    const char *line = clean_label(grid, row, label, sizeof label);
    int indent = row->indent;
    for (;;) {
        int room = grid->label - indent;
        size_t length = text_line(line, room > 1 ? room : 1);
        const char *next = text_after_line(line, length);
        text_spaces(&page->out, indent);
        page_put_part(page, (enum ink)row->ink, line, length);
        if (*next == '\0') {
            char last[sizeof label];
            memcpy(last, line, length);
            last[length] = '\0';
            return indent + text_width(last);
        }
        page_blank(page);
        line = next;
        indent = row->indent + GAP;
    }
}

static enum ink head_ink(const struct grid *grid, int option)
{
    const struct outcome_option *shown = page_option(grid->page, option);
    if (option == grid->page->report->outcome->recommended)
        return INK_GOOD;
    return shown->feasible && shown->eligible ? INK_STRONG : INK_BAD;
}

/* The n-th of the lines that an id takes in its column; NULL past the last. */
static const char *id_line(const struct grid *grid, int option, int n, size_t *ret_length)
{
    const char *line = option_id(grid, option);
    for (; *line != '\0'; n--) {
        *ret_length = text_line(line, grid->width[option]);
        if (n == 0)
            return line;
        line = text_after_line(line, *ret_length);
    }
    return NULL;
}

/* The ids, folded and standing on the last line of the head. */
static void put_head(const struct grid *grid, int first, int columns)
{
    int lines[LLMCOST_MAX_OPTIONS];
    int most = 1;
    size_t length;
    for (int i = 0; i < columns; i++) {
        lines[i] = 0;
        while (id_line(grid, first + i, lines[i], &length) != NULL)
            lines[i]++;
        most = lines[i] > most ? lines[i] : most;
    }
    for (int line = 0; line < most; line++) {
        int owed = grid->label;
        if (line == most - 1)
            owed -= put_label(grid, &grid->rows[0]);
        for (int i = 0; i < columns; i++) {
            int n = line - (most - lines[i]);
            const char *text = n >= 0 ? id_line(grid, first + i, n, &length) : NULL;
            if (text == NULL) {
                owed += GAP + grid->width[first + i];
                continue;
            }
            text_spaces(&grid->page->out, owed);
            owed = 0;
            put_right(grid->page, head_ink(grid, first + i), text, length, grid->width[first + i]);
        }
        page_blank(grid->page);
    }
}

static bool row_has_cells(const struct grid *grid, const struct grid_row *row, int first,
                          int columns)
{
    bool something = false;
    for (int i = 0; i < columns && !something; i++)
        cell_text(grid, row, first + i, &something);
    return something;
}

static void put_row(const struct grid *grid, const struct grid_row *row, int first, int columns)
{
    struct page *page = grid->page;
    int owed = grid->label - put_label(grid, row);
    for (int i = 0; i < columns; i++) {
        bool something;
        const char *cell = cell_text(grid, row, first + i, &something);
        const struct grid_at at = grid_at(page, row, first + i);
        enum ink ink = row->cell_ink ? row->cell_ink(&at) : (enum ink)row->ink;
        if (cell[0] == '\0') {
            owed += GAP + grid->width[first + i];
            continue;
        }
        text_spaces(&page->out, owed);
        owed = 0;
        put_right(page, something ? ink : INK_QUIET, cell, strlen(cell), grid->width[first + i]);
    }
    page_blank(page);
}

void terminal_grid(struct page *page, const struct grid_row *rows, int count)
{
    int options = page->report->outcome->options_count;
    struct grid grid = {.page = page, .rows = rows, .count = count, .options = options};
    if (!fill_cells(&grid)) {
        page->out.failed = true;
        options = 0;
    } else
        measure_grid(&grid, options);
    int per_block = columns_per_block(&grid, options);
    for (int first = 0, columns; first < options; first += columns) {
        const struct grid_row *heading = NULL;
        columns = block_columns(&grid, first, options, per_block);
        page_blank(page);
        put_head(&grid, first, columns);
        for (int i = 1; i < count; i++) {
            if (rows[i].cell == NULL) {
                heading = &rows[i];
                continue;
            }
            if (!row_has_cells(&grid, &rows[i], first, columns))
                continue;
            if (heading != NULL) { /* only when something stands under it */
                page_heading(page, heading->label);
                heading = NULL;
            }
            put_row(&grid, &rows[i], first, columns);
        }
    }
    free(grid.cell);
    free(grid.texts.data);
}
