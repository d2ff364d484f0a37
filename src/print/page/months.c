/* months.c - month by month: the bills, what they have come to, and what is told of payback. Knows
 * no month's cost: the outcome has them all.
 */
#include "core/base/real.h"
#include "io/report/drawing.h"
#include "print/page/page.h"

/* A month's bill, or all that was paid by its end. */
static double money_of(const struct outcome *outcome, int month, int option, bool is_sum)
{
    const struct outcome_cost *cost = &outcome->timeline[month].options[option];
    return is_sum ? cost->cumulative : cost->cost;
}

static bool is_shown(const struct outcome *outcome, int option)
{
    return outcome->options[option].feasible && outcome_is_among(outcome, option, DRAWN_OPTIONS);
}

static void put_lines(struct page *page, bool is_sum, const char *description)
{
    const struct outcome *outcome = page->report->outcome;
    const int months = outcome->timeline_count;
    double most = 0;
    for (int m = 0; m < months; m++)
        for (int i = 0; i < outcome->options_count; i++)
            if (is_shown(outcome, i))
                most = at_least(most, money_of(outcome, m, i, is_sum));
    struct chart chart = {
        .page = page, .pixels = 200, .x = {.from = 1, .to = months}, .y = axis_upto(most)};
    html_element(page, "p", "axis", description);
    chart_begin(&chart, description);
    chart_rows(&chart);
    for (int i = 0; i < outcome->options_count; i++) {
        char name[8];
        if (!is_shown(outcome, i))
            continue;
        snprintf(name, sizeof name, "s h%d", chart_hue(outcome, i));
        struct path path = path_begin(&chart, name);
        for (int m = 0; m < months; m++)
            path_to(&path, axis_at(&chart.x, m + 1),
                    axis_at(&chart.y, money_of(outcome, m, i, is_sum)));
        path_end(&path);
        chart_label(&chart, outcome->options[i].id, money_of(outcome, months - 1, i, is_sum),
                    chart_hue(outcome, i));
    }
    chart_text(&chart, outcome->currency);
    chart_end(&chart, "month");
}

void page_months(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    int32_t options[DRAWN_OPTIONS];
    char text[2 * MAX_CELL];
    int count = 0;
    bool is_steady = !outcome_moves(outcome);
    for (int i = 0; i < outcome->options_count; i++) {
        if (is_shown(outcome, i))
            options[count++] = i;
        is_steady = is_steady && !(outcome->options[i].one_off > 0) &&
                    !(outcome->options[i].owed_after_horizon > 0);
    }
    if (is_steady) {
        snprintf(text, sizeof text,
                 "Every month is like the first: nothing moves over the %d month%s.",
                 (int)outcome->horizon_months, outcome->horizon_months == 1 ? "" : "s");
        html_element(page, "p", "", text);
    } else if (outcome->timeline_count > 1 && count > 0) {
        chart_legend(page, options, count);
        put_lines(page, false, "Bill of each month, without what is paid once");
        put_lines(page, true, "Paid by the end of each month, with what is paid once, discounted");
    }
    print_timeline(page);
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *o = &outcome->options[i];
        char money[MAX_CELL];
        if (!o->feasible || !(o->owed_after_horizon > 0))
            continue;
        html_put(page, "<p>");
        html_text(page, o->id);
        html_put(page, " still owes ");
        html_text(page, words_money(outcome->currency, o->owed_after_horizon, money, sizeof money));
        html_put(page, " when the horizon ends: contracts that run on.</p>\n");
    }
}
