/* format.c - the row of the default format: tables for people, on a terminal or in a file. */
#include "print/formats.h"
#include "print/reference/fields.h"
#include "print/table/table.h"

const struct format table_format = {
    .name = "table",
    .text = "default",
    .extensions = {".txt"},
    .without_digest = true,
    .swings = {SHORT_ROWS, MOST_ROWS},
    .report = print_table,
    .brief = print_table_brief,
    .diff = print_diff_table,
    .sweep = print_sweep_table,
    .solve = print_solved_table,
    .explain = print_explained_table,
    .catalog = print_catalog_table,
    .portfolio = print_portfolio_table,
    .fields = print_reference,
};
