/* outcome_rows.c - the third table: what a report says, a row for each figure, and beside the rows
 * of an object the lines that fill it. Knows key, style, sentence and place of every figure;
 * refuses to know how it is printed, read or described, and asks the engine nothing that it has not
 * answered. To add a figure: a member in outcome.h, its row at the end of its object, and a line
 * that fills it.
 */
#include "core/base/count.h"
#include "core/base/units.h"
#include "core/scenario/scenario.h"
#include "core/scenario/ties.h"
#include "io/report/drawing.h"
#include "io/report/gates.h"
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "text/date.h"
#include "text/file.h"
#include "text/grow.h"
#include "text/kept.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT_VERSION "1.0"
#define VERSION        "^1\\.[0-9]+$"
#define ID_TEXT        "The id of an option."
#define DATE           "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
#define CATEGORIES     "tokens compute people model fixed one_off"

/* What a fill is made from, and where it puts what is not there yet. */
struct filling {
    const struct report *report;
    const struct llmcost_scenario *scenario;
    const struct llmcost_result *result;
    struct arena *arena;
};

/* ---- Values ---- */

static const char *id_of(const struct filling *f, int option)
{
    return option >= 0 ? llmcost_option_id(f->scenario, option) : NULL;
}

static const char *text_of(const struct filling *f, uint32_t text)
{
    return text != 0 ? llmcost_text(f->scenario, text) : NULL;
}

static const char *path_of(const struct filling *f, struct llmcost_ref ref)
{
    char path[LLMCOST_MAX_PATH];
    return arena_text(f->arena, llmcost_path(f->scenario, ref, path, sizeof path));
}

static const char *date_of(const struct filling *f, int32_t day)
{
    char date[MAX_DATE];
    if (day == 0)
        return NULL;
    date_text(day, date);
    return arena_text(f->arena, date);
}

static double known_if(bool known, double value)
{
    return known ? value : NAN;
}

static double money_if(bool known, double value)
{
    return known ? kept_money(value) : NAN;
}

static struct row_value number_of(enum row_style style, double value)
{
    return (struct row_value){.kind = VALUE_NUMBER,
                              .style = (uint8_t)style,
                              .number = kept((enum number_style)style, value)};
}

static int8_t truth_of(uint8_t status)
{
    return status == LLMCOST_PASS ? 1 : status == LLMCOST_FAIL ? 0 : -1;
}

static bool is_estimated(const struct filling *f, int option, int other)
{
    return report_is_estimated(f->report, option) || report_is_estimated(f->report, other);
}

/* How a number of that unit is printed: money, price or plain figure. */
enum row_style row_style_of(enum llmcost_unit unit)
{
    return is_sum(unit) ? STYLE_MONEY : is_money(unit) ? STYLE_PRICE : STYLE_FIGURE;
}

enum row_style row_style_of_input(enum llmcost_unit unit)
{
    return unit == LLMCOST_MONEY ? STYLE_PRICE : row_style_of(unit);
}

/* ---- Head ---- */

const struct json_row outcome_tool_rows[] = {{FIGURE(outcome_tool, name), .added = true},
                                             {FIGURE(outcome_tool, version), .added = true},
                                             {.key = NULL}};

const struct json_row outcome_source_rows[] = {
    {FIGURE(outcome_source, name), .or_null = true},
    {FIGURE(outcome_source, file), .or_null = true, .text = "Its name without the directory."},
    {FIGURE(outcome_source, sha256), .or_null = true, .legal = "^[0-9a-f]{64}$",
     .text = "Of the bytes of the file."},
    {FIGURE(outcome_source, notes), .or_null = true, .added = true},
    {.key = NULL}};

const struct json_row outcome_override_rows[] = {{FIGURE(outcome_override, path)},
                                                 {FIGURE(outcome_override, value), .or_null = true},
                                                 {FIGURE(outcome_override, typed), .optional = true,
                                                  .text = "How that was written: 10%, 20k, null."},
                                                 {FIGURE(outcome_override, file), .optional = true,
                                                  .text = "The fragment of --with that states it."},
                                                 {.key = NULL}};

const struct json_row outcome_head_rows[] = {
    {FIGURE(outcome_head, kind), .legal = "llmcost.report"},
    {FIGURE(outcome_head, format_version), .legal = VERSION, .text = "Major and minor version."},
    {OBJECT(outcome_head, tool, outcome_tool_rows), .text = "What wrote this."},
    {OBJECT(outcome_head, scenario, outcome_source_rows), .text = "What it was made from."},
    {LIST(outcome_head, overrides, outcome_override_rows),
     .text = "What --with and --set changed, in order."},
    {.key = NULL}};

/* The value of --set workload.load={file: /home/me/x.csv} without the directory: a report holds no
 * absolute path. */
static const char *without_directory(const struct override *set, struct arena *arena)
{
    const char *first = strchr(set->value, '/'), *last = strrchr(set->value, '/');
    bool is_load = strcmp(set->path, "workload") == 0 ||
                   strncmp(set->path, "workload.load", strlen("workload.load")) == 0;
    bool relative = first != NULL && first > set->value && strchr(" '\"", first[-1]) == NULL;
    char shorter[512];
    if (!is_load || first == NULL || relative)
        return set->value;
    snprintf(shorter, sizeof shorter, "%.*s%s", (int)(first - set->value), set->value, last + 1);
    return arena_text(arena, shorter);
}

static struct row_value override_value(const struct filling *f, const struct override *set)
{
    size_t count;
    struct llmcost_ref ref;
    const char *why;
    double number;
    if (llmcost_parse_number(set->value, strlen(set->value), &number, &why)) {
        bool known = llmcost_find_path(f->scenario, set->path, &ref);
        enum llmcost_unit unit =
            known ? (enum llmcost_unit)llmcost_fields(&count)[ref.field].unit : LLMCOST_NO_UNIT;
        return number_of(row_style_of_input(unit), number);
    }
    if (strcmp(set->value, "true") == 0 || strcmp(set->value, "false") == 0)
        return (struct row_value){.kind = VALUE_TRUTH, .number = set->value[0] == 't'};
    const char *text = without_directory(set, f->arena);
    const bool removes = text == NULL || strcmp(text, "null") == 0 || strcmp(text, "~") == 0;
    return (struct row_value){.kind = removes ? VALUE_NOTHING : VALUE_TEXT, .text = text};
}

/* A number that JSON writes in the same words, whatever its style. */
static bool is_plain(const char *typed)
{
    const char *text = typed + (typed[0] == '-');
    const size_t whole = strspn(text, "0123456789");
    const bool has_point = text[whole] == '.';
    const size_t part = has_point ? strspn(text + whole + 1, "0123456789") : 0;
    const bool starts_well = whole == 1 || (whole > 1 && text[0] != '0');
    const bool ends_well = !has_point || (part > 0 && text[whole + part] != '0');
    return starts_well && ends_well && part <= 6 && whole + part <= 9 &&
           text[whole + has_point + part] == '\0' && strcmp(typed, "-0") != 0;
}

/* The words of whoever asked, which a number does not keep. */
static const char *override_typed(const struct row_value *value, const char *typed)
{
    const bool kept = value->kind == VALUE_NUMBER ? is_plain(typed) : value->kind != VALUE_NOTHING;
    return kept ? NULL : typed;
}

