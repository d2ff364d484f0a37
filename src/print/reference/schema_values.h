/* schema_values.h - the values of a scenario in JSON Schema. */
#ifndef LLMCOST_PRINT_REFERENCE_SCHEMA_VALUES_H
#define LLMCOST_PRINT_REFERENCE_SCHEMA_VALUES_H

#include "io/catalog/shapes.h"
#include "text/json/json.h"

/* Every call appends to a schema and notes a failed allocation in *ok, as those of json.h do. */
void schema_number(bool *ok, cJSON *parent, const char *key, double value);
void schema_reference(bool *ok, cJSON *parent, const char *key, const char *definition);
/* Bounds of a number; flags: LLMCOST_ABOVE_MIN, LLMCOST_WHOLE. */
void schema_bounds(bool *ok, cJSON *schema, const struct llmcost_field *field);
/* A number, or a map that states one in one of its forms, within bounds. */
void schema_ranged(bool *ok, cJSON *schema, const struct llmcost_field *field);
void schema_load(bool *ok, cJSON *schema, const struct shape_catalog *shapes);
void schema_gate_words(bool *ok, cJSON *schema);
void schema_word(bool *ok, cJSON *schema);
/* An entry of `changes`. */
void schema_change(bool *ok, cJSON *schema);
/* What the others refer to. */
void schema_definitions(bool *ok, cJSON *root);

#endif
