/* choose.c - which runs go together.
 * Knows hosts (model, hardware, GPUs, precision, engine) and mixes (tokens per request); refuses
 * to know formats. Runs of different tokens/s are never put side by side.
 */
#include "core/base/count.h"
#include "io/import/bench/bench.h"
#include "text/yaml/fragment.h"

#include <stdlib.h>
#include <string.h>

/* Runs are of one mix when their means differ by at most so much. */
static const double SAME_MIX = 0.05;
enum { MAX_REPORTS = 10 };

static bool is_near(double a, double b)
{
    const double off = a > b ? a - b : b - a;
    return off <= 1 || off <= SAME_MIX * (a > b ? a : b);
}

static bool same_mix(const struct bench_run *a, const struct bench_run *b)
{
    return is_near(a->input_tokens, b->input_tokens) &&
           is_near(a->output_tokens, b->output_tokens) && is_near(a->all_tokens, b->all_tokens);
}

static bool same_host(const struct bench_run *a, const struct bench_run *b)
{
    return strcmp(a->model, b->model) == 0 && strcmp(a->hardware, b->hardware) == 0 &&
           strcmp(a->precision, b->precision) == 0 && strcmp(a->engine, b->engine) == 0 &&
           strcmp(a->setting, b->setting) == 0 && a->gpus == b->gpus;
}

static bool matches(const struct bench_run *run, const char *pattern)
{
    char text[2 * BENCH_NAME + 6 * BENCH_WORD];
    snprintf(text, sizeof text, "%s %s x%g %s %s %s %s", run->model, run->hardware, run->gpus,
             run->precision, run->engine, run->setting, run->label);
    return import_matches(text, pattern);
}

/* ---- What must agree ---- */

/* tp8 in a file's name, as the hint that it is; false when there is none. */
static bool name_hint(const char *file, char *buffer, size_t size)
{
    for (const char *at = file; (at = strstr(at, "tp")) != NULL; at++) {
        const size_t digits = strspn(at + 2, "0123456789");
        const bool starts = at == file || strchr("_-. ", at[-1]) != NULL;
        if (starts && digits > 0 && digits < 5) {
            snprintf(buffer, size, "its name says %.*s", (int)digits + 2, at);
            return true;
        }
    }
    return false;
}

/* What looks like a number of GPUs: a field of the run, or the name of its file. "": nothing. */
static void hint_of(const struct bench_run *run, char *hint, size_t size)
{
    if (run->hint[0] != '\0' || !name_hint(run->file, hint, size))
        snprintf(hint, size, "%s", run->hint);
}

static void complain_gpus(const struct bench_run *run, const char *hint,
                          struct llmcost_diags *diags)
{
    const bool any = hint[0] != '\0';
    place_error(diags, run->input, run->line, run->column, E_IMPORT_MISSING,
                "no field of a %s result says how many GPUs served it%s%s%s", run->tool,
                any ? " (" : "", hint, any ? ")" : "");
    llmcost_advise(diags, "write --gpus N: all GPUs of one replica, tensor and pipeline parallel "
                          "together; it becomes gpus_per_replica");
}

/* --gpus stands for all runs: it does not where a sweep went over the GPUs of a server. */
static bool check_hints(const struct bench_runs *runs, const struct import_options *options,
                        struct llmcost_diags *diags)
{
    const struct bench_run *first = NULL;
    for (int i = 0; i < runs->count && options->gpus > 0; i++) {
        const struct bench_run *run = &runs->list[i];
        if (run->hint[0] == '\0')
            continue;
        first = first == NULL ? run : first;
        if (strcmp(first->hint, run->hint) == 0)
            continue;
        place_error(diags, run->input, run->line, run->column, E_IMPORT_REFUSED,
                    "--gpus %d cannot hold for all runs: %s here, but %s in %.60s", options->gpus,
                    run->hint, first->hint, first->file);
        llmcost_advise(diags, "import the runs of each number of GPUs by themselves; --match "
                              "narrows them");
        return false;
    }
    return true;
}

