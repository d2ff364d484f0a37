/* blocks.c - Mooncake traces: what a prefix cache without limits would have held. Knows that
 * hash_ids number blocks of 512 tokens, from 0 on; refuses to take other traces for that. A block
 * is one bit; blocks beyond the bits that memory is spent on are said to be unknown.
 */
#include "io/import/usage/readers/json.h"
#include "io/import/usage/readers/readers.h"
#include "io/import/usage/sums/digits.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_TOKENS = 512, PAGE_BITS = 1 << 19, PAGES = 64, MAX_IDS = 2048, MOST_DIGITS = 7 };

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

/* A number of at most seven digits at *at, which moves behind it. */
static inline bool short_number(const char **at, uint64_t *ret_value)
{
    const uint64_t word = digits_word(*at);
    const unsigned count = digits_count(word);
    if (count - 1 >= MOST_DIGITS || (**at == '0' && count > 1))
        return false;
    *ret_value = digits_value(word, count);
    *at += count;
    return true;
}

/* "1, 2, 3]}" from p to its end; how many, -1 when it is written otherwise. Most ids have as many
 * digits as the one before: where the next one starts is then known before this one is read. */
static int short_numbers(const char *p, const char *end, uint32_t ids[MAX_IDS])
{
    int count = 0;
    while (end - p > 2) {
        uint64_t word = digits_word(p);
        const unsigned width = digits_count(word);
        if (width - 1 >= MOST_DIGITS)
            return -1;
        do {
            if (count == MAX_IDS || (*p == '0' && width > 1))
                return -1;
            ids[count++] = digits_value(word, width);
            p += width + 2;
            if (p[-2] != ',' || p[-1] != ' ')
                return p == end && p[-2] == ']' && p[-1] == '}' ? count : -1;
            word = digits_word(p);
        } while (p < end && digits_count(word) == width);
    }
    return -1;
}

/* A line as Python writes it, of which traces are made: false, and nothing seen, for any other.
 * Behind the text are ROWS_PADDING bytes. */
static bool quick_line(struct usage_scene *scene, const char *text, size_t length,
                       struct usage_record *r, uint64_t *ret_blocks, uint64_t *ret_leading)
{
    static const char *const before[] = {
        "{\"timestamp\": ", ", \"input_length\": ", ", \"output_length\": ", ", \"hash_ids\": ["};
    const char *p = text, *const end = text + length;
    uint64_t figures[3];
    uint32_t ids[MAX_IDS];
    for (int i = 0; i < 4; i++) {
        const size_t size = strlen(before[i]);
        if ((size_t)(end - p) < size || memcmp(p, before[i], size) != 0)
            return false;
        p += size;
        if (i < 3 && !short_number(&p, &figures[i]))
            return false;
    }
    const int count = short_numbers(p, end, ids);
    if (count < 0)
        return false;
    int leading = 0;
    for (int i = 0; i < count; i++)
        leading += see(scene->seen, ids[i]) && leading == i;
    *ret_blocks = (uint64_t)count;
    *ret_leading = (uint64_t)leading;
    r->start = (int64_t)figures[0] * (USAGE_SECOND / 1000);
    r->input = figures[1];
    r->output = figures[2];
    return true;
}

/* What a line that was read adds. */
static const char *add_line(struct usage_scene *scene, struct usage_record *r, uint64_t blocks,
                            uint64_t leading)
{
    r->end = r->start;
    r->cached = leading * BLOCK_TOKENS < r->input ? leading * BLOCK_TOKENS : r->input;
    usage_odd(scene->log, USAGE_BLOCKS, blocks != (r->input + BLOCK_TOKENS - 1) / BLOCK_TOKENS);
    return usage_take(scene, r, &(struct usage_whose){.embeds = false});
}

const char *usage_mooncake(struct usage_scene *scene, const char *text, size_t length)
{
    struct usage_record r = {.knows = USAGE_KNOWS_TIME | USAGE_KNOWS_CACHED};
    uint64_t blocks = 0, leading = 0;
    bool has_time = false, has_input = false, has_output = false;
    const char *why = NULL;
    if (quick_line(scene, text, length, &r, &blocks, &leading)) {
        return add_line(scene, &r, blocks, leading);
    }
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
    return add_line(scene, &r, blocks, leading);
}
