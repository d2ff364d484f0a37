/* formats.c - the formats of usage files: how each is called, what its figures are named, who
 * reads a record. To add one: a row here, its reader in a file of its own, and what tells it apart
 * in io/import/usage/detect.c.
 */
#include "io/import/usage/format.h"

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
                               .object = usage_mooncake},
    [USAGE_FORMAT_OPENAI] = {.name = "an OpenAI usage report",
                             .buckets = true,
                             .object = usage_openai},
    [USAGE_FORMAT_ANTHROPIC] = {.name = "an Anthropic usage report",
                                .buckets = true,
                                .object = usage_anthropic},
    [USAGE_FORMAT_RESPONSES] = {.name = "responses of model APIs", .object = usage_response},
};
