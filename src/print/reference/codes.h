/* codes.h - what each code means: one of them for `explain`, all of them for the manual. */
#ifndef LLMCOST_PRINT_REFERENCE_CODES_H
#define LLMCOST_PRINT_REFERENCE_CODES_H

#include "core/telling/codes.h"
#include "io/report/report.h"

/* One code with its cause and its remedy. False when the write failed. */
bool print_code_table(FILE *out, const struct code_row *row, const struct print_style *style);
bool print_code_json(FILE *out, const struct code_row *row);

/* All codes as a list in mdoc. */
void print_codes_man(FILE *out);

#endif
