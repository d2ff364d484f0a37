/* chart.c - scales, axes and marks (chart.h). Knows pixels and round numbers; refuses to know what
 * a picture shows.
 */
#include "print/page/chart.h"
#include "core/base/count.h"
#include "core/base/real.h"

#include <math.h>
#include <string.h>

enum { MOST_TICKS = 16 };

/* ---- Axes ---- */

double axis_at(const struct scale *axis, double value)
{
    if (axis->is_log)
        return llmcost_log(value / axis->from) / llmcost_log(axis->to / axis->from);
    return (value - axis->from) / (axis->to - axis->from);
}

/* The power of ten at or below a positive value. */
static double decade(double value)
{
    double power = 1;
    while (power > value)
        power /= 10;
    while (power * 10 <= value)
        power *= 10;
    return power;
}

/* A round step that divides a span into about four. */
static double round_step(double span)
{
    static const double within[] = {1, 2, 5};
    const double least = span / 4, power = decade(least);
    for (size_t i = 0; i < COUNT(within); i++)
        if (least <= within[i] * power)
            return within[i] * power;
    return 10 * power;
}

struct scale axis_upto(double most)
{
    const double span = most > 0 ? most : 1;
    const double step = round_step(span);
    return (struct scale){.from = 0, .to = ceil(span / step * (1 - 1e-9)) * step};
}

/* Round values on an axis; over few decades also 2 and 5 of each. */
static int ticks_of(const struct scale *axis, double *ret_ticks)
{
    static const double within[] = {1, 2, 5};
    int count = 0;
    if (!axis->is_log) {
        const double step = round_step(axis->to - axis->from);
        const double first = ceil(axis->from / step - 1e-9);
        for (double n = first; n * step <= axis->to + step * 1e-9 && count < MOST_TICKS; n++)
            ret_ticks[count++] = n * step;
        return count;
    }
    const double decades = llmcost_log(axis->to / axis->from) / llmcost_log(10);
    const int skip = decades > 6 ? (int)(decades / 6) + 1 : 1;
    int at = 0;
    for (double power = decade(axis->from); power <= axis->to; power *= 10, at++)
        for (int i = 0; i < (decades < 2.6 ? 3 : 1); i++)
            if (at % skip == 0 && power * within[i] >= axis->from &&
                power * within[i] <= axis->to && count < MOST_TICKS)
                ret_ticks[count++] = power * within[i];
    return count;
}

const char *chart_money(const char *currency, double amount, char *buffer, size_t size)
{
    static const struct {
        double scale;
        const char *suffix;
    } scales[] = {{1e9, "B"}, {1e6, "M"}, {1e3, "k"}};
    for (size_t i = 0; i < COUNT(scales); i++) {
        const double scaled = amount / scales[i].scale;
        char figure[MAX_CELL];
        if (fabs(scaled) < 1 || (i == 2 && fabs(scaled) < 10))
            continue;
        words_money_at(currency, scaled, scaled == floor(scaled) ? 0 : 1, figure, sizeof figure);
        snprintf(buffer, size, "%s%s", figure, scales[i].suffix);
        return buffer;
    }
    return words_money_at(currency, amount, amount == floor(amount) || fabs(amount) >= 100 ? 0 : 2,
                          buffer, size);
}

/* "50k", "1.5M" */
static const char *short_count(double value, char *buffer, size_t size)
{
    char figure[MAX_CELL];
    if (value < 1e4 || value >= 1e6)
        return words_volume(value, true, buffer, size);
    snprintf(buffer, size, "%sk", words_count(value / 1e3, figure, sizeof figure));
    return buffer;
}

/* ---- Pictures ---- */

int chart_hue(const struct outcome *outcome, int option)
{
    int hue = 0;
    if (!outcome_is_among(outcome, option, MOST_LABELS))
        return MOST_LABELS;
    for (int i = 0; i < option; i++)
        hue += outcome_is_among(outcome, i, MOST_LABELS);
    return hue;
}

void chart_begin(struct chart *chart, const char *description)
{
    html_put(chart->page, "<div class=\"chart\" role=\"img\" aria-label=\"");
    html_text(chart->page, description);
    html_print(chart->page,
               "\"><div class=\"plot\" style=\"height:%dpx\"><svg viewBox=\"0 0 %d %d\" "
               "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
               chart->pixels, CHART_WIDTH, CHART_HEIGHT);
}

