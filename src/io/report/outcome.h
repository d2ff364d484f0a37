/* outcome.h - all that a report says, as plain values: what JSON, CSV and a saved report hold and a
 * diff compares. It is filled once, from the engine's result (io/report/outcome_rows.c) or from a
 * saved report, before anything prints. To add a figure: its member here, its row and the line that
 * fills it in outcome_rows.c.
 */
#ifndef LLMCOST_IO_REPORT_OUTCOME_H
#define LLMCOST_IO_REPORT_OUTCOME_H

#include "io/report/gates.h"
#include "io/report/report.h"
#include "io/report/rows.h"
#include "text/arena.h"

struct outcome_tool {
    const char *name, *version;
};
struct outcome_source {
    const char *name, *file, *sha256, *notes;
};
struct outcome_override {
    const char *path;
    struct row_value value;
    const char *typed; /* NULL: as the value prints */
    const char *file;  /* of --with, NULL: of --set */
};
/* How every JSON of ours begins. */
struct outcome_head {
    const char *kind, *format_version;
    struct outcome_tool tool;
    struct outcome_source scenario;
    int32_t overrides_count;
    struct outcome_override *overrides;
};

struct outcome_workload {
    double requests_per_month, input_tokens_per_month, output_tokens_per_month, tokens_per_month;
    double mean_requests_per_second, peak_requests_per_second, load_factor;
    double deferred_peak_requests_per_second; /* as hosts see it; 0: nothing waits */
};

struct outcome_conditions {
    int8_t volume, quality, data_in_house;
};
struct outcome_verdict {
    const char *recommended, *cheapest, *baseline, *runner_up; /* ids */
    double margin, margin_ratio, monthly_margin;
    struct outcome_conditions conditions;
    int32_t reasons_count;
    const char **reasons;
    bool estimated;
    const char *on_average; /* id */
};

struct outcome_line {
    const char *id, *category, *unit, *formula;
    double quantity, unit_price;
    int64_t monthly_cost;
    const char *label; /* for people */
    int32_t order;     /* enum llmcost_component; beyond the last: a line that is not known here */
};
struct outcome_rule {
    const char *id;
    uint8_t status; /* enum llmcost_status */
};
struct outcome_against {
    double monthly_saving, horizon_saving, payback_months, simple_payback_months, saving_ceiling,
        payback_lost_month, saving_ceiling_month;
};
/* What credits pay over the horizon, what is left of them, and the last month in which they pay. */
struct outcome_credits {
    double paid, left;
    int32_t last_month; /* 0: none */
};
struct outcome_option {
    const char *id;
    uint8_t kind; /* enum llmcost_option_kind */
    bool feasible, eligible, estimated;
    int64_t monthly_cost;
    double horizon_cost, one_off, cost_per_request, cost_per_mtok, owed_after_horizon, stranded;
    struct llmcost_fleet *fleet;     /* NULL for an api */
    struct outcome_credits *credits; /* NULL: it has none */
    int32_t lines_count, rules_count;
    struct outcome_line *lines;
    struct outcome_rule *rules;
    struct outcome_against against_baseline;
    const char *obstacle, *priced_on;
    const char *unit; /* llmcost_unit() */
};

enum break_even_basis { BASIS_MONTHLY = 1, BASIS_HORIZON };
struct outcome_break_even {
    const char *option, *against, *variable;
    double current;
    uint8_t status; /* enum llmcost_answer */
    int32_t bands_count;
    struct llmcost_band *bands; /* an open end is NAN */
    const char *reason;
    bool estimated;
    /* What sentences tell: of a report of before it was there (a basis of 0) the month's. */
    uint8_t basis; /* enum break_even_basis */
    uint8_t horizon_status;
    int32_t horizon_bands_count;
    struct llmcost_band *horizon_bands;
    const char *horizon_reason;
};

struct outcome_cost {
    const char *id;
    double cost, cumulative, cash, credits;
};
struct outcome_month {
    int32_t month;
    int32_t winner; /* the option with the lowest bill, -1: none; told in words alone */
    int32_t options_count;
    struct outcome_cost *options;
};

