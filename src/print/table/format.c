/* format.c - the row of the default format: tables for people, on a terminal or in a file. */
#include "print/formats.h"
#include "print/table/table.h"

const struct format table_format = {
    .name = "table",
    .text = "default",
    .extensions = {".txt"},
    .without_digest = true,
    .swings = {SHORT_ROWS, MOST_ROWS},
    .print = {[PRINTS_REPORT] = print_table,
              [PRINTS_BRIEF] = print_table_brief,
              [PRINTS_DIFF] = print_diff_table,
              [PRINTS_SWEEP] = print_sweep_table,
              [PRINTS_SOLVE] = print_solved_table,
              [PRINTS_EXPLAIN] = print_explained_table,
              [PRINTS_CATALOG] = print_catalog_table,
              [PRINTS_PORTFOLIO] = print_portfolio_table,
              [PRINTS_FIELDS] = print_reference_table},
};
