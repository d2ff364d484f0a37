/* schema_names.h - names that a text may be, for editors to offer. */
#ifndef LLMCOST_PRINT_REFERENCE_SCHEMA_NAMES_H
#define LLMCOST_PRINT_REFERENCE_SCHEMA_NAMES_H

#include "io/catalog/read.h"
#include "io/catalog/shapes.h"
#include "text/json/json.h"

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
