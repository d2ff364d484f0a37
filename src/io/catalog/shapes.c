/* shapes.c - the catalogs built into the program, parsed when they are asked for.
 * Knows the form of src/catalog/loads.yaml and refuses an entry that is not complete; refuses to
 * know what a shape is used for. The build turns each src/catalog/NAME.yaml into an array
 * NAME_yaml (Makefile). To add a shape: an entry there, nothing here.
 */
#include "io/catalog/shapes.h"
#include "core/base/count.h"

#include <string.h>

enum { DAY = 24 };

extern const unsigned char loads_yaml[];
extern const size_t loads_yaml_length;

static bool complain(struct llmcost_diags *diags, const struct yaml_node *node, const char *id,
                     const char *what)
{
    place_error(diags, 0, node->place.line, node->place.column, E_CATALOG, "load shape %s: %s", id,
                what);
    return false;
}

static bool is_shape_id(const char *id)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return id[0] != '\0' && strspn(id, letters) == strlen(id);
}

static bool read_weights(const struct yaml_node *list, struct load_shape *shape,
                         struct llmcost_diags *diags)
{
    double total = 0, peak = 0;
    if (list->kind != YAML_LIST || (list->count != DAY && list->count != MAX_SHAPE_HOURS))
        return complain(diags, list, shape->id, "weights are not a list of 24 or 168");
    for (const struct yaml_node *item = list->first; item != NULL; item = item->next) {
        double *weight = &shape->weight[shape->hours++];
        const char *why;
        if (item->kind != YAML_SCALAR ||
            !llmcost_parse_number(item->text, item->length, weight, &why) || !(*weight >= 0))
            return complain(diags, item, shape->id, "a weight is not a number from 0 up");
        total += *weight;
        peak = *weight > peak ? *weight : peak;
    }
    if (!(peak > 0))
        return complain(diags, list, shape->id, "all weights are 0");
    shape->factor = total / shape->hours / peak;
    return true;
}

static bool read_shape(const struct yaml_node *entry, struct load_shape *ret_shape,
                       struct llmcost_diags *diags)
{
    struct load_shape *shape = ret_shape;
    const struct {
        const char *key;
        const char **text;
    } texts[] = {
        {.key = "text", .text = &shape->text},
        {.key = "source", .text = &shape->source},
        {.key = "licence", .text = &shape->licence},
        {.key = "date", .text = &shape->date},
    };
    const size_t count = COUNT(texts);
    const struct yaml_node *weights = NULL;
    *shape = (struct load_shape){.id = entry->key->text};
    if (!is_shape_id(shape->id))
        return complain(diags, entry->key, shape->id, "an id has a to z, 0 to 9 and -");
    if (entry->kind != YAML_MAP)
        return complain(diags, entry, shape->id, "it is not a map");
    for (const struct yaml_node *item = entry->first; item != NULL; item = item->next) {
        size_t i = 0;
        while (i < count && strcmp(item->key->text, texts[i].key) != 0)
            i++;
        if (i < count && item->kind == YAML_SCALAR && item->length > 0)
            *texts[i].text = item->text;
        else if (i == count && strcmp(item->key->text, "weights") == 0)
            weights = item;
        else
            return complain(diags, item->key, shape->id, "this key is unknown or has no text");
    }
    for (size_t i = 0; i < count; i++)
        if (*texts[i].text == NULL || weights == NULL)
            return complain(diags, entry->key, shape->id,
                            "it needs text, source, licence, date and weights");
    return read_weights(weights, shape, diags);
}

bool shapes_parse(const char *text, size_t length, struct shape_catalog *ret_catalog,
                  struct llmcost_diags *diags)
{
    struct yaml_node *root = NULL;
    int errors = diags->errors;
    ret_catalog->tree = (struct yaml_tree){.blocks = NULL};
    ret_catalog->count = 0;
    if (!tree_parse(&ret_catalog->tree, text, length, source_start(0), &root, diags))
        return false;
    if (root == NULL || root->kind != YAML_MAP || root->count > MAX_SHAPES) {
        place_error(diags, 0, 1, 1, E_CATALOG, "a catalog is a map of 1 to %d load shapes",
                    MAX_SHAPES);
        return false;
    }
    for (const struct yaml_node *entry = root->first; entry != NULL; entry = entry->next)
        if (read_shape(entry, &ret_catalog->shape[ret_catalog->count], diags))
            ret_catalog->count++;
    return diags->errors == errors;
}

bool shapes_built_in(struct shape_catalog *ret_catalog, struct llmcost_diags *diags)
{
    return shapes_parse((const char *)loads_yaml, loads_yaml_length, ret_catalog, diags);
}

void shapes_free(struct shape_catalog *catalog)
{
    tree_free(&catalog->tree);
}

const struct load_shape *shapes_find(const struct shape_catalog *catalog, const char *id)
{
    for (int i = 0; i < catalog->count; i++)
        if (strcmp(catalog->shape[i].id, id) == 0)
            return &catalog->shape[i];
    return NULL;
}

const char *shapes_nearest(const struct shape_catalog *catalog, const char *word)
{
    const char *ids[MAX_SHAPES];
    for (int i = 0; i < catalog->count; i++)
        ids[i] = catalog->shape[i].id;
    return llmcost_nearest(word, ids, (size_t)catalog->count);
}

void shape_mean_day(const struct load_shape *shape, double ret_day[24])
{
    for (int hour = 0; hour < DAY; hour++)
        ret_day[hour] = 0;
    for (int hour = 0; hour < shape->hours; hour++)
        ret_day[hour % DAY] += shape->weight[hour] * DAY / shape->hours;
}
