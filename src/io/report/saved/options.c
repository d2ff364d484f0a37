/* options.c - the options of a saved report: ids, bills, lines, fleets, rules; and what the
 * report assumes, back in the scenario. Knows the keys of the contract; walks the tables of
 * components and fields and knows none of them by name.
 */
#include "io/report/saved/parts.h"
#include "text/date.h"

#include <stdlib.h>
#include <string.h>

/* ---- Ids ---- */

/* All options in their order, before anything refers to one. */
static void add_options(struct filling *f, const cJSON *options)
{
    static const char *const kinds[] = {
        [LLMCOST_API] = "api", [LLMCOST_HOST] = "host", [LLMCOST_HYBRID] = "hybrid"};
    static int (*const add[])(struct llmcost_scenario *,
                              const char *) = {[LLMCOST_API] = llmcost_add_api,
                                               [LLMCOST_HOST] = llmcost_add_host,
                                               [LLMCOST_HYBRID] = llmcost_add_hybrid};
    const cJSON *item;
    int index = 0;
    int last = LLMCOST_API;
    cJSON_ArrayForEach(item, options)
    {
        size_t length = enter_key(f, "options");
        enter_index(f, index++);
        const char *id = need_text(f, item, "id");
        int kind = need_word(f, item, "kind", kinds, 3);
        const cJSON *place = cJSON_GetObjectItemCaseSensitive(item, "id");
        if (id == NULL || kind < 0)
            ;
        else if (kind < last)
            refuse(f, item, "kind", E_JSON_VALUE, "apis come first, then hosts, then hybrids");
        else if (id[0] == '\0' || llmcost_find_option(f->scenario, id) >= 0)
            refuse(f, place, "id", E_JSON_VALUE, "an id of its own is needed here");
        else if (add[kind](f->scenario, id) < 0)
            refuse(f, place, "id", E_JSON_VALUE, "more or longer ids than any report has");
        last = kind > last ? kind : last;
        leave(f, length);
        if (f->failed)
            return;
    }
    if (index == 0)
        refuse(f, options, "options", E_JSON_VALUE, "a report has at least one option");
}

/* ---- Lines ---- */

static int find_component(const char *id)
{
    for (int i = 0; i < LLMCOST_COMPONENTS; i++)
        if (i != LLMCOST_LINE_EXTRA &&
            strcmp(llmcost_component_row((enum llmcost_component)i)->id, id) == 0)
            return i;
    return -1;
}

/* The extra line of that name, made when no assumption has named it. */
static int find_extra(struct filling *f, const cJSON *item, const char *name)
{
    struct llmcost_scenario *scenario = f->scenario;
    for (int i = 0; i < scenario->extras; i++)
        if (strcmp(llmcost_text(scenario, scenario->extra[i].name), name) == 0)
            return i;
    uint32_t text = keep_text(f, item, "id", name);
    if (text == 0 || scenario->extras >= LLMCOST_MAX_EXTRAS ||
        strlen(name) > 4 * LLMCOST_MAX_EXTRA_NAME) {
        refuse(f, item, "id", E_JSON_VALUE, "more or longer extra lines than any report has");
        return -1;
    }
    scenario->extra[scenario->extras] = (struct llmcost_extra){.name = text};
    return scenario->extras++;
}

