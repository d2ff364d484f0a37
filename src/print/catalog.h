/* catalog.h - entries of catalogs for people and for scripts: who selects them is the command
 * `catalog`. */
#ifndef LLMCOST_PRINT_CATALOG_H
#define LLMCOST_PRINT_CATALOG_H

#include "io/catalog/read.h"
#include "io/catalog/shapes.h"
#include "print/writers.h"

/* One hosted model with its prices at the date asked for. */
struct api_view {
    struct api_entry entry;
    const char *provider, *licence; /* NULL: not stated */
    const struct priced_api *api;   /* all its price lists; NULL: they are not known */
};

/* A kind of catalog, and how many entries are built in. */
struct kind_view {
    const char *name, *text;
    int entries;
};

/* What is shown: the kinds there are, load shapes, or `count` entries of another kind. */
struct catalog_view {
    const struct kind_view *kinds; /* NULL: not these */
    int kind_count;
    const struct shape_catalog *shapes; /* NULL: not these; else those whose id holds the pattern */
    enum catalog_kind kind;
    const char *pattern; /* "" all */
    const char *as_of;   /* "" not stated */
    int count;
    int exact; /* the entry whose id or alias is the pattern, -1: none */
    struct api_view *api;
    const struct known_gpu **gpu;
    const struct known_model **model;
};

#endif
