/* verdict.c - the verdict in plain English, with the figures that decide it.
 * Knows struct report; refuses to know where a sentence is printed. The n-th reason is the n-th row
 * of `reasons` that has something to say: to add one, write a function and put it there.
 * Break-evens are in io/words/break_even.c, warnings and obstacles in io/words/warnings.c, rules of
 * thumb in io/words/thumbs.c, numbers in figures.c.
 */
#include "core/base/count.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 96, CLAUSE = 256 };
/* A margin below what any input is known to (§11). */
static const double PRACTICALLY_EQUAL = 0.02;

static const char *id_of(const struct report *report, int option)
{
    return llmcost_option_id(report->scenario, option);
}

static double monthly_cost(const struct report *report, int option)
{
    return (double)report->result->option[option].monthly_micros / 1e6;
}

static bool is_same_cost(double a, double b)
{
    return fabs(a - b) < 0.005; /* half a cent, as in a diff */
}

static bool repeats(const struct report *report, int option)
{
    return report_repeats(report->result->option[option].horizon_cost, report->result->months,
                          monthly_cost(report, option));
}

/* ---- Two costs side by side ---- */

/* The option that can be chosen and has the lowest first bill, -1: none is lower than that. */
static int cheaper_first(const struct report *report, double than)
{
    const struct llmcost_result *result = report->result;
    int first = -1;
    for (int o = 0; o < result->options; o++)
        if (result->option[o].feasible && result->option[o].eligible &&
            monthly_cost(report, o) < than - 0.005) {
            than = monthly_cost(report, o);
            first = o;
        }
    return first;
}

/* Both cost every month what they cost in the first; and nobody who costs less in that asks why
 * another one stands between them. */
static bool is_monthly(const struct report *report, int option, int other)
{
    const struct llmcost_result *result = report->result;
    bool monthly = repeats(report, option) && repeats(report, other);
    for (int o = 0; o < result->options; o++)
        monthly = monthly && (!result->option[o].feasible || !result->option[o].eligible ||
                              monthly_cost(report, o) >= monthly_cost(report, other) - 0.005 ||
                              repeats(report, o));
    return monthly;
}

/* "$5,399 a month", "($7,465 vs $12,864)": the difference is that of the figures shown. */
static void compare(const struct report *report, int option, int other, char *gap, char *pair)
{
    const char *currency = words_currency(report->scenario);
    bool monthly = is_monthly(report, option, other);
    double less =
        monthly ? monthly_cost(report, option) : report->result->option[option].horizon_cost;
    double more =
        monthly ? monthly_cost(report, other) : report->result->option[other].horizon_cost;
    int decimals = words_pair_decimals(less, more);
    char first[FIGURE];
    char second[FIGURE];
    char period[FIGURE] = "a month less";
    if (!monthly)
        snprintf(period, sizeof period, "less over %d month%s", (int)report->result->months,
                 words_s(report->result->months));
    snprintf(gap, CLAUSE, "%s %s", words_gap(currency, less, more, first, sizeof first), period);
    words_money_at(currency, less, decimals, first, sizeof first);
    words_money_at(currency, more, decimals, second, sizeof second);
    snprintf(pair, CLAUSE, "(%s vs %s)", first, second);
}

/* ---- Reasons of the verdict ---- */

static const char *const verb[] = {
    [LLMCOST_API] = "Rent",
    [LLMCOST_HOST] = "Run your own",
    [LLMCOST_HYBRID] = "Mix",
};

/* What a provider reserves is nobody's own. */
static const char *verb_of(const struct report *report, int option)
{
    const enum llmcost_option_kind kind = llmcost_option_kind(report->scenario, option);
    const bool reserved = kind == LLMCOST_HOST && llmcost_unit(report->scenario, option) != NULL;
    return reserved ? "Reserve" : verb[kind]; /* a saved report does not say what a mix is of */
}

static bool no_option(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    bool some_feasible = false;
    bool some_eligible = false;
    for (int option = 0; option < result->options; option++) {
        some_feasible = some_feasible || result->option[option].feasible;
        some_eligible = some_eligible || result->option[option].eligible;
    }
    const char *all = result->options == 1 ? "The only option" : "No option";
    const char *what = !some_feasible   ? "serves this demand"
                       : !some_eligible ? "passes the rules"
                                        : "both serves this demand and passes the rules";
    if (result->options == 1)
        what = !some_feasible ? "cannot serve this demand" : "fails the rules";
    snprintf(buffer, size, "%s %s.", all, what);
    return true;
}

