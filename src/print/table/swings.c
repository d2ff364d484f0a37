/* swings.c - what moves the decision on a terminal: a row for each input with its bar. Knows
 * display columns; refuses to know which inputs these are (questions.c).
 */
#include "core/base/real.h"
#include "print/table/terminal.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_LABEL = 14, LEAST_BAR = 6, MOST_BAR = 20, GAP = 2, INDENT = 2 };

static void measure_rows(struct swings *swings)
{
    for (int i = 0; i < swings->count; i++) {
        const int width = text_width(swings->row[i].label);
        swings->label = width > swings->label ? width : swings->label;
        for (int c = 0; c < SWING_COLUMNS; c++) {
            const char *cell = swings->row[i].cell[c];
            const int head = cell[0] != '\0' ? (int)strlen(swing_heads[c]) : 0;
            const int columns = text_width(cell) > head ? text_width(cell) : head;
            swings->width[c] = columns > swings->width[c] ? columns : swings->width[c];
        }
    }
}

static void put_cell(struct page *page, enum ink ink, const char *text, int width)
{
    if (width == 0)
        return;
    text_spaces(&page->out, GAP + width - text_width(text));
    page_put(page, ink, text);
}

/* The column of a margin; one that falls between two columns but for rounding falls on the next, so
 * that a saved report draws the same bar. */
static int bar_column(const struct swings *swings, double margin, int columns)
{
    const double span = swings->most - swings->least;
    return (int)((margin - swings->least) / span * (columns - 1) + 1e-6);
}

/* From the lowest to the highest margin; a stroke marks today's. */
static void put_bar(struct page *page, const struct swings *swings,
                    const struct outcome_swing *swing, int columns)
{
    const double end[] = {outcome_margin(swing, 0), outcome_margin(swing, 1)};
    const double low = at_least(at_most(end[0], end[1]), swings->least);
    const double high = at_most(at_least(end[0], end[1]), swings->most);
    const int today = bar_column(swings, page->report->outcome->verdict.margin, columns);
    const int from = bar_column(swings, low, columns);
    const int to = bar_column(swings, high, columns);
    struct text_buffer part[2] = {{0}, {0}}; /* before and behind the stroke */
    for (int c = 0; c < columns; c++)
        if (c != today)
            text_put(&part[c > today], c < from || c > to ? " " : page->style->ascii ? "#" : "█");
    for (int i = 0; i < 2; i++) {
        page->out.failed = page->out.failed || part[i].failed;
        if (part[i].length > 0)
            page_put(page, INK_QUIET, part[i].data);
        if (i == 0)
            page_put(page, INK_STRONG, page->style->ascii ? "|" : "│");
        free(part[i].data);
    }
}

void terminal_swings(struct page *page, const char *heading, struct swings *swings)
{
    int bar = page->width - INDENT - GAP;
    measure_rows(swings);
    for (int c = 0; c < SWING_COLUMNS; c++)
        bar -= swings->width[c] > 0 ? GAP + swings->width[c] : 0;
    const int most = bar - LEAST_BAR > LEAST_LABEL ? bar - LEAST_BAR : LEAST_LABEL;
    const int longest = swings->label;
    swings->label = longest > most ? most : longest;
    bar -= swings->label;
    bar = bar > MOST_BAR ? MOST_BAR : bar;
    const bool has_bar = bar >= LEAST_BAR && swings->most > swings->least;
    /* too narrow for all: where it turns is what matters */
    for (int c = 0; bar < 0 && c < SWING_COLUMNS - 1; c++) {
        bar += swings->width[c] > 0 ? GAP + swings->width[c] : 0;
        swings->width[c] = 0;
    }
    if (!has_bar && bar > 0)
        swings->label = longest < swings->label + bar ? longest : swings->label + bar;
    page_heading(page, heading);
    text_spaces(&page->out, INDENT + swings->label + (has_bar ? GAP + bar : 0));
    for (int c = 0; c < SWING_COLUMNS; c++)
        put_cell(page, INK_QUIET, swing_heads[c], swings->width[c]);
    page_blank(page);
    for (int i = 0; i < swings->count; i++) {
        const struct swing_row *row = &swings->row[i];
        terminal_label(page, row->swing->flips ? INK_CARE : INK_PLAIN, row->label, swings->label);
        if (has_bar) {
            text_spaces(&page->out, GAP);
            put_bar(page, swings, row->swing, bar);
        }
        for (int c = 0; c < SWING_COLUMNS; c++)
            put_cell(page, c == SWING_TURN && row->swing->flips ? INK_CARE : INK_PLAIN,
                     row->cell[c], swings->width[c]);
        page_blank(page);
    }
}
