/* schema.c - the command `schema`: what editors and validators ask for. */
#include "print/reference/schema.h"
#include "cli/run/app.h"
#include "core/base/count.h"

static enum status command_schema(struct app *app)
{
    static const char *const names[] = {"scenario", "report", "diff"};
    const int which = app_word(app, names, (int)COUNT(names), 0);
    if (which < 0)
        return STATUS_USAGE;
    for (int i = 0; i < app->sink_count; i++) {
        FILE *out = app->sinks[i].stream;
        bool ok = which == 0   ? print_scenario_schema(out, app->diags)
                  : which == 1 ? print_report_schema(out)
                               : print_diff_schema(out);
        if (!ok)
            return STATUS_ENVIRONMENT;
    }
    return STATUS_OK;
}

const struct command_row schema_command = {
    .name = "schema",
    .operands = "[scenario|report|diff]",
    .text = "Print the JSON Schema of a scenario, a report or a diff",
    .details = "Draft-07. An editor that knows the schema of a scenario completes its keys and "
               "shows what they mean: begin the file with `# yaml-language-server: "
               "$schema=llmcost-scenario.schema.json`.",
    .group = GROUP_TOOLS,
    .examples = {{.line = "schema", .note = "for an editor"}},
    .run = command_schema,
    .max_operands = 1,
};
