/* gates.c - limits on a report or a diff, and whether they hold.
 * Knows what each gate looks at: costs and margins are those of the recommended option. A gate that
 * has nothing to look at fails, so that a script never takes silence for a yes.
 * To add a gate: an id in gates.h, a row in `rows`, a function that judges it.
 */
#include "gates.h"
#include "diff.h"
#include "words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 96 };

/* What a gate is judged on. */
struct judged {
    const struct gate *gate;
    const struct diff_side *old; /* NULL: there is nothing to compare with */
    const struct diff_side *new;
    struct gate_result *result;
};

struct gate_row {
    const char *name;
    void (*judge)(const struct judged *judged);
    bool is_word; /* of fail_on */
};

/* ---- What they have in common ---- */

static void say(const struct judged *j, bool passed, const char *text)
{
    j->result->passed = passed;
    snprintf(j->result->says, sizeof j->result->says, "%s", text);
}

static const char *money(const struct judged *j, double amount, char *buffer)
{
    return words_money(j->new->currency, amount, buffer, FIGURE);
}

static bool lacks_old(const struct judged *j)
{
    if (j->old != NULL)
        return false;
    say(j, false, "there is nothing to compare with: llmcost diff OLD NEW judges it");
    return true;
}

/* The bill of what is recommended; says why it is missing. */
static bool bill(const struct judged *j, const struct diff_side *side, int64_t *ret_micros)
{
    bool before = side == j->old;
    if (diff_recommended_cost(side, ret_micros))
        return true;
    say(j, false,
        side->recommended != NULL ? before ? "what the recommended option did cost is unknown"
                                           : "what the recommended option costs is unknown"
        : before                  ? "no option was recommended before"
                                  : "no option is recommended");
    return false;
}

/* ---- Costs ---- */

static void judge_monthly_cost(const struct judged *j)
{
    int64_t micros;
    char cost[FIGURE];
    char limit[FIGURE];
    char text[MAX_GATE_TEXT];
    j->result->has_limit = true;
    j->result->limit = j->gate->limit;
    if (!bill(j, j->new, &micros))
        return;
    j->result->has_value = true;
    j->result->value = (double)micros / 1e6;
    bool passed = (double)micros <= floor(j->gate->limit * 1e6 + 0.5);
    snprintf(text, sizeof text, "%.127s costs %s a month, %s %s", j->new->recommended,
             money(j, j->result->value, cost), passed ? "at most" : "more than",
             money(j, j->gate->limit, limit));
    say(j, passed, text);
}

/* Both bills are of what is recommended, before and now: what one pays. `sign` 1 judges a rise,
 * -1 a fall. */
static void judge_change(const struct judged *j, int sign)
{
    int64_t before;
    int64_t after;
    char was[FIGURE];
    char is[FIGURE];
    char limit[FIGURE];
    char gap[FIGURE];
    char share[FIGURE];
    char text[MAX_GATE_TEXT];
    j->result->has_limit = true;
    j->result->is_share = j->gate->is_share;
    j->result->limit = j->gate->limit;
    if (lacks_old(j) || !bill(j, j->old, &before) || !bill(j, j->new, &after))
        return;
    int64_t delta = after - before;
    if (delta > -DIFF_LEAST_MICROS && delta < DIFF_LEAST_MICROS)
        delta = 0;
    const double change = sign * (double)delta;
    const double most = j->gate->limit * (j->gate->is_share ? (double)before : 1e6);
    bool passed = change <= 0 || change <= most * (1 + 1e-12);
    j->result->has_value = !j->gate->is_share || before > 0;
    j->result->value = j->gate->is_share && before > 0 ? change / (double)before : change / 1e6;
    if (j->gate->is_share)
        words_percent(j->gate->limit, limit, sizeof limit);
    else
        money(j, j->gate->limit, limit);
    share[0] = '\0';
    if (before > 0)
        snprintf(share, sizeof share, " (%s)",
                 words_percent(fabs(change) / (double)before, gap, sizeof gap));
    money(j, fabs(change) / 1e6, gap);
    snprintf(text, sizeof text,
             "the bill of the recommended option %s%s%s%s, from %s to %s a month;"
             " at most %s is allowed",
             delta > 0   ? "rises by "
             : delta < 0 ? "falls by "
                         : "does not change",
             delta != 0 ? gap : "", delta != 0 ? share : "",
             strcmp(j->old->recommended, j->new->recommended) != 0 ? " with another option" : "",
             money(j, (double)before / 1e6, was), money(j, (double)after / 1e6, is), limit);
    say(j, passed, text);
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
    char text[MAX_GATE_TEXT];
    j->result->has_limit = j->result->is_share = true;
    j->result->limit = j->gate->limit;
    if (!j->new->has_margin) {
        say(j, false, "there is no other option that could be chosen, and so no margin");
        return;
    }
    j->result->has_value = true;
    j->result->value = j->new->margin_ratio;
    bool passed = j->new->margin_ratio >= j->gate->limit *(1 - 1e-12);
    snprintf(text, sizeof text, "%.127s is %s ahead of %.127s, %s %s", j->new->recommended,
             words_percent(j->new->margin_ratio, margin, sizeof margin), j->new->runner_up,
             passed ? "at least" : "less than", words_percent(j->gate->limit, limit, sizeof limit));
    say(j, passed, text);
}

