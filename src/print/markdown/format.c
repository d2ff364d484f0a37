/* format.c - the row of Markdown, for comments on pull requests. */
#include "print/formats.h"
#include "print/markdown/report.h"

const struct format markdown_format = {
    .name = "markdown",
    .text = "a pull-request comment",
    .extensions = {".md", ".markdown"},
    .swings = {MARKDOWN_SWINGS, MARKDOWN_SWINGS},
    .assumptions = true,
    .report = print_markdown,
    .brief = print_markdown_brief,
    .diff = print_diff_markdown,
    .portfolio = print_portfolio_markdown,
};
