/* test_tables.c - the tables of the core are complete: every member of a scenario has its row,
 * every row says all that its readers need, and what a row claims of a cost line is true. A row
 * that is added is tried without an edit here, and what was left out is told by name.
 */
#include "core/model/bill.h"
#include "core/model/components.h"
#include "core/scenario/words.h"
#include "core/telling/explain.h"
#include "model.h"

/* ---- Inputs: no member without a row */

struct stretch {
    size_t from, size;
};

static size_t size_of(const struct llmcost_field *field)
{
    switch (field->kind) {
    case LLMCOST_LOAD:
        return sizeof(struct llmcost_load);
    case LLMCOST_CHANGES:
        return sizeof(struct llmcost_steps);
    case LLMCOST_LIST:
    case LLMCOST_MAP:
        return sizeof(struct llmcost_entries);
    case LLMCOST_NUMBER:
    case LLMCOST_BOOLEAN:
        return sizeof(struct llmcost_input);
    default:
        return sizeof(struct llmcost_name);
    }
}

#define MEMBER(owner, member)                                                                      \
    {                                                                                              \
        offsetof(struct llmcost_##owner, member), sizeof(((struct llmcost_##owner *)0)->member)    \
    }

/* Structs whose members are inputs, and the members that are none. */
static const struct {
    const char *name;
    enum llmcost_section section;
    size_t size;
    struct stretch other[16];
} owners[] = {
    {.name = "llmcost_workload",
     .section = LLMCOST_WORKLOAD,
     .size = sizeof(struct llmcost_workload)},
    {.name = "llmcost_api",
     .section = LLMCOST_APIS,
     .size = sizeof(struct llmcost_api),
     .other = {MEMBER(api, id), MEMBER(api, common), MEMBER(api, written_input_per_mtok),
               MEMBER(api, written_long_context_input_per_mtok)}},
    {.name = "llmcost_host",
     .section = LLMCOST_HOSTS,
     .size = sizeof(struct llmcost_host),
     .other = {MEMBER(host, id), MEMBER(host, common), MEMBER(host, gpu_facts),
               MEMBER(host, model_facts)}},
    /* data stay by default where hosts are, and not at apis: a row for each */
    {.name = "llmcost_common",
     .section = LLMCOST_COMMON,
     .size = sizeof(struct llmcost_common),
     .other = {MEMBER(common, in_house)}},
    {.name = "llmcost_hybrid",
     .section = LLMCOST_HYBRIDS,
     .size = sizeof(struct llmcost_hybrid),
     .other = {MEMBER(hybrid, id)}},
    {.name = "llmcost_gates", .section = LLMCOST_GATES, .size = sizeof(struct llmcost_gates)},
    {.name = "llmcost_scenario",
     .section = LLMCOST_TOP,
     .size = offsetof(struct llmcost_scenario, text),
     .other = {MEMBER(scenario, workload), MEMBER(scenario, gates), MEMBER(scenario, section),
               MEMBER(scenario, api), MEMBER(scenario, host), MEMBER(scenario, hybrid),
               MEMBER(scenario, entry), MEMBER(scenario, note), MEMBER(scenario, deferred),
               MEMBER(scenario, written_input_tokens), MEMBER(scenario, written_output_tokens),
               MEMBER(scenario, as_of), MEMBER(scenario, apis)}},
};

/* Sections whose members stand in the scenario itself. */
static bool is_owned_by(const struct llmcost_field *field, enum llmcost_section section)
{
    const int in = field->section;
    const bool at_top = in == LLMCOST_TOP || in == LLMCOST_TEAM || in == LLMCOST_HORIZON ||
                        in == LLMCOST_RULES || in == LLMCOST_UNCERTAINTY ||
                        field->kind == LLMCOST_LOAD;
    return section == LLMCOST_TOP ? at_top : in == (int)section && !at_top;
}

static void test_every_member_has_a_row(void **state)
{
    static bool taken[sizeof(struct llmcost_scenario)];
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    (void)state;
    for (size_t o = 0; o < COUNT(owners); o++) {
        memset(taken, 0, sizeof taken);
        for (size_t f = 0; f < count; f++)
            if (is_owned_by(&fields[f], owners[o].section))
                memset(taken + fields[f].offset, 1, size_of(&fields[f]));
        for (size_t i = 0; i < COUNT(owners[o].other); i++)
            memset(taken + owners[o].other[i].from, 1, owners[o].other[i].size);
        size_t run = 0;
        for (size_t at = 0; at < owners[o].size; at++) {
            run = taken[at] ? 0 : run + 1;
            if (run == sizeof(struct llmcost_name))
                fail_msg("a member of struct %s at byte %zu has no row in fields.c", owners[o].name,
                         at + 1 - run);
        }
    }
}

/* ---- What rows read */

/* Words that explain.c follows to several things. */
static const char *const groups[] = {
    "demand",        "capacity",      "cached",        "owned", "lines",
    "escalation",    "all_costs",     "request_price", "tier",  "escalation_change",
    "write_else",    "part_requests", "cached_else",   "start", "served_until_then",
    "workload.load", "attempts",      "runs",          "tpot",  "tpot_limit"};

static bool is_figure(const char *name)
{
    for (int i = 0; i < figure_row_count; i++)
        if (strcmp(figure_rows[i].name, name) == 0)
            return true;
    return false;
}

static bool is_known(const char *name)
{
    static const struct {
        const char *prefix;
        enum llmcost_section section[2];
    } prefixes[] = {
        {"hybrids.", {LLMCOST_HYBRIDS, LLMCOST_HYBRIDS}},
        {"workload.", {LLMCOST_WORKLOAD, LLMCOST_WORKLOAD}},
        {"team.", {LLMCOST_TEAM, LLMCOST_TEAM}},
        {"horizon.", {LLMCOST_HORIZON, LLMCOST_HORIZON}},
        {"hosts.", {LLMCOST_HOSTS, LLMCOST_HOSTS}},
        {"apis.", {LLMCOST_APIS, LLMCOST_APIS}},
        {"parts.", {LLMCOST_APIS, LLMCOST_HOSTS}},
        {"own.", {LLMCOST_APIS, LLMCOST_WORKLOAD}},
        {"", {LLMCOST_TOP, LLMCOST_TOP}},
    };
    for (size_t i = 0; i < COUNT(groups); i++)
        if (strcmp(groups[i], name) == 0)
            return true;
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        const size_t length = strlen(prefixes[i].prefix);
        if (strncmp(name, prefixes[i].prefix, length) == 0 &&
            llmcost_find_field(prefixes[i].section[0], name + length) != NULL &&
            llmcost_find_field(prefixes[i].section[1], name + length) != NULL)
            return true;
    }
    static const char *const of_others[] = {"baseline_", "recommended.", "runner_up."};
    for (size_t i = 0; i < COUNT(of_others); i++)
        if (strncmp(name, of_others[i], strlen(of_others[i])) == 0)
            return is_figure(name + strlen(of_others[i]));
    return is_figure(name);
}

