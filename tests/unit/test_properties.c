/* test_properties.c - what must hold of every scenario, on random ones: lines add up to totals to
 * the last millionth, money is linear and monotone in every price, the order of options is nobody's
 * advantage, the same scenario gives the same bytes.
 */
#include "core/model/demand.h"
#include "decision.h"

enum { TRIALS = 600 };

static struct llmcost_scenario before;
static struct llmcost_result other;

/* A value for one input, over what is usual rather than over its whole range. */
static double random_value(const struct llmcost_field *field)
{
    switch (field->unit) {
    case LLMCOST_SHARE:
        return pick(0, 1.0 / 3); /* three of them are of the same input */
    case LLMCOST_SHARE_PER_YEAR:
        return pick(0, 0.8);
    case LLMCOST_RATIO:
        return pick(fmax(field->min, 0.5), 2);
    case LLMCOST_REPLICAS:
    case LLMCOST_GPUS:
        return fmax(field->min, pick_int(0, 4));
    case LLMCOST_MONEY:
    case LLMCOST_MONEY_PER_YEAR:
    case LLMCOST_MONEY_PER_MONTH:
    case LLMCOST_MONEY_PER_GPU:
    case LLMCOST_MONEY_PER_GPU_YEAR:
        return pick(0, 5000);
    case LLMCOST_MONEY_PER_GPU_MONTH:
        return pick(0, 100);
    case LLMCOST_MONEY_PER_REQUEST:
        return pick(0, 0.001);
    case LLMCOST_WATTS:
        return pick(100, 1000);
    case LLMCOST_TOKENS:
        return pick(1, 3000);
    case LLMCOST_MONTHS:
        return pick_int(1, 24);
    default:
        return pick(0.1, 5);
    }
}

static bool is_money(const struct llmcost_field *field)
{
    return field->unit >= LLMCOST_MONEY && field->unit <= LLMCOST_MONEY_PER_KWH;
}

/* What makes the first month another one than the bill: test_starts.c has it. */
static bool is_of_months(const struct llmcost_field *field)
{
    static const char *const names[] = {"starts_month", "overlap_months", "credits"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(field->name, names[i]) == 0)
            return true;
    return false;
}

/* The base scenario with about a third of its inputs stated anew, sometimes bought, sometimes
 * elastic, with a random load. */
static void random_scenario(void)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    double weight[24];
    model_base();
    model_name(&scenario.api[1].common.escalates_to, "api");
    model_name(&scenario.host[1].common.escalates_to, "api");
    model_extra(&scenario.api[0].common, "guard", pick(0, 50));
    model_extra(&scenario.host[0].common, "guard", pick(0, 50));
    model_meter(&scenario.api[0].common, "searches", pick(0, 2), pick(0, 0.001));
    model_meter(&scenario.api[1].common, "searches", pick(0, 2), pick(0, 0.001));
    model_meter(&scenario.host[0].common, "searches", pick(0, 2), pick(0, 0.001));
    model_meter(&scenario.host[0].common, "audio", pick(0, 2), pick(0, 0.001));
    while (llmcost_next_input(&scenario, &ref)) {
        const struct llmcost_field *f = &fields[ref.field];
        if (f->choice != LLMCOST_NO_CHOICE || ref.section == LLMCOST_TOP ||
            f->kind != LLMCOST_NUMBER || ref.entry >= 0 || is_of_months(f) || !chance(0.35))
            continue;
        llmcost_assign(&scenario, ref, random_value(f));
    }
    for (int h = 0; h < 24; h++)
        weight[h] = pick(0.01, 1);
    assert_true(llmcost_set_load(&scenario, weight, 24));
    for (int i = 0; i < scenario.hosts; i++) {
        struct llmcost_host *host = &scenario.host[i];
        if (chance(0.4)) {
            host->gpu_hour.origin = LLMCOST_UNSET;
            llmcost_set(&host->purchase_per_gpu, pick(1000, 40000));
            llmcost_set(&host->life_years, pick(1, 6));
        }
        if (chance(0.5))
            llmcost_set(&host->elastic_gpu_hour, pick(0.5, 4));
    }
}

/* ---- Sums */

static void assert_sums(const struct llmcost_option_result *o)
{
    int64_t micros = 0, one_off = 0;
    for (int i = 0; i < o->lines; i++) {
        const struct llmcost_line *l = &o->line[i];
        micros += l->micros;
        one_off += l->component == LLMCOST_LINE_ONE_OFF ? l->micros : 0;
        assert_true(l->micros != 0);
        ASSERT_NEAR(l->amount, l->quantity * l->unit_price, 0);
        ASSERT_NEAR((double)l->micros, l->amount * 1e6, 0.5 + 1e-9 * fabs(l->amount * 1e6));
        assert_true(i == 0 || l->component >= o->line[i - 1].component);
    }
    assert_true(micros == o->monthly_micros);
    assert_true(one_off == o->one_off_micros);
    ASSERT_NEAR(o->month[0].cost, (double)(micros - one_off) / 1e6, 0);
}

