/* warnings.c - what a reader should beware of, in words: warnings.
 * What is wrong with its figures, and what to do about it, says the row of the code
 * (core/telling/warnings_*.c); a function here is for a sentence that depends on more than figures.
 * Refuses to know when a warning is due (the engine's affair).
 */
#include "core/base/count.h"
#include "core/telling/codes.h"
#include "io/words/telling.h"

#include <math.h>
#include <string.h>

/* What is typed is told; what follows from it, for this mix of tokens, was typed by nobody. */
static void not_measured(const struct telling *t, char *buffer, size_t size)
{
    const struct llmcost_host *host = llmcost_option_host(t->report->scenario, t->warning->option);
    const bool typed =
        host != NULL && host->requests_per_second.origin > LLMCOST_DEFAULT &&
        fabs(host->requests_per_second.value - t->warning->value) <= 1e-9 * t->warning->value;
    snprintf(buffer, size,
             "%s requests/s a replica %s: load-test it with your own prompts, then state `basis: "
             "measured`",
             t->value, typed ? "is typed, not measured" : "follows from typed figures");
}

static void small_rotation(const struct telling *t, char *buffer, size_t size)
{
    snprintf(buffer, size,
             "%s %s a small on-call rotation: Google's SRE book asks for 8 people on one site or 6 "
             "on each of two",
             t->value, t->warning->value == 1 ? "person is" : "people are");
}

/* " in month 9" of a peak that comes later; nothing of the first one. */
static const char *in_month(const struct telling *t, char *buffer, size_t size)
{
    buffer[0] = '\0';
    if (t->warning->low > 1)
        snprintf(buffer, size, " in month %d", (int)t->warning->low);
    return buffer;
}

static void over_limit(const struct telling *t, char *buffer, size_t size)
{
    const struct llmcost_scenario *s = t->report->scenario;
    const bool known = t->field != NULL;
    const bool tokens = known && t->field->unit == LLMCOST_TOKENS_PER_MINUTE;
    const bool own = !known || t->warning->ref.index == t->warning->option;
    char month[FIGURE];
    snprintf(buffer, size,
             "the peak of %s %s%s is above %s limit of %s%s%s%s: ask for a higher limit, or spread "
             "the load",
             t->value,
             !known   ? "a minute"
             : tokens ? "tokens/min"
                      : "requests/min",
             in_month(t, month, sizeof month), own ? "its" : "the", t->other, own ? "" : " of ",
             own ? "" : llmcost_option_id(s, t->warning->ref.index),
             !own && words_is_service(s, t->warning) ? ", which serves until it starts" : "");
}

static void not_served(const struct telling *t, char *buffer, size_t size)
{
    char month[FIGURE];
    snprintf(buffer, size,
             "the peak of %s requests/s%s is above the %s it can serve: add replicas, or leave "
             "`replicas` out to have the fleet sized",
             t->value, in_month(t, month, sizeof month), t->other);
}

static void same_tokenizer(const struct telling *t, char *buffer, size_t size)
{
    int other = (int)t->warning->value;
    bool named = other >= 0 && other < llmcost_option_count(t->report->scenario);
    snprintf(buffer, size,
             "token_ratio is left at 1, yet %s is of another model family: count a sample of your "
             "prompts with both tokenizers",
             named ? llmcost_option_id(t->report->scenario, other) : "an api");
}

static void out_of_bounds(const struct telling *t, char *buffer, size_t size)
{
    char bill[FIGURE];
    char low[FIGURE];
    char high[FIGURE];
    bool falls = t->warning->low > t->warning->high;
    words_money(t->currency, t->warning->value, bill, sizeof bill);
    words_money(t->currency, falls ? t->warning->high : t->warning->low, low, sizeof low);
    words_money(t->currency, falls ? t->warning->low : t->warning->high, high, sizeof high);
    if (strcmp(low, high) == 0)
        snprintf(buffer, size,
                 "%s a month for its tokens is not the %s that they cost at list price: a fee, a "
                 "minimum or a wrong price makes the difference",
                 bill, low);
    else
        snprintf(buffer, size,
                 "%s a month for its tokens is outside the %s to %s that they cost at list price, "
                 "all of them input or all output: a fee, a minimum or a wrong price makes the "
                 "difference",
                 bill, low, high);
}

