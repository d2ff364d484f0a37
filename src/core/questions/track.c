/* track.c - one option's cost over rising demand, piece by piece (§9). The pieces of a horizon are
 * those of its months; where one of them ends the others go on, so that hardly a month is billed.
 * What a month takes over (held GPUs and their price) is a part of what its piece stands on.
 * Refuses to know what a month costs (walk.c), and to say where exactly something happens: that is
 * for those who look (solve.c).
 */
#include "core/questions/track.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"

static const double NO_PIECE = 4 * INSIDE; /* of its end: too narrow for a piece */

void track_begin(struct track *t, const struct curve *c, double end, struct known_month *known,
                 int levels, int16_t *hours)
{
    double growth = 1;
    t->curve = c; /* room for a week is not worth filling */
    t->known = known;
    t->week.of = NULL;
    t->paid = (struct fleet_paid){.room = levels, .hours = hours, .week = &t->week};
    t->end = end;
    t->from = t->to = t->left = 0;
    t->credits[0] = t->credits[1] = 0;
    t->written = t->serves = t->lost = false;
    t->steps = t->bills = 0;
    for (int m = 0; m < c->span.months; m++) {
        growth *= c->span.step;
        known[m] = (struct known_month){.weight = c->span.months > 1 ? 1 / growth : c->span.weight,
                                        .written = true};
    }
}

/* ---- One month ---- */

static struct glimpse glimpse_at(struct track *t, struct option_walk *walk,
                                 const struct carried *before, double x)
{
    const struct curve *c = t->curve;
    const struct option_month *m = &walk->month;
    struct glimpse seen = {.x = x};
    walk->carried = *before;
    walk->carried.paid = t->paid;
    walk_bill(walk, c->requests * x);
    t->paid = walk->carried.paid;
    t->bills++;
    seen.cost = m->bill.exact;
    if (c->span.on_horizon)
        seen.cost += m->service.exact - m->bill.one_off_exact;
    for (size_t i = 0; i < COUNT(seen.payable) && walk->parties.has_credits; i++)
        seen.payable[i] = m->payable[i].exact;
    seen.always_on = m->plan.fleet.always_on_gpus;
    seen.held[0] = m->plan.held_gpus;
    seen.held[1] = m->plan.held_staging;
    seen.shape = month_shape(0, m, walk->parties.api != NULL);
    seen.serves = m->serves;
    return seen;
}

/* Close in on the end of the piece that begins with `first`, from both sides of where it ended
 * between the breakpoints before: from `last` on, which is not alike, to the last that is; the
 * first beyond it comes out too. */
static double narrow(struct track *t, struct option_walk *walk, const struct carried *before,
                     const struct glimpse *first, double guess, struct glimpse *last,
                     struct glimpse *ret_beyond)
{
    const double near = NO_PIECE * guess;
    const double guesses[] = {guess - near, guess + near};
    double low = first->x;
    double high = last->x;
    *ret_beyond = *last;
    *last = *first;
    for (size_t i = 0; high - low > NO_PIECE * high; i++) {
        const double guessed = i < COUNT(guesses) ? guesses[i] : 0;
        const double x = guessed > low && guessed < high ? guessed : low + (high - low) / 2;
        const struct glimpse seen = glimpse_at(t, walk, before, x);
        if (seen.shape == first->shape) {
            low = x;
            *last = seen;
        } else {
            high = x;
            *ret_beyond = seen;
        }
    }
    return high;
}

static bool same_breaks(const struct curve_month *a, const struct curve_month *b)
{
    return a->unit == b->unit && a->part == b->part && a->flat == b->flat &&
           a->clocked == b->clocked && a->kink == b->kink && a->service_kink == b->service_kink;
}

/* The first breakpoint of a month above x that can be written down, and from where on it is that.
 */
static void know_break(const struct track *t, int m, double x)
{
    const struct curve_month *month = &t->curve->month[m];
    const struct known_month *before = &t->known[m > 0 ? m - 1 : 0];
    struct known_month *k = &t->known[m];
    if (x >= k->since && x * (1 + INSIDE) < k->next)
        return;
    if (x >= before->since && x * (1 + INSIDE) < before->next &&
        same_breaks(month - (m > 0), month)) {
        k->since = before->since;
        k->next = before->next;
        return;
    }
    k->since = x;
    k->next = month_break(t->curve, month, x);
}

