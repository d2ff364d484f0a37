/* together.c - what numbers of a scenario mean together: shares that add up, people who are paid,
 * prices of what is sold, a replica that has something to do. One function per entry of a scenario.
 * Refuses to know which keys are required or exclude each other (check.c).
 */
#include "core/model/together.h"

#include "core/base/codes.h"
#include "core/base/count.h"
#include "core/model/clock.h"
#include "core/model/measured.h"
#include "core/model/pricing.h"
#include "core/model/runs.h"
#include "core/scenario/scenario.h"

#include <string.h>

/* All are shares of the same input tokens; `cached` and `written` may be an api's own. */
static void check_shares(const struct llmcost_scenario *s, const struct llmcost_input *cached,
                         const struct llmcost_input *written, double sum, const char *whose,
                         struct llmcost_diags *diags)
{
    const struct llmcost_input *hour = &s->workload.cache_write_hour_share;
    const struct llmcost_input *at = is_stated(hour) ? hour : is_stated(written) ? written : cached;
    if (sum + hour->value <= 1 + 1e-9)
        return;
    llmcost_complain_at(diags, LLMCOST_ERROR, E_SHARES, at->place,
                        "%s: `cached_share`%s `cache_write_share`%s add up to more than 1", whose,
                        is_stated(hour) ? "," : " and",
                        is_stated(hour) ? " and `cache_write_hour_share`" : "");
    llmcost_advise(diags, "%s are shares of the same input tokens",
                   is_stated(hour) ? "they" : "both");
}

void check_workload(const struct llmcost_scenario *s, struct llmcost_diags *diags)
{
    const struct llmcost_workload *w = &s->workload;
    if (is_stated(&w->input_tokens) && is_stated(&w->output_tokens) &&
        w->input_tokens.value + w->output_tokens.value <= 0) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_TOKENS, w->output_tokens.place,
                            "workload: a request of 0 input and 0 output tokens is no request");
        llmcost_advise(diags, "one of `input_tokens` and `output_tokens` must be above 0");
    }
    check_shares(s, &w->cached_share, &w->cache_write_share,
                 w->cached_share.value + w->cache_write_share.value, "workload", diags);
}

static void check_common(const struct llmcost_scenario *s, const struct llmcost_common *c,
                         const struct llmcost_name *id, struct llmcost_diags *diags)
{
    const char *name = llmcost_text(s, id->text);
    if (c->escalation_share.value > 0 && c->escalates_to.origin <= LLMCOST_DEFAULT) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_TARGET, c->escalation_share.place,
                            "%s: `escalation_share` needs `escalates_to`", name);
        llmcost_advise(diags, "name the api that takes the escalated requests");
    }
    if (c->escalates_to.option >= 0 &&
        strcmp(llmcost_option_id(s, c->escalates_to.option), name) == 0) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_TO_ITSELF, c->escalates_to.place,
                            "%s escalates to itself", name);
        llmcost_advise(diags, "name another api");
    }
    if (c->engineers.value > 0 && s->salary_per_year.origin == LLMCOST_UNSET) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_SALARY, c->engineers.place,
                            "%s: `engineers` needs `team.salary_per_year`", name);
        llmcost_advise(diags, "add `team: {salary_per_year: 120000}` with your figure");
    }
}

static void check_time(const struct llmcost_scenario *s, const struct llmcost_api *api, int entry,
                       struct llmcost_diags *diags)
{
    const struct llmcost_entry *it = &s->entry[entry];
    const char *name = llmcost_text(s, api->id.text);
    const int number = entry - api->hours.first + 1;
    int first;
    int last;
    if (!clock_days(s, &it->clock, &first, &last)) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_HOURS, it->clock.days.place,
                            "apis.%s.hours.%d.days is `%.40s`", name, number,
                            llmcost_text(s, it->clock.days.text));
        llmcost_advise(diags, "write mon-fri, sat-sun or all");
        return;
    }
    if (!is_stated(&it->clock.from) || !is_stated(&it->clock.to))
        return;
    if (it->clock.from.value == it->clock.to.value) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_HOURS, it->clock.to.place,
                            "apis.%s.hours.%d ends when it begins", name, number);
        llmcost_advise(diags, "the whole day is from 0 to 24");
        return;
    }
    for (int other = api->hours.first; other < entry; other++) {
        if (!clocks_overlap(s, &s->entry[other].clock, &it->clock))
            continue;
        llmcost_complain_at(diags, LLMCOST_ERROR, E_HOURS, it->name.place,
                            "apis.%s.hours: entry %d overlaps with entry %d", name, number,
                            other - api->hours.first + 1);
        llmcost_advise(diags, "an hour has one factor: let one of them end where the other begins");
        return;
    }
}

/* Prices by the hour need hours (§12). */
static void check_hours(const struct llmcost_scenario *s, const struct llmcost_api *api,
                        struct llmcost_diags *diags)
{
    if (api->hours.count > 0 && !has_clock(&s->load)) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_HOURS, s->entry[api->hours.first].name.place,
                            "apis.%s.hours: `workload.load` has no clock",
                            llmcost_text(s, api->id.text));
        llmcost_advise(diags, "state when the demand comes: a shape such as office-hours, or 24 or "
                              "168 weights from Monday 0:00");
    }
    for (int i = api->hours.first; i < api->hours.first + api->hours.count; i++)
        check_time(s, api, i, diags);
}

