/* search.c - where over the demand one option becomes cheaper than another, or dearer (§9):
 * stretches in which neither can happen are settled as a whole, pieces on which it is beyond doubt
 * are passed over, and the others looked at just inside of their ends. Refuses to know what lies
 * beyond the search (solve.c), and costs but for looks (probe.c) and tracks (track.c).
 */
#include "core/questions/search.h"
#include "core/base/real.h"
#include "llmcost.h"

#include <math.h>

static const double TINY = 2e-11; /* of a cost: what rounding makes of equal ones */

bool is_dearer_by_unit(const struct curve *option, const struct curve *against)
{
    return option->slope_low > against->slope_high * 1.005;
}

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

void end_band(struct search *s, double x, enum llmcost_edge kind)
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
    if (!serves || !s->last_served)
        return LLMCOST_LIMIT;
    return fabs(gap) <= TINY * scale && fabs(s->last_gap) <= TINY * s->last_scale ? LLMCOST_ROOT
                                                                                  : LLMCOST_JUMP;
}

/* The end of the piece before, where it was passed over. */
static void look_back(struct search *s)
{
    if (s->passed <= 0)
        return;
    const struct probe option = look(s->option, s->passed * (1 - INSIDE));
    const struct probe against = look(s->against, s->passed * (1 - INSIDE));
    const double gap = option.cost - against.cost;
    s->last_scale = at_least(option.cost, against.cost);
    s->last_gap = fabs(gap) <= TINY * s->last_scale ? 0 : gap;
    s->last_served = option.serves && against.serves;
}

