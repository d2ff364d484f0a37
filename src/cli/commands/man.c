/* man.c - the command `man`, and llmcost(1) from the tables of commands and options.
 * Knows how a row is laid out in mdoc; refuses to know any row by name.
 */
#include "cli/options/rows.h"
#include "cli/run/app.h"
#include "core/base/count.h"
#include "print/reference/reference.h"

#include <stdlib.h>
#include <string.h>

static void print_operands(FILE *out, const char *operands)
{
    for (const char *at = operands + strspn(operands, " "); *at != '\0';) {
        size_t length = strcspn(at, " ");
        fputs(" Ar", out);
        man_word(out, at, length);
        at += length + strspn(at + length, " ");
    }
}

static void print_command_examples(FILE *out, const struct command_row *row)
{
    char lines[MAX_EXAMPLES][128];
    const char *shown[MAX_EXAMPLES];
    int count = 0;
    for (; count < MAX_EXAMPLES && row->examples[count].line != NULL; count++) {
        snprintf(lines[count], sizeof lines[count], "llmcost %s", row->examples[count].line);
        shown[count] = lines[count];
    }
    if (count > 0)
        man_literal(out, shown, count);
}

static void print_commands(FILE *out, const struct command_row *const *commands)
{
    fputs(".Sh COMMANDS\n.Bl -tag -width Ds\n", out);
    for (; *commands != NULL; commands++) {
        const struct command_row *row = *commands;
        char sentence[256];
        fputs(".It Cm", out);
        man_word(out, row->name, strlen(row->name));
        print_operands(out, row->operands);
        snprintf(sentence, sizeof sentence, "%s.", row->text);
        fputc('\n', out);
        man_text(out, sentence);
        man_text(out, row->details);
        print_command_examples(out, row);
    }
    fputs(".El\n", out);
}

/* Which commands take an option, unless all do. */
static void print_takers(FILE *out, const struct command_row *const *commands,
                         const struct option_row *row)
{
    char list[512], text[600];
    int takers = 0, all = 0, index = 0;
    for (; commands[all] != NULL; all++)
        takers += command_takes(commands[all], row);
    if (takers == all)
        return;
    for (int i = 0; i < all; i++)
        if (command_takes(commands[i], row)) {
            snprintf(text, sizeof text, "`%s`", commands[i]->name);
            join_word(list, sizeof list, " and ", text, index++, takers);
        }
    snprintf(text, sizeof text, "For %s.", list);
    man_text(out, text);
}

static void print_options(FILE *out, const struct command_row *const *commands)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    fputs(".Sh OPTIONS\n", out);
    man_text(out, "Options may stand anywhere; `--` ends them. Long options are never abbreviated, "
                  "and one that the command cannot use is refused.");
    for (int i = 0; i < count; i++) {
        char text[512], sentence[520];
        if (rows[i].heading != NULL)
            fprintf(out, "%s.Ss %s\n.Bl -tag -width Ds\n", i > 0 ? ".El\n" : "", rows[i].heading);
        fputs(".It", out);
        if (rows[i].letter != 0)
            fprintf(out, " Fl \\&%c ,", rows[i].letter);
        fprintf(out, " Fl \\&\\-%s", rows[i].name);
        if (rows[i].argument != NULL) {
            fputs(" Ar", out);
            man_word(out, rows[i].argument, strlen(rows[i].argument));
        }
        option_text(&rows[i], text, sizeof text);
        const char first = text[0];
        snprintf(sentence, sizeof sentence, "%c%s.",
                 first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first, text + 1);
        fputc('\n', out);
        man_text(out, sentence);
        print_takers(out, commands, &rows[i]);
    }
    fputs(".El\n", out);
}

static void print_environment(FILE *out)
{
    static const struct {
        const char *name, *text;
    } rows[] = {
        {.name = "NO_COLOR", .text = "Set and not empty: no colour."},
        {.name = "FORCE_COLOR", .text = "Set and not empty: colour even where no terminal is."},
        {.name = "TERM", .text = "`dumb`: no colour, no pager."},
        {.name = "LLMCOST_PAGER, PAGER",
         .text = "The first one that is set shows what is longer than the terminal, in the place "
                 "of less; set to nothing or to `cat`: nothing does. Pipes, files and dumb "
                 "terminals have no pager."},
        {.name = "COLUMNS", .text = "The width of tables where no `--width` is given."},
        {.name = "LC_ALL, LC_CTYPE, LANG",
         .text = "The first one that is set says whether tables may hold more than ASCII. Numbers "
                 "are written the same everywhere."},
        {.name = "SOURCE_DATE_EPOCH",
         .text = "The date of the manual pages; no clock is ever read."},
    };
    fputs(".Sh ENVIRONMENT\n.Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < COUNT(rows); i++) {
        fprintf(out, ".It Ev %s\n", rows[i].name);
        man_text(out, rows[i].text);
    }
    fputs(".El\n", out);
}

