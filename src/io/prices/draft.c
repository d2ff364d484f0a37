/* draft.c - from what a price list says to an entry that may be used (io/prices/parts.h).
 * Knows what a price may be, and the guards against unit errors, sentinels and zeros; refuses to
 * know any format. A new kind of price is one row in `kinds`.
 */
#include "io/prices/parts.h"
#include "text/buffer.h"
#include "text/json/json.h"
#include "text/yaml/fragment.h"

#include <stdarg.h>
#include <string.h>

enum { OUTLIER = 1000, HIGH_PRICE = 100, MEGA = 1000000, NOTE_TEXT = 600 };

static const struct {
    const char *field, *long_field; /* of section apis */
} kinds[PRICES] = {
    [PRICE_INPUT] = {.field = "input_per_mtok", .long_field = "long_context_input_per_mtok"},
    [PRICE_OUTPUT] = {.field = "output_per_mtok", .long_field = "long_context_output_per_mtok"},
    [PRICE_CACHED] = {.field = "cached_input_per_mtok",
                      .long_field = "long_context_cached_input_per_mtok"},
    [PRICE_WRITE] = {.field = "cache_write_per_mtok",
                     .long_field = "long_context_cache_write_per_mtok"},
    [PRICE_HOUR_WRITE] = {.field = "cache_write_hour_per_mtok"},
    [PRICE_BATCH] = {.field = "batch_discount"},
    [PRICE_REQUEST] = {.field = "per_request"},
    [PRICE_FEE] = {.field = "monthly_fee"},
};

/* ---- Words ---- */

void price_note(struct price_draft *draft, const char *format, ...)
{
    char text[NOTE_TEXT];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text - 1, format, arguments);
    va_end(arguments);
    const size_t length = strlen(text);
    memcpy(text + length, ".", 2);
    if (draft->entry->notes < MAX_ENTRY_NOTES)
        text_clean(text, false, draft->entry->note[draft->entry->notes++], MAX_ENTRY_TEXT);
}

void price_refuse(struct price_draft *draft, const char *format, ...)
{
    char text[NOTE_TEXT];
    va_list arguments;
    if (draft->entry->refusal[0] != '\0')
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    text_clean(text, false, draft->entry->refusal, MAX_ENTRY_TEXT);
}

static const char *figure(double value, char *buffer)
{
    return number_text(NUMBER_FIGURE, value, buffer, MAX_NUMBER_TEXT);
}

static void add_name(struct price_names *names, const char *key)
{
    const size_t used = strlen(names->text);
    names->count++;
    if (used + strlen(key) + 3 > sizeof names->text)
        return;
    snprintf(names->text + used, sizeof names->text - used, "%s%s", used > 0 ? ", " : "", key);
    names->listed++;
}

void price_note_day(struct price_draft *draft)
{
    if (draft->file->options.as_of == NULL)
        price_note(draft, "It has prices of several dates: those in force on " PRICE_DAY
                          ", the day of the built-in catalogs, unless --as-of states another");
}

void price_pass_over(struct price_draft *draft, const char *key)
{
    add_name(&draft->passed_over, key);
}

void price_unknown(struct price_draft *draft, const char *key)
{
    add_name(&draft->unknown, key);
}

bool price_holds(const char *key, const char *const *words)
{
    for (; words != NULL && *words != NULL; words++)
        if (strstr(key, *words) != NULL)
            return true;
    return false;
}

/* "x, y and 3 more" */
static const char *list_names(const struct price_names *names, char *buffer, size_t size)
{
    char more[32] = "";
    if (names->count > names->listed)
        snprintf(more, sizeof more, "%s%d more", names->listed > 0 ? " and " : "",
                 names->count - names->listed);
    snprintf(buffer, size, "%s%s", names->text, more);
    return buffer;
}

/* ---- Values ---- */

double price_rounded(double value)
{
    return fragment_rounded(value, 12);
}

bool price_value(struct price_draft *draft, const struct json_scan *scan, enum json_event event,
                 const char *key, double scale, double *ret_value)
{
    double value;
    if (event == JSON_NULL)
        return false;
    if ((event != JSON_NUMBER && event != JSON_STRING) || !json_scan_number(scan, &value)) {
        price_refuse(draft, "its %s is not a number", key);
        return false;
    }
    if (value < 0) {
        char text[MAX_NUMBER_TEXT];
        price_refuse(draft, "its %s is %s: a negative number is a sentinel, not a price", key,
                     figure(value, text));
        return false;
    }
    value *= scale;
    if (!(value <= 1e300)) {
        price_refuse(draft, "its %s is larger than any price", key);
        return false;
    }
    *ret_value = price_rounded(value);
    return true;
}

