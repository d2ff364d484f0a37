/* input.c - a scenario file on its way to a report: read, parsed, checked, evaluated.
 * Knows in which order that happens and when its complaints are printed; refuses to know a command.
 */
#include "cli/run/input.h"
#include "cli/run/kinds.h"
#include "core/scenario/scenario.h"
#include "io/report/outcome.h"
#include "io/report/threads.h"
#include "io/scenario/with.h"
#include "io/words/words.h"
#include "text/file.h"
#include "text/sha256.h"

#include <stdlib.h>
#include <string.h>

bool sets_make(const struct options *options, struct sets *ret_sets)
{
    const int fragments = options->withs.count, sets = options->sets.count;
    *ret_sets = (struct sets){.fragments = fragments, .count = fragments + sets};
    ret_sets->sources = calloc((size_t)ret_sets->count + 2, sizeof *ret_sets->sources);
    if (ret_sets->sources == NULL)
        return false;
    for (int i = 0; i < fragments; i++) {
        const char *path = options->withs.text[i];
        ret_sets->sources[1 + i] = (struct source){.name = source_name(path), .fragment = true};
    }
    for (int i = 0; i < sets; i++) {
        const char *set = options->sets.text[i];
        ret_sets->sources[1 + fragments + i] =
            (struct source){.name = "--set", .text = set, .length = strlen(set)};
    }
    return true;
}

void sets_free(struct sets *sets)
{
    for (int i = 0; sets->sources != NULL && i <= sets->fragments; i++)
        source_free(&sets->sources[i]);
    free(sets->sources);
    arena_free(&sets->arena);
    catalogs_close(sets->catalogs);
}

/* A file, or the text that stands for it. What is too large for a scenario is another tool's, if
 * anything. */
static bool read_text(const struct app *app, const char *name, bool is_part,
                      struct source *ret_source, struct llmcost_diags *diags)
{
    bool (*const may_be_large)(const char *, size_t) = is_part ? NULL : json_is_ours;
    if (app->texts == NULL) {
        const bool good = source_read(name, may_be_large, ret_source, diags);
        if (has_error(diags, E_TOO_LARGE) && !kinds_tell(name, 0, is_part, diags))
            deny(diags, E_NO_MEMORY, NULL, "memory ran out");
        return good;
    }
    for (int i = 0; i < app->texts->count; i++)
        if (strcmp(app->texts->list[i].name, name) == 0)
            return source_copy(&app->texts->list[i], may_be_large, ret_source, diags);
    return deny(diags, E_UNREADABLE, "give its text", "no file is read here");
}

/* ---- What was changed ---- */

static struct override override_of_set(struct arena *arena, const char *set)
{
    char path[LLMCOST_MAX_PATH + 32];
    const size_t length = path_length(set);
    snprintf(path, sizeof path, "%.*s", (int)length, set);
    return (struct override){.path = arena_text(arena, path),
                             .value = set + length + (set[length] == '=')};
}

struct stated {
    struct with_entry *entries;
    int count;
};

/* Every key of a fragment, then every set. False when memory ran out. */
static bool list_overrides(struct sets *sets)
{
    struct arena *arena = &sets->arena;
    struct stated *stated = arena_take(arena, (size_t)sets->fragments, sizeof *stated);
    int room = sets->count - sets->fragments;
    for (int i = 0; stated != NULL && i < sets->fragments; i++) {
        stated[i].count = with_entries(&sets->sources[1 + i], arena, &stated[i].entries);
        room += stated[i].count;
    }
    sets->overrides = arena_take(arena, (size_t)room, sizeof *sets->overrides);
    if (stated == NULL || sets->overrides == NULL || arena->failed)
        return false;
    for (int i = 0; i < sets->fragments; i++)
        for (int n = 0; n < stated[i].count; n++)
            sets->overrides[sets->override_count++] =
                (struct override){.path = stated[i].entries[n].path,
                                  .value = stated[i].entries[n].value,
                                  .file = file_told_name(arena, sets->sources[1 + i].name)};
    for (int i = sets->fragments; i < sets->count; i++)
        sets->overrides[sets->override_count++] = override_of_set(arena, sets->sources[1 + i].text);
    return !arena->failed;
}

/* ---- Files that all scenarios share ---- */

