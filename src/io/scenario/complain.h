/* complain.h - complaints about the tree of a scenario, at the place of a node. */
#ifndef LLMCOST_IO_SCENARIO_COMPLAIN_H
#define LLMCOST_IO_SCENARIO_COMPLAIN_H

#include "io/number/number.h"
#include "io/scenario/ground.h"
#include "text/yaml/yaml_words.h"

#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void load_error(struct loader *loader, const struct yaml_node *node, int code, const char *format,
                ...);
/* What to write instead, of the last complaint. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void load_advice(struct loader *loader, const char *format, ...);

/* Memory ran out: the scenario is not all there. */
void complain_memory(struct loader *loader);
/* The key is there and nothing else: `PATH has no value`. */
void complain_no_value(struct loader *loader, const char *path, const struct yaml_node *node,
                       const struct llmcost_field *field);
/* `unknown key KEY in PATH`. */
void complain_key(struct loader *loader, const char *path, const struct yaml_node *key, int code);
/* The same, with advice, for a map that has its own few words, which need no table. */
void complain_unknown_word(struct loader *loader, const char *path, const struct yaml_node *key,
                           const char *const *words, size_t count);

/* "input_tokens, output_tokens": keys in a row, as many as fit. */
void list_keys(const char *const *keys, size_t count, char *buffer, size_t size);
/* The section with that key, or LLMCOST_SECTIONS. */
enum llmcost_section find_section(const char *name);

#endif
