/* with.c - --with FRAGMENT: a part of a scenario, such as an import writes, merged over the tree
 * before --set and before it is loaded.
 * Knows that sections and options are merged and that the value of a field is replaced as a whole,
 * with other ways to say the same; refuses to know a field by name, but for the currency.
 */
#include "io/scenario/with.h"
#include "core/scenario/scenario.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "text/json/json_tree.h"
#include "text/yaml/yaml_flow.h"

#include <stdlib.h>
#include <string.h>

/* Longer lists are told by their length. */
enum { DAY = 24, MAX_WHERE = 128 };

/* ---- Merging ---- */

static bool is_measured(const struct yaml_node *node)
{
    const struct yaml_node *basis = node->kind == YAML_MAP ? tree_find(node, "basis", 5) : NULL;
    return basis != NULL && basis->kind == YAML_SCALAR && strcmp(basis->text, "measured") == 0;
}

/* Whether two fields are ways to say one thing. */
static bool are_ways(const struct llmcost_field *a, const struct llmcost_field *b)
{
    return a != NULL && b != NULL && a->choice != LLMCOST_NO_CHOICE && a->choice == b->choice &&
           a->alternative != 0 && b->alternative != 0 && a->alternative != b->alternative;
}

/* A measured capacity and a model may stand side by side: it calibrates the estimate. */
static bool calibrates(const struct yaml_node *capacity, const struct llmcost_field *model)
{
    return model->kind == LLMCOST_TEXT && is_measured(capacity);
}

/* ---- Contradictions, where fragments are joined ---- */

static const char *where_of(const struct loader *loader, const struct yaml_node *node,
                            char buffer[MAX_WHERE])
{
    snprintf(buffer, MAX_WHERE, "%.80s, line %u", loader->others[node->place.input].name,
             (unsigned)node->place.line);
    return buffer;
}

static bool is_same(const struct yaml_node *a, const struct yaml_node *b)
{
    struct text_buffer text[2] = {{0}, {0}};
    yaml_flow(&text[0], a);
    yaml_flow(&text[1], b);
    const bool same = text[0].length == text[1].length && text[0].length > 0 &&
                      memcmp(text[0].data, text[1].data, text[0].length) == 0;
    free(text[0].data);
    free(text[1].data);
    return same;
}

/* Whether one fragment may state what another one states already. */
static bool may_replace(struct loader *loader, const struct yaml_node *same,
                        const struct yaml_node *entry)
{
    char where[MAX_WHERE], quoted[YAML_QUOTED];
    if (!loader->joins || same == NULL || same->kind == YAML_REMOVED || is_same(same, entry))
        return true;
    load_error(loader, entry, E_TWO_WAYS, "%s has another value in %s",
               quote_word(entry->key->text, quoted, sizeof quoted), where_of(loader, same, where));
    load_advice(loader, "keep one of the two");
    return false;
}

/* Another way to say what the fragment says gives way to it. */
static void displace(struct loader *loader, enum llmcost_section section, struct yaml_node *base,
                     const struct yaml_node *stated)
{
    const struct llmcost_field *field = llmcost_find_field(section, stated->key->text);
    for (struct yaml_node *entry = base->first; entry != NULL; entry = entry->next) {
        const struct llmcost_field *other = llmcost_find_field(section, entry->key->text);
        if (!are_ways(field, other) || entry->place.input == stated->place.input ||
            entry->kind == YAML_REMOVED || calibrates(stated, other) || calibrates(entry, field))
            continue;
        if (loader->joins) {
            char where[MAX_WHERE];
            load_error(loader, stated, E_TWO_WAYS,
                       "`%s` beside `%s` (%s) says one thing in two ways", field->name, other->name,
                       where_of(loader, entry, where));
            load_advice(loader, "keep one of the two");
            return;
        }
        struct yaml_node *gone = tree_new(&loader->tree, YAML_REMOVED, "", 0);
        if (gone == NULL) {
            complain_memory(loader);
            return;
        }
        gone->place = stated->place;
        tree_put(base, entry->key, entry, gone);
        entry = gone;
    }
}

