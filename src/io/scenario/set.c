/* set.c - --set PATH=VALUE: a value grafted into the tree before it is loaded.
 * Knows how a path walks the tree; what the path means is judged afterwards like the file itself,
 * so a misspelt key gets the same words as in the file. VALUE is YAML. A VALUE of null removes the
 * key: `--set workload.requests_per_day=null --set workload.tokens_per_day=50M`.
 */
#include "core/scenario/scenario.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "text/utf8.h"

#include <string.h>

/* What is left of the path, and where it stands. */
struct walk {
    struct loader *loader;
    const char *text; /* the whole PATH=VALUE */
    size_t at, end;   /* of PATH */
    int number;       /* of the --set */
};

static struct llmcost_place place_of(const struct walk *walk, size_t at)
{
    struct llmcost_place place = source_start(walk->number);
    place.column += utf8_count(walk->text, at);
    return place;
}

static void complain_path(struct walk *walk, size_t at, const char *text, const char *advice)
{
    llmcost_complain_at(walk->loader->diags, LLMCOST_ERROR, E_SET_PATH, place_of(walk, at), "%s",
                        text);
    llmcost_advise(walk->loader->diags, "%s", advice);
}

/* The = that ends the path: quotes may hold others. `end` when there is none. */
static size_t find_equals(const char *text, size_t length)
{
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        if (text[i] == '=' && !quoted)
            return i;
    }
    const char *first = memchr(text, '=', length); /* a quote is never closed */
    return first != NULL ? (size_t)(first - text) : length;
}

/* The longest key of the map that the rest of the path begins with: ids may hold dots. */
static size_t match_known(const struct walk *walk, const struct yaml_node *map)
{
    size_t longest = 0, left = walk->end - walk->at;
    for (struct yaml_node *entry = map->kind == YAML_MAP ? map->first : NULL; entry != NULL;
         entry = entry->next) {
        size_t length = entry->key->length;
        const char *rest = walk->text + walk->at;
        if (length <= longest || length > left || memcmp(rest, entry->key->text, length) != 0)
            continue;
        if (length == left || rest[length] == '.')
            longest = length;
    }
    return longest;
}

/* The next word of the path as a key, and past its dot. NULL after a complaint. `map` is where it
 * is looked up. */
static struct yaml_node *next_key(struct walk *walk, const struct yaml_node *map)
{
    size_t start = walk->at, length = match_known(walk, map);
    bool quoted = walk->text[start] == '"';
    if (quoted && length == 0) {
        const char *close = memchr(walk->text + start + 1, '"', walk->end - start - 1);
        if (close == NULL) {
            complain_path(walk, walk->at, "the quote that opens here is never closed",
                          "write a path such as apis.\"gpt-3.5\".discount");
            return NULL;
        }
        start++;
        length = (size_t)(close - walk->text) - start;
        walk->at = start + length + 1;
    } else {
        const char *dot = memchr(walk->text + start, '.', walk->end - start);
        if (length == 0)
            length = (dot != NULL ? (size_t)(dot - walk->text) : walk->end) - start;
        walk->at = start + length;
    }
    bool more = walk->at < walk->end;
    if (length == 0 || (more && walk->text[walk->at] != '.') ||
        (more && walk->at + 1 == walk->end)) {
        complain_path(walk, walk->at, "the path breaks off here",
                      "write a path such as workload.requests_per_day or "
                      "apis.\"gpt-3.5\".discount");
        return NULL;
    }
    walk->at += more;
    struct yaml_node *key = tree_new(&walk->loader->tree, YAML_SCALAR, walk->text + start, length);
    if (key == NULL) {
        complain_memory(walk->loader);
        return NULL;
    }
    key->place = place_of(walk, start);
    return key;
}

/* The item of a list that the key is the number of; `ret_next` is whether it is the one behind the
 * last. NULL when there is no such one. */
static struct yaml_node *item_at(const struct yaml_node *list, const struct yaml_node *key,
                                 bool *ret_next)
{
    char number[16];
    int i = 1;
    for (struct yaml_node *item = list->first; item != NULL; item = item->next, i++) {
        snprintf(number, sizeof number, "%d", i);
        if (strcmp(number, key->text) == 0)
            return item;
    }
    snprintf(number, sizeof number, "%d", i);
    *ret_next = strcmp(number, key->text) == 0;
    return NULL;
}

static struct yaml_node *child_of(const struct yaml_node *parent, const struct yaml_node *key)
{
    bool next;
    return parent->kind == YAML_LIST ? item_at(parent, key, &next)
                                     : tree_find(parent, key->text, key->length);
}

static void put(struct yaml_node *parent, struct yaml_node *key, struct yaml_node *value)
{
    tree_put(parent, parent->kind == YAML_LIST ? NULL : key, child_of(parent, key), value);
}

/* An id that no option has: only a whole map under it makes a new one. */
static bool check_option(struct walk *walk, const struct yaml_node *options,
                         const struct yaml_node *key, bool whole)
{
    const char *ids[LLMCOST_MAX_OPTIONS];
    char quoted[YAML_QUOTED], list[120];
    size_t count = 0;
    for (struct yaml_node *entry = options->first; entry != NULL; entry = entry->next)
        if (entry->kind != YAML_REMOVED && count < LLMCOST_MAX_OPTIONS)
            ids[count++] = entry->key->text;
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], key->text) == 0)
            return true;
    const char *nearest = llmcost_nearest(key->text, ids, count);
    list_keys(ids, count, list, sizeof list);
    load_error(walk->loader, key, E_SET_PATH, "there is no option %s in %s",
               quote_word(key->text, quoted, sizeof quoted), options->key->text);
    if (nearest != NULL)
        load_advice(walk->loader, "did you mean `%s`?", nearest);
    else if (!whole)
        load_advice(walk->loader,
                    "the id of a new option that holds dots needs quotes: "
                    "%s.\"gpt-3.5\"={...}",
                    options->key->text);
    else
        load_advice(walk->loader, "%s%s%sto add an option, set all of it: %s.%s='{...}'",
                    count > 0 ? "there is " : "", list, count > 0 ? "; " : "", options->key->text,
                    key->text);
    return false;
}

