/* schema.c - the command `schema`: what editors and validators ask for. */
#include "print/reference/schema.h"
#include "cli/run/app.h"
#include "core/base/count.h"

static bool print(int which, FILE *out, struct llmcost_diags *diags)
{
    static bool (*const printed[])(FILE *) = {print_report_schema, print_diff_schema,
                                              print_portfolio_schema};
    return which == 0 ? print_scenario_schema(out, diags) : printed[which - 1](out);
}

static enum status command_schema(struct app *app)
{
    static const char *const names[] = {"scenario", "report", "diff", "portfolio"};
    const int which = app_word(app, names, (int)COUNT(names));
    if (which < 0)
        return STATUS_USAGE;
    for (int i = 0; i < app->sink_count; i++)
        if (!print(which, app->sinks[i].stream, app->diags))
            return STATUS_ENVIRONMENT;
    return STATUS_OK;
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
