/* brief.c - the first screen of a report as JSON: some of its figures (io/report/outcome_rows.c),
 * and how many there are of what it leaves out.
 */
#include "io/report/outcome.h"
#include "print/json/rows.h"

struct brief {
    const char *kind, *format_version;
    int32_t not_priced, warnings;
};

static const struct json_row option_rows[] = {
    {FIGURE(outcome_option, id)},
    {FIGURE(outcome_option, kind), .words = outcome_kinds},
    {FIGURE(outcome_option, feasible)},
    {FIGURE(outcome_option, eligible)},
    {FIGURE(outcome_option, monthly_cost), .style = STYLE_MICROS},
    {FIGURE(outcome_option, horizon_cost), .style = STYLE_MONEY},
    {.key = NULL}};

static const struct json_row outcome_part[] = {
    {.key = "scenario",
     .type = ROW_OBJECT,
     .offset = offsetof(struct outcome, head) + offsetof(struct outcome_head, scenario),
     .rows = outcome_source_rows},
    {FIGURE(outcome, currency)},
    {OBJECT(outcome, verdict, outcome_verdict_rows)},
    {LIST(outcome, options, option_rows)},
    {LIST(outcome, break_even, outcome_told_rows)},
    {.key = NULL}};

static const struct json_row head_rows[] = {
    {FIGURE(brief, kind)}, {FIGURE(brief, format_version)}, {.key = NULL}};
static const struct json_row count_rows[] = {
    {FIGURE(brief, not_priced)}, {FIGURE(brief, warnings)}, {.key = NULL}};

static void put_brief(struct text_buffer *out, const struct report *report, int depth)
{
    const struct outcome *outcome = report->outcome;
    const struct brief brief = {
        .kind = "llmcost.brief",
        .format_version = outcome->head.format_version,
        .not_priced = outcome->not_priced_count,
        .warnings = outcome->warnings_count,
    };
    text_put(out, "{");
    json_put_keys(out, head_rows, &brief, depth + 1, false);
    json_put_keys(out, outcome_part, outcome, depth + 1, true);
    json_put_keys(out, count_rows, &brief, depth + 1, true);
    json_put_line(out, depth);
    text_put(out, "}");
}

bool print_json_brief(const struct print_job *job)
{
    return json_print_reports(job, put_brief);
}
