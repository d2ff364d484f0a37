/* json.c - flat JSON objects as cells by their role (io/import/usage/sums/format.h), and what
 * readers of nested ones share (io/import/usage/readers/json.h). Refuses to know what a role means.
 */
#include "io/import/usage/readers/json.h"

#include <string.h>

struct usage_cell usage_json_cell(const struct json_scan *scan)
{
    return (struct usage_cell){.text = scan->text, .length = scan->length};
}

/* Whether the last key is one of the words, ended by NULL. */
static bool is_any(const struct json_scan *scan, const char *const *words)
{
    while (*words != NULL && !json_scan_is(scan, *words))
        words++;
    return *words != NULL;
}

bool usage_json_is_block(const struct json_scan *scan)
{
    static const char *const keys[] = {"usage", "usageMetadata", "usage_metadata", "meta", NULL};
    return is_any(scan, keys);
}

bool usage_json_is_wrap(const struct json_scan *scan)
{
    static const char *const keys[] = {"body", "response", "message", "result", NULL};
    return is_any(scan, keys);
}

bool usage_json_whole(const struct json_scan *scan, enum json_event event, uint64_t most,
                      uint64_t *ret_value)
{
    return (event == JSON_NUMBER || event == JSON_STRING) &&
           usage_whole(scan->text, scan->length, most, ret_value);
}

bool usage_json_time(const struct json_scan *scan, enum json_event event, enum usage_clock clock,
                     int64_t *ret_ticks)
{
    return (event == JSON_NUMBER || event == JSON_STRING) &&
           usage_time(scan->text, scan->length, clock, ret_ticks);
}

const char *usage_json_end(struct json_scan *scan)
{
    const enum json_event event = json_scan_next(scan);
    return event == JSON_END ? NULL : event == JSON_ERROR ? "it is not JSON" : "text follows it";
}

static struct usage_cell cell_of(const struct json_scan *scan, enum json_event event)
{
    switch (event) {
    case JSON_STRING:
    case JSON_NUMBER:
        return usage_json_cell(scan);
    case JSON_TRUE:
        return (struct usage_cell){.text = "true", .length = 4};
    case JSON_FALSE:
        return (struct usage_cell){.text = "false", .length = 5};
    default:
        return (struct usage_cell){.text = NULL};
    }
}

/* The members of the object that the scan is in, and those of its `metrics`; false: not JSON. */
static bool read_cells(struct usage_scene *scene, struct json_scan *scan, struct usage_row *row,
                       bool seen[USAGE_ROLES + 1])
{
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        const enum usage_role role = usage_role(scene, scan->text, scan->length);
        const bool metrics = json_scan_is(scan, "metrics");
        if (role == USAGE_NO_ROLE && usage_may_matter(scan->text, scan->length))
            usage_unknown(scene->log, scan->text, scan->length);
        event = json_scan_next(scan);
        if (metrics && event == JSON_OBJECT && scan->depth == 2) {
            if (!read_cells(scene, scan, row, seen))
                return false;
            continue;
        }
        const bool sum = role < USAGE_NAMED && scene->column[role].text != NULL;
        usage_odd(scene->log, USAGE_TWICE, role != USAGE_NO_ROLE && seen[role] && !sum);
        seen[role] = true;
        if (!sum)
            row->cell[role].text = NULL;
        usage_put_cell(row, role, cell_of(scan, event));
        if (!json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

const char *usage_flat_object(struct usage_scene *scene, const char *text, size_t length)
{
    struct usage_row row = {.more = 0};
    bool seen[USAGE_ROLES + 1] = {false};
    struct json_scan scan;
    json_scan_begin(&scan, text, length, false);
    if (json_scan_next(&scan) != JSON_OBJECT)
        return scan.why != NULL ? "it is not JSON" : "it is no object";
    if (!read_cells(scene, &scan, &row, seen))
        return "it is not JSON";
    const char *why = usage_json_end(&scan);
    return why != NULL ? why : scene->format->row(scene, &row);
}
