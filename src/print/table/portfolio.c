/* portfolio.c - several workloads on one fleet for a person: where each goes, what moving one alone
 * would cost, and the bills of three assignments side by side. Refuses to know how these were
 * found.
 */
#include "print/portfolio.h"
#include "print/table/table.h"

#include <math.h>
#include <string.h>

enum { GAP = 2, WIDEST = 40 };

static void put_right(struct page *page, enum ink ink, const char *text, int width)
{
    char clean[3 * MAX_CELL];
    text_clean(text, page->style->ascii, clean, sizeof clean);
    text_spaces(&page->out, width - text_width(clean));
    page_put(page, ink, clean);
}

/* The first cell of a row. */
static void put_label(struct page *page, enum ink ink, const char *text, int width)
{
    char clean[8 * LLMCOST_MAX_ID];
    text_clean(text, page->style->ascii, clean, sizeof clean);
    text_spaces(&page->out, GAP);
    page_put(page, ink, clean);
    text_spaces(&page->out, width - text_width(clean));
}

static int widest(int width, const char *text)
{
    return text_width(text) > width ? text_width(text) : width;
}

static const char *money(const struct portfolio *p, double amount, char *buffer, size_t size)
{
    return words_money(words_currency(p->answer->scenario[0]), amount, buffer, size);
}

/* ---- Workloads and options ---- */

/* "here", "+$1,234", or a dash where it cannot go. */
static const char *moved_text(const struct portfolio *p, int workload, const char *id, char *buffer,
                              size_t size)
{
    const struct llmcost_portfolio *answer = p->answer;
    const int chosen = answer->recommended.option[workload];
    const double more = portfolio_moved(p, workload, id);
    if (strcmp(llmcost_option_id(answer->scenario[workload], chosen), id) == 0)
        return "here";
    if (isnan(more))
        return "-";
    buffer[0] = '+';
    money(p, more > 0 ? more : 0, buffer + 1, size - 1);
    return buffer;
}

/* Whether a workload before has an option of that id too. */
static bool is_known(const struct llmcost_portfolio *answer, int workload, const char *id)
{
    for (int w = 0; w < workload; w++)
        if (llmcost_find_option(answer->scenario[w], id) >= 0)
            return true;
    return false;
}

/* One column more: the head where workload is -1. */
static void put_moves(struct page *page, const struct portfolio *p, int workload)
{
    const struct llmcost_portfolio *answer = p->answer;
    for (int w = 0; w < answer->workloads; w++)
        for (int o = 0; o < llmcost_option_count(answer->scenario[w]); o++) {
            const char *id = llmcost_option_id(answer->scenario[w], o);
            char text[MAX_CELL];
            int width = text_width(id);
            if (is_known(answer, w, id))
                continue;
            for (int row = 0; row < answer->workloads; row++)
                width = widest(width, moved_text(p, row, id, text, sizeof text));
            const char *cell = workload < 0 ? id : moved_text(p, workload, id, text, sizeof text);
            put_right(page,
                      workload < 0                ? INK_STRONG
                      : strcmp(cell, "here") == 0 ? INK_GOOD
                                                  : INK_PLAIN,
                      cell, GAP + width);
        }
    page_blank(page);
}

static void put_choices(struct page *page, const struct portfolio *p)
{
    const struct llmcost_portfolio *answer = p->answer;
    char title[MAX_CELL];
    int width = 0;
    snprintf(title, sizeof title, "one workload moved alone, over %d month%s",
             (int)answer->scenario[0]->months.value,
             words_s((int)answer->scenario[0]->months.value));
    page_heading(page, INK_STRONG, title);
    for (int w = 0; w < answer->workloads; w++)
        width = widest(width, p->files[w]);
    put_label(page, INK_PLAIN, "", width);
    put_moves(page, p, -1);
    for (int w = 0; w < answer->workloads; w++) {
        put_label(page, INK_PLAIN, p->files[w], width);
        put_moves(page, p, w);
    }
}

/* ---- Bills ---- */

static const char *const titles[SIDES] = {[SIDE_RECOMMENDED] = "recommended",
                                          [SIDE_SINGLE] = "on one option",
                                          [SIDE_ALONE] = "each alone"};

