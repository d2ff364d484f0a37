/* test_price_file.c - price lists of other projects: what each format says, key by key; the guards;
 * tiers and dates; what is refused, and where. A case is a text, a key and what its entry says.
 */
#include "io/catalog/catalogs.h"
#include "io/prices/list.h"
#include "unit.h"

#include <stdlib.h>

static struct llmcost_diags diags;

static bool open_text(struct price_file *file, const char *text, size_t length, const char *as_of,
                      bool allow_outliers)
{
    const struct price_options options = {.as_of = as_of, .allow_outliers = allow_outliers};
    char *copy = malloc(length + 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    copy[length] = '\0';
    llmcost_diags_init(&diags);
    return price_file_open(file, "dir/list.json", 1, copy, length, &options, &diags);
}

/* ---- Entries ---- */

struct entry_case {
    const char *name, *text, *key;
    const char *as_of;
    bool allow_outliers, is_other;
    const char *values;  /* "input_per_mtok=1 ...", all of them, in order */
    const char *note;    /* a part of one of its notes; NULL: it has none */
    const char *refusal; /* a part of it; NULL: none */
    const char *from, *to;
};

#define LITELLM(entry)      "{\"m\": {\"litellm_provider\": \"x\", \"mode\": \"chat\", " entry "}}"
#define OPENROUTER(pricing) "{\"data\": [{\"id\": \"m\", \"pricing\": {" pricing "}}]}"
#define MODELS_DEV(cost)                                                                           \
    "{\"p\": {\"id\": \"p\", \"models\": {\"m\": {\"cost\": {" cost                                \
    "}, \"release_date\": \"2026-01-15\"}}}}"
#define GENAI(prices) "[{\"models\": [{\"prices\": " prices ", \"id\": \"m\"}], \"id\": \"p\"}]"
#define LLM_PRICES(history)                                                                        \
    "{\"models\": [{\"price_history\": [" history "], \"id\": \"m\"}], \"vendor\": \"p\"}"
#define HISTORICAL                                                                                 \
    "{\"prices\": [{\"id\": \"m\", \"vendor\": \"p\", \"input\": 3, \"output\": 15, "              \
    "\"from_date\": \"2026-09-01\", \"to_date\": null}, {\"id\": \"m\", \"vendor\": \"p\", "       \
    "\"input\": 2, \"output\": 10, \"from_date\": null, \"to_date\": \"2026-09-01\"}, "            \
    "{\"id\": \"gone\", \"vendor\": \"p\", \"input\": 1, \"output\": 2, "                          \
    "\"to_date\": \"2025-01-01\"}]}"
#define FLAT        "\"input_cost_per_token\": 1e-06, \"output_cost_per_token\": 2e-06"
#define FLAT_VALUES "input_per_mtok=1 output_per_mtok=2"
#define SONNET                                                                                     \
    "[{\"prices\": {\"input_mtok\": 2, \"output_mtok\": 10}}, {\"constraint\": {\"start_date\": "  \
    "\"2026-09-01\"}, \"prices\": {\"input_mtok\": 3, \"output_mtok\": 15}}]"
#define HISTORY                                                                                    \
    "{\"input\": 2, \"output\": 10, \"from_date\": null, \"to_date\": \"2026-09-01\"}, "           \
    "{\"input\": 3, \"output\": 15, \"from_date\": \"2026-09-01\", \"to_date\": null}"

static const struct entry_case entries[] = {
    /* LiteLLM */
    {.name = "exact",
     .text = LITELLM("\"input_cost_per_token\": 2e-07, "
                     "\"output_cost_per_token\": 2.9999900000000002e-06"),
     .values = "input_per_mtok=0.2 output_per_mtok=2.99999"},
    {.name = "caches",
     .text = LITELLM(FLAT ", \"cache_read_input_token_cost\": 1e-07, "
                          "\"cache_creation_input_token_cost\": 1.25e-06"),
     .values = FLAT_VALUES " cached_input_per_mtok=0.1 cache_write_per_mtok=1.25"},
    {.name = "old name of the cached price",
     .text = LITELLM(FLAT ", \"input_cost_per_token_cache_hit\": 1e-07"),
     .values = FLAT_VALUES " cached_input_per_mtok=0.1"},
    {.name = "new name before the old one",
     .text = LITELLM(FLAT ", \"cache_read_input_token_cost\": 3e-07, "
                          "\"input_cost_per_token_cache_hit\": 1e-07"),
     .values = FLAT_VALUES " cached_input_per_mtok=0.3"},
    {.name = "null is not stated",
     .text = LITELLM(FLAT ", \"cache_read_input_token_cost\": null"),
     .values = FLAT_VALUES},
    {.name = "batches",
     .text = LITELLM(FLAT ", \"input_cost_per_token_batches\": 5e-07, "
                          "\"output_cost_per_token_batches\": 1e-06"),
     .values = FLAT_VALUES " batch_discount=0.5"},
    {.name = "batches, unequal",
     .text = LITELLM(FLAT ", \"input_cost_per_token_batches\": 5e-07, "
                          "\"output_cost_per_token_batches\": 1.5e-06"),
     .values = FLAT_VALUES " batch_discount=0.5",
     .note = "another one on output tokens"},
    {.name = "batches, dearer",
     .text = LITELLM(FLAT ", \"input_cost_per_token_batches\": 5e-06"),
     .values = FLAT_VALUES,
     .note = "no discount"},
    {.name = "above 200k",
     .text = LITELLM(FLAT ", \"input_cost_per_token_above_200k_tokens\": 2e-06, "
                          "\"cache_read_input_token_cost\": 1e-07"),
     .values = FLAT_VALUES " cached_input_per_mtok=0.1 long_context_over=200000 "
                           "long_context_input_per_mtok=2 long_context_output_per_mtok=2 "
                           "long_context_cached_input_per_mtok=0.1"},
    {.name = "two thresholds",
     .text = LITELLM(FLAT ", \"input_cost_per_token_above_256k_tokens\": 4e-06, "
                          "\"input_cost_per_token_above_128k_tokens\": 2e-06, "
                          "\"output_cost_per_token_above_128k_tokens\": 3e-06"),
     .values = FLAT_VALUES " long_context_over=128000 long_context_input_per_mtok=2 "
                           "long_context_output_per_mtok=3",
     .note = "2 price tiers"},
    {.name = "tiered_pricing",
     .text = LITELLM("\"tiered_pricing\": [{\"range\": [0, 256000.0], \"input_cost_per_token\": "
                     "5e-08, \"output_cost_per_token\": 4e-07}, {\"range\": [256000.0, 1e6], "
                     "\"input_cost_per_token\": 2.5e-07, \"output_cost_per_token\": 2e-06}]"),
     .values = "input_per_mtok=0.05 output_per_mtok=0.4 long_context_over=256000 "
               "long_context_input_per_mtok=0.25 long_context_output_per_mtok=2"},
    {.name = "tiered_pricing beside a flat price",
     .text = LITELLM("\"tiered_pricing\": [{\"range\": [0, 1000], \"input_cost_per_token\": "
                     "5e-06, \"output_cost_per_token\": 5e-06}], " FLAT),
     .values = FLAT_VALUES},
    {.name = "tiered_pricing without a range",
     .text = LITELLM(FLAT ", \"tiered_pricing\": [{\"input_cost_per_token\": 5e-06}]"),
     .refusal = "without a range"},
    {.name = "per request",
     .text = LITELLM(FLAT ", \"input_cost_per_request\": 0.005"),
     .values = FLAT_VALUES " per_request=0.005"},
    {.name = "not imported",
     .text = LITELLM(FLAT ", \"input_cost_per_token_priority\": 3e-06, "
                          "\"input_cost_per_audio_token\": 1e-05, \"supports_cache\": true, "
                          "\"input_cost_per_image\": 0"),
     .values = FLAT_VALUES,
     .note = "Not imported: input_cost_per_token_priority 3, input_cost_per_audio_token 10."},
    {.name = "cache writes of an hour",
     .text = LITELLM(FLAT ", \"cache_creation_input_token_cost_above_1hr\": 2e-06, "
                          "\"cache_creation_input_token_cost_above_1hr_above_200k_tokens\": 4e-06"),
     .values = FLAT_VALUES " cache_write_hour_per_mtok=2",
     .note = "Not imported: cache_creation_input_token_cost_above_1hr_above_200k_tokens 4."},
    {.name = "a tier's flex price",
     .text = LITELLM(FLAT ", \"input_cost_per_token_above_272k_tokens_flex\": 3e-06"),
     .values = FLAT_VALUES,
     .note = "Not imported: input_cost_per_token_above_272k_tokens_flex 3."},
    {.name = "unknown price",
     .text = LITELLM(FLAT ", \"moon_cost\": 3"),
     .values = FLAT_VALUES,
     .note = "Not known, and not imported: moon_cost."},
    {.name = "reasoning at the output price",
     .text = LITELLM(FLAT ", \"output_cost_per_reasoning_token\": 2e-06"),
     .values = FLAT_VALUES},
    {.name = "reasoning at another price",
     .text = LITELLM(FLAT ", \"output_cost_per_reasoning_token\": 3e-06"),
     .values = FLAT_VALUES,
     .note = "output_cost_per_reasoning_token"},
    {.name = "commitment",
     .text = "{\"bedrock/1-month-commitment/m\": {\"litellm_provider\": \"x\", \"mode\": \"chat\", "
             "\"input_cost_per_second\": 0.0175, \"output_cost_per_second\": 0.0175}}",
     .key = "bedrock/1-month-commitment/m",
     .values = "monthly_fee=45990",
     .note = "for 730 hours a month"},
    {.name = "seconds without a commitment",
     .text = LITELLM(FLAT ", \"input_cost_per_second\": 0.0175"),
     .values = FLAT_VALUES,
     .note = "Not imported: input_cost_per_second"},
    {.name = "a price twice",
     .text = LITELLM(FLAT ", \"input_cost_per_token\": 3e-06"),
     .values = "input_per_mtok=3 output_per_mtok=2",
     .note = "input_cost_per_token stands twice, as 1 and as 3: the last counts"},
    {.name = "deprecated",
     .text = LITELLM(FLAT ", \"deprecation_date\": \"2026-02-27\""),
     .as_of = "2026-02-27",
     .values = FLAT_VALUES,
     .note = "Its deprecation_date, 2026-02-27, has passed"},
    {.name = "not yet deprecated",
     .text = LITELLM(FLAT ", \"deprecation_date\": \"2026-02-27\""),
     .as_of = "2026-02-26",
     .values = FLAT_VALUES},
    {.name = "deprecated, no date",
     .text = LITELLM(FLAT ", \"deprecation_date\": \"soon\""),
     .values = FLAT_VALUES,
     .note = "is no date"},
    {.name = "embedding",
     .text = "{\"m\": {\"litellm_provider\": \"x\", \"mode\": \"embedding\", " FLAT "}}",
     .is_other = true,
     .refusal = "mode is embedding"},
    {.name = "no mode",
     .text = "{\"m\": {\"litellm_provider\": \"x\", " FLAT "}}",
     .is_other = true,
     .refusal = "mode is not stated"},
    /* guards */
    {.name = "unit error",
     .text = LITELLM("\"input_cost_per_token\": 0.071, "
                     "\"output_cost_per_token\": 0.071"),
     .refusal = "input_per_mtok is 71000, above 1000"},
    {.name = "unit error in a tier",
     .text = LITELLM(FLAT ", \"output_cost_per_token_above_200k_tokens\": 2"),
     .refusal = "long_context_output_per_mtok is 2000000"},
    {.name = "unit error allowed",
     .text = LITELLM("\"input_cost_per_token\": 0.071, "
                     "\"output_cost_per_token\": 0.071"),
     .allow_outliers = true,
     .values = "input_per_mtok=71000 output_per_mtok=71000",
     .note = "above 100"},
    {.name = "1000 is no outlier",
     .text = LITELLM("\"input_cost_per_token\": 0.001, \"output_cost_per_token\": 0.001"),
     .values = "input_per_mtok=1000 output_per_mtok=1000",
     .note = "above 100"},
    {.name = "high",
     .text = LITELLM("\"input_cost_per_token\": 0.00015, "
                     "\"output_cost_per_token\": 0.0006"),
     .values = "input_per_mtok=150 output_per_mtok=600",
     .note = "Its output_per_mtok is 600, above 100"},
    {.name = "100 is not high",
     .text = LITELLM("\"input_cost_per_token\": 0.0001, \"output_cost_per_token\": 0.0001"),
     .values = "input_per_mtok=100 output_per_mtok=100"},
    {.name = "larger than any price",
     .allow_outliers = true,
     .text = LITELLM("\"input_cost_per_token\": 1e300, \"output_cost_per_token\": 1"),
     .refusal = "larger than any price"},
    {.name = "negative",
     .text = LITELLM("\"input_cost_per_token\": -1, "
                     "\"output_cost_per_token\": 1e-06"),
     .refusal = "is -1: a negative number is a sentinel"},
    {.name = "zero",
     .text = LITELLM("\"input_cost_per_token\": 0, \"output_cost_per_token\": 0.0, "
                     "\"cache_read_input_token_cost\": 0, "
                     "\"input_cost_per_token_above_128k_tokens\": 0"),
     .values = "",
     .note = "not free but not known"},
    {.name = "zero input",
     .text = LITELLM("\"input_cost_per_token\": 0, "
                     "\"output_cost_per_token\": 1e-06"),
     .values = "input_per_mtok=0 output_per_mtok=1",
     .note = "Its input_per_mtok is 0"},
    {.name = "zero cache",
     .text = LITELLM(FLAT ", \"cache_creation_input_token_cost\": 0.0"),
     .values = FLAT_VALUES " cache_write_per_mtok=0",
     .note = "Its cache_write_per_mtok is 0"},
    {.name = "no flat price",
     .text = LITELLM("\"max_tokens\": 4096"),
     .values = "",
     .note = "No price per token of input and output"},
    {.name = "no output price",
     .text = LITELLM("\"input_cost_per_token\": 1e-06"),
     .values = "input_per_mtok=1",
     .note = "No price per token of output"},
    {.name = "not a number",
     .text = LITELLM("\"input_cost_per_token\": true"),
     .refusal = "input_cost_per_token is not a number"},
    {.name = "an object for a number",
     .text = LITELLM("\"input_cost_per_token\": {\"a\": 1}"),
     .refusal = "input_cost_per_token is not a number"},
    {.name = "1e999",
     .text = LITELLM("\"input_cost_per_token\": 1e999"),
     .refusal = "input_cost_per_token is not a number"},
    {.name = "a text that is a number",
     .text = LITELLM("\"input_cost_per_token\": \"1e-06\", \"output_cost_per_token\": \"2e-06\""),
     .values = FLAT_VALUES},
    {.name = "not an object",
     .text = "{\"data\": [{\"pricing\": {}}, 7, {\"id\": \"m\"}]}",
     .refusal = "it has no pricing"},
    /* OpenRouter */
    {.name = "OpenRouter",
     .text =
         OPENROUTER("\"prompt\": \"0.000003\", \"completion\": \"0.000015\", \"request\": \"0\", "
                    "\"input_cache_read\": \"0.0000003\", \"input_cache_write\": "
                    "\"0.00000375\", \"image\": \"0.0048\", \"moon\": \"0.1\""),
     .values = "input_per_mtok=3 output_per_mtok=15 cached_input_per_mtok=0.3 "
               "cache_write_per_mtok=3.75",
     .note = "Not imported: image."},
    {.name = "OpenRouter by the hour: the dearest",
     .text = OPENROUTER("\"prompt\": \"0.0000002\", \"completion\": \"0.0000006\", \"overrides\": "
                        "[{\"utc_start\": \"01:00\", \"utc_end\": \"04:00\", \"prompt\": "
                        "\"0.0000004\", \"completion\": \"0.0000003\"}]"),
     .values = "input_per_mtok=0.4 output_per_mtok=0.6",
     .note = "time of day"},
    {.name = "LiteLLM, a region that costs more",
     .text = LITELLM(FLAT ", \"provider_specific_entry\": {\"schema\": \"x\", \"us\": 1.1}"),
     .values = FLAT_VALUES,
     .note = "In the region us it costs 1.1 times as much: state a surcharge of 10 %"},
    {.name = "LiteLLM, a region by its key",
     .text = LITELLM(FLAT ", \"regional_processing_uplift_multiplier_eu\": 1.2"),
     .values = FLAT_VALUES,
     .note = "In the region eu it costs 1.2 times as much"},
    {.name = "LiteLLM by the hour: the dearest",
     .text = LITELLM(FLAT ", \"off_peak_pricing\": {\"hours_utc\": [\"00:00-01:00\"], "
                          "\"input_cost_per_token\": 5e-07}"),
     .values = FLAT_VALUES,
     .note = "time of day"},
    {.name = "OpenRouter overrides",
     .text = OPENROUTER("\"prompt\": \"0.000003\", \"completion\": \"0.000015\", \"overrides\": "
                        "[{\"min_prompt_tokens\": 200000, \"prompt\": \"0.000006\"}]"),
     .values = "input_per_mtok=3 output_per_mtok=15 long_context_over=200000 "
               "long_context_input_per_mtok=6 long_context_output_per_mtok=15"},
    {.name = "OpenRouter router",
     .text = OPENROUTER("\"prompt\": \"-1\", \"completion\": \"-1\""),
     .refusal = "its prompt is -1: a negative number"},
    {.name = "OpenRouter free",
     .text = OPENROUTER("\"prompt\": \"0\", \"completion\": \"0\""),
     .values = "",
     .note = "not free but not known"},
    {.name = "OpenRouter, half a number",
     .text = OPENROUTER("\"prompt\": \"0.1 USD\", \"completion\": \"0\""),
     .refusal = "its prompt is not a number"},
    {.name = "OpenRouter inf",
     .text = OPENROUTER("\"prompt\": \"inf\", \"completion\": \"0\""),
     .refusal = "its prompt is not a number"},
    {.name = "OpenRouter expired",
     .as_of = "2026-10-20",
     .text = "{\"data\": [{\"id\": \"m\", \"expiration_date\": \"2026-10-01T00:00:00Z\", "
             "\"pricing\": {\"prompt\": \"0.000001\", \"completion\": \"0.000002\"}}]}",
     .values = FLAT_VALUES,
     .note = "Its expiration_date, 2026-10-01, has passed"},
    /* models.dev */
    {.name = "models.dev",
     .key = "p/m",
     .text = MODELS_DEV("\"input\": 1, \"output\": 2, \"cache_read\": 0.1, \"cache_write\": 1.25"),
     .values = FLAT_VALUES " cached_input_per_mtok=0.1 cache_write_per_mtok=1.25"},
    {.name = "models.dev tiers",
     .key = "p/m",
     .text = MODELS_DEV("\"input\": 1, \"output\": 2, \"tiers\": [{\"tier\": {\"size\": 256000}, "
                        "\"input\": 2, \"output\": 6}, {\"tier\": {\"size\": 128000}, \"input\": "
                        "1.5}]"),
     .values = FLAT_VALUES " long_context_over=128000 long_context_input_per_mtok=1.5 "
                           "long_context_output_per_mtok=2",
     .note = "2 price tiers"},
    {.name = "models.dev context_over_200k",
     .key = "p/m",
     .text = MODELS_DEV("\"input\": 1, \"output\": 2, \"context_over_200k\": {\"input\": 2, "
                        "\"output\": 3}"),
     .values = FLAT_VALUES " long_context_over=200000 long_context_input_per_mtok=2 "
                           "long_context_output_per_mtok=3"},
    {.name = "models.dev, misspelt keys",
     .key = "p/m",
     .text = MODELS_DEV("\"input\": 1, \"output\": 2, \"cache_input\": 0.1, \"input_audio\": 3"),
     .values = FLAT_VALUES,
     .note = "Not known, and not imported: cache_input."},
    {.name = "models.dev before its release",
     .key = "p/m",
     .as_of = "2026-01-14",
     .text = MODELS_DEV("\"input\": 1, \"output\": 2"),
     .values = FLAT_VALUES,
     .note = "It was released on 2026-01-15"},
    {.name = "models.dev without a cost",
     .key = "p/n",
     .text = "{\"p\": {\"models\": {\"m\": {\"cost\": {}}, \"n\": {}}}}",
     .values = "",
     .note = "No price per token"},
    /* genai-prices */
    {.name = "genai",
     .key = "p/m",
     .text = GENAI("{\"input_mtok\": 1, \"output_mtok\": 2, \"cache_read_mtok\": 0.1, "
                   "\"cache_write_mtok\": 1.25, \"requests_kcount\": 12, "
                   "\"cache_write_1h_mtok\": 2}"),
     .values = FLAT_VALUES " cached_input_per_mtok=0.1 cache_write_per_mtok=1.25 "
                           "cache_write_hour_per_mtok=2 per_request=0.012"},
    {.name = "genai, an hour of long prompts",
     .key = "p/m",
     .text = GENAI("{\"input_mtok\": 1, \"output_mtok\": 2, \"cache_write_1h_mtok\": {\"base\": 2, "
                   "\"tiers\": [{\"start\": 200000, \"price\": 4}]}}"),
     .values = FLAT_VALUES " cache_write_hour_per_mtok=2",
     .note = "Not imported: cache_write_1h_mtok of long prompts."},
    {.name = "genai tiers",
     .key = "p/m",
     .text = GENAI("{\"input_mtok\": {\"base\": 5, \"tiers\": [{\"start\": 200000, \"price\": "
                   "10}]}, \"output_mtok\": {\"tiers\": [{\"price\": 37.5, \"start\": 200000}], "
                   "\"base\": 25}}"),
     .values = "input_per_mtok=5 output_per_mtok=25 long_context_over=200000 "
               "long_context_input_per_mtok=10 long_context_output_per_mtok=37.5"},
    {.name = "genai until",
     .key = "p/m",
     .text = GENAI(SONNET),
     .as_of = "2026-08-31",
     .values = "input_per_mtok=2 output_per_mtok=10",
     .to = "2026-09-01"},
    {.name = "genai from",
     .key = "p/m",
     .text = GENAI(SONNET),
     .as_of = "2026-09-01",
     .values = "input_per_mtok=3 output_per_mtok=15",
     .from = "2026-09-01"},
    {.name = "genai without a date",
     .key = "p/m",
     .text = GENAI(SONNET),
     .values = "input_per_mtok=2 output_per_mtok=10",
     .to = "2026-09-01",
     .note = "those in force on 2026-08-21"},
    {.name = "genai time of day",
     .key = "p/m",
     .text = GENAI("[{\"prices\": {\"input_mtok\": 0.135, \"output_mtok\": 0.55}}, "
                   "{\"constraint\": {\"start_time\": \"00:30:00Z\", \"end_time\": \"16:30:00Z\"}, "
                   "\"prices\": {\"input_mtok\": 0.27, \"output_mtok\": 1.1}}]"),
     .values = "input_per_mtok=0.27 output_per_mtok=1.1",
     .note = "the dearest are taken"},
    {.name = "genai, cheaper by night",
     .key = "p/m",
     .text = GENAI("[{\"prices\": {\"input_mtok\": 0.27, \"output_mtok\": 1.1}}, "
                   "{\"constraint\": {\"start_time\": \"16:30:00Z\"}, "
                   "\"prices\": {\"input_mtok\": 0.135, \"output_mtok\": 0.55}}]"),
     .values = "input_per_mtok=0.27 output_per_mtok=1.1",
     .note = "the dearest are taken"},
    {.name = "genai, another constraint",
     .key = "p/m",
     .text = GENAI("[{\"constraint\": {\"region\": \"eu\"}, \"prices\": {\"input_mtok\": 1}}]"),
     .refusal = "depend on something that is not read"},
    {.name = "genai, none in force",
     .key = "p/m",
     .as_of = "2025-01-01",
     .text = GENAI("[{\"constraint\": {\"start_date\": \"2026-01-01\"}, \"prices\": "
                   "{\"input_mtok\": 1}}]"),
     .refusal = "no price in force on 2025-01-01"},
    {.name = "genai, a base without a price",
     .key = "p/m",
     .text = GENAI("{\"input_mtok\": {\"tiers\": []}}"),
     .refusal = "has no base"},
    {.name = "genai, a tier without a start",
     .key = "p/m",
     .text = GENAI("{\"input_mtok\": {\"base\": 1, \"tiers\": [{\"price\": 1}]}}"),
     .refusal = "has no start"},
    /* llm-prices */
    {.name = "llm-prices until",
     .key = "p/m",
     .text = LLM_PRICES(HISTORY),
     .as_of = "2026-08-31",
     .values = "input_per_mtok=2 output_per_mtok=10",
     .to = "2026-09-01"},
    {.name = "llm-prices from",
     .key = "p/m",
     .text = LLM_PRICES(HISTORY),
     .as_of = "2026-09-01",
     .values = "input_per_mtok=3 output_per_mtok=15",
     .from = "2026-09-01"},
    {.name = "llm-prices without a date",
     .key = "p/m",
     .text = LLM_PRICES(HISTORY),
     .values = "input_per_mtok=2 output_per_mtok=10",
     .to = "2026-09-01",
     .note = "those in force on 2026-08-21"},
    {.name = "llm-prices, one price",
     .key = "p/m",
     .text = LLM_PRICES("{\"input\": 1, \"output\": 2, \"input_cached\": null}"),
     .values = FLAT_VALUES},
    {.name = "llm-prices, the table of today",
     .text = "{\"updated_at\": \"2026-08-05\", \"prices\": [{\"id\": \"m\", \"vendor\": \"p\", "
             "\"name\": \"M\", \"input\": 2.5, \"output\": 10, \"input_cached\": 1.25}]}",
     .key = "p/m",
     .values = "input_per_mtok=2.5 output_per_mtok=10 cached_input_per_mtok=1.25"},
    {.name = "llm-prices, the table of all times: before",
     .text = HISTORICAL,
     .key = "p/m",
     .as_of = "2026-08-31",
     .values = "input_per_mtok=2 output_per_mtok=10",
     .to = "2026-09-01"},
    {.name = "llm-prices, the table of all times: after",
     .text = HISTORICAL,
     .key = "p/m",
     .as_of = "2026-09-01",
     .values = "input_per_mtok=3 output_per_mtok=15",
     .from = "2026-09-01"},
    {.name = "llm-prices, the table of all times: over",
     .text = HISTORICAL,
     .key = "p/gone",
     .as_of = "2026-09-01",
     .refusal = "no price in force on 2026-09-01"},
    {.name = "llm-prices, ended",
     .key = "p/m",
     .as_of = "2026-01-01",
     .text = LLM_PRICES("{\"input\": 1, \"output\": 2, \"to_date\": \"2025-01-01\"}"),
     .refusal = "no price in force"},
    {.name = "llm-prices, no date",
     .key = "p/m",
     .text = LLM_PRICES("{\"input\": 1, \"output\": 2, \"to_date\": \"later\"}"),
     .refusal = "without dates that can be read"},
};

static void write_values(const struct api_entry *entry, char *buffer, size_t size)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (int i = 0; i < entry->values; i++)
        used += (size_t)snprintf(buffer + used, size - used, "%s%s=%.12g", i > 0 ? " " : "",
                                 entry->value[i].field->name, entry->value[i].value);
}

