/* tier.c - `tier` of an api: which prices of its catalog entry are taken. Knows the tiers, and that
 * what the prices of one lack is scaled like its input price, with a note; refuses to know where an
 * entry comes from. A tier that the entry has no prices of is refused.
 */
#include "io/catalog/catalogs.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"

#include <string.h>

static struct entry_value *value_of(struct entry_value *values, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(values[i].field->name, name) == 0)
            return &values[i];
    return NULL;
}

/* Every request is one of a batch: the discount is in the prices. False: there is none. */
static bool take_batch(struct api_entry *entry)
{
    struct entry_value *discount = value_of(entry->value, entry->values, "batch_discount");
    const struct entry_value *cached =
        value_of(entry->value, entry->values, "batch_cached_input_per_mtok");
    if (discount == NULL || discount->value == 0)
        return false;
    for (int i = 0; i < entry->values; i++) {
        struct entry_value *value = &entry->value[i];
        if (cached != NULL && strcmp(value->field->name, "cached_input_per_mtok") == 0)
            value->value = cached->value;
        else if (value != cached && value->field->unit == LLMCOST_MONEY_PER_MTOK)
            value->value *= 1 - discount->value;
    }
    discount->value = 0;
    return true;
}

/* Batches are of the standard tier alone: a discount on another is not known. */
static void drop_batch(struct api_entry *entry)
{
    int kept = 0;
    for (int i = 0; i < entry->values; i++)
        if (strncmp(entry->value[i].field->name, "batch_", strlen("batch_")) != 0)
            entry->value[kept++] = entry->value[i];
    entry->values = kept;
}

/* False: the entry has no such tier. */
static bool take_service(struct api_entry *entry, enum service service)
{
    struct entry_service *of = &entry->service[service];
    const struct entry_value *to = value_of(of->value, of->values, "input_per_mtok");
    const struct entry_value *from = value_of(entry->value, entry->values, "input_per_mtok");
    int stated = 0, prices = 0;
    if (to == NULL || from == NULL || from->value <= 0)
        return false;
    const double ratio = to->value / from->value;
    drop_batch(entry);
    for (int i = 0; i < entry->values; i++) {
        struct entry_value *value = &entry->value[i];
        const struct entry_value *own = value_of(of->value, of->values, value->field->name);
        if (value->field->unit != LLMCOST_MONEY_PER_MTOK)
            continue;
        value->value = own != NULL ? own->value : value->value * ratio;
        stated += own != NULL;
        prices++;
    }
    if (stated < prices && entry->notes < MAX_ENTRY_NOTES)
        snprintf(entry->note[entry->notes++], MAX_ENTRY_TEXT,
                 "Of its tier %s %d of %d token prices are known: the others are scaled like the "
                 "input price.",
                 service_names[service], stated, prices);
    return true;
}

static bool refuse(struct loader *loader, int index, const struct api_entry *entry,
                   const char *path)
{
    const struct llmcost_scenario *s = loader->scenario;
    const struct llmcost_api *api = &s->api[index];
    char list[80] = "`standard`";
    struct api_entry copy = *entry;
    llmcost_complain_at(loader->diags, LLMCOST_ERROR, E_TIER, api->tier.place,
                        "%s: `%.60s` has no prices of the tier `%.40s`", path, entry->key,
                        llmcost_text(s, api->tier.text));
    if (take_batch(&copy))
        snprintf(list, sizeof list, "`standard`, `batch`");
    for (int i = 0; i < SERVICES; i++)
        if (entry->service[i].values > 0)
            snprintf(list + strlen(list), sizeof list - strlen(list), ", `%s`", service_names[i]);
    load_advice(loader, "it has those of %s; or state `input_per_mtok` and `output_per_mtok`",
                list);
    return false;
}

bool pick_tier(const struct llmcost_scenario *s, int index, struct api_entry *entry)
{
    const struct llmcost_api *api = &s->api[index];
    const char *tier = llmcost_text(s, api->tier.text);
    bool good = api->tier.text == 0 || strcmp(tier, "standard") == 0;
    if (good)
        return true;
    if (strcmp(tier, "batch") == 0)
        good = take_batch(entry);
    for (int i = 0; i < SERVICES && !good; i++)
        if (strcmp(tier, service_names[i]) == 0)
            good = take_service(entry, (enum service)i);
    const size_t used = strlen(entry->source);
    if (good)
        snprintf(entry->source + used, sizeof entry->source - used, ", tier %s", tier);
    return good;
}

bool take_tier(struct loader *loader, int index, struct api_entry *entry)
{
    const struct llmcost_scenario *s = loader->scenario;
    char path[LLMCOST_MAX_PATH];
    snprintf(path, sizeof path, "apis.%s.tier", llmcost_text(s, s->api[index].id.text));
    return pick_tier(s, index, entry) || refuse(loader, index, entry, path);
}

void check_tier(struct loader *loader, int index)
{
    const struct llmcost_scenario *s = loader->scenario;
    const struct llmcost_api *api = &s->api[index];
    if (api->tier.text == 0 || api->from.text != 0)
        return;
    llmcost_complain_at(loader->diags, LLMCOST_ERROR, E_NEEDS_KEY, api->tier.place,
                        "apis.%s.tier needs `from`", llmcost_text(s, api->id.text));
    load_advice(loader, "a tier is one of the prices of a catalog entry: state `from`, or leave "
                        "`tier` out beside prices of your own");
}
