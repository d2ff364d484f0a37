/* completion.c - what the three languages of completion share.
 * Knows what the tables say of a value, an operand and a key; refuses to know any option, command
 * or field by name.
 */
#include "cli/shell/completion.h"
#include "core/scenario/scenario.h"
#include "core/telling/codes.h"

#include <string.h>

static void put(FILE *out, const char *text)
{
    fputs(text != NULL ? text : "", out);
}

/* The keys of one section that a --set may name. */
static void put_keys(FILE *out, enum llmcost_section section, const char *before)
{
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL)
        fprintf(out, "%s%s", before, field->name);
}

void completion_sections(FILE *out, const char *before_name, const char *behind_name,
                         const char *before_key, const char *end)
{
    for (int i = 0; i < LLMCOST_SECTIONS; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        if (!holds_options(section))
            continue;
        fprintf(out, "%s%s%s", before_name, llmcost_section_name(section), behind_name);
        put_keys(out, section, before_key);
        fputs(end, out);
    }
}

void completion_paths(FILE *out, const char *before)
{
    for (int i = LLMCOST_TOP; i < LLMCOST_SECTIONS; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        const char *name = llmcost_section_name(section);
        char begin[80];
        if (holds_options(section) || section == LLMCOST_COMMON)
            continue;
        snprintf(begin, sizeof begin, "%s%s%s", before, name, name[0] != '\0' ? "." : "");
        put_keys(out, section, begin);
    }
}

void completion_words(FILE *out, const char *before)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (int i = LLMCOST_TOP + 1; i < LLMCOST_SECTIONS; i++)
        if (i != LLMCOST_COMMON)
            fprintf(out, "%s%s", before, llmcost_section_name((enum llmcost_section)i));
    for (size_t i = 0; i < count; i++) {
        bool told = fields[i].name[0] == '\0';
        for (size_t j = 0; j < i; j++)
            told = told || strcmp(fields[j].name, fields[i].name) == 0;
        if (!told)
            fprintf(out, "%s%s", before, fields[i].name);
    }
}

void completion_codes(FILE *out, const char *before)
{
    char code[CODE_TEXT];
    for (const struct code_row *row = NULL; (row = next_code_row(row)) != NULL;)
        fprintf(out, "%s%s", before, code_text(row, code));
}

void completion_formats(FILE *out, const struct command_row *command)
{
    for (int i = 0; formats[i] != NULL; i++)
        if (format_prints(formats[i], command->prints))
            fprintf(out, " %s", formats[i]->name);
}

void completion_value(FILE *out, const struct completion_form *forms, const struct option_row *row,
                      const struct command_row *command)
{
    const enum option_value kind = option_value(row);
    const struct completion_form *form = &forms[kind];
    struct option_word word;
    put(out, form->before);
    if (kind == VALUE_FORMAT && form->between != NULL)
        completion_formats(out, command);
    for (int i = 0; (kind == VALUE_WORDS || kind == VALUE_LIST) && option_word(row, i, &word); i++)
        fprintf(out, "%s%s", i > 0 ? form->between : "", word.word);
    put(out, form->after);
}

void completion_operand(FILE *out, const struct completion_form *forms,
                        const struct operand *operand)
{
    const struct completion_form *form = &forms[operand->kind];
    put(out, form->before);
    for (size_t i = 0; operand->kind == OPERAND_WORDS && i < operand->length; i++)
        fputc(operand->text[i] == '|' ? form->between[0] : operand->text[i], out);
    put(out, form->after);
}

void completion_names(FILE *out, const struct option_row *row)
{
    fprintf(out, "--%s", row->name);
    if (row->letter != 0)
        fprintf(out, " -%c", row->letter);
}

void completion_valued(FILE *out)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    for (int i = 0; i < count; i++)
        if (rows[i].argument != NULL) {
            fputc(' ', out);
            completion_names(out, &rows[i]);
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
