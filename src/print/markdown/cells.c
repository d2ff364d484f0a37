/* cells.c - cells that tables of a comment have in common: what it costs. */
#include "print/markdown/report.h"

#include <math.h>

void markdown_money_cell(struct markdown *m, const struct report *report, double amount)
{
    char text[FIGURE] = "-"; /* not known: a report of before it was there */
    if (!isnan(amount))
        words_money(report->outcome->currency, amount, text, sizeof text);
    markdown_cell(m, text);
}