enum status sets_read_fragments(const struct app *app, struct sets *sets)
{
    const struct text_list *paths = &app->options->withs;
    const bool reads = !sets->read && sets->fragments > 0;
    struct llmcost_diags *diags = reads ? malloc(sizeof *diags) : NULL;
    enum status status = reads && diags == NULL ? STATUS_ENVIRONMENT : STATUS_OK;
    for (int i = 0; reads && status != STATUS_ENVIRONMENT && i < sets->fragments; i++) {
        struct source *source = &sets->sources[1 + i];
        llmcost_diags_init(diags);
        if (!sinks_spare(app->sinks, app->sink_count, paths->text[i], app->diags))
            status = STATUS_USAGE;
        else if (!read_text(app, paths->text[i], true, source, diags)) {
            status = has_error(diags, E_NO_MEMORY) ? STATUS_ENVIRONMENT : STATUS_INPUT;
            if (status == STATUS_INPUT)
                diags_print(app->complaints, diags, source, 1, &app->diag_style);
        }
    }
    if (status == STATUS_OK && !sets->read && sets->count > 0 && !list_overrides(sets))
        status = STATUS_ENVIRONMENT;
    sets->read = true;
    free(diags);
    return status;
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
        sources[i].name = source_name(o->prices.text[i]);
        if (!sinks_spare(app->sinks, app->sink_count, o->prices.text[i], app->diags))
            status = STATUS_USAGE;
    }
    if (diags != NULL && sources != NULL && status != STATUS_USAGE) {
        llmcost_diags_init(diags);
        sets->catalogs =
            catalogs_open(o->prices.text, o->prices.count, o->as_of[0] != '\0' ? o->as_of : NULL,
                          o->import.allow_outliers, diags);
        if (sets->catalogs != NULL && o->prices_alone)
            catalogs_given_alone(sets->catalogs);
        const bool refused = diags->errors > 0 || (o->strict && diags->count > 0);
        llmcost_diags_sort(diags);
        status = refused ? STATUS_INPUT : sets->catalogs == NULL ? STATUS_ENVIRONMENT : STATUS_OK;
        if (has_error(diags, E_NO_MEMORY))
            status = STATUS_ENVIRONMENT;
        if (diags->count > 0 && status != STATUS_ENVIRONMENT && (refused || !o->quiet))
            diags_print(app->complaints, diags, sources, o->prices.count, &app->diag_style);
    }
    free(diags);
    free(sources);
    return status;
}

/* A sentence that is too long for the complaint goes on in its advice. */
static void complain_sentence(struct llmcost_diags *diags, int code, struct llmcost_place place,
                              const char *sentence)
{
    size_t room = sizeof diags->list[0].text - 1, cut = strlen(sentence);
    if (cut > room) {
        for (cut = room; cut > 0 && sentence[cut] != ' ';)
            cut--;
        if (cut == 0)
            cut = room;
    }
    llmcost_complain_at(diags, LLMCOST_WARNING, code, place, "%.*s", (int)cut, sentence);
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
        struct llmcost_place place;
        report_place(report->scenario, warning->option, warning->ref, path, sizeof path, &place);
        words_warning(report, warning, sentence, sizeof sentence);
        complain_sentence(diags, warning->id, place, sentence);
    }
    llmcost_diags_sort(diags);
}

/* In the words of the file, which is not that of the places. */
static void add_saved_warnings(const struct outcome_warning *warnings, int count,
                               struct llmcost_diags *diags)
{
    for (int i = 0; i < count; i++)
        complain_sentence(diags, warnings[i].code, (struct llmcost_place){.line = 0},
                          warnings[i].message);
    llmcost_diags_sort(diags);
}

/* Whoever gives texts may have given the name of a file. */
static void advise_texts(struct llmcost_diags *diags)
{
    for (int i = 0; i < diags->count; i++)
        if (diags->list[i].code == E_TOP)
            snprintf(diags->list[i].advice, sizeof diags->list[i].advice,
                     "give the YAML text itself: no file is opened here");
}

