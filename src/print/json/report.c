/* report.c - a report as JSON, key by key in the order of the contract.
 * Knows names, order and number styles; refuses to compute: every figure is the engine's.
 * To add a key: one call in the function of its object, at the end of the object.
 */
#include "io/report/saved/report.h"
#include "io/words/words.h"
#include "print/json/gates.h"
#include "print/json/json.h"
#include "text/date.h"

#include <errno.h>
#include <stdlib.h>

#define FORMAT_VERSION "1.0"

/* ---- Head ---- */

void add_identity(struct writer *w, cJSON *root, const char *kind)
{
    const struct report *report = w->report;
    const struct llmcost_scenario *scenario = report->scenario;
    json_text(&w->ok, root, "kind", kind);
    json_text(&w->ok, root, "format_version", FORMAT_VERSION);
    cJSON *tool = json_object(&w->ok, root, "tool");
    json_text(&w->ok, tool, "name", "llmcost");
    json_text(&w->ok, tool, "version", LLMCOST_VERSION);
    cJSON *about = json_object(&w->ok, root, "scenario");
    json_text(&w->ok, about, "name", text_or_null(scenario, scenario->name.text));
    json_text(&w->ok, about, "file", report->file);
    json_text(&w->ok, about, "sha256", report->sha256);
    json_text(&w->ok, about, "notes", text_or_null(scenario, scenario->notes.text));
    add_overrides(w, root);
}

static void add_head(struct writer *w, cJSON *root)
{
    const struct report *report = w->report;
    const struct llmcost_scenario *scenario = report->scenario;
    add_identity(w, root, "llmcost.report");
    const char *currency = text_or_null(scenario, scenario->currency.text);
    json_text(&w->ok, root, "currency", currency != NULL ? currency : "USD");
    json_number(&w->ok, root, "hours_per_month", NUMBER_FIGURE, scenario->hours_per_month.value);
    json_number(&w->ok, root, "horizon_months", NUMBER_FIGURE, report->result->months);
}

static void add_workload(struct writer *w, cJSON *root)
{
    const struct llmcost_result *result = w->report->result;
    const struct {
        const char *key;
        double value;
    } rows[] = {
        {.key = "requests_per_month", .value = result->requests_per_month},
        {.key = "input_tokens_per_month", .value = result->input_tokens_per_month},
        {.key = "output_tokens_per_month", .value = result->output_tokens_per_month},
        {.key = "tokens_per_month",
         .value = result->input_tokens_per_month + result->output_tokens_per_month},
        {.key = "mean_requests_per_second", .value = result->mean_requests_per_second},
        {.key = "peak_requests_per_second", .value = result->peak_requests_per_second},
        {.key = "load_factor", .value = result->load_factor},
    };
    cJSON *workload = json_object(&w->ok, root, "workload");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        json_number(&w->ok, workload, rows[i].key, NUMBER_FIGURE, rows[i].value);
}

/* Figures of two options: estimated when the throughput behind one of them is. Left out else, so
 * that a report without an estimate reads as ever. */
static void add_estimated(struct writer *w, cJSON *parent, int option, int other)
{
    if (report_is_estimated(w->report, option) || report_is_estimated(w->report, other))
        json_bool(&w->ok, parent, "estimated", true);
}

static void add_date(struct writer *w, cJSON *parent, const char *key, int32_t day)
{
    char date[MAX_DATE];
    date_text(day, date);
    json_text(&w->ok, parent, key, date);
}

static void add_verdict(struct writer *w, cJSON *root)
{
    const struct report *report = w->report;
    const struct llmcost_result *result = report->result;
    cJSON *verdict = json_object(&w->ok, root, "verdict");
    json_text(&w->ok, verdict, "recommended", option_or_null(report, result->recommended));
    json_text(&w->ok, verdict, "cheapest", option_or_null(report, result->cheapest));
    json_text(&w->ok, verdict, "baseline", option_or_null(report, result->baseline));
    json_text(&w->ok, verdict, "runner_up", option_or_null(report, result->runner_up));
    if (result->runner_up >= 0) {
        json_number(&w->ok, verdict, "margin", NUMBER_MONEY, result->margin);
        json_number(&w->ok, verdict, "margin_ratio", NUMBER_FIGURE, result->margin_ratio);
        json_number(&w->ok, verdict, "monthly_margin", NUMBER_MONEY, result->monthly_margin);
    } else {
        json_null(&w->ok, verdict, "margin");
        json_null(&w->ok, verdict, "margin_ratio");
        json_null(&w->ok, verdict, "monthly_margin");
    }
    cJSON *conditions = json_object(&w->ok, verdict, "conditions");
    add_status(w, conditions, "volume", result->condition_volume);
    add_status(w, conditions, "quality", result->condition_quality);
    add_status(w, conditions, "data_in_house", result->condition_data);
    cJSON *reasons = json_array(&w->ok, verdict, "reasons");
    char sentence[MAX_SENTENCE];
    for (int n = 0; words_reason(report, n, sentence, sizeof sentence) != NULL; n++)
        json_text(&w->ok, reasons, NULL, sentence);
    if (result->recommended >= 0)
        add_estimated(w, verdict, result->recommended,
                      result->runner_up >= 0 ? result->runner_up : result->recommended);
}

