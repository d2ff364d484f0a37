/* parts.h - what the parts of the loader share with each other and with nobody else. */
#ifndef LLMCOST_IO_SCENARIO_PARTS_H
#define LLMCOST_IO_SCENARIO_PARTS_H

#include "io/scenario/load.h"
#include "text/yaml_tree.h"
#include "text/yaml_words.h"

struct loader {
    struct llmcost_scenario *scenario;
    struct llmcost_diags *diags;
    struct yaml_tree tree;
    struct yaml_node *root;
    bool incomplete;       /* a part could not be read: the scenario as a whole cannot be judged */
    const char *file_name; /* of the scenario: a load in a file of its own stands beside it */
    struct source *csv;    /* where that file goes, NULL when none may be read */
    int csv_input;         /* its number in complaints */
    struct catalogs *catalogs, *own_catalogs; /* the second are the loader's to close */
};

/* A place that legal keys depend on: entry `index` of a section, under a path for messages. */
struct spot {
    enum llmcost_section section;
    int index;
    const char *path; /* "apis.hosted"; "" for the top */
};

enum { NUMBER_TEXT = 48 };

/* enum llmcost_origin of a value: the file, or a --set. */
static inline uint8_t node_origin(const struct yaml_node *node)
{
    return node->place.input > 0 ? LLMCOST_SET : LLMCOST_FILE;
}

#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void load_error(struct loader *loader, const struct yaml_node *node, int code, const char *format,
                ...);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void load_advice(struct loader *loader, const char *format, ...);
/* The key is there and nothing else: `PATH has no value`. */
void complain_no_value(struct loader *loader, const char *path, const struct yaml_node *node,
                       const struct llmcost_field *field);
/* A number as people write it: 730, 0.02, 9T. Returns buffer. */
const char *plain_number(double value, char *buffer, size_t size);

/* ---- Values: each complains under `path` and leaves a value in place that harms no later check
 */
bool load_plain_number(struct loader *loader, const char *path, const struct llmcost_field *field,
                       const struct yaml_node *node, double *ret_value);
void load_number(struct loader *loader, const char *path, const struct llmcost_field *field,
                 const struct yaml_node *node, struct llmcost_input *ret_input);
void load_boolean(struct loader *loader, const char *path, const struct yaml_node *node,
                  struct llmcost_input *ret_input);
void load_text(struct loader *loader, const char *path, const struct llmcost_field *field,
               const struct yaml_node *node, struct llmcost_name *ret_name);
/* A value as if it were stated, so that nothing further is said about it. */
void assume_stated(const struct llmcost_field *field, const struct yaml_node *node,
                   struct llmcost_input *ret_input);
void load_load(struct loader *loader, const char *path, const struct yaml_node *node,
               struct llmcost_load *ret_load);
/* The two forms of a load that stand elsewhere: in the catalog, in a file. */
void load_named_shape(struct loader *loader, const char *path, const struct yaml_node *node,
                      struct llmcost_load *ret_load);
void load_csv(struct loader *loader, const char *path, const struct yaml_node *node,
              struct llmcost_load *ret_load);
void load_extras(struct loader *loader, const char *path, const struct yaml_node *node,
                 struct llmcost_common *ret_common);

/* A list of words, kept as one text with commas; money or a percentage, kept as it is written. */
void load_words(struct loader *loader, const char *path, const struct yaml_node *node,
                struct llmcost_name *ret_name);
void load_change(struct loader *loader, const char *path, const struct llmcost_field *field,
                 const struct yaml_node *node, struct llmcost_name *ret_name);

/* Where what is written of a number is kept beside its value; NULL where it is not. */
double *written_number(struct llmcost_scenario *scenario, enum llmcost_section section, int index,
                       const struct llmcost_field *field);
/* Keep there what the file itself wrote. */
void keep_written(struct loader *loader, struct spot spot, const struct llmcost_field *field,
                  const struct yaml_node *node);

/* ---- Keys */
void complain_unknown_key(struct loader *loader, struct spot spot, const struct yaml_node *key);
/* The same for a map that has its own few words, which need no table. */
void complain_unknown_word(struct loader *loader, const char *path, const struct yaml_node *key,
                           const char *const *words, size_t count);
/* The section with that key, or LLMCOST_SECTIONS. */
enum llmcost_section find_section(const char *name);

/* Characters in so many bytes of UTF-8. */
uint32_t characters(const char *text, size_t length);

/* ---- What the catalogs say of the options that name an entry of them */
void load_from_catalogs(struct loader *loader);

/* ---- --set: graft PATH=VALUE into the tree */
void apply_set(struct loader *loader, const struct source *set, int number);

#endif
