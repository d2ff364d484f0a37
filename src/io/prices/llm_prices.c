/* llm_prices.c - llm-prices, USD per million tokens from a date (inclusive) to another (exclusive):
 * a file for each vendor, with the price history of each model, and the tables current-v1.json and
 * historical-v1.json of all. Refuses to know what a price may be (io/prices/draft.c). Here too: a
 * format that is known, and not read.
 */
#include "io/prices/parts.h"

#include <string.h>

static const struct price_key keys[] = {
    {.key = "input", .kind = PRICE_INPUT, .scale = 1},
    {.key = "output", .kind = PRICE_OUTPUT, .scale = 1},
    {.key = "input_cached", .kind = PRICE_CACHED, .scale = 1},
    {.key = NULL},
};
static const char *const no_prices[] = {"_date",  "name",          "id", "note", "comment",
                                        "vendor", "price_history", NULL};

/* One time with its prices; false when its dates cannot be read. */
static bool read_dates(const struct json_scan *object, char ret_from[MAX_DATE],
                       char ret_to[MAX_DATE])
{
    return price_date_member(object, "from_date", ret_from) &&
           price_date_member(object, "to_date", ret_to);
}

/* The prices in force, alone of their history; the last that match win. */
static void read_history(struct price_draft *draft, struct json_scan list)
{
    struct json_scan found = list;
    char from[MAX_DATE];
    char to[MAX_DATE];
    int count = 0;
    int matches = 0;
    enum json_event event;
    for (; price_next_element(&list, &event); json_scan_skip(&list, event)) {
        if (event != JSON_OBJECT || !read_dates(&list, from, to)) {
            price_refuse(draft, "its price_history has something without dates that can be read");
            return;
        }
        count++;
        if (price_in_force(from, to, price_day(draft->file))) {
            matches++;
            found = list;
            memcpy(draft->entry->from, from, MAX_DATE);
            memcpy(draft->entry->to, to, MAX_DATE);
        }
    }
    if (matches == 0) {
        price_refuse(draft, "it has no price in force on %s", price_day(draft->file));
        return;
    }
    if (count > 1)
        price_note_day(draft);
    price_read_keys(draft, found, 0);
}

static void convert(struct price_draft *draft, const struct json_scan *scan)
{
    struct json_scan list;
    if (price_member(scan, "price_history", &list) == JSON_ARRAY)
        read_history(draft, list);
    else
        price_refuse(draft, "it has no price_history");
}

/* A row of a table is one time of a model. */
static void convert_row(struct price_draft *draft, const struct json_scan *scan)
{
    struct api_entry *entry = draft->entry;
    if (!read_dates(scan, entry->from, entry->to))
        price_refuse(draft, "its dates cannot be read");
    else if (!price_in_force(entry->from, entry->to, price_day(draft->file)))
        price_refuse(draft, "it has no price in force on %s", price_day(draft->file));
    else if (entry->from[0] != '\0' || entry->to[0] != '\0')
        price_note_day(draft);
    price_read_keys(draft, *scan, 0);
}

const struct price_format llm_prices_format = {
    .prefix = "llm-prices",
    .title = "llm-prices",
    .mark = "models/[]/price_history",
    .entries = "models/[]",
    .names = {"vendor", "id"},
    .keys = keys,
    .no_prices = no_prices,
    .convert = convert,
};

const struct price_format llm_prices_table_format = {
    .prefix = "llm-prices",
    .title = "llm-prices",
    .mark = "prices/[]/input",
    .entries = "prices/[]",
    .names = {"vendor", "id"},
    .dated = true,
    .keys = keys,
    .no_prices = no_prices,
    .convert = convert_row,
};

const struct price_format langfuse_format = {
    .title = "Langfuse",
    .mark = "[]/matchPattern",
    .refusal = "a Langfuse price list: its keys are regular expressions and its prices stand under "
               "several names that must not be added; it is not read",
};
