/* reports.h - one report as JSON, or several in a list. */
#ifndef LLMCOST_PRINT_JSON_REPORTS_H
#define LLMCOST_PRINT_JSON_REPORTS_H

#include "print/writers.h"
#include "text/buffer.h"

/* Each by `put`, which is told how many steps in its object stands; false when writing failed or
 * memory ran out. */
bool json_print_reports(const struct print_job *job,
                        void (*put)(struct text_buffer *, const struct report *, int depth));

/* Whole reports as print_json() prints them, into a buffer. */
void json_put_reports(struct text_buffer *out, const struct report *reports, int count);

#endif
