/* published_metric.h - a figure of an evaluated scenario file, for tables of rows. A row names a
 * file, what it sets, one or two figures and what is done with them; what it should be, the table
 * knows. Files are found from the top of the checkout, where tests are run, or from the directory
 * given as first argument. A new kind of figure is one function; nothing here knows a scenario.
 */
#ifndef LLMCOST_TEST_PUBLISHED_METRIC_H
#define LLMCOST_TEST_PUBLISHED_METRIC_H

#include "io/scenario/load.h"
#include "unit.h"

#include <stdlib.h>

enum { MAX_SETS = 3, MAX_PATH_BYTES = 1024 };

/* A bill is rounded by the line, to a millionth. */
#define ASSERT_MONEY(actual, expected) ASSERT_NEAR((actual), (expected), 2e-5)

static struct llmcost_scenario scenario;
static struct llmcost_result result;
static struct llmcost_diags diags;
static const char *checkout = ".";

/* ---- A scenario file, evaluated */

static inline const char *path_of(const char *file, char path[MAX_PATH_BYTES])
{
    snprintf(path, MAX_PATH_BYTES, "%s/%s", checkout, file);
    return path;
}

/* sets: "PATH=VALUE", NULL ends the list. */
static inline void evaluate_file(const char *file, const char *const sets[MAX_SETS])
{
    char path[MAX_PATH_BYTES];
    struct source source = {0}, set[MAX_SETS] = {0}, csv = {0};
    int count = 0;
    while (sets != NULL && count < MAX_SETS && sets[count] != NULL) {
        set[count] =
            (struct source){.name = "--set", .text = sets[count], .length = strlen(sets[count])};
        count++;
    }
    llmcost_diags_init(&diags);
    const bool read = source_read(path_of(file, path), NULL, &source, &diags);
    const bool loaded = read && scenario_load(&source, set, count, NULL, &csv, &scenario, &diags) &&
                        llmcost_evaluate(&scenario, &result, &diags);
    if (read)
        free((void *)(uintptr_t)source.text);
    free((void *)(uintptr_t)csv.text);
    if (!loaded)
        fail_msg("%s:%u:%u: %s", path, (unsigned)diags.list[0].place.line,
                 (unsigned)diags.list[0].place.column, diags.list[0].text);
    llmcost_review(&scenario, &result);
}

static inline void evaluate_scenario(const char *name, const char *set)
{
    const char *const sets[MAX_SETS] = {set};
    char file[128];
    snprintf(file, sizeof file, "scenarios/%s.yaml", name);
    evaluate_file(file, sets);
}

static inline void assert_option(int option, const char *id)
{
    assert_true(option >= 0);
    assert_string_equal(llmcost_option_id(&scenario, option), id);
}

static inline int option_of(const char *id)
{
    const int option = id ? llmcost_find_option(&scenario, id) : -1;
    if (option < 0)
        fail_msg("there is no option %s", id ? id : "(none)");
    return option < 0 ? 0 : option; /* the compiler does not know that fail_msg() never returns */
}

static inline const struct llmcost_option_result *result_of(const char *id)
{
    return &result.option[option_of(id)];
}

/* ---- Figures: of an option, and of a line of it or of what it is held against */

typedef double published_metric(const char *option, const char *what);

static inline double monthly_cost(const char *option, const char *what)
{
    (void)what;
    return (double)result_of(option)->monthly_micros / 1e6;
}

static inline double annual_cost(const char *option, const char *what)
{
    return 12 * monthly_cost(option, what);
}

static inline double horizon_cost(const char *option, const char *what)
{
    (void)what;
    return result_of(option)->horizon_cost;
}

static inline double one_off(const char *option, const char *what)
{
    (void)what;
    return result_of(option)->one_off;
}

static inline double requests_per_month(const char *option, const char *what)
{
    (void)option, (void)what;
    return result.requests_per_month;
}

static inline double input_tokens_per_month(const char *option, const char *what)
{
    (void)option, (void)what;
    return result.input_tokens_per_month;
}

static inline double tokens_per_month(const char *option, const char *what)
{
    (void)option, (void)what;
    return result.input_tokens_per_month + result.output_tokens_per_month;
}

static inline double cost_per_request(const char *option, const char *what)
{
    return monthly_cost(option, what) / requests_per_month(option, what);
}

static inline double cost_per_mtok(const char *option, const char *what)
{
    return monthly_cost(option, what) / tokens_per_month(option, what) * 1e6;
}

