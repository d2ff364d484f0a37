/* components.c - every cost line: one function and one row, in report order. The row says which
 * options have the line, how it moves with the demand, and what quantity and price are made of.
 * Knows what a line costs for one option and month; refuses to know how the fleet was chosen
 * (fleet.c), how lines are summed (bill.c), which option wins (engine.c) and how a line is printed.
 * To add a cost line: its name in enum llmcost_component, a function and a row here. A function is
 * asked only for options that have the line.
 */
#include "core/model/components.h"

#include "core/base/count.h"
#include "core/base/real.h"
#include "core/base/told.h"
#include "core/hardware/ownership.h"

double spend_of(const struct bill_context *c)
{
    return c->part_requests[c->parts - 1] * c->tariff.plain;
}

double shortfall_of(const struct bill_context *c)
{
    if (c->api == NULL || c->joins[c->parts - 1])
        return 0;
    return at_least(c->api->monthly_minimum.value - (spend_of(c) + c->spent_beside), 0);
}

/* Whether what a part costs by the month is billed here. */
static bool is_billed(const struct bill_context *c, int part)
{
    return !c->joins[part];
}

static struct amount token_line(const struct bill_context *c, enum token_kind kind)
{
    return (struct amount){c->demand->billed * c->tariff.tokens[kind] / 1e6,
                           c->tariff.per_mtok[kind]};
}

static struct amount input_tokens(const struct bill_context *c)
{
    return token_line(c, PLAIN_INPUT);
}

static struct amount cached_input_tokens(const struct bill_context *c)
{
    return token_line(c, CACHED_INPUT);
}

static struct amount cache_write_tokens(const struct bill_context *c)
{
    return token_line(c, CACHE_WRITE);
}

static struct amount output_tokens(const struct bill_context *c)
{
    return token_line(c, OUTPUT);
}

static struct amount request_fees(const struct bill_context *c)
{
    return (struct amount){c->demand->billed, c->tariff.per_request};
}

static struct amount surcharge(const struct bill_context *c)
{
    return (struct amount){spend_of(c), c->tariff.surcharge};
}

static struct amount cache_storage(const struct bill_context *c)
{
    return (struct amount){c->terms->workload->stored_mtok.value *
                               c->scenario->hours_per_month.value,
                           c->api->cache_storage_per_mtok_hour.value};
}

static struct amount monthly_fee(const struct bill_context *c)
{
    return (struct amount){1, c->api->monthly_fee.value};
}

static struct amount monthly_minimum(const struct bill_context *c)
{
    return (struct amount){1, shortfall_of(c)};
}

static double hours(const struct bill_context *c)
{
    return c->scenario->hours_per_month.value;
}

static struct amount gpus(const struct bill_context *c)
{
    return (struct amount){c->plan->rented_gpus * hours(c), c->prices.gpu_hour};
}

static struct amount capital(const struct bill_context *c)
{
    return (struct amount){c->plan->fleet.always_on_gpus, c->capital};
}

static struct amount energy(const struct bill_context *c)
{
    const double kwh = owned_energy(c->host, hours(c), c->plan->fleet.utilization);
    return (struct amount){c->plan->fleet.always_on_gpus * kwh, c->host->per_kwh.value};
}

static struct amount colocation(const struct bill_context *c)
{
    return (struct amount){c->plan->fleet.always_on_gpus, c->host->colocation_per_gpu_month.value};
}

static struct amount maintenance(const struct bill_context *c)
{
    return (struct amount){c->plan->fleet.always_on_gpus, owned_maintenance(c->host)};
}

static struct amount elastic_gpus(const struct bill_context *c)
{
    return (struct amount){c->plan->fleet.elastic_gpu_hours, c->prices.elastic_gpu_hour};
}

/* The price of one thing of which several parts have some: the total over the quantity. */
static struct amount blend(double quantity, double money)
{
    return (struct amount){quantity, quantity > 0 ? money / quantity : 0};
}

/* Spares or staging, of which so many are held at `gpu_hour` or bought, and the others elastic all
 * month. They carry the whole cost of a GPU (§4, §5). */
static struct amount idle_gpus(const struct bill_context *c, double gpus, double held,
                               double gpu_hour)
{
    if (gpus <= 0)
        return (struct amount){0, 0};
    const double on = is_owned(c->host)
                          ? owned_per_gpu(c->host, c->capital, hours(c), c->plan->fleet.utilization)
                          : gpu_hour * hours(c);
    const double elastic = c->prices.elastic_gpu_hour * hours(c);
    return held >= gpus ? (struct amount){gpus, on}
                        : blend(gpus, held * on + (gpus - held) * elastic);
}

