/* import.h - what the fuzz targets of imports share: a whole import of files, and its fragment. */
#ifndef LLMCOST_TESTS_FUZZ_IMPORT_H
#define LLMCOST_TESTS_FUZZ_IMPORT_H

#include "fuzz.h"
#include "io/import/import.h"
#include "text/yaml/yaml_tree.h"

/* The fragment, to be freed; NULL when the import was refused, which was complained about. */
static inline char *fuzz_import(import_function *import, const char *const *paths, int count,
                                const struct import_options *options, size_t *ret_length)
{
    static struct llmcost_diags diags;
    char *text = NULL;
    bool no_memory = false;
    FILE *out = open_memstream(&text, ret_length);
    REQUIRE(out != NULL);
    llmcost_diags_init(&diags);
    const bool good = import(paths, count, options, out, &diags, &no_memory);
    fclose(out);
    REQUIRE(!no_memory && good == (diags.errors == 0));
    if (good)
        return text;
    free(text);
    return NULL;
}

/* A fragment is YAML, with at least one entry in that section; the section, with its tree. */
static inline const struct yaml_node *fuzz_section(const char *text, size_t length,
                                                   const char *section, struct yaml_tree *ret_tree)
{
    static struct llmcost_diags diags;
    struct yaml_node *root = NULL;
    *ret_tree = (struct yaml_tree){.nodes = 0};
    llmcost_diags_init(&diags);
    REQUIRE(tree_parse(ret_tree, text, length, source_start(0), &root, &diags));
    REQUIRE(diags.errors == 0 && root != NULL && root->kind == YAML_MAP);
    const struct yaml_node *entries = tree_find(root, section, strlen(section));
    REQUIRE(entries != NULL && entries->kind == YAML_MAP && entries->count > 0);
    return entries;
}

#endif
