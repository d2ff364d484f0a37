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

/* The amount of an extra line of that name in the parts before and after this one. */
static double same_extra(const struct bill_context *c, int part, const char *name, int *ret_first)
{
    double money = 0;
    *ret_first = part;
    for (int i = 0; i < c->parts; i++)
        for (int e = 0; e < c->part[i]->extra.count; e++) {
            const struct llmcost_entry *extra = &c->terms->entry[c->part[i]->extra.first + e];
            if (strcmp(llmcost_text(c->scenario, extra->name.text), name) != 0)
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
        for (int e = 0; e < c->part[i]->extra.count; e++) {
            const int index = c->part[i]->extra.first + e;
            const char *name = llmcost_text(c->scenario, c->terms->entry[index].name.text);
            int first;
            const double money = same_extra(c, i, name, &first);
            if (first == i)
                add_line(bill, lines, LLMCOST_LINE_EXTRA, index, 1, money);
        }
}

void bill_make(const struct bill_context *context, struct llmcost_line *lines,
               struct bill *ret_bill)
{
    const uint32_t kinds = kinds_of(context->host, context->api);
    struct bill bill = {0};
    for (int i = 0; i < LLMCOST_COMPONENTS; i++) {
        if (!is_of(kinds, components[i].of))
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