/* The line of that id, NULL where the bill has none: "gpus", "extra:support". */
static inline const struct llmcost_line *find_line(const char *option, const char *id)
{
    const struct llmcost_option_result *o = result_of(option);
    const bool extra = strncmp(id, "extra:", 6) == 0;
    for (int i = 0; i < o->lines; i++) {
        const struct llmcost_line *line = &o->line[i];
        const int component = line->component;
        const char *row = llmcost_component_row((enum llmcost_component)component)->id;
        if (extra ? line->extra >= 0 &&
                        strcmp(llmcost_text(&scenario, scenario.entry[line->extra].name.text),
                               id + 6) == 0
                  : line->extra < 0 && strcmp(row, id) == 0)
            return line;
    }
    return NULL;
}

static inline double line_cost(const char *option, const char *id)
{
    const struct llmcost_line *line = find_line(option, id);
    return line ? (double)line->micros / 1e6 : 0;
}

static inline double line_quantity(const char *option, const char *id)
{
    const struct llmcost_line *line = find_line(option, id);
    return line ? line->quantity : 0;
}

static inline double utilization(const char *option, const char *what)
{
    (void)what;
    return result_of(option)->fleet.utilization;
}

static inline double replicas(const char *option, const char *what)
{
    (void)what;
    return result_of(option)->fleet.replicas;
}

static inline double always_on_gpus(const char *option, const char *what)
{
    (void)what;
    return result_of(option)->fleet.always_on_gpus;
}

static inline double gpus_at_peak(const char *option, const char *what)
{
    (void)what;
    return result_of(option)->fleet.gpus_at_peak;
}

static inline double replica_rate(const char *option, const char *what)
{
    (void)what;
    return result_of(option)->fleet.replica_requests_per_second;
}

/* Of an always-on fleet: GPUs that work, on average, and requests/s that they serve. */
static inline double busy_gpus(const char *option, const char *what)
{
    return utilization(option, what) * gpus_at_peak(option, what);
}

static inline double served_rate(const char *option, const char *what)
{
    return utilization(option, what) * replicas(option, what) * replica_rate(option, what);
}

/* Share of the input that is read from cache, by the quantities billed. */
static inline double cached_input_share(const char *option, const char *what)
{
    (void)what;
    const double cached = line_quantity(option, "cached_input_tokens");
    return cached / (cached + line_quantity(option, "input_tokens"));
}

/* Difference of the one-offs over the difference of the first month: months to pay back. */
static inline double simple_payback(const char *option, const char *against)
{
    struct llmcost_against saving;
    llmcost_against(&scenario, &result, option_of(option), option_of(against), &saving);
    return saving.has_simple_payback ? saving.simple_payback_months : NAN;
}

/* Where the first band begins in which the option is cheaper, in the file's unit of demand. */
static inline double break_even(const char *option, const char *against)
{
    static struct llmcost_break_even answer;
    llmcost_break_even(&scenario, option_of(option), option_of(against), false, &answer);
    return answer.status == LLMCOST_FOUND ? answer.band[0].from : NAN;
}

/* ---- Rows */

struct figure {
    published_metric *of;
    const char *option;
    const char *what; /* the id of a line, or of the option it is held against */
};

enum published_operation {
    ALONE,
    MINUS,
    OVER,
    SAVED /* 1 - figure / other */
};

struct published_row {
    const char *file;          /* tests/published/FILE.yaml */
    const char *set[MAX_SETS]; /* PATH=VALUE */
    struct figure figure, other;
    enum published_operation operation;
    double scale;     /* of the outcome to the unit printed; 0: 1 */
    double published; /* what the source prints */
    double tolerance; /* relative: half of the last digit printed, or what the file accounts for */
    double expected;  /* where `published` cannot be right: what its own inputs give */
    const char *unit, *note;
};

static inline double published_value(const struct published_row *row)
{
    const double scale = row->scale != 0 ? row->scale : 1;
    const double a = row->figure.of(row->figure.option, row->figure.what);
    const double b = row->other.of ? row->other.of(row->other.option, row->other.what) : 0;
    switch (row->operation) {
    case MINUS:
        return (a - b) * scale;
    case OVER:
        return a / b * scale;
    case SAVED:
        return (1 - a / b) * scale;
    case ALONE:
        break;
    }
    return a * scale;
}

static inline bool is_within(double value, double figure, double relative)
{
    return fabs(value - figure) <= relative * (1 + 1e-9) * fabs(figure);
}

#endif