/* The month's piece that begins at x, but for one that is none. */
static void learn(struct track *t, struct option_walk *walk, int m, double x)
{
    enum { MOST_SLIVERS = 8 };
    const struct carried before = walk->carried;
    struct known_month *k = &t->known[m];
    struct glimpse last;
    double from = k->from = x;
    for (int slivers = 0;; slivers++) {
        know_break(t, m, from);
        const double end = at_most(k->next, t->end);
        k->between = k->written || k->between + 1 == MOST_BETWEEN ? 0 : k->between + 1;
        k->to = end;
        k->written = true;
        k->first = from > 0 && from == k->beyond[0].x
                       ? k->beyond[0]
                       : glimpse_at(t, walk, &before, at_least(from * (1 + INSIDE), end * INSIDE));
        last = end * (1 - INSIDE) == k->beyond[1].x
                   ? k->beyond[1]
                   : glimpse_at(t, walk, &before, end * (1 - INSIDE));
        k->beyond[0].x = k->beyond[1].x = 0;
        if (last.x > k->first.x && last.shape != k->first.shape) {
            double *ahead = &k->ahead[k->between];
            k->beyond[1] = last;
            k->to = narrow(t, walk, &before, &k->first, end - *ahead, &last, &k->beyond[0]);
            *ahead = end - k->to;
            k->written = false;
        }
        if (k->to >= t->end || k->to - from > NO_PIECE * k->to)
            break;
        from = k->to;
        if (slivers < MOST_SLIVERS)
            continue;
        t->lost = true;
        k->to = 0;
        break;
    }
    const double width = last.x > k->first.x ? last.x - k->first.x : NOWHERE;
    k->rise = (last.cost - k->first.cost) / width;
    for (size_t i = 0; i < COUNT(k->payable_rise); i++)
        k->payable_rise[i] = (last.payable[i] - k->first.payable[i]) / width;
    walk->carried = before;
}

/* ---- All of them ---- */

/* What a month takes over from those before. */
static void note_held(const struct carried *carried, double had[2], double paid_at[2])
{
    had[0] = carried->gpus.gpus;
    had[1] = carried->staging.gpus;
    paid_at[0] = pool_price(&carried->gpus);
    paid_at[1] = pool_price(&carried->staging);
}

/* What GPUs cost on rent is nothing to those that are bought, unless others are rented beside them.
 */
static bool same_terms(const struct month_factors *a, const struct month_factors *b,
                       const struct llmcost_host *host)
{
    const bool rents = host != NULL && (!is_owned(host) || is_stated(&host->elastic_gpu_hour));
    return a->growth == b->growth && a->api == b->api && (!rents || a->gpu == b->gpu) &&
           a->escalation[0] == b->escalation[0] && a->escalation[1] == b->escalation[1] &&
           a->until_then == b->until_then;
}

/* What a month takes over. */
struct taken {
    double had[2], paid_at[2], price; /* price: of what it takes itself */
    bool has_credits;
};

static bool takes_same(const struct known_month *k, const struct taken *now, int i)
{
    return now->had[i] == k->had[i] && now->paid_at[i] == k->paid_at[i];
}

/* Whether a month was seen as it is when it takes over so much: the same, or no more than the mix
 * takes anyway, as it was then. Only what is paid for it differs then. */
static bool holds_for(const struct known_month *k, const struct glimpse *seen,
                      const struct taken *now)
{
    const bool needs = k->had[0] < seen->always_on && now->had[0] <= seen->always_on;
    return (takes_same(k, now, 0) || (needs && !now->has_credits)) && takes_same(k, now, 1);
}

/* The mean price of so many GPUs. */
static double mean_price(double had, double paid_at, const struct glimpse *seen, double price)
{
    const double held = seen->held[0];
    return held > had ? (had * paid_at + (held - had) * price) / held : paid_at;
}

/* A month as it was seen, paying for what it takes over now; false where it is another one. */
static bool adapt(const struct known_month *k, const struct option_walk *walk,
                  const struct taken *now, struct glimpse *seen)
{
    const struct llmcost_host *h = walk->parties.host;
    if (!holds_for(k, seen, now))
        return false;
    if (h != NULL && !takes_same(k, now, 0) && !is_owned(h))
        seen->cost += (mean_price(now->had[0], now->paid_at[0], seen, now->price) -
                       mean_price(k->had[0], k->paid_at[0], seen, now->price)) *
                      seen->held[0] * walk->scenario->hours_per_month.value *
                      (1 + h->overhead_share.value);
    return true;
}

/* What of a month is so as long as its terms are: all but its weight. */
static void copy_month(const struct known_month *from, struct known_month *k)
{
    const double weight = k->weight;
    *k = *from;
    k->weight = weight;
}

