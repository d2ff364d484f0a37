/* words_warnings.c - what a reader should beware of, in words: warnings, and why an option is out.
 * Each warning id has one row: what is wrong with its figures, and what to do about it. Refuses to
 * know when a warning is due (the engine's affair). To add one: its id in llmcost.h and a function
 * and a row here.
 */
#include "read_report.h"
#include "words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 64 };

/* The figures of a warning as text, ready for a sentence. */
struct telling {
    const struct report *report;
    const struct llmcost_warning *warning;
    const char *currency;
    char path[LLMCOST_MAX_PATH]; /* of the input it is about, "" when none */
    const struct llmcost_field *field;
    char value[FIGURE], other[FIGURE]; /* as counts */
};

static void no_headroom(const struct telling *t, char *buffer, size_t size)
{
    char share[FIGURE];
    words_percent(t->warning->value, share, sizeof share);
    snprintf(buffer, size,
             "the busiest hour takes %s of the fleet, no headroom for a burst or a failed replica: "
             "set max_utilization below 1 or burst above 1",
             share);
}

static void not_measured(const struct telling *t, char *buffer, size_t size)
{
    snprintf(buffer, size,
             "%s requests/s a replica is typed, not measured: load-test it with your own prompts, "
             "then state `basis: measured`",
             t->value);
}

static void small_rotation(const struct telling *t, char *buffer, size_t size)
{
    snprintf(buffer, size,
             "%s %s a small on-call rotation: Google's SRE book asks for 8 people on one site or 6 "
             "on each of two",
             t->value, t->warning->value == 1 ? "person is" : "people are");
}

static void no_spare(const struct telling *t, char *buffer, size_t size)
{
    (void)t;
    snprintf(buffer, size,
             "rules.min_availability is asked of one replica without a spare, so any failure is an "
             "outage: set spare_replicas to 1 or more");
}

static void over_limit(const struct telling *t, char *buffer, size_t size)
{
    bool tokens = t->field != NULL && t->field->unit == LLMCOST_TOKENS_PER_MINUTE;
    bool known = t->field != NULL;
    snprintf(buffer, size,
             "the peak of %s %s is above its limit of %s: ask for a higher limit, or spread the "
             "load",
             t->value,
             !known   ? "a minute"
             : tokens ? "tokens/min"
                      : "requests/min",
             t->other);
}

static void cache_one_side(const struct telling *t, char *buffer, size_t size)
{
    (void)t;
    snprintf(
        buffer, size,
        "a cache makes one side of the comparison cheaper and not the other: give "
        "workload.cached_share and prefix_cached_share the same value, or say why they differ");
}

static void same_tokenizer(const struct telling *t, char *buffer, size_t size)
{
    int other = (int)t->warning->value;
    bool named = other >= 0 && other < llmcost_option_count(t->report->scenario);
    snprintf(buffer, size,
             "token_ratio is left at 1, yet %s is of another model family: count a sample of your "
             "prompts with both tokenizers",
             named ? llmcost_option_id(t->report->scenario, other) : "an api");
}

static void hybrids_differ(const struct telling *t, char *buffer, size_t size)
{
    (void)t;
    snprintf(buffer, size,
             "two models answer the same users, and may answer differently: check that your "
             "product can live with it");
}

static void output_cheaper(const struct telling *t, char *buffer, size_t size)
{
    char input[FIGURE];
    char output[FIGURE];
    words_unit_price(t->currency, t->warning->value, input, sizeof input);
    words_unit_price(t->currency, t->warning->other, output, sizeof output);
    snprintf(buffer, size,
             "output at %s per Mtok is cheaper than input at %s, which no provider asks: check "
             "that the two are not swapped",
             output, input);
}

static void out_of_bounds(const struct telling *t, char *buffer, size_t size)
{
    char bill[FIGURE];
    char low[FIGURE];
    char high[FIGURE];
    bool falls = t->warning->low > t->warning->high;
    words_money(t->currency, t->warning->value, bill, sizeof bill);
    words_money(t->currency, falls ? t->warning->high : t->warning->low, low, sizeof low);
    words_money(t->currency, falls ? t->warning->low : t->warning->high, high, sizeof high);
    snprintf(buffer, size,
             "%s a month for its tokens is outside the %s to %s that they cost at list price, all "
             "of them input or all output: a fee, a minimum or a wrong price makes the difference",
             bill, low, high);
}

static void cache_at_input(const struct telling *t, char *buffer, size_t size)
{
    bool write = t->field != NULL && strstr(t->field->name, "write") != NULL;
    snprintf(buffer, size, "%s is not stated, so %s input tokens are billed at the input price",
             write ? "cache_write_per_mtok" : "cached_input_per_mtok",
             write ? "cache-written" : "cached");
}

