/* break_even.c - where one option starts to beat another, in words.
 * Knows bands and their edges; refuses to know how they were found (the engine's solve.c). A new
 * reason of the engine is a case in words_break_even().
 */
#include "io/words/words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 64, CLAUSE = 256 };

static const char *id_of(const struct report *report, int option)
{
    return llmcost_option_id(report->scenario, option);
}

const struct llmcost_field *words_demand(const struct llmcost_scenario *scenario,
                                         const struct llmcost_input **ret_input)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (size_t i = 0; i < count; i++) {
        struct llmcost_ref ref = {.section = LLMCOST_WORKLOAD, .field = (int16_t)i, .entry = -1};
        if (fields[i].section != LLMCOST_WORKLOAD || fields[i].choice != LLMCOST_DEMAND)
            continue;
        const struct llmcost_input *input = llmcost_read(scenario, ref);
        if (input != NULL && input->origin != LLMCOST_UNSET) {
            *ret_input = input;
            return &fields[i];
        }
    }
    return NULL;
}

/* Lower is better: a rival that serves the demand first, then by cost over the horizon. */
static double rank(const struct report *report, int option)
{
    const struct llmcost_option_result *result = &report->result->option[option];
    return result->horizon_cost + (result->feasible ? 0 : 1e16);
}

const struct llmcost_break_even *words_key_break_even(const struct report *report)
{
    const struct llmcost_break_even *best = NULL;
    double best_rank = INFINITY;
    int chosen = report->result->recommended;
    for (int i = 0; i < report->break_even_count; i++) {
        const struct llmcost_break_even *answer = &report->told[i];
        int rival = answer->option == chosen    ? answer->against
                    : answer->against == chosen ? answer->option
                                                : -1;
        /* What the rules forbid is no rival: the decision says what it would save. */
        if (chosen < 0 || rival < 0 || !report->result->option[rival].eligible)
            continue;
        double rival_rank = rival == report->result->runner_up ? -1e18 : rank(report, rival);
        if (rival_rank < best_rank) {
            best = answer;
            best_rank = rival_rank;
        }
    }
    return best;
}

static const char *demand_unit(const struct llmcost_break_even *answer, char *buffer, size_t size)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    if (answer->variable.field < 0)
        return "";
    enum llmcost_unit unit = (enum llmcost_unit)fields[answer->variable.field].unit;
    return llmcost_unit_text(unit, "", buffer, size);
}

static bool holds(const struct llmcost_band *band, double x)
{
    return (band->from_kind == LLMCOST_OPEN || band->from <= x) &&
           (band->to_kind == LLMCOST_OPEN || x <= band->to);
}

static const char *put_band(const struct llmcost_band *band, char *buffer, size_t size)
{
    char from[FIGURE];
    char to[FIGURE];
    const char *limit = band->to_kind == LLMCOST_LIMIT ? " (as far as both serve)" : "";
    words_count(band->from, from, sizeof from);
    words_count(band->to, to, sizeof to);
    if (band->from_kind == LLMCOST_OPEN && band->to_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "at every demand");
    else if (band->from_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "up to %s%s", to, limit);
    else if (band->to_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "from %s", from);
    else
        snprintf(buffer, size, "%s to %s%s", from, to, limit);
    return buffer;
}

/* All bands when they are few; else the three around today's demand and the last. */
const char *words_bands(enum llmcost_answer status, const struct llmcost_band *bands, int count,
                        double current, char *buffer, size_t size)
{
    enum { FEW = 4 };
    size_t used = 0;
    int first = 0;
    int last = count - 1;
    char band[CLAUSE];
    if (count == 0) {
        snprintf(buffer, size, "%s",
                 status == LLMCOST_NEVER    ? "never"
                 : status == LLMCOST_ALWAYS ? "at every demand"
                                            : "not settled");
        return buffer;
    }
    buffer[0] = '\0';
    if (count > FEW) {
        while (first + 3 < count && bands[first + 1].to_kind != LLMCOST_OPEN &&
               bands[first + 1].to < current)
            first++;
        last = first + 2;
    }
    for (int i = first; i < count && used < size; i++) {
        if (i > last && i < count - 1)
            continue;
        const char *gap = i == first ? "" : i > last + 1 ? "; ... " : "; ";
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", gap,
                                 put_band(&bands[i], band, sizeof band));
    }
    if (count > FEW && used < size)
        snprintf(buffer + used, size - used, " (%d bands in all)", count);
    return buffer;
}

