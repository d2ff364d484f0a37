/* schema_parts.h - the values of a scenario in JSON Schema, and the names that a text may be, for
 * editors to offer.
 */
#ifndef LLMCOST_PRINT_REFERENCE_SCHEMA_PARTS_H
#define LLMCOST_PRINT_REFERENCE_SCHEMA_PARTS_H

#include "io/catalog/read.h"
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

/* What is built in of each kind. */
struct schema_names {
    struct catalog catalog[CATALOG_KINDS];
    struct shape_catalog shapes;
};
/* False after a complaint; free with schema_names_free() in either case. */
bool schema_names_read(struct schema_names *ret_names, struct llmcost_diags *diags);
void schema_names_free(struct schema_names *names);

/* `examples` of a field that names an entry of a catalog or a precision; nothing of any other. */
void schema_examples(bool *ok, cJSON *schema, const struct llmcost_field *field,
                     const struct schema_names *names);

#endif