void outcome_fill_head(const struct report *report, const char *kind, struct arena *arena,
                       struct outcome_head *ret_head)
{
    const struct filling f = {.report = report, .scenario = report->scenario, .arena = arena};
    struct outcome_override *list = arena_take(arena, (size_t)report->override_count, sizeof *list);
    *ret_head = (struct outcome_head){
        .kind = kind,
        .format_version = FORMAT_VERSION,
        .tool = {.name = "llmcost", .version = LLMCOST_VERSION},
        .scenario = {.name = text_of(&f, report->scenario->name.text),
                     .file = report->file,
                     .sha256 = arena_text(arena, report->sha256),
                     .notes = text_of(&f, report->scenario->notes.text)},
        .overrides = list,
    };
    for (int i = 0; list != NULL && i < report->override_count; i++) {
        const struct override *set = &report->overrides[i];
        const struct row_value value = override_value(&f, set);
        list[ret_head->overrides_count++] =
            (struct outcome_override){.path = set->path,
                                      .value = value,
                                      .typed = override_typed(&value, set->value),
                                      .file = set->file};
    }
}

static const struct json_row workload_rows[] = {
    {FIGURE(outcome_workload, requests_per_month)},
    {FIGURE(outcome_workload, input_tokens_per_month)},
    {FIGURE(outcome_workload, output_tokens_per_month)},
    {FIGURE(outcome_workload, tokens_per_month)},
    {FIGURE(outcome_workload, mean_requests_per_second)},
    {FIGURE(outcome_workload, peak_requests_per_second)},
    {FIGURE(outcome_workload, load_factor), .text = "Mean over peak demand."},
    {FIGURE(outcome_workload, deferred_peak_requests_per_second), .optional = true,
     .text = "As hosts see it, once what can wait has waited; left out where nothing does."},
    {.key = NULL}};

static void fill_workload(const struct filling *f, struct outcome_workload *ret)
{
    const struct llmcost_result *r = f->result;
    const struct llmcost_load *hosts = host_load(f->scenario);
    *ret = (struct outcome_workload){
        .requests_per_month = kept_figure(r->requests_per_month),
        .input_tokens_per_month = kept_figure(r->input_tokens_per_month),
        .output_tokens_per_month = kept_figure(r->output_tokens_per_month),
        .tokens_per_month = kept_figure(r->input_tokens_per_month + r->output_tokens_per_month),
        .mean_requests_per_second = kept_figure(r->mean_requests_per_second),
        .peak_requests_per_second = kept_figure(r->peak_requests_per_second),
        .load_factor = kept_figure(r->load_factor),
        .deferred_peak_requests_per_second =
            hosts != &f->scenario->load ? kept_figure(r->mean_requests_per_second * hosts->level[0])
                                        : 0,
    };
}

/* ---- Verdict ---- */

static const struct json_row condition_rows[] = {
    {FIGURE(outcome_conditions, volume), .or_null = true},
    {FIGURE(outcome_conditions, quality), .or_null = true},
    {FIGURE(outcome_conditions, data_in_house), .or_null = true},
    {.key = NULL}};

const struct json_row outcome_verdict_rows[] = {
    {FIGURE(outcome_verdict, recommended), .or_null = true,
     .text = "The cheapest option over the horizon that serves the demand and passes the rules; "
             "null when there is none."},
    {FIGURE(outcome_verdict, cheapest), .or_null = true,
     .text = "The same whatever the rules say."},
    {FIGURE(outcome_verdict, baseline), .or_null = true,
     .text = "What savings are counted against."},
    {FIGURE(outcome_verdict, runner_up), .or_null = true, .text = "The best of the others."},
    {FIGURE(outcome_verdict, margin), .style = STYLE_MONEY, .or_null = true,
     .text = "What the runner-up costs more over the horizon."},
    {FIGURE(outcome_verdict, margin_ratio), .or_null = true},
    {FIGURE(outcome_verdict, monthly_margin), .style = STYLE_MONEY, .or_null = true,
     .text = "What the runner-up costs more in the first month."},
    {OBJECT(outcome_verdict, conditions, condition_rows)},
    {TEXTS(outcome_verdict, reasons), .text = "Sentences for people."},
    {FIGURE(outcome_verdict, estimated), .optional = true,
     .text = "True where figures rest on the throughput estimate; left out else."},
    {FIGURE(outcome_verdict, on_average), .or_null = true, .added = true,
     .text = "The option of least expected cost where that is another one than the recommended."},
    {.key = NULL}};

/* Once all figures are there: sentences are of what is kept of them. */
static void fill_reasons(const struct filling *f, struct outcome_verdict *ret)
{
    const int most = f->result->options + MOST_REASONS_BESIDE;
    char sentence[MAX_SENTENCE];
    int cursor = 0;
    ret->reasons = arena_take(f->arena, (size_t)most, sizeof *ret->reasons);
    while (ret->reasons != NULL && ret->reasons_count < most &&
           words_reason(f->report, &cursor, sentence, sizeof sentence) != NULL)
        ret->reasons[ret->reasons_count++] = arena_text(f->arena, sentence);
}

static void fill_verdict(const struct filling *f, struct outcome_verdict *ret)
{
    const struct llmcost_result *r = f->result;
    const bool compared = r->runner_up >= 0;
    *ret = (struct outcome_verdict){
        .recommended = id_of(f, r->recommended),
        .cheapest = id_of(f, r->cheapest),
        .baseline = id_of(f, r->baseline),
        .runner_up = id_of(f, r->runner_up),
        .margin = money_if(compared, r->margin),
        .margin_ratio = known_if(compared, kept_figure(r->margin_ratio)),
        .monthly_margin = money_if(compared, r->monthly_margin),
        .conditions = {.volume = truth_of(r->condition_volume),
                       .quality = truth_of(r->condition_quality),
                       .data_in_house = truth_of(r->condition_data)},
        .estimated = r->recommended >= 0 &&
                     is_estimated(f, r->recommended, compared ? r->runner_up : r->recommended),
        .on_average =
            id_of(f, f->report->uncertainty != NULL ? f->report->uncertainty->on_average : -1),
    };
}

/* ---- Options ---- */

const struct row_word outcome_kinds[] = {{.value = LLMCOST_API, .word = "api"},
                                         {.value = LLMCOST_HOST, .word = "host"},
                                         {.value = LLMCOST_HYBRID, .word = "hybrid"},
                                         {.word = NULL}};
const struct row_word outcome_throughputs[] = {
    {.value = LLMCOST_THROUGHPUT_MEASURED, .word = "measured"},
    {.value = LLMCOST_STATED, .word = "stated"},
    {.value = LLMCOST_ESTIMATED, .word = "estimated"},
    {.word = NULL}};
static const struct row_word statuses[] = {{.value = LLMCOST_PASS, .word = "pass"},
                                           {.value = LLMCOST_FAIL, .word = "fail"},
                                           {.value = LLMCOST_UNKNOWN, .word = "unknown"},
                                           {.word = NULL}};

const struct row_word outcome_limits[] = {{.value = LLMCOST_LIMIT_TTFT, .word = "ttft_ms"},
                                          {.value = LLMCOST_LIMIT_TPOT, .word = "tpot_ms"},
                                          {.value = LLMCOST_LIMIT_MEMORY, .word = "memory"},
                                          {.word = NULL}};

