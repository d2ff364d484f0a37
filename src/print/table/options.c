/* options.c - the grid of a report: cost lines, totals and fleets of the options side by
 * side. Knows which figures a reader compares and in what order; refuses to know how they are laid
 * out (print/table/layout.c) or computed. To add a row: a cell function and a row in
 * print_options().
 */
#include "core/base/count.h"
#include "print/table/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MICROS = 1000000, FIXED_ROWS = 32 };

/* ---- Cells: money ---- */

/* Micros in one displayed step of a column: whole units from a total of 100 up, else cents; 0 when
 * the total is so small that each figure stands for itself. */
static int64_t column_step(const struct outcome_option *option)
{
    int decimals = words_money_decimals(outcome_monthly(option));
    return decimals == 0 ? MICROS : decimals == 2 ? MICROS / 100 : 0;
}

/* Each figure is rounded by itself: the same amount reads the same wherever it stands. */
static int64_t shown_steps(int64_t micros, int64_t step)
{
    const int64_t half = micros < 0 ? -step / 2 : step / 2;
    return step > 0 ? (micros + half) / step : 0;
}

static bool is_of_row(const struct grid_row *row, const struct outcome_line *line)
{
    return line->order == row->order && strcmp(line->id, row->line) == 0 &&
           strcmp(line->label, row->label) == 0;
}

static bool line_cell(const struct grid_at *at, char *buffer, size_t size)
{
    int64_t micros = 0;
    for (int i = 0; i < at->mine->lines_count; i++)
        if (is_of_row(at->row, &at->mine->lines[i]))
            micros += at->mine->lines[i].monthly_cost;
    if (micros == 0)
        return false;
    words_money_of(at->outcome->currency, (double)micros / MICROS, outcome_monthly(at->mine),
                   buffer, size);
    return true;
}

/* The options whose lines as shown do not add up to the total as shown. */
static void put_rounding(struct page *page)
{
    struct text_buffer list = {0};
    for (int option = 0; option < page->report->outcome->options_count; option++) {
        const struct outcome_option *mine = page_option(page, option);
        const int64_t step = column_step(mine);
        int64_t missing = shown_steps(mine->monthly_cost, step);
        for (int i = 0; i < mine->lines_count; i++)
            missing -= shown_steps(mine->lines[i].monthly_cost, step);
        if (missing == 0 || !mine->feasible)
            continue;
        text_item(&list, ", ", mine->id);
    }
    page->out.failed = page->out.failed || list.failed;
    if (list.length > 0 && !page->out.failed) {
        text_put(&list, " may not add up to the last digit.");
        page_paragraph(page, INK_PLAIN, "Rounded one by one, the lines of ", 2, list.data);
    }
    free(list.data);
}

/* A sum is of what is served. */
static bool put_sum(const struct grid_at *at, enum outcome_sum sum, char *buffer, size_t size)
{
    if (!at->mine->feasible)
        return false;
    outcome_sum_text(at->outcome, at->option, sum, buffer, size);
    return true;
}

static bool total_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return put_sum(at, SUM_MONTH, buffer, size);
}

static bool against_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return outcome_gap_text(at->outcome, at->option, buffer, size) != NULL;
}

/* A unit price makes sense only of what is served. */
static bool put_price(const struct grid_at *at, double price, char *buffer, size_t size)
{
    return !isnan(price) && words_unit_price(at->outcome->currency, price, buffer, size) != NULL;
}

static bool request_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return put_price(at, at->mine->cost_per_request, buffer, size);
}

static bool mtok_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return put_price(at, at->mine->cost_per_mtok, buffer, size);
}

static bool year_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return put_sum(at, SUM_YEAR, buffer, size);
}

static bool put_money(const struct grid_at *at, bool told, double amount, char *buffer, size_t size)
{
    if (told)
        words_money(at->outcome->currency, amount, buffer, size);
    return told;
}

static bool one_off_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return put_money(at, at->mine->one_off != 0, at->mine->one_off, buffer, size);
}

static bool horizon_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return at->outcome->horizon_matters && put_sum(at, SUM_HORIZON, buffer, size);
}

/* Money that not every option has, at `figure` of struct outcome_option. */
static bool money_cell(const struct grid_at *at, char *buffer, size_t size)
{
    double amount;
    memcpy(&amount, (const char *)at->mine + at->row->figure, sizeof amount);
    return put_money(at, amount > 0 && at->mine->feasible, amount, buffer, size);
}

static bool credits_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const struct outcome_credits *credits = at->mine->credits;
    const bool told = credits != NULL && at->mine->feasible;
    return put_money(at, told, told ? credits->paid : 0, buffer, size);
}

/* Told where what is paid is not what is billed: bought GPUs, contracts, credits. */
static bool cash_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const bool told = outcome_pays_otherwise(at->outcome) && at->mine->feasible;
    return put_money(at, told, told ? at->outcome->timeline[0].options[at->option].cash : 0, buffer,
                     size);
}

/* Why an option is out, in two words (the reason stands below the grid), or that all its figures
 * rest on an estimate. */
static bool status_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const char *status = at->mine->eligible ? "" : "not allowed";
    if (!at->mine->feasible)
        status = "cannot serve";
    else if (at->mine->eligible && at->mine->estimated)
        status = "estimated";
    snprintf(buffer, size, "%s", status);
    return true;
}

/* ---- Rows ---- */

static enum ink status_ink(const struct grid_at *at)
{
    return at->mine->feasible && at->mine->eligible ? INK_CARE : INK_BAD;
}

