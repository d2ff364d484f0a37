/* fuzz_catalog.c - a catalog in our own YAML, as a file of --prices: what is refused is complained
 * about, what is read is found under each of its names, with prices within their fields.
 */
#include "fuzz.h"

#include "core/base/count.h"
#include "io/catalog/read.h"

static void require_api(const struct catalog *catalog, const char *key)
{
    static const char *const days[] = {NULL, "2026-08-31", "1999-12-31"};
    struct api_entry entry;
    const struct priced_api *api = catalog_find_api(catalog, key);
    REQUIRE(api != NULL && api->lists > 0);
    for (size_t day = 0; day < COUNT(days); day++) {
        catalog_api_entry(api, days[day], &entry);
        REQUIRE(entry.values <= MAX_ENTRY_VALUES && entry.notes <= MAX_ENTRY_NOTES);
        REQUIRE(entry.times <= MAX_ENTRY_TIMES);
        for (int i = 0; i < entry.values; i++) {
            const struct llmcost_field *field = entry.value[i].field;
            REQUIRE(entry.value[i].value >= field->min && entry.value[i].value <= field->max);
        }
    }
}

static void require_names(const struct catalog *catalog)
{
    for (int i = 0; i < catalog_count(catalog, CATALOG_APIS); i++)
        require_api(catalog, catalog_key(catalog, CATALOG_APIS, i));
    for (int i = 0; i < catalog->gpus; i++) {
        const struct known_gpu *gpu = &catalog->gpu[i];
        REQUIRE(catalog_find_gpu(catalog, gpu->entry.id) == gpu);
        REQUIRE(gpu->entry.rentals <= MAX_RENTALS && gpu->aliases <= MAX_ALIASES);
        for (int n = 0; n < gpu->aliases; n++)
            REQUIRE(catalog_find_gpu(catalog, gpu->alias[n]) == gpu);
        gpu_rental_find(&gpu->entry, NULL, "2026-08-31");
    }
    for (int i = 0; i < catalog->models; i++) {
        const struct known_model *model = &catalog->model[i];
        REQUIRE(catalog_find_model(catalog, model->entry.id) == model);
        for (int n = 0; n < model->aliases; n++)
            REQUIRE(catalog_find_model(catalog, model->alias[n]) == model);
    }
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_diags diags;
    struct catalog catalog;
    struct candidates candidates = {.count = 0};
    char *text = malloc(size > 0 ? size : 1); /* not terminated: its end is watched */
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    llmcost_diags_init(&diags);
    catalog_recognise(text, size);
    const bool good = catalog_parse(text, size, 0, &catalog, &diags);
    REQUIRE(good == (diags.errors == 0));
    if (good)
        require_names(&catalog);
    for (int kind = 0; good && kind < CATALOG_KINDS; kind++)
        catalog_candidates(&catalog, (enum catalog_kind)kind, "h1", &candidates);
    REQUIRE(candidates.count <= MAX_CANDIDATES && candidates.count <= candidates.total);
    catalog_free(&catalog);
    free(text);
}
