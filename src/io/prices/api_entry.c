/* api_entry.c - what an entry states, and what that turns into from one time to the next
 * (api_entry.h). Refuses to know any list.
 */
#include "io/prices/api_entry.h"

#include <string.h>

void take_dearest_hour(struct api_entry *entry)
{
    double dearest = 1;
    for (int i = 0; i < entry->times; i++)
        dearest = entry->time[i].factor > dearest ? entry->time[i].factor : dearest;
    for (int i = 0; i < entry->values; i++)
        if (entry->value[i].field->unit == LLMCOST_MONEY_PER_MTOK)
            entry->value[i].value *= dearest;
}

const double *entry_value(const struct api_entry *entry, const char *name)
{
    for (int i = 0; i < entry->values; i++)
        if (strcmp(entry->value[i].field->name, name) == 0)
            return &entry->value[i].value;
    return NULL;
}

static const char long_context[] = "long_context_";

static bool is_of_tier(const struct llmcost_field *field)
{
    return strncmp(field->name, long_context, strlen(long_context)) == 0;
}

/* What a price is, stated or not. */
static double price_of(const struct api_entry *entry, const struct llmcost_field *field)
{
    const double *own = entry_value(entry, field->name);
    const double *input = entry_value(entry, "input_per_mtok");
    if (own != NULL || field->has_default || input == NULL)
        return own != NULL ? *own : field->fallback;
    if (strcmp(field->name, "cache_write_hour_per_mtok") == 0) {
        const double *write = entry_value(entry, "cache_write_per_mtok");
        return write != NULL ? 1.6 * *write : 2 * *input;
    }
    if (strcmp(field->name, "batch_cached_input_per_mtok") == 0) {
        const double *cached = entry_value(entry, "cached_input_per_mtok");
        const double *discount = entry_value(entry, "batch_discount");
        return (cached != NULL ? *cached : *input) * (1 - (discount != NULL ? *discount : 0));
    }
    if (!is_of_tier(field))
        return *input;
    const double *base = entry_value(entry, field->name + strlen(long_context));
    const double *of_tier = entry_value(entry, "long_context_input_per_mtok");
    return (base != NULL ? *base : *input) *
           (of_tier != NULL && *input > 0 ? *of_tier / *input : 1);
}

static bool has_same_times(const struct api_entry *a, const struct api_entry *b)
{
    bool same = a->times == b->times;
    for (int i = 0; same && i < a->times; i++)
        same = strcmp(a->time[i].days, b->time[i].days) == 0 &&
               a->time[i].from == b->time[i].from && a->time[i].to == b->time[i].to &&
               a->time[i].factor == b->time[i].factor;
    return same;
}

enum price_turn price_turn(const struct api_entry *before, const struct api_entry *after,
                           const struct llmcost_field *field, double *ret_price)
{
    const double price = price_of(after, field);
    if (field->kind != LLMCOST_NUMBER || (field->flags & LLMCOST_PRICE) == 0 ||
        (entry_value(before, field->name) == NULL && entry_value(after, field->name) == NULL) ||
        price == price_of(before, field))
        return TURN_NONE;
    *ret_price = price;
    return (field->flags & LLMCOST_LASTING) != 0 || !has_same_times(before, after) ||
                   (is_of_tier(field) && entry_value(before, "long_context_over") == NULL)
               ? TURN_LASTING
               : TURN_PRICE;
}
