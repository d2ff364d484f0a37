/* record.c - the scalars of one JSON object by their paths (io/import/bench/record.h).
 * Knows objects, arrays and what stands twice; refuses to know what any path means.
 */
#include "io/import/bench/record.h"
#include "text/grow.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A place within an object: the path so far, and where each enclosing object's path ends. */
struct walk {
    struct record *record;
    struct json_scan *scan;
    char path[RECORD_MAX_PATH];
    size_t end[JSON_SCAN_DEPTH + 1];
    int depth;
};

static enum record_result add_leaf(struct record *record, const char *path,
                                   const struct json_scan *scan, enum json_event event)
{
    static const uint8_t kinds[] = {[JSON_STRING] = RECORD_TEXT,
                                    [JSON_NUMBER] = RECORD_NUMBER,
                                    [JSON_TRUE] = RECORD_TRUE,
                                    [JSON_FALSE] = RECORD_FALSE,
                                    [JSON_NULL] = RECORD_NULL};
    static const char *const words[] = {
        [RECORD_TRUE] = "true", [RECORD_FALSE] = "false", [RECORD_NULL] = "null"};
    char text[RECORD_MAX_TEXT] = "";
    if (record->count == RECORD_MAX_LEAVES)
        return RECORD_TOO_MANY;
    if (!grow(&record->leaf, sizeof *record->leaf, (size_t)record->count + 1, &record->room))
        return RECORD_NO_MEMORY;
    struct record_leaf leaf = {.kind = kinds[event], .offset = scan->offset};
    if (event == JSON_NUMBER && !json_scan_number(scan, &leaf.number))
        leaf.kind = RECORD_TEXT; /* 1e999 is no number that anything here could use */
    if (event == JSON_NUMBER || (event == JSON_STRING && !json_scan_text(scan, text, sizeof text)))
        snprintf(text, sizeof text, "%.*s",
                 (int)(scan->length < sizeof text ? scan->length : sizeof text - 1), scan->text);
    leaf.path = arena_text(&record->texts, path);
    leaf.text = leaf.kind < RECORD_TRUE ? arena_text(&record->texts, text) : words[leaf.kind];
    if (record->texts.failed)
        return RECORD_NO_MEMORY;
    record->leaf[record->count++] = leaf;
    return RECORD_OK;
}

/* The first item of an array, where it is a scalar; the scan goes behind the array. */
static enum record_result read_array(struct walk *walk)
{
    struct json_scan first = *walk->scan;
    const enum json_event event = json_scan_next(&first);
    const size_t length = strlen(walk->path);
    enum record_result result = RECORD_OK;
    if ((event == JSON_STRING || event == JSON_NUMBER) && length + 4 <= sizeof walk->path) {
        memcpy(walk->path + length, "[0]", 4);
        result = add_leaf(walk->record, walk->path, &first, event);
        walk->path[length] = '\0';
    }
    if (result == RECORD_OK && !json_scan_skip(walk->scan, JSON_ARRAY))
        result = RECORD_NOT_JSON;
    return result;
}

/* The path of the key just read; false when it is longer than any that is asked for. */
static bool enter_key(struct walk *walk)
{
    const size_t end = walk->end[walk->depth];
    const size_t dot = end > 0 ? 1 : 0;
    walk->path[end] = '.';
    if (end + dot + 1 < sizeof walk->path &&
        json_scan_text(walk->scan, walk->path + end + dot, sizeof walk->path - end - dot))
        return true;
    walk->path[end] = '\0';
    return false;
}

static bool is_split(struct walk *walk, const char *split, enum json_event event)
{
    if (event != JSON_ARRAY || split == NULL || strcmp(walk->path, split) != 0)
        return false;
    struct json_scan first = *walk->scan;
    return json_scan_next(&first) == JSON_OBJECT;
}

enum record_result record_read(struct record *record, struct json_scan *scan, const char *split,
                               struct json_scan *ret_split)
{
    struct walk walk = {.record = record, .scan = scan};
    enum record_result result = RECORD_OK;
    record->start = scan->start;
    record->offset = scan->offset;
    *ret_split = (struct json_scan){.start = NULL};
    while (result == RECORD_OK) {
        enum json_event event = json_scan_next(scan);
        if (event == JSON_OBJECT_END) {
            if (walk.depth == 0)
                return RECORD_OK;
            walk.depth--;
            continue;
        }
        if (event != JSON_KEY)
            return RECORD_NOT_JSON;
        const bool known = enter_key(&walk);
        event = json_scan_next(scan);
        if (event == JSON_ERROR)
            return RECORD_NOT_JSON;
        if (!known) {
            result = json_scan_skip(scan, event) ? RECORD_OK : RECORD_NOT_JSON;
        } else if (event == JSON_OBJECT) {
            walk.end[++walk.depth] = strlen(walk.path);
        } else if (is_split(&walk, split, event)) {
            *ret_split = *scan;
            result = json_scan_skip(scan, event) ? RECORD_OK : RECORD_NOT_JSON;
        } else if (event == JSON_ARRAY) {
            result = read_array(&walk);
        } else {
            result = add_leaf(record, walk.path, scan, event);
        }
    }
    return result;
}

static int by_path(const void *a, const void *b)
{
    const struct record_leaf *one = a, *other = b;
    const int order = strcmp(one->path, other->path);
    return order != 0 ? order : one->offset < other->offset ? -1 : 1;
}

static void warn_duplicate(const struct record *record, const struct record_leaf *first,
                           const struct record_leaf *last, struct llmcost_diags *diags)
{
    uint32_t line, column;
    utf8_place(record->start, last->offset, &line, &column);
    place_warn(diags, record->input, line, column,
               "`%.60s` stands twice: %.40s, then %.40s; the last is taken", last->path,
               first->text, last->text);
}

void record_close(struct record *record, struct llmcost_diags *diags)
{
    struct record_leaf *leaf = record->leaf;
    int kept = 0;
    if (record->count > 0)
        qsort(leaf, (size_t)record->count, sizeof *leaf, by_path);
    for (int i = 0; i < record->count; i++) {
        if (kept > 0 && strcmp(leaf[kept - 1].path, leaf[i].path) == 0)
            warn_duplicate(record, &leaf[--kept], &leaf[i], diags);
        leaf[kept++] = leaf[i];
    }
    record->count = kept;
}

void record_free(struct record *record)
{
    free(record->leaf);
    arena_free(&record->texts);
    *record = (struct record){.count = 0};
}

const struct record_leaf *record_find(const struct record *record, const char *path)
{
    int low = 0, high = record->count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const struct record_leaf *leaf = &record->leaf[middle];
        const int order = strcmp(leaf->path, path);
        if (order == 0)
            return leaf->kind == RECORD_NULL ? NULL : leaf;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool record_leaf_number(const struct record_leaf *leaf, double *ret_value)
{
    const char *text = leaf->text, *why;
    *ret_value = leaf->number;
    return leaf->kind == RECORD_NUMBER ||
           (leaf->kind == RECORD_TEXT && text[0] != '\0' &&
            text[strspn(text, "0123456789+-.eE")] == '\0' &&
            llmcost_parse_number(text, strlen(text), ret_value, &why));
}

const char *record_text(const struct record *record, const char *path)
{
    const struct record_leaf *leaf = record_find(record, path);
    return leaf != NULL && leaf->kind == RECORD_TEXT ? leaf->text : "";
}
