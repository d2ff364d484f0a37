/* read.c - a whole catalog: its parts, those that are built in, and looking things up.
 * Knows the three parts and how an entry is found; refuses to know what stands in one
 * (io/catalog/apis.c, io/catalog/hardware.c). The build turns NAME.yaml into NAME_yaml.
 */
#include "io/catalog/read.h"
#include "io/catalog/rows.h"
#include "text/sniff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const unsigned char apis_yaml[], gpus_yaml[], models_yaml[];
extern const size_t apis_yaml_length, gpus_yaml_length, models_yaml_length;

static const char *const part_names[CATALOG_KINDS] = {
    [CATALOG_APIS] = "apis", [CATALOG_GPUS] = "gpus", [CATALOG_MODELS] = "models"};

/* ---- Reading */

bool catalog_recognise(const char *text, size_t length)
{
    const char *end = text + length;
    text += text_mark(text, length);
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t line = (size_t)((stop != NULL ? stop : end) - text);
        bool skip = line == 0 || *text == '#' || *text == '\r' || *text == ' ' ||
                    (line >= 3 && memcmp(text, "---", 3) == 0);
        for (int i = 0; i < CATALOG_KINDS && !skip; i++) {
            size_t name = strlen(part_names[i]);
            if (line > name && memcmp(text, part_names[i], name) == 0 && text[name] == ':')
                return true;
        }
        if (!skip || stop == NULL)
            return false;
        text = stop + 1;
    }
    return false;
}

/* Room for all entries of the parts: never none, so that NULL is out of memory. */
static bool make_room(const struct yaml_node *const *parts, struct catalog *catalog)
{
    size_t count[CATALOG_KINDS], lists = 1;
    for (int i = 0; i < CATALOG_KINDS; i++)
        count[i] = parts[i] != NULL ? (size_t)parts[i]->count + 1 : 1;
    for (const struct yaml_node *api = parts[CATALOG_APIS] != NULL ? parts[CATALOG_APIS]->first
                                                                   : NULL;
         api != NULL; api = api->next) {
        const struct yaml_node *prices = tree_find(api, "prices", strlen("prices"));
        lists += prices != NULL && prices->count > 0 ? (size_t)prices->count : 1;
    }
    catalog->api = calloc(count[CATALOG_APIS], sizeof *catalog->api);
    catalog->list = calloc(lists, sizeof *catalog->list);
    catalog->gpu = calloc(count[CATALOG_GPUS], sizeof *catalog->gpu);
    catalog->model = calloc(count[CATALOG_MODELS], sizeof *catalog->model);
    return catalog->api != NULL && catalog->list != NULL && catalog->gpu != NULL &&
           catalog->model != NULL;
}

static void find_parts(const struct yaml_node *root, int input, const struct yaml_node **ret_parts,
                       struct llmcost_diags *diags)
{
    if (root == NULL || root->kind != YAML_MAP || root->count == 0) {
        place_error(diags, input, root != NULL ? root->place.line : 1, 1, E_CATALOG,
                    "a catalog is a map of apis, gpus and models");
        return;
    }
    for (const struct yaml_node *node = root->first; node != NULL; node = node->next) {
        int i = 0;
        while (i < CATALOG_KINDS && strcmp(part_names[i], node->key->text) != 0)
            i++;
        if (i == CATALOG_KINDS || node->kind != YAML_MAP) {
            place_error(diags, input, node->key->place.line, node->key->place.column, E_CATALOG,
                        i == CATALOG_KINDS ? "a catalog has no part \"%.60s\": it has apis, gpus "
                                             "and models"
                                           : "\"%.60s\" is not a map of entries",
                        node->key->text);
        } else {
            ret_parts[i] = node;
        }
    }
}

/* One word, one entry: ids and aliases of a kind are all different. */
static void check_names(const struct catalog *catalog, enum catalog_kind kind, int input,
                        struct llmcost_diags *diags)
{
    const char *name;
    for (int i = 0; i < catalog_count(catalog, kind); i++)
        for (int n = 0; (name = catalog_name(catalog, kind, i, n)) != NULL; n++)
            if (catalog_find(catalog, kind, name) != i)
                place_error(diags, input,
                            kind == CATALOG_GPUS ? catalog->gpu[i].line : catalog->model[i].line, 1,
                            E_CATALOG, "%.100s: its name \"%.60s\" is that of another entry, too",
                            catalog_key(catalog, kind, i), name);
}

