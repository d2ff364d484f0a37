/* format.c - the row of CSV, for spreadsheets. */
#include "print/formats.h"

const struct format csv_format = {
    .name = "csv",
    .extensions = {".csv"},
    .without_digest = true,
    .tables = true,
    .report = print_csv,
    .diff = print_diff_csv,
    .sweep = print_sweep_csv,
    .portfolio = print_portfolio_csv,
};
