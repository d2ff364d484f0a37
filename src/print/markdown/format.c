/* format.c - the row of Markdown, for comments on pull requests. */
#include "print/formats.h"
#include "print/markdown/report.h"

const struct format markdown_format = {
    .name = "markdown",
    .text = "a pull-request comment",
    .extensions = {".md", ".markdown"},
    .swings = {MARKDOWN_SWINGS, MARKDOWN_SWINGS},
    .assumptions = true,
    .print = {[PRINTS_REPORT] = print_markdown,
              [PRINTS_BRIEF] = print_markdown_brief,
              [PRINTS_DIFF] = print_diff_markdown,
              [PRINTS_PORTFOLIO] = print_portfolio_markdown},
};