static bool has_note(const struct api_entry *entry, const char *part)
{
    for (int i = 0; i < entry->notes; i++)
        if (strstr(entry->note[i], part) != NULL)
            return true;
    static const char left_out[] = "Not imported: ";
    return strncmp(part, left_out, strlen(left_out)) == 0 &&
           strncmp(entry->left_out, part + strlen(left_out),
                   strcspn(part + strlen(left_out), ".")) == 0;
}

static void check_entry(const struct entry_case *c, const struct api_entry *entry)
{
    char values[1024];
    write_values(entry, values, sizeof values);
    if (strcmp(values, c->values != NULL ? c->values : "") != 0)
        fail_msg("%s: values %s", c->name, values);
    if ((c->refusal == NULL) != (entry->refusal[0] == '\0') ||
        (c->refusal != NULL && strstr(entry->refusal, c->refusal) == NULL))
        fail_msg("%s: refusal %s", c->name, entry->refusal);
    if (c->refusal == NULL && (c->note == NULL ? entry->notes > 0 || entry->left_out[0] != '\0'
                                               : !has_note(entry, c->note)))
        fail_msg("%s: %d notes, first %s", c->name, entry->notes, entry->note[0]);
    if (strcmp(entry->from, c->from != NULL ? c->from : "") != 0 ||
        strcmp(entry->to, c->to != NULL ? c->to : "") != 0)
        fail_msg("%s: from %s to %s", c->name, entry->from, entry->to);
}

