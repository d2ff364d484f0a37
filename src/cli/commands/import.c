/* import.c - the command `import`: other tools' files to a YAML fragment.
 * Knows what each kind is told; refuses to know any format (io/import/). To add a kind: a row of
 * cli/run/kinds.c.
 */
#include "cli/commands/import.h"
#include "cli/options/rows.h"
#include "cli/run/kinds.h"
#include "core/base/count.h"
#include "io/import/folder.h"
#include "text/complaints.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_FILES = 200 }; /* the complaints of a run name their file in eight bits */

static enum status no_such_kind(struct app *app, const char *word)
{
    const char *names[IMPORT_KINDS];
    for (int i = 0; i < IMPORT_KINDS; i++)
        names[i] = import_kinds[i].name;
    deny(app->diags, E_OPERANDS, "write llmcost import KIND FILE...",
         "import reads prices, usage, bench, gpus or model, not \"%.80s\"", word);
    advise_nearest(app->diags, llmcost_nearest(word, names, IMPORT_KINDS));
    return STATUS_USAGE;
}

/* What a kind cannot use is refused, never ignored. */
static bool fits_kind(struct app *app, int kind)
{
    enum { PRICES = 1, USAGE = 2, BENCH = 4, GPUS = 8 }; /* a bit for each row of import_kinds */
    const struct import_options *o = &app->options->import;
    static const struct {
        const char *option;
        unsigned kinds;
    } rows[] = {
        {.option = "gpus", .kinds = BENCH},
        {.option = "max-ttft-ms", .kinds = BENCH},
        {.option = "max-tpot-ms", .kinds = BENCH},
        {.option = "frontier", .kinds = BENCH},
        {.option = "columns", .kinds = USAGE},
        {.option = "match", .kinds = PRICES | USAGE | BENCH | GPUS},
        {.option = "per-model", .kinds = USAGE},
        {.option = "long-context-over", .kinds = USAGE},
        {.option = "spot", .kinds = GPUS},
        {.option = "allow-outliers", .kinds = PRICES},
    };
    bool fits = true;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct option_row *row = option_find(rows[i].option, strlen(rows[i].option));
        if (!option_is_used(app->options, row) || (rows[i].kinds >> kind & 1) != 0)
            continue;
        deny(app->diags, E_OPTION, "llmcost import --help says what it is for",
             "--%s does nothing for \"import %s\"", rows[i].option, import_kinds[kind].name);
        fits = false;
    }
    if (o->frontier && (o->max_ttft_ms > 0 || o->max_tpot_ms > 0)) {
        deny(app->diags, E_OPTION, "state `rules: {max_ttft_ms: 500}` in the scenario",
             "--frontier leaves out no run: --%s has nothing to do beside it",
             o->max_ttft_ms > 0 ? "max-ttft-ms" : "max-tpot-ms");
        fits = false;
    }
    return fits;
}

static enum status run(struct app *app, int kind, const char *const *paths, int count, FILE *out,
                       struct llmcost_diags *diags, struct source *sources)
{
    const struct options *o = app->options;
    bool no_memory = false;
    struct import_options options = o->import;
    options.as_of = o->as_of[0] != '\0' ? o->as_of : NULL;
    options.progress = !o->quiet && o->error_format == DIAG_HUMAN && isatty(2) ? stderr : NULL;
    for (int i = 0; i < count; i++) {
        if (!sinks_spare(app->sinks, app->sink_count, paths[i], app->diags))
            return STATUS_USAGE;
        sources[i].name = source_name(paths[i]);
    }
    llmcost_diags_init(diags);
    bool good = import_kinds[kind].run(paths, count, &options, out, diags, &no_memory);
    for (int i = 0; i < count && !good && !no_memory; i++)
        no_memory = !kinds_advise(paths[i], kind, i, diags);
    const bool refused = good && o->strict && diags->count > 0;
    if (refused) {
        deny(app->diags, E_STRICT, NULL, "%d warning%s of import %s %s refused by --strict",
             diags->count, diags->count == 1 ? "" : "s", import_kinds[kind].name,
             diags->count == 1 ? "is" : "are");
        good = false;
    }
    llmcost_diags_sort(diags);
    if (diags->count > 0 && !no_memory && (!o->quiet || !good))
        diags_print(stderr, diags, sources, count, &app->diag_style);
    return no_memory ? STATUS_ENVIRONMENT : good ? STATUS_OK : STATUS_INPUT;
}

static enum status run_files(struct app *app, int kind, const char *const *paths, int count,
                             FILE *out)
{
    if (count < 1 || count > MAX_FILES) {
        deny(app->diags, E_OPERANDS, NULL, "import %s needs %s", import_kinds[kind].name,
             count < 1 ? "a file" : "at most 200 files");
        llmcost_advise(app->diags, "write llmcost import %s FILE...", import_kinds[kind].name);
        return STATUS_USAGE;
    }
    struct llmcost_diags *diags = malloc(sizeof *diags);
    struct source *sources = calloc((size_t)count, sizeof *sources);
    enum status status = STATUS_ENVIRONMENT;
    if (diags != NULL && sources != NULL)
        status = run(app, kind, paths, count, out, diags, sources);
    free(diags);
    free(sources);
    return status;
}

enum status import_log(struct app *app, const char *path, FILE *out)
{
    int kind = 0;
    while (import_kinds[kind].run != import_usage)
        kind++;
    return run_files(app, kind, &path, 1, out);
}

static enum status command_import(struct app *app)
{
    const struct options *options = app->options;
    int kind = 0;
    while (kind < IMPORT_KINDS && strcmp(import_kinds[kind].name, options->operands[0]) != 0)
        kind++;
    if (kind == IMPORT_KINDS)
        return no_such_kind(app, options->operands[0]);
    if (!fits_kind(app, kind))
        return STATUS_USAGE;
    FILE *out = app->sinks[0].stream;
    const char *const *operands = (const char *const *)options->operands + 1;
    const int count = options->operand_count - 1;
    struct path_list list = {.count = 0};
    const bool expanded = !import_kinds[kind].folders || paths_expand(operands, count, &list);
    enum status status = STATUS_ENVIRONMENT;
    if (!expanded && list.where != NULL) {
        deny(app->diags, E_UNREADABLE, NULL, "cannot read %.160s: %s", list.where,
             strerror(list.error));
        status = STATUS_INPUT;
    }
    if (expanded && import_kinds[kind].folders)
        status = run_files(app, kind, (const char *const *)list.path, list.count, out);
    else if (expanded)
        status = run_files(app, kind, operands, count, out);
    paths_free(&list);
    return status;
}

const struct command_row import_command = {
    .name = "import",
    .operands = "prices|usage|bench|gpus|model FILE...",
    .text = "Turn other tools' price lists, logs and benchmarks into a YAML fragment",
    .details =
        "The format of each file is told by its content. Every number of the fragment says where "
        "it comes from; what a file does not hold is a comment, or a flag that is asked for: "
        "nothing is made up. `-` reads stdin; import bench takes a folder for the results below "
        "it.",
    .group = GROUP_DATA,
    .examples = {{.line = "import usage requests.jsonl", .note = "a workload from a log"},
                 {.line = "import bench results.json --gpus 8", .note = "a host from a benchmark"},
                 {.line = "import prices prices.json --match gpt-4o", .note = "prices from a list"},
                 {.line = "import model config.json", .note = "an open model for a catalog"}},
    .run = command_import,
    .needs = "a file",
    .min_operands = 1,
    .max_operands = -1,
    .takes = TAKES_DATE | TAKES_STRICT | TAKES_IMPORT | TAKES_READING,
};
