/* solve.c - break-even on demand: the bands in which one option is cheaper a month than another
 * (§9). Whole units make a cost a staircase in the demand. Between two breakpoints (a unit more in
 * some hour, a minimum reached, a slice that changes hands) both costs are affine, so every root is
 * one interpolation, and the last band is open only where the slopes beyond the search say so.
 * Knows demand only through option_month(); refuses to guess: a search that had to stop says so.
 */
#include "core.h"

#include <math.h>

static const double NOWHERE = 1e300; /* beyond every demand */
static const double INSIDE = 4e-12;  /* just inside a piece: beyond the tolerance of whole() */

/* What a probe at one demand tells of an option. */
struct probe {
    double x;
    double cost;
    double always_on, elastic; /* constant within a piece */
    bool short_of_minimum;     /* constant within a piece */
    bool serves;
};

/* The cost of one option over the demand x, in units of the scenario's demand field. */
struct curve {
    const struct llmcost_scenario *scenario;
    int option;
    double requests;  /* a month, per x */
    double unit_x;    /* demand whose mean rate fills one unit; 0 without a fleet that grows */
    double last_unit; /* no breakpoints above so many units: the api takes the rest */
    int levels;  /* levels of the load at which units are added: 1 for a fleet sized for the peak */
    double part; /* a slice's hour changes from api to elastic at this share of it; 0: never */
    double kink; /* where an api's minimum is reached; NOWHERE without one */
    bool rises;  /* the cost never falls with demand */
    double slope_low, slope_high; /* per x, in the long run */
    double base_low, base_high;   /* the cost stays within base + slope * x for all x >= settled */
    double settled;
};

static struct probe look(const struct curve *curve, double x)
{
    static const struct month_factors first = {1, 1, 1, 1, {1, 1}};
    struct option_month month = {0};
    double bought = 0;
    option_month(curve->scenario, curve->option, curve->requests * x, &first, &bought, NULL,
                 &month);
    const struct llmcost_fleet *fleet = &month.plan.fleet;
    const struct llmcost_api *api = llmcost_option_api(curve->scenario, curve->option);
    struct probe probe = {.x = x,
                          .cost = month.bill.exact,
                          .always_on = fleet->always_on_gpus,
                          .elastic = fleet->elastic_gpu_hours,
                          .serves = month.serves};
    probe.short_of_minimum = api != NULL && month.shortfall > 0;
    return probe;
}

/* ---- Curves ---- */

/* What a host offers to serve a slice with, all for one unit and month. */
struct offer {
    double always_on, elastic, api; /* NEVER_PRICED where not offered */
    double extras;                  /* licences and people that come with a unit */
};

static struct offer offer_of(const struct llmcost_scenario *s, const struct llmcost_host *h,
                             const struct llmcost_fleet *fleet, double api_request)
{
    const double hours = s->hours_per_month.value;
    const double rent = fleet->unit_gpus * hours * (1 + h->overhead_share.value);
    const double people =
        h->engineers_per_100_gpus.value / 100 * s->salary_per_year.value * s->overhead.value / 12;
    struct offer offer = {NEVER_PRICED, NEVER_PRICED, NEVER_PRICED, 0};
    if (is_owned(h))
        offer.always_on = fleet->unit_gpus * owned_per_gpu(h, hours, 1);
    else if (is_stated(&h->gpu_hour))
        offer.always_on = rent * h->gpu_hour.value;
    if (is_stated(&h->elastic_gpu_hour))
        offer.elastic = rent * h->elastic_gpu_hour.value;
    if (api_request < NEVER_PRICED)
        offer.api =
            api_request * fleet->unit_replicas * fleet->planned_requests_per_second * hours * 3600;
    offer.extras = fleet->unit_gpus * (h->licence_per_gpu_year.value / 12 + people);
    return offer;
}

/* An affine cost from `settled` on: the line through two points of it, and what whole units may
 * add. */
static void bound_line(struct curve *c, double x, double waste)
{
    const double one = look(c, x).cost;
    const double two = look(c, 2 * x).cost;
    c->slope_low = c->slope_high = (two - one) / x;
    c->base_low = one - c->slope_low * x;
    c->base_high = c->base_low + waste;
}

/* A mix far out, at so many units that whole ones make hardly a difference to the slope: 1e-8 of
 * it. Units that could be divided would cost no more, and whole ones at most one unit more of each
 * kind. */
