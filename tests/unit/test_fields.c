/* test_fields.c - the table of inputs checks itself: ranges, sentences, offsets, choices, and that
 * it holds exactly the keys that scenario files may have, with their defaults.
 */
#include "io/number/number.h"
#include "model.h"

/* ---- What every scenario file may say. NAN: no default. */

static const struct {
    enum llmcost_section section;
    const char *name;
    double fallback;
} keys[] = {
    {LLMCOST_TOP, "version", NAN},
    {LLMCOST_TOP, "name", NAN},
    {LLMCOST_TOP, "notes", NAN},
    {LLMCOST_TOP, "currency", NAN}, /* USD, a text */
    {LLMCOST_TOP, "hours_per_month", 730},
    {LLMCOST_TOP, "baseline", NAN},
    {LLMCOST_WORKLOAD, "requests_per_day", NAN},
    {LLMCOST_WORKLOAD, "requests_per_month", NAN},
    {LLMCOST_WORKLOAD, "tokens_per_day", NAN},
    {LLMCOST_WORKLOAD, "tokens_per_month", NAN},
    {LLMCOST_WORKLOAD, "input_tokens", NAN},
    {LLMCOST_WORKLOAD, "output_tokens", NAN},
    {LLMCOST_WORKLOAD, "cached_share", 0},
    {LLMCOST_WORKLOAD, "cache_write_share", 0},
    {LLMCOST_WORKLOAD, "batch_share", 0},
    {LLMCOST_WORKLOAD, "long_context_share", 0},
    {LLMCOST_WORKLOAD, "attempts_per_request", 1},
    {LLMCOST_WORKLOAD, "load", NAN}, /* flat */
    {LLMCOST_WORKLOAD, "burst", 1},
    {LLMCOST_WORKLOAD, "growth_per_year", 0},
    {LLMCOST_APIS, "from", NAN},
    {LLMCOST_APIS, "input_per_mtok", NAN},
    {LLMCOST_APIS, "output_per_mtok", NAN},
    {LLMCOST_APIS, "cached_input_per_mtok", NAN},
    {LLMCOST_APIS, "cache_write_per_mtok", NAN},
    {LLMCOST_APIS, "long_context_over", NAN},
    {LLMCOST_APIS, "long_context_input_per_mtok", NAN},
    {LLMCOST_APIS, "long_context_output_per_mtok", NAN},
    {LLMCOST_APIS, "long_context_cached_input_per_mtok", NAN},
    {LLMCOST_APIS, "long_context_cache_write_per_mtok", NAN},
    {LLMCOST_APIS, "batch_discount", 0},
    {LLMCOST_APIS, "discount", 0},
    {LLMCOST_APIS, "per_request", 0},
    {LLMCOST_APIS, "monthly_fee", 0},
    {LLMCOST_APIS, "monthly_minimum", 0},
    {LLMCOST_APIS, "price_change_per_year", 0},
    {LLMCOST_APIS, "requests_per_minute_limit", NAN},
    {LLMCOST_APIS, "tokens_per_minute_limit", NAN},
    {LLMCOST_APIS, "in_house", 0},
    {LLMCOST_HOSTS, "requests_per_second", NAN},
    {LLMCOST_HOSTS, "input_tokens_per_second", NAN},
    {LLMCOST_HOSTS, "output_tokens_per_second", NAN},
    {LLMCOST_HOSTS, "tokens_per_second", NAN},
    {LLMCOST_HOSTS, "model", NAN},
    {LLMCOST_HOSTS, "gpu", NAN},
    {LLMCOST_HOSTS, "max_utilization", 1},
    {LLMCOST_HOSTS, "prefix_cached_share", NAN},
    {LLMCOST_HOSTS, "rental", NAN},
    {LLMCOST_HOSTS, "measured_input_tokens", NAN},
    {LLMCOST_HOSTS, "measured_output_tokens", NAN},
    {LLMCOST_HOSTS, "measured_concurrency", NAN},
    {LLMCOST_HOSTS, "throughput_factor", 1},
    {LLMCOST_HOSTS, "gpu_hour", NAN},
    {LLMCOST_HOSTS, "elastic_gpu_hour", NAN},
    {LLMCOST_HOSTS, "commitment_months", 0},
    {LLMCOST_HOSTS, "gpu_price_change_per_year", 0},
    {LLMCOST_HOSTS, "purchase_per_gpu", NAN},
    {LLMCOST_HOSTS, "life_years", NAN},
    {LLMCOST_HOSTS, "residual_share", 0},
    {LLMCOST_HOSTS, "cost_of_capital", 0},
    {LLMCOST_HOSTS, "watts_per_gpu", 0},
    {LLMCOST_HOSTS, "idle_power_share", 1},
    {LLMCOST_HOSTS, "pue", 1},
    {LLMCOST_HOSTS, "per_kwh", 0},
    {LLMCOST_HOSTS, "colocation_per_gpu_month", 0},
    {LLMCOST_HOSTS, "maintenance_share", 0},
    {LLMCOST_HOSTS, "licence_per_gpu_year", 0},
    {LLMCOST_HOSTS, "gpus_per_replica", 1},
    {LLMCOST_HOSTS, "gpus_per_node", 1},
    {LLMCOST_HOSTS, "min_replicas", 1},
    {LLMCOST_HOSTS, "replicas", NAN},
    {LLMCOST_HOSTS, "spare_replicas", 0},
    {LLMCOST_HOSTS, "staging_gpus", 0},
    {LLMCOST_HOSTS, "cold_start_hours", 0},
    {LLMCOST_HOSTS, "operations_per_month", 0},
    {LLMCOST_HOSTS, "overhead_share", 0},
    {LLMCOST_HOSTS, "engineers_per_100_gpus", 0},
    {LLMCOST_HOSTS, "on_call_engineers", 0},
    {LLMCOST_HOSTS, "on_call_stipend_per_month", 0},
    {LLMCOST_HOSTS, "fine_tune_cost", 0},
    {LLMCOST_HOSTS, "fine_tunes_per_year", 0},
    {LLMCOST_HOSTS, "compliance_per_year", 0},
    {LLMCOST_HOSTS, "precision", NAN},
    {LLMCOST_HOSTS, "concurrency", 256},
    {LLMCOST_HOSTS, "in_house", 1},
    {LLMCOST_COMMON, "escalation_share", 0},
    {LLMCOST_COMMON, "escalates_to", NAN},
    {LLMCOST_COMMON, "engineers", 0},
    {LLMCOST_COMMON, "revalidation_cost", 0},
    {LLMCOST_COMMON, "revalidations_per_year", 0},
    {LLMCOST_COMMON, "fixed_per_month", 0},
    {LLMCOST_COMMON, "one_off", 0},
    {LLMCOST_COMMON, "extra", NAN},
    {LLMCOST_COMMON, "token_ratio", 1},
    {LLMCOST_COMMON, "quality", NAN},
    {LLMCOST_COMMON, "ttft_ms", NAN},
    {LLMCOST_COMMON, "tpot_ms", NAN},
    {LLMCOST_COMMON, "availability", NAN},
    {LLMCOST_HYBRIDS, "host", NAN},
    {LLMCOST_HYBRIDS, "api", NAN},
    {LLMCOST_HYBRIDS, "replicas", NAN},
    {LLMCOST_TEAM, "salary_per_year", NAN},
    {LLMCOST_TEAM, "overhead", 1.43},
    {LLMCOST_HORIZON, "months", 12},
    {LLMCOST_HORIZON, "discount_per_year", 0},
    {LLMCOST_RULES, "data_in_house", 0},
    {LLMCOST_RULES, "min_quality", NAN},
    {LLMCOST_RULES, "max_ttft_ms", NAN},
    {LLMCOST_RULES, "min_availability", NAN},
    {LLMCOST_RULES, "max_tpot_ms", NAN},
    {LLMCOST_UNCERTAINTY, "samples", 4096},
    {LLMCOST_UNCERTAINTY, "seed", 1},
    {LLMCOST_GATES, "max_monthly_cost", NAN},
    {LLMCOST_GATES, "max_increase", NAN},
    {LLMCOST_GATES, "min_margin", NAN},
    {LLMCOST_GATES, "fail_on", NAN},
};

