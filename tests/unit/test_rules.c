/* test_rules.c - the decision (§11): recommended against cheapest, ties, margin, rules per option,
 * in-house and escalation, the three conditions, the published rules of thumb.
 */
#include "model.h"

enum {
    PASS = LLMCOST_PASS,
    FAIL = LLMCOST_FAIL,
    UNKNOWN = LLMCOST_UNKNOWN,
    NONE = LLMCOST_NOT_STATED
};

/* ---- Verdict. The base bills: api 5,040, dear 10,080, host 1,000, box 1,000, mix 1,000. */

static const struct {
    const char *name;
    struct change change[8];
    int recommended, cheapest, runner_up;
    double margin, ratio, monthly;
} verdicts[] = {
    {.name = "the lowest cost; ties by the scenario's order",
     .recommended = HOST,
     .cheapest = HOST,
     .runner_up = BOX},
    {.name = "margin over 12 months",
     .change = {{"hosts.host.replicas", 2}, {"hosts.box.replicas", 3}, {"hybrids.mix.replicas", 4}},
     .recommended = HOST,
     .cheapest = HOST,
     .runner_up = BOX,
     .margin = 12000,
     .ratio = 0.5,
     .monthly = 1000},
    {.name = "on horizon cost, not on the month: 5,040 * 12 < 1,000 * 12 + 60,000",
     .change = {{"hosts.host.one_off", 60000},
                {"hosts.box.one_off", 60001},
                {"horizon.months", 12}},
     .recommended = API,
     .cheapest = API,
     .runner_up = HOST,
     .margin = 11520,
     .ratio = 11520 / 60480.0,
     .monthly = 960},
    {.name = "what does not serve is not chosen",
     .change = {{"hosts.host.replicas", 1},
                {"hosts.box.replicas", 1},
                {"workload.attempts_per_request", 1.5},
                {"hybrids.mix.replicas", 9}},
     .recommended = API,
     .cheapest = API,
     .runner_up = MIX,
     .margin = 12 * (9000 - 7560),
     .ratio = 1440.0 / 7560,
     .monthly = 1440},
    {.name = "not allowed: the cheapest is another",
     .change = {{"rules.data_in_house", 1}, {"hosts.host.in_house", 0}, {"hosts.box.replicas", 8}},
     .recommended = BOX,
     .cheapest = HOST,
     .runner_up = -1},
    {.name = "nothing is allowed",
     .change = {{"rules.data_in_house", 1}, {"hosts.host.in_house", 0}, {"hosts.box.in_house", 0}},
     .recommended = -1,
     .cheapest = HOST,
     .runner_up = -1},
    {.name = "a margin over nothing is no ratio",
     .change = {{"hosts.host.gpu_hour", 0}, {"apis.api.in_house", 0}},
     .recommended = HOST,
     .cheapest = HOST,
     .runner_up = MIX},
    {.name = "a cost of 0 has a margin but no ratio",
     .change = {{"hosts.host.gpu_hour", 0}, {"apis.api.monthly_fee", 10}},
     .recommended = HOST,
     .cheapest = HOST,
     .runner_up = MIX,
     .margin = 120,
     .ratio = 0,
     .monthly = 10},
};

static void test_verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        model_base();
        model_change(verdicts[i].change, COUNT(verdicts[i].change));
        model_evaluate(verdicts[i].name);
        ASSERT_ROW_NEAR(verdicts[i].name, result.recommended, verdicts[i].recommended, 0);
        ASSERT_ROW_NEAR(verdicts[i].name, result.cheapest, verdicts[i].cheapest, 0);
        ASSERT_ROW_NEAR(verdicts[i].name, result.runner_up, verdicts[i].runner_up, 0);
        ASSERT_ROW_NEAR(verdicts[i].name, result.margin, verdicts[i].margin, 1e-5);
        ASSERT_ROW_NEAR(verdicts[i].name, result.margin_ratio, verdicts[i].ratio, 1e-9);
        ASSERT_ROW_NEAR(verdicts[i].name, result.monthly_margin, verdicts[i].monthly, 1e-5);
    }
}

/* ---- Words that are required

 * api, dear, host, box, mix (of host and api); NULL: it says nothing. */