static const struct json_row fleet_rows[] = {
    {FIGURE(llmcost_fleet, replicas)},
    {FIGURE(llmcost_fleet, spare_replicas)},
    {FIGURE(llmcost_fleet, always_on_gpus)},
    {FIGURE(llmcost_fleet, elastic_gpu_hours), .text = "A month."},
    {FIGURE(llmcost_fleet, gpus_at_peak)},
    {FIGURE(llmcost_fleet, staging_gpus)},
    {FIGURE(llmcost_fleet, utilization), .text = "Of what is held, 0 to 1."},
    {FIGURE(llmcost_fleet, replica_requests_per_second)},
    {FIGURE(llmcost_fleet, overflow_share)},
    {FIGURE(llmcost_fleet, throughput), .words = outcome_throughputs},
    {FIGURE(llmcost_fleet, tpot_ms), .or_null = true, .added = true,
     .text = "Time per output token of a replica at that capacity."},
    {FIGURE(llmcost_fleet, limited_by), .words = outcome_limits, .or_null = true, .added = true,
     .text = "What keeps a replica from serving more."},
    {.key = NULL}};

const struct json_row outcome_line_rows[] = {
    {FIGURE(outcome_line, id)},
    {FIGURE(outcome_line, category), .legal = CATEGORIES},
    {FIGURE(outcome_line, quantity)},
    {FIGURE(outcome_line, unit)},
    {FIGURE(outcome_line, unit_price), .style = STYLE_PRICE},
    {FIGURE(outcome_line, monthly_cost), .style = STYLE_MICROS},
    {FIGURE(outcome_line, formula)},
    {.key = NULL}};

void outcome_fill_line(const struct llmcost_scenario *scenario, const struct llmcost_line *line,
                       const char *unit, struct arena *arena, struct outcome_line *ret_line)
{
    const struct llmcost_component_row *row =
        llmcost_component_row((enum llmcost_component)line->component);
    /* 64 characters of up to four bytes each. */
    char id[sizeof "metered:" + 4 * LLMCOST_MAX_NAME];
    *ret_line = (struct outcome_line){.id = row->id,
                                      .category = row->category,
                                      .unit = outcome_in_unit(arena, row->unit, unit),
                                      .formula = outcome_in_unit(arena, row->formula, unit),
                                      .label = outcome_in_unit(arena, row->label, unit),
                                      .order = line->component,
                                      .quantity = kept_figure(line->quantity),
                                      .unit_price = kept_price(line->unit_price),
                                      .monthly_cost = line->micros};
    if (line->extra < 0)
        return;
    ret_line->label = llmcost_text(scenario, scenario->entry[line->extra].name.text);
    snprintf(id, sizeof id, "%s:%s", row->id, ret_line->label);
    ret_line->id = arena_text(arena, id);
}

static void fill_lines(const struct filling *f, const struct llmcost_option_result *from,
                       struct outcome_option *ret)
{
    ret->lines = arena_take(f->arena, (size_t)from->lines, sizeof *ret->lines);
    for (int i = 0; ret->lines != NULL && i < from->lines; i++)
        outcome_fill_line(f->scenario, &from->line[i], ret->unit, f->arena,
                          &ret->lines[ret->lines_count++]);
}

static const struct json_row rule_rows[] = {
    {FIGURE(outcome_rule, id)}, {FIGURE(outcome_rule, status), .words = statuses}, {.key = NULL}};

static void fill_rules(const struct filling *f, const struct llmcost_option_result *from,
                       struct outcome_option *ret)
{
    ret->rules = arena_take(f->arena, LLMCOST_RULES_COUNT, sizeof *ret->rules);
    for (int rule = 0; ret->rules != NULL && rule < LLMCOST_RULES_COUNT; rule++)
        if (from->rule[rule] != LLMCOST_NOT_STATED)
            ret->rules[ret->rules_count++] = (struct outcome_rule){
                .id = llmcost_rule_id((enum llmcost_rule)rule), .status = from->rule[rule]};
}

static const struct json_row against_rows[] = {
    {FIGURE(outcome_against, monthly_saving), .style = STYLE_MONEY, .or_null = true,
     .text = "Null where one of the two cannot serve the demand."},
    {FIGURE(outcome_against, horizon_saving), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_against, payback_months), .or_null = true},
    {FIGURE(outcome_against, simple_payback_months), .or_null = true},
    {FIGURE(outcome_against, saving_ceiling), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_against, payback_lost_month), .or_null = true, .added = true},
    {FIGURE(outcome_against, saving_ceiling_month), .or_null = true, .added = true},
    {.key = NULL}};

static void fill_against(const struct filling *f, int option, struct outcome_against *ret)
{
    struct llmcost_against against;
    llmcost_against(f->scenario, f->result, option, f->result->baseline, &against);
    *ret = (struct outcome_against){
        .monthly_saving = money_if(against.known, against.monthly_saving),
        .horizon_saving = money_if(against.known, against.horizon_saving),
        .payback_months = known_if(against.payback_month > 0, against.payback_month),
        .simple_payback_months =
            known_if(against.has_simple_payback, kept_figure(against.simple_payback_months)),
        .saving_ceiling = money_if(against.has_ceiling, against.saving_ceiling),
        .payback_lost_month = known_if(against.payback_lost_month > 0, against.payback_lost_month),
        .saving_ceiling_month = known_if(against.has_ceiling, against.ceiling_month),
    };
}

static const struct json_row credits_rows[] = {
    {FIGURE(outcome_credits, paid), .style = STYLE_MONEY,
     .text = "The sum of the timeline's, not discounted."},
    {FIGURE(outcome_credits, left), .style = STYLE_MONEY, .text = "When the horizon ends."},
    {FIGURE(outcome_credits, last_month), .text = "In which they pay anything; 0: none."},
    {.key = NULL}};

static const struct json_row option_rows[] = {
    {FIGURE(outcome_option, id)},
    {FIGURE(outcome_option, kind), .words = outcome_kinds},
    {FIGURE(outcome_option, feasible), .text = "It serves the demand."},
    {FIGURE(outcome_option, eligible), .text = "It passes the rules."},
    {FIGURE(outcome_option, monthly_cost), .style = STYLE_MICROS,
     .text = "The bill of the first month, one-off share included: the sum of the lines."},
    {.key = "annual_cost",
     .type = ROW_LONG,
     .offset = offsetof(struct outcome_option, monthly_cost),
     .style = STYLE_YEAR,
     .text = "Twelve times that."},
    {FIGURE(outcome_option, horizon_cost), .style = STYLE_MONEY,
     .text = "All months of the horizon, discounted, one-off included."},
    {FIGURE(outcome_option, one_off), .style = STYLE_MONEY, .text = "Paid at the start."},
    {FIGURE(outcome_option, cost_per_request), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(outcome_option, cost_per_mtok), .style = STYLE_PRICE, .or_null = true,
     .text = "Of 1,000,000 tokens, input and output together; null where they are not served."},
    {LINK(outcome_option, fleet, fleet_rows), .or_null = true,
     .text = "What a host runs on; null for an api."},
    {LIST(outcome_option, lines, outcome_line_rows),
     .text = "The lines of the bill; those of zero amount are left out."},
    {LIST(outcome_option, rules, rule_rows), .text = "Those that the scenario states."},
    {OBJECT(outcome_option, against_baseline, against_rows), .text = "Positive is a saving."},
    {FIGURE(outcome_option, obstacle), .or_null = true, .added = true,
     .text = "Why it cannot be recommended, for people."},
    {FIGURE(outcome_option, owed_after_horizon), .style = STYLE_MONEY, .or_null = true,
     .added = true,
     .text = "What contracts bind to when the horizon ends, not discounted; its cost has it."},
    {FIGURE(outcome_option, estimated), .optional = true},
    {FIGURE(outcome_option, priced_on), .legal = DATE, .optional = true,
     .text = "The day of its catalog prices."},
    {FIGURE(outcome_option, unit), .optional = true,
     .text = "What stands for a GPU in its fleet, where it is none."},
    {LINK(outcome_option, credits, credits_rows), .optional = true,
     .text = "What its credits pay over the horizon, which its cost has and its monthly bill has "
             "not; left out where it has none."},
    {FIGURE(outcome_option, stranded), .style = STYLE_MONEY, .optional = true,
     .text = "What the books still say of bought GPUs when the horizon ends, beyond what they "
             "fetch; its cost has it, and where it is 0 it is left out."},
    {.key = NULL}};

