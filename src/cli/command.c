/* command.c - the table of commands.
 * Knows their names, operands and sentences; what they do is in one file each.
 * To add a command: a row here, an id and a prototype in command.h, a file of its own.
 */
#include "command.h"

#include <stddef.h>
#include <string.h>

#define PLAIN (1u << FORMAT_TABLE)

static const struct command_row rows[COMMANDS] = {
    {.name = "report",
     .id = COMMAND_REPORT,
     .operands = "FILE...",
     .text = "Evaluate scenarios and print the decision (the default)",
     .details =
         "Reads each scenario, evaluates its options and prints which one to take, by how "
         "much, and at which demand that changes. `llmcost FILE...` is the same. `-` reads stdin.",
     .run = command_report,
     .min_operands = 1,
     .max_operands = -1,
     .formats = PLAIN | 1u << FORMAT_JSON},
    {.name = "check",
     .id = COMMAND_CHECK,
     .operands = "FILE...",
     .text = "Validate scenarios and show all their problems at once",
     .details = "Prints `FILE: ok` for each scenario that can be used; errors and warnings go to "
                "stderr with their place and what to write instead.",
     .run = command_check,
     .min_operands = 1,
     .max_operands = -1,
     .formats = PLAIN},
    {.name = "explain", .id = COMMAND_EXPLAIN},
    {.name = "solve", .id = COMMAND_SOLVE},
    {.name = "sweep", .id = COMMAND_SWEEP},
    {.name = "diff", .id = COMMAND_DIFF},
    {.name = "catalog",
     .id = COMMAND_CATALOG,
     .operands = "[loads] [PATTERN]",
     .text = "Show what is built in, such as load shapes, with source and date",
     .details = "Without an operand the catalogs are listed. PATTERN is a part of the ids to show; "
                "one that no id holds is an error (exit status 3). The picture of a load shape is "
                "its mean day, hour by hour; a scenario names a shape as `load: office-hours`.",
     .run = command_catalog,
     .max_operands = 2,
     .formats = PLAIN | 1u << FORMAT_JSON},
    {.name = "import", .id = COMMAND_IMPORT},
    {.name = "init",
     .id = COMMAND_INIT,
     .operands = "[FILE]",
     .text = "Print a commented starter scenario, or write it to a new FILE",
     .details = "Every figure of the starter is a placeholder to replace. A FILE that exists "
                "already is never overwritten.",
     .run = command_init,
     .max_operands = 1,
     .formats = PLAIN},
    {.name = "fields",
     .id = COMMAND_FIELDS,
     .operands = "[SECTION|KEY|WORD]",
     .text = "Explain the keys of a scenario: unit, range, default, meaning",
     .details = "Without an operand all keys are shown; with one, those of that section, the key "
                "of that name, or else every key whose name or sentence holds the word.",
     .run = command_fields,
     .max_operands = 1,
     .formats = PLAIN},
    {.name = "schema", .id = COMMAND_SCHEMA},
    {.name = "completion", .id = COMMAND_COMPLETION},
    {.name = "man", .id = COMMAND_MAN},
};

const struct command_row *command_rows(void)
{
    return rows;
}

const struct command_row *command_find(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}
