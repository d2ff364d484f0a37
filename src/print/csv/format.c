/* format.c - the row of CSV, for spreadsheets. */
#include "print/formats.h"

const struct format csv_format = {
    .name = "csv",
    .extensions = {".csv"},
    .without_digest = true,
    .tables = true,
    .print = {[PRINTS_REPORT] = print_csv,
              [PRINTS_DIFF] = print_diff_csv,
              [PRINTS_SWEEP] = print_sweep_csv,
              [PRINTS_PORTFOLIO] = print_portfolio_csv},
};