static struct llmcost_fleet fleet_of(const struct llmcost_fleet *from)
{
    struct llmcost_fleet fleet = *from;
    double *const figures[] = {&fleet.replicas,       &fleet.spare_replicas,
                               &fleet.always_on_gpus, &fleet.elastic_gpu_hours,
                               &fleet.gpus_at_peak,   &fleet.staging_gpus,
                               &fleet.utilization,    &fleet.replica_requests_per_second,
                               &fleet.overflow_share, &fleet.tpot_ms};
    for (size_t i = 0; i < COUNT(figures); i++)
        *figures[i] = kept_figure(*figures[i]);
    return fleet;
}

static int32_t day_of_prices(const struct llmcost_scenario *s, int option)
{
    const int host = option - s->apis;
    if (host < 0)
        return s->api[option].priced_on;
    return host < s->hosts ? s->host[host].priced_on : 0;
}

static void fill_option(const struct filling *f, int index, struct outcome_option *ret)
{
    const struct llmcost_option_result *from = &f->result->option[index];
    const double requests = f->result->requests_per_month;
    const double mtok =
        (f->result->input_tokens_per_month + f->result->output_tokens_per_month) / 1e6;
    const double monthly = (double)from->monthly_micros / 1e6;
    char sentence[MAX_SENTENCE];
    *ret = (struct outcome_option){
        .id = llmcost_option_id(f->scenario, index),
        .kind = (uint8_t)llmcost_option_kind(f->scenario, index),
        .feasible = from->feasible,
        .eligible = from->eligible,
        .estimated = report_is_estimated(f->report, index),
        .monthly_cost = from->monthly_micros,
        .horizon_cost = kept_money(from->horizon_cost),
        .one_off = kept_money(from->one_off),
        .owed_after_horizon = kept_money(from->owed),
        .stranded = kept_money(from->stranded),
        .cost_per_request = from->feasible && requests > 0 ? kept_price(monthly / requests) : NAN,
        .cost_per_mtok = from->feasible && mtok > 0 ? kept_price(monthly / mtok) : NAN,
        .obstacle =
            arena_text(f->arena, words_obstacle(f->report, index, sentence, sizeof sentence)),
        .priced_on = date_of(f, day_of_prices(f->scenario, index)),
        .unit = arena_text(f->arena, llmcost_unit(f->scenario, index)),
    };
    if (from->has_fleet) {
        ret->fleet = arena_take(f->arena, 1, sizeof *ret->fleet);
        if (ret->fleet != NULL)
            *ret->fleet = fleet_of(&from->fleet);
    }
    if (from->credits_paid > 0 || from->credits_left > 0) {
        ret->credits = arena_take(f->arena, 1, sizeof *ret->credits);
        if (ret->credits != NULL)
            *ret->credits = (struct outcome_credits){.paid = kept_money(from->credits_paid),
                                                     .left = kept_money(from->credits_left),
                                                     .last_month = from->credits_month};
    }
    fill_lines(f, from, ret);
    fill_rules(f, from, ret);
    fill_against(f, index, &ret->against_baseline);
}

static void fill_options(const struct filling *f, struct outcome *ret)
{
    ret->options = arena_take(f->arena, (size_t)f->result->options, sizeof *ret->options);
    for (int i = 0; ret->options != NULL && i < f->result->options; i++)
        fill_option(f, i, &ret->options[ret->options_count++]);
}

/* ---- Break-even ---- */

static const struct row_word edges[] = {{.value = LLMCOST_ROOT, .word = "root"},
                                        {.value = LLMCOST_JUMP, .word = "jump"},
                                        {.value = LLMCOST_LIMIT, .word = "limit"},
                                        {.word = NULL}};
const struct row_word outcome_answers[] = {{.value = LLMCOST_FOUND, .word = "found"},
                                           {.value = LLMCOST_NEVER, .word = "never"},
                                           {.value = LLMCOST_ALWAYS, .word = "always"},
                                           {.value = LLMCOST_UNVERIFIED, .word = "unverified"},
                                           {.word = NULL}};

static const struct json_row band_rows[] = {
    {FIGURE(llmcost_band, from), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(llmcost_band, from_kind), .words = edges, .or_null = true},
    {FIGURE(llmcost_band, to), .style = STYLE_PRICE, .or_null = true},
    {FIGURE(llmcost_band, to_kind), .words = edges, .or_null = true},
    {.key = NULL}};

const struct json_row outcome_break_even_rows[] = {
    {FIGURE(outcome_break_even, option), .text = ID_TEXT},
    {FIGURE(outcome_break_even, against), .text = ID_TEXT},
    {FIGURE(outcome_break_even, variable), .text = "The path of the input."},
    {FIGURE(outcome_break_even, current), .or_null = true},
    {FIGURE(outcome_break_even, status), .words = outcome_answers},
    {LIST(outcome_break_even, bands, band_rows),
     .text = "Where the option is the cheaper one; null is an open end."},
    {FIGURE(outcome_break_even, reason), .or_null = true},
    {FIGURE(outcome_break_even, estimated), .optional = true},
    {.key = NULL}};

const struct row_word outcome_told_of[] = {{.value = BASIS_MONTHLY, .word = "monthly"},
                                           {.value = BASIS_HORIZON, .word = "horizon"},
                                           {.word = NULL}};

/* Of a report: the same, and what the sentences tell. */
const struct json_row outcome_told_rows[] = {
    {.key = "", .type = ROW_PART, .offset = 0, .rows = outcome_break_even_rows},
    {FIGURE(outcome_break_even, basis), .words = outcome_told_of, .or_null = true, .added = true,
     .text = "What sentences tell: the horizon wherever it is not the first month repeated."},
    {LIST(outcome_break_even, horizon_bands, band_rows), .added = true,
     .text = "Where the option is the cheaper one over the horizon, by the demand of its first "
             "month."},
    {FIGURE(outcome_break_even, horizon_status), .words = outcome_answers, .or_null = true,
     .added = true},
    {FIGURE(outcome_break_even, horizon_reason), .or_null = true, .added = true},
    {.key = NULL}};

