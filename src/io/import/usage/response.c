/* response.c - the `usage` blocks that model APIs answer with: OpenAI chat and Responses,
 * Anthropic, Gemini, Bedrock, DeepSeek, Cohere. Knows where each puts cached and reasoning tokens,
 * inside the input and output or beside them; refuses a block in which it finds no count. A new
 * figure is a row of `figures` and a line of make_record().
 */
#include "io/import/usage/json.h"

#include <string.h>

enum figure {
    PROMPT,
    COMPLETION,
    INPUT,
    OUTPUT,
    TOTAL,
    REASONING,
    CACHED_INSIDE,
    WRITTEN_INSIDE,
    READ_BESIDE,
    WRITTEN_BESIDE,
    WRITTEN_5M,
    WRITTEN_1H,
    GEMINI_PROMPT,
    GEMINI_TOOL,
    GEMINI_CANDIDATES,
    GEMINI_THOUGHTS,
    TOKENS_INPUT,
    TOKENS_OUTPUT,
    BILLED_INPUT,
    BILLED_OUTPUT,
    AUDIO,
    SEARCHES,
    FIGURES,
    NO_MATTER = FIGURES, /* known, and nothing to add */
};

/* By the path within the block: "key" or "key.key". */
static const struct {
    const char *path;
    enum figure figure;
} figures[] = {
    {.path = "prompt_tokens", .figure = PROMPT},
    {.path = "completion_tokens", .figure = COMPLETION},
    {.path = "input_tokens", .figure = INPUT},
    {.path = "output_tokens", .figure = OUTPUT},
    {.path = "total_tokens", .figure = TOTAL},
    {.path = "completion_tokens_details.reasoning_tokens", .figure = REASONING},
    {.path = "prompt_tokens_details.cached_tokens", .figure = CACHED_INSIDE},
    {.path = "input_tokens_details.cached_tokens", .figure = CACHED_INSIDE},
    {.path = "cached_tokens", .figure = CACHED_INSIDE},
    {.path = "prompt_cache_hit_tokens", .figure = CACHED_INSIDE},
    {.path = "prompt_cache_miss_tokens", .figure = NO_MATTER},
    {.path = "prompt_tokens_details.cache_write_tokens", .figure = WRITTEN_INSIDE},
    {.path = "input_tokens_details.cache_write_tokens", .figure = WRITTEN_INSIDE},
    {.path = "cache_read_input_tokens", .figure = READ_BESIDE},
    {.path = "cache_creation_input_tokens", .figure = WRITTEN_BESIDE},
    {.path = "cache_creation.ephemeral_5m_input_tokens", .figure = WRITTEN_5M},
    {.path = "cache_creation.ephemeral_1h_input_tokens", .figure = WRITTEN_1H},
    {.path = "cache_creation", .figure = NO_MATTER},
    {.path = "promptTokenCount", .figure = GEMINI_PROMPT},
    {.path = "toolUsePromptTokenCount", .figure = GEMINI_TOOL},
    {.path = "candidatesTokenCount", .figure = GEMINI_CANDIDATES},
    {.path = "thoughtsTokenCount", .figure = GEMINI_THOUGHTS},
    {.path = "cachedContentTokenCount", .figure = CACHED_INSIDE},
    {.path = "cacheTokensDetails", .figure = NO_MATTER},
    {.path = "inputTokens", .figure = INPUT},
    {.path = "outputTokens", .figure = OUTPUT},
    {.path = "cacheReadInputTokens", .figure = READ_BESIDE},
    {.path = "cacheWriteInputTokens", .figure = WRITTEN_BESIDE},
    {.path = "cacheReadInputTokenCount", .figure = READ_BESIDE},
    {.path = "cacheWriteInputTokenCount", .figure = WRITTEN_BESIDE},
    {.path = "cacheDetails", .figure = NO_MATTER},
    {.path = "tokens.input_tokens", .figure = TOKENS_INPUT},
    {.path = "tokens.output_tokens", .figure = TOKENS_OUTPUT},
    {.path = "billed_units.input_tokens", .figure = BILLED_INPUT},
    {.path = "billed_units.output_tokens", .figure = BILLED_OUTPUT},
    {.path = "prompt_tokens_details.audio_tokens", .figure = AUDIO},
    {.path = "completion_tokens_details.audio_tokens", .figure = AUDIO},
    {.path = "server_tool_use.web_search_requests", .figure = SEARCHES},
};

