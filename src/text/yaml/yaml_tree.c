/* yaml_tree.c - the nodes of a YAML tree.
 * Knows lists; refuses to know libyaml and what any node means.
 */
#include "text/yaml/yaml_tree.h"
#include "core/base/count.h"

#include <string.h>

void tree_free(struct yaml_tree *tree)
{
    arena_free(&tree->memory);
}

struct yaml_node *tree_new(struct yaml_tree *tree, enum yaml_kind kind, const char *text,
                           size_t length)
{
    struct yaml_node *node = arena_take(&tree->memory, 1, sizeof *node);
    char *copy = node != NULL ? arena_take(&tree->memory, 1, length + 1) : NULL;
    if (copy == NULL)
        return NULL;
    if (length > 0)
        memcpy(copy, text, length);
    *node = (struct yaml_node){.kind = (uint8_t)kind, .text = copy, .length = length};
    tree->nodes++;
    return node;
}

void tree_append(struct yaml_node *parent, struct yaml_node *child)
{
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

struct yaml_node *tree_find(const struct yaml_node *map, const char *key, size_t length)
{
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next)
        if (entry->key != NULL && entry->key->length == length &&
            memcmp(entry->key->text, key, length) == 0)
            return entry;
    return NULL;
}

void tree_put(struct yaml_node *parent, struct yaml_node *key, const struct yaml_node *old,
              struct yaml_node *value)
{
    struct yaml_node **link = &parent->first;
    value->key = key;
    value->next = NULL;
    while (*link != NULL && *link != old)
        link = &(*link)->next;
    if (*link == NULL) {
        tree_append(parent, value);
        return;
    }
    value->next = old->next;
    value->was = old;
    *link = value;
    if (parent->last == old)
        parent->last = value;
}

bool tree_is_null(const struct yaml_node *node)
{
    static const char *const spellings[] = {"", "~", "null", "Null", "NULL"};
    if (node->kind != YAML_SCALAR || node->quoted || node->length > strlen("null"))
        return false;
    for (size_t i = 0; i < COUNT(spellings); i++)
        if (strcmp(node->text, spellings[i]) == 0)
            return true;
    return false;
}
