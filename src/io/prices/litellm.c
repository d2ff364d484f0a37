/* litellm.c - LiteLLM's model_prices_and_context_window.json: an object of models, USD per
 * token. Knows its keys and their suffixes; refuses to know what a price may be
 * (io/prices/draft.c). A key that is read is one row of `keys`, one that is not a word of
 * `passed_over`.
 */
#include "io/prices/parts.h"

#include <stdio.h>
#include <string.h>

enum {
    KEY_BYTES = 128,
    HOUR_SECONDS = 3600,
    MONTH_HOURS = 730,
};

static const struct price_key keys[] = {
    {.key = "input_cost_per_token", .kind = PRICE_INPUT, .scale = 1e6},
    {.key = "output_cost_per_token", .kind = PRICE_OUTPUT, .scale = 1e6},
    {.key = "cache_read_input_token_cost", .kind = PRICE_CACHED, .scale = 1e6},
    {.key = "cache_creation_input_token_cost", .kind = PRICE_WRITE, .scale = 1e6},
    {.key = "cache_creation_input_token_cost_above_1hr", .kind = PRICE_HOUR_WRITE, .scale = 1e6},
    {.key = "input_cost_per_token_cache_hit", .kind = PRICE_OLD_CACHED, .scale = 1e6},
    {.key = "input_cost_per_token_batches", .kind = PRICE_BATCH_INPUT, .scale = 1e6},
    {.key = "output_cost_per_token_batches", .kind = PRICE_BATCH_OUTPUT, .scale = 1e6},
    {.key = "output_cost_per_reasoning_token", .kind = PRICE_REASONING, .scale = 1e6},
    {.key = "input_cost_per_request", .kind = PRICE_REQUEST, .scale = 1},
    {.key = "input_cost_per_second", .kind = PRICE_SECOND_INPUT, .scale = 1},
    {.key = "output_cost_per_second", .kind = PRICE_SECOND_OUTPUT, .scale = 1},
    {.key = NULL},
};

static const char *const passed_over[] = {
    "_priority", "_flex",  "above_1hr",    "audio",
    "image",     "video",  "search",       "character",
    "batches",   "dbu",    "citation",     "query",
    "session",   "pixel",  "_second",      "code_interpreter",
    "file_",     "vector", "computer_use", NULL,
};
static const char *const priced[] = {"cost", "price", "pricing", "cache", NULL};
static const char *const no_prices[] = {"prompt_cache_min_tokens",
                                        "supports_",
                                        "range",
                                        "off_peak_pricing",
                                        "hours_utc",
                                        "windows",
                                        NULL};
static const char *const no_entries[] = {"sample_spec", "fallback_generalizations", NULL};

/* 200000 of KEY_above_200k_tokens, with the length of KEY; 0 when there is no such end. */
static double threshold_of(const char *key, size_t *ret_length)
{
    static const char above[] = "_above_";
    const char *at = strstr(key, above);
    double over = 0;
    if (at == NULL)
        return 0;
    *ret_length = (size_t)(at - key);
    for (at += sizeof above - 1; *at >= '0' && *at <= '9' && over < 1e6; at++)
        over = over * 10 + (*at - '0');
    return strcmp(at, "k_tokens") == 0 ? over * 1000 : 0;
}

/* A member of an entry: a key with such an end is that of a tier. */
static void read_member(struct price_draft *draft, const struct json_scan *scan,
                        enum json_event event, const char *key)
{
    size_t length = 0;
    char base[KEY_BYTES];
    const double over = threshold_of(key, &length);
    snprintf(base, sizeof base, "%.*s", (int)length, key);
    const struct price_key *row = price_row(draft->file->format, base, length);
    const bool of_tier = over > 0 && row != NULL && row->kind < TIER_PRICES;
    price_read_key(draft, scan, event, of_tier ? base : key, of_tier ? over : 0);
}

/* ---- tiered_pricing: [{range: [from, to], input_cost_per_token: ...}, ...] ---- */

static bool range_start(const struct json_scan *tier, double *ret_start)
{
    struct json_scan scan;
    return price_member(tier, "range", &scan) == JSON_ARRAY &&
           json_scan_next(&scan) == JSON_NUMBER && json_scan_number(&scan, ret_start) &&
           *ret_start >= 0;
}

