/* budget.c - what each option costs month by month as CSV, with a row for each year: what a budget
 * is filled with. Knows where a year begins: at a month of the calendar where the report has a
 * date, else at the horizon's first month. Refuses to compute: a month's figures are the report's.
 */
#include "io/report/outcome.h"
#include "print/csv/cells.h"
#include "text/date.h"
#include "text/figures.h"
#include "text/json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 12, YEAR_DIGITS = 4, MILLIONTHS = 6 };

/* A report that was saved may hold any text there. */
static bool has_date(const struct outcome *outcome)
{
    int days;
    return outcome->as_of != NULL && date_days(outcome->as_of, &days);
}

/* Months since January of the year 0, of a month of the horizon from 1; without a date month 1 is
 * the first of year 1. */
static int calendar_month(const struct outcome *outcome, int month)
{
    const char *date = outcome->as_of;
    if (!has_date(outcome))
        return MONTHS + month - 1;
    const long months = strtol(date, NULL, 10) * MONTHS + strtol(date + YEAR_DIGITS + 1, NULL, 10);
    return (int)months - 1 + month - 1;
}

/* The year in which its fiscal year began. */
static int year_of(int calendar, int start)
{
    return (calendar - (start - 1)) / MONTHS;
}

/* "2027" or "2026/27"; "1" without a date. */
static void put_year(struct text_buffer *out, int year, int start)
{
    char text[32];
    if (start == 1)
        snprintf(text, sizeof text, "%d", year);
    else
        snprintf(text, sizeof text, "%d/%02d", year, (year + 1) % 100);
    csv_put_cell(out, text);
}

struct budget_row {
    int year, start, month;
    const char *word;
    double cost, cash;
};

/* Of a month, or of what its word says where it is 0. */
static void put_row(struct text_buffer *out, const struct outcome *outcome, int option,
                    struct budget_row row)
{
    const int calendar = calendar_month(outcome, row.month);
    char text[MAX_NUMBER_TEXT];
    csv_put_source(out, outcome);
    text_put(out, ",");
    csv_put_cell(out, outcome->options[option].id);
    text_put(out, ",");
    put_year(out, row.year, row.start);
    text_put(out, ",");
    snprintf(text, sizeof text, "%d", row.month);
    text_put_all(out, row.month > 0 ? text : row.word, ",", NULL);
    snprintf(text, sizeof text, "%04d-%02d", calendar / MONTHS, calendar % MONTHS + 1);
    text_put_all(out, row.month > 0 && has_date(outcome) ? text : "", ",", NULL);
    text_put(out,
             row.cost == row.cost ? number_text(NUMBER_MONEY, row.cost, text, sizeof text) : "");
    text_put(out, ",");
    text_put(out,
             row.cash == row.cash ? number_text(NUMBER_MONEY, row.cash, text, sizeof text) : "");
    text_put(out, ",");
    csv_put_cell(out, outcome->currency);
    text_put(out, "\r\n");
}

/* A year is the sum of its months as they are printed. */
static void put_option(struct text_buffer *out, const struct outcome *outcome, int option,
                       int start)
{
    const double once = outcome->options[option].one_off;
    const int first = year_of(calendar_month(outcome, 1), start);
    struct budget_row total = {.year = first, .start = start, .word = "total"};
    if (once > 0) {
        total.cost = total.cash = once;
        put_row(out, outcome, option,
                (struct budget_row){
                    .year = first, .start = start, .word = "once", .cost = once, .cash = once});
    }
    for (int i = 0; i < outcome->timeline_count; i++) {
        const struct outcome_cost *month = &outcome->timeline[i].options[option];
        const double cost = words_round(month->cost, MILLIONTHS);
        const double cash = words_round(month->cash, MILLIONTHS);
        const int next = year_of(calendar_month(outcome, i + 2), start);
        put_row(
            out, outcome, option,
            (struct budget_row){
                .year = total.year, .start = start, .month = i + 1, .cost = cost, .cash = cash});
        total.cost += cost;
        total.cash += cash;
        if (next == total.year && i + 1 < outcome->timeline_count)
            continue;
        put_row(out, outcome, option, total);
        total.cost = total.cash = 0;
        total.year = next;
    }
}

void csv_put_budget(struct text_buffer *out, const struct report *reports, int count, int start)
{
    text_put(out, "scenario,option,year,month,date,cost,cash,currency\r\n");
    for (int i = 0; i < count; i++)
        for (int option = 0; option < reports[i].outcome->options_count; option++)
            put_option(out, reports[i].outcome, option, start > 0 ? start : 1);
}