/* The tier of a threshold, in order; NULL when there are too many, or it is no threshold. */
static struct price_tier *tier_at(struct price_draft *draft, double over)
{
    int at = 0;
    while (at < draft->tiers && draft->tier[at].over < over)
        at++;
    if (at < draft->tiers && draft->tier[at].over == over)
        return &draft->tier[at];
    if (at == MAX_TIERS)
        return NULL;
    if (draft->tiers == MAX_TIERS)
        draft->tiers--; /* the highest: only the lowest is used */
    memmove(draft->tier + at + 1, draft->tier + at,
            (size_t)(draft->tiers - at) * sizeof draft->tier[0]);
    draft->tier[at] = (struct price_tier){.over = over};
    draft->tiers++;
    return &draft->tier[at];
}

void price_set(struct price_draft *draft, double over, enum price kind, const char *key,
               double value)
{
    bool *has = &draft->has[kind];
    double *place = &draft->value[kind];
    char old[MAX_NUMBER_TEXT];
    char new[MAX_NUMBER_TEXT];
    if (over > 0) {
        struct price_tier *tier = tier_at(draft, over);
        if (tier == NULL)
            return;
        has = &tier->has[kind];
        place = &tier->value[kind];
    }
    if (*has && *place != value)
        price_note(draft, "%s stands twice, as %s and as %s: the last counts", key,
                   figure(*place, old), figure(value, new));
    *has = true;
    *place = value;
}

void price_ends(struct price_draft *draft, const char *what, const char *date)
{
    const char *as_of = draft->file->options.as_of;
    int day;
    if (!date_days(date, &day))
        price_note(draft, "Its %s is no date: %s", what, date);
    else if (as_of != NULL && strcmp(date, as_of) <= 0)
        price_note(draft, "Its %s, %s, has passed at %s", what, date, as_of);
}

/* ---- Guards ---- */

/* A price of 0 for tokens in and out stands for "not known" far more often than for "free". */
static void drop_zeros(struct price_draft *draft)
{
    bool *has = draft->has;
    const double *value = draft->value;
    if (has[PRICE_INPUT] && has[PRICE_OUTPUT] && value[PRICE_INPUT] == 0 &&
        value[PRICE_OUTPUT] == 0) {
        price_note(draft, "Its input and output prices are 0, which is not free but not known: "
                          "taken as missing");
        has[PRICE_INPUT] = has[PRICE_OUTPUT] = false;
        for (int kind = PRICE_CACHED; kind <= PRICE_HOUR_WRITE; kind++)
            has[kind] = has[kind] && value[kind] > 0;
        int kept = 0;
        for (int i = 0; i < draft->tiers; i++)
            if (draft->tier[i].value[PRICE_INPUT] > 0 || draft->tier[i].value[PRICE_OUTPUT] > 0)
                draft->tier[kept++] = draft->tier[i];
        draft->tiers = kept;
        return;
    }
    if (!has[PRICE_INPUT] || !has[PRICE_OUTPUT])
        price_note(draft, "No price per token of %s in it: missing, not 0",
                   has[PRICE_INPUT]    ? "output"
                   : has[PRICE_OUTPUT] ? "input"
                                       : "input and output");
    for (int kind = PRICE_INPUT; kind <= PRICE_HOUR_WRITE; kind++)
        if (has[kind] && value[kind] == 0)
            price_note(draft, "Its %s is 0: taken as written, though hardly anything is free",
                       kinds[kind].field);
}

static void guard(struct price_draft *draft, const char *field, double value, double *ret_highest,
                  const char **ret_field)
{
    char text[MAX_NUMBER_TEXT];
    if (value > OUTLIER && !draft->file->options.allow_outliers)
        price_refuse(draft,
                     "its %s is %s, above %d USD per Mtok: a unit error, unless "
                     "--allow-outliers says otherwise",
                     field, figure(value, text), OUTLIER);
    if (value > *ret_highest) {
        *ret_highest = value;
        *ret_field = field;
    }
}