/* The line of another bill that is the same; NULL where it has none. */
static const struct llmcost_line *line_of(const struct portfolio *p, int side, const char *id)
{
    char text[8 * LLMCOST_MAX_NAME];
    for (int i = 0; portfolio_side(p, side) != NULL && i < p->side[side].lines; i++)
        if (strcmp(portfolio_line(p, &p->side[side].line[i], text, sizeof text), id) == 0)
            return &p->side[side].line[i];
    return NULL;
}

static void put_amounts(struct page *page, const struct portfolio *p, enum ink ink,
                        const double amount[SIDES])
{
    char text[MAX_CELL];
    for (int side = 0; side < SIDES; side++)
        put_right(page, ink, isnan(amount[side]) ? "-" : money(p, amount[side], text, sizeof text),
                  GAP + WIDEST / 2);
    page_blank(page);
}

/* The lines of a component, of whichever bill has any, in turn. */
static void put_lines(struct page *page, const struct portfolio *p, int component)
{
    char id[8 * LLMCOST_MAX_NAME];
    char label[8 * LLMCOST_MAX_NAME];
    for (int side = 0; side < SIDES; side++)
        for (int i = 0; portfolio_side(p, side) != NULL && i < p->side[side].lines; i++) {
            const struct llmcost_line *line = &p->side[side].line[i];
            double amount[SIDES];
            bool known = line->component != component;
            portfolio_line(p, line, id, sizeof id);
            for (int before = 0; before < side; before++)
                known = known || line_of(p, before, id) != NULL;
            if (known)
                continue;
            for (int other = 0; other < SIDES; other++) {
                const struct llmcost_line *same = line_of(p, other, id);
                amount[other] = same != NULL ? (double)same->micros / 1e6 : NAN;
            }
            put_label(page, INK_PLAIN, portfolio_label(p, line, label, sizeof label), WIDEST / 2);
            put_amounts(page, p, INK_PLAIN, amount);
        }
}

static void put_bills(struct page *page, const struct portfolio *p)
{
    double month[SIDES], horizon[SIDES];
    char title[MAX_CELL];
    page_heading(page, INK_STRONG, "the first month's bill");
    put_label(page, INK_PLAIN, "", WIDEST / 2);
    for (int side = 0; side < SIDES; side++)
        put_right(page, INK_STRONG, titles[side], GAP + WIDEST / 2);
    page_blank(page);
    for (int component = 0; component < LLMCOST_COMPONENTS; component++)
        put_lines(page, p, component);
    for (int side = 0; side < SIDES; side++) {
        const struct llmcost_assignment *a = portfolio_side(p, side);
        month[side] = a != NULL ? (double)a->monthly_micros / 1e6 : NAN;
        horizon[side] = a != NULL ? a->horizon_cost : NAN;
    }
    put_label(page, INK_STRONG, "a month", WIDEST / 2);
    put_amounts(page, p, INK_STRONG, month);
    snprintf(title, sizeof title, "over %d month%s", (int)p->answer->scenario[0]->months.value,
             words_s((int)p->answer->scenario[0]->months.value));
    put_label(page, INK_STRONG, title, WIDEST / 2);
    put_amounts(page, p, INK_STRONG, horizon);
    for (int w = 0; w < p->answer->workloads; w++) {
        double share[SIDES];
        for (int side = 0; side < SIDES; side++)
            share[side] =
                portfolio_side(p, side) != NULL ? (double)p->side[side].share_micros[w] / 1e6 : NAN;
        snprintf(title, sizeof title, "of it %.60s", p->files[w]);
        put_label(page, INK_QUIET, title, WIDEST / 2);
        put_amounts(page, p, INK_QUIET, share);
    }
}

bool print_portfolio_table(FILE *out, const struct portfolio *portfolio,
                           const struct print_style *style)
{
    struct page page = page_new(&portfolio->reports[0], style);
    char text[8 * MAX_SENTENCE];
    page_paragraph(&page, INK_STRONG, words_portfolio(portfolio, text, sizeof text), 0, "");
    if (words_sharing(portfolio, text, sizeof text) != NULL)
        page_paragraph(&page, INK_PLAIN, "", 0, text);
    if (portfolio_side(portfolio, SIDE_RECOMMENDED) != NULL)
        put_choices(&page, portfolio);
    if (portfolio_side(portfolio, SIDE_RECOMMENDED) != NULL ||
        portfolio_side(portfolio, SIDE_ALONE) != NULL)
        put_bills(&page, portfolio);
    return page_write(&page, out);
}
