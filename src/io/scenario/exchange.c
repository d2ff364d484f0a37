/* exchange.c - what a dollar costs in the currency of a scenario: catalog prices are in dollars.
 * Refuses to know which prices are converted (catalog.c).
 */
#include "core/base/codes.h"
#include "core/scenario/scenario.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"

#include <string.h>

double dollar_rate(struct loader *loader, const char *path, const struct llmcost_name *at)
{
    const struct llmcost_scenario *s = loader->scenario;
    const char *currency = llmcost_text(s, s->currency.text);
    const struct llmcost_input *rate = find_named(s, &s->exchange, "USD");
    if (currency[0] == '\0' || strcmp(currency, "USD") == 0)
        return 1;
    if (rate != NULL)
        return rate->value;
    llmcost_complain_at(loader->diags, LLMCOST_ERROR, E_CURRENCY, at->place,
                        "%s: catalog prices are in USD, this scenario is in %.20s", path, currency);
    load_advice(loader,
                "say what a dollar costs in %.20s: `exchange: {USD: ...}`, or state the "
                "prices in %.20s",
                currency, currency);
    return 0;
}

void check_exchange(struct loader *loader)
{
    const struct llmcost_scenario *s = loader->scenario;
    const char *currency = llmcost_text(s, s->currency.text);
    const char *own = currency[0] != '\0' ? currency : "USD";
    const struct llmcost_input *rate = find_named(s, &s->exchange, own);
    if (rate == NULL || rate->value == 1)
        return;
    llmcost_complain_at(loader->diags, LLMCOST_ERROR, E_CURRENCY, rate->place,
                        "exchange.%.20s: the scenario is in %.20s itself", own, own);
    load_advice(loader, "name another currency, or state `currency` as the one that everything "
                        "else in the file is in");
}
