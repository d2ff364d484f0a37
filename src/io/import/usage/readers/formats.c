/* formats.c - the formats of usage files: how each is called, what it is told by, what its figures
 * are named, who reads a record. To add one: its id in io/import/usage/sums/format.h and a row
 * here; where the readers that are there cannot read it, a reader in a file of its own.
 */
#include "io/import/usage/readers/json.h"
#include "io/import/usage/readers/readers.h"

#define INPUT_NAMES                                                                                \
    "input inputtokens prompttokens contexttokens inputlength tokensin promptlength "              \
    "numinputtokens numprompttokens inputtokencount prompttokencount"
#define OUTPUT_NAMES                                                                               \
    "output outputtokens completiontokens generatedtokens outputlength tokensout "                 \
    "numoutputtokens numcompletiontokens numgeneratedtokens outputtokencount completiontokencount"
#define CACHED_NAMES "cached cachedtokens cachedinputtokens cachedprompttokens inputcachedtokens"
#define READ_NAMES   "cacheread cachereadtokens cachereadinputtokens cachereadinputtokencount"
#define WRITE_NAMES  "cachewrite cachewritetokens cachewriteinputtokens cachecreationinputtokens"

static const struct usage_names request_names[] = {
    {.role = USAGE_TIME,
     .names = "timestamp time ts datetime date day created createdat starttime requesttime "
              "arrivedat arrivaltime",
     .required = true},
    {.role = USAGE_INPUT, .names = INPUT_NAMES, .required = true},
    {.role = USAGE_OUTPUT, .names = OUTPUT_NAMES, .required = true},
    {.role = USAGE_CACHED, .names = CACHED_NAMES},
    {.role = USAGE_COUNT,
     .names = "requests requestcount numrequests nummodelrequests apirequests totalrequests "
              "numberofrequests nrequests requestscount modelrequests calls numcalls count"},
    {.role = USAGE_MODEL, .names = "model modelname modelid"},
    {.role = USAGE_UNTIL,
     .names = "endtime end enddate endts periodend windowend bucketend endedat until"},
    {.role = USAGE_READ, .names = READ_NAMES},
    {.role = USAGE_WRITE, .names = WRITE_NAMES},
    {.role = USAGE_ALL, .names = "totaltokens total tokens"},
    {.role = USAGE_ID, .names = "requestid responseid messageid generationid completionid"},
    {.role = USAGE_ROW_ID, .names = "id"},
    {.role = USAGE_CALL, .names = "calltype"},
    {.role = USAGE_STATUS, .names = "status statuscode httpstatus"},
    {.role = USAGE_IS_BATCH, .names = "batch isbatch"},
    {.role = USAGE_TIER, .names = "servicetier"},
    {.names = NULL},
};

static const struct usage_names burst_names[] = {
    {.role = USAGE_TIME, .names = "timestamp", .required = true},
    {.role = USAGE_INPUT, .names = "requesttokens", .required = true},
    {.role = USAGE_OUTPUT, .names = "responsetokens", .required = true},
    {.role = USAGE_MODEL, .names = "model"},
    {.names = NULL},
};

static const struct usage_names spend_names[] = {
    {.role = USAGE_TIME, .names = "starttime", .required = true},
    {.role = USAGE_INPUT, .names = "prompttokens", .required = true},
    {.role = USAGE_OUTPUT, .names = "completiontokens", .required = true},
    {.role = USAGE_UNTIL, .names = "endtime"},
    {.role = USAGE_MODEL, .names = "model"},
    {.role = USAGE_ID, .names = "requestid"},
    {.role = USAGE_CALL, .names = "calltype"},
    {.role = USAGE_STATUS, .names = "status"},
    {.role = USAGE_HIT, .names = "cachehit"},
    {.names = NULL},
};

static const struct usage_names daily_names[] = {
    {.role = USAGE_TIME, .names = "date", .required = true},
    {.role = USAGE_INPUT, .names = "prompttokens", .required = true},
    {.role = USAGE_OUTPUT, .names = "completiontokens", .required = true},
    {.role = USAGE_COUNT, .names = "successfulrequests", .required = true},
    {.role = USAGE_FAILURES, .names = "failedrequests"},
    {.role = USAGE_MODEL, .names = "model"},
    {.role = USAGE_READ, .names = "cachereadinputtokens"},
    {.role = USAGE_WRITE, .names = "cachecreationinputtokens"},
    {.names = NULL},
};