void check_api(const struct llmcost_scenario *s, const struct llmcost_api *api,
               struct llmcost_diags *diags)
{
    const struct terms first = first_terms(s);
    const char *name = llmcost_text(s, api->id.text);
    const struct llmcost_input *output = &s->workload.output_tokens;
    const struct token_shares share = shares_of(&first, api);
    check_common(s, &api->common, &api->id, diags);
    check_hours(s, api, diags);
    if (is_stated(&api->cached_share) || is_stated(&api->cache_write_share))
        check_shares(s, &api->cached_share, &api->cache_write_share, share.cached + share.written,
                     name, diags);
    if (!is_stated(&api->output_per_mtok) && (!is_stated(output) || output->value > 0)) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_MISSING_KEY, api->id.place,
                            "apis.%s: `output_per_mtok` is missing", name);
        llmcost_advise(diags, "Price of 1,000,000 output tokens.");
    }
}

static void check_estimate(const struct llmcost_scenario *s, const struct llmcost_host *h,
                           struct llmcost_diags *diags)
{
    const char *name = llmcost_text(s, h->id.text);
    const char *precision = llmcost_text(s, h->precision.text);
    if (h->model.origin > LLMCOST_DEFAULT && h->gpu.origin <= LLMCOST_DEFAULT) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NEEDS_KEY, h->model.place,
                            "hosts.%s: `model` needs `gpu` beside it", name);
        llmcost_advise(diags, "the throughput is estimated from both: add `gpu: h100-sxm`, or the "
                              "one you mean");
    }
    if (precision[0] != '\0' && llmcost_find_precision(precision) == LLMCOST_PRECISIONS) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_PRECISION, h->precision.place,
                            "hosts.%s: there is no precision `%.40s`", name, precision);
        llmcost_advise(diags, "write bf16, fp8, int4, fp4 or mxfp4");
    }
}

/* Runs stand in order of concurrency, and state what rules limit (§12). */
static void check_runs(const struct llmcost_scenario *s, const struct llmcost_host *h,
                       struct llmcost_diags *diags)
{
    static const struct {
        const char *key, *rule;
        enum llmcost_limit limit;
    } latencies[] = {{.key = "ttft_ms", .rule = "max_ttft_ms", .limit = LLMCOST_LIMIT_TTFT},
                     {.key = "tpot_ms", .rule = "max_tpot_ms", .limit = LLMCOST_LIMIT_TPOT}};
    const char *name = llmcost_text(s, h->id.text);
    for (int i = 0; i < h->runs.count; i++) {
        const struct llmcost_entry *entry = &s->entry[h->runs.first + i];
        const struct llmcost_run *run = &entry->run;
        for (size_t k = 0; k < COUNT(latencies); k++) {
            if (!is_stated(latency_limit(s, latencies[k].limit)) ||
                is_stated(run_latency(run, latencies[k].limit)))
                continue;
            llmcost_complain_at(diags, LLMCOST_ERROR, E_NEEDS_KEY, entry->name.place,
                                "hosts.%s.runs.%d: `%s` is missing, which rules.%s limits", name,
                                i + 1, latencies[k].key, latencies[k].rule);
            llmcost_advise(diags, "state it of every run, or leave the rule out");
        }
        if (i == 0 || !is_stated(&run->concurrency) ||
            run->concurrency.value > entry[-1].run.concurrency.value)
            continue;
        llmcost_complain_at(diags, LLMCOST_ERROR, E_ORDER, run->concurrency.place,
                            "hosts.%s.runs.%d: the concurrency is not above that of the run before",
                            name, i + 1);
        llmcost_advise(diags, "write the runs in rising order of concurrency, one of each");
    }
}

void check_start(const struct llmcost_scenario *s, const struct llmcost_start *start,
                 const struct llmcost_name *id, struct llmcost_diags *diags)
{
    const char *name = llmcost_text(s, id->text);
    const bool later = start->starts_month.value > 1;
    if ((later || start->overlap_months.value > 0) && start->until_then.origin <= LLMCOST_DEFAULT) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NEEDS_KEY,
                            later ? start->starts_month.place : start->overlap_months.place,
                            "%s: `%s` needs `until_then` beside it", name,
                            later ? "starts_month" : "overlap_months");
        llmcost_advise(diags, "name the api that serves until it takes over");
    }
    if (start->starts_month.value > s->months.value) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_START, start->starts_month.place,
                            "%s starts in month %.0f, and the horizon has %.0f", name,
                            start->starts_month.value, s->months.value);
        llmcost_advise(diags, "start it earlier, or state a longer `horizon.months`");
    }
}

void check_host(const struct llmcost_scenario *s, const struct llmcost_host *h,
                struct llmcost_diags *diags)
{
    const struct terms first = first_terms(s);
    const char *name = llmcost_text(s, h->id.text);
    check_common(s, &h->common, &h->id, diags);
    if (h->engineers_per_100_gpus.value > 0 && s->salary_per_year.origin == LLMCOST_UNSET) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_SALARY, h->engineers_per_100_gpus.place,
                            "%s: `engineers_per_100_gpus` needs `team.salary_per_year`", name);
        llmcost_advise(diags, "add `team: {salary_per_year: 120000}` with your figure");
    }
    const double cached = prefix_cached(&first, h);
    if (is_stated(&h->input_tokens_per_second) && is_stated(&h->output_tokens_per_second) &&
        s->workload.input_tokens.value * (1 - cached) + s->workload.output_tokens.value <= 0) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_WORK, h->input_tokens_per_second.place,
                            "%s: with all input cached and no output a replica has nothing to do",
                            name);
        llmcost_advise(diags, "state `requests_per_second`, or a `prefix_cached_share` below 1");
    }
    check_estimate(s, h, diags);
    check_runs(s, h, diags);
    check_start(s, &h->start, &h->id, diags);
}