static struct llmcost_band *fill_bands(const struct llmcost_break_even *answer, struct arena *arena,
                                       int32_t *ret_count)
{
    struct llmcost_band *bands = arena_take(arena, (size_t)answer->bands, sizeof *bands);
    *ret_count = bands != NULL ? answer->bands : 0;
    for (int i = 0; i < *ret_count; i++) {
        const struct llmcost_band *from = &answer->band[i];
        bands[i] = (struct llmcost_band){
            .from = from->from_kind != LLMCOST_OPEN ? kept_price(from->from) : NAN,
            .to = from->to_kind != LLMCOST_OPEN ? kept_price(from->to) : NAN,
            .from_kind = from->from_kind,
            .to_kind = from->to_kind};
    }
    return bands;
}

void outcome_fill_break_even(const struct report *report, const struct llmcost_break_even *answer,
                             const char *reason, struct arena *arena,
                             struct outcome_break_even *ret_answer)
{
    const struct filling f = {.report = report, .scenario = report->scenario, .arena = arena};
    const bool stated = llmcost_read(f.scenario, answer->variable)->origin != LLMCOST_UNSET;
    *ret_answer = (struct outcome_break_even){
        .option = id_of(&f, answer->option),
        .against = id_of(&f, answer->against),
        .variable = path_of(&f, answer->variable),
        .current = known_if(stated, kept_figure(answer->current)),
        .status = answer->status,
        .reason = arena_text(arena, reason),
        .estimated = is_estimated(&f, answer->option, answer->against),
    };
    ret_answer->bands = fill_bands(answer, arena, &ret_answer->bands_count);
}

static void fill_break_evens(const struct filling *f, struct outcome *ret)
{
    const int count = f->report->break_even_count;
    char why[MAX_SENTENCE];
    ret->break_even = arena_take(f->arena, (size_t)count, sizeof *ret->break_even);
    for (int i = 0; ret->break_even != NULL && i < count; i++) {
        const struct llmcost_break_even *answer = &f->report->break_even[i];
        const struct llmcost_break_even *told = &f->report->told[i];
        struct outcome_break_even *to = &ret->break_even[ret->break_even_count++];
        outcome_fill_break_even(f->report, answer,
                                words_break_even(f->report, answer, why, sizeof why), f->arena, to);
        to->basis = told->on_horizon ? BASIS_HORIZON : BASIS_MONTHLY;
        to->horizon_status = told->status;
        to->horizon_bands = fill_bands(told, f->arena, &to->horizon_bands_count);
        to->horizon_reason =
            arena_text(f->arena, words_break_even(f->report, told, why, sizeof why));
    }
}

/* ---- Months ---- */

static const struct json_row cost_rows[] = {
    {FIGURE(outcome_cost, id)},
    {FIGURE(outcome_cost, cost), .style = STYLE_MONEY, .text = "Of the month, without one-off."},
    {FIGURE(outcome_cost, cumulative), .style = STYLE_MONEY,
     .text = "By the end of the month, discounted, one-off included; by the last one with what is "
             "owed then."},
    {FIGURE(outcome_cost, cash), .style = STYLE_MONEY, .or_null = true, .added = true,
     .text = "Paid in the month, without one-off: purchases, and no capital line."},
    {FIGURE(outcome_cost, credits), .style = STYLE_MONEY, .optional = true,
     .text = "What credits pay of the month, which its cost is less by; left out where it is 0."},
    {.key = NULL}};

static const struct json_row month_rows[] = {
    {FIGURE(outcome_month, month)}, {LIST(outcome_month, options, cost_rows)}, {.key = NULL}};

static void fill_timeline(const struct filling *f, struct outcome *ret)
{
    const int months = f->result->months, options = f->result->options;
    struct outcome_cost *costs =
        arena_take(f->arena, (size_t)months * (size_t)options, sizeof *costs);
    ret->timeline = arena_take(f->arena, (size_t)months, sizeof *ret->timeline);
    if (costs == NULL || ret->timeline == NULL)
        return;
    ret->timeline_count = months;
    for (int m = 0; m < months; m++)
        ret->timeline[m] = (struct outcome_month){
            .month = m + 1, .options_count = options, .options = costs + (ptrdiff_t)m * options};
    for (int o = 0; o < options; o++) {
        const struct llmcost_option_result *from = &f->result->option[o];
        double cumulative[LLMCOST_MAX_MONTHS];
        llmcost_cumulative(f->scenario, from, cumulative);
        for (int m = 0; m < months; m++)
            ret->timeline[m].options[o] =
                (struct outcome_cost){.id = llmcost_option_id(f->scenario, o),
                                      .cost = kept_money(from->month[m].cost),
                                      .cumulative = kept_money(cumulative[m]),
                                      .cash = kept_money(from->month[m].cash),
                                      .credits = kept_money(from->month[m].credits)};
    }
}

/* ---- What is not known, and what moves the decision ---- */

static const struct json_row chance_rows[] = {
    {FIGURE(outcome_chances, id)},
    {FIGURE(outcome_chances, mean), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_chances, p10), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_chances, p50), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_chances, p90), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_chances, probability_cheapest), .or_null = true},
    {FIGURE(outcome_chances, regret), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_chances, infeasible_samples), .added = true,
     .text = "Draws in which it does not serve the demand."},
    {FIGURE(outcome_chances, standard_error), .style = STYLE_MONEY, .or_null = true, .added = true,
     .text = "Of the mean."},
    {.key = NULL}};

static const struct json_row swing_rows[] = {
    {FIGURE(outcome_swing, low)},
    {FIGURE(outcome_swing, high)},
    {FIGURE(outcome_swing, margin_at_low), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_swing, margin_at_high), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_swing, flips)},
    {FIGURE(outcome_swing, switch_value), .or_null = true},
    {TEXTS(outcome_swing, fails_at), .optional = true,
     .text = "low, high: where the recommended option does not serve the demand."},
    {.key = NULL}};

static const struct json_row mover_rows[] = {
    {FIGURE(outcome_mover, path)},
    {PART(outcome_mover, swing, swing_rows)},
    {TEXTS(outcome_mover, also), .optional = true,
     .text = "Inputs that act only through this one: they move the margin alike."},
    {.key = NULL}};

static const struct json_row unknown_rows[] = {
    {FIGURE(outcome_mover, path)},
    {FIGURE(outcome_mover, evppi), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(outcome_mover, evppi_noise), .style = STYLE_MONEY, .or_null = true},
    {PART(outcome_mover, swing, swing_rows)},
    {TEXTS(outcome_mover, also), .optional = true,
     .text = "Ranges that are the same unknown: they take the same draw."},
    {.key = NULL}};

static const struct json_row uncertainty_rows[] = {
    {FIGURE(outcome_uncertainty, samples)},
    {FIGURE(outcome_uncertainty, seed)},
    {LIST(outcome_uncertainty, options, chance_rows)},
    {FIGURE(outcome_uncertainty, evpi), .style = STYLE_MONEY, .or_null = true},
    {LIST(outcome_uncertainty, inputs, unknown_rows), .text = "By falling evppi."},
    {FIGURE(outcome_uncertainty, reason), .or_null = true, .added = true,
     .text = "Why evpi is null."},
    {.key = NULL}};

/* A margin beyond every bill stands for an option that does not serve the demand there. */
static double margin_of(const struct filling *f, double margin)
{
    return money_if(f->result->runner_up >= 0 && fabs(margin) <= 1e3 * LLMCOST_MAX_BILL, margin);
}

