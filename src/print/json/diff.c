/* diff.c - a diff as JSON, key by key in the order of the contract.
 * Knows names, order and number styles; refuses to compute: every figure is the diff's.
 */
#include "io/report/diff.h"
#include "print/json/gates.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct tree {
    const struct diff *diff;
    bool ok;
};

static void add_micros(struct tree *t, cJSON *parent, const char *key, bool known, int64_t micros)
{
    if (known)
        json_micros(&t->ok, parent, key, micros, 1);
    else
        json_null(&t->ok, parent, key);
}

static void add_number(struct tree *t, cJSON *parent, const char *key, bool known,
                       enum number_style style, double value)
{
    if (known)
        json_number(&t->ok, parent, key, style, value);
    else
        json_null(&t->ok, parent, key);
}

static void add_ratio(struct tree *t, cJSON *parent, bool known, double delta, double old)
{
    known = known && old != 0;
    add_number(t, parent, "delta_ratio", known, NUMBER_FIGURE, known ? delta / fabs(old) : 0);
}

/* ---- Sides and verdict ---- */

static void add_side(struct tree *t, cJSON *root, const char *key, const struct diff_side *side)
{
    int64_t cost = 0;
    bool known = diff_recommended_cost(side, &cost);
    cJSON *item = json_object(&t->ok, root, key);
    json_text(&t->ok, item, "name", side->name);
    json_text(&t->ok, item, "file", side->file);
    json_text(&t->ok, item, "sha256", side->sha256);
    json_text(&t->ok, item, "from", side->saved ? "report" : "scenario");
    cJSON *overrides = json_array(&t->ok, item, "overrides");
    for (int i = 0; i < side->override_count; i++) {
        cJSON *set = json_object(&t->ok, overrides, NULL);
        json_text(&t->ok, set, "path", side->overrides[i].path);
        json_text(&t->ok, set, "value", side->overrides[i].value);
    }
    json_text(&t->ok, item, "recommended", side->recommended);
    json_text(&t->ok, item, "cheapest", side->cheapest);
    json_text(&t->ok, item, "baseline", side->baseline);
    json_text(&t->ok, item, "runner_up", side->runner_up);
    add_micros(t, item, "monthly_cost", known, cost);
    add_number(t, item, "margin", side->has_margin, NUMBER_MONEY, side->margin);
    add_number(t, item, "margin_ratio", side->has_margin, NUMBER_FIGURE, side->margin_ratio);
    add_number(t, item, "monthly_margin", side->has_margin, NUMBER_MONEY, side->monthly_margin);
}

static void add_verdict(struct tree *t, cJSON *root)
{
    char sentence[1024];
    cJSON *verdict = json_object(&t->ok, root, "verdict");
    json_text(&t->ok, verdict, "old", t->diff->old->recommended);
    json_text(&t->ok, verdict, "new", t->diff->new->recommended);
    json_bool(&t->ok, verdict, "changed", t->diff->flips);
    cJSON *reasons = json_array(&t->ok, verdict, "reasons");
    for (int n = 0; words_diff(t->diff, n, sentence, sizeof sentence) != NULL; n++)
        json_text(&t->ok, reasons, NULL, sentence);
}

/* ---- Options ---- */

static void add_lines(struct tree *t, cJSON *option, const struct diff_option_change *change)
{
    cJSON *lines = json_array(&t->ok, option, "lines");
    bool both = change->old != NULL && change->new != NULL;
    for (int i = 0; i < change->lines; i++) {
        const struct diff_line_change *line = &change->line[i];
        const struct diff_line *any = line->new ? line->new : line->old;
        if (any == NULL)
            continue;
        int64_t old = line->old ? line->old->micros : 0;
        int64_t new = line->new ? line->new->micros : 0;
        cJSON *item = json_object(&t->ok, lines, NULL);
        json_text(&t->ok, item, "id", any->id);
        json_text(&t->ok, item, "category", any->category);
        json_text(&t->ok, item, "status", diff_status_word(line->status));
        add_micros(t, item, "old", change->old != NULL, old);
        add_micros(t, item, "new", change->new != NULL, new);
        add_micros(t, item, "delta", both, line->delta);
        add_ratio(t, item, both, (double)line->delta, (double)old);
    }
}

static void add_effects(struct tree *t, cJSON *option, const struct diff_option_change *change)
{
    if (!change->attributed) {
        json_null(&t->ok, option, "effects");
        return;
    }
    cJSON *effects = json_object(&t->ok, option, "effects");
    for (int cause = 0; cause < LLMCOST_CAUSES; cause++)
        json_micros(&t->ok, effects, diff_cause_word((enum llmcost_cause)cause),
                    change->effect[cause], 1);
}

/* What a flag was and is; null where there is no such option. */
static void add_flags(struct tree *t, cJSON *item, const char *key,
                      const struct diff_option *option)
{
    if (option == NULL) {
        json_null(&t->ok, item, key);
        return;
    }
    cJSON *object = json_object(&t->ok, item, key);
    json_text(&t->ok, object, "kind", option->kind);
    json_bool(&t->ok, object, "feasible", option->feasible);
    json_bool(&t->ok, object, "eligible", option->eligible);
    json_number(&t->ok, object, "horizon_cost", NUMBER_MONEY, option->horizon_cost);
}

