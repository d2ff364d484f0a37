/* rows.c - the table of commands.
 * Knows their names, operands and sentences; what they do is in one file each.
 * To add a command: a row here, an id and a prototype in cli/commands/commands.h, a file of its
 * own.
 */
#include "cli/commands/commands.h"

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
         "much, and at which demand that changes. `llmcost FILE...` is the same. `-` reads stdin. "
         "A report saved with -f json is printed again, in any format.",
     .run = command_report,
     .min_operands = 1,
     .max_operands = -1,
     .formats = PLAIN | 1u << FORMAT_JSON | 1u << FORMAT_MARKDOWN | 1u << FORMAT_CSV},
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
    {.name = "explain",
     .id = COMMAND_EXPLAIN,
     .operands = "FILE|CODE [PATH]",
     .text = "Show how a figure came about: formulas, numbers, where each was written",
     .details = "PATH is a figure, such as options.llama.monthly_cost, options.llama.lines.gpus, "
                "options.llama.fleet.utilization, break_even.llama.hosted or "
                "workload.peak_requests_per_second, or an input. Without one it is the monthly "
                "cost of the recommended option. CODE is the code of an error or a warning, such "
                "as W216: its cause and what to do about it.",
     .run = command_explain,
     .min_operands = 1,
     .max_operands = 2,
     .formats = PLAIN | 1u << FORMAT_JSON},
    {.name = "solve",
     .id = COMMAND_SOLVE,
     .operands = "FILE PATH",
     .text = "Find the values of an input at which an option becomes the cheaper one",
     .details = "PATH is any number of the scenario, stated or left at its default, such as "
                "hosts.llama.gpu_hour. Every host and hybrid is held against the baseline unless "
                "--option and --against say otherwise.",
     .run = command_solve,
     .min_operands = 2,
     .max_operands = 2,
     .formats = PLAIN | 1u << FORMAT_JSON},
    {.name = "sweep",
     .id = COMMAND_SWEEP,
     .operands = "FILE PATH=LO..HI[:N][:log] [PATH=LO..HI[:N][:log]]",
     .text = "Evaluate a grid of values of one or two inputs",
     .details = "N values from LO to HI, evenly or, with :log, in equal ratios: 25 for one input, "
                "20 and 10 for two. The costs are those of the whole horizon.",
     .run = command_sweep,
     .min_operands = 2,
     .max_operands = 3,
     .formats = PLAIN | 1u << FORMAT_JSON | 1u << FORMAT_CSV},
    {.name = "diff",
     .id = COMMAND_DIFF,
     .operands = "OLD NEW",
     .text = "Show what changed between two scenarios or saved reports, why, and the decision",
     .details = "Options are matched by id. The change of each bill is attributed to prices, usage "
                "(the workload), structure (the rest) and what none of these explains alone; each "
                "changed input is shown with the effect it has alone. `llmcost diff x.yaml x.yaml "
                "--new-set PATH=VALUE` asks what one value would change. Gates on costs look at "
                "the recommended option.",
     .run = command_diff,
     .min_operands = 2,
     .max_operands = 2,
     .formats = PLAIN | 1u << FORMAT_JSON | 1u << FORMAT_MARKDOWN},
    {.name = "catalog",
     .id = COMMAND_CATALOG,
     .operands = "[apis|gpus|models|loads] [PATTERN]",
     .text = "Show built-in prices, GPUs, models and load shapes, with source and date",
     .details = "Without an operand the catalogs are listed. PATTERN is a part of the ids to show; "
                "one that no id holds is an error (exit status 3). An entry that is named in full, "
                "or one of at most three, is shown with every value, where it is from and when it "
                "was known to hold. A scenario names a price as `from: gpt-4o-mini`, a GPU as "
                "`gpu: h100-sxm`, a model as `model: llama-3.3-70b`, a load shape, whose picture "
                "is its mean day, as `load: office-hours`.",
     .run = command_catalog,
     .max_operands = 2,
     .formats = PLAIN | 1u << FORMAT_JSON},
    {.name = "import",
     .id = COMMAND_IMPORT,
     .operands = "prices|usage|bench|gpus FILE...",
     .text = "Turn other tools' price lists, logs and benchmarks into a YAML fragment",
     .details =
         "The format of each file is told by its content. Every number of the fragment says where "
         "it comes from; what a file does not hold is a comment, or a flag that is asked for: "
         "nothing is made up. `-` reads stdin.",
     .run = command_import,
     .min_operands = 1,
     .max_operands = -1,
     .formats = PLAIN},
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
    {.name = "schema",
     .id = COMMAND_SCHEMA,
     .operands = "[scenario|report|diff]",
     .text = "Print the JSON Schema of a scenario, a report or a diff",
     .details = "Draft-07. An editor that knows the schema of a scenario completes its keys and "
                "shows what they mean: begin the file with `# yaml-language-server: "
                "$schema=llmcost-scenario.schema.json`.",
     .run = command_schema,
     .max_operands = 1,
     .formats = PLAIN},
    {.name = "completion",
     .id = COMMAND_COMPLETION,
     .operands = "bash|zsh|fish",
     .text = "Print what makes a shell complete commands, options, files and keys",
     .details =
         "For the running bash: `source <(llmcost completion bash)`. `make install` puts the "
         "three where the shells look for them.",
     .run = command_completion,
     .min_operands = 1,
     .max_operands = 1,
     .formats = PLAIN},
    {.name = "man",
     .id = COMMAND_MAN,
     .operands = "[llmcost|scenario]",
     .text = "Print a manual page: llmcost(1), or llmcost-scenario(5)",
     .details = "In mdoc: `llmcost man scenario | man -l -` shows it.",
     .run = command_man,
     .max_operands = 1,
     .formats = PLAIN},
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