static struct outcome_mover mover_of(const struct filling *f, const struct llmcost_swing *swing)
{
    const double margin[] = {swing->margin_at_low, swing->margin_at_high};
    struct outcome_mover mover = {
        .path = path_of(f, swing->ref),
        .ref = swing->ref,
        .swing = {.low = kept_figure(swing->low),
                  .high = kept_figure(swing->high),
                  .margin_at_low = margin_of(f, swing->margin_at_low),
                  .margin_at_high = margin_of(f, swing->margin_at_high),
                  .switch_value = known_if(swing->has_switch, kept_figure(swing->switch_value)),
                  .flips = swing->flips}};
    mover.swing.fails_at = arena_take(f->arena, 2, sizeof *mover.swing.fails_at);
    for (int end = 0; mover.swing.fails_at != NULL && end < 2; end++)
        if (f->result->runner_up >= 0 && margin[end] < -1e3 * LLMCOST_MAX_BILL)
            mover.swing.fails_at[mover.swing.fails_at_count++] = end == 0 ? "low" : "high";
    return mover;
}

/* The ranges that follow an input. */
static void fill_tied(const struct filling *f, struct outcome_mover *input)
{
    struct follower tied[LLMCOST_MAX_RANGED];
    const int count = followers_of(f->scenario, input->ref, tied);
    input->also = arena_take(f->arena, (size_t)count, sizeof *input->also);
    for (int i = 0; input->also != NULL && i < count; i++)
        input->also[input->also_count++] = path_of(f, tied[i].ref);
}

const char outcome_no_evpi[] = "no option that may be chosen serves the demand in every draw";

static void fill_uncertainty(const struct filling *f, struct outcome *ret)
{
    const struct llmcost_uncertainty *from = f->report->uncertainty;
    struct outcome_uncertainty *u = from != NULL ? arena_take(f->arena, 1, sizeof *u) : NULL;
    ret->uncertainty = u;
    if (u == NULL)
        return;
    u->samples = from->samples;
    u->seed = (int64_t)f->scenario->seed.value;
    u->evpi = money_if(from->has_evpi, from->evpi);
    if (!from->has_evpi)
        u->reason = outcome_no_evpi;
    u->options = arena_take(f->arena, (size_t)f->result->options, sizeof *u->options);
    u->inputs = arena_take(f->arena, (size_t)from->inputs, sizeof *u->inputs);
    for (int i = 0; u->options != NULL && i < f->result->options; i++) {
        const struct llmcost_option_uncertainty *o = &from->option[i];
        const bool serves = f->result->option[i].feasible;
        u->options[u->options_count++] =
            (struct outcome_chances){.id = llmcost_option_id(f->scenario, i),
                                     .mean = kept_money(o->mean),
                                     .p10 = kept_money(o->p10),
                                     .p50 = kept_money(o->p50),
                                     .p90 = kept_money(o->p90),
                                     .probability_cheapest = kept_figure(o->probability_cheapest),
                                     .regret = money_if(o->has_regret && serves, o->regret),
                                     .infeasible_samples = o->infeasible,
                                     .standard_error = kept_money(o->standard_error)};
    }
    for (int i = 0; u->inputs != NULL && i < from->inputs; i++) {
        struct outcome_mover *input = &u->inputs[u->inputs_count++];
        *input = mover_of(f, &from->input[i].swing);
        fill_tied(f, input);
        input->evppi = money_if(from->has_evpi, from->input[i].evppi);
        input->evppi_noise = money_if(from->has_evpi, from->input[i].evppi_noise);
    }
}

static void fill_sensitivity(const struct filling *f, struct outcome *ret)
{
    const int count = f->report->swing_count;
    ret->sensitivity = arena_take(f->arena, (size_t)count, sizeof *ret->sensitivity);
    for (int i = 0; ret->sensitivity != NULL && i < count; i++) {
        const struct llmcost_swing *swing = &f->report->swings[i];
        struct outcome_mover *to = &ret->sensitivity[ret->sensitivity_count++];
        *to = mover_of(f, swing);
        to->also = arena_take(f->arena, (size_t)swing->merged, sizeof *to->also);
        for (int n = 0; to->also != NULL && n < swing->merged; n++)
            to->also[to->also_count++] = path_of(f, swing->also[n]);
    }
}

/* ---- Rules of thumb, what is not priced ---- */

static const struct row_word advices[] = {{.value = LLMCOST_ADVICE_RENT, .word = "rent"},
                                          {.value = LLMCOST_ADVICE_MIX, .word = "mix"},
                                          {.value = LLMCOST_ADVICE_SELF_HOST, .word = "self-host"},
                                          {.value = LLMCOST_ADVICE_LOOK, .word = "look"},
                                          {.word = NULL}};

static const struct json_row thumb_rows[] = {
    {FIGURE(outcome_thumb, id)},
    {FIGURE(outcome_thumb, source)},
    {FIGURE(outcome_thumb, says), .words = advices, .or_null = true},
    {FIGURE(outcome_thumb, agrees), .or_null = true},
    {FIGURE(outcome_thumb, message), .or_null = true, .added = true},
    {.key = NULL}};

static void fill_thumbs(const struct filling *f, struct outcome *ret)
{
    ret->rules_of_thumb = arena_take(f->arena, LLMCOST_THUMBS, sizeof *ret->rules_of_thumb);
    for (int i = 0; ret->rules_of_thumb != NULL && i < LLMCOST_THUMBS; i++) {
        const struct llmcost_thumb_row *row = llmcost_thumb_row((enum llmcost_thumb)i);
        if (f->result->thumb[i].agrees == LLMCOST_NOT_STATED)
            continue;
        char sentence[MAX_SENTENCE];
        words_thumb(f->report, (enum llmcost_thumb)i, sentence, sizeof sentence);
        ret->rules_of_thumb[ret->rules_of_thumb_count++] =
            (struct outcome_thumb){.id = row->id,
                                   .source = row->source,
                                   .says = f->result->thumb[i].says,
                                   .agrees = truth_of(f->result->thumb[i].agrees),
                                   .message = arena_text(f->arena, sentence)};
    }
}

static const struct json_row omission_rows[] = {
    {FIGURE(outcome_omission, option), .text = ID_TEXT},
    {FIGURE(outcome_omission, item), .text = "The id of a line."},
    {.key = NULL}};

static void fill_omissions(const struct filling *f, struct outcome *ret)
{
    const int count = f->result->not_priced;
    ret->not_priced = arena_take(f->arena, (size_t)count, sizeof *ret->not_priced);
    for (int i = 0; ret->not_priced != NULL && i < count; i++) {
        const struct llmcost_not_priced *from = &f->result->omission[i];
        ret->not_priced[ret->not_priced_count++] = (struct outcome_omission){
            .option = id_of(f, from->option),
            .item = llmcost_component_row((enum llmcost_component)from->component)->id};
    }
}

/* ---- Assumptions ---- */

static const struct row_word origins[] = {{.value = LLMCOST_FILE, .word = "file"},
                                          {.value = LLMCOST_DEFAULT, .word = "default"},
                                          {.value = LLMCOST_CATALOG, .word = "catalog"},
                                          {.value = LLMCOST_SET, .word = "set"},
                                          {.word = NULL}};
static const struct row_word bases[] = {{.value = LLMCOST_MEASURED, .word = "measured"},
                                        {.value = LLMCOST_QUOTED, .word = "quoted"},
                                        {.value = LLMCOST_ASSUMED, .word = "assumed"},
                                        {.word = NULL}};

