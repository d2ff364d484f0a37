/* quick.c - the rows of a CSV in turn (io/import/usage/rows.h): those of bare times and digits are
 * read eight bytes at a time, which is 6.5 times as fast. Whatever it does not know for certain it
 * leaves to the strict reader, so that both together read exactly what the strict one alone does.
 */
#include "io/import/usage/rows.h"

#include <string.h>

/* Behind the row at p, or NULL when it is not bare times and digits; figures by their role. */
static inline const char *quick_row(struct rows *rows, const char *p, int64_t *ret_ticks,
                                    uint64_t figures[USAGE_CACHED + 1],
                                    struct usage_cell *ret_model)
{
    const struct usage_plan *plan = rows->plan;
    for (int column = 0;; p++) {
        const uint8_t role = plan->role[column];
        if (role == USAGE_TIME) {
            if (rows->clock.kind == QUICK_DATE ? !quick_date(&rows->clock, &p, ret_ticks)
                                               : rows->clock.kind == QUICK_NOTHING ||
                                                     !quick_number(&rows->clock, &p, ret_ticks))
                return NULL;
        } else if (role <= USAGE_CACHED) {
            const uint64_t word = digits_word(p);
            const unsigned count = digits_count(word);
            if (count - 1 >= QUICK_DIGITS)
                return NULL;
            figures[role] = digits_value(word, count);
            p += count;
        } else {
            const char *const text = p;
            while (*p != ',' && *p != '\n' && *p != '\r' && *p != '"' && *p != '\0')
                p++;
            if (role == USAGE_MODEL)
                *ret_model = (struct usage_cell){.text = text, .length = (size_t)(p - text)};
        }
        if (++column == plan->columns)
            break;
        if (*p != ',')
            return NULL;
    }
    p += *p == '\r';
    return *p == '\n' ? p + 1 : NULL;
}

/* One row of any plain form; returns what follows it, NULL when it is not plain. */
static const char *plain_row(struct rows *rows, const char *p, struct quick_run *quick)
{
    uint64_t figures[USAGE_CACHED + 1] = {0};
    struct usage_cell model = {.text = "", .length = 0};
    int64_t ticks = 0;
    const char *next = quick_row(rows, p, &ticks, figures, &model);
    const uint64_t input = figures[USAGE_INPUT], output = figures[USAGE_OUTPUT];
    if (next == NULL || figures[USAGE_CACHED] > input ||
        !quick_is_request(quick, ticks, input, output))
        return NULL;
    if (rows->scene->format->failed_if_zero && output == 0) {
        quick->failed++;
        return next;
    }
    if (!quick_is_model(quick, model.text, model.length)) {
        if (model.length >= QUICK_MODEL || memchr(model.text, ' ', model.length) != NULL ||
            (model.length == 4 && memcmp(model.text, "NULL", 4) == 0))
            return NULL;
        quick_turn(quick, model.text, model.length);
    }
    if (quick->usage->phase < 0)
        return NULL;
    quick_add(quick, ticks, input, output, figures[USAGE_CACHED]);
    return next;
}

/* Complete lines, up to the first that holds a quote; how many bytes were read. */
static size_t read_quick(struct rows *rows, char *text, size_t length)
{
    const struct usage_plan *plan = rows->plan;
    const bool cached = memchr(plan->role, USAGE_CACHED, (size_t)plan->columns) != NULL;
    struct quick_run quick = quick_begin(rows->scene, cached);
    const char *p = text, *const end = text + length;
    while (p < end) {
        const char *next = plan->plain && quick.model != NULL ? plain_row(rows, p, &quick) : NULL;
        rows->line += next != NULL;
        if (next == NULL) {
            next = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
            if (memchr(p, '"', (size_t)(next - p)) != NULL)
                break;
            quick_end(&quick);
            rows_strict(rows, text + (p - text), (size_t)(next - p), false);
            quick = quick_begin(rows->scene, cached);
        }
        p = next;
    }
    quick_end(&quick);
    return (size_t)(p - text);
}

/* Complete lines of a text end here. */
static size_t complete(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] != '\n')
        length--;
    return length;
}

ptrdiff_t rows_read(struct rows *rows, char *text, size_t length, bool last)
{
    size_t at = 0;
    if (!rows->strict) {
        const size_t lines = complete(text, length);
        at = read_quick(rows, text, lines);
        rows->strict = at < lines || (last && memchr(text + at, '"', length - at) != NULL);
    }
    while (at < length && (rows->strict || last)) {
        const ptrdiff_t row = rows_strict(rows, text + at, length - at, last);
        if (row < 0)
            break;
        at += (size_t)row;
    }
    return (ptrdiff_t)at;
}
