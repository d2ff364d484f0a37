/* table.c - flat records of usage: a row of a CSV, or a JSON object of the same fields. Knows how
 * figures that stand apart make one record; refuses to take an empty cell for a number, and to
 * guess whether cached tokens are inside of the input or beside it.
 */
#include "io/import/usage/readers/readers.h"

#include <string.h>

static bool is_empty(const struct usage_cell *cell)
{
    return cell->text == NULL || cell->length == 0;
}

static bool is_one_of(const struct usage_cell *cell, const char *const *words)
{
    for (; *words != NULL; words++)
        if (usage_cell_is(*cell, *words))
            return true;
    return false;
}

static bool begins(const struct usage_cell *cell, const char *text)
{
    const size_t length = strlen(text);
    return cell->text != NULL && cell->length >= length && memcmp(cell->text, text, length) == 0;
}

/* A figure, of several columns their sum; *ret_has: there is one. False: it is no number. */
static bool read_figure(const struct usage_row *row, enum usage_role role, uint64_t most,
                        uint64_t *ret_value, bool *ret_has)
{
    uint64_t value = 0;
    *ret_value = 0;
    *ret_has = !is_empty(&row->cell[role]);
    if (*ret_has && !usage_whole(row->cell[role].text, row->cell[role].length, most, ret_value))
        return false;
    for (int i = 0; i < row->more; i++) {
        const struct usage_cell *cell = &row->also[i].cell;
        if (row->also[i].role != role || is_empty(cell))
            continue;
        if (!usage_whole(cell->text, cell->length, most, &value))
            return false;
        *ret_value += value;
        *ret_has = true;
    }
    return true;
}

struct figures {
    bool has[USAGE_ROLES];
    uint64_t value[USAGE_ROLES];
};

static const struct {
    enum usage_role role;
    const char *why;
} counts[] = {
    {.role = USAGE_INPUT, .why = "its input tokens are no whole number"},
    {.role = USAGE_OUTPUT, .why = "its output tokens are no whole number"},
    {.role = USAGE_CACHED, .why = "its cached tokens are no whole number"},
    {.role = USAGE_READ, .why = "its cached tokens are no whole number"},
    {.role = USAGE_WRITE, .why = "its cache writes are no whole number"},
    {.role = USAGE_WRITE_HOUR, .why = "its cache writes are no whole number"},
    {.role = USAGE_ALL, .why = "its total of tokens is no whole number"},
    {.role = USAGE_COUNT, .why = "its number of requests is no whole number"},
    {.role = USAGE_FAILURES, .why = "its number of failed requests is no whole number"},
    {.role = USAGE_WEB, .why = "its number of searches is no whole number"},
};

static const char *read_figures(const struct usage_scene *scene, const struct usage_row *row,
                                struct figures *ret_figures)
{
    const uint64_t most = (scene->format->evident & (USAGE_IS_SUM | USAGE_HAS_PERIOD)) != 0
                              ? USAGE_MAX_BUCKET
                              : USAGE_MAX_REQUEST * UINT64_C(1000);
    memset(ret_figures, 0, sizeof *ret_figures);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const enum usage_role role = counts[i].role;
        if (!read_figure(row, role, most, &ret_figures->value[role], &ret_figures->has[role]))
            return counts[i].why;
    }
    if (!ret_figures->has[USAGE_INPUT])
        return "its input tokens are no whole number";
    if (!ret_figures->has[USAGE_OUTPUT])
        return "its output tokens are no whole number";
    return NULL;
}

/* Cached reads and writes that stand apart: to where they belong, or nowhere when nothing says
 * whether the input has them already. */
static void add_caches(struct usage_scene *scene, const struct figures *f, struct usage_record *r)
{
    const uint64_t apart =
        f->value[USAGE_READ] + f->value[USAGE_WRITE] + f->value[USAGE_WRITE_HOUR];
    const bool any = f->has[USAGE_READ] || f->has[USAGE_WRITE] || f->has[USAGE_WRITE_HOUR];
    const uint64_t all = r->input + r->output;
    const bool by_all = f->has[USAGE_ALL] && apart > 0;
    bool beside = scene->format->caches == USAGE_BESIDE;
    if (scene->format->caches == USAGE_BY_ALL && apart > 0) {
        beside = by_all && f->value[USAGE_ALL] == all + apart;
        if (!beside && !(by_all && f->value[USAGE_ALL] == all)) {
            static const char name[] = "cache_read";
            usage_unknown(scene->log, name, sizeof name - 1);
            return;
        }
    }
    if (!any)
        return;
    r->input += beside ? apart : 0;
    r->cached += f->value[USAGE_READ];
    r->written = f->value[USAGE_WRITE] + f->value[USAGE_WRITE_HOUR];
    r->written_hour = f->value[USAGE_WRITE_HOUR];
    r->knows |= f->has[USAGE_READ] ? USAGE_KNOWS_CACHED : 0;
    r->knows |= f->has[USAGE_WRITE] || f->has[USAGE_WRITE_HOUR] ? USAGE_KNOWS_WRITTEN : 0;
}

