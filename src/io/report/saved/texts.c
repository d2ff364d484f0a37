/* texts.c - what a saved report says of figures that it has not got: why an option is out, why a
 * break-even is none, what to beware of, what rules of thumb say. Such a text is kept where this
 * program tells it so (io/words/form.h) and no figure of the report contradicts it; else another
 * stands in its place, made of what the report has. Notes of catalogs are texts of somebody, as
 * names are.
 */
#include "core/base/count.h"
#include "core/telling/codes.h"
#include "io/report/saved/restoring.h"
#include "io/words/form.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

static const char *currency_of(const struct restoring *x)
{
    return words_currency(x->scenario);
}

void tell_text(struct reading *r, const char *path, const char **text, const char *made)
{
    if (*text == NULL || made == NULL || strcmp(*text, made) == 0)
        return;
    *text = made;
    replace_text(r, path, made);
}

/* ---- Warnings ---- */

/* Whether a form makes the whole of a text. */
static bool is_made(const char *form, const char *text, const char *unit, const char *currency)
{
    char in_unit[MAX_SENTENCE];
    const char *rest =
        form_rest(words_in_unit(form, unit, in_unit, sizeof in_unit), text, currency);
    return rest != NULL && *rest == '\0';
}

const char *warning_text(struct reading *r, int code, const char *message, const char *unit,
                         const char *currency)
{
    char text[2 * MAX_SENTENCE], id[CODE_TEXT];
    const struct code_row *row = code_of(LLMCOST_WARNING, code);
    const char *matter = strstr(message, ": ");
    const size_t lead = matter != NULL && matter - message <= LLMCOST_MAX_PATH &&
                                strcspn(message, " ") > (size_t)(matter - message)
                            ? (size_t)(matter - message) + 2
                            : 0;
    const size_t length = strlen(message);
    snprintf(text, sizeof text, "%.*s", (int)(length > 0 ? length - 1 : 0), message);
    if (code == LLMCOST_W_CATALOG_NOTE ||
        (length > 0 && length < sizeof text && message[length - 1] == '.' && row != NULL &&
         row->says != NULL &&
         (is_made(row->says, text, unit, currency) ||
          is_made(row->says, text + lead, unit, currency))))
        return message;
    if (row == NULL)
        snprintf(text, sizeof text, "%.*sa warning that this llmcost does not know.", (int)lead,
                 message);
    else
        snprintf(text, sizeof text, "%.*s%s: `llmcost explain %s` says what that means.", (int)lead,
                 message, row->name, code_text(row, id));
    return arena_text(r->arena, text);
}

static void tell_warning(struct restoring *x, int index)
{
    char path[MOST];
    struct outcome_warning *warning = &x->from->warnings[index];
    const char *unit = warning->option >= 0 ? x->from->options[warning->option].unit : NULL;
    const char *const before = warning->message;
    snprintf(path, sizeof path, "warnings[%d].message", index);
    tell_text(x->r, path, &warning->message,
              warning_text(x->r, warning->code, warning->message, unit, currency_of(x)));
    if (warning->message != before)
        warning->matter = warning->message + (warning->matter - before);
}

/* ---- Why an option is out ---- */

static const char *form_of_fit(void)
{
    return code_of_warning(LLMCOST_W_DOES_NOT_FIT)->says;
}

/* What is behind a lead and what a form makes; NULL where a text begins otherwise. */
static const char *behind(const struct restoring *x, const char *lead, const char *form,
                          const char *unit, const char *text)
{
    char whole[MAX_SENTENCE], in_unit[MAX_SENTENCE];
    snprintf(whole, sizeof whole, "%s%s", lead, form);
    return form_rest(words_in_unit(whole, unit, in_unit, sizeof in_unit), text, currency_of(x));
}

/* What is behind the words on why it does not serve. */
static const char *behind_serving(const struct restoring *x, const char *unit, const char *text)
{
    const char *rest = behind(x, "cannot serve: ", form_of_fit(), unit, text);
    rest = rest != NULL ? rest : behind(x, "cannot serve: ", form_of_slow, unit, text);
    return rest != NULL ? rest : behind(x, "", form_of_peak, unit, text);
}

