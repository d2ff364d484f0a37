/* figures.c - the `usage` blocks that model APIs answer with: OpenAI chat and Responses, Anthropic,
 * Gemini, Bedrock, DeepSeek, Cohere, and those of Langfuse. Knows where each puts cached and
 * reasoning tokens, inside the input and output or beside them. A new figure is a row of `figures`
 * and a line of usage_block_record().
 */
#include "io/import/usage/readers/figures.h"
#include "core/base/count.h"

#include <string.h>

/* By the path within the block: "key" or "key.key". */
struct figure_row {
    const char *path;
    enum usage_figure figure;
};

static const struct figure_row answer_figures[] = {
    {.path = "prompt_tokens", .figure = FIGURE_PROMPT},
    {.path = "completion_tokens", .figure = FIGURE_COMPLETION},
    {.path = "input_tokens", .figure = FIGURE_INPUT},
    {.path = "output_tokens", .figure = FIGURE_OUTPUT},
    {.path = "total_tokens", .figure = FIGURE_TOTAL},
    {.path = "completion_tokens_details.reasoning_tokens", .figure = FIGURE_REASONING},
    {.path = "prompt_tokens_details.cached_tokens", .figure = FIGURE_CACHED_INSIDE},
    {.path = "input_tokens_details.cached_tokens", .figure = FIGURE_CACHED_INSIDE},
    {.path = "cached_tokens", .figure = FIGURE_CACHED_INSIDE},
    {.path = "prompt_cache_hit_tokens", .figure = FIGURE_CACHED_INSIDE},
    {.path = "prompt_cache_miss_tokens", .figure = FIGURE_NONE},
    {.path = "prompt_tokens_details.cache_write_tokens", .figure = FIGURE_WRITTEN_INSIDE},
    {.path = "input_tokens_details.cache_write_tokens", .figure = FIGURE_WRITTEN_INSIDE},
    {.path = "cache_read_input_tokens", .figure = FIGURE_READ_BESIDE},
    {.path = "cache_creation_input_tokens", .figure = FIGURE_WRITTEN_BESIDE},
    {.path = "cache_creation.ephemeral_5m_input_tokens", .figure = FIGURE_WRITTEN_5M},
    {.path = "cache_creation.ephemeral_1h_input_tokens", .figure = FIGURE_WRITTEN_1H},
    {.path = "cache_creation", .figure = FIGURE_NONE},
    {.path = "promptTokenCount", .figure = FIGURE_GEMINI_PROMPT},
    {.path = "prompt_token_count", .figure = FIGURE_GEMINI_PROMPT},
    {.path = "toolUsePromptTokenCount", .figure = FIGURE_GEMINI_TOOL},
    {.path = "tool_use_prompt_token_count", .figure = FIGURE_GEMINI_TOOL},
    {.path = "candidatesTokenCount", .figure = FIGURE_GEMINI_CANDIDATES},
    {.path = "candidates_token_count", .figure = FIGURE_GEMINI_CANDIDATES},
    {.path = "thoughtsTokenCount", .figure = FIGURE_GEMINI_THOUGHTS},
    {.path = "thoughts_token_count", .figure = FIGURE_GEMINI_THOUGHTS},
    {.path = "totalTokenCount", .figure = FIGURE_TOTAL},
    {.path = "total_token_count", .figure = FIGURE_TOTAL},
    {.path = "cachedContentTokenCount", .figure = FIGURE_CACHED_INSIDE},
    {.path = "cached_content_token_count", .figure = FIGURE_CACHED_INSIDE},
    {.path = "cacheTokensDetails", .figure = FIGURE_NONE},
    {.path = "cache_tokens_details", .figure = FIGURE_NONE},
    {.path = "input", .figure = FIGURE_INPUT}, /* Langfuse */
    {.path = "output", .figure = FIGURE_OUTPUT},
    {.path = "total", .figure = FIGURE_TOTAL},
    {.path = "promptTokens", .figure = FIGURE_PROMPT}, /* AI SDK */
    {.path = "completionTokens", .figure = FIGURE_COMPLETION},
    {.path = "totalTokens", .figure = FIGURE_TOTAL},
    {.path = "cachedInputTokens", .figure = FIGURE_CACHED_INSIDE},
    {.path = "inputTokens", .figure = FIGURE_INPUT},
    {.path = "outputTokens", .figure = FIGURE_OUTPUT},
    {.path = "cacheReadInputTokens", .figure = FIGURE_READ_BESIDE},
    {.path = "cacheWriteInputTokens", .figure = FIGURE_WRITTEN_BESIDE},
    {.path = "cacheReadInputTokenCount", .figure = FIGURE_READ_BESIDE},
    {.path = "cacheWriteInputTokenCount", .figure = FIGURE_WRITTEN_BESIDE},
    {.path = "cacheDetails", .figure = FIGURE_NONE},
    {.path = "tokens.input_tokens", .figure = FIGURE_TOKENS_INPUT},
    {.path = "tokens.output_tokens", .figure = FIGURE_TOKENS_OUTPUT},
    {.path = "billed_units.input_tokens", .figure = FIGURE_BILLED_INPUT},
    {.path = "billed_units.output_tokens", .figure = FIGURE_BILLED_OUTPUT},
    {.path = "prompt_tokens_details.audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "completion_tokens_details.audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "input_token_details.audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "output_token_details.audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "input_tokens_details.audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "output_tokens_details.audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "prompt_tokens_details.image_tokens", .figure = FIGURE_IMAGES},
    {.path = "completion_tokens_details.image_tokens", .figure = FIGURE_IMAGES},
    {.path = "input_tokens_details.image_tokens", .figure = FIGURE_IMAGES},
    {.path = "output_tokens_details.image_tokens", .figure = FIGURE_IMAGES},
    {.path = "server_tool_use.web_search_requests", .figure = FIGURE_SEARCHES},
};

