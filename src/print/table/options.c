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

static const struct llmcost_option_result *result_of(const struct page *page, int option)
{
    return &page->report->result->option[option];
}

static const char *currency_of(const struct page *page)
{
    return words_currency(page->report->scenario);
}

/* ---- Cells: money ---- */

/* Micros in one displayed step of a column: whole units from a total of 100 up, else cents; 0 when
 * the total is so small that each figure stands for itself. */
static int64_t column_step(const struct llmcost_option_result *result)
{
    double total = (double)result->monthly_micros / MICROS;
    int decimals = words_money_decimals(total);
    return decimals == 0 ? MICROS : decimals == 2 ? MICROS / 100 : 0;
}

/* Each figure is rounded by itself: the same amount reads the same wherever it stands. */
static int64_t shown_steps(int64_t micros, int64_t step)
{
    const int64_t half = micros < 0 ? -step / 2 : step / 2;
    return step > 0 ? (micros + half) / step : 0;
}

static bool is_of_row(const struct page *page, const struct grid_row *row,
                      const struct llmcost_line *line)
{
    const struct llmcost_scenario *scenario = page->report->scenario;
    if (line->component != row->component)
        return false;
    return row->extra == NULL ||
           (line->extra >= 0 &&
            strcmp(llmcost_text(scenario, scenario->extra[line->extra].name), row->extra) == 0);
}

static bool line_cell(const struct page *page, const struct grid_row *row, int option, char *buffer,
                      size_t size)
{
    const struct llmcost_option_result *result = result_of(page, option);
    int64_t step = column_step(result);
    int64_t micros = 0;
    for (int i = 0; i < result->lines; i++)
        if (is_of_row(page, row, &result->line[i]))
            micros += result->line[i].micros;
    if (micros == 0)
        return false;
    const int decimals = step == MICROS ? 0 : 2;
    const int64_t steps = shown_steps(micros, step);
    if (step == 0)
        words_money(currency_of(page), (double)micros / MICROS, buffer, size);
    else if (steps == 0) {
        char least[MAX_CELL];
        words_money_at(currency_of(page), (double)step / MICROS, decimals, least, sizeof least);
        snprintf(buffer, size, "<%s", least);
    } else
        words_money_at(currency_of(page), (double)steps * ((double)step / MICROS), decimals, buffer,
                       size);
    return true;
}

/* The options whose lines as shown do not add up to the total as shown. */
static void put_rounding(struct page *page)
{
    const struct llmcost_result *result = page->report->result;
    struct text_buffer list = {0};
    for (int option = 0; option < result->options; option++) {
        const struct llmcost_option_result *mine = &result->option[option];
        const int64_t step = column_step(mine);
        int64_t missing = shown_steps(mine->monthly_micros, step);
        for (int i = 0; i < mine->lines; i++)
            missing -= shown_steps(mine->line[i].micros, step);
        if (missing == 0 || !mine->feasible)
            continue;
        text_put(&list, list.length > 0 ? ", " : "");
        text_put(&list, llmcost_option_id(page->report->scenario, option));
    }
    page->out.failed = page->out.failed || list.failed;
    if (list.length > 0 && !page->out.failed) {
        text_put(&list, " may not add up to the last digit.");
        page_paragraph(page, INK_PLAIN, "Rounded one by one, the lines of ", 2, list.data);
    }
    free(list.data);
}

static bool total_cell(const struct page *page, const struct grid_row *row, int option,
                       char *buffer, size_t size)
{
    (void)row;
    double total = (double)result_of(page, option)->monthly_micros / MICROS;
    if (!result_of(page, option)->feasible)
        return false;
    words_money(currency_of(page), total, buffer, size);
    return true;
}

/* What an option costs a month more (or less) than the recommended one, as the totals show it. */
static bool against_cell(const struct page *page, const struct grid_row *row, int option,
                         char *buffer, size_t size)
{
    (void)row;
    int chosen = page->report->result->recommended;
    if (chosen < 0 || option == chosen || !result_of(page, option)->feasible)
        return false;
    double mine = (double)result_of(page, option)->monthly_micros / MICROS;
    double other = (double)result_of(page, chosen)->monthly_micros / MICROS;
    mine = words_round(mine, words_money_decimals(mine));
    other = words_round(other, words_money_decimals(other));
    char gap[MAX_CELL];
    words_money(currency_of(page), fabs(mine - other), gap, sizeof gap);
    snprintf(buffer, size, "%s%s", mine > other ? "+" : mine < other ? "-" : "", gap);
    return true;
}

