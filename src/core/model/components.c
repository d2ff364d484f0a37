/* components.c - every cost line: one function and one row (id, category, formula, what it reads),
 * in report order. Knows what a line costs for one option and month; refuses to know how the fleet
 * was chosen (fleet.c), which option wins (engine.c) and how a line is printed. To add a cost line:
 * its name in enum llmcost_component, a function and a row here.
 */
#include "core/model/components.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/ownership.h"
#include "core/model/pricing.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <string.h>

/* quantity in the row's unit, price per unit */
struct amount {
    double quantity, unit_price;
};

double shortfall_of(const struct bill_context *c)
{
    if (c->api == NULL)
        return 0;
    const double spend = c->part_requests[c->parts - 1] * c->tariff.marginal;
    return at_least(c->api->monthly_minimum.value - spend, 0);
}

static bool is_hybrid(const struct bill_context *c)
{
    return c->host != NULL && c->api != NULL;
}

static struct amount token_line(const struct bill_context *c, enum token_kind kind)
{
    if (c->api == NULL || is_hybrid(c))
        return (struct amount){0, 0};
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
    if (c->api == NULL || is_hybrid(c))
        return (struct amount){0, 0};
    return (struct amount){c->demand->billed, c->tariff.per_request};
}

static struct amount monthly_fee(const struct bill_context *c)
{
    return (struct amount){1, c->api ? c->api->monthly_fee.value : 0};
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
    if (c->host == NULL || is_owned(c->host) || c->plan->rented_gpus <= 0)
        return (struct amount){0, 0};
    return (struct amount){c->plan->rented_gpus * hours(c), c->prices.gpu_hour};
}

/* A line per bought always-on GPU. */
static struct amount owned_line(const struct bill_context *c,
                                double (*price)(const struct llmcost_host *))
{
    if (c->host == NULL || !is_owned(c->host))
        return (struct amount){0, 0};
    return (struct amount){c->plan->fleet.always_on_gpus, price(c->host)};
}

static struct amount capital(const struct bill_context *c)
{
    return owned_line(c, owned_capital);
}

static struct amount energy(const struct bill_context *c)
{
    if (c->host == NULL || !is_owned(c->host))
        return (struct amount){0, 0};
    const double kwh = owned_energy(c->host, hours(c), c->plan->fleet.utilization);
    return (struct amount){c->plan->fleet.always_on_gpus * kwh, c->host->per_kwh.value};
}

static double colocation_price(const struct llmcost_host *host)
{
    return host->colocation_per_gpu_month.value;
}

static struct amount colocation(const struct bill_context *c)
{
    return owned_line(c, colocation_price);
}

static struct amount maintenance(const struct bill_context *c)
{
    return owned_line(c, owned_maintenance);
}

static struct amount elastic_gpus(const struct bill_context *c)
{
    if (c->host == NULL || c->plan->fleet.elastic_gpu_hours <= 0)
        return (struct amount){0, 0};
    return (struct amount){c->plan->fleet.elastic_gpu_hours, c->prices.elastic_gpu_hour};
}

/* Spares and staging carry the whole cost of a GPU, all month at the cheaper rate; the energy of
 * bought ones is that of utilization 1, as in the rate that the mix is chosen by (§4, §5). */
static struct amount spare_gpus(const struct bill_context *c)
{
    return (struct amount){c->plan->fleet.spare_gpus, c->plan->spare_per_gpu};
}

static struct amount staging_gpus(const struct bill_context *c)
{
    return (struct amount){c->plan->fleet.staging_gpus, c->plan->spare_per_gpu};
}

static struct amount overhead(const struct bill_context *c)
{
    if (c->host == NULL || c->host->overhead_share.value <= 0)
        return (struct amount){0, 0};
    const struct amount on = gpus(c);
    const struct amount elastic = elastic_gpus(c);
    const struct llmcost_fleet *fleet = &c->plan->fleet;
    const double idle = fleet->spare_gpus + fleet->staging_gpus;
    const double rent = on.quantity * on.unit_price + elastic.quantity * elastic.unit_price +
                        (c->plan->spare_is_rented ? idle * c->plan->spare_per_gpu : 0);
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
    const double requests = is_hybrid(c) ? c->plan->fleet.overflow_requests : 0;
    return (struct amount){requests, c->tariff.marginal};
}

