/* man.h - manual pages in mdoc: the page of scenarios, and the parts that every page uses. */
#ifndef LLMCOST_PRINT_REFERENCE_MAN_H
#define LLMCOST_PRINT_REFERENCE_MAN_H

#include "llmcost.h"

#include <stdio.h>

/* `epoch` as seconds since 1970, or LLMCOST_DATE when it is NULL, as "November 20, 2026". False
 * when it is no such number. */
bool man_date(const char *epoch, char *buffer, size_t size);

void man_head(FILE *out, const char *title, const char *section, const char *date);
/* One or more sentences, wrapped, one to a line at least; `words` in backquotes are bold. */
void man_text(FILE *out, const char *text);
/* A word behind a macro, never taken for a macro itself. */
void man_word(FILE *out, const char *word, size_t length);
/* Lines that are shown as they are. */
void man_literal(FILE *out, const char *const *lines, int count);

/* llmcost-scenario(5), from the table of fields. False when the write failed. */
bool print_scenario_man(FILE *out, const char *date);

#endif