static enum status evaluate(const struct app *app, struct sets *sets, struct input *input,
                            struct wanted wanted, struct llmcost_diags *diags)
{
    bool no_memory = false;
    struct source *csv = &sets->sources[sets->count + 1];
    input->scenario = malloc(sizeof *input->scenario);
    if (input->scenario == NULL)
        return STATUS_ENVIRONMENT;
    bool loaded = scenario_load(sets->sources, sets->sources + 1, sets->count, sets->catalogs,
                                app->texts == NULL ? csv : NULL, input->scenario, diags);
    if (has_error(diags, E_NO_MEMORY))
        return STATUS_ENVIRONMENT;
    for (int i = 0; i <= sets->fragments && !loaded && app->texts == NULL; i++)
        if (!kinds_tell(sets->sources[i].name, i, i > 0, diags))
            return STATUS_ENVIRONMENT;
    if (app->texts != NULL)
        advise_texts(diags);
    if (csv->name != NULL && !sinks_spare(app->sinks, app->sink_count, csv->name, app->diags))
        return STATUS_USAGE;
    wanted.asks.sharing =
        (struct sharing){.share_out = threads_share_out, .threads = app->options->threads};
    if (loaded && report_make(input->scenario, &wanted.asks, &input->report, diags, &no_memory) &&
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
    const bool with = app->options->withs.count > 0;
    if (wanted.saved == 0 || with || app->options->sets.count > 0) {
        deny(diags, E_JSON_SETS, "name the scenario that it was made from",
             wanted.saved == 0 ? "a saved report cannot be used here"
             : with            ? "--with cannot change a saved report"
                               : "--set cannot change a saved report");
        return STATUS_OK;
    }
    if (saved_read(file, wanted.saved, &input->saved, diags, &no_memory)) {
        if (input->saved.count > 0)
            input->report = input->saved.reports[0];
        for (int i = 0; i < input->saved.count && app->options->strict; i++)
            add_saved_warnings(input->saved.reports[i].outcome->warnings,
                               input->saved.reports[i].outcome->warnings_count, diags);
        const struct portfolio_told *told = input->saved.portfolio;
        for (int i = 0; told != NULL && i < told->workloads_count && app->options->strict; i++)
            add_saved_warnings(told->workloads[i].warnings, told->workloads[i].warnings_count,
                               diags);
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
    deny(app->diags, E_STRICT, NULL, "%.100s: %d %s refused by --strict", name, warnings,
         warnings == 1 ? "warning is" : "warnings are");
    return STATUS_INPUT;
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
    enum status status = STATUS_OK;
    *ret_input = (struct input){.sets = sets};
    if (diags == NULL)
        return STATUS_ENVIRONMENT;
    status = sets_read_fragments(app, sets);
    if (status == STATUS_OK)
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
    *file = (struct source){.name = source_name(path)};
    *csv = (struct source){.name = NULL};
    bool have_text = read_text(app, path, false, file, diags);
    bool saved = have_text && json_is_ours(file->text, file->length);
    if (saved)
        status = read_saved(app, file, wanted, ret_input, diags);
    else if (have_text)
        status = evaluate(app, sets, ret_input, wanted, diags);
    if (status == STATUS_OK)
        status = judge(app, file->name, diags);
    if (status == STATUS_OK && !saved) {
        struct report *report = &ret_input->report;
        report->file = file_told_name(&sets->arena, path);
        report->fragments = sets->sources + 1;
        report->fragment_count = sets->fragments;
        report->overrides = sets->overrides;
        report->override_count = sets->override_count;
        if (wants_digest(app))
            sha256_hex(file->text, file->length, report->sha256);
        if (report->file == NULL || (!wanted.tell_warnings && !outcome_make(report)))
            status = STATUS_ENVIRONMENT;
    }
    /* What memory did not suffice for is no complaint about the file: main() has a line for it. */
    if (diags->count > 0 && status != STATUS_ENVIRONMENT && (status != STATUS_OK || !quiet))
        diags_print(app->complaints, diags, sets->sources, sets->count + 2, &app->diag_style);
    if (!wanted.keep_text)
        source_free(file);
    source_free(csv);
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

enum status input_answer(struct app *app, struct wanted wanted,
                         enum status (*answer)(struct app *app, struct input *input))
{
    struct sets sets;
    struct input input = {.scenario = NULL};
    enum status status = STATUS_ENVIRONMENT;
    if (sets_make(app->options, &sets))
        status = input_load(app, &sets, app->options->operands[0], wanted, &input);
    if (status == STATUS_OK)
        status = answer(app, &input);
    input_free(&input);
    sets_free(&sets);
    return status;
}
