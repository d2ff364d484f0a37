/* rows.h - a struct that rows describe as JSON text, and reports, one or several in a list. */
#ifndef LLMCOST_PRINT_JSON_ROWS_H
#define LLMCOST_PRINT_JSON_ROWS_H

#include "io/report/rows.h"
#include "print/writers.h"
#include "text/buffer.h"

/* The object that stands so many steps in. */
void json_put_object(struct text_buffer *out, const struct json_row *rows, const void *object,
                     int depth);
/* Its keys alone, each on a line of its own; `some`: others stand before them. Whether any do now.
 */
bool json_put_keys(struct text_buffer *out, const struct json_row *rows, const void *object,
                   int depth, bool some);
/* A whole document; false when writing failed or memory ran out. */
bool json_print_rows(FILE *out, const struct json_row *rows, const void *object);

/* The value of a row that is no object and no list. */
void json_put_single(struct text_buffer *out, const struct json_row *row, const void *object);

/* report.c: each by `put`, which is told how many steps in its object stands; false when writing
 * failed or memory ran out. */
bool json_print_reports(const struct print_job *job,
                        void (*put)(struct text_buffer *, const struct report *, int depth));

/* Whole reports as print_json() prints them, into a buffer. */
void json_put_reports(struct text_buffer *out, const struct report *reports, int count);

#endif
