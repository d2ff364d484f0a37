/* test_compare.c - what moved a bill: the effects of price, usage and structure, the inputs that
 * differ, and each of them alone. The figures of the rows are those of model.h by hand; on random
 * pairs the four effects must add up to the difference of two evaluations, to the millionth.
 */
#include "core/questions/compare.h"
#include "model.h"

static struct llmcost_scenario old_scenario, new_scenario, scratch;
static struct llmcost_diags scratch_diags;
static struct llmcost_attribution attribution[LLMCOST_MAX_OPTIONS];

/* ---- Effects by hand ---- */

struct effect_row {
    const char *name;
    struct change old[4], new[8];
    int option;
    double effect[LLMCOST_CAUSES]; /* price, usage, structure, interaction */
};

static const struct effect_row effect_rows[] = {
    {.name = "nothing", .option = API, .effect = {0, 0, 0, 0}},
    {.name = "a price",
     .new = {{"apis.api.input_per_mtok", 2}},
     .option = API,
     .effect = {3600, 0, 0, 0}},
    {.name = "a price of another option",
     .new = {{"apis.dear.input_per_mtok", 3}},
     .option = API,
     .effect = {0, 0, 0, 0}},
    {.name = "usage",
     .new = {{"workload.requests_per_month", 7200000}},
     .option = API,
     .effect = {0, 5040, 0, 0}},
    {.name = "a price and usage: what both make together is nobody's",
     .new = {{"apis.api.input_per_mtok", 2}, {"workload.requests_per_month", 7200000}},
     .option = API,
     .effect = {3600, 5040, 0, 3600}},
    {.name = "structure",
     .new = {{"hosts.host.operations_per_month", 500}},
     .option = HOST,
     .effect = {0, 0, 500, 0}},
    {.name = "a price of GPUs, and twice as many of them",
     .new = {{"hosts.host.gpu_hour", 3}, {"hosts.host.requests_per_second", 0.5}},
     .option = HOST,
     .effect = {2000, 0, 1000, 2000}},
    {.name = "bought instead of rented: another way to pay is structure",
     .new = {{"hosts.host.gpu_hour", NAN},
             {"hosts.host.purchase_per_gpu", 72000},
             {"hosts.host.life_years", 3}},
     .option = HOST,
     .effect = {0, 0, 1000, 0}},
    {.name = "elastic beside rented: nobody idles, nothing is saved",
     .new = {{"hosts.host.elastic_gpu_hour", 1}},
     .option = HOST,
     .effect = {0, 0, 0, 0}},
    {.name = "the demand stated in another way",
     .new = {{"workload.requests_per_month", NAN}, {"workload.tokens_per_month", 8640000000}},
     .option = API,
     .effect = {0, 5040, 0, 0}},
    {.name = "a longer month needs another rate",
     .new = {{"hours_per_month", 2000}},
     .option = HOST,
     .effect = {0, 0, 1000, 0}},
    {.name = "a hybrid is moved by the price of its host",
     .new = {{"hosts.host.gpu_hour", 2}},
     .option = MIX,
     .effect = {1000, 0, 0, 0}},
    {.name = "the api that others escalate to",
     .old = {{"hosts.host.escalation_share", 0.5}},
     .new = {{"hosts.host.escalation_share", 0.5}, {"apis.dear.input_per_mtok", 3}},
     .option = HOST,
     .effect = {1800, 0, 0, 0}},
    {.name = "two prices that cancel out",
     .new = {{"apis.api.input_per_mtok", 2}, {"workload.input_tokens", 500}},
     .option = API,
     .effect = {3600, -1800, 0, -1800}},
    {.name = "a share that would be too much alone explains nothing alone",
     .old = {{"hosts.host.engineers", 1}},
     .new = {{"hosts.host.engineers", 0}, {"team.salary_per_year", NAN}},
     .option = API,
     .effect = {0, 0, 0, 0}},
};

static void build(const struct change *change, size_t count, struct llmcost_scenario *ret_scenario)
{
    model_base();
    model_change(change, count);
    model_evaluate("a side");
    *ret_scenario = scenario;
}

