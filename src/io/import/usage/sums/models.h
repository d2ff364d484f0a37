/* models.h - whose usage it is: sums by model, those that --match takes, and ids of calls, so that
 * what was logged twice counts once.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_SUMS_MODELS_H
#define LLMCOST_IO_IMPORT_USAGE_SUMS_MODELS_H

#include "io/import/usage/sums/usage.h"

enum {
    USAGE_MODELS = 64, /* told apart by their names; all others are one */
    USAGE_MODEL_NAME = 96,
    USAGE_MAX_IDS = 1 << 21, /* slots: 32 MB */
};

struct usage_model {
    char name[USAGE_MODEL_NAME]; /* "" is not stated */
    size_t length;
    bool is_taken;
    bool embeds; /* by its name, or by what was called */
    uint64_t requests, input, output;
    struct usage *usage; /* where its records go: its own, or that of all that are taken, or not */
};

struct usage_models {
    const char *pattern; /* of --match, NULL: all are taken */
    bool apart;          /* each model has sums of its own */
    struct usage_limits limits;
    int spare; /* chunks, struct usage_peaks */
    int64_t week_shift;
    int count;
    bool too_many, no_memory;
    struct usage_model model[USAGE_MODELS];
    struct usage taken, others;
};

/* pattern NULL: all models; over NULL: the usual threshold. */
void usage_models_begin(struct usage_models *models, const char *pattern, bool apart,
                        const struct usage_limits *limits);
void usage_models_end(struct usage_models *models);
/* Times count from a Monday so many hours before time 0. Before anything is added. */
void usage_models_week(struct usage_models *models, int64_t week_shift);
/* The model of that name; `kind` is a word behind it, "" for none. */
struct usage_model *usage_model(struct usage_models *models, const char *name, size_t length,
                                const char *kind);
/* How many models that are taken have usage. */
int usage_models_taken(const struct usage_models *models);
/* All was added (usage_close_sums), over the time from first to last, which the files cover. */
void usage_models_close(struct usage_models *models, int64_t first, int64_t last);

/* ---- Ids ---- */

struct usage_ids {
    struct usage_id {
        uint64_t print; /* of the id; 0: free */
        uint64_t output;
    } * id;
    size_t room, count;
    bool no_memory;
};

/* Whether the id was there before; then *ret_more is how many output tokens more it has now (parts
 * of a stream are logged with what has come so far). *ret_forgot: room was made by forgetting. */
bool usage_id_seen(struct usage_ids *ids, const char *text, size_t length, uint64_t output,
                   uint64_t *ret_more, bool *ret_forgot);
void usage_ids_end(struct usage_ids *ids);

#endif
