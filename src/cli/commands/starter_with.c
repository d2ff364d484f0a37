/* starter_with.c - `init --with`: the starter with the values of fragments in the place of its
 * placeholders. Knows the starter's lines (a key, a key behind "# ", prose) and where a section of
 * it ends; what the starter has no line for follows at the end of its section. Refuses to know any
 * key by name.
 */
#include "cli/commands/starter.h"
#include "core/scenario/scenario.h"
#include "io/scenario/complain.h"
#include "io/scenario/with.h"
#include "text/file.h"
#include "text/yaml/yaml_flow.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 80, MAX_KEY = 64 };

/* On the way through the starter. */
struct filling {
    struct text_buffer *out;
    struct yaml_node *root;       /* what the fragments state, joined */
    enum llmcost_section section; /* that the line is in */
    struct yaml_node *map;        /* what they state in it, NULL: nothing */
    struct yaml_node *option;     /* of an option section: what takes the starter's place */
};

/* What a line of the starter holds. */
struct line {
    int indent;
    bool commented;
    char key[MAX_KEY]; /* "": none */
};

/* ---- Nodes: one that is written has no line any more ---- */

static bool is_left(const struct yaml_node *node)
{
    return node->place.line > 0 && node->kind != YAML_REMOVED;
}

static void put_list(struct text_buffer *out, int indent, int at, const struct yaml_node *list)
{
    text_put(out, "[");
    for (const struct yaml_node *item = list->first; item != NULL; item = item->next) {
        const size_t before = out->length;
        struct text_buffer one = {0};
        yaml_flow(&one, item);
        text_put(&one, item->next != NULL ? "," : "]");
        if (at + (int)one.length >= WIDTH) {
            text_put(out, "\n");
            text_spaces(out, indent + 2);
            at = indent + 2;
        } else if (item != list->first) {
            text_put(out, " ");
        }
        text_add(out, one.data != NULL ? one.data : "", one.length);
        at += (int)(out->length - before);
        out->failed = out->failed || one.failed;
        free(one.data);
    }
}

static void put_entry(struct text_buffer *out, int indent, struct yaml_node *entry)
{
    const size_t start = out->length;
    text_spaces(out, indent);
    yaml_flow_text(out, entry->key);
    text_put(out, ": ");
    if (entry->kind == YAML_LIST && entry->first != NULL)
        put_list(out, indent, (int)(out->length - start) + 1, entry);
    else
        yaml_flow(out, entry);
    text_put(out, "\n");
    entry->place.line = 0;
}

static void put_left(struct text_buffer *out, int indent, struct yaml_node *map)
{
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next)
        if (is_left(entry))
            put_entry(out, indent, entry);
    map->place.line = 0;
}

static void put_id(struct text_buffer *out, const struct yaml_node *option)
{
    text_put(out, "  ");
    yaml_flow_text(out, option->key);
    text_put(out, ":\n");
}

static void put_options(struct text_buffer *out, struct yaml_node *map)
{
    for (struct yaml_node *option = map->first; option != NULL; option = option->next) {
        if (!is_left(option))
            continue;
        put_id(out, option);
        put_left(out, 4, option);
    }
    map->place.line = 0;
}

/* ---- Lines ---- */

static struct line line_of(const char *text)
{
    struct line line = {.indent = (int)strspn(text, " ")};
    const char *at = text + line.indent;
    line.commented = strncmp(at, "# ", 2) == 0;
    at += line.commented ? 2 : 0;
    const size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    if (length > 0 && length < MAX_KEY && at[length] == ':')
        snprintf(line.key, sizeof line.key, "%.*s", (int)length, at);
    return line;
}

/* The end of a section: what the starter has no line for. */
static void end_section(struct filling *f)
{
    if (f->map != NULL && f->section == LLMCOST_TOP) {
        for (struct yaml_node *entry = f->map->first; entry != NULL; entry = entry->next)
            if (is_left(entry) && llmcost_find_field(LLMCOST_TOP, entry->key->text) != NULL)
                put_entry(f->out, 0, entry);
    } else if (f->map != NULL && holds_options(f->section)) {
        if (f->option != NULL)
            put_left(f->out, 4, f->option);
        put_options(f->out, f->map);
    } else if (f->map != NULL) {
        put_left(f->out, 2, f->map);
    }
    f->map = f->option = NULL;
    f->section = LLMCOST_TOP;
}

