/* report.h - what the files that print a comment share with nobody else. */
#ifndef LLMCOST_PRINT_MARKDOWN_REPORT_H
#define LLMCOST_PRINT_MARKDOWN_REPORT_H

#include "io/report/gates.h"
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "text/markdown.h"

enum { FIGURE = 96, MARKDOWN_SWINGS = 8 };

void markdown_money_cell(struct markdown *m, const struct report *report, double amount);

/* The folded sections of a report. */
void put_details(struct markdown *m, const struct report *report);

/* print/markdown/questions.c: how sure the answer is, and what moves it. */
void put_uncertainty(struct markdown *m, const struct report *report);
void put_swings(struct markdown *m, const struct report *report);

/* A gate, in the open; the first one begins the list. */
void markdown_gate(struct markdown *m, bool is_first, const char *name, bool passed,
                   const char *says);

#endif