static const struct usage_names openai_names[] = {
    {.role = USAGE_TIME, .names = "starttime", .required = true},
    {.role = USAGE_UNTIL, .names = "endtime", .required = true},
    {.role = USAGE_INPUT, .names = "inputtokens", .required = true},
    {.role = USAGE_OUTPUT, .names = "outputtokens", .required = true},
    {.role = USAGE_CACHED, .names = "inputcachedtokens"},
    {.role = USAGE_COUNT, .names = "nummodelrequests", .required = true},
    {.role = USAGE_MODEL, .names = "model"},
    {.role = USAGE_IS_BATCH, .names = "batch"},
    {.role = USAGE_TIER, .names = "servicetier"},
    {.names = NULL},
};

static const struct usage_names console_names[] = {
    {.role = USAGE_TIME, .names = "usagedateutc", .required = true},
    {.role = USAGE_INPUT, .names = "usageinputtokensnocache", .required = true},
    {.role = USAGE_OUTPUT, .names = "usageoutputtokens", .required = true},
    {.role = USAGE_READ, .names = "usageinputtokenscacheread"},
    {.role = USAGE_WRITE, .names = "usageinputtokenscachewrite5m"},
    {.role = USAGE_WRITE_HOUR, .names = "usageinputtokenscachewrite1h"},
    {.role = USAGE_MODEL, .names = "modelversion model"},
    {.role = USAGE_TIER, .names = "usagetype servicetier"},
    {.role = USAGE_WINDOW, .names = "contextwindow"},
    {.role = USAGE_WEB, .names = "websearchcount"},
    {.names = NULL},
};

static const struct usage_names cursor_names[] = {
    {.role = USAGE_TIME, .names = "date", .required = true},
    {.role = USAGE_INPUT, .names = "inputwocachewrite", .required = true},
    {.role = USAGE_WRITE, .names = "inputwcachewrite", .required = true},
    {.role = USAGE_READ, .names = "cacheread", .required = true},
    {.role = USAGE_OUTPUT, .names = "outputtokens output", .required = true},
    {.role = USAGE_MODEL, .names = "model"},
    {.names = NULL},
};

static const struct usage_names router_names[] = {
    {.role = USAGE_TIME, .names = "createdat", .required = true},
    {.role = USAGE_INPUT, .names = "tokensprompt", .required = true},
    {.role = USAGE_OUTPUT, .names = "tokenscompletion", .required = true},
    {.role = USAGE_CACHED, .names = "tokenscached"},
    {.role = USAGE_MODEL, .names = "modelpermaslug"},
    {.role = USAGE_ID, .names = "generationid"},
    {.names = NULL},
};

