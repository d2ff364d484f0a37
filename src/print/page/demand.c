/* demand.c - cost over demand: the exact staircase of every option that is drawn, the zones of the
 * cheapest, today; the same per million tokens. Knows no cost: the pieces are in the drawing
 * (io/report/drawing.h).
 */
#include "core/base/real.h"
#include "io/report/drawing.h"
#include "print/page/page.h"

#include <math.h>

enum { MOST_HALVES = 6 };

static double cost_at(const struct llmcost_piece *piece, double x)
{
    const double share = (x - piece->from) / (piece->to - piece->from);
    return piece->cost_from + (piece->cost_to - piece->cost_from) * share;
}

/* A cost as the picture shows it: by itself, or per million tokens. */
static double shown(const struct drawn_demand *demand, bool per_mtok, double cost, double x)
{
    return per_mtok ? cost / (demand->mtok * x) : cost;
}

/* Where a demand's cost stands in the picture. */
struct point {
    double x, y;
};

static struct point point_at(const struct chart *chart, const struct drawn_demand *demand,
                             bool per_mtok, const struct llmcost_piece *piece, double x)
{
    const double y = shown(demand, per_mtok, cost_at(piece, x), x);
    return (struct point){.x = axis_at(&chart->x, x),
                          .y = chart->y.is_log && !(y > 0) ? -1 : axis_at(&chart->y, y)};
}

/* An affine piece is bent where an axis is logarithmic: halved as often as an eye would see it. */
static void put_bends(struct path *path, const struct drawn_demand *demand, bool per_mtok,
                      const struct llmcost_piece *piece, double from, double to, int depth)
{
    const double unseen = 0.7 / CHART_HEIGHT;
    const struct chart *chart = path->chart;
    const double x = chart->x.is_log && from > 0 ? sqrt(from * to) : from + (to - from) / 2;
    const struct point first = point_at(chart, demand, per_mtok, piece, from);
    const struct point last = point_at(chart, demand, per_mtok, piece, to);
    const struct point middle = point_at(chart, demand, per_mtok, piece, x);
    const double bend = middle.y - (first.y + last.y) / 2;
    if (depth > 0 && (bend > unseen || bend < -unseen)) {
        put_bends(path, demand, per_mtok, piece, from, x, depth - 1);
        put_bends(path, demand, per_mtok, piece, x, to, depth - 1);
        return;
    }
    path_to(path, first.x, first.y);
    path_to(path, last.x, last.y);
}

static void put_curve(struct chart *chart, const struct drawn_demand *demand, bool per_mtok,
                      const struct llmcost_pieces *curve)
{
    char name[8];
    snprintf(name, sizeof name, "s h%d", chart_hue(chart->page->report->outcome, curve->option));
    struct path path = path_begin(chart, name);
    for (int i = 0; i < curve->count; i++) {
        if (curve->piece[i].serves)
            put_bends(&path, demand, per_mtok, &curve->piece[i], curve->piece[i].from,
                      curve->piece[i].to, MOST_HALVES);
        else
            path_break(&path);
    }
    path_end(&path);
}

static void put_zones(struct chart *chart, const struct drawn_demand *demand)
{
    const struct outcome *outcome = chart->page->report->outcome;
    for (int i = 0; i < demand->zones_count; i++) {
        const struct llmcost_zone *zone = &demand->zones[i];
        const double from = at_least(axis_at(&chart->x, at_least(zone->from, chart->x.from)), 0);
        const double to = at_most(axis_at(&chart->x, zone->to), 1);
        char name[16];
        if (zone->option < 0 || !(to > from))
            continue;
        snprintf(name, sizeof name, "zone f h%d", chart_hue(outcome, zone->option));
        struct path path = path_begin(chart, name);
        path_box(&path, from, to - from, 1);
        path_end(&path);
    }
}

/* The names stand where the lines end, inside of what is served. */
static void put_names(struct chart *chart, const struct drawn_demand *demand, bool per_mtok)
{
    for (int i = 0; i < demand->curves_count; i++) {
        const struct llmcost_pieces *curve = &demand->curves[i];
        int last = curve->count - 1;
        while (last >= 0 && (!curve->piece[last].serves || curve->piece[last].from > chart->x.to))
            last--;
        if (last < 0)
            continue;
        const double x = at_most(curve->piece[last].to, chart->x.to);
        const double y = shown(demand, per_mtok, cost_at(&curve->piece[last], x), x);
        if (y > 0 || !chart->y.is_log)
            chart_label(chart, page_option(chart->page, curve->option)->id, y,
                        chart_hue(chart->page->report->outcome, curve->option));
    }
}

static void put_chart(struct chart *chart, const struct drawn_demand *demand, bool per_mtok,
                      const char *description, const char *unit)
{
    char today[MAX_CELL], text[MAX_CELL + 8];
    const double at = axis_at(&chart->x, demand->today);
    chart_begin(chart, description);
    put_zones(chart, demand);
    chart_rows(chart);
    chart_columns(chart);
    chart_stroke(chart, "today", at);
    for (int i = 0; i < demand->curves_count; i++)
        put_curve(chart, demand, per_mtok, &demand->curves[i]);
    chart_text(chart, chart->page->report->outcome->currency);
    put_names(chart, demand, per_mtok);
    snprintf(text, sizeof text, "today %s", words_volume(demand->today, true, today, sizeof today));
    chart_note(chart, "note", at, text);
    chart_end(chart, unit);
}