static void print_status(FILE *out)
{
    static const char *const texts[] = {
        [STATUS_OK] = "Done.",
        [STATUS_GATE] = "The answer is no: a gate failed.",
        [STATUS_USAGE] = "The command line is wrong.",
        [STATUS_INPUT] = "A file cannot be used.",
        [STATUS_ENVIRONMENT] = "A write failed, or memory ran out.",
    };
    fputs(".Sh EXIT STATUS\n.Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < COUNT(texts); i++) {
        fprintf(out, ".It %d\n", (int)i);
        man_text(out, texts[i]);
    }
    fputs(".El\n.Pp\n", out);
    man_text(out, "On 2 to 4 nothing is written to stdout, and no file changes. Of several files "
                  "the worst status is returned after all were tried.");
}

static void print_examples(FILE *out)
{
    static const char *const lines[] = {
        "llmcost init chat.yaml",
        "llmcost chat.yaml",
        "llmcost chat.yaml --set workload.requests_per_day=200k -f json",
        "llmcost check *.yaml --error-format github",
    };
    fputs(".Sh EXAMPLES\n", out);
    man_text(out, "A scenario to start from, its report, the same for another demand as JSON, and "
                  "a check that annotates a pull request:");
    man_literal(out, lines, (int)COUNT(lines));
}

static bool print_program(const struct app *app, FILE *out, const char *date)
{
    man_head(out, "LLMCOST", "1", date);
    fputs(
        ".Sh NAME\n.Nm llmcost\n.Nd rent a hosted LLM API, run an open model on your own GPUs, or "
        "mix the two\n.Sh SYNOPSIS\n.Nm\n.Op Cm report\n.Op Ar option ...\n.Ar file ...\n.Nm\n"
        ".Ar command\n.Op Ar option ...\n.Op Ar operand ...\n.Sh DESCRIPTION\n.Nm\n",
        out);
    man_text(out, "reads a scenario in YAML and shows what each option costs, which one to take, "
                  "and at which demand that changes. An operand with `.` or `/` in it, or `-`, is "
                  "a file; a bare word is a command. There is no network, no configuration file "
                  "and no clock.");
    print_commands(out, app->commands);
    print_options(out, app->commands);
    print_environment(out);
    print_status(out);
    print_examples(out);
    fputs(".Sh DIAGNOSTICS\n", out);
    man_text(out, "Complaints go to stderr as `FILE:LINE:COLUMN: error: MESSAGE [CODE]`, with the "
                  "line and what to write instead. `llmcost explain CODE` says what a code "
                  "means.");
    print_codes_man(out);
    fputs(".Sh SEE ALSO\n.Xr llmcost-scenario 5\n", out);
    return !ferror(out);
}

static enum status command_man(struct app *app)
{
    static const char *const names[] = {"llmcost", "scenario"};
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char date[64];
    const int page = app_word(app, names, (int)COUNT(names));
    if (page < 0)
        return STATUS_USAGE;
    if (!man_date(epoch != NULL && *epoch != '\0' ? epoch : NULL, date, sizeof date)) {
        deny(app->diags, E_OPTION_VALUE, "it is a number of seconds since 1970",
             "SOURCE_DATE_EPOCH cannot be \"%.80s\"", epoch);
        return STATUS_USAGE;
    }
    FILE *out = app->sinks[0].stream;
    const bool printed = page == 0 ? print_program(app, out, date) : print_scenario_man(out, date);
    return printed ? STATUS_OK : STATUS_ENVIRONMENT;
}

const struct command_row man_command = {
    .name = "man",
    .operands = "[llmcost|scenario]",
    .text = "Print a manual page: llmcost(1), or llmcost-scenario(5)",
    .details = "In mdoc: `llmcost man scenario | man -l -` shows it.",
    .group = GROUP_TOOLS,
    .examples = {{.line = "man scenario", .note = "the manual of scenario files"}},
    .run = command_man,
    .max_operands = 1,
};
