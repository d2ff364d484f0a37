/* report.c - reports as one CSV table (RFC 4180): a row for every cost line of every option and
 * one for its total, with what its horizon leaves and its fleet's speed. Knows columns and quoting;
 * refuses to compute: a figure is the text that the JSON report has. Columns are a promise: a new
 * one goes to the end of `header` and of put_tail().
 */
#include "io/report/outcome.h"
#include "print/csv/cells.h"
#include "print/csv/tables.h"
#include "print/writers.h"
#include "text/json/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char header[] = "scenario,option,kind,line,category,quantity,unit,unit_price,"
                             "monthly_cost,currency,feasible,eligible,estimated,"
                             "owed_after_horizon,stranded,tpot_ms,limited_by\r\n";

static void put_next(struct text_buffer *out, const char *text)
{
    text_put(out, ",");
    csv_put_cell(out, text);
}

/* The columns that are the same in all rows of an option: before the line and behind its cost. */
static void put_head(struct text_buffer *out, const struct outcome *outcome,
                     const struct outcome_option *option)
{
    csv_put_source(out, outcome);
    put_next(out, option->id);
    put_next(out, row_word(outcome_kinds, option->kind));
}

static void put_speed(struct text_buffer *out, const struct llmcost_fleet *fleet)
{
    char number[MAX_NUMBER_TEXT];
    const char *limit = fleet != NULL ? row_word(outcome_limits, fleet->limited_by) : NULL;
    put_next(out, fleet != NULL && !isnan(fleet->tpot_ms)
                      ? number_text(NUMBER_FIGURE, fleet->tpot_ms, number, sizeof number)
                      : "");
    put_next(out, limit != NULL ? limit : "");
}

static void put_tail(struct text_buffer *out, const struct outcome *outcome,
                     const struct outcome_option *option, bool is_total)
{
    char number[MAX_NUMBER_TEXT];
    put_next(out, outcome->currency);
    put_next(out, option->feasible ? "true" : "false");
    put_next(out, option->eligible ? "true" : "false");
    put_next(out, option->estimated ? "true" : "false");
    put_next(out, is_total && !isnan(option->owed_after_horizon)
                      ? number_text(NUMBER_MONEY, option->owed_after_horizon, number, sizeof number)
                      : "");
    put_next(out, is_total && option->stranded > 0
                      ? number_text(NUMBER_MONEY, option->stranded, number, sizeof number)
                      : "");
    put_speed(out, is_total ? option->fleet : NULL);
    text_put(out, "\r\n");
}

static void put_option(struct text_buffer *out, const struct outcome *outcome,
                       const struct outcome_option *option)
{
    char number[MAX_NUMBER_TEXT];
    for (int i = 0; i < option->lines_count; i++) {
        put_head(out, outcome, option);
        csv_put_line(out, &option->lines[i]);
        put_tail(out, outcome, option, false);
    }
    put_head(out, outcome, option);
    text_put(out, ",total,total,,,,");
    text_put(out, micros_text(option->monthly_cost, 1, number, sizeof number));
    put_tail(out, outcome, option, true);
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
    for (int i = 0; i < job->count && table == TABLE_LINES; i++)
        for (int option = 0; option < reports[i].outcome->options_count; option++)
            put_option(&out, reports[i].outcome, &reports[i].outcome->options[option]);
    return json_write(job->out, &out);
}