/* The first name that leads nowhere, or is too long, with what follows it; NULL when all is well.
 */
static const char *bad_read(const char *reads)
{
    char name[MAX_WORD];
    size_t length;
    const char *at = NULL;
    for (; reads != NULL && (at = next_word(reads, at, &length)) != NULL;)
        if (copy_word(at, NULL, name) == NULL || !is_known(name))
            return at;
    return NULL;
}

static void test_figures(void **state)
{
    (void)state;
    for (int i = 0; i < figure_row_count; i++) {
        const struct figure_row *row = &figure_rows[i];
        const char *bad = bad_read(row->reads);
        if (bad != NULL)
            fail_msg("figure %s reads %s", row->name, bad);
        if ((row->formula == NULL) == (row->formula_of == NULL))
            fail_msg("figure %s has no formula, or two", row->name);
        if ((row->value == NULL) != (row->at != AT_NOTHING))
            fail_msg("figure %s has no value, or two", row->name);
        if (row->unit == LLMCOST_NO_UNIT && row->unit_text == NULL && row->of != OF_OPTION)
            fail_msg("figure %s has no unit", row->name);
        for (int j = 0; j < i; j++)
            if (strcmp(figure_rows[j].name, row->name) == 0)
                fail_msg("figure %s stands twice", row->name);
    }
}

