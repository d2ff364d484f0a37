/* bill.c - the lines of a bill summed to a millionth, and questions about single lines (§0, §6).
 * Knows rows, never a line by its name but for extra lines, which stand in any number, and the
 * share of what is paid once.
 */
#include "core/model/bill.h"

#include "core/scenario/scenario.h"

#include <string.h>

/* Quantity and price come apart: a pair of doubles as one argument goes through memory, and most of
 * the time of a bill would be spent waiting for it. */
static void add_line(struct bill *bill, struct llmcost_line *lines, int component, int extra,
                     double quantity, double unit_price)
{
    const double money = quantity * unit_price;
    if (money <= 0)
        return;
    const struct component *row = &components[component];
    bill->exact += money;
    bill->service.exact += row->is_service ? money : 0;
    bill->payable.exact += row->no_credits ? 0 : money;
    bill->overflows = bill->overflows || !(bill->exact <= LLMCOST_MAX_BILL);
    if (bill->overflows)
        return;
    const int64_t micros = (int64_t)(money * 1e6 + 0.5); /* to a millionth of the currency (§0) */
    bill->micros += micros;
    bill->service.micros += row->is_service ? micros : 0;
    bill->payable.micros += row->no_credits ? 0 : micros;
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

/* One extra line after the other of all parts that are billed. */
struct extra {
    int load, part, at;
};
static const struct llmcost_entry *next_extra(const struct bill_context *c, int loads,
                                              struct extra *e)
{
    for (e->at++; e->load < loads; e->load++, e->part = 0)
        for (; e->part < c[e->load].parts; e->part++, e->at = 0) {
            const struct llmcost_entries *list = &c[e->load].part[e->part]->extra;
            if (!c[e->load].joins[e->part] && e->at < list->count)
                return &c[e->load].terms->entry[list->first + e->at];
        }
    return NULL;
}

static const char *name_of(const struct bill_context *c, const struct extra *e,
                           const struct llmcost_entry *entry)
{
    return llmcost_text(c[e->load].scenario, entry->name.text);
}

/* The amounts of an extra line of that name in all parts; false where one before has it. */
static bool same_extras(const struct bill_context *c, int loads, const struct extra *mine,
                        const char *name, double *ret_money)
{
    struct extra e = {.at = -1};
    bool first = true;
    bool before = true;
    *ret_money = 0;
    for (const struct llmcost_entry *entry; (entry = next_extra(c, loads, &e)) != NULL;) {
        before = before && (e.load != mine->load || e.part != mine->part || e.at != mine->at);
        if (strcmp(name_of(c, &e, entry), name) != 0)
            continue;
        *ret_money += entry->amount.value;
        first = first && !before;
    }
    return first;
}

/* Lines of the same name are added. */
static void add_extras(const struct bill_context *c, int loads, struct llmcost_line *lines,
                       struct bill *bill)
{
    struct extra e = {.at = -1};
    double money;
    for (const struct llmcost_entry *entry; (entry = next_extra(c, loads, &e)) != NULL;)
        if (same_extras(c, loads, &e, name_of(c, &e, entry), &money)) {
            const int index = c[e.load].part[e.part]->extra.first + e.at;
            const int before = bill->lines;
            add_line(bill, lines, LLMCOST_LINE_EXTRA, index, 1, money);
            if (bill->lines > before)
                lines[before].load = (int16_t)e.load;
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

void bill_make(const struct bill_context *context, int loads, struct llmcost_line *lines,
               struct bill *ret_bill)
{
    const uint32_t kinds = kinds_of(context->host, context->api);
    const bool alone = loads == 1 && !context->joins[0] && !context->joins[1];
    struct bill bill = {0};
    for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
        if (alone && !is_of(kinds, components[i].of))
            continue;
        if (components[i].amount == NULL) {
            add_extras(context, loads, lines, &bill);
            continue;
        }
        const struct amount amount =
            alone ? components[i].amount(context) : sum_of(context, loads, &components[i]);
        add_line(&bill, lines, i, -1, amount.quantity, amount.unit_price);
    }
    *ret_bill = bill;
}

double bill_of_unit(const struct terms *terms, const struct llmcost_host *host, double unit_gpus)
{
    const struct fleet_plan plan = {
        .fleet = {.always_on_gpus = unit_gpus, .gpus_at_peak = unit_gpus}};
    const struct bill_context context = {
        .scenario = terms->scenario, .terms = terms, .host = host, .plan = &plan};
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
    for (int i = 0; i < MAX_PRICED_BY && component->priced_by[i] != NULL; i++) {
        const struct llmcost_input *input =
            llmcost_read(scenario, ref_of(section, index, component->priced_by[i]));
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
