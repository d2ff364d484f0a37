/* rules.c - what decides beside cost: the scenario's rules per option, and the published rules of
 * thumb (§11). One function and one row each. Refuses to know what anything costs: it is handed the
 * result.
 */
#include "core/months/rules.h"
#include "core/base/count.h"
#include "core/model/capacity.h"
#include "core/model/estimate.h"
#include "core/scenario/scenario.h"
#include "core/scenario/words.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

/* ---- The scenario's rules ---- */

static bool part_stays(const struct llmcost_scenario *scenario, const struct llmcost_common *part)
{
    const struct llmcost_api *target = escalation_target(scenario, part);
    return part->in_house.value > 0 && (target == NULL || target->common.in_house.value > 0);
}

static bool keeps_in_house(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    return (host == NULL || part_stays(scenario, &host->common)) &&
           (api == NULL || part_stays(scenario, &api->common));
}

static const struct rule rules[] = {
    [LLMCOST_RULE_DATA_IN_HOUSE] = {.id = "data_in_house"},
    [LLMCOST_RULE_MIN_QUALITY] = {.id = "min_quality",
                                  .figure = "quality",
                                  .value = offsetof(struct llmcost_common, quality),
                                  .limit = offsetof(struct llmcost_scenario, min_quality)},
    [LLMCOST_RULE_MAX_TTFT_MS] = {.id = "max_ttft_ms",
                                  .figure = "ttft_ms",
                                  .value = offsetof(struct llmcost_common, ttft_ms),
                                  .limit = offsetof(struct llmcost_scenario, max_ttft_ms),
                                  .is_max = true,
                                  .latency = LLMCOST_LIMIT_TTFT},
    [LLMCOST_RULE_MIN_AVAILABILITY] = {.id = "min_availability",
                                       .figure = "availability",
                                       .value = offsetof(struct llmcost_common, availability),
                                       .limit =
                                           offsetof(struct llmcost_scenario, min_availability)},
    [LLMCOST_RULE_MAX_TPOT_MS] = {.id = "max_tpot_ms",
                                  .figure = "tpot_ms",
                                  .value = offsetof(struct llmcost_common, tpot_ms),
                                  .limit = offsetof(struct llmcost_scenario, max_tpot_ms),
                                  .is_max = true,
                                  .latency = LLMCOST_LIMIT_TPOT},
    [LLMCOST_RULE_REQUIRES] = {.id = "requires", .figure = "meets"},
};

_Static_assert(COUNT(rules) == LLMCOST_RULES_COUNT, "a row for each rule");

const char *llmcost_rule_id(enum llmcost_rule rule)
{
    return rules[rule].id;
}

const struct rule *rule_row(enum llmcost_rule rule)
{
    return &rules[rule];
}

bool rule_is_of_capacity(enum llmcost_rule rule, const struct llmcost_host *host)
{
    return rules[rule].latency != LLMCOST_LIMIT_NONE &&
           capacity_has_latency(host, rules[rule].latency);
}

static enum llmcost_status judge_part(const struct llmcost_input *figure,
                                      const struct llmcost_input *limit, bool is_max)
{
    if (figure->origin == LLMCOST_UNSET)
        return LLMCOST_UNKNOWN;
    const bool fails = is_max ? figure->value > limit->value : figure->value < limit->value;
    return fails ? LLMCOST_FAIL : LLMCOST_PASS;
}

/* Where the latency comes with the capacity, that is what a rule finds (§12). */
static enum llmcost_status judge_capacity(const struct llmcost_scenario *s,
                                          const struct llmcost_host *host)
{
    const struct terms first = first_terms(s);
    return capacity_of(&first, host).is_fast ? LLMCOST_PASS : LLMCOST_FAIL;
}

/* A hybrid is as good as the worse of its parts, and unknown when either is (§11), unless its host
 * is too slow already. */
