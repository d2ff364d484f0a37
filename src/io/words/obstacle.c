/* obstacle.c - why an option is out, in words: what it cannot serve, which rule it fails.
 * Refuses to know when that is so (the engine's affair).
 */
#include "core/scenario/words.h"
#include "io/report/outcome.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 64 };

struct rule_words {
    const char *what; /* what the figure is called */
    const char *side; /* of the limit that is allowed */
    const char *unit; /* behind both, NULL: none */
    bool lower_is_worse, is_percent;
};

static const struct rule_words rule_words[LLMCOST_RULES_COUNT] = {
    [LLMCOST_RULE_MIN_QUALITY] = {.what = "quality", .side = "at least", .lower_is_worse = true},
    [LLMCOST_RULE_MAX_TTFT_MS] = {.what = "first token after", .side = "at most", .unit = " ms"},
    [LLMCOST_RULE_MIN_AVAILABILITY] = {.what = "availability",
                                       .side = "at least",
                                       .lower_is_worse = true,
                                       .is_percent = true},
    [LLMCOST_RULE_MAX_TPOT_MS] = {.what = "an output token after",
                                  .side = "at most",
                                  .unit = " ms"},
};

static const struct llmcost_input *rule_figure(const struct llmcost_common *common, int rule)
{
    const struct llmcost_input *figures[LLMCOST_RULES_COUNT] = {
        [LLMCOST_RULE_MIN_QUALITY] = &common->quality,
        [LLMCOST_RULE_MAX_TTFT_MS] = &common->ttft_ms,
        [LLMCOST_RULE_MIN_AVAILABILITY] = &common->availability,
        [LLMCOST_RULE_MAX_TPOT_MS] = &common->tpot_ms};
    return figures[rule];
}

static double rule_limit(const struct llmcost_scenario *scenario, int rule)
{
    const double limits[LLMCOST_RULES_COUNT] = {
        [LLMCOST_RULE_MIN_QUALITY] = scenario->min_quality.value,
        [LLMCOST_RULE_MAX_TTFT_MS] = scenario->max_ttft_ms.value,
        [LLMCOST_RULE_MIN_AVAILABILITY] = scenario->min_availability.value,
        [LLMCOST_RULE_MAX_TPOT_MS] = scenario->max_tpot_ms.value};
    return limits[rule];
}

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
        const size_t used = strlen(buffer);
        if (!has_word(llmcost_text(s, of_host), word, length) ||
            !has_word(llmcost_text(s, of_api), word, length))
            snprintf(buffer + used, size - used, "%s%.*s", used > 0 ? ", " : "", (int)length, word);
    }
}

/* "fails min_quality (quality 0.8, at least 0.9 is asked)" */
static void failed_rule(const struct report *report, int option, int rule, char *buffer,
                        size_t size)
{
    const struct rule_words *words = &rule_words[rule];
    const struct llmcost_host *host = llmcost_option_host(report->scenario, option);
    const struct llmcost_api *api = llmcost_option_api(report->scenario, option);
    const char *id = llmcost_rule_id((enum llmcost_rule)rule);
    char figure[FIGURE];
    char limit[FIGURE];
    char missing[MAX_SENTENCE / 4];
    if (rule == LLMCOST_RULE_REQUIRES) {
        missing_words(report->scenario, host, api, missing, sizeof missing);
        snprintf(buffer, size, "fails %s (%s %s not in %s `meets`)", id,
                 missing[0] != '\0' ? missing : "a word",
                 strchr(missing, ',') != NULL ? "are" : "is",
                 host != NULL && api != NULL ? "both parts'" : "its");
        return;
    }
    if (rule == LLMCOST_RULE_DATA_IN_HOUSE) {
        snprintf(buffer, size, "fails %s (the data would leave the house)", id);
        return;
    }
    double worst = words->lower_is_worse ? INFINITY : -INFINITY;
    const struct llmcost_common *parts[] = {host ? &host->common : NULL, api ? &api->common : NULL};
    for (int i = 0; i < 2; i++) {
        const struct llmcost_input *stated = parts[i] ? rule_figure(parts[i], rule) : NULL;
        if (stated == NULL || stated->origin == LLMCOST_UNSET)
            continue;
        if (words->lower_is_worse ? stated->value < worst : stated->value > worst)
            worst = stated->value;
    }
    const double asked = rule_limit(report->scenario, rule);
    words_apart(words->is_percent, asked, isfinite(worst) ? worst : asked, limit, figure,
                sizeof limit);
    const char *unit = words->unit != NULL ? words->unit : "";
    if (isfinite(worst))
        snprintf(buffer, size, "fails %s (%s %s%s, %s %s%s is asked)", id, words->what, figure,
                 unit, words->side, limit, unit);
    else
        snprintf(buffer, size, "fails %s (%s %s%s is asked)", id, words->side, limit, unit);
}

