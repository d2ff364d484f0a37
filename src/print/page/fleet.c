/* fleet.c - the fleets over the hours: how many GPUs the load keeps busy, how many are always on,
 * what waits. A load factor says how peaked the traffic is, not when: its hours are sorted.
 */
#include "core/base/real.h"
#include "io/report/drawing.h"
#include "print/page/page.h"

/* What is busy in each hour, up to the always-on GPUs or above them: one outline. */
static void put_hours(struct chart *chart, const struct drawn_fleet *fleet, bool above)
{
    char name[16];
    const double foot = axis_at(&chart->y, above ? fleet->always_on : 0);
    snprintf(name, sizeof name, "f h%d%s", chart_hue(chart->page->report->outcome, fleet->option),
             above ? " above" : "");
    struct path path = path_begin(chart, name);
    path_to(&path, 0, foot);
    for (int hour = 0; hour < fleet->hours; hour++) {
        const double busy = above ? at_least(fleet->busy[hour], fleet->always_on)
                                  : at_most(fleet->busy[hour], fleet->always_on);
        path_to(&path, (double)hour / fleet->hours, axis_at(&chart->y, busy));
        path_to(&path, (double)(hour + 1) / fleet->hours, axis_at(&chart->y, busy));
    }
    path_to(&path, 1, foot);
    path_end(&path);
}

static void put_times(struct chart *chart, const struct drawn_fleet *fleet)
{
    enum { PARTS = 7 };
    const int parts = fleet->is_sorted || fleet->hours < PARTS ? 4 : fleet->hours == 24 ? 4 : PARTS;
    for (int i = 0; i <= parts; i++) {
        char text[MAX_CELL];
        snprintf(text, sizeof text, fleet->is_sorted ? "%d %%" : "%d h",
                 fleet->is_sorted ? 100 * i / parts : fleet->hours * i / parts);
        html_print(chart->page, "<span class=\"x\" style=\"left:%.1f%%\">%s</span>",
                   100.0 * i / parts, text);
    }
}

/* Words about GPUs, in those of what the option's fleet is counted in. */
static void put_words(struct page *page, const char *unit, const char *text)
{
    char words[3 * LLMCOST_MAX_ID];
    html_text(page, words_in_unit(text, unit, words, sizeof words));
}

static void tell_fleet(struct page *page, const struct drawn_fleet *fleet)
{
    const struct outcome *outcome = page->report->outcome;
    const struct outcome_option *o = &outcome->options[fleet->option];
    char figure[MAX_CELL];
    html_put(page, "<p>");
    html_element(page, "b", "", o->id);
    html_put(page, ": ");
    html_text(page, words_count(fleet->always_on, figure, sizeof figure));
    put_words(page, o->unit,
              fleet->always_on > 1 || fleet->always_on < 1 ? " GPUs always on" : " GPU always on");
    if (o->fleet->elastic_gpu_hours > 0) {
        html_put(page, ", ");
        html_text(page, words_count(o->fleet->elastic_gpu_hours, figure, sizeof figure));
        put_words(page, o->unit, " elastic GPU-hours a month");
    }
    if (o->fleet->overflow_share > 0) {
        html_put(page, ", ");
        html_text(page, words_percent(o->fleet->overflow_share, figure, sizeof figure));
        html_put(page, " of the requests sent to the API");
    }
    html_put(page, ", utilization ");
    html_text(page, words_percent(o->fleet->utilization, figure, sizeof figure));
    html_put(page, ".");
    if (words_round(fleet->idle, 0) > 0) {
        put_words(page, o->unit, " Always-on GPUs that wait cost ");
        html_text(page, words_money(outcome->currency, fleet->idle, figure, sizeof figure));
        html_put(page, " a month.");
    }
    html_put(page, "</p>\n");
}

static void put_fleet(struct page *page, const struct drawn_fleet *fleet)
{
    const struct outcome_option *o = page_option(page, fleet->option);
    double most = fleet->always_on;
    for (int hour = 0; hour < fleet->hours; hour++)
        most = at_least(most, fleet->busy[hour]);
    struct chart chart = {.page = page, .pixels = 130, .y = axis_upto(most * 1.02)};
    tell_fleet(page, fleet);
    if (fleet->hours < 2)
        return;
    chart_begin(&chart, fleet->is_sorted ? "Busy by falling load" : "Busy hour by hour");
    struct path idle = path_begin(&chart, "idle");
    if (fleet->always_on > 0)
        path_box(&idle, 0, 1, axis_at(&chart.y, fleet->always_on));
    path_end(&idle);
    chart_rows(&chart);
    put_hours(&chart, fleet, false);
    if (most > fleet->always_on)
        put_hours(&chart, fleet, true);
    chart_text(&chart, NULL);
    put_times(&chart, fleet);
    if (fleet->always_on > 0)
        chart_label(&chart, "always on", fleet->always_on, 8);
    if (o->fleet->elastic_gpu_hours > 0 || o->fleet->overflow_share > 0)
        chart_label(&chart,
                    !(o->fleet->overflow_share > 0)   ? "elastic"
                    : o->fleet->elastic_gpu_hours > 0 ? "elastic or API"
                                                      : "API",
                    most, 8);
    chart_end(&chart, NULL);
}

void page_fleets(struct page *page)
{
    const struct drawing *drawing = page->report->outcome->drawing;
    bool is_sorted = false;
    if (drawing == NULL || drawing->fleets_count == 0)
        return;
    html_put(page, "<p class=\"quiet\">");
    put_words(page, outcome_common_unit(page->report->outcome),
              "GPUs that the load keeps busy, in front of those that are always on.");
    html_put(page, "</p>\n");
    for (int i = 0; i < drawing->fleets_count; i++) {
        put_fleet(page, &drawing->fleets[i]);
        is_sorted = is_sorted || (drawing->fleets[i].is_sorted && drawing->fleets[i].hours > 1);
    }
    if (is_sorted)
        html_put(page,
                 "<p class=\"quiet\">Hours stand by falling load, as a share of all: they are "
                 "no calendar.</p>\n");
}
