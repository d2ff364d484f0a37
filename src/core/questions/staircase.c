/* staircase.c - the pieces of a bill over the demand, for a drawing (§9): between two breakpoints a
 * cost is affine, and the breakpoints are those that break-even searches by. Knows no cost itself:
 * curve.c looks it up. Refuses to bend anything: steps that are too fine to be seen are joined, and
 * say so.
 */
#include "core/base/real.h"
#include "core/model/demand.h"
#include "core/questions/curve.h"
#include "llmcost.h"

/* Where to look, just inside of a stretch. */
static double inside_first(double a, double b)
{
    return at_least(a * (1 + INSIDE), b * INSIDE);
}

static double inside_last(double b)
{
    return b * (1 - INSIDE);
}

/* The end of what is alike from a on, within a..b, and the probes at either end of that. Within a
 * joined stretch only whether the demand is served matters. */
static double alike_until(const struct curve *curve, double a, double b, bool joined,
                          struct probe *ret_first, struct probe *ret_last)
{
    const enum likeness likeness = joined ? SAME_SERVICE : SAME_PIECE;
    int looks;
    *ret_first = look(curve, inside_first(a, b));
    *ret_last = look(curve, inside_last(b));
    if (is_alike(ret_first, ret_last, likeness))
        return b;
    const double end = piece_end(curve, ret_first, ret_last, likeness, 0, 0, &looks);
    *ret_first = look(curve, inside_first(a, end));
    *ret_last = look(curve, inside_last(end));
    return end;
}

int llmcost_staircase(const struct llmcost_scenario *scenario, int option, double from, double to,
                      bool on_horizon, double grain, struct llmcost_piece *ret_pieces, int max)
{
    double requests;
    int count = 0;
    struct curve_month months[(int)scenario->months.value];
    struct curve curve;
    demand_field(scenario, &requests);
    curve_make(scenario, option, requests, on_horizon, months, &curve);
    for (double a = from, begin = from; a < to && count < max;) {
        const double next = at_most(next_break(&curve, a), to);
        const double apart = a * (1 + grain);
        double end = next < apart ? at_most(next_break(&curve, apart), to) : next;
        const bool joined = end > next;
        if (end - a > 4 * INSIDE * end) { /* else two breakpoints are the same but for rounding */
            struct probe first, last;
            end = alike_until(&curve, a, end, joined, &first, &last);
            ret_pieces[count++] = (struct llmcost_piece){.from = begin,
                                                         .to = end,
                                                         .cost_from = first.cost,
                                                         .cost_to = last.cost,
                                                         .serves = first.serves,
                                                         .joined = joined};
            begin = end;
        }
        a = end;
    }
    if (count > 0 && count < max) /* what is left within the rounding of the end */
        ret_pieces[count - 1].to = to;
    return count;
}

double llmcost_mtok_per_demand(const struct llmcost_scenario *scenario, bool on_horizon)
{
    double requests;
    struct curve_month months[(int)scenario->months.value];
    struct curve curve;
    demand_field(scenario, &requests);
    curve_make(scenario, 0, requests, on_horizon, months, &curve);
    return curve.mtok;
}

/* ---- Who is the cheapest ---- */

/* The pieces of one option at a demand, and what they say of it and of a demand further up that the
 * same piece covers. */
struct stand {
    int32_t at;
    bool serves;
    double here, there;
};

static double cost_at(const struct llmcost_piece *piece, double x)
{
    return piece->cost_from +
           (piece->cost_to - piece->cost_from) * ((x - piece->from) / (piece->to - piece->from));
}

/* What each says from x on; returns how far that holds, at most to `end`. */
static double take_stand(const struct llmcost_pieces *of, int count, double x, double end,
                         struct stand *stands)
{
    double next = end;
    for (int i = 0; i < count; i++) {
        while (of[i].piece[stands[i].at].to <= x)
            stands[i].at++;
        next = at_most(next, of[i].piece[stands[i].at].to);
    }
    for (int i = 0; i < count; i++) {
        const struct llmcost_piece *piece = &of[i].piece[stands[i].at];
        stands[i].serves = piece->serves;
        stands[i].here = cost_at(piece, x);
        stands[i].there = cost_at(piece, next);
    }
    return next;
}

static const double TINY = 2e-11; /* of a cost: what rounding makes of equal ones */

static double tell_apart(double a, double b)
{
    const double gap = a - b;
    return gap > TINY * a || gap < -TINY * a ? gap : 0;
}

/* Whether a is the cheaper one from here on: of those that cost the same here the one that is so
 * further up. */
static bool is_cheaper(const struct stand *a, const struct stand *b)
{
    const double here = tell_apart(a->here, b->here);
    return here < 0 || (here <= 0 && tell_apart(a->there, b->there) < 0);
}

/* The cheapest from here on, -1 when none serves; where several cost the same, the one before. */
static int cheapest(const struct stand *stands, int count, int before)
{
    int best = before >= 0 && stands[before].serves ? before : -1;
    for (int i = 0; i < count; i++)
        if (stands[i].serves && (best < 0 || is_cheaper(&stands[i], &stands[best])))
            best = i;
    return best;
}

/* Where another one undercuts the best, x..next. */
static double undercut(const struct stand *stands, int count, int best, double x, double next)
{
    double first = next;
    for (int i = 0; i < count && best >= 0; i++) {
        const double here = at_least(tell_apart(stands[i].here, stands[best].here), 0);
        const double there = tell_apart(stands[i].there, stands[best].there);
        if (stands[i].serves && there < 0)
            first = at_most(first, x + (next - x) * (here / (here - there)));
    }
    return at_most(at_least(first, x * (1 + INSIDE)), next);
}

int llmcost_zones(const struct llmcost_pieces *of, int count, struct llmcost_zone *ret_zones,
                  int max)
{
    struct stand stands[LLMCOST_MAX_OPTIONS] = {{.at = 0}};
    double x = 0, end = NOWHERE;
    int zones = 0, best = -1;
    for (int i = 0; i < count; i++) {
        x = at_least(x, of[i].count > 0 ? of[i].piece[0].from : NOWHERE);
        end = at_most(end, of[i].count > 0 ? of[i].piece[of[i].count - 1].to : 0);
    }
    while (count > 0 && x < end) {
        const double next = take_stand(of, count, x, end, stands);
        best = cheapest(stands, count, best);
        const double to = undercut(stands, count, best, x, next);
        const int32_t option = best >= 0 ? of[best].option : -1;
        if (zones == 0 || ret_zones[zones - 1].option != option) {
            if (zones == max)
                break;
            ret_zones[zones++] = (struct llmcost_zone){.from = x, .option = option};
        }
        ret_zones[zones - 1].to = x = to;
    }
    return zones;
}