/* An id of the starter that gave way to one of a fragment is another one in references too. */
static void put_line(struct filling *f, const char *text)
{
    static const struct {
        const char *section, *reference, *id;
    } rows[] = {{"apis", "baseline: ", "hosted"}, /* in the order of a line */
                {"hosts", "host: ", "open-model"},
                {"apis", "api: ", "hosted"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows;) {
        const struct yaml_node *map = tree_find(f->root, rows[i].section, strlen(rows[i].section));
        const char *at = strstr(text, rows[i].reference);
        const size_t lead = strlen(rows[i].reference), length = strlen(rows[i].id);
        if (map == NULL || map->kind != YAML_MAP || map->first == NULL || at == NULL ||
            strncmp(at + lead, rows[i].id, length) != 0) {
            i++;
            continue;
        }
        text_add(f->out, text, (size_t)(at - text) + lead);
        yaml_flow_text(f->out, map->first->key);
        text = at + lead + length;
    }
    text_put_all(f->out, text, "\n", NULL);
}

/* Whether a catalog entry is named, which fills what is not stated. */
static bool is_filled(const struct filling *f, const struct yaml_node *map)
{
    for (const struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        const struct llmcost_field *field = llmcost_find_field(f->section, entry->key->text);
        if (field != NULL && (field->flags & LLMCOST_FILLS) != 0)
            return true;
    }
    return false;
}

/* A key that a fragment states, or says in another way. False: the starter's line stays. */
static bool fill_key(struct filling *f, const struct line *line)
{
    struct yaml_node *map = holds_options(f->section) ? f->option : f->map;
    bool excluded = false;
    if (map == NULL || llmcost_find_field(f->section, line->key) == NULL)
        return false;
    struct yaml_node *entry = tree_find(map, line->key, strlen(line->key));
    if (entry != NULL && entry->kind != YAML_REMOVED) {
        if (is_left(entry))
            put_entry(f->out, line->indent, entry);
        return true;
    }
    for (entry = map->first; entry != NULL && !line->commented; entry = entry->next) {
        if (entry->kind == YAML_REMOVED || !with_excludes(f->section, entry, line->key))
            continue;
        if (is_left(entry))
            put_entry(f->out, line->indent, entry);
        excluded = true;
    }
    return excluded || (!line->commented && is_filled(f, map));
}

static void fill_line(struct filling *f, const char *text)
{
    const struct line line = line_of(text);
    const bool live = line.key[0] != '\0' && !line.commented;
    if (text[0] == '\0')
        end_section(f);
    if (live && line.indent == 0 && find_section(line.key) != LLMCOST_SECTIONS) {
        f->section = find_section(line.key);
        f->map = tree_find(f->root, line.key, strlen(line.key));
        f->option = NULL;
    } else if (live && line.indent == 2 && holds_options(f->section) && f->map != NULL &&
               f->map->first != NULL) {
        f->option = f->map->first;
        put_id(f->out, f->option);
        return;
    } else if (line.key[0] != '\0' && fill_key(f, &line)) {
        return;
    }
    put_line(f, text);
}

/* Sections that the starter does not have. */
static void put_sections(struct filling *f)
{
    for (struct yaml_node *entry = f->root->first; entry != NULL; entry = entry->next) {
        const enum llmcost_section section = find_section(entry->key->text);
        if (!is_left(entry))
            continue;
        text_put(f->out, "\n");
        if (entry->kind != YAML_MAP) {
            put_entry(f->out, 0, entry);
            continue;
        }
        text_put_all(f->out, entry->key->text, ":\n", NULL);
        if (holds_options(section))
            put_options(f->out, entry);
        else
            put_left(f->out, 2, entry);
    }
}

/* ---- Hosts that complete each other ---- */

static bool chooses(const struct yaml_node *option, enum llmcost_choice choice)
{
    for (const struct yaml_node *entry = option->first; entry != NULL; entry = entry->next) {
        const struct llmcost_field *field = llmcost_find_field(LLMCOST_HOSTS, entry->key->text);
        if (field != NULL && field->choice == choice)
            return true;
    }
    return false;
}

/* A benchmark knows the capacity of a host and a list of rents its price, each under a name of its
 * own: where there is one of each, they are one host. */
static void pair_hosts(struct yaml_node *root)
{
    struct yaml_node *hosts = tree_find(root, "hosts", strlen("hosts"));
    struct yaml_node *served = NULL, *paid = NULL;
    if (hosts == NULL || hosts->kind != YAML_MAP || hosts->count != 2)
        return;
    for (struct yaml_node *option = hosts->first; option != NULL; option = option->next) {
        const bool capacity = chooses(option, LLMCOST_CAPACITY);
        if (capacity != chooses(option, LLMCOST_PAY))
            *(capacity ? &served : &paid) = option;
    }
    if (served == NULL || paid == NULL)
        return;
    for (struct yaml_node *entry = paid->first, *next; entry != NULL; entry = next) {
        next = entry->next;
        if (tree_find(served, entry->key->text, entry->key->length) == NULL)
            tree_put(served, entry->key, NULL, entry);
    }
    hosts->first = hosts->last = served;
    served->next = NULL;
    hosts->count = 1;
}

/* ---- The whole ---- */

static void put_names(struct text_buffer *out, const struct source *fragments, int count)
{
    char name[512];
    for (int i = 0; i < count; i++) {
        text_put(out, i == 0 ? "# Joined in, no placeholders: " : ", ");
        text_put(out, text_clean(file_base_name(fragments[i].name), false, name, sizeof name));
    }
    text_put(out, ".\n");
}

/* The whole is named as the first file is that was joined, without its ending, unless a fragment
 * names it; where there is no file, the key stays a comment, and reports name it by its own file.
 * False when memory ran out. */
static bool name_whole(struct yaml_tree *tree, struct yaml_node *root, const struct source *first)
{
    static const char key_text[] = "name";
    char name[512];
    text_clean(file_base_name(first->name), false, name, sizeof name);
    const char *end = strrchr(name, '.');
    if (strcmp(first->name, "<stdin>") == 0 || tree_find(root, key_text, strlen(key_text)) != NULL)
        return true;
    struct yaml_node *key = tree_new(tree, YAML_SCALAR, key_text, strlen(key_text));
    struct yaml_node *value = tree_new(
        tree, YAML_SCALAR, name, end != NULL && end > name ? (size_t)(end - name) : strlen(name));
    if (key == NULL || value == NULL)
        return false;
    value->place.line = 1;
    value->quoted = tree_is_null(value);
    tree_put(root, key, NULL, value);
    return true;
}

bool starter_with(const struct source *fragments, int count, struct text_buffer *ret_out,
                  struct llmcost_diags *diags)
{
    struct yaml_tree tree = {.nodes = 0};
    struct yaml_node *root = with_join(&tree, fragments, count, diags);
    if (root != NULL) {
        struct filling f = {.out = ret_out, .root = root, .section = LLMCOST_TOP, .map = root};
        pair_hosts(root);
        ret_out->failed = !name_whole(&tree, root, fragments) || ret_out->failed;
        for (const char *at = (const char *)starter_yaml; *at != '\0';
             at += strcspn(at, "\n") + 1) {
            char text[2 * WIDTH];
            snprintf(text, sizeof text, "%.*s", (int)strcspn(at, "\n"), at);
            if (strncmp(text, "version:", strlen("version:")) == 0)
                put_names(ret_out, fragments, count);
            if (strncmp(text, "name:", strlen("name:")) == 0 && tree_find(root, "name", 4) == NULL)
                text_put(ret_out, "# ");
            fill_line(&f, text);
        }
        end_section(&f);
        put_sections(&f);
    }
    tree_free(&tree);
    return root != NULL;
}