static void test_effects(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(effect_rows); i++) {
        const struct effect_row *row = &effect_rows[i];
        build(row->old, COUNT(row->old), &old_scenario);
        build(row->new, COUNT(row->new), &new_scenario);
        llmcost_attribute(&old_scenario, &new_scenario, &scratch, attribution, &scratch_diags);
        assert_true(attribution[row->option].known);
        for (int cause = 0; cause < LLMCOST_CAUSES; cause++)
            ASSERT_ROW_NEAR(row->name, (double)attribution[row->option].effect[cause] / 1e6,
                            row->effect[cause], 2e-6);
    }
}

/* One cause alone is taken from the new; a mix that is no scenario is refused. */
static void test_mix_of_two(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    build(NULL, 0, &old_scenario);
    build((const struct change[]){{"apis.api.input_per_mtok", 7}, {"workload.input_tokens", 9}}, 2,
          &new_scenario);
    assert_true(compare_mix(&old_scenario, &new_scenario, LLMCOST_CAUSE_PRICE, &scratch, &diags));
    ASSERT_NEAR(scratch.api[0].input_per_mtok.value, 7, 0);
    ASSERT_NEAR(scratch.workload.input_tokens.value, old_scenario.workload.input_tokens.value, 0);
    assert_true(compare_mix(&old_scenario, &new_scenario, LLMCOST_CAUSE_USAGE, &scratch, &diags));
    ASSERT_NEAR(scratch.api[0].input_per_mtok.value, old_scenario.api[0].input_per_mtok.value, 0);
    ASSERT_NEAR(scratch.workload.input_tokens.value, 9, 0);
}

/* ---- Options that come and go ---- */

static void test_options_come_and_go(void **state)
{
    (void)state;
    build(NULL, 0, &old_scenario);
    /* The same two apis the other way round, and one of the old that is gone. */
    model_workload();
    model_api("dear", 2, 4);
    model_api("api", 2, 2);
    model_api("third", 1, 1);
    model_host("box", 1);
    model_evaluate("new");
    new_scenario = scenario;
    llmcost_attribute(&old_scenario, &new_scenario, &scratch, attribution, &scratch_diags);
    assert_true(attribution[0].known);
    assert_int_equal(attribution[0].delta, 0);
    assert_true(attribution[1].known);
    assert_int_equal(attribution[1].effect[LLMCOST_CAUSE_PRICE], 3600000000);
    assert_int_equal(attribution[1].delta, 3600000000);
    assert_false(attribution[2].known);
    assert_true(attribution[3].known);
    assert_int_equal(attribution[3].delta, 0);
}

/* An id that was an api and is a host now. */
static void test_another_kind(void **state)
{
    (void)state;
    build(NULL, 0, &old_scenario);
    model_workload();
    model_host("api", 1);
    model_evaluate("new");
    new_scenario = scenario;
    llmcost_attribute(&old_scenario, &new_scenario, &scratch, attribution, &scratch_diags);
    assert_true(attribution[0].known);
    assert_int_equal(attribution[0].delta, 1000000000 - 5040000000);
    assert_int_equal(attribution[0].effect[LLMCOST_CAUSE_STRUCTURE], attribution[0].delta);
}

/* Too much money to add up exactly is told apart from none. */
static void test_too_much(void **state)
{
    static const struct change dear[] = {{"apis.api.input_per_mtok", 5e8}};
    (void)state;
    build(NULL, 0, &old_scenario);
    build(dear, 1, &new_scenario);
    int64_t micros;
    assert_true(llmcost_monthly_micros(&new_scenario, API, &micros));
    llmcost_attribute(&old_scenario, &new_scenario, &scratch, attribution, &scratch_diags);
    assert_false(attribution[API].known);
    assert_true(attribution[HOST].known);
    scenario = new_scenario;
    model_assign("workload.requests_per_month", 1e9);
    assert_false(llmcost_monthly_micros(&scenario, API, &micros));
}

/* ---- Random pairs ---- */

struct knob {
    const char *path;
    double low, high;
    enum llmcost_cause cause;
};

