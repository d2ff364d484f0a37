/* restore.c - the outcome of a saved report back in a scenario and a result, for those who print
 * and compare these: ids, bills, lines, fleets, rules, the verdict, answers. Walks the tables of
 * components, rules and fields and knows none of their rows by name. What the report assumes is in
 * assumptions.c, what it answers beyond the bills in answers.c.
 */
#include "core/base/codes.h"
#include "core/base/count.h"
#include "io/report/saved/restoring.h"
#include "text/date.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint8_t status_of(int8_t truth)
{
    static const uint8_t statuses[] = {LLMCOST_UNKNOWN, LLMCOST_FAIL, LLMCOST_PASS};
    return statuses[truth + 1];
}

/* ---- Ids ---- */

/* All options in their order, before anything refers to one. */
static void add_options(struct restoring *x)
{
    static int (*const add[])(struct llmcost_scenario *,
                              const char *) = {[LLMCOST_API] = llmcost_add_api,
                                               [LLMCOST_HOST] = llmcost_add_host,
                                               [LLMCOST_HYBRID] = llmcost_add_hybrid};
    int last = LLMCOST_API;
    if (x->from->options_count == 0)
        refuse_at(x->r, "options", E_JSON_VALUE, "a report has at least one option");
    for (int i = 0; i < x->from->options_count && !x->r->failed; i++) {
        const struct outcome_option *option = &x->from->options[i];
        char path[MOST];
        snprintf(path, sizeof path, "options[%d].%s", i, option->kind < last ? "kind" : "id");
        if (option->kind < last)
            refuse_at(x->r, path, E_JSON_VALUE, "apis come first, then hosts, then hybrids");
        else if (option->id[0] == '\0' || llmcost_find_option(x->scenario, option->id) >= 0)
            refuse_at(x->r, path, E_JSON_VALUE, "an id of its own is needed here");
        else if (add[option->kind](x->scenario, option->id) < 0)
            refuse_at(x->r, path, E_JSON_VALUE, "more or longer ids than any report has");
        last = option->kind;
    }
}

/* ---- Options ---- */

static int find_component(const char *id)
{
    for (int i = 0; i < LLMCOST_COMPONENTS; i++)
        if (i != LLMCOST_LINE_EXTRA &&
            strcmp(llmcost_component_row((enum llmcost_component)i)->id, id) == 0)
            return i;
    return -1;
}

static void restore_line(struct restoring *x, const char *path, struct outcome_line *line,
                         struct llmcost_option_result *to)
{
    static const char extra[] = "extra:";
    const bool is_extra = strncmp(line->id, extra, sizeof extra - 1) == 0;
    struct llmcost_line one = {.quantity = line->quantity,
                               .unit_price = line->unit_price,
                               .micros = line->monthly_cost,
                               .amount = (double)line->monthly_cost / 1e6,
                               .component = LLMCOST_LINE_EXTRA,
                               .extra = -1};
    if (is_extra)
        one.extra = (int16_t)find_extra(x, path, line->id + sizeof extra - 1);
    else
        one.component = (int16_t)find_component(line->id);
    if (one.component < 0) {
        refuse_at(x->r, path, E_JSON_VALUE, "there is no cost line \"%.60s\"", line->id);
        llmcost_advise(x->r->diags, "was it written by a newer llmcost?");
    } else if (to->lines >= LLMCOST_MAX_LINES)
        refuse_at(x->r, path, E_JSON_VALUE, "more lines than any option has");
    else
        to->line[to->lines++] = one;
}

static int32_t day_of(const char *date)
{
    int days;
    return date != NULL && date_days(date, &days) ? days : 0;
}

