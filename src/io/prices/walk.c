/* walk.c - walks over the JSON of a price list: members of an object, dates, and all entries by the
 * path where their format has them (io/prices/parts.h). Knows no format and no price.
 */
#include "io/prices/parts.h"

#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = LLMCOST_MAX_ID * 2 };

bool price_next_member(struct json_scan *scan, enum json_event *ret_event, char *ret_key,
                       size_t size)
{
    if (json_scan_next(scan) != JSON_KEY)
        return false;
    if (!json_scan_text(scan, ret_key, size))
        ret_key[0] = '\0';
    *ret_event = json_scan_next(scan);
    return *ret_event != JSON_ERROR;
}

bool price_next_element(struct json_scan *scan, enum json_event *ret_event)
{
    *ret_event = json_scan_next(scan);
    return *ret_event != JSON_ARRAY_END && *ret_event != JSON_ERROR;
}

enum json_event price_member(const struct json_scan *object, const char *key,
                             struct json_scan *ret_scan)
{
    struct json_scan scan = *object;
    enum json_event found = JSON_END;
    while (json_scan_next(&scan) == JSON_KEY) {
        const bool is_it = json_scan_is(&scan, key);
        const enum json_event event = json_scan_next(&scan);
        if (is_it) {
            *ret_scan = scan;
            found = event;
        }
        if (!json_scan_skip(&scan, event))
            return JSON_END;
    }
    return found;
}

bool price_text_member(const struct json_scan *object, const char *key, char *buffer, size_t size)
{
    struct json_scan scan;
    return price_member(object, key, &scan) == JSON_STRING && json_scan_text(&scan, buffer, size);
}

bool price_number_member(const struct json_scan *object, const char *key, double *ret_value)
{
    struct json_scan scan;
    const enum json_event event = price_member(object, key, &scan);
    return (event == JSON_NUMBER || event == JSON_STRING) && json_scan_number(&scan, ret_value);
}

/* ---- Dates ---- */

bool price_date_member(const struct json_scan *object, const char *key, char ret_date[MAX_DATE])
{
    struct json_scan scan;
    int day;
    const enum json_event event = price_member(object, key, &scan);
    ret_date[0] = '\0';
    return event == JSON_END || event == JSON_NULL ||
           (event == JSON_STRING && json_scan_text(&scan, ret_date, MAX_DATE) &&
            date_days(ret_date, &day));
}

bool price_in_force(const char *from, const char *to, const char *day)
{
    return (from[0] == '\0' || strcmp(from, day) <= 0) && (to[0] == '\0' || strcmp(to, day) > 0);
}

/* ---- Entries ---- */

/* What stands before the key of an entry on the way to it: "vendor/", and whether the last part of
 * it is there. */
struct spot {
    char name[NAME_BYTES];
    bool is_named;
    size_t place;
};

static void add_name(struct spot *spot, const char *name)
{
    const size_t used = strlen(spot->name);
    spot->is_named = name[0] != '\0' && used + strlen(name) + 1 < sizeof spot->name;
    if (spot->is_named)
        snprintf(spot->name + used, sizeof spot->name - used, "%s%s", used > 0 ? "/" : "", name);
}

/* The names that an object has of its own. */
static void add_names(const struct price_format *format, const struct json_scan *object,
                      struct spot *spot)
{
    char name[NAME_BYTES];
    for (int i = 0; i < 3 && format->names[i] != NULL; i++)
        if (price_text_member(object, format->names[i], name, sizeof name))
            add_name(spot, name);
}

static bool is_one_of(const char *key, const char *const *words)
{
    for (; words != NULL && *words != NULL; words++)
        if (strcmp(key, *words) == 0)
            return true;
    return false;
}

static int day_of(const char *date)
{
    int day;
    return date_days(date, &day) ? day : 0;
}

/* The entry whose first event was returned. */
static bool add_entry(struct price_file *file, struct json_scan *scan, enum json_event event,
                      const struct spot *spot)
{
    const size_t at = scan->offset;
    char from[MAX_DATE] = "", to[MAX_DATE] = "";
    const int before = file->count;
    if (file->format->dated && event == JSON_OBJECT &&
        (!price_date_member(scan, "from_date", from) || !price_date_member(scan, "to_date", to)))
        from[0] = to[0] = '\0'; /* the entry is refused when it is read */
    if (!json_scan_skip(scan, event))
        return false;
    if (!price_add(file, spot->is_named ? spot->name : "", spot->place, at,
                   (size_t)(scan->at - scan->start)))
        return false;
    if (file->count > before) {
        file->item[before].from = day_of(from);
        file->item[before].to = day_of(to);
    }
    return true;
}

static bool walk(struct price_file *file, struct json_scan *scan, enum json_event event,
                 const char *path, const struct spot *outer);

/* The members of an object: any of them (`*`), or the one of that name. */
static bool walk_members(struct price_file *file, struct json_scan *scan, const char *path,
                         size_t length, const char *rest, const struct spot *outer)
{
    const bool any = length == 1 && path[0] == '*';
    char key[NAME_BYTES];
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        struct spot spot = *outer;
        if (!json_scan_text(scan, key, sizeof key))
            key[0] = '\0';
        spot.place = scan->offset;
        event = json_scan_next(scan);
        if (any)
            add_name(&spot, key);
        /* What has a name and is no object is no entry: LiteLLM notes the day of its list so. */
        const bool is_it = any ? event == JSON_OBJECT && !is_one_of(key, file->format->no_entries)
                               : strlen(key) == length && memcmp(key, path, length) == 0;
        if (is_it ? !walk(file, scan, event, rest, &spot) : !json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

/* From the value whose first event was returned down the rest of the path. */
static bool walk(struct price_file *file, struct json_scan *scan, enum json_event event,
                 const char *path, const struct spot *outer)
{
    const size_t length = strcspn(path, "/");
    const char *rest = path + length + (path[length] == '/');
    const bool elements = length == 2 && path[0] == '[';
    if (length == 0)
        return add_entry(file, scan, event, outer);
    if (event != (elements ? JSON_ARRAY : JSON_OBJECT))
        return json_scan_skip(scan, event);
    if (!elements)
        return walk_members(file, scan, path, length, rest, outer);
    while ((event = json_scan_next(scan)) != JSON_ARRAY_END) {
        struct spot spot = *outer;
        spot.place = scan->offset;
        spot.is_named = false;
        if (event == JSON_OBJECT)
            add_names(file->format, scan, &spot);
        if (event == JSON_ERROR || !walk(file, scan, event, rest, &spot))
            return false;
    }
    return true;
}

bool price_index(struct price_file *file, struct json_scan *scan)
{
    struct spot spot = {.name = ""};
    const enum json_event event = json_scan_next(scan);
    if (event == JSON_OBJECT)
        add_names(file->format, scan, &spot);
    return walk(file, scan, event, file->format->entries, &spot) &&
           json_scan_next(scan) == JSON_END;
}
