/* format.c - the row of JSON, for programs and for reports that are read again. */
#include "print/formats.h"
#include "print/reference/fields.h"

const struct format json_format = {
    .name = "json",
    .extensions = {".json"},
    .swings = {REPORT_SWINGS, REPORT_SWINGS},
    .assumptions = true,
    .report = print_json,
    .brief = print_json_brief,
    .diff = print_diff_json,
    .sweep = print_sweep_json,
    .solve = print_solved_json,
    .explain = print_explained_json,
    .catalog = print_catalog_json,
    .portfolio = print_portfolio_json,
    .fields = print_reference_json,
};
