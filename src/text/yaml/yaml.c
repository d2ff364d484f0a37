/* yaml.c - libyaml's events to a bounded tree with marks.
 * Knows YAML and which parts of it a scenario does without: aliases, anchors, tags, merge keys, a
 * second document, deep nesting. Refuses to know any key. libyaml is quadratic in depth and knows
 * nothing of duplicate keys: both are judged here, at the event.
 */
#include "text/sniff.h"
#include "text/yaml/yaml_tree.h"

#include "text/yaml/yaml_words.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { MAX_NODES = 200000, MAX_DEPTH = 64 };

/* Where the events are: lines are read along with them, to see how each is indented. */
struct cursor {
    size_t line_start;
    uint32_t line;   /* 0-based */
    uint32_t indent; /* blanks that the line begins with */
    uint32_t tab;    /* 1-based column of the first tab among them, 0 when there is none */
};

struct builder {
    yaml_parser_t parser;
    struct yaml_tree *tree;
    struct llmcost_diags *diags;
    struct llmcost_place start;
    const char *text;
    size_t length;
    struct cursor cursor;
    struct yaml_node *root;
    int documents;
    int depth;
    struct yaml_node *open[MAX_DEPTH];
    struct yaml_node *key[MAX_DEPTH]; /* of the entry that is being read */
    bool stop;
};

/* ---- Places ---- */

static void complain(struct builder *builder, const yaml_mark_t *mark, int code, const char *text,
                     const char *advice)
{
    llmcost_complain_at(builder->diags, LLMCOST_ERROR, code, tree_place(mark, builder->start), "%s",
                        text);
    llmcost_advise(builder->diags, "%s", advice);
}

static void stop_without_memory(struct builder *builder)
{
    place_no_memory(builder->diags, 0);
    builder->stop = true;
}

static size_t next_line(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] != '\n' && text[at] != '\r')
        at++;
    if (at + 1 < length && text[at] == '\r' && text[at + 1] == '\n')
        at++;
    return at < length ? at + 1 : at;
}

static void measure_indent(struct cursor *cursor, const char *text, size_t length)
{
    size_t at = cursor->line_start;
    cursor->indent = cursor->tab = 0;
    for (; at < length && (text[at] == ' ' || text[at] == '\t'); at++) {
        cursor->indent++;
        if (text[at] == '\t' && cursor->tab == 0)
            cursor->tab = cursor->indent;
    }
}

/* libyaml takes tabs inside brackets; indenting with them is refused everywhere. */
static void check_indent(struct builder *builder, const yaml_mark_t *mark)
{
    struct cursor *cursor = &builder->cursor;
    bool moved = cursor->line < mark->line;
    for (; cursor->line < mark->line; cursor->line++)
        cursor->line_start = next_line(builder->text, builder->length, cursor->line_start);
    if (moved)
        measure_indent(cursor, builder->text, builder->length);
    if (cursor->tab == 0 || cursor->line != mark->line || cursor->indent != mark->column)
        return;
    const yaml_mark_t tab = {.line = mark->line, .column = cursor->tab - 1};
    complain(builder, &tab, E_TAB, YAML_TAB_TEXT, YAML_TAB_ADVICE);
    cursor->tab = 0;
}

/* ---- Events to nodes ---- */

static struct yaml_node *make_node(struct builder *builder, enum yaml_kind kind,
                                   const yaml_mark_t *mark, const char *text, size_t length)
{
    if (builder->tree->nodes >= MAX_NODES) {
        complain(builder, mark, E_MANY_NODES, "more than 200000 values",
                 "a scenario has a few hundred: is this the right file?");
        builder->stop = true;
        return NULL;
    }
    struct yaml_node *node = tree_new(builder->tree, kind, text, length);
    if (node == NULL) {
        stop_without_memory(builder);
        return NULL;
    }
    node->place = tree_place(mark, builder->start);
    return node;
}

