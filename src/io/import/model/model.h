/* model.h - what a model's config.json says, and what follows from it: shared by the files of
 * import model.
 */
#ifndef LLMCOST_IO_IMPORT_MODEL_MODEL_H
#define LLMCOST_IO_IMPORT_MODEL_MODEL_H

#include "io/import/file.h"

#include <cjson/cJSON.h>

/* A config while it is read: complaints carry the place of a key. */
struct model_config {
    const struct import_file *file;
    const char *text;
    const cJSON *keys;  /* those of the language model */
    const cJSON *whole; /* all of the file: the same, or around them */
    struct llmcost_diags *diags;
};

/* The facts of a `models` entry; 0 where there is none. */
struct model_facts {
    char type[64];
    const char *precision;
    double parameters, active_parameters, experts, active_experts, expert_parameters;
    double layers, hidden, heads, kv_heads, head_size, latent, attention_width;
    double linear_layers, window, window_layers, vocabulary;
    bool is_tied; /* the output embedding is the input's */
};

/* A key of the config, NULL when it is missing or null. */
const cJSON *model_key(const struct model_config *config, const char *key);
/* The whole number under the first of the names, parted by blanks, that has one; otherwise 0. */
double model_number(const struct model_config *config, const char *names);
bool model_is_true(const struct model_config *config, const char *key);
/* False, after a complaint at the key (NULL: at the file). */
bool model_refuse(const struct model_config *config, const cJSON *at, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;

/* What the config states (read.c): shapes, windows, precision; refused when it cannot be known. */
bool model_read(const struct model_config *config, struct model_facts *ret_facts);
/* What follows from it (count.c): parameters, those active, those of an expert. */
bool model_count(const struct model_config *config, struct model_facts *facts);

#endif
