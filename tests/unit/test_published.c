/* test_published.c - figures that other people printed, from the inputs they state. The tolerance
 * is half a unit of the last printed digit unless a row says more.
 */
#include "model.h"

#define DEEPSEEK                                                                                   \
    {"hours_per_month", 720}, {"workload.requests_per_month", NAN},                                \
        {"workload.requests_per_day", 1e8}, {"workload.input_tokens", 6080},                       \
        {"workload.output_tokens", 1680}, {"workload.cached_share", 0.5625},                       \
        {"apis.api.input_per_mtok", 0.55}, {"apis.api.cached_input_per_mtok", 0.14},               \
        {"apis.api.output_per_mtok", 2.19}, {"hosts.host.requests_per_second", NAN},               \
        {"hosts.host.input_tokens_per_second", 73700},                                             \
        {"hosts.host.output_tokens_per_second", 14800}, {"hosts.host.prefix_cached_share", 0},     \
        {"hosts.host.gpu_hour", 2}, {"hosts.host.gpus_per_replica", 8},                            \
    {                                                                                              \
        "hosts.host.gpus_per_node", 8                                                              \
    }

/* Tokens served in a full month of 730 hours at the given tokens/s. */
#define FULL_LOAD(tokens_per_second)                                                               \
    {"hours_per_month", 730}, {"workload.requests_per_month", NAN},                                \
        {"workload.tokens_per_month", (tokens_per_second)*730.0 * 3600},                           \
        {"workload.input_tokens", 0}, {"workload.output_tokens", 1000},                            \
        {"hosts.host.requests_per_second", NAN},                                                   \
    {                                                                                              \
        "hosts.host.tokens_per_second", tokens_per_second                                          \
    }

static double node_days(const struct llmcost_result *r, int option, int which)
{
    (void)which;
    return r->option[option].fleet.replicas * r->option[option].fleet.utilization;
}

static double bill_a_day(const struct llmcost_result *r, int option, int which)
{
    return bill(r, option, which) / 30;
}

static double bill_an_hour(const struct llmcost_result *r, int option, int which)
{
    return bill(r, option, which) / 730;
}

static double bill_a_year(const struct llmcost_result *r, int option, int which)
{
    return 12 * bill(r, option, which);
}