/* The number of GPUs of each run: stated by its file, or with --gpus, and then the same. Where
 * neither says it, one complaint is enough for all that look alike. */
static bool check_gpus(struct bench_runs *runs, const struct import_options *options,
                       struct llmcost_diags *diags)
{
    int reports = 0, complained = -1;
    char said[BENCH_WORD] = "", hint[BENCH_WORD];
    for (int i = 0; i < runs->count && reports < MAX_REPORTS; i++) {
        struct bench_run *run = &runs->list[i];
        if (run->gpus == 0 && options->gpus == 0) {
            hint_of(run, hint, sizeof hint);
            if (reports > 0 && strcmp(hint, said) == 0)
                continue;
            complain_gpus(run, hint, diags);
            memcpy(said, hint, sizeof said);
            reports++;
        } else if (run->gpus > 0 && options->gpus > 0 && run->gpus != options->gpus &&
                   run->input != complained) {
            place_error(diags, run->input, run->line, run->column, E_IMPORT_REFUSED,
                        "the file says %g GPU%s served this run, --gpus says %d", run->gpus,
                        run->gpus == 1 ? "" : "s", options->gpus);
            llmcost_advise(diags,
                           "leave --gpus out: this file states it; --match narrows the runs");
            complained = run->input;
            reports++;
        }
    }
    for (int i = 0; i < runs->count; i++)
        if (runs->list[i].gpus == 0)
            runs->list[i].gpus = options->gpus;
    return reports == 0;
}

/* All runs count the same tokens, and all were served or none was. */
static bool check_kinds(const struct bench_runs *runs, struct llmcost_diags *diags)
{
    const struct bench_run *first = NULL;
    for (int i = 0; i < runs->count; i++) {
        const struct bench_run *run = &runs->list[i];
        if (first == NULL)
            first = run;
        if (run->tokens == first->tokens && run->offline == first->offline)
            continue;
        if (run->tokens != first->tokens)
            place_error(diags, run->input, run->line, run->column, E_IMPORT_MIXED,
                        "tokens/s is %s here (%s), but %s in %.60s (%s)",
                        run->tokens == BENCH_ALL_TOKENS ? "input + output" : "output alone",
                        run->tool,
                        first->tokens == BENCH_ALL_TOKENS ? "input + output" : "output alone",
                        first->file, first->tool);
        else
            place_error(diags, run->input, run->line, run->column, E_IMPORT_MIXED,
                        "this run is %s, that of %.60s is %s", run->offline ? "offline" : "served",
                        first->file, first->offline ? "offline" : "served");
        llmcost_advise(diags, "import them one at a time: the two are not the same capacity");
        return false;
    }
    return true;
}

/* ---- Hosts and mixes ---- */

static void name_host(const struct bench_run *run, const struct bench_hosts *hosts, char *id,
                      size_t size)
{
    char text[2 * BENCH_NAME + 4 * BENCH_WORD], file[LLMCOST_MAX_ID];
    snprintf(text, sizeof text, "%s%s%s", run->model, run->hardware[0] != '\0' ? "-" : "",
             run->hardware);
    if (run->hardware[0] != '\0' || run->precision[0] != '\0') {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "-x%g%s%s%s%s", run->gpus,
                 run->precision[0] != '\0' ? "-" : "", run->precision,
                 run->engine[0] != '\0' ? "-" : "", run->engine);
    }
    if (run->setting[0] != '\0') {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "-%s", run->setting);
    }
    /* What says nothing of model or hardware: the engine, the file without its ending, its label.
     */
    const char *const names[] = {text, run->engine, file, run->label, "imported"};
    snprintf(file, sizeof file, "%s", strcmp(run->file, "stdin") != 0 ? run->file : "");
    file[strcspn(file, ".")] = '\0';
    for (size_t i = 0; i < COUNT(names) && (i == 0 || id[0] == '\0'); i++)
        fragment_id(names[i], id, size - 4); /* room for a number */
    const size_t used = strlen(id);
    for (int number = 2, i = 0; i < hosts->count; i++)
        if (strcmp(hosts->list[i].id, id) == 0) {
            snprintf(id + used, size - used, "-%d", number++);
            i = -1;
        }
}

