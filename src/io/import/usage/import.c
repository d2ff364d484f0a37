/* import.c - usage files of one format to a `workload:` fragment.
 * Knows the steps; refuses to know any format (readers/), what is refused
 * (result/judge.c) and what follows from the sums (result/write.c).
 */
#include "io/import/import.h"
#include "io/import/usage/detect.h"
#include "io/import/usage/result/judge.h"
#include "io/import/usage/result/write.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MONDAY = 72 /* 1970 began on a Thursday */ };

struct import {
    const char *const *paths;
    const struct import_options *options;
    struct llmcost_diags *diags;
    struct usage_progress progress;
    const struct usage_format *format;
    struct usage_seen *seen;
    struct usage_log log, all; /* of the file at hand, of all */
    struct usage_ids ids;
    struct usage_pages pages;
    int64_t (*span)[2]; /* from first to last, of each file */
    struct usage_models models;
};

static bool complain_outcome(struct import *import, int index, enum usage_outcome outcome,
                             uint64_t place, const char *why)
{
    struct llmcost_diags *diags = import->diags;
    const uint32_t line = place < UINT32_MAX ? (uint32_t)place : 0;
    switch (outcome) {
    case USAGE_UNREADABLE:
        place_error(diags, index, 0, 0, E_UNREADABLE, "cannot read it: %s", strerror((int)place));
        break;
    case USAGE_SHRANK:
        place_error(diags, index, 0, 0, E_IMPORT_READ,
                    "it shrank while it was read: it had %" PRIu64 " bytes", place);
        llmcost_advise(diags, "copy a log that is rotated before it is imported");
        break;
    case USAGE_TOO_LONG:
        place_error(diags, index, line, line > 0, E_IMPORT_READ, "a record is longer than 4 MiB");
        llmcost_advise(diags, "is a quote or a bracket never closed?");
        break;
    case USAGE_NOT_JSON:
        place_error(diags, index, line, line > 0, E_IMPORT_READ, "this is not JSON: %s", why);
        llmcost_advise(diags, "is the file complete?");
        break;
    default:
        break;
    }
    return false;
}

/* ---- Files together ---- */

/* The same time in two files may be the same usage. */
static void judge_overlap(struct import *import, int index)
{
    const bool sums = (import->format->evident & (USAGE_HAS_PERIOD | USAGE_IS_SUM)) != 0 &&
                      import->format != &usage_formats[USAGE_FORMAT_PROMETHEUS];
    import->span[index][0] = import->log.first;
    import->span[index][1] = import->log.last;
    for (int i = 0; i < index; i++)
        if (import->span[i][0] < import->log.last && import->log.first < import->span[i][1] &&
            (sums || import->format->relative)) {
            place_warn(import->diags, index, 0, 0,
                       "it covers a time that %.100s covers too: both are added up",
                       import->paths[i]);
            llmcost_advise(import->diags, "give each part of the usage once");
            return;
        }
}

static bool same_format(struct import *import, const struct usage_format *format, int index)
{
    if (import->format == NULL)
        import->format = format;
    if (import->format == format)
        return true;
    place_error(import->diags, index, 0, 0, E_IMPORT_MIXED, "this is %s, the first file is %s",
                format->name, import->format->name);
    llmcost_advise(import->diags, "import them one by one: they may count the same requests");
    return false;
}

/* One file to the sums. */
static bool import_file(struct import *import, struct usage_job *job, bool *ret_no_memory)
{
    const int index = job->input;
    struct usage_input input;
    uint64_t place = 0;
    const char *why = NULL;
    bool good = false;
    enum usage_outcome outcome = usage_open(import->paths[index], &input, &place);
    *ret_no_memory = outcome == USAGE_NO_MEMORY;
    if (outcome != USAGE_DONE)
        return complain_outcome(import, index, outcome, place, why);
    usage_log_begin(&import->log);
    if (!usage_detect(&input, job) || !same_format(import, job->scene.format, index))
        goto closed;
    usage_models_week(&import->models, import->format->relative ? 0 : MONDAY);
    if (import->format == &usage_formats[USAGE_FORMAT_MOONCAKE] && import->seen == NULL) {
        import->seen = usage_seen_new();
        *ret_no_memory = import->seen == NULL;
        if (*ret_no_memory)
            goto closed;
    }
    job->scene.seen = import->seen;
    job->progress = &import->progress;
    outcome = usage_read(&input, job, &place, &why);
    usage_progress_clear(&import->progress);
    *ret_no_memory = outcome == USAGE_NO_MEMORY;
    good = outcome == USAGE_DONE
               ? usage_judge_file(import->format, &import->log, index, import->diags)
               : complain_outcome(import, index, outcome, place, why);
    if (good) {
        judge_overlap(import, index);
        usage_log_merge(&import->all, &import->log);
    }
closed:
    usage_close(&input);
    return good && !*ret_no_memory;
}