void chart_rows(struct chart *chart)
{
    double ticks[MOST_TICKS];
    const int count = ticks_of(&chart->y, ticks);
    struct path path = path_begin(chart, "grid");
    for (int i = 0; i < count; i++) {
        path_break(&path);
        path_to(&path, 0, axis_at(&chart->y, ticks[i]));
        path_to(&path, 1, axis_at(&chart->y, ticks[i]));
    }
    path_end(&path);
}

void chart_columns(struct chart *chart)
{
    double ticks[MOST_TICKS];
    const int count = ticks_of(&chart->x, ticks);
    struct path path = path_begin(chart, "grid");
    for (int i = 0; i < count; i++) {
        path_break(&path);
        path_to(&path, axis_at(&chart->x, ticks[i]), 0);
        path_to(&path, axis_at(&chart->x, ticks[i]), 1);
    }
    path_end(&path);
}

void chart_stroke(struct chart *chart, const char *name, double x)
{
    struct path path = path_begin(chart, name);
    path_to(&path, x, 0);
    path_to(&path, x, 1);
    path_end(&path);
}

void chart_text(struct chart *chart, const char *currency)
{
    double ticks[MOST_TICKS];
    char text[MAX_CELL];
    const int count = ticks_of(&chart->y, ticks);
    html_put(chart->page, "</svg>");
    for (int i = 0; i < count; i++) {
        html_print(chart->page, "<span class=\"y\" style=\"top:%.1f%%\">",
                   100 * (1 - axis_at(&chart->y, ticks[i])));
        if (currency != NULL)
            chart_money(currency, ticks[i], text, sizeof text);
        else
            words_count(ticks[i], text, sizeof text);
        html_text(chart->page, text);
        html_put(chart->page, "</span>");
    }
}

void chart_note(struct chart *chart, const char *name, double at, const char *text)
{
    const bool is_right = at > 0.5;
    html_print(chart->page, "<span class=\"%s%s\" style=\"%s:%.1f%%\">", name, is_right ? " r" : "",
               is_right ? "right" : "left", 100 * (is_right ? 1 - at : at));
    html_text(chart->page, text);
    html_put(chart->page, "</span>");
}

void chart_label(struct chart *chart, const char *text, double value, int hue)
{
    if (chart->labels < MOST_LABELS)
        chart->label[chart->labels++] = (struct chart_label){
            .text = text, .at = at_most(at_least(axis_at(&chart->y, value), 0), 1), .hue = hue};
}

/* From the top down, each a line of text away from the one above. */
static void put_labels(struct chart *chart)
{
    const double line = 16.0 / chart->pixels;
    struct chart_label *label = chart->label;
    for (int i = 1; i < chart->labels; i++)
        for (int n = i; n > 0 && label[n].at > label[n - 1].at; n--) {
            const struct chart_label other = label[n];
            label[n] = label[n - 1];
            label[n - 1] = other;
        }
    for (int i = 1; i < chart->labels; i++)
        label[i].at = at_most(label[i].at, label[i - 1].at - line);
    for (int i = chart->labels - 1; i >= 0; i--)
        label[i].at = at_least(label[i].at, (chart->labels - 1 - i) * line);
    for (int i = 0; i < chart->labels; i++) {
        html_print(chart->page, "<span class=\"end k h%d\" style=\"top:%.1f%%\">", label[i].hue,
                   100 * (1 - label[i].at));
        html_text(chart->page, label[i].text);
        html_put(chart->page, "</span>");
    }
}

void chart_end(struct chart *chart, const char *unit)
{
    double ticks[MOST_TICKS];
    char text[MAX_CELL];
    const int count = unit != NULL ? ticks_of(&chart->x, ticks) : 0;
    put_labels(chart);
    for (int i = 0; i < count; i++) {
        html_print(chart->page, "<span class=\"x\" style=\"left:%.1f%%\">",
                   100 * axis_at(&chart->x, ticks[i]));
        html_text(chart->page, short_count(ticks[i], text, sizeof text));
        html_put(chart->page, "</span>");
    }
    html_put(chart->page, "</div>");
    if (unit != NULL)
        html_element(chart->page, "div", "unit", unit);
    html_put(chart->page, "</div>\n");
}

void chart_legend(struct page *page, const int32_t *options, int count)
{
    html_put(page, "<ul class=\"legend lines\">");
    for (int i = 0; i < count; i++) {
        const int hue = chart_hue(page->report->outcome, options[i]);
        html_print(page,
                   "<li><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\"><path class=\"s h%d\" "
                   "d=\"M0 5h28\"/></svg>",
                   hue);
        html_text(page, page_option(page, options[i])->id);
        html_put(page, "</li>");
    }
    html_put(page, "</ul>\n");
}