static void fill_line(struct filling *f, const cJSON *item, struct llmcost_option_result *result)
{
    static const char extra[] = "extra:";
    const char *id = need_text(f, item, "id");
    struct llmcost_line line = {.component = -1, .extra = -1};
    line.quantity = need_number(f, item, "quantity");
    line.unit_price = need_number(f, item, "unit_price");
    line.micros = need_micros(f, item, "monthly_cost");
    line.amount = (double)line.micros / 1e6;
    need_text(f, item, "category");
    need_text(f, item, "unit");
    if (id == NULL)
        return;
    if (strncmp(id, extra, sizeof extra - 1) == 0) {
        line.component = LLMCOST_LINE_EXTRA;
        line.extra = (int16_t)find_extra(f, item, id + sizeof extra - 1);
    } else
        line.component = (int16_t)find_component(id);
    if (line.component < 0) {
        refuse(f, cJSON_GetObjectItemCaseSensitive(item, "id"), "id", E_JSON_VALUE,
               "there is no cost line \"%.60s\"", id);
        llmcost_advise(f->diags, "was it written by a newer llmcost?");
        return;
    }
    if (result->lines >= LLMCOST_MAX_LINES)
        refuse(f, item, "", E_JSON_VALUE, "more lines than any option has");
    else
        result->line[result->lines++] = line;
}

/* ---- The rest of an option ---- */

