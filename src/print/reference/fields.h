/* fields.h - the reference of all keys, generated from the table of fields. */
#ifndef LLMCOST_PRINT_REFERENCE_FIELDS_H
#define LLMCOST_PRINT_REFERENCE_FIELDS_H

#include "io/report/report.h"

/* Every key (word NULL), those of a section, the one of that name (or path), or those whose name or
 * sentence holds the word; whether there is any. */
bool reference_knows(const char *word);
/* The section or key whose name is nearest to a word, NULL when none is near. */
const char *reference_nearest(const char *word);

/* "share, 0 to 1, default 0". */
void reference_describe(const struct llmcost_field *field, char *line, size_t size);
/* Of a field with a choice: "Exactly one of requests_per_day, requests_per_month, ...". */
void reference_choice(const struct llmcost_field *field, char *line, size_t size);

#endif
