/* schema.c - the command `schema`: what editors and validators ask for. */
#include "print/reference/schema.h"
#include "cli/app.h"
#include "cli/shell/operand.h"

enum status command_schema(struct app *app)
{
    static const char *const names[] = {"scenario", "report", "diff"};
    const int which = operand_word(app, names, (int)(sizeof names / sizeof *names), 0);
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
