/* bill.h - the bill of one option and month: its cost lines, summed (§6). */
#ifndef LLMCOST_CORE_MODEL_BILL_H
#define LLMCOST_CORE_MODEL_BILL_H

#include "core/model/components.h"
#include "llmcost.h"

/* Money as the lines of a bill round it, and unrounded, for break-evens. */
struct money {
    int64_t micros;
    double exact;
};
struct bill {
    int64_t micros, one_off_micros;
    double exact, one_off_exact; /* the same unrounded, for break-evens */
    int lines;
    bool overflows; /* beyond LLMCOST_MAX_BILL */
};
enum bill_of {
    WHOLE_BILL,
    SERVICE_BILL, /* what an api takes that only serves until later */
    PAYABLE_BILL, /* what credits may pay */
};
/* The bill of so many loads that are served together: what several have in common is billed with
 * the first of them, see bill_context.joins. Sum the lines; store them where `lines` is not NULL.
 */
void bill_make(const struct bill_context *context, int loads, enum bill_of of,
               struct llmcost_line *lines, struct bill *ret_bill);
/* The lines of the parts of a context, without those that never move and are nothing: as long as
 * the same terms are in force. */
struct bill_rows bill_rows_of(const struct bill_context *context);

/* What is metered of one billed request of a part. */
double bill_of_meters(const struct terms *terms, const struct llmcost_common *part);
/* What one always-on unit of a host brings along for a month beside its rent: all lines that move
 * with units. */
double bill_of_unit(const struct terms *terms, const struct llmcost_host *host, double unit_gpus);

/* Whether a component that a reader would miss is stated by none of the option's parts. */
bool component_is_omitted(const struct llmcost_scenario *scenario, int option,
                          enum llmcost_component component);

#endif
