/* buckets.c - the usage reports of OpenAI and Anthropic: sums over buckets of time. Knows
 * that OpenAI's input includes what was cached and that Anthropic's fields are disjoint; refuses
 * money (costs reports) by counting it for whoever complains.
 */
#include "io/import/usage/readers/figures.h"
#include "io/import/usage/readers/readers.h"

static const char *make_record(struct usage_scene *scene, const struct usage_block *block,
                               struct usage_record *r)
{
    const uint64_t *value = block->value;
    struct usage_tier tier = block->tier;
    r->knows = USAGE_KNOWS_TIME;
    r->output = value[FIGURE_OUTPUT];
    if (block->has[FIGURE_UNCACHED] || block->has[FIGURE_READ_BESIDE] ||
        value[FIGURE_WRITTEN_5M] > 0 || value[FIGURE_WRITTEN_1H] > 0) {
        r->cached = value[FIGURE_READ_BESIDE];
        r->written_hour = value[FIGURE_WRITTEN_1H];
        r->written = value[FIGURE_WRITTEN_5M] + value[FIGURE_WRITTEN_1H];
        r->input = value[FIGURE_UNCACHED] + r->cached + r->written;
        r->knows |= USAGE_KNOWS_CACHED | USAGE_KNOWS_WRITTEN;
    } else {
        if (!block->has[FIGURE_INPUT] || !block->has[FIGURE_REQUESTS])
            return "it has no input_tokens or no num_model_requests";
        if (!block->has[FIGURE_OUTPUT] && !block->is_embedding)
            return "it has no output_tokens";
        r->input = value[FIGURE_INPUT];
        r->cached = value[FIGURE_CACHED_INSIDE];
        r->requests = value[FIGURE_REQUESTS];
        r->evident = USAGE_HAS_COUNT;
        r->knows |= block->has[FIGURE_CACHED_INSIDE] ? USAGE_KNOWS_CACHED : 0;
    }
    if (r->cached > r->input)
        return "it has more cached than input tokens";
    if (block->has_window) {
        r->knows |= USAGE_KNOWS_TIER;
        r->tiered = block->is_long ? r->input + r->output : 0;
    }
    usage_odd(scene->log, USAGE_AUDIO, value[FIGURE_AUDIO] + value[FIGURE_OUTPUT_AUDIO]);
    usage_odd(scene->log, USAGE_IMAGES, value[FIGURE_IMAGES] + value[FIGURE_OUTPUT_IMAGES]);
    usage_odd(scene->log, USAGE_SEARCHES, value[FIGURE_SEARCHES]);
    tier.is_batch = tier.is_batch || block->is_batch;
    usage_put_tier(scene, &tier, r);
    return usage_take(scene, r,
                      &(struct usage_whose){.model = block->model, .embeds = block->is_embedding});
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
        struct usage_block result;
        struct usage_record r = *bucket;
        if (!usage_read_block(scene, &scan, USAGE_OF_REPORT, &result))
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
