/* response.c - one answer of a model API in the wrappings that logs put around it: batches, agents'
 * transcripts, observations. Knows where the usage block is, and where the model, the id and the
 * time stand beside it or around it; what the block says is in io/import/usage/readers/figures.c.
 */
#include "io/import/usage/readers/figures.h"
#include "io/import/usage/readers/readers.h"

#include <string.h>

enum { NESTING = 4 };

/* What stands beside the usage, or around that. */
struct beside {
    struct usage_cell model, id, named_id, time, until;
    bool has_counts, failed;
    uint64_t completed, failures;
    struct usage_tier tier;
};

struct answer {
    struct beside beside;
    struct usage_block block;
    int blocks;
    bool is_null; /* a usage that is null */
};

static const struct {
    const char *key;
    enum { MODEL, ID, NAMED_ID, TIME, UNTIL } part;
} parts[] = {
    {.key = "model", .part = MODEL},
    {.key = "modelId", .part = MODEL},
    {.key = "model_id", .part = MODEL},
    {.key = "modelVersion", .part = MODEL},
    {.key = "model_version", .part = MODEL},
    {.key = "model_name", .part = MODEL},
    {.key = "id", .part = ID},
    {.key = "request_id", .part = NAMED_ID},
    {.key = "requestId", .part = NAMED_ID},
    {.key = "response_id", .part = NAMED_ID},
    {.key = "responseId", .part = NAMED_ID},
    {.key = "generation_id", .part = NAMED_ID},
    {.key = "timestamp", .part = TIME},
    {.key = "time", .part = TIME},
    {.key = "ts", .part = TIME},
    {.key = "created", .part = TIME},
    {.key = "created_at", .part = TIME},
    {.key = "createdAt", .part = TIME},
    {.key = "startTime", .part = TIME},
    {.key = "start_time", .part = TIME},
    {.key = "createTime", .part = TIME},
    {.key = "datetime", .part = TIME},
    {.key = "date", .part = TIME},
    {.key = "endTime", .part = UNTIL},
    {.key = "end_time", .part = UNTIL},
};

static struct usage_cell *part_of(struct beside *beside, const struct json_scan *scan)
{
    struct usage_cell *const to[] = {[MODEL] = &beside->model,
                                     [ID] = &beside->id,
                                     [NAMED_ID] = &beside->named_id,
                                     [TIME] = &beside->time,
                                     [UNTIL] = &beside->until};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (json_scan_is(scan, parts[i].key))
            return to[parts[i].part];
    return NULL;
}

/* {completed: 9872, failed: 128} of a batch. */
static bool read_counts(struct json_scan *scan, struct beside *beside)
{
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        uint64_t *value = json_scan_is(scan, "completed") ? &beside->completed
                          : json_scan_is(scan, "failed")  ? &beside->failures
                                                          : NULL;
        event = json_scan_next(scan);
        if (value != NULL)
            beside->has_counts = usage_json_whole(scan, event, USAGE_MAX_BUCKET, value);
        if (!json_scan_skip(scan, event))
            return false;
    }
    return event == JSON_OBJECT_END;
}

/* What the key at hand, whose value is `event`, says of the answer as a whole. */
static void take_word(struct beside *own, const char *key, const struct json_scan *scan,
                      enum json_event event)
{
    static const char *const failures[] = {"errored", "canceled", "expired", "error", NULL};
    uint64_t code;
    if (strcmp(key, "status_code") == 0)
        own->failed = own->failed || (usage_json_whole(scan, event, 999, &code) && code >= 400);
    else if (strcmp(key, "error") == 0 || strcmp(key, "errorCode") == 0)
        own->failed = own->failed || (event != JSON_NULL && event != JSON_FALSE);
    else if (strcmp(key, "type") == 0 && event == JSON_STRING)
        for (int i = 0; failures[i] != NULL; i++)
            own->failed = own->failed || json_scan_is(scan, failures[i]);
    else if (strcmp(key, "service_tier") == 0 && event == JSON_STRING)
        usage_read_tier(&own->tier, usage_json_cell(scan));
}

/* What an inner object has not said is what the one around it says. */
static void fill(struct beside *inner, const struct beside *own)
{
    struct usage_cell *const to[] = {&inner->model, &inner->time, &inner->until};
    const struct usage_cell *const from[] = {&own->model, &own->time, &own->until};
    for (int i = 0; i < 3; i++)
        if (to[i]->text == NULL)
            *to[i] = *from[i];
    if (inner->id.text == NULL && inner->named_id.text == NULL) {
        inner->id = own->id;
        inner->named_id = own->named_id;
    }
    inner->failed = inner->failed || own->failed;
    if (own->has_counts) {
        inner->has_counts = true;
        inner->completed = own->completed;
        inner->failures = own->failures;
    }
    if (!inner->tier.has)
        inner->tier = own->tier;
}