/* The same of a rule that fails. */
static const char *behind_rule(const struct restoring *x, const char *id, const char *text)
{
    char lead[MOST];
    snprintf(lead, sizeof lead, "fails %s", id);
    for (int rule = 0; rule < LLMCOST_RULES_COUNT; rule++)
        if (strcmp(llmcost_rule_id((enum llmcost_rule)rule), id) == 0)
            return behind(x, lead, forms_of_rules[rule], NULL, text);
    return NULL;
}

/* Whether that is why an option is out: it serves or not, and fails those rules, as it says. Rules
 * of latency need not be told where it is too slow to serve. */
static bool is_why(const struct restoring *x, const struct outcome_option *o)
{
    const char *text = o->obstacle;
    const bool slow = !o->feasible;
    if (!o->feasible)
        text = behind_serving(x, o->unit, text);
    for (int i = 0; text != NULL && i < o->rules_count && !o->eligible; i++) {
        const bool led = text != o->obstacle && strncmp(text, " and ", 5) == 0;
        if (o->rules[i].status != LLMCOST_FAIL)
            continue;
        const char *rest = behind_rule(x, o->rules[i].id, text + (led ? 5 : 0));
        if (rest == NULL && slow && strstr(o->rules[i].id, "_ms") != NULL)
            continue;
        text = text != o->obstacle && !led ? NULL : rest;
    }
    if (text == o->obstacle && !o->eligible)
        return strcmp(text, "is not allowed") == 0;
    return text != NULL && *text == '\0';
}

static const char *make_obstacle(const struct restoring *x, const struct outcome_option *o)
{
    char text[MAX_SENTENCE] = "";
    size_t used = 0;
    if (!o->feasible)
        used = (size_t)snprintf(text, sizeof text, "cannot serve the demand");
    for (int i = 0; i < o->rules_count && used < sizeof text && !o->eligible; i++)
        if (o->rules[i].status == LLMCOST_FAIL)
            used += (size_t)snprintf(text + used, sizeof text - used, "%sfails %.60s",
                                     used > 0 ? " and " : "", o->rules[i].id);
    return used > 0 ? arena_text(x->r->arena, text) : "is not allowed";
}

static void tell_obstacle(struct restoring *x, int index)
{
    char path[MOST];
    struct outcome_option *o = &x->from->options[index];
    const bool out = !o->feasible || !o->eligible;
    snprintf(path, sizeof path, "options[%d].obstacle", index);
    if (o->obstacle != NULL && !out)
        refuse_at(x->r, path, E_JSON_VALUE, "\"%.60s\" can be chosen in this report", o->id);
    else if (o->obstacle != NULL && !is_why(x, o))
        tell_text(x->r, path, &o->obstacle, make_obstacle(x, o));
}

/* ---- Why a break-even is none ---- */

/* Whether it is dearer today by what the costs of the report say. */
static bool is_gap(const struct restoring *x, const struct outcome_break_even *from, bool horizon)
{
    char text[MAX_SENTENCE];
    const int at = outcome_find_option(x->from, from->option);
    const int against = outcome_find_option(x->from, from->against);
    if (at < 0 || against < 0)
        return false;
    const struct outcome_option *mine = &x->from->options[at];
    const struct outcome_option *other = &x->from->options[against];
    words_costs_more(currency_of(x), horizon ? other->horizon_cost : outcome_monthly(other),
                     horizon ? mine->horizon_cost : outcome_monthly(mine),
                     horizon ? x->from->horizon_months : 0, text, sizeof text);
    return strcmp(horizon ? from->horizon_reason : from->reason, text) == 0;
}