static const struct knob knobs[] = {
    {"apis.api.input_per_mtok", 0, 20, LLMCOST_CAUSE_PRICE},
    {"apis.api.output_per_mtok", 0, 20, LLMCOST_CAUSE_PRICE},
    {"apis.api.cached_input_per_mtok", 0, 2, LLMCOST_CAUSE_PRICE},
    {"apis.api.discount", 0, 1, LLMCOST_CAUSE_PRICE},
    {"apis.api.batch_discount", 0, 1, LLMCOST_CAUSE_PRICE},
    {"apis.api.monthly_minimum", 0, 9000, LLMCOST_CAUSE_PRICE},
    {"apis.dear.per_request", 0, 0.01, LLMCOST_CAUSE_PRICE},
    {"hosts.host.gpu_hour", 0.1, 9, LLMCOST_CAUSE_PRICE},
    {"hosts.host.elastic_gpu_hour", 0.1, 9, LLMCOST_CAUSE_PRICE},
    {"workload.requests_per_month", 0, 9e6, LLMCOST_CAUSE_USAGE},
    {"workload.input_tokens", 1, 9000, LLMCOST_CAUSE_USAGE},
    {"workload.output_tokens", 1, 900, LLMCOST_CAUSE_USAGE},
    {"workload.cached_share", 0, 1, LLMCOST_CAUSE_USAGE},
    {"workload.batch_share", 0, 1, LLMCOST_CAUSE_USAGE},
    {"workload.attempts_per_request", 1, 3, LLMCOST_CAUSE_USAGE},
    {"workload.burst", 1, 3, LLMCOST_CAUSE_USAGE},
    {"hours_per_month", 600, 1000, LLMCOST_CAUSE_STRUCTURE},
    {"hosts.host.requests_per_second", 0.1, 9, LLMCOST_CAUSE_STRUCTURE},
    {"hosts.host.operations_per_month", 0, 9000, LLMCOST_CAUSE_STRUCTURE},
    {"hosts.host.max_utilization", 0.3, 1, LLMCOST_CAUSE_STRUCTURE},
    {"hosts.host.escalation_share", 0, 1, LLMCOST_CAUSE_STRUCTURE},
    {"hosts.box.engineers", 0, 3, LLMCOST_CAUSE_STRUCTURE},
    {"apis.api.token_ratio", 0.5, 2, LLMCOST_CAUSE_STRUCTURE},
    {"team.salary_per_year", 1e4, 3e5, LLMCOST_CAUSE_STRUCTURE},
    {"horizon.months", 1, 1, LLMCOST_CAUSE_STRUCTURE},
};

static void random_own(void)
{
    model_assign("hosts.box.gpu_hour", NAN);
    model_assign("hosts.box.purchase_per_gpu", 24000);
    model_assign("hosts.box.life_years", pick(1, 5));
}

static void random_way_of_demand(void)
{
    model_assign("workload.requests_per_month", NAN);
    model_assign(chance(0.5) ? "workload.tokens_per_day" : "workload.requests_per_day",
                 pick(1e3, 1e6));
}

static void random_load(void)
{
    double weight[24];
    for (int hour = 0; hour < 24; hour++)
        weight[hour] = pick(0.01, 1);
    assert_true(llmcost_set_load(&scenario, weight, 24));
}

/* The base scenario with some of its inputs of the causes in `mask` drawn anew. */
static void random_side(unsigned mask, struct llmcost_scenario *ret_scenario)
{
    model_base();
    for (size_t i = 0; i < COUNT(knobs); i++)
        if ((mask >> knobs[i].cause & 1) != 0 && chance(0.4))
            model_assign(knobs[i].path, pick(knobs[i].low, knobs[i].high));
    bool structure = (mask >> LLMCOST_CAUSE_STRUCTURE & 1) != 0;
    bool usage = (mask >> LLMCOST_CAUSE_USAGE & 1) != 0;
    if (structure && chance(0.3))
        random_own();
    if (structure && chance(0.3))
        model_extra(&scenario.host[1].common, "insurance", pick(0, 500));
    if (structure && chance(0.2))
        model_api("third", 1, 3);
    if (usage && chance(0.3))
        random_way_of_demand();
    if (usage && chance(0.3))
        random_load();
    model_evaluate("random");
    *ret_scenario = scenario;
}

