/* diff_inputs.c - the inputs that changed: of two scenarios each with the effect it has alone,
 * where a side is a saved report the numbers only, since that says no more. Knows how a value is
 * told; refuses to know any field by name.
 */
#include "io/report/diff_inputs.h"
#include "core/base/real.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "text/buffer.h"
#include "text/grow.h"
#include "text/kept.h"

#include <stdlib.h>
#include <string.h>

static struct diff_input_change *add_change(struct diff *diff, size_t *room)
{
    if (!grow(&diff->input, sizeof *diff->input, (size_t)diff->inputs + 1, room))
        return NULL;
    struct diff_input_change *change = &diff->input[diff->inputs++];
    *change = (struct diff_input_change){.cause = -1};
    return change;
}

/* ---- Values ---- */

/* How the load is stated: "flat", "office-hours", "load factor 0.3", "24 hourly weights". */
static void load_value(const struct llmcost_scenario *scenario, struct diff_value *ret_value)
{
    const struct llmcost_load *load = &scenario->load;
    char factor[32];
    size_t size = sizeof ret_value->text;
    const char *name = llmcost_text(scenario, load->name.text);
    words_count(words_round(load->factor.value, 3), factor, sizeof factor);
    if (load->kind == LLMCOST_LOAD_FLAT)
        snprintf(ret_value->text, size, "flat");
    else if (load->kind == LLMCOST_LOAD_FACTOR)
        snprintf(ret_value->text, size, "load factor %s", factor);
    else if (load->kind == LLMCOST_LOAD_SHAPE)
        snprintf(ret_value->text, size, "%s", name);
    else
        snprintf(ret_value->text, size, "%d hourly weights, load factor %s", (int)load->hours,
                 factor);
}

static struct diff_value value_of(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                                  bool load_as_factor)
{
    const struct llmcost_field *field = field_of(ref);
    struct diff_value value = {.kind = DIFF_NOTHING};
    const struct llmcost_input *input = llmcost_read(scenario, ref);
    if (read_ref(scenario, ref) == NULL) /* an entry that only the other side has */
        return value;
    if (field->kind == LLMCOST_LOAD && !load_as_factor) {
        value.kind = DIFF_TEXT;
        load_value(scenario, &value);
    } else if (input != NULL) {
        if (input->origin == LLMCOST_UNSET)
            return value;
        value.kind = field->kind == LLMCOST_BOOLEAN ? DIFF_TRUTH : DIFF_NUMBER;
        value.style = (uint8_t)row_style_of_input((enum llmcost_unit)field_of(ref)->unit);
        value.number = input->value;
    } else {
        const struct llmcost_name *name = read_ref(scenario, ref);
        const char *text = llmcost_text(scenario, name->text);
        value.kind = text[0] != '\0' ? DIFF_TEXT : DIFF_NOTHING;
        snprintf(value.text, sizeof value.text, "%.*s",
                 (int)text_fit(text, (int)sizeof value.text - 1), text);
    }
    return value;
}

/* ---- Effects ---- */

/* The id of the option an input belongs to, NULL for what all share. */
static const char *owner_of(const struct llmcost_scenario *s, struct llmcost_ref ref)
{
    if (ref.section == LLMCOST_APIS)
        return llmcost_option_id(s, ref.index);
    if (ref.section == LLMCOST_HOSTS)
        return llmcost_option_id(s, s->apis + ref.index);
    return ref.section == LLMCOST_HYBRIDS ? llmcost_option_id(s, s->apis + s->hosts + ref.index)
                                          : NULL;
}

static bool bill_of(const struct llmcost_scenario *scenario, const char *id, int64_t *ret_micros)
{
    int option = llmcost_find_option(scenario, id);
    return option >= 0 && llmcost_monthly_micros(scenario, option, ret_micros);
}