static void fill_fleet(struct filling *f, const cJSON *item, struct llmcost_option_result *result)
{
    static const char *const how[] = {[LLMCOST_STATED] = "stated",
                                      [LLMCOST_THROUGHPUT_MEASURED] = "measured",
                                      [LLMCOST_ESTIMATED] = "estimated"};
    const cJSON *fleet = need(f, item, "fleet");
    struct llmcost_fleet *to = &result->fleet;
    if (fleet == NULL || cJSON_IsNull(fleet))
        return;
    if (need_object(f, item, "fleet") == NULL)
        return;
    size_t length = enter_key(f, "fleet");
    const struct {
        const char *key;
        double *value;
    } rows[] = {
        {.key = "replicas", .value = &to->replicas},
        {.key = "spare_replicas", .value = &to->spare_replicas},
        {.key = "always_on_gpus", .value = &to->always_on_gpus},
        {.key = "elastic_gpu_hours", .value = &to->elastic_gpu_hours},
        {.key = "gpus_at_peak", .value = &to->gpus_at_peak},
        {.key = "staging_gpus", .value = &to->staging_gpus},
        {.key = "utilization", .value = &to->utilization},
        {.key = "replica_requests_per_second", .value = &to->replica_requests_per_second},
        {.key = "overflow_share", .value = &to->overflow_share},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        *rows[i].value = need_number(f, fleet, rows[i].key);
    int throughput = need_word(f, fleet, "throughput", how, 3);
    to->throughput = (uint8_t)(throughput > 0 ? throughput : 0);
    result->has_fleet = true;
    leave(f, length);
}

static void fill_rules(struct filling *f, const cJSON *item, struct llmcost_option_result *result)
{
    static const char *const words[] = {
        [LLMCOST_PASS] = "pass", [LLMCOST_FAIL] = "fail", [LLMCOST_UNKNOWN] = "unknown"};
    const cJSON *rules = need_array(f, item, "rules");
    const cJSON *rule;
    int index = 0;
    if (!all_objects(f, rules, "rules"))
        return;
    cJSON_ArrayForEach(rule, rules)
    {
        size_t length = enter_key(f, "rules");
        enter_index(f, index++);
        const char *id = need_text(f, rule, "id");
        int status = need_word(f, rule, "status", words, 4);
        for (int i = 0; id != NULL && status > 0 && i < LLMCOST_RULES_COUNT; i++)
            if (strcmp(llmcost_rule_id((enum llmcost_rule)i), id) == 0)
                result->rule[i] = (uint8_t)status;
        leave(f, length);
    }
}

static void fill_against(struct filling *f, const cJSON *item, struct llmcost_against *to)
{
    const cJSON *from = need_object(f, item, "against_baseline");
    bool known;
    size_t length = enter_key(f, "against_baseline");
    if (from != NULL) {
        to->monthly_saving = need_number(f, from, "monthly_saving");
        to->horizon_saving = need_number(f, from, "horizon_saving");
        double month = need_number_or_null(f, from, "payback_months", &known);
        to->payback_month = known && month >= 1 && month <= LLMCOST_MAX_MONTHS ? (int)month : 0;
        to->simple_payback_months =
            need_number_or_null(f, from, "simple_payback_months", &to->has_simple_payback);
        to->saving_ceiling = need_number_or_null(f, from, "saving_ceiling", &to->has_ceiling);
        /* Added by version 0.1.0 to the keys of the contract. */
        const cJSON *lost = cJSON_GetObjectItemCaseSensitive(from, "payback_lost_month");
        const cJSON *reached = cJSON_GetObjectItemCaseSensitive(from, "saving_ceiling_month");
        if (cJSON_IsNumber(lost) && lost->valuedouble >= 1 &&
            lost->valuedouble <= LLMCOST_MAX_MONTHS)
            to->payback_lost_month = (int)lost->valuedouble;
        to->has_ceiling = to->has_ceiling && cJSON_IsNumber(reached);
        if (cJSON_IsNumber(reached))
            to->ceiling_month = reached->valuedouble;
    }
    leave(f, length);
}

int32_t day_of(const cJSON *object, const char *key)
{
    const cJSON *date = cJSON_GetObjectItemCaseSensitive(object, key);
    int days;
    return cJSON_IsString(date) && date_days(date->valuestring, &days) ? days : 0;
}

static void fill_option(struct filling *f, const cJSON *item, int index)
{
    struct llmcost_option_result *to = &f->result->option[index];
    bool known;
    *to = (struct llmcost_option_result){.feasible = need_bool(f, item, "feasible")};
    to->eligible = need_bool(f, item, "eligible");
    to->monthly_micros = need_micros(f, item, "monthly_cost");
    need_number(f, item, "annual_cost");
    to->horizon_cost = need_number(f, item, "horizon_cost");
    to->one_off = need_number(f, item, "one_off");
    need_number_or_null(f, item, "cost_per_request", &known);
    need_number_or_null(f, item, "cost_per_mtok", &known);
    fill_fleet(f, item, to);
    const cJSON *lines = need_array(f, item, "lines");
    const cJSON *line;
    int n = 0;
    if (all_objects(f, lines, "lines"))
        cJSON_ArrayForEach(line, lines)
        {
            size_t length = enter_key(f, "lines");
            enter_index(f, n++);
            fill_line(f, line, to);
            leave(f, length);
        }
    fill_rules(f, item, to);
    fill_against(f, item, &f->saved->against[index]);
    if (index < f->scenario->apis)
        f->scenario->api[index].priced_on = day_of(item, "priced_on");
    else if (index < f->scenario->apis + f->scenario->hosts)
        f->scenario->host[index - f->scenario->apis].priced_on = day_of(item, "priced_on");
    const cJSON *obstacle = cJSON_GetObjectItemCaseSensitive(item, "obstacle");
    if (cJSON_IsString(obstacle))
        f->saved->obstacle[index] = obstacle->valuestring;
    else if (!to->feasible || !to->eligible)
        f->saved->lacks_obstacles = true;
}

/* ---- Assumptions ---- */

/* Extra lines stand in runs, one for each api and host: made from the paths of assumptions before
 * these are read. */
static void add_extras_of(struct filling *f, const cJSON *assumptions, enum llmcost_section section,
                          int entry, struct llmcost_common *common)
{
    struct llmcost_scenario *scenario = f->scenario;
    size_t count;
    const struct llmcost_field *field = llmcost_find_field(section, "extra");
    struct llmcost_ref ref = {.section = (int16_t)section,
                              .index = (int16_t)entry,
                              .field = (int16_t)(field - llmcost_fields(&count)),
                              .extra = -1};
    char prefix[LLMCOST_MAX_PATH];
    llmcost_path(scenario, ref, prefix, sizeof prefix);
    size_t length = strlen(prefix);
    const cJSON *item;
    common->first_extra = scenario->extras;
    common->extras = 0;
    cJSON_ArrayForEach(item, assumptions)
    {
        const cJSON *path = cJSON_GetObjectItemCaseSensitive(item, "path");
        if (!cJSON_IsString(path) || strncmp(path->valuestring, prefix, length) != 0 ||
            path->valuestring[length] != '.')
            continue;
        const char *name = path->valuestring + length + 1;
        size_t size = strlen(name);
        if (size > 1 && name[0] == '"' && name[size - 1] == '"') {
            name++;
            size -= 2;
        }
        uint32_t text = llmcost_add_text(scenario, name, size);
        if (text == 0 || scenario->extras >= LLMCOST_MAX_EXTRAS ||
            size > 4 * LLMCOST_MAX_EXTRA_NAME) {
            refuse(f, item, "assumptions", E_JSON_VALUE, "more extra lines than any report has");
            return;
        }
        scenario->extra[scenario->extras++] = (struct llmcost_extra){.name = text};
        common->extras++;
    }
}

static void add_extras(struct filling *f, const cJSON *assumptions)
{
    struct llmcost_scenario *s = f->scenario;
    for (int i = 0; i < s->apis && !f->failed; i++)
        add_extras_of(f, assumptions, LLMCOST_APIS, i, &s->api[i].common);
    for (int i = 0; i < s->hosts && !f->failed; i++)
        add_extras_of(f, assumptions, LLMCOST_HOSTS, i, &s->host[i].common);
}

/* What kind of load it is decides its path. */
static void find_load(struct filling *f, const cJSON *assumptions)
{
    struct llmcost_load *load = &f->scenario->workload.load;
    const cJSON *item;
    cJSON_ArrayForEach(item, assumptions)
    {
        const cJSON *path = cJSON_GetObjectItemCaseSensitive(item, "path");
        const cJSON *shape = cJSON_GetObjectItemCaseSensitive(item, "shape");
        if (!cJSON_IsString(path))
            continue;
        if (strcmp(path->valuestring, "workload.load.load_factor") == 0)
            load->kind = LLMCOST_LOAD_FACTOR;
        if (strcmp(path->valuestring, "workload.load") != 0)
            continue;
        const cJSON *origin = cJSON_GetObjectItemCaseSensitive(item, "origin");
        if (cJSON_IsString(shape)) {
            load->kind = LLMCOST_LOAD_SHAPE;
            load->name.text = keep_text(f, item, "shape", shape->valuestring);
        } else if (!cJSON_IsString(origin) || strcmp(origin->valuestring, "default") != 0)
            load->kind = LLMCOST_LOAD_LIST;
        return;
    }
}

/* The input of a path: they come in the order of the fields, so the next one is looked at first.
 * False for a path that this version does not know. */
static bool find_next(struct filling *f, const char *path, struct llmcost_ref *cursor, int *misses)
{
    enum { PATIENCE = 200 };
    char text[LLMCOST_MAX_PATH];
    struct llmcost_ref ref = *cursor;
    if (*misses > PATIENCE)
        return false;
    while (llmcost_next_input(f->scenario, &ref))
        if (strcmp(llmcost_path(f->scenario, ref, text, sizeof text), path) == 0) {
            *cursor = ref;
            return true;
        }
    ++*misses;
    return llmcost_find_path(f->scenario, path, cursor);
}

/* The name of a catalog entry; a path that this version does not know is passed over. */
static void fill_entry(struct filling *f, const char *path, const char *text, uint32_t source)
{
    static const struct {
        enum llmcost_section section;
        const char *field;
    } rows[] = {{.section = LLMCOST_APIS, .field = "from"},
                {.section = LLMCOST_HOSTS, .field = "model"},
                {.section = LLMCOST_HOSTS, .field = "gpu"}};
    struct llmcost_scenario *s = f->scenario;
    for (size_t i = 0; path != NULL && i < sizeof rows / sizeof *rows; i++)
        for (int entry = 0; entry < llmcost_section_entries(s, rows[i].section); entry++) {
            size_t count;
            char known[LLMCOST_MAX_PATH];
            const struct llmcost_field *field = llmcost_find_field(rows[i].section, rows[i].field);
            const struct llmcost_ref ref = {.section = (int16_t)rows[i].section,
                                            .index = (int16_t)entry,
                                            .field = (int16_t)(field - llmcost_fields(&count)),
                                            .extra = -1};
            if (strcmp(llmcost_path(s, ref, known, sizeof known), path) != 0)
                continue;
            struct llmcost_name *name = llmcost_member(s, rows[i].section, entry, field);
            name->text = llmcost_add_text(s, text, strlen(text));
            name->source = source;
            name->origin = LLMCOST_FILE;
        }
}

static void fill_assumption(struct filling *f, const cJSON *item, struct llmcost_ref *cursor,
                            int *misses)
{
    static const char *const origins[] = {[LLMCOST_DEFAULT] = "default",
                                          [LLMCOST_FILE] = "file",
                                          [LLMCOST_CATALOG] = "catalog",
                                          [LLMCOST_SET] = "set"};
    static const char *const bases[] = {[LLMCOST_MEASURED] = "measured",
                                        [LLMCOST_QUOTED] = "quoted",
                                        [LLMCOST_ASSUMED] = "assumed"};
    const char *path = need_text(f, item, "path");
    const cJSON *value = need(f, item, "value");
    const char *source = need_text_or_null(f, item, "source");
    bool has_line;
    double line = need_number_or_null(f, item, "line", &has_line);
    int origin = need_word(f, item, "origin", origins, 5);
    int basis = LLMCOST_BASIS_NONE;
    need_text_or_null(f, item, "unit");
    if (need_text_or_null(f, item, "basis") != NULL)
        basis = need_word(f, item, "basis", bases, 4);
    struct llmcost_ref number;
    if (cJSON_IsString(value) && path != NULL && !llmcost_find_path(f->scenario, path, &number)) {
        fill_entry(f, path, value->valuestring, keep_text(f, item, "source", source));
        return;
    }
    if (value != NULL && !cJSON_IsNumber(value) && !cJSON_IsBool(value))
        refuse(f, value, "value", E_JSON_TYPE, "a number, a text, true or false is needed here");
    if (f->failed || value == NULL || !find_next(f, path, cursor, misses))
        return;
    struct llmcost_input *input = llmcost_at(f->scenario, *cursor);
    input->value = cJSON_IsBool(value) ? cJSON_IsTrue(value) : value->valuedouble;
    input->low = input->likely = input->high = input->value;
    input->origin = (uint8_t)origin;
    input->basis = (uint8_t)basis;
    input->place.line = has_line && line >= 1 && line < 1e9 ? (uint32_t)line : 0;
    input->source = keep_text(f, item, "source", source);
}

void fill_assumptions(struct filling *f, const cJSON *root)
{
    struct llmcost_ref cursor = LLMCOST_FIRST_INPUT;
    const cJSON *assumptions = need_array(f, root, "assumptions");
    const cJSON *item;
    int index = 0;
    int misses = 0;
    if (!all_objects(f, assumptions, "assumptions"))
        return;
    find_load(f, assumptions);
    add_extras(f, assumptions);
    cJSON_ArrayForEach(item, assumptions)
    {
        size_t length = enter_key(f, "assumptions");
        enter_index(f, index++);
        fill_assumption(f, item, &cursor, &misses);
        leave(f, length);
        if (f->failed)
            return;
    }
}

void fill_options(struct filling *f, const cJSON *root)
{
    const cJSON *options = need_array(f, root, "options");
    const cJSON *item;
    int index = 0;
    if (!all_objects(f, options, "options"))
        return;
    add_options(f, options);
    if (f->failed)
        return;
    fill_assumptions(f, root);
    f->result->options = llmcost_option_count(f->scenario);
    cJSON_ArrayForEach(item, options)
    {
        size_t length = enter_key(f, "options");
        enter_index(f, index);
        fill_option(f, item, index++);
        leave(f, length);
    }
}