static void check_pair(int round, unsigned mask)
{
    for (int o = 0; o < llmcost_option_count(&new_scenario); o++) {
        const struct llmcost_attribution *a = &attribution[o];
        const char *id = llmcost_option_id(&new_scenario, o);
        const int before = llmcost_find_option(&old_scenario, id);
        int64_t old_micros;
        int64_t new_micros;
        int64_t sum = 0;
        assert_int_equal(a->known, before >= 0);
        if (before < 0)
            continue;
        assert_true(llmcost_monthly_micros(&old_scenario, before, &old_micros));
        assert_true(llmcost_monthly_micros(&new_scenario, o, &new_micros));
        assert_int_equal(a->delta, new_micros - old_micros);
        for (int cause = 0; cause < LLMCOST_CAUSES; cause++)
            sum += a->effect[cause];
        if (sum != a->delta)
            fail_msg("round %d: the effects of %s add up to %lld, not %lld", round, id,
                     (long long)sum, (long long)a->delta);
        for (int cause = 0; cause < LLMCOST_CAUSE_INTERACTION; cause++)
            if ((mask >> cause & 1) == 0 && a->effect[cause] != 0)
                fail_msg("round %d: cause %d moved %s, but nothing of it changed", round, cause,
                         id);
        bool alone = (mask & (mask - 1)) == 0;
        if (alone && a->effect[LLMCOST_CAUSE_INTERACTION] != 0)
            fail_msg("round %d: one cause alone interacts with itself in %s", round, id);
    }
}

static void test_random_pairs(void **state)
{
    (void)state;
    for (int round = 0; round < 1000; round++) {
        const unsigned mask = (unsigned)pick_int(1, 7);
        random_side(mask, &old_scenario);
        random_side(mask, &new_scenario);
        llmcost_attribute(&old_scenario, &new_scenario, &scratch, attribution, &scratch_diags);
        check_pair(round, mask);
        for (int option = 0; option < result.options; option++) {
            int64_t micros;
            assert_true(llmcost_monthly_micros(&new_scenario, option, &micros));
            assert_int_equal(micros, result.option[option].monthly_micros);
        }
    }
}

/* The inputs that differ, all put in place one after the other, make the new scenario. */
static void test_changes_make_the_new(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        random_side(7, &old_scenario);
        random_side(7, &new_scenario);
        struct llmcost_change change = LLMCOST_FIRST_CHANGE;
        int left = 0;
        while (llmcost_next_change(&old_scenario, &new_scenario, &change)) {
            static struct llmcost_scenario changed;
            if (!llmcost_change_alone(&old_scenario, &new_scenario, &change, &changed,
                                      &scratch_diags))
                continue;
            old_scenario = changed;
            change = LLMCOST_FIRST_CHANGE;
            assert_true(++left < 100);
        }
        /* a stated capacity is held to the mix of OLD as long as anything is: that comes last */
        old_scenario.written_input_tokens = new_scenario.written_input_tokens;
        old_scenario.written_output_tokens = new_scenario.written_output_tokens;
        for (int o = 0; o < llmcost_option_count(&new_scenario); o++) {
            const int before =
                llmcost_find_option(&old_scenario, llmcost_option_id(&new_scenario, o));
            int64_t old_micros;
            int64_t new_micros;
            if (before < 0)
                continue;
            assert_true(llmcost_monthly_micros(&old_scenario, before, &old_micros));
            assert_true(llmcost_monthly_micros(&new_scenario, o, &new_micros));
            assert_int_equal(old_micros, new_micros);
        }
    }
}

/* ---- Changes by name ---- */

struct change_row {
    const char *name;
    struct change old[4], new[6];
    const char
        *changes; /* each path with the first letter of its cause; ! where it cannot be alone */
};

static const struct change_row change_rows[] = {
    {.name = "none", .changes = ""},
    {.name = "a default that is stated is no change",
     .new = {{"workload.burst", 1}},
     .changes = ""},
    {.name = "in the order of the fields",
     .new = {{"apis.api.discount", 0.1}, {"workload.burst", 2}, {"hosts.box.one_off", 5}},
     .changes = "workload.burst u, apis.api.discount p, hosts.box.one_off s, "},
    {.name = "stated where it was not",
     .new = {{"apis.dear.cached_input_per_mtok", 1}},
     .changes = "apis.dear.cached_input_per_mtok p, "},
    {.name = "0 is something",
     .new = {{"apis.dear.cached_input_per_mtok", 0}},
     .changes = "apis.dear.cached_input_per_mtok p, "},
    {.name = "another way is told with its first field",
     .new = {{"hosts.box.gpu_hour", NAN},
             {"hosts.box.purchase_per_gpu", 9000},
             {"hosts.box.life_years", 3}},
     .changes = "hosts.box.gpu_hour s!, hosts.box.purchase_per_gpu s, hosts.box.life_years s!, "},
    {.name = "elastic instead of always on",
     .new = {{"hosts.box.gpu_hour", NAN}, {"hosts.box.elastic_gpu_hour", 3}},
     .changes = "hosts.box.gpu_hour s!, hosts.box.elastic_gpu_hour s, "},
    {.name = "elastic beside always on",
     .new = {{"hosts.box.elastic_gpu_hour", 3}},
     .changes = "hosts.box.elastic_gpu_hour p, "},
    {.name = "an input that nothing else allows alone",
     .new = {{"team.salary_per_year", NAN}, {"hosts.box.engineers", 0}},
     .old = {{"hosts.box.engineers", 1}},
     .changes = "hosts.box.engineers s, team.salary_per_year s!, "},
    {.name = "gates and the seed's like are told or not",
     .new = {{"gates.max_monthly_cost", 5}, {"rules.min_quality", 0.5}},
     .changes = "rules.min_quality s, "},
};