static void test_entries(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(entries); i++) {
        const struct entry_case *c = &entries[i];
        struct price_file file;
        struct api_entry entry;
        if (!open_text(&file, c->text, strlen(c->text), c->as_of, c->allow_outliers))
            fail_msg("%s: %s", c->name, diags.list[0].text);
        const int index = price_file_find(&file, c->key != NULL ? c->key : "m");
        if (index < 0)
            fail_msg("%s: key not found", c->name);
        if (price_file_entry(&file, index, &entry) == c->is_other)
            fail_msg("%s: taken for another kind", c->name);
        check_entry(c, &entry);
        price_file_close(&file);
    }
}

/* ---- Files ---- */

static const struct {
    const char *text;
    size_t length;      /* 0: up to the NUL */
    const char *prefix; /* NULL: refused with code, at line:column */
    int code;
    uint32_t line, column;
} files[] = {
    {.text = "{\"sample_spec\": {\"litellm_provider\": \"x\"}}", .prefix = "litellm"},
    {.text = "\xEF\xBB\xBF\r\n" LITELLM(FLAT) "\r\n", .prefix = "litellm"},
    {.text = OPENROUTER(""), .prefix = "openrouter"},
    {.text = MODELS_DEV(""), .prefix = "models.dev"},
    {.text = GENAI("{}"), .prefix = "genai-prices"},
    {.text = LLM_PRICES(""), .prefix = "llm-prices"},
    {.text = "", .code = E_EMPTY},
    {.text = "version: 1\n", .code = E_IMPORT_FORMAT},
    {.text = "\xFF\xFE{\0}\0", .length = 6, .code = E_UTF16},
    {.text = "\x1F\x8B\x08", .code = E_IMPORT_FORMAT},
    {.text = "{}", .code = E_IMPORT_FORMAT},
    {.text = "[]", .code = E_IMPORT_FORMAT},
    {.text = "{\"a\": 1, \"litellm_provider\": 2}", .code = E_IMPORT_FORMAT},
    {.text = "[{\"modelName\": \"m\", \"matchPattern\": \"(?i)^m$\", \"prices\": {}}]",
     .code = E_IMPORT_FORMAT},
    {.text = "{\"m\": {\"litellm_provider\": \"x\"},\n \"n\"",
     .code = E_IMPORT_READ,
     .line = 2,
     .column = 5},
    {.text = "{\"m\": {\"litellm_provider\": \"x\"}} {}",
     .code = E_IMPORT_READ,
     .line = 1,
     .column = 34},
    {.text = "{\"a\": [1,]}", .code = E_IMPORT_READ, .line = 1, .column = 10},
    {.text = "{\"data\": [{\"pricing\": {}}", .code = E_IMPORT_READ, .line = 1, .column = 26},
    {.text = "[{\"models\": [{\"prices\": {}\n", .code = E_IMPORT_READ, .line = 2, .column = 1},
    {.text = "{\"p\": {\"models\": {\"m\": {\"cost\": {}}}}",
     .code = E_IMPORT_READ,
     .line = 1,
     .column = 38},
};