/* Prices of a token in the long run: at the utilization that is reached, and what a replica costs
 * that is used around the clock. */
static const char *put_unit_cost(const struct report *report,
                                 const struct llmcost_break_even *answer, char *buffer, size_t size)
{
    const char *currency = words_currency(report->scenario);
    const char *against =
        answer->against < report->scenario->apis ? "the API" : id_of(report, answer->against);
    char one[FIGURE];
    char two[FIGURE];
    char full[FIGURE];
    char used[FIGURE];
    words_unit_price(currency, answer->option_cost, one, sizeof one);
    words_unit_price(currency, answer->against_cost, two, sizeof two);
    words_unit_price(currency, answer->full_cost, full, sizeof full);
    words_percent(answer->utilization, used, sizeof used);
    if (answer->full_cost > 0 && answer->utilization < 0.995)
        snprintf(buffer, size,
                 "a replica kept for the peak, %s used, costs %s per Mtok (a full one %s), %s %s",
                 used, one, full, against, two);
    else if (answer->full_cost > 0)
        snprintf(buffer, size, "a full replica costs %s per Mtok, %s %s", one, against, two);
    else
        snprintf(buffer, size, "in the long run it costs %s per Mtok%s, %s %s", one,
                 answer->on_horizon ? " over the horizon" : "", against, two);
    return buffer;
}

const char *words_break_even(const struct report *report, const struct llmcost_break_even *answer,
                             char *buffer, size_t size)
{
    const char *currency = words_currency(report->scenario);
    char one[FIGURE], unit[FIGURE], period[FIGURE] = "a month";
    const char *demand = demand_unit(answer, unit, sizeof unit);
    switch ((enum llmcost_reason)answer->reason) {
    case LLMCOST_REASON_UNIT_COST:
        return put_unit_cost(report, answer, buffer, size);
    case LLMCOST_REASON_LIMIT:
        words_count(answer->limit, one, sizeof one);
        if (answer->limited == answer->option)
            snprintf(buffer, size, "it serves at most %s %s and costs more up to there", one,
                     demand);
        else
            snprintf(buffer, size, "%s serves at most %s %s, and up to there it costs more",
                     id_of(report, answer->limited), one, demand);
        return buffer;
    case LLMCOST_REASON_ALWAYS_MORE:
        words_money(currency, answer->least_gap, one, sizeof one);
        if (answer->on_horizon)
            words_over(report->result->months, period, sizeof period);
        snprintf(buffer, size, "it costs at least %s more %s at every demand", one, period);
        return buffer;
    case LLMCOST_REASON_DOES_NOT_FIT:
        return words_fit(report->scenario, answer->limited, buffer, size);
    case LLMCOST_REASON_TOO_SLOW:
        return words_slow(report->scenario, answer->limited, buffer, size);
    case LLMCOST_REASON_BOUNDED:
        words_count(answer->searched_to, one, sizeof one);
        snprintf(buffer, size, "searched up to %s %s only", one, demand);
        return buffer;
    case LLMCOST_REASON_MANY_BANDS:
        snprintf(buffer, size, "more than %d bands: the first ones are listed",
                 (int)LLMCOST_MAX_BANDS);
        return buffer;
    case LLMCOST_REASON_NONE:
        break;
    }
    if (answer->status == LLMCOST_FOUND)
        return NULL;
    snprintf(buffer, size, "%s",
             answer->status == LLMCOST_ALWAYS  ? "it costs less at every demand"
             : answer->status == LLMCOST_NEVER ? "it costs more at every demand"
                                               : "the search did not settle it");
    return buffer;
}

/* ", 1.8 times today's demand": how far an edge is, in the words that fit the distance. */
static const char *put_distance(double edge, double current, char *buffer, size_t size)
{
    char figure[FIGURE];
    double ratio = current > 0 ? edge / current : 0;
    buffer[0] = '\0';
    if (ratio >= 1.5) {
        words_count(words_round(ratio, ratio < 10 ? 1 : 0), figure, sizeof figure);
        snprintf(buffer, size, ", %s times today's demand", figure);
    } else if (ratio > 0 && ratio < 0.1) {
        words_count(words_round(1 / ratio, 0), figure, sizeof figure);
        snprintf(buffer, size, ", %s %sth of today's demand",
                 figure[0] == '8' || strcmp(figure, "11") == 0 || strcmp(figure, "18") == 0 ? "an"
                                                                                            : "a",
                 figure);
    } else if (ratio > 0 && fabs(ratio - 1) < 5e-5) {
        snprintf(buffer, size, ", today's demand to within 0.01 %%");
    } else if (ratio > 0) {
        words_percent(fabs(ratio - 1), figure, sizeof figure);
        snprintf(buffer, size, ", %s %s today's demand", figure, ratio >= 1 ? "above" : "below");
    }
    return buffer;
}

