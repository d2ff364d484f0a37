/* buckets.c - the usage reports of OpenAI and Anthropic: sums over buckets of time. Knows
 * that OpenAI's input includes what was cached and that Anthropic's fields are disjoint; refuses
 * money (costs reports) by counting it for whoever complains.
 */
#include "io/import/usage/readers/json.h"
#include "io/import/usage/readers/readers.h"

#include <string.h>

struct result {
    uint64_t input, output, cached, requests, audio, images;
    struct usage_cell model;
    uint64_t uncached, read, written_5m, written_1h, searches;
    bool has_input, has_output, has_cached, has_requests, has_uncached, has_money, is_embedding;
    bool has_batch, is_batch, is_priority, is_flex, is_resident, has_window, is_long;
    const char *why;
};

/* A figure of a result; null is absent. */
static void take(struct result *result, const struct json_scan *scan, enum json_event event,
                 uint64_t *ret_value, bool *ret_has)
{
    if (event == JSON_NULL)
        return;
    if (!usage_json_whole(scan, event, USAGE_MAX_BUCKET, ret_value))
        result->why = "one of its figures is no whole number";
    *ret_has = true;
}

static bool read_nested(struct json_scan *scan, struct result *result)
{
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        bool ignored;
        uint64_t *value = json_scan_is(scan, "ephemeral_5m_input_tokens")   ? &result->written_5m
                          : json_scan_is(scan, "ephemeral_1h_input_tokens") ? &result->written_1h
                          : json_scan_is(scan, "web_search_requests")       ? &result->searches
                                                                            : NULL;
        event = json_scan_next(scan);
        if (value != NULL)
            take(result, scan, event, value, &ignored);
        if (!json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

/* Words of a result, by key. */
static void take_word(struct result *result, const char *key, const struct json_scan *scan,
                      enum json_event event)
{
    const bool string = event == JSON_STRING;
    if (strcmp(key, "batch") == 0 && (event == JSON_TRUE || event == JSON_FALSE)) {
        result->has_batch = true;
        result->is_batch = result->is_batch || event == JSON_TRUE;
    } else if (strcmp(key, "service_tier") == 0 && string) {
        result->has_batch = true;
        result->is_batch = result->is_batch || json_scan_is(scan, "batch");
        result->is_priority = usage_json_holds(scan, "priority");
        result->is_flex = json_scan_is(scan, "flex");
    } else if (strcmp(key, "model") == 0 && string)
        result->model = (struct usage_cell){.text = scan->text, .length = scan->length};
    else if (strcmp(key, "inference_geo") == 0 && string)
        result->is_resident = !json_scan_is(scan, "global") && !json_scan_is(scan, "not_available");
    else if (strcmp(key, "context_window") == 0 && string) {
        result->has_window = true;
        result->is_long = json_scan_is(scan, "200k-1M");
        if (!result->is_long && !json_scan_is(scan, "0-200k"))
            result->why = "its context_window is neither 0-200k nor 200k-1M";
    } else if (strcmp(key, "object") == 0 && string)
        result->is_embedding = usage_json_holds(scan, "embedding");
    else if (strcmp(key, "amount") == 0)
        result->has_money = true;
}

static bool read_result(struct usage_scene *scene, struct json_scan *scan, struct result *result)
{
    static const char *const known[] = {"cache_creation", "input_uncached_tokens",
                                        "input_cached_text_tokens", "input_cached_audio_tokens",
                                        "input_cached_image_tokens"};
    enum json_event event;
    memset(result, 0, sizeof *result);
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        const struct {
            const char *key;
            uint64_t *value;
            bool *has;
        } keys[] = {
            {"input_tokens", &result->input, &result->has_input},
            {"output_tokens", &result->output, &result->has_output},
            {"input_cached_tokens", &result->cached, &result->has_cached},
            {"num_model_requests", &result->requests, &result->has_requests},
            {"uncached_input_tokens", &result->uncached, &result->has_uncached},
            {"cache_read_input_tokens", &result->read, &result->has_uncached},
        };
        char key[USAGE_MAX_NAME];
        bool is_figure = false, ignored = false;
        if (!json_scan_text(scan, key, sizeof key))
            key[0] = '\0';
        const bool audio =
            strcmp(key, "input_audio_tokens") == 0 || strcmp(key, "output_audio_tokens") == 0;
        const bool image =
            strcmp(key, "input_image_tokens") == 0 || strcmp(key, "output_image_tokens") == 0;
        const bool cache = usage_json_holds(scan, "cach");
        bool is_known = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            is_known = is_known || strcmp(key, known[i]) == 0;
        event = json_scan_next(scan);
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (strcmp(key, keys[i].key) == 0) {
                take(result, scan, event, keys[i].value, keys[i].has);
                is_figure = true;
            }
        uint64_t some = 0;
        if (audio || image) {
            take(result, scan, event, &some, &ignored);
            result->audio += audio ? some : 0;
            result->images += image ? some : 0;
        }
        take_word(result, key, scan, event);
        if (cache && !is_figure && !is_known)
            usage_unknown(scene->log, key, strlen(key));
        if (event == JSON_OBJECT &&
            (strcmp(key, "cache_creation") == 0 || strcmp(key, "server_tool_use") == 0)) {
            if (!read_nested(scan, result))
                return false;
        } else if (!json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

static const char *make_record(struct usage_scene *scene, const struct result *result,
                               struct usage_record *r)
{
    r->knows = USAGE_KNOWS_TIME;
    r->output = result->output;
    if (result->has_uncached || result->written_5m > 0 || result->written_1h > 0) {
        r->cached = result->read;
        r->written_hour = result->written_1h;
        r->written = result->written_5m + result->written_1h;
        r->input = result->uncached + r->cached + r->written;
        r->knows |= USAGE_KNOWS_CACHED | USAGE_KNOWS_WRITTEN;
    } else {
        if (!result->has_input || !result->has_requests)
            return "it has no input_tokens or no num_model_requests";
        if (!result->has_output && !result->is_embedding)
            return "it has no output_tokens";
        r->input = result->input;
        r->cached = result->cached;
        r->requests = result->requests;
        r->evident = USAGE_HAS_COUNT;
        r->knows |= result->has_cached ? USAGE_KNOWS_CACHED : 0;
    }
    if (r->cached > r->input)
        return "it has more cached than input tokens";
    if (result->has_batch) {
        r->knows |= USAGE_KNOWS_BATCH;
        r->is_batch = result->is_batch;
    }
    if (result->has_window) {
        r->knows |= USAGE_KNOWS_TIER;
        r->tiered = result->is_long ? r->input + r->output : 0;
    }
    usage_odd(scene->log, USAGE_AUDIO, result->audio);
    usage_odd(scene->log, USAGE_IMAGES, result->images);
    usage_odd(scene->log, USAGE_SEARCHES, result->searches);
    usage_odd(scene->log, USAGE_PRIORITY, result->is_priority ? r->input + r->output : 0);
    usage_odd(scene->log, USAGE_FLEX, result->is_flex ? r->input + r->output : 0);
    usage_odd(scene->log, USAGE_RESIDENT, result->is_resident ? r->input + r->output : 0);
    return usage_take(
        scene, r, &(struct usage_whose){.model = result->model, .embeds = result->is_embedding});
}

/* An empty bucket covers its time too. */
static void cover(struct usage_scene *scene, const struct usage_record *bucket)
{
    struct usage_log *log = scene->log;
    struct usage_pages *pages = scene->pages;
    struct usage_page *page = pages->count > 0 ? &pages->page[pages->count - 1] : NULL;
    log->first = bucket->start < log->first ? bucket->start : log->first;
    log->last = bucket->end > log->last ? bucket->end : log->last;
    if (page != NULL) {
        page->first = bucket->start < page->first ? bucket->start : page->first;
        page->last = bucket->end > page->last ? bucket->end : page->last;
    }
    usage_odd(log, USAGE_OVERLAPS,
              bucket->start < scene->bucket_end && bucket->end > scene->bucket_start);
    scene->bucket_start = bucket->start;
    scene->bucket_end = bucket->end;
}

/* The results, of which the first event was returned, with the bucket's time. */
static const char *read_results(struct usage_scene *scene, const char *text, size_t length,
                                size_t offset, const struct usage_record *bucket)
{
    struct json_scan scan;
    enum json_event event;
    json_scan_begin(&scan, text + offset, length - offset, true);
    if (json_scan_next(&scan) != JSON_ARRAY)
        return "its results are no list";
    while ((event = json_scan_next(&scan)) == JSON_OBJECT) {
        struct result result;
        struct usage_record r = *bucket;
        if (!read_result(scene, &scan, &result))
            return "it is not JSON";
        if (result.has_money) {
            usage_odd(scene->log, USAGE_MONEY, 1);
            continue;
        }
        const char *why = result.why != NULL ? result.why : make_record(scene, &result, &r);
        if (why != NULL)
            return why;
    }
    return event == JSON_ARRAY_END ? NULL : "its results are no list of objects";
}

/* A bucket; its time may stand behind its results. */
static const char *read_bucket(struct usage_scene *scene, const char *text, size_t length,
                               const char *start, const char *end)
{
    struct usage_record bucket = {.knows = 0};
    bool has_start = false, has_end = false, has_results = false;
    size_t results_at = 0;
    struct json_scan scan;
    enum json_event event;
    json_scan_begin(&scan, text, length, false);
    if (json_scan_next(&scan) != JSON_OBJECT)
        return "it is no JSON object";
    while ((event = json_scan_next(&scan)) == JSON_KEY) {
        const bool is_start = json_scan_is(&scan, start), is_end = json_scan_is(&scan, end),
                   is_results = json_scan_is(&scan, "results") || json_scan_is(&scan, "result");
        event = json_scan_next(&scan);
        if (is_start)
            has_start = usage_json_time(&scan, event, USAGE_UNIX, &bucket.start);
        else if (is_end)
            has_end = usage_json_time(&scan, event, USAGE_UNIX, &bucket.end);
        else if (is_results) {
            results_at = scan.offset;
            has_results = event == JSON_ARRAY;
        }
        if (!json_scan_skip(&scan, event))
            return "it is not JSON";
    }
    if (event != JSON_OBJECT_END || usage_json_end(&scan) != NULL)
        return "it is not JSON";
    if (!has_start || !has_end || bucket.end <= bucket.start)
        return "it has no time from which and to which it counts";
    if (!has_results)
        return "it has no list of results";
    cover(scene, &bucket);
    return read_results(scene, text, length, results_at, &bucket);
}

const char *usage_openai(struct usage_scene *scene, const char *text, size_t length)
{
    return read_bucket(scene, text, length, "start_time", "end_time");
}

const char *usage_anthropic(struct usage_scene *scene, const char *text, size_t length)
{
    return read_bucket(scene, text, length, "starting_at", "ending_at");
}
