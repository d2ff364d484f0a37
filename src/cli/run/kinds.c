/* kinds.c - the kinds of `import`, and which of them reads a file that came to the wrong place.
 * Knows when a refused file may be another tool's; refuses to know any format: each kind is asked
 * to import it, and nothing of what it writes is kept. To add a kind: a row here, and a function in
 * io/import/import.h.
 */
#include "cli/run/kinds.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const struct import_kind import_kinds[IMPORT_KINDS] = {
    {.name = "prices", .run = import_prices, .needs = ""},
    {.name = "usage", .run = import_usage, .needs = ""},
    {.name = "bench", .run = import_bench, .folders = true, .needs = " --gpus N"},
    {.name = "gpus", .run = import_gpus, .needs = ""},
    {.name = "model", .run = import_model, .needs = ""},
};

/* It reads a file that it can use, and one that lacks only what is stated by an option. */
static bool reads(const struct import_kind *kind, const char *path, struct llmcost_diags *scratch)
{
    const struct import_options options = {.pattern = NULL};
    bool no_memory = false;
    FILE *nowhere = fopen("/dev/null", "w");
    if (nowhere == NULL)
        return false;
    llmcost_diags_init(scratch);
    const bool good = kind->run(&path, 1, &options, nowhere, scratch, &no_memory);
    fclose(nowhere);
    return !no_memory && (good || has_error(scratch, E_IMPORT_MISSING));
}

/* Another look at the file that failed is told: what the look was for stays open. */
static bool fails_to_read(const struct llmcost_diags *scratch, int input,
                          struct llmcost_diags *diags)
{
    for (int i = 0; i < scratch->count; i++) {
        const struct llmcost_diag *diag = &scratch->list[i];
        if (diag->code != E_UNREADABLE)
            continue;
        llmcost_complain_at(diags, LLMCOST_ERROR, E_UNREADABLE,
                            (struct llmcost_place){.input = (uint16_t)input}, "%s", diag->text);
        return true;
    }
    return false;
}

static const struct import_kind *kind_of(const char *path, const struct import_kind *other,
                                         int input, struct llmcost_diags *diags)
{
    const struct import_kind *found = NULL;
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return NULL; /* what came through a pipe cannot be read again */
    struct llmcost_diags *scratch = malloc(sizeof *scratch);
    for (int i = 0; i < IMPORT_KINDS && found == NULL && scratch != NULL; i++) {
        if (&import_kinds[i] == other)
            continue;
        if (reads(&import_kinds[i], path, scratch))
            found = &import_kinds[i];
        else if (fails_to_read(scratch, input, diags))
            break;
    }
    free(scratch);
    return found;
}

void kinds_advise(const char *path, int kind, int input, struct llmcost_diags *diags)
{
    for (int i = 0; i < diags->count; i++) {
        struct llmcost_diag *diag = &diags->list[i];
        if (diag->place.input != input || diag->code != E_IMPORT_FORMAT)
            continue;
        const struct import_kind *found = kind_of(path, &import_kinds[kind], input, diags);
        if (found != NULL)
            snprintf(diag->advice, sizeof diag->advice, "llmcost import %s %.120s%s reads it",
                     found->name, path, found->needs);
        return;
    }
}

/* A scenario with a slip in it is a scenario: it has options or a demand. */
static bool is_foreign(const struct llmcost_diags *diags, int input, bool is_part)
{
    static const enum code codes[] = {E_TOP,          E_SYNTAX,      E_DOCUMENTS, E_OPEN_QUOTE,
                                      E_OPEN_BRACKET, E_UNKNOWN_KEY, E_WRONG_WORD};
    bool has = false, options = true, demand = true;
    for (int i = 0; i < diags->count; i++) {
        const struct llmcost_diag *diag = &diags->list[i];
        options = options && diag->code != E_NO_OPTIONS;
        demand = demand && diag->code != E_MISSING_CHOICE;
        for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
            has = has || (diag->place.input == input && diag->code == codes[k]);
    }
    const bool parsed = has_error(diags, E_UNKNOWN_KEY) || has_error(diags, E_WRONG_WORD);
    return has && (is_part || !parsed || (!options && !demand));
}

void kinds_tell(const char *path, int input, bool is_part, struct llmcost_diags *diags)
{
    const struct import_kind *found =
        is_foreign(diags, input, is_part) ? kind_of(path, NULL, input, diags) : NULL;
    const struct llmcost_place place = {.line = 1, .column = 1, .input = (uint16_t)input};
    if (found == NULL)
        return;
    llmcost_diags_init(diags);
    llmcost_complain_at(diags, LLMCOST_ERROR, E_FOREIGN, place,
                        "this is no %s: it is a file that `llmcost import %s` reads",
                        is_part ? "part of a scenario" : "scenario", found->name);
    if (!is_part && found->run == import_usage)
        llmcost_advise(diags, "write llmcost init my.yaml --from-usage %.120s", path);
    else
        llmcost_advise(diags, "write llmcost import %s %.120s%s -o part.yaml", found->name, path,
                       found->needs);
}