/* ---- Options ---- */

static void add_fleet(struct writer *w, cJSON *option, const struct llmcost_option_result *result)
{
    static const char *const throughputs[] = {[LLMCOST_STATED] = "stated",
                                              [LLMCOST_THROUGHPUT_MEASURED] = "measured",
                                              [LLMCOST_ESTIMATED] = "estimated"};
    const struct llmcost_fleet *f = &result->fleet;
    if (!result->has_fleet) {
        json_null(&w->ok, option, "fleet");
        return;
    }
    const struct {
        const char *key;
        double value;
    } rows[] = {
        {.key = "replicas", .value = f->replicas},
        {.key = "spare_replicas", .value = f->spare_replicas},
        {.key = "always_on_gpus", .value = f->always_on_gpus},
        {.key = "elastic_gpu_hours", .value = f->elastic_gpu_hours},
        {.key = "gpus_at_peak", .value = f->gpus_at_peak},
        {.key = "staging_gpus", .value = f->staging_gpus},
        {.key = "utilization", .value = f->utilization},
        {.key = "replica_requests_per_second", .value = f->replica_requests_per_second},
        {.key = "overflow_share", .value = f->overflow_share},
    };
    cJSON *fleet = json_object(&w->ok, option, "fleet");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        json_number(&w->ok, fleet, rows[i].key, NUMBER_FIGURE, rows[i].value);
    json_text(&w->ok, fleet, "throughput", throughputs[f->throughput]);
}

static void add_lines(struct writer *w, cJSON *option, const struct llmcost_option_result *result)
{
    const struct llmcost_scenario *scenario = w->report->scenario;
    cJSON *lines = json_array(&w->ok, option, "lines");
    for (int i = 0; i < result->lines; i++) {
        const struct llmcost_line *line = &result->line[i];
        const struct llmcost_component_row *row =
            llmcost_component_row((enum llmcost_component)line->component);
        /* 64 characters of up to four bytes each. */
        char id[sizeof "extra:" + 4 * LLMCOST_MAX_EXTRA_NAME];
        snprintf(id, sizeof id, "%s", row->id);
        if (line->extra >= 0)
            snprintf(id, sizeof id, "extra:%s",
                     llmcost_text(scenario, scenario->extra[line->extra].name));
        cJSON *item = json_object(&w->ok, lines, NULL);
        json_text(&w->ok, item, "id", id);
        json_text(&w->ok, item, "category", row->category);
        json_number(&w->ok, item, "quantity", NUMBER_FIGURE, line->quantity);
        json_text(&w->ok, item, "unit", row->unit);
        json_number(&w->ok, item, "unit_price", NUMBER_PRICE, line->unit_price);
        json_micros(&w->ok, item, "monthly_cost", line->micros, 1);
        json_text(&w->ok, item, "formula", row->formula);
    }
}

static void add_rules(struct writer *w, cJSON *option, const struct llmcost_option_result *result)
{
    static const char *const words[] = {
        [LLMCOST_PASS] = "pass", [LLMCOST_FAIL] = "fail", [LLMCOST_UNKNOWN] = "unknown"};
    cJSON *rules = json_array(&w->ok, option, "rules");
    for (int rule = 0; rule < LLMCOST_RULES_COUNT; rule++) {
        if (result->rule[rule] == LLMCOST_NOT_STATED)
            continue;
        cJSON *item = json_object(&w->ok, rules, NULL);
        json_text(&w->ok, item, "id", llmcost_rule_id((enum llmcost_rule)rule));
        json_text(&w->ok, item, "status", words[result->rule[rule]]);
    }
}

void add_number_if(struct writer *w, cJSON *parent, const char *key, bool known,
                   enum number_style style, double value)
{
    if (known)
        json_number(&w->ok, parent, key, style, value);
    else
        json_null(&w->ok, parent, key);
}

