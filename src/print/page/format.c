/* format.c - the row of HTML, for people who would rather look than read. */
#include "print/formats.h"

const struct format html_format = {
    .name = "html",
    .text = "a page",
    .extensions = {".html", ".htm"},
    .swings = {REPORT_SWINGS, REPORT_SWINGS},
    .assumptions = true,
    .drawing = true,
    .report = print_html,
    .diff = print_diff_html,
    .sweep = print_sweep_html,
    .portfolio = print_portfolio_html,
};