static enum llmcost_status judge_figure(const struct llmcost_scenario *s, int option,
                                        const struct rule *rule)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const struct llmcost_input *limit = rule_input(s, rule->limit);
    enum llmcost_status of_host = LLMCOST_PASS;
    enum llmcost_status of_api = LLMCOST_PASS;
    if (limit->origin == LLMCOST_UNSET)
        return LLMCOST_NOT_STATED;
    if (host != NULL && rule_is_of_capacity((enum llmcost_rule)(rule - rules), host)) {
        of_host = judge_capacity(s, host);
        if (of_host == LLMCOST_FAIL)
            return of_host;
    } else if (host != NULL) {
        of_host = judge_part(rule_input(&host->common, rule->value), limit, rule->is_max);
    }
    if (api != NULL)
        of_api = judge_part(rule_input(&api->common, rule->value), limit, rule->is_max);
    if (of_host == LLMCOST_UNKNOWN || of_api == LLMCOST_UNKNOWN)
        return LLMCOST_UNKNOWN;
    return of_host == LLMCOST_FAIL ? of_host : of_api;
}

static bool meets_word(const struct llmcost_scenario *scenario, const struct llmcost_common *part,
                       const char *word, size_t length)
{
    return part == NULL || has_word(llmcost_text(scenario, part->meets.text), word, length);
}

static bool says_nothing(const struct llmcost_common *part)
{
    return part != NULL && part->meets.origin == LLMCOST_UNSET;
}

/* A hybrid meets the words that both parts meet, unknown where either says nothing (§12). */
static enum llmcost_status judge_words(const struct llmcost_scenario *s, int option)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const struct llmcost_common *parts[] = {host != NULL ? &host->common : NULL,
                                            api != NULL ? &api->common : NULL};
    const char *required = llmcost_text(s, s->requires.text);
    size_t length;
    const char *word = next_word(required, NULL, &length);
    if (word == NULL)
        return LLMCOST_NOT_STATED;
    if (says_nothing(parts[0]) || says_nothing(parts[1]))
        return LLMCOST_UNKNOWN;
    while (word != NULL && meets_word(s, parts[0], word, length) &&
           meets_word(s, parts[1], word, length))
        word = next_word(required, word, &length);
    return word == NULL ? LLMCOST_PASS : LLMCOST_FAIL;
}

bool rules_judge(const struct llmcost_scenario *scenario, int option,
                 uint8_t ret_rule[LLMCOST_RULES_COUNT])
{
    const bool stays = scenario->data_in_house.value <= 0 || keeps_in_house(scenario, option);
    bool eligible = stays;
    ret_rule[LLMCOST_RULE_DATA_IN_HOUSE] = stays ? LLMCOST_PASS : LLMCOST_FAIL;
    for (int i = LLMCOST_RULE_DATA_IN_HOUSE + 1; i < LLMCOST_RULES_COUNT; i++) {
        ret_rule[i] =
            (uint8_t)(i == LLMCOST_RULE_REQUIRES ? judge_words(scenario, option)
                                                 : judge_figure(scenario, option, &rules[i]));
        eligible = eligible && ret_rule[i] != LLMCOST_FAIL;
    }
    return eligible;
}

/* ---- Published rules of thumb ---- */

/* What the rules look at, of one evaluated scenario. */
struct outlook {
    const struct llmcost_scenario *scenario;
    const struct llmcost_result *result;
    double api_spend; /* a month: the whole bill of the recommended, else cheapest allowed api */
    double tokens_per_day; /* input and output */
    bool has_spend;        /* there is such an api, and the bill is in USD */
};

static struct llmcost_thumb_result three_of_three(const struct outlook *o)
{
    const struct llmcost_result *r = o->result;
    const uint8_t conditions[] = {r->condition_volume, r->condition_quality, r->condition_data};
    struct llmcost_thumb_result t = {.says = LLMCOST_ADVICE_SELF_HOST};
    for (size_t i = 0; i < COUNT(conditions); i++) {
        t.figure += conditions[i] == LLMCOST_PASS;
        if (conditions[i] == LLMCOST_FAIL)
            t.says = LLMCOST_ADVICE_RENT;
        else if (conditions[i] != LLMCOST_PASS && t.says != LLMCOST_ADVICE_RENT)
            t.says = LLMCOST_ADVICE_NONE;
    }
    return t;
}

