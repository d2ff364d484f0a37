/* targets.c - where the output goes, and in which format.
 * Knows names, endings and what -f and -o add up to; refuses to know any format by name.
 */
#include "cli/options/options.h"
#include "cli/options/rows.h"

#include <string.h>

enum { MAX_LIST = 160 };

enum printed options_print(const struct options *options)
{
    return options->brief ? PRINTS_BRIEF : options->command->prints;
}

/* "-f table, -f json or -f csv", or else the endings of names: what a command can print. */
static const char *list_formats(enum printed what, bool endings, char *buffer, size_t size)
{
    int count = 0;
    for (int i = 0; formats[i] != NULL; i++)
        count += format_prints(formats[i], what);
    for (int i = 0, index = 0; formats[i] != NULL; i++) {
        char word[40];
        if (!format_prints(formats[i], what))
            continue;
        snprintf(word, sizeof word, "%s%s", endings ? "" : "-f ",
                 endings ? formats[i]->extensions[0] : formats[i]->name);
        join_word(buffer, size, " or ", word, index++, count);
    }
    return buffer;
}

/* A name says its format, or -f does: a table is not what somebody expects in a .xlsx. */
static bool refuse_ending(const struct options *options, struct llmcost_diags *diags)
{
    char list[MAX_LIST];
    deny(diags, E_FORMAT, NULL, "no format is known by the name %.80s", options->output);
    llmcost_advise(diags, "end it in %s, or state the format: -f %s",
                   list_formats(options_print(options), true, list, sizeof list), formats[0]->name);
    return false;
}

/* The main output goes to -o or stdout; it is left out where -f names files and nothing else. */
static bool add_main_target(struct options *options, struct llmcost_diags *diags)
{
    const bool to_stdout = options->output == NULL || strcmp(options->output, "-") == 0;
    const char *path = to_stdout ? NULL : options->output;
    const bool chosen_by_name = path != NULL && options->command->prints != PRINTS_TEXT;
    const struct format *format = options->format;
    if (options->output == NULL && format == NULL && options->target_count > 0)
        return true;
    if (format == NULL)
        format = chosen_by_name ? format_of_file(path) : formats[0];
    if (format == NULL)
        return refuse_ending(options, diags);
    options->targets[options->target_count++] = (struct target){.format = format, .path = path};
    return true;
}

static bool resolve(struct options *options, struct llmcost_diags *diags)
{
    const struct command_row *command = options->command;
    if (!add_main_target(options, diags))
        return false;
    for (int i = 0; i < options->target_count; i++) {
        struct target *target = &options->targets[i];
        if (target->path != NULL && strcmp(target->path, "-") == 0)
            target->path = NULL;
        if (!format_prints(target->format, options_print(options))) {
            char list[MAX_LIST];
            deny(diags, E_FORMAT, NULL, "\"%s%s\" cannot be printed as %s", command->name,
                 options->brief ? " --brief" : "", target->format->name);
            llmcost_advise(diags, "write %s",
                           list_formats(options_print(options), false, list, sizeof list));
            return false;
        }
        for (int j = 0; j < i; j++) {
            const char *path = options->targets[j].path;
            bool both_stdout = path == NULL && target->path == NULL;
            if (!both_stdout &&
                (path == NULL || target->path == NULL || strcmp(path, target->path) != 0))
                continue;
            return deny(diags, E_OPTION_VALUE,
                        "name a file of its own for each: -f json:FILE -f table:FILE",
                        "two outputs would be written to %.80s", both_stdout ? "stdout" : path);
        }
    }
    return true;
}

static bool is_given(const struct options *options, const char *name)
{
    return option_is_used(options, option_find(name, strlen(name)));
}

/* Which table, and what is between its cells, is nothing that other formats ask. */
static bool fits_table(const struct options *options, struct llmcost_diags *diags)
{
    const bool wants_table = is_given(options, "table");
    const bool wants_none = !wants_table && !is_given(options, "csv-separator");
    if (options->year_start > 0 && options->table != TABLE_BUDGET)
        return deny(diags, E_OPTION, "add -f csv --table budget",
                    "--fiscal-year-start does nothing without --table budget");
    for (int i = 0; i < options->target_count; i++)
        if (wants_none || options->targets[i].format->tables)
            return true;
    return deny(diags, E_OPTION, "add -f csv, or name the output: -o FILE.csv",
                "--%s does nothing without CSV", wants_table ? "table" : "csv-separator");
}

bool targets_resolve(struct options *options, struct llmcost_diags *diags)
{
    return resolve(options, diags) && fits_table(options, diags);
}