static void tell_reason(struct restoring *x, const char *path, uint8_t status, bool horizon,
                        const struct outcome_break_even *from, const char **reason)
{
    char plain[MAX_SENTENCE];
    const int at = outcome_find_option(x->from, from->option);
    const char *unit = at >= 0 ? x->from->options[at].unit : NULL;
    if (*reason == NULL)
        return;
    words_plain_answer(status == LLMCOST_FOUND ? LLMCOST_UNVERIFIED : (enum llmcost_answer)status,
                       plain, sizeof plain);
    bool told = strcmp(*reason, plain) == 0;
    if (status != LLMCOST_ALWAYS) {
        told = told || is_made(form_of_fit(), *reason, unit, currency_of(x)) ||
               is_made(form_of_slow, *reason, unit, currency_of(x)) || is_gap(x, from, horizon);
        for (int i = 1; forms_of_break_even[i] != NULL && !told; i++)
            told = is_made(forms_of_break_even[i], *reason, NULL, currency_of(x));
    }
    if (!told)
        tell_text(x->r, path, reason, arena_text(x->r->arena, plain));
}

static void tell_break_even(struct restoring *x, int index)
{
    char path[MOST];
    struct outcome_break_even *from = &x->from->break_even[index];
    const char *const monthly = from->reason;
    const bool same = from->horizon_reason == monthly;
    snprintf(path, sizeof path, "break_even[%d].reason", index);
    tell_reason(x, path, from->status, false, from, &from->reason);
    if (same) /* of a report that does not have it */
        from->horizon_reason = from->reason;
    snprintf(path, sizeof path, "break_even[%d].horizon_reason", index);
    if (!same)
        tell_reason(x, path, from->horizon_status, from->basis == BASIS_HORIZON, from,
                    &from->horizon_reason);
}

/* ---- Rules of thumb ---- */

static const char *held(int8_t condition, const char *unknown)
{
    return condition > 0 ? "yes" : condition == 0 ? "no" : unknown;
}

static void tell_thumb(struct restoring *x, int index)
{
    const struct outcome_conditions *c = &x->from->verdict.conditions;
    const char *const unknown[] = {"{volume state}", "not stated"};
    struct outcome_thumb *thumb = &x->from->rules_of_thumb[index];
    const char *says = words_advice((enum llmcost_advice)thumb->says);
    char path[MOST], form[2][MAX_SENTENCE] = {"", ""};
    int id = 0;
    if (thumb->message == NULL)
        return;
    while (id < LLMCOST_THUMBS &&
           strcmp(llmcost_thumb_row((enum llmcost_thumb)id)->id, thumb->id) != 0)
        id++;
    /* Of the conditions the figures are there: what may stand for each, and what is told of it. */
    for (int i = 0; i < 2 && id == LLMCOST_THUMB_THREE_OF_THREE; i++) {
        struct holes holes = {.count = 0};
        hole_add_text(&holes, "volume", held(c->volume, unknown[i]));
        hole_add_text(&holes, "quality", held(c->quality, unknown[i]));
        hole_add_text(&holes, "data", held(c->data_in_house, unknown[i]));
        form_fill(forms_of_thumbs[id], &holes, "", form[i], sizeof form[i]);
    }
    const bool has_form = id < LLMCOST_THUMBS && forms_of_thumbs[id] != NULL;
    const char *rest = form_rest(form[0][0] == '\0' && has_form ? forms_of_thumbs[id] : form[0],
                                 thumb->message, currency_of(x));
    words_add(form[1], sizeof form[1], "%s", says);
    snprintf(path, sizeof path, "rules_of_thumb[%d].message", index);
    if (rest == NULL || strcmp(rest, says) != 0)
        tell_text(x->r, path, &thumb->message, arena_text(x->r->arena, form[1]));
}

void tell_texts(struct restoring *x)
{
    const struct outcome *from = x->from;
    for (int i = 0; i < from->options_count; i++)
        tell_obstacle(x, i);
    for (int i = 0; i < from->break_even_count; i++)
        tell_break_even(x, i);
    for (int i = 0; i < from->rules_of_thumb_count; i++)
        tell_thumb(x, i);
    for (int i = 0; i < from->warnings_count; i++)
        tell_warning(x, i);
}
