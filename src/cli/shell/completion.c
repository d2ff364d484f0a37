/* completion.c - the command `completion`, and what its three languages share.
 * Knows what the tables say of a value, an operand and a key; refuses to know any option, command
 * or field by name.
 */
#include "cli/shell/completion.h"
#include "cli/app.h"
#include "io/report/gates.h"

#include <string.h>

enum status command_completion(struct app *app)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    static void (*const print[])(FILE *) = {completion_bash, completion_zsh, completion_fish};
    const int shell = operand_word(app, shells, (int)(sizeof shells / sizeof *shells), 0);
    if (shell < 0)
        return STATUS_USAGE;
    for (int i = 0; i < app->sink_count; i++)
        print[shell](app->sinks[i].stream);
    return STATUS_OK;
}

enum value_kind completion_value(const struct option_row *row)
{
    static const struct {
        const char *argument;
        enum value_kind kind;
    } rows[] = {
        {.argument = "FMT[:FILE]", .kind = VALUE_FORMAT},  {.argument = "FILE", .kind = VALUE_FILE},
        {.argument = "PATH=VALUE", .kind = VALUE_SETTING}, {.argument = "ID", .kind = VALUE_ID},
        {.argument = "WORDS", .kind = VALUE_LIST},
    };
    if (row->argument == NULL)
        return VALUE_NONE;
    if (row->words != NULL)
        return VALUE_WORDS;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].argument, row->argument) == 0)
            return rows[i].kind;
    return VALUE_OTHER;
}

bool completion_offers(const struct option_row *row, const struct command_row *command)
{
    return (row->commands >> command->id & 1) != 0;
}

bool completion_has_ids(enum llmcost_section section)
{
    return section == LLMCOST_APIS || section == LLMCOST_HOSTS || section == LLMCOST_HYBRIDS;
}

void completion_keys(FILE *out, enum llmcost_section section, const char *before, const char *after)
{
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL)
        fprintf(out, "%s%s%s", before, field->name, after);
}

void completion_paths(FILE *out, const char *before, const char *after)
{
    for (int i = LLMCOST_TOP; i < LLMCOST_SECTIONS; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        const char *name = llmcost_section_name(section);
        char begin[80];
        if (completion_has_ids(section) || section == LLMCOST_COMMON)
            continue;
        snprintf(begin, sizeof begin, "%s%s%s", before, name, name[0] != '\0' ? "." : "");
        completion_keys(out, section, begin, after);
    }
}

void completion_words(FILE *out, const char *before, const char *after)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (int i = LLMCOST_TOP + 1; i < LLMCOST_SECTIONS; i++)
        if (i != LLMCOST_COMMON)
            fprintf(out, "%s%s%s", before, llmcost_section_name((enum llmcost_section)i), after);
    for (size_t i = 0; i < count; i++) {
        bool told = false;
        for (size_t j = 0; j < i; j++)
            told = told || strcmp(fields[j].name, fields[i].name) == 0;
        if (!told)
            fprintf(out, "%s%s%s", before, fields[i].name, after);
    }
}

void completion_formats(FILE *out, const struct command_row *command, const char *before,
                        const char *after)
{
    static const char *const names[FORMATS] = {[FORMAT_TABLE] = "table",
                                               [FORMAT_JSON] = "json",
                                               [FORMAT_MARKDOWN] = "markdown",
                                               [FORMAT_CSV] = "csv"};
    for (int i = 0; i < FORMATS; i++)
        if (names[i] != NULL && (command->formats >> i & 1) != 0)
            fprintf(out, "%s%s%s", before, names[i], after);
}

void completion_list(FILE *out, const char *before, const char *after)
{
    for (const char *at = gate_words; *at != '\0';) {
        size_t length = strcspn(at, ",");
        fprintf(out, "%s%.*s%s", before, (int)strcspn(at, ",["), at, after);
        at += length + strspn(at + length, ", ");
    }
}

void completion_sentence(FILE *out, const char *text, const char *escaped, const char *quote)
{
    for (size_t i = 0; i < strcspn(text, ";:"); i++) {
        if (text[i] == '\'')
            fputs(quote, out);
        else if (text[i] == '`')
            continue;
        else
            fprintf(out, "%s%c", strchr(escaped, text[i]) != NULL ? "\\" : "", text[i]);
    }
}
