/* diff.h - two reports side by side as a value: what changed, why, and whether the decision
 * flipped. A side is what both a scenario's report and a saved one can tell; nothing is computed by
 * writers.
 */
#ifndef LLMCOST_IO_REPORT_DIFF_H
#define LLMCOST_IO_REPORT_DIFF_H

#include "io/report/gates.h"
#include "io/report/outcome.h"

#include <string.h>

/* The kind of an option that is an assignment of a portfolio, beyond enum llmcost_option_kind. */
enum { DIFF_ASSIGNMENT = 3 };
struct portfolio_told;

/* ---- One side ---- */

enum diff_kind { DIFF_NOTHING, DIFF_NUMBER, DIFF_TRUTH, DIFF_TEXT };
struct diff_value {
    enum diff_kind kind;
    uint8_t style; /* enum row_style of a number */
    double number; /* 1 and 0 of a truth */
    char text[LLMCOST_MAX_ID];
};

enum { MAX_MISSING = 600 };

struct diff_side {
    const char *name, *file, *sha256; /* NULL where there is none */
    const char *currency;
    const char *recommended, *cheapest, *baseline, *runner_up; /* ids, NULL for none */
    bool has_margin;
    double margin, margin_ratio, monthly_margin;
    int months;
    const struct override *overrides;
    int override_count;
    int options, break_evens;
    const struct outcome_option *option;
    const struct outcome_break_even *break_even;
    int steps; /* what changes at a month */
    const struct outcome_change *step;
    /* What gates look at beyond the above. */
    int warnings, missing_prices, assumed;
    char unknown_rules[96];               /* on what is recommended: "min_quality, max_ttft_ms" */
    char first_warning[8];                /* "W202" */
    char first_assumed[LLMCOST_MAX_PATH]; /* of a basis that is assumed */
    char missing[MAX_MISSING];            /* the paths of prices that are not stated */
    bool has_date;                        /* prices are judged on a day */
    int dated_prices, oldest_days;        /* options with catalog prices, the greatest age */
    char oldest[LLMCOST_MAX_ID];          /* whose */
    /* Of a saved report: the inputs that it lists, with which nothing can be evaluated. */
    const struct llmcost_scenario *scenario;
    bool saved;
    const struct portfolio_told *portfolio; /* whose assignments the options are, NULL: none */
};

/* Points into the report and its outcome. */
void diff_side_make(const struct report *report, struct diff_side *ret_side);
/* What gates look at, bit by bit: a warning of a file (NULL: of all there is); a rule that nobody
 * can judge; an option whose catalog price was noted on a day, seen from today (0: not known). */
void side_add_warning(struct diff_side *side, const char *file,
                      const struct outcome_warning *warning);
void side_add_rule(struct diff_side *side, const char *rule);
void side_add_date(struct diff_side *side, const char *option, int today, int noted);
/* Whether two ids are the same, NULL like NULL. */
static inline bool diff_same_id(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}
/* The option with that id; NULL for none, and for a NULL id. */
const struct outcome_option *diff_find_option(const struct diff_side *side, const char *id);
/* What the recommended option costs a month; false when there is none or nobody knows. */
bool diff_recommended_cost(const struct diff_side *side, int64_t *ret_micros);

/* ---- Two sides ---- */

/* Differences of less than half a cent are none. */
enum { DIFF_LEAST_MICROS = 5000 };

enum diff_status { DIFF_UNCHANGED, DIFF_CHANGED, DIFF_ADDED, DIFF_REMOVED };

struct diff_line_change {
    const struct outcome_line *before, *after; /* NULL: it has no such line, which then is 0 */
    enum diff_status status;
    int64_t delta;
};

struct diff_option_change {
    const struct outcome_option *before, *after; /* NULL: not there */
    enum diff_status status;
    bool has_delta; /* both sides have a cost */
    int64_t delta;
    bool attributed; /* the effects add up to the delta */
    int64_t effect[LLMCOST_CAUSES];
    int lines;
    struct diff_line_change *line;
};

/* Where a band begins or ends; NAN on the side that has no such edge. */
struct diff_edge {
    bool is_end;
    double before, after;
};

struct diff_break_even_change {
    const struct outcome_break_even *before, *after;
    enum diff_status status;
    /* An edge: where the first band begins, or ends when it has no begin. */
    bool has_before, has_after;
    double before_edge, after_edge;
    bool has_delta; /* both have one, of the same input */
    /* Nothing differs on the basis that sentences tell; the other one's bands may: scripts read
     * both. */
    bool is_told_alike;
    /* All edges of the bands that sentences tell, of the first month or of the horizon, by rising
     * demand; those of one place belong together where `is_paired`: the bands lie alike. */
    bool on_horizon, is_paired;
    int edges;
    struct diff_edge *edge;
};

struct diff_input_effect {
    const char *option;
    int64_t micros;
};

struct diff_input_change {
    char path[LLMCOST_MAX_PATH];
    char unit[48];
    struct diff_value before, after;
    int cause; /* enum llmcost_cause; -1 unknown */
    /* The change of the monthly cost of `option` when nothing but this input changes. It is the
     * option that the input belongs to, or else the one that OLD recommends; where that does not
     * move, the one that moves most. */
    bool has_effect;
    const char *option;
    bool is_own; /* the input belongs to it */
    int64_t effect;
    int effects; /* of all options that it moves by itself */
    struct diff_input_effect *effect_on;
};

struct diff {
    const struct diff_side *before, *after;
    bool flips; /* another option is recommended */
    int options, break_evens, inputs;
    struct diff_option_change *option;
    struct diff_break_even_change *break_even;
    struct diff_input_change *input;
    struct gate_result gate[MAX_GATES];
    int gates;
};

/* Compare two sides of one currency. False when memory ran out; free in either case. */
bool diff_make(const struct diff_side *before, const struct diff_side *after,
               struct diff *ret_diff);
void diff_free(struct diff *diff);
/* The sentences on two portfolios: who moves, what sharing saves. False where there is none. */
bool diff_says_moves(const struct diff *diff, char *buffer, size_t size);
bool diff_says_sharing(const struct diff *diff, char *buffer, size_t size);
/* "over 12 months", or "over the horizon" where it is another one before; into buffer. */
const char *diff_period(const struct diff *diff, char *buffer, size_t size);
/* Whether anything differs. */
bool diff_found(const struct diff *diff);

/* What moved the decision or the bill, sentence by sentence; NULL when there are no more. */
const char *words_diff(const struct diff *diff, int n, char *buffer, size_t size);
const char *diff_status_word(enum diff_status status);
const char *diff_cause_word(enum llmcost_cause cause);
/* An input's value for people: "-" for none. */
const char *diff_value_text(const struct diff_value *value, char *buffer, size_t size);
/* "+$1,234", "-$0.50"; `zero` for no difference. */
const char *diff_money(const char *currency, int64_t micros, char *buffer, size_t size);

/* The n-th row of a break-even that moved, for people: "from 190,667", "never", "-" of what is not
 * there, "" of a side that has said all. False after the last. */
struct diff_edge_row {
    char before[64], after[64];
    bool has_delta;
    double from, to;
};
bool diff_edge_row(const struct diff_break_even_change *change, int n,
                   struct diff_edge_row *ret_row);

#endif