/* A usage block as it stands. */
struct block {
    bool has[FIGURES];
    uint64_t value[FIGURES];
    bool has_tier, is_batch;
    const char *why;
};

enum { MAX_PATH = 96, NESTING = 3 };

static enum figure find_figure(const char *path)
{
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (strcmp(figures[i].path, path) == 0)
            return figures[i].figure;
    return FIGURES;
}

static bool is_known(const char *path)
{
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (strcmp(figures[i].path, path) == 0)
            return true;
    return false;
}

/* Two names of one figure may both be there: the larger counts. */
static void take(struct block *block, enum figure figure, const struct json_scan *scan,
                 enum json_event event)
{
    uint64_t value;
    if (event == JSON_NULL)
        return;
    if (!usage_json_whole(scan, event, USAGE_MAX_REQUEST, &value)) {
        block->why = "one of its token counts is no whole number";
        return;
    }
    if (!block->has[figure] || value > block->value[figure])
        block->value[figure] = value;
    block->has[figure] = true;
}

/* The entries of an object whose first event was returned; prefix: "" or "key.". */
static bool read_block(struct usage_scene *scene, struct json_scan *scan, const char *prefix,
                       struct block *block)
{
    const size_t used = strlen(prefix);
    char path[MAX_PATH];
    enum json_event event;
    memcpy(path, prefix, used);
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        const size_t length = scan->length < MAX_PATH - 2 - used ? scan->length : 0;
        memcpy(path + used, scan->text, length);
        path[used + length] = '\0';
        const bool tier = used == 0 && json_scan_is(scan, "service_tier");
        const bool odd = usage_json_holds(scan, "cach") && !is_known(path);
        const enum figure figure = find_figure(path);
        if (odd)
            usage_unknown(scene->usage, scan->text, scan->length);
        event = json_scan_next(scan);
        if (figure != FIGURES)
            take(block, figure, scan, event);
        if (tier && event == JSON_STRING) {
            block->has_tier = true;
            block->is_batch = json_scan_is(scan, "batch");
        }
        if (event == JSON_OBJECT && used == 0 && length > 0) {
            path[length] = '.';
            path[length + 1] = '\0';
            if (!read_block(scene, scan, path, block))
                return false;
        } else if (!json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

/* Usage blocks wherever an answer has them; false when it is not JSON. */
static bool find_blocks(struct usage_scene *scene, struct json_scan *scan, int depth,
                        struct block *block, int *blocks, bool *is_null)
{
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        const bool usage = json_scan_is(scan, "usage") || json_scan_is(scan, "usageMetadata") ||
                           json_scan_is(scan, "usage_metadata") || json_scan_is(scan, "meta");
        const bool outer = json_scan_is(scan, "body") || json_scan_is(scan, "response");
        event = json_scan_next(scan);
        *is_null = *is_null || (usage && event == JSON_NULL);
        if (usage && event == JSON_OBJECT) {
            struct block found = {.why = NULL};
            if (!read_block(scene, scan, "", &found))
                return false;
            bool any = found.why != NULL;
            for (int i = 0; i < FIGURES; i++)
                any = any || found.has[i];
            if (any)
                *block = found;
            *blocks += any;
        } else if (outer && event == JSON_OBJECT && depth < NESTING) {
            if (!find_blocks(scene, scan, depth + 1, block, blocks, is_null))
                return false;
        } else if (!json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

/* Cached reads and writes beside the input, as Anthropic and Bedrock have them. */
static void add_beside(const struct block *b, struct usage_record *r)
{
    const uint64_t apart = b->value[WRITTEN_5M] + b->value[WRITTEN_1H];
    r->cached = b->value[READ_BESIDE];
    r->written = b->has[WRITTEN_BESIDE] && b->value[WRITTEN_BESIDE] >= apart
                     ? b->value[WRITTEN_BESIDE]
                     : apart;
    r->input = b->value[INPUT] + r->cached + r->written;
    r->knows |= USAGE_KNOWS_CACHED | USAGE_KNOWS_WRITTEN;
}

static void add_inside(const struct block *b, struct usage_record *r)
{
    r->cached = b->value[CACHED_INSIDE];
    r->written = b->value[WRITTEN_INSIDE];
    r->knows |= (b->has[CACHED_INSIDE] ? USAGE_KNOWS_CACHED : 0) |
                (b->has[WRITTEN_INSIDE] ? USAGE_KNOWS_WRITTEN : 0);
}

/* False when there is no count that we know. */
static bool make_record(const struct block *b, struct usage_record *r)
{
    const uint64_t *value = b->value;
    if (b->has[GEMINI_PROMPT] || b->has[GEMINI_CANDIDATES]) {
        r->input = value[GEMINI_PROMPT] + value[GEMINI_TOOL];
        r->output = value[GEMINI_CANDIDATES] + value[GEMINI_THOUGHTS];
        add_inside(b, r);
    } else if (b->has[PROMPT]) {
        const uint64_t apart = value[PROMPT] + value[COMPLETION] + value[REASONING];
        r->input = value[PROMPT];
        r->output = value[COMPLETION]; /* none: embeddings */
        if (b->has[TOTAL] && value[REASONING] > 0 && value[TOTAL] == apart)
            r->output += value[REASONING]; /* xAI has it beside */
        add_inside(b, r);
        if (b->has[READ_BESIDE] && !b->has[CACHED_INSIDE]) { /* a proxy's words for Anthropic */
            r->cached = value[READ_BESIDE];
            r->knows |= USAGE_KNOWS_CACHED;
        }
    } else if (b->has[TOKENS_INPUT]) {
        r->input = value[TOKENS_INPUT];
        r->output = value[TOKENS_OUTPUT];
        add_inside(b, r);
    } else if (b->has[BILLED_INPUT]) {
        r->input = value[BILLED_INPUT];
        r->output = value[BILLED_OUTPUT];
    } else if (b->has[INPUT]) {
        r->input = value[INPUT];
        r->output = value[OUTPUT];
        if (b->has[READ_BESIDE] || b->has[WRITTEN_BESIDE] || b->has[WRITTEN_5M] ||
            b->has[WRITTEN_1H])
            add_beside(b, r);
        else
            add_inside(b, r);
    } else
        return false;
    return true;
}

const char *usage_response(struct usage_scene *scene, const char *text, size_t length)
{
    struct block block = {.why = NULL};
    struct usage_record r = {.requests = 1, .knows = USAGE_KNOWS_REQUESTS | USAGE_KNOWS_SIZES};
    struct json_scan scan;
    int blocks = 0;
    bool is_null = false;
    json_scan_begin(&scan, text, length, false);
    if (json_scan_next(&scan) != JSON_OBJECT)
        return "it is no JSON object";
    if (!find_blocks(scene, &scan, 0, &block, &blocks, &is_null) || usage_json_end(&scan) != NULL)
        return "it is not JSON";
    if (blocks == 0 && is_null) {
        usage_odd(scene->usage, USAGE_WITHOUT, 1);
        return NULL;
    }
    if (blocks != 1)
        return blocks == 0 ? "it holds no usage" : "it holds more than one usage block";
    if (block.why != NULL)
        return block.why;
    if (!make_record(&block, &r))
        return "its usage has no token counts that are known here";
    if (r.cached + r.written > r.input)
        return "it has more cached than input tokens";
    if (block.has_tier) {
        r.knows |= USAGE_KNOWS_BATCH;
        r.is_batch = block.is_batch;
    }
    usage_odd(scene->usage, USAGE_AUDIO, block.value[AUDIO]);
    usage_odd(scene->usage, USAGE_SEARCHES, block.value[SEARCHES]);
    usage_odd(scene->usage, USAGE_BILLED,
              block.has[TOKENS_INPUT] && block.has[BILLED_INPUT] &&
                  block.value[BILLED_INPUT] != block.value[TOKENS_INPUT]);
    usage_add(scene->usage, &r);
    return NULL;
}
