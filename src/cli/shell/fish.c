/* fish.c - the tables of this program for fish, and one `complete` for each word; the functions
 * that these name stand in llmcost.fish.
 */
#include "cli/shell/completion.h"
#include "core/scenario/scenario.h"

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

static void print_option(FILE *out, const struct option_row *row, const struct command_row *command)
{
    print_condition(out, command);
    fprintf(out, " -l %s", row->name);
    if (row->letter != 0)
        fprintf(out, " -s %c", row->letter);
    switch (option_value(row)) {
    case VALUE_NONE:
        break;
    case VALUE_FORMAT:
        fputs(" -x -a '", out);
        completion_formats(out, command);
        fputs("'", out);
        break;
    case VALUE_FILE:
        fputs(" -r -F", out);
        break;
    case VALUE_SETTING:
        fputs(" -x -a '(__llmcost_paths =)'", out);
        break;
    case VALUE_WORDS:
        fputs(" -x -a '", out);
        completion_values(out, row, "", " ");
        fputs("'", out);
        break;
    case VALUE_LIST:
        fputs(" -x -a '(__fish_append ,", out);
        completion_values(out, row, " ", " ");
        fputs(")'", out);
        break;
    case VALUE_ID:
    case VALUE_OTHER:
        fputs(" -x", out);
        break;
    }
    char text[512];
    print_sentence(out, option_text(row, text, sizeof text));
}

static void print_operands(FILE *out, const struct command_row *command)
{
    const char *text = command->operands;
    struct operand operand;
    while (operand_next(&text, &operand)) {
        if (operand.kind == OPERAND_OTHER)
            continue;
        print_condition(out, command);
        if (operand.kind == OPERAND_WORDS) {
            fputs(" -a '", out);
            completion_operand(out, &operand);
            fputs("'\n", out);
        } else if (operand.kind == OPERAND_FILE) {
            fputs(" -k -a '(__llmcost_files)'\n", out);
        } else if (operand.kind == OPERAND_FILE_OR_CODE) {
            fputs(" -k -a '(__llmcost_files; __llmcost_codes)'\n", out);
        } else if (operand.kind == OPERAND_KEY) {
            fputs(" -a '(__llmcost_keys)'\n", out);
        } else {
            fprintf(out, " -a '(__llmcost_paths %s)'\n",
                    operand.kind == OPERAND_SETTING ? "=" : "\"\"");
        }
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
    for (int i = 0; i < LLMCOST_SECTIONS; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        if (!holds_options(section))
            continue;
        fprintf(out, "        case %s\n            printf '%%s\\n'", llmcost_section_name(section));
        completion_keys(out, section, " ");
        fputs("\n", out);
    }
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