static double held_spares(const struct bill_context *c)
{
    return c->plan->held_gpus - c->plan->fleet.always_on_gpus;
}

static struct amount spare_gpus(const struct bill_context *c)
{
    return idle_gpus(c, c->plan->fleet.spare_gpus, held_spares(c), c->prices.gpu_hour);
}

static struct amount staging_gpus(const struct bill_context *c)
{
    return idle_gpus(c, c->plan->fleet.staging_gpus, c->plan->held_staging,
                     c->prices.staging_gpu_hour);
}

/* Of all rent, but none of what is bought. */
static struct amount overhead(const struct bill_context *c)
{
    const struct fleet_plan *plan = c->plan;
    const double elastic =
        (plan->fleet.spare_gpus - held_spares(c)) + (plan->fleet.staging_gpus - plan->held_staging);
    const double held = is_owned(c->host) ? 0
                                          : plan->held_gpus * c->prices.gpu_hour +
                                                plan->held_staging * c->prices.staging_gpu_hour;
    const double hourly = plan->fleet.elastic_gpu_hours + elastic * hours(c);
    const double rent = held * hours(c) + hourly * c->prices.elastic_gpu_hour;
    return (struct amount){rent, c->host->overhead_share.value};
}

static struct amount licences(const struct bill_context *c)
{
    const struct llmcost_fleet *fleet = &c->plan->fleet;
    const double gpu_months = fleet->always_on_gpus + fleet->spare_gpus + fleet->staging_gpus +
                              fleet->elastic_gpu_hours / hours(c);
    return (struct amount){gpu_months, c->host->licence_per_gpu_year.value / 12};
}

static struct amount overflow_api(const struct bill_context *c)
{
    return (struct amount){c->plan->fleet.overflow_requests, c->tariff.plain};
}

static struct amount escalation_api(const struct bill_context *c)
{
    double requests = 0;
    double money = 0;
    for (int i = 0; i < c->parts; i++) {
        const double sent = c->part_requests[i] * c->part[i]->escalation_share.value;
        requests += sent;
        money += sent * c->part_escalation[i];
    }
    return blend(requests, money);
}

static struct amount engineers(const struct bill_context *c)
{
    const struct llmcost_scenario *s = c->scenario;
    double people = 0;
    for (int i = 0; i < c->parts; i++)
        people += is_billed(c, i) ? c->part[i]->engineers.value : 0;
    if (c->host != NULL && is_billed(c, 0))
        people += c->host->engineers_per_100_gpus.value *
                  (c->plan->fleet.gpus_at_peak + c->plan->fleet.staging_gpus) / 100;
    return (struct amount){people, s->salary_per_year.value * s->overhead.value / 12};
}

static struct amount operations(const struct bill_context *c)
{
    return (struct amount){1, c->host->operations_per_month.value};
}

static struct amount on_call(const struct bill_context *c)
{
    return (struct amount){c->host->on_call_engineers.value,
                           c->host->on_call_stipend_per_month.value};
}

static struct amount fine_tuning(const struct bill_context *c)
{
    return (struct amount){c->host->fine_tunes_per_year.value / 12, c->host->fine_tune_cost.value};
}

static struct amount revalidation(const struct bill_context *c)
{
    double times = 0;
    double money = 0;
    for (int i = 0; i < c->parts; i++) {
        if (!is_billed(c, i))
            continue;
        const double monthly = c->part[i]->revalidations_per_year.value / 12;
        times += monthly;
        money += monthly * c->part[i]->revalidation_cost.value;
    }
    return blend(times, money);
}

static struct amount compliance(const struct bill_context *c)
{
    return (struct amount){1, c->host->compliance_per_year.value / 12};
}

static struct amount fixed(const struct bill_context *c)
{
    double money = 0;
    for (int i = 0; i < c->parts; i++)
        money += is_billed(c, i) ? c->part[i]->fixed_per_month.value : 0;
    return (struct amount){1, money};
}

static struct amount one_off(const struct bill_context *c)
{
    double money = 0;
    for (int i = 0; i < c->parts; i++)
        money += is_billed(c, i) ? c->part[i]->one_off.value : 0;
    return (struct amount){1, money / c->scenario->months.value};
}

