/* help.c - help for people, generated from the tables of commands and options.
 * Knows how a row is laid out in 80 columns, in short (a screen of 24 lines) and in full; refuses
 * to know any row by name.
 */
#include "cli/options/options.h"
#include "cli/options/rows.h"
#include "core/base/count.h"
#include "text/buffer.h"

#include <string.h>

enum { HELP_WIDTH = 80, MAX_HELP = 512 };
/* Where the text beside a name begins. */
enum { GROUP_COLUMN = 12, COMMAND_COLUMN = 13, OPTION_COLUMN = 30, NOTE_COLUMN = 50 };

static const char *const groups[] = {
    [GROUP_START] = "Start",    [GROUP_DECIDE] = "Decide", [GROUP_DEFEND] = "Defend",
    [GROUP_DATA] = "Real data", [GROUP_TOOLS] = "Tools",
};

/* Text wrapped between the columns `left` and HELP_WIDTH; the first line starts at `at`. */
static void print_wrapped(FILE *out, const char *text, int at, int left)
{
    if (at >= left && left > 0) {
        fputc('\n', out);
        at = 0;
    }
    text_wrap(out, text, at, left, HELP_WIDTH);
}

/* Things that are not broken, with commas between them, wrapped behind a lead. */
struct list {
    FILE *out;
    int left, at;
};

static struct list list_begin(FILE *out, const char *lead, int left)
{
    return (struct list){.out = out, .left = left, .at = fprintf(out, "  %s", lead)};
}

static void list_add(struct list *list, const char *thing)
{
    const bool first = list->at < list->left;
    const int width = (int)strlen(thing) + (first ? 0 : 2);
    if (!first && list->at + width >= HELP_WIDTH)
        list->at = (fputs(",\n", list->out), 0);
    else if (!first)
        list->at += fprintf(list->out, ", ");
    list->at +=
        fprintf(list->out, "%*s%s", list->at < list->left ? list->left - list->at : 0, "", thing);
}

static void print_examples(FILE *out, const struct command_example *examples, int count)
{
    for (int i = 0; i < count && examples[i].line != NULL; i++) {
        const int at = fprintf(out, "  llmcost %s", examples[i].line);
        print_wrapped(out, examples[i].note, at + 2 > NOTE_COLUMN ? NOTE_COLUMN : at, NOTE_COLUMN);
    }
}

/* ---- Options ---- */

static const char *option_name(const struct option_row *row, char *buffer, size_t size)
{
    snprintf(buffer, size, "--%s%s%s", row->name, row->argument != NULL ? " " : "",
             row->argument != NULL ? row->argument : "");
    return buffer;
}

/* The names of a group to a line, so that a screen holds them. */
static void list_options(FILE *out, const struct command_row *command)
{
    int count;
    bool begun = false;
    struct list list = {.out = NULL};
    const char *heading = NULL;
    const struct option_row *rows = option_rows(&count);
    for (int i = 0; i < count; i++) {
        char name[80], thing[96], letter[] = {'-', rows[i].letter, ' ', '\0'};
        if (rows[i].heading != NULL) {
            fputs(begun ? "\n" : "", out);
            begun = false;
            heading = rows[i].heading;
        }
        if (!command_takes(command, &rows[i]))
            continue;
        if (!begun)
            list = list_begin(out, heading, GROUP_COLUMN);
        begun = true;
        snprintf(thing, sizeof thing, "%s%s", rows[i].letter != 0 ? letter : "",
                 option_name(&rows[i], name, sizeof name));
        list_add(&list, thing);
    }
    fputs(begun ? "\n" : "", out);
}

static void tell_options(FILE *out, const struct command_row *command)
{
    int count;
    const char *heading = NULL;
    const struct option_row *rows = option_rows(&count);
    for (int i = 0; i < count; i++) {
        const struct option_row *row = &rows[i];
        char text[MAX_HELP], name[80], letter[] = {'-', row->letter, ',', '\0'};
        heading = row->heading != NULL ? row->heading : heading;
        if (command != NULL && !command_takes(command, row))
            continue;
        if (heading != NULL)
            fprintf(out, "\n%s:\n", heading);
        heading = NULL;
        int at = fprintf(out, "  %3s %s", row->letter ? letter : "",
                         option_name(row, name, sizeof name));
        print_wrapped(out, option_text(row, text, sizeof text), at, OPTION_COLUMN);
    }
}

/* ---- Commands ---- */

static void list_commands(FILE *out, const struct command_row *const *commands)
{
    for (size_t group = 0; group < COUNT(groups); group++) {
        struct list list = list_begin(out, groups[group], GROUP_COLUMN);
        for (int i = 0; commands[i] != NULL; i++) {
            char thing[128];
            const char *operands = commands[i]->operands;
            snprintf(thing, sizeof thing, "%s%s%s", commands[i]->name,
                     operands[0] != '\0' ? " " : "", operands);
            if (commands[i]->group == (enum command_group)group)
                list_add(&list, thing);
        }
        fputc('\n', out);
    }
}

static void tell_commands(FILE *out, const struct command_row *const *commands)
{
    for (size_t group = 0; group < COUNT(groups); group++) {
        fprintf(out, "\n%s:\n", groups[group]);
        for (int i = 0; commands[i] != NULL; i++)
            if (commands[i]->group == (enum command_group)group)
                print_wrapped(out, commands[i]->text, fprintf(out, "  %s", commands[i]->name),
                              COMMAND_COLUMN);
    }
}

/* ---- The whole ---- */

static const struct command_example first_steps[] = {
    {.line = "init my.yaml", .note = "a scenario to fill in"},
    {.line = "my.yaml", .note = "the decision; --brief: short"},
    {.line = "my.yaml -o decision.html", .note = "the same as a page with charts"},
    {.line = "my.yaml --set workload.burst=2", .note = "what if?"},
    {.line = "explain my.yaml verdict.margin", .note = "where a figure comes from"},
    {.line = "diff old.yaml my.yaml --max-increase 10%", .note = "a gate for a pull request"},
};

static void print_program(FILE *out, const struct command_row *const *commands, bool in_full)
{
    fputs("Usage: llmcost [report] [OPTION...] FILE...\n"
          "       llmcost COMMAND [OPTION...] [OPERAND...]\n"
          "Rent a hosted LLM API, run an open model on your own GPUs, or mix the two?\n\n",
          out);
    print_examples(out, first_steps, (int)COUNT(first_steps));
    if (!in_full) {
        fputc('\n', out);
        list_commands(out, commands);
        fputs("\n`llmcost --help` explains all of them, `llmcost COMMAND --help` one.\n", out);
        return;
    }
    tell_commands(out, commands);
    tell_options(out, NULL);
}

static void print_command(FILE *out, const struct command_row *command, bool in_full)
{
    fprintf(out, "Usage: llmcost %s [OPTION...]%s%s\n", command->name,
            command->operands[0] != '\0' ? " " : "", command->operands);
    print_wrapped(out, in_full ? "" : command->text, 0, 0);
    fputc('\n', out);
    print_examples(out, command->examples, MAX_EXAMPLES);
    fputs(command->examples[0].line != NULL ? "\n" : "", out);
    if (!in_full) {
        list_options(out, command);
        fprintf(out, "\nllmcost %s --help explains them.\n", command->name);
        return;
    }
    print_wrapped(out, command->details, 0, 0);
    tell_options(out, command);
}

void help_print(FILE *out, const struct command_row *const *commands,
                const struct command_row *command, bool in_full)
{
    if (command != NULL)
        print_command(out, command, in_full);
    else
        print_program(out, commands, in_full);
    if (in_full)
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