struct outcome_chances {
    const char *id;
    double mean, p10, p50, p90, probability_cheapest, regret;
    int32_t infeasible_samples;
    double standard_error;
};
struct outcome_swing {
    double low, high, margin_at_low, margin_at_high, switch_value;
    bool flips;
    int32_t fails_at_count;
    const char **fails_at;
};
struct outcome_mover {
    const char *path;
    struct llmcost_ref ref;    /* of that path in the report's scenario */
    double evppi, evppi_noise; /* of an input of the uncertainty */
    struct outcome_swing swing;
    int32_t also_count; /* of the tornado: paths */
    const char **also;
};
struct outcome_uncertainty {
    int32_t samples, options_count, inputs_count;
    int64_t seed;
    struct outcome_chances *options;
    double evpi;
    struct outcome_mover *inputs;
    const char *reason;
};

struct outcome_thumb {
    const char *id, *source, *message;
    uint8_t says; /* enum llmcost_advice */
    int8_t agrees;
};
struct outcome_change {
    int32_t month; /* the first with it */
    const char *path, *unit, *message;
    uint8_t how; /* set or scale, as a word */
    double value;
    uint8_t origin;
    int32_t line;
};
struct outcome_omission {
    const char *option, *item;
    const char *text; /* for people */
};
struct outcome_assumption {
    const char *path, *unit, *source, *shape;
    const char *file; /* of --with; NULL: the scenario */
    struct row_value value;
    uint8_t origin, basis; /* enum llmcost_origin, llmcost_basis */
    int32_t line;
};
struct outcome_warning {
    const char *id, *path, *message;
    const char *file; /* of --with; NULL: the scenario */
    int32_t line, column;
    int32_t code;       /* enum llmcost_warning_id, or a later one */
    int32_t option;     /* whose id leads the message, -1: of none */
    const char *matter; /* the message without it, or without the path that leads it */
};
struct outcome_gate {
    const char *id, *message;
    uint8_t status; /* enum llmcost_status */
    struct row_value limit, value;
};

struct outcome {
    struct outcome_head head;
    const char *currency;
    double hours_per_month;
    int32_t horizon_months;
    struct outcome_workload workload;
    struct outcome_verdict verdict;
    int32_t options_count, break_even_count, timeline_count, rules_of_thumb_count, not_priced_count,
        assumptions_count, warnings_count, sensitivity_count, gates_count, changes_count;
    struct outcome_option *options;
    struct outcome_break_even *break_even;
    struct outcome_month *timeline;
    struct outcome_uncertainty *uncertainty; /* NULL when no input is a range */
    struct outcome_thumb *rules_of_thumb;
    struct outcome_omission *not_priced;
    struct outcome_assumption *assumptions;
    struct outcome_warning *warnings;
    struct outcome_mover *sensitivity;
    const char *as_of;
    struct outcome_gate *gates;
    struct outcome_change *changes;
    /* Told in words alone: read off the above by outcome_settle(). */
    int32_t recommended, baseline, runner_up; /* options, -1: none */
    bool judged;                              /* the gates are not those that it was read with */
    bool horizon_matters;    /* it tells another story than the first month repeated */
    struct drawing *drawing; /* what pictures need (drawing.h); NULL where there are none */
    struct arena arena; /* what the members point to, where it is neither static nor the report's */
};

/* The rows of a report, and those that other outputs have in common with it. */
extern const struct json_row outcome_rows[], outcome_head_rows[], outcome_break_even_rows[],
    outcome_told_rows[], outcome_assumption_rows[], outcome_gate_rows[], outcome_tool_rows[],
    outcome_line_rows[], outcome_verdict_rows[], outcome_source_rows[], outcome_change_rows[],
    outcome_override_rows[], outcome_warning_rows[];
/* Words of options and their fleets, of break-evens and what they are told of. */
extern const struct row_word outcome_kinds[], outcome_throughputs[], outcome_limits[],
    outcome_answers[], outcome_told_of[];

/* Fill what a report says, as far as it was asked for: report->outcome, which report_free() frees.
 * False when memory ran out. */
bool outcome_make(struct report *report);
/* What of a filled outcome is told in words alone, read off its figures. */
void outcome_settle(struct outcome *outcome, struct arena *arena);
/* A line of a bill, in the words of the unit of its option's fleet; the scenario names it. */
void outcome_fill_line(const struct llmcost_scenario *scenario, const struct llmcost_line *line,
                       const char *unit, struct arena *arena, struct outcome_line *ret_line);
