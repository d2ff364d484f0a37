/* changes.c - the rows of a diff on a terminal: what was, what is, what changed. Knows display
 * columns; refuses to know what is compared (diff.c).
 */
#include "print/table/terminal.h"

#include <string.h>

enum { GAP = 2, LEAST_LABEL = 20 };

static int widest(const struct page *page, const struct diff_line *lines, int count, int column)
{
    int most = 0;
    for (int i = 0; i < count; i++) {
        const struct diff_line *row = &lines[i];
        char text[3 * DIFF_LABEL];
        text_clean(column < 0 ? row->label : row->cell[column], page->style->ascii, text,
                   sizeof text);
        int width = text_width(text) + (column < 0 ? row->indent : 0);
        most = width > most ? width : most;
    }
    return most;
}

/* A label that is too long is wrapped, its last line beside the cells, which are right-aligned; on
 * a page too narrow for both the cells have a line of their own. */
static void put_row(struct page *page, const struct diff_line *row, int label, int cells,
                    const int *widths)
{
    char text[3 * DIFF_LABEL];
    char piece[3 * DIFF_LABEL];
    bool beside = label + cells <= page->width;
    const char *line = text_clean(row->label, page->style->ascii, text, sizeof text);
    int used = 0;
    for (;;) {
        size_t length = text_line(line, (beside ? label : page->width) - row->indent);
        const char *next = text_after_line(line, length);
        snprintf(piece, sizeof piece, "%.*s", (int)length, line);
        text_spaces(&page->out, row->indent);
        page_put(page, row->label_ink, piece);
        used = row->indent + text_width(piece);
        if (*next == '\0')
            break;
        page_blank(page);
        line = next;
    }
    int at = beside ? label : page->width - cells;
    bool is_under = beside;
    for (int column = 0; column < DIFF_COLUMNS; column++) {
        text_clean(row->cell[column], page->style->ascii, piece, sizeof piece);
        at += widths[column] > 0 ? GAP + widths[column] : 0;
        if (piece[0] == '\0' || widths[column] == 0)
            continue;
        if (!is_under) {
            page_blank(page);
            is_under = true;
            used = 0;
        }
        text_spaces(&page->out, at - text_width(piece) - used);
        page_put(page, column >= 2 ? row->ink : INK_PLAIN, piece);
        used = at;
    }
    page_blank(page);
}

void terminal_changes(struct page *page, const struct diff_line *lines, int count)
{
    int widths[DIFF_COLUMNS];
    int cells = 0;
    for (int column = 0; column < DIFF_COLUMNS; column++) {
        widths[column] = widest(page, lines, count, column);
        cells += widths[column] > 0 ? GAP + widths[column] : 0;
    }
    if (cells > page->width && widths[DIFF_COLUMNS - 1] > 0) { /* the percentages */
        cells -= GAP + widths[DIFF_COLUMNS - 1];
        widths[DIFF_COLUMNS - 1] = 0;
    }
    int label = widest(page, lines, count, -1);
    if (label > page->width - cells && page->width - cells >= LEAST_LABEL)
        label = page->width - cells;
    if (count > 0)
        page_blank(page);
    for (int i = 0; i < count; i++)
        put_row(page, &lines[i], label, cells, widths);
}