/* A scalar where a map expects a key. An entry whose key is refused is read and thrown away. */
static void take_key(struct builder *builder, struct yaml_node *node)
{
    const yaml_mark_t mark = tree_mark(node->place, builder->start);
    bool merge = !node->quoted && strcmp(node->text, "<<") == 0;
    if (merge)
        complain(builder, &mark, E_MERGE, "merge keys (`<<`) are not read",
                 "write the keys out in each place");
    else if (tree_is_null(node))
        complain(builder, &mark, E_KEY, "an entry without a key", "write `key: value`");
    builder->key[builder->depth - 1] = node;
    if (merge || tree_is_null(node)) {
        node->kind = YAML_REMOVED;
        builder->tree->lossy = true;
    }
}

static void attach(struct builder *builder, struct yaml_node *node)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    struct yaml_node *parent = builder->open[builder->depth - 1];
    if (parent->kind == YAML_MAP) {
        struct yaml_node **key = &builder->key[builder->depth - 1];
        node->key = *key;
        *key = NULL;
        if (node->key->kind == YAML_REMOVED)
            return;
    }
    tree_append(parent, node);
}

static bool expects_key(const struct builder *builder)
{
    return builder->depth > 0 && builder->open[builder->depth - 1]->kind == YAML_MAP &&
           builder->key[builder->depth - 1] == NULL;
}

static void take_scalar(struct builder *builder, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    enum yaml_kind kind = YAML_SCALAR;
    if (bytes_have_control(text, length)) {
        complain(builder, &event->start_mark, E_CONTROL, "a text with a control character",
                 "leave it out: texts are printed as they are");
        kind = YAML_REMOVED;
        length = 0;
        builder->tree->lossy = true;
    }
    struct yaml_node *node = make_node(builder, kind, &event->start_mark, text, length);
    if (node == NULL)
        return;
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (expects_key(builder))
        take_key(builder, node);
    else
        attach(builder, node);
}

static void take_alias(struct builder *builder, const yaml_event_t *event)
{
    complain(builder, &event->start_mark, E_ALIAS, "aliases (`*name`) are not read",
             "write the value out; a text that begins with * needs quotes");
    struct yaml_node *node = make_node(builder, YAML_REMOVED, &event->start_mark, "", 0);
    builder->tree->lossy = true;
    if (node == NULL)
        return;
    if (expects_key(builder))
        builder->key[builder->depth - 1] = node;
    else
        attach(builder, node);
}

static void open_collection(struct builder *builder, const yaml_event_t *event, enum yaml_kind kind)
{
    if (builder->depth >= MAX_DEPTH) {
        complain(builder, &event->start_mark, E_DEEP, "nesting beyond 64 levels",
                 "a scenario needs six");
        builder->stop = true;
        return;
    }
    if (expects_key(builder)) {
        complain(builder, &event->start_mark, E_KEY, "a key must be a word, not a map or a list",
                 "write `key: value`; a value with brackets needs quotes when it is a text");
        builder->stop = true;
        return;
    }
    struct yaml_node *node = make_node(builder, kind, &event->start_mark, "", 0);
    if (node == NULL)
        return;
    attach(builder, node);
    builder->key[builder->depth] = NULL;
    builder->open[builder->depth++] = node;
}

static int compare_keys(const void *left, const void *right)
{
    const struct yaml_node *a = (*(struct yaml_node *const *)left)->key;
    const struct yaml_node *b = (*(struct yaml_node *const *)right)->key;
    size_t common = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->text, b->text, common);
    if (order == 0 && a->length != b->length)
        order = a->length < b->length ? -1 : 1;
    if (order == 0 && a->place.line != b->place.line)
        order = a->place.line < b->place.line ? -1 : 1;
    if (order == 0)
        order = (a->place.column > b->place.column) - (a->place.column < b->place.column);
    return order;
}

