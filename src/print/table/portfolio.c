/* portfolio.c - several workloads on one fleet for a person: where each goes, what moving one alone
 * would cost, and the bills of three assignments side by side. Refuses to know how these were
 * found.
 */
#include "print/portfolio.h"
#include "core/base/real.h"
#include "print/table/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *money(const struct portfolio_told *told, double amount, char *buffer,
                         size_t size)
{
    return words_money(told->currency, amount, buffer, size);
}

/* ---- Workloads and options ---- */

static const struct portfolio_told_move *move_of(const struct portfolio_told *told, int workload,
                                                 const char *option)
{
    const struct portfolio_told_workload *of = &told->workloads[workload];
    for (int i = 0; i < of->moves_count; i++)
        if (strcmp(of->moves[i].option, option) == 0)
            return &of->moves[i];
    return NULL;
}

/* "here", "+$1,234", or a dash where it cannot go. */
static void put_move(const struct portfolio_told *told, int workload, const char *option,
                     struct cells *cells, int column)
{
    const struct portfolio_told_move *move = move_of(told, workload, option);
    char text[MAX_CELL] = "+";
    if (strcmp(told->recommended->options[workload].text, option) == 0) {
        cells_put(cells, 1 + workload, column, INK_GOOD, "here");
        return;
    }
    if (move != NULL && !isnan(move->horizon_increase))
        money(told, at_least(move->horizon_increase, 0), text + 1, sizeof text - 1);
    cells_put(cells, 1 + workload, column, INK_PLAIN, text[1] != '\0' ? text : "-");
}

/* The options of all workloads, each once: how many, and their columns where there are cells. */
static int put_options(const struct portfolio_told *told, struct cells *cells)
{
    int column = 0;
    for (int w = 0; w < told->workloads_count; w++)
        for (int i = 0; i < told->workloads[w].moves_count; i++) {
            const char *option = told->workloads[w].moves[i].option;
            if (portfolio_told_is_known(told, w, option))
                continue;
            column++;
            if (cells == NULL)
                continue;
            cells_put(cells, 0, column, INK_STRONG, option);
            for (int row = 0; row < told->workloads_count; row++)
                put_move(told, row, option, cells, column);
        }
    return column;
}

/* "rented, 20 % below today": where it would go next, and at which demand. */
static void put_next(const struct portfolio_told_workload *of, struct cells *cells, int row,
                     int column)
{
    char factor[64], text[LLMCOST_MAX_ID + 96];
    if (of->next == NULL || of->next->option == NULL) {
        cells_put(cells, row, column, INK_PLAIN,
                  of->next == NULL || of->next->verified ? "-" : "- (unverified)");
        return;
    }
    snprintf(text, sizeof text, "%s, %s today%s", of->next->option,
             words_factor(of->next->ratio, factor, sizeof factor),
             of->next->verified ? "" : " (unverified)");
    cells_put(cells, row, column, INK_PLAIN, text);
}

static void put_choices(struct page *page, const struct portfolio_told *told)
{
    const int options = told->recommended != NULL ? put_options(told, NULL) : 0;
    char title[MAX_CELL], period[64];
    if (options == 0)
        return;
    snprintf(title, sizeof title, "one workload moved alone, %s",
             words_over(told->horizon_months, period, sizeof period));
    page_heading(page, title);
    struct cells cells = cells_new(1 + told->workloads_count, 1 + options + 1);
    cells_put(&cells, 0, 1 + options, INK_STRONG, "moves to");
    for (int w = 0; w < told->workloads_count; w++) {
        cells_put(&cells, 1 + w, 0, INK_PLAIN, told->workloads[w].file);
        put_next(&told->workloads[w], &cells, 1 + w, 1 + options);
    }
    put_options(told, &cells);
    page_cells(page, &cells);
}

/* ---- Bills ---- */

static void put_amount(const struct portfolio_told *told, struct cells *cells, int row, int side,
                       enum ink ink, double amount)
{
    char text[MAX_CELL];
    cells_put(cells, row, 1 + side, ink,
              isnan(amount) ? "-" : money(told, amount, text, sizeof text));
}

static double amount_of(const struct portfolio_told_assignment *of, int workload)
{
    return of != NULL && workload < of->workloads_count
               ? (double)of->workloads[workload].monthly_cost / 1e6
               : NAN;
}

