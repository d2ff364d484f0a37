/* test_review.c - what a reader is told: every warning both where it is due and where it is not,
 * its figures, what was not priced, and the bound on their number.
 */
#include "model.h"

struct review_row {
    const char *name;
    struct change change[10];
    void (*edit)(void); /* what is no number */
    struct weights load;
    int id, option; /* the warning, and the option it is about */
    bool absent;
    double value, other; /* NAN: not looked at */
    const char *path;    /* the input it points to, NULL: not looked at */
};

static void measured(void)
{
    scenario.host[0].requests_per_second.basis = LLMCOST_MEASURED;
}

/* Ids that name model families. */
static void families(const char *api, const char *host)
{
    model_workload();
    model_api(api, 1, 2);
    model_api("other", 1, 2);
    model_host(host, 1);
    model_host("box", 1);
    model_hybrid("mix", host, api);
}

static void same_family(void)
{
    families("provider/Llama-3", "LLAMA.70b");
}

static void related_families(void)
{
    families("mixtral-8x7b", "mistral-7b");
}

static void reserved(void)
{
    scenario.host[0].unit.text = llmcost_add_text(&scenario, "PTU", 3);
}

static void mix_starts_later(void)
{
    model_name(&scenario.hybrid[0].start.until_then, "api");
    llmcost_set(&scenario.hybrid[0].start.starts_month, 4);
}

static void starts_later(void)
{
    model_name(&scenario.host[0].start.until_then, "api");
    llmcost_set(&scenario.host[0].start.starts_month, 4);
}

static void two_families(void)
{
    families("gpt-4o", "llama-70b");
}

static void stated_at_host(void)
{
    two_families();
    model_assign("hosts.llama-70b.token_ratio", 1);
}

static void stated_at_api(void)
{
    two_families();
    model_assign("apis.gpt-4o.token_ratio", 1.1);
}

