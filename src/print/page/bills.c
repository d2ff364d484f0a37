/* bills.c - what each option costs at a glance: a card, and a bar by category of its cost lines.
 * Knows which is the recommended one; refuses to know the lines (print/table/options.c).
 */
#include "core/base/real.h"
#include "print/page/page.h"

#include <math.h>
#include <string.h>

enum { MOST_CARDS = 6, CATEGORIES = 6 };

const char *page_period(const struct page *page, bool on_horizon, char *buffer, size_t size)
{
    const int months = (int)page->report->outcome->horizon_months;
    if (on_horizon)
        snprintf(buffer, size, "over %d month%s", months, months == 1 ? "" : "s");
    else
        snprintf(buffer, size, "a month");
    return buffer;
}

/* What is to be known of an option before its figures. */
static const char *badge_of(const struct outcome *outcome, int option, const char **ret_ink)
{
    const struct outcome_option *mine = &outcome->options[option];
    *ret_ink = "bad";
    if (!mine->feasible)
        return "cannot serve the demand";
    if (!mine->eligible)
        return "not allowed";
    *ret_ink = option == outcome->recommended ? "good" : "quiet";
    if (option == outcome->recommended)
        return mine->estimated ? "recommended, estimated" : "recommended";
    if (mine->estimated)
        return option == outcome->runner_up ? "next best, estimated" : "estimated";
    return option == outcome->runner_up ? "next best" : "";
}

static void put_card(struct page *page, int option)
{
    const struct outcome *outcome = page->report->outcome;
    const struct outcome_option *mine = &outcome->options[option];
    const char *ink;
    const char *badge = badge_of(outcome, option, &ink);
    char money[MAX_CELL] = "\xE2\x80\x93", period[MAX_CELL];
    html_print(page, "<li class=\"card b h%d%s\"><b>", chart_hue(outcome, option),
               option == outcome->recommended ? " chosen" : "");
    html_text(page, mine->id);
    html_put(page, "</b>");
    if (mine->feasible)
        outcome_sum_text(outcome, option, SUM_MONTH, money, sizeof money);
    html_element(page, "span", "sum", money);
    if (mine->feasible)
        html_element(page, "span", "quiet", page_period(page, false, period, sizeof period));
    if (mine->feasible && outcome->horizon_matters) {
        outcome_sum_text(outcome, option, SUM_HORIZON, money, sizeof money);
        html_put(page, "<span class=\"quiet\">");
        html_text(page, money);
        html_put(page, " ");
        html_text(page, page_period(page, true, period, sizeof period));
        html_put(page, "</span>");
    }
    html_element(page, "span", ink, badge);
    html_put(page, "</li>\n");
}

void page_cards(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    const int options = outcome->options_count;
    html_put(page, "<ul class=\"cards\">\n");
    for (int option = 0; option < options; option++)
        if (outcome_is_among(outcome, option, MOST_CARDS))
            put_card(page, option);
    html_put(page, "</ul>\n");
    if (options > MOST_CARDS)
        html_print(page, "<p class=\"quiet\">%d more options are in the table.</p>\n",
                   options - MOST_CARDS);
}

/* ---- By category ---- */

static const char *const categories[CATEGORIES] = {"tokens", "compute", "people",
                                                   "model",  "fixed",   "one_off"};

/* Money a month by category; what is credited, or of a category that is not known here, is left
 * out of the bar. Their sum. */
static double sum_up(const struct page_bar *bar, double *ret_sums)
{
    double sum = 0;
    memset(ret_sums, 0, CATEGORIES * sizeof *ret_sums);
    for (int i = 0; i < bar->count; i++)
        for (int c = 0; c < CATEGORIES; c++)
            if (strcmp(bar->lines[i].category, categories[c]) == 0)
                ret_sums[c] += (double)bar->lines[i].monthly_cost / 1e6;
    for (int c = 0; c < CATEGORIES; c++)
        sum += ret_sums[c] = at_least(ret_sums[c], 0);
    return sum;
}

static void put_bar(struct page *page, const char *currency, const struct page_bar *bar,
                    double most)
{
    double sums[CATEGORIES];
    char text[MAX_CELL];
    sum_up(bar, sums);
    html_print(page, "<li%s><span>", bar->is_chosen ? " class=\"chosen\"" : "");
    html_text(page, bar->title);
    html_put(page, "</span><div>");
    for (int c = 0; c < CATEGORIES; c++)
        if (sums[c] > 0)
            html_print(page, "<i class=\"g%d\" style=\"width:%.2f%%\"></i>", c,
                       100 * sums[c] / most);
    html_element(page, "span", "",
                 words_money(currency, (double)bar->monthly_cost / 1e6, text, sizeof text));
    html_put(page, "</div></li>\n");
}

void page_bars(struct page *page, const char *currency, const struct page_bar *bars, int count)
{
    double sums[CATEGORIES], most = 0;
    bool has[CATEGORIES] = {false};
    for (int i = 0; i < count; i++) {
        most = at_least(most, sum_up(&bars[i], sums));
        for (int c = 0; c < CATEGORIES; c++)
            has[c] = has[c] || sums[c] > 0;
    }
    if (!(most > 0))
        return;
    html_put(page, "<ul class=\"legend\">");
    for (int c = 0; c < CATEGORIES; c++)
        if (has[c])
            html_print(page, "<li><i class=\"g%d\"></i>%s</li>", c,
                       strcmp(categories[c], "one_off") == 0 ? "one-off" : categories[c]);
    html_put(page, "</ul>\n<ul class=\"bills\">\n");
    for (int i = 0; i < count; i++)
        put_bar(page, currency, &bars[i], most);
    html_put(page, "</ul>\n");
}

void page_bills(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    struct page_bar bars[LLMCOST_MAX_OPTIONS];
    int count = 0;
    for (int i = 0; i < outcome->options_count && count < LLMCOST_MAX_OPTIONS; i++) {
        const struct outcome_option *option = &outcome->options[i];
        if (!option->feasible)
            continue;
        bars[count] = (struct page_bar){.title = option->id,
                                        .lines = option->lines,
                                        .count = option->lines_count,
                                        .monthly_cost = option->monthly_cost,
                                        .is_chosen = i == outcome->recommended};
        count++;
    }
    page_bars(page, outcome->currency, bars, count);
}
