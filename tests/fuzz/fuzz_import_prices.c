/* fuzz_import_prices.c - a price list of another project to a fragment: what is refused is
 * complained about, what is written is a map of apis that a scenario takes.
 */
#include "import.h"

enum { MOST_LENGTH = 1 << 20 };

/* Each api has both prices. */
static void require_apis(const char *text, size_t length)
{
    struct yaml_tree tree;
    const struct yaml_node *apis = fuzz_section(text, length, "apis", &tree);
    for (const struct yaml_node *api = apis->first; api != NULL; api = api->next) {
        REQUIRE(api->kind == YAML_MAP);
        REQUIRE(tree_find(api, "input_per_mtok", 14) != NULL);
        REQUIRE(tree_find(api, "output_per_mtok", 15) != NULL);
    }
    tree_free(&tree);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    const char *const paths[] = {fuzz_file(data, size)};
    const bool dated = size % 2 == 0;
    const struct import_options options = {.as_of = dated ? "2026-08-31" : NULL,
                                           .pattern = size % 16 == 0 ? "gpt" : NULL,
                                           .allow_outliers = size % 3 == 0};
    size_t length = 0;
    char *text = fuzz_import(import_prices, paths, 1, &options, &length);
    if (text != NULL && length < MOST_LENGTH)
        require_apis(text, length);
    free(text);
}
