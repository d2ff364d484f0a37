/* reference.h - what is generated from the tables of fields, codes and rows: the reference of all
 * keys, codes, manual pages, JSON Schemas.
 */
#ifndef LLMCOST_PRINT_REFERENCE_REFERENCE_H
#define LLMCOST_PRINT_REFERENCE_REFERENCE_H

#include "core/telling/codes.h"
#include "io/report/report.h"

#include <stdio.h>

/* Every key (word NULL), those of a section, the one of that name (or path), or those whose name or
 * sentence holds the word; whether there is any. */
bool reference_knows(const char *word);
/* The section or key whose name is nearest to a word, NULL when none is near. */
const char *reference_nearest(const char *word);

/* "share, 0 to 1, default 0". */
void reference_describe(const struct llmcost_field *field, char *line, size_t size);
/* Of a field with a choice: "Exactly one of requests_per_day, requests_per_month, ...". */
void reference_choice(const struct llmcost_field *field, char *line, size_t size);

/* One code with its cause and its remedy. False when the write failed. */
bool print_code_table(FILE *out, const struct code_row *row, const struct print_style *style);
bool print_code_json(FILE *out, const struct code_row *row);

/* All codes as a list in mdoc. */
void print_codes_man(FILE *out);

/* Manual pages in mdoc: the parts that every page uses. */

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

/* The schema of a scenario: closed, from the table of fields. Of what is printed: open, from the
 * rows of io/report/outcome_rows.c, diff_rows.c and portfolio/rows.c. False when memory ran out
 * (perhaps with a complaint) or a write failed. */
bool print_scenario_schema(FILE *out, struct llmcost_diags *diags);
bool print_report_schema(FILE *out);
bool print_diff_schema(FILE *out);
bool print_portfolio_schema(FILE *out);

#endif