static void guard_all(struct price_draft *draft)
{
    const char *field = "";
    double highest = 0;
    char text[MAX_NUMBER_TEXT];
    for (int kind = PRICE_INPUT; kind <= PRICE_HOUR_WRITE; kind++) {
        if (draft->has[kind])
            guard(draft, kinds[kind].field, draft->value[kind], &highest, &field);
        if (kind < TIER_PRICES && draft->tiers > 0 && draft->tier[0].has[kind])
            guard(draft, kinds[kind].long_field, draft->tier[0].value[kind], &highest, &field);
    }
    if (highest > HIGH_PRICE)
        price_note(draft, "Its %s is %s, above %d USD per Mtok, which is unusually high", field,
                   figure(highest, text), HIGH_PRICE);
}

/* ---- The entry ---- */

static void put(struct price_draft *draft, const char *name, double value)
{
    struct api_entry *entry = draft->entry;
    const struct llmcost_field *field = llmcost_find_field(LLMCOST_APIS, name);
    if (field == NULL || entry->values == MAX_ENTRY_VALUES)
        return;
    if (value > field->max) {
        price_refuse(draft, "its %s is larger than any price", name);
        return;
    }
    entry->value[entry->values++] = (struct entry_value){.field = field, .value = value};
}

static void put_service(struct price_draft *draft, const char *name, double value,
                        struct entry_service *to)
{
    const struct llmcost_field *field = llmcost_find_field(LLMCOST_APIS, name);
    char text[MAX_NUMBER_TEXT];
    if (value > OUTLIER && !draft->file->options.allow_outliers)
        price_refuse(draft, "its %s in a tier of service is %s, above %d USD per Mtok", name,
                     figure(value, text), OUTLIER);
    else if (field != NULL && to->values < MAX_SERVICE_VALUES)
        to->value[to->values++] = (struct entry_value){.field = field, .value = value};
}

/* A request above the threshold is billed wholly at the tier's prices; what the tier does not state
 * costs what it costs below. */
static void put_tier(struct price_draft *draft)
{
    const struct price_tier *tier = &draft->tier[0];
    char text[MAX_NUMBER_TEXT];
    if (draft->tiers == 0)
        return;
    if (draft->tiers > 1)
        price_note(draft,
                   "It has %d price tiers: that above %s tokens is used, not those further up",
                   draft->tiers, figure(tier->over, text));
    put(draft, "long_context_over", tier->over);
    for (int kind = PRICE_INPUT; kind < TIER_PRICES; kind++) {
        const bool has = tier->has[kind] || draft->has[kind];
        if (has)
            put(draft, kinds[kind].long_field,
                tier->has[kind] ? tier->value[kind] : draft->value[kind]);
    }
}

void price_put_service(struct price_draft *draft, const struct price_draft *of,
                       enum service service)
{
    struct entry_service *to = &draft->entry->service[service];
    const struct price_tier *tier = &of->tier[0];
    const bool same_tier = of->tiers > 0 && draft->tiers > 0 && tier->over == draft->tier[0].over;
    if (!of->has[PRICE_INPUT] || of->value[PRICE_INPUT] == 0)
        return;
    for (int kind = PRICE_INPUT; kind < TIER_PRICES; kind++) {
        if (of->has[kind])
            put_service(draft, kinds[kind].field, of->value[kind], to);
        if (same_tier && tier->has[kind])
            put_service(draft, kinds[kind].long_field, tier->value[kind], to);
    }
}

void price_finish(struct price_draft *draft)
{
    if (draft->entry->refusal[0] == '\0') {
        drop_zeros(draft);
        guard_all(draft);
    }
    if (draft->entry->refusal[0] == '\0') {
        for (int kind = 0; kind < PRICES; kind++)
            if (draft->has[kind])
                put(draft, kinds[kind].field, draft->value[kind]);
        put_tier(draft);
    }
    char names[MAX_NAMES_TEXT + 32];
    list_names(&draft->passed_over, draft->entry->left_out, sizeof draft->entry->left_out);
    if (draft->unknown.count > 0)
        price_note(draft, "Not known, and not imported: %s",
                   list_names(&draft->unknown, names, sizeof names));
    if (draft->entry->refusal[0] != '\0') {
        draft->entry->values = 0;
        memset(draft->entry->service, 0, sizeof draft->entry->service);
        draft->entry->from[0] = draft->entry->to[0] = '\0';
    }
}