/* The least above 0 and the most of what is served, shown like that; false where there is none. */
static bool measure(const struct drawn_demand *demand, bool per_mtok, double from, double to,
                    double *ret_least, double *ret_most)
{
    *ret_least = INFINITY;
    *ret_most = 0;
    for (int i = 0; i < demand->curves_count; i++)
        for (int p = 0; p < demand->curves[i].count; p++) {
            const struct llmcost_piece *piece = &demand->curves[i].piece[p];
            const double ends[] = {at_least(piece->from, from), at_most(piece->to, to)};
            for (int e = 0; e < 2 && piece->serves && ends[0] <= ends[1]; e++) {
                const double y = shown(demand, per_mtok, cost_at(piece, ends[e]), ends[e]);
                if (y > 0)
                    *ret_least = at_most(*ret_least, y);
                *ret_most = at_least(*ret_most, y);
            }
        }
    return *ret_most > 0;
}

/* "Cheapest: hosted up to 190,667 requests/day, llama-2-13b from there on." */
static void tell_zones(struct page *page, const struct drawn_demand *demand, const char *unit)
{
    const int most = 6;
    char text[MAX_CELL];
    if (demand->zones_count == 0 || !demand->is_exact) /* break-evens tell it exactly */
        return;
    if (demand->zones_count == 1 && demand->zones[0].option < 0) {
        html_put(page, "<p>No option serves any of the demands looked at.</p>\n");
        return;
    }
    html_put(page, "<p><b>Cheapest:</b> ");
    for (int i = 0; i < demand->zones_count && i < most; i++) {
        const struct llmcost_zone *zone = &demand->zones[i];
        html_put(page, i > 0 ? ", then " : "");
        if (zone->option >= 0)
            html_text(page, page_option(page, zone->option)->id);
        else
            html_put(page, "nothing, for no option serves that");
        if (i + 1 < demand->zones_count) {
            html_put(page, " up to ");
            html_text(page, words_count(zone->to, text, sizeof text));
            html_put(page, i == 0 ? " " : "");
            html_text(page, i == 0 ? unit : "");
        }
    }
    html_put(page, demand->zones_count > most ? ", and so on to and fro.</p>\n"
                   : demand->zones_count == 1 ? " at every demand shown.</p>\n"
                                              : ".</p>\n");
}

/* Which of the two follows: a choice that needs no script. */
static void put_switch(struct page *page)
{
    static const char *const axes[] = {"logarithmic", "linear"};
    html_put(page, "<div class=\"switch\">");
    for (int i = 0; i < 2; i++)
        html_print(page,
                   "<input type=\"radio\" name=\"axes%d\" id=\"%s%d\"%s><label for=\"%s%d\">%s"
                   "</label>",
                   page->part, axes[i], page->part, i == 0 ? " checked" : "", axes[i], page->part,
                   axes[i]);
    html_put(page, "\n<div class=\"log\">");
}

/* Over the demand and over as much of it as is near, one shown at a time. */
static void put_costs(struct page *page, const struct drawn_demand *demand, const char *unit,
                      const char *period)
{
    const double near = at_most(demand->to, 3 * demand->today);
    char text[3 * MAX_CELL];
    double least, most;
    struct chart chart = {
        .page = page, .pixels = 300, .x = {.is_log = true, .from = demand->from, .to = demand->to}};
    measure(demand, false, demand->from, demand->to, &least, &most);
    chart.y = (struct scale){
        .is_log = true, .from = at_least(least, most / 1e5) / 1.15, .to = most * 1.15};
    put_switch(page);
    snprintf(text, sizeof text, "Cost %s over %s, both logarithmic", period, unit);
    html_element(page, "p", "axis", text);
    put_chart(&chart, demand, false, text, unit);
    html_put(page, "</div><div class=\"linear\">");
    measure(demand, false, demand->from, near, &least, &most);
    chart = (struct chart){
        .page = page, .pixels = 300, .x = {.from = 0, .to = near}, .y = axis_upto(most)};
    snprintf(text, sizeof text, "Cost %s over %s", period, unit);
    html_element(page, "p", "axis", text);
    put_chart(&chart, demand, false, text, unit);
    html_put(page, "</div></div>\n");
}

/* Nothing where no option serves, or what serves costs nothing. */
static void put_charts(struct page *page, const struct drawn_demand *demand, const char *unit)
{
    char period[MAX_CELL], text[3 * MAX_CELL];
    double least, most;
    int32_t options[DRAWN_OPTIONS];
    if (!measure(demand, false, demand->from, demand->to, &least, &most))
        return;
    for (int i = 0; i < demand->curves_count; i++)
        options[i] = demand->curves[i].option;
    page_period(page, demand->on_horizon, period, sizeof period);
    chart_legend(page, options, demand->curves_count);
    put_costs(page, demand, unit, period);
    if (!measure(demand, true, demand->today / 2, demand->to, &least, &most))
        return;
    struct chart chart = {.page = page,
                          .pixels = 220,
                          .x = {.is_log = true, .from = demand->from, .to = demand->to},
                          .y = axis_upto(at_most(most, 8 * least))};
    snprintf(text, sizeof text, "The same per million tokens, over %s", unit);
    html_element(page, "p", "axis", text);
    put_chart(&chart, demand, true, text, unit);
}

void page_demand(struct page *page)
{
    const struct drawing *drawing = page->report->outcome->drawing;
    const struct llmcost_input *stated = NULL;
    const struct llmcost_field *field = words_demand(page->report->scenario, &stated);
    char unit[MAX_CELL];
    if (drawing != NULL && drawing->has_demand && field != NULL) {
        llmcost_unit_text((enum llmcost_unit)field->unit, "", unit, sizeof unit);
        put_charts(page, &drawing->demand, unit);
        tell_zones(page, &drawing->demand, unit);
    }
    print_break_evens(page);
}