static void bound_mix(struct curve *c, const struct offer *offer, double held, double minimum)
{
    const double x = 1e9 * c->unit_x;
    const double slope = look(c, x).cost / x;
    const double always_on = offer->always_on < NEVER_PRICED ? offer->always_on : 0;
    const double elastic = offer->elastic < NEVER_PRICED ? offer->elastic : 0;
    const double unit = always_on + elastic + offer->extras;
    const double idle = look(c, 0).cost;
    c->slope_low = slope * (1 - 1e-8);
    c->slope_high = slope * (1 + 1e-8);
    c->base_low = idle - (held + 2) * unit - minimum;
    c->base_high = idle + 2 * unit;
}

static void bound_fleet(struct curve *c, const struct offer *offer, double held, double minimum)
{
    const struct llmcost_load *load = &c->scenario->workload.load;
    if (c->unit_x <= 0) { /* fixed replicas: it only pays for what is sent on */
        bound_line(c, 1, 0);
    } else if (offer->api <= at_most(offer->always_on, offer->elastic)) {
        int lowest = load->levels - 1;
        while (load->level[lowest] <= 0)
            lowest--;
        c->last_unit = held;
        c->settled = held * c->unit_x / load->level[lowest] +
                     (minimum > 0 && offer->api > 0 ? minimum / offer->api * c->unit_x : 0);
        bound_line(c, 2 * c->settled + c->unit_x, 0);
    } else if (c->levels ==
               1) { /* sized for the peak: the lower envelope is where all units are full */
        const double step = c->unit_x / load->level[0];
        const double unit = offer->always_on < NEVER_PRICED ? offer->always_on : offer->elastic;
        c->settled = held * step;
        bound_line(c, at_least(4096, 2 * held) * step, unit + offer->extras);
    } else {
        bound_mix(c, offer, held, minimum);
    }
}

static struct curve curve_of(const struct llmcost_scenario *s, int option, double requests)
{
    static const struct month_factors first = {1, 1, 1, 1, {1, 1}};
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const double billed = requests * s->workload.attempts_per_request.value; /* per x */
    const double minimum = api ? api->monthly_minimum.value : 0;
    struct tariff tariff = {.marginal = NEVER_PRICED};
    struct curve c = {.scenario = s,
                      .option = option,
                      .requests = requests,
                      .last_unit = NOWHERE,
                      .levels = 1,
                      .kink = NOWHERE,
                      .rises = true};
    if (api != NULL)
        tariff_make(s, api, 1, &tariff);
    if (h == NULL) {
        if (minimum > 0 && tariff.marginal > 0)
            c.settled = c.kink = minimum / (billed * tariff.marginal);
        bound_line(&c, 1 + 2 * c.settled, 0);
        return c;
    }
    struct option_month month = {0};
    double bought = 0;
    option_month(s, option, 0, &first, &bought, NULL, &month);
    const struct llmcost_fleet *fleet = &month.plan.fleet;
    const struct offer offer = offer_of(s, h, fleet, tariff.marginal);
    const bool fixed = api == NULL && is_stated(&h->replicas);
    const bool mixes = api != NULL || is_stated(&h->elastic_gpu_hour);
    const bool saves_idle_power = is_owned(h) && h->idle_power_share.value < 1;
    c.unit_x = fixed ? 0
                     : fleet->unit_replicas * fleet->planned_requests_per_second *
                           s->hours_per_month.value * 3600 / billed;
    c.levels = mixes && !fixed ? s->workload.load.levels : 1;
    if (offer.elastic < offer.api && api != NULL && h->cold_start_hours.value <= 0)
        c.part = offer.elastic / offer.api;
    c.rises =
        !mixes || (minimum <= 0 && !saves_idle_power && h->common.escalation_share.value <= 0 &&
                   (api == NULL || api->common.escalation_share.value <= 0));
    bound_fleet(&c, &offer, fleet->replicas / fleet->unit_replicas, minimum);
    return c;
}

