/* read_questions.c - what a saved report answers beyond the bills: break-evens, what is not known,
 * what moves the decision. Knows the keys of the contract; the sentences stay those of the file.
 */
#include "read_parts.h"

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

/* ---- Uncertainty ---- */

static void fill_option(struct filling *f, const cJSON *item,
                        struct llmcost_option_uncertainty *ret_option)
{
    ret_option->mean = need_number(f, item, "mean");
    ret_option->p10 = need_number(f, item, "p10");
    ret_option->p50 = need_number(f, item, "p50");
    ret_option->p90 = need_number(f, item, "p90");
    ret_option->probability_cheapest = need_number(f, item, "probability_cheapest");
    ret_option->regret = need_number(f, item, "regret");
}

void fill_questions(struct filling *f, const cJSON *root)
{
    const cJSON *uncertainty = need(f, root, "uncertainty");
    (void)fill_option;
    if (uncertainty == NULL || cJSON_IsNull(uncertainty))
        return;
}