/* ---- Conditions ---- */

static void judge_verdict(const struct judged *j)
{
    char text[MAX_GATE_TEXT];
    if (lacks_old(j))
        return;
    const char *before = j->old->recommended != NULL ? j->old->recommended : "no option";
    const char *after = j->new->recommended != NULL ? j->new->recommended : "no option";
    bool passed = (j->old->recommended == NULL) == (j->new->recommended == NULL) &&
                  strcmp(before, after) == 0;
    if (passed)
        snprintf(text, sizeof text, "it is still %.127s", after);
    else
        snprintf(text, sizeof text, "it was %.127s, now it is %.127s", before, after);
    say(j, passed, text);
}

static void judge_infeasible(const struct judged *j)
{
    char text[MAX_GATE_TEXT];
    bool passed = j->new->recommended != NULL;
    snprintf(text, sizeof text, "%.127s can be chosen", passed ? j->new->recommended : "no option");
    say(j, passed, text);
}

static void judge_missing_price(const struct judged *j)
{
    char text[MAX_GATE_TEXT];
    int missing = j->new->missing_prices;
    const char *first = j->new->first_missing;
    for (int i = 0; i < j->new->options; i++)
        if (!j->new->option[i].has_cost && missing++ == 0)
            first = j->new->option[i].id;
    if (missing == 0)
        snprintf(text, sizeof text, "every price that is needed is stated");
    else
        snprintf(text, sizeof text, "%d price%s that %s needed %s not stated%s%.127s", missing,
                 missing == 1 ? "" : "s", missing == 1 ? "is" : "are", missing == 1 ? "is" : "are",
                 first[0] != '\0' ? ", first of " : "", first);
    say(j, missing == 0, text);
}

/* Prices of a scenario carry no dates: nobody can tell, and so the gate fails. */
static void judge_stale_price(const struct judged *j)
{
    if (j->gate->has_limit) {
        j->result->has_limit = true;
        j->result->limit = j->gate->limit;
    }
    say(j, false, "no price of this report carries a date to judge");
}

static void judge_assumed(const struct judged *j)
{
    char text[MAX_GATE_TEXT];
    int assumed = j->new->assumed;
    if (assumed == 0)
        snprintf(text, sizeof text, "no input is marked as assumed");
    else
        snprintf(text, sizeof text, "%d input%s marked as assumed%s%s", assumed,
                 assumed == 1 ? " is" : "s are", assumed == 1 ? ": " : ", first ",
                 j->new->first_assumed);
    say(j, assumed == 0, text);
}

static void judge_warning(const struct judged *j)
{
    char text[MAX_GATE_TEXT];
    int warnings = j->new->warnings;
    if (warnings == 0)
        snprintf(text, sizeof text, "there is no warning");
    else
        snprintf(text, sizeof text, "there %s %d warning%s%s%s", warnings == 1 ? "is" : "are",
                 warnings, warnings == 1 ? "" : "s", warnings == 1 ? ": " : ", first ",
                 j->new->first_warning);
    say(j, warnings == 0, text);
}

/* ---- The table ---- */

static const struct gate_row rows[MAX_GATES] = {
    [GATE_MAX_MONTHLY_COST] = {.name = "max_monthly_cost", .judge = judge_monthly_cost},
    [GATE_MAX_INCREASE] = {.name = "max_increase", .judge = judge_increase},
    [GATE_MAX_DECREASE] = {.name = "max_decrease", .judge = judge_decrease},
    [GATE_MIN_MARGIN] = {.name = "min_margin", .judge = judge_margin},
    [GATE_VERDICT_CHANGE] = {.name = "verdict-change", .judge = judge_verdict, .is_word = true},
    [GATE_INFEASIBLE] = {.name = "infeasible", .judge = judge_infeasible, .is_word = true},
    [GATE_MISSING_PRICE] = {.name = "missing-price", .judge = judge_missing_price, .is_word = true},
    [GATE_STALE_PRICE] = {.name = "stale-price", .judge = judge_stale_price, .is_word = true},
    [GATE_ASSUMED_INPUT] = {.name = "assumed-input", .judge = judge_assumed, .is_word = true},
    [GATE_WARNING] = {.name = "warning", .judge = judge_warning, .is_word = true},
};

const char gate_words[] =
    "verdict-change, infeasible, missing-price, stale-price[=DAYS], assumed-input, warning";

const char *gate_name(enum gate_id id)
{
    return rows[id].name;
}

