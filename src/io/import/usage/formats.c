/* formats.c - the formats of usage files: how each is called, what its figures are named, who
 * reads a record. To add one: a row here, its reader in a file of its own, and what tells it apart
 * in io/import/usage/detect.c.
 */
#include "io/import/usage/format.h"

#include <string.h>

static const struct usage_names request_names[] = {
    {.role = USAGE_TIME,
     .names = "timestamp time ts datetime date created createdat starttime requesttime arrivedat "
              "arrivaltime",
     .required = true},
    {.role = USAGE_INPUT,
     .names = "input inputtokens prompttokens contexttokens inputlength tokensin promptlength "
              "numinputtokens numprompttokens inputtokencount prompttokencount",
     .required = true},
    {.role = USAGE_OUTPUT,
     .names = "output outputtokens completiontokens generatedtokens outputlength tokensout "
              "numoutputtokens numcompletiontokens numgeneratedtokens outputtokencount "
              "completiontokencount",
     .required = true},
    {.role = USAGE_CACHED,
     .names = "cached cachedtokens cachedinputtokens cachedprompttokens inputcachedtokens"},
    {.names = NULL},
};

static const struct usage_names burst_names[] = {
    {.role = USAGE_TIME, .names = "timestamp", .required = true},
    {.role = USAGE_INPUT, .names = "requesttokens", .required = true},
    {.role = USAGE_OUTPUT, .names = "responsetokens", .required = true},
    {.names = NULL},
};

static const struct usage_names spend_names[] = {
    {.role = USAGE_TIME, .names = "starttime", .required = true},
    {.role = USAGE_INPUT, .names = "prompttokens", .required = true},
    {.role = USAGE_OUTPUT, .names = "completiontokens", .required = true},
    {.role = USAGE_END, .names = "endtime"},
    {.role = USAGE_STATUS, .names = "status"},
    {.role = USAGE_HIT, .names = "cachehit"},
    {.names = NULL},
};

static const struct usage_names focus_names[] = {
    {.role = USAGE_TIME, .names = "chargeperiodstart", .required = true},
    {.role = USAGE_END, .names = "chargeperiodend", .required = true},
    {.role = USAGE_AMOUNT, .names = "billedcost", .required = true},
    {.role = USAGE_CATEGORY, .names = "chargecategory", .required = true},
    {.role = USAGE_CLASS, .names = "chargeclass"},
    {.role = USAGE_UNIT, .names = "consumedunit"},
    {.role = USAGE_QUANTITY, .names = "consumedquantity"},
    {.role = USAGE_PRICE_UNIT, .names = "pricingunit", .required = true},
    {.role = USAGE_PRICE_QUANTITY, .names = "pricingquantity", .required = true},
    {.role = USAGE_TEXT, .names = "chargedescription", .required = true},
    {.names = NULL},
};

const struct usage_format usage_formats[] = {
    [USAGE_FORMAT_REQUESTS] = {.name = "a request log",
                               .plain = true,
                               .names = request_names,
                               .row = usage_request_row,
                               .object = usage_flat_object},
    [USAGE_FORMAT_BURSTGPT] = {.name = "a BurstGPT trace",
                               .clock = USAGE_SECONDS,
                               .relative = true,
                               .failed_if_zero = true,
                               .plain = true,
                               .names = burst_names,
                               .row = usage_request_row},
    [USAGE_FORMAT_LITELLM] = {.name = "LiteLLM spend logs",
                              .names = spend_names,
                              .row = usage_spend_row,
                              .object = usage_flat_object},
    [USAGE_FORMAT_FOCUS] = {.name = "a FOCUS bill",
                            .buckets = true,
                            .names = focus_names,
                            .row = usage_focus_row},
    [USAGE_FORMAT_MOONCAKE] = {.name = "a Mooncake trace",
                               .clock = USAGE_MILLISECONDS,
                               .relative = true,
                               .in_order = true,
                               .object = usage_mooncake},
    [USAGE_FORMAT_OPENAI] = {.name = "an OpenAI usage report",
                             .buckets = true,
                             .in_order = true,
                             .object = usage_openai},
    [USAGE_FORMAT_ANTHROPIC] = {.name = "an Anthropic usage report",
                                .buckets = true,
                                .in_order = true,
                                .object = usage_anthropic},
    [USAGE_FORMAT_RESPONSES] = {.name = "responses of model APIs", .object = usage_response},
};

/* Its letters and digits alone, in small letters. */
static size_t plain_name(const char *name, size_t length, char plain[USAGE_MAX_NAME])
{
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        const char c = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] | 0x20 : name[i]);
        if (((c < 'a' || c > 'z') && (c < '0' || c > '9')))
            continue;
        if (used + 1 == USAGE_MAX_NAME)
            return 0;
        plain[used++] = c;
    }
    return used;
}

static bool is_listed(const char *names, const char *name, size_t length)
{
    while (*names != '\0') {
        const size_t word = strcspn(names, " ");
        if (word == length && memcmp(names, name, length) == 0)
            return true;
        names += word + (names[word] == ' ');
    }
    return false;
}

enum usage_role usage_role(const struct usage_scene *scene, const char *name, size_t length)
{
    char plain[USAGE_MAX_NAME];
    for (int i = 0; i < USAGE_NAMED; i++)
        if (scene->column[i] != NULL && scene->column_length[i] == length &&
            memcmp(scene->column[i], name, length) == 0)
            return (enum usage_role)i;
    const size_t used = plain_name(name, length, plain);
    for (const struct usage_names *row = scene->format->names; used > 0 && row->names != NULL;
         row++)
        if ((row->role >= USAGE_NAMED || scene->column[row->role] == NULL) &&
            is_listed(row->names, plain, used))
            return row->role;
    return USAGE_NO_ROLE;
}