/* One affine piece a..b, probed just inside its ends. */
static void affine_piece(struct search *s, double a, double b, const struct probe option[2],
                         const struct probe against[2])
{
    const double scale[2] = {at_least(option[0].cost, against[0].cost),
                             at_least(option[1].cost, against[1].cost)};
    double gap[2] = {option[0].cost - against[0].cost, option[1].cost - against[1].cost};
    /* nothing beats what cannot serve either */
    const bool serves =
        option[0].serves && option[1].serves && against[0].serves && against[1].serves;
    for (int i = 0; i < 2; i++)
        if (fabs(gap[i]) <= TINY * scale[i])
            gap[i] = 0;
    if (serves)
        s->answer->least_gap = at_most(s->answer->least_gap, at_most(gap[0], gap[1]));
    s->dearer = s->dearer || (serves && (gap[0] > 0 || gap[1] > 0));
    const bool wins_first = serves && (gap[0] < 0 || (gap[0] <= 0 && gap[1] < 0));
    const bool wins_last = serves && (gap[1] < 0 || (gap[1] <= 0 && gap[0] < 0));
    if (wins_first != s->open && !s->full) {
        look_back(s);
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
    s->passed = 0;
}

/* Both options just inside of both ends of a stretch. */
struct ends {
    struct probe option[2], against[2];
};

/* Before anything is looked at: at 0 nothing is. */
static const struct ends nowhere;

/* ends: of another stretch before; an end that both have is not looked at again. */
static void look_inside(const struct search *s, double a, double b, struct ends *ends)
{
    const double inside[] = {at_least(a * (1 + INSIDE), b * INSIDE), b * (1 - INSIDE)};
    for (int i = 0; i < 2; i++) {
        if (ends->option[i].x == inside[i])
            continue;
        ends->option[i] = look(s->option, inside[i]);
        ends->against[i] = look(s->against, inside[i]);
    }
}

/* A stretch in which both costs only rise is settled as a whole when the dearer end of the one lies
 * below the cheaper end of the other, and one in which the difference only falls by its ends; where
 * the option wins, only if both serve all of it. Both are probed just inside of its ends. */
static bool is_settled(const struct search *s, double b, const struct probe option[2],
                       const struct probe against[2])
{
    const double tiny = 1e-10;
    const double falls = s->option->falls + s->against->falls;
    const bool serve = option[0].serves && option[1].serves && against[0].serves &&
                       against[1].serves && b <= s->option->serves_until &&
                       b <= s->against->serves_until;
    const double doubt = s->slack + tiny * at_least(option[1].cost, against[1].cost);
    if (s->sinks && ((serve && option[0].cost + doubt < against[0].cost) ||
                     option[1].cost > against[1].cost + doubt))
        return true;
    return (serve && option[1].cost + falls < against[0].cost * (1 - tiny)) ||
           option[0].cost - falls > against[1].cost * (1 + tiny);
}

/* Whether the least gap that is told may lie inside such a stretch. */
static bool holds_least_gap(const struct search *s, const struct probe option[2],
                            const struct probe against[2])
{
    const double falls = s->option->falls + s->against->falls;
    return s->answer->bands == 0 && !is_dearer_by_unit(s->option, s->against) &&
           option[0].cost - falls - against[1].cost < s->answer->least_gap;
}

/* How wide a stretch may be that is settled at the gaps of one that was not: what is dearer at its
 * upper end must stay below the other at its lower one. */
static double width_that_settles(const struct search *s, double width, const struct probe option[2],
                                 const struct probe against[2])
{
    const double gap[] = {against[0].cost - option[0].cost, against[1].cost - option[1].cost};
    const struct probe *cheaper = gap[0] > 0 ? option : against;
    const double rise = cheaper[1].cost - cheaper[0].cost;
    const double left = at_most(fabs(gap[0]), fabs(gap[1])) - s->option->falls - s->against->falls;
    return left < rise && !s->sinks ? at_least(left / rise, 0) * width : width;
}

/* ret_width: up to which width a stretch in it may be, where it is not settled as a whole. */
static bool settle(struct search *s, double a, double b, struct ends *ends, double *ret_width)
{
    look_inside(s, a, b, ends);
    s->budget -= 2 * s->price;
    *ret_width = width_that_settles(s, b - a, ends->option, ends->against);
    if (!is_settled(s, b, ends->option, ends->against))
        return false;
    affine_piece(s, a, b, ends->option, ends->against);
    return true;
}

/* Where the first of the two pieces that begin in an option's probes ends, at most at `end`. */
static double first_end(struct search *s, const struct curve *curve, const struct probe probe[2],
                        double end)
{
    struct track *track = curve == s->option ? &s->track[0] : &s->track[1];
    int looks = 0;
    if (is_alike(&probe[0], &probe[1], SAME_PIECE))
        return end;
    double doubt;
    const double guess = track_end(track, probe[0].x, probe[1].x, &doubt);
    const double own = piece_end(curve, &probe[0], &probe[1], SAME_PIECE, guess, doubt, &looks);
    s->budget -= looks * look_price(curve);
    return at_most(own, end);
}

/* Between two written-down breakpoints: split where a slice changes hands or a limit or minimum is
 * passed, unless it is settled as a whole. */
static void pieces(struct search *s, double a, double b)
{
    const bool rises = s->option->rises && s->against->rises;
    struct ends ends = nowhere;
    while (b - a > 4 * INSIDE * b && !s->full) {
        look_inside(s, a, b, &ends);
        const bool whole = rises && is_settled(s, b, ends.option, ends.against) &&
                           !holds_least_gap(s, ends.option, ends.against);
        double end = b;
        if (!whole) {
            end = first_end(s, s->option, ends.option, b);
            end = first_end(s, s->against, ends.against, end);
        }
        if (end < b && end - a > 4 * INSIDE * end) {
            const double before = end * (1 - INSIDE);
            ends.option[1] = look(s->option, before);
            ends.against[1] = look(s->against, before);
        }
        s->budget -= 2 * s->price;
        if (end - a > 4 * INSIDE * end)
            affine_piece(s, a, end, ends.option, ends.against);
        a = end;
    }
}

/* Whether it is beyond doubt that nothing begins or ends on the affine piece a..b. */
static bool is_clear(struct search *s, double a, double b)
{
    const double doubt = 1e-9;
    const bool serves = s->track[0].serves && s->track[1].serves;
    const double x[] = {a, b};
    double gap[2];
    uint64_t state[2][2];
    if (!serves)
        return !s->open;
    for (int i = 0; i < 2; i++) {
        const double option = track_cost(&s->track[0], x[i], &state[i][0]);
        const double against = track_cost(&s->track[1], x[i], &state[i][1]);
        gap[i] = option - against;
        if (!(fabs(gap[i]) > doubt * at_least(option, against)))
            return false;
    }
    if (state[0][0] != state[1][0] || state[0][1] != state[1][1] || (gap[0] < 0) != (gap[1] < 0) ||
        s->open != (gap[0] < 0))
        return false;
    s->dearer = s->dearer || gap[0] > 0;
    if (at_most(gap[0], gap[1]) < s->near_gap) {
        s->near_gap = at_most(gap[0], gap[1]);
        s->near[0] = a;
        s->near[1] = b;
    }
    return true;
}

/* Whether to pass over all pieces of a stretch takes at most so many times what it takes to settle
 * it. */
static bool is_short(const struct search *s, double a, double b, double times)
{
    const double pieces = at_least(at_most(b, s->dense_until) - a, 0) * s->density;
    return pieces * s->piece_price <= times * 2 * s->price;
}

/* Pass over what is clear from a on; the breakpoint that can be written down before the first piece
 * that is not. */
static double pass_over(struct search *s, double a, double b)
{
    const bool goes_on = a >= s->clear[0] && a <= s->clear[1];
    double done = goes_on ? at_most(s->clear[1], b) : a;
    s->clear[0] = goes_on ? s->clear[0] : a;
    s->stuck = -1;
    for (double x = done; x < b && s->budget > 0;) {
        const double before = track_price(&s->track[0]) + track_price(&s->track[1]);
        track_on(&s->track[0], x);
        track_on(&s->track[1], x);
        s->budget -= track_price(&s->track[0]) + track_price(&s->track[1]) - before;
        const struct track *first = s->track[0].to <= s->track[1].to ? &s->track[0] : &s->track[1];
        const double end = at_most(first->to, b);
        if (s->track[0].lost || s->track[1].lost || !is_clear(s, x, end)) {
            s->stuck = done;
            break;
        }
        x = end;
        if (end >= b || first->written || (s->track[1].to <= first->to && s->track[1].written)) {
            done = x;
            s->passed = x;
        }
    }
    s->clear[1] = goes_on ? at_least(s->clear[1], done) : done;
    return done;
}

/* Whether a stretch in which costs only rise is done with, as a whole or piece by piece: that where
 * pieces are few, or where they are not many and only parts with few of them can be settled. */
static bool is_done(struct search *s, double a, double b, struct ends *ends)
{
    const double few = 3, many = 100;
    double width = 0;
    if (is_short(s, a, b, few) && pass_over(s, a, b) >= b)
        return true;
    if (s->stuck >= a && s->stuck < b) /* there is something in it */
        return false;
    return settle(s, a, b, ends, &width) ||
           (is_short(s, a, a + width, few) && is_short(s, a, b, many) && pass_over(s, a, b) >= b);
}

/* known: of a stretch that this one is a part of. */
static void search_in(struct search *s, double a, double b, const struct ends *known)
{
    if (s->full || s->budget <= 0)
        return;
    if (b <= s->from || a >= s->to || (a >= s->clear[0] && b <= s->clear[1])) {
        s->reached = b;
        return;
    }
    const bool rises = s->option->rises && s->against->rises;
    const double middle = a + (b - a) / 2; /* numbers end where units of a hair's breadth do not */
    if (rises && (b - a) * s->density > 8 && middle > a && middle < b) {
        struct ends ends = *known;
        if (is_done(s, a, b, &ends)) {
            s->reached = b;
            return;
        }
        search_in(s, a, middle, &ends);
        search_in(s, middle, b, &ends);
        return;
    }
    a = rises ? a : at_least(a, s->from); /* edges are the same wherever one begins to look */
    while (a < at_most(b, s->to) && s->budget > 0 && !s->full) {
        s->reached = a = pass_over(s, a, at_most(b, s->to));
        if (a >= at_most(b, s->to) || s->budget <= 0)
            break;
        const double next =
            at_most(at_most(next_break(s->option, a), next_break(s->against, a)), b);
        s->budget -= s->price / 4;
        pieces(s, a, next);
        s->reached = a = next;
    }
}

/* It may be on a piece that was passed over. */
static void find_least_gap(struct search *s)
{
    struct ends ends = nowhere;
    if (s->near_gap >= s->answer->least_gap)
        return;
    look_inside(s, s->near[0], s->near[1], &ends);
    for (int i = 0; i < 2; i++)
        s->answer->least_gap =
            at_most(s->answer->least_gap, ends.option[i].cost - ends.against[i].cost);
}

void search_to(struct search *s, double end)
{
    struct curve *const curve[] = {s->option, s->against};
    const int months = s->option->span.months > s->against->span.months ? s->option->span.months
                                                                        : s->against->span.months;
    const int own = walk_levels(s->option->scenario, s->option->option);
    const int others = walk_levels(s->against->scenario, s->against->option);
    const int levels = own > others ? own : others;
    struct known_month known[2][months];
    int16_t hours[2][levels];
    for (int i = 0; i < 2; i++) {
        track_begin(&s->track[i], curve[i], end, known[i], levels, hours[i]);
        curve[i]->paid = &s->track[i].paid;
    }
    s->sinks = sinks_below_its_api(s->option, s->against, &s->slack);
    s->density = break_density(s->option) + break_density(s->against);
    s->dense_until = at_least(dense_until(s->option), dense_until(s->against));
    s->price = look_price(s->option) + look_price(s->against);
    s->piece_price = 2 * at_least(month_price(s->option), month_price(s->against));
    s->last_served = true;
    s->near_gap = NOWHERE;
    s->stuck = -1;
    search_in(s, 0, end, &nowhere);
    find_least_gap(s);
    curve[0]->paid = curve[1]->paid = NULL;
}
