/* chart.h - scales, axes and marks of pictures that are as wide as the page and so many pixels
 * high. Shapes are SVG that is stretched to the width; all text is HTML beside it, which is not, so
 * that it stays readable on a phone.
 */
#ifndef LLMCOST_PRINT_PAGE_CHART_H
#define LLMCOST_PRINT_PAGE_CHART_H

#include "print/page/html.h"

/* The unit of shapes: a picture is so many wide and high, whatever its pixels. */
enum { CHART_WIDTH = 2000, CHART_HEIGHT = 1000, MOST_LABELS = 8 };

struct scale {
    bool is_log;
    double from, to;
};
/* Where a value stands: 0 at `from`, 1 at `to`. */
double axis_at(const struct scale *axis, double value);
/* The end of a linear axis that starts at 0 and shows so much. */
struct scale axis_upto(double most);

/* A name at the right end of a line. */
struct chart_label {
    const char *text;
    double at; /* from 0 at the bottom to 1 */
    int hue;
};
struct chart {
    struct page *page;
    struct scale x, y;
    int pixels; /* high */
    int labels;
    struct chart_label label[MOST_LABELS];
};

/* The colour and dash of an option, 0 to 7; 8 for those that are not drawn. */
int chart_hue(const struct outcome *outcome, int option);
/* "$10k", "$1.5M": money on an axis. */
const char *chart_money(const char *currency, double amount, char *buffer, size_t size);

/* The picture is described by text around it. */
void chart_begin(struct chart *chart, const char *description);
/* Lines across, and from bottom to top, at round values. */
void chart_rows(struct chart *chart);
void chart_columns(struct chart *chart);
/* The shapes are over; the figures of the rows follow: of money, or counts where currency is NULL.
 */
void chart_text(struct chart *chart, const char *currency);
/* A line from bottom to top, among shapes. */
void chart_stroke(struct chart *chart, const char *name, double x);
/* A text at the top of the picture, or under it, at a place from 0 to 1. */
void chart_note(struct chart *chart, const char *name, double at, const char *text);
void chart_label(struct chart *chart, const char *text, double value, int hue);
/* The figures of the columns and their unit; NULL: they stand there already. */
void chart_end(struct chart *chart, const char *unit);

/* A line through points; where it breaks off it is begun again. */
struct path {
    struct chart *chart;
    bool is_open; /* a point has been set since it began */
    int x, y;
    int stretch; /* to one side, up to there, not written yet */
};
/* The attributes of the element that the line becomes: class names. */
struct path path_begin(struct chart *chart, const char *name);
void path_to(struct path *path, double x, double y);
void path_break(struct path *path);
/* A box on the axis, closed. */
void path_box(struct path *path, double x, double width, double height);
void path_end(struct path *path);

/* The names of the options that are drawn, with their colours. */
void chart_legend(struct page *page, const int32_t *options, int count);

#endif
