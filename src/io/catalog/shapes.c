/* shapes.c - the catalogs built into the program, parsed when they are asked for.
 * Knows the form of src/catalog/loads.yaml and refuses an entry that is not complete; refuses to
 * know what a shape is used for. The build turns each src/catalog/NAME.yaml into an array
 * NAME_yaml (Makefile). To add a shape: an entry there, nothing here.
 */
#include "io/catalog/shapes.h"
#include "core/base/count.h"
#include "io/catalog/rows.h"

#include <string.h>

enum { DAY = 24 };

#define SHAPE(member) offsetof(struct reading, shape.member)

extern const unsigned char loads_yaml[];
extern const size_t loads_yaml_length;

/* A shape while it is read. */
struct reading {
    struct load_shape shape;
    const struct yaml_node *weights;
};

static bool read_weights(const struct entry_place *place, const struct yaml_node *list,
                         struct load_shape *shape)
{
    double total = 0, peak = 0;
    if (list->kind != YAML_LIST || (list->count != DAY && list->count != MAX_SHAPE_HOURS))
        return entry_error(place, list, "weights are not a list of 24 or 168");
    for (const struct yaml_node *item = list->first; item != NULL; item = item->next) {
        double *weight = &shape->weight[shape->hours++];
        const char *why;
        if (item->kind != YAML_SCALAR ||
            !llmcost_parse_number(item->text, item->length, weight, &why) || !(*weight >= 0))
            return entry_error(place, item, "a weight is not a number from 0 up");
        total += *weight;
        peak = *weight > peak ? *weight : peak;
    }
    if (!(peak > 0))
        return entry_error(place, list, "all weights are 0");
    shape->factor = total / shape->hours / peak;
    return true;
}

static bool read_shape(const struct yaml_node *entry, struct load_shape *ret_shape,
                       struct llmcost_diags *diags)
{
    static const struct entry_row rows[] = {
        {.key = "text", .kind = ENTRY_TEXT, .offset = SHAPE(text), .required = true},
        {.key = "source", .kind = ENTRY_TEXT, .offset = SHAPE(source), .required = true},
        {.key = "licence", .kind = ENTRY_TEXT, .offset = SHAPE(licence), .required = true},
        {.key = "date", .kind = ENTRY_TEXT, .offset = SHAPE(date), .required = true},
        {.key = "weights",
         .kind = ENTRY_OTHER,
         .offset = offsetof(struct reading, weights),
         .required = true},
    };
    const char *id = entry->key->text;
    const struct entry_place place = {.kind = "load shape", .id = id, .diags = diags};
    struct reading reading = {.shape = {.id = id}};
    if (id[0] == '\0' || id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
        return entry_error(&place, entry->key, "an id has a to z, 0 to 9 and -");
    if (!entry_read(&place, entry, rows, (int)COUNT(rows), &reading, NULL) ||
        !read_weights(&place, reading.weights, &reading.shape))
        return false;
    *ret_shape = reading.shape;
    return true;
}

bool shapes_parse(const char *text, size_t length, struct shape_catalog *ret_catalog,
                  struct llmcost_diags *diags)
{
    struct yaml_node *root = NULL;
    int errors = diags->errors;
    ret_catalog->tree = (struct yaml_tree){.nodes = 0};
    ret_catalog->count = 0;
    if (!tree_parse(&ret_catalog->tree, text, length, source_start(0), &root, diags))
        return false;
    if (root == NULL || root->kind != YAML_MAP || root->count > MAX_SHAPES)
        return place_error(diags, 0, 1, 1, E_CATALOG, "a catalog is a map of 1 to %d load shapes",
                           MAX_SHAPES);
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
