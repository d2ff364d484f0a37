/* gates.c - limits on a report or a diff, and whether they hold.
 * Knows what each gate looks at: costs and margins are those of the recommended option. A gate that
 * has nothing to look at fails, so that a script never takes silence for a yes.
 * To add a gate: an id in gates.h, a row in gate_words.c, a function that judges it and its place
 * in `judges`.
 */
#include "io/report/gates.h"
#include "io/report/diff.h"
#include "io/words/words.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { FIGURE = 96 };

/* What a gate is judged on. */
struct judged {
    const struct gate *gate;
    const struct diff_side *before; /* NULL: there is nothing to compare with */
    const struct diff_side *after;
    struct gate_result *result;
};

/* ---- What they have in common ---- */

static void say(const struct judged *j, bool passed, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void say(const struct judged *j, bool passed, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(j->result->says, sizeof j->result->says, format, arguments);
    va_end(arguments);
    j->result->passed = passed;
}

static void set_limit(const struct judged *j, double limit, bool is_share)
{
    j->result->has_limit = true;
    j->result->is_share = is_share;
    j->result->limit = limit;
}

static const char *money(const struct judged *j, double amount, char *buffer)
{
    return words_money(j->after->currency, amount, buffer, FIGURE);
}

/* Two amounts beside each other, with as many digits as tell them apart. */
static void money_apart(const struct judged *j, double a, double b, char *ret_a, char *ret_b)
{
    money(j, a, ret_a);
    money(j, b, ret_b);
    if (a == b || strcmp(ret_a, ret_b) != 0)
        return;
    const int decimals = words_pair_decimals(a, b);
    words_money_at(j->after->currency, a, decimals, ret_a, FIGURE);
    words_money_at(j->after->currency, b, decimals, ret_b, FIGURE);
}

static bool lacks_old(const struct judged *j)
{
    if (j->before != NULL)
        return false;
    say(j, false, "there is nothing to compare with: llmcost diff OLD NEW judges it");
    return true;
}

/* The bill of what is recommended; says why it is missing. */
static bool bill(const struct judged *j, const struct diff_side *side, int64_t *ret_micros)
{
    static const char *const missing[2][2] = {
        /* [is the old side][has a recommended option] */
        {"no option is recommended", "what the recommended option costs is unknown"},
        {"no option was recommended before", "what the recommended option did cost is unknown"},
    };
    if (diff_recommended_cost(side, ret_micros))
        return true;
    say(j, false, "%s", missing[side == j->before][side->recommended != NULL]);
    return false;
}

/* ---- Costs ---- */

static void judge_monthly_cost(const struct judged *j)
{
    int64_t micros;
    char cost[FIGURE];
    char limit[FIGURE];
    set_limit(j, j->gate->limit, false);
    if (!bill(j, j->after, &micros))
        return;
    j->result->has_value = true;
    j->result->value = (double)micros / 1e6;
    bool passed = (double)micros <= floor(j->gate->limit * 1e6 + 0.5);
    money_apart(j, j->result->value, j->gate->limit, cost, limit);
    say(j, passed, "%.127s costs %s a month, %s %s", j->after->recommended, cost,
        passed ? "at most" : "more than", limit);
}

/* "the bill of the recommended option rises by $50 (5 %), from $1,000 to $1,050 a month; at most 3
 * % is allowed"; of `stays`, which was recommended before and is no longer, where that is not NULL.
 */
static void tell_change(const struct judged *j, const char *stays, int64_t before, int64_t after,
                        int64_t delta, bool passed)
{
    char whose[LLMCOST_MAX_ID + FIGURE] = "the recommended option";
    char was[FIGURE];
    char is[FIGURE];
    char limit[FIGURE];
    char gap[FIGURE];
    char percent[FIGURE];
    char share[FIGURE] = "";
    const double from = (double)before / 1e6, to = (double)after / 1e6;
    const double moved = fabs((double)delta) / 1e6;
    const double ratio = before > 0 ? moved / from : 0;
    if (stays != NULL)
        snprintf(whose, sizeof whose, "%.127s, recommended before,", stays);
    if (delta == 0) {
        say(j, passed, "the bill of %s does not change: %s a month", whose, money(j, to, is));
        return;
    }
    money_apart(j, from, to, was, is);
    money(j, moved, gap);
    words_percent(ratio, percent, sizeof percent);
    if (!j->gate->is_share)
        money_apart(j, moved, j->gate->limit, gap, limit);
    else
        words_apart(true, ratio, j->gate->limit, percent, limit, sizeof limit);
    if (before > 0)
        snprintf(share, sizeof share, " (%.60s)", percent);
    say(j, passed, "the bill of %s %s by %s%s%s, from %s to %s a month; at most %s is allowed",
        whose, delta > 0 ? "rises" : "falls", gap, share,
        stays == NULL && strcmp(j->before->recommended, j->after->recommended) != 0
            ? " with another option"
            : "",
        was, is, limit);
}

/* What was recommended and is no longer goes on being paid until somebody migrates: its new bill,
 * where it still serves and has risen more than what is recommended now. */
static const char *old_choice(const struct judged *j, int64_t *after)
{
    const struct outcome_option *stays = diff_find_option(j->after, j->before->recommended);
    if (stays == NULL || !stays->feasible || stays->monthly_cost <= *after)
        return NULL;
    *after = stays->monthly_cost;
    return stays->id;
}

/* Both bills are of what is recommended, before and now: what one pays. `sign` 1 judges a rise,
 * -1 a fall. */
static void judge_change(const struct judged *j, int sign)
{
    int64_t before;
    int64_t after;
    set_limit(j, j->gate->limit, j->gate->is_share);
    if (lacks_old(j) || !bill(j, j->before, &before) || !bill(j, j->after, &after))
        return;
    const char *stays = sign > 0 ? old_choice(j, &after) : NULL;
    int64_t delta = after - before;
    if (delta > -DIFF_LEAST_MICROS && delta < DIFF_LEAST_MICROS)
        delta = 0;
    const double change = sign * (double)delta;
    const double most = j->gate->limit * (j->gate->is_share ? (double)before : 1e6);
    j->result->has_value = !j->gate->is_share || before > 0;
    j->result->value = j->gate->is_share && before > 0 ? change / (double)before : change / 1e6;
    if (delta == 0)
        j->result->value = 0; /* and not -0 */
    tell_change(j, stays, before, after, delta, change <= 0 || change <= most * (1 + 1e-12));
}

static void judge_increase(const struct judged *j)
{
    judge_change(j, 1);
}

static void judge_decrease(const struct judged *j)
{
    judge_change(j, -1);
}

static void judge_margin(const struct judged *j)
{
    char margin[FIGURE];
    char limit[FIGURE];
    set_limit(j, j->gate->limit, true);
    if (!j->after->has_margin) {
        say(j, false, "there is no other option that could be chosen, and so no margin");
        return;
    }
    j->result->has_value = true;
    j->result->value = j->after->margin_ratio;
    bool passed = j->after->margin_ratio >= j->gate->limit * (1 - 1e-12);
    words_apart(true, j->after->margin_ratio, j->gate->limit, margin, limit, sizeof margin);
    say(j, passed, "%.127s is %s ahead of %.127s, %s %s", j->after->recommended, margin,
        j->after->runner_up, passed ? "at least" : "less than", limit);
}

/* ---- Conditions ---- */

static void judge_verdict(const struct judged *j)
{
    if (lacks_old(j))
        return;
    const char *before = j->before->recommended != NULL ? j->before->recommended : "no option";
    const char *after = j->after->recommended != NULL ? j->after->recommended : "no option";
    if (diff_same_id(j->before->recommended, j->after->recommended))
        say(j, true, "it is still %.127s", after);
    else
        say(j, false, "it was %.127s, now it is %.127s", before, after);
}

static void judge_infeasible(const struct judged *j)
{
    bool passed = j->after->recommended != NULL;
    say(j, passed, "%.127s can be chosen", passed ? j->after->recommended : "no option");
}

/* Which prices are missing, and which options have no bill at all. */
static void judge_missing_price(const struct judged *j)
{
    const int missing = j->after->missing_prices;
    if (missing == 0)
        say(j, true, "every price that is needed is stated");
    else
        say(j, false, "%d price%s not stated: %s", missing,
            missing == 1 ? " that is needed is" : "s that are needed are", j->after->missing);
}

/* Prices that were typed into the scenario carry no date: without any from a catalog nobody can
 * tell, and so the gate fails. */
static void judge_stale_price(const struct judged *j)
{
    const struct diff_side *side = j->after;
    set_limit(j, j->gate->has_limit ? j->gate->limit : LLMCOST_STALE_DAYS, false);
    if (side->dated_prices == 0) {
        say(j, false, "no price of this report carries a date to judge");
        return;
    }
    if (!side->has_date) {
        say(j, false, "there is no day to judge on: state --as-of DATE, or set SOURCE_DATE_EPOCH");
        return;
    }
    const bool passed = side->oldest_days <= j->result->limit;
    j->result->has_value = true;
    j->result->value = side->oldest_days;
    say(j, passed,
        "the oldest catalog price, of %.127s, was noted %d days before; %s "
        "%.0f are allowed",
        side->oldest, side->oldest_days, passed ? "up to" : "at most", j->result->limit);
}

static void judge_assumed(const struct judged *j)
{
    int assumed = j->after->assumed;
    if (assumed == 0)
        say(j, true, "no input is marked as assumed");
    else
        say(j, false, "%d input%s marked as assumed%s%s", assumed, assumed == 1 ? " is" : "s are",
            assumed == 1 ? ": " : ", first ", j->after->first_assumed);
}

static void judge_warning(const struct judged *j)
{
    int warnings = j->after->warnings;
    if (warnings == 0)
        say(j, true, "there is no warning");
    else
        say(j, false, "there %s %d warning%s%s%s", warnings == 1 ? "is" : "are", warnings,
            warnings == 1 ? "" : "s", warnings == 1 ? ": " : ", first ", j->after->first_warning);
}

static void judge_unknown_rule(const struct judged *j)
{
    const char *recommended = j->after->recommended;
    if (recommended == NULL)
        say(j, false, "no option is recommended");
    else if (j->after->unknown_rules[0] == '\0')
        say(j, true, "every rule can be judged on %.127s", recommended);
    else
        say(j, false, "whether %.127s passes %s is not known", recommended,
            j->after->unknown_rules);
}

/* ---- All of them ---- */

static void (*const judges[MAX_GATES])(const struct judged *judged) = {
    [GATE_MAX_MONTHLY_COST] = judge_monthly_cost, [GATE_MAX_INCREASE] = judge_increase,
    [GATE_MAX_DECREASE] = judge_decrease,         [GATE_MIN_MARGIN] = judge_margin,
    [GATE_VERDICT_CHANGE] = judge_verdict,        [GATE_INFEASIBLE] = judge_infeasible,
    [GATE_MISSING_PRICE] = judge_missing_price,   [GATE_STALE_PRICE] = judge_stale_price,
    [GATE_ASSUMED_INPUT] = judge_assumed,         [GATE_WARNING] = judge_warning,
    [GATE_UNKNOWN_RULE] = judge_unknown_rule,
};

int gates_judge(const struct gates *gates, const struct diff_side *before,
                const struct diff_side *after, struct gate_result ret_results[MAX_GATES])
{
    int count = 0;
    for (int id = 0; id < MAX_GATES; id++) {
        if (!gates->gate[id].is_set)
            continue;
        struct gate_result *result = &ret_results[count++];
        *result = (struct gate_result){.id = (enum gate_id)id};
        judges[id](&(struct judged){
            .gate = &gates->gate[id], .before = before, .after = after, .result = result});
    }
    return count;
}

bool gates_pass(const struct gate_result *results, int count)
{
    bool passed = true;
    for (int i = 0; i < count; i++)
        passed = passed && results[i].passed;
    return passed;
}