/* Rows of the cost lines that any option has, in report order; extra lines as they come. */
static int line_rows(const struct page *page, struct grid_row *rows)
{
    int count = 0;
    for (int option = 0; option < page->report->outcome->options_count; option++) {
        const struct outcome_option *mine = page_option(page, option);
        for (int i = 0; i < mine->lines_count; i++) {
            const struct outcome_line *line = &mine->lines[i];
            int at = count;
            while (at > 0 && rows[at - 1].order >= line->order && !is_of_row(&rows[at - 1], line))
                at--;
            if (at > 0 && is_of_row(&rows[at - 1], line))
                continue;
            for (at = count++; at > 0 && rows[at - 1].order > line->order; at--)
                rows[at] = rows[at - 1];
            rows[at] = (struct grid_row){.label = line->label,
                                         .line = line->id,
                                         .order = line->order,
                                         .cell = line_cell,
                                         .indent = 2};
        }
    }
    return count;
}

/* Labels that carry figures of this report. */
struct labels {
    char against[LLMCOST_MAX_ID], horizon[MAX_CELL];
    struct fleet_labels fleet;
};

static void make_labels(const struct outcome *outcome, struct labels *ret_labels)
{
    const char *chosen = outcome->verdict.recommended != NULL ? outcome->verdict.recommended : "";
    snprintf(ret_labels->against, sizeof ret_labels->against, "against %s",
             strlen(chosen) <= 12 ? chosen : "the choice");
    words_over((int)outcome->horizon_months, ret_labels->horizon, sizeof ret_labels->horizon);
}

/* The rows below the lines of the bill. Returns how many. */
static int total_rows(const struct labels *labels, struct grid_row *rows)
{
    const struct grid_row below[] = {
        {.label = "total",
         .cell = total_cell,
         .path = "monthly_cost",
         .indent = 2,
         .ink = INK_STRONG},
        {.label = labels->against, .cell = against_cell, .indent = 2},
        {.label = "per request", .cell = request_cell, .path = "cost_per_request"},
        {.label = "per Mtok", .cell = mtok_cell, .path = "cost_per_mtok"},
        {.label = "per year", .cell = year_cell, .path = "annual_cost"},
        {.label = "once, at the start", .cell = one_off_cell, .path = "one_off"},
        {.label = "cash in month 1", .cell = cash_cell},
        {.label = labels->horizon, .cell = horizon_cell, .path = "horizon_cost"},
        {.label = "paid by credits", .cell = credits_cell, .path = "credits.paid", .indent = 2},
        {.label = "owed after that",
         .cell = money_cell,
         .figure = offsetof(struct outcome_option, owed_after_horizon),
         .path = "owed_after_horizon",
         .indent = 2},
        {.label = "stranded by then",
         .cell = money_cell,
         .figure = offsetof(struct outcome_option, stranded),
         .path = "stranded",
         .indent = 2},
    };
    memcpy(rows, below, sizeof below);
    return (int)COUNT(below);
}

/* "$7,465 a month, $89,580 over 12 months, not allowed" */
static void put_total(struct page *page, int option)
{
    char month[MAX_CELL], horizon[MAX_CELL], status[MAX_CELL], text[4 * MAX_CELL] = "";
    const int months = page->report->outcome->horizon_months;
    const struct grid_at at = grid_at(page, NULL, option);
    status_cell(&at, status, sizeof status);
    if (total_cell(&at, month, sizeof month))
        snprintf(text, sizeof text, "%s a month", month);
    if (text[0] != '\0' && horizon_cell(&at, horizon, sizeof horizon))
        words_add(text, sizeof text, ", %s over %d month%s", horizon, months, words_s(months));
    page_put(page, INK_PLAIN, text);
    page_put(page, INK_PLAIN, text[0] != '\0' && status[0] != '\0' ? ", " : "");
    page_put(page, status_ink(&at), status);
    page_blank(page);
}

/* A line an option, the best of them where there are many. */
void print_totals(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    const int options = outcome->options_count;
    char text[MAX_CELL];
    int shown = 0;
    int widest = 0;
    page_blank(page);
    for (int option = 0; option < 2 * options; option++) {
        const int mine = option % options; /* the first round measures */
        if (page->most > 0 && !outcome_is_among(outcome, mine, page->most))
            continue;
        char *id = page_clean(page, page_option(page, mine)->id);
        const int width = id != NULL ? text_width(id) : 0;
        if (option < options)
            widest = width > widest ? width : widest;
        else if (id != NULL) {
            text_put(&page->out, "  ");
            page_put(page, mine == outcome->recommended ? INK_GOOD : INK_PLAIN, id);
            text_spaces(&page->out, widest - width + 2);
            put_total(page, mine);
            shown++;
        }
        free(id);
    }
    snprintf(text, sizeof text, "  and %d more", options - shown);
    if (shown < options)
        page_paragraph(page, INK_QUIET, text, 2, "");
}

void print_options(struct page *page)
{
    static const struct grid_row above[] = {
        {.label = "per month", .ink = INK_STRONG},
        {.label = "", .cell = status_cell, .cell_ink = status_ink},
    };
    size_t most = FIXED_ROWS;
    for (int option = 0; option < page->report->outcome->options_count; option++)
        most += (size_t)page_option(page, option)->lines_count;
    struct grid_row *rows = calloc(most, sizeof *rows);
    struct labels labels;
    if (rows == NULL) {
        page->out.failed = true;
        return;
    }
    make_labels(page->report->outcome, &labels);
    memcpy(rows, above, sizeof above);
    int count = (int)COUNT(above);
    count += line_rows(page, rows + count);
    count += total_rows(&labels, rows + count);
    count += fleet_rows(page, &labels.fleet, rows + count);
    page_grid(page, rows, count);
    put_rounding(page);
    free(rows);
}