static void not_served(const struct telling *t, char *buffer, size_t size)
{
    snprintf(buffer, size,
             "the peak of %s requests/s is above the %s it can serve: add replicas, or leave "
             "`replicas` out to have the fleet sized",
             t->value, t->other);
}

static void long_context(const struct telling *t, char *buffer, size_t size)
{
    snprintf(buffer, size,
             "prompts of %s tokens on average are over its long-context threshold of %s, yet "
             "workload.long_context_share is 0: state the share of tokens above it",
             t->value, t->other);
}

static void long_month(const struct telling *t, char *buffer, size_t size)
{
    char hours[FIGURE];
    words_count(t->report->scenario->hours_per_month.value, hours, sizeof hours);
    snprintf(buffer, size, "hours_per_month is %s, and the longest month has 744", hours);
}

static void no_effect(const struct telling *t, char *buffer, size_t size)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    double need = t->warning->value; /* the field that it would need beside it */
    bool named = need > 0 && need < (double)count;
    snprintf(buffer, size, "%s is stated but changes nothing%s%s",
             t->path[0] != '\0' ? t->path : "an input", named ? " without " : "",
             named ? fields[(size_t)need].name : "");
}

static void unknown(const struct telling *t, char *buffer, size_t size)
{
    snprintf(buffer, size, "warning %d", (int)t->warning->id);
}

static void (*const tell[LLMCOST_W_END - LLMCOST_W_NO_HEADROOM])(const struct telling *, char *,
                                                                 size_t) = {
    [LLMCOST_W_NO_HEADROOM - LLMCOST_W_NO_HEADROOM] = no_headroom,
    [LLMCOST_W_NOT_MEASURED - LLMCOST_W_NO_HEADROOM] = not_measured,
    [LLMCOST_W_SMALL_ROTATION - LLMCOST_W_NO_HEADROOM] = small_rotation,
    [LLMCOST_W_NO_SPARE - LLMCOST_W_NO_HEADROOM] = no_spare,
    [LLMCOST_W_OVER_LIMIT - LLMCOST_W_NO_HEADROOM] = over_limit,
    [LLMCOST_W_CACHE_ONE_SIDE - LLMCOST_W_NO_HEADROOM] = cache_one_side,
    [LLMCOST_W_SAME_TOKENIZER - LLMCOST_W_NO_HEADROOM] = same_tokenizer,
    [LLMCOST_W_HYBRIDS_DIFFER - LLMCOST_W_NO_HEADROOM] = hybrids_differ,
    [LLMCOST_W_OUTPUT_CHEAPER - LLMCOST_W_NO_HEADROOM] = output_cheaper,
    [LLMCOST_W_OUT_OF_BOUNDS - LLMCOST_W_NO_HEADROOM] = out_of_bounds,
    [LLMCOST_W_CACHE_AT_INPUT - LLMCOST_W_NO_HEADROOM] = cache_at_input,
    [LLMCOST_W_NOT_SERVED - LLMCOST_W_NO_HEADROOM] = not_served,
    [LLMCOST_W_LONG_CONTEXT - LLMCOST_W_NO_HEADROOM] = long_context,
    [LLMCOST_W_LONG_MONTH - LLMCOST_W_NO_HEADROOM] = long_month,
    [LLMCOST_W_NO_EFFECT - LLMCOST_W_NO_HEADROOM] = no_effect,
};

const char *words_warning(const struct report *report, const struct llmcost_warning *warning,
                          char *buffer, size_t size)
{
    struct telling t = {
        .report = report, .warning = warning, .currency = words_currency(report->scenario)};
    size_t fields;
    char text[MAX_SENTENCE] = "";
    if (report->saved != NULL)
        return saved_words(report->saved->warning[warning - report->result->warning], buffer, size);
    if (warning->ref.field >= 0) {
        t.field = &llmcost_fields(&fields)[warning->ref.field];
        llmcost_path(report->scenario, warning->ref, t.path, sizeof t.path);
    }
    words_count(warning->value, t.value, sizeof t.value);
    words_count(warning->other, t.other, sizeof t.other);
    size_t row = (size_t)warning->id - LLMCOST_W_NO_HEADROOM;
    bool known = row < sizeof tell / sizeof tell[0] && tell[row] != NULL;
    (known ? tell[row] : unknown)(&t, text, sizeof text);
    bool of_option = warning->option >= 0 && warning->id != LLMCOST_W_NO_EFFECT;
    snprintf(buffer, size, "%s%s%s.",
             of_option ? llmcost_option_id(report->scenario, warning->option) : "",
             of_option ? ": " : "", text);
    return buffer;
}

