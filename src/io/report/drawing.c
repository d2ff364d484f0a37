/* drawing.c - fills what pictures need (drawing.h). Knows how far a picture of the demand reaches
 * and how fine an eye sees; the engine says what things cost. Refuses to know pixels.
 */
#include "io/report/drawing.h"
#include "core/base/real.h"
#include "io/report/outcome.h"
#include "io/words/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIECES = 2400, MOST_ZONES = 64, COLUMNS = 400, LEAST_COLUMNS = 120 };

/* Levels of a load that may be looked at for one picture, in all months: a year of hours over three
 * years is drawn with less care. */
static const double EFFORT = 3e7;

/* ---- Over the demand ---- */

/* A picture shows today in its middle and the edges of the verdict, as far as they are near. */
static void choose_range(const struct outcome *outcome, struct drawn_demand *demand)
{
    const double near = 10, far = 300, beyond = 1.8;
    demand->from = demand->today / near;
    demand->to = demand->today * near;
    for (int i = 0; i < outcome->break_even_count; i++) {
        const struct outcome_break_even *told = &outcome->break_even[i];
        for (int b = 0; b < told->horizon_bands_count; b++) {
            const double edges[] = {told->horizon_bands[b].from, told->horizon_bands[b].to};
            for (int e = 0; e < 2; e++) {
                if (!(edges[e] > demand->today / far && edges[e] < demand->today * far))
                    continue;
                if (edges[e] / beyond < demand->from)
                    demand->from = edges[e] / beyond;
                if (edges[e] * beyond > demand->to)
                    demand->to = edges[e] * beyond;
            }
        }
    }
}

/* The pieces of an option in the arena; false where there are too many, or memory ran out. */
static bool take_pieces(const struct report *report, int option, double grain,
                        struct llmcost_piece *scratch, struct arena *arena,
                        const struct drawn_demand *demand, struct llmcost_pieces *ret_pieces)
{
    const int count = llmcost_staircase(report->scenario, option, demand->from, demand->to,
                                        demand->on_horizon, grain, scratch, MOST_PIECES);
    struct llmcost_piece *own = arena_take(arena, (size_t)count, sizeof *own);
    if (own != NULL)
        memcpy(own, scratch, (size_t)count * sizeof *own);
    *ret_pieces = (struct llmcost_pieces){.piece = own, .count = count, .option = option};
    return own != NULL && count < MOST_PIECES;
}

/* Who is the cheapest of all that may be chosen; false where one has too many pieces, or memory ran
 * out. */
static bool fill_zones(const struct report *report, double grain, struct llmcost_piece *scratch,
                       struct arena *arena, struct drawn_demand *demand)
{
    const struct outcome *outcome = report->outcome;
    struct llmcost_pieces *all = arena_take(arena, (size_t)outcome->options_count, sizeof *all);
    bool good = all != NULL && demand->zones != NULL;
    int count = 0;
    for (int i = 0; i < outcome->options_count && good; i++)
        if (outcome->options[i].eligible)
            good = take_pieces(report, i, grain, scratch, arena, demand, &all[count++]);
    if (good)
        demand->zones_count = llmcost_zones(all, count, demand->zones, MOST_ZONES);
    return good;
}

/* What a look at one demand costs, in levels of the load. */
static double look_price(const struct report *report, bool on_horizon)
{
    const struct llmcost_scenario *s = report->scenario;
    const int levels = s->deferred.hours > 0 ? s->deferred.levels : s->load.levels;
    return levels * (on_horizon ? s->months.value : 1);
}

static void fill_demand(const struct report *report, struct arena *arena,
                        struct drawn_demand *demand)
{
    const double looks = EFFORT / look_price(report, demand->on_horizon);
    const double columns = at_most(at_least(looks, LEAST_COLUMNS), COLUMNS);
    const double grain = llmcost_log(demand->to / demand->from) / columns;
    struct llmcost_piece *scratch = malloc(MOST_PIECES * sizeof *scratch);
    if (scratch == NULL) {
        arena->failed = true;
        return;
    }
    demand->zones = arena_take(arena, MOST_ZONES, sizeof *demand->zones);
    for (int i = 0; i < report->outcome->options_count && !arena->failed; i++)
        if (outcome_is_among(report->outcome, i, DRAWN_OPTIONS))
            take_pieces(report, i, grain, scratch, arena, demand,
                        &demand->curves[demand->curves_count++]);
    if (!arena->failed && looks > MOST_PIECES)
        demand->is_exact = fill_zones(report, 0, scratch, arena, demand);
    if (!arena->failed && !demand->is_exact)
        fill_zones(report, grain, scratch, arena, demand);
    free(scratch);
}

static bool make_demand(const struct report *report, struct arena *arena,
                        struct drawn_demand *demand)
{
    const struct outcome *outcome = report->outcome;
    const struct llmcost_input *stated = NULL;
    if (words_demand(report->scenario, &stated) == NULL || !(stated->value > 0))
        return false;
    demand->today = stated->value;
    for (int i = 0; i < outcome->break_even_count; i++)
        demand->on_horizon = demand->on_horizon || outcome->break_even[i].basis == BASIS_HORIZON;
    demand->mtok = llmcost_mtok_per_demand(report->scenario, demand->on_horizon);
    choose_range(outcome, demand);
    fill_demand(report, arena, demand);
    return !arena->failed && demand->curves_count > 0;
}

