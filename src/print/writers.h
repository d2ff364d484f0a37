/* writers.h - a report, a difference, a grid of reports or an answer, in each format that prints
 * it. Each only formats what is filled already; false when writing failed or memory ran out. A row
 * of formats.h names them, which takes none for an output that its format does not print.
 */
#ifndef LLMCOST_PRINT_WRITERS_H
#define LLMCOST_PRINT_WRITERS_H

#include "io/report/diff.h"
#include "io/report/report.h"
#include "io/report/sweep/sweep.h"
#include "io/words/solved.h"

/* Several reports: JSON wraps them in llmcost.reports, tables follow each other after a blank line,
 * CSV is one table of all, Markdown one comment of at most 60,000 bytes for a pull request, HTML
 * one file that needs nothing else. */
bool print_table(FILE *out, const struct report *reports, int count,
                 const struct print_style *style);
bool print_json(FILE *out, const struct report *reports, int count,
                const struct print_style *style);
bool print_markdown(FILE *out, const struct report *reports, int count,
                    const struct print_style *style);
bool print_csv(FILE *out, const struct report *reports, int count, const struct print_style *style);
bool print_html(FILE *out, const struct report *reports, int count,
                const struct print_style *style);

/* What a meeting needs to see: the decision, totals, break-evens, counts of what is left out. */
bool print_table_brief(FILE *out, const struct report *reports, int count,
                       const struct print_style *style);
bool print_json_brief(FILE *out, const struct report *reports, int count,
                      const struct print_style *style);
bool print_markdown_brief(FILE *out, const struct report *reports, int count,
                          const struct print_style *style);

bool print_diff_table(FILE *out, const struct diff *diff, const struct print_style *style);
bool print_diff_json(FILE *out, const struct diff *diff, const struct print_style *style);
bool print_diff_csv(FILE *out, const struct diff *diff, const struct print_style *style);
bool print_diff_markdown(FILE *out, const struct diff *diff, const struct print_style *style);
bool print_diff_html(FILE *out, const struct diff *diff, const struct print_style *style);

/* In constant memory, whatever the number of points. */
bool print_sweep_table(FILE *out, struct sweep *sweep, const struct print_style *style);
bool print_sweep_json(FILE *out, struct sweep *sweep, const struct print_style *style);
bool print_sweep_csv(FILE *out, struct sweep *sweep, const struct print_style *style);
bool print_sweep_html(FILE *out, struct sweep *sweep, const struct print_style *style);

bool print_solved_table(FILE *out, const struct solved *solved, const struct print_style *style);
bool print_solved_json(FILE *out, const struct solved *solved, const struct print_style *style);

#endif
