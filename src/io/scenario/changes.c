/* changes.c - `changes`: what is set and scaled from a month on, by its path.
 * Knows how they are written; refuses to know which numbers may change (llmcost_check). Paths name
 * options and what catalogs fill in: all of that is loaded before.
 */
#include "core/scenario/scenario.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"

#include <string.h>

static const struct llmcost_field month_field = {
    .name = "month",
    .unit = LLMCOST_MONTHS,
    .min = 1,
    .max = LLMCOST_MAX_MONTHS,
    .flags = LLMCOST_WHOLE,
    .text = "The first month with these values.",
};

static const struct llmcost_field factor_field = {
    .name = "factor",
    .unit = LLMCOST_RATIO,
    .max = 1e9,
    .text = "What was in force is multiplied by it.",
};

/* The key of the section that a path begins with which is spelt nearly like its last word. */
static const char *nearest_key(const char *path)
{
    enum { MAX_KEYS = 128 };
    const char *keys[MAX_KEYS];
    size_t count = 0;
    const char *last = strrchr(path, '.');
    char first[32];
    snprintf(first, sizeof first, "%.*s", (int)strcspn(path, "."), path);
    const enum llmcost_section section = find_section(first);
    const struct llmcost_field *field = NULL;
    if (last == NULL || section == LLMCOST_SECTIONS)
        return NULL;
    while ((field = llmcost_next_field(section, field)) != NULL && count < MAX_KEYS)
        keys[count++] = field->name;
    return llmcost_nearest(last + 1, keys, count);
}

static void complain_no_input(struct loader *loader, const struct yaml_node *key)
{
    char quoted[YAML_QUOTED];
    const char *nearest = nearest_key(key->text);
    load_error(loader, key, E_NO_SUCH_KEY, "changes: there is no input %s",
               quote_word(key->text, quoted, sizeof quoted));
    if (nearest != NULL)
        load_advice(loader, "did you mean `%s`?", nearest);
    else
        load_advice(loader, "write a path such as workload.requests_per_day or "
                            "apis.hosted.input_per_mtok");
}

/* Whether that month sets or scales the same number already. */
static bool stands_twice(const struct llmcost_scenario *scenario, const struct llmcost_step *step)
{
    for (int i = 0; i < scenario->changes.count; i++) {
        const struct llmcost_step *other = &scenario->changes.step[i];
        if (other->month == step->month && is_same_ref(other->ref, step->ref))
            return true;
    }
    return false;
}

static void load_step(struct loader *loader, const struct yaml_node *node, int month, bool scales)
{
    struct llmcost_steps *steps = &loader->scenario->changes;
    struct llmcost_step step = {.month = (int16_t)month, .scales = scales};
    char path[LLMCOST_MAX_PATH + 16];
    size_t count;
    if (!find_same_path(loader->scenario, node->key->text, &step.ref)) {
        complain_no_input(loader, node->key);
        return;
    }
    const struct llmcost_field *field = &llmcost_fields(&count)[step.ref.field];
    snprintf(path, sizeof path, "changes: %s", node->key->text);
    if (field->kind == LLMCOST_NUMBER || scales)
        load_number(loader, path, scales ? &factor_field : field, node, &step.value);
    step.value.place = node->key->place;
    step.value.origin = node_origin(loader, node);
    if (step.value.range != LLMCOST_POINT) {
        load_error(loader, node, E_NOT_A_RANGE, "%s is a range", path);
        load_advice(loader, "write one number; a range of the input itself is scaled with it");
    } else if (stands_twice(loader->scenario, &step)) {
        load_error(loader, node->key, E_TWO_WAYS, "%s stands twice in month %d", path, month);
        load_advice(loader, "keep one of the two");
    } else if (steps->count == LLMCOST_MAX_STEPS) {
        load_error(loader, node->key, E_TOO_MANY, "changes: more than %d of them",
                   (int)LLMCOST_MAX_STEPS);
        load_advice(loader, "leave some of them out, or use yearly rates");
    } else {
        steps->step[steps->count++] = step;
    }
}

static void load_steps(struct loader *loader, const struct yaml_node *entry, const char *word,
                       int month)
{
    const struct yaml_node *map = tree_find(entry, word, strlen(word));
    if (map == NULL || map->kind == YAML_REMOVED)
        return;
    if (map->kind != YAML_MAP) {
        load_error(loader, map, E_NOT_A_MAP, "changes: `%s` is not a map", word);
        load_advice(loader, "write `%s: {workload.requests_per_day: %s}`", word,
                    strcmp(word, "set") == 0 ? "200k" : "2");
        return;
    }
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next)
        if (node->kind != YAML_REMOVED)
            load_step(loader, node, month, strcmp(word, "scale") == 0);
}

/* The month of an entry; 0 after a complaint. */
static int load_month(struct loader *loader, const struct yaml_node *entry, int before)
{
    const struct yaml_node *node = tree_find(entry, "month", strlen("month"));
    double month = 0;
    if (node == NULL || tree_is_null(node)) {
        load_error(loader, entry, E_MISSING_KEY, "changes: `month` is missing");
        load_advice(loader, "write `month: 7` for what changes with the seventh month");
        return 0;
    }
    if (!load_plain_number(loader, "changes: month", &month_field, node, &month))
        return 0;
    if ((int)month <= before) {
        load_error(loader, node, E_CHANGE_MONTH, "changes: month %d stands after month %d",
                   (int)month, before);
        load_advice(loader, "write the months in rising order, each once");
        return 0;
    }
    return (int)month;
}

static void check_keys(struct loader *loader, const struct yaml_node *entry)
{
    static const char *const words[] = {"month", "set", "scale"};
    for (const struct yaml_node *node = entry->first; node != NULL; node = node->next) {
        bool known = false;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            known = known || strcmp(node->key->text, words[i]) == 0;
        if (!known)
            complain_unknown_word(loader, "changes", node->key, words,
                                  sizeof words / sizeof *words);
    }
}

void load_changes(struct loader *loader)
{
    const struct yaml_node *list = loader->changes;
    int month = 0;
    if (list == NULL)
        return;
    if (list->kind != YAML_LIST) {
        load_error(loader, list, E_KIND, "changes takes a list");
        load_advice(loader, "write `- {month: 7, scale: {workload.requests_per_day: 2}}` below it");
        return;
    }
    for (const struct yaml_node *entry = list->first; entry != NULL; entry = entry->next) {
        const int steps = loader->scenario->changes.count;
        const int errors = loader->diags->errors;
        if (entry->kind != YAML_MAP) {
            load_error(loader, entry, E_NOT_A_MAP, "changes: an entry is not a map");
            load_advice(loader, "write {month: 7, scale: {workload.requests_per_day: 2}}");
            continue;
        }
        check_keys(loader, entry);
        const int before = month;
        month = load_month(loader, entry, before);
        if (month == 0) {
            month = before;
            continue;
        }
        load_steps(loader, entry, "set", month);
        load_steps(loader, entry, "scale", month);
        if (loader->scenario->changes.count == steps && loader->diags->errors == errors) {
            load_error(loader, entry, E_MISSING_KEY, "changes: month %d changes nothing", month);
            load_advice(loader, "write what it sets or scales: {workload.requests_per_day: 2}");
        }
    }
}
