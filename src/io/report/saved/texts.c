/* texts.c - what a saved report says of figures that it has not got: why an option is out, why a
 * break-even is none, what to beware of, what rules of thumb say. Such a text is kept where this
 * program tells it so (forms.h) and no figure of the report contradicts it; else another stands in
 * its place, made of what the report has. Notes of catalogs are texts of somebody, as names are.
 */
#include "core/base/count.h"
#include "core/telling/codes.h"
#include "io/report/saved/forms.h"
#include "io/report/saved/restoring.h"
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

/* Whether the sentence of a code makes a text, which an option or an input may lead. */
static bool is_told(int code, const char *text, const char *unit, const char *currency)
{
    const struct code_row *row = code_of(LLMCOST_WARNING, code);
    const char *const *forms = forms_of_warning(code);
    char form[MAX_SENTENCE];
    if (row != NULL && row->says != NULL) {
        const char *const says[] = {words_in_unit(row->says, unit, form, sizeof form), NULL};
        if (forms_make(says, text, currency))
            return true;
    }
    for (; *forms != NULL; forms++) {
        const char *const says[] = {words_in_unit(*forms, unit, form, sizeof form), NULL};
        if (forms_make(says, text, currency))
            return true;
    }
    return false;
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
        (length > 0 && length < sizeof text && message[length - 1] == '.' &&
         (is_told(code, text, unit, currency) || is_told(code, text + lead, unit, currency))))
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

static const char *rest_of_any(const struct restoring *x, const char *const *forms,
                               const char *lead, const char *unit, const char *text)
{
    char form[MAX_SENTENCE], whole[MAX_SENTENCE];
    const char *rest = NULL;
    for (; *forms != NULL && rest == NULL; forms++) {
        snprintf(whole, sizeof whole, "%s%s", lead, *forms);
        rest = form_rest(words_in_unit(whole, unit, form, sizeof form), text, currency_of(x));
    }
    return rest;
}

/* What is behind the words on why it does not serve; NULL where these are none. */
static const char *behind_serving(const struct restoring *x, const char *unit, const char *text)
{
    static const char *const peaks[] = {
        "cannot serve the peak of {n} {word} in month {n} ({n} at most)",
        "cannot serve the peak of {n} {word} ({n} at most)", "cannot serve the peak of {n} {word}",
        NULL};
    const char *rest = rest_of_any(x, forms_of_serving, "cannot serve: ", unit, text);
    rest = rest != NULL ? rest : rest_of_any(x, peaks, "", unit, text);
    return rest != NULL ? rest
                        : rest_of_any(x, peaks, "cannot serve: until it starts {word} does, and ",
                                      unit, text);
}