/* ---- Rows ---- */

#define BILLED "billed_requests"
#define OFF                                                                                        \
    "own.long_context_share,apis.discount,own.batch_share,apis.batch_discount,"                    \
    "hours_factor"
#define INPUT       BILLED ",workload.input_tokens,apis.token_ratio,apis.input_ratio"
#define OFF_FORMULA "(1 - discount) * (1 - batch_share * batch_discount) * "
/* With the mean factor of the hours, where the api has any, and without. */
#define BY_HOUR(formula) formula(" * hours_factor") " | " formula("")
#define TIERS(price, tier, hours)                                                                  \
    OFF_FORMULA                                                                                    \
    "((1 - long_context_share) * " price " + long_context_share * " tier ")" hours                 \
    " | " OFF_FORMULA                                                                              \
    "(1 - long_context_share + long_context_share * long_context_ratio) * " price hours            \
    " | " OFF_FORMULA price hours
#define INPUT_FORMULA(hours)  TIERS("input_per_mtok", "long_context_input_per_mtok", hours)
#define OUTPUT_FORMULA(hours) TIERS("output_per_mtok", "long_context_output_per_mtok", hours)
#define BATCH_CACHED(price, factor, hours)                                                         \
    "(1 - discount) * ((1 - batch_share) * " price                                                 \
    " + batch_share * batch_cached_input_per_mtok" factor ")" hours
#define LONG_FACTOR "(1 - long_context_share + long_context_share * long_context_ratio)"
#define LONG_CACHED "long_context_cached_input_per_mtok"
#define BATCH_CACHED_TIERS(price, hours)                                                           \
    BATCH_CACHED("((1 - long_context_share) * " price " + long_context_share * " LONG_CACHED ")",  \
                 " * " LONG_FACTOR, hours)                                                         \
    " | " BATCH_CACHED(price, "", " * " LONG_FACTOR hours) " | " BATCH_CACHED(price, "", hours)
#define CACHED_FORMULA(hours)                                                                      \
    BATCH_CACHED_TIERS("cached_input_per_mtok", hours)                                             \
    " | " BATCH_CACHED_TIERS("input_per_mtok", hours) " | " TIERS(                                 \
        "cached_input_per_mtok", LONG_CACHED, hours) " | " TIERS("input_per_mtok", LONG_CACHED,    \
                                                                 hours)
#define ON_GPUS "always_on_gpus"
#define SPARE   "hosts.gpu_hour,hosts.elastic_gpu_hour,hours_per_month,hosts.overhead_share,owned"