/* The price of one thing of which several parts have some: the total over the quantity. */
static struct amount blend(double quantity, double money)
{
    return (struct amount){quantity, quantity > 0 ? money / quantity : 0};
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
        people += c->part[i]->engineers.value;
    if (c->host != NULL)
        people += c->host->engineers_per_100_gpus.value *
                  (c->plan->fleet.gpus_at_peak + c->plan->fleet.staging_gpus) / 100;
    return (struct amount){people, s->salary_per_year.value * s->overhead.value / 12};
}

static struct amount operations(const struct bill_context *c)
{
    return (struct amount){1, c->host ? c->host->operations_per_month.value : 0};
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
        const double monthly = c->part[i]->revalidations_per_year.value / 12;
        times += monthly;
        money += monthly * c->part[i]->revalidation_cost.value;
    }
    return blend(times, money);
}

static struct amount compliance(const struct bill_context *c)
{
    return (struct amount){1, c->host ? c->host->compliance_per_year.value / 12 : 0};
}

static struct amount fixed(const struct bill_context *c)
{
    double money = 0;
    for (int i = 0; i < c->parts; i++)
        money += c->part[i]->fixed_per_month.value;
    return (struct amount){1, money};
}

static struct amount one_off(const struct bill_context *c)
{
    double money = 0;
    for (int i = 0; i < c->parts; i++)
        money += c->part[i]->one_off.value;
    return (struct amount){1, money / c->scenario->months.value};
}

struct component {
    struct amount (*amount)(
        const struct bill_context *c); /* NULL for extra lines, of which there are any number */
    const char *reads[7]; /* the fields that decide it, for explanations and omissions */
    struct llmcost_component_row row;
};

