/* kinds.c - the kinds of `import`, and which of them reads a file that came to the wrong place.
 * Knows when a refused file may be another tool's; refuses to know any format: each kind is asked
 * to import it, and nothing of what it writes is kept. To add a kind: a row here, and a function in
 * io/import/import.h.
 */
#include "cli/run/kinds.h"

#include <errno.h>
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
static bool reads(const struct import_kind *kind, const char *path, struct llmcost_diags *scratch,
                  bool *ret_no_memory)
{
    const struct import_options options = {.pattern = NULL};
    FILE *nowhere = fopen("/dev/null", "w");
    llmcost_diags_init(scratch);
    *ret_no_memory = nowhere == NULL;
    if (nowhere == NULL)
        return false;
    const bool good = kind->run(&path, 1, &options, nowhere, scratch, ret_no_memory);
    fclose(nowhere);
    *ret_no_memory = *ret_no_memory || has_error(scratch, E_NO_MEMORY);
    return good || has_error(scratch, E_IMPORT_MISSING);
}

/* Another look at the file that fails is the one complaint: what it was refused for before may be
 * of what was read by halves. */
static void tell_unreadable(int input, const char *text, struct llmcost_diags *diags)
{
    llmcost_diags_init(diags);
    llmcost_complain_at(diags, LLMCOST_ERROR, E_UNREADABLE,
                        (struct llmcost_place){.input = (uint16_t)input}, "%s", text);
}

static bool fails_to_read(const struct llmcost_diags *scratch, int input,
                          struct llmcost_diags *diags)
{
    for (int i = 0; i < scratch->count; i++)
        if (scratch->list[i].code == E_UNREADABLE) {
            tell_unreadable(input, scratch->list[i].text, diags);
            return true;
        }
    return false;
}

/* Which kind reads a regular file, NULL where none does: what came through a pipe cannot be read
 * again. False when memory ran out. */
static bool find_kind(const char *path, const struct import_kind *other, int input,
                      const struct import_kind **ret_found, struct llmcost_diags *diags)
{
    struct stat status;
    bool no_memory = false;
    *ret_found = NULL;
    if (stat(path, &status) != 0) {
        char text[160];
        snprintf(text, sizeof text, "cannot read it: %s", strerror(errno));
        if (errno != ENOENT)
            tell_unreadable(input, text, diags);
        return true;
    }
    if (!S_ISREG(status.st_mode))
        return true;
    struct llmcost_diags *scratch = malloc(sizeof *scratch);
    if (scratch == NULL)
        return false;
    for (int i = 0; i < IMPORT_KINDS && *ret_found == NULL && !no_memory; i++) {
        if (&import_kinds[i] == other)
            continue;
        if (reads(&import_kinds[i], path, scratch, &no_memory))
            *ret_found = &import_kinds[i];
        else if (fails_to_read(scratch, input, diags))
            break;
    }
    free(scratch);
    return !no_memory;
}

bool kinds_advise(const char *path, int kind, int input, struct llmcost_diags *diags)
{
    for (int i = 0; i < diags->count; i++) {
        struct llmcost_diag *diag = &diags->list[i];
        if (diag->place.input != input || diag->code != E_IMPORT_FORMAT)
            continue;
        const struct import_kind *found;
        const bool good = find_kind(path, &import_kinds[kind], input, &found, diags);
        if (found != NULL)
            snprintf(diag->advice, sizeof diag->advice, "llmcost import %s %.120s%s reads it",
                     found->name, path, found->needs);
        return good;
    }
    return true;
}

/* A scenario with a slip in it is a scenario: it has options or a demand. */
static bool is_foreign(const struct llmcost_diags *diags, int input, bool is_part)
{
    bool has = false, options = true, demand = true;
    for (int i = 0; i < diags->count; i++) {
        const struct llmcost_diag *diag = &diags->list[i];
        options = options && diag->code != E_NO_OPTIONS;
        demand = demand && diag->code != E_MISSING_CHOICE;
        const bool of_text = diag->code > E_UNREADABLE && diag->code <= E_SYNTAX;
        has = has || (diag->place.input == input &&
                      (of_text || diag->code == E_UNKNOWN_KEY || diag->code == E_WRONG_WORD));
    }
    const bool parsed = has_error(diags, E_UNKNOWN_KEY) || has_error(diags, E_WRONG_WORD);
    return has && (is_part || !parsed || (!options && !demand));
}

bool kinds_tell(const char *path, int input, bool is_part, struct llmcost_diags *diags)
{
    const struct import_kind *found = NULL;
    if (is_foreign(diags, input, is_part) && !find_kind(path, NULL, input, &found, diags))
        return false;
    const struct llmcost_place place = {.line = 1, .column = 1, .input = (uint16_t)input};
    if (found == NULL)
        return true;
    llmcost_diags_init(diags);
    llmcost_complain_at(diags, LLMCOST_ERROR, E_FOREIGN, place,
                        "this is no %s: it is a file that `llmcost import %s` reads",
                        is_part ? "part of a scenario" : "scenario", found->name);
    if (!is_part && found->run == import_usage)
        llmcost_advise(diags, "write llmcost init my.yaml --from-usage %.120s", path);
    else
        llmcost_advise(diags, "write llmcost import %s %.120s%s -o part.yaml", found->name, path,
                       found->needs);
    return true;
}
