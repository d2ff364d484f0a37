/* init.c - the command `init`: a commented scenario to start from, on stdout or in a new
 * file. */
#include "cli/commands/import.h"
#include "cli/commands/starter.h"
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "cli/run/kinds.h"

#include <stdlib.h>
#include <string.h>

/* What was joined is a scenario as good as one that is written by hand, or nothing is written. */
static bool check(const struct source *file, const struct source *fragments, int count,
                  struct llmcost_diags *diags)
{
    struct llmcost_scenario *scenario = malloc(sizeof *scenario);
    if (scenario == NULL)
        deny(diags, E_NO_MEMORY, NULL, "memory ran out");
    const bool good =
        scenario != NULL && scenario_load(file, fragments, count, NULL, NULL, scenario, diags);
    free(scenario);
    return good;
}

/* Logs that were imported, and fragments as they are. */
struct joined {
    struct source *sources;
    struct sink *logs;
    int count, log_count;
};

/* A log becomes a fragment in memory. */
static enum status read_log(struct app *app, struct joined *joined, const char *path)
{
    const struct target target = {.format = formats[0]};
    struct sink *log = &joined->logs[joined->log_count++];
    if (!sinks_open(log, 1, &target, app->diags))
        return STATUS_ENVIRONMENT;
    const enum status status = import_log(app, path, log->stream);
    if (!sinks_close(log, 1, app->diags))
        return STATUS_ENVIRONMENT;
    joined->sources[joined->count++] = (struct source){
        .name = source_name(path), .text = log->text, .length = log->length, .fragment = true};
    return status;
}

static enum status read_all(struct app *app, struct sets *sets, struct joined *joined)
{
    const struct text_list *logs = &app->options->logs;
    enum status status = STATUS_ENVIRONMENT;
    joined->sources =
        calloc((size_t)(logs->count + app->options->withs.count), sizeof *joined->sources);
    joined->logs = calloc((size_t)logs->count + 1, sizeof *joined->logs);
    if (joined->sources != NULL && joined->logs != NULL && sets_make(app->options, sets))
        status = STATUS_OK;
    for (int i = 0; i < logs->count && status == STATUS_OK; i++)
        status = read_log(app, joined, logs->text[i]);
    if (status == STATUS_OK)
        status = sets_read_fragments(app, sets);
    for (int i = 0; i < sets->fragments && status == STATUS_OK; i++)
        joined->sources[joined->count++] = sets->sources[1 + i];
    return status;
}

/* Of complaints about fragments only those that their whole has too. */
static void keep_shared(struct llmcost_diags *diags, const struct llmcost_diags *of_whole)
{
    int kept = 0;
    for (int i = 0; i < diags->count; i++) {
        const struct llmcost_diag *diag = &diags->list[i];
        int at = 0;
        while (at < of_whole->count && (of_whole->list[at].code != diag->code ||
                                        strcmp(of_whole->list[at].text, diag->text) != 0))
            at++;
        if (at < of_whole->count)
            diags->list[kept++] = *diag;
    }
    diags->count = kept;
}

/* The whole is never written, so what is wrong with it is told of the fragment that says so, where
 * one does. False when memory ran out, and nothing is told. */
static bool blame(const struct app *app, const struct joined *joined, const struct source *whole,
                  const struct llmcost_diags *of_whole)
{
    const int count = joined->count;
    struct llmcost_diags *diags = malloc(sizeof *diags);
    struct source *all = calloc((size_t)count + 1, sizeof *all);
    bool good = diags != NULL && all != NULL;
    if (good) {
        all[0] = (struct source){.text = (const char *)starter_yaml, .length = starter_yaml_length};
        memcpy(all + 1, joined->sources, (size_t)count * sizeof *all);
        llmcost_diags_init(diags);
        check(all, all + 1, count, diags);
        good = !has_error(diags, E_NO_MEMORY);
        keep_shared(diags, of_whole);
        for (int i = 1; i <= count && good; i++)
            good = kinds_tell(all[i].name, i, true, diags);
    }
    if (good && diags->count > 0)
        diags_print(stderr, diags, all, count + 1, &app->diag_style);
    else if (good)
        diags_print(stderr, of_whole, whole, 1, &app->diag_style);
    free(diags);
    free(all);
    return good;
}

