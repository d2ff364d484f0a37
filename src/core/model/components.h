/* components.h - the bill of one option and month: the cost lines and their sum (§6). */
#ifndef LLMCOST_CORE_MODEL_COMPONENTS_H
#define LLMCOST_CORE_MODEL_COMPONENTS_H

#include "core/model/demand.h"
#include "core/model/fleet.h"
#include "core/model/pricing.h"
#include "llmcost.h"

/* Everything that a line of one option's bill may read. */
struct bill_context {
    const struct llmcost_scenario *scenario;
    const struct llmcost_host *host; /* NULL: nothing is hosted */
    const struct llmcost_api *api;   /* NULL: no api is called */
    const struct llmcost_common *part[2];
    const struct demand *demand;
    const struct fleet_plan *plan;
    struct tariff tariff;
    struct fleet_prices prices;
    double part_requests[2];   /* billed requests a month that each part serves */
    double part_escalation[2]; /* marginal price of the api that each part escalates to */
    int parts;
};
struct bill {
    int64_t micros, one_off_micros;
    double exact; /* the same total unrounded, for break-evens */
    int lines;
    bool overflows; /* beyond LLMCOST_MAX_BILL */
};
/* Sum the lines; store them where `lines` is not NULL. */
void bill_make(const struct bill_context *context, struct llmcost_line *lines,
               struct bill *ret_bill);
/* What is missing to an api's monthly minimum after tokens and request fees; the api is the last
 * part. */
double shortfall_of(const struct bill_context *context);
/* Whether nothing that a component reads is stated by these parts. */
bool component_is_omitted(const struct llmcost_scenario *scenario, int option,
                          enum llmcost_component component);

#endif
