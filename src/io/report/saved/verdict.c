/* verdict.c - what a saved report decides: its choice is the one that its costs lead to, or it is
 * refused. Refuses to know the sentences that say so (reasons.c).
 */
#include "core/base/codes.h"
#include "io/report/saved/restoring.h"
#include "text/json/json.h"

#include <math.h>

/* What printing has rounded away, of one sum and of the difference of two. */
static const double ROUNDED = 2e-6, HALF_A_CENT = 0.005;

/* The option of the lowest cost over the horizon that serves the demand and, where it has to,
 * passes the rules; -1: none does. */
static int cheapest(const struct outcome *from, bool rules, int except)
{
    int best = -1;
    for (int i = 0; i < from->options_count; i++) {
        const struct outcome_option *o = &from->options[i];
        if (o->feasible && (o->eligible || !rules) && i != except &&
            (best < 0 || o->horizon_cost < from->options[best].horizon_cost))
            best = i;
    }
    return best;
}

static void check_choice(struct restoring *x, const char *path, const char *id, bool rules,
                         int except)
{
    const struct outcome_option *options = x->from->options;
    const int named = outcome_find_option(x->from, id), best = cheapest(x->from, rules, except);
    if (id != NULL && named < 0)
        refuse_at(x->r, path, E_JSON_VALUE, "there is no option \"%.60s\" in this report", id);
    else if (named >= 0 &&
             (!options[named].feasible || (rules && !options[named].eligible) || named == except))
        refuse_at(x->r, path, E_JSON_VALUE, "\"%.60s\" cannot be chosen in this report", id);
    else if (best >= 0 &&
             (named < 0 || options[named].horizon_cost > options[best].horizon_cost + ROUNDED))
        refuse_at(x->r, path, E_JSON_VALUE, "\"%.60s\" costs least over the horizon of this report",
                  options[best].id);
}

/* What a margin says is the difference of two costs of the report. */
static void check_margin(struct restoring *x, const char *path, double margin, double less,
                         double more)
{
    char text[MAX_NUMBER_TEXT];
    if (fabs(margin - (more - less)) > HALF_A_CENT + 1e-9 * fabs(more))
        refuse_at(x->r, path, E_JSON_VALUE, "the costs of this report differ by %s",
                  number_text(NUMBER_MONEY, more - less, text, sizeof text));
}

void check_verdict(struct restoring *x)
{
    const struct outcome_verdict *v = &x->from->verdict;
    const int best = outcome_find_option(x->from, v->recommended);
    const int next = outcome_find_option(x->from, v->runner_up);
    const struct outcome_option *options = x->from->options;
    check_choice(x, "verdict.recommended", v->recommended, true, -1);
    check_choice(x, "verdict.cheapest", v->cheapest, false, -1);
    if (best >= 0)
        check_choice(x, "verdict.runner_up", v->runner_up, true, best);
    if (v->baseline == NULL)
        refuse_at(x->r, "verdict.baseline", E_JSON_TYPE, "a text is needed here, not null");
    else if (outcome_find_option(x->from, v->baseline) < 0)
        refuse_at(x->r, "verdict.baseline", E_JSON_VALUE,
                  "there is no option \"%.60s\" in this report", v->baseline);
    if (x->r->failed || best < 0 || next < 0)
        return;
    check_margin(x, "verdict.margin", v->margin, options[best].horizon_cost,
                 options[next].horizon_cost);
    check_margin(x, "verdict.monthly_margin", v->monthly_margin, outcome_monthly(&options[best]),
                 outcome_monthly(&options[next]));
}
