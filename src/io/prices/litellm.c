/* litellm.c - LiteLLM's model_prices_and_context_window.json: an object of models, USD per
 * token. Knows its keys and their suffixes; refuses to know what a price may be
 * (io/prices/draft.c). A key that is read is one row of `rows`, one that is not a word of
 * `passed_over`.
 */
#include "io/prices/parts.h"

#include <string.h>

enum {
    KEY_BYTES = 128,
    HOUR_SECONDS = 3600,
    MONTH_HOURS = 730,
};

/* Beyond the prices of an entry, what several keys make together. */
enum {
    OLD_CACHED = PRICES,
    BATCH_INPUT,
    BATCH_OUTPUT,
    SECOND_INPUT,
    SECOND_OUTPUT,
    REASONING,
    VALUES,
};
struct litellm {
    struct price_draft *draft;
    bool is_commitment;
    bool has[VALUES];
    double value[VALUES];
};

static const struct {
    const char *key;
    int kind;
    double scale;
} rows[] = {
    {.key = "input_cost_per_token", .kind = PRICE_INPUT, .scale = 1e6},
    {.key = "output_cost_per_token", .kind = PRICE_OUTPUT, .scale = 1e6},
    {.key = "cache_read_input_token_cost", .kind = PRICE_CACHED, .scale = 1e6},
    {.key = "cache_creation_input_token_cost", .kind = PRICE_WRITE, .scale = 1e6},
    {.key = "input_cost_per_token_cache_hit", .kind = OLD_CACHED, .scale = 1e6},
    {.key = "input_cost_per_token_batches", .kind = BATCH_INPUT, .scale = 1e6},
    {.key = "output_cost_per_token_batches", .kind = BATCH_OUTPUT, .scale = 1e6},
    {.key = "output_cost_per_reasoning_token", .kind = REASONING, .scale = 1e6},
    {.key = "input_cost_per_request", .kind = PRICE_REQUEST, .scale = 1},
    {.key = "input_cost_per_second", .kind = SECOND_INPUT, .scale = 1},
    {.key = "output_cost_per_second", .kind = SECOND_OUTPUT, .scale = 1},
};
enum { ROWS = sizeof rows / sizeof *rows };

static const char *const passed_over[] = {
    "_priority", "_flex",  "above_1hr",    "audio",
    "image",     "video",  "search",       "character",
    "batches",   "dbu",    "citation",     "query",
    "session",   "pixel",  "_second",      "code_interpreter",
    "file_",     "vector", "computer_use", NULL,
};
static const char *const priced[] = {"cost", "price", "pricing", "cache", NULL};
static const char *const not_priced[] = {"prompt_cache_min_tokens", "supports_", NULL};

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

static int row_of(const char *key, size_t length)
{
    for (int i = 0; i < ROWS; i++)
        if (strlen(rows[i].key) == length && memcmp(rows[i].key, key, length) == 0)
            return i;
    return -1;
}

static bool is_zero(const struct json_scan *scan, enum json_event event)
{
    double value;
    return event == JSON_NULL || event == JSON_FALSE || event == JSON_TRUE ||
           (event == JSON_NUMBER && json_scan_number(scan, &value) && value == 0);
}

