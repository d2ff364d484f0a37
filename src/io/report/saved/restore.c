/* restore.c - what a saved report has beside its outcome: a scenario of its ids and of what it
 * assumes (assumptions.c), for those who compare it. Checks that the lists of the outcome fit
 * together, as those who print rely on, and notes what an older report does not say.
 */
#include "core/base/codes.h"
#include "core/base/count.h"
#include "io/report/saved/restoring.h"
#include "text/date.h"
#include "text/json/json.h"

#include <math.h>
#include <string.h>

/* ---- Ids ---- */

bool is_option_id(const char *text)
{
    static const char letters[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._:/-";
    const size_t length = strspn(text, letters);
    return length > 0 && length < LLMCOST_MAX_ID && text[length] == '\0' &&
           strchr("._:/-", text[0]) == NULL;
}

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
        else if (!is_option_id(option->id) || llmcost_find_option(x->scenario, option->id) >= 0)
            refuse_at(x->r, path, E_JSON_VALUE, "an id of its own is needed here");
        else if (add[option->kind](x->scenario, option->id) < 0)
            refuse_at(x->r, path, E_JSON_VALUE, "more or longer ids than any report has");
        last = option->kind;
    }
}

void check_sum(struct reading *r, const char *path, const char *what,
               const struct outcome_line *lines, int count, int64_t monthly_cost)
{
    char whole[2 * MOST], text[MAX_NUMBER_TEXT];
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
        const int64_t cost = lines[i].monthly_cost;
        if (cost > 0 ? sum > INT64_MAX - cost : sum < INT64_MIN - cost)
            break; /* no such sum is a bill */
        sum += cost;
    }
    snprintf(whole, sizeof whole, "%s.monthly_cost", path);
    if (sum != monthly_cost)
        refuse_at(r, whole, E_JSON_VALUE, "the lines of this %s add up to %s", what,
                  micros_text(sum, 1, text, sizeof text));
}

static void check_lines(struct restoring *x)
{
    char path[MOST];
    for (int i = 0; i < x->from->options_count && !x->r->failed; i++) {
        const struct outcome_option *option = &x->from->options[i];
        snprintf(path, sizeof path, "options[%d]", i);
        check_sum(x->r, path, "option", option->lines, option->lines_count, option->monthly_cost);
    }
}

/* ---- Lists that have an entry for each option ---- */

static void check_id(struct restoring *x, const char *path, int option, const char *id)
{
    if (strcmp(id, x->from->options[option].id) != 0)
        refuse_at(x->r, path, E_JSON_VALUE, "the options stand in another order here");
}

static void check_timeline(struct restoring *x)
{
    const struct outcome *from = x->from;
    char path[MOST];
    if (from->horizon_months < 1 || from->horizon_months > LLMCOST_MAX_MONTHS)
        refuse_at(x->r, "horizon_months", E_JSON_VALUE,
                  "a whole number from 1 to %d is needed here", (int)LLMCOST_MAX_MONTHS);
    else if (from->timeline_count != from->horizon_months)
        refuse_at(x->r, "timeline", E_JSON_VALUE, "one row for each of the %d months is needed",
                  (int)from->horizon_months);
    for (int m = 0; m < from->timeline_count && !x->r->failed; m++) {
        const struct outcome_month *month = &from->timeline[m];
        snprintf(path, sizeof path, "timeline[%d].month", m);
        if (month->month != m + 1)
            refuse_at(x->r, path, E_JSON_VALUE, "the months follow each other: %d is needed here",
                      m + 1);
        snprintf(path, sizeof path, "timeline[%d].options", m);
        if (month->options_count != from->options_count)
            refuse_at(x->r, path, E_JSON_VALUE, "every option has a cost in every month");
        for (int i = 0; i < month->options_count && !x->r->failed; i++) {
            snprintf(path, sizeof path, "timeline[%d].options[%d].id", m, i);
            check_id(x, path, i, month->options[i].id);
        }
    }
}

static void check_break_evens(struct restoring *x)
{
    const struct llmcost_scenario *s = x->scenario;
    if (x->from->break_even_count > s->apis * (s->hosts + s->hybrids))
        refuse_at(x->r, "break_even", E_JSON_VALUE,
                  "at most one for each host and hybrid against each api is needed");
}

static void check_uncertainty(struct restoring *x)
{
    const struct outcome_uncertainty *u = x->from->uncertainty;
    if (u == NULL)
        return;
    if (u->samples < 1 || u->options_count != x->from->options_count)
        refuse_at(x->r, "uncertainty", E_JSON_VALUE, "one entry for each option is needed");
    for (int i = 0; i < u->options_count && !x->r->failed; i++)
        check_id(x, "uncertainty.options", i, u->options[i].id);
}

void check_warning_id(struct reading *r, const char *path, const char *id)
{
    if (outcome_warning_code(id) < 0)
        refuse_at(r, path, E_JSON_VALUE, "\"%.40s\" is not the id of a warning", id);
}

static void check_warnings(struct restoring *x)
{
    char path[MOST];
    for (int i = 0; i < x->from->warnings_count; i++) {
        snprintf(path, sizeof path, "warnings[%d].id", i);
        check_warning_id(x->r, path, x->from->warnings[i].id);
    }
}

/* ---- What an older report does not say ---- */

/* A margin that is null stands for an option that does not serve the demand at that end: the
 * recommended one where the report says so, else every other one. A report of 0.1, which did not
 * say it, tells it by the flip: false where that is not enough. */
