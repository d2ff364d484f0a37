/* csv_separated.h - comma-separated text for spreadsheets that expect another separator. */
#ifndef LLMCOST_TEXT_CSV_CSV_SEPARATED_H
#define LLMCOST_TEXT_CSV_CSV_SEPARATED_H

#include "text/buffer.h"

/* Append the text, CSV of ours, with that separator between its cells; with decimal_comma a cell
 * that is a plain number has a comma for its point. */
void csv_separated(struct text_buffer *out, const char *text, size_t length, char separator,
                   bool decimal_comma);

#endif