static void test_sums(void **state)
{
    (void)state;
    model_seed = 3;
    for (int i = 0; i < 2 * TRIALS; i++) {
        random_scenario();
        model_evaluate("random");
        for (int option = 0; option < OPTIONS; option++) {
            const struct llmcost_option_result *o = &result.option[option];
            assert_sums(o);
            assert_true(o->horizon_cost >= 0 && o->horizon_cost <= 1e15);
            if (o->has_fleet) {
                const struct llmcost_fleet *f = &o->fleet;
                assert_true(f->utilization >= 0 && f->utilization <= 1);
                assert_true(f->overflow_share >= 0 && f->overflow_share <= 1 + 1e-12);
                const struct llmcost_api *api = llmcost_option_api(&scenario, option);
                const struct terms first = first_terms(&scenario);
                const double sent =
                    api ? f->overflow_requests / attempts_of(&first, &api->common) : 0;
                ASSERT_NEAR(f->served_requests / option_attempts(&scenario, option) + sent,
                            result.requests_per_month, 1);
            }
        }
    }
}

/* ---- The same again */

static void test_repeatable(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    model_seed = 5;
    for (int i = 0; i < 20; i++) {
        random_scenario();
        model_evaluate("random");
        before = scenario;
        memset(&other, 0x5A, sizeof other); /* what was there before is nobody's business */
        llmcost_diags_init(&diags);
        assert_true(llmcost_evaluate(&before, &other, &diags));
        llmcost_review(&before, &other);
        assert_int_equal(other.recommended, result.recommended);
        assert_int_equal(other.warnings, result.warnings);
        ASSERT_NEAR(other.margin, result.margin, 0);
        for (int option = 0; option < OPTIONS; option++) {
            const struct llmcost_option_result *a = &result.option[option];
            const struct llmcost_option_result *b = &other.option[option];
            assert_int_equal(a->lines, b->lines);
            assert_memory_equal(&a->monthly_micros, &b->monthly_micros, sizeof a->monthly_micros);
            assert_memory_equal(&a->horizon_cost, &b->horizon_cost, sizeof a->horizon_cost);
            for (int l = 0; l < a->lines; l++)
                assert_memory_equal(&a->line[l].amount, &b->line[l].amount, sizeof(double));
        }
        assert_memory_equal(&before, &scenario, offsetof(struct llmcost_scenario, text));
    }
}

/* ---- Money: a thousand times the prices is a thousand times the bill */

static void scale_money(double factor)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    while (llmcost_next_input(&scenario, &ref)) {
        struct llmcost_input *input = llmcost_at(&scenario, ref);
        if (is_money(&fields[ref.field]) && input->origin != LLMCOST_UNSET)
            input->value *= factor;
    }
}

static void test_currency(void **state)
{
    (void)state;
    model_seed = 9;
    for (int i = 0; i < TRIALS; i++) {
        random_scenario();
        model_evaluate("dollars");
        other = result;
        scale_money(1024); /* a power of two: not a digit may differ but by the rounding of lines */
        model_evaluate("another currency");
        assert_int_equal(result.recommended, other.recommended);
        for (int option = 0; option < OPTIONS; option++) {
            const struct llmcost_option_result *a = &other.option[option];
            const struct llmcost_option_result *b = &result.option[option];
            ASSERT_NEAR(b->horizon_cost, 1024 * a->horizon_cost,
                        1e-3 * result.months * LLMCOST_MAX_LINES);
            ASSERT_NEAR((double)b->monthly_micros, 1024 * (double)a->monthly_micros,
                        1024 * LLMCOST_MAX_LINES);
        }
    }
}

/* ---- Monotone: a higher price of anything never makes a bill smaller */

static double total(const struct llmcost_result *r, int option)
{
    return r->option[option].horizon_cost;
}

static void meter_nothing(const struct llmcost_common *common)
{
    for (int i = 0; i < common->metered.count; i++)
        scenario.entry[common->metered.first + i].meter.price.value = 0;
}

/* Lines that hang on the mix without steering it (people per GPU, licences, escalation, energy,
 * what is metered, minimums, spares that idle in a node of it) are left out: the mix is the optimum
 * of rent and api prices alone (§4). */
