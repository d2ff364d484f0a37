/* draws.c - how sure the decision is: costs over all draws, and how often the margin is below 0.
 */
#include "core/base/real.h"
#include "io/report/drawing.h"
#include "print/page/page.h"

static void put_bins(struct chart *chart, const struct drawn_margin *margin, bool below)
{
    struct path path = path_begin(chart, below ? "fbad" : "fgood");
    for (int i = 0; i < margin->bins; i++) {
        const double from = margin->from + i * margin->width;
        const double middle = from + margin->width / 2;
        if (margin->draws[i] == 0 || (middle < 0) != below)
            continue;
        const double x = axis_at(&chart->x, from);
        path_box(&path, x, axis_at(&chart->x, from + margin->width * 0.9) - x,
                 axis_at(&chart->y, margin->draws[i]));
    }
    path_end(&path);
}

static void put_margin(struct page *page, const struct drawn_margin *margin)
{
    const struct outcome *outcome = page->report->outcome;
    const double to = margin->from + margin->bins * margin->width;
    char text[2 * MAX_CELL], share[MAX_CELL], figure[MAX_CELL];
    double most = 0;
    for (int i = 0; i < margin->bins; i++)
        most = at_least(most, margin->draws[i]);
    struct chart chart = {.page = page,
                          .pixels = 160,
                          .x = {.from = at_most(margin->from, 0), .to = at_least(to, 0)},
                          .y = {.from = 0, .to = most * 1.15}};
    words_draws((double)margin->below / margin->samples, share, sizeof share);
    html_put(page, "<p>What ");
    html_element(page, "b", "", page_option(page, outcome->recommended)->id);
    html_put(page, " saves over the best of the others, in how many of the draws: ");
    html_element(page, "b", "", share);
    html_put(page, " are below 0, where another option is the cheaper one.");
    if (margin->fails > 0) {
        words_draws((double)margin->fails / margin->samples, figure, sizeof figure);
        html_put(page, " In ");
        html_text(page, figure);
        html_put(page, " of the draws it does not serve the demand: these are not in the picture.");
    }
    html_put(page, "</p>\n");
    snprintf(text, sizeof text, "Draws by margin, %s below 0", share);
    chart_begin(&chart, text);
    put_bins(&chart, margin, true);
    put_bins(&chart, margin, false);
    chart_stroke(&chart, "zero", axis_at(&chart.x, 0));
    html_put(page, "</svg>");
    const double ends[] = {margin->from, 0, to};
    for (int i = 0; i < 3; i++) {
        const double at = axis_at(&chart.x, ends[i]);
        const double zero = axis_at(&chart.x, 0);
        if (i != 1 && at > zero - 0.12 && at < zero + 0.12)
            continue;
        html_print(page, "<span class=\"x\" style=\"left:%.1f%%\">", 100 * at);
        html_text(page,
                  chart_money(outcome->currency, words_round(ends[i], 0), figure, sizeof figure));
        html_put(page, "</span>");
    }
    chart_end(&chart, NULL);
}

void page_draws(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    if (outcome->uncertainty == NULL)
        return;
    print_uncertainty(page);
    if (outcome->drawing != NULL && outcome->drawing->has_margin)
        put_margin(page, &outcome->drawing->margin);
}
