/* questions.c - what a saved report answers beyond the bills: break-evens, what is not known,
 * what moves the decision. Knows the keys of the contract; the sentences stay those of the file.
 */
#include "io/report/saved/parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- Break-even ---- */

/* One end of a band: a number with its kind, or null and null. */
static double fill_edge(struct filling *f, const cJSON *band, const char *key, const char *kind_key,
                        uint8_t *ret_kind)
{
    static const char *const kinds[] = {
        [LLMCOST_ROOT] = "root", [LLMCOST_JUMP] = "jump", [LLMCOST_LIMIT] = "limit"};
    bool known;
    double value = need_number_or_null(f, band, key, &known);
    int kind = LLMCOST_OPEN;
    if (need_text_or_null(f, band, kind_key) != NULL)
        kind = need_word(f, band, kind_key, kinds, 4);
    if (!f->failed && known != (kind > LLMCOST_OPEN))
        refuse(f, band, key, E_JSON_VALUE, "a number and its kind are needed here, or null twice");
    *ret_kind = (uint8_t)(kind > 0 ? kind : 0);
    return value;
}

static void fill_bands(struct filling *f, const cJSON *item, struct llmcost_break_even *to)
{
    const cJSON *bands = need_array(f, item, "bands");
    const cJSON *band;
    if (!all_objects(f, bands, "bands"))
        return;
    cJSON_ArrayForEach(band, bands)
    {
        size_t length = enter_key(f, "bands");
        enter_index(f, to->bands);
        if (to->bands >= LLMCOST_MAX_BANDS)
            refuse(f, band, "", E_JSON_VALUE, "more than %d bands", (int)LLMCOST_MAX_BANDS);
        else {
            struct llmcost_band *next = &to->band[to->bands++];
            next->from = fill_edge(f, band, "from", "from_kind", &next->from_kind);
            next->to = fill_edge(f, band, "to", "to_kind", &next->to_kind);
        }
        leave(f, length);
        if (f->failed)
            return;
    }
}

static void fill_break_even(struct filling *f, const cJSON *item, int index)
{
    static const char *const answers[] = {[LLMCOST_FOUND] = "found",
                                          [LLMCOST_NEVER] = "never",
                                          [LLMCOST_ALWAYS] = "always",
                                          [LLMCOST_UNVERIFIED] = "unverified"};
    struct llmcost_break_even *to = &f->report->break_even[index];
    const char *variable = need_text(f, item, "variable");
    to->bands = 0;
    to->reason = LLMCOST_REASON_NONE;
    to->option = need_option(f, item, "option");
    to->against = need_option(f, item, "against");
    to->current = need_number(f, item, "current");
    int status = need_word(f, item, "status", answers, 4);
    to->status = (uint8_t)(status > 0 ? status : 0);
    to->variable = (struct llmcost_ref){.field = -1, .extra = -1};
    if (variable != NULL && index > 0 &&
        strcmp(variable, cJSON_GetObjectItemCaseSensitive(item->prev, "variable")->valuestring) ==
            0)
        to->variable = f->report->break_even[index - 1].variable;
    else if (variable != NULL && !llmcost_find_path(f->scenario, variable, &to->variable))
        to->variable = (struct llmcost_ref){.field = -1, .extra = -1};
    f->saved->break_even[index] = need_text_or_null(f, item, "reason");
    fill_bands(f, item, to);
}

void fill_break_evens(struct filling *f, const cJSON *root)
{
    const cJSON *list = need_array(f, root, "break_even");
    const cJSON *item;
    if (!all_objects(f, list, "break_even"))
        return;
    size_t count = (size_t)cJSON_GetArraySize(list) + 1;
    f->report->break_even = malloc(count * sizeof *f->report->break_even);
    f->saved->break_even = calloc(count, sizeof *f->saved->break_even);
    if (f->report->break_even == NULL || f->saved->break_even == NULL) {
        f->no_memory = true;
        return;
    }
    cJSON_ArrayForEach(item, list)
    {
        size_t length = enter_key(f, "break_even");
        enter_index(f, f->report->break_even_count);
        fill_break_even(f, item, f->report->break_even_count);
        leave(f, length);
        if (f->failed)
            return;
        f->report->break_even_count++;
    }
}

/* ---- Swings ---- */

/* More than any margin. */
static const double beyond = 1e6 * LLMCOST_MAX_BILL;

/* A margin that is null stands for an option that does not serve the demand at that end: the
 * recommended one, which flips the decision, or every other one. Which of the two is not written:
 * false where it cannot be told. */
static bool settle_margins(const bool known[2], bool flips, double margin[2])
{
    for (int end = 0; end < 2; end++) {
        const int other = 1 - end;
        if (known[end])
            continue;
        if (flips && (!known[other] || margin[other] < 0))
            return false;
        margin[end] = flips ? -beyond : beyond;
    }
    return true;
}

