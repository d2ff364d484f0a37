/* test_check.c - what takes more than one field to judge (E401 to E412): each complaint by the
 * least change of a scenario that is right, with its code, its words and its advice.
 */
#include "model.h"

static struct llmcost_diags diags;

struct check_row {
    const char *name;
    struct change change[4];
    void (*edit)(void); /* what is no number */
    int codes[3];       /* expected, in order */
    const char *text;   /* part of the first complaint */
    const char *advice; /* part of its advice */
};

static void no_options(void)
{
    scenario.apis = scenario.hosts = scenario.hybrids = 0;
}

static void unknown_baseline(void)
{
    model_name(&scenario.baseline, "hots");
}

static void unknown_escalation(void)
{
    model_name(&scenario.host[0].common.escalates_to, "nowhere-at-all");
}

static void escalate_to_host(void)
{
    model_name(&scenario.api[0].common.escalates_to, "host");
}

static void escalate_to_itself(void)
{
    model_name(&scenario.api[0].common.escalates_to, "api");
}

static void escalate_to_nobody(void)
{
    scenario.api[1].common.escalates_to.origin = LLMCOST_UNSET;
    llmcost_set(&scenario.api[1].common.escalation_share, 0.1);
}

static void hybrid_without_host(void)
{
    scenario.hybrid[0].host.origin = LLMCOST_UNSET;
}

static void hybrid_of_two_apis(void)
{
    model_name(&scenario.hybrid[0].host, "dear");
}

static void hybrid_without_any_host(void)
{
    scenario.hosts = 0;
    scenario.api[0].common.escalates_to.origin = LLMCOST_UNSET;
}

static void one_api(void)
{
    model_workload();
    model_api("only", 1, 2);
    model_name(&scenario.api[0].common.escalates_to, "zzzzzzz");
}

static void two_apis(void)
{
    one_api();
    model_api("second", 1, 2);
}

static void three_apis(void)
{
    two_apis();
    model_api("third", 1, 2);
}

