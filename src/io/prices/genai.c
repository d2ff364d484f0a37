/* genai.c - genai-prices, data format v2: an array of providers with their models, USD per
 * million tokens, each price a number or a base with tiers, the prices one object or a list that
 * depends on the date or the time of day. Refuses to know what a price may be (io/prices/draft.c).
 */
#include "io/prices/parts.h"
#include "text/json/json.h"

#include <string.h>

enum { KEY_BYTES = 96 };

static const struct price_key keys[] = {
    {.key = "input_mtok", .kind = PRICE_INPUT, .scale = 1},
    {.key = "output_mtok", .kind = PRICE_OUTPUT, .scale = 1},
    {.key = "cache_read_mtok", .kind = PRICE_CACHED, .scale = 1},
    {.key = "cache_write_mtok", .kind = PRICE_WRITE, .scale = 1},
    {.key = "cache_write_1h_mtok", .kind = PRICE_HOUR_WRITE, .scale = 1},
    {.key = "requests_kcount", .kind = PRICE_REQUEST, .scale = 1e-3},
    {.key = NULL},
};

static const char *const passed_over[] = {"_1h_",      "audio",    "image",        "video",
                                          "reasoning", "citation", "web_searches", NULL};

/* ---- Prices ---- */

static void read_tiers(struct price_draft *draft, const struct json_scan *object,
                       const struct price_key *row)
{
    struct json_scan list;
    struct json_scan scan;
    double over;
    double value;
    enum json_event event = price_member(object, "tiers", &list);
    if (event == JSON_END || event == JSON_NULL)
        return;
    if (row->kind == PRICE_HOUR_WRITE) { /* scaled like the input price where prompts are long */
        price_pass_over(draft, "cache_write_1h_mtok of long prompts");
        return;
    }
    if (event != JSON_ARRAY || row->kind >= TIER_PRICES) {
        price_refuse(draft, "the tiers of its %s are of a kind that is not read", row->key);
        return;
    }
    for (; price_next_element(&list, &event); json_scan_skip(&list, event)) {
        if (event != JSON_OBJECT || price_member(&list, "start", &scan) != JSON_NUMBER ||
            !json_scan_number(&scan, &over) || !(over > 0)) {
            price_refuse(draft, "a tier of its %s has no start", row->key);
            continue;
        }
        const enum json_event price = price_member(&list, "price", &scan);
        if (price == JSON_END)
            price_refuse(draft, "a tier of its %s has no price", row->key);
        else if (price_value(draft, &scan, price, row->key, row->scale, &value))
            price_set(draft, over, row->kind, row->key, value);
    }
}

static void read_price(struct price_draft *draft, const struct json_scan *scan,
                       enum json_event event, const struct price_key *row)
{
    struct json_scan base = *scan;
    double value;
    if (event == JSON_OBJECT) {
        read_tiers(draft, scan, row);
        event = price_member(scan, "base", &base);
        if (event == JSON_END) {
            price_refuse(draft, "its %s has no base", row->key);
            return;
        }
    }
    if (price_value(draft, &base, event, row->key, row->scale, &value))
        price_set(draft, 0, row->kind, row->key, value);
}

static void read_prices(struct price_draft *draft, struct json_scan scan)
{
    char key[KEY_BYTES];
    enum json_event event;
    for (; price_next_member(&scan, &event, key, sizeof key); json_scan_skip(&scan, event)) {
        const struct price_key *row = price_row(draft->file->format, key, strlen(key));
        if (row != NULL)
            read_price(draft, &scan, event, row);
        else
            price_read_key(draft, &scan, event, key, 0);
    }
}

/* ---- Which prices: [{constraint?, prices}], the last that matches wins ---- */

struct choice {
    bool found;
    struct json_scan prices;
    char from[MAX_DATE], to[MAX_DATE];
    bool by_date, by_time;
    bool has_others;  /* prices of all hours */
    bool is_of_hours; /* those that were chosen */
};

enum constraint { ALWAYS, FROM_DATE, TIME_OF_DAY, NOT_KNOWN };

static enum constraint constraint_of(const struct json_scan *element, char ret_date[MAX_DATE])
{
    struct json_scan scan;
    char key[KEY_BYTES];
    int day;
    enum constraint kind = ALWAYS;
    enum json_event event = price_member(element, "constraint", &scan);
    if (event == JSON_END || event == JSON_NULL)
        return ALWAYS;
    if (event != JSON_OBJECT)
        return NOT_KNOWN;
    for (; price_next_member(&scan, &event, key, sizeof key); json_scan_skip(&scan, event))
        if (strcmp(key, "start_date") == 0 && event == JSON_STRING &&
            json_scan_text(&scan, ret_date, MAX_DATE) && date_days(ret_date, &day))
            kind = kind == ALWAYS ? FROM_DATE : NOT_KNOWN;
        else if (strcmp(key, "start_time") == 0 || strcmp(key, "end_time") == 0)
            kind = kind == ALWAYS || kind == TIME_OF_DAY ? TIME_OF_DAY : NOT_KNOWN;
        else if (event != JSON_NULL)
            kind = NOT_KNOWN;
    return kind;
}