/* "$5 a month", "$60 over 12 months": what an option costs on the basis of the verdict. */
static const char *put_cost(const struct report *report, int option, char *buffer, size_t size)
{
    const bool monthly = repeats(report, option);
    char cost[FIGURE], period[FIGURE] = "a month";
    words_money(words_currency(report->scenario),
                monthly ? monthly_cost(report, option)
                        : report->result->option[option].horizon_cost,
                cost, sizeof cost);
    if (!monthly)
        words_over(report->result->months, period, sizeof period);
    snprintf(buffer, size, "%s %s", cost, period);
    return buffer;
}

/* Nothing to choose from: one option in the file, or one left. */
static bool only_option(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    int best = result->recommended;
    char cost[CLAUSE];
    char gap[CLAUSE];
    char pair[CLAUSE];
    char obstacle[MAX_SENTENCE];
    int feasible = 0;
    for (int option = 0; option < result->options; option++)
        feasible += result->option[option].feasible;
    put_cost(report, best, cost, sizeof cost);
    if (result->options == 1)
        snprintf(buffer, size, "%s costs %s; there is no other option to compare it with.",
                 id_of(report, best), cost);
    else if (result->cheapest >= 0 && result->cheapest != best) {
        compare(report, result->cheapest, best, gap, pair);
        words_obstacle(report, result->cheapest, obstacle, sizeof obstacle);
        snprintf(buffer, size, "Only %s is allowed: %s would cost %s %s, but it %s.",
                 id_of(report, best), id_of(report, result->cheapest), gap, pair, obstacle);
    } else
        snprintf(buffer, size, "Only %s %s; it costs %s.", id_of(report, best),
                 feasible == 1                 ? "serves this demand"
                 : feasible == result->options ? "is allowed"
                                               : "serves this demand and is allowed",
                 cost);
    return true;
}

/* Options that cost what the recommended one costs, and may be chosen as well. */
static int count_ties(const struct report *report)
{
    const struct llmcost_result *result = report->result;
    int ties = 0;
    for (int o = 0; o < result->options; o++)
        ties += o != result->recommended && result->option[o].feasible &&
                result->option[o].eligible &&
                is_same_cost(result->option[o].horizon_cost,
                             result->option[result->recommended].horizon_cost);
    return ties;
}

static void tie(const struct report *report, char *buffer, size_t size)
{
    const int best = report->result->recommended;
    const int next = report->result->runner_up;
    const int more = count_ties(report) - 1;
    char cost[CLAUSE];
    char others[CLAUSE] = "";
    put_cost(report, repeats(report, next) ? best : next, cost, sizeof cost);
    if (more > 0)
        snprintf(others, sizeof others, " and %d other%s", more, more > 1 ? "s" : "");
    snprintf(buffer, size, "Tie: %s%s %s%s cost the same, %s; %s stands first.",
             id_of(report, best), more > 0 ? "," : " and", id_of(report, next), others, cost,
             id_of(report, best));
}

static bool decision(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    int best = result->recommended;
    int next = result->runner_up;
    char gap[CLAUSE];
    char pair[CLAUSE];
    if (best < 0)
        return no_option(report, buffer, size);
    if (next < 0)
        return only_option(report, buffer, size);
    if (is_same_cost(result->option[best].horizon_cost, result->option[next].horizon_cost)) {
        tie(report, buffer, size);
        return true;
    }
    compare(report, best, next, gap, pair);
    const double cost = result->option[best].horizon_cost;
    const bool is_close = result->option[next].horizon_cost - cost < PRACTICALLY_EQUAL * fabs(cost);
    snprintf(buffer, size, "%s: %s costs %s than %s %s%s.", verb_of(report, best),
             id_of(report, best), gap, id_of(report, next), pair,
             is_close ? ": practically equal" : "");
    return true;
}

/* The cheapest option where the rules rule it out and the decision has not said so. */
static bool not_allowed(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    char gap[CLAUSE];
    char pair[CLAUSE];
    char obstacle[MAX_SENTENCE];
    if (result->recommended < 0 || result->runner_up < 0 || result->cheapest < 0 ||
        result->cheapest == result->recommended)
        return false;
    compare(report, result->cheapest, result->recommended, gap, pair);
    words_obstacle(report, result->cheapest, obstacle, sizeof obstacle);
    snprintf(buffer, size, "%s would cost %s %s, but is not allowed: it %s.",
             id_of(report, result->cheapest), gap, pair, obstacle);
    return true;
}

static bool list_unknown_rules(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    buffer[0] = '\0';
    for (int rule = 0; result->recommended >= 0 && rule < LLMCOST_RULES_COUNT; rule++)
        if (result->option[result->recommended].rule[rule] == LLMCOST_UNKNOWN)
            words_add(buffer, size, "%s%s", buffer[0] != '\0' ? ", " : "",
                      llmcost_rule_id((enum llmcost_rule)rule));
    return buffer[0] != '\0';
}