static const struct check_row rows[] = {
    {.name = "nothing is wrong"},
    {.name = "a required number",
     .change = {{"apis.api.input_per_mtok", NAN}},
     .codes = {401},
     .text = "apis.api: `input_per_mtok` is missing",
     .advice = "Price of 1,000,000 input tokens."},
    {.name = "two of the top and the workload",
     .change = {{"version", NAN}, {"workload.output_tokens", NAN}},
     .codes = {401, 401},
     .text = "`version` is missing"},
    {.name = "a required reference",
     .edit = hybrid_without_host,
     .codes = {401},
     .text = "hybrids.mix: `host` is missing"},
    {.name = "no demand",
     .change = {{"workload.requests_per_month", NAN}},
     .codes = {402},
     .text = "workload: the demand is missing",
     .advice = "state one of `requests_per_day`, `requests_per_month`, `tokens_per_day`, "
               "`tokens_per_month`"},
    {.name = "no capacity",
     .change = {{"hosts.host.requests_per_second", NAN}},
     .codes = {402},
     .text = "hosts.host: the capacity of a replica is missing",
     .advice = "`input_tokens_per_second` with `output_tokens_per_second`"},
    {.name = "no price of GPUs",
     .change = {{"hosts.host.gpu_hour", NAN}},
     .codes = {402},
     .text = "hosts.host: the price of the GPUs is missing",
     .advice = "`purchase_per_gpu`"},
    {.name = "two demands",
     .change = {{"workload.tokens_per_day", 1e6}},
     .codes = {403},
     .text = "workload: `tokens_per_day` beside `requests_per_month`",
     .advice = "keep one of the two"},
    {.name = "three demands",
     .change = {{"workload.tokens_per_day", 1e6}, {"workload.requests_per_day", 1}},
     .codes = {403, 403}},
    {.name = "two capacities", .change = {{"hosts.host.tokens_per_second", 100}}, .codes = {403}},
    {.name = "rented and bought",
     .change = {{"hosts.host.purchase_per_gpu", 30000}, {"hosts.host.life_years", 3}},
     .codes = {403, 403}},
    {.name = "bought without a life",
     .change = {{"hosts.host.gpu_hour", NAN}, {"hosts.host.purchase_per_gpu", 30000}},
     .codes = {404},
     .text = "`purchase_per_gpu` needs `life_years` beside it",
     .advice = "paid off"},
    {.name = "a life without a price",
     .change = {{"hosts.host.gpu_hour", NAN}, {"hosts.host.life_years", 3}},
     .codes = {404},
     .text = "`life_years` needs `purchase_per_gpu` beside it"},
    {.name = "input speed without output speed",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 1000}},
     .codes = {404}},
    {.name = "both rents are legal", .change = {{"hosts.host.elastic_gpu_hour", 2}}},
    {.name = "elastic alone is legal",
     .change = {{"hosts.host.gpu_hour", NAN}, {"hosts.host.elastic_gpu_hour", 2}}},
    {.name = "elastic beside bought is legal",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 2},
                {"hosts.host.purchase_per_gpu", 1},
                {"hosts.host.life_years", 3}}},
    {.name = "a baseline that is misspelt",
     .edit = unknown_baseline,
     .codes = {405},
     .text = "`baseline`: there is no option `hots`",
     .advice = "did you mean `host`?"},
    {.name = "an escalation to nowhere",
     .edit = unknown_escalation,
     .codes = {405},
     .text = "hosts.host: `escalates_to`: there is no api `nowhere-at-all`",
     .advice = "known are api, dear"},
    {.name = "an escalation to a host",
     .edit = escalate_to_host,
     .codes = {405},
     .text = "there is no api `host`"},
    {.name = "a hybrid of two apis",
     .edit = hybrid_of_two_apis,
     .codes = {405},
     .text = "hybrids.mix: `host`: there is no host `dear`"},
    {.name = "a hybrid of nothing that is there",
     .edit = hybrid_without_any_host,
     .codes = {405},
     .advice = "there is none in this file"},
    {.name = "advice of one", .edit = one_api, .codes = {405}, .advice = "known are only"},
    {.name = "advice of two", .edit = two_apis, .codes = {405}, .advice = "known are only, second"},
    {.name = "advice of three",
     .edit = three_apis,
     .codes = {405},
     .advice = "known are only, second, third"},
    {.name = "a request of nothing",
     .change = {{"workload.input_tokens", 0}, {"workload.output_tokens", 0}},
     .codes = {406},
     .text = "is no request"},
    {.name = "shares of more than all",
     .change = {{"workload.cached_share", 0.7}, {"workload.cache_write_share", 0.31}},
     .codes = {407},
     .text = "add up to more than 1"},
    {.name = "shares of all but for a bit",
     .change = {{"workload.cached_share", 0.7}, {"workload.cache_write_share", 0.3 + 1e-12}}},
    {.name = "an escalation to nobody",
     .edit = escalate_to_nobody,
     .codes = {408},
     .text = "dear: `escalation_share` needs `escalates_to`"},
    {.name = "an escalation to itself",
     .edit = escalate_to_itself,
     .codes = {409},
     .text = "api escalates to itself"},
    {.name = "engineers without a salary",
     .change = {{"team.salary_per_year", NAN}, {"apis.dear.engineers", 0.1}},
     .codes = {410},
     .text = "dear: `engineers` needs `team.salary_per_year`"},
    {.name = "engineers per GPU without a salary",
     .change = {{"team.salary_per_year", NAN}, {"hosts.box.engineers_per_100_gpus", 1}},
     .codes = {410},
     .text = "box: `engineers_per_100_gpus` needs"},
    {.name = "a salary of 0 is stated",
     .change = {{"team.salary_per_year", 0}, {"apis.dear.engineers", 0.1}}},
    {.name = "input alone, not all of it cached",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 1000},
                {"hosts.host.output_tokens_per_second", 1000},
                {"workload.output_tokens", 0}}},
    {.name = "no options",
     .edit = no_options,
     .codes = {412},
     .text = "there is no option to evaluate"},
};

