/* tables.h - the tables of a report beside that of its cost lines. */
#ifndef LLMCOST_PRINT_CSV_TABLES_H
#define LLMCOST_PRINT_CSV_TABLES_H

#include "io/report/report.h"
#include "text/buffer.h"

/* All rows of all reports under one header. */
void csv_put_table(struct text_buffer *out, enum report_table which, const struct report *reports,
                   int count);
/* What each option costs month by month, and by years that begin at a month, 1 to 12; 0: 1. */
void csv_put_budget(struct text_buffer *out, const struct report *reports, int count, int start);

#endif
