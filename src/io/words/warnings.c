/* warnings.c - what a reader should beware of, in words: warnings.
 * Their sentences stand in the rows of their codes (core/telling/warnings_*.c), with holes
 * (form.h): the four figures {value} {other} {low} {high} of a warning, the {path} of its input,
 * and what a function here adds. Refuses to know when a warning is due (the engine's affair).
 */
#include "core/base/count.h"
#include "core/scenario/vary.h"
#include "core/telling/codes.h"
#include "io/words/form.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 64 };

/* A warning and what goes into its sentence. */
struct telling {
    const struct llmcost_scenario *scenario;
    const struct llmcost_warning *warning;
    const struct llmcost_host *host;   /* of the option that it is about, NULL: it has none */
    const struct llmcost_field *field; /* of the input that it is about, NULL: of none */
    char path[LLMCOST_MAX_PATH];       /* the same */
    char unit[FIGURE];
    struct holes holes;
};

/* What is typed is told; what follows from it, for this mix of tokens, was typed by nobody. */
static void not_measured(struct telling *t)
{
    const struct llmcost_input *stated = &t->host->requests_per_second;
    const double value = t->warning->value;
    hole_add(&t->holes, "typed",
             stated->origin > LLMCOST_DEFAULT && fabs(stated->value - value) <= 1e-9 * value);
}

static void small_rotation(struct telling *t)
{
    hole_add(&t->holes, "one", t->warning->value == 1);
}

bool words_is_service(const struct llmcost_scenario *scenario,
                      const struct llmcost_warning *warning)
{
    const struct llmcost_api *own = llmcost_option_api(scenario, warning->option);
    return warning->ref.section == LLMCOST_APIS && own != &scenario->api[warning->ref.index];
}

static void over_limit(struct telling *t)
{
    if (t->field == NULL || t->warning->ref.index == t->warning->option)
        return;
    hole_add(&t->holes, "of", words_is_service(t->scenario, t->warning) ? 2 : 1);
    hole_add_text(&t->holes, "api", llmcost_option_id(t->scenario, t->warning->ref.index));
}

static void same_tokenizer(struct telling *t)
{
    hole_add_text(&t->holes, "api", llmcost_option_id(t->scenario, (int)t->warning->value));
}

static void out_of_bounds(struct telling *t)
{
    const char *currency = words_currency(t->scenario);
    const bool falls = t->warning->low > t->warning->high;
    const double low = falls ? t->warning->high : t->warning->low;
    const double high = falls ? t->warning->low : t->warning->high;
    char from[FIGURE], to[FIGURE];
    hole_add(&t->holes, "from", low);
    hole_add(&t->holes, "to", high);
    hole_add(&t->holes, "apart",
             strcmp(words_money(currency, low, from, sizeof from),
                    words_money(currency, high, to, sizeof to)) != 0);
}

/* What is billed at another price, in the order of the sentence. */
static void unknown_price(struct telling *t)
{
    static const char *const fields[] = {"cached_input_per_mtok", "cache_write_per_mtok",
                                         "batch_discount", "long_context_input_per_mtok"};
    const struct llmcost_api *api = llmcost_option_api(t->scenario, t->warning->option);
    const char *name = t->field != NULL ? t->field->name : "a price";
    size_t i = 0;
    while (i < COUNT(fields) && strcmp(fields[i], name) != 0)
        i++;
    hole_add_text(&t->holes, "price", name);
    hole_add(&t->holes, "billed", (double)i);
    hole_add(&t->holes, "batched",
             api != NULL && api->batch_cached_input_per_mtok.origin > LLMCOST_DEFAULT);
}

static void no_effect(struct telling *t)
{
    size_t count;
    hole_add_text(&t->holes, "needed", llmcost_fields(&count)[(size_t)t->warning->value].name);
}

/* A host reuses what an api bills whole, or the other way round. */
static void one_side(struct telling *t)
{
    hole_add(&t->holes, "host",
             llmcost_option_kind(t->scenario, t->warning->option) != LLMCOST_API);
}

