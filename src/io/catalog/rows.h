/* rows.h - one entry of a catalog read by a table of its keys. A key is one row; what no
 * row names is refused, and so is an entry that lacks a required one. */
#ifndef LLMCOST_IO_CATALOG_ROWS_H
#define LLMCOST_IO_CATALOG_ROWS_H

#include "io/catalog/read.h"

enum entry_kind {
    ENTRY_TEXT,   /* const char *, never empty */
    ENTRY_DATE,   /* const char *, 2026-11-21 */
    ENTRY_WORD,   /* uint8_t: the index of one of `words` */
    ENTRY_FLAG,   /* bool */
    ENTRY_NUMBER, /* double, in `scale` */
    ENTRY_LIST,   /* an int, then room for max texts: one text or a list of them */
    ENTRY_OTHER,  /* read by who asked: *offset is a const struct yaml_node * */
};

struct entry_row {
    const char *key;
    const char *const *words; /* ended by NULL */
    const char *scale;        /* the letter that the number stands for: B, T; NULL: none */
    double min, max;
    size_t offset, list_offset; /* list_offset: of the texts of a list */
    int list_max;
    uint8_t kind; /* enum entry_kind */
    bool required, whole, above_min;
};

/* Of a row of such a list: where its number and its texts are, and how many there may be. */
#define ENTRY_TEXTS(count, texts, most)                                                            \
    .kind = ENTRY_LIST, .offset = (count), .list_offset = (texts), .list_max = (most)

/* What is being read, for complaints: "GPU h100-sxm". */
struct entry_place {
    int input;
    const char *kind, *id;
    struct llmcost_diags *diags;
};

/* False, for `return entry_error(...)`. */
bool entry_error(const struct entry_place *place, const struct yaml_node *at, const char *format,
                 ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
/* Read a map into *base. `other` gets the keys that no row names and says whether it took them; it
 * may be NULL. All that is wrong is complained about. */
bool entry_read(const struct entry_place *place, const struct yaml_node *map,
                const struct entry_row *rows, int count, void *base,
                bool (*other)(const struct entry_place *place, const struct yaml_node *node,
                              void *base, bool *ret_good));
/* A number in `scale`, complained about when it is none. */
bool entry_number(const struct entry_place *place, const struct yaml_node *node, const char *scale,
                  double *ret_value);

/* The entries, one struct each; map is the value under `apis`, `gpus`, `models`. What cannot be
 * used is complained about and left out. */
void catalog_read_apis(const struct yaml_node *map, int input, struct catalog *catalog,
                       struct llmcost_diags *diags);
void catalog_read_gpus(const struct yaml_node *map, int input, struct catalog *catalog,
                       struct llmcost_diags *diags);
void catalog_read_models(const struct yaml_node *map, int input, struct catalog *catalog,
                         struct llmcost_diags *diags);

#endif