static void unknown_price(const struct telling *t, char *buffer, size_t size)
{
    static const struct {
        const char *field, *billed;
    } rows[] = {
        {.field = "cached_input_per_mtok", .billed = "cached input tokens are billed at the input"},
        {.field = "cache_write_per_mtok",
         .billed = "cache-written input tokens are billed at the input"},
        {.field = "batch_discount", .billed = "batch requests are billed at the full"},
        {.field = "long_context_input_per_mtok",
         .billed = "prompts over the threshold are billed at the plain"},
    };
    const struct llmcost_api *api = llmcost_option_api(t->report->scenario, t->warning->option);
    const char *name = t->field != NULL ? t->field->name : "a price";
    const char *billed = "its tokens are billed at the plain";
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i].field, name) == 0)
            billed = rows[i].billed;
    if (billed == rows[0].billed && api != NULL &&
        api->batch_cached_input_per_mtok.origin > LLMCOST_DEFAULT)
        billed = "cached input tokens outside of batches are billed at the input";
    snprintf(buffer, size, "%s is not stated, so %s price", name, billed);
}

static void long_month(const struct telling *t, char *buffer, size_t size)
{
    char hours[FIGURE];
    words_count(t->report->scenario->hours_per_month.value, hours, sizeof hours);
    snprintf(buffer, size, "hours_per_month is %s, and the longest month has 744", hours);
}

/* What a host reuses and an api bills whole; of the other way round its row tells. */
static void one_side(const struct telling *t, char *buffer, size_t size)
{
    if (llmcost_option_kind(t->report->scenario, t->warning->option) == LLMCOST_API)
        snprintf(buffer, size,
                 "cached input makes a host cheaper and not this api: state its "
                 "cached_input_per_mtok");
}

static void no_effect(const struct telling *t, char *buffer, size_t size)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    double need = t->warning->value; /* the field that it would need beside it */
    bool named = need > 0 && need < (double)count;
    snprintf(buffer, size, "%s: stated, but changes nothing%s%s",
             t->path[0] != '\0' ? t->path : "an input", named ? " without " : "",
             named ? fields[(size_t)need].name : "");
}

/* With the published rule of thumb for memory beside it: the weights and 20 % (§8). */
static void estimated(const struct telling *t, char *buffer, size_t size)
{
    const struct llmcost_scenario *s = t->report->scenario;
    struct llmcost_estimate estimate = {.sequences = 0};
    char low[FIGURE];
    char high[FIGURE];
    char sequences[FIGURE];
    char thumb[FIGURE];
    llmcost_estimate(s, llmcost_option_host(s, t->warning->option), &estimate);
    words_count(floor(estimate.sequences), sequences, sizeof sequences); /* as many as W230 */
    words_count(words_round(1.2 * estimate.weight_bytes / 1e9, 1), thumb, sizeof thumb);
    words_count(words_round(t->warning->low, 2), low, sizeof low);
    words_count(words_round(t->warning->high, 2), high, sizeof high);
    snprintf(buffer, size,
             "%s requests/s a replica, %s sequences at a time, is estimated from the model and the "
             "GPU (rule of thumb for memory: weights and 20 %%, %s GB); in 8 of 10 cases the true "
             "figure is %s to %s times that: load-test it with your own prompts",
             t->value, sequences, thumb, low, high);
}

static void does_not_fit(const struct telling *t, char *buffer, size_t size)
{
    words_fit(t->report->scenario, t->warning->option, buffer, size);
    const size_t used = strlen(buffer);
    if (t->warning->other > 0)
        snprintf(buffer + used, size - used, ": state gpus_per_replica");
}

