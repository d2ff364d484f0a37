/* import.c - usage files of one format to a `workload:` fragment.
 * Knows what is refused and what is said about files; refuses to know any format
 * (io/import/usage/formats.c) and what follows from the sums (io/import/usage/write.c).
 */
#include "io/import/import.h"
#include "io/import/usage/detect.h"
#include "io/import/usage/write.h"
#include "text/yaml_tree.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_MALFORMED = 100 /* one of so many lines */,
    MONDAY = 72 /* 1970 began on a Thursday */
};

struct import {
    const char *const *paths;
    const struct import_options *options;
    struct llmcost_diags *diags;
    struct usage_progress progress;
    const struct usage_format *format;
    struct usage_seen *seen;
    int64_t (*span)[2]; /* from first to last, of each file */
    int more;           /* the file whose last page says that more follow, -1: none */
    struct usage all, file;
    struct usage_peaks peaks, file_peaks;
};

/* The last complaint is about that file. */
static void warn(struct import *import, int index)
{
    struct llmcost_diags *diags = import->diags;
    if (diags->count > 0)
        diags->list[diags->count - 1].place.input = (uint16_t)index;
}

static bool complain_outcome(struct import *import, int index, enum usage_outcome outcome,
                             uint64_t place, const char *why)
{
    struct llmcost_diags *diags = import->diags;
    const uint32_t line = place < UINT32_MAX ? (uint32_t)place : 0;
    switch (outcome) {
    case USAGE_UNREADABLE:
        place_error(diags, index, 0, 0, E_UNREADABLE, "cannot read it: %s", strerror((int)place));
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

/* ---- What is said about a file ---- */

/* Malformed lines are located one by one; false when there are too many. */
static bool judge_lines(struct import *import, int index)
{
    const struct usage *usage = &import->file;
    struct llmcost_diags *diags = import->diags;
    const uint64_t records = usage->good + usage->malformed;
    for (int i = 0; i < usage->notes; i++) {
        const struct usage_note *note = &usage->note[i];
        const uint32_t line = note->line < UINT32_MAX ? (uint32_t)note->line : 0;
        const uint32_t column = line > 0;
        if (note->record > 0)
            llmcost_complain(diags, LLMCOST_WARNING, W_IMPORT, line, column,
                             "record %" PRIu64 " is left out: %s", note->record, note->why);
        else
            llmcost_complain(diags, LLMCOST_WARNING, W_IMPORT, line, column, "left out: %s",
                             note->why);
        warn(import, index);
    }
    if (usage->malformed > (uint64_t)usage->notes) {
        llmcost_complain(diags, LLMCOST_WARNING, W_IMPORT, 0, 0,
                         "%" PRIu64 " more malformed records are left out",
                         usage->malformed - (uint64_t)usage->notes);
        warn(import, index);
    }
    if (usage->malformed * MOST_MALFORMED <= records)
        return true;
    place_error(diags, index, 0, 0, E_IMPORT_LINES,
                "%" PRIu64 " of %" PRIu64 " records are malformed: more than 1 %%",
                usage->malformed, records);
    llmcost_advise(diags, "correct them or take them out; the first ones are located below");
    return false;
}

static const struct {
    enum usage_oddity oddity;
    const char *text, *advice;
} oddities[] = {
    {.oddity = USAGE_AUDIO,
     .text = "audio tokens, which have prices of their own, are counted as text"},
    {.oddity = USAGE_SEARCHES,
     .text = "web searches, which are billed apart from tokens, are not imported"},
    {.oddity = USAGE_OVERLAPS,
     .text = "buckets overlap the one before",
     .advice = "is anything in the file twice?"},
    {.oddity = USAGE_BILLED,
     .text = "responses bill other units than their tokens, the tokens are taken"},
    {.oddity = USAGE_TWICE,
     .text = "figures are stated twice in one object, the last one is taken"},
    {.oddity = USAGE_BLOCKS,
     .text = "requests have other hash_ids than one for each 512 tokens",
     .advice = "cached_share is no upper bound then"},
    {.oddity = USAGE_BLOCKS_FULL,
     .text = "requests have hash_ids beyond 33,554,431, not counted as cached",
     .advice = "cached_share is too low then"},
};

static void say_oddities(struct import *import, int index)
{
    const struct usage *usage = &import->file;
    for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++) {
        const uint64_t count = usage->oddity[oddities[i].oddity];
        if (count == 0)
            continue;
        llmcost_complain(import->diags, LLMCOST_WARNING, W_IMPORT, 0, 0, "%s: %" PRIu64,
                         oddities[i].text, count);
        if (oddities[i].advice != NULL)
            llmcost_advise(import->diags, "%s", oddities[i].advice);
        warn(import, index);
    }
    if (usage->oddity[USAGE_UNKNOWN] > 0) {
        llmcost_complain(import->diags, LLMCOST_WARNING, W_IMPORT, 0, 0, "\"%s\" is not read",
                         usage->unknown);
        llmcost_advise(import->diags, "are these tokens inside of the input or beside it?");
        warn(import, index);
    }
}

/* What must not be imported at all. */
static bool judge_file(struct import *import, int index)
{
    const struct usage *usage = &import->file;
    struct llmcost_diags *diags = import->diags;
    if (usage->oddity[USAGE_MONEY] > 0) {
        place_error(diags, index, 0, 0, E_IMPORT_REFUSED,
                    "this is a costs report: amounts of money, no tokens");
        llmcost_advise(diags, "fetch the usage report instead (OpenAI: usage/completions; "
                              "Anthropic: usage_report/messages)");
        return false;
    }
    if (!judge_lines(import, index))
        return false;
    if (usage->overflow) {
        place_error(diags, index, 0, 0, E_IMPORT_READ, "its sums are too large");
        return false;
    }
    if (import->format == &usage_formats[USAGE_FORMAT_FOCUS] && usage->input + usage->output == 0) {
        place_error(diags, index, 0, 0, E_IMPORT_MISSING,
                    "no row of this bill counts tokens (%" PRIu64 " count hours)",
                    usage->oddity[USAGE_GPU_ROWS]);
        llmcost_advise(diags, "GPU hours are imported by llmcost import gpus");
        return false;
    }
    say_oddities(import, index);
    return true;
}

/* ---- Files together ---- */

/* The same time in two files may be the same usage. */
static void judge_overlap(struct import *import, int index)
{
    import->span[index][0] = import->file.first;
    import->span[index][1] = import->file.last;
    for (int i = 0; i < index; i++)
        if (import->span[i][0] < import->file.last && import->file.first < import->span[i][1] &&
            (import->format->buckets || import->format->relative)) {
            llmcost_complain(import->diags, LLMCOST_WARNING, W_IMPORT, 0, 0,
                             "it covers a time that %.100s covers too: both are added up",
                             import->paths[i]);
            llmcost_advise(import->diags, "give each part of the usage once");
            warn(import, index);
            return;
        }
}

/* A page that says that more follow is complete when another one starts where it ends. */
static bool judge_pages(struct import *import, int count, const bool *more)
{
    bool good = true;
    for (int i = 0; i < count; i++) {
        bool found = false;
        for (int k = 0; k < count && more[i]; k++)
            found = found || (k != i && import->span[k][0] == import->span[i][1]);
        if (!more[i] || found)
            continue;
        place_error(import->diags, i, 0, 0, E_IMPORT_REFUSED,
                    "has_more is true: more pages follow, so this is not all of the usage");
        llmcost_advise(import->diags,
                       "fetch the next pages (page=NEXT_PAGE) and give all files together");
        good = false;
    }
    return good;
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

/* One file to the sums; *ret_more: its last page says that more follow. */
static bool import_file(struct import *import, int index, struct usage_job *job, bool *ret_more,
                        bool *ret_no_memory)
{
    struct usage_input input;
    uint64_t place = 0;
    const char *why = NULL;
    bool good = false;
    enum usage_outcome outcome = usage_open(import->paths[index], &input, &place);
    *ret_no_memory = outcome == USAGE_NO_MEMORY;
    if (outcome != USAGE_DONE)
        return complain_outcome(import, index, outcome, place, why);
    usage_peaks_begin(&import->file_peaks);
    usage_begin(&import->file, &import->file_peaks, 0);
    import->file.phase = import->all.phase;
    job->scene.usage = &import->file;
    if (!usage_detect(&input, index, job, import->diags) ||
        !same_format(import, job->scene.format, index))
        goto counted;
    import->file.week_shift = job->scene.format->relative ? 0 : MONDAY;
    if (job->scene.format == &usage_formats[USAGE_FORMAT_MOONCAKE] && import->seen == NULL) {
        import->seen = usage_seen_new();
        *ret_no_memory = import->seen == NULL;
        if (*ret_no_memory)
            goto counted;
    }
    job->scene.seen = import->seen;
    job->progress = &import->progress;
    outcome = usage_read(&input, job, &import->file, &place, &why);
    usage_progress_clear(&import->progress);
    *ret_no_memory = outcome == USAGE_NO_MEMORY;
    good = outcome == USAGE_DONE ? judge_file(import, index)
                                 : complain_outcome(import, index, outcome, place, why);
    if (good) {
        *ret_more = import->file.oddity[USAGE_MORE] > 0;
        judge_overlap(import, index);
        usage_peaks_merge(&import->peaks, &import->file_peaks);
        import->all.week_shift = import->file.week_shift;
        import->file.notes = 0;
        usage_merge(&import->all, &import->file);
        import->all.peaks = &import->peaks;
        *ret_no_memory = import->peaks.no_memory;
    }
counted:
    usage_peaks_end(&import->file_peaks);
    usage_close(&input);
    return good && !*ret_no_memory;
}

static bool judge_all(struct import *import, int count)
{
    if (import->all.requests > 0 || ((import->all.knows & USAGE_KNOWS_REQUESTS) == 0 &&
                                     import->all.input + import->all.output > 0))
        return true;
    place_error(import->diags, count - 1, 0, 0, E_IMPORT_MISSING, "there is no usage in %s",
                count == 1 ? "it" : "these files");
    return false;
}

static bool import_files(struct import *import, int count, FILE *out, bool *ret_no_memory)
{
    bool *more = calloc((size_t)count, sizeof *more);
    bool good = more != NULL;
    *ret_no_memory = more == NULL;
    for (int i = 0; i < count && !*ret_no_memory; i++) {
        struct usage_job job = {.mode = USAGE_BY_ROWS};
        if (!usage_columns(import->options->columns, &job.scene, import->diags)) {
            good = false;
            break;
        }
        good = import_file(import, i, &job, &more[i], ret_no_memory) && good;
    }
    good = good && !*ret_no_memory && judge_pages(import, count, more) && judge_all(import, count);
    if (good) {
        const struct usage_origin origin = {
            .format = import->format, .file = import->paths[0], .files = count};
        usage_write(out, &import->all, &origin);
    }
    free(more);
    return good;
}

bool import_usage(const char *const *paths, int count, const struct import_options *options,
                  FILE *out, struct llmcost_diags *diags, bool *ret_no_memory)
{
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
    if (import->span != NULL) {
        usage_peaks_begin(&import->peaks);
        usage_begin(&import->all, &import->peaks, 0);
        good = import_files(import, count, out, ret_no_memory);
        usage_peaks_end(&import->peaks);
    }
    usage_seen_free(import->seen);
    free(import->span);
    free(import);
    return good;
}