/* "requests_per_month of workload is 200,000 requests/month from month 7 on" */
const char *outcome_change_text(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                                const struct outcome_change *change, struct arena *arena);
/* Why no value of knowing can be told. */
extern const char outcome_no_evpi[];
/* The label and the place of a line that was read. */
void outcome_settle_line(struct outcome_line *line, const char *unit, struct arena *arena);
/* The number of a warning's id, "W201"; -1: it is none. */
int32_t outcome_warning_code(const char *id);
/* A text about the GPUs of an option in the words of its unit; NULL when memory ran out. */
const char *outcome_in_unit(struct arena *arena, const char *text, const char *unit);
/* What fleets are counted in when one of `unit` (NULL: GPU) joins those of `common` (NULL: none):
 * the same, else unit. */
const char *outcome_join_unit(const char *common, const char *unit);
/* What the fleets of a report are counted in: GPU, their unit where all have the same, else unit.
 */
const char *outcome_common_unit(const struct outcome *outcome);
/* The index of an option, -1: none, and for NULL. */
int outcome_find_option(const struct outcome *outcome, const char *id);
/* Whether an option is among so many of the best: what can be chosen first, then by cost. */
bool outcome_is_among(const struct outcome *outcome, int option, int most);
/* Whether any bill moves over the months. */
bool outcome_moves(const struct outcome *outcome);
/* What an option asks for before it can save anything: what is paid once, and bought in month 1. */
double outcome_outlay(const struct outcome *outcome, int option);
/* Whether what is paid in month 1 is not what is billed, of any option: bought, owed, credited. */
bool outcome_pays_otherwise(const struct outcome *outcome);
/* Whether any break-even that sentences tell is of the horizon. */
bool outcome_tells_horizon(const struct outcome *outcome);
/* The margin at the low (0) or the high end of an input: infinite where an option does not serve
 * the demand there, below 0 where that is the recommended one. */
double outcome_margin(const struct outcome_swing *swing, int end);
/* A margin over the horizon as it is printed: today's as the decision tells it, which is the
 * difference of two costs as they are printed, and so is an end that lies there. */
const char *outcome_margin_text(const struct outcome *outcome, double margin, char *buffer,
                                size_t size);
/* What an option costs more on average than the best one of each draw, as it is printed: two of
 * them are as far apart as the expected costs that stand above them. NULL: it may not be chosen,
 * or does not serve in every draw. */
const char *outcome_regret_text(const struct outcome *outcome, int option, char *buffer,
                                size_t size);
/* What a report is called: its scenario's name, else the file that it was made from. */
static inline const char *outcome_title(const struct outcome *outcome, const char *file)
{
    const char *name = outcome->head.scenario.name;
    return name != NULL && name[0] != '\0' ? name : file;
}
/* What it costs in the first month. */
static inline double outcome_monthly(const struct outcome_option *option)
{
    return (double)option->monthly_cost / 1e6;
}
/* A sum of an option as it reads beside those of the others: with cents where two would read alike
 * and are not. */
enum outcome_sum { SUM_MONTH, SUM_YEAR, SUM_HORIZON };
const char *outcome_sum_text(const struct outcome *outcome, int option, enum outcome_sum sum,
                             char *buffer, size_t size);
/* "+$1,387": what an option costs a month more than the recommended one, as both sums read. NULL
 * where there is nothing to hold against. */
const char *outcome_gap_text(const struct outcome *outcome, int option, char *buffer, size_t size);
/* The gates that were judged on it, in place of those it has. False when memory ran out. */
bool outcome_judged(struct outcome *outcome, const struct gate_result *gates, int count);

/* How a number of that unit is printed: money, price or plain figure. */
enum row_style row_style_of(enum llmcost_unit unit);
/* The same of an input: an amount for one of a thing is a price, however small. */
enum row_style row_style_of_input(enum llmcost_unit unit);

/* Parts of it, for other outputs. */
void outcome_fill_head(const struct report *report, const char *kind, struct arena *arena,
                       struct outcome_head *ret_head);
int32_t outcome_fill_gates(const struct gate_result *gates, int count, struct arena *arena,
                           struct outcome_gate **ret_gates);
void outcome_fill_break_even(const struct report *report, const struct llmcost_break_even *answer,
                             const char *reason, struct arena *arena,
                             struct outcome_break_even *ret_answer);
void outcome_fill_assumption(const struct report *report, struct llmcost_ref ref,
                             struct arena *arena, struct outcome_assumption *ret_assumption);

#endif