static struct llmcost_thumb_result spend_per_year(const struct outlook *o)
{
    const double spend = 12 * o->api_spend;
    struct llmcost_thumb_result t = {.says = LLMCOST_ADVICE_MIX, .figure = spend};
    if (spend < 50e3)
        t.says = LLMCOST_ADVICE_RENT;
    if (spend > 500e3)
        t.says = LLMCOST_ADVICE_SELF_HOST;
    return t;
}

static struct llmcost_thumb_result spend_per_month(const struct outlook *o)
{
    struct llmcost_thumb_result t = {.says = LLMCOST_ADVICE_NONE, .figure = o->api_spend};
    if (o->api_spend < 5e3)
        t.says = LLMCOST_ADVICE_RENT;
    if (o->api_spend > 10e3)
        t.says = LLMCOST_ADVICE_LOOK;
    return t;
}

static struct llmcost_thumb_result tokens_against(const struct outlook *o, double threshold)
{
    return (struct llmcost_thumb_result){
        .says = o->tokens_per_day < threshold ? LLMCOST_ADVICE_RENT : LLMCOST_ADVICE_SELF_HOST,
        .figure = o->tokens_per_day};
}

static struct llmcost_thumb_result small_model(const struct outlook *o)
{
    return tokens_against(o, 10e6);
}

static struct llmcost_thumb_result large_model(const struct outlook *o)
{
    return tokens_against(o, 50e6);
}

/* Some host is GPUs, or none is there: a rule about machines has nothing to say of capacity that a
 * provider reserves. */
static bool has_machines(const struct outlook *o)
{
    const struct llmcost_scenario *s = o->scenario;
    bool has = s->hosts == 0;
    for (int i = 0; i < s->hosts && !has; i++)
        has = llmcost_unit(s, s->apis + i) == NULL;
    return has;
}

static bool has_spend(const struct outlook *o)
{
    return o->has_spend && has_machines(o);
}

/* A rule about models of a size has something to say where a host runs one (§11). */
static bool runs_model(const struct outlook *o, double least, double most, double most_memory)
{
    for (int i = 0; i < o->scenario->hosts; i++) {
        const struct llmcost_host *host = &o->scenario->host[i];
        if (has_facts(host) && host->model_facts.parameters >= least &&
            host->model_facts.parameters <= most && host->gpu_facts.memory_bytes <= most_memory)
            return true;
    }
    return false;
}

/* An A10G has 24 GB; some tools count them by 2^30. */
static bool runs_small_model(const struct outlook *o)
{
    return runs_model(o, 0, 10e9, 24.0 * (1 << 30));
}

static bool runs_large_model(const struct outlook *o)
{
    return runs_model(o, 60e9, 80e9, INFINITY);
}

static const struct {
    bool (*has_premise)(const struct outlook *o); /* else nothing is said */
    struct llmcost_thumb_result (*look)(const struct outlook *o);
    struct llmcost_thumb_row row;
} thumbs[] = {
    [LLMCOST_THUMB_THREE_OF_THREE] =
        {.has_premise = has_machines,
         .look = three_of_three,
         .row = {.id = "three_of_three",
                 .source = "R. de Melo 2023",
                 .text = "Self-host only if volume wins after people are paid, quality clears the "
                         "bar and there is a reason to keep data in-house."}},
    [LLMCOST_THUMB_SPEND_PER_YEAR] =
        {.has_premise = has_spend,
         .look = spend_per_year,
         .row = {.id = "api_spend_per_year",
                 .source = "Towards AI",
                 .text = "API spend under $50k a year: rent; $50k to $500k: consider a mix; over "
                         "$500k: model self-hosting."}},
    [LLMCOST_THUMB_SPEND_PER_MONTH] =
        {.has_premise = has_spend,
         .look = spend_per_month,
         .row = {.id = "api_spend_per_month",
                 .source = "Self-Hosting LLMs",
                 .text = "API spend under $5k a month: never self-host; over $10k: look at it."}},
    [LLMCOST_THUMB_7B_ON_A10G] =
        {.has_premise = runs_small_model,
         .look = small_model,
         .row = {.id = "7b_on_a10g",
                 .source = "Self-Hosting LLMs",
                 .text = "A 7B model on one A10G at $0.75/h pays from about 10M tokens a day."}},
    [LLMCOST_THUMB_70B_ON_A100] =
        {.has_premise = runs_large_model,
         .look = large_model,
         .row = {.id = "70b_on_a100",
                 .source = "Self-Hosting LLMs",
                 .text = "A 70B model on A100s pays from about 50M tokens a day."}},
};