static void check_row(const struct check_row *row)
{
    model_base();
    model_change(row->change, COUNT(row->change));
    if (row->edit)
        row->edit();
    llmcost_diags_init(&diags);
    const bool right = llmcost_check(&scenario, &diags);
    int expected = 0;
    while (expected < (int)COUNT(row->codes) && row->codes[expected] != 0)
        expected++;
    if (diags.errors != expected || right != (expected == 0))
        fail_msg("%s: %d complaints, the first is E%d %s", row->name, diags.errors,
                 diags.list[0].code, diags.list[0].text);
    for (int i = 0; i < expected; i++) {
        if (diags.list[i].code != row->codes[i])
            fail_msg("%s: E%d %s", row->name, diags.list[i].code, diags.list[i].text);
        assert_int_equal(diags.list[i].severity, LLMCOST_ERROR);
        assert_true(diags.list[i].advice[0] != '\0');
    }
    if (row->text && !strstr(diags.list[0].text, row->text))
        fail_msg("%s: %s", row->name, diags.list[0].text);
    if (row->advice && !strstr(diags.list[0].advice, row->advice))
        fail_msg("%s: %s", row->name, diags.list[0].advice);
}

static void test_complaints(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_row(&rows[i]);
}

/* All input cached on the replica's side and no output: by the workload, and by the host itself. */
static void test_nothing_to_do(void **state)
{
    (void)state;
    for (int own = 0; own <= 1; own++) {
        model_base();
        const struct change changes[] = {
            {"hosts.host.requests_per_second", NAN},
            {"hosts.host.input_tokens_per_second", 1000},
            {"hosts.host.output_tokens_per_second", 1000},
            {"workload.output_tokens", 0},
            {own ? "hosts.host.prefix_cached_share" : "workload.cached_share", 1},
        };
        model_change(changes, COUNT(changes));
        llmcost_diags_init(&diags);
        assert_false(llmcost_check(&scenario, &diags));
        assert_int_equal(diags.list[0].code, 411);
        model_assign("hosts.host.prefix_cached_share", 0.5);
        llmcost_diags_init(&diags);
        assert_true(llmcost_check(&scenario, &diags));
    }
}

/* Complaints stand where the thing is missing, or where the wrong word stands. */
static void test_places(void **state)
{
    (void)state;
    model_base();
    scenario.api[0].id.place.line = 12;
    scenario.api[0].id.place.column = 3;
    scenario.section[LLMCOST_WORKLOAD].place.line = 4;
    scenario.baseline.place.line = 2;
    model_assign("apis.api.output_per_mtok", NAN);
    model_assign("workload.requests_per_month", NAN);
    unknown_baseline();
    scenario.baseline.place.line = 2;
    llmcost_diags_init(&diags);
    assert_false(llmcost_check(&scenario, &diags));
    llmcost_diags_sort(&diags);
    assert_int_equal(diags.count, 3);
    assert_int_equal(diags.list[0].place.line, 2);
    assert_int_equal(diags.list[1].place.line, 4);
    assert_int_equal(diags.list[2].place.line, 12);
    assert_int_equal(diags.list[2].place.column, 3);
}

/* The baseline is the first api, else the first option, unless stated. */
static void test_baseline(void **state)
{
    (void)state;
    model_base();
    model_evaluate("default");
    assert_int_equal(result.baseline, API);
    model_base();
    model_name(&scenario.baseline, "mix");
    model_evaluate("stated");
    assert_int_equal(result.baseline, MIX);
    model_workload();
    model_host("first", 1);
    model_host("second", 1);
    model_evaluate("hosts only");
    assert_int_equal(result.baseline, 0);
}

/* A full list keeps the first complaints and counts the rest. */
static void test_full_list(void **state)
{
    char id[16];
    (void)state;
    model_workload();
    for (int i = 0; i < LLMCOST_MAX_APIS; i++) {
        snprintf(id, sizeof id, "api-%d", i);
        assert_int_equal(llmcost_add_api(&scenario, id), i);
    }
    llmcost_diags_init(&diags);
    assert_false(llmcost_check(&scenario, &diags));
    assert_int_equal(diags.count, LLMCOST_MAX_DIAGS);
    assert_int_equal(diags.errors, 2 * LLMCOST_MAX_APIS);
    assert_int_equal(diags.dropped, 2 * LLMCOST_MAX_APIS - LLMCOST_MAX_DIAGS);
    assert_string_equal(diags.list[LLMCOST_MAX_DIAGS - 1].advice, /* not of one that was dropped */
                        "Price of 1,000,000 output tokens.");
}