const struct json_row outcome_assumption_rows[] = {
    {FIGURE(outcome_assumption, path)},
    {FIGURE(outcome_assumption, value)},
    {FIGURE(outcome_assumption, unit), .or_null = true},
    {FIGURE(outcome_assumption, origin), .words = origins},
    {FIGURE(outcome_assumption, line), .or_null = true},
    {FIGURE(outcome_assumption, basis), .words = bases, .or_null = true},
    {FIGURE(outcome_assumption, source), .or_null = true},
    {FIGURE(outcome_assumption, shape), .optional = true, .text = "The name of a load shape."},
    {FIGURE(outcome_assumption, file), .optional = true,
     .text = "The fragment of --with that the line is of."},
    {.key = NULL}};

/* ---- What changes at a month ---- */

static const struct row_word hows[] = {
    {.value = 0, .word = "set"}, {.value = 1, .word = "scale"}, {.word = NULL}};
const struct json_row outcome_change_rows[] = {
    {FIGURE(outcome_change, month), .text = "The first month with it."},
    {FIGURE(outcome_change, path)},
    {FIGURE(outcome_change, how), .words = hows},
    {FIGURE(outcome_change, value)},
    {FIGURE(outcome_change, unit), .or_null = true},
    {FIGURE(outcome_change, origin), .words = origins},
    {FIGURE(outcome_change, line), .or_null = true},
    {FIGURE(outcome_change, message)},
    {.key = NULL}};

const char *outcome_change_text(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                                const struct outcome_change *change, struct arena *arena)
{
    char input[LLMCOST_MAX_PATH], value[96], text[LLMCOST_MAX_PATH + 192];
    words_input(scenario, ref, input, sizeof input);
    if (change->how > 0)
        snprintf(text, sizeof text, "%s is %.6g times what it was, from month %d on", input,
                 change->value, (int)change->month);
    else
        snprintf(text, sizeof text, "%s is %s from month %d on", input,
                 words_value(scenario, ref, change->value, value, sizeof value),
                 (int)change->month);
    return arena_text(arena, text);
}

static void fill_changes(const struct filling *f, struct outcome *ret)
{
    const struct llmcost_steps *steps = &f->scenario->changes;
    ret->changes = arena_take(f->arena, (size_t)steps->count, sizeof *ret->changes);
    for (int i = 0; ret->changes != NULL && i < steps->count; i++) {
        const struct llmcost_step *step = &steps->step[i];
        size_t count;
        char unit[64];
        llmcost_unit_text((enum llmcost_unit)llmcost_fields(&count)[step->ref.field].unit,
                          words_currency(f->scenario), unit, sizeof unit);
        struct outcome_change *to = &ret->changes[ret->changes_count++];
        *to = (struct outcome_change){
            .month = step->month,
            .path = path_of(f, step->ref),
            .how = step->scales,
            .value = kept_figure(step->value.value),
            .unit = step->scales || unit[0] == '\0' ? NULL : arena_text(f->arena, unit),
            .origin = step->value.origin,
            .line = step->value.origin == LLMCOST_FILE ? (int32_t)step->value.place.line : 0};
        to->message = outcome_change_text(f->scenario, step->ref, to, f->arena);
    }
}

/* The base name of the fragment that a value stands in. */
static const char *fragment_of(const struct report *report, struct llmcost_place place,
                               struct arena *arena)
{
    const char *path = report_fragment(report, place);
    return path != NULL ? file_told_name(arena, path) : NULL;
}

void outcome_fill_assumption(const struct report *report, struct llmcost_ref ref,
                             struct arena *arena, struct outcome_assumption *ret_assumption)
{
    const struct filling f = {.report = report, .scenario = report->scenario, .arena = arena};
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
    const struct llmcost_input *input = llmcost_read(f.scenario, ref);
    const struct llmcost_load *load = &f.scenario->load;
    char text[2 * LLMCOST_MAX_ID];
    char unit[LLMCOST_MAX_ID + 32];
    llmcost_unit_text((enum llmcost_unit)field->unit, words_currency(f.scenario), unit,
                      sizeof unit);
    words_in_unit(unit, words_unit_of(f.scenario, ref), text, sizeof text);
    if (field->kind == LLMCOST_LOAD)
        snprintf(text, sizeof text, "load factor");
    *ret_assumption = (struct outcome_assumption){
        .path = path_of(&f, ref),
        .value = number_of(row_style_of_input((enum llmcost_unit)field->unit), input->value),
        .unit = text[0] != '\0' ? arena_text(arena, text) : NULL,
        .origin = input->origin,
        .line = input->origin == LLMCOST_FILE ? (int32_t)input->place.line : 0,
        .basis = input->basis,
        .source = text_of(&f, input->source),
        .file = fragment_of(report, input->place, arena),
    };
    if (field->kind == LLMCOST_BOOLEAN)
        ret_assumption->value = (struct row_value){.kind = VALUE_TRUTH, .number = input->value > 0};
    if (field->kind == LLMCOST_LOAD && load->kind == LLMCOST_LOAD_SHAPE)
        ret_assumption->shape = text_of(&f, load->name.text);
}

/* Numbers, then the catalog entries that options name: what was taken from them, and what the
 * throughput estimate knows of a model and a gpu. */
static void fill_assumptions(const struct filling *f, struct outcome *ret)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    struct llmcost_ref *refs = NULL;
    const struct llmcost_name *name;
    size_t count = 0, entries = 0, room = 0;
    int cursor = 0;
    if (!f->report->asks.assumptions)
        return;
    while (next_known_input(f->scenario, LLMCOST_DEFAULT, &ref)) {
        if (!report_is_assumption(f->scenario, ref))
            continue;
        if (grow(&refs, sizeof *refs, count + 1, &room))
            refs[count++] = ref;
        else
            f->arena->failed = true;
    }
    while (report_next_entry(f->scenario, &cursor, &ref) != NULL)
        entries++;
    ret->assumptions = arena_take(f->arena, count + entries, sizeof *ret->assumptions);
    for (size_t i = 0; ret->assumptions != NULL && i < count; i++)
        outcome_fill_assumption(f->report, refs[i], f->arena,
                                &ret->assumptions[ret->assumptions_count++]);
    free(refs);
    if (ret->assumptions == NULL)
        return;
    for (cursor = 0; (name = report_next_entry(f->scenario, &cursor, &ref)) != NULL;)
        ret->assumptions[ret->assumptions_count++] = (struct outcome_assumption){
            .path = path_of(f, ref),
            .value = {.kind = VALUE_TEXT, .text = llmcost_text(f->scenario, name->text)},
            .origin = name->origin == LLMCOST_SET ? LLMCOST_SET : LLMCOST_FILE,
            .line = name->origin == LLMCOST_FILE ? (int32_t)name->place.line : 0,
            .basis = LLMCOST_QUOTED,
            .source = llmcost_text(f->scenario, name->source),
            .file = fragment_of(f->report, name->place, f->arena)};
}

/* ---- Warnings ---- */

const struct json_row outcome_warning_rows[] = {
    {FIGURE(outcome_warning, id), .legal = "^W[0-9]+$"},
    {FIGURE(outcome_warning, path), .or_null = true},
    {FIGURE(outcome_warning, line), .or_null = true},
    {FIGURE(outcome_warning, message)},
    {FIGURE(outcome_warning, file), .optional = true,
     .text = "The fragment of --with that the line is of."},
    {.key = NULL}};

