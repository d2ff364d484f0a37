/* warnings_capacity.c - what a reader should be told about the fleet of an option: headroom, where
 * its throughput comes from, who is on call, what happens when a replica fails.
 */
#include "core/base/count.h"
#include "core/model/demand.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_NO_HEADROOM, .letter = 'W', .name = TOLD("no headroom"),
     .cause = TOLD("The busiest hour takes the whole fleet: nothing is left for a burst or a "
                   "failed replica."),
     .remedy = TOLD("Set `max_utilization` below 1, or `burst` above 1."),
     .says = "the busiest hour takes {value%} of the fleet, no headroom for a burst or a failed "
             "replica: set max_utilization below 1 or burst above 1"},
    {.number = LLMCOST_W_NOT_MEASURED, .letter = 'W', .name = TOLD("typed capacity"),
     .cause = TOLD("The capacity of a replica was typed in, not measured."),
     .remedy = TOLD("Load-test it with your own prompts, then state `basis: measured`."),
     .says = "{value} requests/s a replica {typed?follows from typed figures|is typed, not "
             "measured}: load-test it with your own prompts, then state `basis: measured`"},
    {.number = LLMCOST_W_SMALL_ROTATION, .letter = 'W', .name = TOLD("small on-call rotation"),
     .cause = TOLD("Fewer people are on call than Google's SRE book asks for: 8 on one site, or 6 "
                   "on each of two."),
     .remedy = TOLD("Plan for more people, or share the rotation with another service."),
     .says = "{value} {one?people are|person is} a small on-call rotation: Google's SRE book "
             "asks for 8 people on one site or 6 on each of two"},
    {.number = LLMCOST_W_NO_SPARE, .letter = 'W', .name = TOLD("no spare"),
     .cause = TOLD("An availability is demanded of one replica without a spare: any failure is an "
                   "outage."),
     .remedy = TOLD("Set `spare_replicas` to 1 or more."),
     .says = "rules.min_availability is asked of one replica without a spare, so any failure is an "
             "outage: set spare_replicas to 1 or more"},
};
/* clang-format on */

static void review_capacity(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_option_result *o = &r->option[option];
    const struct llmcost_fleet *f = &o->fleet;
    const int index = (int)(h - s->host);
    const double at_peak = (f->replicas + f->spare_replicas) * f->replica_requests_per_second;
    const double load = option_peak(s, option, r->requests_per_month) * s->workload.burst.value;
    if (!lacks_slots(s, option, r) && o->feasible && at_peak > 0 && load / at_peak > 0.9)
        review_add(r, LLMCOST_W_NO_HEADROOM, option,
                   ref_of(LLMCOST_HOSTS, index, "max_utilization"), load / at_peak);
    if (f->throughput == LLMCOST_STATED) {
        const char *name = is_stated(&h->requests_per_second) ? "requests_per_second"
                           : is_stated(&h->tokens_per_second) ? "tokens_per_second"
                                                              : "output_tokens_per_second";
        review_add(r, LLMCOST_W_NOT_MEASURED, option, ref_of(LLMCOST_HOSTS, index, name),
                   f->replica_requests_per_second);
    }
    if (f->throughput == LLMCOST_ESTIMATED && f->replica_requests_per_second > 0) {
        review_estimate(s, option, r);
        review_memory(s, option, r);
    } else {
        review_other_mix(s, option, r);
    }
    if (h->on_call_engineers.value > 0 && h->on_call_engineers.value < 6)
        review_add(r, LLMCOST_W_SMALL_ROTATION, option,
                   ref_of(LLMCOST_HOSTS, index, "on_call_engineers"), h->on_call_engineers.value);
    if (is_stated(&s->min_availability) && llmcost_unit(s, option) == NULL && f->replicas <= 1 &&
        f->spare_replicas <= 0)
        review_add(r, LLMCOST_W_NO_SPARE, option, ref_of(LLMCOST_HOSTS, index, "spare_replicas"),
                   0);
}

const struct review review_of_capacity = {
    .codes = codes,
    .count = COUNT(codes),
    .kinds = 1U << LLMCOST_HOST,
    .of_option = review_capacity,
};
