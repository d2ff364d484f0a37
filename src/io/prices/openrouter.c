/* openrouter.c - OpenRouter's answer to GET /models: `data`, an array of models, prices as texts,
 * USD per token. Knows its keys, and its overrides by the size of a prompt or by the hour.
 */
#include "io/prices/parts.h"

static const struct price_key keys[] = {
    {.key = "prompt", .kind = PRICE_INPUT, .scale = 1e6},
    {.key = "completion", .kind = PRICE_OUTPUT, .scale = 1e6},
    {.key = "input_cache_read", .kind = PRICE_CACHED, .scale = 1e6},
    {.key = "input_cache_write", .kind = PRICE_WRITE, .scale = 1e6},
    {.key = NULL},
};
/* Per token, image or search: who knows. */
static const char *const passed_over[] = {"request",    "image",     "audio", "video",
                                          "web_search", "reasoning", "_1h",   NULL};
static const char *const no_prices[] = {"min_prompt_tokens", "overrides", "utc_", NULL};

const struct price_format openrouter_format = {
    .prefix = "openrouter",
    .title = "OpenRouter",
    .mark = "data/[]/pricing",
    .entries = "data/[]",
    .names = {"id"},
    .prices = "pricing",
    .tiers = "overrides",
    .tier_over = {"min_prompt_tokens"},
    .tier_hours = "utc_start",
    .tier_until = "utc_end",
    .ends = "expiration_date",
    .keys = keys,
    .passed_over = passed_over,
    .no_prices = no_prices,
};