/* What the keys of a map are: a value below them is merged, or replaced as a whole. */
enum level { OF_SECTIONS, OF_OPTIONS, OF_FIELDS, OF_ENTRIES, OF_NOTHING };

static enum level level_below(enum level level, enum llmcost_section section, const char *key)
{
    const struct llmcost_field *field;
    switch (level) {
    case OF_SECTIONS:
        section = find_section(key);
        return section == LLMCOST_SECTIONS ? OF_NOTHING
               : holds_options(section)    ? OF_OPTIONS
                                           : OF_FIELDS;
    case OF_OPTIONS:
        return OF_FIELDS;
    case OF_FIELDS:
        field = llmcost_find_field(section, key);
        return field != NULL && field->kind == LLMCOST_MAP ? OF_ENTRIES : OF_NOTHING;
    default:
        return OF_NOTHING;
    }
}

static void merge(struct loader *loader, enum level level, enum llmcost_section section,
                  struct yaml_node *base, const struct yaml_node *over)
{
    for (struct yaml_node *entry = over->first, *next; entry != NULL; entry = next) {
        struct yaml_node *same = tree_find(base, entry->key->text, entry->key->length);
        const enum level below = level_below(level, section, entry->key->text);
        next = entry->next;
        if (level == OF_FIELDS)
            displace(loader, section, base, entry);
        if (below != OF_NOTHING && same != NULL && same->kind == YAML_MAP &&
            entry->kind == YAML_MAP)
            merge(loader, below, level == OF_SECTIONS ? find_section(entry->key->text) : section,
                  same, entry);
        else if (may_replace(loader, same, entry))
            tree_put(base, entry->key, same, entry);
    }
}

/* Amounts in another currency are no part of this scenario. */
static bool is_foreign(struct loader *loader, const struct yaml_node *over)
{
    static const char key[] = "currency";
    const struct yaml_node *mine = tree_find(loader->root, key, strlen(key));
    const struct yaml_node *theirs = tree_find(over, key, strlen(key));
    const char *here = mine != NULL && mine->kind == YAML_SCALAR ? mine->text : "USD";
    if (theirs == NULL || theirs->kind != YAML_SCALAR || strcmp(theirs->text, here) == 0)
        return false;
    load_error(loader, theirs, E_CURRENCY, "this fragment is in %.20s, the scenario in %.20s",
               theirs->text, here);
    load_advice(loader, "write both in one currency; prices of another one than the scenario's are "
                        "converted by `exchange` where --prices looks them up");
    return true;
}

/* The map of a fragment; NULL after a complaint. */
static struct yaml_node *parse(struct loader *loader, const struct source *fragment, int number)
{
    struct yaml_node *root = NULL;
    const struct llmcost_place start = source_start(number);
    if (json_is_ours(fragment->text, fragment->length)) {
        llmcost_complain_at(loader->diags, LLMCOST_ERROR, E_JSON_SETS, start,
                            "what llmcost has written as JSON is no part of a scenario");
        llmcost_advise(loader->diags, "name a fragment, such as `llmcost import` writes");
        loader->incomplete = true;
        return NULL;
    }
    if (!tree_parse(&loader->tree, fragment->text, fragment->length, start, &root, loader->diags)) {
        loader->incomplete = true;
        return NULL;
    }
    if (root == NULL || root->kind != YAML_MAP) {
        llmcost_complain_at(loader->diags, LLMCOST_ERROR, root == NULL ? E_EMPTY : E_TOP,
                            root == NULL ? start : root->place,
                            root == NULL ? "the fragment is empty"
                                         : "a fragment is a map of keys to values");
        llmcost_advise(loader->diags, "write a part of a scenario, as `llmcost import` does");
        loader->incomplete = true;
        return NULL;
    }
    return root;
}

void apply_fragment(struct loader *loader, const struct source *fragment, int number)
{
    const struct yaml_node *root = parse(loader, fragment, number);
    if (root != NULL && loader->root != NULL && !is_foreign(loader, root))
        merge(loader, OF_SECTIONS, LLMCOST_SECTIONS, loader->root, root);
}