/* The bands around today's demand; `inside` one of them, whose own edges these then are. */
struct edges {
    const struct llmcost_band *below, *above; /* the nearest */
    const struct llmcost_band *last;          /* the open one, where it lies above */
    bool inside;
};

/* A band so narrow that nobody plans for it. */
static bool is_sliver(const struct llmcost_band *band)
{
    return band->from_kind != LLMCOST_OPEN && band->to_kind != LLMCOST_OPEN &&
           band->to <= 1.05 * band->from;
}

/* Slivers count only where there is nothing else. */
static struct edges find_edges(const struct llmcost_break_even *answer)
{
    struct edges edges = {0};
    double x = answer->current;
    for (int pass = 0; pass < 2 && edges.below == NULL && edges.above == NULL; pass++)
        for (int i = 0; i < answer->bands && !edges.inside; i++) {
            const struct llmcost_band *band = &answer->band[i];
            if (holds(band, x)) {
                edges = (struct edges){.inside = true};
                edges.below = band->from_kind != LLMCOST_OPEN ? band : NULL;
                edges.above = band->to_kind != LLMCOST_OPEN ? band : NULL;
            } else if (pass == 0 && is_sliver(band))
                continue;
            else if (band->to_kind != LLMCOST_OPEN && band->to < x)
                edges.below = band;
            else if (edges.above == NULL)
                edges.above = band;
        }
    if (!edges.inside && answer->bands > 0 &&
        answer->band[answer->bands - 1].to_kind == LLMCOST_OPEN &&
        answer->status != LLMCOST_UNVERIFIED)
        edges.last = &answer->band[answer->bands - 1];
    return edges;
}

/* The host or hybrid is the dearer one today: where would it be cheaper? For good, first. */
static void put_outside(const struct llmcost_break_even *answer, struct edges edges,
                        const char *subject, const char *unit, char *buffer, size_t size)
{
    double x = answer->current;
    double up = edges.above ? edges.above->from : INFINITY;
    double down = edges.below ? edges.below->to : 0;
    bool upwards = edges.above != NULL && (edges.below == NULL || up * down <= x * x);
    const struct llmcost_band *nearest = upwards ? edges.above : edges.below;
    char one[FIGURE];
    char two[FIGURE];
    char far[2 * FIGURE];
    char also[CLAUSE + 8] = ""; /* ", and " before a band */
    char band[CLAUSE];
    if (edges.last != NULL) {
        if (nearest != edges.last)
            snprintf(also, sizeof also, ", and %s", put_band(nearest, band, sizeof band));
        snprintf(buffer, size, "%s from %s %s%s%s.", subject,
                 words_count(edges.last->from, one, sizeof one), unit,
                 put_distance(edges.last->from, x, far, sizeof far), also);
        return;
    }
    put_distance(upwards ? up : down, x, far, sizeof far);
    words_count(upwards ? up : down, one, sizeof one);
    if (!upwards)
        snprintf(buffer, size, "%s up to %s %s%s.", subject, one, unit, far);
    else
        snprintf(buffer, size, "%s from %s %s%s%s%s%s.", subject, one, unit, far,
                 edges.above->to_kind == LLMCOST_OPEN ? "" : ", up to ",
                 edges.above->to_kind == LLMCOST_OPEN
                     ? ""
                     : words_count(edges.above->to, two, sizeof two),
                 edges.above->to_kind == LLMCOST_LIMIT ? ", as far as both serve" : "");
}