static void add_against(struct writer *w, cJSON *item, int option)
{
    const struct report *report = w->report;
    int baseline = report->result->baseline;
    struct llmcost_against against = {.monthly_saving = 0};
    cJSON *object = json_object(&w->ok, item, "against_baseline");
    if (baseline >= 0 && baseline != option)
        llmcost_against(report->scenario, report->result, option, baseline, &against);
    json_number(&w->ok, object, "monthly_saving", NUMBER_MONEY, against.monthly_saving);
    json_number(&w->ok, object, "horizon_saving", NUMBER_MONEY, against.horizon_saving);
    add_number_if(w, object, "payback_months", against.payback_month > 0, NUMBER_FIGURE,
                  against.payback_month);
    add_number_if(w, object, "simple_payback_months", against.has_simple_payback, NUMBER_FIGURE,
                  against.simple_payback_months);
    add_number_if(w, object, "saving_ceiling", against.has_ceiling, NUMBER_MONEY,
                  against.saving_ceiling);
    add_number_if(w, object, "payback_lost_month", against.payback_lost_month > 0, NUMBER_FIGURE,
                  against.payback_lost_month);
    add_number_if(w, object, "saving_ceiling_month", against.has_ceiling, NUMBER_FIGURE,
                  against.ceiling_month);
}

static void add_option(struct writer *w, cJSON *options, int index)
{
    static const char *const kinds[] = {
        [LLMCOST_API] = "api", [LLMCOST_HOST] = "host", [LLMCOST_HYBRID] = "hybrid"};
    const struct llmcost_scenario *scenario = w->report->scenario;
    const struct llmcost_result *result = w->report->result;
    const struct llmcost_option_result *o = &result->option[index];
    double requests = result->requests_per_month;
    double mtok = (result->input_tokens_per_month + result->output_tokens_per_month) / 1e6;
    double monthly = (double)o->monthly_micros / 1e6;
    cJSON *item = json_object(&w->ok, options, NULL);
    json_text(&w->ok, item, "id", llmcost_option_id(scenario, index));
    json_text(&w->ok, item, "kind", kinds[llmcost_option_kind(scenario, index)]);
    json_bool(&w->ok, item, "feasible", o->feasible);
    json_bool(&w->ok, item, "eligible", o->eligible);
    json_micros(&w->ok, item, "monthly_cost", o->monthly_micros, 1);
    json_micros(&w->ok, item, "annual_cost", o->monthly_micros, 12);
    json_number(&w->ok, item, "horizon_cost", NUMBER_MONEY, o->horizon_cost);
    json_number(&w->ok, item, "one_off", NUMBER_MONEY, o->one_off);
    add_number_if(w, item, "cost_per_request", requests > 0, NUMBER_PRICE,
                  requests > 0 ? monthly / requests : 0);
    add_number_if(w, item, "cost_per_mtok", mtok > 0, NUMBER_PRICE, mtok > 0 ? monthly / mtok : 0);
    add_fleet(w, item, o);
    add_lines(w, item, o);
    add_rules(w, item, o);
    add_against(w, item, index);
    char sentence[MAX_SENTENCE];
    json_text(&w->ok, item, "obstacle",
              words_obstacle(w->report, index, sentence, sizeof sentence));
    add_estimated(w, item, index, index);
    const int32_t day = llmcost_option_kind(scenario, index) == LLMCOST_API
                            ? llmcost_option_api(scenario, index)->priced_on
                        : llmcost_option_kind(scenario, index) == LLMCOST_HOST
                            ? llmcost_option_host(scenario, index)->priced_on
                            : 0;
    if (day != 0)
        add_date(w, item, "priced_on", day);
}

/* ---- Questions ---- */

static void add_edge(struct writer *w, cJSON *band, const char *key, const char *kind_key,
                     double edge, uint8_t kind)
{
    static const char *const kinds[] = {
        [LLMCOST_ROOT] = "root", [LLMCOST_JUMP] = "jump", [LLMCOST_LIMIT] = "limit"};
    add_number_if(w, band, key, kind != LLMCOST_OPEN, NUMBER_PRICE, edge);
    json_text(&w->ok, band, kind_key, kind != LLMCOST_OPEN ? kinds[kind] : NULL);
}

void add_break_even(struct writer *w, cJSON *list, const struct llmcost_break_even *answer,
                    const char *reason)
{
    static const char *const answers[] = {[LLMCOST_FOUND] = "found",
                                          [LLMCOST_NEVER] = "never",
                                          [LLMCOST_ALWAYS] = "always",
                                          [LLMCOST_UNVERIFIED] = "unverified"};
    const struct llmcost_scenario *scenario = w->report->scenario;
    char path[LLMCOST_MAX_PATH];
    cJSON *item = json_object(&w->ok, list, NULL);
    const bool stated = llmcost_read(scenario, answer->variable)->origin != LLMCOST_UNSET;
    json_text(&w->ok, item, "option", llmcost_option_id(scenario, answer->option));
    json_text(&w->ok, item, "against", llmcost_option_id(scenario, answer->against));
    json_text(&w->ok, item, "variable",
              llmcost_path(scenario, answer->variable, path, sizeof path));
    add_number_if(w, item, "current", stated, NUMBER_FIGURE, answer->current);
    json_text(&w->ok, item, "status", answers[answer->status]);
    cJSON *bands = json_array(&w->ok, item, "bands");
    for (int n = 0; n < answer->bands; n++) {
        const struct llmcost_band *band = &answer->band[n];
        cJSON *object = json_object(&w->ok, bands, NULL);
        add_edge(w, object, "from", "from_kind", band->from, band->from_kind);
        add_edge(w, object, "to", "to_kind", band->to, band->to_kind);
    }
    json_text(&w->ok, item, "reason", reason);
    add_estimated(w, item, answer->option, answer->against);
}

