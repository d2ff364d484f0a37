/* bash.c - the tables of this program for bash; what is done with them stands in llmcost.bash.
 * Works from bash 3.2 on and needs no bash-completion package.
 */
#include "cli/shell/completion.h"
#include "core/scenario/scenario.h"

static const struct completion_form values[] = {
    [VALUE_OTHER] = {.before = "other"},
    [VALUE_FORMAT] = {.before = "format"},
    [VALUE_FILE] = {.before = "output"},
    [VALUE_SETTING] = {.before = "setting"},
    [VALUE_ID] = {.before = "id"},
    [VALUE_WORDS] = {.between = "|"},
    [VALUE_LIST] = {.before = ",", .between = "|,", .after = "|"},
};

static const struct completion_form operands[] = {
    [OPERAND_OTHER] = {.before = "other"},
    [OPERAND_FILE] = {.before = "file"},
    [OPERAND_FILE_OR_CODE] = {.before = "file-or-code"},
    [OPERAND_PATH] = {.before = "path"},
    [OPERAND_SETTING] = {.before = "setting"},
    [OPERAND_KEY] = {.before = "key"},
    [OPERAND_WORDS] = {.between = "|", .after = "|"}, /* one word alone is a list too */
};

static void print_operands(FILE *out, const char *text)
{
    struct operand operand;
    for (const char *space = ""; operand_next(&text, &operand); space = " ") {
        fputs(space, out);
        completion_operand(out, operands, &operand);
        fputs(operand.repeats ? " ..." : "", out);
    }
}

static void print_command(FILE *out, const struct command_row *command)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    fprintf(out, "    %s)\n        options=\"", command->name);
    const char *space = "";
    for (int i = 0; i < count; i++) {
        if (!command_takes(command, &rows[i]))
            continue;
        fputs(space, out);
        completion_names(out, &rows[i]);
        space = " ";
    }
    fputs("\"\n        formats=\"", out);
    completion_formats(out, command);
    fputs("\"\n        operands=\"", out);
    print_operands(out, command->operands);
    fputs("\"\n        ;;\n", out);
}

static void print_values(FILE *out)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    fputs("_llmcost_value() # OPTION: what its value is\n{\n    case $1 in\n", out);
    for (int i = 0; i < count; i++) {
        if (rows[i].argument == NULL)
            continue;
        fprintf(out, "    --%s", rows[i].name);
        if (rows[i].letter != 0)
            fprintf(out, " | -%c", rows[i].letter);
        fputs(") kind='", out);
        completion_value(out, values, &rows[i], NULL);
        fputs("' ;;\n", out);
    }
    fputs("    *) kind=other ;;\n    esac\n}\n\n", out);
    fputs("_llmcost_valued=\"", out);
    completion_valued(out);
    fputs("\"\n", out);
}

static void print_keys(FILE *out)
{
    fputs("_llmcost_sections=\"", out);
    for (int i = 0; i < LLMCOST_SECTIONS; i++)
        if (holds_options((enum llmcost_section)i))
            fprintf(out, " %s", llmcost_section_name((enum llmcost_section)i));
    fputs("\"\n_llmcost_paths=\"", out);
    completion_paths(out, "\n    ");
    fputs("\"\n_llmcost_keys=\"", out);
    completion_words(out, "\n    ");
    fputs("\"\n_llmcost_codes=\"", out);
    completion_codes(out, "\n    ");
    fputs("\"\n\n_llmcost_keys() # SECTION: the keys of its options\n{\n    case $1 in\n", out);
    completion_sections(out, "    ", ")\n        keys=\"", "\n            ", "\"\n        ;;\n");
    fputs("    esac\n}\n\n", out);
}

void completion_bash(FILE *out, const struct command_row *const *commands)
{
    fputs("_llmcost_commands=\"", out);
    for (int i = 0; commands[i] != NULL; i++)
        fprintf(out, " %s", commands[i]->name);
    fputs("\"\n\n_llmcost_command() # COMMAND: its options, formats and operands\n"
          "{\n    case $1 in\n",
          out);
    for (int i = 0; commands[i] != NULL; i++)
        print_command(out, commands[i]);
    fputs("    esac\n}\n\n", out);
    print_values(out);
    print_keys(out);
}
