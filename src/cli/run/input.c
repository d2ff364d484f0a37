/* input.c - a scenario file on its way to a report: read, parsed, checked, evaluated.
 * Knows in which order that happens and when its complaints are printed; refuses to know a command.
 */
#include "cli/run/input.h"
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "text/sha256.h"

#include <stdlib.h>
#include <string.h>

/* The = that ends the path; an id in quotes may hold others. */
static size_t path_length(const char *set)
{
    bool quoted = false;
    size_t length = 0;
    for (; set[length] != '\0' && (set[length] != '=' || quoted); length++)
        if (set[length] == '"')
            quoted = !quoted;
    return length;
}

bool sets_make(const struct options *options, struct sets *ret_sets)
{
    size_t count = (size_t)options->sets.count, bytes = 1;
    for (size_t i = 0; i < count; i++)
        bytes += strlen(options->sets.text[i]) + 1;
    *ret_sets = (struct sets){.count = options->sets.count};
    ret_sets->sources = calloc(count + 2, sizeof *ret_sets->sources);
    ret_sets->overrides = calloc(count + 1, sizeof *ret_sets->overrides);
    ret_sets->paths = malloc(bytes);
    if (ret_sets->sources == NULL || ret_sets->overrides == NULL || ret_sets->paths == NULL)
        return false;
    char *at = ret_sets->paths;
    for (size_t i = 0; i < count; i++) {
        const char *set = options->sets.text[i];
        size_t path = path_length(set);
        ret_sets->sources[i + 1] =
            (struct source){.name = "--set", .text = set, .length = strlen(set)};
        ret_sets->overrides[i] =
            (struct override){.path = at, .value = set + path + (set[path] == '=')};
        memcpy(at, set, path);
        at[path] = '\0';
        at += path + 1;
    }
    return true;
}

void sets_free(struct sets *sets)
{
    free(sets->sources);
    free(sets->overrides);
    free(sets->paths);
    catalogs_close(sets->catalogs);
}

enum status sets_open_catalogs(const struct app *app, struct sets *sets)
{
    const struct options *o = app->options;
    if (sets->opened || (o->prices.count == 0 && o->as_of[0] == '\0'))
        return STATUS_OK;
    struct llmcost_diags *diags = malloc(sizeof *diags);
    struct source *sources = calloc((size_t)o->prices.count + 1, sizeof *sources);
    enum status status = STATUS_ENVIRONMENT;
    sets->opened = true;
    for (int i = 0; sources != NULL && i < o->prices.count; i++) {
        sources[i].name = strcmp(o->prices.text[i], "-") == 0 ? "<stdin>" : o->prices.text[i];
        if (!sinks_spare(app->sinks, app->sink_count, o->prices.text[i], app->diags))
            status = STATUS_USAGE;
    }
    if (diags != NULL && sources != NULL && status != STATUS_USAGE) {
        llmcost_diags_init(diags);
        sets->catalogs =
            catalogs_open(o->prices.text, o->prices.count, o->as_of[0] != '\0' ? o->as_of : NULL,
                          o->allow_outliers, diags);
        if (sets->catalogs != NULL && o->prices_alone)
            catalogs_given_alone(sets->catalogs);
        const bool refused = diags->errors > 0 || (o->strict && diags->count > 0);
        llmcost_diags_sort(diags);
        status = refused ? STATUS_INPUT : sets->catalogs == NULL ? STATUS_ENVIRONMENT : STATUS_OK;
        if (has_error(diags, E_NO_MEMORY))
            status = STATUS_ENVIRONMENT;
        if (diags->count > 0 && status != STATUS_ENVIRONMENT && (refused || !o->quiet))
            diags_print(stderr, diags, sources, o->prices.count, &app->diag_style);
    }
    free(diags);
    free(sources);
    return status;
}

/* A sentence that is too long for the complaint goes on in its advice. */
static void complain_sentence(struct llmcost_diags *diags, int code, uint32_t line, uint32_t column,
                              const char *sentence)
{
    size_t room = sizeof diags->list[0].text - 1, cut = strlen(sentence);
    if (cut > room) {
        for (cut = room; cut > 0 && sentence[cut] != ' ';)
            cut--;
        if (cut == 0)
            cut = room;
    }
    llmcost_complain(diags, LLMCOST_WARNING, code, line, column, "%.*s", (int)cut, sentence);
    if (sentence[cut] == '\0')
        return;
    llmcost_advise(diags, "%s", sentence + cut + (sentence[cut] == ' '));
    diags->list[diags->count - 1].goes_on = true;
}

static void add_warnings(const struct report *report, struct llmcost_diags *diags)
{
    for (int i = 0; i < report->result->warnings; i++) {
        const struct llmcost_warning *warning = &report->result->warning[i];
        char path[LLMCOST_MAX_PATH], sentence[MAX_SENTENCE];
        uint32_t line, column;
        report_place(report->scenario, warning->option, warning->ref, path, sizeof path, &line,
                     &column);
        if (report->saved != NULL) /* the words of the file */
            snprintf(sentence, sizeof sentence, "%s", report->outcome->warnings[i].message);
        else
            words_warning(report, warning, sentence, sizeof sentence);
        complain_sentence(diags, warning->id, line, column, sentence);
    }
    llmcost_diags_sort(diags);
}

