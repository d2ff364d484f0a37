/* blocks.c - Mooncake traces: what a prefix cache without limits would have held. Knows that
 * hash_ids number blocks of 512 tokens, from 0 on; refuses to take other traces for that. A block
 * is one bit; blocks beyond the bits that memory is spent on are said to be unknown.
 */
#include "io/import/usage/readers/json.h"
#include "io/import/usage/readers/readers.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_TOKENS = 512, PAGE_BITS = 1 << 19, PAGES = 64 };

struct usage_seen {
    uint64_t *page[PAGES];
    bool no_memory;
};

struct usage_seen *usage_seen_new(void)
{
    return calloc(1, sizeof(struct usage_seen));
}

void usage_seen_free(struct usage_seen *seen)
{
    for (int i = 0; seen != NULL && i < PAGES; i++)
        free(seen->page[i]);
    free(seen);
}

bool usage_seen_failed(const struct usage_seen *seen)
{
    return seen != NULL && seen->no_memory;
}

/* Whether the block was seen before; it is from now on. */
static inline bool see(struct usage_seen *seen, uint64_t id)
{
    uint64_t **page = &seen->page[id / PAGE_BITS];
    if (*page == NULL)
        *page = calloc(PAGE_BITS / 64, sizeof **page);
    if (*page == NULL) {
        seen->no_memory = true;
        return false;
    }
    uint64_t *word = *page + id % PAGE_BITS / 64;
    const uint64_t bit = UINT64_C(1) << id % 64;
    const bool before = (*word & bit) != 0;
    *word |= bit;
    return before;
}

/* How many of the blocks from the first on were seen before. */
static const char *read_blocks(struct usage_scene *scene, struct json_scan *scan,
                               uint64_t *ret_blocks, uint64_t *ret_leading)
{
    bool leading = true, full = false;
    enum json_event event;
    *ret_blocks = *ret_leading = 0;
    while ((event = json_scan_next(scan)) == JSON_NUMBER) {
        uint64_t id;
        if (!usage_whole(scan->text, scan->length, UINT64_MAX / 2, &id))
            return "its hash_ids are no whole numbers";
        (*ret_blocks)++;
        if (id >= (uint64_t)PAGE_BITS * PAGES) {
            full = true;
            leading = false;
            continue;
        }
        leading = see(scene->seen, id) && leading;
        *ret_leading += leading;
    }
    usage_odd(scene->log, USAGE_BLOCKS_FULL, full);
    return event == JSON_ARRAY_END ? NULL : "its hash_ids are no whole numbers";
}

const char *usage_mooncake(struct usage_scene *scene, const char *text, size_t length)
{
    struct usage_record r = {.knows = USAGE_KNOWS_TIME | USAGE_KNOWS_CACHED};
    uint64_t blocks = 0, leading = 0;
    bool has_time = false, has_input = false, has_output = false;
    const char *why = NULL;
    struct json_scan scan;
    json_scan_begin(&scan, text, length, false);
    if (json_scan_next(&scan) != JSON_OBJECT)
        return "it is no JSON object";
    enum json_event event = json_scan_next(&scan);
    for (; event == JSON_KEY; event = json_scan_next(&scan)) {
        const bool time = json_scan_is(&scan, "timestamp"),
                   input = json_scan_is(&scan, "input_length"),
                   output = json_scan_is(&scan, "output_length"),
                   ids = json_scan_is(&scan, "hash_ids");
        event = json_scan_next(&scan);
        if (time)
            has_time = usage_json_time(&scan, event, scene->format->clock, &r.start);
        else if (input)
            has_input = usage_json_whole(&scan, event, USAGE_MAX_REQUEST, &r.input);
        else if (output)
            has_output = usage_json_whole(&scan, event, USAGE_MAX_REQUEST, &r.output);
        if (ids && event == JSON_ARRAY)
            why = read_blocks(scene, &scan, &blocks, &leading);
        else if (!json_scan_skip(&scan, event))
            return "it is not JSON";
        if (why != NULL)
            return why;
    }
    if (event != JSON_OBJECT_END || usage_json_end(&scan) != NULL)
        return "it is not JSON";
    if (!has_time)
        return "its timestamp is no number of milliseconds";
    if (!has_input || !has_output)
        return "its input_length or output_length is no whole number";
    r.end = r.start;
    r.cached = leading * BLOCK_TOKENS < r.input ? leading * BLOCK_TOKENS : r.input;
    usage_odd(scene->log, USAGE_BLOCKS, blocks != (r.input + BLOCK_TOKENS - 1) / BLOCK_TOKENS);
    return usage_take(scene, &r, &(struct usage_whose){.embeds = false});
}
