/* cells.c - cells that tables of a comment have in common: who it is, and what it costs. */
#include "print/markdown/report.h"

const char *markdown_id(const struct report *report, int option)
{
    return llmcost_option_id(report->scenario, option);
}

double markdown_monthly(const struct report *report, int option)
{
    return (double)report->result->option[option].monthly_micros / 1e6;
}

void markdown_money_cell(struct markdown *m, const struct report *report, double amount)
{
    char text[FIGURE];
    markdown_cell(m, words_money(words_currency(report->scenario), amount, text, sizeof text));
}