static const struct model_row rows[] = {
    /* DeepSeek open-infra-index, day 6: 608e9 input tokens, 342e9 of them cached, 168e9 output.
     * 608e9/73.7e3 + 168e9/14.8e3 seconds are 226.86 node-days; 226.75 were reported. */
    {.name = "DeepSeek's day: node-days",
     .change = {DEEPSEEK},
     .metric = node_days,
     .option = HOST,
     .expected = (608e9 / 73.7e3 + 168e9 / 14.8e3) / 86400,
     .tolerance = 1e-9},
    {.name = "DeepSeek's day: nodes reported",
     .change = {DEEPSEEK},
     .metric = node_days,
     .option = HOST,
     .expected = 226.75,
     .tolerance = 226.75 * 0.001},
    {.name = "DeepSeek's day: cost, 227 whole nodes",
     .change = {DEEPSEEK},
     .metric = bill_a_day,
     .option = HOST,
     .expected = 87072,
     .tolerance = 87072 * 0.0012},
    {.name = "DeepSeek's day: theoretical revenue, from rounded tokens",
     .change = {DEEPSEEK},
     .metric = bill_a_day,
     .option = API,
     .expected = 562027,
     .tolerance = 562027 * 0.0005},
    /* Lenovo Press LP2368, 2026 edition */
    {.name = "Lenovo LP2368, 8x B300 for five years",
     .change = {{"hours_per_month", 730},
                {"horizon.months", 60},
                {"hosts.host.requests_per_second", 1000},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 461567.5 / 8},
                {"hosts.host.life_years", 5},
                {"hosts.host.fixed_per_month", 12.6 * 730},
                {"hosts.host.gpus_per_replica", 8},
                {"hosts.host.gpus_per_node", 8}},
     .metric = horizon,
     .option = HOST,
     .expected = 1013447,
     .tolerance = 1},
    {.name = "Lenovo LP2368, AWS p6-b300 for five years",
     .change = {{"hours_per_month", 730},
                {"horizon.months", 60},
                {"hosts.host.requests_per_second", 1000},
                {"hosts.host.gpu_hour", 142.42 / 8},
                {"hosts.host.gpus_per_replica", 8},
                {"hosts.host.gpus_per_node", 8}},
     .metric = horizon,
     .option = HOST,
     .expected = 6238000, /* printed to the thousand */
     .tolerance = 500},
    {.name = "Lenovo LP2368, 8x H100 owned: per hour",
     .change = {FULL_LOAD(30576.5),
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 31267.725},
                {"hosts.host.life_years", 5},
                {"hosts.host.fixed_per_month", 4650.1},
                {"hosts.host.gpus_per_replica", 8},
                {"hosts.host.gpus_per_node", 8}},
     .metric = bill_an_hour,
     .option = HOST,
     .expected = 12.08,
     .tolerance = 0.005},
    {.name = "Lenovo LP2368, Llama 70B owned: per Mtok",
     .change = {FULL_LOAD(30576.5),
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 31267.725},
                {"hosts.host.life_years", 5},
                {"hosts.host.fixed_per_month", 4650.1},
                {"hosts.host.gpus_per_replica", 8},
                {"hosts.host.gpus_per_node", 8}},
     .metric = per_mtok,
     .option = HOST,
     .expected = 0.11,
     .tolerance = 0.005},
    {.name = "Lenovo LP2368, Azure: per Mtok",
     .change = {FULL_LOAD(30576.5),
                {"hosts.host.gpu_hour", 98.32 / 8},
                {"hosts.host.gpus_per_replica", 8},
                {"hosts.host.gpus_per_node", 8}},
     .metric = per_mtok,
     .option = HOST,
     .expected = 0.89,
     .tolerance = 0.005},
    {.name = "Lenovo LP2368, 405B on AWS: per Mtok",
     .change = {FULL_LOAD(1360),
                {"hosts.host.gpu_hour", 142.42 / 8},
                {"hosts.host.gpus_per_replica", 8},
                {"hosts.host.gpus_per_node", 8}},
     .metric = per_mtok,
     .option = HOST,
     .expected = 29.09,
     .tolerance = 0.005},
    /* herman-thoughts.pages.dev, 2026-06-08: a $30,000 GPU over 3 years */
    {.name = "Herman: depreciation",
     .change = {{"hours_per_month", 730},
                {"hosts.host.requests_per_second", 10},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 30000},
                {"hosts.host.life_years", 3}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_CAPITAL,
     .expected = 833,
     .tolerance = 0.5},
    {.name = "Herman: power, 0.7 kW * 1.3 * 730 h * 0.10",
     .change = {FULL_LOAD(400),
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 30000},
                {"hosts.host.life_years", 3},
                {"hosts.host.watts_per_gpu", 700},
                {"hosts.host.pue", 1.3},
                {"hosts.host.per_kwh", 0.1}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ENERGY,
     .expected = 66,
     .tolerance = 0.5},
    {.name = "Herman: dense model, per Mtok with $350 of server and $150 of staff",
     .change = {FULL_LOAD(400),
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 30000},
                {"hosts.host.life_years", 3},
                {"hosts.host.watts_per_gpu", 700},
                {"hosts.host.pue", 1.3},
                {"hosts.host.per_kwh", 0.1},
                {"hosts.host.fixed_per_month", 350},
                {"hosts.host.operations_per_month", 150}},
     .metric = per_mtok,
     .option = HOST,
     .expected = 1.33,
     .tolerance = 0.005},
    {.name = "Herman: mixture of experts, per Mtok",
     .change = {FULL_LOAD(2500),
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 30000},
                {"hosts.host.life_years", 3},
                {"hosts.host.watts_per_gpu", 700},
                {"hosts.host.pue", 1.3},
                {"hosts.host.per_kwh", 0.1},
                {"hosts.host.fixed_per_month", 350},
                {"hosts.host.operations_per_month", 150}},
     .metric = per_mtok,
     .option = HOST,
     .expected = 0.21,
     .tolerance = 0.005},
    /* danylovorvul.com: 8x H200 for $300,000 over 5 years */
    {.name = "Vorvul: a GPU a year",
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 37500},
                {"hosts.host.life_years", 5}},
     .metric = bill_a_year,
     .option = HOST,
     .expected = 7500,
     .tolerance = 0.01},
    {.name = "Vorvul: a GPU an hour",
     .change = {{"hours_per_month", 730},
                {"hosts.host.requests_per_second", 10},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 37500},
                {"hosts.host.life_years", 5}},
     .metric = bill_an_hour,
     .option = HOST,
     .expected = 0.86,
     .tolerance = 0.005},
    /* the naive spreadsheet: 1,200 tokens at $0.002 per 1k, a $1.20 GPU at 4 requests/s, 720 h */
    {.name = "naive spreadsheet: hosted, per request",
     .change = {{"hours_per_month", 720}, {"apis.api.input_per_mtok", 2}},
     .metric = per_request,
     .option = API,
     .expected = 0.0024,
     .tolerance = 1e-9},
    {.name = "naive spreadsheet: own, per request at full load",
     .change = {{"hours_per_month", 720},
                {"workload.requests_per_month", 4 * 3600 * 720},
                {"hosts.host.requests_per_second", 4},
                {"hosts.host.gpu_hour", 1.2}},
     .metric = per_request,
     .option = HOST,
     .expected = 0.0000833,
     .tolerance = 0.5e-7},
    {.name = "naive spreadsheet with people: 103,680 a day, load factor 0.3",
     .change = {{"hours_per_month", 720},
                {"workload.requests_per_month", 103680 * 30},
                {"workload.load", 0.3},
                {"hosts.host.requests_per_second", 4},
                {"hosts.host.gpu_hour", 1.2},
                {"hosts.host.operations_per_month", 12000}},
     .metric = per_request,
     .option = HOST,
     .expected = 0.004136,
     .tolerance = 0.5e-6},
    /* Towards AI article: four A10G, g5.12xlarge at $5.672/h, 25 % overhead */
    {.name = "four A10G",
     .change = {{"hours_per_month", 730},
                {"hosts.host.requests_per_second", 2},
                {"hosts.host.gpu_hour", 5.672 / 4},
                {"hosts.host.gpus_per_replica", 4},
                {"hosts.host.gpus_per_node", 4},
                {"hosts.host.overhead_share", 0.25}},
     .metric = bill,
     .option = HOST,
     .expected = 5175,
     .tolerance = 5175 * 0.0005},
    /* Anthropic's documentation: a run of 50,000 + 15,000 tokens and an hour at $0.08 */
    {.name = "managed agent run",
     .change = {{"workload.requests_per_month", 1000},
                {"workload.input_tokens", 50000},
                {"workload.output_tokens", 15000},
                {"apis.api.input_per_mtok", 5},
                {"apis.api.output_per_mtok", 25},
                {"apis.api.per_request", 0.08}},
     .metric = per_request,
     .option = API,
     .expected = 0.705,
     .tolerance = 0.0005},
    {.name = "managed agent run, 40,000 tokens from the cache",
     .change = {{"workload.requests_per_month", 1000},
                {"workload.input_tokens", 50000},
                {"workload.output_tokens", 15000},
                {"workload.cached_share", 0.8},
                {"apis.api.input_per_mtok", 5},
                {"apis.api.cached_input_per_mtok", 0.5},
                {"apis.api.output_per_mtok", 25},
                {"apis.api.per_request", 0.08}},
     .metric = per_request,
     .option = API,
     .expected = 0.525,
     .tolerance = 0.0005},
    /* simonwillison.net: captions for 68,000 photos, 260 + 100 tokens each */
    {.name = "68,000 captions",
     .change = {{"workload.requests_per_month", 68000},
                {"workload.input_tokens", 260},
                {"workload.output_tokens", 100},
                {"apis.api.input_per_mtok", 0.0375},
                {"apis.api.output_per_mtok", 0.15}},
     .metric = bill,
     .option = API,
     .expected = 1.68,
     .tolerance = 0.005},
    /* Hugging Face: embeddings, 450 requests/s of 512 tokens on an A10G at $1.30/h */
    {.name = "embeddings on an A10G",
     .change = {{"hours_per_month", 730},
                {"workload.requests_per_month", 450.0 * 730 * 3600},
                {"workload.input_tokens", 512},
                {"workload.output_tokens", 0},
                {"hosts.host.requests_per_second", 450},
                {"hosts.host.gpu_hour", 1.3}},
     .metric = per_mtok,
     .option = HOST,
     .expected = 0.00156,
     .tolerance = 0.000005 * 2},
    /* SkyPilot and vLLM: eight A100 at $20/h on spot for four hours a day, 30 days */
    {.name = "daily batch of four hours",
     .change = {{"hours_per_month", 720},
                {"hosts.host.requests_per_second", 100},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 2.5},
                {"hosts.host.min_replicas", 0},
                {"hosts.host.gpus_per_replica", 8},
                {"hosts.host.gpus_per_node", 8}},
     .load = {.hours = 24, .weight = {0, 0, 1, 1, 1, 1}},
     .metric = bill,
     .option = HOST,
     .expected = 2400, /* 52 % below $5,000 */
     .tolerance = 0.005},
    /* copyleftdev/rational: 0.2125 fresh, 0.6375 cached, 0.15 output */
    {.name = "blended price of provider B",
     .change = {{"workload.input_tokens", 8500},
                {"workload.output_tokens", 1500},
                {"workload.cached_share", 0.75},
                {"apis.api.input_per_mtok", 0.26},
                {"apis.api.cached_input_per_mtok", 0.13},
                {"apis.api.output_per_mtok", 0.38}},
     .metric = per_mtok,
     .option = API,
     .expected = 0.1951,
     .tolerance = 0.00005},
    {.name = "a $25/h node of 5,000 tokens/s at 35 %",
     .change = {{"hours_per_month", 720},
                {"workload.requests_per_month", NAN},
                {"workload.tokens_per_month", 4536e6},
                {"hosts.host.requests_per_second", NAN},
                {"hosts.host.tokens_per_second", 5000},
                {"hosts.host.gpu_hour", 25}},
     .metric = per_mtok,
     .option = HOST,
     .expected = 3.97,
     .tolerance = 0.005},
};

static void test_published(void **state)
{
    (void)state;
    model_run_rows(rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_published)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