static const struct review_row rows[] = {
    {.name = "a fleet at 100 % of its peak",
     .id = LLMCOST_W_NO_HEADROOM,
     .option = HOST,
     .value = 1,
     .other = NAN,
     .path = "hosts.host.max_utilization"},
    {.name = "at 91 %",
     .change = {{"hosts.host.requests_per_second", 1 / 0.91}},
     .id = LLMCOST_W_NO_HEADROOM,
     .option = HOST,
     .value = 0.91,
     .other = NAN},
    {.name = "at 89 % it has headroom",
     .change = {{"hosts.host.requests_per_second", 1 / 0.89}},
     .id = LLMCOST_W_NO_HEADROOM,
     .option = HOST,
     .absent = true},
    {.name = "a spare is headroom",
     .change = {{"hosts.host.spare_replicas", 1}},
     .id = LLMCOST_W_NO_HEADROOM,
     .option = HOST,
     .absent = true},
    {.name = "a fleet that does not serve is told so instead",
     .change = {{"hosts.host.replicas", 1}, {"workload.attempts_per_request", 1.1}},
     .id = LLMCOST_W_NO_HEADROOM,
     .option = HOST,
     .absent = true},
    {.name = "no fleet at all has no peak",
     .change = {{"hosts.host.min_replicas", 0}, {"workload.requests_per_month", 0}},
     .id = LLMCOST_W_NO_HEADROOM,
     .option = HOST,
     .absent = true},
    {.name = "of 16 places 56 % may be taken, all are planned for",
     .change = {{"hosts.host.concurrency", 16}},
     .id = LLMCOST_W_SLOTS,
     .option = HOST,
     .value = 1,
     .other = 0.5629502052589905,
     .path = "hosts.host.max_utilization"},
    {.name = "of 64 75 %: 3 of 4 are just too many",
     .change = {{"hosts.host.concurrency", 64},
                {"hosts.host.max_utilization", 0.75},
                {"hosts.host.requests_per_second", 2}},
     .id = LLMCOST_W_SLOTS,
     .option = HOST,
     .value = 0.75,
     .other = NAN},
    {.name = "of 256 86 %: a burst leaves room for chance too",
     .change = {{"hosts.host.measured_concurrency", 256}, {"workload.burst", 1.2}},
     .id = LLMCOST_W_SLOTS,
     .option = HOST,
     .absent = true},
    {.name = "several replicas share the places that they have",
     .change = {{"hosts.host.concurrency", 16}, {"hosts.host.replicas", 3}},
     .id = LLMCOST_W_SLOTS,
     .option = HOST,
     .value = 1,
     .other = 0.7155230316045627},
    {.name = "how many places a replica has is not known",
     .id = LLMCOST_W_SLOTS,
     .option = HOST,
     .absent = true},
    {.name = "no headroom is said once",
     .change = {{"hosts.host.concurrency", 16}},
     .id = LLMCOST_W_NO_HEADROOM,
     .option = HOST,
     .absent = true},
    {.name = "a typed throughput",
     .id = LLMCOST_W_NOT_MEASURED,
     .option = HOST,
     .value = 1,
     .other = NAN,
     .path = "hosts.host.requests_per_second"},
    {.name = "typed tokens_per_second",
     .change = {{"hosts.host.requests_per_second", NAN}, {"hosts.host.tokens_per_second", 2400}},
     .id = LLMCOST_W_NOT_MEASURED,
     .option = HOST,
     .value = 2,
     .other = NAN,
     .path = "hosts.host.tokens_per_second"},
    {.name = "typed speeds apart",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 2000},
                {"hosts.host.output_tokens_per_second", 400}},
     .id = LLMCOST_W_NOT_MEASURED,
     .option = HOST,
     .value = 1,
     .other = NAN,
     .path = "hosts.host.output_tokens_per_second"},
    {.name = "a measured one",
     .edit = measured,
     .id = LLMCOST_W_NOT_MEASURED,
     .option = HOST,
     .absent = true},
    {.name = "five on call",
     .change = {{"hosts.host.on_call_engineers", 5}},
     .id = LLMCOST_W_SMALL_ROTATION,
     .option = HOST,
     .value = 5,
     .other = NAN,
     .path = "hosts.host.on_call_engineers"},
    {.name = "six on call",
     .change = {{"hosts.host.on_call_engineers", 6}},
     .id = LLMCOST_W_SMALL_ROTATION,
     .option = HOST,
     .absent = true},
    {.name = "nobody on call", .id = LLMCOST_W_SMALL_ROTATION, .option = HOST, .absent = true},
    {.name = "availability of one replica",
     .change = {{"rules.min_availability", 0.99}},
     .id = LLMCOST_W_NO_SPARE,
     .option = HOST,
     .value = NAN,
     .other = NAN,
     .path = "hosts.host.spare_replicas"},
    {.name = "of one with a spare",
     .change = {{"rules.min_availability", 0.99}, {"hosts.host.spare_replicas", 1}},
     .id = LLMCOST_W_NO_SPARE,
     .option = HOST,
     .absent = true},
    {.name = "of two",
     .change = {{"rules.min_availability", 0.99}, {"hosts.host.min_replicas", 2}},
     .id = LLMCOST_W_NO_SPARE,
     .option = HOST,
     .absent = true},
    {.name = "of capacity that a provider reserves",
     .edit = reserved,
     .change = {{"rules.min_availability", 0.99}},
     .id = LLMCOST_W_NO_SPARE,
     .option = HOST,
     .absent = true},
    {.name = "a reserved unit is no GPU, and may cost more than the dearest",
     .edit = reserved,
     .change = {{"hosts.host.gpu_hour", 100}},
     .id = LLMCOST_W_UNIT_SLIP,
     .option = HOST,
     .absent = true},
    {.name = "not demanded", .id = LLMCOST_W_NO_SPARE, .option = HOST, .absent = true},
    {.name = "60 requests a minute over a limit of 50",
     .change = {{"apis.api.requests_per_minute_limit", 50}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = API,
     .value = 60,
     .other = 50,
     .path = "apis.api.requests_per_minute_limit"},
    {.name = "72,000 tokens a minute over a limit of 70,000",
     .change = {{"apis.api.requests_per_minute_limit", 60},
                {"apis.api.tokens_per_minute_limit", 70000}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = API,
     .value = 72000,
     .other = 70000,
     .path = "apis.api.tokens_per_minute_limit"},
    {.name = "tokens of its own tokenizer",
     .change = {{"apis.api.tokens_per_minute_limit", 80000}, {"apis.api.token_ratio", 1.5}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = API,
     .value = 108000,
     .other = 80000,
     .path = "apis.api.tokens_per_minute_limit"},
    {.name = "both exceeded: the tighter one",
     .change = {{"apis.api.requests_per_minute_limit", 30},
                {"apis.api.tokens_per_minute_limit", 70000}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = API,
     .value = 60,
     .other = 30,
     .path = "apis.api.requests_per_minute_limit"},
    {.name = "passed by growth: the peak of the month that passes it, 60 * 2^(8/12)",
     .change = {{"apis.api.requests_per_minute_limit", 90}, {"workload.growth_per_year", 1}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = API,
     .value = 95.2440631,
     .other = 90,
     .path = "apis.api.requests_per_minute_limit"},
    {.name = "a hybrid's overflow: 30 over 20",
     .change = {{"hosts.host.requests_per_second", 0.5},
                {"hybrids.mix.replicas", 1},
                {"apis.api.requests_per_minute_limit", 20}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = MIX,
     .value = 30,
     .other = 20,
     .path = "apis.api.requests_per_minute_limit"},
    {.name = "exactly at the limit",
     .change = {{"apis.api.requests_per_minute_limit", 60}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = API,
     .absent = true},
    {.name = "given replicas too few: 1.5 of 1 request/s",
     .change = {{"hosts.host.replicas", 1}, {"workload.attempts_per_request", 1.5}},
     .id = LLMCOST_W_NOT_SERVED,
     .option = HOST,
     .value = 1.5,
     .other = 1,
     .path = "hosts.host.replicas"},
    {.name = "given replicas too few in a later month: 1.3 * 2^(8/12) of 2",
     .change = {{"hosts.host.replicas", 2},
                {"workload.attempts_per_request", 1.3},
                {"workload.growth_per_year", 1}},
     .id = LLMCOST_W_NOT_SERVED,
     .option = HOST,
     .value = 2.0636213676,
     .other = 2,
     .path = "hosts.host.replicas"},
    {.name = "the api that serves until then: 60 over 50",
     .edit = starts_later,
     .change = {{"apis.api.requests_per_minute_limit", 50}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = HOST,
     .value = 60,
     .other = 50,
     .path = "apis.api.requests_per_minute_limit"},
    {.name = "it serves in the overlap, when the host does as well: 60 * 2^(2/12) over 65",
     .edit = starts_later,
     .change = {{"apis.api.requests_per_minute_limit", 65},
                {"hosts.host.starts_month", 2},
                {"hosts.host.overlap_months", 4},
                {"workload.growth_per_year", 1}},
     .id = LLMCOST_W_OVER_LIMIT,
     .option = HOST,
     .value = 67.3477228986,
     .other = 65,
     .path = "apis.api.requests_per_minute_limit"},
    {.name = "given replicas enough",
     .change = {{"hosts.host.replicas", 1}},
     .id = LLMCOST_W_NOT_SERVED,
     .option = HOST,
     .absent = true},
    {.name = "the host's prefix cache counts, the api's cache has no price",
     .change = {{"workload.cached_share", 0.5},
                {"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 10000},
                {"hosts.host.output_tokens_per_second", 400}},
     .id = LLMCOST_W_CACHE_ONE_SIDE,
     .option = API,
     .value = NAN,
     .other = NAN,
     .path = "apis.api.cached_input_per_mtok"},
    {.name = "it has a price",
     .change = {{"workload.cached_share", 0.5},
                {"apis.api.cached_input_per_mtok", 0.1},
                {"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 10000},
                {"hosts.host.output_tokens_per_second", 400}},
     .id = LLMCOST_W_CACHE_ONE_SIDE,
     .option = API,
     .absent = true},
    {.name = "the host states that it has no prefix cache",
     .change = {{"workload.cached_share", 0.5},
                {"hosts.host.prefix_cached_share", 0},
                {"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 10000},
                {"hosts.host.output_tokens_per_second", 400}},
     .id = LLMCOST_W_CACHE_ONE_SIDE,
     .option = API,
     .absent = true},
    {.name = "... while an api discounts cached tokens",
     .change = {{"workload.cached_share", 0.5},
                {"apis.dear.cached_input_per_mtok", 0.1},
                {"hosts.host.prefix_cached_share", 0}},
     .id = LLMCOST_W_CACHE_ONE_SIDE,
     .option = HOST,
     .value = NAN,
     .other = NAN,
     .path = "hosts.host.prefix_cached_share"},
    {.name = "a cached price that is no discount",
     .change = {{"workload.cached_share", 0.5},
                {"apis.dear.cached_input_per_mtok", 2},
                {"hosts.host.prefix_cached_share", 0}},
     .id = LLMCOST_W_CACHE_ONE_SIDE,
     .option = HOST,
     .absent = true},
    {.name = "nothing is cached",
     .change = {{"apis.dear.cached_input_per_mtok", 0.1}, {"hosts.host.prefix_cached_share", 0}},
     .id = LLMCOST_W_CACHE_ONE_SIDE,
     .option = HOST,
     .absent = true},
    {.name = "two tokenizers, one count",
     .edit = two_families,
     .id = LLMCOST_W_SAME_TOKENIZER,
     .option = HOST,
     .value = 0, /* the api it differs from */
     .other = NAN,
     .path = "hosts.llama-70b.token_ratio"},
    {.name = "a ratio of 1 that somebody stated",
     .edit = stated_at_host,
     .id = LLMCOST_W_SAME_TOKENIZER,
     .option = HOST,
     .absent = true},
    {.name = "or stated on the other side",
     .edit = stated_at_api,
     .id = LLMCOST_W_SAME_TOKENIZER,
     .option = HOST,
     .absent = true},
    {.name = "one family by two spellings",
     .edit = same_family,
     .id = LLMCOST_W_SAME_TOKENIZER,
     .option = HOST,
     .absent = true},
    {.name = "ids that name no family",
     .id = LLMCOST_W_SAME_TOKENIZER,
     .option = HOST,
     .absent = true},
    {.name = "a hybrid of two models",
     .edit = two_families,
     .id = LLMCOST_W_HYBRIDS_DIFFER,
     .option = MIX,
     .value = NAN,
     .other = NAN},
    {.name = "a hybrid of who knows what",
     .id = LLMCOST_W_HYBRIDS_DIFFER,
     .option = MIX,
     .value = NAN,
     .other = NAN},
    {.name = "a hybrid of one model",
     .edit = same_family,
     .id = LLMCOST_W_HYBRIDS_DIFFER,
     .option = MIX,
     .absent = true},
    {.name = "a hybrid that is said to be of one model",
     .edit = two_families,
     .change = {{"hybrids.mix.same_model", 1}},
     .id = LLMCOST_W_HYBRIDS_DIFFER,
     .option = MIX,
     .absent = true},
    {.name = "models of one maker",
     .edit = related_families,
     .id = LLMCOST_W_HYBRIDS_DIFFER,
     .option = MIX,
     .absent = true},
    {.name = "output cheaper than input",
     .change = {{"apis.api.output_per_mtok", 0.5}},
     .id = LLMCOST_W_OUTPUT_CHEAPER,
     .option = API,
     .value = 1,
     .other = 0.5,
     .path = "apis.api.output_per_mtok"},
    {.name = "where there is no output",
     .change = {{"apis.api.output_per_mtok", 0}, {"workload.output_tokens", 0}},
     .id = LLMCOST_W_OUTPUT_CHEAPER,
     .option = API,
     .absent = true},
    {.name = "one price for both",
     .change = {{"apis.api.output_per_mtok", 1}},
     .id = LLMCOST_W_OUTPUT_CHEAPER,
     .option = API,
     .absent = true},
    /* 4,320 Mtok are 4,320 to 8,640: a fee lifts the bill of 5,040 above that */
    {.name = "a bill above all-output pricing",
     .change = {{"apis.api.monthly_fee", 3601}},
     .id = LLMCOST_W_OUT_OF_BOUNDS,
     .option = API,
     .value = 8641,
     .other = NAN,
     .path = "apis.api.monthly_fee"},
    {.name = "a bill of exactly all-output pricing",
     .change = {{"apis.api.monthly_fee", 3600}},
     .id = LLMCOST_W_OUT_OF_BOUNDS,
     .option = API,
     .absent = true},
    {.name = "request fees are no token prices",
     .change = {{"apis.api.per_request", 1}},
     .id = LLMCOST_W_OUT_OF_BOUNDS,
     .option = API,
     .absent = true},
    {.name = "free tokens and a fee: no bounds to be outside of",
     .change = {{"apis.api.input_per_mtok", 0},
                {"apis.api.output_per_mtok", 0},
                {"apis.api.monthly_fee", 1870}},
     .id = LLMCOST_W_OUT_OF_BOUNDS,
     .option = API,
     .absent = true},
    {.name = "long-context output at the tier's ratio is within the bounds",
     .change = {{"workload.long_context_share", 1},
                {"workload.output_tokens", 9000},
                {"apis.api.long_context_input_per_mtok", 3}},
     .id = LLMCOST_W_OUT_OF_BOUNDS,
     .option = API,
     .absent = true},
    {.name = "a cache dearer than anything else is too",
     .change = {{"workload.cached_share", 1}, {"apis.api.cached_input_per_mtok", 5}},
     .id = LLMCOST_W_OUT_OF_BOUNDS,
     .option = API,
     .absent = true},
    {.name = "cached tokens at the input price",
     .change = {{"workload.cached_share", 0.5}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .value = 1,
     .other = NAN,
     .path = "apis.api.cached_input_per_mtok"},
    {.name = "written tokens at the input price",
     .change = {{"workload.cache_write_share", 0.5}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .value = 1,
     .other = NAN,
     .path = "apis.api.cache_write_per_mtok"},
    {.name = "both have a price",
     .change = {{"workload.cached_share", 0.5},
                {"workload.cache_write_share", 0.1},
                {"apis.api.cached_input_per_mtok", 0.1},
                {"apis.api.cache_write_per_mtok", 1.25}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .absent = true},
    {.name = "all cached tokens are in batches, whose price is stated",
     .change = {{"workload.cached_share", 0.5},
                {"workload.batch_share", 1},
                {"apis.api.batch_discount", 0},
                {"apis.api.batch_cached_input_per_mtok", 0.1}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .absent = true},
    {.name = "some are in none",
     .change = {{"workload.cached_share", 0.5},
                {"workload.batch_share", 0.9},
                {"apis.api.batch_discount", 0},
                {"apis.api.batch_cached_input_per_mtok", 0.1}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .value = 1,
     .other = NAN,
     .path = "apis.api.cached_input_per_mtok"},
    {.name = "no input at all",
     .change = {{"workload.cached_share", 0.5}, {"workload.input_tokens", 0}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .absent = true},
    {.name = "free input",
     .change = {{"workload.cached_share", 0.5}, {"apis.api.input_per_mtok", 0}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .absent = true},
    {.name = "batch requests at the full price",
     .change = {{"workload.batch_share", 0.5}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .value = 1,
     .other = NAN,
     .path = "apis.api.batch_discount"},
    {.name = "no discount for batches is known",
     .change = {{"workload.batch_share", 0.5}, {"apis.api.batch_discount", 0}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .absent = true},
    {.name = "long prompts at the plain price",
     .change = {{"workload.long_context_share", 0.5}},
     .id = LLMCOST_W_UNKNOWN_PRICE,
     .option = API,
     .value = 1,
     .other = NAN,
     .path = "apis.api.long_context_input_per_mtok"},
    {.name = "prompts above the threshold on average",
     .change = {{"apis.api.long_context_over", 900}},
     .id = LLMCOST_W_LONG_CONTEXT,
     .option = API,
     .value = 1000,
     .other = 900,
     .path = "workload.long_context_share"},
    {.name = "in the api's own tokens",
     .change = {{"apis.api.long_context_over", 1100}, {"apis.api.token_ratio", 1.2}},
     .id = LLMCOST_W_LONG_CONTEXT,
     .option = API,
     .value = 1200,
     .other = 1100},
    {.name = "a share is stated",
     .change = {{"apis.api.long_context_over", 900}, {"workload.long_context_share", 0.1}},
     .id = LLMCOST_W_LONG_CONTEXT,
     .option = API,
     .absent = true},
    {.name = "exactly the threshold",
     .change = {{"apis.api.long_context_over", 1000}},
     .id = LLMCOST_W_LONG_CONTEXT,
     .option = API,
     .absent = true},
    {.name = "a month of 1,000 hours",
     .id = LLMCOST_W_LONG_MONTH,
     .option = -1,
     .value = 1000,
     .other = NAN,
     .path = "hours_per_month"},
    {.name = "a month of 31 days",
     .change = {{"hours_per_month", 744}},
     .id = LLMCOST_W_LONG_MONTH,
     .option = -1,
     .absent = true},
    {.name = "a residual of what is rented",
     .change = {{"hosts.host.residual_share", 0.1}},
     .id = LLMCOST_W_NO_EFFECT,
     .option = HOST,
     .value = NAN,
     .other = NAN,
     .path = "hosts.host.residual_share"},
    {.name = "a residual of what is bought",
     .change = {{"hosts.host.residual_share", 0.1},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 1000},
                {"hosts.host.life_years", 3}},
     .id = LLMCOST_W_NO_EFFECT,
     .option = HOST,
     .absent = true},
    {.name = "a residual of nothing",
     .change = {{"hosts.host.residual_share", 0}},
     .id = LLMCOST_W_NO_EFFECT,
     .option = HOST,
     .absent = true},
    {.name = "a cold start without elastic units",
     .change = {{"hosts.host.cold_start_hours", 1}},
     .id = LLMCOST_W_NO_EFFECT,
     .option = HOST,
     .value = NAN,
     .other = NAN,
     .path = "hosts.host.cold_start_hours"},
    {.name = "overhead on elastic hours: one of two needs is enough",
     .change = {{"hosts.host.overhead_share", 0.1},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 1}},
     .id = LLMCOST_W_NO_EFFECT,
     .option = HOST,
     .absent = true},
    {.name = "a stipend nobody gets",
     .change = {{"hosts.host.on_call_stipend_per_month", 500}},
     .id = LLMCOST_W_NO_EFFECT,
     .option = HOST,
     .value = NAN,
     .other = NAN,
     .path = "hosts.host.on_call_stipend_per_month"},
};

/* ---- Estimates and catalogs ---- */

static void estimate_it(void)
{
    model_estimate(&scenario.host[0]);
}

/* A measured point of a host whose model and gpu are known: requests/s of one replica. */
static void measure_it(double requests)
{
    estimate_it();
    llmcost_set(&scenario.host[0].requests_per_second, requests);
    measured();
}

static void measure_18(void)
{
    measure_it(18);
}

static void measure_17(void)
{
    measure_it(17);
}

static void measure_tokens(void)
{
    measure_it(1);
    scenario.host[0].requests_per_second.origin = LLMCOST_UNSET;
    llmcost_set(&scenario.host[0].tokens_per_second, 24000);
    scenario.host[0].tokens_per_second.basis = LLMCOST_MEASURED;
}

static void estimate_on_amd(void)
{
    estimate_it();
    scenario.host[0].gpu_facts.is_amd = true;
}

static void estimate_unknown_link(void)
{
    estimate_it();
    scenario.host[0].gpu_facts.link_bytes_per_second = 0;
    llmcost_set(&scenario.host[0].gpus_per_replica, 2);
}

static void estimate_starved(void)
{
    estimate_it();
    scenario.host[0].model_facts.parameters = 14e9;
}

static void estimate_starved_fp8(void)
{
    estimate_starved();
    scenario.host[0].gpu_facts.fp8_flops = 2e14;
    scenario.host[0].model_facts.parameters = 17e9;
}

static void estimate_too_large(void)
{
    estimate_it();
    scenario.host[0].model_facts.parameters = 100e9;
}

static void estimate_too_large_bought(void)
{
    estimate_too_large();
    llmcost_set(&scenario.host[0].gpus_per_replica, 7);
}

static void date_api(void)
{
    scenario.as_of = 20091;
    scenario.api[0].priced_on = 20000;
}

static void date_api_in_time(void)
{
    scenario.as_of = 20090;
    scenario.api[0].priced_on = 20000;
}

static void date_host(void)
{
    scenario.as_of = 20000;
    scenario.host[0].priced_on = 20001;
}

static void in_yen(void)
{
    model_name(&scenario.currency, "JPY");
}

static void no_date(void)
{
    scenario.api[0].priced_on = 20000;
}

static void note_it(void)
{
    static const char text[] = "its price is that of the peak hours";
    scenario.note[0] = (struct llmcost_note){
        .text = llmcost_add_text(&scenario, text, strlen(text)), .section = LLMCOST_APIS};
    scenario.notes_of_catalogs = 1;
}

static const struct review_row catalog_rows[] = {
    {.name = "an estimate",
     .edit = estimate_it,
     .id = LLMCOST_W_ESTIMATED,
     .option = HOST,
     .value = NAN,
     .other = NAN,
     .path = "hosts.host.throughput_factor"},
    {.name = "a stated capacity", .id = LLMCOST_W_ESTIMATED, .option = HOST, .absent = true},
    {.name = "an estimate of what does not fit",
     .edit = estimate_too_large,
     .id = LLMCOST_W_ESTIMATED,
     .option = HOST,
     .absent = true},
    /* by hand: 200 GB of weights; a GPU has 0.92 * 40 - 2.5 = 34.3 GB: six hold 205.8 */
    {.name = "too large",
     .edit = estimate_too_large,
     .id = LLMCOST_W_DOES_NOT_FIT,
     .option = HOST,
     .value = 1,
     .other = 6,
     .path = "hosts.host.gpus_per_replica"},
    {.name = "large enough",
     .edit = estimate_too_large_bought,
     .id = LLMCOST_W_DOES_NOT_FIT,
     .option = HOST,
     .absent = true},
    /* by hand: 34.3 GB less 28 GB of weights, over 65,536 * 2 bytes * 1,200 tokens */
    {.name = "memory for few sequences",
     .edit = estimate_starved,
     .id = LLMCOST_W_FEW_SEQUENCES,
     .option = HOST,
     .value = 6.3e9 / (131072.0 * 1200),
     .other = 256,
     .path = "hosts.host.gpus_per_replica"},
    {.name = "fewer still, where fp8 would help",
     .edit = estimate_starved_fp8,
     .id = LLMCOST_W_FEW_SEQUENCES,
     .option = HOST,
     .value = 0.3e9 / (131072.0 * 1200),
     .other = 256},
    {.name = "memory for enough",
     .edit = estimate_it,
     .id = LLMCOST_W_FEW_SEQUENCES,
     .option = HOST,
     .absent = true},
    {.name = "few are asked for",
     .edit = estimate_starved,
     .change = {{"hosts.host.concurrency", 100}},
     .id = LLMCOST_W_FEW_SEQUENCES,
     .option = HOST,
     .absent = true},
    {.name = "a price per token",
     .change = {{"apis.api.input_per_mtok", 1e-6}},
     .id = LLMCOST_W_UNIT_SLIP,
     .option = API,
     .value = 1e-6,
     .other = 0.001,
     .path = "apis.api.input_per_mtok"},
    {.name = "a price per billion",
     .change = {{"apis.api.output_per_mtok", 2000}},
     .id = LLMCOST_W_UNIT_SLIP,
     .option = API,
     .value = 2000,
     .other = 1000,
     .path = "apis.api.output_per_mtok"},
    {.name = "cheap and dear are prices too",
     .change = {{"apis.api.input_per_mtok", 0.001}, {"apis.api.output_per_mtok", 1000}},
     .id = LLMCOST_W_UNIT_SLIP,
     .option = API,
     .absent = true},
    {.name = "the rent of a node",
     .change = {{"hosts.host.gpu_hour", 98.32}},
     .id = LLMCOST_W_UNIT_SLIP,
     .option = HOST,
     .value = 98.32,
     .other = LLMCOST_DEAREST_RENT,
     .path = "hosts.host.gpu_hour"},
    {.name = "the rent of the dearest GPU",
     .change = {{"hosts.host.gpu_hour", 12.29}},
     .id = LLMCOST_W_UNIT_SLIP,
     .option = HOST,
     .absent = true},
    /* by hand: 144,179,200 bytes of cache for 1,100 tokens; 20 GB beside the weights hold 138.7 of
     * them; a step reads 19.2 + 20 GB in 39.2 ms, and a request takes 200 of them */
    {.name = "faster than its memory",
     .edit = measure_18,
     .id = LLMCOST_W_UNIT_SLIP,
     .option = HOST,
     .value = 18,
     .other = 20e9 / 144179200 / (200 * 0.0392),
     .path = "hosts.host.requests_per_second"},
    {.name = "as fast as its memory",
     .edit = measure_17,
     .id = LLMCOST_W_UNIT_SLIP,
     .option = HOST,
     .absent = true},
    {.name = "tokens faster than its memory",
     .edit = measure_tokens,
     .id = LLMCOST_W_UNIT_SLIP,
     .option = HOST,
     .value = 24000,
     .other = 1200 * 20e9 / 144179200 / (200 * 0.0392),
     .path = "hosts.host.tokens_per_second"},
    {.name = "a request every other hour",
     .change = {{"workload.requests_per_month", 500}},
     .id = LLMCOST_W_IDLE,
     .option = HOST,
     .value = 500 / 3.6e6,
     .other = NAN},
    {.name = "twenty an hour, always on",
     .change = {{"workload.requests_per_month", 20000}},
     .id = LLMCOST_W_IDLE,
     .option = HOST,
     .absent = true},
    {.name = "twenty an hour, on a GPU that comes and goes",
     .change = {{"workload.requests_per_month", 20000},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 1},
                {"hosts.host.min_replicas", 0}},
     .id = LLMCOST_W_IDLE,
     .option = HOST,
     .value = 20000 / 3.6e6,
     .other = NAN},
    {.name = "a few each minute, on such a GPU",
     .change = {{"workload.requests_per_month", 200000},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 1},
                {"hosts.host.min_replicas", 0}},
     .id = LLMCOST_W_IDLE,
     .option = HOST,
     .absent = true},
    {.name = "bought GPUs idle for nobody",
     .change = {{"workload.requests_per_month", 500},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 1000},
                {"hosts.host.life_years", 3}},
     .id = LLMCOST_W_IDLE,
     .option = HOST,
     .absent = true},
    {.name = "a life of three years in a question of one: two thirds of the price",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 36000},
                {"hosts.host.life_years", 3}},
     .id = LLMCOST_W_BOOK_VALUE,
     .option = HOST,
     .value = 24000,
     .other = NAN,
     .path = "hosts.host.resale_share"},
    {.name = "staging is bought too",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 36000},
                {"hosts.host.life_years", 3},
                {"hosts.host.staging_gpus", 1}},
     .id = LLMCOST_W_BOOK_VALUE,
     .option = HOST,
     .value = 48000,
     .other = NAN},
    {.name = "what they fetch is stated",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 36000},
                {"hosts.host.life_years", 3},
                {"hosts.host.resale_share", 0.5}},
     .id = LLMCOST_W_BOOK_VALUE,
     .option = HOST,
     .absent = true},
    {.name = "a life that ends with the question",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 36000},
                {"hosts.host.life_years", 1}},
     .id = LLMCOST_W_BOOK_VALUE,
     .option = HOST,
     .absent = true},
    {.name = "yen have other magnitudes",
     .edit = in_yen,
     .change = {{"hosts.host.gpu_hour", 400}},
     .id = LLMCOST_W_UNIT_SLIP,
     .option = HOST,
     .absent = true},
    {.name = "AMD",
     .edit = estimate_on_amd,
     .id = LLMCOST_W_ESTIMATE_TRAP,
     .option = HOST,
     .value = LLMCOST_TRAP_AMD,
     .other = NAN},
    {.name = "an unknown link",
     .edit = estimate_unknown_link,
     .id = LLMCOST_W_ESTIMATE_TRAP,
     .option = HOST,
     .value = LLMCOST_TRAP_UNKNOWN_LINK,
     .other = NAN},
    {.name = "no trap",
     .edit = estimate_it,
     .id = LLMCOST_W_ESTIMATE_TRAP,
     .option = HOST,
     .absent = true},
    {.name = "measured with shorter prompts",
     .change = {{"hosts.host.measured_input_tokens", 909}},
     .id = LLMCOST_W_OTHER_MIX,
     .option = HOST,
     .value = 909,
     .other = 1000,
     .path = "hosts.host.measured_input_tokens"},
    {.name = "measured with longer answers",
     .change = {{"hosts.host.measured_output_tokens", 300}},
     .id = LLMCOST_W_OTHER_MIX,
     .option = HOST,
     .value = 1000,
     .other = 1000,
     .path = "hosts.host.measured_output_tokens"},
    {.name = "measured with both: one warning tells both",
     .change = {{"hosts.host.measured_input_tokens", 500},
                {"hosts.host.measured_output_tokens", 300}},
     .id = LLMCOST_W_OTHER_MIX,
     .option = HOST,
     .value = 500,
     .other = 1000,
     .path = "hosts.host.measured_input_tokens"},
    {.name = "measured within a tenth",
     .change = {{"hosts.host.measured_input_tokens", 910}},
     .id = LLMCOST_W_OTHER_MIX,
     .option = HOST,
     .absent = true},
    {.name = "a price of 91 days",
     .edit = date_api,
     .id = LLMCOST_W_STALE_PRICE,
     .option = API,
     .value = 91,
     .other = NAN,
     .path = "apis.api.input_per_mtok"},
    {.name = "a price of 90 days",
     .edit = date_api_in_time,
     .id = LLMCOST_W_STALE_PRICE,
     .option = API,
     .absent = true},
    {.name = "no day to judge on",
     .edit = no_date,
     .id = LLMCOST_W_STALE_PRICE,
     .option = API,
     .absent = true},
    {.name = "a rent of tomorrow",
     .edit = date_host,
     .id = LLMCOST_W_LATER_PRICE,
     .option = HOST,
     .value = 1,
     .other = NAN,
     .path = "hosts.host.gpu_hour"},
    {.name = "no rent of tomorrow",
     .edit = date_api,
     .id = LLMCOST_W_LATER_PRICE,
     .option = HOST,
     .absent = true},
    {.name = "what is recommended does not state its quality",
     .change = {{"rules.min_quality", 0.8}},
     .id = LLMCOST_W_UNKNOWN_RULE,
     .option = HOST,
     .value = LLMCOST_RULE_MIN_QUALITY,
     .other = NAN,
     .path = "hosts.host.quality"},
    {.name = "a quality that is stated is judged",
     .change = {{"rules.min_quality", 0.8}, {"hosts.host.quality", 0.9}},
     .id = LLMCOST_W_UNKNOWN_RULE,
     .option = HOST,
     .absent = true},
    {.name = "a minimum of 6,000 is paid anyhow: without the replica of 1,000",
     .change = {{"apis.api.monthly_minimum", 6000}},
     .id = LLMCOST_W_MIX_MINIMUM,
     .option = MIX,
     .value = 0,
     .other = 1000,
     .path = "hybrids.mix.replicas"},
    {.name = "... once it has taken over, too",
     .edit = mix_starts_later,
     .change = {{"apis.api.monthly_minimum", 6000}},
     .id = LLMCOST_W_MIX_MINIMUM,
     .option = MIX,
     .value = 0,
     .other = 1000,
     .path = "hybrids.mix.replicas"},
    {.name = "a minimum of 500 beside the replica is less, whenever it takes over",
     .edit = mix_starts_later,
     .change = {{"apis.api.monthly_minimum", 500}},
     .id = LLMCOST_W_MIX_MINIMUM,
     .option = MIX,
     .absent = true},
    {.name = "a minimum of 500 beside the replica is less than 5,040 without it",
     .change = {{"apis.api.monthly_minimum", 500}},
     .id = LLMCOST_W_MIX_MINIMUM,
     .option = MIX,
     .absent = true},
    {.name = "replicas that are given are not second-guessed",
     .change = {{"apis.api.monthly_minimum", 6000}, {"hybrids.mix.replicas", 1}},
     .id = LLMCOST_W_MIX_MINIMUM,
     .option = MIX,
     .absent = true},
    {.name = "a batch discount on more than can wait on the hosts",
     .change = {{"apis.dear.batch_share", 0.3}, {"apis.dear.batch_discount", 0.5}},
     .load = {.hours = 2, .weight = {1, 3}},
     .id = LLMCOST_W_BATCH_ONE_SIDE,
     .option = DEAR,
     .value = 0.3,
     .other = 0,
     .path = "apis.dear.batch_share"},
    {.name = "... or may, as stated",
     .change = {{"workload.batch_share", 0.3},
                {"workload.deferrable_share", 0.1},
                {"apis.dear.batch_discount", 0.5}},
     .load = {.hours = 2, .weight = {1, 3}},
     .id = LLMCOST_W_BATCH_ONE_SIDE,
     .option = DEAR,
     .value = 0.3,
     .other = 0.1,
     .path = "workload.deferrable_share"},
    {.name = "what waits at an api waits on the hosts",
     .change = {{"workload.batch_share", 0.3}, {"apis.dear.batch_discount", 0.5}},
     .load = {.hours = 2, .weight = {1, 3}},
     .id = LLMCOST_W_BATCH_ONE_SIDE,
     .option = DEAR,
     .absent = true},
    {.name = "a flat load has no peak that waiting could lower",
     .change = {{"apis.dear.batch_share", 0.3}, {"apis.dear.batch_discount", 0.5}},
     .id = LLMCOST_W_BATCH_ONE_SIDE,
     .option = DEAR,
     .absent = true},
    {.name = "a note",
     .edit = note_it,
     .id = LLMCOST_W_CATALOG_NOTE,
     .option = API,
     .value = 0,
     .other = NAN},
    {.name = "no note", .id = LLMCOST_W_CATALOG_NOTE, .option = API, .absent = true},
};

static const struct llmcost_warning *find_warning(int id, int option)
{
    for (int i = 0; i < result.warnings; i++)
        if (result.warning[i].id == id && result.warning[i].option == option)
            return &result.warning[i];
    return NULL;
}

static void test_warnings(void **state)
{
    bool fired[LLMCOST_W_END] = {false};
    bool silent[LLMCOST_W_END] = {false};
    char path[LLMCOST_MAX_PATH];
    (void)state;
    for (size_t i = 0; i < COUNT(rows) + COUNT(catalog_rows); i++) {
        const struct review_row *row = i < COUNT(rows) ? &rows[i] : &catalog_rows[i - COUNT(rows)];
        model_base();
        if (row->edit)
            row->edit();
        model_change(row->change, COUNT(row->change));
        model_load(&row->load);
        model_evaluate(row->name);
        const struct llmcost_warning *w = find_warning(row->id, row->option);
        (row->absent ? silent : fired)[row->id] = true;
        if ((w == NULL) != row->absent)
            fail_msg("%s: W%d is %s", row->name, row->id, w ? "there" : "missing");
        if (w == NULL)
            continue;
        if (!isnan(row->value))
            ASSERT_ROW_NEAR(row->name, w->value, row->value, 1e-9 * fabs(row->value));
        if (!isnan(row->other))
            ASSERT_ROW_NEAR(row->name, w->other, row->other, 1e-9 * fabs(row->other));
        if (row->path)
            assert_string_equal(llmcost_path(&scenario, w->ref, path, sizeof path), row->path);
    }
    for (int id = LLMCOST_W_NO_HEADROOM; id < LLMCOST_W_END; id++)
        if (!fired[id] || !silent[id])
            fail_msg("W%d is not tested both ways", id);
}

/* The bounds themselves: all tokens at $1, all at $2. */
static void test_bounds(void **state)
{
    (void)state;
    model_base();
    model_assign("apis.api.monthly_fee", 5000);
    model_evaluate("bounds");
    const struct llmcost_warning *w = find_warning(LLMCOST_W_OUT_OF_BOUNDS, API);
    assert_non_null(w);
    ASSERT_NEAR(w->low, 4320, 1e-9);
    ASSERT_NEAR(w->high, 8640, 1e-9);
}

/* There is room for a bounded number, and what does not fit is left out. */
static void test_many_warnings(void **state)
{
    char id[16];
    (void)state;
    model_workload();
    for (int i = 0; i < LLMCOST_MAX_APIS; i++) {
        snprintf(id, sizeof id, "a%d", i);
        model_api(id, 2, 1)->monthly_fee =
            (struct llmcost_input){.value = 1e6, .origin = LLMCOST_SET};
    }
    model_assign("workload.cached_share", 0.5);
    model_evaluate("many");
    assert_int_equal(result.warnings, LLMCOST_MAX_WARNINGS);
}

/* ---- What was not priced */

static bool is_omitted(int option, int component)
{
    for (int i = 0; i < result.not_priced; i++)
        if (result.omission[i].option == option && result.omission[i].component == component)
            return true;
    return false;
}

static const struct {
    const char *name;
    struct change change[6];
    int option, component;
    bool omitted;
} omissions[] = {
    {.name = "on-call of a host",
     .option = HOST,
     .component = LLMCOST_LINE_ON_CALL,
     .omitted = true},
    {.name = "stated, even as 0",
     .change = {{"hosts.host.on_call_engineers", 0}},
     .option = HOST,
     .component = LLMCOST_LINE_ON_CALL},
    {.name = "an api needs no on-call", .option = API, .component = LLMCOST_LINE_ON_CALL},
    {.name = "a hybrid is its host",
     .option = MIX,
     .component = LLMCOST_LINE_ON_CALL,
     .omitted = true},
    {.name = "people by operations_per_month",
     .change = {{"hosts.host.operations_per_month", 100}},
     .option = HOST,
     .component = LLMCOST_LINE_OPERATIONS},
    {.name = "people by engineers",
     .change = {{"hosts.host.engineers", 1}},
     .option = HOST,
     .component = LLMCOST_LINE_OPERATIONS},
    {.name = "no people at all",
     .option = HOST,
     .component = LLMCOST_LINE_OPERATIONS,
     .omitted = true},
    {.name = "revalidation concerns an api too",
     .option = API,
     .component = LLMCOST_LINE_REVALIDATION,
     .omitted = true},
    {.name = "an api's revalidation",
     .change = {{"apis.api.revalidation_cost", 5000}, {"apis.api.revalidations_per_year", 1}},
     .option = API,
     .component = LLMCOST_LINE_REVALIDATION},
    {.name = "of a hybrid by either part",
     .change = {{"apis.api.revalidation_cost", 5000}, {"apis.api.revalidations_per_year", 1}},
     .option = MIX,
     .component = LLMCOST_LINE_REVALIDATION},
    {.name = "rented GPUs need no power line", .option = HOST, .component = LLMCOST_LINE_ENERGY},
    {.name = "bought GPUs do",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 1000},
                {"hosts.host.life_years", 3}},
     .option = HOST,
     .component = LLMCOST_LINE_ENERGY,
     .omitted = true},
    {.name = "and have it",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 1000},
                {"hosts.host.life_years", 3},
                {"hosts.host.watts_per_gpu", 700},
                {"hosts.host.per_kwh", 0.1}},
     .option = HOST,
     .component = LLMCOST_LINE_ENERGY},
    {.name = "nobody misses a fee", .option = API, .component = LLMCOST_LINE_MONTHLY_FEE},
};

static void test_omissions(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(omissions); i++) {
        model_base();
        model_change(omissions[i].change, COUNT(omissions[i].change));
        model_evaluate(omissions[i].name);
        if (is_omitted(omissions[i].option, omissions[i].component) != omissions[i].omitted)
            fail_msg("%s", omissions[i].name);
    }
    for (int i = 0; i < result.not_priced; i++) /* every one has words for a reader */
        assert_non_null(
            llmcost_component_row((enum llmcost_component)result.omission[i].component)->omitted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_many_warnings),
        cmocka_unit_test(test_omissions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