/* "cannot serve the peak of 12 requests/s (8 at most)", from the engine's own warning. */
const char *words_fit(const struct llmcost_scenario *scenario, int option, char *buffer,
                      size_t size)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    struct llmcost_estimate estimate;
    char gpus[FIGURE];
    char needed[FIGURE];
    char weights[FIGURE];
    snprintf(buffer, size, "the model does not go into the memory of its GPUs");
    if (host == NULL || !llmcost_estimate(scenario, host, &estimate))
        return buffer;
    words_count(host->gpus_per_replica.value, gpus, sizeof gpus);
    const double fewest = llmcost_gpus_needed(scenario, host);
    words_count(fewest, needed, sizeof needed);
    words_count(words_round(estimate.weight_bytes / 1e9, 1), weights, sizeof weights);
    snprintf(buffer, size, "%s in %s (%s GB of weights) does not fit on %s x %s; ",
             llmcost_text(scenario, host->model.text),
             llmcost_precision_name(llmcost_precision_of(scenario, host)), weights, gpus,
             llmcost_text(scenario, host->gpu.text));
    const size_t used = strlen(buffer);
    if (fewest > 0)
        snprintf(buffer + used, size - used, "needs %s", needed);
    else
        snprintf(buffer + used, size - used,
                 "the KV cache of one request is too large for any number of them");
    return buffer;
}

/* "none of its 3 runs is as fast as the rules ask (first token after 180 ms, an output token after
 * 12 ms, each at the least)". */
const char *words_slow(const struct llmcost_scenario *scenario, int option, char *buffer,
                       size_t size)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    struct llmcost_estimate estimate;
    double least[2] = {INFINITY, INFINITY};
    char figure[FIGURE];
    for (int i = 0; host != NULL && i < host->runs.count; i++) {
        const struct llmcost_run *run = &scenario->entry[host->runs.first + i].run;
        least[0] = run->ttft_ms.value < least[0] ? run->ttft_ms.value : least[0];
        least[1] = run->tpot_ms.value < least[1] ? run->tpot_ms.value : least[1];
    }
    if (host == NULL || host->runs.count == 0) {
        const bool known = host != NULL && llmcost_estimate(scenario, host, &estimate);
        words_count(words_round(known ? estimate.tpot_ms : 0, 1), figure, sizeof figure);
        snprintf(buffer, size, "even one request at a time is slower than the rules ask%s%s%s",
                 known ? " (an output token after " : "", known ? figure : "", known ? " ms)" : "");
        return buffer;
    }
    snprintf(buffer, size, "none of its %d runs is as fast as the rules ask (at the least",
             (int)host->runs.count);
    static const char *const what[] = {"a first token after", "an output token after"};
    const struct llmcost_input *limits[] = {&scenario->max_ttft_ms, &scenario->max_tpot_ms};
    bool any = false;
    for (int i = 0; i < 2; i++) {
        const size_t used = strlen(buffer);
        if (limits[i]->origin == LLMCOST_UNSET)
            continue;
        words_count(least[i], figure, sizeof figure);
        snprintf(buffer + used, size - used, "%s %s %s ms", any ? "," : "", what[i], figure);
        any = true;
    }
    snprintf(buffer + strlen(buffer), size - strlen(buffer), ")");
    return buffer;
}

/* Whether that is why an option cannot serve: its rules of latency fail by it. */
static bool is_slow(const struct report *report, int option, int rule)
{
    const struct llmcost_option_result *mine = &report->result->option[option];
    const int latency = rule == LLMCOST_RULE_MAX_TTFT_MS   ? LLMCOST_LIMIT_TTFT
                        : rule == LLMCOST_RULE_MAX_TPOT_MS ? LLMCOST_LIMIT_TPOT
                                                           : LLMCOST_LIMIT_NONE;
    return !mine->feasible && mine->has_fleet && latency != LLMCOST_LIMIT_NONE &&
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
        const size_t used = strlen(buffer);
        snprintf(buffer + used, size - used, "%s %s", any ? "," : "",
                 llmcost_option_id(report->scenario, option));
        any = true;
    }
    const size_t used = strlen(buffer);
    snprintf(buffer + used, size - used, ".");
    return any ? buffer : NULL;
}