/* `changed`: OLD with this one input of NEW. */
static bool measure(const struct diff *diff, const struct llmcost_scenario *changed,
                    struct diff_input_change *change)
{
    const struct diff_side *before = diff->before;
    bool moved_most = false;
    change->has_effect = change->option == NULL; /* of nothing in particular: none, so far */
    change->effect_on = calloc((size_t)before->options + 1, sizeof *change->effect_on);
    if (change->effect_on == NULL)
        return false;
    for (int i = 0; i < before->options; i++) {
        const struct outcome_option *option = &before->option[i];
        int64_t micros;
        if (!bill_of(changed, option->id, &micros))
            continue;
        int64_t effect = micros - option->monthly_cost;
        if (effect > -DIFF_LEAST_MICROS && effect < DIFF_LEAST_MICROS)
            effect = 0;
        if (change->option != NULL && strcmp(change->option, option->id) == 0) {
            change->has_effect = true;
            change->effect = effect;
        }
        if (effect != 0)
            change->effect_on[change->effects++] =
                (struct diff_input_effect){.option = option->id, .micros = effect};
    }
    for (int i = 0; i < change->effects; i++) {
        const struct diff_input_effect *effect = &change->effect_on[i];
        if (change->effect != 0 && !(moved_most && llabs(effect->micros) > llabs(change->effect)))
            continue;
        moved_most = true;
        change->has_effect = true;
        change->is_own = false;
        change->option = effect->option;
        change->effect = effect->micros;
    }
    return true;
}

/* As far as a saved report prints numbers, and what it lists: entries, and no words of theirs. */
static bool is_told(const struct diff *diff, const struct llmcost_change *at,
                    const struct diff_input_change *change)
{
    if (!diff->before->saved && !diff->after->saved)
        return true;
    if (llmcost_read(diff->after->scenario, at->after) == NULL ||
        llmcost_read(diff->before->scenario, at->before) == NULL)
        return field_of(at->after)->section >= LLMCOST_SECTIONS &&
               field_of(at->after)->kind != LLMCOST_TEXT;
    const struct diff_value *a = &change->before;
    const struct diff_value *b = &change->after;
    const double was = kept((enum number_style)a->style, a->number);
    const double is = kept((enum number_style)b->style, b->number);
    return a->kind != b->kind || was < is || was > is;
}

static void describe(const struct diff *diff, const struct llmcost_change *at,
                     struct diff_input_change *change)
{
    const struct llmcost_scenario *before = diff->before->scenario;
    const struct llmcost_scenario *after = diff->after->scenario;
    bool only_old = at->before.entry >= 0 && at->after.entry < 0;
    bool factors =
        diff->before->saved || diff->after->saved ||
        (before->load.kind == LLMCOST_LOAD_FACTOR && after->load.kind == LLMCOST_LOAD_FACTOR);
    struct llmcost_ref ref = only_old ? at->before : at->after;
    llmcost_path(only_old ? before : after, ref, change->path, sizeof change->path);
    if (field_of(ref)->kind == LLMCOST_LOAD && (!factors || before->load.kind != after->load.kind))
        snprintf(change->path, sizeof change->path, "workload.load");
    llmcost_unit_text((enum llmcost_unit)field_of(ref)->unit, diff->after->currency, change->unit,
                      sizeof change->unit);
    change->before = value_of(before, at->before, factors);
    change->after = value_of(after, at->after, factors);
    change->cause = at->cause;
    const char *owner = owner_of(before, at->before);
    change->is_own = owner != NULL;
    change->option = owner != NULL ? owner : diff->before->recommended;
}

/* ---- What changes at a month ---- */

static const struct outcome_change *same_step(const struct diff_side *side,
                                              const struct outcome_change *step)
{
    for (int i = 0; i < side->steps; i++)
        if (side->step[i].month == step->month && side->step[i].how == step->how &&
            strcmp(side->step[i].path, step->path) == 0)
            return &side->step[i];
    return NULL;
}

