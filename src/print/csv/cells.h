/* cells.h - cells of CSV (RFC 4180). */
#ifndef LLMCOST_PRINT_CSV_CELLS_H
#define LLMCOST_PRINT_CSV_CELLS_H

#include "io/report/outcome.h"
#include "io/report/rows.h"
#include "text/buffer.h"

/* A text as text_clean() has it, quoted where it must be; what a spreadsheet would take for a
 * formula (= + - @, also full-width or behind blanks, a tab) is led by an apostrophe. */
void csv_put_cell(struct text_buffer *out, const char *text);
/* The single value of a row: a figure is the text that the JSON report has, null is empty. */
void csv_put_value(struct text_buffer *out, const struct json_row *row, const void *object);
/* What a report is of: the name of its scenario, else its file, else nothing. */
void csv_put_source(struct text_buffer *out, const struct outcome *outcome);
/* The cells of a cost line, all but its formula, each behind a comma. */
void csv_put_line(struct text_buffer *out, const struct outcome_line *line);
/* The row of that key, in parts of the object too; NULL: none. */
const struct json_row *csv_find_row(const struct json_row *rows, const char *key);

#endif