static const struct usage_names focus_names[] = {
    {.role = USAGE_TIME, .names = "chargeperiodstart", .required = true},
    {.role = USAGE_UNTIL, .names = "chargeperiodend", .required = true},
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

/* clang-format off */
const struct usage_format usage_formats[USAGE_FORMATS] = {
    [USAGE_FORMAT_REQUESTS] = {.name = "a request log", .known_as = "request logs", .plain = true,
        .names = request_names, .row = usage_table_row, .object = usage_flat_object},
    [USAGE_FORMAT_RESPONSES] = {.name = "responses of model APIs",
        .known_as = "`usage` blocks", .object = usage_response},
    [USAGE_FORMAT_OPENAI] = {.name = "an OpenAI usage report",
        .known_as = "OpenAI", .signs = {"results[]", "start_time"}, .evident = USAGE_HAS_PERIOD,
        .object = usage_openai},
    [USAGE_FORMAT_ANTHROPIC] = {.name = "an Anthropic usage report",
        .known_as = "Anthropic", .signs = {"results[]", "starting_at"}, .evident = USAGE_HAS_PERIOD,
        .object = usage_anthropic},
    [USAGE_FORMAT_PROMETHEUS] = {.name = "an answer of Prometheus",
        .known_as = "Prometheus (vLLM's counters)", .signs = {"status", "data{}"},
        .evident = USAGE_HAS_PERIOD, .object = usage_prometheus},
    [USAGE_FORMAT_MOONCAKE] = {.name = "a Mooncake trace", .known_as = "Mooncake",
        .signs = {"hash_ids"}, .clock = USAGE_MILLISECONDS, .relative = true,
        .evident = USAGE_HAS_CALL, .object = usage_mooncake},
    [USAGE_FORMAT_FOCUS] = {.name = "a FOCUS bill", .known_as = "FOCUS",
        .signs = {"BilledCost", "ChargePeriodStart"}, .evident = USAGE_HAS_PERIOD,
        .names = focus_names, .row = usage_focus_row},
    [USAGE_FORMAT_BURSTGPT] = {.name = "a BurstGPT trace", .known_as = "BurstGPT",
        .signs = {"Request tokens", "Response tokens"}, .clock = USAGE_SECONDS, .relative = true,
        .failed_if_zero = true, .plain = true, .names = burst_names, .row = usage_table_row},
    [USAGE_FORMAT_LITELLM_DAYS] = {.name = "daily rows of LiteLLM",
        .known_as = "LiteLLM", .signs = {"api_requests", "prompt_tokens", "date"},
        .caches = USAGE_INSIDE, .evident = USAGE_IS_SUM, .names = daily_names,
        .row = usage_table_row, .object = usage_flat_object},
    [USAGE_FORMAT_LITELLM_ACTIVITY] = {.name = "daily activity of LiteLLM",
        .signs = {"date", "metrics{}"}, .caches = USAGE_INSIDE, .evident = USAGE_IS_SUM,
        .names = daily_names, .row = usage_table_row, .object = usage_flat_object},
    [USAGE_FORMAT_LITELLM] = {.name = "LiteLLM spend logs", .signs = {"request_id", "startTime"},
        .names = spend_names, .evident = USAGE_HAS_CALL, .row = usage_table_row,
        .object = usage_flat_object},
    [USAGE_FORMAT_OPENAI_TABLE] = {.name = "an OpenAI usage table",
        .signs = {"num_model_requests", "start_time", "end_time"}, .evident = USAGE_HAS_PERIOD,
        .names = openai_names, .row = usage_table_row, .object = usage_flat_object},
    [USAGE_FORMAT_CONSOLE] = {.name = "usage of the Anthropic console",
        .signs = {"usage_date_utc", "usage_input_tokens_no_cache"}, .caches = USAGE_BESIDE,
        .evident = USAGE_IS_SUM, .names = console_names, .row = usage_table_row},
    [USAGE_FORMAT_CURSOR] = {.name = "usage of Cursor", .known_as = "Cursor",
        .signs = {"Date", "Input (w/o Cache Write)", "Cache Read"}, .caches = USAGE_BESIDE,
        .evident = USAGE_IS_SUM, .names = cursor_names, .row = usage_table_row},
    [USAGE_FORMAT_OPENROUTER] = {.name = "activity of OpenRouter", .known_as = "OpenRouter",
        .signs = {"generation_id", "tokens_prompt"}, .evident = USAGE_HAS_CALL,
        .names = router_names, .row = usage_table_row, .object = usage_flat_object},
    [USAGE_FORMAT_LANGFUSE] = {.name = "observations of Langfuse", .known_as = "Langfuse",
        .signs = {"usageDetails{}", "startTime"}, .evident = USAGE_HAS_CALL, .may_lack = true,
        .whole = true, .object = usage_response},
    [USAGE_FORMAT_BEDROCK] = {.name = "invocation logs of Bedrock",
        .known_as = "Bedrock", .signs = {"modelId", "input{}", "output{}"},
        .evident = USAGE_HAS_CALL, .whole = true, .object = usage_response},
    [USAGE_FORMAT_AGENT] = {.name = "transcripts of a coding agent",
        .known_as = "coding agents", .signs = {"sessionId", "type"}, .evident = USAGE_HAS_CALL,
        .may_lack = true, .object = usage_response},
    [USAGE_FORMAT_ANTHROPIC_BATCH] = {.name = "results of an Anthropic batch",
        .known_as = "batches", .signs = {"custom_id", "result"}, .evident = USAGE_HAS_CALL,
        .is_batch = true, .object = usage_response},
    [USAGE_FORMAT_OPENAI_BATCH] = {.name = "the output of an OpenAI batch",
        .signs = {"custom_id", "response"}, .evident = USAGE_HAS_CALL, .is_batch = true,
        .object = usage_response},
};
/* clang-format on */