static const struct {
    const char *name, *required;
    const char *meets[4];
    int expected[OPTIONS];
} words[] = {
    {.name = "nothing is required",
     .required = "",
     .meets = {"a", NULL, NULL, NULL},
     .expected = {NONE, NONE, NONE, NONE, NONE}},
    {.name = "all words, in any order, beside others; one that begins alike is another one",
     .required = "a,b",
     .meets = {"b,c,a", "ab,a", "a", "a,bb"},
     .expected = {PASS, FAIL, FAIL, FAIL, FAIL}},
    {.name = "an empty list meets nothing, none at all is unknown",
     .required = "a",
     .meets = {"a", "", NULL, "a"},
     .expected = {PASS, FAIL, UNKNOWN, PASS, UNKNOWN}},
    {.name = "a mix meets what both parts meet",
     .required = "a,b",
     .meets = {"a,b", NULL, "a,b,c", NULL},
     .expected = {PASS, UNKNOWN, PASS, UNKNOWN, PASS}},
    {.name = "of which the api may lack one",
     .required = "a,b",
     .meets = {"b", NULL, "a,b,c", NULL},
     .expected = {FAIL, UNKNOWN, PASS, UNKNOWN, FAIL}},
    {.name = "a part that says nothing leaves the mix unknown, whatever the other lacks",
     .required = "a",
     .meets = {"b", NULL, NULL, NULL},
     .expected = {FAIL, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN}},
};

static struct llmcost_name words_of(const char *list)
{
    return (struct llmcost_name){
        .text = list != NULL ? llmcost_add_text(&scenario, list, strlen(list)) : 0,
        .option = -1,
        .origin = list != NULL ? LLMCOST_FILE : LLMCOST_UNSET};
}

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(words); i++) {
        model_base();
        struct llmcost_name *const meets[] = {
            &scenario.api[0].common.meets, &scenario.api[1].common.meets,
            &scenario.host[0].common.meets, &scenario.host[1].common.meets};
        scenario.requires = words_of(words[i].required);
        for (size_t part = 0; part < COUNT(meets); part++)
            *meets[part] = words_of(words[i].meets[part]);
        model_evaluate(words[i].name);
        for (int option = 0; option < OPTIONS; option++) {
            const struct llmcost_option_result *o = &result.option[option];
            if (o->rule[LLMCOST_RULE_REQUIRES] != words[i].expected[option])
                fail_msg("%s: option %d has %d", words[i].name, option,
                         o->rule[LLMCOST_RULE_REQUIRES]);
            assert_int_equal(o->eligible, words[i].expected[option] != FAIL);
        }
    }
}

/* ---- Rules per option */