static bool settle_ends(struct restoring *x, struct outcome_swing *swing)
{
    static const char *const ends[] = {"low", "high"};
    const double margin[] = {swing->margin_at_low, swing->margin_at_high};
    const char *version = x->from->head.tool.version;
    const bool said = version != NULL && strncmp(version, "0.1.", 4) != 0;
    if (said || swing->fails_at_count > 0 || !swing->flips)
        return true;
    swing->fails_at = arena_take(x->r->arena, COUNT(ends), sizeof *swing->fails_at);
    for (size_t end = 0; swing->fails_at != NULL && end < COUNT(ends); end++) {
        if (!isnan(margin[end]))
            continue;
        if (isnan(margin[1 - end]) || margin[1 - end] < 0)
            return false;
        swing->fails_at[swing->fails_at_count++] = ends[end];
    }
    return true;
}

static void settle_movers(struct restoring *x, struct outcome_mover *movers, int count)
{
    const bool compared = x->from->verdict.runner_up != NULL;
    for (int i = 0; i < count; i++)
        x->saved->lacks_sensitivity |=
            !llmcost_find_path(x->scenario, movers[i].path, &movers[i].ref) ||
            (compared && !settle_ends(x, &movers[i].swing));
}

/* A section that could only be shown in part is left out. */
static void settle_sensitivity(struct restoring *x)
{
    struct outcome_uncertainty *u = x->from->uncertainty;
    settle_movers(x, x->from->sensitivity, x->from->sensitivity_count);
    if (u != NULL)
        settle_movers(x, u->inputs, u->inputs_count);
    if (x->saved->lacks_sensitivity)
        x->from->sensitivity_count = 0;
    if (u != NULL && x->saved->lacks_sensitivity)
        u->inputs_count = 0;
    for (int i = 0; u != NULL && i < u->inputs_count; i++)
        /* which kind of range is not written, and nothing rests on it */
        llmcost_at(x->scenario, u->inputs[i].ref)->range = LLMCOST_UNIFORM;
}

static void note_lacks(struct restoring *x)
{
    for (int i = 0; i < x->from->options_count; i++) {
        const struct outcome_option *option = &x->from->options[i];
        x->saved->lacks_obstacles |=
            option->obstacle == NULL && (!option->feasible || !option->eligible);
    }
    for (int i = 0; i < x->from->rules_of_thumb_count; i++)
        x->saved->lacks_thumbs |=
            x->from->rules_of_thumb[i].message == NULL && x->from->rules_of_thumb[i].agrees >= 0;
}

/* ---- The head, and what the scenario has of it ---- */

static int32_t day_of(const char *date)
{
    int days;
    return date != NULL && date_days(date, &days) ? days : 0;
}

static void restore_head(struct restoring *x)
{
    const struct outcome *from = x->from;
    const struct outcome_source *source = &from->head.scenario;
    struct llmcost_scenario *s = x->scenario;
    struct report *report = x->report;
    s->currency.text = keep_text(x, "currency", from->currency);
    s->as_of = day_of(from->as_of);
    report->file = source->file != NULL ? source->file : "";
    if (source->sha256 != NULL && strlen(source->sha256) == sizeof report->sha256 - 1 &&
        strspn(source->sha256, "0123456789abcdef") == sizeof report->sha256 - 1)
        snprintf(report->sha256, sizeof report->sha256, "%s", source->sha256);
    else
        refuse_at(x->r, "scenario.sha256", E_JSON_VALUE, "64 hexadecimal digits are needed here");
    struct override *overrides =
        arena_take(x->r->arena, (size_t)from->head.overrides_count, sizeof *overrides);
    report->overrides = overrides;
    for (int i = 0; overrides != NULL && i < from->head.overrides_count; i++) {
        const struct outcome_override *set = &from->head.overrides[i];
        overrides[report->override_count++] =
            (struct override){.path = set->path,
                              .value = set->typed != NULL        ? set->typed
                                       : set->value.text != NULL ? set->value.text
                                                                 : "",
                              .file = set->file};
    }
}

/* What an option says beside its figures: the day of its prices, what stands for a GPU. */
static void restore_dates(struct restoring *x)
{
    struct llmcost_scenario *s = x->scenario;
    for (int i = 0; i < s->apis; i++)
        s->api[i].priced_on = day_of(x->from->options[i].priced_on);
    for (int i = 0; i < s->hosts; i++)
        s->host[i].priced_on = day_of(x->from->options[s->apis + i].priced_on);
    for (int i = 0; i < s->hosts; i++)
        s->host[i].unit.text = keep_text(x, "options", x->from->options[s->apis + i].unit);
}

static void settle(struct restoring *x)
{
    if (!x->r->arena->failed) /* what is missing cannot be read off */
        outcome_settle(x->from, x->r->arena);
}

bool restore(struct reading *r, struct outcome *outcome, struct llmcost_scenario *scenario,
             struct report *report, struct saved_report *saved)
{
    static void (*const parts[])(struct restoring *) = {
        restore_head,   add_options,        restore_assumptions,
        restore_dates,  check_lines,        check_verdict,
        check_timeline, check_break_evens,  check_uncertainty,
        check_warnings, settle_sensitivity, note_lacks,
        settle,         tell_gates,         tell_texts,
        tell_parts,     tell_reasons};
    struct restoring x = {
        .r = r, .from = outcome, .scenario = scenario, .report = report, .saved = saved};
    for (size_t i = 0; i < COUNT(parts) && !r->failed && !r->arena->failed;
         i++) /* each rests on those before it */
        parts[i](&x);
    return !r->arena->failed && !r->no_memory;
}