/* The tier from 0 on is the flat price where none is stated. */
static void read_tier(struct price_draft *draft, struct json_scan scan, const bool stated[PRICES])
{
    char key[KEY_BYTES];
    double start;
    enum json_event event;
    if (!range_start(&scan, &start)) {
        price_refuse(draft, "its tiered_pricing has a tier without a range of prompt tokens");
        return;
    }
    for (; price_next_member(&scan, &event, key, sizeof key); json_scan_skip(&scan, event)) {
        const struct price_key *row = price_row(draft->file->format, key, strlen(key));
        const bool hidden = row != NULL && (start == 0 ? row->kind < PRICES && stated[row->kind]
                                                       : row->kind == PRICE_REASONING);
        if (strcmp(key, "range") != 0 && !hidden)
            price_read_key(draft, &scan, event, key, start);
    }
}

static void read_tiers(struct price_draft *draft, const struct json_scan *object)
{
    struct json_scan scan;
    bool stated[PRICES];
    const enum json_event first = price_member(object, "tiered_pricing", &scan);
    memcpy(stated, draft->has, sizeof stated);
    if (first == JSON_END || first == JSON_NULL)
        return;
    if (first != JSON_ARRAY) {
        price_refuse(draft, "its tiered_pricing is not a list");
        return;
    }
    for (enum json_event event; price_next_element(&scan, &event); json_scan_skip(&scan, event))
        if (event == JSON_OBJECT)
            read_tier(draft, scan, stated);
        else
            price_refuse(draft, "its tiered_pricing holds something that is not an object");
}

/* The keys of a tier of service are the others with its name behind. */
static void read_service(struct price_draft *draft, struct json_scan scan, enum service service)
{
    struct price_draft of = {.file = draft->file, .entry = draft->entry};
    const char *name = service_names[service];
    const size_t end = strlen(name);
    char key[KEY_BYTES];
    enum json_event event;
    for (; price_next_member(&scan, &event, key, sizeof key); json_scan_skip(&scan, event)) {
        const size_t length = strlen(key);
        if (length > end && key[length - end - 1] == '_' && strcmp(key + length - end, name) == 0) {
            key[length - end - 1] = '\0';
            read_member(&of, &scan, event, key);
        }
    }
    price_put_service(draft, &of, service);
}

/* ---- What several keys say together ---- */

static void join_batch(struct price_draft *draft)
{
    if (!draft->has[PRICE_BATCH_INPUT] && !draft->has[PRICE_BATCH_OUTPUT])
        return;
    const double input = draft->value[PRICE_INPUT];
    const double output = draft->value[PRICE_OUTPUT];
    const double of_input = draft->value[PRICE_BATCH_INPUT];
    if (!draft->has[PRICE_BATCH_INPUT] || !draft->has[PRICE_INPUT] || input == 0 ||
        of_input > input) {
        price_note(draft, "Its batch prices give no discount on its input price: not imported");
        return;
    }
    const double discount = price_rounded(1 - of_input / input);
    price_set(draft, 0, PRICE_BATCH, "input_cost_per_token_batches", discount);
    if (draft->has[PRICE_BATCH_OUTPUT] && draft->has[PRICE_OUTPUT] && output > 0 &&
        price_rounded(1 - draft->value[PRICE_BATCH_OUTPUT] / output) != discount)
        price_note(draft, "Its batch discount is another one on output tokens: that on input "
                          "tokens is taken for both");
}

/* Bedrock writes the rent of a commitment once as input and once as output. */
static void join_rent(struct price_draft *draft)
{
    const double rent = draft->has[PRICE_SECOND_INPUT] ? draft->value[PRICE_SECOND_INPUT]
                                                       : draft->value[PRICE_SECOND_OUTPUT];
    if ((!draft->has[PRICE_SECOND_INPUT] && !draft->has[PRICE_SECOND_OUTPUT]) || rent == 0)
        return;
    const bool both = draft->has[PRICE_SECOND_INPUT] && draft->has[PRICE_SECOND_OUTPUT];
    if (strstr(draft->entry->key, "commitment") == NULL ||
        (both && draft->value[PRICE_SECOND_INPUT] != draft->value[PRICE_SECOND_OUTPUT])) {
        price_pass_over(draft, "input_cost_per_second");
        price_pass_over(draft, "output_cost_per_second");
        return;
    }
    price_set(draft, 0, PRICE_FEE, "input_cost_per_second",
              price_rounded(rent * HOUR_SECONDS * MONTH_HOURS));
    price_note(draft,
               "Its price per second is the rent of one model unit: monthly_fee is that "
               "for %d hours a month, and what a unit serves is not in the file",
               MONTH_HOURS);
}

