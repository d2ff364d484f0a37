/* models_dev.c - models.dev's api.json: providers, their models, USD per million tokens.
 * Knows its keys; refuses to know what a price may be (io/prices/draft.c). Keys that look like a
 * misspelling of another (cache_input, cached_write) are not taken for it: they are named.
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
    {.key = "cache_read", .kind = PRICE_CACHED},
    {.key = "cache_write", .kind = PRICE_WRITE},
};
enum { ROWS = sizeof rows / sizeof *rows };

static const char *const passed_over[] = {"audio",    "image",   "video", "reasoning",
                                          "citation", "request", NULL};

/* 200000 of context_over_200k, as the published file writes its first tier; 0 of other keys. */
static double context_of(const char *key)
{
    static const char start[] = "context_over_";
    double over = 0;
    if (strncmp(key, start, sizeof start - 1) != 0)
        return 0;
    for (key += sizeof start - 1; *key >= '0' && *key <= '9' && over < 1e6; key++)
        over = over * 10 + (*key - '0');
    return strcmp(key, "k") == 0 ? over * 1000 : 0;
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
        const bool part =
            strcmp(key, "tier") == 0 || strcmp(key, "tiers") == 0 || context_of(key) > 0;
        if (row < ROWS) {
            if (price_value(draft, &scan, event, key, 1, &value))
                price_set(draft, over, rows[row].kind, key, value);
        } else if (!part && event != JSON_NULL &&
                   !(event == JSON_NUMBER && json_scan_number(&scan, &value) && value == 0)) {
            if (price_holds(key, passed_over))
                price_pass_over_value(draft, key, &scan, event, 1);
            else
                price_unknown(draft, key);
        }
        json_scan_skip(&scan, event);
    }
}

/* The threshold of an element of `tiers`; 0 when it has none of prompt tokens. */
static double tier_size(const struct json_scan *element)
{
    struct json_scan tier;
    struct json_scan size;
    char type[40];
    double over;
    if (price_member(element, "tier", &tier) != JSON_OBJECT ||
        price_member(&tier, "size", &size) != JSON_NUMBER || !json_scan_number(&size, &over))
        return 0;
    if (price_text_member(&tier, "type", type, sizeof type) && strcmp(type, "context") != 0)
        return 0;
    return over > 0 ? over : 0;
}

static void read_tiers(struct price_draft *draft, struct json_scan list)
{
    enum json_event event;
    while ((event = json_scan_next(&list)) != JSON_ARRAY_END && event != JSON_ERROR) {
        const double over = event == JSON_OBJECT ? tier_size(&list) : 0;
        if (over > 0)
            read_prices(draft, list, over);
        else
            price_note(draft, "A tier of its prices without a size in tokens: not imported");
        if (!json_scan_skip(&list, event))
            return;
    }
}

/* context_over_200k repeats the first of `tiers`: it counts where that is not there. */
static void read_contexts(struct price_draft *draft, struct json_scan scan)
{
    char key[KEY_BYTES];
    enum json_event event;
    while (price_next_member(&scan, &event, key, sizeof key)) {
        if (context_of(key) > 0 && event == JSON_OBJECT)
            read_prices(draft, scan, context_of(key));
        json_scan_skip(&scan, event);
    }
}

static void convert(struct price_draft *draft, struct json_scan *scan)
{
    const char *as_of = draft->file->options.as_of;
    struct json_scan cost;
    struct json_scan tiers;
    char date[32];
    int day;
    const enum json_event event = price_member(scan, "cost", &cost);
    if (event != JSON_OBJECT && event != JSON_END && event != JSON_NULL)
        price_refuse(draft, "its cost is not an object");
    if (event == JSON_OBJECT) {
        read_prices(draft, cost, 0);
        const enum json_event type = price_member(&cost, "tiers", &tiers);
        if (type == JSON_ARRAY)
            read_tiers(draft, tiers);
        else if (type != JSON_END && type != JSON_NULL)
            price_refuse(draft, "its tiers are not a list");
        else
            read_contexts(draft, cost);
    }
    if (as_of != NULL && price_text_member(scan, "release_date", date, sizeof date) &&
        date_days(date, &day) && strcmp(as_of, date) < 0)
        price_note(draft, "It was released on %s, after %s", date, as_of);
}

static bool index_models(struct price_file *file, const char *provider, struct json_scan models)
{
    char id[LLMCOST_MAX_ID * 2];
    while (json_scan_next(&models) == JSON_KEY) {
        if (!json_scan_text(&models, id, sizeof id))
            id[0] = '\0';
        const size_t place = models.offset;
        const enum json_event event = json_scan_next(&models);
        const size_t at = models.offset;
        json_scan_skip(&models, event);
        if (event == JSON_OBJECT && !price_add(file, id[0] != '\0' ? provider : NULL, id, place, at,
                                               (size_t)(models.at - models.start)))
            return false;
    }
    return true;
}

static bool index_keys(struct price_file *file, struct json_scan *scan)
{
    struct json_scan models;
    char provider[LLMCOST_MAX_ID];
    bool room = true;
    if (!price_check(file, scan))
        return false;
    json_scan_next(scan);
    while (room && json_scan_next(scan) == JSON_KEY) {
        const bool fits = json_scan_text(scan, provider, sizeof provider);
        const enum json_event event = json_scan_next(scan);
        if (event == JSON_OBJECT && price_member(scan, "models", &models) == JSON_OBJECT) {
            if (fits)
                room = index_models(file, provider, models);
            else
                file->long_keys++;
        }
        json_scan_skip(scan, event);
    }
    return room;
}

const struct price_format price_models_dev = {
    .prefix = "models.dev",
    .title = "models.dev",
    .mark = "*/models/*/cost",
    .index = index_keys,
    .convert = convert,
};