_Static_assert(COUNT(thumbs) == LLMCOST_THUMBS, "a row for each rule of thumb");

const struct llmcost_thumb_row *llmcost_thumb_row(enum llmcost_thumb thumb)
{
    return &thumbs[thumb].row;
}

/* Whether advice and verdict say the same; unknown when there is no choice between renting and
 * hosting to make, or the advice is a mix and the scenario has none to offer. */
static enum llmcost_status agreement(const struct llmcost_scenario *scenario,
                                     const struct llmcost_result *result, enum llmcost_advice says)
{
    const bool choice = scenario->apis > 0 && scenario->hosts > 0 && result->recommended >= 0;
    if (!choice || says == LLMCOST_ADVICE_NONE ||
        (says == LLMCOST_ADVICE_MIX && scenario->hybrids == 0))
        return LLMCOST_UNKNOWN;
    const enum llmcost_option_kind kind = llmcost_option_kind(scenario, result->recommended);
    const bool agrees = says == LLMCOST_ADVICE_RENT  ? kind == LLMCOST_API
                        : says == LLMCOST_ADVICE_MIX ? kind == LLMCOST_HYBRID
                                                     : kind != LLMCOST_API;
    return agrees ? LLMCOST_PASS : LLMCOST_FAIL;
}

/* The api whose bill the rules about spending look at: the recommended option where it is one, else
 * the cheapest that serves and is allowed; -1 when there is none. */
static int spending_api(const struct llmcost_scenario *scenario,
                        const struct llmcost_result *result)
{
    int best = -1;
    if (result->recommended >= 0 && result->recommended < scenario->apis)
        return result->recommended;
    for (int option = 0; option < scenario->apis; option++) {
        const struct llmcost_option_result *api = &result->option[option];
        if (api->feasible && api->eligible &&
            (best < 0 || api->monthly_micros < result->option[best].monthly_micros))
            best = option;
    }
    return best;
}

void thumbs_judge(const struct llmcost_scenario *scenario, struct llmcost_result *result)
{
    const double days = scenario->hours_per_month.value / 24;
    const bool in_usd = scenario->currency.text == 0 ||
                        strcmp(llmcost_text(scenario, scenario->currency.text), "USD") == 0;
    const int api = in_usd ? spending_api(scenario, result) : -1;
    const struct outlook o = {
        .scenario = scenario,
        .result = result,
        .tokens_per_day = (result->input_tokens_per_month + result->output_tokens_per_month) / days,
        .has_spend = api >= 0,
        .api_spend = api >= 0 ? (double)result->option[api].monthly_micros / 1e6 : 0,
    };
    for (int i = 0; i < LLMCOST_THUMBS; i++) {
        result->thumb[i] = (struct llmcost_thumb_result){.agrees = LLMCOST_NOT_STATED};
        if (!thumbs[i].has_premise(&o))
            continue;
        result->thumb[i] = thumbs[i].look(&o);
        result->thumb[i].agrees =
            (uint8_t)agreement(scenario, result, (enum llmcost_advice)result->thumb[i].says);
    }
}