static const struct component components[LLMCOST_COMPONENTS] = {
    [LLMCOST_LINE_INPUT_TOKENS] =
        {.amount = input_tokens,
         .reads = {"input_per_mtok", "long_context_input_per_mtok", "discount", "batch_discount"},
         .row = {.id = "input_tokens",
                 .category = "tokens",
                 .label = "input tokens",
                 .unit = "Mtok",
                 .formula = "billed requests * input_tokens * token_ratio * (1 - cached_share - "
                            "cache_write_share) / 1e6 * input_per_mtok"}},
    [LLMCOST_LINE_CACHED_INPUT_TOKENS] =
        {.amount = cached_input_tokens,
         .reads = {"cached_input_per_mtok", "long_context_cached_input_per_mtok"},
         .row = {.id = "cached_input_tokens",
                 .category = "tokens",
                 .label = "cached input tokens",
                 .unit = "Mtok",
                 .formula = "billed requests * input_tokens * token_ratio * cached_share / 1e6 * "
                            "cached_input_per_mtok"}},
    [LLMCOST_LINE_CACHE_WRITE_TOKENS] =
        {.amount = cache_write_tokens,
         .reads = {"cache_write_per_mtok", "long_context_cache_write_per_mtok"},
         .row = {.id = "cache_write_tokens",
                 .category = "tokens",
                 .label = "cache writes",
                 .unit = "Mtok",
                 .formula = "billed requests * input_tokens * token_ratio * cache_write_share / "
                            "1e6 * cache_write_per_mtok"}},
    [LLMCOST_LINE_OUTPUT_TOKENS] =
        {.amount = output_tokens,
         .reads = {"output_per_mtok", "long_context_output_per_mtok"},
         .row = {.id = "output_tokens",
                 .category = "tokens",
                 .label = "output tokens",
                 .unit = "Mtok",
                 .formula =
                     "billed requests * output_tokens * token_ratio / 1e6 * output_per_mtok"}},
    [LLMCOST_LINE_REQUEST_FEES] = {.amount = request_fees,
                                   .reads = {"per_request"},
                                   .row = {.id = "request_fees",
                                           .category = "tokens",
                                           .label = "request fees",
                                           .unit = "request",
                                           .formula = "billed requests * per_request"}},
    [LLMCOST_LINE_MONTHLY_FEE] = {.amount = monthly_fee,
                                  .reads = {"monthly_fee"},
                                  .row = {.id = "monthly_fee",
                                          .category = "fixed",
                                          .label = "monthly fee",
                                          .unit = "month",
                                          .formula = "monthly_fee"}},
    [LLMCOST_LINE_MONTHLY_MINIMUM] =
        {.amount = monthly_minimum,
         .reads = {"monthly_minimum"},
         .row = {.id = "monthly_minimum",
                 .category = "tokens",
                 .label = "up to the minimum",
                 .unit = "month",
                 .formula = "max(0, monthly_minimum - tokens and request fees)"}},
    [LLMCOST_LINE_GPUS] = {.amount = gpus,
                           .reads = {"gpu_hour"},
                           .row = {.id = "gpus",
                                   .category = "compute",
                                   .label = "GPUs, always on",
                                   .unit = "GPU-hour",
                                   .formula = "always-on GPUs * hours_per_month * gpu_hour"}},
    [LLMCOST_LINE_CAPITAL] = {.amount = capital,
                              .reads = {"purchase_per_gpu", "life_years", "residual_share",
                                        "cost_of_capital"},
                              .row = {.id = "capital",
                                      .category = "compute",
                                      .label = "capital",
                                      .unit = "GPU-month",
                                      .formula =
                                          "always-on GPUs * annuity of purchase_per_gpu over "
                                          "life_years at cost_of_capital, less residual_share"}},
    [LLMCOST_LINE_ENERGY] =
        {.amount = energy,
         .reads = {"watts_per_gpu", "per_kwh"},
         .row = {.id = "energy",
                 .category = "compute",
                 .label = "energy",
                 .unit = "kWh",
                 .formula = "always-on GPUs * watts_per_gpu / 1000 * pue * hours_per_month * "
                            "(idle_power_share + (1 - idle_power_share) * utilization) * per_kwh",
                 .omitted = "energy of the bought GPUs"}},
    [LLMCOST_LINE_COLOCATION] = {.amount = colocation,
                                 .reads = {"colocation_per_gpu_month"},
                                 .row = {.id = "colocation",
                                         .category = "compute",
                                         .label = "colocation",
                                         .unit = "GPU-month",
                                         .formula = "always-on GPUs * colocation_per_gpu_month",
                                         .omitted = "space and cooling of the bought GPUs"}},
    [LLMCOST_LINE_MAINTENANCE] =
        {.amount = maintenance,
         .reads = {"maintenance_share"},
         .row = {.id = "maintenance",
                 .category = "compute",
                 .label = "maintenance",
                 .unit = "GPU-month",
                 .formula = "always-on GPUs * maintenance_share * purchase_per_gpu / 12",
                 .omitted = "maintenance of the bought GPUs"}},
    [LLMCOST_LINE_ELASTIC_GPUS] = {.amount = elastic_gpus,
                                   .reads = {"elastic_gpu_hour"},
                                   .row = {.id = "elastic_gpus",
                                           .category = "compute",
                                           .label = "GPUs, elastic",
                                           .unit = "GPU-hour",
                                           .formula = "elastic GPU-hours * elastic_gpu_hour"}},
    [LLMCOST_LINE_SPARE_GPUS] = {.amount = spare_gpus,
                                 .reads = {"spare_replicas"},
                                 .row = {.id = "spare_gpus",
                                         .category = "compute",
                                         .label = "spare GPUs",
                                         .unit = "GPU-month",
                                         .formula =
                                             "spare GPUs * the cheaper monthly rate of a GPU"}},
    [LLMCOST_LINE_STAGING_GPUS] = {.amount = staging_gpus,
                                   .reads = {"staging_gpus"},
                                   .row = {.id = "staging_gpus",
                                           .category = "compute",
                                           .label = "staging GPUs",
                                           .unit = "GPU-month",
                                           .formula =
                                               "staging_gpus * the cheaper monthly rate of a GPU",
                                           .omitted = "a staging environment"}},
    [LLMCOST_LINE_OVERHEAD] =
        {.amount = overhead,
         .reads = {"overhead_share"},
         .row = {.id = "overhead",
                 .category = "compute",
                 .label = "overhead on rent",
                 .unit = "rent",
                 .formula =
                     "overhead_share * rented GPU-hours (always on, elastic, spare, staging)"}},
    [LLMCOST_LINE_LICENCES] = {.amount = licences,
                               .reads = {"licence_per_gpu_year"},
                               .row = {.id = "licences",
                                       .category = "compute",
                                       .label = "licences",
                                       .unit = "GPU-month",
                                       .formula = "paid GPU-months * licence_per_gpu_year / 12"}},
    [LLMCOST_LINE_OVERFLOW_API] =
        {.amount = overflow_api,
         .reads = {"input_per_mtok", "output_per_mtok"},
         .row = {.id = "overflow_api",
                 .category = "tokens",
                 .label = "overflow to the API",
                 .unit = "request",
                 .formula = "overflow requests * marginal price of a request at the api"}},
    [LLMCOST_LINE_ESCALATION_API] = {.amount = escalation_api,
                                     .reads = {"escalation_share"},
                                     .row = {.id = "escalation_api",
                                             .category = "tokens",
                                             .label = "escalated to an API",
                                             .unit = "request",
                                             .formula =
                                                 "served requests * escalation_share * marginal "
                                                 "price of a request at escalates_to"}},
    [LLMCOST_LINE_ENGINEERS] = {.amount = engineers,
                                .reads = {"engineers", "engineers_per_100_gpus"},
                                .row = {.id = "engineers",
                                        .category = "people",
                                        .label = "engineers",
                                        .unit = "FTE",
                                        .formula = "(engineers + engineers_per_100_gpus * GPUs / "
                                                   "100) * salary_per_year * overhead / 12"}},
    [LLMCOST_LINE_OPERATIONS] = {.amount = operations,
                                 .reads = {"operations_per_month", "engineers",
                                           "engineers_per_100_gpus"},
                                 .row = {.id = "operations",
                                         .category = "people",
                                         .label = "operations",
                                         .unit = "month",
                                         .formula = "operations_per_month",
                                         .omitted = "the people who run it"}},
    [LLMCOST_LINE_ON_CALL] = {.amount = on_call,
                              .reads = {"on_call_engineers", "on_call_stipend_per_month"},
                              .row = {.id = "on_call",
                                      .category = "people",
                                      .label = "on-call",
                                      .unit = "person",
                                      .formula = "on_call_engineers * on_call_stipend_per_month",
                                      .omitted = "the on-call rotation"}},
    [LLMCOST_LINE_FINE_TUNING] = {.amount = fine_tuning,
                                  .reads = {"fine_tune_cost", "fine_tunes_per_year"},
                                  .row = {.id = "fine_tuning",
                                          .category = "model",
                                          .label = "fine-tuning",
                                          .unit = "run",
                                          .formula = "fine_tunes_per_year / 12 * fine_tune_cost"}},
    [LLMCOST_LINE_REVALIDATION] = {.amount = revalidation,
                                   .reads = {"revalidation_cost", "revalidations_per_year"},
                                   .row = {.id = "revalidation",
                                           .category = "model",
                                           .label = "revalidation",
                                           .unit = "time",
                                           .formula =
                                               "revalidations_per_year / 12 * revalidation_cost",
                                           .omitted =
                                               "revalidation when the model version changes"}},
    [LLMCOST_LINE_COMPLIANCE] = {.amount = compliance,
                                 .reads = {"compliance_per_year"},
                                 .row = {.id = "compliance",
                                         .category = "fixed",
                                         .label = "compliance",
                                         .unit = "month",
                                         .formula = "compliance_per_year / 12"}},
    [LLMCOST_LINE_FIXED] = {.amount = fixed,
                            .reads = {"fixed_per_month"},
                            .row = {.id = "fixed",
                                    .category = "fixed",
                                    .label = "fixed",
                                    .unit = "month",
                                    .formula = "fixed_per_month"}},
    [LLMCOST_LINE_EXTRA] = {.amount = NULL,
                            .reads = {"extra"},
                            .row = {.id = "extra",
                                    .category = "fixed",
                                    .label = "extra",
                                    .unit = "month",
                                    .formula = "extra"}},
    [LLMCOST_LINE_ONE_OFF] = {.amount = one_off,
                              .reads = {"one_off"},
                              .row = {.id = "one_off",
                                      .category = "one_off",
                                      .label = "one-off, spread",
                                      .unit = "month",
                                      .formula = "one_off / months"}},
};

