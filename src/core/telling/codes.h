/* codes.h - all codes: those of core/base/codes.h, and those of warnings about a result. */
#ifndef LLMCOST_CORE_TELLING_CODES_H
#define LLMCOST_CORE_TELLING_CODES_H

#include "core/base/codes.h"

/* The row after one, errors first, in rising order of their numbers; the first after NULL, NULL
 * after the last. */
const struct code_row *next_code_row(const struct code_row *row);
/* Whether a word has the shape of a code: a letter E or W of either case, and three digits. */
bool is_code(const char *word);
/* The row of a number; NULL when there is no such code. */
const struct code_row *code_of(enum llmcost_severity severity, int number);
/* The row of a word that has that shape; NULL when there is no such code. */
const struct code_row *code_find(const char *word);
/* Up to `count` rows whose numbers are the nearest to that word's, the nearest first. */
int code_nearest(const char *word, const struct code_row **ret_rows, int count);

/* The row of a warning about a result; NULL when there is none. */
const struct code_row *code_of_warning(enum llmcost_warning_id warning);

#endif
