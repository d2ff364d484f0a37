/* questions.c - what is not known and what moves the decision, as JSON.
 * Knows names, order and number styles; every figure is the core's. A margin beyond every bill
 * stands for an option that does not serve the demand there: null.
 */
#include "print/json/json.h"

#include <math.h>

static void add_margin(struct writer *w, cJSON *item, const char *key, double margin)
{
    add_number_if(w, item, key, fabs(margin) <= 1e3 * LLMCOST_MAX_BILL, NUMBER_MONEY, margin);
}

/* From `low` on the keys of an input's swing are the same in both places. */
static void add_swing(struct writer *w, cJSON *item, const struct llmcost_swing *swing)
{
    const bool compared = w->report->result->runner_up >= 0;
    json_number(&w->ok, item, "low", NUMBER_FIGURE, swing->low);
    json_number(&w->ok, item, "high", NUMBER_FIGURE, swing->high);
    if (compared) {
        add_margin(w, item, "margin_at_low", swing->margin_at_low);
        add_margin(w, item, "margin_at_high", swing->margin_at_high);
    } else {
        json_null(&w->ok, item, "margin_at_low");
        json_null(&w->ok, item, "margin_at_high");
    }
    json_bool(&w->ok, item, "flips", swing->flips);
    add_number_if(w, item, "switch_value", swing->has_switch, NUMBER_FIGURE, swing->switch_value);
}

static void add_path(struct writer *w, cJSON *item, struct llmcost_ref ref)
{
    char path[LLMCOST_MAX_PATH];
    json_text(&w->ok, item, "path", llmcost_path(w->report->scenario, ref, path, sizeof path));
}

static void add_options(struct writer *w, cJSON *parent, const struct llmcost_uncertainty *u)
{
    cJSON *list = json_array(&w->ok, parent, "options");
    for (int i = 0; i < w->report->result->options; i++) {
        const struct llmcost_option_uncertainty *o = &u->option[i];
        cJSON *item = json_object(&w->ok, list, NULL);
        json_text(&w->ok, item, "id", llmcost_option_id(w->report->scenario, i));
        json_number(&w->ok, item, "mean", NUMBER_MONEY, o->mean);
        json_number(&w->ok, item, "p10", NUMBER_MONEY, o->p10);
        json_number(&w->ok, item, "p50", NUMBER_MONEY, o->p50);
        json_number(&w->ok, item, "p90", NUMBER_MONEY, o->p90);
        json_number(&w->ok, item, "probability_cheapest", NUMBER_FIGURE, o->probability_cheapest);
        json_number(&w->ok, item, "regret", NUMBER_MONEY, o->regret);
        json_number(&w->ok, item, "infeasible_samples", NUMBER_FIGURE, o->infeasible);
    }
}

void add_uncertainty(struct writer *w, cJSON *root)
{
    const struct llmcost_uncertainty *u = w->report->uncertainty;
    if (u == NULL) {
        json_null(&w->ok, root, "uncertainty");
        return;
    }
    cJSON *object = json_object(&w->ok, root, "uncertainty");
    json_number(&w->ok, object, "samples", NUMBER_FIGURE, u->samples);
    json_micros(&w->ok, object, "seed", (int64_t)w->report->scenario->seed.value * 1000000, 1);
    add_options(w, object, u);
    json_number(&w->ok, object, "evpi", NUMBER_MONEY, u->evpi);
    cJSON *list = json_array(&w->ok, object, "inputs");
    for (int i = 0; i < u->inputs; i++) {
        cJSON *item = json_object(&w->ok, list, NULL);
        add_path(w, item, u->input[i].swing.ref);
        json_number(&w->ok, item, "evppi", NUMBER_MONEY, u->input[i].evppi);
        json_number(&w->ok, item, "evppi_noise", NUMBER_MONEY, u->input[i].evppi_noise);
        add_swing(w, item, &u->input[i].swing);
    }
}

void add_sensitivity(struct writer *w, cJSON *root)
{
    cJSON *list = json_array(&w->ok, root, "sensitivity");
    for (int i = 0; i < w->report->swing_count; i++) {
        cJSON *item = json_object(&w->ok, list, NULL);
        add_path(w, item, w->report->swings[i].ref);
        add_swing(w, item, &w->report->swings[i]);
    }
}