const struct llmcost_component_row *llmcost_component_row(enum llmcost_component component)
{
    return &components[component].row;
}

/* Quantity and price come apart: a pair of doubles as one argument goes through memory, and most of
 * the time of a bill would be spent waiting for it. */
static void add_line(struct bill *bill, struct llmcost_line *lines, int component, int extra,
                     double quantity, double unit_price)
{
    const double money = quantity * unit_price;
    if (money <= 0)
        return;
    bill->exact += money;
    bill->overflows = bill->overflows || !(bill->exact <= LLMCOST_MAX_BILL);
    if (bill->overflows)
        return;
    const int64_t micros = (int64_t)(money * 1e6 + 0.5); /* to a millionth of the currency (§0) */
    bill->micros += micros;
    if (component == LLMCOST_LINE_ONE_OFF)
        bill->one_off_micros = micros;
    if (lines != NULL && micros != 0)
        lines[bill->lines++] = (struct llmcost_line){.quantity = quantity,
                                                     .unit_price = unit_price,
                                                     .amount = money,
                                                     .micros = micros,
                                                     .component = (int16_t)component,
                                                     .extra = (int16_t)extra};
}

/* The amount of an extra line of that name in the parts before and after this one. */
static double same_extra(const struct bill_context *c, int part, const char *name, int *ret_first)
{
    double money = 0;
    *ret_first = part;
    for (int i = 0; i < c->parts; i++)
        for (int e = 0; e < c->part[i]->extras; e++) {
            const struct llmcost_extra *extra = &c->scenario->extra[c->part[i]->first_extra + e];
            if (strcmp(llmcost_text(c->scenario, extra->name), name) != 0)
                continue;
            money += extra->amount.value;
            *ret_first = i < *ret_first ? i : *ret_first;
        }
    return money;
}

