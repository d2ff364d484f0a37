/* curves.c - the months of the horizon on a terminal: a small curve of each option's bill, and
 * marks under them. Knows display columns; refuses to know what a bill is.
 */
#include "core/base/real.h"
#include "print/table/terminal.h"

#include <string.h>

enum { LEAST_CURVE = 8, MAX_CURVE = 60 };

/* The month that a column of the curve shows, from 0. */
static int month_at(int months, int column, int columns)
{
    if (columns >= months)
        return column;
    return (int)((int64_t)column * (months - 1) / (columns - 1));
}

static void put_curve(struct page *page, int option, double highest, int columns)
{
    const struct outcome *outcome = page->report->outcome;
    if (!page_option(page, option)->feasible) { /* what it would cost is nobody's figure */
        text_spaces(&page->out, columns);
        return;
    }
    for (int column = 0; column < columns; column++) {
        const int month = month_at(outcome->timeline_count, column, columns);
        double cost = outcome->timeline[month].options[option].cost;
        page_put(page, INK_PLAIN, text_bar(highest > 0 ? cost / highest : 0, page->style->ascii));
    }
}

static int longest_id(const struct page *page)
{
    int longest = 0;
    for (int i = 0; i < page->report->outcome->options_count; i++) {
        int width = text_width(page_option(page, i)->id);
        longest = width > longest ? width : longest;
    }
    return longest;
}

/* Under the curves: a mark at every month in which the cheapest option changes. */
static void put_marks(struct page *page, int indent, int columns)
{
    const struct outcome_month *months = page->report->outcome->timeline;
    const int count = page->report->outcome->timeline_count;
    int before = months[0].winner;
    int pending = indent;
    bool any = false;
    for (int column = 1; column < columns; column++) {
        int winner = months[month_at(count, column, columns)].winner;
        pending++;
        if (winner == before)
            continue;
        text_spaces(&page->out, pending);
        page_put(page, INK_GOOD, "^");
        pending = -1;
        any = true;
        before = winner;
    }
    if (any)
        page_blank(page);
}

void terminal_curves(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    const int months = outcome->timeline_count;
    char heading[MAX_CELL];
    char span[MAX_SPAN];
    double highest = 0;
    int spans = 0;
    for (int i = 0; i < outcome->options_count; i++) {
        for (int m = 0; m < months; m++)
            if (page_option(page, i)->feasible)
                highest = at_least(highest, outcome->timeline[m].options[i].cost);
        int width = text_width(timeline_span(page, i, span, sizeof span));
        spans = width > spans ? width : spans;
    }
    int id = longest_id(page);
    id = id > page->width / 3 ? page->width / 3 : id;
    int columns = page->width - id - spans - 6;
    columns = columns > MAX_CURVE ? MAX_CURVE : columns < LEAST_CURVE ? LEAST_CURVE : columns;
    columns = columns > months ? months : columns;
    snprintf(heading, sizeof heading, "month 1 to %d, bill without one-offs%s", months,
             page->style->ascii ? ", 9 the highest" : "");
    page_heading(page, heading);
    for (int i = 0; i < outcome->options_count; i++) {
        terminal_label(page, INK_PLAIN, page_option(page, i)->id, id);
        text_spaces(&page->out, 2);
        put_curve(page, i, highest, columns);
        page_put(page, INK_PLAIN, "  ");
        page_put(page, INK_PLAIN, timeline_span(page, i, span, sizeof span));
        page_blank(page);
    }
    put_marks(page, id + 4, columns);
}
