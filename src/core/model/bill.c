/* bill.c - the lines of a bill summed to a millionth, and questions about single lines (§0, §6).
 * Knows rows, never a line by its name but for those that stand in any number, and the share
 * of what is paid once.
 */
#include "core/model/bill.h"
#include "core/hardware/ownership.h"

#include "core/scenario/scenario.h"
#include "core/scenario/words.h"

#include <string.h>

/* Quantity and price come apart: a pair of doubles as one argument goes through memory, and most of
 * the time of a bill would be spent waiting for it. */
static void add_line(struct bill *bill, struct llmcost_line *lines, int component, int extra,
                     double quantity, double unit_price)
{
    const double money = quantity * unit_price;
    bill->exact += money;
    bill->overflows = bill->overflows || !(bill->exact <= LLMCOST_MAX_BILL);
    if (bill->overflows)
        return;
    const int64_t micros = (int64_t)(money * 1e6 + 0.5); /* to a millionth of the currency (§0) */
    bill->micros += micros;
    if (component == LLMCOST_LINE_ONE_OFF) {
        bill->one_off_micros = micros;
        bill->one_off_exact = money;
    }
    if (lines != NULL && micros != 0)
        lines[bill->lines++] = (struct llmcost_line){.quantity = quantity,
                                                     .unit_price = unit_price,
                                                     .amount = money,
                                                     .micros = micros,
                                                     .component = (int16_t)component,
                                                     .extra = (int16_t)extra};
}

/* Most lines of an option are nothing: that is found without a call. */
static inline void put_line(struct bill *bill, struct llmcost_line *lines, int component, int extra,
                            double quantity, double unit_price)
{
    if (!(quantity * unit_price <= 0))
        add_line(bill, lines, component, extra, quantity, unit_price);
}

/* One of the lines that have a name of their own, `extra` or `metered`, of a part that is billed.
 */
struct named {
    const char *name; /* NULL: added to one before */
    struct amount one;
    int load, index;
};

static const struct llmcost_entries *entries_of(const struct llmcost_common *part, int component)
{
    return component == LLMCOST_LINE_METERED ? &part->metered : &part->extra;
}

/* How many such lines the parts of all loads have at most. */
static int most_named(const struct bill_context *context, int loads, int component)
{
    int count = 0;
    for (int load = 0; load < loads; load++)
        for (int part = 0; part < context[load].parts; part++)
            count += entries_of(context[load].part[part], component)->count;
    return count;
}

/* Of all parts that are billed, one after the other: what scales with requests is of every load.
 * How many. */
static int gather_named(const struct bill_context *context, int loads, int component,
                        struct named *named)
{
    const bool meters = component == LLMCOST_LINE_METERED;
    int count = 0;
    for (int load = 0; load < loads; load++)
        for (int part = 0; part < context[load].parts; part++) {
            const struct bill_context *c = &context[load];
            const struct llmcost_entries *list = entries_of(c->part[part], component);
            if (!components[component].is_each && c->joins[part])
                continue;
            for (int i = list->first; i < list->first + list->count; i++) {
                const struct llmcost_entry *entry = &c->terms->entry[i];
                const double requests = c->part_requests[part];
                named[count++] = (struct named){
                    .name = llmcost_text(c->scenario, entry->name.text),
                    .one = meters ? (struct amount){requests * entry->meter.per_request.value,
                                                    entry->meter.price.value}
                                  : (struct amount){1, entry->amount.value},
                    .load = load,
                    .index = i};
            }
        }
    return count;
}

/* The amounts of the lines of that name, of the first of them and those behind it. */
static struct amount sum_named(struct named *first, int count, int component)
{
    const char *name = first->name;
    struct amount sum = {0, 0};
    double money = 0;
    for (struct named *n = first; n < first + count; n++) {
        if (n->name == NULL || (n != first && strcmp(n->name, name) != 0))
            continue;
        const double more = n->one.quantity * n->one.unit_price;
        n->name = NULL;
        if (more <= 0)
            continue;
        money += more;
        sum.quantity = component == LLMCOST_LINE_EXTRA ? 1 : sum.quantity + n->one.quantity;
        sum.unit_price = money > more ? money / sum.quantity : n->one.unit_price;
    }
    return sum;
}

/* Lines of the same name are added. */
static void add_named(const struct bill_context *c, int loads, int component,
                      struct llmcost_line *lines, struct bill *bill)
{
    const int most = most_named(c, loads, component);
    struct named named[most > 0 ? most : 1];
    const int count = most > 0 ? gather_named(c, loads, component, named) : 0;
    for (int i = 0; i < count; i++) {
        if (named[i].name == NULL)
            continue;
        const struct amount sum = sum_named(&named[i], count - i, component);
        const int before = bill->lines;
        put_line(bill, lines, component, named[i].index, sum.quantity, sum.unit_price);
        if (bill->lines > before)
            lines[before].load = (int16_t)named[i].load;
    }
}

/* What is of a fleet, and what is of an api but no line of each load: billed once. */
static uint32_t billed_once(const struct bill_context *c)
{
    const uint32_t fleet = 1U << OF_FLEET | 1U << OF_RENTED | 1U << OF_OWNED | 1U << OF_ELASTIC;
    return (c->host != NULL && c->joins[0] ? fleet : 0) |
           (c->api != NULL && c->joins[c->parts - 1] ? 1U << OF_ANY_API : 0);
}

