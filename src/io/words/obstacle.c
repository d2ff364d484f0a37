/* obstacle.c - why an option is out, in words: what it cannot serve, which rule it fails.
 * Refuses to know when that is so (the engine's affair). What is said here has the forms (form.h)
 * by which a saved report's is recognized.
 */
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/months/rules.h"
#include "core/scenario/words.h"
#include "io/report/outcome.h"
#include "io/words/form.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

const char *const form_of_peak =
    "{service?|cannot serve: until it starts {api word} does, and }cannot serve the peak of {peak} "
    "{unit?requests/s|requests/min|tokens/min}{month?|| in month {month}}{known?| ({most} at "
    "most)}";

const char *const form_of_slow =
    "{runs?even one request at a time is slower than the rules ask{known?| (an output token after "
    "{tpot} ms)}|none of its {runs} runs is as fast as the rules ask (at the least{first?| a first "
    "token after {ttft} ms}{both?|,}{next?| an output token after {tpot} ms})}";

/* Behind the rule that fails; NULL where one has no figure. */
const char *const forms_of_rules[LLMCOST_RULES_COUNT] = {
    [LLMCOST_RULE_MIN_QUALITY] = " ({stated?|quality {figure}, }at least {limit} is asked)",
    [LLMCOST_RULE_MAX_TTFT_MS] =
        " ({stated?|first token after {figure} ms, }at most {limit} ms is asked)",
    [LLMCOST_RULE_MIN_AVAILABILITY] =
        " ({stated?|availability {figure%}, }at least {limit%} is asked)",
    [LLMCOST_RULE_MAX_TPOT_MS] =
        " ({stated?|an output token after {figure} ms, }at most {limit} ms is asked)",
    [LLMCOST_RULE_REQUIRES] =
        " ({missing?a word|{words list}} {several?is|are} not in {both?its|both parts'} `meets`)",
    [LLMCOST_RULE_DATA_IN_HOUSE] = " (the data would leave the house)",
};

/* "eu-residency, soc2": what rules require and a part does not meet. */
static void missing_words(const struct llmcost_scenario *s, const struct llmcost_host *host,
                          const struct llmcost_api *api, char *buffer, size_t size)
{
    const uint32_t of_host = host != NULL ? host->common.meets.text : s->requires.text;
    const uint32_t of_api = api != NULL ? api->common.meets.text : s->requires.text;
    const char *required = llmcost_text(s, s->requires.text);
    size_t length;
    buffer[0] = '\0';
    for (const char *word = NULL; (word = next_word(required, word, &length)) != NULL;) {
        if (!has_word(llmcost_text(s, of_host), word, length) ||
            !has_word(llmcost_text(s, of_api), word, length))
            words_add(buffer, size, "%s%.*s", buffer[0] != '\0' ? ", " : "", (int)length, word);
    }
}

/* "fails min_quality (quality 0.8, at least 0.9 is asked)" */
static void failed_rule(const struct llmcost_scenario *s, int option, enum llmcost_rule rule,
                        char *buffer, size_t size)
{
    const struct rule *row = rule_row(rule);
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const struct llmcost_common *parts[] = {host ? &host->common : NULL, api ? &api->common : NULL};
    const double limit = row->limit > 0 ? rule_input(s, row->limit)->value : 0;
    double worst = row->is_max ? -INFINITY : INFINITY;
    char missing[MAX_SENTENCE / 4];
    for (size_t i = 0; i < COUNT(parts) && row->limit > 0; i++) {
        const struct llmcost_input *stated = parts[i] ? rule_input(parts[i], row->value) : NULL;
        if (stated != NULL && stated->origin != LLMCOST_UNSET)
            worst = row->is_max ? at_least(worst, stated->value) : at_most(worst, stated->value);
    }
    missing_words(s, host, api, missing, sizeof missing);
    struct holes holes = {.count = 0};
    hole_add(&holes, "stated", isfinite(worst));
    hole_add_pair(&holes, "figure", worst, "limit", limit);
    hole_add(&holes, "missing", missing[0] != '\0');
    hole_add_text(&holes, "words", missing);
    hole_add(&holes, "several", strchr(missing, ',') != NULL);
    hole_add(&holes, "both", host != NULL && api != NULL);
    const int used = snprintf(buffer, size, "fails %s", row->id);
    form_fill(forms_of_rules[rule], &holes, "", buffer + used, size - (size_t)used);
}

