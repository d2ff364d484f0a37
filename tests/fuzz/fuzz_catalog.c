/* fuzz_catalog.c - a catalog in our own YAML, as a file of --prices: what is refused is complained
 * about, what is read is found under each of its names, with prices within their fields.
 */
#include "fuzz.h"

#include "core/base/count.h"
#include "io/catalog/read.h"

static void require_api(const struct priced_api *api)
{
    static const char *const days[] = {NULL, "2026-08-31", "1999-12-31"};
    struct api_entry entry;
    REQUIRE(api->lists > 0);
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
    const char *name;
    for (int k = 0; k < CATALOG_KINDS; k++) {
        const enum catalog_kind kind = (enum catalog_kind)k;
        for (int i = 0; i < catalog_count(catalog, kind); i++)
            for (int n = 0; (name = catalog_name(catalog, kind, i, n)) != NULL; n++)
                REQUIRE(n <= MAX_ALIASES && catalog_find(catalog, kind, name) == i);
    }
    for (int i = 0; i < catalog->apis; i++)
        require_api(&catalog->api[i]);
    for (int i = 0; i < catalog->gpus; i++) {
        REQUIRE(catalog->gpu[i].entry.rentals <= MAX_RENTALS);
        gpu_rental_find(&catalog->gpu[i].entry, NULL, "2026-08-31");
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
