/* catalogs.c - what `from`, `gpu` and `model` may name (catalogs.h): the files that were given
 * first, then what is built in.
 * Knows the order in which catalogs are asked, and when an answer is not clear; refuses to know
 * what stands in one: io/prices/list.h reads other projects' lists, io/catalog/read.h our own.
 */
#include "io/catalog/catalogs.h"
#include "io/catalog/read.h"
#include "io/prices/list.h"
#include "text/sniff.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file of --prices: one of the two. */
struct given {
    bool is_own;
    struct price_file list;
    struct catalog catalog;
};

struct catalogs {
    int count;
    struct given *given;
    char as_of[MAX_DATE];
    bool given_alone;
    bool built[CATALOG_KINDS]; /* read already */
    struct catalog built_in[CATALOG_KINDS];
};

static const char *as_of_text(const struct catalogs *catalogs)
{
    return catalogs->as_of[0] != '\0' ? catalogs->as_of : NULL;
}

const char *catalogs_as_of(const struct catalogs *catalogs)
{
    return as_of_text(catalogs);
}

/* ---- Opening ---- */

static bool open_given(struct given *given, const char *path, int input,
                       const struct price_options *options, struct llmcost_diags *diags)
{
    char *text;
    size_t length;
    if (!price_bytes(path, input, &text, &length, diags))
        return false;
    given->is_own = !text_is_json(text, length) && catalog_recognise(text, length);
    if (!given->is_own)
        return price_file_open(&given->list, path, input, text, length, options, diags);
    const bool good = catalog_parse(text, length, input, &given->catalog, diags);
    free(text);
    return good;
}

struct catalogs *catalogs_open(const char *const *price_files, int count, const char *as_of,
                               bool allow_outliers, struct llmcost_diags *diags)
{
    struct catalogs *catalogs = calloc(1, sizeof *catalogs);
    if (catalogs == NULL)
        return NULL;
    snprintf(catalogs->as_of, sizeof catalogs->as_of, "%s", as_of != NULL ? as_of : "");
    catalogs->given = calloc(count > 0 ? (size_t)count : 1, sizeof *catalogs->given);
    catalogs->count = catalogs->given != NULL ? count : 0;
    bool good = catalogs->given != NULL;
    for (int i = 0; i < catalogs->count; i++) {
        const struct price_options options = {
            .as_of = as_of_text(catalogs),
            .allow_outliers = allow_outliers,
        };
        good = open_given(&catalogs->given[i], price_files[i], i, &options, diags) && good;
    }
    if (good)
        return catalogs;
    catalogs_close(catalogs);
    return NULL;
}

void catalogs_given_alone(struct catalogs *catalogs)
{
    catalogs->given_alone = true;
}

void catalogs_close(struct catalogs *catalogs)
{
    if (catalogs == NULL)
        return;
    for (int i = 0; i < catalogs->count; i++) {
        price_file_close(&catalogs->given[i].list);
        catalog_free(&catalogs->given[i].catalog);
    }
    for (int kind = 0; kind < CATALOG_KINDS; kind++)
        catalog_free(&catalogs->built_in[kind]);
    free(catalogs->given);
    free(catalogs);
}

int catalogs_files(const struct catalogs *catalogs)
{
    return catalogs->count;
}

void catalogs_file(const struct catalogs *catalogs, int index, const struct catalog **ret_own,
                   const struct price_file **ret_list)
{
    const struct given *given = &catalogs->given[index];
    *ret_own = given->is_own ? &given->catalog : NULL;
    *ret_list = given->is_own ? NULL : &given->list;
}

/* What is built in, read when it is first asked for; NULL after a complaint. */
static const struct catalog *built_in(struct catalogs *catalogs, enum catalog_kind kind,
                                      struct llmcost_diags *diags)
{
    if (!catalogs->built[kind])
        catalogs->built[kind] = catalog_built_in(kind, &catalogs->built_in[kind], diags);
    if (catalogs->built[kind])
        return &catalogs->built_in[kind];
    catalog_free(&catalogs->built_in[kind]);
    catalogs->built_in[kind] = (struct catalog){.apis = 0};
    return NULL;
}

/* Why a catalog that is built in could not be read. */
static enum lookup failure(const struct llmcost_diags *diags)
{
    return has_error(diags, E_NO_MEMORY) ? LOOKUP_NO_MEMORY : LOOKUP_BROKEN;
}

/* ---- Candidates ---- */

/* Names that are there already are left out, and a name that is only near where others hold the
 * word. */
static void merge(struct candidates *all, const struct candidates *more, const char *word)
{
    all->total += more->total;
    for (int i = 0; i < more->count; i++) {
        bool known = all->count > 0 && more->count == 1 && strstr(more->name[i], word) == NULL;
        for (int j = 0; j < all->count && !known; j++)
            known = strcmp(all->name[j], more->name[i]) == 0;
        if (known)
            all->total--;
        else if (all->count < MAX_CANDIDATES)
            snprintf(all->name[all->count++], LLMCOST_MAX_ID, "%s", more->name[i]);
    }
}