/* With the published rule of thumb for memory beside it: the weights and 20 % (§8). */
static void estimated(struct telling *t)
{
    struct llmcost_estimate estimate = {.sequences = 0};
    llmcost_estimate(t->scenario, t->host, &estimate);
    hole_add(&t->holes, "sequences", floor(estimate.sequences)); /* as many as W230 */
    hole_add(&t->holes, "thumb", words_round(1.2 * estimate.weight_bytes / 1e9, 1));
    hole_add(&t->holes, "from", words_round(t->warning->low, 2));
    hole_add(&t->holes, "to", words_round(t->warning->high, 2));
}

static void does_not_fit(struct telling *t)
{
    const struct llmcost_scenario *s = t->scenario;
    const struct llmcost_host *host = t->host;
    struct llmcost_estimate estimate;
    if (host == NULL || !llmcost_estimate(s, host, &estimate))
        return;
    hole_add(&t->holes, "known", 1);
    hole_add_text(&t->holes, "model", llmcost_text(s, host->model.text));
    hole_add_text(&t->holes, "precision", llmcost_precision_name(llmcost_precision_of(s, host)));
    hole_add(&t->holes, "weights", words_round(estimate.weight_bytes / 1e9, 1));
    hole_add(&t->holes, "gpus", host->gpus_per_replica.value);
    hole_add_text(&t->holes, "gpu", llmcost_text(s, host->gpu.text));
    hole_add(&t->holes, "needed", llmcost_gpus_needed(s, host));
}

/* Capacity in requests follows the tokens of one; that in tokens takes them as they come. */
static void other_mix(struct telling *t)
{
    hole_add(&t->holes, "carried",
             t->host->requests_per_second.origin > LLMCOST_DEFAULT || t->host->runs.count > 0);
}

static void catalog_note(struct telling *t)
{
    const int note = (int)t->warning->value;
    const bool known = note >= 0 && note < t->scenario->notes_of_catalogs;
    hole_add_text(&t->holes, "note",
                  known ? llmcost_text(t->scenario, t->scenario->note[note].text)
                        : "its catalog entry has a note that is not kept here");
}

static void unknown_rule(struct telling *t)
{
    hole_add_text(&t->holes, "rule", llmcost_rule_id((enum llmcost_rule)(int)t->warning->value));
}

static void unit_slip(struct telling *t)
{
    enum { CAPACITY, GPU, TOKEN, LARGER } slip = GPU;
    const enum llmcost_unit unit = t->field != NULL ? (enum llmcost_unit)t->field->unit : 0;
    if (t->field != NULL && t->field->choice == LLMCOST_CAPACITY)
        slip = CAPACITY;
    else if (unit == LLMCOST_MONEY_PER_MTOK)
        slip = t->warning->value < t->warning->other ? TOKEN : LARGER;
    hole_add(&t->holes, "slip", slip);
    hole_add_text(&t->holes, "unit", llmcost_unit_text(unit, "", t->unit, sizeof t->unit));
    if (slip == CAPACITY)
        hole_add(&t->holes, "gpus",
                 t->scenario->host[t->warning->ref.index].gpus_per_replica.value);
}

/* A part of a sequence is none. */
static void few_sequences(struct telling *t)
{
    hole_add(&t->holes, "held", floor(t->warning->value));
    hole_add(&t->holes, "in_fp8", floor(t->warning->low));
    hole_add(&t->holes, "doubled", floor(t->warning->high));
}

static void idle(struct telling *t)
{
    hole_add(&t->holes, "idle", 1 - t->warning->value);
}

