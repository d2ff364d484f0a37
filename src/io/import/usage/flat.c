/* flat.c - flat records of usage: a row of a CSV, or a JSON object of the same fields. Knows
 * request logs and LiteLLM's spend logs; refuses to take an empty cell for a number.
 */
#include "io/import/usage/format.h"

#include <string.h>

static bool is_empty(const struct usage_cell *cell)
{
    return cell->text == NULL || cell->length == 0;
}

static bool is_word(const struct usage_cell *cell, const char *word)
{
    size_t i = 0;
    if (is_empty(cell))
        return false;
    for (; i < cell->length && word[i] != '\0'; i++)
        if ((cell->text[i] | 0x20) != word[i])
            return false;
    return i == cell->length && word[i] == '\0';
}

/* Time and tokens, common to both. */
static const char *read_request(struct usage_scene *scene, const struct usage_cell *cells,
                                struct usage_record *ret_record)
{
    const struct usage_format *format = scene->format;
    struct usage_record r = {.requests = 1,
                             .knows = USAGE_KNOWS_TIME | USAGE_KNOWS_REQUESTS | USAGE_KNOWS_SIZES};
    if (is_empty(&cells[USAGE_TIME]) ||
        !usage_time(cells[USAGE_TIME].text, cells[USAGE_TIME].length, format->clock, &r.start))
        return "its time is not one";
    r.end = r.start;
    if (is_empty(&cells[USAGE_INPUT]) ||
        !usage_whole(cells[USAGE_INPUT].text, cells[USAGE_INPUT].length, USAGE_MAX_REQUEST,
                     &r.input))
        return "its input tokens are no whole number";
    if (is_empty(&cells[USAGE_OUTPUT]) ||
        !usage_whole(cells[USAGE_OUTPUT].text, cells[USAGE_OUTPUT].length, USAGE_MAX_REQUEST,
                     &r.output))
        return "its output tokens are no whole number";
    if (!is_empty(&cells[USAGE_CACHED])) {
        if (!usage_whole(cells[USAGE_CACHED].text, cells[USAGE_CACHED].length, USAGE_MAX_REQUEST,
                         &r.cached))
            return "its cached tokens are no whole number";
        if (r.cached > r.input)
            return "it has more cached than input tokens: cached ones are part of the input";
        r.knows |= USAGE_KNOWS_CACHED;
    }
    *ret_record = r;
    return NULL;
}

const char *usage_request_row(struct usage_scene *scene, const struct usage_cell *cells)
{
    struct usage_record record;
    const char *why = read_request(scene, cells, &record);
    if (why != NULL)
        return why;
    if (scene->format->failed_if_zero && record.output == 0)
        usage_odd(scene->usage, USAGE_FAILED, 1);
    else
        usage_add(scene->usage, &record);
    return NULL;
}

const char *usage_spend_row(struct usage_scene *scene, const struct usage_cell *cells)
{
    struct usage_record record;
    if (is_word(&cells[USAGE_STATUS], "failure")) {
        usage_odd(scene->usage, USAGE_FAILED, 1);
        return NULL;
    }
    const char *why = read_request(scene, cells, &record);
    if (why != NULL)
        return why;
    if (!is_empty(&cells[USAGE_END])) {
        if (!usage_time(cells[USAGE_END].text, cells[USAGE_END].length, scene->format->clock,
                        &record.end))
            return "its end is no time";
        if (record.end < record.start)
            return "it ends before it starts";
    }
    if (is_word(&cells[USAGE_HIT], "true"))
        usage_odd(scene->usage, USAGE_HITS, 1);
    else
        usage_add(scene->usage, &record);
    return NULL;
}