/* The first breakpoint above x that can be written down. */
static double next_break(const struct curve *c, double x)
{
    const struct llmcost_load *load = &c->scenario->workload.load;
    double next = c->kink > x * (1 + INSIDE) ? c->kink : NOWHERE;
    for (int level = 0; c->unit_x > 0 && level < c->levels && load->level[level] > 0; level++) {
        const double step = c->unit_x / load->level[level];
        const double units = x / step * (1 + INSIDE);
        if (units >= c->last_unit)
            continue;
        next = at_most(next, (floor(units) + 1) * step);
        if (c->part > 0)
            next = at_most(next, (floor(units - c->part) + 1 + c->part) * step);
    }
    return next > x ? next : x * (1 + 2 * INSIDE);
}

/* Breakpoints per unit of x, on average. */
static double break_density(const struct curve *c)
{
    const struct llmcost_load *load = &c->scenario->workload.load;
    double density = 0;
    for (int level = 0; c->unit_x > 0 && level < c->levels; level++)
        density += load->level[level] / c->unit_x * (c->part > 0 ? 2 : 1);
    return density;
}

/* ---- The search ---- */

struct search {
    struct curve option, against;
    struct llmcost_break_even *answer;
    double density;
    double budget;   /* levels that may still be looked at */
    bool open;       /* a band has begun and not ended */
    bool full;       /* more bands than there is room for */
    double last_gap; /* the difference at the end of the piece before */
    double last_scale;
    bool last_served;
    double reached;
};

static void begin_band(struct search *s, double x, enum llmcost_edge kind)
{
    struct llmcost_break_even *a = s->answer;
    if (a->bands == LLMCOST_MAX_BANDS) {
        s->full = true;
        return;
    }
    s->open = true;
    a->band[a->bands++] =
        (struct llmcost_band){.from = x, .from_kind = (uint8_t)kind, .to_kind = LLMCOST_OPEN};
}

static void end_band(struct search *s, double x, enum llmcost_edge kind)
{
    struct llmcost_break_even *a = s->answer;
    s->open = false;
    a->band[a->bands - 1].to = x;
    a->band[a->bands - 1].to_kind = (uint8_t)kind;
}

/* What kind of edge lies between two pieces: the difference passes 0 there, or it jumps, or demand
 * is not served. */
static enum llmcost_edge edge_kind(const struct search *s, double gap, double scale, bool serves)
{
    const double tiny = 2e-11;
    if (!serves || !s->last_served)
        return LLMCOST_LIMIT;
    return fabs(gap) <= tiny * scale && fabs(s->last_gap) <= tiny * s->last_scale ? LLMCOST_ROOT
                                                                                  : LLMCOST_JUMP;
}

/* One affine piece a..b, probed just inside its ends. */
static void affine_piece(struct search *s, double a, double b, const struct probe option[2],
                         const struct probe against[2])
{
    const double tiny = 2e-11;
    const double scale[2] = {at_least(option[0].cost, against[0].cost),
                             at_least(option[1].cost, against[1].cost)};
    double gap[2] = {option[0].cost - against[0].cost, option[1].cost - against[1].cost};
    const bool serves = option[0].serves && option[1].serves;
    for (int i = 0; i < 2; i++)
        if (fabs(gap[i]) <= tiny * scale[i])
            gap[i] = 0;
    if (serves)
        s->answer->least_gap = at_most(s->answer->least_gap, at_most(gap[0], gap[1]));
    const bool wins_first = serves && (gap[0] < 0 || (gap[0] <= 0 && gap[1] < 0));
    const bool wins_last = serves && (gap[1] < 0 || (gap[1] <= 0 && gap[0] < 0));
    if (wins_first != s->open && !s->full) {
        const enum llmcost_edge kind = edge_kind(s, gap[0], scale[0], serves);
        if (wins_first)
            begin_band(s, a, a > 0 ? kind : LLMCOST_OPEN);
        else
            end_band(s, a, kind);
    }
    if (wins_last != wins_first && !s->full) {
        const double width = option[1].x - option[0].x;
        const double at = option[0].x + width * (gap[0] / (gap[0] - gap[1]));
        const double root = at_least(a, at_most(at, b));
        if (wins_last)
            begin_band(s, root, LLMCOST_ROOT);
        else
            end_band(s, root, LLMCOST_ROOT);
    }
    s->last_gap = gap[1];
    s->last_scale = scale[1];
    s->last_served = serves;
}

