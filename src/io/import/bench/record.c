/* record.c - the scalars of one JSON object by their paths (io/import/bench/record.h).
 * Knows objects, arrays and what stands twice; refuses to know what any path means. Paths and texts
 * lie in one pool, so that a result of a million token times costs a few kilobytes.
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

static bool pool_add(struct record *record, const char *text, size_t length, size_t *ret_at)
{
    if (!grow(&record->pool, 1, record->pool_used + length + 1, &record->pool_room))
        return false;
    memcpy(record->pool + record->pool_used, text, length);
    record->pool[record->pool_used + length] = '\0';
    *ret_at = record->pool_used;
    record->pool_used += length + 1;
    return true;
}

static enum record_result add_leaf(struct record *record, const char *path,
                                   const struct json_scan *scan, enum json_event event)
{
    static const uint8_t kinds[] = {[JSON_STRING] = RECORD_TEXT,
                                    [JSON_NUMBER] = RECORD_NUMBER,
                                    [JSON_TRUE] = RECORD_TRUE,
                                    [JSON_FALSE] = RECORD_FALSE,
                                    [JSON_NULL] = RECORD_NULL};
    char text[RECORD_MAX_TEXT] = "";
    if (record->count == RECORD_MAX_LEAVES)
        return RECORD_TOO_MANY;
    if (!grow(&record->leaf, sizeof *record->leaf, (size_t)record->count + 1, &record->room))
        return RECORD_NO_MEMORY;
    struct record_leaf leaf = {
        .kind = kinds[event], .offset = scan->offset, .order = record->count};
    if (event == JSON_NUMBER && !json_scan_number(scan, &leaf.number))
        leaf.kind = RECORD_TEXT; /* 1e999 is no number that anything here could use */
    if (event == JSON_NUMBER || (event == JSON_STRING && !json_scan_text(scan, text, sizeof text)))
        snprintf(text, sizeof text, "%.*s",
                 (int)(scan->length < sizeof text ? scan->length : sizeof text - 1), scan->text);
    if (!pool_add(record, path, strlen(path), &leaf.path) ||
        !pool_add(record, text, strlen(text), &leaf.text))
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

const char *record_leaf_path(const struct record *record, const struct record_leaf *leaf)
{
    return record->pool + leaf->path;
}

const char *record_leaf_text(const struct record *record, const struct record_leaf *leaf)
{
    static const char *const words[] = {
        [RECORD_TRUE] = "true", [RECORD_FALSE] = "false", [RECORD_NULL] = "null"};
    return leaf->kind < RECORD_TRUE ? record->pool + leaf->text : words[leaf->kind];
}

/* What qsort compares: it has no room for the pool. */
struct sorted {
    const char *path;
    struct record_leaf leaf;
};

static int compare(const void *a, const void *b)
{
    const struct sorted *one = a, *other = b;
    const int order = strcmp(one->path, other->path);
    return order != 0 ? order : one->leaf.order < other->leaf.order ? -1 : 1;
}

static void warn_duplicate(const struct record *record, const struct record_leaf *first,
                           const struct record_leaf *last, struct llmcost_diags *diags)
{
    uint32_t line, column;
    record_place(record->start, last->offset, &line, &column);
    import_warn(diags, record->input, line, column,
                "`%.60s` stands twice: %.40s, then %.40s; the last is taken",
                record_leaf_path(record, last), record_leaf_text(record, first),
                record_leaf_text(record, last));
}

bool record_close(struct record *record, struct llmcost_diags *diags)
{
    int kept = 0;
    struct sorted *sorted = malloc((size_t)(record->count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return false;
    for (int i = 0; i < record->count; i++)
        sorted[i] = (struct sorted){.path = record_leaf_path(record, &record->leaf[i]),
                                    .leaf = record->leaf[i]};
    qsort(sorted, (size_t)record->count, sizeof *sorted, compare);
    for (int i = 0; i < record->count; i++) {
        if (kept > 0 &&
            strcmp(record_leaf_path(record, &record->leaf[kept - 1]), sorted[i].path) == 0) {
            warn_duplicate(record, &record->leaf[kept - 1], &sorted[i].leaf, diags);
            kept--;
        }
        record->leaf[kept++] = sorted[i].leaf;
    }
    record->count = kept;
    free(sorted);
    return true;
}

void record_free(struct record *record)
{
    free(record->leaf);
    free(record->pool);
    *record = (struct record){.count = 0};
}

const struct record_leaf *record_find(const struct record *record, const char *path)
{
    int low = 0, high = record->count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const struct record_leaf *leaf = &record->leaf[middle];
        const int order = strcmp(record_leaf_path(record, leaf), path);
        if (order == 0)
            return leaf->kind == RECORD_NULL ? NULL : leaf;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void record_place(const char *start, size_t offset, uint32_t *ret_line, uint32_t *ret_column)
{
    uint32_t line = 1, column = 1;
    for (size_t i = 0; i < offset; i++) {
        const unsigned char c = (unsigned char)start[i];
        if (c == '\n' || (c == '\r' && start[i + 1] != '\n')) {
            line++;
            column = 1;
        } else if (!utf8_continues(start[i])) {
            column++;
        }
    }
    *ret_line = line;
    *ret_column = column;
}

bool record_leaf_number(const struct record *record, const struct record_leaf *leaf,
                        double *ret_value)
{
    const char *text = record_leaf_text(record, leaf), *why;
    if (leaf->kind == RECORD_NUMBER) {
        *ret_value = leaf->number;
        return true;
    }
    return leaf->kind == RECORD_TEXT && text[0] != '\0' &&
           text[strspn(text, "0123456789+-.eE")] == '\0' &&
           llmcost_parse_number(text, strlen(text), ret_value, &why);
}

const char *record_text(const struct record *record, const char *path)
{
    const struct record_leaf *leaf = record_find(record, path);
    return leaf != NULL && leaf->kind == RECORD_TEXT ? record_leaf_text(record, leaf) : "";
}