static void restore_option(struct restoring *x, int index)
{
    const struct outcome_option *from = &x->from->options[index];
    struct llmcost_option_result *to = &x->result->option[index];
    struct llmcost_scenario *s = x->scenario;
    char path[MOST];
    *to = (struct llmcost_option_result){
        .feasible = from->feasible,
        .eligible = from->eligible,
        .has_fleet = from->fleet != NULL,
        .monthly_micros = from->monthly_cost,
        .one_off = from->one_off,
        .horizon_cost = from->horizon_cost,
    };
    if (from->fleet != NULL)
        to->fleet = *from->fleet;
    for (int i = 0; i < from->lines_count; i++) {
        snprintf(path, sizeof path, "options[%d].lines[%d].id", index, i);
        restore_line(x, path, &from->lines[i], to);
    }
    for (int i = 0; i < from->rules_count; i++)
        for (int rule = 0; rule < LLMCOST_RULES_COUNT; rule++)
            if (strcmp(llmcost_rule_id((enum llmcost_rule)rule), from->rules[i].id) == 0)
                to->rule[rule] = from->rules[i].status;
    if (index < s->apis)
        s->api[index].priced_on = day_of(from->priced_on);
    else if (index < s->apis + s->hosts)
        s->host[index - s->apis].priced_on = day_of(from->priced_on);
    if (from->obstacle == NULL && (!to->feasible || !to->eligible))
        x->saved->lacks_obstacles = true;
}

/* ---- Head and verdict ---- */

static void restore_head(struct restoring *x)
{
    const struct outcome *from = x->from;
    const struct outcome_source *source = &from->head.scenario;
    struct llmcost_scenario *s = x->scenario;
    struct report *report = x->report;
    s->name.text = keep_text(x, "scenario.name", source->name);
    s->notes.text = keep_text(x, "scenario.notes", source->notes);
    s->currency.text = keep_text(x, "currency", from->currency);
    s->hours_per_month.value = from->hours_per_month;
    s->as_of = day_of(from->as_of);
    report->file = source->file != NULL ? source->file : "";
    if (source->sha256 != NULL && strlen(source->sha256) < sizeof report->sha256)
        snprintf(report->sha256, sizeof report->sha256, "%s", source->sha256);
    else
        refuse_at(x->r, "scenario.sha256", E_JSON_VALUE, "64 hexadecimal digits are needed here");
    if (from->horizon_months < 1 || from->horizon_months > LLMCOST_MAX_MONTHS)
        refuse_at(x->r, "horizon_months", E_JSON_VALUE,
                  "a whole number from 1 to %d is needed here", (int)LLMCOST_MAX_MONTHS);
    s->months.value = x->result->months = from->horizon_months;
    struct override *overrides =
        arena_take(x->r->arena, (size_t)from->head.overrides_count, sizeof *overrides);
    report->overrides = overrides;
    for (int i = 0; overrides != NULL && i < from->head.overrides_count; i++) {
        const struct outcome_override *set = &from->head.overrides[i];
        overrides[report->override_count++] =
            (struct override){.path = set->path,
                              .value = set->value.text != NULL ? set->value.text : "",
                              .file = set->file};
    }
}

static void restore_verdict(struct restoring *x)
{
    const struct outcome_verdict *v = &x->from->verdict;
    const struct outcome_workload *w = &x->from->workload;
    struct llmcost_result *r = x->result;
    r->requests_per_month = w->requests_per_month;
    r->input_tokens_per_month = w->input_tokens_per_month;
    r->output_tokens_per_month = w->output_tokens_per_month;
    r->mean_requests_per_second = w->mean_requests_per_second;
    r->peak_requests_per_second = w->peak_requests_per_second;
    r->load_factor = w->load_factor;
    r->recommended = option_of(x, "verdict.recommended", v->recommended);
    r->cheapest = option_of(x, "verdict.cheapest", v->cheapest);
    r->baseline = option_of(x, "verdict.baseline", v->baseline);
    r->runner_up = option_of(x, "verdict.runner_up", v->runner_up);
    if (v->baseline == NULL)
        refuse_at(x->r, "verdict.baseline", E_JSON_TYPE, "a text is needed here, not null");
    r->margin = or_zero(v->margin);
    r->margin_ratio = or_zero(v->margin_ratio);
    r->monthly_margin = or_zero(v->monthly_margin);
    r->condition_volume = status_of(v->conditions.volume);
    r->condition_quality = status_of(v->conditions.quality);
    r->condition_data = status_of(v->conditions.data_in_house);
    x->scenario->baseline.option = r->baseline;
}

