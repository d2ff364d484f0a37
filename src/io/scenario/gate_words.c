/* gate_words.c - gates as they are written: in flags, and in the section of a scenario.
 * Knows their names and what their limits may be; refuses to judge (gates.c).
 */
#include "io/scenario/gate_words.h"

#include <string.h>

struct gate_row {
    const char *name; /* the key of the scenario, or a word of fail_on */
    bool is_word;
};

static const struct gate_row rows[MAX_GATES] = {
    [GATE_MAX_MONTHLY_COST] = {.name = "max_monthly_cost"},
    [GATE_MAX_INCREASE] = {.name = "max_increase"},
    [GATE_MAX_DECREASE] = {.name = "max_decrease"},
    [GATE_MIN_MARGIN] = {.name = "min_margin"},
    [GATE_VERDICT_CHANGE] = {.name = "verdict-change", .is_word = true},
    [GATE_INFEASIBLE] = {.name = "infeasible", .is_word = true},
    [GATE_MISSING_PRICE] = {.name = "missing-price", .is_word = true},
    [GATE_STALE_PRICE] = {.name = "stale-price", .is_word = true},
    [GATE_ASSUMED_INPUT] = {.name = "assumed-input", .is_word = true},
    [GATE_WARNING] = {.name = "warning", .is_word = true},
    [GATE_UNKNOWN_RULE] = {.name = "unknown-rule", .is_word = true},
};

const char gate_words[] =
    "verdict-change, infeasible, missing-price, stale-price[=DAYS], assumed-input, warning, "
    "unknown-rule";

const char *gate_name(enum gate_id id)
{
    return rows[id].name;
}

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
