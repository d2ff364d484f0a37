/* cells.c - what comments have in common: what it costs, gates as a list, passed or not. */
#include "print/markdown/report.h"

#include <math.h>

void markdown_money_cell(struct markdown *m, const struct report *report, double amount)
{
    char text[FIGURE] = "-"; /* not known: a report of before it was there */
    if (!isnan(amount))
        words_money(report->outcome->currency, amount, text, sizeof text);
    markdown_cell(m, text);
}

void markdown_gate(struct markdown *m, bool is_first, const char *name, bool passed,
                   const char *says)
{
    markdown_put(m, is_first ? "\n" : "");
    markdown_put(m, passed ? "- pass " : "- **FAIL** ");
    markdown_code(m, name);
    markdown_put(m, ": ");
    markdown_text(m, says, MAX_GATE_TEXT);
    markdown_put(m, "\n");
    markdown_add(m);
}
