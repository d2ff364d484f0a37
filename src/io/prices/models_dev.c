/* models_dev.c - models.dev's api.json: providers, their models, USD per million tokens. Knows its
 * keys and tiers; refuses to know what a price may be (io/prices/draft.c). Keys that look like a
 * misspelling of another (cache_input, cached_write) are not taken for it: they are named.
 */
#include "io/prices/parts.h"

#include <string.h>

enum { KEY_BYTES = 96 };

static const struct price_key keys[] = {
    {.key = "input", .kind = PRICE_INPUT, .scale = 1},
    {.key = "output", .kind = PRICE_OUTPUT, .scale = 1},
    {.key = "cache_read", .kind = PRICE_CACHED, .scale = 1},
    {.key = "cache_write", .kind = PRICE_WRITE, .scale = 1},
    {.key = NULL},
};
static const char *const passed_over[] = {"audio",    "image",   "video", "reasoning",
                                          "citation", "request", NULL};
static const char *const no_prices[] = {"tier", "context_over_", NULL};

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

/* context_over_200k repeats the first of `tiers`: it counts where that is not there. */
static void read_contexts(struct price_draft *draft, struct json_scan scan)
{
    char key[KEY_BYTES];
    enum json_event event;
    for (; price_next_member(&scan, &event, key, sizeof key); json_scan_skip(&scan, event))
        if (context_of(key) > 0 && event == JSON_OBJECT)
            price_read_keys(draft, scan, context_of(key));
}

static void convert(struct price_draft *draft, const struct json_scan *scan)
{
    const char *as_of = draft->file->options.as_of;
    struct json_scan cost, tiers;
    char date[32];
    int day;
    if (price_member(scan, "cost", &cost) == JSON_OBJECT) {
        price_read_entry(draft, scan);
        const enum json_event event = price_member(&cost, "tiers", &tiers);
        if (event == JSON_END || event == JSON_NULL)
            read_contexts(draft, cost);
    }
    if (as_of != NULL && price_text_member(scan, "release_date", date, sizeof date) &&
        date_days(date, &day) && strcmp(as_of, date) < 0)
        price_note(draft, "It was released on %s, after %s", date, as_of);
}

const struct price_format models_dev_format = {
    .prefix = "models.dev",
    .title = "models.dev",
    .mark = "*/models/*/cost",
    .entries = "*/models/*",
    .prices = "cost",
    .tiers = "tiers",
    .tier_over = {"tier", "size"},
    .keys = keys,
    .passed_over = passed_over,
    .no_prices = no_prices,
    .names_figures = true,
    .convert = convert,
};