/* ---- What should be known about it ---- */

static void restore_thumbs(struct restoring *x)
{
    for (int i = 0; i < x->from->rules_of_thumb_count; i++) {
        const struct outcome_thumb *from = &x->from->rules_of_thumb[i];
        for (int thumb = 0; thumb < LLMCOST_THUMBS; thumb++) {
            if (strcmp(llmcost_thumb_row((enum llmcost_thumb)thumb)->id, from->id) != 0)
                continue;
            const bool lacks = from->message == NULL && from->agrees >= 0;
            x->saved->lacks_thumbs |= lacks;
            x->result->thumb[thumb] = (struct llmcost_thumb_result){
                .says = from->says, .agrees = lacks ? LLMCOST_UNKNOWN : status_of(from->agrees)};
        }
    }
}

static void restore_omissions(struct restoring *x)
{
    struct llmcost_result *r = x->result;
    char path[MOST];
    for (int i = 0; i < x->from->not_priced_count; i++) {
        const struct outcome_omission *from = &x->from->not_priced[i];
        snprintf(path, sizeof path, "not_priced[%d].option", i);
        const int option = option_of(x, path, from->option);
        const int component = find_component(from->item);
        if (option >= 0 && component >= 0 && r->not_priced < (int)COUNT(r->omission))
            r->omission[r->not_priced++] = (struct llmcost_not_priced){
                .option = (int16_t)option, .component = (int16_t)component};
    }
}

/* "llama: ...": the option that a warning is about leads its sentence. */
static int option_led_by(const struct llmcost_scenario *scenario, const char *message)
{
    const char *colon = strstr(message, ": ");
    char id[LLMCOST_MAX_ID];
    if (colon == NULL || (size_t)(colon - message) >= sizeof id)
        return -1;
    snprintf(id, sizeof id, "%.*s", (int)(colon - message), message);
    return llmcost_find_option(scenario, id);
}

static void restore_warnings(struct restoring *x)
{
    struct llmcost_result *r = x->result;
    char path[MOST];
    for (int i = 0; i < x->from->warnings_count && r->warnings < LLMCOST_MAX_WARNINGS; i++) {
        const struct outcome_warning *from = &x->from->warnings[i];
        const size_t digits = from->id[0] == 'W' ? strspn(from->id + 1, "0123456789") : 0;
        snprintf(path, sizeof path, "warnings[%d].id", i);
        if (digits == 0 || digits > 4 || from->id[1 + digits] != '\0')
            refuse_at(x->r, path, E_JSON_VALUE, "\"%.40s\" is not the id of a warning", from->id);
        r->warning[r->warnings++] =
            (struct llmcost_warning){.id = (uint16_t)strtol(from->id + 1, NULL, 10),
                                     .option = (int16_t)option_led_by(x->scenario, from->message),
                                     .ref = {.field = -1, .entry = -1}};
    }
}

bool restore(struct reading *r, struct outcome *outcome, struct llmcost_scenario *scenario,
             struct llmcost_result *result, struct report *report, struct saved_report *saved)
{
    static void (*const parts[])(struct restoring *) = {
        restore_verdict, restore_break_evens, restore_timeline, restore_questions,
        restore_thumbs,  restore_omissions,   restore_warnings};
    struct restoring x = {.r = r,
                          .from = outcome,
                          .scenario = scenario,
                          .result = result,
                          .report = report,
                          .saved = saved};
    restore_head(&x);
    add_options(&x);
    if (!r->failed) /* nothing can refer to options that were not read */
        restore_assumptions(&x);
    result->options = llmcost_option_count(scenario);
    for (int i = 0; i < result->options && !r->failed; i++)
        restore_option(&x, i);
    for (size_t i = 0; i < COUNT(parts) && !r->failed; i++)
        parts[i](&x);
    return !r->arena->failed;
}
