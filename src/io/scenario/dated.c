/* dated.c - prices of a catalog that are known to change within the horizon, which begins on the
 * day of --as-of: from the first month that begins with the new ones on they are in force, as an
 * entry of `changes` would say (§7). What the scenario itself states wins. Refuses to know where an
 * entry comes from (io/catalog/catalogs.h).
 */
#include "core/base/units.h"
#include "core/model/clock.h"
#include "core/scenario/scenario.h"
#include "io/catalog/catalogs.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"

#include <string.h>

/* An api and its prices of one time, and of the next. */
struct turn {
    struct loader *loader;
    int api, month; /* the first with the next */
    const struct api_entry *before, *after;
    uint32_t source;
    double rate; /* of the dollar */
    bool left_out;
};

static void say(struct turn *turn, const char *format, const char *day)
{
    char text[MAX_ENTRY_TEXT];
    snprintf(text, sizeof text, format, day);
    note_of_catalog(turn->loader, LLMCOST_APIS, turn->api, false, text);
}

/* What the scenario itself changes of a number up to a month: a factor on what is in force; false
 * where it sets it, which wins. */
static bool own_factor(const struct llmcost_steps *steps, struct llmcost_ref ref, int month,
                       double *ret_factor)
{
    *ret_factor = 1;
    for (int i = 0; i < steps->count && steps->step[i].month <= month; i++) {
        const struct llmcost_step *step = &steps->step[i];
        if (step->value.origin == LLMCOST_CATALOG || !is_same_ref(step->ref, ref))
            continue;
        if (!step->scales)
            return false;
        if (step->month < month)
            *ret_factor *= step->value.value;
    }
    return true;
}

/* Before what the scenario changes in that month: it is scaled then. */
static bool insert_step(struct llmcost_steps *steps, const struct llmcost_step *step)
{
    int at = 0;
    if (steps->count == LLMCOST_MAX_STEPS)
        return false;
    while (at < steps->count && (steps->step[at].month < step->month ||
                                 (steps->step[at].month == step->month &&
                                  steps->step[at].value.origin == LLMCOST_CATALOG)))
        at++;
    memmove(&steps->step[at + 1], &steps->step[at],
            (size_t)(steps->count - at) * sizeof steps->step[0]);
    steps->step[at] = *step;
    steps->count++;
    return true;
}

static void turn_price(struct turn *turn, const struct llmcost_field *field)
{
    struct llmcost_scenario *s = turn->loader->scenario;
    const struct llmcost_api *api = &s->api[turn->api];
    const struct llmcost_input *input = llmcost_member(s, LLMCOST_APIS, turn->api, field);
    double price, factor;
    const enum price_turn kind = price_turn(turn->before, turn->after, field, &price);
    if (kind == TURN_NONE || (input->origin > LLMCOST_DEFAULT && input->origin != LLMCOST_CATALOG))
        return;
    if (kind == TURN_LASTING) {
        turn->left_out = true;
        return;
    }
    struct llmcost_step step = {
        .ref = ref_of(LLMCOST_APIS, turn->api, field->name),
        .value = {.place = api->from.place,
                  .source = turn->source,
                  .origin = LLMCOST_CATALOG,
                  .basis = LLMCOST_QUOTED},
        .month = (int16_t)turn->month,
    };
    if (!own_factor(&s->changes, step.ref, turn->month, &factor))
        return;
    step.value.value = price * factor * (is_money(field->unit) ? turn->rate : 1);
    turn->left_out = !insert_step(&s->changes, &step) || turn->left_out;
}

/* From one time to the next. */
static void turn_prices(struct turn *turn, const char *day)
{
    const struct llmcost_field *field = NULL;
    turn->source =
        source_of_catalog(turn->loader, turn->after->source, turn->after->date, turn->rate);
    while ((field = llmcost_next_field(LLMCOST_APIS, field)) != NULL)
        turn_price(turn, field);
    if (turn->left_out)
        say(turn, "not all that is other from %s on can change at a month: what cannot stays", day);
}

static void follow(struct loader *loader, int index, int today)
{
    struct llmcost_scenario *s = loader->scenario;
    const struct llmcost_api *api = &s->api[index];
    const char *key = llmcost_text(s, api->from.text);
    struct api_entry entry[2];
    struct candidates none;
    struct turn turn = {.loader = loader, .api = index, .rate = 1};
    struct api_entry *before = &entry[0];
    struct api_entry *after = &entry[1];
    if (api->from.source == 0 || /* which was complained about */
        catalogs_api(loader->catalogs, key, before, &none, loader->diags) != LOOKUP_FOUND ||
        !pick_tier(s, index, before))
        return;
    if (!has_clock(&s->load))
        take_dearest_hour(before);
    for (int month = 2; month <= (int)s->months.value && before->to[0] != '\0'; month++) {
        char day[MAX_DATE];
        date_text(date_later(today, month - 1), day);
        if (strcmp(day, before->to) < 0)
            continue;
        if (api->price_change_per_year.value != 0) {
            say(&turn, "its price changes on %s: `price_change_per_year` is taken instead",
                before->to);
            return;
        }
        if (catalogs_api_on(loader->catalogs, key, day, after, loader->diags) != LOOKUP_FOUND ||
            after->refusal[0] != '\0' || !pick_tier(s, index, after)) {
            say(&turn, "its price ends on %s, and none is known for then: it is taken to stay",
                before->to);
            return;
        }
        turn.month = month;
        turn.before = before;
        turn.after = after;
        turn.rate = dollar_rate(loader, "", &api->from);
        turn.left_out = false;
        if (!has_clock(&s->load))
            take_dearest_hour(after);
        turn_prices(&turn, before->to);
        struct api_entry *next = before;
        before = after;
        after = next;
    }
}

void load_dated_prices(struct loader *loader)
{
    struct llmcost_scenario *s = loader->scenario;
    const char *as_of = loader->catalogs != NULL ? catalogs_as_of(loader->catalogs) : NULL;
    int today;
    if (as_of == NULL || !date_days(as_of, &today))
        return;
    for (int i = 0; i < s->apis; i++)
        if (s->api[i].from.text != 0)
            follow(loader, i, today);
}