/* ---- Cost lines */

static const char *defect_of(const struct component *line)
{
    static const char *const categories[] = {"tokens", "compute", "people",
                                             "model",  "fixed",   "one_off"};
    const struct llmcost_component_row *row = &line->row;
    bool known = false;
    for (size_t i = 0; i < COUNT(categories) && row->category != NULL; i++)
        known = known || strcmp(row->category, categories[i]) == 0;
    if (!known)
        return "category";
    if (row->label == NULL || row->unit == NULL || row->formula == NULL)
        return "label, unit or formula";
    if ((line->amount == NULL) !=
        (line == &components[LLMCOST_LINE_EXTRA] || line == &components[LLMCOST_LINE_METERED]))
        return "function";
    if (line->of == OF_SCENARIO)
        return "of: which options have it";
    if (line->moves == MOVES_UNSTATED)
        return "moves: how it moves with the demand";
    if (bad_read(line->quantity) != NULL || bad_read(line->price) != NULL)
        return "reads: a name that leads nowhere, or too many";
    if (line->price == NULL && line->amount != NULL)
        return "price: what it reads";
    if ((row->omitted == NULL) != (line->priced_by == NULL))
        return "priced_by: the fields that say that it was not forgotten";
    char field[MAX_WORD];
    for (const char *at = NULL; (at = copy_word(line->priced_by, at, field)) != NULL;) {
        const bool of_api = line->of == OF_API || line->of == OF_ANY_API;
        if (llmcost_find_field(of_api ? LLMCOST_APIS : LLMCOST_HOSTS, field) == NULL)
            return "priced_by: no such field of the parts it is of";
    }
    return NULL;
}

static void test_lines(void **state)
{
    (void)state;
    for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
        const char *id = components[i].row.id;
        if (id == NULL) {
            fail_msg("cost line %d of enum llmcost_component has no row", i);
            return;
        }
        const char *defect = defect_of(&components[i]);
        if (defect != NULL)
            fail_msg("cost line %s: its %s", id, defect);
        for (int j = 0; j < i; j++)
            if (strcmp(id, components[j].row.id) == 0)
                fail_msg("cost line %s stands twice", id);
    }
}

/* Any legal value of an input at which it costs something. */
static double costly(const struct llmcost_field *field)
{
    if (field->unit == LLMCOST_SHARE || field->unit == LLMCOST_SHARE_PER_YEAR)
        return 0.1;
    return field->min > 2 ? field->min : 2;
}

/* Every number of the options that is not one of several ways to say a thing, and no limit. */
static void cost_something(void)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    size_t count;
    while (llmcost_next_input(&scenario, &ref)) {
        const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
        const bool of_option = ref.section == LLMCOST_APIS || ref.section == LLMCOST_HOSTS;
        if (of_option && field->kind == LLMCOST_NUMBER && field->choice == LLMCOST_NO_CHOICE &&
            strstr(field->name, "_limit") == NULL && strstr(field->name, "measured_") == NULL &&
            strstr(field->name, "hours") == NULL && field->unit != LLMCOST_MONTHS &&
            strstr(field->name, "replica") == NULL &&
            llmcost_read(&scenario, ref)->origin <= LLMCOST_DEFAULT)
            llmcost_assign(&scenario, ref, costly(field));
    }
}

enum { RENTED = 2, BOUGHT, BY_THE_HOUR, BOTH, KINDS };

/* An api, the one that all escalate to, hosts that rent, buy and rent by the hour, a hybrid of one
 * fixed replica. Everything costs something. */