/* ---- Fragments by themselves ---- */

struct yaml_node *with_join(struct yaml_tree *tree, const struct source *fragments, int count,
                            struct llmcost_diags *diags)
{
    struct loader loader = {.diags = diags, .tree = *tree, .others = fragments, .joins = true};
    for (int i = 0; i < count; i++) {
        struct yaml_node *root = parse(&loader, &fragments[i], i);
        if (root != NULL && loader.root != NULL && !is_foreign(&loader, root))
            merge(&loader, OF_SECTIONS, LLMCOST_SECTIONS, loader.root, root);
        else if (loader.root == NULL)
            loader.root = root;
    }
    *tree = loader.tree;
    return diags->errors == 0 && !loader.incomplete ? loader.root : NULL;
}

bool with_excludes(enum llmcost_section section, const struct yaml_node *stated, const char *key)
{
    const struct llmcost_field *other = llmcost_find_field(section, key);
    return are_ways(llmcost_find_field(section, stated->key->text), other) &&
           !calibrates(stated, other);
}

/* ---- Telling ---- */

struct list {
    struct arena *arena;
    struct with_entry *entries;
    int count, room;
};

/* As --set would take it: the number of {value: 4, basis: measured}, a map or a list in one line.
 */
static const char *value_text(struct arena *arena, const struct yaml_node *node)
{
    struct text_buffer text = {0};
    char count[48];
    const struct yaml_node *value = node->kind == YAML_MAP ? tree_find(node, "value", 5) : NULL;
    if (node->kind == YAML_LIST && node->count > DAY) {
        snprintf(count, sizeof count, "a list of %d", node->count);
        return arena_text(arena, count);
    }
    if (value == NULL && node->kind == YAML_SCALAR)
        value = node;
    if (value != NULL && value->kind == YAML_SCALAR)
        return arena_text(arena, value->text);
    yaml_flow(&text, node);
    const char *copy = arena_text(arena, text.data);
    arena->failed = arena->failed || text.failed;
    free(text.data);
    return copy;
}

static void add(struct list *list, const char *path, const struct yaml_node *entry)
{
    if (list->count < list->room && list->entries != NULL)
        list->entries[list->count++] = (struct with_entry){.path = arena_text(list->arena, path),
                                                           .value = value_text(list->arena, entry)};
}

/* What merge() goes into is told entry by entry. */
static void add_all(struct list *list, const char *prefix, enum level level,
                    enum llmcost_section section, const struct yaml_node *map)
{
    for (const struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        const char *key = entry->key->text, *quote = strchr(key, '.') != NULL ? "\"" : "";
        const enum level below = level_below(level, section, key);
        char path[LLMCOST_MAX_PATH];
        snprintf(path, sizeof path, "%s%s%s%s%s", prefix, prefix[0] != '\0' ? "." : "", quote, key,
                 quote);
        if (below != OF_NOTHING && entry->kind == YAML_MAP)
            add_all(list, path, below, level == OF_SECTIONS ? find_section(key) : section, entry);
        else
            add(list, path, entry);
    }
}

int with_entries(const struct source *fragment, struct arena *arena,
                 struct with_entry **ret_entries)
{
    struct yaml_tree tree = {.nodes = 0};
    struct yaml_node *root = NULL;
    struct llmcost_diags *diags = malloc(sizeof *diags);
    struct list list = {.arena = arena};
    if (diags == NULL)
        arena->failed = true;
    else {
        llmcost_diags_init(diags);
        if (tree_parse(&tree, fragment->text, fragment->length, source_start(0), &root, diags) &&
            root != NULL && root->kind == YAML_MAP) {
            list.room = tree.nodes;
            list.entries = arena_take(arena, (size_t)list.room, sizeof *list.entries);
            add_all(&list, "", OF_SECTIONS, LLMCOST_SECTIONS, root);
        }
        arena->failed = arena->failed || has_error(diags, E_NO_MEMORY);
    }
    tree_free(&tree);
    free(diags);
    *ret_entries = list.entries;
    return list.count;
}