const char *words_slow(const struct llmcost_scenario *scenario, int option, char *buffer,
                       size_t size)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const bool first = scenario->max_ttft_ms.origin != LLMCOST_UNSET;
    const bool next = scenario->max_tpot_ms.origin != LLMCOST_UNSET;
    struct llmcost_estimate estimate;
    double ttft = INFINITY, tpot = INFINITY;
    bool known = false;
    for (int i = 0; host != NULL && i < host->runs.count; i++) {
        const struct llmcost_run *run = &scenario->entry[host->runs.first + i].run;
        ttft = at_most(ttft, run->ttft_ms.value);
        tpot = at_most(tpot, run->tpot_ms.value);
    }
    if (host != NULL && host->runs.count == 0 && llmcost_estimate(scenario, host, &estimate)) {
        known = true;
        tpot = words_round(estimate.tpot_ms, 1);
    }
    struct holes holes = {.count = 0};
    hole_add(&holes, "runs", host != NULL ? host->runs.count : 0);
    hole_add(&holes, "known", known);
    hole_add(&holes, "first", first);
    hole_add(&holes, "both", first && next);
    hole_add(&holes, "next", next);
    hole_add(&holes, "ttft", ttft);
    hole_add(&holes, "tpot", tpot);
    return form_fill(form_of_slow, &holes, "", buffer, size);
}

/* Whether that is why an option cannot serve: its rules of latency fail by it. */
static bool is_slow(const struct report *report, int option, enum llmcost_rule rule)
{
    const struct llmcost_option_result *mine = &report->result->option[option];
    return !mine->feasible && mine->has_fleet && rule_row(rule)->latency != LLMCOST_LIMIT_NONE &&
           mine->fleet.limited_by != LLMCOST_LIMIT_NONE &&
           mine->fleet.limited_by != LLMCOST_LIMIT_MEMORY && mine->rule[rule] == LLMCOST_FAIL;
}

const char *words_estimated(const struct report *report, char *buffer, size_t size)
{
    bool any = false;
    snprintf(buffer, size, "Estimated, not measured: the throughput behind all figures of");
    for (int option = 0; option < report->result->options; option++) {
        if (!report_is_estimated(report, option))
            continue;
        words_add(buffer, size, "%s %s", any ? "," : "",
                  llmcost_option_id(report->scenario, option));
        any = true;
    }
    words_add(buffer, size, ".");
    return any ? buffer : NULL;
}

/* "cannot serve the peak of 58 requests/min in month 6 (45 at most)", from the engine's own
 * warning: of the option, or of the api that serves until it starts. */
static void unserved(const struct report *report, int option, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    const struct llmcost_warning none = {.value = result->peak_requests_per_second};
    const struct llmcost_warning *warning = &none;
    for (int i = 0; i < result->warnings && warning == &none; i++)
        if (result->warning[i].option == option && (result->warning[i].id == LLMCOST_W_NOT_SERVED ||
                                                    result->warning[i].id == LLMCOST_W_OVER_LIMIT))
            warning = &result->warning[i];
    const bool limited = warning->id == LLMCOST_W_OVER_LIMIT;
    struct holes holes = {.count = 0};
    hole_add_pair(&holes, "peak", warning->value, "most", warning->other);
    hole_add(&holes, "known", warning != &none);
    hole_add(&holes, "month", warning->low);
    hole_add(&holes, "unit", limited ? 1 + warning->high : 0);
    hole_add(&holes, "service", limited && words_is_service(report->scenario, warning));
    if (limited)
        hole_add_text(&holes, "api", llmcost_option_id(report->scenario, warning->ref.index));
    form_fill(form_of_peak, &holes, "", buffer, size);
}

const char *words_obstacle(const struct report *report, int option, char *buffer, size_t size)
{
    const struct llmcost_option_result *mine = &report->result->option[option];
    if (report->saved != NULL) { /* it does not say what an option is made of */
        const char *said = report->outcome->options[option].obstacle;
        snprintf(buffer, size, "%s", said != NULL ? said : "is not allowed");
        return said != NULL ? buffer : NULL;
    }
    char clause[MAX_SENTENCE / 2];
    buffer[0] = '\0';
    if (!mine->feasible && !llmcost_goes_into_memory(report->scenario, option)) {
        words_fit(report->scenario, option, clause, sizeof clause);
        snprintf(buffer, size, "cannot serve: %s", clause);
    } else if (is_slow(report, option, LLMCOST_RULE_MAX_TTFT_MS) ||
               is_slow(report, option, LLMCOST_RULE_MAX_TPOT_MS)) {
        words_slow(report->scenario, option, clause, sizeof clause);
        snprintf(buffer, size, "cannot serve: %s", clause);
    } else if (!mine->feasible) {
        unserved(report, option, buffer, size);
    }
    for (int rule = 0; rule < LLMCOST_RULES_COUNT && !mine->eligible; rule++) {
        if (mine->rule[rule] != LLMCOST_FAIL || is_slow(report, option, (enum llmcost_rule)rule))
            continue;
        failed_rule(report->scenario, option, (enum llmcost_rule)rule, clause, sizeof clause);
        words_add(buffer, size, "%s%s", buffer[0] != '\0' ? " and " : "", clause);
    }
    if (buffer[0] == '\0' && !mine->eligible)
        snprintf(buffer, size, "is not allowed");
    return buffer[0] != '\0' ? buffer : NULL;
}