static void note_uplift(struct price_draft *draft, const char *where, const struct json_scan *scan,
                        enum json_event event)
{
    double factor;
    if (event == JSON_NUMBER && json_scan_number(scan, &factor) && factor > 1 && factor < 10)
        price_note(draft,
                   "In the region %s it costs %.6g times as much: state a surcharge of %.4g %%",
                   where, factor, (factor - 1) * 100);
}

/* What a region that is asked for costs more: {"us": 1.1}, or keys that end with _eu. */
static void read_uplifts(struct price_draft *draft, struct json_scan scan)
{
    static const char regional[] = "regional_processing_uplift_multiplier_";
    char key[KEY_BYTES];
    enum json_event event;
    for (; price_next_member(&scan, &event, key, sizeof key); json_scan_skip(&scan, event)) {
        if (strncmp(key, regional, sizeof regional - 1) == 0)
            note_uplift(draft, key + sizeof regional - 1, &scan, event);
        if (strcmp(key, "provider_specific_entry") == 0 && event == JSON_OBJECT) {
            struct json_scan entry = scan;
            char where[KEY_BYTES];
            enum json_event inner;
            for (; price_next_member(&entry, &inner, where, sizeof where);
                 json_scan_skip(&entry, inner))
                note_uplift(draft, where, &entry, inner);
        }
    }
}

static void check_mode(struct price_draft *draft, const struct json_scan *object)
{
    char mode[40];
    if (!price_text_member(object, "mode", mode, sizeof mode))
        price_refuse(draft, "its mode is not stated: only chat, completion and responses are read");
    else if (strcmp(mode, "chat") == 0 || strcmp(mode, "completion") == 0 ||
             strcmp(mode, "responses") == 0)
        return;
    else
        price_refuse(draft, "its mode is %s: only chat, completion and responses are read", mode);
    draft->is_other = true;
}

static void convert(struct price_draft *draft, const struct json_scan *scan)
{
    struct json_scan member = *scan;
    char key[KEY_BYTES];
    enum json_event event;
    check_mode(draft, scan);
    if (draft->is_other)
        return;
    for (; price_next_member(&member, &event, key, sizeof key); json_scan_skip(&member, event))
        if (strcmp(key, "tiered_pricing") != 0)
            read_member(draft, &member, event, key);
    read_tiers(draft, scan);
    if (price_member(scan, "off_peak_pricing", &member) == JSON_OBJECT)
        price_read_hours(draft, member, price_windows(draft, &member), NULL);
    if (draft->has[PRICE_OLD_CACHED] && !draft->has[PRICE_CACHED])
        price_set(draft, 0, PRICE_CACHED, "input_cost_per_token_cache_hit",
                  draft->value[PRICE_OLD_CACHED]);
    for (int service = 0; service < SERVICES; service++)
        read_service(draft, *scan, (enum service)service);
    join_batch(draft);
    join_rent(draft);
    if (draft->has[PRICE_REASONING] && draft->value[PRICE_REASONING] > 0 &&
        draft->value[PRICE_REASONING] != draft->value[PRICE_OUTPUT])
        price_note(draft, "Reasoning tokens have a price of their own there "
                          "(output_cost_per_reasoning_token): they are billed as output here");
    read_uplifts(draft, *scan);
    if (price_text_member(scan, "deprecation_date", key, sizeof key))
        price_ends(draft, "deprecation_date", key);
}

const struct price_format litellm_format = {
    .prefix = "litellm",
    .title = "LiteLLM",
    .mark = "*/litellm_provider",
    .entries = "*",
    .no_entries = no_entries,
    .keys = keys,
    .passed_over = passed_over,
    .no_prices = no_prices,
    .priced = priced,
    .names_figures = true,
    .convert = convert,
};