static bool is_asked(const struct given *given, const char *prefix)
{
    return prefix == NULL ||
           (!given->is_own && strcmp(price_file_prefix(&given->list), prefix) == 0);
}

/* Whether a given file could have had the key: a price list, of the format that is named. */
static bool has_list(const struct catalogs *catalogs, const char *prefix)
{
    for (int i = 0; i < catalogs->count; i++)
        if (!catalogs->given[i].is_own && is_asked(&catalogs->given[i], prefix))
            return true;
    return false;
}

/* Whether what is built in is out of the question. */
static bool is_given_alone(const struct catalogs *catalogs, const char *prefix)
{
    return catalogs->given_alone || (prefix != NULL && has_list(catalogs, prefix));
}

static enum lookup none(struct catalogs *catalogs, enum catalog_kind kind, const char *prefix,
                        const char *word, struct candidates *ret_candidates,
                        struct llmcost_diags *diags)
{
    struct candidates more;
    *ret_candidates = (struct candidates){.count = 0};
    for (int i = 0; i < catalogs->count; i++) {
        const struct given *given = &catalogs->given[i];
        more = (struct candidates){.count = 0};
        if (given->is_own && prefix == NULL)
            catalog_candidates(&given->catalog, kind, word, &more);
        else if (kind == CATALOG_APIS && is_asked(given, prefix))
            price_file_candidates(&given->list, word, &more);
        merge(ret_candidates, &more, word);
    }
    if (kind == CATALOG_APIS && is_given_alone(catalogs, prefix))
        return LOOKUP_NOT_LISTED;
    const struct catalog *catalog = built_in(catalogs, kind, diags);
    if (catalog == NULL)
        return failure(diags);
    more = (struct candidates){.count = 0};
    catalog_candidates(catalog, kind, word, &more);
    merge(ret_candidates, &more, word);
    return LOOKUP_NONE;
}

/* ---- APIs ---- */

/* The format that `litellm:gpt-4o` asks for, and the key behind the colon; NULL: any. */
static const char *prefix_of(const char *key, const char **ret_key)
{
    const char *prefix;
    *ret_key = key;
    for (int i = 0; (prefix = price_prefix(i)) != NULL; i++) {
        const size_t length = strlen(prefix);
        if (strncmp(key, prefix, length) == 0 && key[length] == ':') {
            *ret_key = key + length + 1;
            return prefix;
        }
    }
    return NULL;
}

static bool look_into(const struct catalogs *catalogs, const struct given *given, const char *key,
                      struct api_entry *ret_entry)
{
    if (!given->is_own) {
        const int index = price_file_find(&given->list, key);
        if (index >= 0)
            price_file_entry(&given->list, index, ret_entry);
        return index >= 0;
    }
    const int index = catalog_find(&given->catalog, CATALOG_APIS, key);
    if (index >= 0)
        catalog_api_entry(&given->catalog.api[index], as_of_text(catalogs), ret_entry);
    return index >= 0;
}

static bool same_prices(const struct api_entry *a, const struct api_entry *b)
{
    bool same = a->values == b->values && (a->refusal[0] == '\0') == (b->refusal[0] == '\0');
    for (int i = 0; i < a->values && same; i++) {
        bool found = false;
        for (int j = 0; j < b->values && !found; j++)
            found =
                a->value[i].field == b->value[j].field && a->value[i].value == b->value[j].value;
        same = found;
    }
    return same;
}

/* A prefix tells two files apart only when they are of two formats. */
static void add_prefixed(struct candidates *candidates, const struct given *given, const char *key)
{
    char name[LLMCOST_MAX_ID + 32];
    if (given->is_own || candidates->count == MAX_CANDIDATES)
        return;
    snprintf(name, sizeof name, "%s:%s", price_file_prefix(&given->list), key);
    if (strlen(name) >= LLMCOST_MAX_ID)
        return;
    for (int i = 0; i < candidates->count; i++)
        if (strcmp(candidates->name[i], name) == 0)
            return;
    memcpy(candidates->name[candidates->count++], name, strlen(name) + 1);
    candidates->total++;
}

static enum lookup find_given(const struct catalogs *catalogs, const char *prefix, const char *key,
                              struct api_entry *ret_entry, struct candidates *ret_candidates)
{
    struct api_entry other;
    int found = 0;
    bool differ = false;
    for (int i = 0; i < catalogs->count; i++) {
        const struct given *given = &catalogs->given[i];
        if (!is_asked(given, prefix) ||
            !look_into(catalogs, given, key, found == 0 ? ret_entry : &other))
            continue;
        differ = differ || (found > 0 && !same_prices(ret_entry, &other));
        found++;
        add_prefixed(ret_candidates, given, key);
    }
    if (differ && ret_candidates->count < 2)
        *ret_candidates = (struct candidates){.count = 0};
    return differ ? LOOKUP_AMBIGUOUS : found > 0 ? LOOKUP_FOUND : LOOKUP_NONE;
}