/* When it was: a time, a date, or a time and its end, which is that of a bucket when it lies whole
 * minutes behind, and otherwise when a call was over. */
static const char *read_times(struct usage_scene *scene, const struct usage_row *row,
                              struct usage_record *r)
{
    const struct usage_cell *time = &row->cell[USAGE_TIME], *until = &row->cell[USAGE_UNTIL];
    const enum usage_clock clock = scene->format->clock;
    if (is_empty(time) || !usage_time(time->text, time->length, clock, &r->start)) {
        usage_odd(scene->log, USAGE_DATES,
                  !is_empty(time) && usage_time_is_unclear(time->text, time->length));
        return "its time is not one";
    }
    r->knows |= USAGE_KNOWS_TIME;
    r->evident |= usage_time_is_date(time->text, time->length) ? USAGE_HAS_DAY : 0;
    r->end = r->start;
    if (is_empty(until))
        return NULL;
    if (!usage_time(until->text, until->length, clock, &r->end))
        return "its end is no time";
    if (r->end < r->start)
        return "it ends before it starts";
    if (r->end > r->start && (r->end - r->start) % USAGE_MINUTE == 0)
        r->evident |= USAGE_HAS_PERIOD;
    return NULL;
}

/* "0-200k" and "200k-1M" of the API, "<= 200k" and "> 200k" (or their signs) of the console; of any
 * other word it is not known which tier it is. */
static void read_window(const struct usage_cell *window, struct usage_record *r)
{
    static const char *const below[] = {"0-200k", "\xE2\x89\xA4", "<"};
    static const char *const above[] = {"200k-1", ">"};
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        if (begins(window, below[i]))
            r->knows |= USAGE_KNOWS_TIER;
    for (size_t i = 0; i < sizeof above / sizeof *above; i++)
        if (begins(window, above[i])) {
            r->knows |= USAGE_KNOWS_TIER;
            r->tiered = r->input + r->output;
        }
}

static void read_tier(struct usage_scene *scene, const struct usage_row *row,
                      struct usage_record *r)
{
    static const char *const yes[] = {"true", "1", "yes", "batch", NULL};
    const struct usage_cell *batch = &row->cell[USAGE_IS_BATCH], *word = &row->cell[USAGE_TIER];
    struct usage_tier tier = {.is_resident = false};
    if (!is_empty(batch) || !is_empty(word)) {
        usage_read_tier(&tier, *word);
        tier.is_batch = tier.is_batch || is_one_of(batch, yes);
        usage_put_tier(scene, &tier, r);
    }
    read_window(&row->cell[USAGE_WINDOW], r);
}

/* Whether it failed: a word, or a status of HTTP. */
static bool has_failed(const struct usage_cell *status)
{
    static const char *const words[] = {"failure", "failed", "error", "errored", NULL};
    uint64_t code;
    return is_one_of(status, words) ||
           (!is_empty(status) && usage_whole(status->text, status->length, 599, &code) &&
            code >= 400);
}

const char *usage_table_row(struct usage_scene *scene, const struct usage_row *row)
{
    struct usage_record r = {.knows = 0};
    const struct usage_whose whose = {.model = row->cell[USAGE_MODEL],
                                      .id = row->cell[USAGE_ID],
                                      .row_id = row->cell[USAGE_ROW_ID],
                                      .embeds =
                                          usage_cell_holds(row->cell[USAGE_CALL], "embedding")};
    struct figures f;
    if (has_failed(&row->cell[USAGE_STATUS])) {
        usage_odd(scene->log, USAGE_FAILED, 1);
        return NULL;
    }
    const char *why = read_times(scene, row, &r);
    if (why == NULL)
        why = read_figures(scene, row, &f);
    if (why != NULL)
        return why;
    r.input = f.value[USAGE_INPUT];
    r.output = f.value[USAGE_OUTPUT];
    r.cached = f.value[USAGE_CACHED];
    r.knows |= f.has[USAGE_CACHED] ? USAGE_KNOWS_CACHED : 0;
    add_caches(scene, &f, &r);
    if (r.cached + r.written > r.input)
        return "it has more cached than input tokens: cached ones are part of the input";
    if (f.has[USAGE_COUNT]) {
        r.requests = f.value[USAGE_COUNT];
        r.evident |= USAGE_HAS_COUNT;
    }
    read_tier(scene, row, &r);
    usage_odd(scene->log, USAGE_FAILED, f.value[USAGE_FAILURES]);
    usage_odd(scene->log, USAGE_SEARCHES, f.value[USAGE_WEB]);
    if (scene->format->failed_if_zero && r.output == 0) {
        usage_odd(scene->log, USAGE_FAILED, 1);
        return NULL;
    }
    if (usage_cell_is(row->cell[USAGE_HIT], "true")) {
        usage_odd(scene->log, USAGE_HITS, 1);
        return NULL;
    }
    return usage_take(scene, &r, &whose);
}