/* Under the lines what they come to, and whose it is. */
static void put_sums(const struct portfolio_told *told, struct cells *cells, int row)
{
    char label[MAX_CELL];
    cells_put(cells, row, 0, INK_STRONG, "a month");
    cells_put(cells, row + 1, 0, INK_STRONG, words_over(told->horizon_months, label, sizeof label));
    for (int w = 0; w < told->workloads_count; w++) {
        snprintf(label, sizeof label, "of it %.60s", told->workloads[w].file);
        cells_put(cells, row + 2 + w, 0, INK_QUIET, label);
    }
    for (int side = 0; side < SIDES; side++) {
        const struct portfolio_told_assignment *of = portfolio_told_side(told, side);
        put_amount(told, cells, row, side, INK_STRONG,
                   of != NULL ? (double)of->monthly_cost / 1e6 : NAN);
        put_amount(told, cells, row + 1, side, INK_STRONG, of != NULL ? of->horizon_cost : NAN);
        for (int w = 0; w < told->workloads_count; w++)
            put_amount(told, cells, row + 2 + w, side, INK_QUIET, amount_of(of, w));
    }
}

static void put_bills(struct page *page, const struct portfolio_told *told)
{
    const struct outcome_line *line;
    int lines = 0;
    if (told->recommended == NULL && told->alone == NULL)
        return;
    while (portfolio_told_nth_line(told, lines) != NULL)
        lines++;
    page_heading(page, "the first month's bill");
    struct cells cells = cells_new(1 + lines + 2 + told->workloads_count, 1 + SIDES);
    for (int side = 0; side < SIDES; side++)
        cells_put(&cells, 0, 1 + side, INK_STRONG, portfolio_title(side));
    for (int n = 0; (line = portfolio_told_nth_line(told, n)) != NULL; n++) {
        cells_put(&cells, 1 + n, 0, INK_PLAIN, line->label);
        for (int side = 0; side < SIDES; side++) {
            const struct outcome_line *same =
                portfolio_told_line(portfolio_told_side(told, side), line->id);
            put_amount(told, &cells, 1 + n, side, INK_PLAIN,
                       same != NULL ? (double)same->monthly_cost / 1e6 : NAN);
        }
    }
    put_sums(told, &cells, 1 + lines);
    page_cells(page, &cells);
}

/* ---- The whole ---- */

static void put_warning(struct page *page, const struct outcome_warning *warning, const char *files)
{
    char lead[16];
    struct text_buffer text = {0};
    snprintf(lead, sizeof lead, "%.8s ", warning->id);
    text_put_all(&text, files, warning->message, NULL);
    page_list(page, INK_CARE, lead, 2, &text);
}

/* What is warned of in several files is said once, as long as the words are the same. */
static void put_warnings(struct page *page, const struct portfolio_told *told)
{
    struct portfolio_told_warning warning;
    if (told->warnings_count > 0 || portfolio_told_nth_warning(told, 0, &warning))
        page_heading(page, "warnings");
    for (int i = 0; i < told->warnings_count; i++)
        put_warning(page, &told->warnings[i], "");
    for (int n = 0; portfolio_told_nth_warning(told, n, &warning); n++) {
        const char *message = warning.warning->message;
        struct text_buffer files = {0};
        for (int w = warning.first; w < told->workloads_count; w++) {
            if (!portfolio_told_warns(told, w, message))
                continue;
            text_item(&files, ", ", told->workloads[w].file);
        }
        text_put(&files, ": ");
        page->out.failed = page->out.failed || files.failed;
        if (!files.failed)
            put_warning(page, warning.warning, files.data);
        free(files.data);
    }
}

void print_portfolio_body(struct page *page, const struct portfolio_told *told)
{
    put_choices(page, told);
    put_bills(page, told);
    put_warnings(page, told);
    for (int i = 0; i < told->gates_count; i++)
        page_gate(page, i == 0, told->gates[i].id, told->gates[i].status == LLMCOST_PASS,
                  told->gates[i].message);
}

bool print_portfolio_table(const struct print_job *job)
{
    const struct portfolio_told *told = job->portfolio;
    struct page page = page_new(NULL, job->style, &terminal);
    for (int i = 0; i < told->reasons_count; i++)
        page_paragraph(&page, INK_STRONG, i == 0 ? told->reasons[i] : "", 0,
                       i == 0 ? "" : told->reasons[i]);
    print_portfolio_body(&page, told);
    return page_write(&page, job->out);
}