static const struct {
    const char *name;
    struct change change[8];
    enum llmcost_rule rule;
    int expected[OPTIONS]; /* api, dear, host, box, mix */
} rules[] = {
    {.name = "no rule of quality",
     .rule = LLMCOST_RULE_MIN_QUALITY,
     .expected = {NONE, NONE, NONE, NONE, NONE}},
    {.name = "no rule on the data: everyone passes",
     .rule = LLMCOST_RULE_DATA_IN_HOUSE,
     .expected = {PASS, PASS, PASS, PASS, PASS}},
    {.name = "data in-house: a hybrid only if both parts are",
     .change = {{"rules.data_in_house", 1}},
     .rule = LLMCOST_RULE_DATA_IN_HOUSE,
     .expected = {FAIL, FAIL, PASS, PASS, FAIL}},
    {.name = "an api of one's own house",
     .change = {{"rules.data_in_house", 1}, {"apis.api.in_house", 1}},
     .rule = LLMCOST_RULE_DATA_IN_HOUSE,
     .expected = {PASS, FAIL, PASS, PASS, PASS}},
    {.name = "escalation to an api outside breaks it",
     .change = {{"rules.data_in_house", 1},
                {"apis.api.in_house", 1},
                {"hosts.host.escalation_share", 0.01}},
     .rule = LLMCOST_RULE_DATA_IN_HOUSE,
     .expected = {PASS, FAIL, FAIL, PASS, FAIL}},
    {.name = "of an api too",
     .change = {{"rules.data_in_house", 1},
                {"apis.api.in_house", 1},
                {"apis.api.escalation_share", 0.01}},
     .rule = LLMCOST_RULE_DATA_IN_HOUSE,
     .expected = {FAIL, FAIL, PASS, PASS, FAIL}},
    {.name = "escalation within the house does not",
     .change = {{"rules.data_in_house", 1},
                {"apis.api.in_house", 1},
                {"apis.dear.in_house", 1},
                {"hosts.host.escalation_share", 0.01}},
     .rule = LLMCOST_RULE_DATA_IN_HOUSE,
     .expected = {PASS, PASS, PASS, PASS, PASS}},
    {.name = "quality: exactly the least is enough, unmeasured is unknown, a hybrid is unknown",
     .change = {{"rules.min_quality", 0.8}, {"apis.api.quality", 0.8}, {"apis.dear.quality", 0.79}},
     .rule = LLMCOST_RULE_MIN_QUALITY,
     .expected = {PASS, FAIL, UNKNOWN, UNKNOWN, UNKNOWN}},
    {.name = "quality of a hybrid is the lower of both",
     .change = {{"rules.min_quality", 0.8}, {"apis.api.quality", 0.8}, {"hosts.host.quality", 0.7}},
     .rule = LLMCOST_RULE_MIN_QUALITY,
     .expected = {PASS, UNKNOWN, FAIL, UNKNOWN, FAIL}},
    {.name = "or the api's",
     .change = {{"rules.min_quality", 0.8}, {"apis.api.quality", 0.7}, {"hosts.host.quality", 0.8}},
     .rule = LLMCOST_RULE_MIN_QUALITY,
     .expected = {FAIL, UNKNOWN, PASS, UNKNOWN, FAIL}},
    {.name = "time to first token: the higher of both",
     .change = {{"rules.max_ttft_ms", 500}, {"apis.api.ttft_ms", 501}, {"hosts.host.ttft_ms", 500}},
     .rule = LLMCOST_RULE_MAX_TTFT_MS,
     .expected = {FAIL, UNKNOWN, PASS, UNKNOWN, FAIL}},
    {.name = "time per output token: the higher of both",
     .change = {{"rules.max_tpot_ms", 40}, {"apis.api.tpot_ms", 20}, {"hosts.host.tpot_ms", 41}},
     .rule = LLMCOST_RULE_MAX_TPOT_MS,
     .expected = {PASS, UNKNOWN, FAIL, UNKNOWN, FAIL}},
    {.name = "availability",
     .change = {{"rules.min_availability", 0.999},
                {"apis.api.availability", 0.9995},
                {"hosts.host.availability", 0.999}},
     .rule = LLMCOST_RULE_MIN_AVAILABILITY,
     .expected = {PASS, UNKNOWN, PASS, UNKNOWN, PASS}},
};

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rules); i++) {
        model_base();
        model_change(rules[i].change, COUNT(rules[i].change));
        model_evaluate(rules[i].name);
        for (int option = 0; option < OPTIONS; option++) {
            const struct llmcost_option_result *o = &result.option[option];
            if (o->rule[rules[i].rule] != rules[i].expected[option])
                fail_msg("%s: option %d has %d", rules[i].name, option, o->rule[rules[i].rule]);
            assert_int_equal(o->eligible, rules[i].expected[option] != FAIL);
        }
    }
    assert_string_equal(llmcost_rule_id(LLMCOST_RULE_DATA_IN_HOUSE), "data_in_house");
    assert_string_equal(llmcost_rule_id(LLMCOST_RULE_MIN_AVAILABILITY), "min_availability");
}

/* ---- Three of three */

static const struct {
    const char *name;
    struct change change[8];
    int volume, quality, data;
} conditions[] = {
    {.name = "volume wins", .volume = PASS, .quality = UNKNOWN, .data = FAIL},
    {.name = "volume does not win once people are paid",
     .change = {{"hosts.host.operations_per_month", 9000}, {"hosts.box.operations_per_month", 9e3}},
     .volume = FAIL,
     .quality = UNKNOWN,
     .data = FAIL},
    {.name = "of the cheapest way to host",
     .change = {{"rules.min_quality", 0.8}, {"hosts.host.quality", 0.9}, {"hosts.box.quality", 0}},
     .volume = PASS,
     .quality = PASS,
     .data = FAIL},
    {.name = "quality fails",
     .change = {{"rules.min_quality", 0.8}, {"hosts.host.quality", 0.7}},
     .volume = PASS,
     .quality = FAIL,
     .data = FAIL},
    {.name = "a reason to keep data in-house",
     .change = {{"rules.data_in_house", 1}},
     .volume = PASS,
     .quality = UNKNOWN,
     .data = PASS},
    {.name = "no way to host serves",
     .change = {{"workload.attempts_per_request", 2},
                {"hosts.host.replicas", 1},
                {"hosts.box.replicas", 1},
                {"apis.api.requests_per_minute_limit", 0},
                {"hybrids.mix.replicas", 1},
                {"rules.min_quality", 0.5}},
     .volume = FAIL,
     .quality = UNKNOWN,
     .data = FAIL},
};