/* Complain about each entry whose key stood before in the map, and drop it. */
static void drop_duplicates(struct builder *builder, struct yaml_node *map)
{
    size_t count = (size_t)map->count, i = 0;
    struct yaml_node **sorted = count > 1 ? malloc(count * sizeof(struct yaml_node *)) : NULL;
    if (count < 2)
        return;
    if (sorted == NULL) {
        stop_without_memory(builder);
        return;
    }
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next)
        sorted[i++] = entry;
    qsort(sorted, count, sizeof(struct yaml_node *), compare_keys);
    const struct yaml_node *first = sorted[0]->key;
    for (i = 1; i < count; i++) {
        struct yaml_node *key = sorted[i]->key;
        if (key->length != first->length || memcmp(key->text, first->text, key->length) != 0) {
            first = key;
            continue;
        }
        char quoted[YAML_QUOTED];
        llmcost_complain_at(builder->diags, LLMCOST_ERROR, E_DUPLICATE, key->place,
                            "%s is stated twice", quote_word(key->text, quoted, sizeof quoted));
        llmcost_advise(builder->diags, "it stands in line %u already: keep one of the two",
                       (unsigned)first->place.line);
        key->kind = YAML_REMOVED;
    }
    free(sorted);

    struct yaml_node *entry = map->first;
    map->first = map->last = NULL;
    map->count = 0;
    while (entry != NULL) {
        struct yaml_node *next = entry->next;
        entry->next = NULL;
        if (entry->key->kind != YAML_REMOVED)
            tree_append(map, entry);
        entry = next;
    }
}

/* Before a value: how its line is indented, and what is not read of it. */
static void check_value(struct builder *builder, const yaml_event_t *event,
                        const yaml_char_t *anchor, const yaml_char_t *tag)
{
    check_indent(builder, &event->start_mark);
    if (anchor != NULL)
        complain(builder, &event->start_mark, E_ANCHOR, "anchors (`&name`) are not read",
                 "leave it out; a text that begins with & needs quotes");
    if (tag != NULL)
        complain(builder, &event->start_mark, E_TAG, "tags (`!name`) are not read",
                 "leave it out; a text that begins with ! needs quotes");
}

static void start_document(struct builder *builder, const yaml_event_t *event)
{
    if (event->data.document_start.tag_directives.start !=
        event->data.document_start.tag_directives.end)
        complain(builder, &event->start_mark, E_TAG, "%TAG directives are not read",
                 "leave the line out");
    if (++builder->documents < 2)
        return;
    complain(builder, &event->start_mark, E_DOCUMENTS, "a second document begins here",
             "one file holds one scenario: put the rest into a file of its own");
    builder->stop = true;
}

static void take_event(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        start_document(builder, event);
        break;
    case YAML_SCALAR_EVENT:
        check_value(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
        take_scalar(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        check_value(builder, event, event->data.sequence_start.anchor,
                    event->data.sequence_start.tag);
        open_collection(builder, event, YAML_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        check_value(builder, event, event->data.mapping_start.anchor,
                    event->data.mapping_start.tag);
        open_collection(builder, event, YAML_MAP);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(builder, event);
        break;
    case YAML_MAPPING_END_EVENT:
        drop_duplicates(builder, builder->open[--builder->depth]);
        break;
    case YAML_SEQUENCE_END_EVENT:
        builder->depth--;
        break;
    default:
        break;
    }
}

static void complain_syntax(struct builder *builder)
{
    if (builder->parser.error == YAML_MEMORY_ERROR) {
        stop_without_memory(builder);
        return;
    }
    struct yaml_complaint complaint = {.parser = &builder->parser,
                                       .text = builder->text,
                                       .length = builder->length,
                                       .start = builder->start};
    if (builder->depth > 0)
        complaint.innermost = builder->open[builder->depth - 1];
    tree_explain(&complaint, builder->diags);
}

bool tree_parse(struct yaml_tree *tree, const char *text, size_t length, struct llmcost_place start,
                struct yaml_node **ret_root, struct llmcost_diags *diags)
{
    const size_t mark = text_mark(text, length);
    text += mark;
    length -= mark;
    if (!bytes_check(text, length, start, diags))
        return false;

    struct builder builder = {
        .tree = tree, .diags = diags, .start = start, .text = text, .length = length};
    if (!yaml_parser_initialize(&builder.parser)) {
        stop_without_memory(&builder);
        return false;
    }
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)text, length);
    measure_indent(&builder.cursor, text, length);
    bool ended = false, failed = false;
    while (!ended && !builder.stop) {
        yaml_event_t event;
        failed = !yaml_parser_parse(&builder.parser, &event);
        if (failed) {
            complain_syntax(&builder);
            break;
        }
        take_event(&builder, &event);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&builder.parser);
    bool second_document = builder.stop && builder.documents > 1 && builder.depth == 0;
    if (failed || (builder.stop && !second_document))
        return false;
    *ret_root = builder.root != NULL && tree_is_null(builder.root) ? NULL : builder.root;
    return true;
}
