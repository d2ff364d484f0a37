/* writers.h - all that is printed, in each format that prints it. Each only formats what is filled
 * already; false when writing failed or memory ran out. A row of formats.h names them, which takes
 * none for an output that its format does not print.
 */
#ifndef LLMCOST_PRINT_WRITERS_H
#define LLMCOST_PRINT_WRITERS_H

#include "io/report/diff.h"
#include "io/report/report.h"
#include "io/report/sweep/sweep.h"
#include "io/words/solved.h"

struct explained;
struct catalog_view;
struct portfolio_told;

/* What is printed, where to and how; each writer reads the member that it is named after. */
struct print_job {
    FILE *out;
    const struct print_style *style; /* most formats want nothing of it */
    int count;                       /* of reports */
    union {
        const struct report *reports;
        const struct diff *diff;
        struct sweep *sweep;
        const struct solved *solved;
        const struct portfolio_told *portfolio;
        const struct explained *explained;
        const struct catalog_view *catalog;
        const char *word; /* of the reference, NULL: all of it */
    };
};
typedef bool printer(const struct print_job *job);

/* Several reports: JSON wraps them in llmcost.reports, tables follow each other after a blank line,
 * CSV is one table of all, Markdown one comment of at most 60,000 bytes for a pull request, HTML
 * one file that needs nothing else. */
printer print_table, print_json, print_markdown, print_csv, print_html;
/* What a meeting needs to see: the decision, totals, break-evens, counts of what is left out. */
printer print_table_brief, print_json_brief, print_markdown_brief;

printer print_diff_table, print_diff_json, print_diff_csv, print_diff_markdown, print_diff_html;
/* In constant memory, whatever the number of points. */
printer print_sweep_table, print_sweep_json, print_sweep_csv, print_sweep_html;
printer print_solved_table, print_solved_json;
printer print_portfolio_table, print_portfolio_json, print_portfolio_csv, print_portfolio_markdown,
    print_portfolio_html;
printer print_explained_table, print_explained_json;
/* A table; of at most three entries, or of the one that was named, all that is known. */
printer print_catalog_table, print_catalog_json;
/* The keys that a word chooses, in their order. */
printer print_reference_table, print_reference_json;

#endif