static void test_all_keys(void **state)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    (void)state;
    for (size_t i = 0; i < COUNT(keys); i++) {
        const struct llmcost_field *found = NULL;
        for (size_t f = 0; f < count; f++)
            if (fields[f].section == keys[i].section && strcmp(fields[f].name, keys[i].name) == 0)
                found = &fields[f];
        if (found == NULL) {
            fail_msg("no field %s", keys[i].name);
            return;
        }
        if (found->has_default == isnan(keys[i].fallback))
            fail_msg("%s: has_default", keys[i].name);
        if (found->has_default)
            ASSERT_ROW_NEAR(keys[i].name, found->fallback, keys[i].fallback, 0);
    }
}

/* ---- One row at a time */

static bool is_number(const struct llmcost_field *field)
{
    return field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN;
}

static const char *defect_of(const struct llmcost_field *f)
{
    const size_t words = strlen(f->text);
    if (strspn(f->name, "abcdefghijklmnopqrstuvwxyz_0123456789") != strlen(f->name))
        return "name";
    if (words < 10 || f->text[words - 1] != '.' || f->text[0] < 'A' || f->text[0] > 'Z')
        return "sentence";
    if (is_number(f) && !(f->min < f->max || f->min == 1))
        return "range";
    if (f->has_default && (!is_number(f) || f->fallback < f->min || f->fallback > f->max))
        return "default";
    if (f->kind == LLMCOST_BOOLEAN && (f->min != 0 || f->max != 1 || f->unit != LLMCOST_NO_UNIT))
        return "boolean";
    if (f->kind == LLMCOST_NUMBER && f->unit == LLMCOST_NO_UNIT)
        return "unit";
    if ((f->kind == LLMCOST_REFERENCE) !=
        ((f->flags & (LLMCOST_TO_API | LLMCOST_TO_HOST | LLMCOST_TO_HYBRID)) != 0))
        return "target";
    if ((f->choice == LLMCOST_NO_CHOICE) != (f->alternative == 0) &&
        strcmp(f->name, "elastic_gpu_hour") != 0) /* goes with either way to pay */
        return "alternative";
    if ((f->flags & LLMCOST_REQUIRED) && f->has_default)
        return "required";
    return NULL;
}

