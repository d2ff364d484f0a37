/* schema_names.c - the names that an editor offers for `from`, `tier`, `gpu`, `model`, `rental`,
 * `precision` and `days` (schema_parts.h). They are examples and no enum: a price file has names of
 * its own. To offer the names of another field: a row.
 */
#include "core/base/count.h"
#include "print/reference/schema_parts.h"

#include <string.h>

bool schema_names_read(struct schema_names *ret_names, struct llmcost_diags *diags)
{
    bool good = true;
    *ret_names = (struct schema_names){0};
    for (int kind = 0; kind < CATALOG_KINDS && good; kind++)
        good = catalog_built_in((enum catalog_kind)kind, &ret_names->catalog[kind], diags);
    return good && shapes_built_in(&ret_names->shapes, diags);
}

void schema_names_free(struct schema_names *names)
{
    for (int kind = 0; kind < CATALOG_KINDS; kind++)
        catalog_free(&names->catalog[kind]);
    shapes_free(&names->shapes);
}

static void add_keys(bool *ok, cJSON *list, const struct schema_names *names,
                     enum catalog_kind kind)
{
    const struct catalog *catalog = &names->catalog[kind];
    for (int i = 0; i < catalog_count(catalog, kind); i++)
        json_text(ok, list, NULL, catalog_key(catalog, kind, i));
}

static void add_apis(bool *ok, cJSON *list, const struct schema_names *names)
{
    add_keys(ok, list, names, CATALOG_APIS);
}

static void add_gpus(bool *ok, cJSON *list, const struct schema_names *names)
{
    add_keys(ok, list, names, CATALOG_GPUS);
}

static void add_models(bool *ok, cJSON *list, const struct schema_names *names)
{
    add_keys(ok, list, names, CATALOG_MODELS);
}

static bool has(const cJSON *list, const char *text)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list) if (strcmp(item->valuestring, text) == 0) return true;
    return false;
}

/* Of all GPUs, each once. */
static void add_rentals(bool *ok, cJSON *list, const struct schema_names *names)
{
    const struct catalog *catalog = &names->catalog[CATALOG_GPUS];
    for (int i = 0; *ok && i < catalog->gpus; i++) {
        const struct gpu_entry *gpu = &catalog->gpu[i].entry;
        for (int r = 0; *ok && r < gpu->rentals; r++)
            if (!has(list, gpu->rental[r].id))
                json_text(ok, list, NULL, gpu->rental[r].id);
    }
}

static void add_precisions(bool *ok, cJSON *list, const struct schema_names *names)
{
    (void)names;
    for (int i = 0; i < LLMCOST_PRECISIONS; i++)
        json_text(ok, list, NULL, llmcost_precision_name((enum llmcost_precision)i));
}

static void add_tiers(bool *ok, cJSON *list, const struct schema_names *names)
{
    (void)names;
    json_text(ok, list, NULL, "standard");
    json_text(ok, list, NULL, "batch");
    for (int i = 0; i < SERVICES; i++)
        json_text(ok, list, NULL, service_names[i]);
}

static void add_days(bool *ok, cJSON *list, const struct schema_names *names)
{
    static const char *const days[] = {"mon-fri", "sat-sun", "all"};
    (void)names;
    for (size_t i = 0; i < COUNT(days); i++)
        json_text(ok, list, NULL, days[i]);
}

void schema_examples(bool *ok, cJSON *schema, const struct llmcost_field *field,
                     const struct schema_names *names)
{
    static const struct {
        enum llmcost_section section;
        const char *field;
        void (*add)(bool *ok, cJSON *list, const struct schema_names *names);
    } rows[] = {
        {.section = LLMCOST_APIS, .field = "from", .add = add_apis},
        {.section = LLMCOST_APIS, .field = "tier", .add = add_tiers},
        {.section = LLMCOST_CLOCK, .field = "days", .add = add_days},
        {.section = LLMCOST_HOSTS, .field = "gpu", .add = add_gpus},
        {.section = LLMCOST_HOSTS, .field = "model", .add = add_models},
        {.section = LLMCOST_HOSTS, .field = "rental", .add = add_rentals},
        {.section = LLMCOST_HOSTS, .field = "precision", .add = add_precisions},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].section == field->section && strcmp(rows[i].field, field->name) == 0)
            rows[i].add(ok, json_array(ok, schema, "examples"), names);
}