/* Whether a path is of that option: apis.ID.key, apis."I.D".key. */
static bool is_of_option(const char *path, const char *id)
{
    const char *at = path + strcspn(path, ".");
    const size_t length = strlen(id);
    const bool quoted = at[0] == '.' && at[1] == '"';
    at += at[0] == '.' ? 1 + quoted : 0;
    return strncmp(at, id, length) == 0 && at[length] == (quoted ? '"' : '.');
}

static const struct llmcost_field *field_of_path(const char *path)
{
    const char *last = strrchr(path, '.');
    for (int section = 0; last != NULL && section < LLMCOST_SECTIONS; section++) {
        const char *name = llmcost_section_name((enum llmcost_section)section);
        if (strncmp(path, name, strlen(name)) == 0 && path[strlen(name)] == '.')
            return llmcost_find_field((enum llmcost_section)section, last + 1);
    }
    return NULL;
}

static struct diff_value step_value(const struct outcome_change *step,
                                    const struct llmcost_field *field)
{
    if (step == NULL)
        return (struct diff_value){.kind = DIFF_NOTHING};
    return (struct diff_value){
        .kind = DIFF_NUMBER,
        .style = (uint8_t)row_style_of_input(
            step->unit != NULL && field != NULL ? (enum llmcost_unit)field->unit : LLMCOST_RATIO),
        .number = step->value,
    };
}

/* A step that is new, gone or of another value: it belongs to the cause of its input, and moves no
 * bill of the first month. */
static void describe_step(const struct diff *diff, const struct outcome_change *step,
                          const struct outcome_change *was, const struct outcome_change *is,
                          struct diff_input_change *change)
{
    const struct diff_side *before = diff->before;
    const struct llmcost_field *field = field_of_path(step->path);
    snprintf(change->path, sizeof change->path, "changes.%d.%s.%s", (int)step->month,
             step->how ? "scale" : "set", step->path);
    snprintf(change->unit, sizeof change->unit, "%s", step->unit != NULL ? step->unit : "");
    change->before = step_value(was, field);
    change->after = step_value(is, field);
    change->cause = field != NULL ? (int)llmcost_cause_of(field, false) : -1;
    change->option = before->recommended;
    for (int i = 0; i < before->options; i++)
        if (is_of_option(step->path, before->option[i].id)) {
            change->option = before->option[i].id;
            change->is_own = true;
        }
    change->has_effect = !before->saved && !diff->after->saved;
}

static bool diff_steps(struct diff *diff, size_t *room)
{
    const struct diff_side *sides[] = {diff->after, diff->before};
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < sides[side]->steps; i++) {
            const struct outcome_change *step = &sides[side]->step[i];
            const struct outcome_change *other = same_step(sides[1 - side], step);
            if (other != NULL && (side == 1 || other->value == step->value))
                continue;
            struct diff_input_change *change = add_change(diff, room);
            if (change == NULL)
                return false;
            describe_step(diff, step, side == 0 ? other : step, side == 0 ? step : NULL, change);
        }
    return true;
}

bool diff_inputs(struct diff *diff)
{
    const struct llmcost_scenario *before = diff->before->scenario;
    const struct llmcost_scenario *after = diff->after->scenario;
    bool measurable = !diff->before->saved && !diff->after->saved;
    struct llmcost_change at = LLMCOST_FIRST_CHANGE;
    struct llmcost_scenario *scratch = malloc(sizeof *scratch);
    struct llmcost_diags *diags = malloc(sizeof *diags);
    size_t room = 0;
    bool good = scratch != NULL && diags != NULL;
    while (good && llmcost_next_change(before, after, &at)) {
        struct diff_input_change *change = add_change(diff, &room);
        good = change != NULL;
        if (!good)
            break;
        describe(diff, &at, change);
        if (!is_told(diff, &at, change))
            diff->inputs--;
        else if (measurable && llmcost_change_alone(before, after, &at, scratch, diags))
            good = measure(diff, scratch, change);
    }
    free(scratch);
    free(diags);
    return good && diff_steps(diff, &room);
}