/* Usage blocks wherever an answer has them; false when it is not JSON. */
static bool read_answer(struct usage_scene *scene, struct json_scan *scan, int depth,
                        struct answer *answer)
{
    struct beside own = {.failed = false};
    enum json_event event;
    while ((event = json_scan_next(scan)) == JSON_KEY) {
        const bool usage = usage_json_is_block(scan), outer = usage_json_is_wrap(scan);
        const bool counts = json_scan_is(scan, "request_counts");
        struct usage_cell *part = part_of(&own, scan);
        char key[USAGE_MAX_NAME];
        bool good = true;
        if (!json_scan_text(scan, key, sizeof key))
            key[0] = '\0';
        event = json_scan_next(scan);
        answer->is_null = answer->is_null || (usage && event == JSON_NULL);
        take_word(&own, key, scan, event);
        if (part != NULL && part->text == NULL && (event == JSON_STRING || event == JSON_NUMBER))
            *part = usage_json_cell(scan);
        if (usage && event == JSON_OBJECT && !scene->format->whole) {
            struct usage_block found;
            good = usage_read_block(scene, scan, USAGE_OF_ANSWER, &found);
            const bool any = usage_block_has_any(&found);
            answer->block = any ? found : answer->block;
            answer->blocks += any;
        } else if (counts && event == JSON_OBJECT)
            good = read_counts(scan, &own);
        else if (outer && event == JSON_OBJECT && depth < NESTING && !scene->format->whole)
            good = read_answer(scene, scan, depth + 1, answer);
        else
            good = json_scan_skip(scan, event);
        if (!good)
            return false;
    }
    fill(&answer->beside, &own);
    return event == JSON_OBJECT_END;
}

/* Batches say when they ran, which is not when requests come. */
static void add_time(const struct usage_scene *scene, const struct beside *beside,
                     struct usage_record *r)
{
    if (beside->time.text == NULL || scene->format->is_batch || beside->has_counts)
        return;
    if (!usage_time(beside->time.text, beside->time.length, USAGE_UNIX, &r->start)) {
        usage_odd(scene->log, USAGE_TIMES, 1);
        return;
    }
    const struct usage_cell *until = &beside->until;
    if (until->text == NULL || !usage_time(until->text, until->length, USAGE_UNIX, &r->end) ||
        r->end < r->start) /* it may not say when it was over */
        r->end = r->start;
    r->knows |= USAGE_KNOWS_TIME;
}

static void add_tier(struct usage_scene *scene, const struct answer *answer, struct usage_record *r)
{
    const struct usage_tier *inner = &answer->block.tier, *outer = &answer->beside.tier;
    const bool batch = scene->format->is_batch || answer->beside.has_counts;
    const struct usage_tier tier = {.has = batch || inner->has || outer->has,
                                    .is_batch = batch || inner->is_batch || outer->is_batch,
                                    .is_priority = inner->is_priority || outer->is_priority,
                                    .is_flex = inner->is_flex || outer->is_flex,
                                    .is_resident = inner->is_resident};
    usage_put_tier(scene, &tier, r);
}

static void note_oddities(struct usage_scene *scene, const struct usage_block *block)
{
    usage_odd(scene->log, USAGE_AUDIO, block->value[FIGURE_AUDIO]);
    usage_odd(scene->log, USAGE_IMAGES, block->value[FIGURE_IMAGES]);
    usage_odd(scene->log, USAGE_SEARCHES, block->value[FIGURE_SEARCHES]);
    usage_odd(scene->log, USAGE_BILLED,
              block->has[FIGURE_TOKENS_INPUT] && block->has[FIGURE_BILLED_INPUT] &&
                  block->value[FIGURE_BILLED_INPUT] != block->value[FIGURE_TOKENS_INPUT]);
}

static const char *take_answer(struct usage_scene *scene, const struct answer *answer)
{
    const struct beside *beside = &answer->beside;
    struct usage_whose whose = {.model = beside->model};
    struct usage_record r = {.knows = 0};
    if (answer->block.why != NULL)
        return answer->block.why;
    if (!usage_block_record(&answer->block, &r, &whose.embeds))
        return "its usage has no token counts that are known here";
    if (r.cached + r.written > r.input)
        return "it has more cached than input tokens";
    if (beside->has_counts) {
        r.requests = beside->completed;
        r.evident = USAGE_HAS_COUNT;
        usage_odd(scene->log, USAGE_FAILED, beside->failures);
    } else
        r.evident = USAGE_HAS_CALL;
    if (beside->id.text != NULL || beside->named_id.text != NULL)
        whose.id = beside->named_id.text != NULL ? beside->named_id : beside->id;
    if (beside->has_counts)
        whose.id.length = 0;
    add_time(scene, beside, &r);
    add_tier(scene, answer, &r);
    note_oddities(scene, &answer->block);
    return usage_take(scene, &r, &whose);
}

const char *usage_response(struct usage_scene *scene, const char *text, size_t length)
{
    struct answer answer = {.blocks = 0};
    struct json_scan scan;
    json_scan_begin(&scan, text, length, false);
    if (json_scan_next(&scan) != JSON_OBJECT)
        return "it is no JSON object";
    if (!read_answer(scene, &scan, 0, &answer) || usage_json_end(&scan) != NULL)
        return "it is not JSON";
    if (scene->format->whole) { /* it was JSON before, and is so again */
        json_scan_begin(&scan, text, length, false);
        json_scan_next(&scan);
        usage_read_block(scene, &scan, USAGE_OF_RECORD, &answer.block);
        answer.blocks = usage_block_has_any(&answer.block);
    }
    if (answer.blocks == 0 && answer.beside.failed) {
        usage_odd(scene->log, USAGE_FAILED, 1);
        return NULL;
    }
    if (answer.blocks == 0 && (answer.is_null || scene->format->may_lack)) {
        usage_odd(scene->log, USAGE_WITHOUT, 1);
        return NULL;
    }
    if (answer.blocks != 1)
        return answer.blocks == 0 ? "it holds no usage" : "it holds more than one usage block";
    return take_answer(scene, &answer);
}