static enum status write_joined(struct app *app, const char *path, const struct joined *joined,
                                FILE *out)
{
    struct text_buffer text = {0};
    struct llmcost_diags *diags = malloc(sizeof *diags);
    if (diags == NULL)
        return STATUS_ENVIRONMENT;
    llmcost_diags_init(diags);
    const bool good = starter_with(joined->sources, joined->count, &text, diags);
    const struct source whole = {
        .name = path != NULL ? path : "<stdout>", .text = text.data, .length = text.length};
    const bool refused = good && !text.failed && !check(&whole, NULL, 0, diags);
    bool enough = !text.failed;
    for (int i = 0; i < joined->count && !good && enough; i++)
        enough = kinds_tell(joined->sources[i].name, i, true, diags);
    llmcost_diags_sort(diags);
    enum status status = diags->errors > 0 ? STATUS_INPUT : STATUS_OK;
    if (!enough || has_error(diags, E_NO_MEMORY))
        status = STATUS_ENVIRONMENT;
    if (status == STATUS_INPUT && !refused)
        diags_print(stderr, diags, joined->sources, joined->count, &app->diag_style);
    else if (status == STATUS_INPUT && !blame(app, joined, &whole, diags))
        status = STATUS_ENVIRONMENT;
    if (status == STATUS_OK)
        fwrite(text.data, 1, text.length, out);
    free(text.data);
    free(diags);
    return status;
}

static enum status print_joined(struct app *app, const char *path, FILE *out)
{
    struct sets sets = {.sources = NULL};
    struct joined joined = {.sources = NULL};
    enum status status = read_all(app, &sets, &joined);
    if (status == STATUS_OK)
        status = write_joined(app, path, &joined, out);
    if (joined.logs != NULL)
        sinks_free(joined.logs, joined.log_count);
    free(joined.logs);
    free(joined.sources);
    sets_free(&sets);
    return status;
}

/* FILE is where the output goes, as if -o had named it, but never over a file that exists. */
static enum status command_init(struct app *app)
{
    const struct options *options = app->options;
    const char *path = options->operand_count > 0 ? options->operands[0] : NULL;
    if (path != NULL && options->output != NULL) {
        deny(app->diags, E_OPERANDS, NULL, "two names for one file: %.80s and %.80s", path,
             options->output);
        llmcost_advise(app->diags, "write llmcost init %.80s", path);
        return STATUS_USAGE;
    }
    if (options->logs.count == 0 &&
        (options->import.pattern != NULL || options->import.columns != NULL ||
         options->import.long_overs > 0)) {
        deny(app->diags, E_OPTION, "name it: llmcost init --from-usage FILE", "--%s is about a log",
             options->import.pattern != NULL   ? "match"
             : options->import.columns != NULL ? "columns"
                                               : "long-context-over");
        return STATUS_USAGE;
    }
    if (path != NULL && strcmp(path, "-") != 0) {
        app->sinks[0].target.path = path;
        app->sinks[0].is_new = true;
    }
    if (options->withs.count > 0 || options->logs.count > 0)
        return print_joined(app, path, app->sinks[0].stream);
    fputs((const char *)starter_yaml, app->sinks[0].stream);
    return STATUS_OK;
}

const struct command_row init_command = {
    .name = "init",
    .operands = "[FILE]",
    .text = "Print a commented starter scenario, or write it to a new FILE",
    .details = "Every figure of the starter is a placeholder to replace; with --from-usage the "
               "workload of a log, with --with the values of fragments, as llmcost import writes "
               "them, take the places of placeholders. A FILE that exists already is never "
               "overwritten.",
    .group = GROUP_START,
    .examples = {{.line = "init my.yaml", .note = "a scenario to fill in"},
                 {.line = "init my.yaml --from-usage requests.jsonl",
                  .note = "with what a log says"},
                 {.line = "init my.yaml --with host.yaml", .note = "with what import wrote"}},
    .run = command_init,
    .max_operands = 1,
    .takes = TAKES_WITH | TAKES_USAGE | TAKES_READING,
};
