/* llm_prices.c - llm-prices: one vendor and the price history of each of its models, USD per
 * million tokens, from a date (inclusive) to another (exclusive). Refuses to know what a price may
 * be (io/prices/draft.c). Here too: a format that is known, and not read.
 */
#include "io/prices/parts.h"

#include <string.h>

enum { KEY_BYTES = 96 };

static const struct {
    const char *key;
    enum price kind;
} rows[] = {
    {.key = "input", .kind = PRICE_INPUT},
    {.key = "output", .kind = PRICE_OUTPUT},
    {.key = "input_cached", .kind = PRICE_CACHED},
};
enum { ROWS = sizeof rows / sizeof *rows };

static const char *const not_priced[] = {"_date", "name", "id", "note", "comment", NULL};

static void read_prices(struct price_draft *draft, struct json_scan scan)
{
    char key[KEY_BYTES];
    double value;
    enum json_event event;
    while (price_next_member(&scan, &event, key, sizeof key)) {
        int row = 0;
        while (row < ROWS && strcmp(rows[row].key, key) != 0)
            row++;
        if (row < ROWS) {
            if (price_value(draft, &scan, event, key, 1, &value))
                price_set(draft, 0, rows[row].kind, key, value);
        } else if (event != JSON_NULL && !price_holds(key, not_priced))
            price_unknown(draft, key);
        json_scan_skip(&scan, event);
    }
}

/* False when it is neither a date nor open. */
static bool read_date(const struct json_scan *object, const char *key, char ret_date[MAX_DATE])
{
    struct json_scan scan;
    int day;
    const enum json_event event = price_member(object, key, &scan);
    ret_date[0] = '\0';
    return event == JSON_END || event == JSON_NULL ||
           (event == JSON_STRING && json_scan_text(&scan, ret_date, MAX_DATE) &&
            date_days(ret_date, &day));
}

/* The prices in force, alone of their history; the last that match win. */
static void read_history(struct price_draft *draft, struct json_scan list)
{
    const char *day = price_day(draft);
    struct json_scan found = list;
    char from[MAX_DATE];
    char to[MAX_DATE];
    int count = 0;
    int matches = 0;
    enum json_event event;
    while ((event = json_scan_next(&list)) != JSON_ARRAY_END && event != JSON_ERROR) {
        if (event != JSON_OBJECT || !read_date(&list, "from_date", from) ||
            !read_date(&list, "to_date", to)) {
            price_refuse(draft, "its price_history has something without dates that can be read");
            return;
        }
        count++;
        const bool begun = from[0] == '\0' || strcmp(from, day) <= 0;
        const bool ended = to[0] != '\0' && strcmp(to, day) <= 0;
        if (begun && !ended) {
            matches++;
            found = list;
            memcpy(draft->entry->from, from, MAX_DATE);
            memcpy(draft->entry->to, to, MAX_DATE);
        }
        if (!json_scan_skip(&list, event))
            return;
    }
    if (matches == 0) {
        price_refuse(draft, "it has no price in force on %s", day);
        return;
    }
    if (count > 1)
        price_note_day(draft);
    read_prices(draft, found);
}

static void convert(struct price_draft *draft, struct json_scan *scan)
{
    struct json_scan list;
    if (price_member(scan, "price_history", &list) == JSON_ARRAY)
        read_history(draft, list);
    else
        price_refuse(draft, "it has no price_history");
}

static bool index_keys(struct price_file *file, struct json_scan *scan)
{
    struct json_scan list;
    char vendor[LLMCOST_MAX_ID];
    char id[LLMCOST_MAX_ID * 2];
    bool room = true;
    enum json_event event;
    if (!price_check(file, scan))
        return false;
    json_scan_next(scan);
    const bool named = price_text_member(scan, "vendor", vendor, sizeof vendor);
    if (price_member(scan, "models", &list) != JSON_ARRAY)
        return true;
    while (room && (event = json_scan_next(&list)) != JSON_ARRAY_END) {
        const size_t at = list.offset;
        if (event != JSON_OBJECT || !named || !price_text_member(&list, "id", id, sizeof id))
            id[0] = '\0';
        json_scan_skip(&list, event);
        room = price_add(file, id[0] != '\0' ? vendor : NULL, id, at, at,
                         (size_t)(list.at - list.start));
    }
    return room;
}

const struct price_format price_llm_prices = {
    .prefix = "llm-prices",
    .title = "llm-prices",
    .mark = "models/[]/price_history",
    .index = index_keys,
    .convert = convert,
};

const struct price_format price_langfuse = {
    .title = "Langfuse",
    .mark = "[]/matchPattern",
    .refusal = "a Langfuse price list: its keys are regular expressions and its prices stand under "
               "several names that must not be added; it is not read",
};
