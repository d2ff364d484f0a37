/* portfolio.c - a portfolio as one CSV table: a row for every cost line of the three bills and of
 * the first assignments, and one for the total of each, with what of it each workload has caused.
 * Knows columns; refuses to compute: a figure is the text that the JSON has. Columns are a promise,
 * but those of the files.
 */
#include "print/portfolio.h"
#include "print/csv/cells.h"
#include "text/json/json.h"

#include <stdlib.h>

static const struct json_row *assignment_row(const char *key)
{
    return csv_find_row(csv_find_row(portfolio_rows, "assignments")->rows, key);
}

/* A column for each file, "option:chat.yaml". */
static void put_files(struct text_buffer *out, const struct portfolio_told *told, const char *what)
{
    for (int w = 0; w < told->workloads_count; w++) {
        struct text_buffer name = {0};
        text_put_all(&name, what, told->workloads[w].file, NULL);
        text_put(out, ",");
        if (name.failed)
            out->failed = true;
        else
            csv_put_cell(out, name.data);
        free(name.data);
    }
}

static void put_next(struct text_buffer *out, const char *key, const void *object)
{
    text_put(out, ",");
    if (object != NULL)
        csv_put_value(out, assignment_row(key), object);
}

static void put_row(struct text_buffer *out, const struct portfolio_told *told, const char *title,
                    const struct portfolio_told_assignment *of, const struct outcome_line *line)
{
    const struct json_row *shares = assignment_row("workloads")->rows;
    csv_put_cell(out, title);
    for (int w = 0; w < of->options_count; w++) {
        text_put(out, ",");
        csv_put_cell(out, of->options[w].text);
    }
    if (line != NULL) {
        csv_put_line(out, line);
    } else {
        text_put(out, ",total,total,,,");
        put_next(out, "monthly_cost", of);
    }
    put_next(out, "horizon_cost", line == NULL ? of : NULL);
    put_next(out, "feasible", of);
    put_next(out, "eligible", of);
    text_put(out, ",");
    csv_put_cell(out, told->currency);
    for (int w = 0; w < told->workloads_count; w++) {
        text_put(out, ",");
        if (line == NULL && w < of->workloads_count)
            csv_put_value(out, csv_find_row(shares, "monthly_cost"), &of->workloads[w]);
    }
    text_put(out, "\r\n");
}

static void put_assignment(struct text_buffer *out, const struct portfolio_told *told,
                           const char *title, const struct portfolio_told_assignment *of)
{
    for (int i = 0; i < of->lines_count; i++)
        put_row(out, told, title, of, &of->lines[i]);
    put_row(out, told, title, of, NULL);
}

bool print_portfolio_csv(const struct print_job *job)
{
    const struct portfolio_told *told = job->portfolio;
    struct text_buffer out = {0};
    text_put(&out, "assignment");
    put_files(&out, told, "option:");
    text_put(&out, ",line,category,quantity,unit,unit_price,monthly_cost,horizon_cost,feasible,"
                   "eligible,currency");
    put_files(&out, told, "share:");
    text_put(&out, "\r\n");
    for (int side = 0; side < SIDES; side++) {
        const struct portfolio_told_assignment *of = portfolio_told_side(told, side);
        if (of != NULL)
            put_assignment(&out, told, portfolio_title(side), of);
    }
    for (int i = 0; i < told->assignments_count; i++) {
        char rank[16];
        snprintf(rank, sizeof rank, "%d", i + 1);
        put_assignment(&out, told, rank, &told->assignments[i]);
    }
    return json_write(job->out, &out);
}