/* The same of a record that is its own block: a log of Bedrock, an observation of Langfuse. */
static const struct figure_row record_figures[] = {
    {.path = "input.inputTokenCount", .figure = FIGURE_INPUT},
    {.path = "output.outputTokenCount", .figure = FIGURE_OUTPUT},
    {.path = "input.cacheReadInputTokenCount", .figure = FIGURE_READ_BESIDE},
    {.path = "input.cacheWriteInputTokenCount", .figure = FIGURE_WRITTEN_BESIDE},
    {.path = "usageDetails.input", .figure = FIGURE_INPUT},
    {.path = "usageDetails.output", .figure = FIGURE_OUTPUT},
    {.path = "usageDetails.total", .figure = FIGURE_TOTAL},
    {.path = "usageDetails.input_cached_tokens", .figure = FIGURE_READ_EITHER},
    {.path = "usageDetails.cache_read_input_tokens", .figure = FIGURE_READ_EITHER},
    {.path = "usageDetails.input_cache_read", .figure = FIGURE_READ_EITHER},
    {.path = "usageDetails.cache_creation_input_tokens", .figure = FIGURE_WRITTEN_EITHER},
    {.path = "usageDetails.input_cache_creation", .figure = FIGURE_WRITTEN_EITHER},
    {.path = "usageDetails.input_audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "usageDetails.output_audio_tokens", .figure = FIGURE_AUDIO},
};

/* Of a result of OpenAI's or Anthropic's usage report. */
static const struct figure_row report_figures[] = {
    {.path = "input_tokens", .figure = FIGURE_INPUT},
    {.path = "output_tokens", .figure = FIGURE_OUTPUT},
    {.path = "input_cached_tokens", .figure = FIGURE_CACHED_INSIDE},
    {.path = "num_model_requests", .figure = FIGURE_REQUESTS},
    {.path = "uncached_input_tokens", .figure = FIGURE_UNCACHED},
    {.path = "cache_read_input_tokens", .figure = FIGURE_READ_BESIDE},
    {.path = "cache_creation.ephemeral_5m_input_tokens", .figure = FIGURE_WRITTEN_5M},
    {.path = "cache_creation.ephemeral_1h_input_tokens", .figure = FIGURE_WRITTEN_1H},
    {.path = "cache_creation", .figure = FIGURE_NONE},
    {.path = "server_tool_use.web_search_requests", .figure = FIGURE_SEARCHES},
    {.path = "input_audio_tokens", .figure = FIGURE_AUDIO},
    {.path = "output_audio_tokens", .figure = FIGURE_OUTPUT_AUDIO},
    {.path = "input_image_tokens", .figure = FIGURE_IMAGES},
    {.path = "output_image_tokens", .figure = FIGURE_OUTPUT_IMAGES},
    {.path = "input_uncached_tokens", .figure = FIGURE_NONE},
    {.path = "input_cached_text_tokens", .figure = FIGURE_NONE},
    {.path = "input_cached_audio_tokens", .figure = FIGURE_NONE},
    {.path = "input_cached_image_tokens", .figure = FIGURE_NONE},
};

static const struct {
    const struct figure_row *rows;
    size_t count;
} tables[] = {
    [USAGE_OF_ANSWER] = {.rows = answer_figures, .count = COUNT(answer_figures)},
    [USAGE_OF_RECORD] = {.rows = record_figures, .count = COUNT(record_figures)},
    [USAGE_OF_REPORT] = {.rows = report_figures, .count = COUNT(report_figures)},
};

/* Kinds of tokens that have prices of their own, in lists of {modality, tokenCount}. */
static const struct {
    const char *modality;
    enum usage_figure figure;
} modalities[] = {
    {.modality = "AUDIO", .figure = FIGURE_AUDIO},
    {.modality = "IMAGE", .figure = FIGURE_IMAGES},
    {.modality = "VIDEO", .figure = FIGURE_IMAGES},
};

enum { MAX_PATH = 96 };

static enum usage_figure find_figure(const char *path, enum usage_paths paths)
{
    for (size_t i = 0; i < tables[paths].count; i++)
        if (strcmp(tables[paths].rows[i].path, path) == 0)
            return tables[paths].rows[i].figure;
    return FIGURES;
}

/* Two names of one figure may both be there: the larger counts. */
static void take(struct usage_block *block, enum usage_figure figure, const struct json_scan *scan,
                 enum json_event event)
{
    uint64_t value;
    if (event == JSON_NULL || figure >= FIGURES)
        return;
    if (!usage_json_whole(scan, event, USAGE_MAX_BUCKET, &value)) {
        block->why = block->paths == USAGE_OF_REPORT ? "one of its figures is no whole number"
                                                     : "one of its token counts is no whole number";
        return;
    }
    if (!block->has[figure] || value > block->value[figure])
        block->value[figure] = value;
    block->has[figure] = true;
}

/* [{modality: AUDIO, tokenCount: 5}], in whose array the scan is. */
static bool read_modalities(struct json_scan *scan, struct usage_block *block)
{
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_OBJECT) {
        enum usage_figure figure = FIGURES;
        uint64_t count = 0;
        while (json_scan_next(scan) == JSON_KEY) {
            const bool modality = json_scan_is(scan, "modality");
            const bool tokens =
                json_scan_is(scan, "tokenCount") || json_scan_is(scan, "token_count");
            event = json_scan_next(scan);
            for (size_t i = 0; modality && i < COUNT(modalities); i++)
                if (event == JSON_STRING && json_scan_is(scan, modalities[i].modality))
                    figure = modalities[i].figure;
            if (tokens && !usage_json_whole(scan, event, USAGE_MAX_REQUEST, &count))
                count = 0;
            if (!json_scan_skip(scan, event))
                return false;
        }
        if (figure < FIGURES) {
            block->value[figure] += count;
            block->has[figure] = true;
        }
    }
    return event == JSON_ARRAY_END;
}