static bool alike(const struct probe *a, const struct probe *b)
{
    return fabs(a->always_on - b->always_on) < 0.5 &&
           fabs(a->elastic - b->elastic) <= 1e-9 * at_least(1, a->elastic) &&
           a->short_of_minimum == b->short_of_minimum && a->serves == b->serves;
}

/* Between two written-down breakpoints: split where a slice changes hands or a limit or minimum is
 * passed, found by bisection down to adjacent doubles. */
static void pieces(struct search *s, double a, double b)
{
    while (b - a > 4 * INSIDE * b && !s->full) {
        const double first = at_least(a * (1 + INSIDE), b * INSIDE);
        const double last = b * (1 - INSIDE);
        struct probe option[2] = {look(&s->option, first), look(&s->option, last)};
        struct probe against[2] = {look(&s->against, first), look(&s->against, last)};
        double end = b;
        if (!alike(&option[0], &option[1]) || !alike(&against[0], &against[1])) {
            double low = first;
            double high = last;
            for (;;) {
                const double middle = low + (high - low) / 2;
                if (middle <= low || middle >= high)
                    break;
                const struct probe o = look(&s->option, middle);
                const struct probe g = look(&s->against, middle);
                s->budget -= s->option.levels + s->against.levels + 2;
                if (alike(&option[0], &o) && alike(&against[0], &g))
                    low = middle;
                else
                    high = middle;
            }
            end = high;
            if (end - a > 4 * INSIDE * end) {
                const double before = end * (1 - INSIDE);
                option[1] = look(&s->option, before);
                against[1] = look(&s->against, before);
            }
        }
        s->budget -= 4.0 * (s->option.levels + s->against.levels + 8);
        if (end - a > 4 * INSIDE * end)
            affine_piece(s, a, end, option, against);
        a = end;
    }
}

/* A stretch in which both costs only rise is settled as a whole when the dearer end of the one lies
 * below the cheaper end of the other. */
static bool settled(struct search *s, double a, double b)
{
    const double first = at_least(a * (1 + INSIDE), b * INSIDE);
    const double last = b * (1 - INSIDE);
    const struct probe option[2] = {look(&s->option, first), look(&s->option, last)};
    const struct probe against[2] = {look(&s->against, first), look(&s->against, last)};
    const double tiny = 1e-10;
    if (!option[1].serves)
        return false;
    s->budget -= 4.0 * (s->option.levels + s->against.levels + 8);
    if (option[1].cost < against[0].cost * (1 - tiny) ||
        option[0].cost > against[1].cost * (1 + tiny)) {
        affine_piece(s, a, b, option, against);
        return true;
    }
    return false;
}

static void stretch(struct search *s, double a, double b)
{
    if (s->full || s->budget <= 0)
        return;
    const bool rises = s->option.rises && s->against.rises;
    if (rises && (b - a) * s->density > 8) {
        const double middle = a + (b - a) / 2;
        if (settled(s, a, b)) {
            s->reached = b;
            return;
        }
        stretch(s, a, middle);
        stretch(s, middle, b);
        return;
    }
    while (a < b && s->budget > 0 && !s->full) {
        const double next =
            at_most(at_most(next_break(&s->option, a), next_break(&s->against, a)), b);
        s->budget -= s->option.levels + s->against.levels;
        pieces(s, a, next);
        s->reached = a = next;
    }
}

/* ---- The end of the search ---- */

/* From where on the sign is certain, or NOWHERE; which sign is in *ret_wins. */
static double certain_from(const struct curve *o, const struct curve *g, bool *ret_wins)
{
    const double from = at_least(o->settled, g->settled);
    const double wins = g->slope_low - o->slope_high;
    const double loses = o->slope_low - g->slope_high;
    const double noise = 1e-12 * at_least(o->slope_high, g->slope_high);
    *ret_wins = wins > noise;
    if (wins > noise)
        return at_least(from, (o->base_high - g->base_low) / wins);
    if (loses > noise)
        return at_least(from, (g->base_high - o->base_low) / loses);
    *ret_wins = o->base_high < g->base_low;
    return *ret_wins || o->base_low >= g->base_high ? from : NOWHERE;
}

