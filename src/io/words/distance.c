/* distance.c - how far away the break-even that matters is, in words: the sentence below the
 * verdict. Knows the bands around today's demand; refuses to know why there are none
 * (break_even.c).
 */
#include "io/words/words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 64, CLAUSE = 256 };

/* So many times more or less are told as no more than that: nobody plans for it. */
static const double far_away = 1e9;

static const char *id_of(const struct report *report, int option)
{
    return llmcost_option_id(report->scenario, option);
}

/* "st" of a 21st, "th" of an 11th: by the digits as they are printed. */
static const char *ordinal_end(const char *figure)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    const size_t length = strlen(figure);
    const int last = length > 0 ? figure[length - 1] - '0' : 0;
    return last < 0 || last > 3 || (length > 1 && figure[length - 2] == '1') ? "th" : ends[last];
}

const char *words_factor(double ratio, char *buffer, size_t size)
{
    char figure[FIGURE / 2];
    if (ratio > far_away) {
        snprintf(buffer, size, "over a billion times");
    } else if (ratio < 1 / far_away) {
        snprintf(buffer, size, "less than a billionth of");
    } else if (ratio >= 1.5) {
        words_count(words_round(ratio, ratio < 10 ? 1 : 0), figure, sizeof figure);
        snprintf(buffer, size, "%s times", figure);
    } else if (ratio < 0.1) {
        words_count(words_round(1 / ratio, 0), figure, sizeof figure);
        snprintf(buffer, size, "%s %s%s of",
                 figure[0] == '8' || strcmp(figure, "11") == 0 || strcmp(figure, "18") == 0 ? "an"
                                                                                            : "a",
                 figure, ordinal_end(figure));
    } else if (fabs(ratio - 1) < 5e-5) {
        snprintf(buffer, size, "within 0.01 %% of");
    } else {
        words_percent(fabs(ratio - 1), figure, sizeof figure);
        snprintf(buffer, size, "%s %s", figure, ratio >= 1 ? "above" : "below");
    }
    return buffer;
}

/* ", 1.8 times today's demand": how far an edge is; nothing where there is no demand. */
static const char *put_distance(double edge, double current, char *buffer, size_t size)
{
    char factor[FIGURE];
    const double ratio = current > 0 ? edge / current : 0;
    buffer[0] = '\0';
    if (ratio > 0)
        snprintf(buffer, size, ", %s today's demand", words_factor(ratio, factor, sizeof factor));
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
            if (words_band_holds(band, x)) {
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

/* Nothing but slivers: "only from 99 to 101 requests/day, 3 times today's demand: a band too narrow
 * to plan for." */
static void put_sliver(const struct llmcost_break_even *answer, const struct llmcost_band *band,
                       double nearest, const char *subject, const char *unit, char *buffer,
                       size_t size)
{
    char from[FIGURE], to[FIGURE], far[2 * FIGURE], one[CLAUSE] = "a band";
    if (answer->bands > 1)
        snprintf(one, sizeof one, "the nearest of %d bands, each", (int)answer->bands);
    snprintf(buffer, size, "%s %sfrom %s to %s %s%s: %s too narrow to plan for.", subject,
             answer->status == LLMCOST_UNVERIFIED ? "" : "only ",
             words_count(band->from, from, sizeof from), words_count(band->to, to, sizeof to), unit,
             put_distance(nearest, answer->current, far, sizeof far), one);
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
            snprintf(also, sizeof also, ", and %s%s",
                     nearest->from_kind != LLMCOST_OPEN ? "from " : "",
                     words_band(nearest, band, sizeof band));
        snprintf(buffer, size, "%s from %s %s%s%s.", subject,
                 words_count(edges.last->from, one, sizeof one), unit,
                 put_distance(edges.last->from, x, far, sizeof far), also);
        return;
    }
    if (is_sliver(nearest)) {
        put_sliver(answer, nearest, upwards ? up : down, subject, unit, buffer, size);
        return;
    }
    put_distance(upwards ? up : down, x, far, sizeof far);
    words_count(upwards ? up : down, one, sizeof one);
    if (!upwards)
        snprintf(buffer, size, "%s up to %s %s%s.", subject, one, unit, far);
    else if (answer->status == LLMCOST_UNVERIFIED && edges.above->to_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "%s from %s %s%s; beyond %s nobody looked.", subject, one, unit, far,
                 words_count(answer->searched_to, two, sizeof two));
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

/* A hybrid is its api where nothing is hosted: it costs no more there, and is beaten nowhere. */
static bool put_tie(const struct llmcost_break_even *answer, struct edges edges, const char *api,
                    const char *own, char *buffer, size_t size)
{
    char edge[FIGURE], unit[FIGURE], far[2 * FIGURE];
    put_distance(edges.below->from, answer->current, far, sizeof far);
    snprintf(buffer, size, "%s %s %s%s%s %s costs as much as %s.",
             answer->bands > 1 ? "Just below" : "Below",
             words_count(edges.below->from, edge, sizeof edge),
             words_demand_unit(answer, unit, sizeof unit), far, far[0] != '\0' ? "," : "", api,
             own);
    return true;
}

/* What cannot serve is beaten by nothing: how far it would serve is all there is to say. */
static bool put_limit(const struct report *report, const struct llmcost_break_even *answer,
                      const char *demand, char *buffer, size_t size)
{
    char most[FIGURE];
    char far[2 * FIGURE];
    if (!(answer->limit > 0 && answer->limit < answer->current) ||
        strcmp(words_count(answer->limit, most, sizeof most), "0") == 0)
        return false;
    snprintf(buffer, size, "%s serves %s %s %s%s.", id_of(report, answer->limited),
             answer->on_horizon ? "all months up to" : "at most", most, demand,
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
    const char *demand = words_demand_unit(answer, unit, sizeof unit);
    if (!report->result->option[answer->option].feasible ||
        !report->result->option[answer->against].feasible)
        return put_limit(report, answer, demand, buffer, size);
    struct edges edges = find_edges(answer);
    if (edges.inside && answer->never_dearer && edges.above == NULL && edges.below != NULL &&
        edges.below->from_kind != LLMCOST_LIMIT)
        return put_tie(answer, edges, api, host, buffer, size);
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