/* What a result of a report says beside its figures. */
static void take_report_word(struct usage_block *block, const char *key,
                             const struct json_scan *scan, enum json_event event)
{
    const bool string = event == JSON_STRING;
    if (strcmp(key, "batch") == 0 && (event == JSON_TRUE || event == JSON_FALSE)) {
        block->tier.has = true;
        block->is_batch = block->is_batch || event == JSON_TRUE;
    } else if (strcmp(key, "model") == 0 && string)
        block->model = usage_json_cell(scan);
    else if (strcmp(key, "context_window") == 0 && string) {
        block->has_window = true;
        block->is_long = json_scan_is(scan, "200k-1M");
        if (!block->is_long && !json_scan_is(scan, "0-200k"))
            block->why = "its context_window is neither 0-200k nor 200k-1M";
    } else if (strcmp(key, "object") == 0 && string)
        block->is_embedding = usage_cell_holds(usage_json_cell(scan), "embedding");
    else if (strcmp(key, "amount") == 0)
        block->has_money = true;
}

static void take_word(struct usage_block *block, const char *key, const struct json_scan *scan,
                      enum json_event event)
{
    if (strcmp(key, "service_tier") == 0 && event == JSON_STRING)
        usage_read_tier(&block->tier, usage_json_cell(scan));
    else if (strcmp(key, "inference_geo") == 0 && event == JSON_STRING)
        block->tier.is_resident =
            !json_scan_is(scan, "global") && !json_scan_is(scan, "not_available");
    else if (block->paths == USAGE_OF_REPORT)
        take_report_word(block, key, scan, event);
}