static bool fill_swing(struct filling *f, const cJSON *item, struct llmcost_swing *to)
{
    const char *path = need_text(f, item, "path");
    double margin[2];
    bool known[2];
    to->low = need_number(f, item, "low");
    to->high = need_number(f, item, "high");
    margin[0] = need_number_or_null(f, item, "margin_at_low", &known[0]);
    margin[1] = need_number_or_null(f, item, "margin_at_high", &known[1]);
    to->flips = need_bool(f, item, "flips");
    to->switch_value = need_number_or_null(f, item, "switch_value", &to->has_switch);
    bool compared = f->result->runner_up >= 0;
    bool good = path != NULL && llmcost_find_path(f->scenario, path, &to->ref) &&
                (!compared || settle_margins(known, to->flips, margin));
    to->margin_at_low = margin[0];
    to->margin_at_high = margin[1];
    return good;
}

/* A key that this version added to the contract's. */
static void fill_sensitivity(struct filling *f, const cJSON *root)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "sensitivity");
    const cJSON *item;
    struct report *report = f->report;
    f->saved->lacks_sensitivity = list == NULL;
    if (list == NULL || !cJSON_IsArray(list) || !all_objects(f, list, "sensitivity"))
        return;
    report->swings = calloc((size_t)cJSON_GetArraySize(list) + 1, sizeof *report->swings);
    f->no_memory = f->no_memory || report->swings == NULL;
    if (report->swings == NULL)
        return;
    cJSON_ArrayForEach(item, list)
    {
        size_t length = enter_key(f, "sensitivity");
        enter_index(f, report->swing_count);
        f->saved->lacks_sensitivity |= !fill_swing(f, item, &report->swings[report->swing_count]);
        report->swing_count++;
        leave(f, length);
        if (f->failed || report->swing_count >= LLMCOST_MAX_SWINGS)
            break;
    }
}

/* ---- Uncertainty ---- */

static void fill_option(struct filling *f, const cJSON *item, int option,
                        struct llmcost_option_uncertainty *to)
{
    const char *id = need_text(f, item, "id");
    const cJSON *infeasible = cJSON_GetObjectItemCaseSensitive(item, "infeasible_samples");
    if (id != NULL && strcmp(id, llmcost_option_id(f->scenario, option)) != 0)
        refuse(f, item, "id", E_JSON_VALUE, "the options stand in another order here");
    to->mean = need_number(f, item, "mean");
    to->p10 = need_number(f, item, "p10");
    to->p50 = need_number(f, item, "p50");
    to->p90 = need_number(f, item, "p90");
    to->probability_cheapest = need_number(f, item, "probability_cheapest");
    to->regret = need_number(f, item, "regret");
    if (cJSON_IsNumber(infeasible) && infeasible->valuedouble >= 0 &&
        infeasible->valuedouble < INT32_MAX)
        to->infeasible = (int32_t)infeasible->valuedouble;
}

static void fill_input(struct filling *f, const cJSON *item, struct llmcost_uncertainty *u)
{
    struct llmcost_input_uncertainty *to = &u->input[u->inputs++];
    to->evppi = need_number(f, item, "evppi");
    to->evppi_noise = need_number(f, item, "evppi_noise");
    if (!fill_swing(f, item, &to->swing))
        f->saved->lacks_sensitivity = true;
    else /* which kind of range is not written, and nothing rests on it */
        llmcost_at(f->scenario, to->swing.ref)->range = LLMCOST_UNIFORM;
}

static void fill_uncertainty(struct filling *f, const cJSON *from, struct llmcost_uncertainty *u)
{
    const cJSON *options = need_array(f, from, "options");
    const cJSON *inputs = need_array(f, from, "inputs");
    const cJSON *item;
    int option = 0;
    u->samples = need_whole(f, from, "samples", 1, INT32_MAX);
    f->scenario->seed.value = need_number(f, from, "seed");
    u->evpi = need_number(f, from, "evpi");
    if (!all_objects(f, options, "options") || !all_objects(f, inputs, "inputs"))
        return;
    if (cJSON_GetArraySize(options) != f->result->options ||
        cJSON_GetArraySize(inputs) > LLMCOST_MAX_RANGED) {
        refuse(f, from, "", E_JSON_VALUE,
               "one entry for each option is needed, and %d inputs at most",
               (int)LLMCOST_MAX_RANGED);
        return;
    }
    cJSON_ArrayForEach(item, options)
    {
        size_t length = enter_key(f, "options");
        enter_index(f, option);
        fill_option(f, item, option, &u->option[option]);
        leave(f, length);
        option++;
    }
    cJSON_ArrayForEach(item, inputs)
    {
        size_t length = enter_key(f, "inputs");
        enter_index(f, u->inputs);
        fill_input(f, item, u);
        leave(f, length);
    }
}

void fill_questions(struct filling *f, const cJSON *root)
{
    const cJSON *from = need(f, root, "uncertainty");
    struct report *report = f->report;
    fill_sensitivity(f, root);
    if (from != NULL && !cJSON_IsNull(from) && need_object(f, root, "uncertainty") != NULL) {
        report->uncertainty = calloc(1, sizeof *report->uncertainty);
        f->no_memory = f->no_memory || report->uncertainty == NULL;
        if (report->uncertainty == NULL)
            return;
        size_t length = enter_key(f, "uncertainty");
        fill_uncertainty(f, from, report->uncertainty);
        leave(f, length);
    }
    /* A section that could only be shown in part is left out. */
    if (!f->saved->lacks_sensitivity)
        return;
    report->swing_count = 0;
    if (report->uncertainty != NULL)
        report->uncertainty->inputs = 0;
}
