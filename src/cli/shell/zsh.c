/* zsh.c - the tables of this program for zsh, in the language of its own _arguments; what is done
 * with them stands in llmcost.zsh.
 */
#include "cli/shell/completion.h"

static const char quote[] = "'\\''";

static void print_sentence(FILE *out, const char *text)
{
    completion_sentence(out, text, "[]:\\", quote);
}

static const struct completion_form values[] = {
    [VALUE_OTHER] = {.before = " "},
    [VALUE_NONE] = {.before = " "},
    [VALUE_FORMAT] = {.before = "_llmcost_formats", .between = " "},
    [VALUE_FILE] = {.before = "_files"},
    [VALUE_SETTING] = {.before = "_llmcost_paths ="},
    [VALUE_ID] = {.before = " "},
    [VALUE_WORDS] = {.before = "(", .between = " ", .after = ")"},
    [VALUE_LIST] = {.before = "_values -s , word ", .between = " "},
};

/* One name of an option, and what stands between it and its value in one word. The * lets -f follow
 * -f: no option rules out itself. */
static void print_name(FILE *out, const struct option_row *row, const struct command_row *command,
                       const char *name, const char *joint)
{
    char text[512];
    fprintf(out, "            '*%s%s[", name, row->argument != NULL ? joint : "");
    print_sentence(out, option_text(row, text, sizeof text));
    fputs("]", out);
    if (row->argument != NULL) {
        fprintf(out, ":%s:", row->kind == OPTION_WORDS ? "word" : "value");
        completion_value(out, values, row, command);
    }
    fputs("'\n", out);
}

static void print_option(FILE *out, const struct option_row *row, const struct command_row *command)
{
    char name[80], letter[] = {'-', row->letter, '\0'};
    snprintf(name, sizeof name, "--%s", row->name);
    print_name(out, row, command, name, "=");
    if (row->letter != 0)
        print_name(out, row, command, letter, "+");
}

static const struct completion_form operands[] = {
    [OPERAND_OTHER] = {.before = " "},
    [OPERAND_FILE] = {.before = "_llmcost_files"},
    [OPERAND_FILE_OR_CODE] = {.before = "_llmcost_files_or_codes"},
    [OPERAND_PATH] = {.before = "_llmcost_paths \"\""},
    [OPERAND_SETTING] = {.before = "_llmcost_paths ="},
    [OPERAND_KEY] = {.before = "_llmcost_keys"},
    [OPERAND_WORDS] = {.before = "(", .between = " ", .after = ")"},
};

static void print_operands(FILE *out, const char *text)
{
    struct operand operand;
    while (operand_next(&text, &operand)) {
        fprintf(out, "            '%s:operand:", operand.repeats ? "*" : "");
        completion_operand(out, operands, &operand);
        fputs("'\n", out);
    }
}

static void print_command(FILE *out, const struct command_row *command)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    fprintf(out, "    %s)\n        arguments=(\n", command->name);
    for (int i = 0; i < count; i++)
        if (command_takes(command, &rows[i]))
            print_option(out, &rows[i], command);
    print_operands(out, command->operands);
    fputs("        )\n        ;;\n", out);
}

static void print_tables(FILE *out)
{
    fputs("_llmcost_all_keys() {\n    keys=(", out);
    completion_words(out, "\n        ");
    fputs("\n    )\n}\n\n_llmcost_all_codes() {\n    codes=(", out);
    completion_codes(out, "\n        ");
    fputs("\n    )\n}\n\n_llmcost_all_paths() {\n    paths=(", out);
    completion_paths(out, "\n        ");
    fputs("\n    )\n}\n\n_llmcost_section_keys() {\n    case $1 in\n", out);
    completion_sections(out, "    ", ")\n        keys=(", "\n            ",
                        "\n        )\n        ;;\n");
    fputs("    *) return 1 ;;\n    esac\n}\n\n", out);
}

void completion_zsh(FILE *out, const struct command_row *const *commands)
{
    print_tables(out);
    fputs("_llmcost_valued() {\n    valued=(", out);
    completion_valued(out);
    fputs(" )\n}\n\n_llmcost_all_commands() {\n    commands=(\n", out);
    for (int i = 0; commands[i] != NULL; i++) {
        fprintf(out, "        '%s:", commands[i]->name);
        print_sentence(out, commands[i]->text);
        fputs("'\n", out);
    }
    fputs("    )\n}\n\n_llmcost_arguments() {\n    case $1 in\n", out);
    for (int i = 0; commands[i] != NULL; i++)
        print_command(out, commands[i]);
    fputs("    *) return 1 ;;\n    esac\n}\n\n", out);
}