static void list_changes(char *buffer, size_t size)
{
    struct llmcost_change change = LLMCOST_FIRST_CHANGE;
    char path[LLMCOST_MAX_PATH];
    buffer[0] = '\0';
    while (llmcost_next_change(&old_scenario, &new_scenario, &change)) {
        size_t used = strlen(buffer);
        bool gone = change.after.entry < 0 && change.before.entry >= 0;
        llmcost_path(gone ? &old_scenario : &new_scenario, gone ? change.before : change.after,
                     path, sizeof path);
        bool alone =
            llmcost_change_alone(&old_scenario, &new_scenario, &change, &scratch, &scratch_diags);
        snprintf(buffer + used, size - used, "%s %c%s, ", path, "pus"[change.cause],
                 alone ? "" : "!");
    }
}

static void test_changes(void **state)
{
    char list[2000];
    (void)state;
    for (size_t i = 0; i < COUNT(change_rows); i++) {
        const struct change_row *row = &change_rows[i];
        build(row->old, COUNT(row->old), &old_scenario);
        build(row->new, COUNT(row->new), &new_scenario);
        list_changes(list, sizeof list);
        if (strcmp(list, row->changes) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", row->name, list, row->changes);
    }
}

/* Extra lines are matched by name, wherever they stand. */
static void test_extras(void **state)
{
    char list[2000];
    (void)state;
    model_base();
    model_extra(&scenario.api[0].common, "same", 1);
    model_extra(&scenario.api[0].common, "moved", 2);
    model_extra(&scenario.api[0].common, "gone", 3);
    model_extra(&scenario.host[0].common, "other", 4);
    model_evaluate("old");
    old_scenario = scenario;
    model_base();
    model_extra(&scenario.api[0].common, "new", 8);
    model_extra(&scenario.api[0].common, "moved", 5);
    model_extra(&scenario.api[0].common, "same", 1);
    model_extra(&scenario.host[0].common, "other", 4);
    model_evaluate("new");
    new_scenario = scenario;
    list_changes(list, sizeof list);
    assert_string_equal(list,
                        "apis.api.extra.new s, apis.api.extra.moved s, apis.api.extra.gone s, ");
    static const int64_t effects[] = {8000000, 3000000, -3000000};
    struct llmcost_change change = LLMCOST_FIRST_CHANGE;
    for (size_t i = 0;
         i < COUNT(effects) && llmcost_next_change(&old_scenario, &new_scenario, &change); i++) {
        int64_t before = 0;
        int64_t after = 0;
        assert_true(
            llmcost_change_alone(&old_scenario, &new_scenario, &change, &scratch, &scratch_diags));
        assert_true(llmcost_monthly_micros(&old_scenario, API, &before));
        assert_true(llmcost_monthly_micros(&scratch, API, &after));
        assert_int_equal(after - before, effects[i]);
        assert_true(llmcost_monthly_micros(&scratch, HOST, &after));
        assert_true(llmcost_monthly_micros(&old_scenario, HOST, &before));
        assert_int_equal(after, before);
    }
    /* No room for one more: the effect is unknown. */
    old_scenario.entries = LLMCOST_MAX_ENTRIES - 3;
    change = LLMCOST_FIRST_CHANGE;
    assert_true(llmcost_next_change(&old_scenario, &new_scenario, &change));
    assert_false(
        llmcost_change_alone(&old_scenario, &new_scenario, &change, &scratch, &scratch_diags));
}

/* The bill of the host when one field alone is taken from the new scenario. */
static int64_t host_bill_with(const char *name)
{
    struct llmcost_change change = LLMCOST_FIRST_CHANGE;
    size_t count;
    int64_t micros = -1;
    while (llmcost_next_change(&old_scenario, &new_scenario, &change))
        if (strcmp(llmcost_fields(&count)[change.after.field].name, name) == 0) {
            assert_true(llmcost_change_alone(&old_scenario, &new_scenario, &change, &scratch,
                                             &scratch_diags));
            assert_true(llmcost_monthly_micros(&scratch, HOST, &micros));
        }
    return micros;
}

/* A model and a gpu bring their facts along, alone and as another way to state the capacity. */
static void test_catalog_entries(void **state)
{
    int64_t micros;
    (void)state;
    model_base();
    llmcost_set(&scenario.workload.requests_per_month, 30e6);
    old_scenario = scenario;
    model_estimate(&scenario.host[0]);
    model_evaluate("estimated");
    new_scenario = scenario;
    assert_true(llmcost_monthly_micros(&new_scenario, HOST, &micros));
    assert_int_equal(host_bill_with("model"), micros); /* instead of requests_per_second */

    old_scenario = scenario;
    scenario.host[0].gpu_facts.bytes_per_second = 1e11; /* a tenth */
    model_name(&scenario.host[0].gpu, "slow-gpu");
    model_evaluate("another gpu");
    new_scenario = scenario;
    assert_true(llmcost_monthly_micros(&new_scenario, HOST, &micros));
    assert_int_equal(host_bill_with("gpu"), micros);
    assert_true(llmcost_monthly_micros(&old_scenario, HOST, &micros));
    assert_true(host_bill_with("gpu") > micros);

    scenario = old_scenario;
    scenario.host[0].model_facts.layers = 320;
    model_name(&scenario.host[0].model, "deep-model");
    model_evaluate("another model");
    new_scenario = scenario;
    assert_true(llmcost_monthly_micros(&new_scenario, HOST, &micros));
    assert_int_equal(host_bill_with("model"), micros);
}

/* References are compared by the id they name, and can be changed alone where it exists. */
static void test_references(void **state)
{
    char list[2000];
    (void)state;
    build(NULL, 0, &old_scenario);
    model_base();
    model_name(&scenario.baseline, "host");
    model_name(&scenario.hybrid[0].api, "dear");
    model_name(&scenario.hybrid[0].host, "box");
    model_name(&scenario.name, "another title");
    model_name(&scenario.host[0].rental, "aws"); /* what it changes are prices */
    model_name(&scenario.host[0].precision, "fp8");
    model_evaluate("new");
    new_scenario = scenario;
    list_changes(list, sizeof list);
    assert_string_equal(
        list, "baseline s, hosts.host.rental s!, hosts.host.precision s, hybrids.mix.host s, "
              "hybrids.mix.api s, ");
    model_base();
    model_api("third", 1, 1);
    model_name(&scenario.hybrid[0].api, "third");
    model_evaluate("third");
    new_scenario = scenario;
    list_changes(list, sizeof list);
    assert_string_equal(list, "hybrids.mix.api s!, ");
}

static void test_load(void **state)
{
    static const double weights[] = {1, 2, 3};
    char list[2000];
    (void)state;
    build(NULL, 0, &old_scenario);
    model_base();
    assert_true(llmcost_set_load(&scenario, weights, 3));
    model_evaluate("new");
    new_scenario = scenario;
    list_changes(list, sizeof list);
    assert_string_equal(list, "workload.load u, ");
    int64_t alone;
    int64_t together;
    struct llmcost_change change = LLMCOST_FIRST_CHANGE;
    assert_true(llmcost_next_change(&old_scenario, &new_scenario, &change));
    assert_true(
        llmcost_change_alone(&old_scenario, &new_scenario, &change, &scratch, &scratch_diags));
    assert_true(llmcost_monthly_micros(&scratch, HOST, &alone));
    assert_true(llmcost_monthly_micros(&new_scenario, HOST, &together));
    assert_int_equal(alone, together);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_effects),      cmocka_unit_test(test_options_come_and_go),
        cmocka_unit_test(test_another_kind), cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_random_pairs), cmocka_unit_test(test_changes_make_the_new),
        cmocka_unit_test(test_changes),      cmocka_unit_test(test_extras),
        cmocka_unit_test(test_references),   cmocka_unit_test(test_catalog_entries),
        cmocka_unit_test(test_load),         cmocka_unit_test(test_mix_of_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
