/* models.c - sums by model, and ids of calls (io/import/usage/sums/models.h). An id is kept as 64
 * bits of a hash: among a million ids one is lost with a chance of 3 in 100 million.
 */
#include "io/import/usage/sums/models.h"
#include "io/import/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_IDS = 1 << 10 };

/* ---- Models ---- */

void usage_models_begin(struct usage_models *models, const char *pattern, bool apart,
                        const struct usage_limits *limits)
{
    memset(models, 0, sizeof *models);
    models->pattern = pattern;
    models->apart = apart;
    models->limits = limits != NULL && limits->count > 0
                         ? *limits
                         : (struct usage_limits){.count = 1, .over = {USAGE_LONG_CONTEXT}};
    models->spare = USAGE_MAX_CHUNKS;
    usage_begin(&models->taken, &models->limits, &models->spare, 0);
    usage_begin(&models->others, &models->limits, &models->spare, 0);
}

void usage_models_end(struct usage_models *models)
{
    for (int i = 0; models->apart && i < models->count; i++)
        if (models->model[i].is_taken) {
            usage_end(models->model[i].usage);
            free(models->model[i].usage);
        }
    usage_end(&models->taken);
    usage_end(&models->others);
}

void usage_models_week(struct usage_models *models, int64_t week_shift)
{
    models->week_shift = models->taken.week_shift = models->others.week_shift = week_shift;
}

static struct usage *new_sums(struct usage_models *models)
{
    struct usage *usage = malloc(sizeof *usage);
    if (usage == NULL) {
        models->no_memory = true;
        return NULL;
    }
    usage_begin(usage, &models->limits, &models->spare, models->week_shift);
    return usage;
}

struct usage_model *usage_model(struct usage_models *models, const char *name, size_t length,
                                const char *kind)
{
    char text[USAGE_MODEL_NAME];
    int used = snprintf(text, sizeof text, "%.*s%s%s", (int)(length < 80 ? length : 80),
                        name != NULL ? name : "", length > 0 && kind[0] != '\0' ? " " : "", kind);
    used = used < 0 ? 0 : used;
    for (int i = 0; i < models->count; i++)
        if (models->model[i].length == (size_t)used &&
            memcmp(models->model[i].name, text, (size_t)used) == 0)
            return &models->model[i];
    if (models->count == USAGE_MODELS) {
        models->too_many = true;
        return &models->model[USAGE_MODELS - 1];
    }
    struct usage_model *model = &models->model[models->count];
    memcpy(model->name, text, sizeof text);
    model->length = (size_t)used;
    model->embeds = import_holds(text, "embed");
    model->is_taken = models->pattern == NULL || import_matches(text, models->pattern);
    model->usage = model->is_taken ? &models->taken : &models->others;
    if (models->apart && model->is_taken) {
        model->usage = new_sums(models);
        if (model->usage == NULL) {
            model->is_taken = false;
            model->usage = &models->others;
        }
    }
    models->count++;
    return model;
}

int usage_models_taken(const struct usage_models *models)
{
    int taken = 0;
    for (int i = 0; i < models->count; i++)
        taken += models->model[i].is_taken && models->model[i].input + models->model[i].output > 0;
    return taken;
}

/* A model has its share of the time that the files cover, even if it was called in a part of it. */
static void close_one(struct usage *usage, int64_t first, int64_t last)
{
    if ((usage->knows & USAGE_KNOWS_TIME) != 0) {
        usage->is_last = usage->last >= last;
        usage->first = first < usage->first ? first : usage->first;
        usage->last = last > usage->last ? last : usage->last;
    }
    usage_close_sums(usage);
}

void usage_models_close(struct usage_models *models, int64_t first, int64_t last)
{
    for (int i = 0; models->apart && i < models->count; i++)
        if (models->model[i].is_taken) {
            close_one(models->model[i].usage, first, last);
            models->no_memory = models->no_memory || models->model[i].usage->peaks.no_memory;
        }
    close_one(&models->taken, first, last);
    models->no_memory = models->no_memory || models->taken.peaks.no_memory;
}

/* ---- Ids ---- */

static uint64_t print_of(const char *text, size_t length)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
    hash = (hash ^ hash >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
    return hash != 0 ? hash : 1;
}

static struct usage_id *slot_of(const struct usage_ids *ids, uint64_t print)
{
    size_t at = (size_t)print & (ids->room - 1);
    while (ids->id[at].print != 0 && ids->id[at].print != print)
        at = (at + 1) & (ids->room - 1);
    return &ids->id[at];
}

/* Room for one more; at the most all are forgotten, for those just before count most. */
static bool make_room(struct usage_ids *ids, bool *ret_forgot)
{
    const size_t room = ids->room == 0 ? FIRST_IDS : ids->room * 2;
    if (ids->room > 0 && ids->count < ids->room / 4 * 3)
        return true;
    if (room > USAGE_MAX_IDS) {
        memset(ids->id, 0, ids->room * sizeof *ids->id);
        ids->count = 0;
        *ret_forgot = true;
        return true;
    }
    struct usage_ids larger = {
        .id = calloc(room, sizeof *ids->id), .room = room, .no_memory = ids->no_memory};
    if (larger.id == NULL) {
        ids->no_memory = true;
        return false;
    }
    for (size_t i = 0; i < ids->room; i++)
        if (ids->id[i].print != 0)
            *slot_of(&larger, ids->id[i].print) = ids->id[i];
    larger.count = ids->count;
    free(ids->id);
    *ids = larger;
    return true;
}

bool usage_id_seen(struct usage_ids *ids, const char *text, size_t length, uint64_t output,
                   uint64_t *ret_more, bool *ret_forgot)
{
    const uint64_t print = print_of(text, length);
    *ret_forgot = false;
    *ret_more = 0;
    if (!make_room(ids, ret_forgot))
        return false;
    struct usage_id *id = slot_of(ids, print);
    const bool seen = id->print != 0;
    if (seen && output > id->output) {
        *ret_more = output - id->output;
        id->output = output;
    } else if (!seen) {
        *id = (struct usage_id){.print = print, .output = output};
        ids->count++;
    }
    return seen;
}

void usage_ids_end(struct usage_ids *ids)
{
    free(ids->id);
    *ids = (struct usage_ids){.room = 0};
}