static void test_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        struct price_file file;
        const size_t length = files[i].length > 0 ? files[i].length : strlen(files[i].text);
        const bool good = open_text(&file, files[i].text, length, NULL, false);
        if (good != (files[i].prefix != NULL))
            fail_msg("%s is %s", files[i].text, good ? "taken" : diags.list[0].text);
        if (good) {
            assert_string_equal(price_file_prefix(&file), files[i].prefix);
            assert_int_equal(diags.count, 0);
        } else {
            assert_int_equal(diags.errors, 1);
            assert_int_equal(diags.list[0].code, files[i].code);
            assert_int_equal(diags.list[0].place.input, 1);
            if (diags.list[0].place.line != files[i].line ||
                diags.list[0].place.column != files[i].column)
                fail_msg("%s: at %u:%u", files[i].text, diags.list[0].place.line,
                         diags.list[0].place.column);
        }
        price_file_close(&file);
    }
}

static void test_duplicates(void **state)
{
    (void)state;
    static const char text[] =
        "{\"m\": {\"litellm_provider\": \"x\", \"mode\": \"chat\", " FLAT "},\n"
        " \"m\": {\"mode\": \"chat\", \"input_cost_per_token\": 3e-06, "
        "\"output_cost_per_token\": 4e-06}}";
    struct price_file file;
    struct api_entry entry;
    assert_true(open_text(&file, text, sizeof text - 1, NULL, false));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.list[0].severity, LLMCOST_WARNING);
    assert_int_equal(diags.list[0].place.line, 2);
    assert_int_equal(diags.list[0].place.column, 2);
    assert_int_equal(diags.list[0].place.input, 1);
    assert_non_null(strstr(diags.list[0].text, "3 in and 4 out, before 1 in and 2 out"));
    price_file_entry(&file, price_file_find(&file, "m"), &entry);
    ASSERT_NEAR(entry.value[0].value, 3, 0);
    assert_true(file.item[0].is_replaced);
    price_file_close(&file);
}

