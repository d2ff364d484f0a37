/* verdict.c - what a saved report decides: its choice is the one that its costs lead to, or it is
 * refused, and the sentence that says so is made from them, whatever the file says. Refuses to know
 * the words (io/words/verdict.c). Sentences of rules and of demand stay those of the file.
 */
#include "core/base/codes.h"
#include "core/base/count.h"
#include "io/report/saved/restoring.h"
#include "io/words/words.h"
#include "text/json/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* As much of a result as the sentence of the decision is made from. */
static void fill_result(const struct outcome *from, struct llmcost_result *ret_result)
{
    ret_result->months = from->horizon_months;
    ret_result->options = from->options_count;
    ret_result->recommended = outcome_find_option(from, from->verdict.recommended);
    ret_result->runner_up = outcome_find_option(from, from->verdict.runner_up);
    ret_result->cheapest = outcome_find_option(from, from->verdict.cheapest);
    for (int i = 0; i < from->options_count; i++) {
        const struct outcome_option *o = &from->options[i];
        struct llmcost_option_result *option = &ret_result->option[i];
        option->feasible = o->feasible;
        option->eligible = o->eligible;
        option->monthly_micros = o->monthly_cost;
        option->horizon_cost = o->horizon_cost;
    }
}

/* In the outcome, and in the tree that JSON prints. */
static void put_decision(struct restoring *x, const char *sentence)
{
    struct outcome_verdict *verdict = &x->from->verdict;
    cJSON *tree = cJSON_GetObjectItemCaseSensitive(x->saved->tree, "verdict");
    cJSON *item = cJSON_CreateString(sentence);
    if (strcmp(verdict->reasons[0], sentence) == 0) {
        cJSON_Delete(item);
        return;
    }
    verdict->reasons[0] = arena_text(x->r->arena, sentence);
    x->r->no_memory = x->r->no_memory || item == NULL;
    if (item != NULL)
        cJSON_ReplaceItemInArray(cJSON_GetObjectItemCaseSensitive(tree, "reasons"), 0, item);
}

void restore_decision(struct restoring *x)
{
    struct llmcost_result *result = NULL;
    const struct outcome_verdict *v = &x->from->verdict;
    const int best = outcome_find_option(x->from, v->recommended);
    char sentence[MAX_SENTENCE];
    int first = 0;
    /* Where rules rule out what would be cheaper the sentence tells which. */
    const bool tells_rule = best >= 0 && v->runner_up == NULL && v->cheapest != NULL &&
                            strcmp(v->cheapest, v->recommended) != 0;
    if (v->reasons_count == 0 || tells_rule)
        return;
    result = calloc(1, sizeof *result);
    if (result == NULL) {
        x->r->no_memory = true;
        return;
    }
    fill_result(x->from, result);
    const struct report report = {.scenario = x->scenario, .result = result};
    if (words_reason(&report, &first, sentence, sizeof sentence) != NULL)
        put_decision(x, sentence);
    free(result);
}
