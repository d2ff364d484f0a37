/* schema.h - JSON Schemas (draft-07) of what llmcost reads and prints. */
#ifndef LLMCOST_PRINT_REFERENCE_SCHEMA_H
#define LLMCOST_PRINT_REFERENCE_SCHEMA_H

#include "llmcost.h"

#include <cjson/cJSON.h>
#include <stdio.h>

/* The schema of a scenario: closed, from the table of fields. Of what is printed: open, from the
 * rows of io/report/outcome_rows.c, diff_rows.c and portfolio/rows.c. False when memory ran out
 * (perhaps with a complaint) or a write failed. */
bool print_scenario_schema(FILE *out, struct llmcost_diags *diags);
bool print_report_schema(FILE *out);
bool print_diff_schema(FILE *out);
bool print_portfolio_schema(FILE *out);

#endif
