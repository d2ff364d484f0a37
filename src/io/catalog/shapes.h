/* shapes.h - the catalogs that are built into the program. Today: the named load shapes. */
#ifndef LLMCOST_IO_CATALOG_SHAPES_H
#define LLMCOST_IO_CATALOG_SHAPES_H

#include "text/yaml/yaml_tree.h"

enum { MAX_SHAPES = 32, MAX_SHAPE_HOURS = 168 };

/* One entry of src/catalog/loads.yaml; its texts live in the tree of its catalog. */
struct load_shape {
    const char *id, *text, *source, *licence, *date;
    int hours;     /* 24 or 168 */
    double factor; /* mean over peak */
    double weight[MAX_SHAPE_HOURS];
};

struct shape_catalog {
    struct yaml_tree tree;
    int count;
    struct load_shape shape[MAX_SHAPES];
};

/* Read the shapes that are built in, or those of a text in the same form. This parses YAML: only
 * who needs a shape asks for them. False, with complaints, when memory ran out or the text is no
 * catalog. Free with shapes_free() in either case. */
bool shapes_built_in(struct shape_catalog *ret_catalog, struct llmcost_diags *diags);
bool shapes_parse(const char *text, size_t length, struct shape_catalog *ret_catalog,
                  struct llmcost_diags *diags);
void shapes_free(struct shape_catalog *catalog);

/* The shape of that id, NULL when there is none. */
const struct load_shape *shapes_find(const struct shape_catalog *catalog, const char *id);
/* The nearest id to a misspelt one, NULL when none is near. */
const char *shapes_nearest(const struct shape_catalog *catalog, const char *word);
/* The weight of each hour of the day, averaged over the days. */
void shape_mean_day(const struct load_shape *shape, double ret_day[24]);

#endif
