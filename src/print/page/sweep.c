/* sweep.c - a sweep as a page: a map of who is the cheapest over two inputs, or a row for each
 * point; over a range of one input a picture stands before its rows. Every point is looked at once,
 * as it is written. Knows no cost.
 */
#include "core/base/real.h"
#include "print/page/page.h"
#include "print/writers.h"

#include <math.h>
#include <stdlib.h>

static void put_title(struct page *page, const struct sweep *sweep)
{
    const struct outcome *outcome = page->report->outcome;
    char text[MAX_SENTENCE];
    html_element(page, "h1", "", outcome_title(outcome, page->report->file));
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

/* The name stands where it is another than beside it, so that no one needs the colours. */
static void put_place(struct page *page, const struct sweep *sweep, int beside)
{
    const struct outcome *outcome = page->report->outcome;
    const int best = sweep->recommended;
    char text[MAX_CELL];
    if (best < 0) {
        html_put(page, "<td>none</td>");
        return;
    }
    html_print(page, "<td class=\"m h%d\">", chart_hue(outcome, best));
    html_text(page,
              chart_money(outcome->currency, sweep->cost[best].horizon_cost, text, sizeof text));
    if (best != beside)
        html_element(page, "small", "", page_option(page, best)->id);
    html_put(page, "</td>");
}

/* The first input goes down the rows, the second across. */
static void put_map(struct page *page, struct sweep *sweep)
{
    char text[3 * LLMCOST_MAX_ID];
    bool seen[LLMCOST_MAX_OPTIONS] = {false};
    int beside = -1;
    put_map_head(page, sweep);
    sweep_start(sweep);
    while (sweep_next(sweep)) {
        const int best = sweep->recommended;
        if (sweep->at[1] == 0) {
            beside = -1;
            html_put(page, "<tr><th scope=\"row\">");
            html_text(page, sweep_point_text(sweep, 0, sweep->at[0], text, sizeof text));
            html_put(page, "</th>");
        }
        if (best >= 0)
            seen[best] = true;
        put_place(page, sweep, beside);
        beside = best;
        if (sweep->at[1] + 1 == sweep->axis[1].count)
            html_put(page, "</tr>\n");
    }
    html_put(page, "</tbody></table></div>\n");
    put_legend(page, seen);
}

/* ---- A picture of one input ---- */

/* Costs of all options at each point, NAN where one does not serve. */
struct drawn {
    double *cost;
    double today; /* the input as the scenario has it */
};

/* What is drawn, before the sweep starts; cost stays NULL for a list, and for more points than an
 * eye tells apart. */
static void drawn_begin(struct page *page, const struct sweep *sweep, struct drawn *ret_drawn)
{
    enum { MOST_DRAWN = 1000 };
    const struct axis *axis = &sweep->axis[0];
    *ret_drawn = (struct drawn){.cost = NULL};
    if (sweep->axes != 1 || axis->is_list || axis->count < 2 || axis->count > MOST_DRAWN)
        return;
    ret_drawn->today = llmcost_read(sweep->scenario, axis->ref)->value;
    ret_drawn->cost = malloc((size_t)axis->count * (size_t)sweep->options * sizeof(double));
    page->out.failed = page->out.failed || ret_drawn->cost == NULL;
}

static void drawn_point(const struct sweep *sweep, struct drawn *drawn)
{
    for (int o = 0; o < sweep->options && drawn->cost != NULL; o++)
        drawn->cost[sweep->at[0] * sweep->options + o] =
            sweep->cost[o].feasible ? sweep->cost[o].horizon_cost : NAN;
}

/* Costs from the least to the most that are drawn; false where there are none above 0. */
static bool scale_of(const struct page *page, const struct sweep *sweep, const struct drawn *drawn,
                     struct scale *ret_scale)
{
    double least = INFINITY, most = 0;
    for (int i = 0; i < sweep->axis[0].count * sweep->options; i++) {
        const double cost = drawn->cost[i];
        if (isnan(cost) || chart_hue(page->report->outcome, i % sweep->options) == MOST_LABELS)
            continue;
        least = at_most(least, cost);
        most = at_least(most, cost);
    }
    *ret_scale = sweep->axis[0].log && least > 0
                     ? (struct scale){.is_log = true, .from = least / 1.15, .to = most * 1.15}
                     : axis_upto(most);
    return most > 0;
}

static void put_line(struct chart *chart, const struct sweep *sweep, const struct drawn *drawn,
                     int option, int hue)
{
    const struct axis *axis = &sweep->axis[0];
    char name[8];
    double last = NAN;
    snprintf(name, sizeof name, "s h%d", hue);
    struct path path = path_begin(chart, name);
    for (int i = 0; i < axis->count; i++) {
        const double cost = drawn->cost[i * sweep->options + option];
        if (isnan(cost)) {
            path_break(&path);
            continue;
        }
        path_to(&path, (double)i / (axis->count - 1), axis_at(&chart->y, cost));
        last = cost;
    }
    path_end(&path);
    if (!isnan(last))
        chart_label(chart, page_option(chart->page, option)->id, last, hue);
}

/* The figures of up to three points, as the table has them; the last ends where the picture does.
 */
static void put_figures(struct chart *chart, const struct sweep *sweep)
{
    enum { MOST_FIGURES = 3 };
    const int last = sweep->axis[0].count - 1;
    const int parts = last < MOST_FIGURES ? last : MOST_FIGURES - 1;
    char text[3 * LLMCOST_MAX_ID];
    for (int n = 0; n <= parts; n++) {
        const int i = n * last / parts;
        html_print(chart->page,
                   n < parts ? "<span class=\"x\" style=\"left:%.1f%%\">"
                             : "<span class=\"x\" style=\"right:0;transform:none\">",
                   100.0 * i / last);
        html_text(chart->page, sweep_point_text(sweep, 0, i, text, sizeof text));
        html_put(chart->page, "</span>");
    }
}

static void put_picture(struct page *page, const struct sweep *sweep, const struct drawn *drawn)
{
    const struct axis *axis = &sweep->axis[0];
    const struct outcome *outcome = page->report->outcome;
    struct chart chart = {.page = page,
                          .pixels = 300,
                          .x = {.is_log = axis->log, .from = axis->low, .to = axis->high}};
    int32_t options[LLMCOST_MAX_OPTIONS];
    char text[3 * LLMCOST_MAX_ID], today[MAX_CELL];
    int count = 0;
    if (!scale_of(page, sweep, drawn, &chart.y))
        return;
    for (int o = 0; o < sweep->options; o++)
        if (chart_hue(outcome, o) < MOST_LABELS)
            options[count++] = o;
    chart_legend(page, options, count);
    html_element(page, "p", "axis",
                 chart.y.is_log ? "The points of the table, joined by lines, both logarithmic"
                                : "The points of the table, joined by lines");
    chart_begin(&chart, "Cost over the horizon by the input");
    chart_rows(&chart);
    const double at = axis_at(&chart.x, drawn->today);
    const bool is_inside = at >= 0 && at <= 1;
    if (is_inside)
        chart_stroke(&chart, "today", at);
    for (int i = 0; i < count; i++)
        put_line(&chart, sweep, drawn, options[i], chart_hue(outcome, options[i]));
    chart_text(&chart, outcome->currency);
    put_figures(&chart, sweep);
    if (is_inside) {
        snprintf(text, sizeof text, "today %s",
                 words_figure(sweep->scenario, axis->ref, drawn->today, today, sizeof today));
        chart_note(&chart, "note", at, text);
    }
    chart_end(&chart, NULL);
}

/* ---- Rows ---- */

static void put_row(struct page *page, const struct sweep *sweep)
{
    char text[3 * LLMCOST_MAX_ID];
    html_put(page, "<tr>");
    for (int a = 0; a < sweep->axes; a++)
        html_element(page, a == 0 ? "th" : "td", "",
                     sweep_point_text(sweep, a, sweep->at[a], text, sizeof text));
    for (int o = 0; o < sweep->options; o++)
        html_element(page, "td", o == sweep->recommended ? "good" : "",
                     sweep_cost_text(sweep, o, text, sizeof text));
    html_element(page, "td", "",
                 sweep->recommended >= 0 ? page_option(page, sweep->recommended)->id : "none");
    html_put(page, "</tr>\n");
}

static void put_rows(struct page *page, struct sweep *sweep, struct drawn *drawn)
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
        drawn_point(sweep, drawn);
        put_row(page, sweep);
        for (int o = 0; o < sweep->options; o++)
            forbidden = forbidden || (sweep->cost[o].feasible && !sweep->cost[o].eligible);
    }
    html_put(page, "</tbody></table></div>\n");
    if (forbidden)
        html_element(page, "p", "quiet", "*: not allowed, it fails a rule.");
}