/* A hybrid's lines of the same name are added. */
static void add_extras(const struct bill_context *c, struct llmcost_line *lines, struct bill *bill)
{
    for (int i = 0; i < c->parts; i++)
        for (int e = 0; e < c->part[i]->extras; e++) {
            const int index = c->part[i]->first_extra + e;
            const char *name = llmcost_text(c->scenario, c->scenario->extra[index].name);
            int first;
            const double money = same_extra(c, i, name, &first);
            if (first == i)
                add_line(bill, lines, LLMCOST_LINE_EXTRA, index, 1, money);
        }
}

/* Lines that a bill without a host, or without an api, cannot have: not even asked for. */
static const uint32_t of_host =
    1U << LLMCOST_LINE_GPUS | 1U << LLMCOST_LINE_CAPITAL | 1U << LLMCOST_LINE_ENERGY |
    1U << LLMCOST_LINE_COLOCATION | 1U << LLMCOST_LINE_MAINTENANCE |
    1U << LLMCOST_LINE_ELASTIC_GPUS | 1U << LLMCOST_LINE_SPARE_GPUS |
    1U << LLMCOST_LINE_STAGING_GPUS | 1U << LLMCOST_LINE_OVERHEAD | 1U << LLMCOST_LINE_LICENCES |
    1U << LLMCOST_LINE_OVERFLOW_API | 1U << LLMCOST_LINE_OPERATIONS | 1U << LLMCOST_LINE_ON_CALL |
    1U << LLMCOST_LINE_FINE_TUNING | 1U << LLMCOST_LINE_COMPLIANCE;
static const uint32_t of_api =
    1U << LLMCOST_LINE_INPUT_TOKENS | 1U << LLMCOST_LINE_CACHED_INPUT_TOKENS |
    1U << LLMCOST_LINE_CACHE_WRITE_TOKENS | 1U << LLMCOST_LINE_OUTPUT_TOKENS |
    1U << LLMCOST_LINE_REQUEST_FEES | 1U << LLMCOST_LINE_MONTHLY_FEE |
    1U << LLMCOST_LINE_MONTHLY_MINIMUM | 1U << LLMCOST_LINE_OVERFLOW_API;

void bill_make(const struct bill_context *context, struct llmcost_line *lines,
               struct bill *ret_bill)
{
    const uint32_t idle =
        (context->host == NULL ? of_host : 0) | (context->api == NULL ? of_api : 0);
    struct bill bill = {0};
    for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
        if (idle >> i & 1)
            continue;
        if (components[i].amount == NULL) {
            add_extras(context, lines, &bill);
            continue;
        }
        const struct amount amount = components[i].amount(context);
        add_line(&bill, lines, i, -1, amount.quantity, amount.unit_price);
    }
    *ret_bill = bill;
}

/* Whether one of these fields is stated in the section of one part of an option. */
static bool reads_stated(const struct llmcost_scenario *scenario, enum llmcost_section section,
                         int index, const struct component *component)
{
    for (size_t i = 0; i < COUNT(component->reads) && component->reads[i] != NULL; i++) {
        const struct llmcost_input *input =
            llmcost_read(scenario, ref_of(section, index, component->reads[i]));
        if (input != NULL && is_stated(input))
            return true;
    }
    return false;
}

bool component_is_omitted(const struct llmcost_scenario *scenario, int option,
                          enum llmcost_component component)
{
    const struct component *row = &components[component];
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    const bool of_owned = component == LLMCOST_LINE_ENERGY ||
                          component == LLMCOST_LINE_COLOCATION ||
                          component == LLMCOST_LINE_MAINTENANCE;
    if (row->row.omitted == NULL || (of_owned && (host == NULL || !is_owned(host))))
        return false;
    if (host == NULL && component != LLMCOST_LINE_REVALIDATION)
        return false;
    if (host != NULL && reads_stated(scenario, LLMCOST_HOSTS, (int)(host - scenario->host), row))
        return false;
    return api == NULL || component != LLMCOST_LINE_REVALIDATION ||
           !reads_stated(scenario, LLMCOST_APIS, (int)(api - scenario->api), row);
}
