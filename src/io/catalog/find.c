/* find.c - looking things up in a catalog: exactly by key, id or alias; the prices in force
 * at a date; and what somebody might have meant.
 */
#include "io/catalog/read.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* Names of models and GPUs are written as their makers do, or all small. */
static bool is_name(const char *a, const char *b)
{
    while (*a != '\0' && ascii_lower(*a) == ascii_lower(*b)) {
        a++;
        b++;
    }
    return ascii_lower(*a) == ascii_lower(*b);
}

int catalog_count(const struct catalog *catalog, enum catalog_kind kind)
{
    return kind == CATALOG_APIS   ? catalog->apis
           : kind == CATALOG_GPUS ? catalog->gpus
                                  : catalog->models;
}

const char *catalog_key(const struct catalog *catalog, enum catalog_kind kind, int index)
{
    return kind == CATALOG_APIS   ? catalog->api[index].key
           : kind == CATALOG_GPUS ? catalog->gpu[index].entry.id
                                  : catalog->model[index].entry.id;
}

const char *catalog_name(const struct catalog *catalog, enum catalog_kind kind, int index, int name)
{
    if (name == 0)
        return catalog_key(catalog, kind, index);
    if (kind == CATALOG_GPUS && name <= catalog->gpu[index].aliases)
        return catalog->gpu[index].alias[name - 1];
    if (kind == CATALOG_MODELS && name <= catalog->model[index].aliases)
        return catalog->model[index].alias[name - 1];
    return NULL;
}

int catalog_find(const struct catalog *catalog, enum catalog_kind kind, const char *word)
{
    const char *name;
    for (int i = 0; i < catalog_count(catalog, kind); i++)
        for (int n = 0; (name = catalog_name(catalog, kind, i, n)) != NULL; n++)
            if (kind == CATALOG_APIS ? strcmp(name, word) == 0 : is_name(name, word))
                return i;
    return -1;
}

/* ---- Prices at a date */

/* The date that is meant when none is given. */
static const char *own_date(const struct priced_api *api)
{
    const char *newest = api->list[0].date;
    for (int i = 1; i < api->lists; i++)
        if (strcmp(api->list[i].date, newest) > 0)
            newest = api->list[i].date;
    return newest;
}

const struct price_list *catalog_prices_at(const struct priced_api *api, const char *as_of)
{
    const char *date = as_of != NULL && as_of[0] != '\0' ? as_of : own_date(api);
    for (int i = 0; i < api->lists; i++) {
        const struct price_list *list = &api->list[i];
        if (strcmp(list->from, date) <= 0 && (list->to[0] == '\0' || strcmp(date, list->to) < 0))
            return list;
    }
    return NULL;
}

static void add_note(struct api_entry *entry, const char *note)
{
    if (entry->notes < MAX_ENTRY_NOTES)
        snprintf(entry->note[entry->notes++], MAX_ENTRY_TEXT, "%s", note);
}

void catalog_api_entry(const struct priced_api *api, const char *as_of, struct api_entry *ret_entry)
{
    const struct price_list *list = catalog_prices_at(api, as_of);
    const char *date = as_of != NULL && as_of[0] != '\0' ? as_of : own_date(api);
    *ret_entry = (struct api_entry){.values = 0};
    snprintf(ret_entry->key, sizeof ret_entry->key, "%s", api->key);
    if (list == NULL) {
        snprintf(ret_entry->refusal, sizeof ret_entry->refusal,
                 "the catalog has no price of it for %s", date);
        return;
    }
    snprintf(ret_entry->source, sizeof ret_entry->source, "%s", list->source);
    snprintf(ret_entry->date, sizeof ret_entry->date, "%s", list->date);
    snprintf(ret_entry->from, sizeof ret_entry->from, "%s", list->from);
    snprintf(ret_entry->to, sizeof ret_entry->to, "%s", list->to);
    ret_entry->values = list->values;
    memcpy(ret_entry->value, list->value, sizeof list->value);
    memcpy(ret_entry->service, list->service, sizeof list->service);
    ret_entry->times = list->times;
    memcpy(ret_entry->time, list->time, sizeof list->time);
    if (api->deprecated[0] != '\0' && strcmp(api->deprecated, date) <= 0) {
        char note[MAX_ENTRY_TEXT];
        snprintf(note, sizeof note, "It is deprecated since %s and may have been turned off.",
                 api->deprecated);
        add_note(ret_entry, note);
    }
    for (int i = 0; i < api->notes; i++)
        add_note(ret_entry, api->note[i]);
    for (int i = 0; i < list->notes; i++)
        add_note(ret_entry, list->note[i]);
}

/* ---- Rentals */

const struct gpu_rental *gpu_rental_find(const struct gpu_entry *gpu, const char *id,
                                         const char *as_of)
{
    const struct gpu_rental *best = NULL;
    for (int i = 0; i < gpu->rentals; i++) {
        const struct gpu_rental *rental = &gpu->rental[i];
        if (id != NULL) {
            if (strcmp(rental->id, id) == 0)
                return rental;
            continue;
        }
        if (strcmp(rental->kind, "on-demand") != 0 ||
            (as_of != NULL && as_of[0] != '\0' && strcmp(rental->date, as_of) > 0))
            continue;
        int order = best != NULL ? strcmp(rental->date, best->date) : 1;
        if (order == 0) /* the smaller block can be rented by anybody, */
            order = (rental->gpus_per_node < best->gpus_per_node) -
                    (rental->gpus_per_node > best->gpus_per_node);
        if (order == 0) /* the dearer one is cautious */
            order = rental->gpu_hour > best->gpu_hour;
        if (order > 0)
            best = rental;
    }
    return best;
}

/* ---- Candidates */

bool catalog_matches(const struct catalog *catalog, enum catalog_kind kind, int index,
                     const char *pattern)
{
    const char *name;
    for (int i = 0; (name = catalog_name(catalog, kind, index, i)) != NULL; i++)
        if (strstr(name, pattern) != NULL)
            return true;
    return false;
}

/* Entries of one kind. */
struct kind_of {
    const struct catalog *catalog;
    enum catalog_kind kind;
};

static const char *name_of(const void *of, int index, int name)
{
    const struct kind_of *kind = of;
    return catalog_name(kind->catalog, kind->kind, index, name);
}

void catalog_candidates(const struct catalog *catalog, enum catalog_kind kind, const char *word,
                        struct candidates *candidates)
{
    const struct kind_of of = {.catalog = catalog, .kind = kind};
    const int before = candidates->total;
    for (int i = 0; i < catalog_count(catalog, kind); i++)
        if (word[0] != '\0' && catalog_matches(catalog, kind, i, word))
            candidates_add(candidates, catalog_key(catalog, kind, i), NULL);
    if (candidates->total == before)
        candidates_add_near(candidates, word, name_of, &of, catalog_count(catalog, kind), false);
}