static void fill_warnings(const struct filling *f, struct outcome *ret)
{
    const int count = f->result->warnings;
    ret->warnings = arena_take(f->arena, (size_t)count, sizeof *ret->warnings);
    for (int i = 0; ret->warnings != NULL && i < count; i++) {
        const struct llmcost_warning *warning = &f->result->warning[i];
        char id[16], path[LLMCOST_MAX_PATH], sentence[MAX_SENTENCE];
        struct llmcost_place place;
        snprintf(id, sizeof id, "W%u", warning->id);
        report_place(f->scenario, warning->option, warning->ref, path, sizeof path, &place);
        words_warning(f->report, warning, sentence, sizeof sentence);
        const char *unit = warning->option >= 0 ? llmcost_unit(f->scenario, warning->option) : NULL;
        ret->warnings[ret->warnings_count++] = (struct outcome_warning){
            .id = arena_text(f->arena, id),
            .path = path[0] != '\0' ? arena_text(f->arena, path) : NULL,
            .file = fragment_of(f->report, place, f->arena),
            .line = (int32_t)place.line,
            .column = (int32_t)place.column,
            .message = unit != NULL ? outcome_in_unit(f->arena, sentence, unit)
                                    : arena_text(f->arena, sentence)};
    }
}

/* ---- Gates ---- */

static const struct row_word verdicts[] = {{.value = LLMCOST_PASS, .word = "pass"},
                                           {.value = LLMCOST_FAIL, .word = "fail"},
                                           {.word = NULL}};

const struct json_row outcome_gate_rows[] = {
    {FIGURE(outcome_gate, id)},
    {FIGURE(outcome_gate, status), .words = verdicts},
    {FIGURE(outcome_gate, limit), .is_number = true, .or_null = true},
    {FIGURE(outcome_gate, value), .is_number = true, .or_null = true},
    {FIGURE(outcome_gate, message)},
    {.key = NULL}};

static struct row_value limit_of(const struct gate_result *gate, bool known, double value)
{
    const struct row_value nothing = {.kind = VALUE_NOTHING};
    return known ? number_of(gate->is_share ? STYLE_FIGURE : STYLE_MONEY, value) : nothing;
}

int32_t outcome_fill_gates(const struct gate_result *gates, int count, struct arena *arena,
                           struct outcome_gate **ret_gates)
{
    struct outcome_gate *list = arena_take(arena, (size_t)count, sizeof *list);
    *ret_gates = list;
    for (int i = 0; list != NULL && i < count; i++)
        list[i] =
            (struct outcome_gate){.id = gate_name(gates[i].id),
                                  .status = gates[i].passed ? LLMCOST_PASS : LLMCOST_FAIL,
                                  .limit = limit_of(&gates[i], gates[i].has_limit, gates[i].limit),
                                  .value = limit_of(&gates[i], gates[i].has_value, gates[i].value),
                                  .message = arena_text(arena, gates[i].says)};
    return list != NULL ? count : 0;
}

bool outcome_judged(struct outcome *outcome, const struct gate_result *gates, int count)
{
    outcome->gates_count = outcome_fill_gates(gates, count, &outcome->arena, &outcome->gates);
    outcome->judged = true;
    return !outcome->arena.failed;
}

/* ---- The whole ---- */

const struct json_row outcome_rows[] = {
    {PART(outcome, head, outcome_head_rows)},
    {FIGURE(outcome, currency), .text = "Of every amount of money."},
    {FIGURE(outcome, hours_per_month)},
    {FIGURE(outcome, horizon_months)},
    {OBJECT(outcome, workload, workload_rows), .text = "The demand of the first month."},
    {OBJECT(outcome, verdict, outcome_verdict_rows), .text = "Which option to take."},
    {LIST(outcome, options, option_rows),
     .text = "The apis, then the hosts, then the hybrids, each in the order of the file."},
    {LIST(outcome, break_even, outcome_told_rows),
     .text = "Every host and hybrid against every api, on the demand that the file states."},
    {LIST(outcome, timeline, month_rows), .text = "Month by month, from 1."},
    {LINK(outcome, uncertainty, uncertainty_rows), .or_null = true,
     .text = "Horizon costs when inputs are ranges; null when none is."},
    {LIST(outcome, rules_of_thumb, thumb_rows), .text = "What published rules say."},
    {LIST(outcome, not_priced, omission_rows), .text = "What the scenario says nothing about."},
    {LIST(outcome, assumptions, outcome_assumption_rows),
     .text = "Every stated number and every default worth showing."},
    {LIST(outcome, warnings, outcome_warning_rows)},
    {LIST(outcome, sensitivity, mover_rows), .added = true,
     .text = "What moves the margin, widest first: inputs between their ends."},
    {FIGURE(outcome, as_of), .legal = DATE, .optional = true,
     .text = "The day that prices are judged on, where one is stated."},
    {LIST(outcome, gates, outcome_gate_rows), .added = true,
     .text = "Those that were asked for, passed or not."},
    {LIST(outcome, changes, outcome_change_rows), .added = true,
     .text = "What changes at a month, as applied."},
    {.key = NULL}};

static void keep_bands(struct llmcost_break_even *answer)
{
    answer->current = kept_figure(answer->current);
    for (int i = 0; i < answer->bands; i++) {
        answer->band[i].from = kept_price(answer->band[i].from);
        answer->band[i].to = kept_price(answer->band[i].to);
    }
}

/* Sentences are made of answers as they are told: of a saved report the same ones are. Those of
 * draws, which explain looks at, too, are rounded by who tells them. */
static void keep_answers(struct report *report, const struct outcome *told)
{
    for (int i = 0; i < told->options_count; i++)
        report->result->option[i].horizon_cost = told->options[i].horizon_cost;
    for (int i = 0; i < told->break_even_count; i++)
        keep_bands(&report->told[i]);
}

static void fill(const struct filling *f, struct report *report)
{
    struct outcome *ret = report->outcome;
    static void (*const parts[])(const struct filling *, struct outcome *) = {
        fill_options,   fill_break_evens, fill_timeline,    fill_uncertainty, fill_thumbs,
        fill_omissions, fill_changes,     fill_assumptions, fill_warnings,    fill_sensitivity};
    outcome_fill_head(f->report, "llmcost.report", f->arena, &ret->head);
    ret->currency = words_currency(f->scenario);
    ret->hours_per_month = kept_figure(f->scenario->hours_per_month.value);
    ret->horizon_months = f->result->months;
    ret->as_of = date_of(f, f->scenario->as_of);
    fill_workload(f, &ret->workload);
    fill_verdict(f, &ret->verdict);
    for (size_t i = 0; i < COUNT(parts); i++)
        parts[i](f, ret);
    keep_answers(report, ret);
    fill_reasons(f, &ret->verdict);
    if (!f->arena->failed) /* what is missing cannot be read off */
        outcome_settle(ret, f->arena);
}

bool outcome_make(struct report *report)
{
    struct outcome *outcome = calloc(1, sizeof *outcome);
    report->outcome = outcome;
    if (outcome == NULL)
        return false;
    const struct filling f = {.report = report,
                              .scenario = report->scenario,
                              .result = report->result,
                              .arena = &outcome->arena};
    fill(&f, report);
    if (report->asks.drawing && !outcome->arena.failed)
        outcome->drawing = drawing_make(report, &outcome->arena);
    return !outcome->arena.failed;
}