/* Every fragment is judged before the first is written. */
static bool write_all(struct import *import, int count, FILE *out)
{
    const struct usage_models *models = &import->models;
    struct usage_origin origin = {.format = import->format,
                                  .log = &import->all,
                                  .models = models,
                                  .file = import->paths[0],
                                  .files = count};
    int written = 0;
    bool good = true;
    if (!models->apart) {
        good = usage_judge_sums(import->format, &models->taken, count, import->diags);
        if (good)
            usage_write(out, &models->taken, &origin);
        return good;
    }
    for (int i = 0; i < models->count; i++)
        if (models->model[i].is_taken && models->model[i].usage->records > 0) {
            good = usage_judge_sums(import->format, models->model[i].usage, count, import->diags) &&
                   good;
            written++;
        }
    if (written == 0)
        return usage_complain_none(count, import->diags);
    written = 0;
    for (int i = 0; good && i < models->count; i++)
        if (models->model[i].is_taken && models->model[i].usage->records > 0) {
            if (written++ > 0)
                fputs("---\n", out);
            origin.model = &models->model[i];
            usage_write(out, models->model[i].usage, &origin);
        }
    return good;
}

static bool import_files(struct import *import, int count, FILE *out, bool *ret_no_memory)
{
    bool good = true;
    *ret_no_memory = false;
    for (int i = 0; i < count && !*ret_no_memory; i++) {
        struct usage_job job = {.input = i,
                                .diags = import->diags,
                                .scene = {.models = &import->models,
                                          .ids = &import->ids,
                                          .log = &import->log,
                                          .pages = &import->pages}};
        if (!usage_columns(import->options->columns, &job.scene, import->diags))
            return false;
        good = import_file(import, &job, ret_no_memory) && good;
    }
    if (!good || *ret_no_memory)
        return false;
    usage_models_close(&import->models, import->all.first, import->all.last);
    *ret_no_memory = import->models.no_memory;
    return !*ret_no_memory && usage_judge_pages(&import->pages, import->diags) &&
           usage_judge_models(&import->models, import->all.added > 0, count - 1, import->diags) &&
           write_all(import, count, out);
}

static struct usage_limits limits_of(const struct import_options *options)
{
    struct usage_limits limits = {.count = 0};
    for (int i = 0; i < options->long_overs && limits.count < USAGE_THRESHOLDS; i++) {
        const uint64_t over = (uint64_t)options->long_over[i];
        int at = limits.count;
        for (; at > 0 && limits.over[at - 1] > over; at--)
            limits.over[at] = limits.over[at - 1];
        limits.over[at] = over;
        limits.count++;
    }
    return limits;
}

bool import_usage(const char *const *paths, int count, const struct import_options *options,
                  FILE *out, struct llmcost_diags *diags, bool *ret_no_memory)
{
    const struct usage_limits limits = limits_of(options);
    struct import *import = calloc(1, sizeof *import);
    bool good = false;
    *ret_no_memory = true;
    if (import == NULL)
        return false;
    import->paths = paths;
    import->options = options;
    import->diags = diags;
    import->progress.out = options->progress;
    import->span = calloc((size_t)count, sizeof *import->span);
    usage_log_begin(&import->all);
    usage_models_begin(&import->models, options->pattern, options->per_model, &limits);
    if (import->span != NULL)
        good = import_files(import, count, out, ret_no_memory);
    usage_models_end(&import->models);
    usage_ids_end(&import->ids);
    usage_seen_free(import->seen);
    free(import->pages.page);
    free(import->span);
    free(import);
    return good;
}
