/* fields.c - the table of inputs: one labelled row for every key that a scenario may hold.
 * Knows each field's name, unit, legal range, default, sentence and place in its struct.
 * Refuses to know what a field means for the bill: that is demand.c, pricing.c, fleet.c,
 * components.c. To add an input: a member in llmcost.h and a row here; loader, validation, help,
 * paths and --set follow. Upper ends leave room for currencies of small units: 1e9 for a unit
 * price, 9e12 (the largest bill) a month.
 */
#include "core/base/append.h"
#include "core/base/count.h"
#include "core/base/told.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <string.h>

/* The offset of a member, which must have the stated type or the row does not compile. */
#define FIELD(owner, type, member)                                                                 \
    _Generic(((struct llmcost_##owner *)0)->member, struct llmcost_##type                          \
             : offsetof(struct llmcost_##owner, member))

/* clang-format off */
static const struct llmcost_field fields[] = {
    {.name = "version", .section = LLMCOST_TOP, .unit = LLMCOST_COUNT,
     .offset = FIELD(scenario, input, version), .min = 1, .max = 1,
     .flags = LLMCOST_REQUIRED | LLMCOST_WHOLE,
     .text = TOLD("Version of the scenario format: 1.")},
    {.name = "name", .section = LLMCOST_TOP, .kind = LLMCOST_TEXT,
     .offset = FIELD(scenario, name, name),
     .text = TOLD("What this scenario is about; the title of its report.")},
    {.name = "notes", .section = LLMCOST_TOP, .kind = LLMCOST_TEXT,
     .offset = FIELD(scenario, name, notes),
     .text = TOLD("Anything a reader should know; printed under the table report.")},
    {.name = "currency", .section = LLMCOST_TOP, .kind = LLMCOST_TEXT,
     .offset = FIELD(scenario, name, currency),
     .text = TOLD("The one currency of every amount in the file, such as USD or EUR; USD unless "
                  "stated.")},
    {.name = "hours_per_month", .section = LLMCOST_TOP, .unit = LLMCOST_HOURS,
     .offset = FIELD(scenario, input, hours_per_month), .min = 1, .max = 8784, .has_default = true,
     .fallback = 730, .flags = LLMCOST_NOTABLE,
     .text = TOLD("Hours in a month; a day is 24 of them. 730 is a year divided by 12, 720 a month "
                  "of 30 days.")},
    {.name = "baseline", .section = LLMCOST_TOP, .kind = LLMCOST_REFERENCE,
     .offset = FIELD(scenario, name, baseline),
     .flags = LLMCOST_TO_API | LLMCOST_TO_HOST | LLMCOST_TO_HYBRID,
     .text = TOLD("The option that savings are counted against; the first api, else the first "
                  "option.")},
    {.name = "changes", .section = LLMCOST_TOP, .kind = LLMCOST_CHANGES,
     .offset = FIELD(scenario, steps, changes),
     .text = TOLD("What changes at a month, by path: [{month: 7, set: {PATH: value}, scale: {PATH: "
                  "factor}}]; it holds from that month on.")},
    {.name = "exchange", .section = LLMCOST_TOP, .kind = LLMCOST_MAP,
     .offset = FIELD(scenario, entries, exchange), .entries = LLMCOST_RATE,
     .flags = LLMCOST_CURRENCIES,
     .text = TOLD("What one of another currency costs in the scenario's, such as {USD: 0.9}: "
                  "prices of catalogs and lists are converted.")},
    {.name = "requests_per_day", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_REQUESTS_PER_DAY,
     .offset = FIELD(workload, input, requests_per_day), .max = 1e15, .choice = LLMCOST_DEMAND,
     .alternative = 1,
     .text = TOLD("Requests that users make in a day of 24 hours, on average.")},
    {.name = "requests_per_month", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_REQUESTS_PER_MONTH,
     .offset = FIELD(workload, input, requests_per_month), .max = 1e15, .choice = LLMCOST_DEMAND,
     .alternative = 2,
     .text = TOLD("Requests that users make in a month.")},
    {.name = "tokens_per_day", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_TOKENS_PER_DAY,
     .offset = FIELD(workload, input, tokens_per_day), .max = 1e18, .choice = LLMCOST_DEMAND,
     .alternative = 3,
     .text = TOLD("Input and output tokens together, in a day of 24 hours.")},
    {.name = "tokens_per_month", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_TOKENS_PER_MONTH,
     .offset = FIELD(workload, input, tokens_per_month), .max = 1e18, .choice = LLMCOST_DEMAND,
     .alternative = 4,
     .text = TOLD("Input and output tokens together, in a month.")},
    {.name = "input_tokens", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_TOKENS,
     .offset = FIELD(workload, input, input_tokens), .max = 1e9, .flags = LLMCOST_REQUIRED,
     .text = TOLD("Input tokens of a request, on average, cached ones included.")},
    {.name = "output_tokens", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_TOKENS,
     .offset = FIELD(workload, input, output_tokens), .max = 1e9, .flags = LLMCOST_REQUIRED,
     .text = TOLD("Output tokens of a request, on average, reasoning tokens included.")},
    {.name = "cached_share", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_SHARE,
     .offset = FIELD(workload, input, cached_share), .max = 1, .has_default = true,
     .flags = LLMCOST_NOTABLE,
     .text = TOLD("Share of the input tokens that is read from a prompt cache.")},
    {.name = "cache_write_share", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_SHARE,
     .offset = FIELD(workload, input, cache_write_share), .max = 1, .has_default = true,
     .text = TOLD("Share of the input tokens that is written to a prompt cache.")},
    {.name = "batch_share", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_SHARE,
     .offset = FIELD(workload, input, batch_share), .max = 1, .has_default = true,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Share of the tokens that can wait for a batch discount.")},
    {.name = "long_context_share", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_SHARE,
     .offset = FIELD(workload, input, long_context_share), .max = 1, .has_default = true,
     .text = TOLD("Share of the tokens in requests above the long-context threshold of an api.")},
    {.name = "cache_write_hour_share", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_SHARE,
     .offset = FIELD(workload, input, cache_write_hour_share), .max = 1, .has_default = true,
     .text = TOLD("Share of the input tokens that is written to a prompt cache for an hour.")},
    {.name = "stored_mtok", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_MTOK,
     .offset = FIELD(workload, input, stored_mtok), .max = 1e9, .has_default = true,
     .text = TOLD("Millions of tokens held in an explicit cache all month.")},
    {.name = "deferrable_share", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_SHARE,
     .offset = FIELD(workload, input, deferrable_share), .max = 1,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Share of the requests that may move to other hours of their day, on hosts and "
                  "hybrids; batch_share unless stated.")},
    {.name = "attempts_per_request", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_RATIO,
     .offset = FIELD(workload, input, attempts_per_request), .min = 1, .max = 1000,
     .has_default = true, .fallback = 1, .flags = LLMCOST_NOTABLE,
     .text = TOLD("Calls a request costs on average: retries and agent loops are billed and "
                  "served.")},
    {.name = "load", .section = LLMCOST_WORKLOAD, .kind = LLMCOST_LOAD,
     .offset = FIELD(scenario, load, load),
     .text = TOLD("How demand spreads over the hours: flat, a named shape, a list of hourly "
                  "weights, {load_factor: f} or {file: x.csv}.")},
    {.name = "burst", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_RATIO,
     .offset = FIELD(workload, input, burst), .min = 1, .max = 1000, .has_default = true,
     .fallback = 1, .flags = LLMCOST_NOTABLE,
     .text = TOLD("Peak within an hour over the mean of that hour: capacity is planned for it.")},
    {.name = "growth_per_year", .section = LLMCOST_WORKLOAD, .unit = LLMCOST_SHARE_PER_YEAR,
     .offset = FIELD(workload, input, growth_per_year), .min = -1, .max = 1000, .has_default = true,
     .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("Growth of the demand in a year: 50% is half as much again.")},
    {.name = "from", .section = LLMCOST_APIS, .kind = LLMCOST_TEXT,
     .offset = FIELD(api, name, from), .flags = LLMCOST_FILLS,
     .text = TOLD("A key of the price catalogs, such as gpt-4o-mini or litellm:gpt-4o-mini; values "
                  "stated here win over it.")},
    {.name = "tier", .section = LLMCOST_APIS, .kind = LLMCOST_TEXT,
     .offset = FIELD(api, name, tier),
     .text = TOLD("Which prices of the catalog entry are taken: standard, batch, flex or priority; "
                  "standard unless stated.")},
    {.name = "input_per_mtok", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, input_per_mtok), .max = 1e9,
     .flags = LLMCOST_REQUIRED | LLMCOST_PRICE,
     .text = TOLD("Price of 1,000,000 input tokens.")},
    {.name = "output_per_mtok", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, output_per_mtok), .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Price of 1,000,000 output tokens; needed where there are any.")},
    {.name = "cached_input_per_mtok", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, cached_input_per_mtok), .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Price of 1,000,000 input tokens read from the cache; the input price unless "
                  "stated.")},
    {.name = "cache_write_per_mtok", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, cache_write_per_mtok), .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Price of 1,000,000 input tokens written to the cache; the input price unless "
                  "stated.")},
    {.name = "long_context_over", .section = LLMCOST_APIS, .unit = LLMCOST_TOKENS,
     .offset = FIELD(api, input, long_context_over), .max = 1e9,
     .flags = LLMCOST_LASTING | LLMCOST_PRICE,
     .text = TOLD("Prompt length above which a request is billed wholly at the long-context "
                  "prices.")},
    {.name = "long_context_input_per_mtok", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, long_context_input_per_mtok), .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Input price of a long-context request.")},
    {.name = "long_context_output_per_mtok", .section = LLMCOST_APIS,
     .unit = LLMCOST_MONEY_PER_MTOK, .offset = FIELD(api, input, long_context_output_per_mtok),
     .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Output price of a long-context request; the output price times the input ratio "
                  "unless stated.")},
    {.name = "long_context_cached_input_per_mtok", .section = LLMCOST_APIS,
     .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, long_context_cached_input_per_mtok), .max = 1e9,
     .flags = LLMCOST_PRICE,
     .text = TOLD("Cached input price of a long-context request; scaled like the output price "
                  "unless stated.")},
    {.name = "long_context_cache_write_per_mtok", .section = LLMCOST_APIS,
     .unit = LLMCOST_MONEY_PER_MTOK, .offset = FIELD(api, input, long_context_cache_write_per_mtok),
     .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Cache write price of a long-context request; scaled like the output price "
                  "unless stated.")},
    {.name = "batch_discount", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE,
     .offset = FIELD(api, input, batch_discount), .max = 1, .has_default = true,
     .flags = LLMCOST_PRICE,
     .text = TOLD("Discount on the token prices of the batch share."),
     .below = "what makes everything dearer is a `surcharge`: 10%"},
    {.name = "discount", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE,
     .offset = FIELD(api, input, discount), .max = 1, .has_default = true, .flags = LLMCOST_PRICE,
     .text = TOLD("Negotiated discount on all token prices."),
     .below = "what makes everything dearer is a `surcharge`: 10%"},
    {.name = "per_request", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_REQUEST,
     .offset = FIELD(api, input, per_request), .max = 1e9, .has_default = true,
     .flags = LLMCOST_PRICE,
     .text = TOLD("Fee per call, on top of the tokens.")},
    {.name = "monthly_fee", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MONTH,
     .offset = FIELD(api, input, monthly_fee), .max = 9e12, .has_default = true,
     .flags = LLMCOST_PRICE,
     .text = TOLD("Subscription or provisioned capacity, paid whatever the demand.")},
    {.name = "monthly_minimum", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MONTH,
     .offset = FIELD(api, input, monthly_minimum), .max = 9e12, .has_default = true,
     .flags = LLMCOST_PRICE,
     .text = TOLD("Committed spend on tokens and request fees: what is missing is billed.")},
    {.name = "price_change_per_year", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE_PER_YEAR,
     .offset = FIELD(api, input, price_change_per_year), .min = -1, .max = 1000,
     .has_default = true, .flags = LLMCOST_PRICE | LLMCOST_ABOVE_MIN,
     .text = TOLD("Change of token and request prices in a year: -50% halves them.")},
    {.name = "requests_per_minute_limit", .section = LLMCOST_APIS,
     .unit = LLMCOST_REQUESTS_PER_MINUTE, .offset = FIELD(api, input, requests_per_minute_limit),
     .max = 1e12,
     .text = TOLD("Rate limit: more requests a minute are not served.")},
    {.name = "tokens_per_minute_limit", .section = LLMCOST_APIS, .unit = LLMCOST_TOKENS_PER_MINUTE,
     .offset = FIELD(api, input, tokens_per_minute_limit), .max = 1e12,
     .text = TOLD("Rate limit: more tokens a minute, input and output together, are not served.")},
    {.name = "in_house", .section = LLMCOST_APIS, .kind = LLMCOST_BOOLEAN,
     .offset = FIELD(api, input, common.in_house), .max = 1, .has_default = true,
     .text = TOLD("Whether the data stays in-house with this api.")},
    {.name = "surcharge", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE,
     .offset = FIELD(api, input, surcharge), .max = 10, .has_default = true, .flags = LLMCOST_PRICE,
     .text = TOLD("Share that is added to tokens and request fees, after discounts: residency, a "
                  "gateway, VAT.")},
    {.name = "cache_write_hour_per_mtok", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, cache_write_hour_per_mtok), .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Price of 1,000,000 tokens written to the cache for an hour; 1.6 times "
                  "cache_write_per_mtok, else twice the input price, unless stated.")},
    {.name = "cache_storage_per_mtok_hour", .section = LLMCOST_APIS,
     .unit = LLMCOST_MONEY_PER_MTOK_HOUR, .offset = FIELD(api, input, cache_storage_per_mtok_hour),
     .max = 1e9, .has_default = true, .flags = LLMCOST_PRICE,
     .text = TOLD("Price of holding 1,000,000 tokens of workload.stored_mtok for an hour.")},
    {.name = "batch_cached_input_per_mtok", .section = LLMCOST_APIS, .unit = LLMCOST_MONEY_PER_MTOK,
     .offset = FIELD(api, input, batch_cached_input_per_mtok), .max = 1e9, .flags = LLMCOST_PRICE,
     .text = TOLD("Price of 1,000,000 cached tokens of a batch, where it is not the cached price "
                  "less batch_discount.")},
    {.name = "cached_share", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE,
     .offset = FIELD(api, input, cached_share), .max = 1,
     .text = TOLD("Share of the input tokens that this api reads from a prompt cache; the "
                  "workload's cached_share unless stated.")},
    {.name = "cache_write_share", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE,
     .offset = FIELD(api, input, cache_write_share), .max = 1,
     .text = TOLD("Share of the input tokens that is written to this api's prompt cache; the "
                  "workload's cache_write_share unless stated.")},
    {.name = "batch_share", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE,
     .offset = FIELD(api, input, batch_share), .max = 1,
     .text = TOLD("Share of the tokens that can wait for this api's batch discount; the workload's "
                  "batch_share unless stated.")},
    {.name = "long_context_share", .section = LLMCOST_APIS, .unit = LLMCOST_SHARE,
     .offset = FIELD(api, input, long_context_share), .max = 1,
     .text = TOLD("Share of the tokens in requests above this api's long-context threshold; the "
                  "workload's long_context_share unless stated.")},
    {.name = "hours", .section = LLMCOST_APIS, .kind = LLMCOST_LIST, .entries = LLMCOST_CLOCK,
     .offset = FIELD(api, entries, hours), .flags = LLMCOST_PRICE,
     .text = TOLD("Times in which all token prices are multiplied by a factor: {days: mon-fri, "
                  "from: 9, to: 18, factor: 2}. It needs a load with a clock: a named shape, or 24 "
                  "or 168 weights, which begin Monday at 0:00.")},
    {.name = "requests_per_second", .section = LLMCOST_HOSTS, .unit = LLMCOST_REQUESTS_PER_SECOND,
     .offset = FIELD(host, input, requests_per_second), .max = 1e12, .choice = LLMCOST_CAPACITY,
     .alternative = 1, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("What one replica serves, measured at your mix of tokens and your latency "
                  "target.")},
    {.name = "runs", .section = LLMCOST_HOSTS, .kind = LLMCOST_LIST, .entries = LLMCOST_RUN,
     .offset = FIELD(host, entries, runs), .choice = LLMCOST_CAPACITY, .alternative = 5,
     .text = TOLD("Measured points of one replica in rising order of concurrency, {concurrency, "
                  "requests_per_second, ttft_ms, tpot_ms} each: it serves the most that "
                  "rules.max_ttft_ms and rules.max_tpot_ms allow.")},
    {.name = "input_tokens_per_second", .section = LLMCOST_HOSTS, .unit = LLMCOST_TOKENS_PER_SECOND,
     .offset = FIELD(host, input, input_tokens_per_second), .max = 1e12, .choice = LLMCOST_CAPACITY,
     .alternative = 2, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("Input tokens one replica processes in a second when it does nothing else.")},
    {.name = "output_tokens_per_second", .section = LLMCOST_HOSTS,
     .unit = LLMCOST_TOKENS_PER_SECOND, .offset = FIELD(host, input, output_tokens_per_second),
     .max = 1e12, .choice = LLMCOST_CAPACITY, .alternative = 2, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("Output tokens one replica generates in a second when it does nothing else.")},
    {.name = "tokens_per_second", .section = LLMCOST_HOSTS, .unit = LLMCOST_TOKENS_PER_SECOND,
     .offset = FIELD(host, input, tokens_per_second), .max = 1e12, .choice = LLMCOST_CAPACITY,
     .alternative = 3, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("Input and output tokens together that one replica serves in a second.")},
    {.name = "model", .section = LLMCOST_HOSTS, .kind = LLMCOST_TEXT,
     .offset = FIELD(host, name, model), .choice = LLMCOST_CAPACITY, .alternative = 4,
     .text = TOLD("An open model of the catalog: the throughput is estimated from it and `gpu`. A "
                  "capacity with `basis: measured` beside it calibrates the estimate.")},
    {.name = "gpu", .section = LLMCOST_HOSTS, .kind = LLMCOST_TEXT,
     .offset = FIELD(host, name, gpu), .flags = LLMCOST_FILLS,
     .text = TOLD("A GPU of the catalog, for the throughput estimate and for its rent.")},
    {.name = "rental", .section = LLMCOST_HOSTS, .kind = LLMCOST_TEXT,
     .offset = FIELD(host, name, rental),
     .text = TOLD("Which rent of the catalog's GPU is meant, such as aws or lambda; the newest on "
                  "demand unless stated. A `gpu_hour` wins over it.")},
    {.name = "measured_input_tokens", .section = LLMCOST_HOSTS, .unit = LLMCOST_TOKENS,
     .offset = FIELD(host, input, measured_input_tokens), .max = 1e9,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Mean input tokens of the requests that the stated capacity was measured with; "
                  "the scenario's unless stated.")},
    {.name = "measured_output_tokens", .section = LLMCOST_HOSTS, .unit = LLMCOST_TOKENS,
     .offset = FIELD(host, input, measured_output_tokens), .max = 1e9,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Mean output tokens of the requests that the stated capacity was measured with; "
                  "the scenario's unless stated.")},
    {.name = "measured_concurrency", .section = LLMCOST_HOSTS, .unit = LLMCOST_COUNT,
     .offset = FIELD(host, input, measured_concurrency), .min = 1, .max = 1e6,
     .text = TOLD("Concurrent sequences that the stated capacity was measured with; `concurrency` "
                  "unless stated.")},
    {.name = "throughput_factor", .section = LLMCOST_HOSTS, .unit = LLMCOST_RATIO,
     .offset = FIELD(host, input, throughput_factor), .max = 100, .has_default = true,
     .fallback = 1, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("What an estimated throughput is multiplied by. Unless stated it is 1, with the "
                  "estimate's known error as its range.")},
    {.name = "max_utilization", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE,
     .offset = FIELD(host, input, max_utilization), .max = 1, .has_default = true, .fallback = 1,
     .flags = LLMCOST_NOTABLE | LLMCOST_ABOVE_MIN,
     .text = TOLD("Share of the capacity that planning may use: the rest is headroom.")},
    {.name = "prefix_cached_share", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE,
     .offset = FIELD(host, input, prefix_cached_share), .max = 1,
     .text = TOLD("Share of the input tokens that the replica's own prefix cache serves; the "
                  "workload's cached_share unless stated.")},
    {.name = "unit", .section = LLMCOST_HOSTS, .kind = LLMCOST_TEXT,
     .offset = FIELD(host, name, unit),
     .text = TOLD("What the words call a GPU of it where it is none, such as PTU or GSU: capacity "
                  "that a provider reserves, with no machine to run; GPU unless stated.")},
    {.name = "gpu_hour", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_GPU_HOUR,
     .offset = FIELD(host, input, gpu_hour), .max = 1e9, .choice = LLMCOST_PAY, .alternative = 1,
     .flags = LLMCOST_PRICE,
     .text = TOLD("What one always-on GPU costs for one hour, however you rent it.")},
    {.name = "elastic_gpu_hour", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_GPU_HOUR,
     .offset = FIELD(host, input, elastic_gpu_hour), .max = 1e9,
     .choice = LLMCOST_PAY, /* beside either way */ .flags = LLMCOST_PRICE,
     .text = TOLD("What one GPU costs for one hour when it is rented only for the hours that need "
                  "it.")},
    {.name = "commitment_months", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONTHS,
     .offset = FIELD(host, input, commitment_months), .max = 600, .has_default = true,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Months for which an always-on GPU is taken and paid once it is taken, at "
                  "gpu_hour of the month in which it is.")},
    {.name = "commitment_exit_share", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE,
     .offset = FIELD(host, input, commitment_exit_share), .max = 1, .has_default = true,
     .fallback = 1,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Share of what is left of the contracts when the horizon ends that is then "
                  "owed.")},
    {.name = "gpu_price_change_per_year", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE_PER_YEAR,
     .offset = FIELD(host, input, gpu_price_change_per_year), .min = -1, .max = 1000,
     .has_default = true, .flags = LLMCOST_PRICE | LLMCOST_ABOVE_MIN,
     .text = TOLD("Change of the GPU rental prices in a year: -30% is a third less.")},
    {.name = "purchase_per_gpu", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_GPU,
     .offset = FIELD(host, input, purchase_per_gpu), .max = 1e9, .choice = LLMCOST_PAY,
     .alternative = 2, .flags = LLMCOST_LASTING | LLMCOST_PRICE,
     .text = TOLD("What one GPU with its share of the server costs to buy.")},
    {.name = "life_years", .section = LLMCOST_HOSTS, .unit = LLMCOST_YEARS,
     .offset = FIELD(host, input, life_years), .max = 100, .choice = LLMCOST_PAY, .alternative = 2,
     .flags = LLMCOST_LASTING | LLMCOST_ABOVE_MIN,
     .text = TOLD("Years over which bought GPUs are paid off.")},
    {.name = "residual_share", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE,
     .offset = FIELD(host, input, residual_share), .max = 1, .has_default = true,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Share of the purchase price that is left at the end of its life.")},
    {.name = "resale_share", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE,
     .offset = FIELD(host, input, resale_share), .max = 1,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Share of the purchase price that a bought GPU fetches when the horizon ends "
                  "before its life does; its book value unless stated.")},
    {.name = "cost_of_capital", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE_PER_YEAR,
     .offset = FIELD(host, input, cost_of_capital), .max = 10, .has_default = true,
     .text = TOLD("Effective annual rate on the money bound in bought GPUs.")},
    {.name = "watts_per_gpu", .section = LLMCOST_HOSTS, .unit = LLMCOST_WATTS,
     .offset = FIELD(host, input, watts_per_gpu), .max = 1e5, .has_default = true,
     .text = TOLD("Power of one GPU with its share of the server, at full load.")},
    {.name = "idle_power_share", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE,
     .offset = FIELD(host, input, idle_power_share), .max = 1, .has_default = true, .fallback = 1,
     .text = TOLD("Power at no load as a share of watts_per_gpu.")},
    {.name = "pue", .section = LLMCOST_HOSTS, .unit = LLMCOST_RATIO,
     .offset = FIELD(host, input, pue), .min = 1, .max = 10, .has_default = true, .fallback = 1,
     .text = TOLD("Power usage effectiveness: all power of the building over that of the "
                  "servers.")},
    {.name = "per_kwh", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_KWH,
     .offset = FIELD(host, input, per_kwh), .max = 1e9, .has_default = true, .flags = LLMCOST_PRICE,
     .text = TOLD("Price of electricity.")},
    {.name = "colocation_per_gpu_month", .section = LLMCOST_HOSTS,
     .unit = LLMCOST_MONEY_PER_GPU_MONTH, .offset = FIELD(host, input, colocation_per_gpu_month),
     .max = 1e9, .has_default = true, .flags = LLMCOST_PRICE,
     .text = TOLD("Space and cooling, per bought GPU and month.")},
    {.name = "maintenance_share", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE_PER_YEAR,
     .offset = FIELD(host, input, maintenance_share), .max = 10, .has_default = true,
     .text = TOLD("Maintenance a year as a share of the purchase price.")},
    {.name = "licence_per_gpu_year", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_GPU_YEAR,
     .offset = FIELD(host, input, licence_per_gpu_year), .max = 1e9, .has_default = true,
     .flags = LLMCOST_PRICE,
     .text = TOLD("Software licence per paid GPU and year.")},
    {.name = "gpus_per_replica", .section = LLMCOST_HOSTS, .unit = LLMCOST_GPUS,
     .offset = FIELD(host, input, gpus_per_replica), .min = 0.001, .max = 1e5, .has_default = true,
     .fallback = 1, .flags = LLMCOST_LASTING | LLMCOST_NOTABLE | LLMCOST_STRUCTURE | LLMCOST_AUTO,
     .text = TOLD("GPUs that one copy of the model needs; a fraction where several share one; "
                  "`auto`: the fewest whose memory holds `model`.")},
    {.name = "gpus_per_node", .section = LLMCOST_HOSTS, .unit = LLMCOST_GPUS,
     .offset = FIELD(host, input, gpus_per_node), .min = 1, .max = 1e5, .has_default = true,
     .fallback = 1, .flags = LLMCOST_LASTING | LLMCOST_WHOLE | LLMCOST_NOTABLE | LLMCOST_STRUCTURE,
     .text = TOLD("GPUs in the smallest machine that can be had.")},
    {.name = "min_replicas", .section = LLMCOST_HOSTS, .unit = LLMCOST_REPLICAS,
     .offset = FIELD(host, input, min_replicas), .max = 1e9, .has_default = true, .fallback = 1,
     .flags = LLMCOST_WHOLE,
     .text = TOLD("Replicas that are always held; 0 scales to zero.")},
    {.name = "replicas", .section = LLMCOST_HOSTS, .unit = LLMCOST_REPLICAS,
     .offset = FIELD(host, input, replicas), .min = 1, .max = 1e9, .flags = LLMCOST_WHOLE,
     .text = TOLD("A fixed number of replicas, instead of as many as the demand needs.")},
    {.name = "spare_replicas", .section = LLMCOST_HOSTS, .unit = LLMCOST_REPLICAS,
     .offset = FIELD(host, input, spare_replicas), .max = 1e9, .has_default = true,
     .flags = LLMCOST_WHOLE,
     .text = TOLD("Replicas that may fail while the rest still carries the peak; where a node "
                  "holds several, those that idle there anyway count.")},
    {.name = "staging_gpus", .section = LLMCOST_HOSTS, .unit = LLMCOST_GPUS,
     .offset = FIELD(host, input, staging_gpus), .max = 1e9, .has_default = true,
     .flags = LLMCOST_WHOLE,
     .text = TOLD("GPUs of the test and staging environments.")},
    {.name = "cold_start_hours", .section = LLMCOST_HOSTS, .unit = LLMCOST_HOURS,
     .offset = FIELD(host, input, cold_start_hours), .max = 168, .has_default = true,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Hours an elastic unit is paid before it serves.")},
    {.name = "operations_per_month", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_MONTH,
     .offset = FIELD(host, input, operations_per_month), .max = 9e12, .has_default = true,
     .text = TOLD("Flat cost of running it: people, monitoring, the pager.")},
    {.name = "overhead_share", .section = LLMCOST_HOSTS, .unit = LLMCOST_SHARE,
     .offset = FIELD(host, input, overhead_share), .max = 100, .has_default = true,
     .flags = LLMCOST_PRICE,
     .text = TOLD("Markup on rented GPU-hours: managed service, support, network.")},
    {.name = "engineers_per_100_gpus", .section = LLMCOST_HOSTS, .unit = LLMCOST_PEOPLE,
     .offset = FIELD(host, input, engineers_per_100_gpus), .max = 1e4, .has_default = true,
     .text = TOLD("Engineers (full-time equivalents) per 100 GPUs, on top of `engineers`.")},
    {.name = "on_call_engineers", .section = LLMCOST_HOSTS, .unit = LLMCOST_PEOPLE,
     .offset = FIELD(host, input, on_call_engineers), .max = 1e5, .has_default = true,
     .text = TOLD("People in the on-call rotation.")},
    {.name = "on_call_stipend_per_month", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_MONTH,
     .offset = FIELD(host, input, on_call_stipend_per_month), .max = 9e12, .has_default = true,
     .text = TOLD("What each of them gets a month for being on call.")},
    {.name = "fine_tune_cost", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY,
     .offset = FIELD(host, input, fine_tune_cost), .max = 9e12, .has_default = true,
     .text = TOLD("Cost of one fine-tuning run.")},
    {.name = "fine_tunes_per_year", .section = LLMCOST_HOSTS, .unit = LLMCOST_PER_YEAR,
     .offset = FIELD(host, input, fine_tunes_per_year), .max = 1000, .has_default = true,
     .text = TOLD("Fine-tuning runs a year.")},
    {.name = "compliance_per_year", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONEY_PER_YEAR,
     .offset = FIELD(host, input, compliance_per_year), .max = 9e12, .has_default = true,
     .text = TOLD("Audits, certificates and penetration tests a year.")},
    {.name = "precision", .section = LLMCOST_HOSTS, .kind = LLMCOST_TEXT,
     .offset = FIELD(host, name, precision),
     .text = TOLD("Number format of the weights, for the throughput estimate: bf16, fp8, int4, fp4 "
                  "or mxfp4; the one the model is published in unless stated.")},
    {.name = "concurrency", .section = LLMCOST_HOSTS, .unit = LLMCOST_COUNT,
     .offset = FIELD(host, input, concurrency), .min = 1, .max = 1e6, .has_default = true,
     .fallback = 256,
     .text = TOLD("Concurrent sequences of a replica, for the throughput estimate; fewer where the "
                  "memory holds no more.")},
    {.name = "starts_month", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONTHS,
     .offset = FIELD(host, input, start.starts_month), .min = 1, .max = LLMCOST_MAX_MONTHS,
     .has_default = true, .fallback = 1, .flags = LLMCOST_LASTING | LLMCOST_WHOLE,
     .text = TOLD("The month in which it takes over from the api of `until_then`; nothing of it is "
                  "paid before, but what is paid once.")},
    {.name = "until_then", .section = LLMCOST_HOSTS, .kind = LLMCOST_REFERENCE,
     .offset = FIELD(host, name, start.until_then), .flags = LLMCOST_TO_API,
     .text = TOLD("The api that serves the demand until it takes over.")},
    {.name = "overlap_months", .section = LLMCOST_HOSTS, .unit = LLMCOST_MONTHS,
     .offset = FIELD(host, input, start.overlap_months), .max = LLMCOST_MAX_MONTHS,
     .has_default = true, .flags = LLMCOST_LASTING | LLMCOST_WHOLE,
     .text = TOLD("Months after that in which the api of `until_then` is still paid beside it.")},
    {.name = "in_house", .section = LLMCOST_HOSTS, .kind = LLMCOST_BOOLEAN,
     .offset = FIELD(host, input, common.in_house), .max = 1, .has_default = true, .fallback = 1,
     .text = TOLD("Whether the data stays in-house with this host.")},
    {.name = "escalation_share", .section = LLMCOST_COMMON, .unit = LLMCOST_SHARE,
     .offset = FIELD(common, input, escalation_share), .max = 1, .has_default = true,
     .text = TOLD("Share of the billed requests that is sent on to `escalates_to` after it was "
                  "served here.")},
    {.name = "escalates_to", .section = LLMCOST_COMMON, .kind = LLMCOST_REFERENCE,
     .offset = FIELD(common, name, escalates_to), .flags = LLMCOST_TO_API,
     .text = TOLD("The api that escalated requests go to, billed at its marginal price.")},
    {.name = "engineers", .section = LLMCOST_COMMON, .unit = LLMCOST_PEOPLE,
     .offset = FIELD(common, input, engineers), .max = 1e6, .has_default = true,
     .text = TOLD("Engineers (full-time equivalents) that this option keeps busy, paid by "
                  "`team`.")},
    {.name = "revalidation_cost", .section = LLMCOST_COMMON, .unit = LLMCOST_MONEY,
     .offset = FIELD(common, input, revalidation_cost), .max = 9e12, .has_default = true,
     .text = TOLD("Cost of evaluating and adopting one new version of the model.")},
    {.name = "revalidations_per_year", .section = LLMCOST_COMMON, .unit = LLMCOST_PER_YEAR,
     .offset = FIELD(common, input, revalidations_per_year), .max = 1000, .has_default = true,
     .text = TOLD("New versions adopted a year: hosted versions retire too.")},
    {.name = "fixed_per_month", .section = LLMCOST_COMMON, .unit = LLMCOST_MONEY_PER_MONTH,
     .offset = FIELD(common, input, fixed_per_month), .max = 9e12, .has_default = true,
     .text = TOLD("Anything else that is paid every month whatever the demand.")},
    {.name = "one_off", .section = LLMCOST_COMMON, .unit = LLMCOST_MONEY,
     .offset = FIELD(common, input, one_off), .max = 9e12, .has_default = true,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Paid once at the start (migration, procurement, integration), spread over the "
                  "horizon in the monthly bill.")},
    {.name = "credits", .section = LLMCOST_COMMON, .unit = LLMCOST_MONEY,
     .offset = FIELD(common, input, credits), .max = 9e12, .has_default = true,
     .flags = LLMCOST_LASTING | LLMCOST_PRICE,
     .text = TOLD("A balance that pays the bills of the months, but for people, until it is used "
                  "up; the monthly bill is shown without it.")},
    {.name = "extra", .section = LLMCOST_COMMON, .kind = LLMCOST_MAP, .entries = LLMCOST_EXTRA,
     .offset = FIELD(common, entries, extra),
     .text = TOLD("Further monthly costs, each under its own name: {name: money per month}.")},
    {.name = "metered", .section = LLMCOST_COMMON, .kind = LLMCOST_MAP, .entries = LLMCOST_METER,
     .offset = FIELD(common, entries, metered), .flags = LLMCOST_PRICE,
     .text = TOLD("What scales with requests and is no text token, each under its own name: {name: "
                  "{per_request, price}}: web searches, audio tokens, guardrails, egress.")},
    {.name = "token_ratio", .section = LLMCOST_COMMON, .unit = LLMCOST_RATIO,
     .offset = FIELD(common, input, token_ratio), .min = 0.01, .max = 100, .has_default = true,
     .fallback = 1, .flags = LLMCOST_NOTABLE,
     .text = TOLD("Tokens this model needs for one token of the workload: tokenizers differ.")},
    {.name = "input_ratio", .section = LLMCOST_COMMON, .unit = LLMCOST_RATIO,
     .offset = FIELD(common, input, input_ratio), .min = 0.001, .max = 1000, .has_default = true,
     .fallback = 1,
     .text = TOLD("Input tokens that it reads for one of the workload: a fine-tuned model may need "
                  "a tenth of the prompt.")},
    {.name = "output_ratio", .section = LLMCOST_COMMON, .unit = LLMCOST_RATIO,
     .offset = FIELD(common, input, output_ratio), .min = 0.001, .max = 1000, .has_default = true,
     .fallback = 1,
     .text = TOLD("Output tokens that it writes for one of the workload: a reasoning model may "
                  "write 4 times as many.")},
    {.name = "attempts_per_request", .section = LLMCOST_COMMON, .unit = LLMCOST_RATIO,
     .offset = FIELD(common, input, attempts_per_request), .min = 1, .max = 1000,
     .text = TOLD("Requests made for one of the users' with this option; the workload's "
                  "attempts_per_request unless stated.")},
    {.name = "quality", .section = LLMCOST_COMMON, .unit = LLMCOST_SHARE,
     .offset = FIELD(common, input, quality), .max = 1,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Score in your own evaluation, held against rules.min_quality.")},
    {.name = "ttft_ms", .section = LLMCOST_COMMON, .unit = LLMCOST_MILLISECONDS,
     .offset = FIELD(common, input, ttft_ms), .max = 1e9,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Measured time to first token, held against rules.max_ttft_ms.")},
    {.name = "tpot_ms", .section = LLMCOST_COMMON, .unit = LLMCOST_MILLISECONDS,
     .offset = FIELD(common, input, tpot_ms), .max = 1e9,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Measured time per output token, held against rules.max_tpot_ms.")},
    {.name = "availability", .section = LLMCOST_COMMON, .unit = LLMCOST_SHARE,
     .offset = FIELD(common, input, availability), .max = 1,
     .flags = LLMCOST_LASTING,
     .text = TOLD("Share of the time it answers, held against rules.min_availability.")},
    {.name = "meets", .section = LLMCOST_COMMON, .kind = LLMCOST_WORDS,
     .offset = FIELD(common, name, meets),
     .text = TOLD("Words of what it complies with, such as [hipaa, eu-residency], held against "
                  "rules.requires.")},
    {.name = "host", .section = LLMCOST_HYBRIDS, .kind = LLMCOST_REFERENCE,
     .offset = FIELD(hybrid, name, host), .flags = LLMCOST_REQUIRED | LLMCOST_TO_HOST,
     .text = TOLD("The host whose always-on and elastic units serve the base of the load.")},
    {.name = "api", .section = LLMCOST_HYBRIDS, .kind = LLMCOST_REFERENCE,
     .offset = FIELD(hybrid, name, api), .flags = LLMCOST_REQUIRED | LLMCOST_TO_API,
     .text = TOLD("The api that serves what is cheaper to overflow.")},
    {.name = "same_model", .section = LLMCOST_HYBRIDS, .kind = LLMCOST_BOOLEAN,
     .offset = FIELD(hybrid, input, same_model), .max = 1, .has_default = true,
     .text = TOLD("Whether host and api serve the same weights, as a reservation beside its own "
                  "pay-as-you-go.")},
    {.name = "replicas", .section = LLMCOST_HYBRIDS, .unit = LLMCOST_REPLICAS,
     .offset = FIELD(hybrid, input, replicas), .max = 1e9, .flags = LLMCOST_WHOLE,
     .text = TOLD("Replicas that are always on; what the optimum says unless stated.")},
    {.name = "starts_month", .section = LLMCOST_HYBRIDS, .unit = LLMCOST_MONTHS,
     .offset = FIELD(hybrid, input, start.starts_month), .min = 1, .max = LLMCOST_MAX_MONTHS,
     .has_default = true, .fallback = 1, .flags = LLMCOST_LASTING | LLMCOST_WHOLE,
     .text = TOLD("The month in which it takes over from the api of `until_then`; nothing of it is "
                  "paid before, but what is paid once.")},
    {.name = "until_then", .section = LLMCOST_HYBRIDS, .kind = LLMCOST_REFERENCE,
     .offset = FIELD(hybrid, name, start.until_then), .flags = LLMCOST_TO_API,
     .text = TOLD("The api that serves the demand until it takes over.")},
    {.name = "overlap_months", .section = LLMCOST_HYBRIDS, .unit = LLMCOST_MONTHS,
     .offset = FIELD(hybrid, input, start.overlap_months), .max = LLMCOST_MAX_MONTHS,
     .has_default = true, .flags = LLMCOST_LASTING | LLMCOST_WHOLE,
     .text = TOLD("Months after that in which the api of `until_then` is still paid beside it.")},
    {.name = "salary_per_year", .section = LLMCOST_TEAM, .unit = LLMCOST_MONEY_PER_YEAR,
     .offset = FIELD(scenario, input, salary_per_year), .max = 9e12,
     .text = TOLD("Gross salary of one engineer a year.")},
    {.name = "overhead", .section = LLMCOST_TEAM, .unit = LLMCOST_RATIO,
     .offset = FIELD(scenario, input, overhead), .min = 1, .max = 10, .has_default = true,
     .fallback = 1.43, .flags = LLMCOST_NOTABLE,
     .text = TOLD("What an engineer costs over the salary: 1 / 0.701, wages being 70.1 % of the "
                  "cost of employment (US BLS).")},
    {.name = "months", .section = LLMCOST_HORIZON, .unit = LLMCOST_MONTHS,
     .offset = FIELD(scenario, input, months), .min = 1, .max = LLMCOST_MAX_MONTHS,
     .has_default = true, .fallback = 12, .flags = LLMCOST_WHOLE | LLMCOST_NOTABLE,
     .text = TOLD("Months the decision is judged over.")},
    {.name = "discount_per_year", .section = LLMCOST_HORIZON, .unit = LLMCOST_SHARE_PER_YEAR,
     .offset = FIELD(scenario, input, discount_per_year), .max = 10, .has_default = true,
     .text = TOLD("Discount rate a year on money paid later.")},
    {.name = "data_in_house", .section = LLMCOST_RULES, .kind = LLMCOST_BOOLEAN,
     .offset = FIELD(scenario, input, data_in_house), .max = 1, .has_default = true,
     .text = TOLD("Whether only options that keep the data in-house are allowed.")},
    {.name = "min_quality", .section = LLMCOST_RULES, .unit = LLMCOST_SHARE,
     .offset = FIELD(scenario, input, min_quality), .max = 1,
     .text = TOLD("The least quality that is acceptable.")},
    {.name = "max_ttft_ms", .section = LLMCOST_RULES, .unit = LLMCOST_MILLISECONDS,
     .offset = FIELD(scenario, input, max_ttft_ms), .max = 1e9,
     .text = TOLD("The longest time to first token that is acceptable.")},
    {.name = "min_availability", .section = LLMCOST_RULES, .unit = LLMCOST_SHARE,
     .offset = FIELD(scenario, input, min_availability), .max = 1,
     .text = TOLD("The least availability that is acceptable.")},
    {.name = "max_tpot_ms", .section = LLMCOST_RULES, .unit = LLMCOST_MILLISECONDS,
     .offset = FIELD(scenario, input, max_tpot_ms), .max = 1e9,
     .text = TOLD("The longest time per output token that is acceptable.")},
    {.name = "requires", .section = LLMCOST_RULES, .kind = LLMCOST_WORDS,
     .offset = FIELD(scenario, name, requires),
     .text = TOLD("Words that an option must meet, all of them: [hipaa, eu-residency].")},
    {.name = "samples", .section = LLMCOST_UNCERTAINTY, .unit = LLMCOST_COUNT,
     .offset = FIELD(scenario, input, samples), .min = 2, .max = 1048576, .has_default = true,
     .fallback = 4096, .flags = LLMCOST_WHOLE,
     .text = TOLD("Draws of the uncertainty analysis.")},
    {.name = "seed", .section = LLMCOST_UNCERTAINTY, .unit = LLMCOST_COUNT,
     .offset = FIELD(scenario, input, seed), .max = 4294967295, .has_default = true, .fallback = 1,
     .flags = LLMCOST_WHOLE,
     .text = TOLD("Seed of the uncertainty analysis.")},
    {.name = "max_monthly_cost", .section = LLMCOST_GATES, .unit = LLMCOST_MONEY_PER_MONTH,
     .offset = FIELD(gates, input, max_monthly_cost), .max = 9e12,
     .text = TOLD("Fail when the recommended option costs more a month.")},
    {.name = "max_increase", .section = LLMCOST_GATES,
     .kind = LLMCOST_TEXT, /* a share where it ends in a percent sign */
     .unit = LLMCOST_MONEY_PER_MONTH, .offset = FIELD(gates, name, max_increase),
     .text = TOLD("In a diff, fail when the bill of the recommended option rises by more than this "
                  "a month: an amount, or a percentage such as 5%.")},
    {.name = "min_margin", .section = LLMCOST_GATES, .unit = LLMCOST_SHARE,
     .offset = FIELD(gates, input, min_margin), .max = 1000,
     .text = TOLD("Fail when the recommended option is less than this ahead of the next best one, "
                  "over the horizon: 10%.")},
    {.name = "fail_on", .section = LLMCOST_GATES, .kind = LLMCOST_WORDS,
     .offset = FIELD(gates, name, fail_on),
     .text = TOLD("Conditions that fail the run: verdict-change (in a diff), infeasible, "
                  "missing-price, stale-price[=DAYS], assumed-input, warning, unknown-rule.")},
    {.name = "", .section = LLMCOST_RATE, .unit = LLMCOST_RATIO,
     .offset = FIELD(entry, input, amount), .max = 1e9,
     .flags = LLMCOST_ABOVE_MIN | LLMCOST_CURRENCIES,
     .text = TOLD("What one of it costs in the scenario's currency.")},
    {.name = "", .section = LLMCOST_EXTRA, .unit = LLMCOST_MONEY_PER_MONTH,
     .offset = FIELD(entry, input, amount), .max = LLMCOST_MAX_BILL,
     .text = TOLD("Money a month.")},
    {.name = "concurrency", .section = LLMCOST_RUN, .unit = LLMCOST_COUNT,
     .offset = FIELD(entry, input, run.concurrency), .max = 1e6,
     .flags = LLMCOST_ABOVE_MIN | LLMCOST_REQUIRED | LLMCOST_STRUCTURE,
     .text = TOLD("Requests in flight at once during the run.")},
    {.name = "requests_per_second", .section = LLMCOST_RUN, .unit = LLMCOST_REQUESTS_PER_SECOND,
     .offset = FIELD(entry, input, run.requests_per_second), .max = 1e12,
     .choice = LLMCOST_POINT_OF, .alternative = 1, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("What the replica served, at the mix of measured_input_tokens and "
                  "measured_output_tokens.")},
    {.name = "input_tokens_per_second", .section = LLMCOST_RUN, .unit = LLMCOST_TOKENS_PER_SECOND,
     .offset = FIELD(entry, input, run.input_tokens_per_second), .max = 1e12,
     .choice = LLMCOST_POINT_OF, .alternative = 2, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("Input tokens the replica processes in a second when it does nothing else.")},
    {.name = "output_tokens_per_second", .section = LLMCOST_RUN,
     .unit = LLMCOST_TOKENS_PER_SECOND,
     .offset = FIELD(entry, input, run.output_tokens_per_second), .max = 1e12,
     .choice = LLMCOST_POINT_OF, .alternative = 2, .flags = LLMCOST_ABOVE_MIN,
     .text = TOLD("Output tokens the replica generates in a second when it does nothing else.")},
    {.name = "ttft_ms", .section = LLMCOST_RUN, .unit = LLMCOST_MILLISECONDS,
     .offset = FIELD(entry, input, run.ttft_ms), .max = 1e9,
     .text = TOLD("Time to first token in the run, held against rules.max_ttft_ms.")},
    {.name = "tpot_ms", .section = LLMCOST_RUN, .unit = LLMCOST_MILLISECONDS,
     .offset = FIELD(entry, input, run.tpot_ms), .max = 1e9,
     .text = TOLD("Time per output token in the run, held against rules.max_tpot_ms.")},
    {.name = "days", .section = LLMCOST_CLOCK, .kind = LLMCOST_TEXT,
     .offset = FIELD(entry, name, clock.days),
     .text = TOLD("Days of the week: mon-fri, sat-sun or all; all unless stated.")},
    {.name = "from", .section = LLMCOST_CLOCK, .unit = LLMCOST_HOURS,
     .offset = FIELD(entry, input, clock.from), .max = 24,
     .flags = LLMCOST_REQUIRED | LLMCOST_STRUCTURE,
     .text = TOLD("The hour of the day at which it begins, in the clock of the load: 9, or 9.5 for "
                  "half past.")},
    {.name = "to", .section = LLMCOST_CLOCK, .unit = LLMCOST_HOURS,
     .offset = FIELD(entry, input, clock.to), .max = 24,
     .flags = LLMCOST_REQUIRED | LLMCOST_STRUCTURE,
     .text = TOLD("The hour at which it ends; below `from` it passes midnight.")},
    {.name = "factor", .section = LLMCOST_CLOCK, .unit = LLMCOST_RATIO,
     .offset = FIELD(entry, input, clock.factor), .max = 1000,
     .flags = LLMCOST_REQUIRED | LLMCOST_PRICE,
     .text = TOLD("What token prices are multiplied by in that time: 2 is twice, 0.5 half.")},
    {.name = "per_request", .section = LLMCOST_METER, .unit = LLMCOST_COUNT,
     .offset = FIELD(entry, input, meter.per_request), .max = 1e9,
     .flags = LLMCOST_REQUIRED | LLMCOST_PRICE,
     .text = TOLD("How many of it a request takes, retries as often as they are billed.")},
    {.name = "price", .section = LLMCOST_METER, .unit = LLMCOST_MONEY,
     .offset = FIELD(entry, input, meter.price), .max = 1e9,
     .flags = LLMCOST_REQUIRED | LLMCOST_PRICE,
     .text = TOLD("What one of it costs.")},
};
/* clang-format on */

const struct llmcost_field *llmcost_fields(size_t *ret_count)
{
    *ret_count = COUNT(fields);
    return fields;
}

const struct llmcost_field *field_at(int number)
{
    return number >= 0 && (size_t)number < COUNT(fields) ? &fields[number] : NULL;
}

static bool legal_in(const struct llmcost_field *field, enum llmcost_section section)
{
    bool shared = section == LLMCOST_APIS || section == LLMCOST_HOSTS;
    return field->section == section || (shared && field->section == LLMCOST_COMMON);
}

/* Rows stand section by section, in the order of the enum. */
static const struct llmcost_field *first_row(enum llmcost_section section)
{
    size_t low = 0;
    size_t high = COUNT(fields);
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (fields[middle].section < section)
            low = middle + 1;
        else
            high = middle;
    }
    return fields + low;
}

const struct llmcost_field *llmcost_next_field(enum llmcost_section section,
                                               const struct llmcost_field *previous)
{
    const struct llmcost_field *field = previous ? previous + 1 : first_row(section);
    if (field < fields + COUNT(fields) && legal_in(field, section))
        return field;
    if ((section != LLMCOST_APIS && section != LLMCOST_HOSTS) ||
        (previous != NULL && previous->section == LLMCOST_COMMON))
        return NULL;
    return first_row(LLMCOST_COMMON);
}

/* Among the rows of a section alone. */
static const struct llmcost_field *find_row(enum llmcost_section section, const char *name)
{
    const struct llmcost_field *row = first_row(section);
    for (; row < fields + COUNT(fields) && row->section == section; row++)
        if (row->name[0] == name[0] && strcmp(row->name, name) == 0)
            return row;
    return NULL;
}

const struct llmcost_field *llmcost_find_field(enum llmcost_section section, const char *name)
{
    const bool shared = section == LLMCOST_APIS || section == LLMCOST_HOSTS;
    const struct llmcost_field *own = find_row(section, name);
    return own == NULL && shared ? find_row(LLMCOST_COMMON, name) : own;
}

bool llmcost_takes_percent(const struct llmcost_field *field)
{
    return field->unit == LLMCOST_SHARE || field->unit == LLMCOST_SHARE_PER_YEAR ||
           field->kind == LLMCOST_LOAD;
}

const struct llmcost_field *llmcost_entries_field(enum llmcost_section section,
                                                  enum llmcost_section entries)
{
    const struct llmcost_field *field = llmcost_next_field(section, NULL);
    while (field != NULL && field->entries != entries)
        field = llmcost_next_field(section, field);
    return field;
}

const char *llmcost_section_name(enum llmcost_section section)
{
    static const char *const names[] = {
        [LLMCOST_TOP] = "",        [LLMCOST_WORKLOAD] = "workload",
        [LLMCOST_APIS] = "apis",   [LLMCOST_HOSTS] = "hosts",
        [LLMCOST_COMMON] = "",     [LLMCOST_HYBRIDS] = "hybrids",
        [LLMCOST_TEAM] = "team",   [LLMCOST_HORIZON] = "horizon",
        [LLMCOST_RULES] = "rules", [LLMCOST_UNCERTAINTY] = "uncertainty",
        [LLMCOST_GATES] = "gates", [LLMCOST_RATE] = "",
        [LLMCOST_EXTRA] = "",      [LLMCOST_RUN] = "",
        [LLMCOST_CLOCK] = "",      [LLMCOST_METER] = "",
    };
    _Static_assert(COUNT(names) == LLMCOST_ALL_SECTIONS, "a name for each section");
    return names[section];
}

/* Words of units; a leading $ stands for the currency. */
const char *llmcost_unit_text(enum llmcost_unit unit, const char *currency, char *buffer,
                              size_t size)
{
    static const char *const words[] = {
        [LLMCOST_NO_UNIT] = "",
        [LLMCOST_COUNT] = "",
        [LLMCOST_SHARE] = "share",
        [LLMCOST_RATIO] = "ratio",
        [LLMCOST_TOKENS] = "tokens",
        [LLMCOST_MTOK] = "Mtok",
        [LLMCOST_TOKENS_PER_DAY] = "tokens/day",
        [LLMCOST_TOKENS_PER_MONTH] = "tokens/month",
        [LLMCOST_TOKENS_PER_SECOND] = "tokens/s",
        [LLMCOST_TOKENS_PER_MINUTE] = "tokens/min",
        [LLMCOST_REQUESTS_PER_DAY] = "requests/day",
        [LLMCOST_REQUESTS_PER_MONTH] = "requests/month",
        [LLMCOST_REQUESTS_PER_SECOND] = "requests/s",
        [LLMCOST_REQUESTS_PER_MINUTE] = "requests/min",
        [LLMCOST_HOURS] = "h",
        [LLMCOST_MONTHS] = "months",
        [LLMCOST_YEARS] = "years",
        [LLMCOST_PER_YEAR] = "times/year",
        [LLMCOST_SHARE_PER_YEAR] = "share/year",
        [LLMCOST_WATTS] = "W",
        [LLMCOST_MILLISECONDS] = "ms",
        [LLMCOST_PEOPLE] = "people",
        [LLMCOST_GPUS] = "GPUs",
        [LLMCOST_REPLICAS] = "replicas",
        [LLMCOST_MONEY] = "$",
        [LLMCOST_MONEY_PER_MONTH] = "$/month",
        [LLMCOST_MONEY_PER_YEAR] = "$/year",
        [LLMCOST_MONEY_PER_MTOK] = "$/Mtok",
        [LLMCOST_MONEY_PER_MTOK_HOUR] = "$/Mtok-hour",
        [LLMCOST_MONEY_PER_REQUEST] = "$/request",
        [LLMCOST_MONEY_PER_GPU] = "$/GPU",
        [LLMCOST_MONEY_PER_GPU_HOUR] = "$/GPU-hour",
        [LLMCOST_MONEY_PER_GPU_MONTH] = "$/GPU-month",
        [LLMCOST_MONEY_PER_GPU_YEAR] = "$/GPU-year",
        [LLMCOST_MONEY_PER_KWH] = "$/kWh",
    };
    _Static_assert(COUNT(words) == LLMCOST_UNITS, "words for each unit");
    const char *word = words[unit];
    bool money = word[0] == '$';
    const size_t used = append_text(buffer, size, 0, money ? currency : "");
    append_text(buffer, size, used, money ? word + 1 : word);
    return buffer;
}