/* Whether an entry that is built in is that key of that project: its source names both. */
static bool is_from(const struct api_entry *entry, const char *prefix, const char *key)
{
    const char *source = entry->source;
    const size_t start = strlen(prefix), end = strlen(key), length = strlen(source);
    bool same = length > start + end && source[length - end - 1] == ' ' &&
                strcmp(source + length - end, key) == 0;
    for (size_t i = 0; i < start && same; i++)
        same = prefix[i] == ascii_lower(source[i]);
    return same;
}

/* The entry of that key alone, which is quick; of another key all are asked for their source. */
static enum lookup find_built_in(struct catalogs *catalogs, const char *prefix, const char *key,
                                 struct api_entry *ret_entry, struct llmcost_diags *diags)
{
    struct catalog one;
    const bool good = catalog_built_in_api(key, &one, diags);
    bool found = good && one.apis == 1;
    if (found)
        catalog_api_entry(&one.api[0], as_of_text(catalogs), ret_entry);
    catalog_free(&one);
    if (!good)
        return failure(diags);
    if (prefix == NULL || (found && is_from(ret_entry, prefix, key)))
        return found ? LOOKUP_FOUND : LOOKUP_NONE;
    const struct catalog *catalog = built_in(catalogs, CATALOG_APIS, diags);
    if (catalog == NULL)
        return failure(diags);
    for (int i = 0; i < catalog->apis; i++) {
        catalog_api_entry(&catalog->api[i], as_of_text(catalogs), ret_entry);
        if (is_from(ret_entry, prefix, key))
            return LOOKUP_FOUND;
    }
    return LOOKUP_NONE;
}

/* A price that a list no longer has must not turn into another one without a word. */
static void note_built_in(struct api_entry *entry)
{
    if (entry->notes < MAX_ENTRY_NOTES)
        snprintf(entry->note[entry->notes++], MAX_ENTRY_TEXT,
                 "The given price list lacks it: this is the built-in price.");
}

enum lookup catalogs_api(struct catalogs *catalogs, const char *key, struct api_entry *ret_entry,
                         struct candidates *ret_candidates, struct llmcost_diags *diags)
{
    const char *word;
    const char *prefix = prefix_of(key, &word);
    *ret_candidates = (struct candidates){.count = 0};
    enum lookup result = find_given(catalogs, prefix, word, ret_entry, ret_candidates);
    if (result == LOOKUP_NONE && !is_given_alone(catalogs, prefix)) {
        result = find_built_in(catalogs, prefix, word, ret_entry, diags);
        if (result == LOOKUP_FOUND && has_list(catalogs, prefix))
            note_built_in(ret_entry);
    }
    if (result == LOOKUP_NONE)
        result = none(catalogs, CATALOG_APIS, prefix, word, ret_candidates, diags);
    return result;
}

enum lookup catalogs_api_on(struct catalogs *catalogs, const char *key, const char *day,
                            struct api_entry *ret_entry, struct llmcost_diags *diags)
{
    struct candidates none;
    char as_of[MAX_DATE]; /* which the given files refer to */
    memcpy(as_of, catalogs->as_of, sizeof as_of);
    snprintf(catalogs->as_of, sizeof catalogs->as_of, "%s", day);
    const enum lookup result = catalogs_api(catalogs, key, ret_entry, &none, diags);
    memcpy(catalogs->as_of, as_of, sizeof as_of);
    return result;
}

/* ---- GPUs and models ---- */

/* The catalog that has a GPU or a model, and where in it. */
static enum lookup find_hardware(struct catalogs *catalogs, enum catalog_kind kind, const char *id,
                                 const struct catalog **ret_catalog, int *ret_index,
                                 struct candidates *ret_candidates, struct llmcost_diags *diags)
{
    *ret_index = -1;
    for (int i = 0; i < catalogs->count && *ret_index < 0; i++) {
        *ret_catalog = &catalogs->given[i].catalog;
        *ret_index = catalog_find(*ret_catalog, kind, id);
    }
    if (*ret_index < 0) {
        *ret_catalog = built_in(catalogs, kind, diags);
        if (*ret_catalog == NULL)
            return failure(diags);
        *ret_index = catalog_find(*ret_catalog, kind, id);
    }
    return *ret_index >= 0 ? LOOKUP_FOUND : none(catalogs, kind, NULL, id, ret_candidates, diags);
}

enum lookup catalogs_gpu(struct catalogs *catalogs, const char *id,
                         const struct gpu_entry **ret_entry, struct candidates *ret_candidates,
                         struct llmcost_diags *diags)
{
    const struct catalog *catalog;
    int index;
    const enum lookup result =
        find_hardware(catalogs, CATALOG_GPUS, id, &catalog, &index, ret_candidates, diags);
    if (result == LOOKUP_FOUND)
        *ret_entry = &catalog->gpu[index].entry;
    return result;
}

enum lookup catalogs_model(struct catalogs *catalogs, const char *id,
                           const struct model_entry **ret_entry, struct candidates *ret_candidates,
                           struct llmcost_diags *diags)
{
    const struct catalog *catalog;
    int index;
    const enum lookup result =
        find_hardware(catalogs, CATALOG_MODELS, id, &catalog, &index, ret_candidates, diags);
    if (result == LOOKUP_FOUND)
        *ret_entry = &catalog->model[index].entry;
    return result;
}
