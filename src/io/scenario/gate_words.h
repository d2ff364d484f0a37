/* gate_words.h - gates as they are written: in flags, and in the section of a scenario. */
#ifndef LLMCOST_IO_SCENARIO_GATE_WORDS_H
#define LLMCOST_IO_SCENARIO_GATE_WORDS_H

#include "llmcost.h"

enum gate_id {
    GATE_MAX_MONTHLY_COST,
    GATE_MAX_INCREASE,
    GATE_MAX_DECREASE,
    GATE_MIN_MARGIN,
    /* words of fail_on */
    GATE_VERDICT_CHANGE,
    GATE_INFEASIBLE,
    GATE_MISSING_PRICE,
    GATE_STALE_PRICE,
    GATE_ASSUMED_INPUT,
    GATE_WARNING,
    GATE_UNKNOWN_RULE,
    MAX_GATES
};

/* A gate that is asked for. */
struct gate {
    bool is_set;
    bool is_share; /* the limit is a share, else money a month */
    double limit;  /* days for stale-price, where has_limit */
    bool has_limit;
};
struct gates {
    struct gate gate[MAX_GATES];
};

/* As reports name it, "max_increase". */
const char *gate_name(enum gate_id id);

/* "500", "5%": money, or a share where it ends in a percent sign. Why not in *ret_why. */
bool gate_parse_change(const char *text, struct gate *ret_gate, const char **ret_why);
/* A share: a number up to 1, or with a percent sign any. */
bool gate_parse_share(const char *text, struct gate *ret_gate, const char **ret_why);
/* One word of fail_on, stale-price=DAYS included; the gate it sets, or -1. */
int gate_parse_word(const char *word, size_t length, struct gate *ret_gate);
/* The word that was probably meant, NULL when none is near. */
const char *gate_nearest_word(const char *word);
/* All words, "verdict-change, infeasible, ...". */
extern const char gate_words[];

/* The gates of a scenario, with those of the command line over them. */
void gates_of_scenario(const struct llmcost_scenario *scenario, struct gates *ret_gates);
void gates_override(struct gates *gates, const struct gates *flags);
bool gates_are_set(const struct gates *gates);

#endif
