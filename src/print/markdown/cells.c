/* cells.c - cells that tables of a comment have in common: who it is, and what it costs. */
#include "print/markdown/report.h"

#include <math.h>

const char *markdown_id(const struct report *report, int option)
{
    return report->outcome->options[option].id;
}

void markdown_money_cell(struct markdown *m, const struct report *report, double amount)
{
    char text[FIGURE] = "-"; /* not known: a report of before it was there */
    if (!isnan(amount))
        words_money(report->outcome->currency, amount, text, sizeof text);
    markdown_cell(m, text);
}
