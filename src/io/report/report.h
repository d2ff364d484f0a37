/* report.h - one report as a value: everything that a writer prints, computed before the first byte
 * is written. */
#ifndef LLMCOST_IO_REPORT_REPORT_H
#define LLMCOST_IO_REPORT_REPORT_H

#include "io/report/sample.h"
#include "io/scenario/gate_words.h"
#include "text/source.h"

#include "llmcost.h"

#include <stdio.h>

struct override {
    const char *path;  /* as given to --set, or the path of a key of a fragment */
    const char *value; /* its text after the first =; of a fragment as --set would take it */
    const char *file;  /* base name of the fragment of --with; NULL: of a --set */
};

/* What is asked beyond the bills and the verdict, as far as somebody prints it. */
enum { REPORT_SWINGS = 12 }; /* as many as any format shows */
struct report_asks {
    bool questions;         /* break-evens, uncertainty */
    bool assumptions;       /* the list of all that is assumed */
    bool drawing;           /* what pictures need (drawing.h) */
    int swings;             /* inputs that move the margin and are no range, the widest so many */
    struct sharing sharing; /* of draws, with other threads */
};

struct report {
    struct report_asks asks;
    const char *file; /* base name of the scenario file; "-" for stdin */
    char sha256[65];  /* of the file's bytes, hexadecimal */
    const struct override *overrides;
    int override_count;
    const struct source *fragments; /* of --with, by place.input - 1 */
    int fragment_count;
    struct gates gates; /* that it is judged by: the scenario's, under those of the command line */
    const struct llmcost_scenario *scenario;
    struct llmcost_result *result; /* NULL of a saved report, and the answers below */
    struct llmcost_break_even
        *break_even; /* every host and hybrid against every api, in option order: of the month */
    /* As many: what sentences tell, of the horizon wherever it is not the first month repeated. */
    struct llmcost_break_even *told;
    int break_even_count;
    struct llmcost_swing *swings; /* of the margin, widest first */
    int swing_count;
    struct llmcost_uncertainty *uncertainty; /* NULL when no input is a range */
    double *margins;                  /* of its draws, for a drawing; NULL where none is wanted */
    const struct saved_report *saved; /* of a report that was read from JSON, else NULL */
    struct outcome *outcome;          /* all that it says, before anything prints (outcome.h) */
};

/* Evaluate the scenario and ask what a report answers. Allocates what the report points to: free it
 * with report_free(). False on a complaint (a bill too large) or when memory ran out
 * (*ret_no_memory). The scenario is changed on the way and restored. */
bool report_make(struct llmcost_scenario *scenario, const struct report_asks *asks,
                 struct report *ret_report, struct llmcost_diags *diags, bool *ret_no_memory);
void report_free(struct report *report);

/* Where a thing of the scenario stands, for people and machines: the path of a number, or of an
 * option (`hosts.llama`) when ref.field is -1; "" when there is neither. The line and column are 0
 * when it stands in no file (a default, a --set). Returns path. */
const char *report_place(const struct llmcost_scenario *scenario, int option,
                         struct llmcost_ref ref, char *path, size_t size,
                         struct llmcost_place *ret_place);

/* The file that a place is in, as it was given; NULL where that is the scenario itself. */
const char *report_fragment(const struct report *report, struct llmcost_place place);

/* Whether an input is shown among the assumptions: stated, or a default that is worth showing. */
bool report_is_assumption(const struct llmcost_scenario *scenario, struct llmcost_ref ref);

/* The names of catalog entries that options state, in turn, with the field that each stands in (its
 * ref names no number): start with a cursor of 0; NULL after the last. */
const struct llmcost_name *report_next_entry(const struct llmcost_scenario *scenario, int *cursor,
                                             struct llmcost_ref *ret_ref);

/* Whether the figures of an option rest on the throughput estimate. */
static inline bool report_is_estimated(const struct report *report, int option)
{
    const struct llmcost_option_result *o = &report->result->option[option];
    return o->has_fleet && o->fleet.throughput == LLMCOST_ESTIMATED;
}

/* Whether a cost over so many months is the first month's bill repeated, one-off share included. */
static inline bool report_repeats(double horizon_cost, int months, double monthly)
{
    const double gap = horizon_cost - months * monthly;
    const double least = 1e-6 * (1 + (horizon_cost < 0 ? -horizon_cost : horizon_cost));
    return gap <= least && gap >= -least;
}

/* The tables of a report that a format with one table at a time prints. */
enum report_table {
    TABLE_LINES,
    TABLE_FLEET,
    TABLE_BREAK_EVEN,
    TABLE_TIMELINE,
    TABLE_BUDGET,
    TABLE_INPUTS
};
/* What stands between the cells of CSV; with a semicolon decimals have a comma. */
enum csv_separator { SEPARATOR_COMMA, SEPARATOR_SEMICOLON, SEPARATOR_TAB };

struct print_style {
    int width;    /* columns to fit into */
    bool color;   /* ANSI escapes allowed */
    bool ascii;   /* nothing but ASCII */
    bool verbose; /* lists in full: what is not priced, defaults, assumptions, what moves the margin
                   */
    enum report_table table;
    int year_start; /* of the budget: a month, 0: not stated */
    int height;     /* lines that a reader sees at once; 0: no terminal */
};

#endif