/* ---- Draws ---- */

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Bins over all but the outermost draws, which the outermost bins hold; 0 is an edge of two. Where
 * only one of the two sides serves the margin is infinite: such draws are in no bin. */
static bool make_margin(const struct report *report, struct drawn_margin *margin)
{
    const double outermost = 0.005;
    const struct outcome_uncertainty *u = report->outcome->uncertainty;
    double *margins = report->margins;
    if (margins == NULL || u == NULL || report->outcome->runner_up < 0)
        return false;
    qsort(margins, (size_t)u->samples, sizeof *margins, by_size);
    int first = 0, last = margin->samples = u->samples;
    for (; first < last && isinf(margins[first]); first++)
        margin->fails++;
    while (last > first && isinf(margins[last - 1]))
        last--;
    const int trimmed = (int)(outermost * (last - first));
    if (last - first < 2 || !(margins[last - 1 - trimmed] > margins[first + trimmed]))
        return false;
    const double low = margins[first + trimmed], high = margins[last - 1 - trimmed];
    margin->width = (high - low) / (DRAWN_BINS - 2);
    margin->from = floor(low / margin->width) * margin->width;
    for (int i = 0; i < last; i++)
        margin->below += margins[i] < 0;
    for (int i = first; i < last; i++) {
        const double at = floor((margins[i] - margin->from) / margin->width);
        const int bin = at < 0 ? 0 : at < DRAWN_BINS - 1 ? (int)at : DRAWN_BINS - 1;
        margin->draws[bin]++;
        margin->bins = bin >= margin->bins ? bin + 1 : margin->bins;
    }
    return true;
}

/* ---- Fleets ---- */

static int by_falling(const void *a, const void *b)
{
    return -by_size(a, b);
}

/* The hours in order of time, or where they are too many or none of a calendar by falling load:
 * each of the bars is the mean of as many hours. */
static void fill_hours(const struct llmcost_load *load, double mean, double *sorted,
                       struct drawn_fleet *fleet)
{
    const int hours = load->hours;
    memcpy(sorted, load->weight, (size_t)hours * sizeof *sorted);
    if (fleet->is_sorted)
        qsort(sorted, (size_t)hours, sizeof *sorted, by_falling);
    for (int bar = 0; bar < fleet->hours; bar++) {
        const int first = (int)((int64_t)bar * hours / fleet->hours);
        const int last = (int)((int64_t)(bar + 1) * hours / fleet->hours);
        for (int hour = first; hour < last; hour++)
            fleet->busy[bar] += sorted[hour] * mean / (last - first);
    }
}

static bool make_fleet(const struct report *report, int option, struct arena *arena,
                       struct drawn_fleet *fleet)
{
    const struct llmcost_scenario *s = report->scenario;
    const struct llmcost_load *load = s->deferred.hours > 0 ? &s->deferred : &s->load;
    const struct llmcost_option_result *o = &report->result->option[option];
    const double rate =
        (o->fleet.served_requests + o->fleet.overflow_requests) / (s->hours_per_month.value * 3600);
    const double replica = o->fleet.planned_requests_per_second;
    if (!o->has_fleet || !o->feasible || !(replica > 0))
        return false;
    *fleet = (struct drawn_fleet){.option = option,
                                  .hours = load->hours < DRAWN_HOURS ? load->hours : DRAWN_HOURS,
                                  .is_sorted = load->hours > DRAWN_HOURS ||
                                               s->load.kind == LLMCOST_LOAD_FACTOR,
                                  .always_on = o->fleet.always_on_gpus};
    double *sorted = malloc((size_t)load->hours * sizeof *sorted);
    fleet->busy = arena_take(arena, (size_t)fleet->hours, sizeof *fleet->busy);
    arena->failed = arena->failed || sorted == NULL;
    if (!arena->failed) {
        const double mean = rate / replica * o->fleet.unit_gpus / o->fleet.unit_replicas;
        double used = 0;
        fill_hours(load, mean, sorted, fleet);
        for (int hour = 0; hour < load->hours; hour++)
            used += at_most(load->weight[hour] * mean, fleet->always_on) / load->hours;
        fleet->idle = (fleet->always_on - used) * o->fleet.monthly_per_gpu;
    }
    free(sorted);
    return !arena->failed;
}

struct drawing *drawing_make(const struct report *report, struct arena *arena)
{
    struct drawing *drawing = arena_take(arena, 1, sizeof *drawing);
    if (drawing == NULL)
        return NULL;
    drawing->has_demand = make_demand(report, arena, &drawing->demand);
    drawing->has_margin = make_margin(report, &drawing->margin);
    for (int i = 0; i < report->outcome->options_count && drawing->fleets_count < DRAWN_OPTIONS;
         i++)
        if (outcome_is_among(report->outcome, i, DRAWN_OPTIONS))
            drawing->fleets_count +=
                make_fleet(report, i, arena, &drawing->fleets[drawing->fleets_count]);
    return drawing;
}