static void test_rows(void **state)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        const char *defect = defect_of(&fields[i]);
        if (defect != NULL)
            fail_msg("%s: its %s", fields[i].name, defect);
        for (size_t j = 0; j < i; j++) {
            if (fields[i].section != fields[j].section)
                continue;
            if (strcmp(fields[i].name, fields[j].name) == 0)
                fail_msg("%s twice", fields[i].name);
            if (fields[i].offset == fields[j].offset)
                fail_msg("%s and %s in one place", fields[i].name, fields[j].name);
        }
    }
}

/* Rows stand section by section: llmcost_next_field() stops behind the last one. */
static void test_order(void **state)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    (void)state;
    for (size_t i = 1; i < count; i++)
        if (fields[i].section < fields[i - 1].section)
            fail_msg("%s stands behind a row of a later section", fields[i].name);
}

/* A key stands once in a section, its common keys included; its member lies in its own struct. */
static void test_sections(void **state)
{
    static const struct {
        enum llmcost_section section;
        size_t size;
    } sections[] = {
        {LLMCOST_TOP, sizeof(struct llmcost_scenario)},
        {LLMCOST_WORKLOAD, sizeof(struct llmcost_workload)},
        {LLMCOST_APIS, sizeof(struct llmcost_api)},
        {LLMCOST_HOSTS, sizeof(struct llmcost_host)},
        {LLMCOST_HYBRIDS, sizeof(struct llmcost_hybrid)},
        {LLMCOST_TEAM, sizeof(struct llmcost_scenario)},
        {LLMCOST_HORIZON, sizeof(struct llmcost_scenario)},
        {LLMCOST_RULES, sizeof(struct llmcost_scenario)},
        {LLMCOST_UNCERTAINTY, sizeof(struct llmcost_scenario)},
        {LLMCOST_GATES, sizeof(struct llmcost_gates)},
    };
    (void)state;
    model_base();
    for (size_t i = 0; i < COUNT(sections); i++) {
        const struct llmcost_field *f = NULL;
        const char *first = NULL;
        while ((f = llmcost_next_field(sections[i].section, f)) != NULL) {
            const char *member = llmcost_member(&scenario, sections[i].section, 0, f);
            assert_ptr_equal(llmcost_find_field(sections[i].section, f->name), f);
            assert_non_null(member);
            if (f->kind == LLMCOST_LOAD) /* it stands beside its section */
                continue;
            assert_true(f->offset < sections[i].size);
            first = first == NULL || member < first ? member : first;
            assert_true((size_t)(member - first) < sections[i].size);
            assert_null(llmcost_member(&scenario, sections[i].section, -1, f));
            assert_null(llmcost_member(&scenario, sections[i].section, 99, f));
        }
    }
    assert_null(llmcost_find_field(LLMCOST_APIS, "gpu_hour"));
    assert_null(llmcost_find_field(LLMCOST_TEAM, ""));
    assert_string_equal(llmcost_section_name(LLMCOST_HOSTS), "hosts");
    assert_string_equal(llmcost_section_name(LLMCOST_TOP), "");
}

