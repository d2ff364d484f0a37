/* written.c - what the file itself wrote of a number, before any --set took its place: the mix of
 * tokens and the base prices that other figures belong to (§2, §3).
 * Knows which numbers are remembered; refuses to complain: whoever loads the value does.
 */
#include "io/number/change.h"
#include "io/scenario/parts.h"

#include <math.h>
#include <string.h>

/* The value that stood in the file; NULL when a --set made it. */
static const struct yaml_node *as_written(const struct yaml_node *node)
{
    while (node != NULL && node->was != NULL)
        node = node->was;
    return node != NULL && node->place.input == 0 ? node : NULL;
}

static bool written_part(const struct yaml_node *map, const char *key, double *ret_value)
{
    const char *why;
    const struct yaml_node *node =
        map->kind == YAML_MAP ? as_written(tree_find(map, key, strlen(key))) : map;
    return node != NULL && node->kind == YAML_SCALAR &&
           llmcost_parse_number(node->text, node->length, ret_value, &why);
}

/* The point value of a number or a range (§10); 0 where the file has none. */
static double written_value(const struct yaml_node *node)
{
    const struct yaml_node *written = as_written(node);
    double one;
    double two;
    if (written == NULL)
        return 0;
    if (written_part(written, "value", &one) || written_part(written, "likely", &one))
        return one;
    if (written_part(written, "p10", &one) && written_part(written, "p90", &two))
        return sqrt(one) * sqrt(two);
    return written_part(written, "min", &one) && written_part(written, "max", &two)
               ? (one + two) / 2
               : 0;
}

void keep_written(struct loader *loader, struct spot spot, const struct llmcost_field *field,
                  const struct yaml_node *node)
{
    double *written = written_number(loader->scenario, spot.section, spot.index, field);
    if (written != NULL)
        *written = written_value(node);
}
