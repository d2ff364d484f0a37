/* swing.h - one input moved alone, for those who move many (§10). */
#ifndef LLMCOST_CORE_QUESTIONS_SWING_H
#define LLMCOST_CORE_QUESTIONS_SWING_H

#include "core/scenario/scenario.h"
#include "core/scenario/ties.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

/* One input under the glass, and those that move with it: costs of options that they cannot move
 * are those of the result. */
struct probe {
    struct llmcost_scenario *scratch;
    const struct llmcost_result *result;
    struct llmcost_ref ref;
    struct domain domain;
    double point;
    const struct llmcost_break_even *told; /* on demand, found already: so many pairs */
    int pairs;
    double weight[LOAD_WEEK]; /* at the point, of a load by its factor alone */
    int followers;
    struct follower follower[LLMCOST_MAX_RANGED];
};

/* Larger than what a function should hand back. */
void probe_make(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                struct llmcost_ref ref, struct probe *ret_probe);
/* The input at that value, and all that follow it. */
void probe_move(const struct probe *p, double value);
/* At one value: costs of the recommended option and of the best alternative, the margin, how many
 * alternatives serve what is asked for, and whether one costs more than any bill may be. */
struct sides {
    double own, best, margin;
    int serving;
    bool overflows;
};
/* Best alternative minus recommended, on horizon cost; far below zero when the recommended option
 * no longer serves the demand, far above when no alternative does. */
struct sides sides_at(const struct probe *p, double value);
/* Whether the recommended option stays, as beside one that costs the same: bills are rounded. */
bool stays(const struct probe *p, double margin);
/* The best alternative's cost less the recommended option's at that value, which stays in place. */
double probe_margin(const struct probe *p, double value);
/* Whether the input can move no option's cost. */
bool swing_is_idle(const struct probe *p);
/* How far the margin goes between the two ends. */
double swing_width(const struct llmcost_swing *swing);
/* The margin at both ends of a range, or 20 % (whole numbers: one) to both sides. */
struct llmcost_swing swing_measure(const struct probe *p);
/* The nearer of the two values at which the decision changes, in proportion to the point. */
void swing_add_switch(const struct probe *p, struct llmcost_swing *swing);

#endif
