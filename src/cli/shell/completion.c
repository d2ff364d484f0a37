/* completion.c - what the three languages of completion share.
 * Knows what the tables say of a value, an operand and a key; refuses to know any option, command
 * or field by name.
 */
#include "cli/shell/completion.h"
#include "core/telling/codes.h"

#include <string.h>

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
        bool told = fields[i].name[0] == '\0';
        for (size_t j = 0; j < i; j++)
            told = told || strcmp(fields[j].name, fields[i].name) == 0;
        if (!told)
            fprintf(out, "%s%s%s", before, fields[i].name, after);
    }
}

void completion_codes(FILE *out, const char *before, const char *after)
{
    char code[CODE_TEXT];
    for (const struct code_row *row = NULL; (row = next_code_row(row)) != NULL;)
        fprintf(out, "%s%s%s", before, code_text(row, code), after);
}

void completion_formats(FILE *out, const struct command_row *command, const char *before,
                        const char *after)
{
    for (int i = 0; formats[i] != NULL; i++)
        if (format_prints(formats[i], command->prints))
            fprintf(out, "%s%s%s", before, formats[i]->name, after);
}

void completion_values(FILE *out, const struct option_row *row, const char *before,
                       const char *after)
{
    struct option_word word;
    for (int i = 0; option_word(row, i, &word); i++)
        fprintf(out, "%s%s%s", before, word.word, after);
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