static void test_conditions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(conditions); i++) {
        model_base();
        model_change(conditions[i].change, COUNT(conditions[i].change));
        model_evaluate(conditions[i].name);
        ASSERT_ROW_NEAR(conditions[i].name, result.condition_volume, conditions[i].volume, 0);
        ASSERT_ROW_NEAR(conditions[i].name, result.condition_quality, conditions[i].quality, 0);
        ASSERT_ROW_NEAR(conditions[i].name, result.condition_data, conditions[i].data, 0);
    }
    model_workload();
    model_host("alone", 1);
    model_evaluate("hosts only");
    assert_int_equal(result.condition_volume, UNKNOWN);
    assert_int_equal(result.thumb[LLMCOST_THUMB_THREE_OF_THREE].agrees, UNKNOWN);
}

/* ---- Published rules of thumb */

enum {
    RENT = LLMCOST_ADVICE_RENT,
    BLEND = LLMCOST_ADVICE_MIX,
    SELF = LLMCOST_ADVICE_SELF_HOST,
    LOOK = LLMCOST_ADVICE_LOOK,
    SILENT = LLMCOST_ADVICE_NONE
};

static const struct {
    const char *name;
    struct change change[6];
    enum llmcost_thumb thumb;
    double parameters, memory_gb; /* of the model that the first host runs, and of its GPU */
    int says, agrees;
    double figure;
} thumbs[] = {
    {.name = "three of three: one is not enough, and the host wins all the same",
     .thumb = LLMCOST_THUMB_THREE_OF_THREE,
     .says = RENT,
     .agrees = FAIL,
     .figure = 1},
    {.name = "three of three",
     .change = {{"rules.data_in_house", 1},
                {"rules.min_quality", 0.8},
                {"hosts.host.quality", 0.9}},
     .thumb = LLMCOST_THUMB_THREE_OF_THREE,
     .says = SELF,
     .agrees = PASS,
     .figure = 3},
    /* 5,040 a month is 60,480 a year; a mix was to be had, the host won */
    {.name = "$50k to $500k a year: consider a mix",
     .thumb = LLMCOST_THUMB_SPEND_PER_YEAR,
     .says = BLEND,
     .agrees = FAIL,
     .figure = 60480},
    {.name = "the mix wins",
     .change = {{"hosts.host.replicas", 9}, {"hosts.box.replicas", 9}},
     .thumb = LLMCOST_THUMB_SPEND_PER_YEAR,
     .says = BLEND,
     .agrees = PASS,
     .figure = 60480},
    {.name = "under $50k a year: rent",
     .change = {{"apis.api.discount", 0.5}},
     .thumb = LLMCOST_THUMB_SPEND_PER_YEAR,
     .says = RENT,
     .agrees = FAIL,
     .figure = 30240},
    {.name = "the whole bill is spend: fees a request and a month too",
     .change = {{"apis.api.per_request", 0.001}, {"apis.api.monthly_fee", 100}},
     .thumb = LLMCOST_THUMB_SPEND_PER_YEAR,
     .says = BLEND,
     .agrees = FAIL,
     .figure = 104880},
    {.name = "over $500k a year: model self-hosting",
     .change = {{"workload.requests_per_month", 3.6e7}},
     .thumb = LLMCOST_THUMB_SPEND_PER_YEAR,
     .says = SELF,
     .agrees = PASS,
     .figure = 604800},
    {.name = "under $5k a month: never",
     .change = {{"apis.api.discount", 0.5},
                {"hosts.host.replicas", 9},
                {"hosts.box.replicas", 9},
                {"hybrids.mix.replicas", 9}},
     .thumb = LLMCOST_THUMB_SPEND_PER_MONTH,
     .says = RENT,
     .agrees = PASS,
     .figure = 2520},
    {.name = "between $5k and $10k a month it says nothing",
     .thumb = LLMCOST_THUMB_SPEND_PER_MONTH,
     .says = SILENT,
     .agrees = UNKNOWN,
     .figure = 5040},
    {.name = "over $10k a month: look",
     .change = {{"workload.requests_per_month", 7.3e6}},
     .thumb = LLMCOST_THUMB_SPEND_PER_MONTH,
     .says = LOOK,
     .agrees = PASS,
     .figure = 10220},
    /* 3.6M * 1,200 tokens in 1000/24 days are 103.68M a day */
    {.name = "a 7B from 10M tokens a day",
     .parameters = 7e9,
     .memory_gb = 24,
     .thumb = LLMCOST_THUMB_7B_ON_A10G,
     .says = SELF,
     .agrees = PASS,
     .figure = 103.68e6},
    {.name = "a 70B below 50M tokens a day",
     .change = {{"workload.requests_per_month", 1.7e6}},
     .parameters = 70e9,
     .memory_gb = 80,
     .thumb = LLMCOST_THUMB_70B_ON_A100,
     .says = RENT,
     .agrees = FAIL,
     .figure = 48.96e6},
    {.name = "no verdict to agree with",
     .change = {{"rules.data_in_house", 1}, {"hosts.host.in_house", 0}, {"hosts.box.in_house", 0}},
     .parameters = 8e9,
     .memory_gb = 24,
     .thumb = LLMCOST_THUMB_7B_ON_A10G,
     .says = SELF,
     .agrees = UNKNOWN,
     .figure = 103.68e6},
    {.name = "no api serves: no spend to look at",
     .change = {{"apis.api.requests_per_minute_limit", 0},
                {"apis.dear.requests_per_minute_limit", 0}},
     .thumb = LLMCOST_THUMB_SPEND_PER_YEAR,
     .says = SILENT,
     .agrees = NONE},
    {.name = "nobody runs a model of known size",
     .thumb = LLMCOST_THUMB_7B_ON_A10G,
     .says = SILENT,
     .agrees = NONE},
    {.name = "an 8B on a large GPU is another matter",
     .parameters = 8e9,
     .memory_gb = 80,
     .thumb = LLMCOST_THUMB_7B_ON_A10G,
     .says = SILENT,
     .agrees = NONE},
    {.name = "a 32B is neither a 7B",
     .parameters = 32e9,
     .memory_gb = 24,
     .thumb = LLMCOST_THUMB_7B_ON_A10G,
     .says = SILENT,
     .agrees = NONE},
    {.name = "nor a 70B",
     .parameters = 32e9,
     .memory_gb = 80,
     .thumb = LLMCOST_THUMB_70B_ON_A100,
     .says = SILENT,
     .agrees = NONE},
    {.name = "no condition fails, but the quality is not stated: no advice",
     .change = {{"rules.data_in_house", 1}},
     .thumb = LLMCOST_THUMB_THREE_OF_THREE,
     .says = SILENT,
     .agrees = UNKNOWN,
     .figure = 2},
};