/* One key; over: of the tier that it stands in, 0 outside. */
static void read_price(struct litellm *l, const struct json_scan *scan, enum json_event event,
                       const char *key, double over)
{
    size_t length = strlen(key);
    double value;
    const double threshold = over > 0 ? 0 : threshold_of(key, &length);
    const int row = row_of(key, threshold > 0 ? length : strlen(key));
    const bool tiered = over > 0 || threshold > 0;
    if (row >= 0 && !(tiered && rows[row].kind >= TIER_PRICES)) {
        if (!price_value(l->draft, scan, event, key, rows[row].scale, &value))
            return;
        if (rows[row].kind < PRICES)
            price_set(l->draft, over > 0 ? over : threshold, (enum price)rows[row].kind, key,
                      value);
        else {
            l->has[rows[row].kind] = true;
            l->value[rows[row].kind] = value;
        }
        return;
    }
    if (!price_holds(key, priced) || price_holds(key, not_priced) || is_zero(scan, event))
        return;
    if (price_holds(key, passed_over) || row >= 0)
        price_pass_over_value(l->draft, key, scan, event, strstr(key, "token") != NULL ? 1e6 : 1);
    else
        price_unknown(l->draft, key);
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
static void read_tier(struct litellm *l, struct json_scan scan, const bool stated[PRICES])
{
    char key[KEY_BYTES];
    double start;
    enum json_event event;
    if (!range_start(&scan, &start)) {
        price_refuse(l->draft, "its tiered_pricing has a tier without a range of prompt tokens");
        return;
    }
    while (price_next_member(&scan, &event, key, sizeof key)) {
        const int row = row_of(key, strlen(key));
        const bool hidden =
            start == 0 && row >= 0 && rows[row].kind < PRICES && stated[rows[row].kind];
        if (strcmp(key, "range") != 0 && !hidden &&
            !(row >= 0 && rows[row].kind == REASONING && start > 0))
            read_price(l, &scan, event, key, start);
        json_scan_skip(&scan, event);
    }
}

static void read_tiers(struct litellm *l, const struct json_scan *object)
{
    struct json_scan scan;
    bool stated[PRICES];
    const enum json_event first = price_member(object, "tiered_pricing", &scan);
    memcpy(stated, l->draft->has, sizeof stated);
    if (first == JSON_END || first == JSON_NULL)
        return;
    if (first != JSON_ARRAY) {
        price_refuse(l->draft, "its tiered_pricing is not a list");
        return;
    }
    for (enum json_event event = json_scan_next(&scan);
         event != JSON_ARRAY_END && event != JSON_ERROR; event = json_scan_next(&scan)) {
        if (event == JSON_OBJECT)
            read_tier(l, scan, stated);
        else
            price_refuse(l->draft, "its tiered_pricing holds something that is not an object");
        if (!json_scan_skip(&scan, event))
            return;
    }
}

/* ---- What several keys say together ---- */

static void join_batch(struct litellm *l)
{
    struct price_draft *draft = l->draft;
    if (!l->has[BATCH_INPUT] && !l->has[BATCH_OUTPUT])
        return;
    const double input = draft->value[PRICE_INPUT];
    const double output = draft->value[PRICE_OUTPUT];
    const double of_input = l->value[BATCH_INPUT];
    if (!l->has[BATCH_INPUT] || !draft->has[PRICE_INPUT] || input == 0 || of_input > input) {
        price_note(draft, "Its batch prices give no discount on its input price: not imported");
        return;
    }
    const double discount = price_rounded(1 - of_input / input);
    price_set(draft, 0, PRICE_BATCH, "input_cost_per_token_batches", discount);
    if (l->has[BATCH_OUTPUT] && draft->has[PRICE_OUTPUT] && output > 0 &&
        price_rounded(1 - l->value[BATCH_OUTPUT] / output) != discount)
        price_note(draft, "Its batch discount is another one on output tokens: that on input "
                          "tokens is taken for both");
}

/* Bedrock writes the rent of a commitment once as input and once as output. */
static void join_rent(struct litellm *l)
{
    const double rent = l->has[SECOND_INPUT] ? l->value[SECOND_INPUT] : l->value[SECOND_OUTPUT];
    if ((!l->has[SECOND_INPUT] && !l->has[SECOND_OUTPUT]) || rent == 0)
        return;
    const bool both = l->has[SECOND_INPUT] && l->has[SECOND_OUTPUT];
    if (!l->is_commitment || (both && l->value[SECOND_INPUT] != l->value[SECOND_OUTPUT])) {
        price_pass_over(l->draft, "input_cost_per_second");
        price_pass_over(l->draft, "output_cost_per_second");
        return;
    }
    price_set(l->draft, 0, PRICE_FEE, "input_cost_per_second",
              price_rounded(rent * HOUR_SECONDS * MONTH_HOURS));
    price_note(l->draft,
               "Its price per second is the rent of one model unit: monthly_fee is that "
               "for %d hours a month, and what a unit serves is not in the file",
               MONTH_HOURS);
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

static void convert(struct price_draft *draft, struct json_scan *scan)
{
    const struct json_scan object = *scan;
    struct litellm l = {.draft = draft,
                        .is_commitment = strstr(draft->entry->key, "commitment") != NULL};
    char key[KEY_BYTES];
    char date[32];
    enum json_event event;
    check_mode(draft, &object);
    if (draft->is_other)
        return;
    while (price_next_member(scan, &event, key, sizeof key)) {
        if (strcmp(key, "tiered_pricing") != 0)
            read_price(&l, scan, event, key, 0);
        json_scan_skip(scan, event);
    }
    read_tiers(&l, &object);
    if (l.has[OLD_CACHED] && !draft->has[PRICE_CACHED])
        price_set(draft, 0, PRICE_CACHED, "input_cost_per_token_cache_hit", l.value[OLD_CACHED]);
    join_batch(&l);
    join_rent(&l);
    if (l.has[REASONING] && l.value[REASONING] > 0 &&
        l.value[REASONING] != draft->value[PRICE_OUTPUT])
        price_note(draft, "Reasoning tokens have a price of their own there "
                          "(output_cost_per_reasoning_token): they are billed as output here");
    if (price_text_member(&object, "deprecation_date", date, sizeof date))
        price_ends(draft, "deprecation_date", date);
}

/* ---- Keys ---- */

static bool index_keys(struct price_file *file, struct json_scan *scan)
{
    char key[LLMCOST_MAX_ID * 2];
    bool room = json_scan_next(scan) == JSON_OBJECT || price_check(file, scan);
    while (room && json_scan_next(scan) == JSON_KEY) {
        if (!json_scan_text(scan, key, sizeof key))
            key[0] = '\0';
        const size_t place = scan->offset;
        const enum json_event event = json_scan_next(scan);
        const size_t at = scan->offset;
        if (!json_scan_skip(scan, event))
            return true;
        if (event != JSON_OBJECT || strcmp(key, "sample_spec") == 0 ||
            strcmp(key, "fallback_generalizations") == 0)
            continue;
        room = price_add(file, NULL, key, place, at, (size_t)(scan->at - scan->start));
    }
    return room && (json_scan_next(scan) == JSON_END || scan->why != NULL);
}

const struct price_format price_litellm = {
    .prefix = "litellm",
    .title = "LiteLLM",
    .mark = "*/litellm_provider",
    .index = index_keys,
    .convert = convert,
};