/* The members of an object; prefix: "" or "key.". */
static bool read_members(struct usage_scene *scene, struct json_scan *scan, const char *prefix,
                         struct usage_block *block)
{
    const size_t used = strlen(prefix);
    char path[MAX_PATH];
    enum json_event event;
    memcpy(path, prefix, used);
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        const size_t length = scan->length < MAX_PATH - 2 - used ? scan->length : 0;
        memcpy(path + used, scan->text, length);
        path[used + length] = '\0';
        const bool details = usage_cell_holds(usage_json_cell(scan), "tokensdetails") ||
                             usage_cell_holds(usage_json_cell(scan), "tokens_details");
        const enum usage_figure figure = find_figure(path, block->paths);
        if (block->paths != USAGE_OF_RECORD && figure == FIGURES &&
            usage_cell_holds(usage_json_cell(scan), "cach"))
            usage_unknown(scene->log, scan->text, scan->length);
        event = json_scan_next(scan);
        if (figure != FIGURES)
            take(block, figure, scan, event);
        if (used == 0)
            take_word(block, path, scan, event);
        path[used + length] = '.';
        path[used + length + 1] = '\0';
        bool good;
        if (event == JSON_OBJECT && used == 0 && length > 0)
            good = read_members(scene, scan, path, block);
        else if (event == JSON_ARRAY && details)
            good = read_modalities(scan, block);
        else
            good = json_scan_skip(scan, event);
        if (!good)
            return false;
    }
    return event == JSON_OBJECT_END;
}

bool usage_read_block(struct usage_scene *scene, struct json_scan *scan, enum usage_paths paths,
                      struct usage_block *ret_block)
{
    memset(ret_block, 0, sizeof *ret_block);
    ret_block->paths = paths;
    return read_members(scene, scan, "", ret_block);
}

bool usage_block_has_any(const struct usage_block *block)
{
    bool any = block->why != NULL;
    for (int i = 0; i < FIGURES; i++)
        any = any || block->has[i];
    return any;
}

/* Cached reads and writes beside the input, as Anthropic and Bedrock have them. */
static void add_beside(const struct usage_block *b, struct usage_record *r)
{
    const uint64_t apart = b->value[FIGURE_WRITTEN_5M] + b->value[FIGURE_WRITTEN_1H];
    r->cached = b->value[FIGURE_READ_BESIDE];
    r->written = b->has[FIGURE_WRITTEN_BESIDE] && b->value[FIGURE_WRITTEN_BESIDE] >= apart
                     ? b->value[FIGURE_WRITTEN_BESIDE]
                     : apart;
    r->written_hour = b->value[FIGURE_WRITTEN_1H];
    r->input = b->value[FIGURE_INPUT] + r->cached + r->written;
    r->knows |= USAGE_KNOWS_CACHED | USAGE_KNOWS_WRITTEN;
}

static void add_inside(const struct usage_block *b, struct usage_record *r)
{
    r->cached = b->value[FIGURE_CACHED_INSIDE];
    r->written = b->value[FIGURE_WRITTEN_INSIDE];
    r->knows |= (b->has[FIGURE_CACHED_INSIDE] ? USAGE_KNOWS_CACHED : 0) |
                (b->has[FIGURE_WRITTEN_INSIDE] ? USAGE_KNOWS_WRITTEN : 0);
}

