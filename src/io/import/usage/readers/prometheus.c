/* prometheus.c - answers of Prometheus to query_range about the counters of vLLM: what they rose
 * by. Knows that a counter that falls was started anew; refuses series that are not these counters
 * themselves (rates, sums of several), for their numbers are others.
 * Names: vLLM's documentation, "Production Metrics".
 */
#include "io/import/usage/readers/json.h"
#include "io/import/usage/readers/readers.h"

#include <string.h>

static const struct {
    const char *name;
    enum { PROMPT, GENERATION, CACHED, SUCCESSES } counter;
} counters[] = {
    {.name = "vllm:prompt_tokens_total", .counter = PROMPT},
    {.name = "vllm:generation_tokens_total", .counter = GENERATION},
    {.name = "vllm:request_success_total", .counter = SUCCESSES},
    {.name = "vllm:prefix_cache_hits_total", .counter = CACHED},
};
enum { COUNTERS = sizeof counters / sizeof *counters };

struct series {
    int row; /* of `counters`, -1: none of them */
    struct usage_cell model;
    size_t values; /* offset of the array, 0: none */
};

static bool read_labels(struct json_scan *scan, struct series *series)
{
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        const bool name = json_scan_is(scan, "__name__"), model = json_scan_is(scan, "model_name");
        event = json_scan_next(scan);
        for (int i = 0; name && event == JSON_STRING && i < COUNTERS; i++)
            if (json_scan_is(scan, counters[i].name))
                series->row = i;
        if (model && event == JSON_STRING)
            series->model = usage_json_cell(scan);
        if (!json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

/* The next [time, "value"] of an array; false behind the last, or when it is none (*ret_good). */
static bool next_sample(struct json_scan *scan, int64_t *ret_time, double *ret_value,
                        bool *ret_good)
{
    const enum json_event event = json_scan_next(scan);
    *ret_good = event == JSON_ARRAY_END;
    if (event != JSON_ARRAY)
        return false;
    const enum json_event time = json_scan_next(scan);
    if (!usage_json_time(scan, time, USAGE_UNIX, ret_time))
        return false;
    const enum json_event value = json_scan_next(scan);
    return (value == JSON_STRING || value == JSON_NUMBER) && json_scan_number(scan, ret_value) &&
           *ret_value >= 0 && *ret_value < (double)USAGE_MAX_BUCKET &&
           json_scan_next(scan) == JSON_ARRAY_END;
}

static const char *take_rise(struct usage_scene *scene, const struct series *series, int64_t from,
                             int64_t to, double rise)
{
    const uint64_t count = (uint64_t)(rise + 0.5);
    const struct usage_whose whose = {.model = series->model};
    struct usage_record r = {.start = from, .end = to, .knows = USAGE_KNOWS_TIME};
    switch (counters[series->row].counter) {
    case PROMPT:
        r.input = count;
        break;
    case GENERATION:
        r.output = count;
        break;
    case CACHED: /* of the prompts, which another series counts */
        r.cached = count;
        r.knows |= USAGE_KNOWS_CACHED;
        break;
    case SUCCESSES:
        r.requests = count;
        r.evident = USAGE_HAS_COUNT;
        break;
    }
    r.not_counted = r.requests == 0;
    return usage_take(scene, &r, &whose);
}

/* Requests sample by sample, so that their hours are known; tokens at once. */
static const char *read_samples(struct usage_scene *scene, const char *text, size_t length,
                                const struct series *series)
{
    struct json_scan scan;
    int64_t time, first = 0, before = 0;
    double value, last = 0, rise = 0;
    const char *why = NULL;
    const bool each = counters[series->row].counter == SUCCESSES;
    bool any = false, good;
    json_scan_begin(&scan, text + series->values, length - series->values, true);
    json_scan_next(&scan);
    while (why == NULL && next_sample(&scan, &time, &value, &good)) {
        if (!any)
            first = time;
        else if (time <= before)
            return "its samples are not in the order of time";
        if (any)
            rise += value >= last ? value - last : value;
        if (any && each) {
            why = rise > 0 ? take_rise(scene, series, before, time, rise) : NULL;
            rise = 0;
        }
        any = true;
        before = time;
        last = value;
    }
    if (why != NULL)
        return why;
    if (!good)
        return "one of its values is no sample of a counter";
    if (!any || before == first)
        return "a series has one sample: what it rose by is not in the answer";
    return each ? NULL : take_rise(scene, series, first, before, rise);
}

static const char *read_series(struct usage_scene *scene, const char *text, size_t length,
                               size_t offset)
{
    struct series series = {.row = -1};
    struct json_scan scan;
    json_scan_begin(&scan, text + offset, length - offset, true);
    json_scan_next(&scan);
    while (json_scan_next(&scan) == JSON_KEY) {
        const bool metric = json_scan_is(&scan, "metric"), values = json_scan_is(&scan, "values");
        const enum json_event event = json_scan_next(&scan);
        if (values && event == JSON_ARRAY)
            series.values = offset + scan.offset;
        if (metric && event == JSON_OBJECT ? !read_labels(&scan, &series)
                                           : !json_scan_skip(&scan, event))
            return "it is not JSON";
    }
    if (series.row < 0 || series.values == 0) {
        usage_odd(scene->log, USAGE_RATES, 1);
        return NULL;
    }
    return read_samples(scene, text, length, &series);
}

/* {status, data: {resultType: matrix, result: [{metric, values}]}} */
const char *usage_prometheus(struct usage_scene *scene, const char *text, size_t length)
{
    struct json_scan scan;
    const char *why = NULL;
    enum json_event event;
    bool found = false;
    json_scan_begin(&scan, text, length, false);
    while (why == NULL && (event = json_scan_next(&scan)) != JSON_END && event != JSON_ERROR) {
        if (event != JSON_KEY || scan.depth != 2 || !json_scan_is(&scan, "result"))
            continue;
        found = json_scan_next(&scan) == JSON_ARRAY;
        while (found && why == NULL && (event = json_scan_next(&scan)) == JSON_OBJECT) {
            why = read_series(scene, text, length, scan.offset);
            if (!json_scan_skip(&scan, event))
                return "it is not JSON";
        }
    }
    if (why != NULL)
        return why;
    return scan.why != NULL ? "it is not JSON" : found ? NULL : "it has no list of results";
}
