/* format.c - the row of JSON, for programs and for reports that are read again. */
#include "print/formats.h"

const struct format json_format = {
    .name = "json",
    .extensions = {".json"},
    .swings = {REPORT_SWINGS, REPORT_SWINGS},
    .assumptions = true,
    .print = {[PRINTS_REPORT] = print_json,
              [PRINTS_BRIEF] = print_json_brief,
              [PRINTS_DIFF] = print_diff_json,
              [PRINTS_SWEEP] = print_sweep_json,
              [PRINTS_SOLVE] = print_solved_json,
              [PRINTS_EXPLAIN] = print_explained_json,
              [PRINTS_CATALOG] = print_catalog_json,
              [PRINTS_PORTFOLIO] = print_portfolio_json,
              [PRINTS_FIELDS] = print_reference_json},
};