/* The map to walk into; what is not a map becomes one, and a number its `value`. */
static struct yaml_node *enter(struct walk *walk, struct yaml_node *map, struct yaml_node *key,
                               bool keep_value)
{
    struct yaml_node *old = child_of(map, key);
    const bool entries =
        old != NULL && old->kind == YAML_LIST && old->first != NULL && old->first->kind == YAML_MAP;
    if (entries || (old != NULL && old->kind == YAML_MAP))
        return old;
    struct yaml_node *child = tree_new(&walk->loader->tree, YAML_MAP, "", 0);
    if (child == NULL) {
        complain_memory(walk->loader);
        return NULL;
    }
    child->place = key->place;
    if (keep_value && old != NULL && old->kind == YAML_SCALAR && !tree_is_null(old)) {
        struct yaml_node *value =
            tree_new(&walk->loader->tree, YAML_SCALAR, old->text, old->length);
        struct yaml_node *name = tree_new(&walk->loader->tree, YAML_SCALAR, "value", 5);
        if (value == NULL || name == NULL) {
            complain_memory(walk->loader);
            return NULL;
        }
        name->place = value->place = child->place = old->place;
        value->quoted = old->quoted;
        value->key = name;
        tree_append(child, value);
    }
    put(map, key, child);
    return child;
}

/* A number under this key stays when its basis is set; a load or a text does not. */
static bool holds_number(enum llmcost_section section, const char *key)
{
    const struct llmcost_field *field = llmcost_find_field(section, key);
    return field == NULL || field->kind == LLMCOST_NUMBER;
}

/* An entry of a list that is there, or, as a whole, the one behind the last. */
static bool check_item(struct walk *walk, const struct yaml_node *list, const struct yaml_node *key,
                       bool whole)
{
    char quoted[YAML_QUOTED];
    bool next = false;
    if (item_at(list, key, &next) != NULL || (next && whole))
        return true;
    load_error(walk->loader, key, E_SET_PATH, "there is no entry %s: the list has %d",
               quote_word(key->text, quoted, sizeof quoted), list->count);
    load_advice(walk->loader, "count from 1; to add one, set all of it: %d='{...}'",
                list->count + 1);
    return false;
}

static void graft(struct walk *walk, struct yaml_node *value)
{
    struct yaml_node *map = walk->loader->root;
    enum llmcost_section section = LLMCOST_TOP;
    for (int depth = 0;; depth++) {
        struct yaml_node *key = next_key(walk, map);
        if (key == NULL)
            return;
        bool last = walk->at >= walk->end;
        bool is_option = depth == 1 && holds_options(section);
        if (is_option && !(last && value->kind == YAML_MAP) &&
            !check_option(walk, map, key, last || value->kind != YAML_MAP))
            return;
        if (map->kind == YAML_LIST && !check_item(walk, map, key, last))
            return;
        if (last) {
            put(map, key, value);
            return;
        }
        bool keep_value = !is_option && holds_number(section, key->text);
        if (depth == 0) {
            section = find_section(key->text);
            const struct yaml_node *old = child_of(map, key);
            /* a section that is no map is refused where it stands */
            if (section != LLMCOST_SECTIONS && old != NULL &&
                (old->kind == YAML_LIST || (old->kind == YAML_SCALAR && !tree_is_null(old))))
                return;
        }
        if (section == LLMCOST_SECTIONS)
            section = LLMCOST_TOP;
        map = enter(walk, map, key, keep_value);
        if (map == NULL)
            return;
    }
}

/* Nothing, or nothing but a comment: what a script writes whose variable was never set. */
static bool is_blank(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n'))
        at++;
    return at == length || text[at] == '#';
}

static void complain_blank(struct walk *walk, size_t start)
{
    llmcost_complain_at(walk->loader->diags, LLMCOST_ERROR, E_NO_VALUE, place_of(walk, start),
                        "%.*s has no value", (int)walk->end, walk->text);
    llmcost_advise(walk->loader->diags, "write one, or %.*s=null to remove the key", (int)walk->end,
                   walk->text);
}

void apply_set(struct loader *loader, const struct source *set, int number)
{
    struct walk walk = {.loader = loader, .text = set->text, .number = number};
    struct yaml_node *value = NULL;
    walk.end = find_equals(set->text, set->length);
    if (!bytes_check(set->text, walk.end, source_start(number), loader->diags)) {
        loader->incomplete = true;
        return;
    }
    if (walk.end == set->length || walk.end == 0) {
        complain_path(&walk, walk.end, walk.end == 0 ? "a path is missing" : "an = is missing",
                      "write PATH=VALUE, such as workload.requests_per_day=50k");
        return;
    }
    size_t start = walk.end + 1;
    const struct llmcost_place place = place_of(&walk, start);
    if (!tree_parse(&loader->tree, set->text + start, set->length - start, place, &value,
                    loader->diags)) {
        loader->incomplete = true;
        return;
    }
    if (value == NULL) {
        if (is_blank(set->text + start, set->length - start)) {
            complain_blank(&walk, start);
            loader->incomplete = true;
            return;
        }
        value = tree_new(&loader->tree, YAML_REMOVED, "", 0);
        if (value == NULL) {
            complain_memory(loader);
            return;
        }
        value->place = place;
    }
    if (loader->root != NULL)
        graft(&walk, value);
}