/* The most that an option serves: fixed replicas, or the limits of an api that takes everything. */
static double demand_limit(const struct llmcost_scenario *s, int option, double requests)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const double rate = requests * s->workload.attempts_per_request.value /
                        (s->hours_per_month.value * 3600) * s->workload.load.level[0];
    double limit = NOWHERE;
    if (h != NULL && api == NULL && is_stated(&h->replicas))
        limit = h->replicas.value * capacity_of(s, h) * h->max_utilization.value /
                s->workload.burst.value / rate;
    if (h == NULL) {
        struct tariff t;
        tariff_make(s, api, 1, &t);
        const double tokens = t.tokens[PLAIN_INPUT] + t.tokens[CACHED_INPUT] +
                              t.tokens[CACHE_WRITE] + t.tokens[OUTPUT];
        const double per_minute = rate * s->workload.burst.value * 60;
        if (is_stated(&api->requests_per_minute_limit))
            limit = api->requests_per_minute_limit.value / per_minute;
        if (is_stated(&api->tokens_per_minute_limit) && tokens > 0)
            limit = at_most(limit, api->tokens_per_minute_limit.value / (per_minute * tokens));
    }
    return limit;
}

static void conclude(struct search *s, double limit, bool limited, bool done, bool certain_loss)
{
    struct llmcost_break_even *a = s->answer;
    const double mtok = s->option.requests *
                        (s->option.scenario->workload.input_tokens.value +
                         s->option.scenario->workload.output_tokens.value) /
                        1e6;
    a->limit = limit;
    a->searched_to = s->reached;
    if (s->open && done && limit < NOWHERE)
        end_band(s, limit, LLMCOST_LIMIT);
    else if (s->open && done && certain_loss)
        end_band(s, s->reached, LLMCOST_ROOT);
    if (s->full || !done) {
        a->status = LLMCOST_UNVERIFIED;
        a->reason = s->full ? LLMCOST_REASON_MANY_BANDS : LLMCOST_REASON_BOUNDED;
        return;
    }
    a->status = LLMCOST_FOUND;
    if (a->bands == 1 && a->band[0].from_kind == LLMCOST_OPEN && a->band[0].to_kind == LLMCOST_OPEN)
        a->status = LLMCOST_ALWAYS;
    if (a->bands > 0)
        return;
    a->status = LLMCOST_NEVER;
    a->reason = LLMCOST_REASON_ALWAYS_MORE;
    if (limited) {
        a->reason = LLMCOST_REASON_LIMIT;
        if (limit > 0) {
            a->option_cost = look(&s->option, limit * (1 - INSIDE)).cost / (limit * mtok);
            a->against_cost = look(&s->against, limit * (1 - INSIDE)).cost / (limit * mtok);
        }
    } else if (s->option.slope_high >= s->against.slope_low) {
        a->reason = LLMCOST_REASON_UNIT_COST;
        a->option_cost = s->option.slope_low / mtok;
        a->against_cost = s->against.slope_low / mtok;
    }
}

void llmcost_break_even(const struct llmcost_scenario *scenario, int option, int against,
                        struct llmcost_break_even *ret_break_even)
{
    double requests;
    size_t count;
    const struct llmcost_ref field = demand_field(scenario, &requests);
    const double top = llmcost_fields(&count)[field.field].max;
    struct llmcost_break_even *a = ret_break_even;
    *a = (struct llmcost_break_even){.option = option,
                                     .against = against,
                                     .variable = field,
                                     .current = llmcost_read(scenario, field)->value,
                                     .least_gap = NOWHERE};
    struct search s = {.option = curve_of(scenario, option, requests),
                       .against = curve_of(scenario, against, requests),
                       .answer = a,
                       .budget = 4e6,
                       .last_served = true};
    s.density = break_density(&s.option) + break_density(&s.against);
    bool wins;
    const double certain = certain_from(&s.option, &s.against, &wins);
    const double limit = demand_limit(scenario, option, requests);
    double end = at_most(certain < NOWHERE ? certain * 1.001 : NOWHERE, top);
    /* Costs that run side by side for ever: look at the first thousands of units, and say so. */
    if (certain >= NOWHERE)
        end = at_most(top, 1e4 * at_least(s.option.unit_x, s.against.unit_x));
    const bool limited = limit <= end;
    end = at_most(at_least(end, 1e-9), limit);
    stretch(&s, 0, end);
    const bool done =
        s.reached >= end && s.budget > 0 && (certain < NOWHERE || limited || end >= top);
    conclude(&s, limit, limited, done, certain < NOWHERE && !wins);
}
