/* fuzz_model.c - a config.json of import model, as a file in memory: what is refused is complained
 * about, what is imported is a map of models that YAML reads.
 */
#include "import.h"

void fuzz_input(const uint8_t *data, size_t size)
{
    const char *const paths[] = {fuzz_file(data, size)};
    const struct import_options options = {.as_of = NULL};
    struct yaml_tree tree;
    size_t length = 0;
    char *text = fuzz_import(import_model, paths, 1, &options, &length);
    if (text == NULL)
        return;
    fuzz_section(text, length, "models", &tree);
    tree_free(&tree);
    free(text);
}