/* Keys match exactly; what holds the word, or is near to it, is listed, shortest first. */
static void test_candidates(void **state)
{
    (void)state;
#define MODEL(key) "\"" key "\": {\"litellm_provider\": \"x\", \"mode\": \"chat\", " FLAT "}"
    static const char text[] = "{" MODEL("azure/eu/gpt-4o") ", " MODEL("gpt-4o-mini") ", " MODEL(
        "azure/gpt-4o") ", \"gpt-4o-embed\": {\"mode\": \"embedding\"}}";
    struct price_file file;
    struct candidates candidates = {.count = 0};
    assert_true(open_text(&file, text, sizeof text - 1, NULL, false));
    assert_int_equal(price_file_find(&file, "gpt-4o"), -1);
    assert_int_equal(price_file_find(&file, ""), -1);
    price_file_candidates(&file, "gpt-4o", &candidates);
    assert_int_equal(candidates.count, 3);
    assert_string_equal(candidates.name[0], "azure/gpt-4o");
    assert_string_equal(candidates.name[1], "azure/eu/gpt-4o");
    assert_string_equal(candidates.name[2], "gpt-4o-mini");
    candidates = (struct candidates){.count = 0};
    price_file_candidates(&file, "gpt-4o-mimi", &candidates);
    assert_int_equal(candidates.total, 1);
    assert_string_equal(candidates.name[0], "gpt-4o-mini");
    candidates = (struct candidates){.count = 0};
    price_file_candidates(&file, "something else", &candidates);
    assert_int_equal(candidates.total, 0);
    price_file_close(&file);
}

/* A file that is cut off anywhere is refused, and nothing is read behind its end. */
static void test_cut(void **state)
{
    (void)state;
    static const char *const texts[] = {LITELLM(FLAT), OPENROUTER("\"prompt\": \"1\""),
                                        MODELS_DEV("\"input\": 1"), GENAI(SONNET),
                                        LLM_PRICES(HISTORY)};
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t length = 0; length < strlen(texts[i]); length++) {
            struct price_file file;
            assert_false(open_text(&file, texts[i], length, NULL, false));
            assert_int_equal(diags.errors, 1);
            price_file_close(&file);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries),    cmocka_unit_test(test_files),
        cmocka_unit_test(test_duplicates), cmocka_unit_test(test_candidates),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