static void test_thumbs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(thumbs); i++) {
        model_base();
        model_change(thumbs[i].change, COUNT(thumbs[i].change));
        if (thumbs[i].parameters > 0) {
            scenario.host[0].model_facts.parameters = thumbs[i].parameters;
            scenario.host[0].gpu_facts.memory_bytes = thumbs[i].memory_gb * 1e9;
        }
        model_evaluate(thumbs[i].name);
        const struct llmcost_thumb_result *t = &result.thumb[thumbs[i].thumb];
        ASSERT_ROW_NEAR(thumbs[i].name, t->says, thumbs[i].says, 0);
        ASSERT_ROW_NEAR(thumbs[i].name, t->agrees, thumbs[i].agrees, 0);
        ASSERT_ROW_NEAR(thumbs[i].name, t->figure, thumbs[i].figure, 1e-6 * t->figure);
    }
    for (int t = 0; t < LLMCOST_THUMBS; t++) {
        const struct llmcost_thumb_row *row = llmcost_thumb_row((enum llmcost_thumb)t);
        assert_true(strlen(row->id) > 0 && strlen(row->source) > 0 && strlen(row->text) > 0);
    }
}

/* Thresholds in dollars say nothing about yen; a mix cannot be taken where none is offered. */
static void test_other_currency(void **state)
{
    (void)state;
    model_base();
    model_name(&scenario.currency, "JPY");
    model_evaluate("yen");
    assert_int_equal(result.thumb[LLMCOST_THUMB_SPEND_PER_YEAR].says, SILENT);
    assert_int_equal(result.thumb[LLMCOST_THUMB_SPEND_PER_MONTH].says, SILENT);
    model_name(&scenario.currency, "USD");
    scenario.hybrids = 0;
    model_evaluate("dollars, no mix");
    assert_int_equal(result.thumb[LLMCOST_THUMB_SPEND_PER_YEAR].says, BLEND);
    assert_int_equal(result.thumb[LLMCOST_THUMB_SPEND_PER_YEAR].agrees, UNKNOWN);
    model_workload();
    model_api("alone", 1, 2);
    model_evaluate("no choice");
    assert_int_equal(result.thumb[LLMCOST_THUMB_SPEND_PER_YEAR].agrees, UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts), cmocka_unit_test(test_words),
        cmocka_unit_test(test_rules),    cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_thumbs),   cmocka_unit_test(test_other_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