/* Rules that nobody can judge on what is recommended: "Whether mini passes min_quality is not
 * known: it is not stated." */
static bool unknown_rules(const struct report *report, char *buffer, size_t size)
{
    char list[CLAUSE];
    if (!list_unknown_rules(report, list, sizeof list))
        return false;
    const char *requires = llmcost_rule_id(LLMCOST_RULE_REQUIRES);
    const char *what = strchr(list, ',') != NULL     ? "what they ask for is"
                       : strcmp(list, requires) == 0 ? "its `meets` is"
                                                     : "its figure is";
    snprintf(buffer, size, "Whether %s passes %s is not known: %s not stated.",
             id_of(report, report->result->recommended), list, what);
    return true;
}

/* Until it has taken over another bill is paid than that of a month in operation. */
static bool starts_later(const struct report *report, int option)
{
    const struct llmcost_option_result *mine = &report->result->option[option];
    const double once = (double)mine->one_off_micros / 1e6;
    return !is_same_cost(mine->month[0].cost + mine->month[0].credits,
                         monthly_cost(report, option) - once);
}

/* Whose bill it is that two options are held to one another by, and what of it is counted: ", its
 * share of one-offs included" only where one of them has any. */
static void put_basis(const struct report *report, int one, int other, char *buffer, size_t size)
{
    static const char *const counted[] = {"", ", its share of one-offs included",
                                          ", before credits",
                                          ", before credits and with its share of one-offs"};
    const struct llmcost_option_result *const pair[] = {&report->result->option[one],
                                                        &report->result->option[other]};
    int what = 0;
    for (size_t i = 0; i < COUNT(pair); i++)
        what |= (pair[i]->one_off_micros > 0 ? 1 : 0) | (pair[i]->month[0].credits > 0 ? 2 : 0);
    snprintf(buffer, size, "the %s%s",
             starts_later(report, one) || starts_later(report, other)
                 ? "bill of a month in operation"
                 : "first month's bill",
             counted[what]);
}

/* The verdict is on the horizon, bands and lines are of the first month: say when they part. */
static bool first_month(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    char gap[FIGURE], span[2 * FIGURE], basis[2 * FIGURE];
    if (result->recommended < 0)
        return false;
    const double mine = monthly_cost(report, result->recommended);
    int first = cheaper_first(report, mine);
    if (first == result->runner_up && result->monthly_margin >= -0.005)
        first = -1;
    if (first < 0)
        return false;
    const struct llmcost_option_result *other = &result->option[first];
    const char *rest = other->owed + other->stranded > 0 ? " and what they leave" : "";
    words_gap(words_currency(report->scenario), monthly_cost(report, first), mine, gap, sizeof gap);
    snprintf(span, sizeof span, "all %d months%s", (int)result->months, rest);
    if (result->months == 1)
        snprintf(span, sizeof span, "all that the horizon of 1 month leaves");
    put_basis(report, first, result->recommended, basis, sizeof basis);
    snprintf(buffer, size, "By %s, %s is cheaper by %s: the verdict is on %s.", basis,
             id_of(report, first), gap, span);
    return true;
}

/* A decision between figures of which some are estimates says so. */
static bool rests_on_estimate(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_result *result = report->result;
    const int pair[] = {result->recommended, result->runner_up};
    for (size_t i = 0; i < COUNT(pair); i++) {
        if (pair[i] < 0 || !report_is_estimated(report, pair[i]))
            continue;
        snprintf(buffer, size,
                 "The figures of %s rest on an estimated throughput: load-test it before you "
                 "decide.",
                 id_of(report, pair[i]));
        return true;
    }
    return false;
}

static bool obstacle_of(const struct report *report, int n, char *buffer, size_t size)
{
    char obstacle[MAX_SENTENCE - LLMCOST_MAX_ID];
    if (report->result->recommended >= 0 || n < 0 || n >= report->result->options ||
        words_obstacle(report, n, obstacle, sizeof obstacle) == NULL)
        return false;
    snprintf(buffer, size, "%s %s.", id_of(report, n), obstacle);
    return true;
}

const char *words_reason(const struct report *report, int *cursor, char *buffer, size_t size)
{
    static bool (*const reasons[])(const struct report *, char *, size_t) = {
        decision,    words_distance,    not_allowed,      unknown_rules,
        first_month, rests_on_estimate, words_on_average, words_uncertainty};
    const int first = COUNT(reasons);
    _Static_assert(COUNT(reasons) == MOST_REASONS_BESIDE, "there is room for each");
    while (*cursor < first + report->result->options) {
        const int at = (*cursor)++;
        if (at < first ? reasons[at](report, buffer, size)
                       : obstacle_of(report, at - first, buffer, size))
            return buffer;
    }
    return NULL;
}