/* A unit price makes sense only of what is served. */
static bool per_unit(const struct page *page, int option, double units, char *buffer, size_t size)
{
    const struct llmcost_option_result *result = result_of(page, option);
    if (units <= 0 || !result->feasible)
        return false;
    words_unit_price(currency_of(page), (double)result->monthly_micros / MICROS / units, buffer,
                     size);
    return true;
}

static bool request_cell(const struct page *page, const struct grid_row *row, int option,
                         char *buffer, size_t size)
{
    (void)row;
    return per_unit(page, option, page->report->result->requests_per_month, buffer, size);
}

static bool mtok_cell(const struct page *page, const struct grid_row *row, int option, char *buffer,
                      size_t size)
{
    (void)row;
    const struct llmcost_result *result = page->report->result;
    double tokens = result->input_tokens_per_month + result->output_tokens_per_month;
    return per_unit(page, option, tokens / 1e6, buffer, size);
}

static bool year_cell(const struct page *page, const struct grid_row *row, int option, char *buffer,
                      size_t size)
{
    (void)row;
    if (!result_of(page, option)->feasible)
        return false;
    double year = 12 * ((double)result_of(page, option)->monthly_micros / MICROS);
    words_money(currency_of(page), year, buffer, size);
    return true;
}

static bool one_off_cell(const struct page *page, const struct grid_row *row, int option,
                         char *buffer, size_t size)
{
    (void)row;
    if (result_of(page, option)->one_off == 0)
        return false;
    words_money(currency_of(page), result_of(page, option)->one_off, buffer, size);
    return true;
}

static bool horizon_cell(const struct page *page, const struct grid_row *row, int option,
                         char *buffer, size_t size)
{
    (void)row;
    if (!words_horizon_matters(page->report) || !result_of(page, option)->feasible)
        return false;
    words_money(currency_of(page), result_of(page, option)->horizon_cost, buffer, size);
    return true;
}

/* Why an option is out, in two words (the reason stands below the grid), or that all its figures
 * rest on an estimate. */
static bool status_cell(const struct page *page, const struct grid_row *row, int option,
                        char *buffer, size_t size)
{
    (void)row;
    const struct llmcost_option_result *result = result_of(page, option);
    const char *status = !result->feasible                           ? "cannot serve"
                         : !result->eligible                         ? "not allowed"
                         : report_is_estimated(page->report, option) ? "estimated"
                                                                     : "";
    snprintf(buffer, size, "%s", status);
    return true;
}

/* ---- Rows ---- */

static enum ink status_ink(const struct page *page, const struct grid_row *row, int option)
{
    (void)row;
    const struct llmcost_option_result *result = result_of(page, option);
    return result->feasible && result->eligible ? INK_CARE : INK_BAD;
}

/* Rows of the cost lines that any option has, in report order; extra lines by their names. */
static int line_rows(const struct page *page, struct grid_row *rows)
{
    const struct llmcost_result *result = page->report->result;
    const struct llmcost_scenario *scenario = page->report->scenario;
    int count = 0;
    for (int component = 0; component < LLMCOST_COMPONENTS; component++) {
        const struct llmcost_component_row *line =
            llmcost_component_row((enum llmcost_component)component);
        if (component != LLMCOST_LINE_EXTRA) {
            rows[count++] = (struct grid_row){.label = line->label,
                                              .cell = line_cell,
                                              .component = (int16_t)component,
                                              .indent = 2};
            continue;
        }
        int first = count;
        for (int option = 0; option < result->options; option++)
            for (int i = 0; i < result->option[option].lines; i++) {
                int extra = result->option[option].line[i].extra;
                if (result->option[option].line[i].component != component || extra < 0)
                    continue;
                const char *name = llmcost_text(scenario, scenario->extra[extra].name);
                bool known = false;
                for (int row = first; row < count && !known; row++)
                    known = strcmp(rows[row].extra, name) == 0;
                if (!known)
                    rows[count++] = (struct grid_row){.label = name,
                                                      .extra = name,
                                                      .cell = line_cell,
                                                      .component = (int16_t)component,
                                                      .indent = 2};
            }
    }
    return count;
}

/* Labels that carry figures of this report. */
struct labels {
    char against[LLMCOST_MAX_ID], horizon[MAX_CELL], fleet[3 * MAX_CELL];
};

