/* ground.h - what every part of the loader stands on: the scenario under way and its tree. */
#ifndef LLMCOST_IO_SCENARIO_GROUND_H
#define LLMCOST_IO_SCENARIO_GROUND_H

#include "text/source.h"
#include "text/yaml/yaml_tree.h"

struct loader {
    struct llmcost_scenario *scenario;
    struct llmcost_diags *diags;
    struct yaml_tree tree;
    struct yaml_node *root;
    bool joins;      /* fragments are joined: one that changes another is refused */
    bool tied;       /* somebody has said of a range that it is the same as another */
    bool incomplete; /* a part could not be read: the scenario as a whole cannot be judged */
    const struct source *file, *others; /* the scenario, and the texts that came with it */
    int fragments;                      /* how many of the others, from the first on, are such */
    struct source *csv;                 /* where that file goes, NULL when none may be read */
    int csv_input;                      /* its number in complaints */
    const struct yaml_node *changes;    /* NULL: none are written */
    struct catalogs *catalogs, *own_catalogs; /* the second are the loader's to close */
};

/* A place that legal keys depend on: entry `index` of a section, under a path for messages. */
struct spot {
    enum llmcost_section section;
    int index;
    const char *path; /* "apis.hosted"; "" for the top */
};

/* enum llmcost_origin of a value: a file (the scenario or a fragment), or a --set. */
static inline uint8_t node_origin(const struct loader *loader, const struct yaml_node *node)
{
    return node->place.input > loader->fragments ? LLMCOST_SET : LLMCOST_FILE;
}

#endif
