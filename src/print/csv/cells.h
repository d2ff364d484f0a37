/* cells.h - cells of CSV (RFC 4180), and the tables of a report beside that of its cost lines. */
#ifndef LLMCOST_PRINT_CSV_CELLS_H
#define LLMCOST_PRINT_CSV_CELLS_H

#include "io/report/outcome.h"
#include "io/report/report.h"
#include "io/report/rows.h"
#include "text/buffer.h"

/* A text as text_clean() has it, quoted where it must be; what a spreadsheet would take for a
 * formula (= + - @, also full-width or behind blanks, a tab) is led by an apostrophe. */
void csv_put_cell(struct text_buffer *out, const char *text);
/* The single value of a row: a figure is the text that the JSON report has, null is empty. */
void csv_put_value(struct text_buffer *out, const struct json_row *row, const void *object);
/* The values of these keys, a NULL behind the last, each behind a comma; nothing but commas for
 * NULL.
 */
void csv_put_values(struct text_buffer *out, const struct json_row *rows, const char *const *keys,
                    const void *object);
/* What a report is of: the name of its scenario, else its file, else nothing. */
void csv_put_source(struct text_buffer *out, const struct outcome *outcome);
/* The cells of a cost line, all but its formula, each behind a comma. */
void csv_put_line(struct text_buffer *out, const struct outcome_line *line);
/* The row of that key, in parts of the object too; NULL: none. */
const struct json_row *csv_find_row(const struct json_row *rows, const char *key);

/* tables.c: all rows of all reports under one header. */
void csv_put_table(struct text_buffer *out, enum report_table which, const struct report *reports,
                   int count);
/* budget.c: what each option costs month by month, and by years that begin at a month, 1 to 12;
 * 0: 1. */
void csv_put_budget(struct text_buffer *out, const struct report *reports, int count, int start);

#endif
