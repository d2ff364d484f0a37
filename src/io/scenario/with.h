/* with.h - fragments of --with by themselves: what they state, and several of them as one. */
#ifndef LLMCOST_IO_SCENARIO_WITH_H
#define LLMCOST_IO_SCENARIO_WITH_H

#include "text/arena.h"
#include "text/yaml/yaml_tree.h"

/* One key of a fragment: "workload.input_tokens", and its value as --set would take it. */
struct with_entry {
    const char *path, *value;
};

/* All keys of a fragment in its order, none where it cannot be read (the loader says why). They
 * live in the arena, which remembers whether memory ran out. Returns how many. */
int with_entries(const struct source *fragment, struct arena *arena,
                 struct with_entry **ret_entries);

/* Fragments joined into one map, whose nodes live in the tree; their place.input is the number of
 * the fragment, from 0. What contradicts another is an error: NULL then. */
struct yaml_node *with_join(struct yaml_tree *tree, const struct source *fragments, int count,
                            struct llmcost_diags *diags);
/* Whether what is stated says in another way what a key of the same section says. */
bool with_excludes(enum llmcost_section section, const struct yaml_node *stated, const char *key);

#endif