static void estimate_trap(const struct telling *t, char *buffer, size_t size)
{
    static const char *const traps[LLMCOST_TRAPS] = {
        [LLMCOST_TRAP_AMD] = "on AMD GPUs the throughput estimate is 1.5 to 1.75 times too high",
        [LLMCOST_TRAP_SEVERAL_NODES] =
            "a replica spans several nodes, whose network the throughput estimate leaves out: the "
            "true figure is lower",
        [LLMCOST_TRAP_NO_ARITHMETIC] =
            "the GPU has no arithmetic for this precision: the estimate computes in bf16 and saves "
            "memory only",
        [LLMCOST_TRAP_UNKNOWN_LINK] = "the link between these GPUs is not known: the estimate "
                                      "leaves it out, the true figure is lower",
    };
    const int trap = (int)t->warning->value;
    snprintf(buffer, size, "%s", trap >= 0 && trap < LLMCOST_TRAPS ? traps[trap] : "");
}

/* Capacity in requests follows the tokens of one; that in tokens takes them as they come. */
static void other_mix(const struct telling *t, char *buffer, size_t size)
{
    const struct llmcost_host *host = llmcost_option_host(t->report->scenario, t->warning->option);
    const bool carried = host->requests_per_second.origin > LLMCOST_DEFAULT || host->runs.count > 0;
    char output[2][FIGURE];
    words_apart(false, t->warning->low, t->warning->high, output[0], output[1], FIGURE);
    snprintf(buffer, size,
             "its capacity was measured with %s input and %s output tokens a request, and here "
             "they are %s and %s: %smeasure it at your mix, or add `model` and `gpu` to have it "
             "carried over%s",
             t->value, output[0], t->other, output[1],
             carried ? "it is carried over with an output token counted as five input tokens; "
                     : "",
             carried ? " by an estimate" : "");
}

static void catalog_note(const struct telling *t, char *buffer, size_t size)
{
    const struct llmcost_scenario *s = t->report->scenario;
    const int note = (int)t->warning->value;
    const bool known = note >= 0 && note < s->notes_of_catalogs;
    const char *text = known ? llmcost_text(s, s->note[note].text)
                             : "its catalog entry has a note that is not kept here";
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '.')
        length--;
    snprintf(buffer, size, "%.*s", (int)length, text);
}

static void unknown_rule(const struct telling *t, char *buffer, size_t size)
{
    const int rule = (int)t->warning->value;
    const bool known = rule >= 0 && rule < LLMCOST_RULES_COUNT;
    snprintf(buffer, size, "%s asks for %s, which is not stated: it is recommended as if it passed",
             known ? llmcost_rule_id((enum llmcost_rule)rule) : "a rule",
             t->path[0] != '\0' ? t->path : "a figure");
}

/* One of {value} {other} {low} {high}, as a count, with % behind it as a share, with $ as money or
 * $$ as a price; or {path}. */
static void put_figure(const struct telling *t, const char *name, char *buffer, size_t size)
{
    const struct llmcost_warning *w = t->warning;
    const struct {
        const char *name;
        double figure;
    } rows[] = {{"value", w->value}, {"other", w->other}, {"low", w->low}, {"high", w->high}};
    snprintf(buffer, size, "%s", t->path[0] != '\0' ? t->path : "an input");
    for (size_t i = 0; i < COUNT(rows); i++) {
        const size_t length = strlen(rows[i].name);
        if (strncmp(name, rows[i].name, length) != 0)
            continue;
        const char *mark = name + length;
        char apart[2][FIGURE]; /* of value and other */
        if (*mark == '%' && i < COUNT(apart)) {
            words_apart(true, w->value, w->other, apart[0], apart[1], FIGURE);
            snprintf(buffer, size, "%s", apart[i]);
        } else if (*mark == '%')
            words_percent(rows[i].figure, buffer, size);
        else if (*mark == '$' && mark[1] == '$')
            words_unit_price(t->currency, rows[i].figure, buffer, size);
        else if (*mark == '$')
            words_money(t->currency, rows[i].figure, buffer, size);
        else
            words_count(rows[i].figure, buffer, size);
    }
}

/* The sentence of its code with the figures in it. */
static void fill_in(const struct telling *t, const char *says, char *buffer, size_t size)
{
    char figure[LLMCOST_MAX_PATH];
    size_t used = 0;
    while (*says != '\0' && used < size) {
        const int plain = (int)strcspn(says, "{");
        figure[0] = '\0';
        if (says[plain] == '{')
            put_figure(t, says + plain + 1, figure, sizeof figure);
        used += (size_t)snprintf(buffer + used, size - used, "%.*s%s", plain, says, figure);
        says += plain;
        says += strcspn(says, "}") + (*says == '{');
    }
}