static void set_up(double requests)
{
    model_workload();
    llmcost_set(&scenario.workload.requests_per_month, requests);
    llmcost_set(&scenario.workload.cached_share, 0.2);
    llmcost_set(&scenario.workload.cache_write_share, 0.1);
    llmcost_set(&scenario.workload.stored_mtok, 2);
    model_api("api", 1, 2);
    model_api("dear", 2, 4);
    model_host("rented", 1);
    model_host("bought", 1);
    model_host("by-the-hour", 1);
    scenario.host[1].gpu_hour.origin = LLMCOST_UNSET;
    scenario.host[2].gpu_hour.origin = LLMCOST_UNSET;
    llmcost_set(&scenario.host[1].purchase_per_gpu, 1000);
    llmcost_set(&scenario.host[1].life_years, 4);
    llmcost_set(&scenario.host[2].elastic_gpu_hour, 1);
    llmcost_set(&model_hybrid("both", "rented", "api")->replicas, 1);
    for (int i = 0; i < 3; i++) {
        llmcost_set(&scenario.host[i].spare_replicas, 1);
        llmcost_set(&scenario.host[i].idle_power_share, 1); /* spares share the load */
        model_name(&scenario.host[i].common.escalates_to, "dear");
        model_extra(&scenario.host[i].common, "x", 1);
        model_meter(&scenario.host[i].common, "x", 1, 1);
    }
    model_name(&scenario.api[0].common.escalates_to, "dear");
    llmcost_set(&scenario.api[1].common.escalation_share, 0);
    llmcost_set(&scenario.api[0].monthly_minimum, 1e9);
    cost_something();
    model_evaluate("set up");
}

/* The demand of a month that fills one unit, so that fleets are whole at every multiple. */
static double demand_of_unit(void)
{
    set_up(1);
    const struct llmcost_fleet *f = &result.option[RENTED].fleet;
    const double billed = f->unit_replicas * f->planned_requests_per_second * 3600 * 1000;
    return billed / scenario.host[0].common.attempts_per_request.value;
}

static void amounts_at(double requests, double amount[KINDS][LLMCOST_COMPONENTS])
{
    set_up(requests);
    for (int option = 0; option < KINDS; option++)
        for (int i = 0; i < LLMCOST_COMPONENTS; i++)
            amount[option][i] = line(&result, option, i);
}

/* What a row says of its line's way with the demand is what break-even takes for granted. */
static void test_moves(void **state)
{
    static double few[KINDS][LLMCOST_COMPONENTS], many[KINDS][LLMCOST_COMPONENTS];
    const double unit = demand_of_unit();
    (void)state;
    amounts_at(4 * unit, few);
    amounts_at(12 * unit, many);
    for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
        const char *id = components[i].row.id;
        bool lives = false;
        for (int option = 0; option < KINDS; option++) {
            const double a = few[option][i];
            const double b = many[option][i];
            lives = lives || a > 0;
            if (components[i].moves == MOVES_NEVER)
                ASSERT_ROW_NEAR(id, b, a, 1e-9 * a);
            else if (components[i].moves == MOVES_TO_MINIMUM && option == API)
                assert_true(b < a);
            else if (components[i].moves == MOVES_BY_REQUEST && option != BOTH)
                ASSERT_ROW_NEAR(id, b, 3 * a, 1e-9 * b);
        }
        if (!lives)
            fail_msg("cost line %s is nothing in all options that cost everything", id);
    }
    for (int option = RENTED; option <= BY_THE_HOUR; option++) {
        const struct llmcost_host *host = llmcost_option_host(&scenario, option);
        const struct llmcost_fleet *f = &result.option[option].fleet;
        const struct terms first = first_terms(&scenario);
        double with_rent = 0;
        double with_units = 0;
        for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
            const double more = many[option][i] - few[option][i];
            with_rent += components[i].moves == MOVES_WITH_RENT ? more : 0;
            with_units += components[i].moves == MOVES_WITH_UNITS ? more : 0;
        }
        /* eight units more, at the price that the mix is chosen by, and what comes with them */
        ASSERT_ROW_NEAR("rent", with_rent, 8 * f->unit_gpus * f->monthly_per_gpu, 1e-9 * with_rent);
        ASSERT_ROW_NEAR("units", with_units, 8 * bill_of_unit(&first, host, f->unit_gpus),
                        1e-9 * with_units);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_member_has_a_row),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