static void add_break_evens(struct writer *w, cJSON *root)
{
    cJSON *list = json_array(&w->ok, root, "break_even");
    for (int i = 0; i < w->report->break_even_count; i++) {
        const struct llmcost_break_even *answer = &w->report->break_even[i];
        char sentence[MAX_SENTENCE];
        add_break_even(w, list, answer,
                       words_break_even(w->report, answer, sentence, sizeof sentence));
    }
}

/* ---- Month by month ---- */

/* What each option costs in a month, and by its end: discounted, one-off included. */
static void add_timeline(struct writer *w, cJSON *root)
{
    const struct llmcost_result *result = w->report->result;
    const struct llmcost_scenario *scenario = w->report->scenario;
    const size_t options = (size_t)result->options;
    cJSON *timeline = json_array(&w->ok, root, "timeline");
    double(*cumulative)[LLMCOST_MAX_MONTHS] = malloc(options * sizeof *cumulative);
    if (cumulative == NULL) {
        w->ok = false;
        return;
    }
    for (size_t i = 0; i < options; i++)
        llmcost_cumulative(scenario, &result->option[i], cumulative[i]);
    for (int month = 0; month < result->months; month++) {
        cJSON *row = json_object(&w->ok, timeline, NULL);
        json_number(&w->ok, row, "month", NUMBER_FIGURE, month + 1);
        cJSON *list = json_array(&w->ok, row, "options");
        for (int i = 0; i < result->options; i++) {
            cJSON *option = json_object(&w->ok, list, NULL);
            json_text(&w->ok, option, "id", llmcost_option_id(scenario, i));
            json_number(&w->ok, option, "cost", NUMBER_MONEY, result->option[i].month_cost[month]);
            json_number(&w->ok, option, "cumulative", NUMBER_MONEY, cumulative[i][month]);
        }
    }
    free(cumulative);
}

/* ---- The whole ---- */

static void add_report(struct writer *w, cJSON *root)
{
    add_head(w, root);
    add_workload(w, root);
    add_verdict(w, root);
    cJSON *options = json_array(&w->ok, root, "options");
    for (int option = 0; option < w->report->result->options; option++)
        add_option(w, options, option);
    add_break_evens(w, root);
    add_timeline(w, root);
    add_uncertainty(w, root);
    add_thumbs(w, root);
    add_not_priced(w, root);
    add_assumptions(w, root);
    add_warnings(w, root);
    add_sensitivity(w, root);
    if (w->report->scenario->as_of != 0)
        add_date(w, root, "as_of", w->report->scenario->as_of);
    json_gates(&w->ok, root, w->report->gates, w->report->gate_count);
}

bool print_json(FILE *out, const struct report *reports, int count)
{
    struct writer w = {.ok = true};
    cJSON *root = cJSON_CreateObject();
    cJSON *list = NULL;
    if (count > 1) {
        json_text(&w.ok, root, "kind", "llmcost.reports");
        json_text(&w.ok, root, "format_version", FORMAT_VERSION);
        list = json_array(&w.ok, root, "reports");
    }
    for (int i = 0; i < count && w.ok; i++) {
        w.report = &reports[i];
        bool anew = w.report->saved != NULL && w.report->gates != w.report->saved->gate;
        if (anew && w.report->gate_count > 0) {
            cJSON_DeleteItemFromObjectCaseSensitive(w.report->saved->tree, "gates");
            json_gates(&w.ok, w.report->saved->tree, w.report->gates, w.report->gate_count);
        }
        if (w.report->saved == NULL)
            add_report(&w, count > 1 ? json_object(&w.ok, list, NULL) : root);
        else if (count > 1)
            w.ok = cJSON_AddItemReferenceToArray(list, w.report->saved->tree) != 0;
    }
    if (!w.ok)
        errno = ENOMEM;
    /* A saved report is printed as it was read, what this version does not know included. */
    bool as_read = count == 1 && reports->saved != NULL;
    bool printed = w.ok && json_print(out, as_read ? reports->saved->tree : root);
    cJSON_Delete(root);
    return printed;
}