/* ---- Obstacles ---- */

struct rule_words {
    const char *what; /* what the figure is called */
    const char *side; /* of the limit that is allowed */
    bool lower_is_worse, is_percent;
};

static const struct rule_words rule_words[LLMCOST_RULES_COUNT] = {
    [LLMCOST_RULE_MIN_QUALITY] = {.what = "quality", .side = "at least", .lower_is_worse = true},
    [LLMCOST_RULE_MAX_TTFT_MS] = {.what = "first token after ms", .side = "at most"},
    [LLMCOST_RULE_MIN_AVAILABILITY] = {.what = "availability",
                                       .side = "at least",
                                       .lower_is_worse = true,
                                       .is_percent = true},
};

static const struct llmcost_input *rule_figure(const struct llmcost_common *common, int rule)
{
    return rule == LLMCOST_RULE_MIN_QUALITY   ? &common->quality
           : rule == LLMCOST_RULE_MAX_TTFT_MS ? &common->ttft_ms
                                              : &common->availability;
}

static double rule_limit(const struct llmcost_scenario *scenario, int rule)
{
    return rule == LLMCOST_RULE_MIN_QUALITY   ? scenario->min_quality.value
           : rule == LLMCOST_RULE_MAX_TTFT_MS ? scenario->max_ttft_ms.value
                                              : scenario->min_availability.value;
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
    const char *(*put)(double, char *, size_t) = words->is_percent ? words_percent : words_count;
    put(rule_limit(report->scenario, rule), limit, sizeof limit);
    if (isfinite(worst))
        snprintf(buffer, size, "fails %s (%s %s, %s %s is asked)", id, words->what,
                 put(worst, figure, sizeof figure), words->side, limit);
    else
        snprintf(buffer, size, "fails %s (%s %s is asked)", id, words->side, limit);
}

/* "cannot serve the peak of 12 requests/s (8 at most)", from the engine's own warning. */
static void unserved(const struct report *report, int option, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    const struct llmcost_option_result *mine = &result->option[option];
    const struct llmcost_warning *warning = NULL;
    char month[FIGURE] = "";
    char peak[FIGURE];
    char most[FIGURE];
    const char *unit = "requests/s";
    for (int i = 0; i < result->warnings && warning == NULL; i++)
        if (result->warning[i].option == option && (result->warning[i].id == LLMCOST_W_NOT_SERVED ||
                                                    result->warning[i].id == LLMCOST_W_OVER_LIMIT))
            warning = &result->warning[i];
    if (mine->infeasible_month > 1)
        snprintf(month, sizeof month, " from month %d on", (int)mine->infeasible_month);
    if (warning == NULL || mine->infeasible_month > 1) {
        words_count(result->peak_requests_per_second, peak, sizeof peak);
        snprintf(buffer, size, "cannot serve the peak%s%s%s", month[0] ? month : " of ",
                 month[0] ? "" : peak, month[0] ? "" : " requests/s");
        return;
    }
    if (warning->id == LLMCOST_W_OVER_LIMIT) {
        size_t fields;
        bool tokens = warning->ref.field >= 0 &&
                      llmcost_fields(&fields)[warning->ref.field].unit == LLMCOST_TOKENS_PER_MINUTE;
        unit = tokens ? "tokens/min" : "requests/min";
    }
    words_count(warning->value, peak, sizeof peak);
    words_count(warning->other, most, sizeof most);
    snprintf(buffer, size, "cannot serve the peak of %s %s (%s at most)", peak, unit, most);
}

const char *words_obstacle(const struct report *report, int option, char *buffer, size_t size)
{
    const struct llmcost_option_result *mine = &report->result->option[option];
    size_t used = 0;
    char clause[MAX_SENTENCE / 2];
    buffer[0] = '\0';
    if (report->saved != NULL)
        return saved_words(report->saved->obstacle[option], buffer, size);
    if (!mine->feasible) {
        unserved(report, option, buffer, size);
        used = strlen(buffer);
    }
    for (int rule = 0; rule < LLMCOST_RULES_COUNT && !mine->eligible; rule++) {
        if (mine->rule[rule] != LLMCOST_FAIL)
            continue;
        failed_rule(report, option, rule, clause, sizeof clause);
        snprintf(buffer + used, size - used, "%s%s", used > 0 ? " and " : "", clause);
        used = strlen(buffer);
    }
    if (used == 0 && !mine->eligible)
        snprintf(buffer, size, "is not allowed");
    return buffer[0] != '\0' ? buffer : NULL;
}
