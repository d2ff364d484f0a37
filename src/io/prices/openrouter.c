/* openrouter.c - OpenRouter's answer to GET /models: `data`, an array of models, prices as
 * texts, USD per token. Knows its keys; refuses to know what a price may be (io/prices/draft.c).
 */
#include "io/prices/parts.h"

#include <string.h>

enum { KEY_BYTES = 96 };

static const struct {
    const char *key;
    enum price kind;
} rows[] = {
    {.key = "prompt", .kind = PRICE_INPUT},
    {.key = "completion", .kind = PRICE_OUTPUT},
    {.key = "input_cache_read", .kind = PRICE_CACHED},
    {.key = "input_cache_write", .kind = PRICE_WRITE},
};
enum { ROWS = sizeof rows / sizeof *rows };

static const char *const passed_over[] = {"request",    "image",     "audio", "video",
                                          "web_search", "reasoning", "_1h",   NULL};
static const char *const conditions[] = {"min_prompt_tokens", "overrides", NULL};

static bool is_zero(const struct json_scan *scan, enum json_event event)
{
    double value;
    return event == JSON_NULL || ((event == JSON_NUMBER || event == JSON_STRING) &&
                                  json_scan_number(scan, &value) && value == 0);
}

static void read_prices(struct price_draft *draft, struct json_scan scan, double over)
{
    char key[KEY_BYTES];
    double value;
    enum json_event event;
    while (price_next_member(&scan, &event, key, sizeof key)) {
        int row = 0;
        while (row < ROWS && strcmp(rows[row].key, key) != 0)
            row++;
        if (row < ROWS) {
            if (price_value(draft, &scan, event, key, 1e6, &value))
                price_set(draft, over, rows[row].kind, key, value);
        } else if (!price_holds(key, conditions) && !is_zero(&scan, event)) {
            if (price_holds(key, passed_over))
                price_pass_over(draft, key); /* per token, image or search: who knows */
            else
                price_unknown(draft, key);
        }
        json_scan_skip(&scan, event);
    }
}

static void read_overrides(struct price_draft *draft, const struct json_scan *pricing)
{
    struct json_scan list;
    struct json_scan least;
    double over;
    enum json_event event = price_member(pricing, "overrides", &list);
    if (event == JSON_END || event == JSON_NULL)
        return;
    if (event != JSON_ARRAY) {
        price_refuse(draft, "its overrides are not a list");
        return;
    }
    while ((event = json_scan_next(&list)) != JSON_ARRAY_END && event != JSON_ERROR) {
        const enum json_event type =
            event == JSON_OBJECT ? price_member(&list, "min_prompt_tokens", &least) : JSON_END;
        if ((type == JSON_NUMBER || type == JSON_STRING) && json_scan_number(&least, &over) &&
            over > 0)
            read_prices(draft, list, over);
        else
            price_note(draft, "An override of its prices without min_prompt_tokens: not imported");
        if (!json_scan_skip(&list, event))
            return;
    }
}

static void convert(struct price_draft *draft, struct json_scan *scan)
{
    struct json_scan pricing;
    char date[40];
    if (price_member(scan, "pricing", &pricing) != JSON_OBJECT) {
        price_refuse(draft, "it has no pricing");
        return;
    }
    read_prices(draft, pricing, 0);
    read_overrides(draft, &pricing);
    if (price_text_member(scan, "expiration_date", date, sizeof date)) {
        date[MAX_DATE - 1] = '\0'; /* its time of day, if any */
        price_ends(draft, "expiration_date", date);
    }
}

static bool index_keys(struct price_file *file, struct json_scan *scan)
{
    struct json_scan list;
    char id[LLMCOST_MAX_ID * 2];
    bool room = true;
    enum json_event event;
    if (!price_check(file, scan))
        return false;
    json_scan_next(scan);
    if (price_member(scan, "data", &list) != JSON_ARRAY)
        return true;
    while (room && (event = json_scan_next(&list)) != JSON_ARRAY_END) {
        const size_t at = list.offset;
        if (event != JSON_OBJECT || !price_text_member(&list, "id", id, sizeof id))
            id[0] = '\0';
        json_scan_skip(&list, event);
        room = price_add(file, NULL, id, at, at, (size_t)(list.at - list.start));
    }
    return room;
}

const struct price_format price_openrouter = {
    .prefix = "openrouter",
    .title = "OpenRouter",
    .mark = "data/[]/pricing",
    .index = index_keys,
    .convert = convert,
};
