/* zsh.c - the tables of this program for zsh, in the language of its own _arguments; what is done
 * with them stands in llmcost.zsh.
 */
#include "cli/shell/completion.h"
#include "core/scenario/scenario.h"

static const char quote[] = "'\\''";

static void print_sentence(FILE *out, const char *text)
{
    completion_sentence(out, text, "[]:\\", quote);
}

static void print_value(FILE *out, const struct option_row *row, const struct command_row *command)
{
    fprintf(out, ":%s:", row->kind == OPTION_WORDS ? "word" : "value");
    switch (option_value(row)) {
    case VALUE_FORMAT:
        fputs("_llmcost_formats", out);
        completion_formats(out, command);
        break;
    case VALUE_FILE:
        fputs("_files", out);
        break;
    case VALUE_SETTING:
        fputs("_llmcost_paths =", out);
        break;
    case VALUE_WORDS:
        completion_values(out, row, "(", " ");
        fputs(")", out);
        break;
    case VALUE_LIST:
        fputs("_values -s , word", out);
        completion_values(out, row, " ", " ");
        break;
    case VALUE_NONE:
    case VALUE_ID:
    case VALUE_OTHER:
        fputs(" ", out);
        break;
    }
}

/* One name of an option, and what stands between it and its value in one word. The * lets -f follow
 * -f: no option rules out itself. */
static void print_name(FILE *out, const struct option_row *row, const struct command_row *command,
                       const char *name, const char *joint)
{
    char text[512];
    fprintf(out, "            '*%s%s[", name, row->argument != NULL ? joint : "");
    print_sentence(out, option_text(row, text, sizeof text));
    fputs("]", out);
    if (row->argument != NULL)
        print_value(out, row, command);
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

static void print_operands(FILE *out, const char *text)
{
    struct operand operand;
    while (operand_next(&text, &operand)) {
        fprintf(out, "            '%s:operand:", operand.repeats ? "*" : "");
        if (operand.kind == OPERAND_WORDS) {
            fputs("(", out);
            completion_operand(out, &operand);
            fputs(")", out);
        } else if (operand.kind == OPERAND_FILE)
            fputs("_llmcost_files", out);
        else if (operand.kind == OPERAND_FILE_OR_CODE)
            fputs("_llmcost_files_or_codes", out);
        else if (operand.kind == OPERAND_PATH)
            fputs("_llmcost_paths \"\"", out);
        else if (operand.kind == OPERAND_SETTING)
            fputs("_llmcost_paths =", out);
        else if (operand.kind == OPERAND_KEY)
            fputs("_llmcost_keys", out);
        else
            fputs(" ", out);
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
    for (int i = 0; i < LLMCOST_SECTIONS; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        if (!holds_options(section))
            continue;
        fprintf(out, "    %s)\n        keys=(", llmcost_section_name(section));
        completion_keys(out, section, "\n            ");
        fputs("\n        )\n        ;;\n", out);
    }
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