/* same: its terms are those of the month before. */
static void know_month(struct track *t, struct option_walk *walk, int m, double x, bool same)
{
    const struct parties *p = &walk->parties;
    struct known_month *k = &t->known[m];
    const bool hosts = p->host != NULL && m >= walk->start;
    struct taken now = {.has_credits = p->has_credits};
    if (hosts) {
        pool_begin(&walk->carried.gpus, m);
        pool_begin(&walk->carried.staging, m);
        note_held(&walk->carried, now.had, now.paid_at);
        now.price = taken_at(p->host, &walk->factors);
    }
    const bool copies = same && holds_for(&t->known[m - 1], &t->known[m - 1].first, &now);
    if (copies)
        copy_month(&t->known[m - 1], k);
    bool holds = copies || (x >= k->from && k->to > x * (1 + INSIDE));
    if (!takes_same(k, &now, 0) || !takes_same(k, &now, 1)) {
        holds = adapt(k, walk, &now, &k->first) && holds;
        for (int i = 0; i < 2; i++)
            k->beyond[i].x = adapt(k, walk, &now, &k->beyond[i]) ? k->beyond[i].x : 0;
        for (int i = 0; i < 2; i++) {
            k->had[i] = now.had[i];
            k->paid_at[i] = now.paid_at[i];
        }
    }
    if (!holds)
        learn(t, walk, m, x);
    if (hosts) {
        pool_raise(&walk->carried.gpus, m, k->first.held[0], now.price);
        pool_raise(&walk->carried.staging, m, k->first.held[1], now.price);
    }
}

void track_on(struct track *t, double x)
{
    const struct curve *c = t->curve;
    t->steps++;
    if (x >= t->from && x * (1 + INSIDE) < t->to && !t->lost)
        return;
    struct lot lots[2][c->span.months];
    struct option_walk walk;
    span_begin(&walk, &c->departure, 0, &c->span, lots);
    for (size_t i = 0; i < COUNT(t->credits); i++)
        t->credits[i] = walk.parties.has_credits ? walk.carried.credits[i].exact : 0;
    t->from = x;
    t->to = t->end;
    t->written = t->serves = true;
    t->lost = false;
    for (int m = 0; m < c->span.months; m++) {
        struct known_month *k = &t->known[m];
        const struct month_factors before = walk.factors;
        const int changes = walk.now.next;
        if (walk_step(&walk))
            know_month(t, &walk, m, x,
                       m > 0 && m != walk.start && m != walk.until && walk.now.next == changes &&
                           same_terms(&before, &walk.factors, walk.parties.host));
        else
            copy_month(&t->known[m - 1], k);
        t->written = (t->written && t->to <= k->to) || (k->written && k->to <= t->to);
        t->to = at_most(t->to, k->to);
        t->serves = t->serves && k->first.serves;
    }
    const struct leftover left = walk_leftover(&walk, c->span.length);
    t->left = (left.owed + left.stranded) * c->span.end;
}

double track_end(struct track *t, double from, double to, double *ret_doubt)
{
    const double neighbours = 1e-15;
    uint64_t first, other;
    double low = from;
    track_on(t, from);
    double high = at_most(t->to, to);
    track_cost(t, from, &first);
    track_cost(t, high * (1 - INSIDE), &other);
    *ret_doubt = 3 * INSIDE; /* narrow() has looked for it no closer */
    if (first == other)
        return t->to * (1 - 2 * INSIDE);
    while (high - low > neighbours * high) {
        const double middle = low + (high - low) / 2;
        track_cost(t, middle, &other);
        if (other == first)
            low = middle;
        else
            high = middle;
    }
    *ret_doubt = 4 * neighbours;
    return high;
}

double track_price(const struct track *t)
{
    const double step = 8; /* what it takes to step through the months, beside them */
    return t->bills * month_price(t->curve) + t->steps * (step + t->curve->span.months / step);
}

double track_cost(const struct track *t, double x, uint64_t *ret_state)
{
    const struct curve *c = t->curve;
    const bool has_credits = t->credits[0] > 0 || t->credits[1] > 0;
    double credits[] = {t->credits[0], t->credits[1]};
    double money = c->span.one_off + t->left;
    uint64_t state = 0;
    for (int m = 0; m < c->span.months; m++) {
        const struct known_month *k = &t->known[m];
        const double on = x - k->first.x;
        double cost = k->first.cost + k->rise * on;
        for (size_t i = 0; i < COUNT(credits) && has_credits; i++) {
            const double paid = at_most(k->first.payable[i] + k->payable_rise[i] * on, credits[i]);
            state = (state * 4 + (credits[i] > 0)) * 31 + (paid < credits[i]);
            credits[i] -= paid;
            cost -= paid;
        }
        money += cost * k->weight;
    }
    *ret_state = state;
    return money;
}
