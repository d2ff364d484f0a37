/* warnings_catalog.c - what a reader should be told about estimated throughputs and catalog prices.
 * The other warnings are in core/telling/warnings.c.
 */
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/demand.h"
#include "core/model/estimate.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* ---- The throughput estimate ---- */

void review_estimate(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_ref ref = ref_of(LLMCOST_HOSTS, (int)(h - s->host), "throughput_factor");
    review_warn(
        r, (struct llmcost_warning){.id = LLMCOST_W_ESTIMATED,
                                    .option = (int16_t)option,
                                    .ref = ref,
                                    .value = r->option[option].fleet.replica_requests_per_second,
                                    .low = llmcost_quantile(&h->throughput_factor, 0.1),
                                    .high = llmcost_quantile(&h->throughput_factor, 0.9)});
    for (int trap = 0; trap < LLMCOST_TRAPS; trap++)
        if (estimate_has_trap(s, h, (enum llmcost_estimate_trap)trap))
            review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_ESTIMATE_TRAP,
                                                    .option = (int16_t)option,
                                                    .ref = ref,
                                                    .value = trap});
}

/* A stated capacity holds at the mix it was measured at: more than a tenth away it is another one.
 */
void review_other_mix(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct token_mix own = tokens_of(&first, &h->common);
    const struct {
        const char *name;
        const struct llmcost_input *measured;
        double here;
    } rows[] = {
        {.name = "measured_input_tokens", .measured = &h->measured_input_tokens, .here = own.input},
        {.name = "measured_output_tokens",
         .measured = &h->measured_output_tokens,
         .here = own.output},
    };
    if (is_stated(&h->input_tokens_per_second)) /* takes any mix */
        return;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double gap = rows[i].here - rows[i].measured->value;
        if (is_stated(rows[i].measured) &&
            at_least(gap, -gap) > 0.1 * at_least(rows[i].measured->value, 1))
            review_warn(r, (struct llmcost_warning){
                               .id = LLMCOST_W_OTHER_MIX,
                               .option = (int16_t)option,
                               .ref = ref_of(LLMCOST_HOSTS, (int)(h - s->host), rows[i].name),
                               .value = rows[i].measured->value,
                               .other = rows[i].here});
    }
}

/* A model that does not go into the memory; whether that is why the option cannot serve. */
bool review_fit(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    if (llmcost_goes_into_memory(s, option))
        return false;
    review_warn(r, (struct llmcost_warning){
                       .id = LLMCOST_W_DOES_NOT_FIT,
                       .option = (int16_t)option,
                       .ref = ref_of(LLMCOST_HOSTS, (int)(h - s->host), "gpus_per_replica"),
                       .value = h->gpus_per_replica.value,
                       .other = llmcost_gpus_needed(s, h)});
    return true;
}

/* ---- Catalogs ---- */

/* Prices that were noted long before the day they are judged on, or after it. */
void review_dates(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const int32_t noted =
        option < s->apis ? s->api[option].priced_on : s->host[option - s->apis].priced_on;
    const int32_t age = s->as_of - noted;
    if (s->as_of == 0 || noted == 0 || (age >= 0 && age <= LLMCOST_STALE_DAYS))
        return;
    review_warn(r,
                (struct llmcost_warning){
                    .id = age > 0 ? LLMCOST_W_STALE_PRICE : LLMCOST_W_LATER_PRICE,
                    .option = (int16_t)option,
                    .ref = option < s->apis ? ref_of(LLMCOST_APIS, option, "input_per_mtok")
                                            : ref_of(LLMCOST_HOSTS, option - s->apis, "gpu_hour"),
                    .value = age > 0 ? age : -age});
}

void review_notes(const struct llmcost_scenario *s, struct llmcost_result *r)
{
    for (int i = 0; i < s->notes_of_catalogs; i++) {
        const struct llmcost_note *note = &s->note[i];
        const int option = note->section == LLMCOST_APIS ? note->index : s->apis + note->index;
        review_warn(r,
                    (struct llmcost_warning){.id = LLMCOST_W_CATALOG_NOTE,
                                             .option = (int16_t)option,
                                             .ref = (struct llmcost_ref){.field = -1, .entry = -1},
                                             .value = i});
    }
}
