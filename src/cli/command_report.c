/* command_report.c - the command `report`: scenarios to reports, in as many formats as were asked
 * for. Every file is tried; when one cannot be used, none is printed and the worst status is
 * returned.
 */
#include "app.h"
#include "input.h"
#include "report.h"

#include <stdlib.h>

static bool print(const struct app *app, struct sink *sink, const struct report *reports, int count)
{
    if (sink->target.format == FORMAT_JSON)
        return print_json(sink->stream, reports, count);
    struct print_style style = app_style(app, sink);
    return print_table(sink->stream, reports, count, &style);
}

static enum status load_all(struct app *app, struct sets *sets, struct input *inputs,
                            struct report *reports)
{
    enum status worst = STATUS_OK;
    for (int i = 0; i < app->options->operand_count; i++) {
        enum status status = input_load(app, sets, app->options->operands[i], false, &inputs[i]);
        reports[i] = inputs[i].report;
        if (status > worst)
            worst = status;
    }
    return worst;
}

enum status command_report(struct app *app)
{
    size_t count = (size_t)app->options->operand_count;
    struct input *inputs = calloc(count, sizeof *inputs);
    struct report *reports = calloc(count, sizeof *reports);
    struct sets sets;
    enum status status = STATUS_ENVIRONMENT;
    if (sets_make(app->options, &sets) && inputs != NULL && reports != NULL)
        status = load_all(app, &sets, inputs, reports);
    for (int i = 0; i < app->sink_count && status == STATUS_OK; i++)
        if (!print(app, &app->sinks[i], reports, (int)count))
            status = STATUS_ENVIRONMENT;
    for (size_t i = 0; inputs != NULL && i < count; i++)
        input_free(&inputs[i]);
    free(inputs);
    free(reports);
    sets_free(&sets);
    return status;
}