/* It is the cheaper one today: where does that end? */
static void put_inside(const struct llmcost_break_even *answer, struct edges edges,
                       const char *subject, const char *limited, const char *unit, char *buffer,
                       size_t size)
{
    double x = answer->current;
    char one[FIGURE];
    char two[FIGURE];
    char far[2 * FIGURE];
    char low[CLAUSE] = "";
    char high[CLAUSE] = "";
    bool limit = edges.above != NULL && edges.above->to_kind == LLMCOST_LIMIT;
    /* With more bands than this one the other option does not win all the way beyond its edge. */
    const char *under = answer->bands > 1 ? " just below" : " below";
    const char *over = answer->bands > 1 ? " just above" : " above";
    if (edges.below != NULL && edges.below->from_kind != LLMCOST_LIMIT)
        snprintf(low, sizeof low, "%s %s %s%s", under,
                 words_count(edges.below->from, one, sizeof one), unit,
                 put_distance(edges.below->from, x, far, sizeof far));
    if (edges.above != NULL && !limit)
        snprintf(high, sizeof high, "%s%s %s %s%s", low[0] != '\0' ? ", and" : "", over,
                 words_count(edges.above->to, two, sizeof two), unit,
                 put_distance(edges.above->to, x, far, sizeof far));
    int used = 0;
    if (low[0] != '\0' || high[0] != '\0')
        used = snprintf(buffer, size, "%s%s%s.", subject, low, high);
    if (limit && used >= 0 && (size_t)used < size)
        snprintf(buffer + used, size - (size_t)used, "%s%s serves %s %s %s%s.", used > 0 ? " " : "",
                 limited, answer->on_horizon ? "all months up to" : "at most",
                 words_count(edges.above->to, two, sizeof two), unit,
                 put_distance(edges.above->to, x, far, sizeof far));
}

/* What cannot serve is beaten by nothing: how far it would serve is all there is to say. */
static bool put_limit(const struct report *report, const struct llmcost_break_even *answer,
                      const char *demand, char *buffer, size_t size)
{
    char most[FIGURE];
    char far[2 * FIGURE];
    if (!(answer->limit > 0 && answer->limit < answer->current))
        return false;
    snprintf(buffer, size, "%s serves %s %s %s%s.", id_of(report, answer->limited),
             answer->on_horizon ? "all months up to" : "at most",
             words_count(answer->limit, most, sizeof most), demand,
             put_distance(answer->limit, answer->current, far, sizeof far));
    return true;
}

/* How far away the break-even is. */
bool words_distance(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_break_even *answer = words_key_break_even(report);
    char subject[2 * LLMCOST_MAX_ID + FIGURE];
    char unit[FIGURE];
    char why[MAX_SENTENCE];
    if (answer == NULL)
        return false;
    const char *host = id_of(report, answer->option);
    const char *api = id_of(report, answer->against);
    const char *demand = demand_unit(answer, unit, sizeof unit);
    if (!report->result->option[answer->option].feasible ||
        !report->result->option[answer->against].feasible)
        return put_limit(report, answer, demand, buffer, size);
    struct edges edges = find_edges(answer);
    const char *dearer = edges.inside ? api : host;
    const char *cheaper = edges.inside ? host : api;
    /* Bands are of the monthly bill; over the horizon the dearer one may be the recommended. */
    bool turned = answer->against == report->result->recommended ? edges.inside : !edges.inside;
    const char *where = turned && !answer->on_horizon ? "By the first month's bill " : "";
    if (report->result->options == 2)
        snprintf(subject, sizeof subject, "%s%s would win", where, dearer);
    else
        snprintf(subject, sizeof subject, "%s%s would beat %s", where, dearer, cheaper);
    if (edges.inside && edges.below == NULL && edges.above == NULL)
        snprintf(buffer, size, "%s%s is cheaper than %s at every demand.", where, host, api);
    else if (edges.inside)
        put_inside(answer, edges, subject,
                   id_of(report, edges.above != NULL && edges.above->to < answer->limit * (1 - 1e-9)
                                     ? answer->option
                                     : answer->limited),
                   demand, buffer, size);
    else if (edges.below != NULL || edges.above != NULL || edges.last != NULL)
        put_outside(answer, edges, subject, demand, buffer, size);
    else if (answer->status == LLMCOST_NEVER)
        snprintf(buffer, size, "%s would not %s%s at any demand: %s.", host,
                 report->result->options == 2 ? "win" : "beat ",
                 report->result->options == 2 ? "" : api,
                 words_break_even(report, answer, why, sizeof why));
    else
        snprintf(buffer, size, "Whether %s ever wins is not settled: %s.", host,
                 words_break_even(report, answer, why, sizeof why));
    return true;
}
