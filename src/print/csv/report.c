/* report.c - reports as one CSV table (RFC 4180): a row for every cost line of every option and
 * one for its total, with what its horizon leaves and its fleet's speed. Knows columns and quoting;
 * refuses to compute: a figure is the text that the JSON report has. Columns are a promise: a new
 * one goes to the end of `header` and of put_row().
 */
#include "io/report/outcome.h"
#include "print/csv/cells.h"
#include "print/writers.h"
#include "text/json/json.h"

#include <stdlib.h>
#include <string.h>

static const char header[] = "scenario,option,kind,line,category,quantity,unit,unit_price,"
                             "monthly_cost,currency,feasible,eligible,estimated,"
                             "owed_after_horizon,stranded,tpot_ms,limited_by\r\n";

static const char *const names[] = {"id", "kind", NULL};
static const char *const cost[] = {"monthly_cost", NULL};
static const char *const truths[] = {"feasible", "eligible", "estimated", NULL};
static const char *const owed[] = {"owed_after_horizon", NULL};
static const char *const stranded[] = {"stranded", NULL};
static const char *const speed[] = {"tpot_ms", "limited_by", NULL};

/* A cost line of an option, NULL: its total. */
static void put_row(struct text_buffer *out, const struct outcome *outcome,
                    const struct outcome_option *option, const struct outcome_line *line)
{
    const struct json_row *rows = csv_find_row(outcome_rows, "options")->rows;
    const struct outcome_option *total = line == NULL ? option : NULL;
    csv_put_source(out, outcome);
    csv_put_values(out, rows, names, option);
    if (line != NULL) {
        csv_put_line(out, line);
    } else {
        text_put(out, ",total,total,,,");
        csv_put_values(out, rows, cost, option);
    }
    text_put(out, ",");
    csv_put_cell(out, outcome->currency);
    csv_put_values(out, rows, truths, option);
    csv_put_values(out, rows, owed, total);
    csv_put_values(out, rows, stranded, option->stranded > 0 ? total : NULL);
    csv_put_values(out, csv_find_row(rows, "fleet")->rows, speed,
                   total != NULL ? option->fleet : NULL);
    text_put(out, "\r\n");
}

bool print_csv(const struct print_job *job)
{
    const struct report *reports = job->reports;
    const enum report_table table = job->style->table;
    struct text_buffer out = {0};
    if (table == TABLE_BUDGET)
        csv_put_budget(&out, reports, job->count, job->style->year_start);
    else if (table != TABLE_LINES)
        csv_put_table(&out, table, reports, job->count);
    else
        text_put(&out, header);
    for (int i = 0; i < job->count && table == TABLE_LINES; i++) {
        const struct outcome *outcome = reports[i].outcome;
        for (int o = 0; o < outcome->options_count; o++) {
            for (int line = 0; line < outcome->options[o].lines_count; line++)
                put_row(&out, outcome, &outcome->options[o], &outcome->options[o].lines[line]);
            put_row(&out, outcome, &outcome->options[o], NULL);
        }
    }
    return json_write(job->out, &out);
}