bool words_is_service(const struct llmcost_scenario *scenario,
                      const struct llmcost_warning *warning)
{
    const struct llmcost_api *own = llmcost_option_api(scenario, warning->option);
    return warning->ref.section == LLMCOST_APIS && own != &scenario->api[warning->ref.index];
}

/* "cannot serve the peak of 58 requests/min in month 6 (45 at most)", from the engine's own
 * warning: of the option, or of the api that serves until it starts. */
static void unserved(const struct report *report, int option, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    const struct llmcost_scenario *scenario = report->scenario;
    const struct llmcost_warning *warning = NULL;
    char month[FIGURE] = "";
    char whose[LLMCOST_MAX_ID + FIGURE] = "";
    char peak[FIGURE];
    char most[FIGURE];
    const char *unit = "requests/s";
    size_t fields;
    for (int i = 0; i < result->warnings && warning == NULL; i++)
        if (result->warning[i].option == option && (result->warning[i].id == LLMCOST_W_NOT_SERVED ||
                                                    result->warning[i].id == LLMCOST_W_OVER_LIMIT))
            warning = &result->warning[i];
    if (warning == NULL) {
        words_count(result->peak_requests_per_second, peak, sizeof peak);
        snprintf(buffer, size, "cannot serve the peak of %s requests/s", peak);
        return;
    }
    if (warning->id == LLMCOST_W_OVER_LIMIT)
        unit = llmcost_fields(&fields)[warning->ref.field].unit == LLMCOST_TOKENS_PER_MINUTE
                   ? "tokens/min"
                   : "requests/min";
    if (words_is_service(scenario, warning))
        snprintf(whose, sizeof whose, "cannot serve: until it starts %s does, and ",
                 llmcost_option_id(scenario, warning->ref.index));
    if (warning->low > 1)
        snprintf(month, sizeof month, " in month %d", (int)warning->low);
    words_apart(false, warning->value, warning->other, peak, most, sizeof peak);
    snprintf(buffer, size, "%scannot serve the peak of %s %s%s (%s at most)", whose, peak, unit,
             month, most);
}

const char *words_obstacle(const struct report *report, int option, char *buffer, size_t size)
{
    const struct llmcost_option_result *mine = &report->result->option[option];
    size_t used = 0;
    if (report->saved != NULL) { /* it does not say what an option is made of */
        const char *said = report->outcome->options[option].obstacle;
        snprintf(buffer, size, "%s", said != NULL ? said : "is not allowed");
        return said != NULL ? buffer : NULL;
    }
    char clause[MAX_SENTENCE / 2];
    buffer[0] = '\0';
    if (!mine->feasible && !llmcost_goes_into_memory(report->scenario, option)) {
        snprintf(buffer, size, "cannot serve: ");
        words_fit(report->scenario, option, buffer + strlen(buffer), size - strlen(buffer));
        used = strlen(buffer);
    } else if (is_slow(report, option, LLMCOST_RULE_MAX_TTFT_MS) ||
               is_slow(report, option, LLMCOST_RULE_MAX_TPOT_MS)) {
        snprintf(buffer, size, "cannot serve: ");
        words_slow(report->scenario, option, buffer + strlen(buffer), size - strlen(buffer));
        used = strlen(buffer);
    } else if (!mine->feasible) {
        unserved(report, option, buffer, size);
        used = strlen(buffer);
    }
    for (int rule = 0; rule < LLMCOST_RULES_COUNT && !mine->eligible; rule++) {
        if (mine->rule[rule] != LLMCOST_FAIL || is_slow(report, option, rule))
            continue;
        failed_rule(report, option, rule, clause, sizeof clause);
        snprintf(buffer + used, size - used, "%s%s", used > 0 ? " and " : "", clause);
        used = strlen(buffer);
    }
    if (used == 0 && !mine->eligible)
        snprintf(buffer, size, "is not allowed");
    return buffer[0] != '\0' ? buffer : NULL;
}
