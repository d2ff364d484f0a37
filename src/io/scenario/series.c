/* series.c - the two values that are many: the load over the hours, and numbers under names
 * that the file gives them.
 * Knows their forms and limits; refuses to know what the engine makes of them. Loads that stand
 * elsewhere, in the catalog or a file, are read in io/scenario/shape.c.
 */
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 24, WEEK = 168 };

static const char load_forms[] =
    "write the name of a shape (`llmcost catalog loads` lists them), "
    "{load_factor: 0.3}, {file: load.csv}, or a list of 24 or of 168 to 8784 "
    "hourly weights";

static const struct llmcost_field weight_field = {
    .name = "weight",
    .max = 1e15,
    .text = "A weight is demand in one hour relative to the others.",
};

static void load_weights(struct loader *loader, const char *path, const struct yaml_node *list)
{
    int hours = 0;
    bool good = true;
    double *weights = NULL;
    if (list->count != DAY && (list->count < WEEK || list->count > LLMCOST_MAX_HOURS)) {
        load_error(loader, list, E_WEIGHTS, "%s has %d weights", path, list->count);
        load_advice(loader, "write 24 of them (a day), or 168 (a week) to 8784 (a leap year)");
        return;
    }
    weights = malloc((size_t)list->count * sizeof *weights);
    if (weights == NULL) {
        load_error(loader, list, E_NO_MEMORY, "memory ran out");
        return;
    }
    for (struct yaml_node *item = list->first; item != NULL; item = item->next)
        good = load_plain_number(loader, path, &weight_field, item, &weights[hours++]) && good;
    if (good && !llmcost_set_load(loader->scenario, weights, hours)) {
        load_error(loader, list, E_WEIGHTS, "%s: all weights are 0", path);
        load_advice(loader, "at least one hour needs demand");
    }
    free(weights);
}

/* The one form that the map states; a form from a --set takes the place of the file's. NULL, after
 * a complaint, when there is no such one. */
static struct yaml_node *choose_form(struct loader *loader, const char *path,
                                     const struct yaml_node *map, const char *const words[2])
{
    struct yaml_node *chosen = NULL;
    bool good = true, single = false;
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        bool known =
            strcmp(entry->key->text, words[0]) == 0 || strcmp(entry->key->text, words[1]) == 0;
        good = good && known;
        if (!known)
            complain_unknown_word(loader, path, entry->key, words, 2);
        if (!known || entry->kind == YAML_REMOVED)
            continue;
        single = chosen == NULL || entry->place.input != chosen->place.input;
        if (chosen == NULL || entry->place.input > chosen->place.input)
            chosen = entry;
    }
    if (good && !single) {
        load_error(loader, map, E_FORM, "%s is not exactly one of its forms", path);
        load_advice(loader, "%s", load_forms);
    }
    return good && single ? chosen : NULL;
}

static void load_map(struct loader *loader, const char *path, const struct yaml_node *map,
                     struct llmcost_load *ret_load)
{
    static const char *const words[] = {"load_factor", "file"};
    struct llmcost_input factor = {.value = 1};
    const struct yaml_node *chosen = choose_form(loader, path, map, words);
    if (chosen != NULL && strcmp(chosen->key->text, words[1]) == 0) {
        load_csv(loader, path, chosen, ret_load);
    } else if (chosen != NULL) {
        char factor_path[LLMCOST_MAX_PATH];
        snprintf(factor_path, sizeof factor_path, "%s.%s", path, words[0]);
        load_number(loader, factor_path, &load_factor_field, chosen, &factor);
        llmcost_set_load_factor(loader->scenario, factor.value);
        ret_load->factor = factor;
    }
}

void load_load(struct loader *loader, const char *path, const struct yaml_node *node,
               struct llmcost_load *ret_load)
{
    const double flat = 1;
    bool is_flat = node->kind == YAML_SCALAR && strcmp(node->text, "flat") == 0;
    ret_load->factor.origin = node_origin(loader, node);
    ret_load->factor.place = node->place;
    if (is_flat) {
        llmcost_set_load(loader->scenario, &flat, 1);
        ret_load->kind = LLMCOST_LOAD_FLAT;
    } else if (node->kind == YAML_LIST) {
        load_weights(loader, path, node);
    } else if (node->kind == YAML_MAP) {
        load_map(loader, path, node, ret_load);
    } else {
        load_named_shape(loader, path, node, ret_load);
    }
}

static bool is_line_name(const struct yaml_node *key)
{
    bool good = key->length > 0 && !bytes_have_control(key->text, key->length);
    for (size_t i = 0; i < key->length; i++)
        good = good && key->text[i] != '\n' && key->text[i] != '\t';
    bool blank = key->length == strspn(key->text, " ");
    return good && !blank && utf8_count(key->text, key->length) <= LLMCOST_MAX_NAME;
}

static bool is_currency(const struct yaml_node *key)
{
    enum { LETTERS = 3 }; /* ISO 4217 */
    return key->length == LETTERS && strspn(key->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == LETTERS;
}

bool check_entry_name(struct loader *loader, const char *path, const struct llmcost_field *map,
                      const struct yaml_node *key)
{
    char quoted[YAML_QUOTED];
    const bool currencies = (map->flags & LLMCOST_CURRENCIES) != 0;
    if (currencies ? is_currency(key) : is_line_name(key))
        return true;
    load_error(loader, key, E_ENTRY_NAME, "%s: %s %s", path,
               quote_word(key->text, quoted, sizeof quoted),
               currencies ? "is no code of a currency" : "cannot name a line");
    load_advice(loader, "%s",
                currencies ? "a code has three capital letters, such as USD"
                           : "a name has 1 to 64 printable characters");
    return false;
}
