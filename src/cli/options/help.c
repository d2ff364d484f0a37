/* help.c - help for people, generated from the tables of commands and options.
 * Knows how a row is laid out in 80 columns; refuses to know any row by name.
 */
#include "cli/options/help.h"
#include "cli/options/rows.h"
#include "text/buffer.h"

#include <string.h>

enum { HELP_WIDTH = 80, COMMAND_COLUMN = 12, OPTION_COLUMN = 30, MAX_HELP = 512 };

/* Text wrapped between the columns `left` and HELP_WIDTH; the first line starts at `at`. */
static void print_wrapped(FILE *out, const char *text, int at, int left)
{
    if (at >= left && left > 0) {
        fputc('\n', out);
        at = 0;
    }
    while (*text) {
        size_t length = text_line(text, HELP_WIDTH - left);
        fprintf(out, "%*s%.*s\n", left - at, "", (int)length, text);
        text = text_after_line(text, length);
        at = 0;
    }
}

static void print_commands(FILE *out, const struct command_row *const *commands)
{
    fputs("Commands:\n", out);
    for (; *commands != NULL; commands++)
        print_wrapped(out, (*commands)->text, fprintf(out, "  %s", (*commands)->name),
                      COMMAND_COLUMN);
}

static void print_options(FILE *out, const struct command_row *command)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    fputs("Options:\n", out);
    for (int i = 0; i < count; i++) {
        const struct option_row *row = &rows[i];
        if (command != NULL && !command_takes(command, row))
            continue;
        char text[MAX_HELP], letter[] = {'-', row->letter, ',', '\0'};
        int at =
            fprintf(out, "  %3s --%s%s%s", row->letter ? letter : "", row->name,
                    row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
        print_wrapped(out, option_text(row, text, sizeof text), at, OPTION_COLUMN);
    }
}

void help_print(FILE *out, const struct command_row *const *commands,
                const struct command_row *command)
{
    if (command != NULL) {
        fprintf(out, "Usage: llmcost %s [OPTION...] %s\n\n", command->name, command->operands);
        print_wrapped(out, command->details, 0, 0);
    } else {
        fputs("Usage: llmcost [report] [OPTION...] FILE...\n"
              "       llmcost COMMAND [OPTION...] [OPERAND...]\n\n"
              "Rent a hosted LLM API, run an open model on your own GPUs, or mix the two?\n"
              "llmcost reads a scenario in YAML and shows what each option costs, which one to\n"
              "take, and at which demand that changes. A good start:\n\n"
              "  llmcost init scenario.yaml && llmcost scenario.yaml\n\n",
              out);
        print_commands(out, commands);
    }
    fputc('\n', out);
    print_options(out, command);
    fputs("\nExit status: 0 done, 1 the answer is no, 2 wrong usage, 3 a file cannot be used,\n"
          "4 a write failed or memory ran out. On 2 to 4 nothing is written to stdout.\n",
          out);
}

void help_usage(FILE *out)
{
    fputs("Usage: llmcost [report] [OPTION...] FILE...\n"
          "Try `llmcost --help`, or `llmcost init` for a scenario to start from.\n",
          out);
}