/* The host of a run; -1 when there are too many. */
static int find_host(const struct bench_runs *runs, int run, struct bench_hosts *hosts)
{
    for (int i = 0; i < hosts->count; i++)
        if (same_host(&runs->list[run], &runs->list[hosts->list[i].first]))
            return i;
    if (hosts->count == BENCH_MAX_HOSTS)
        return -1;
    struct bench_host host = {.first = run, .gpus = runs->list[run].gpus};
    name_host(&runs->list[run], hosts, host.id, sizeof host.id);
    hosts->list[hosts->count] = host;
    return hosts->count++;
}

static void find_mix(struct bench_runs *runs, int index, struct bench_host *host)
{
    struct bench_run *run = &runs->list[index];
    for (int i = host->first; i < index; i++)
        if (runs->list[i].host == run->host && same_mix(&runs->list[i], run)) {
            run->mix = runs->list[i].mix;
            return;
        }
    run->mix = host->mixes++;
}

static int compare(double a, double b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static int compare_runs(const void *a, const void *b)
{
    const struct bench_run *one = a, *other = b;
    const int by[] = {one->host - other->host, one->mix - other->mix,
                      compare(one->concurrency, other->concurrency),
                      compare(one->offered, other->offered)};
    for (size_t i = 0; i < COUNT(by); i++)
        if (by[i] != 0)
            return by[i];
    return one->order - other->order;
}

/* Rising concurrency within a mix, as a person reads a sweep. */
static void sort_runs(struct bench_runs *runs, struct bench_hosts *hosts,
                      struct llmcost_diags *diags)
{
    for (int i = 0; i < runs->count; i++)
        runs->list[i].order = i;
    qsort(runs->list, (size_t)runs->count, sizeof *runs->list, compare_runs);
    bench_join_repeated(runs, diags);
    bench_find_firsts(runs, hosts);
}

static void keep_matching(struct bench_runs *runs, const char *pattern)
{
    int kept = 0;
    for (int i = 0; i < runs->count; i++)
        if (matches(&runs->list[i], pattern))
            runs->list[kept++] = runs->list[i];
    runs->count = kept;
}

bool bench_group(struct bench_runs *runs, const struct import_options *options,
                 struct bench_hosts *ret_hosts, struct llmcost_diags *diags)
{
    *ret_hosts = (struct bench_hosts){.count = 0};
    keep_matching(runs, options->pattern);
    if (runs->count == 0) {
        place_error(diags, 0, 0, 0, E_IMPORT_MISSING, "no run matches --match %.80s",
                    options->pattern != NULL ? options->pattern : "");
        llmcost_advise(diags,
                       "its words are parts of model, hardware, precision, engine or config");
        return false;
    }
    if (!check_kinds(runs, diags) || !check_gpus(runs, options, diags) ||
        !check_hints(runs, options, diags))
        return false;
    for (int i = 0; i < runs->count; i++) {
        struct bench_run *run = &runs->list[i];
        run->host = find_host(runs, i, ret_hosts);
        if (run->host < 0) {
            place_error(diags, run->input, run->line, run->column, E_IMPORT_MIXED,
                        "more than %d hosts (model, hardware, GPUs, precision, engine, setting)",
                        BENCH_MAX_HOSTS);
            llmcost_advise(diags, "write --match PATTERN, a part of one of these, to narrow them");
            return false;
        }
        find_mix(runs, i, &ret_hosts->list[run->host]);
    }
    sort_runs(runs, ret_hosts, diags);
    return true;
}
