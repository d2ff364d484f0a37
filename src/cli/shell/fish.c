/* fish.c - the tables of this program for fish, and one `complete` for each word; the functions
 * that these name stand in llmcost.fish.
 */
#include "cli/shell/completion.h"

#include <string.h>

static void print_sentence(FILE *out, const char *text)
{
    fputs(" -d '", out);
    completion_sentence(out, text, "\\", "\\'");
    fputs("'\n", out);
}

/* The condition under which a command is meant: it was named, or, for the first one, none was. */
static void print_condition(FILE *out, const struct command_row *command)
{
    if (strcmp(command->name, "report") == 0)
        fputs("complete -c llmcost -n '__llmcost_reports'", out);
    else
        fprintf(out, "complete -c llmcost -n '__fish_seen_subcommand_from %s'", command->name);
}

static const struct completion_form values[] = {
    [VALUE_OTHER] = {.before = " -x"},
    [VALUE_NONE] = {.before = ""},
    [VALUE_FORMAT] = {.before = " -x -a '", .between = " ", .after = "'"},
    [VALUE_FILE] = {.before = " -r -F"},
    [VALUE_SETTING] = {.before = " -x -a '(__llmcost_paths =)'"},
    [VALUE_ID] = {.before = " -x"},
    [VALUE_WORDS] = {.before = " -x -a '", .between = " ", .after = "'"},
    [VALUE_LIST] = {.before = " -x -a '(__fish_append , ", .between = " ", .after = ")'"},
};

static void print_option(FILE *out, const struct option_row *row, const struct command_row *command)
{
    char text[512];
    print_condition(out, command);
    fprintf(out, " -l %s", row->name);
    if (row->letter != 0)
        fprintf(out, " -s %c", row->letter);
    completion_value(out, values, row, command);
    print_sentence(out, option_text(row, text, sizeof text));
}

static const struct completion_form operands[] = {
    [OPERAND_FILE] = {.before = " -k -a '(__llmcost_files)'\n"},
    [OPERAND_FILE_OR_CODE] = {.before = " -k -a '(__llmcost_files; __llmcost_codes)'\n"},
    [OPERAND_PATH] = {.before = " -a '(__llmcost_paths \"\")'\n"},
    [OPERAND_SETTING] = {.before = " -a '(__llmcost_paths =)'\n"},
    [OPERAND_KEY] = {.before = " -a '(__llmcost_keys)'\n"},
    [OPERAND_WORDS] = {.before = " -a '", .between = " ", .after = "'\n"},
};

static void print_operands(FILE *out, const struct command_row *command)
{
    const char *text = command->operands;
    struct operand operand;
    while (operand_next(&text, &operand)) {
        if (operand.kind == OPERAND_OTHER)
            continue;
        print_condition(out, command);
        completion_operand(out, operands, &operand);
    }
}

static void print_tables(FILE *out, const struct command_row *const *commands)
{
    fputs("function __llmcost_keys\n    printf '%s\\n'", out);
    completion_words(out, " ");
    fputs("\nend\n\nfunction __llmcost_codes\n    printf '%s\\n'", out);
    completion_codes(out, " ");
    fputs("\nend\n\nfunction __llmcost_all_paths\n    printf '%s\\n'", out);
    completion_paths(out, " ");
    fputs("\nend\n\nfunction __llmcost_section_keys -a section\n    switch $section\n", out);
    completion_sections(out, "        case ", "\n            printf '%s\\n'", " ", "\n");
    fputs("    end\nend\n\nfunction __llmcost_other_commands\n    printf '%s\\n'", out);
    for (int i = 1; commands[i] != NULL; i++)
        fprintf(out, " %s", commands[i]->name);
    fputs("\nend\n\n", out);
}

void completion_fish(FILE *out, const struct command_row *const *commands)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    print_tables(out, commands);
    fputs("complete -c llmcost -f\n", out);
    for (int i = 0; commands[i] != NULL; i++) {
        const struct command_row *row = commands[i];
        fprintf(out, "complete -c llmcost -n '__fish_use_subcommand' -a %s", row->name);
        print_sentence(out, row->text);
    }
    for (int i = 0; commands[i] != NULL; i++) {
        const struct command_row *row = commands[i];
        print_operands(out, row);
        for (int option = 0; option < count; option++)
            if (command_takes(row, &rows[option]))
                print_option(out, &rows[option], row);
    }
    fputs("\n", out);
}
