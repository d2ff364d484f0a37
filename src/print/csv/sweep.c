/* sweep.c - a sweep as CSV, point by point: its inputs, the recommended option, a cost for each
 * option; one that does not serve the demand has none: an empty cell. */
#include "print/csv/cells.h"
#include "print/writers.h"
#include "text/json/pen.h"

#include <stdlib.h>

static void csv_text(struct pen *pen, const char *text)
{
    struct text_buffer cell = {0};
    csv_put_cell(&cell, text);
    pen->failed = pen->failed || cell.failed;
    if (!cell.failed)
        pen_put(pen, cell.data, cell.length);
    free(cell.data);
}

static void csv_value(struct pen *pen, const struct sweep *sweep, int a)
{
    const struct axis *axis = &sweep->axis[a];
    const struct axis_word *word = axis->is_list ? &axis->word[sweep->at[a]] : NULL;
    char text[LLMCOST_MAX_PATH];
    if (word == NULL || word->is_number) {
        pen_number(pen, NUMBER_FIGURE, sweep->value[a]);
        return;
    }
    snprintf(text, sizeof text, "%.*s", (int)word->length, word->text);
    csv_text(pen, text);
}

bool print_sweep_csv(const struct print_job *job)
{
    struct sweep *sweep = job->sweep;
    char text[LLMCOST_MAX_PATH + 16];
    struct pen *pen = pen_open(job->out);
    if (pen == NULL)
        return false;
    sweep_start(sweep);
    for (int a = 0; a < sweep->axes; a++) {
        csv_text(pen, sweep_axis_path(sweep, a, text, sizeof text));
        pen_text(pen, ",");
    }
    pen_text(pen, "recommended");
    for (int o = 0; o < sweep->options; o++) {
        snprintf(text, sizeof text, "%s horizon_cost", llmcost_option_id(sweep->scenario, o));
        pen_text(pen, ",");
        csv_text(pen, text);
    }
    pen_text(pen, "\r\n");
    while (sweep_next(sweep) && !pen->failed) {
        for (int a = 0; a < sweep->axes; a++) {
            csv_value(pen, sweep, a);
            pen_put(pen, ",", 1);
        }
        if (sweep->recommended >= 0) /* an id needs no quotes */
            pen_text(pen, llmcost_option_id(sweep->scenario, sweep->recommended));
        for (int o = 0; o < sweep->options; o++) {
            pen_put(pen, ",", 1);
            if (sweep->cost[o].feasible)
                pen_number(pen, NUMBER_MONEY, sweep->cost[o].horizon_cost);
        }
        pen_put(pen, "\r\n", 2);
    }
    return pen_close(pen);
}