bool catalog_parse(const char *text, size_t length, int input, struct catalog *ret_catalog,
                   struct llmcost_diags *diags)
{
    const struct yaml_node *parts[CATALOG_KINDS] = {NULL};
    struct yaml_node *root = NULL;
    const int errors = diags->errors;
    *ret_catalog = (struct catalog){.apis = 0};
    if (!tree_parse(&ret_catalog->tree, text, length, source_start(input), &root, diags))
        return false;
    find_parts(root, input, parts, diags); /* what is there is read all the same */
    if (!make_room(parts, ret_catalog))
        return place_no_memory(diags, input);
    if (parts[CATALOG_APIS] != NULL)
        catalog_read_apis(parts[CATALOG_APIS], input, ret_catalog, diags);
    if (parts[CATALOG_GPUS] != NULL)
        catalog_read_gpus(parts[CATALOG_GPUS], input, ret_catalog, diags);
    if (parts[CATALOG_MODELS] != NULL)
        catalog_read_models(parts[CATALOG_MODELS], input, ret_catalog, diags);
    check_names(ret_catalog, CATALOG_GPUS, input, diags);
    check_names(ret_catalog, CATALOG_MODELS, input, diags);
    return diags->errors == errors;
}

void catalog_free(struct catalog *catalog)
{
    free(catalog->api);
    free(catalog->list);
    free(catalog->gpu);
    free(catalog->model);
    tree_free(&catalog->tree);
    *catalog = (struct catalog){.apis = 0};
}

/* ---- What is built in */

bool catalog_built_in(enum catalog_kind kind, struct catalog *ret_catalog,
                      struct llmcost_diags *diags)
{
    const unsigned char *const texts[CATALOG_KINDS] = {
        [CATALOG_APIS] = apis_yaml, [CATALOG_GPUS] = gpus_yaml, [CATALOG_MODELS] = models_yaml};
    const size_t lengths[CATALOG_KINDS] = {[CATALOG_APIS] = apis_yaml_length,
                                           [CATALOG_GPUS] = gpus_yaml_length,
                                           [CATALOG_MODELS] = models_yaml_length};
    return catalog_parse((const char *)texts[kind], lengths[kind], 0, ret_catalog, diags);
}

/* The lines of one entry of apis.yaml, whose keys are indented by two spaces: to parse these alone
 * takes a hundredth of the time of the whole. */
static const char *entry_lines(const char *key, size_t *ret_length)
{
    const char *text = (const char *)apis_yaml;
    const size_t key_length = strlen(key);
    for (const char *at = text; (at = strstr(at, key)) != NULL; at += key_length) {
        if (at - text < 3 || memcmp(at - 3, "\n  ", 3) != 0 || at[key_length] != ':' ||
            at[key_length + 1] != '\n')
            continue;
        const char *end = at;
        do
            end = strchr(end, '\n') + 1; /* the last byte of the file is one */
        while (strncmp(end, "    ", 4) == 0);
        *ret_length = (size_t)(end - (at - 2));
        return at - 2;
    }
    return NULL;
}

const char *catalog_built_in_day(char buffer[MAX_DATE])
{
    static const char key[] = " date: ";
    const size_t start = sizeof key - 1, length = MAX_DATE - 1;
    buffer[0] = '\0';
    for (const char *at = (const char *)apis_yaml; (at = strstr(at, key)) != NULL; at += start)
        if (strncmp(at + start, buffer, length) > 0)
            snprintf(buffer, MAX_DATE, "%.*s", (int)length, at + start);
    return buffer;
}

bool catalog_built_in_api(const char *key, struct catalog *ret_catalog, struct llmcost_diags *diags)
{
    static const char head[] = "apis:\n";
    const size_t head_length = sizeof head - 1;
    size_t length = 0;
    *ret_catalog = (struct catalog){.apis = 0};
    const char *lines = key[0] != '\0' ? entry_lines(key, &length) : NULL;
    if (lines == NULL)
        return true;
    char *text = malloc(head_length + length);
    if (text == NULL)
        return place_no_memory(diags, 0);
    memcpy(text, head, head_length);
    memcpy(text + head_length, lines, length);
    bool good = catalog_parse(text, head_length + length, 0, ret_catalog, diags);
    free(text);
    return good;
}