/* ---- The list itself */

static void test_sort(void **state)
{
    (void)state;
    llmcost_diags_init(&diags);
    llmcost_advise(&diags, "advice on nothing is nobody's");
    llmcost_complain(&diags, LLMCOST_ERROR, 102, 5, 2, "later");
    llmcost_complain(&diags, LLMCOST_ERROR, 102, 5, 1, "b");
    llmcost_complain(&diags, LLMCOST_ERROR, 102, 5, 1, "a");
    llmcost_complain(&diags, LLMCOST_WARNING, 101, 5, 1, "z");
    llmcost_complain(&diags, LLMCOST_ERROR, 102, 5, 1, "a");
    const struct llmcost_place of_set = {.line = 1, .column = 9, .input = 1}; /* after the file */
    llmcost_complain_at(&diags, LLMCOST_ERROR, 102, of_set, "first");
    llmcost_complain(&diags, LLMCOST_WARNING, 101, 5, 1, "z");
    assert_int_equal(diags.errors, 5);
    llmcost_diags_sort(&diags);
    static const char *const order[] = {"z", "a", "b", "later", "first"};
    assert_int_equal(diags.count, COUNT(order));
    assert_int_equal(diags.errors, 4);
    for (size_t i = 0; i < COUNT(order); i++)
        assert_string_equal(diags.list[i].text, order[i]);
}

/* A long text is cut with "..." and never inside a character. */
static void test_cut(void **state)
{
    char text[512];
    (void)state;
    for (int start = 0; start < 4; start++) {
        memset(text, 'x', (size_t)start);
        for (size_t i = (size_t)start; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "\xe2\x82\xac", 4); /* the euro sign */
        llmcost_diags_init(&diags);
        llmcost_complain(&diags, LLMCOST_ERROR, 101, 1, 1, "%s", text);
        const char *cut = diags.list[0].text;
        const size_t length = strlen(cut);
        assert_true(length < sizeof diags.list[0].text && length > 220);
        assert_string_equal(cut + length - 3, "...");
        assert_int_equal((length - 3 - (size_t)start) % 3, 0);
        assert_memory_equal(cut, text, length - 3);
    }
}

static const struct {
    const char *word, *nearest;
} nearest_rows[] = {
    {.word = "burts", .nearest = "burst"}, /* a swap is one slip */
    {.word = "BURST", .nearest = "burst"},
    {.word = "gpu-hour", .nearest = "gpu_hour"},
    {.word = "gpu_hours", .nearest = "gpu_hour"},
    {.word = "elastic_gpu_hous", .nearest = "elastic_gpu_hour"},
    {.word = "xy", .nearest = NULL},
    {.word = "", .nearest = NULL},
    {.word = "pu", .nearest = "pue"},
    {.word = "completely_else", .nearest = NULL},
    {.word = "a_word_that_is_longer_than_any_key_could_ever_be_in_this_little_world_of_ours",
     .nearest = NULL},
};

static void test_nearest(void **state)
{
    static const char *const words[] = {
        "burst", "gpu_hour", "elastic_gpu_hour", "pue",
        "another_word_that_is_longer_than_any_key_could_ever_be_in_this_little_world"};
    (void)state;
    for (size_t i = 0; i < COUNT(nearest_rows); i++) {
        const char *found = llmcost_nearest(nearest_rows[i].word, words, COUNT(words));
        if (nearest_rows[i].nearest == NULL)
            assert_null(found);
        else
            assert_string_equal(found, nearest_rows[i].nearest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_complaints), cmocka_unit_test(test_nothing_to_do),
        cmocka_unit_test(test_places),     cmocka_unit_test(test_baseline),
        cmocka_unit_test(test_full_list),  cmocka_unit_test(test_sort),
        cmocka_unit_test(test_cut),        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