static void make_labels(const struct report *report, struct labels *ret_labels)
{
    const struct llmcost_result *result = report->result;
    const char *chosen =
        result->recommended >= 0 ? llmcost_option_id(report->scenario, result->recommended) : "";
    snprintf(ret_labels->against, sizeof ret_labels->against, "against %s",
             strlen(chosen) <= 12 ? chosen : "the choice");
    snprintf(ret_labels->horizon, sizeof ret_labels->horizon, "over %d month%s",
             (int)result->months, result->months == 1 ? "" : "s");
}

/* The rows below the lines of the bill. Returns how many. */
static int total_rows(const struct labels *labels, struct grid_row *rows)
{
    const struct grid_row below[] = {
        {.label = "total", .cell = total_cell, .indent = 2, .ink = INK_STRONG},
        {.label = labels->against, .cell = against_cell, .indent = 2},
        {.label = "per request", .cell = request_cell},
        {.label = "per Mtok", .cell = mtok_cell},
        {.label = "per year", .cell = year_cell},
        {.label = "once, at the start", .cell = one_off_cell},
        {.label = labels->horizon, .cell = horizon_cell},
    };
    memcpy(rows, below, sizeof below);
    return (int)COUNT(below);
}

/* Whether an option is among so many of the best: what can be chosen first, then by cost. */
static bool is_among(const struct llmcost_result *result, int option, int most)
{
    int better = 0;
    const struct llmcost_option_result *mine = &result->option[option];
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *other = &result->option[i];
        const bool mine_can = mine->feasible && mine->eligible;
        const bool other_can = other->feasible && other->eligible;
        if (mine_can != other_can)
            better += other_can;
        else if (other->horizon_cost != mine->horizon_cost)
            better += other->horizon_cost < mine->horizon_cost;
        else
            better += i < option;
    }
    return better < most;
}

/* "$7,465 a month, $89,580 over 12 months, not allowed" */
static void put_total(struct page *page, int option)
{
    char month[MAX_CELL], horizon[MAX_CELL], status[MAX_CELL], text[4 * MAX_CELL] = "";
    const int months = page->report->result->months;
    status_cell(page, NULL, option, status, sizeof status);
    if (total_cell(page, NULL, option, month, sizeof month))
        snprintf(text, sizeof text, "%s a month", month);
    if (text[0] != '\0' && horizon_cell(page, NULL, option, horizon, sizeof horizon)) {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, ", %s over %d months", horizon, months);
    }
    page_put(page, INK_PLAIN, text);
    page_put(page, INK_PLAIN, text[0] != '\0' && status[0] != '\0' ? ", " : "");
    page_put(page, status_ink(page, NULL, option), status);
    page_blank(page);
}

/* A line an option, the best of them where there are many. */
void print_totals(struct page *page)
{
    const struct llmcost_result *result = page->report->result;
    char text[MAX_CELL];
    int shown = 0;
    int widest = 0;
    page_blank(page);
    for (int option = 0; option < 2 * result->options; option++) {
        const int mine = option % result->options; /* the first round measures */
        if (page->most > 0 && !is_among(result, mine, page->most))
            continue;
        char *id = page_clean(page, llmcost_option_id(page->report->scenario, mine));
        const int width = id != NULL ? text_width(id) : 0;
        if (option < result->options)
            widest = width > widest ? width : widest;
        else if (id != NULL) {
            text_put(&page->out, "  ");
            page_put(page, mine == result->recommended ? INK_GOOD : INK_PLAIN, id);
            text_spaces(&page->out, widest - width + 2);
            put_total(page, mine);
            shown++;
        }
        free(id);
    }
    snprintf(text, sizeof text, "  and %d more", result->options - shown);
    if (shown < result->options)
        page_paragraph(page, INK_QUIET, text, 2, "");
}

void print_options(struct page *page)
{
    static const struct grid_row above[] = {
        {.label = "per month", .ink = INK_STRONG},
        {.label = "", .cell = status_cell, .cell_ink = status_ink},
    };
    int extras = page->report->scenario->extras;
    size_t most = LLMCOST_COMPONENTS + FIXED_ROWS + (size_t)extras;
    struct grid_row *rows = calloc(most, sizeof *rows);
    struct labels labels;
    if (rows == NULL) {
        page->out.failed = true;
        return;
    }
    make_labels(page->report, &labels);
    memcpy(rows, above, sizeof above);
    int count = (int)COUNT(above);
    count += line_rows(page, rows + count);
    count += total_rows(&labels, rows + count);
    count += fleet_rows(page, labels.fleet, sizeof labels.fleet, rows + count);
    page_grid(page, rows, count);
    put_rounding(page);
    free(rows);
}
