/* yaml_tree.h - one YAML document as a bounded tree of maps, lists and scalars, each with its
 * place. */
#ifndef LLMCOST_TEXT_YAML_TREE_H
#define LLMCOST_TEXT_YAML_TREE_H

#include "text/arena.h"
#include "text/source.h"

enum yaml_kind {
    YAML_SCALAR,
    YAML_LIST,
    YAML_MAP,
    YAML_REMOVED, /* what --set PATH=null leaves in the place of a value */
};

/* A value: an entry of a map (then with its key), an item of a list, or the root. */
struct yaml_node {
    struct yaml_node *next;         /* the next entry or item of the same parent */
    struct yaml_node *first, *last; /* entries or items of this one */
    struct yaml_node *key;          /* a scalar; NULL outside maps */
    const struct yaml_node *was;    /* what stood in its place before another text, else NULL */
    const char *text;               /* of a scalar, NUL-terminated and free of NULs */
    size_t length;
    struct llmcost_place place;
    int count;    /* of entries or items */
    uint8_t kind; /* enum yaml_kind */
    bool quoted;  /* a scalar in quotes or a block: never null, true or false */
};

/* All nodes and texts of a tree live in its memory. */
struct yaml_tree {
    struct arena memory;
    int nodes;
    bool lossy; /* something that stood in the text, such as an alias, is not in the tree */
};

/* Parse one document into nodes of the tree. `start` is the place of its first character: a --set
 * value starts behind its path. False with at least one complaint when there is none
 * to use; *ret_root is NULL when the text holds no value at all (an empty --set value). What can be
 * read in spite of complaints (an anchor, a duplicate key) is read on. */
bool tree_parse(struct yaml_tree *tree, const char *text, size_t length, struct llmcost_place start,
                struct yaml_node **ret_root, struct llmcost_diags *diags);
void tree_free(struct yaml_tree *tree);

/* A new node, NULL when memory ran out. The text is copied. */
struct yaml_node *tree_new(struct yaml_tree *tree, enum yaml_kind kind, const char *text,
                           size_t length);
void tree_append(struct yaml_node *parent, struct yaml_node *child);
/* Put a value under a key (NULL in a list), in the place of `old`, which it remembers; NULL: behind
 * the last. */
void tree_put(struct yaml_node *parent, struct yaml_node *key, const struct yaml_node *old,
              struct yaml_node *value);
/* The value under a key of a map, NULL when there is none. */
struct yaml_node *tree_find(const struct yaml_node *map, const char *key, size_t length);

/* The plain scalars that YAML reads as null. */
bool tree_is_null(const struct yaml_node *node);

#endif
