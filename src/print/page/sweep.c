/* sweep.c - a sweep as a page: a map of who is the cheapest over two inputs, or a row for each
 * point. Every point is looked at once, as it is written. Knows no cost.
 */
#include "io/report/sweep/sweep.h"
#include "print/page/page.h"

#include <stdlib.h>

static void put_title(struct page *page, const struct sweep *sweep)
{
    const struct outcome *outcome = page->report->outcome;
    const char *name = outcome->head.scenario.name;
    char text[MAX_SENTENCE];
    html_element(page, "h1", "", name != NULL && name[0] != '\0' ? name : page->report->file);
    html_put(page, "<p class=\"quiet\">");
    if (sweep->axes == 2)
        html_put(page, "The cheapest option, and what it costs over the horizon");
    for (int a = 0; a < sweep->axes && sweep->axes != 2; a++) {
        html_put(page, a == 0 ? "Cost over the horizon by " : a + 1 < sweep->axes ? ", " : " and ");
        html_text(page, sweep_input_name(sweep, a, text, sizeof text));
    }
    html_put(page, "</p>\n");
    if (words_estimated(page->report, text, sizeof text) != NULL)
        html_element(page, "p", "care", text);
}

static void put_legend(struct page *page, const bool *seen)
{
    const struct outcome *outcome = page->report->outcome;
    html_put(page, "<ul class=\"legend\">");
    for (int i = 0; i < outcome->options_count; i++) {
        if (!seen[i])
            continue;
        html_print(page, "<li><i class=\"m h%d\"></i>", chart_hue(outcome, i));
        html_text(page, outcome->options[i].id);
        html_put(page, "</li>");
    }
    html_put(page, "</ul>\n");
}

/* What the rows and the columns are, then the values of the columns. */
static void put_map_head(struct page *page, const struct sweep *sweep)
{
    char text[3 * LLMCOST_MAX_ID];
    html_put(page, "<div class=\"wide\" tabindex=\"0\"><table class=\"map\"><thead><tr><td></td>");
    html_print(page, "<th colspan=\"%d\">", sweep->axis[1].count);
    html_text(page, sweep_input_name(sweep, 1, text, sizeof text));
    html_put(page, "</th></tr><tr>");
    html_element(page, "th", "", sweep_key_text(sweep, 0, text, sizeof text));
    for (int i = 0; i < sweep->axis[1].count; i++)
        html_print(page, "<th scope=\"col\">%s</th>",
                   sweep_point_text(sweep, 1, i, text, sizeof text));
    html_put(page, "</tr></thead><tbody>\n");
}

/* The first input goes down the rows, the second across. */
static void put_map(struct page *page, struct sweep *sweep)
{
    char text[3 * LLMCOST_MAX_ID];
    bool seen[LLMCOST_MAX_OPTIONS] = {false};
    put_map_head(page, sweep);
    while (sweep_next(sweep)) {
        const int best = sweep->recommended;
        if (sweep->at[1] == 0) {
            html_put(page, "<tr><th scope=\"row\">");
            html_text(page, sweep_point_text(sweep, 0, sweep->at[0], text, sizeof text));
            html_put(page, "</th>");
        }
        if (best < 0) {
            html_put(page, "<td>none</td>");
        } else {
            seen[best] = true;
            html_print(page, "<td class=\"m h%d\" title=\"",
                       chart_hue(page->report->outcome, best));
            html_text(page, page_option(page, best)->id);
            html_put(page, "\">");
            html_text(page, chart_money(page->report->outcome->currency,
                                        sweep->cost[best].horizon_cost, text, sizeof text));
            html_put(page, "</td>");
        }
        if (sweep->at[1] + 1 == sweep->axis[1].count)
            html_put(page, "</tr>\n");
    }
    html_put(page, "</tbody></table></div>\n");
    put_legend(page, seen);
}

static void put_rows(struct page *page, struct sweep *sweep)
{
    char text[3 * LLMCOST_MAX_ID];
    bool forbidden = false;
    html_put(page, "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for (int a = 0; a < sweep->axes; a++)
        html_element(page, "th", "", sweep_key_text(sweep, a, text, sizeof text));
    for (int o = 0; o < sweep->options; o++)
        html_element(page, "th", "", page_option(page, o)->id);
    html_put(page, "<th>recommended</th></tr></thead><tbody>\n");
    while (sweep_next(sweep)) {
        html_put(page, "<tr>");
        for (int a = 0; a < sweep->axes; a++)
            html_element(page, a == 0 ? "th" : "td", "",
                         sweep_point_text(sweep, a, sweep->at[a], text, sizeof text));
        for (int o = 0; o < sweep->options; o++) {
            html_element(page, "td", o == sweep->recommended ? "good" : "",
                         sweep_cost_text(sweep, o, text, sizeof text));
            forbidden = forbidden || (sweep->cost[o].feasible && !sweep->cost[o].eligible);
        }
        html_element(page, "td", "",
                     sweep->recommended >= 0 ? page_option(page, sweep->recommended)->id : "none");
        html_put(page, "</tr>\n");
    }
    html_put(page, "</tbody></table></div>\n");
    if (forbidden)
        html_element(page, "p", "quiet", "*: not allowed, it fails a rule.");
}

bool print_sweep_html(FILE *out, struct sweep *sweep, const struct print_style *style)
{
    (void)style;
    struct page page = page_new(sweep->report, &page_style, &page_surface);
    page_begin(&page, "What if", 0);
    html_put(&page, "<main>\n");
    put_title(&page, sweep);
    sweep_start(sweep);
    if (sweep->axes == 2)
        put_map(&page, sweep);
    else
        put_rows(&page, sweep);
    if (sweep->lists > 0)
        print_cheapest(&page, sweep);
    html_put(&page, "</main>\n");
    page_end(&page);
    return page_write(&page, out);
}
