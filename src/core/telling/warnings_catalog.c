/* warnings_catalog.c - what a reader should be told about estimated throughputs and catalog prices.
 * The other warnings are in core/telling/warnings.c.
 */
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/demand.h"
#include "core/model/estimate.h"
#include "core/model/measured.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_ESTIMATED, .letter = 'W', .name = TOLD("estimated throughput"),
     .cause = TOLD("The throughput is estimated from the model and the GPU, not measured."),
     .remedy = TOLD("Load-test it with your own prompts and state the capacity with `basis: "
                    "measured`."),
     .says = "{value} requests/s a replica, {sequences} sequences at a time, is estimated from "
             "the model and the GPU (rule of thumb for memory: weights and 20 %, {thumb} GB); in "
             "8 of 10 cases the true figure is {from} to {to} times that: load-test it with your "
             "own prompts"},
    {.number = LLMCOST_W_DOES_NOT_FIT, .letter = 'W', .name = TOLD("model does not fit"),
     .cause = TOLD("The model does not fit into the memory of a replica."),
     .remedy = TOLD("State more `gpus_per_replica`, a GPU with more memory or a smaller "
                    "precision."),
     .says = "{known?the model does not go into the memory of its GPUs|{model word} in "
             "{precision word} ({weights} GB of weights) does not fit on {gpus} x {gpu word}; "
             "{needed?the KV cache of one request is too large for any number of them|needs "
             "{needed}}}{other?|: state gpus_per_replica}"},
    {.number = LLMCOST_W_ESTIMATE_TRAP, .letter = 'W', .name = TOLD("where the estimate fails"),
     .cause = TOLD("The throughput estimate is known to be too high in such a case."),
     .remedy = TOLD("Measure: do not decide on the estimate."),
     .says = "{value?on AMD GPUs the throughput estimate is 1.5 to 1.75 times too high|a replica "
             "spans several nodes, whose network the throughput estimate leaves out: the true "
             "figure is lower|the GPU has no arithmetic for this precision: the estimate "
             "computes in bf16 and saves memory only|the link between these GPUs is not known: "
             "the estimate leaves it out, the true figure is lower}"},
    {.number = LLMCOST_W_OTHER_MIX, .letter = 'W', .name = TOLD("measured at another mix"),
     .cause = TOLD("The capacity was measured with requests of another length."),
     .remedy = TOLD("Measure it at your mix, or add `model` and `gpu` to have it carried over."),
     .says = "its capacity was measured with {value} input and {low} output tokens a request, "
             "and here they are {other} and {high}: {carried?|it is carried over with an output "
             "token counted as five input tokens; }measure it at your mix, or add `model` and "
             "`gpu` to have it carried over{carried?| by an estimate}"},
    {.number = LLMCOST_W_STALE_PRICE, .letter = 'W', .name = TOLD("old price"),
     .cause = TOLD("The catalog price was noted long before the date of the report."),
     .remedy = TOLD("Check the price, or give a newer list with `--prices`."),
     .says = "its catalog price was noted {value} days before the date of this report: check it, "
             "or give a newer price list with --prices"},
    {.number = LLMCOST_W_LATER_PRICE, .letter = 'W', .name = TOLD("later price"),
     .cause = TOLD("The catalog price was noted after the date of the report: what was in force "
                   "then is not known."),
     .remedy = TOLD("State the price that was in force, with its source."),
     .says = "its catalog price was noted {value} days after the date of this report: what was in "
             "force then is not known"},
    {.number = LLMCOST_W_CATALOG_NOTE, .letter = 'W', .name = TOLD("note of a catalog entry"),
     .cause = TOLD("The catalog entry has a note that a reader should know."),
     .remedy = TOLD("Read the note."),
     .says = "{note word}"},
};
/* clang-format on */

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
            review_add(r, LLMCOST_W_ESTIMATE_TRAP, option, ref, trap);
}

/* Tokens read and written apart, of a replica or of each of its runs, make up any mix. */
static bool takes_any_mix(const struct llmcost_scenario *s, const struct llmcost_host *h)
{
    int apart = 0;
    for (int i = 0; i < h->runs.count; i++)
        apart += is_stated(&s->entry[h->runs.first + i].run.input_tokens_per_second);
    return is_stated(&h->input_tokens_per_second) || (apart > 0 && apart == h->runs.count);
}

static bool is_apart(const struct llmcost_input *measured, double here)
{
    const double gap = here - measured->value;
    return is_stated(measured) && at_least(gap, -gap) > 0.1 * at_least(measured->value, 1);
}

/* A stated capacity holds at the mix it was measured at: more than a tenth away it is another one.
 */
void review_other_mix(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct token_mix here = tokens_of(&first, &h->common);
    const struct token_mix there = stated_mix(&first, h);
    const bool reads = is_apart(&h->measured_input_tokens, here.input);
    if (takes_any_mix(s, h) || !(reads || is_apart(&h->measured_output_tokens, here.output)))
        return;
    review_warn(r, (struct llmcost_warning){
                       .id = LLMCOST_W_OTHER_MIX,
                       .option = (int16_t)option,
                       .ref = ref_of(LLMCOST_HOSTS, (int)(h - s->host),
                                     reads ? "measured_input_tokens" : "measured_output_tokens"),
                       .value = there.input,
                       .other = here.input,
                       .low = there.output,
                       .high = here.output});
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
static void review_dates(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const int32_t noted =
        option < s->apis ? s->api[option].priced_on : s->host[option - s->apis].priced_on;
    const int32_t age = s->as_of - noted;
    if (s->as_of == 0 || noted == 0 || (age >= 0 && age <= LLMCOST_STALE_DAYS))
        return;
    review_add(r, age > 0 ? LLMCOST_W_STALE_PRICE : LLMCOST_W_LATER_PRICE, option,
               option < s->apis ? ref_of(LLMCOST_APIS, option, "input_per_mtok")
                                : ref_of(LLMCOST_HOSTS, option - s->apis, "gpu_hour"),
               age > 0 ? age : -age);
}

static void review_notes(const struct llmcost_scenario *s, struct llmcost_result *r)
{
    for (int i = 0; i < s->notes_of_catalogs; i++) {
        const struct llmcost_note *note = &s->note[i];
        const int option = note->section == LLMCOST_APIS ? note->index : s->apis + note->index;
        review_add(r, LLMCOST_W_CATALOG_NOTE, option,
                   (struct llmcost_ref){.field = -1, .entry = -1}, i);
    }
}

const struct review review_of_catalog = {
    .codes = codes,
    .count = COUNT(codes),
    .kinds = 1U << LLMCOST_API | 1U << LLMCOST_HOST,
    .of_option = review_dates,
    .of_verdict = review_notes,
};
