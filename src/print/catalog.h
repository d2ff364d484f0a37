/* catalog.h - entries of catalogs for people and for scripts: who selects them is the command
 * `catalog`. */
#ifndef LLMCOST_PRINT_CATALOG_H
#define LLMCOST_PRINT_CATALOG_H

#include "io/catalog/read.h"
#include "io/catalog/shapes.h"
#include "io/report/report.h"
#include "text/json.h"

/* One hosted model with its prices at the date asked for. */
struct api_view {
    struct api_entry entry;
    const char *provider, *licence; /* NULL: not stated */
    const struct priced_api *api;   /* all its price lists; NULL: they are not known */
};

/* What is shown: `count` entries of one kind. */
struct catalog_view {
    enum catalog_kind kind;
    const char *pattern; /* "" all */
    const char *as_of;   /* "" not stated */
    int count;
    int exact; /* the entry whose id or alias is the pattern, -1: none */
    struct api_view *api;
    const struct known_gpu **gpu;
    const struct known_model **model;
};

/* A table; of at most three entries, or of the one that was named, all that is known. False when
 * writing failed or memory ran out. */
bool print_entries(FILE *out, const struct catalog_view *view, const struct print_style *style);
bool print_entries_json(FILE *out, const struct catalog_view *view);

/* The shapes whose id holds the pattern. */
bool print_shapes(FILE *out, const struct shape_catalog *catalog, const char *pattern,
                  const struct print_style *style);
bool print_shapes_json(FILE *out, const struct shape_catalog *catalog, const char *pattern);

/* The head of all JSON about catalogs; *ok is false when memory ran out. */
cJSON *catalog_json(bool *ok);

#endif