static void (*const adds[LLMCOST_W_END - LLMCOST_W_NO_HEADROOM])(struct telling *) = {
    [LLMCOST_W_NOT_MEASURED - LLMCOST_W_NO_HEADROOM] = not_measured,
    [LLMCOST_W_SMALL_ROTATION - LLMCOST_W_NO_HEADROOM] = small_rotation,
    [LLMCOST_W_OVER_LIMIT - LLMCOST_W_NO_HEADROOM] = over_limit,
    [LLMCOST_W_SAME_TOKENIZER - LLMCOST_W_NO_HEADROOM] = same_tokenizer,
    [LLMCOST_W_OUT_OF_BOUNDS - LLMCOST_W_NO_HEADROOM] = out_of_bounds,
    [LLMCOST_W_UNKNOWN_PRICE - LLMCOST_W_NO_HEADROOM] = unknown_price,
    [LLMCOST_W_NO_EFFECT - LLMCOST_W_NO_HEADROOM] = no_effect,
    [LLMCOST_W_CACHE_ONE_SIDE - LLMCOST_W_NO_HEADROOM] = one_side,
    [LLMCOST_W_ESTIMATED - LLMCOST_W_NO_HEADROOM] = estimated,
    [LLMCOST_W_DOES_NOT_FIT - LLMCOST_W_NO_HEADROOM] = does_not_fit,
    [LLMCOST_W_OTHER_MIX - LLMCOST_W_NO_HEADROOM] = other_mix,
    [LLMCOST_W_CATALOG_NOTE - LLMCOST_W_NO_HEADROOM] = catalog_note,
    [LLMCOST_W_UNKNOWN_RULE - LLMCOST_W_NO_HEADROOM] = unknown_rule,
    [LLMCOST_W_UNIT_SLIP - LLMCOST_W_NO_HEADROOM] = unit_slip,
    [LLMCOST_W_FEW_SEQUENCES - LLMCOST_W_NO_HEADROOM] = few_sequences,
    [LLMCOST_W_IDLE - LLMCOST_W_NO_HEADROOM] = idle,
};

/* The sentence without a lead and a full stop. */
static const char *tell(const struct llmcost_scenario *scenario,
                        const struct llmcost_warning *warning, char *buffer, size_t size)
{
    struct telling t = {
        .scenario = scenario,
        .warning = warning,
        .host = warning->option >= 0 ? llmcost_option_host(scenario, warning->option) : NULL,
        .path = "an input"};
    const struct code_row *code = code_of_warning((enum llmcost_warning_id)warning->id);
    if (code == NULL) {
        snprintf(buffer, size, "warning %d", (int)warning->id);
        return buffer;
    }
    if (warning->ref.field >= 0) {
        t.field = field_of(warning->ref);
        llmcost_path(scenario, warning->ref, t.path, sizeof t.path);
    }
    hole_add_pair(&t.holes, "value", warning->value, "other", warning->other);
    hole_add_pair(&t.holes, "low", warning->low, "high", warning->high);
    hole_add_text(&t.holes, "path", t.path);
    if (adds[code->number - LLMCOST_W_NO_HEADROOM] != NULL)
        adds[code->number - LLMCOST_W_NO_HEADROOM](&t);
    return form_fill(code->says, &t.holes, words_currency(scenario), buffer, size);
}

const char *words_warning(const struct report *report, const struct llmcost_warning *warning,
                          char *buffer, size_t size)
{
    char text[MAX_SENTENCE];
    const bool of_option = warning->option >= 0 && warning->id != LLMCOST_W_NO_EFFECT;
    size_t length = strlen(tell(report->scenario, warning, text, sizeof text));
    while (length > 0 && text[length - 1] == '.') /* of a note */
        length--;
    snprintf(buffer, size, "%s%s%.*s.",
             of_option ? llmcost_option_id(report->scenario, warning->option) : "",
             of_option ? ": " : "", (int)length, text);
    return buffer;
}

const char *words_fit(const struct llmcost_scenario *scenario, int option, char *buffer,
                      size_t size)
{
    const struct llmcost_warning warning = {
        .id = LLMCOST_W_DOES_NOT_FIT, .option = (int16_t)option, .ref = {.field = -1}};
    return tell(scenario, &warning, buffer, size);
}