/* A line of several loads: their quantities, and what all of it costs. */
static struct amount sum_of(const struct bill_context *context, int loads,
                            const struct component *row)
{
    struct amount sum = {0, 0};
    double money = 0;
    for (int i = 0; i < loads; i++) {
        const struct bill_context *c = &context[i];
        const uint32_t kinds = kinds_of(c->host, c->api);
        if (!is_of(row->is_each ? kinds : kinds & ~billed_once(c), row->of))
            continue;
        const struct amount one = row->amount(c);
        const double more = one.quantity * one.unit_price;
        if (more <= 0)
            continue;
        money += more;
        sum.quantity += one.quantity;
        sum.unit_price = money > more ? money / sum.quantity : one.unit_price;
    }
    return sum;
}

static bool is_in(const struct component *row, enum bill_of of)
{
    return of == WHOLE_BILL || (of == SERVICE_BILL ? row->is_service : !row->no_credits);
}

/* All that a load is billed alone, its rows not being found. */
static void bill_once(const struct bill_context *context, struct llmcost_line *lines,
                      struct bill *ret_bill)
{
    const uint32_t kinds = kinds_of(context->host, context->api);
    struct bill bill = {0};
    for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
        const struct component *row = &components[i];
        if (!is_of(kinds, row->of))
            continue;
        if (row->amount != NULL) {
            const struct amount amount = row->amount(context);
            put_line(&bill, lines, i, -1, amount.quantity, amount.unit_price);
        } else if (context->scenario->entries > 0) {
            add_named(context, 1, i, lines, &bill);
        }
    }
    *ret_bill = bill;
}

void bill_make(const struct bill_context *context, int loads, enum bill_of of,
               struct llmcost_line *lines, struct bill *ret_bill)
{
    if (of == WHOLE_BILL && context->rows != NULL && context->rows->count == 0) {
        bill_once(context, lines, ret_bill);
        return;
    }
    const struct bill_rows *alone = context->rows;
    const int count = alone != NULL ? alone->count : LLMCOST_COMPONENTS;
    struct bill bill = {0};
    for (int at = 0; at < count; at++) {
        const int i = alone != NULL ? alone->row[at] : at;
        const struct component *row = &components[i];
        if (!is_in(row, of))
            continue;
        if (row->amount == NULL) {
            add_named(context, loads, i, lines, &bill);
            continue;
        }
        const struct amount amount =
            alone != NULL ? row->amount(context) : sum_of(context, loads, row);
        put_line(&bill, lines, i, -1, amount.quantity, amount.unit_price);
    }
    *ret_bill = bill;
}

/* Whether a line is nothing, and will be. */
static bool stays_nothing(const struct bill_context *context, const struct component *row)
{
    if (row->amount == NULL)
        return most_named(context, 1, (int)(row - components)) == 0;
    if (row->moves != MOVES_NEVER)
        return false;
    const struct amount amount = row->amount(context);
    return amount.quantity * amount.unit_price <= 0;
}

struct bill_rows bill_rows_of(const struct bill_context *context)
{
    const uint32_t kinds = kinds_of(context->host, context->api);
    struct bill_rows rows;
    rows.count = 0;
    for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
        const struct component *row = &components[i];
        if (is_of(kinds, row->of) && !stays_nothing(context, row))
            rows.row[rows.count++] = (uint8_t)i;
    }
    return rows;
}

double bill_of_meters(const struct terms *terms, const struct llmcost_common *part)
{
    double money = 0;
    for (int i = part->metered.first; i < part->metered.first + part->metered.count; i++)
        money += terms->entry[i].meter.per_request.value * terms->entry[i].meter.price.value;
    return money;
}

double bill_of_unit(const struct terms *terms, const struct llmcost_host *host, double unit_gpus)
{
    const struct fleet_plan plan = {
        .fleet = {.always_on_gpus = unit_gpus, .gpus_at_peak = unit_gpus}};
    const struct bill_context context = {.scenario = terms->scenario,
                                         .terms = terms,
                                         .host = host,
                                         .plan = &plan,
                                         .capital = is_owned(host) ? owned_capital(host) : 0};
    double money = 0;
    for (int i = 0; i < LLMCOST_COMPONENTS; i++)
        if (components[i].moves == MOVES_WITH_UNITS) {
            const struct amount amount = components[i].amount(&context);
            money += amount.quantity * amount.unit_price;
        }
    return money;
}

/* Whether a field that prices the line is stated in the section of one part of an option. */
static bool is_priced(const struct llmcost_scenario *scenario, enum llmcost_section section,
                      int index, const struct component *component)
{
    char field[MAX_WORD];
    for (const char *at = NULL; (at = copy_word(component->priced_by, at, field)) != NULL;) {
        const struct llmcost_input *input = llmcost_read(scenario, ref_of(section, index, field));
        if (input != NULL && is_stated(input))
            return true;
    }
    return false;
}

bool component_is_omitted(const struct llmcost_scenario *scenario, int option,
                          enum llmcost_component component)
{
    const struct component *line = &components[component];
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    if (line->row.omitted == NULL || !is_of(kinds_of(host, api), line->of))
        return false;
    /* nobody runs what a provider reserves, but its models retire too */
    if (llmcost_unit(scenario, option) != NULL && component != LLMCOST_LINE_REVALIDATION)
        return false;
    /* what is of fleets alone is stated for the host, whatever api stands behind it */
    const bool asks_api = api != NULL && is_of(kinds_of(NULL, api), line->of);
    return !(host != NULL &&
             is_priced(scenario, LLMCOST_HOSTS, (int)(host - scenario->host), line)) &&
           !(asks_api && is_priced(scenario, LLMCOST_APIS, (int)(api - scenario->api), line));
}