static void (*const tell[LLMCOST_W_END - LLMCOST_W_NO_HEADROOM])(const struct telling *, char *,
                                                                 size_t) = {
    [LLMCOST_W_NOT_MEASURED - LLMCOST_W_NO_HEADROOM] = not_measured,
    [LLMCOST_W_SMALL_ROTATION - LLMCOST_W_NO_HEADROOM] = small_rotation,
    [LLMCOST_W_OVER_LIMIT - LLMCOST_W_NO_HEADROOM] = over_limit,
    [LLMCOST_W_NOT_SERVED - LLMCOST_W_NO_HEADROOM] = not_served,
    [LLMCOST_W_SAME_TOKENIZER - LLMCOST_W_NO_HEADROOM] = same_tokenizer,
    [LLMCOST_W_OUT_OF_BOUNDS - LLMCOST_W_NO_HEADROOM] = out_of_bounds,
    [LLMCOST_W_UNKNOWN_PRICE - LLMCOST_W_NO_HEADROOM] = unknown_price,
    [LLMCOST_W_LONG_MONTH - LLMCOST_W_NO_HEADROOM] = long_month,
    [LLMCOST_W_NO_EFFECT - LLMCOST_W_NO_HEADROOM] = no_effect,
    [LLMCOST_W_CACHE_ONE_SIDE - LLMCOST_W_NO_HEADROOM] = one_side,
    [LLMCOST_W_ESTIMATED - LLMCOST_W_NO_HEADROOM] = estimated,
    [LLMCOST_W_DOES_NOT_FIT - LLMCOST_W_NO_HEADROOM] = does_not_fit,
    [LLMCOST_W_ESTIMATE_TRAP - LLMCOST_W_NO_HEADROOM] = estimate_trap,
    [LLMCOST_W_OTHER_MIX - LLMCOST_W_NO_HEADROOM] = other_mix,
    [LLMCOST_W_CATALOG_NOTE - LLMCOST_W_NO_HEADROOM] = catalog_note,
    [LLMCOST_W_UNKNOWN_RULE - LLMCOST_W_NO_HEADROOM] = unknown_rule,
    [LLMCOST_W_UNIT_SLIP - LLMCOST_W_NO_HEADROOM] = words_unit_slip,
    [LLMCOST_W_FEW_SEQUENCES - LLMCOST_W_NO_HEADROOM] = words_few_sequences,
    [LLMCOST_W_IDLE - LLMCOST_W_NO_HEADROOM] = words_idle,
    [LLMCOST_W_BOOK_VALUE - LLMCOST_W_NO_HEADROOM] = words_book_value,
};

const char *words_warning(const struct report *report, const struct llmcost_warning *warning,
                          char *buffer, size_t size)
{
    struct telling t = {
        .report = report, .warning = warning, .currency = words_currency(report->scenario)};
    size_t fields;
    char text[MAX_SENTENCE] = "";
    if (warning->ref.field >= 0) {
        t.field = &llmcost_fields(&fields)[warning->ref.field];
        llmcost_path(report->scenario, warning->ref, t.path, sizeof t.path);
    }
    words_apart(false, warning->value, warning->other, t.value, t.other, sizeof t.value);
    const size_t row = (size_t)warning->id - LLMCOST_W_NO_HEADROOM;
    const struct code_row *code = code_of_warning((enum llmcost_warning_id)warning->id);
    if (row < COUNT(tell) && tell[row] != NULL)
        tell[row](&t, text, sizeof text);
    if (text[0] == '\0' && code != NULL && code->says != NULL)
        fill_in(&t, code->says, text, sizeof text);
    if (text[0] == '\0')
        snprintf(text, sizeof text, "warning %d", (int)warning->id);
    bool of_option = warning->option >= 0 && warning->id != LLMCOST_W_NO_EFFECT;
    snprintf(buffer, size, "%s%s%s.",
             of_option ? llmcost_option_id(report->scenario, warning->option) : "",
             of_option ? ": " : "", text);
    return buffer;
}
