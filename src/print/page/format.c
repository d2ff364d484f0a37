/* format.c - the row of HTML, for people who would rather look than read. */
#include "print/formats.h"

const struct format html_format = {
    .name = "html",
    .text = "a page",
    .extensions = {".html", ".htm"},
    .swings = {REPORT_SWINGS, REPORT_SWINGS},
    .assumptions = true,
    .drawing = true,
    .print = {[PRINTS_REPORT] = print_html,
              [PRINTS_DIFF] = print_diff_html,
              [PRINTS_SWEEP] = print_sweep_html,
              [PRINTS_PORTFOLIO] = print_portfolio_html},
};