static void add_option(struct tree *t, cJSON *options, const struct diff_option_change *change)
{
    const struct diff_option *old = change->old;
    const struct diff_option *new = change->new;
    cJSON *item = json_object(&t->ok, options, NULL);
    json_text(&t->ok, item, "id", (new ? new : old)->id);
    json_text(&t->ok, item, "status", diff_status_word(change->status));
    add_micros(t, item, "old", old && old->has_cost, old ? old->monthly_micros : 0);
    add_micros(t, item, "new", new &&new->has_cost, new ? new->monthly_micros : 0);
    add_micros(t, item, "delta", change->has_delta, change->delta);
    add_ratio(t, item, change->has_delta, (double)change->delta,
              old ? (double)old->monthly_micros : 0);
    add_lines(t, item, change);
    add_effects(t, item, change);
    add_flags(t, item, "was", old);
    add_flags(t, item, "is", new);
    if ((old != NULL && old->estimated) || (new != NULL &&new->estimated))
        json_bool(&t->ok, item, "estimated", true);
}

/* ---- Break-evens and inputs ---- */

static void add_answer(struct tree *t, cJSON *parent, const char *key,
                       const struct diff_break_even *answer)
{
    if (answer == NULL) {
        json_null(&t->ok, parent, key);
        return;
    }
    cJSON *object = json_object(&t->ok, parent, key);
    json_text(&t->ok, object, "variable", answer->variable);
    json_number(&t->ok, object, "current", NUMBER_FIGURE, answer->current);
    json_text(&t->ok, object, "status", answer->status);
    cJSON *bands = json_array(&t->ok, object, "bands");
    for (int i = 0; i < answer->bands; i++) {
        const struct diff_band *band = &answer->band[i];
        cJSON *item = json_object(&t->ok, bands, NULL);
        add_number(t, item, "from", band->has_from, NUMBER_PRICE, band->from);
        add_number(t, item, "to", band->has_to, NUMBER_PRICE, band->to);
    }
}

static void add_break_evens(struct tree *t, cJSON *root)
{
    cJSON *list = json_array(&t->ok, root, "break_even");
    for (int i = 0; i < t->diff->break_evens; i++) {
        const struct diff_break_even_change *change = &t->diff->break_even[i];
        const struct diff_break_even *any = change->new ? change->new : change->old;
        double delta = change->has_delta ? change->new_edge - change->old_edge : 0;
        cJSON *item = json_object(&t->ok, list, NULL);
        json_text(&t->ok, item, "option", any->option);
        json_text(&t->ok, item, "against", any->against);
        json_text(&t->ok, item, "variable", any->variable);
        json_text(&t->ok, item, "status", diff_status_word(change->status));
        add_number(t, item, "old", change->has_old, NUMBER_PRICE, change->old_edge);
        add_number(t, item, "new", change->has_new, NUMBER_PRICE, change->new_edge);
        add_number(t, item, "delta", change->has_delta, NUMBER_PRICE, delta);
        add_ratio(t, item, change->has_delta, delta, change->old_edge);
        add_answer(t, item, "was", change->old);
        add_answer(t, item, "is", change->new);
    }
}

static void add_value(struct tree *t, cJSON *item, const char *key, const struct diff_value *value)
{
    if (value->kind == DIFF_NUMBER)
        json_number(&t->ok, item, key, (enum number_style)value->style, value->number);
    else if (value->kind == DIFF_TRUTH)
        json_bool(&t->ok, item, key, value->number > 0);
    else
        json_text(&t->ok, item, key, value->kind == DIFF_TEXT ? value->text : NULL);
}

static void add_inputs(struct tree *t, cJSON *root)
{
    cJSON *list = json_array(&t->ok, root, "inputs");
    for (int i = 0; i < t->diff->inputs; i++) {
        const struct diff_input_change *change = &t->diff->input[i];
        cJSON *item = json_object(&t->ok, list, NULL);
        json_text(&t->ok, item, "path", change->path);
        add_value(t, item, "old", &change->old);
        add_value(t, item, "new", &change->new);
        add_micros(t, item, "effect", change->has_effect, change->effect);
        json_text(&t->ok, item, "unit", change->unit[0] != '\0' ? change->unit : NULL);
        json_text(&t->ok, item, "cause",
                  change->cause >= 0 ? diff_cause_word((enum llmcost_cause)change->cause) : NULL);
        json_text(&t->ok, item, "option", change->has_effect ? change->option : NULL);
        cJSON *effects = json_array(&t->ok, item, "effects");
        for (int n = 0; n < change->effects; n++) {
            cJSON *effect = json_object(&t->ok, effects, NULL);
            json_text(&t->ok, effect, "option", change->effect_on[n].option);
            json_micros(&t->ok, effect, "effect", change->effect_on[n].micros, 1);
        }
    }
}

/* ---- The whole ---- */

bool print_diff_json(FILE *out, const struct diff *diff, const struct print_style *style)
{
    (void)style;
    struct tree t = {.diff = diff, .ok = true};
    cJSON *root = cJSON_CreateObject();
    t.ok = root != NULL;
    json_text(&t.ok, root, "kind", "llmcost.diff");
    json_text(&t.ok, root, "format_version", "1.0");
    add_side(&t, root, "old", diff->old);
    add_side(&t, root, "new", diff->new);
    add_verdict(&t, root);
    cJSON *options = json_array(&t.ok, root, "options");
    for (int i = 0; i < diff->options; i++)
        add_option(&t, options, &diff->option[i]);
    add_break_evens(&t, root);
    add_inputs(&t, root);
    json_gates(&t.ok, root, diff->gate, diff->gates);
    json_text(&t.ok, root, "currency", diff->new->currency);
    cJSON *tool = json_object(&t.ok, root, "tool");
    json_text(&t.ok, tool, "name", "llmcost");
    json_text(&t.ok, tool, "version", LLMCOST_VERSION);
    if (!t.ok)
        errno = ENOMEM;
    bool printed = t.ok && json_print(out, root);
    cJSON_Delete(root);
    return printed;
}
