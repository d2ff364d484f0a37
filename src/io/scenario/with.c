/* with.c - --with FRAGMENT: a part of a scenario, such as an import writes, merged over the tree
 * before --set and before it is loaded.
 * Knows that sections and options are merged and that the value of a field is replaced as a whole,
 * with other ways to say the same; refuses to know a field by name, but for the currency.
 */
#include "io/scenario/with.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
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

/* A measured capacity and a model may stand side by side: it calibrates the estimate. */
static bool goes_with(const struct llmcost_field *a, const struct yaml_node *a_node,
                      const struct llmcost_field *b, const struct yaml_node *b_node)
{
    if (a->choice != b->choice || a->alternative == 0 || b->alternative == 0 ||
        a->alternative == b->alternative)
        return true;
    return (a->kind == LLMCOST_TEXT && is_measured(b_node)) ||
           (b->kind == LLMCOST_TEXT && is_measured(a_node));
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
    if (field == NULL || field->choice == LLMCOST_NO_CHOICE)
        return;
    for (struct yaml_node *entry = base->first; entry != NULL; entry = entry->next) {
        const struct llmcost_field *other = llmcost_find_field(section, entry->key->text);
        if (other == NULL || entry->place.input == stated->place.input ||
            entry->kind == YAML_REMOVED || goes_with(field, stated, other, entry))
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
            place_error(loader->diags, 0, 0, 0, E_NO_MEMORY, "memory ran out");
            loader->incomplete = true;
            return;
        }
        gone->place = stated->place;
        tree_put(base, entry->key, entry, gone);
        entry = gone;
    }
}

static void merge_fields(struct loader *loader, enum llmcost_section section,
                         struct yaml_node *base, const struct yaml_node *over)
{
    for (struct yaml_node *entry = over->first, *next; entry != NULL; entry = next) {
        const struct llmcost_field *field = llmcost_find_field(section, entry->key->text);
        struct yaml_node *same = tree_find(base, entry->key->text, entry->key->length);
        next = entry->next;
        displace(loader, section, base, entry);
        if (field != NULL && field->kind == LLMCOST_MAP && same != NULL && same->kind == YAML_MAP &&
            entry->kind == YAML_MAP)
            merge_fields(loader, LLMCOST_SECTIONS, same, entry);
        else if (may_replace(loader, same, entry))
            tree_put(base, entry->key, same, entry);
    }
}

static void merge_options(struct loader *loader, enum llmcost_section section,
                          struct yaml_node *base, const struct yaml_node *over)
{
    for (struct yaml_node *entry = over->first, *next; entry != NULL; entry = next) {
        struct yaml_node *same = tree_find(base, entry->key->text, entry->key->length);
        next = entry->next;
        if (same != NULL && same->kind == YAML_MAP && entry->kind == YAML_MAP)
            merge_fields(loader, section, same, entry);
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

static void merge(struct loader *loader, const struct yaml_node *over)
{
    struct yaml_node *base = loader->root;
    for (struct yaml_node *entry = over->first, *next; entry != NULL; entry = next) {
        const enum llmcost_section section = find_section(entry->key->text);
        struct yaml_node *same = tree_find(base, entry->key->text, entry->key->length);
        next = entry->next;
        if (section == LLMCOST_SECTIONS || same == NULL || same->kind != YAML_MAP ||
            entry->kind != YAML_MAP) {
            if (may_replace(loader, same, entry))
                tree_put(base, entry->key, same, entry);
        } else if (holds_options(section))
            merge_options(loader, section, same, entry);
        else
            merge_fields(loader, section, same, entry);
    }
}

/* The map of a fragment; NULL after a complaint. */
static struct yaml_node *parse(struct loader *loader, const struct source *fragment, int number)
{
    struct yaml_node *root = NULL;
    const struct llmcost_place start = source_start(number);
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
        merge(loader, root);
}

/* ---- Fragments by themselves ---- */

struct yaml_node *with_join(struct yaml_tree *tree, const struct source *fragments, int count,
                            struct llmcost_diags *diags)
{
    struct loader loader = {.diags = diags, .tree = *tree, .others = fragments, .joins = true};
    for (int i = 0; i < count; i++) {
        struct yaml_node *root = parse(&loader, &fragments[i], i);
        if (root != NULL && loader.root != NULL && !is_foreign(&loader, root))
            merge(&loader, root);
        else if (loader.root == NULL)
            loader.root = root;
    }
    *tree = loader.tree;
    return diags->errors == 0 && !loader.incomplete ? loader.root : NULL;
}

bool with_excludes(enum llmcost_section section, const struct yaml_node *stated, const char *key)
{
    const struct llmcost_field *a = llmcost_find_field(section, stated->key->text);
    const struct llmcost_field *b = llmcost_find_field(section, key);
    return a != NULL && b != NULL && a->choice != LLMCOST_NO_CHOICE && a->choice == b->choice &&
           a->alternative != 0 && b->alternative != 0 && a->alternative != b->alternative &&
           !(b->kind == LLMCOST_TEXT && is_measured(stated));
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

static void add(struct list *list, const char *section, const char *id,
                const struct yaml_node *entry)
{
    char path[LLMCOST_MAX_PATH];
    const char *quote = strchr(id, '.') != NULL ? "\"" : "";
    snprintf(path, sizeof path, "%s%s%s%s%s%s%s", section, section[0] != '\0' ? "." : "", quote, id,
             quote, id[0] != '\0' ? "." : "", entry->key->text);
    if (list->count < list->room && list->entries != NULL)
        list->entries[list->count++] = (struct with_entry){.path = arena_text(list->arena, path),
                                                           .value = value_text(list->arena, entry)};
}

static void add_section(struct list *list, const struct yaml_node *section)
{
    const char *name = section->key->text;
    const bool options = holds_options(find_section(name));
    for (const struct yaml_node *entry = section->first; entry != NULL; entry = entry->next) {
        if (!options || entry->kind != YAML_MAP)
            add(list, name, "", entry);
        else
            for (const struct yaml_node *field = entry->first; field != NULL; field = field->next)
                add(list, name, entry->key->text, field);
    }
}

int with_entries(const struct source *fragment, struct arena *arena,
                 struct with_entry **ret_entries)
{
    struct yaml_tree tree = {.blocks = NULL};
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
            for (const struct yaml_node *entry = root->first; entry != NULL; entry = entry->next)
                if (entry->kind == YAML_MAP && find_section(entry->key->text) != LLMCOST_SECTIONS)
                    add_section(&list, entry);
                else
                    add(&list, "", "", entry);
        }
        arena->failed = arena->failed || has_error(diags, E_NO_MEMORY);
    }
    tree_free(&tree);
    free(diags);
    *ret_entries = list.entries;
    return list.count;
}
