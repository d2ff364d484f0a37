/* read.h - catalogs in our own YAML: prices of hosted APIs, GPUs with their rentals, open
 * models. One form for what is built in and for a file that a user gives with --prices: a map with
 * any of `apis`, `gpus`, `models`; src/catalog/ shows each entry. Keys match exactly.
 */
#ifndef LLMCOST_IO_CATALOG_READ_H
#define LLMCOST_IO_CATALOG_READ_H

#include "io/catalog/catalogs.h"
#include "text/yaml/yaml_tree.h"

enum { MAX_ALIASES = 12 };

enum catalog_kind { CATALOG_APIS, CATALOG_GPUS, CATALOG_MODELS, CATALOG_KINDS };

/* What an API costs from one date (incl.) to another (excl.), "" open. */
struct price_list {
    const char *from, *to;
    const char *source, *date; /* date: when these prices were known to hold */
    const char *licence;       /* of the source, NULL: not stated */
    int notes;
    const char *note[MAX_ENTRY_NOTES];
    int values;
    struct entry_value value[MAX_ENTRY_VALUES];
    struct entry_service service[SERVICES];
    int times;
    struct entry_time time[MAX_ENTRY_TIMES];
};
struct priced_api {
    const char *key;
    const char *provider;   /* NULL: not stated */
    const char *deprecated; /* the day from which it may be turned off, "" unknown */
    int notes;              /* beside those of the lists */
    const char *note[MAX_ENTRY_NOTES];
    int lists; /* at least one, in order of time */
    const struct price_list *list;
};
struct known_gpu {
    struct gpu_entry entry;
    const char *licence, *note; /* NULL: not stated */
    uint32_t line;
    int aliases;
    const char *alias[MAX_ALIASES];
};
struct known_model {
    struct model_entry entry;
    const char *licence; /* NULL: not stated */
    uint32_t line;
    int aliases;
    const char *alias[MAX_ALIASES];
};

/* All texts live in the tree. */
struct catalog {
    struct yaml_tree tree;
    int apis, lists, gpus, models;
    struct priced_api *api;
    struct price_list *list;
    struct known_gpu *gpu;
    struct known_model *model;
};

/* Whether a text looks like a catalog of this form, so that a file can be told from others. */
bool catalog_recognise(const char *text, size_t length);
/* Read a whole text; complaints have place.input = input. False, with at least one complaint, when
 * it cannot be used (E_NO_MEMORY: memory ran out). Free with catalog_free() in either case. */
bool catalog_parse(const char *text, size_t length, int input, struct catalog *ret_catalog,
                   struct llmcost_diags *diags);
/* One kind of what is built in. */
bool catalog_built_in(enum catalog_kind kind, struct catalog *ret_catalog,
                      struct llmcost_diags *diags);
/* The built-in entry of that exact API key alone, which is quicker: apis is 1, or 0 when there is
 * none. */
bool catalog_built_in_api(const char *key, struct catalog *ret_catalog,
                          struct llmcost_diags *diags);
/* The newest day on which a built-in price was known to hold. */
const char *catalog_built_in_day(char buffer[MAX_DATE]);
void catalog_free(struct catalog *catalog);

/* The prices in force at a date; as_of NULL or "": at the newest date of its lists. NULL when all
 * lists have ended or none has begun. */
const struct price_list *catalog_prices_at(const struct priced_api *api, const char *as_of);
/* The entry with the prices in force then; when none are, its refusal says so. */
void catalog_api_entry(const struct priced_api *api, const char *as_of,
                       struct api_entry *ret_entry);

/* The keys or ids of a kind, 0 to count - 1. */
int catalog_count(const struct catalog *catalog, enum catalog_kind kind);
const char *catalog_key(const struct catalog *catalog, enum catalog_kind kind, int index);
/* The names of an entry in turn: 0 is its key or id, then come its aliases; NULL after the last. */
const char *catalog_name(const struct catalog *catalog, enum catalog_kind kind, int index,
                         int name);
/* The entry of that key, or of that id or alias, in which case does not matter; -1: there is none.
 */
int catalog_find(const struct catalog *catalog, enum catalog_kind kind, const char *word);
/* Whether the key, or an alias, holds the pattern. */
bool catalog_matches(const struct catalog *catalog, enum catalog_kind kind, int index,
                     const char *pattern);
/* Add the keys that hold the word, else the nearest one, to what is in *candidates. */
void catalog_candidates(const struct catalog *catalog, enum catalog_kind kind, const char *word,
                        struct candidates *candidates);

#endif