int gates_judge(const struct gates *gates, const struct diff_side *old, const struct diff_side *new,
                struct gate_result ret_results[MAX_GATES])
{
    int count = 0;
    for (int id = 0; id < MAX_GATES; id++) {
        if (!gates->gate[id].is_set)
            continue;
        struct gate_result *result = &ret_results[count++];
        *result = (struct gate_result){.id = (enum gate_id)id};
        rows[id].judge(
            &(struct judged){.gate = &gates->gate[id], .old = old, .new = new, .result = result});
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

/* ---- As they are written ---- */

static bool parse_limit(const char *text, double most, struct gate *ret_gate, const char **ret_why)
{
    double limit;
    if (!llmcost_parse_number(text, strlen(text), &limit, ret_why))
        return false;
    *ret_why = limit < 0 ? "a limit is 0 or more" : "it is beyond what a limit can be";
    if (limit < 0 || limit > most)
        return false;
    *ret_gate = (struct gate){.is_set = true, .has_limit = true, .limit = limit};
    return true;
}

bool gate_parse_change(const char *text, struct gate *ret_gate, const char **ret_why)
{
    struct gate gate;
    if (!parse_limit(text, LLMCOST_MAX_BILL, &gate, ret_why))
        return false;
    gate.is_share = text[strlen(text) - 1] == '%';
    *ret_gate = gate;
    return true;
}

bool gate_parse_share(const char *text, struct gate *ret_gate, const char **ret_why)
{
    struct gate gate;
    if (!parse_limit(text, 1000, &gate, ret_why))
        return false;
    gate.is_share = true;
    if (gate.limit > 1 && text[strlen(text) - 1] != '%') {
        *ret_why = "a share above 1 needs its percent sign";
        return false;
    }
    *ret_gate = gate;
    return true;
}

int gate_parse_word(const char *word, size_t length, struct gate *ret_gate)
{
    const char *equals = memchr(word, '=', length);
    size_t name = equals != NULL ? (size_t)(equals - word) : length;
    struct gate gate = {.is_set = true};
    for (int id = 0; id < MAX_GATES; id++) {
        if (!rows[id].is_word || strlen(rows[id].name) != name ||
            memcmp(rows[id].name, word, name) != 0)
            continue;
        if (equals != NULL) {
            const char *why;
            size_t digits = length - name - 1;
            if (id != GATE_STALE_PRICE || digits == 0 || digits > 6 ||
                strspn(equals + 1, "0123456789") < digits ||
                !llmcost_parse_number(equals + 1, digits, &gate.limit, &why))
                return -1;
            gate.has_limit = true;
        }
        *ret_gate = gate;
        return id;
    }
    return -1;
}

const char *gate_nearest_word(const char *word)
{
    const char *names[MAX_GATES];
    size_t count = 0;
    for (int id = 0; id < MAX_GATES; id++)
        if (rows[id].is_word)
            names[count++] = rows[id].name;
    return llmcost_nearest(word, names, count);
}

void gates_of_scenario(const struct llmcost_scenario *scenario, struct gates *ret_gates)
{
    const struct llmcost_gates *from = &scenario->gates;
    const char *why;
    *ret_gates = (struct gates){.gate = {{.is_set = false}}};
    struct gate *gate = ret_gates->gate;
    if (from->max_monthly_cost.origin > LLMCOST_DEFAULT)
        gate[GATE_MAX_MONTHLY_COST] =
            (struct gate){.is_set = true, .has_limit = true, .limit = from->max_monthly_cost.value};
    if (from->max_increase.text != 0)
        gate_parse_change(llmcost_text(scenario, from->max_increase.text), &gate[GATE_MAX_INCREASE],
                          &why);
    if (from->min_margin.origin > LLMCOST_DEFAULT)
        gate[GATE_MIN_MARGIN] = (struct gate){
            .is_set = true, .has_limit = true, .is_share = true, .limit = from->min_margin.value};
    for (const char *word = llmcost_text(scenario, from->fail_on.text); *word != '\0';) {
        size_t length = strcspn(word, ",");
        struct gate one;
        int id = gate_parse_word(word, length, &one);
        if (id >= 0)
            gate[id] = one;
        word += length + (word[length] == ',');
    }
}

void gates_override(struct gates *gates, const struct gates *flags)
{
    bool words = false;
    for (int id = 0; id < MAX_GATES; id++)
        words = words || (rows[id].is_word && flags->gate[id].is_set);
    for (int id = 0; words && id < MAX_GATES; id++) /* one list stands for the other */
        if (rows[id].is_word)
            gates->gate[id] = (struct gate){.is_set = false};
    for (int id = 0; id < MAX_GATES; id++)
        if (flags->gate[id].is_set)
            gates->gate[id] = flags->gate[id];
}

bool gates_are_set(const struct gates *gates)
{
    bool set = false;
    for (int id = 0; id < MAX_GATES; id++)
        set = set || gates->gate[id].is_set;
    return set;
}