/* The same of a rule that fails. */
static const char *behind_rule(const struct restoring *x, const char *rule, const char *text)
{
    static const char *const details[] = {
        " (the data would leave the house)",
        " ({list} is not in its `meets`)",
        " ({list} are not in its `meets`)",
        " ({list} is not in both parts' `meets`)",
        " ({list} are not in both parts' `meets`)",
        " (a word is not in its `meets`)",
        " (quality {n}, at least {n} is asked)",
        " (first token after {n} ms, at most {n} ms is asked)",
        " (availability {n}, at least {n} is asked)",
        " (an output token after {n} ms, at most {n} ms is asked)",
        " (at least {n} is asked)",
        " (at most {n} ms is asked)",
        NULL};
    char lead[MOST];
    snprintf(lead, sizeof lead, "fails %s", rule);
    return rest_of_any(x, details, lead, NULL, text);
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

/* "it costs more at every demand, today by $600 a month" */
static const char *gap_text(const struct restoring *x, const struct outcome_break_even *from,
                            bool horizon, char *buffer, size_t size)
{
    char gap[MOST], period[MOST] = "a month";
    const int at = outcome_find_option(x->from, from->option);
    const int against = outcome_find_option(x->from, from->against);
    if (at < 0 || against < 0)
        return "";
    const struct outcome_option *mine = &x->from->options[at];
    const struct outcome_option *other = &x->from->options[against];
    if (horizon)
        words_over(x->from->horizon_months, period, sizeof period);
    words_gap(currency_of(x), horizon ? other->horizon_cost : outcome_monthly(other),
              horizon ? mine->horizon_cost : outcome_monthly(mine), gap, sizeof gap);
    snprintf(buffer, size, "it costs more at every demand, today by %s %s", gap, period);
    return buffer;
}

static void tell_reason(struct restoring *x, const char *path, uint8_t status, bool horizon,
                        const struct outcome_break_even *from, const char **reason)
{
    char gap[MAX_SENTENCE];
    const char *const plain = status == LLMCOST_ALWAYS  ? "it costs less at every demand"
                              : status == LLMCOST_NEVER ? "it costs more at every demand"
                                                        : "the search did not settle it";
    const int at = outcome_find_option(x->from, from->option);
    const char *unit = at >= 0 ? x->from->options[at].unit : NULL;
    if (*reason == NULL || strcmp(*reason, plain) == 0)
        return;
    const char *rest = rest_of_any(x, forms_of_serving, "", unit, *reason);
    const bool told =
        forms_make(forms_of_break_even, *reason, currency_of(x)) || (rest != NULL && *rest == '\0');
    if (status == LLMCOST_ALWAYS ||
        (!told && strcmp(*reason, gap_text(x, from, horizon, gap, sizeof gap)) != 0))
        tell_text(x->r, path, reason, plain);
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

static void put_conditions(const struct outcome_conditions *c, const char *unknown,
                           const char *says, char *buffer, size_t size)
{
    snprintf(buffer, size, "volume %s, quality %s, data in-house %s: %s", held(c->volume, unknown),
             held(c->quality, unknown), held(c->data_in_house, unknown), says);
}

static void tell_thumb(struct restoring *x, int index)
{
    static const char *const advice[] = {
        [LLMCOST_ADVICE_NONE] = "no advice",       [LLMCOST_ADVICE_RENT] = "rent",
        [LLMCOST_ADVICE_MIX] = "consider a mix",   [LLMCOST_ADVICE_SELF_HOST] = "self-host",
        [LLMCOST_ADVICE_LOOK] = "look at hosting",
    };
    static const char *const forms[LLMCOST_THUMBS] = {
        [LLMCOST_THUMB_SPEND_PER_YEAR] = "API spend of {n} a year: ",
        [LLMCOST_THUMB_SPEND_PER_MONTH] = "API spend of {n} a month: ",
        [LLMCOST_THUMB_7B_ON_A10G] = "a 7B on an A10G from 10M tokens/day (here {n}): ",
        [LLMCOST_THUMB_70B_ON_A100] = "a 70B on A100s from 50M tokens/day (here {n}): "};
    const struct outcome_conditions *c = &x->from->verdict.conditions;
    struct outcome_thumb *thumb = &x->from->rules_of_thumb[index];
    const char *says = thumb->says < COUNT(advice) ? advice[thumb->says] : advice[0];
    char path[MOST], form[MAX_SENTENCE], made[MAX_SENTENCE];
    int id = 0;
    if (thumb->message == NULL)
        return;
    while (id < LLMCOST_THUMBS &&
           strcmp(llmcost_thumb_row((enum llmcost_thumb)id)->id, thumb->id) != 0)
        id++;
    snprintf(form, sizeof form, "%s%s", id < LLMCOST_THUMBS && forms[id] != NULL ? forms[id] : "",
             says);
    snprintf(made, sizeof made, "%s", says);
    if (id == LLMCOST_THUMB_THREE_OF_THREE) {
        put_conditions(c, "{state}", says, form, sizeof form);
        put_conditions(c, "not stated", says, made, sizeof made);
    }
    const char *rest = form_rest(form, thumb->message, currency_of(x));
    snprintf(path, sizeof path, "rules_of_thumb[%d].message", index);
    if (rest == NULL || *rest != '\0')
        tell_text(x->r, path, &thumb->message, arena_text(x->r->arena, made));
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