/* Input and output price of a set of prices, added: to tell which is dearer. */
static double weight_of(const struct json_scan *prices)
{
    struct json_scan scan = *prices;
    double sum = 0;
    for (const struct price_key *row = keys; row < keys + 2; row++) {
        double value = 0;
        enum json_event event = price_member(prices, row->key, &scan);
        struct json_scan base = scan;
        if (event == JSON_OBJECT)
            event = price_member(&scan, "base", &base);
        if (event == JSON_NUMBER && json_scan_number(&base, &value))
            sum += value;
    }
    return sum;
}

static void choose(struct price_draft *draft, struct json_scan list, struct choice *choice)
{
    const char *day = price_day(draft->file);
    struct json_scan prices;
    char date[MAX_DATE];
    enum json_event event;
    for (; price_next_element(&list, &event); json_scan_skip(&list, event)) {
        const enum constraint kind = event == JSON_OBJECT ? constraint_of(&list, date) : NOT_KNOWN;
        if (kind == NOT_KNOWN || price_member(&list, "prices", &prices) != JSON_OBJECT) {
            price_refuse(draft, "its prices depend on something that is not read");
            return;
        }
        choice->by_date = choice->by_date || kind == FROM_DATE;
        const bool later = kind == FROM_DATE && strcmp(date, day) > 0;
        if (later && (choice->to[0] == '\0' || strcmp(date, choice->to) < 0))
            memcpy(choice->to, date, sizeof date);
        choice->by_time = choice->by_time || kind == TIME_OF_DAY;
        choice->has_others = choice->has_others || (!later && kind != TIME_OF_DAY);
        const bool dearer = kind != TIME_OF_DAY || !choice->found ||
                            weight_of(&prices) > weight_of(&choice->prices);
        if (!later && dearer) {
            choice->found = true;
            choice->prices = prices;
            choice->is_of_hours = kind == TIME_OF_DAY;
        }
        if (!later && kind == FROM_DATE)
            memcpy(choice->from, date, sizeof date);
        else if (!later && kind == ALWAYS)
            choice->from[0] = '\0';
    }
}

/* Those of some hours, beside the dearest, which were chosen. */
static void read_hours(struct price_draft *draft, struct json_scan list)
{
    struct json_scan prices;
    struct json_scan constraint;
    char date[MAX_DATE];
    enum json_event event;
    for (; price_next_element(&list, &event); json_scan_skip(&list, event))
        if (event == JSON_OBJECT && constraint_of(&list, date) == TIME_OF_DAY &&
            price_member(&list, "constraint", &constraint) == JSON_OBJECT &&
            price_member(&list, "prices", &prices) == JSON_OBJECT)
            price_read_hours(draft, prices,
                             price_window(draft, &constraint, "start_time", "end_time"),
                             read_prices);
}

static void read_list(struct price_draft *draft, const struct json_scan *list)
{
    struct choice choice = {.found = false};
    choose(draft, *list, &choice);
    if (draft->entry->refusal[0] != '\0')
        return;
    if (!choice.found) {
        price_refuse(draft, "it has no price in force on %s", price_day(draft->file));
        return;
    }
    if (choice.by_date)
        price_note_day(draft);
    memcpy(draft->entry->from, choice.from, MAX_DATE);
    memcpy(draft->entry->to, choice.to, MAX_DATE);
    read_prices(draft, choice.prices);
    if (choice.by_time && choice.is_of_hours && choice.has_others)
        price_note_hours(
            draft); /* the dearest are those of some hours: others are not told apart */
    else if (choice.by_time)
        read_hours(draft, *list);
}

static void convert(struct price_draft *draft, const struct json_scan *scan)
{
    struct json_scan prices;
    const enum json_event event = price_member(scan, "prices", &prices);
    if (event == JSON_OBJECT)
        read_prices(draft, prices);
    else if (event == JSON_ARRAY)
        read_list(draft, &prices);
    else
        price_refuse(draft, "it has no prices");
    if (price_member(scan, "deprecated", &prices) == JSON_TRUE)
        price_note(draft, "It is marked as deprecated");
}

const struct price_format genai_format = {
    .prefix = "genai-prices",
    .title = "genai-prices",
    .mark = "[]/models/[]/prices",
    .entries = "[]/models/[]",
    .names = {"id"},
    .keys = keys,
    .passed_over = passed_over,
    .names_figures = true,
    .convert = convert,
};
