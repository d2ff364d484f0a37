/* probe.c - what an option costs at one demand, in a month or over the horizon, what tells the
 * pieces of its curve apart, and where one of them ends, found by looks alone (§9). Refuses to know
 * why (breaks.c).
 */
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/bill.h"
#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "core/questions/curve.h"
#include "llmcost.h"

/* Two fleets of a piece differ by no more than the last bits of their sums. What is held in every
 * month says what was taken in each. */
uint64_t month_shape(uint64_t before, const struct option_month *month, bool has_api)
{
    const struct fleet_plan *p = &month->plan;
    const double fleet[] = {p->fleet.always_on_gpus, p->fleet.elastic_gpu_hours,
                            p->fleet.spare_gpus, p->held_gpus};
    const bool facts[] = {has_api && month->shortfall > 0, month->serves,
                          month->service_shortfall > 0};
    uint64_t shape = before;
    for (size_t i = 0; i < COUNT(fleet); i++) {
        const double scaled = fleet[i] * 1024 + 0.5;
        shape = (shape ^ (uint64_t)(int64_t)at_most(scaled, 4e18)) * 0x9E3779B97F4A7C15U;
        shape ^= shape >> 29;
    }
    for (size_t i = 0; i < COUNT(facts); i++)
        shape = shape * 2 + facts[i];
    return shape;
}

/* Credits that pay a month are left, or used up in it, or were before. */
static uint64_t credit_of(const struct option_walk *walk, const struct money before[2])
{
    uint64_t state = 0;
    for (size_t i = 0; i < COUNT(walk->carried.credits); i++)
        state = state * 4 + (before[i].exact > 0) + (walk->carried.credits[i].exact > 0);
    return state;
}

struct span span_of(const struct llmcost_scenario *s, int option, bool on_horizon)
{
    const int months = (int)s->months.value;
    const double one_off = option_one_off(s, option);
    struct span span = {.on_horizon = on_horizon,
                        .months = on_horizon && option_drifts(s, option) ? months : 1,
                        .step = discount_step(s),
                        .weight = on_horizon ? 0 : 1,
                        .one_off = on_horizon ? one_off : 0,
                        .length = months};
    double growth = 1;
    for (int m = 0; on_horizon && m < months; m++)
        span.weight += 1 / (growth *= span.step);
    span.end = on_horizon ? 1 / growth : 0;
    return span;
}

void span_begin(struct option_walk *walk, const struct departure *from, double requests,
                const struct span *span, struct lot lots[2][span->months])
{
    walk_depart(walk, from, requests, span->months, lots);
    if (!span->on_horizon)
        walk_in_operation(walk);
    if (span->gross)
        walk->parties.has_credits = false;
}

struct probe probe_option(const struct departure *from, double requests, const struct span *span,
                          struct fleet_paid *paid)
{
    const bool has_api = from->parties.api != NULL;
    struct probe probe = {.serves = true};
    const int levels = walk_levels(from->scenario, from->option);
    struct lot lots[2][span->months];
    int16_t hours[levels];
    struct fleet_paid own = {.room = levels, .hours = hours};
    struct fleet_paid *const known = paid != NULL ? paid : &own;
    struct option_walk walk;
    double growth = 1;
    span_begin(&walk, from, requests, span, lots);
    walk.carried.paid = *known;
    for (int m = 0; m < span->months; m++) {
        const struct money before[] = {walk.carried.credits[0], walk.carried.credits[1]};
        walk_on(&walk, NULL);
        probe.shape = month_shape(probe.shape, &walk.month, has_api) + credit_of(&walk, before);
        probe.serves = probe.serves && walk.month.serves;
        growth *= span->step;
        probe.cost += (span->on_horizon ? walk.month.exact : walk.month.bill.exact) /
                      (span->months > 1 ? growth : 1 / span->weight);
    }
    *known = walk.carried.paid;
    const struct leftover left = walk_leftover(&walk, span->length);
    probe.cost += span->one_off + (left.owed + left.stranded) * span->end;
    return probe;
}

struct probe look(const struct curve *c, double x)
{
    struct probe probe = probe_option(&c->departure, c->requests * x, &c->span, c->paid);
    probe.x = x;
    return probe;
}

bool is_alike(const struct probe *a, const struct probe *b, enum likeness likeness)
{
    return likeness == SAME_SERVICE ? a->serves == b->serves : a->shape == b->shape;
}

double piece_end(const struct curve *curve, const struct probe *from, const struct probe *to,
                 enum likeness likeness, double guess, double doubt, int *ret_looks)
{
    const double guesses[] = {guess * (1 - doubt), guess * (1 + doubt)};
    double low = from->x;
    double high = to->x;
    for (*ret_looks = 0;; ++*ret_looks) {
        const double guessed = *ret_looks < (int)COUNT(guesses) ? guesses[*ret_looks] : 0;
        const double middle = guessed > low && guessed < high ? guessed : low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return high;
        const struct probe probe = look(curve, middle);
        if (is_alike(from, &probe, likeness))
            low = middle;
        else
            high = middle;
    }
}

double month_price(const struct curve *c)
{
    const double overhead = 8; /* of a month, beside the levels of its load */
    const int levels = c->clocks > 1 && c->most_unit > 0 ? STACK_WEEK : c->levels;
    return levels + overhead;
}

double look_price(const struct curve *c)
{
    return c->span.months * month_price(c);
}

/* What one billed request of a part sends on, and what of it is metered. */
static double beside(const struct option_walk *walk, const struct llmcost_common *part, int at)
{
    const struct parties *p = &walk->parties;
    const double price =
        p->target[at] != NULL
            ? tariff_at(&p->target_prices[at], walk->factors.escalation[at]).marginal
            : 0;
    return bill_of_meters(&p->terms, part) + part->escalation_share.value * price;
}

double host_extra(const struct option_walk *walk)
{
    const struct llmcost_host *h = walk->parties.host;
    const struct llmcost_api *api = walk->parties.api;
    const struct terms *terms = &walk->parties.terms;
    const struct fleet_unit *unit = &walk->parties.unit;
    const double ours = beside(walk, &h->common, 0);
    const double theirs = beside(walk, &api->common, 1) * attempts_of(terms, &api->common) /
                          attempts_of(terms, &h->common);
    return (ours - theirs) * unit->replicas * unit->planned *
           walk->scenario->hours_per_month.value * 3600;
}
