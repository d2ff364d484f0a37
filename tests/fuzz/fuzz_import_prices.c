/* fuzz_import_prices.c - a price list of another project to a fragment: what is refused is
 * complained about, what is written is a map of apis that a scenario takes.
 */
#include "fuzz.h"

#include "io/import/import.h"
#include "text/yaml/yaml_tree.h"

enum { MOST_LENGTH = 1 << 20 };

/* Each api has both prices and no more than the fields that there are. */
static void require_apis(const char *text, size_t length)
{
    static struct llmcost_diags diags;
    struct yaml_tree tree = {.nodes = 0};
    struct yaml_node *root = NULL;
    llmcost_diags_init(&diags);
    REQUIRE(tree_parse(&tree, text, length, source_start(0), &root, &diags));
    REQUIRE(diags.errors == 0 && root != NULL && root->kind == YAML_MAP);
    const struct yaml_node *apis = tree_find(root, "apis", 4);
    REQUIRE(apis != NULL && apis->kind == YAML_MAP && apis->count > 0);
    for (const struct yaml_node *api = apis->first; api != NULL; api = api->next) {
        REQUIRE(api->kind == YAML_MAP);
        REQUIRE(tree_find(api, "input_per_mtok", 14) != NULL);
        REQUIRE(tree_find(api, "output_per_mtok", 15) != NULL);
    }
    tree_free(&tree);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_diags diags;
    const char *const paths[] = {fuzz_file(data, size)};
    const bool dated = size % 2 == 0;
    const struct import_options options = {.as_of = dated ? "2026-08-31" : NULL,
                                           .pattern = size % 16 == 0 ? "gpt" : NULL,
                                           .allow_outliers = size % 3 == 0};
    char *text = NULL;
    size_t length = 0;
    bool no_memory = false;
    FILE *out = open_memstream(&text, &length);
    REQUIRE(out != NULL);
    llmcost_diags_init(&diags);
    const bool good = import_prices(paths, 1, &options, out, &diags, &no_memory);
    fclose(out);
    REQUIRE(!no_memory && good == (diags.errors == 0));
    if (good && length < MOST_LENGTH)
        require_apis(text, length);
    free(text);
}
