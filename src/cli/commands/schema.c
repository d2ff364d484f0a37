/* schema.c - the command `schema`: what editors and validators ask for. */
#include "cli/run/app.h"
#include "core/base/count.h"
#include "print/reference/reference.h"

static enum status command_schema(struct app *app)
{
    static const char *const names[] = {"scenario", "report", "diff", "portfolio"};
    static bool (*const print_of[])(FILE *) = {print_report_schema, print_diff_schema,
                                               print_portfolio_schema};
    const int which = app_word(app, names, (int)COUNT(names));
    if (which < 0)
        return STATUS_USAGE;
    FILE *out = app->sinks[0].stream;
    const bool printed =
        which == 0 ? print_scenario_schema(out, app->diags) : print_of[which - 1](out);
    return printed ? STATUS_OK : STATUS_ENVIRONMENT;
}

const struct command_row schema_command = {
    .name = "schema",
    .operands = "[scenario|report|diff|portfolio]",
    .text = "Print the JSON Schema of a scenario, or of what is printed",
    .details = "Draft-07. An editor that knows the schema of a scenario completes its keys and "
               "shows what they mean: begin the file with `# yaml-language-server: "
               "$schema=llmcost-scenario.schema.json`.",
    .group = GROUP_TOOLS,
    .examples = {{.line = "schema", .note = "for an editor"}},
    .run = command_schema,
    .max_operands = 1,
};