/* No two numbers of a scenario share a place, whatever their section. */
static void test_distinct_members(void **state)
{
    static const void *seen[2048];
    size_t count = 0;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    (void)state;
    model_base();
    model_extra(&scenario.api[0].common, "x", 1);
    model_extra(&scenario.host[1].common, "x", 1);
    while (llmcost_next_input(&scenario, &ref)) {
        const void *at = llmcost_read(&scenario, ref);
        assert_non_null(at);
        assert_ptr_equal(llmcost_at(&scenario, ref), at);
        for (size_t i = 0; i < count; i++)
            assert_ptr_not_equal(seen[i], at);
        assert_true(count < COUNT(seen));
        seen[count++] = at;
    }
    assert_true(count > 150);
}

/* Exactly one of: the groups, as the contract lists them. */
static void test_choices(void **state)
{
    static const struct {
        enum llmcost_section section;
        enum llmcost_choice choice;
        int alternatives, fields;
    } rows[] = {
        {LLMCOST_WORKLOAD, LLMCOST_DEMAND, 4, 4},
        {LLMCOST_HOSTS, LLMCOST_CAPACITY, 5, 6},
        {LLMCOST_RUN, LLMCOST_POINT_OF, 2, 3},
        {LLMCOST_HOSTS, LLMCOST_PAY, 2, 4}, /* elastic_gpu_hour goes with either */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int fields = 0, highest = 0;
        for (const struct llmcost_field *f = NULL;
             (f = llmcost_next_field(rows[i].section, f)) != NULL;) {
            if (f->choice != rows[i].choice)
                continue;
            fields++;
            highest = f->alternative > highest ? f->alternative : highest;
        }
        assert_int_equal(fields, rows[i].fields);
        assert_int_equal(highest, rows[i].alternatives);
    }
}

static void test_units(void **state)
{
    static const struct {
        enum llmcost_unit unit;
        const char *text;
    } rows[] = {
        {LLMCOST_NO_UNIT, ""},
        {LLMCOST_REQUESTS_PER_DAY, "requests/day"},
        {LLMCOST_MONEY, "EUR"},
        {LLMCOST_MONEY_PER_MTOK, "EUR/Mtok"},
        {LLMCOST_MONEY_PER_GPU_HOUR, "EUR/GPU-hour"},
        {LLMCOST_HOURS, "h"},
    };
    char buffer[64];
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(llmcost_unit_text(rows[i].unit, "EUR", buffer, sizeof buffer),
                            rows[i].text);
    for (int unit = LLMCOST_SHARE; unit < LLMCOST_UNITS; unit++)
        assert_true(strlen(llmcost_unit_text((enum llmcost_unit)unit, "X", buffer, sizeof buffer)) >
                    0);
    assert_string_equal(llmcost_unit_text(LLMCOST_MONEY_PER_KWH, "USD", buffer, 5), "USD/");
}