const struct component components[] = {
    [LLMCOST_LINE_INPUT_TOKENS] =
        {.amount = input_tokens,
         .is_service = true,
         .of = OF_API,
         .moves = MOVES_BY_REQUEST,
         .is_bound = true,
         .quantity = TOLD(INPUT ",own.cached_share,own.cache_write_share,"
                                "workload.cache_write_hour_share"),
         .price = TOLD("apis.input_per_mtok,tier," OFF),
         .quantity_formula =
             TOLD("billed_requests * input_tokens * token_ratio * input_ratio * (1 - "
                  "cached_share - cache_write_share - cache_write_hour_share) / 1e6"),
         .price_formula = TOLD(BY_HOUR(INPUT_FORMULA)),
         .row = {.id = "input_tokens",
                 .category = "tokens",
                 .label = "input tokens",
                 .unit = "Mtok",
                 .formula =
                     TOLD("billed requests * input_tokens * token_ratio * input_ratio * (1 - "
                          "cached_share - cache_write_share - cache_write_hour_share) / 1e6 * "
                          "input_per_mtok")}},
    [LLMCOST_LINE_CACHED_INPUT_TOKENS] =
        {.amount = cached_input_tokens,
         .is_service = true,
         .of = OF_API,
         .moves = MOVES_BY_REQUEST,
         .is_bound = true,
         .quantity = TOLD(INPUT ",own.cached_share"),
         .price = TOLD("apis.cached_input_per_mtok,cached_else,apis.batch_cached_input_per_mtok,"
                       "apis.long_context_cached_input_per_mtok,tier," OFF),
         .quantity_formula = TOLD(
             "billed_requests * input_tokens * token_ratio * input_ratio * cached_share / 1e6"),
         .price_formula = TOLD(BY_HOUR(CACHED_FORMULA)),
         .row = {.id = "cached_input_tokens",
                 .category = "tokens",
                 .label = "cached input tokens",
                 .unit = "Mtok",
                 .formula = TOLD("billed requests * input_tokens * token_ratio * input_ratio * "
                                 "cached_share / 1e6 * cached_input_per_mtok")}},
    [LLMCOST_LINE_CACHE_WRITE_TOKENS] =
        {.amount = cache_write_tokens,
         .is_service = true,
         .of = OF_API,
         .moves = MOVES_BY_REQUEST,
         .is_bound = true,
         .quantity = TOLD(INPUT ",own.cache_write_share,workload.cache_write_hour_share"),
         .price = TOLD("apis.cache_write_per_mtok,write_else,apis.cache_write_hour_per_mtok,"
                       "own.cache_write_share,workload.cache_write_hour_share,"
                       "apis.long_context_cache_write_per_mtok,tier," OFF),
         .quantity_formula = TOLD(
             "billed_requests * input_tokens * token_ratio * input_ratio * (cache_write_share + "
             "cache_write_hour_share) / 1e6"),
         .price_formula =
             TOLD("what a token costs that is written for 5 minutes, or for an hour, by "
                  "their shares, at the prices of its tier, discounts taken off"),
         .row = {.id = "cache_write_tokens",
                 .category = "tokens",
                 .label = "cache writes",
                 .unit = "Mtok",
                 .formula = TOLD(
                     "billed requests * input_tokens * token_ratio * input_ratio * "
                     "(cache_write_share + cache_write_hour_share) / 1e6 * cache_write_per_mtok")}},
    [LLMCOST_LINE_OUTPUT_TOKENS] =
        {.amount = output_tokens,
         .is_service = true,
         .of = OF_API,
         .moves = MOVES_BY_REQUEST,
         .is_bound = true,
         .quantity = TOLD(BILLED ",workload.output_tokens,apis.token_ratio,apis.output_ratio"),
         .price = TOLD("apis.output_per_mtok,apis.long_context_output_per_mtok,tier," OFF),
         .quantity_formula =
             TOLD("billed_requests * output_tokens * token_ratio * output_ratio / 1e6"),
         .price_formula = TOLD(BY_HOUR(OUTPUT_FORMULA)),
         .row = {.id = "output_tokens",
                 .category = "tokens",
                 .label = "output tokens",
                 .unit = "Mtok",
                 .formula =
                     TOLD("billed requests * output_tokens * token_ratio * output_ratio / 1e6 * "
                          "output_per_mtok")}},
    [LLMCOST_LINE_REQUEST_FEES] = {.amount = request_fees,
                                   .is_service = true,
                                   .of = OF_API,
                                   .moves = MOVES_BY_REQUEST,
                                   .quantity = TOLD(BILLED),
                                   .price = TOLD("apis.per_request"),
                                   .quantity_formula = TOLD("billed_requests"),
                                   .price_formula = TOLD("per_request"),
                                   .row = {.id = "request_fees",
                                           .category = "tokens",
                                           .label = "request fees",
                                           .unit = "request",
                                           .formula = TOLD("billed requests * per_request")}},
    [LLMCOST_LINE_SURCHARGE] = {.amount = surcharge,
                                .is_service = true,
                                .is_each = true,
                                .of = OF_ANY_API,
                                .moves = MOVES_BY_REQUEST,
                                .quantity =
                                    TOLD("part_requests,request_price,fleet.overflow_price"),
                                .price = TOLD("apis.surcharge"),
                                .row = {.id = "surcharge",
                                        .category = "tokens",
                                        .label = "surcharge",
                                        .unit = "spend",
                                        .formula = TOLD("surcharge * (tokens and request fees)")}},
    [LLMCOST_LINE_METERED] = {.amount = NULL,
                              .is_service = true,
                              .is_each = true,
                              .of = OF_OPTION,
                              .moves = MOVES_BY_REQUEST,
                              .quantity = TOLD("part_requests,fleet.served_requests"),
                              .quantity_formula = TOLD("served_requests * per_request | "
                                                       "billed_requests * per_request"),
                              .price_formula = TOLD("price"),
                              .row = {.id = "metered",
                                      .category = "tokens",
                                      .label = "metered",
                                      .unit = "unit",
                                      .formula = TOLD("billed requests * per_request * price")}},
    [LLMCOST_LINE_CACHE_STORAGE] =
        {.amount = cache_storage,
         .is_service = true,
         .is_each = true,
         .of = OF_ANY_API,
         .moves = MOVES_NEVER,
         .quantity = TOLD("workload.stored_mtok,hours_per_month"),
         .price = TOLD("apis.cache_storage_per_mtok_hour"),
         .row = {.id = "cache_storage",
                 .category = "tokens",
                 .label = "cache storage",
                 .unit = "Mtok-hour",
                 .formula = TOLD("stored_mtok * hours_per_month * cache_storage_per_mtok_hour")}},
    [LLMCOST_LINE_MONTHLY_FEE] = {.amount = monthly_fee,
                                  .is_service = true,
                                  .of = OF_ANY_API,
                                  .moves = MOVES_NEVER,
                                  .is_bound = true,
                                  .price = TOLD("apis.monthly_fee"),
                                  .price_formula = TOLD("monthly_fee"),
                                  .row = {.id = "monthly_fee",
                                          .category = "fixed",
                                          .label = "monthly fee",
                                          .unit = "month",
                                          .formula = TOLD("monthly_fee")}},
    [LLMCOST_LINE_MONTHLY_MINIMUM] =
        {.amount = monthly_minimum,
         .is_service = true,
         .of = OF_ANY_API,
         .moves = MOVES_TO_MINIMUM,
         .is_bound = true,
         .price = TOLD("apis.monthly_minimum,part_requests,request_price,apis.surcharge,"
                       "fleet.overflow_price"),
         .price_formula =
             TOLD("max(0, monthly_minimum - billed_requests * request_price / (1 + "
                  "surcharge)) | max(0, monthly_minimum - overflow_requests * request_price "
                  "/ (1 + surcharge) * overflow_price) | max(0, monthly_minimum - "
                  "overflow_requests * request_price / (1 + surcharge))"),
         .row = {.id = "monthly_minimum",
                 .category = "tokens",
                 .label = "up to the minimum",
                 .unit = "month",
                 .formula = TOLD("max(0, monthly_minimum - tokens and request fees)")}},
    [LLMCOST_LINE_GPUS] = {.amount = gpus,
                           .of = OF_RENTED,
                           .moves = MOVES_WITH_RENT,
                           .quantity = TOLD("fleet.always_on_gpus,hours_per_month"),
                           .price = TOLD("hosts.gpu_hour"),
                           .quantity_formula = TOLD(ON_GPUS " * hours_per_month"),
                           .price_formula = TOLD("gpu_hour"),
                           .row = {.id = "gpus",
                                   .category = "compute",
                                   .label = "GPUs, always on",
                                   .unit = "GPU-hour",
                                   .formula = TOLD("always-on GPUs * hours_per_month * gpu_hour")}},
    [LLMCOST_LINE_CAPITAL] = {.amount = capital,
                              .of = OF_OWNED,
                              .moves = MOVES_WITH_RENT,
                              .quantity = TOLD("fleet.always_on_gpus"),
                              .price = TOLD("fleet.capital_per_gpu"),
                              .quantity_formula = TOLD(ON_GPUS),
                              .price_formula = TOLD("capital_per_gpu"),
                              .row = {.id = "capital",
                                      .category = "compute",
                                      .label = "capital",
                                      .unit = "GPU-month",
                                      .formula = TOLD(
                                          "always-on GPUs * annuity of purchase_per_gpu over "
                                          "life_years at cost_of_capital, less residual_share")}},
    [LLMCOST_LINE_ENERGY] =
        {.amount = energy,
         .of = OF_OWNED,
         .moves = MOVES_WITH_RENT,
         .quantity = TOLD("fleet.always_on_gpus,hosts.watts_per_gpu,hosts.pue,hours_per_month,"
                          "hosts.idle_power_share,fleet.utilization"),
         .price = TOLD("hosts.per_kwh"),
         .priced_by = "watts_per_gpu,per_kwh",
         .quantity_formula =
             TOLD(ON_GPUS " * watts_per_gpu / 1000 * pue * hours_per_month * "
                          "(idle_power_share + (1 - idle_power_share) * utilization)"),
         .price_formula = TOLD("per_kwh"),
         .row = {.id = "energy",
                 .category = "compute",
                 .label = "energy",
                 .unit = "kWh",
                 .formula =
                     TOLD("always-on GPUs * watts_per_gpu / 1000 * pue * hours_per_month * "
                          "(idle_power_share + (1 - idle_power_share) * utilization) * per_kwh"),
                 .omitted = "energy of the bought GPUs"}},
    [LLMCOST_LINE_COLOCATION] = {.amount = colocation,
                                 .of = OF_OWNED,
                                 .moves = MOVES_WITH_RENT,
                                 .quantity = TOLD("fleet.always_on_gpus"),
                                 .price = TOLD("hosts.colocation_per_gpu_month"),
                                 .priced_by = "colocation_per_gpu_month",
                                 .quantity_formula = TOLD(ON_GPUS),
                                 .price_formula = TOLD("colocation_per_gpu_month"),
                                 .row = {.id = "colocation",
                                         .category = "compute",
                                         .label = "colocation",
                                         .unit = "GPU-month",
                                         .formula =
                                             TOLD("always-on GPUs * colocation_per_gpu_month"),
                                         .omitted = "space and cooling of the bought GPUs"}},
    [LLMCOST_LINE_MAINTENANCE] =
        {.amount = maintenance,
         .of = OF_OWNED,
         .moves = MOVES_WITH_RENT,
         .quantity = TOLD("fleet.always_on_gpus"),
         .price = TOLD("hosts.maintenance_share,hosts.purchase_per_gpu"),
         .priced_by = "maintenance_share",
         .quantity_formula = TOLD(ON_GPUS),
         .price_formula = TOLD("maintenance_share * purchase_per_gpu / 12"),
         .row = {.id = "maintenance",
                 .category = "compute",
                 .label = "maintenance",
                 .unit = "GPU-month",
                 .formula = TOLD("always-on GPUs * maintenance_share * purchase_per_gpu / 12"),
                 .omitted = "maintenance of the bought GPUs"}},
    [LLMCOST_LINE_ELASTIC_GPUS] = {.amount = elastic_gpus,
                                   .of = OF_ELASTIC,
                                   .moves = MOVES_WITH_RENT,
                                   .quantity = TOLD("fleet.elastic_gpu_hours"),
                                   .price = TOLD("hosts.elastic_gpu_hour"),
                                   .quantity_formula = TOLD("elastic_gpu_hours"),
                                   .price_formula = TOLD("elastic_gpu_hour"),
                                   .row = {.id = "elastic_gpus",
                                           .category = "compute",
                                           .label = "GPUs, elastic",
                                           .unit = "GPU-hour",
                                           .formula =
                                               TOLD("elastic GPU-hours * elastic_gpu_hour")}},
    [LLMCOST_LINE_SPARE_GPUS] =
        {.amount = spare_gpus,
         .of = OF_FLEET,
         .moves = MOVES_WITH_RENT,
         .quantity = TOLD("fleet.spare_gpus"),
         .price = TOLD(SPARE ",fleet.utilization"),
         .quantity_formula = TOLD("spare_gpus"),
         .price_formula =
             TOLD("what a GPU costs a month at the cheaper rate, overhead apart; a bought "
                  "one with the energy of the fleet's utilization"),
         .row = {.id = "spare_gpus",
                 .category = "compute",
                 .label = "spare GPUs",
                 .unit = "GPU-month",
                 .formula = TOLD("spare GPUs * the cheaper monthly rate of a GPU")}},
    [LLMCOST_LINE_STAGING_GPUS] =
        {.amount = staging_gpus,
         .of = OF_FLEET,
         .moves = MOVES_WITH_RENT,
         .quantity = TOLD("hosts.staging_gpus"),
         .price = TOLD(SPARE ",fleet.utilization"),
         .priced_by = "staging_gpus",
         .quantity_formula = TOLD("staging_gpus"),
         .price_formula =
             TOLD("what a GPU costs a month at the cheaper rate, overhead apart; a bought "
                  "one with the energy of the fleet's utilization"),
         .row = {.id = "staging_gpus",
                 .category = "compute",
                 .label = "staging GPUs",
                 .unit = "GPU-month",
                 .formula = TOLD("staging_gpus * the cheaper monthly rate of a GPU"),
                 .omitted = "a staging environment"}},
    [LLMCOST_LINE_OVERHEAD] =
        {.amount = overhead,
         .of = OF_FLEET,
         .moves = MOVES_WITH_RENT,
         .quantity = TOLD("fleet.always_on_gpus,fleet.elastic_gpu_hours,fleet.spare_gpus,"
                          "hosts.staging_gpus," SPARE),
         .price = TOLD("hosts.overhead_share"),
         .quantity_formula = TOLD("the rent of all GPUs: always on, elastic, spare and staging"),
         .price_formula = TOLD("overhead_share"),
         .row = {.id = "overhead",
                 .category = "compute",
                 .label = "overhead on rent",
                 .unit = "rent",
                 .formula = TOLD(
                     "overhead_share * rented GPU-hours (always on, elastic, spare, staging)")}},
    [LLMCOST_LINE_LICENCES] =
        {.amount = licences,
         .of = OF_FLEET,
         .moves = MOVES_WITH_UNITS,
         .quantity = TOLD("fleet.always_on_gpus,fleet.spare_gpus,hosts.staging_gpus,"
                          "fleet.elastic_gpu_hours,hours_per_month"),
         .price = TOLD("hosts.licence_per_gpu_year"),
         .quantity_formula = TOLD(
             ON_GPUS " + spare_gpus + staging_gpus + elastic_gpu_hours / hours_per_month | " ON_GPUS
                     " + spare_gpus + staging_gpus"),
         .price_formula = TOLD("licence_per_gpu_year / 12"),
         .row = {.id = "licences",
                 .category = "compute",
                 .label = "licences",
                 .unit = "GPU-month",
                 .formula = TOLD("paid GPU-months * licence_per_gpu_year / 12")}},
    [LLMCOST_LINE_OVERFLOW_API] =
        {.amount = overflow_api,
         .of = OF_HYBRID,
         .moves = MOVES_BY_REQUEST,
         .quantity = TOLD("fleet.overflow_requests"),
         .price = TOLD("request_price,apis.surcharge,fleet.overflow_price"),
         .quantity_formula = TOLD("overflow_requests"),
         .price_formula =
             TOLD("request_price / (1 + surcharge) * overflow_price | request_price / (1 + "
                  "surcharge)"),
         .row = {.id = "overflow_api",
                 .category = "tokens",
                 .label = "overflow to the API",
                 .unit = "request",
                 .formula = TOLD(
                     "overflow requests * price of a request at the api, before its surcharge")}},
    [LLMCOST_LINE_ESCALATION_API] =
        {.amount = escalation_api,
         .of = OF_OPTION,
         .moves = MOVES_BY_REQUEST,
         .quantity = TOLD("part_requests,fleet.served_requests,parts.escalation_share"),
         .price = TOLD("escalation,parts.escalation_share,part_requests,fleet.served_requests"),
         .quantity_formula =
             TOLD("served_requests * escalation_share | billed_requests * escalation_share | the "
                  "requests that its parts serve * their escalation_share"),
         .price_formula =
             TOLD("request_price | the prices of a request at the apis escalated to, by requests"),
         .row = {.id = "escalation_api",
                 .category = "tokens",
                 .label = "escalated to an API",
                 .unit = "request",
                 .formula = TOLD("served requests * escalation_share * marginal "
                                 "price of a request at escalates_to")}},
    [LLMCOST_LINE_ENGINEERS] =
        {.amount = engineers,
         .no_credits = true,
         .of = OF_OPTION,
         .moves = MOVES_WITH_UNITS,
         .quantity = TOLD("parts.engineers,hosts.engineers_per_100_gpus,fleet.gpus_at_peak,"
                          "fleet.staging_gpus"),
         .price = TOLD("team.salary_per_year,team.overhead"),
         .quantity_formula = TOLD(
             "engineers + engineers_per_100_gpus * (gpus_at_peak + staging_gpus) / 100 | engineers "
             "| engineers of its parts + engineers_per_100_gpus * GPUs / 100"),
         .price_formula = TOLD("salary_per_year * overhead / 12"),
         .row = {.id = "engineers",
                 .category = "people",
                 .label = "engineers",
                 .unit = "FTE",
                 .formula = TOLD("(engineers + engineers_per_100_gpus * GPUs / "
                                 "100) * salary_per_year * overhead / 12")}},
    [LLMCOST_LINE_OPERATIONS] = {.amount = operations,
                                 .no_credits = true,
                                 .of = OF_FLEET,
                                 .moves = MOVES_NEVER,
                                 .price = TOLD("hosts.operations_per_month"),
                                 .priced_by = "operations_per_month,engineers,"
                                              "engineers_per_100_gpus",
                                 .price_formula = TOLD("operations_per_month"),
                                 .row = {.id = "operations",
                                         .category = "people",
                                         .label = "operations",
                                         .unit = "month",
                                         .formula = TOLD("operations_per_month"),
                                         .omitted = "the people who run it"}},
    [LLMCOST_LINE_ON_CALL] = {.amount = on_call,
                              .no_credits = true,
                              .of = OF_FLEET,
                              .moves = MOVES_NEVER,
                              .quantity = TOLD("hosts.on_call_engineers"),
                              .price = TOLD("hosts.on_call_stipend_per_month"),
                              .priced_by = "on_call_engineers,on_call_stipend_per_month",
                              .quantity_formula = TOLD("on_call_engineers"),
                              .price_formula = TOLD("on_call_stipend_per_month"),
                              .row = {.id = "on_call",
                                      .category = "people",
                                      .label = "on-call",
                                      .unit = "person",
                                      .formula =
                                          TOLD("on_call_engineers * on_call_stipend_per_month"),
                                      .omitted = "the on-call rotation"}},
    [LLMCOST_LINE_FINE_TUNING] = {.amount = fine_tuning,
                                  .of = OF_FLEET,
                                  .moves = MOVES_NEVER,
                                  .quantity = TOLD("hosts.fine_tunes_per_year"),
                                  .price = TOLD("hosts.fine_tune_cost"),
                                  .quantity_formula = TOLD("fine_tunes_per_year / 12"),
                                  .price_formula = TOLD("fine_tune_cost"),
                                  .row = {.id = "fine_tuning",
                                          .category = "model",
                                          .label = "fine-tuning",
                                          .unit = "run",
                                          .formula =
                                              TOLD("fine_tunes_per_year / 12 * fine_tune_cost")}},
    [LLMCOST_LINE_REVALIDATION] =
        {.amount = revalidation,
         .of = OF_OPTION,
         .moves = MOVES_NEVER,
         .quantity = TOLD("parts.revalidations_per_year"),
         .price = TOLD("parts.revalidation_cost,parts.revalidations_per_year"),
         .priced_by = "revalidation_cost,revalidations_per_year",
         .quantity_formula =
             TOLD("revalidations_per_year / 12 | revalidations_per_year of its parts / 12"),
         .price_formula = TOLD("revalidation_cost | revalidation_cost of its parts, by how often"),
         .row = {.id = "revalidation",
                 .category = "model",
                 .label = "revalidation",
                 .unit = "time",
                 .formula = TOLD("revalidations_per_year / 12 * revalidation_cost"),
                 .omitted = "revalidation when the model version changes"}},
    [LLMCOST_LINE_COMPLIANCE] = {.amount = compliance,
                                 .of = OF_FLEET,
                                 .moves = MOVES_NEVER,
                                 .price = TOLD("hosts.compliance_per_year"),
                                 .price_formula = TOLD("compliance_per_year / 12"),
                                 .row = {.id = "compliance",
                                         .category = "fixed",
                                         .label = "compliance",
                                         .unit = "month",
                                         .formula = TOLD("compliance_per_year / 12")}},
    [LLMCOST_LINE_FIXED] = {.amount = fixed,
                            .of = OF_OPTION,
                            .moves = MOVES_NEVER,
                            .price = TOLD("parts.fixed_per_month"),
                            .price_formula = TOLD("fixed_per_month | fixed_per_month of its parts"),
                            .row = {.id = "fixed",
                                    .category = "fixed",
                                    .label = "fixed",
                                    .unit = "month",
                                    .formula = TOLD("fixed_per_month")}},
    [LLMCOST_LINE_EXTRA] = {.amount = NULL,
                            .of = OF_OPTION,
                            .moves = MOVES_NEVER,
                            .price_formula = TOLD("the sum of what its parts state"),
                            .row = {.id = "extra",
                                    .category = "fixed",
                                    .label = "extra",
                                    .unit = "month",
                                    .formula = TOLD("extra")}},
    [LLMCOST_LINE_ONE_OFF] = {.amount = one_off,
                              .no_credits = true,
                              .of = OF_OPTION,
                              .moves = MOVES_NEVER,
                              .price = TOLD("parts.one_off,horizon.months"),
                              .price_formula =
                                  TOLD("one_off / months | one_off of its parts / months"),
                              .row = {.id = "one_off",
                                      .category = "one_off",
                                      .label = "one-off, spread",
                                      .unit = "month",
                                      .formula = TOLD("one_off / months")}},
};

_Static_assert(COUNT(components) == LLMCOST_COMPONENTS, "a row for each cost line");

const struct llmcost_component_row *llmcost_component_row(enum llmcost_component component)
{
    return &components[component].row;
}