static void test_monotone(void **state)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    (void)state;
    model_seed = 13;
    for (int i = 0; i < TRIALS; i++) {
        struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
        random_scenario();
        for (int h = 0; h < scenario.hosts; h++) {
            struct llmcost_host *host = &scenario.host[h];
            host->engineers_per_100_gpus.value = host->licence_per_gpu_year.value = 0;
            host->common.escalation_share.value = 0;
            host->idle_power_share.value = 1;
            host->spare_replicas.value = 0;
            meter_nothing(&host->common);
        }
        for (int a = 0; a < scenario.apis; a++) {
            scenario.api[a].common.escalation_share.value = 0;
            scenario.api[a].monthly_minimum.value = 0;
            meter_nothing(&scenario.api[a].common);
            /* what a tier lacks is its base price times tier input over input: falls with input */
            scenario.api[a].long_context_input_per_mtok.origin = LLMCOST_UNSET;
        }
        scenario.workload.growth_per_year.value = 0;
        /* what is held is chosen by the month's price: a dearer one spares a regret later */
        for (int h = 0; h < scenario.hosts; h++) {
            scenario.host[h].gpu_price_change_per_year.value = 0;
            scenario.host[h].commitment_exit_share.value = 0;
            scenario.host[h].resale_share.origin = LLMCOST_UNSET;
        }
        for (int a = 0; a < scenario.apis; a++)
            scenario.api[a].price_change_per_year.value = 0;
        model_evaluate("before");
        other = result;
        before = scenario;
        while (llmcost_next_input(&before, &ref)) {
            const struct llmcost_field *f = &fields[ref.field];
            const struct llmcost_input *input = llmcost_read(&before, ref);
            const bool steers = strcmp(f->name, "monthly_minimum") == 0 ||
                                strcmp(f->name, "long_context_input_per_mtok") == 0 ||
                                strcmp(f->name, "licence_per_gpu_year") == 0 ||
                                f->section == LLMCOST_METER || is_of_months(f);
            if (!is_money(f) || input->origin == LLMCOST_UNSET || steers || !chance(0.2))
                continue;
            llmcost_assign(&scenario, ref, input->value * 1.5 + 0.001);
            model_evaluate(f->name);
            for (int option = 0; option < OPTIONS; option++)
                if (total(&result, option) < total(&other, option) - 1e-3)
                    fail_msg("trial %d: a higher %s makes option %d cheaper: %.9g, not %.9g", i,
                             f->name, option, total(&result, option), total(&other, option));
            *llmcost_at(&scenario, ref) = *input;
        }
    }
}

/* ---- Order */

static void test_permutation(void **state)
{
    (void)state;
    model_seed = 17;
    for (int i = 0; i < TRIALS; i++) {
        random_scenario();
        model_evaluate("in order");
        other = result;
        before = scenario;
        const struct llmcost_api api = scenario.api[0];
        scenario.api[0] = scenario.api[1];
        scenario.api[1] = api;
        const struct llmcost_host host = scenario.host[0];
        scenario.host[0] = scenario.host[1];
        scenario.host[1] = host;
        model_evaluate("turned around");
        for (int option = 0; option < OPTIONS; option++) {
            const int there = llmcost_find_option(&scenario, llmcost_option_id(&before, option));
            const struct llmcost_option_result *a = &other.option[option];
            const struct llmcost_option_result *b = &result.option[there];
            assert_true(a->monthly_micros == b->monthly_micros);
            ASSERT_NEAR(a->horizon_cost, b->horizon_cost, 0);
            assert_int_equal(a->lines, b->lines);
            assert_memory_equal(a->rule, b->rule, sizeof a->rule);
        }
        /* random costs do not tie */
        assert_int_equal(result.recommended < 0, other.recommended < 0);
        if (other.recommended >= 0)
            assert_string_equal(llmcost_option_id(&scenario, result.recommended),
                                llmcost_option_id(&before, other.recommended));
    }
}

/* ---- Choice: more to choose from is never dearer, and a tighter rule never cheaper */

static double chosen_cost(void)
{
    model_evaluate("choice");
    return result.recommended >= 0 ? result.option[result.recommended].horizon_cost : INFINITY;
}

/* `l` is a host that no hybrid has; a minimum that rises forbids more and more. */
static void test_choice(void **state)
{
    int changed = 0;
    (void)state;
    model_seed = 19;
    for (int i = 0; i < 4 * TRIALS; i++) {
        decision_random();
        for (int o = 0; o < scenario.apis; o++)
            llmcost_set(&scenario.api[o].common.quality, pick(0, 1));
        for (int o = 0; o < scenario.hosts; o++)
            llmcost_set(&scenario.host[o].common.quality, pick(0, 1));
        double before_rule = 0;
        for (double least = 0; least <= 1; least += 0.25) {
            llmcost_set(&scenario.min_quality, least);
            const double all = chosen_cost();
            assert_true(all >= before_rule);
            changed += all > before_rule && before_rule > 0;
            before_rule = all;
            assert_string_equal(llmcost_option_id(&scenario, scenario.apis + 2), "l");
            scenario.hosts--;
            const double fewer = chosen_cost();
            scenario.hosts++;
            assert_true(all <= fewer);
            changed += all < fewer;
        }
    }
    assert_true(changed > TRIALS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),        cmocka_unit_test(test_repeatable),
        cmocka_unit_test(test_currency),    cmocka_unit_test(test_monotone),
        cmocka_unit_test(test_permutation), cmocka_unit_test(test_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