/* What follows from the row of a field alone. */
static void test_what_a_row_says(void **state)
{
    static const struct {
        enum llmcost_section section;
        const char *name;
        bool percent;
        enum llmcost_cause cause, another_way;
    } rows[] = {
        {LLMCOST_WORKLOAD, "cached_share", true, LLMCOST_CAUSE_USAGE, LLMCOST_CAUSE_USAGE},
        {LLMCOST_WORKLOAD, "load", true, LLMCOST_CAUSE_USAGE, LLMCOST_CAUSE_USAGE},
        {LLMCOST_APIS, "input_per_mtok", false, LLMCOST_CAUSE_PRICE, LLMCOST_CAUSE_STRUCTURE},
        {LLMCOST_APIS, "price_change_per_year", true, LLMCOST_CAUSE_PRICE, LLMCOST_CAUSE_STRUCTURE},
        {LLMCOST_HOSTS, "spare_replicas", false, LLMCOST_CAUSE_STRUCTURE, LLMCOST_CAUSE_STRUCTURE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct llmcost_field *field = llmcost_find_field(rows[i].section, rows[i].name);
        assert_non_null(field);
        assert_int_equal(llmcost_takes_percent(field), rows[i].percent);
        assert_int_equal(llmcost_cause_of(field, false), rows[i].cause);
        assert_int_equal(llmcost_cause_of(field, true), rows[i].another_way);
    }
    assert_string_equal(llmcost_entries_field(LLMCOST_HOSTS, LLMCOST_RUN)->name, "runs");
    assert_string_equal(llmcost_entries_field(LLMCOST_APIS, LLMCOST_EXTRA)->name, "extra");
    assert_null(llmcost_entries_field(LLMCOST_APIS, LLMCOST_RUN));
    assert_string_equal(llmcost_basis_name(LLMCOST_QUOTED), "quoted");
    assert_string_equal(llmcost_basis_name(LLMCOST_BASIS_NONE), "");
}

/* The cost lines that reports and scripts know, in the order of the report. */
static void test_components(void **state)
{
    static const char *const ids[] = {
        "input_tokens",
        "cached_input_tokens",
        "cache_write_tokens",
        "output_tokens",
        "request_fees",
        "monthly_fee",
        "monthly_minimum",
        "gpus",
        "capital",
        "energy",
        "colocation",
        "maintenance",
        "elastic_gpus",
        "spare_gpus",
        "staging_gpus",
        "overhead",
        "licences",
        "overflow_api",
        "escalation_api",
        "engineers",
        "operations",
        "on_call",
        "fine_tuning",
        "revalidation",
        "compliance",
        "fixed",
        "extra",
        "one_off",
    };
    size_t next = 0;
    (void)state;
    for (int i = 0; i < LLMCOST_COMPONENTS && next < COUNT(ids); i++)
        next += strcmp(llmcost_component_row((enum llmcost_component)i)->id, ids[next]) == 0;
    if (next < COUNT(ids))
        fail_msg("no cost line %s, or not in its place", ids[next]);
}

/* ---- Advice ---- */

/* A number judged for a field: whether it is taken, and what is advised otherwise. */
static bool is_taken(const struct llmcost_field *field, const char *text, const char **ret_advice)
{
    static struct llmcost_diags diags;
    double number;
    const struct stating stating = {
        .field = field, .path = field->name, .currency = "USD", .diags = &diags};
    llmcost_diags_init(&diags);
    const bool taken = number_judge(&stating, text, &number);
    *ret_advice = taken ? "" : diags.list[0].advice;
    return taken;
}

/* Whoever writes what is advised after such words is not refused again. */
static int follow(const struct llmcost_field *field, const char *wrong, const char *lead)
{
    const char *none, *given;
    char advice[256], number[32];
    assert_false(is_taken(field, wrong, &given));
    snprintf(advice, sizeof advice, "%s", given);
    const char *at = strstr(advice, lead);
    if (at == NULL)
        return 0;
    at += strlen(lead);
    const int length = (int)strspn(at, "-0123456789._%kMBTe");
    snprintf(number, sizeof number, "%.*s", length, at);
    if (length > 0 && !is_taken(field, number, &none))
        fail_msg("%s: %s is refused, and so is what is advised: %s", field->name, wrong, advice);
    return length > 0;
}

static void test_advice_is_taken(void **state)
{
    static const char *const leads[] = {"write ", "such as ", "number: ", "at most ", " or "};
    static const char *const wrong[] = {"abc", "1,000", "$5", "1__0", "1e400", "5.", "-1e300"};
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    int followed = 0;
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; fields[i].kind == LLMCOST_NUMBER && n < COUNT(leads); n++) {
            const char *none;
            for (size_t w = 0; w < COUNT(wrong); w++)
                followed += follow(&fields[i], wrong[w], leads[n]);
            if (!is_taken(&fields[i], "50%", &none))
                followed += follow(&fields[i], "50%", leads[n]);
            if (!is_taken(&fields[i], "3.5", &none))
                followed += follow(&fields[i], "3.5", leads[n]);
        }
    if (followed < 500)
        fail_msg("%d advices with a number", followed);
}

/* No share is asked for where none is taken. */
static void test_no_percent_is_advised(void **state)
{
    static const char *const wrong[] = {"30 %", "30%%", "5%x", "50K", "50 K", "x"};
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; fields[i].kind == LLMCOST_NUMBER && w < COUNT(wrong); w++) {
            const char *advice;
            assert_false(is_taken(&fields[i], wrong[w], &advice));
            if (!llmcost_takes_percent(&fields[i]) && strchr(advice, '%') != NULL)
                fail_msg("%s: %s: %s", fields[i].name, wrong[w], advice);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_percent_is_advised),
        cmocka_unit_test(test_all_keys),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_distinct_members),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_components),
        cmocka_unit_test(test_advice_is_taken),
        cmocka_unit_test(test_what_a_row_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
