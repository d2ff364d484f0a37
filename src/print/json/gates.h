/* gates.h - how gates are printed as JSON, in reports and in diffs alike. */
#ifndef LLMCOST_PRINT_JSON_GATES_H
#define LLMCOST_PRINT_JSON_GATES_H

#include "io/report/gates.h"
#include "text/json.h"

/* "gates": [...], also when there are none. */
void json_gates(bool *ok, cJSON *parent, const struct gate_result *gates, int count);

#endif