/* The rows are written first, for their costs, and stand behind the picture. */
static void put_points(struct page *page, struct sweep *sweep)
{
    const struct text_buffer before = page->out;
    struct drawn drawn;
    page->out = (struct text_buffer){.failed = before.failed};
    drawn_begin(page, sweep, &drawn);
    sweep_start(sweep);
    put_rows(page, sweep, &drawn);
    const struct text_buffer rows = page->out;
    page->out = before;
    page->out.failed = before.failed || rows.failed;
    if (!page->out.failed && drawn.cost != NULL)
        put_picture(page, sweep, &drawn);
    if (rows.data != NULL)
        text_add(&page->out, rows.data, rows.length);
    free(rows.data);
    free(drawn.cost);
}

bool print_sweep_html(const struct print_job *job)
{
    struct sweep *sweep = job->sweep;
    struct page page = page_new(sweep->report, &page_style, &page_surface);
    page_begin(&page, "What if", 0);
    html_put(&page, "<main>\n");
    put_title(&page, sweep);
    if (sweep->axes == 2)
        put_map(&page, sweep);
    else
        put_points(&page, sweep);
    if (sweep->lists > 0)
        print_cheapest(&page, sweep);
    html_put(&page, "</main>\n");
    page_end(&page);
    return page_write(&page, job->out);
}