/* Inside the input or beside it, as the total says; where it says neither they are not read. */
static void add_either(const struct usage_block *b, struct usage_record *r)
{
    const uint64_t apart = b->value[FIGURE_READ_EITHER] + b->value[FIGURE_WRITTEN_EITHER];
    const uint64_t all = r->input + r->output;
    const bool beside = b->has[FIGURE_TOTAL] && b->value[FIGURE_TOTAL] == all + apart;
    if (!beside && !(b->has[FIGURE_TOTAL] && b->value[FIGURE_TOTAL] == all))
        return;
    r->input += beside ? apart : 0;
    r->cached = b->value[FIGURE_READ_EITHER];
    r->written = b->value[FIGURE_WRITTEN_EITHER];
    r->knows |= (b->has[FIGURE_READ_EITHER] ? USAGE_KNOWS_CACHED : 0) |
                (b->has[FIGURE_WRITTEN_EITHER] ? USAGE_KNOWS_WRITTEN : 0);
}

/* Thoughts stand beside the candidates, unless the total says that these hold them. */
static void add_gemini(const struct usage_block *b, struct usage_record *r)
{
    const uint64_t candidates = b->value[FIGURE_GEMINI_CANDIDATES];
    r->input = b->value[FIGURE_GEMINI_PROMPT] + b->value[FIGURE_GEMINI_TOOL];
    r->output = candidates;
    if (!b->has[FIGURE_TOTAL] || b->value[FIGURE_TOTAL] != r->input + candidates)
        r->output += b->value[FIGURE_GEMINI_THOUGHTS];
    add_inside(b, r);
}

static void add_chat(const struct usage_block *b, struct usage_record *r)
{
    const uint64_t *value = b->value;
    const uint64_t apart =
        value[FIGURE_PROMPT] + value[FIGURE_COMPLETION] + value[FIGURE_REASONING];
    r->input = value[FIGURE_PROMPT];
    r->output = value[FIGURE_COMPLETION]; /* none: embeddings */
    if (b->has[FIGURE_TOTAL] && value[FIGURE_REASONING] > 0 && value[FIGURE_TOTAL] == apart)
        r->output += value[FIGURE_REASONING]; /* xAI has it beside */
    add_inside(b, r);
    if (b->has[FIGURE_READ_BESIDE] && !b->has[FIGURE_CACHED_INSIDE]) { /* a proxy's words */
        r->cached = value[FIGURE_READ_BESIDE];
        r->knows |= USAGE_KNOWS_CACHED;
    }
}

static void add_input(const struct usage_block *b, struct usage_record *r)
{
    r->input = b->value[FIGURE_INPUT];
    r->output = b->value[FIGURE_OUTPUT];
    if (b->has[FIGURE_READ_EITHER] || b->has[FIGURE_WRITTEN_EITHER])
        add_either(b, r);
    else if (b->has[FIGURE_READ_BESIDE] || b->has[FIGURE_WRITTEN_BESIDE] ||
             b->has[FIGURE_WRITTEN_5M] || b->has[FIGURE_WRITTEN_1H])
        add_beside(b, r);
    else
        add_inside(b, r);
}

bool usage_block_record(const struct usage_block *b, struct usage_record *r, bool *ret_embeds)
{
    const uint64_t *value = b->value;
    const bool prompt = b->has[FIGURE_PROMPT];
    *ret_embeds = prompt && !b->has[FIGURE_COMPLETION] && !b->has[FIGURE_OUTPUT];
    if (b->has[FIGURE_GEMINI_PROMPT] || b->has[FIGURE_GEMINI_CANDIDATES])
        add_gemini(b, r);
    else if (prompt && !(value[FIGURE_PROMPT] == 0 && value[FIGURE_INPUT] > 0))
        add_chat(b, r);
    else if (b->has[FIGURE_TOKENS_INPUT]) {
        r->input = value[FIGURE_TOKENS_INPUT];
        r->output = value[FIGURE_TOKENS_OUTPUT];
        add_inside(b, r);
    } else if (b->has[FIGURE_BILLED_INPUT]) {
        r->input = value[FIGURE_BILLED_INPUT];
        r->output = value[FIGURE_BILLED_OUTPUT];
    } else if (b->has[FIGURE_INPUT])
        add_input(b, r);
    else
        return false;
    return true;
}