static enum status evaluate(const struct app *app, struct sets *sets, struct input *input,
                            struct wanted wanted, struct llmcost_diags *diags)
{
    bool no_memory = false;
    struct source *csv = &sets->sources[sets->count + 1];
    input->scenario = malloc(sizeof *input->scenario);
    if (input->scenario == NULL)
        return STATUS_ENVIRONMENT;
    bool loaded = scenario_load(sets->sources, sets->sources + 1, sets->count, sets->catalogs, csv,
                                input->scenario, diags);
    if (has_error(diags, E_NO_MEMORY))
        return STATUS_ENVIRONMENT;
    if (csv->name != NULL && !sinks_spare(app->sinks, app->sink_count, csv->name, app->diags))
        return STATUS_USAGE;
    const struct report_asks asks = {.questions = wanted.questions,
                                     .threads = app->options->threads};
    if (loaded && report_make(input->scenario, &asks, &input->report, diags, &no_memory) &&
        (app->options->strict || wanted.tell_warnings))
        add_warnings(&input->report, diags);
    return no_memory ? STATUS_ENVIRONMENT : STATUS_OK;
}

/* A saved report stands for its scenario where nothing is to be asked again. */
static enum status read_saved(const struct app *app, const struct source *file,
                              struct wanted wanted, struct input *input,
                              struct llmcost_diags *diags)
{
    bool no_memory = false;
    if (!wanted.saved || app->options->sets.count > 0) {
        llmcost_complain(diags, LLMCOST_ERROR, E_JSON_SETS, 0, 0,
                         wanted.saved ? "--set cannot change a saved report"
                                      : "a saved report cannot be used here");
        llmcost_advise(diags, "name the scenario that it was made from");
        return STATUS_OK;
    }
    if (saved_read(file, &input->saved, diags, &no_memory)) {
        input->report = input->saved.reports[0];
        for (int i = 0; i < input->saved.count && app->options->strict; i++)
            add_warnings(&input->saved.reports[i], diags);
    }
    return no_memory ? STATUS_ENVIRONMENT : STATUS_OK;
}

/* Under --strict a warning keeps its own code and words, and the file is refused for it. */
static enum status judge(const struct app *app, const char *name, const struct llmcost_diags *diags)
{
    int warnings = 0;
    for (int i = 0; i < diags->count; i++)
        warnings += diags->list[i].severity == LLMCOST_WARNING;
    if (has_error(diags, E_NO_MEMORY))
        return STATUS_ENVIRONMENT;
    if (diags->errors > 0)
        return STATUS_INPUT;
    if (!app->options->strict || warnings == 0)
        return STATUS_OK;
    llmcost_complain(app->diags, LLMCOST_ERROR, E_STRICT, 0, 0, "%.100s: %d %s refused by --strict",
                     name, warnings, warnings == 1 ? "warning is" : "warnings are");
    return STATUS_INPUT;
}

/* What source_read() allocated is const for those who parse it. */
static void free_text(struct source *source)
{
    union {
        const char *read;
        char *own;
    } same = {.read = source->text};
    free(same.own);
    source->text = NULL;
}

/* Not every format names the digest of its scenario. */
static bool wants_digest(const struct app *app)
{
    for (int i = 0; i < app->sink_count; i++)
        if (!app->sinks[i].target.format->without_digest)
            return true;
    return false;
}

enum status input_load(const struct app *app, struct sets *sets, const char *path,
                       struct wanted wanted, struct input *ret_input)
{
    struct llmcost_diags *diags = malloc(sizeof *diags);
    struct source *file = &sets->sources[0], *csv = &sets->sources[sets->count + 1];
    bool quiet = app->options->quiet;
    const char *slash = strrchr(path, '/');
    enum status status = STATUS_OK;
    *ret_input = (struct input){.scenario = NULL};
    if (diags == NULL)
        return STATUS_ENVIRONMENT;
    status = sets_open_catalogs(app, sets);
    if (status != STATUS_OK) {
        free(diags);
        return status;
    }
    if (!sinks_spare(app->sinks, app->sink_count, path, app->diags)) {
        free(diags);
        return STATUS_USAGE;
    }
    llmcost_diags_init(diags);
    *file = (struct source){.name = strcmp(path, "-") == 0 ? "<stdin>" : path};
    *csv = (struct source){.name = NULL};
    bool have_text = source_read(path, json_is_ours, file, diags);
    bool saved = have_text && json_is_ours(file->text, file->length);
    if (saved)
        status = read_saved(app, file, wanted, ret_input, diags);
    else if (have_text)
        status = evaluate(app, sets, ret_input, wanted, diags);
    if (status == STATUS_OK)
        status = judge(app, file->name, diags);
    if (status == STATUS_OK && !saved) {
        struct report *report = &ret_input->report;
        report->file = slash != NULL ? slash + 1 : path;
        report->overrides = sets->overrides;
        report->override_count = sets->count;
        if (wants_digest(app))
            sha256_hex(file->text, file->length, report->sha256);
        if (wanted.questions && !outcome_make(report))
            status = STATUS_ENVIRONMENT;
    }
    /* What memory did not suffice for is no complaint about the file: main() has a line for it. */
    if (diags->count > 0 && status != STATUS_ENVIRONMENT && (status != STATUS_OK || !quiet))
        diags_print(stderr, diags, sets->sources, sets->count + 2, &app->diag_style);
    free_text(file);
    free_text(csv);
    free(diags);
    return status;
}

void input_free(struct input *input)
{
    if (input->report.result != NULL && input->saved.count == 0)
        report_free(&input->report);
    saved_free(&input->saved);
    free(input->scenario);
}
