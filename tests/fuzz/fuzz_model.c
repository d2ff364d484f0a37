/* fuzz_model.c - a config.json of import model, as a file in memory: what is refused is complained
 * about, what is imported is a map of models that YAML reads.
 */
#include "fuzz.h"

#include "io/import/import.h"
#include "text/yaml/yaml_tree.h"

static void require_models(const char *text, size_t length)
{
    static struct llmcost_diags diags;
    struct yaml_tree tree = {.nodes = 0};
    struct yaml_node *root = NULL;
    llmcost_diags_init(&diags);
    REQUIRE(tree_parse(&tree, text, length, source_start(0), &root, &diags));
    REQUIRE(diags.errors == 0 && root != NULL && root->kind == YAML_MAP);
    const struct yaml_node *models = tree_find(root, "models", 6);
    REQUIRE(models != NULL && models->kind == YAML_MAP && models->count > 0);
    tree_free(&tree);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_diags diags;
    const char *const paths[] = {fuzz_file(data, size)};
    const struct import_options options = {.as_of = NULL};
    char *text = NULL;
    size_t length = 0;
    bool no_memory = false;
    FILE *out = open_memstream(&text, &length);
    REQUIRE(out != NULL);
    llmcost_diags_init(&diags);
    const bool good = import_model(paths, 1, &options, out, &diags, &no_memory);
    fclose(out);
    REQUIRE(!no_memory && good == (diags.errors == 0));
    if (good)
        require_models(text, length);
    free(text);
}
