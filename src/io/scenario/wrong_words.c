/* wrong_words.c - the table of words that people and other tools use for our keys (wrong_words.h).
 * Knows what to write instead; refuses to complain. To add a word: one row.
 */
#include "io/scenario/wrong_words.h"
#include "core/base/count.h"
#include "text/utf8.h"

#include <string.h>

enum { ANYWHERE = LLMCOST_SECTIONS };

/* clang-format off */
static const struct wrong_word wrong_words[] = {
    {.word = "utilization", .section = LLMCOST_HOSTS,
     .advice = "it is an output: state `workload.load: {load_factor: 0.3}` or `max_utilization`"},
    {.word = "utilisation", .section = LLMCOST_HOSTS,
     .advice = "it is an output: state `workload.load: {load_factor: 0.3}` or `max_utilization`"},
    {.word = "utilization", .section = LLMCOST_WORKLOAD,
     .advice = "it is an output: state `load: {load_factor: 0.3}` here"},
    {.word = "load_factor", .section = LLMCOST_WORKLOAD, .meant = "load",
     .advice = "write `load: {load_factor: 0.3}`"},
    {.word = "price", .section = LLMCOST_APIS, .meant = "input_per_mtok", .also = "output_per_mtok",
     .advice = "say of what: `input_per_mtok` and `output_per_mtok`, of 1,000,000 tokens each"},
    {.word = "price", .section = LLMCOST_HOSTS, .meant = "gpu_hour",
     .advice = "say of what: `gpu_hour` when rented, `purchase_per_gpu` when bought"},
    {.word = "price", .section = ANYWHERE,
     .advice = "prices belong under apis (`input_per_mtok`) or hosts (`gpu_hour`)"},
    {.word = "cost", .section = LLMCOST_APIS, .meant = "input_per_mtok", .also = "output_per_mtok",
     .advice = "state what it is made of: `input_per_mtok`, `output_per_mtok`, `monthly_fee`"},
    {.word = "cost", .section = LLMCOST_HOSTS, .meant = "gpu_hour",
     .advice = "state what it is made of: `gpu_hour`, `operations_per_month`, `fixed_per_month`"},
    {.word = "cost", .section = ANYWHERE,
     .advice = "it is an output: state prices under apis and hosts"},
    {.word = "gpus", .section = LLMCOST_HOSTS, .meant = "gpus_per_replica",
     .advice = "state `gpus_per_replica`; how many replicas are needed is an output, or "
               "`replicas`"},
    {.word = "gpu_count", .section = LLMCOST_HOSTS, .meant = "gpus_per_replica",
     .advice = "state `gpus_per_replica`; how many replicas are needed is an output, or "
               "`replicas`"},
    {.word = "num_gpus", .section = LLMCOST_HOSTS, .meant = "gpus_per_replica",
     .advice = "state `gpus_per_replica`; how many replicas are needed is an output, or "
               "`replicas`"},
    {.word = "instances", .section = LLMCOST_HOSTS, .meant = "replicas",
     .advice = "state `replicas`, or leave it out: how many are needed is an output"},
    {.word = "model", .section = LLMCOST_APIS, .meant = "input_per_mtok", .also = "output_per_mtok",
     .advice = "the id of the api names the model: state its prices `input_per_mtok` and "
               "`output_per_mtok`"},
    {.word = "provider", .section = LLMCOST_APIS,
     .advice = "the id names the api, such as `openai/gpt-4o-mini`"},
    {.word = "temperature", .section = ANYWHERE,
     .advice = "it has no effect on cost: leave it out"},
    {.word = "max_tokens", .section = ANYWHERE,
     .advice = "cost follows from the mean: state `workload.output_tokens`"},
    {.word = "gpu_hourly", .section = LLMCOST_HOSTS, .meant = "gpu_hour",
     .advice = "did you mean `gpu_hour`?"},
    {.word = "gpu_hourly_rate", .section = LLMCOST_HOSTS, .meant = "gpu_hour",
     .advice = "did you mean `gpu_hour`?"},
    {.word = "hourly_rate", .section = LLMCOST_HOSTS, .meant = "gpu_hour",
     .advice = "did you mean `gpu_hour`, the price of one GPU?"},
    {.word = "price_per_hour", .section = LLMCOST_HOSTS, .meant = "gpu_hour",
     .advice = "did you mean `gpu_hour`, the price of one GPU?"},
    {.word = "spot_gpu_hour", .section = LLMCOST_HOSTS, .meant = "elastic_gpu_hour",
     .advice = "did you mean `elastic_gpu_hour`?"},
    {.word = "purchase_price", .section = LLMCOST_HOSTS, .meant = "purchase_per_gpu",
     .advice = "did you mean `purchase_per_gpu`?"},
    {.word = "capex", .section = LLMCOST_HOSTS, .meant = "purchase_per_gpu",
     .advice = "did you mean `purchase_per_gpu`?"},
    {.word = "electricity", .section = LLMCOST_HOSTS, .meant = "per_kwh",
     .advice = "state `watts_per_gpu` and `per_kwh`"},
    {.word = "power", .section = LLMCOST_HOSTS, .meant = "watts_per_gpu",
     .advice = "state `watts_per_gpu` and `per_kwh`"},
    {.word = "tps", .section = LLMCOST_HOSTS, .meant = "tokens_per_second",
     .advice = "did you mean `tokens_per_second`, input and output together?"},
    {.word = "throughput", .section = LLMCOST_HOSTS, .meant = "requests_per_second",
     .advice = "say of what: `requests_per_second`, or `input_tokens_per_second` with "
               "`output_tokens_per_second`, or `tokens_per_second`"},
    {.word = "qps", .section = LLMCOST_HOSTS, .meant = "requests_per_second",
     .advice = "did you mean `requests_per_second`?"},
    {.word = "rps", .section = LLMCOST_HOSTS, .meant = "requests_per_second",
     .advice = "did you mean `requests_per_second`?"},
    {.word = "rpm", .section = LLMCOST_APIS, .meant = "requests_per_minute_limit",
     .advice = "did you mean `requests_per_minute_limit`?"},
    {.word = "tpm", .section = LLMCOST_APIS, .meant = "tokens_per_minute_limit",
     .advice = "did you mean `tokens_per_minute_limit`?"},
    {.word = "qps", .section = LLMCOST_WORKLOAD, .meant = "requests_per_day",
     .advice = "state `requests_per_day`: 1 request a second is 86400 a day"},
    {.word = "rps", .section = LLMCOST_WORKLOAD, .meant = "requests_per_day",
     .advice = "state `requests_per_day`: 1 request a second is 86400 a day"},
    {.word = "requests_per_second", .section = LLMCOST_WORKLOAD, .meant = "requests_per_day",
     .advice = "state `requests_per_day`: 1 request a second is 86400 a day (what a replica "
               "serves belongs under hosts)"},
    {.word = "requests", .section = LLMCOST_WORKLOAD, .meant = "requests_per_day",
     .advice = "say in what time: `requests_per_day` or `requests_per_month`"},
    {.word = "tokens", .section = LLMCOST_WORKLOAD, .meant = "tokens_per_day",
     .advice = "say in what time: `tokens_per_day` or `tokens_per_month`"},
    {.word = "users", .section = LLMCOST_WORKLOAD, .meant = "requests_per_day",
     .advice = "state the requests they make: `requests_per_day` or `requests_per_month`"},
    {.word = "prompt_tokens", .section = LLMCOST_WORKLOAD, .meant = "input_tokens",
     .advice = "did you mean `input_tokens`?"},
    {.word = "completion_tokens", .section = LLMCOST_WORKLOAD, .meant = "output_tokens",
     .advice = "did you mean `output_tokens`?"},
    {.word = "reasoning_tokens", .section = LLMCOST_WORKLOAD,
     .advice = "they are output: add them to `output_tokens`"},
    {.word = "cache_hit_rate", .section = LLMCOST_WORKLOAD, .meant = "cached_share",
     .advice = "did you mean `cached_share`?"},
    {.word = "retries", .section = LLMCOST_WORKLOAD, .meant = "attempts_per_request",
     .advice = "state `attempts_per_request`: 1.05 is one retry in 20 requests"},
    {.word = "growth", .section = LLMCOST_WORKLOAD, .meant = "growth_per_year",
     .advice = "did you mean `growth_per_year`?"},
    {.word = "input_price", .section = LLMCOST_APIS, .meant = "input_per_mtok",
     .advice = "did you mean `input_per_mtok`, the price of 1,000,000 tokens?"},
    {.word = "output_price", .section = LLMCOST_APIS, .meant = "output_per_mtok",
     .advice = "did you mean `output_per_mtok`, the price of 1,000,000 tokens?"},
    {.word = "input", .section = LLMCOST_APIS, .meant = "input_per_mtok",
     .advice = "did you mean `input_per_mtok`, the price of 1,000,000 tokens?"},
    {.word = "output", .section = LLMCOST_APIS, .meant = "output_per_mtok",
     .advice = "did you mean `output_per_mtok`, the price of 1,000,000 tokens?"},
    {.word = "input_per_1k", .section = LLMCOST_APIS, .meant = "input_per_mtok",
     .advice = "state `input_per_mtok`: $0.002 per 1,000 tokens is 2"},
    {.word = "output_per_1k", .section = LLMCOST_APIS, .meant = "output_per_mtok",
     .advice = "state `output_per_mtok`: $0.002 per 1,000 tokens is 2"},
    {.word = "cached_input_price", .section = LLMCOST_APIS, .meant = "cached_input_per_mtok",
     .advice = "did you mean `cached_input_per_mtok`?"},
    {.word = "salary", .section = LLMCOST_TEAM, .meant = "salary_per_year",
     .advice = "did you mean `salary_per_year`?"},
    {.word = "budget", .section = ANYWHERE,
     .advice = "a limit to check against is `gates.max_monthly_cost`"},
    {.word = "license_per_gpu_year", .section = LLMCOST_HOSTS, .meant = "licence_per_gpu_year",
     .advice = "did you mean `licence_per_gpu_year`?"},
    {.word = "api", .section = LLMCOST_TOP, .meant = "apis", .advice = "did you mean `apis`?"},
    {.word = "host", .section = LLMCOST_TOP, .meant = "hosts", .advice = "did you mean `hosts`?"},
    {.word = "models", .section = LLMCOST_TOP,
     .advice = "hosted models belong under `apis`, open ones you run under `hosts`"},
    {.word = "options", .section = LLMCOST_TOP,
     .advice = "hosted models belong under `apis`, open ones you run under `hosts`"},
};
/* clang-format on */

/* Case and - for _ do not matter in a wrong word. */
static bool same_word(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        const char left = *a == '-' ? '_' : ascii_lower(*a);
        if (left != *b)
            return false;
    }
    return *a == *b;
}

const struct wrong_word *find_wrong_word(enum llmcost_section section, const char *word)
{
    for (size_t i = 0; i < COUNT(wrong_words); i++) {
        const struct wrong_word *row = &wrong_words[i];
        if ((row->section == ANYWHERE || row->section == (int)section) &&
            same_word(word, row->word))
            return row;
    }
    return NULL;
}
