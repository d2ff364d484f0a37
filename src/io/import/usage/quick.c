/* quick.c - the quick reader of CSV rows (io/import/usage/rows.h): bare times and digits, eight
 * bytes at a time. Whatever it does not know for certain it leaves to the strict reader, so that
 * both together read exactly what the strict one alone does.
 */
#include "io/import/usage/rows.h"

#include <string.h>

/* Behind the row at p, or NULL when it is not bare times and digits; figures by their role. */
static inline const char *quick_row(struct rows *rows, const char *p, int64_t *ret_ticks,
                                    uint64_t figures[USAGE_CACHED + 1])
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
        } else
            while (*p != ',' && *p != '\n' && *p != '\r' && *p != '"' && *p != '\0')
                p++;
        if (++column == plan->columns)
            break;
        if (*p != ',')
            return NULL;
    }
    p += *p == '\r';
    return *p == '\n' ? p + 1 : NULL;
}

/* Rows from p on that are a date in one half of the clock's minute, a comma, digits, a comma and
 * digits, written like the row before: what most rows of most logs are. Returns where the first
 * other row starts. All sums are local so that they stay in registers. */
static const char *like_rows(const struct quick_clock *clock, const char *p, const char *end,
                             struct quick_run *quick)
{
    const uint64_t head = clock->head, tail = clock->tail;
    const unsigned places = clock->places, point = places + (places > 0);
    const unsigned width = point + clock->zone_length;
    const uint64_t zone = clock->zone, zone_mask = clock->zone_mask;
    const unsigned shift = places > 0 ? (8 - places) * 8 : 56;
    const uint64_t filler = UINT64_C(0x3030303030303030) >> (64 - shift);
    const int64_t unit = places > 0 ? quick_unit[places] : 0;
    uint64_t requests = 0, input = 0, output = 0, long_tokens = 0;
    int64_t first = INT64_MAX, last = INT64_MIN, from = 0;
    uint64_t within = 0; /* length of the half: not known before the first row */
    while (p < end) {
        const unsigned tens = (unsigned)(p[QUICK_SECONDS] - '0'),
                       ones = (unsigned)(p[QUICK_SECONDS + 1] - '0');
        const uint64_t fraction = digits_word(p + QUICK_AFTER_SECONDS + 1) << shift | filler;
        if (digits_word(p) != head || digits_word(p + 8) != tail || p[QUICK_HEAD] != ':' ||
            tens > 5 || ones > 9 || p[QUICK_AFTER_SECONDS + width] != ',' ||
            (digits_word(p + QUICK_AFTER_SECONDS + point) & zone_mask) != zone ||
            (places > 0 && (p[QUICK_AFTER_SECONDS] != '.' || !digits_all(fraction))))
            break;
        const char *q = p + QUICK_AFTER_SECONDS + width + 1;
        const uint64_t input_word = digits_word(q);
        const unsigned input_digits = digits_count(input_word);
        q += input_digits;
        if (input_digits - 1 >= QUICK_DIGITS || *q != ',')
            break;
        const uint64_t output_word = digits_word(++q);
        const unsigned output_digits = digits_count(output_word);
        q += output_digits;
        q += *q == '\r';
        if (output_digits - 1 >= QUICK_DIGITS || *q != '\n')
            break;
        const int64_t ticks =
            (int64_t)(tens * 10 + ones) * USAGE_SECOND + (int64_t)digits_value(fraction, 8) * unit;
        const uint64_t in = digits_value(input_word, input_digits);
        const uint64_t out = digits_value(output_word, output_digits);
        if ((uint64_t)(ticks - from) >= within) {
            if (requests > 0)
                break;
            from = quick_half(ticks, quick->usage->phase, &within);
        }
        first = ticks < first ? ticks : first;
        last = ticks > last ? ticks : last;
        requests++;
        input += in;
        output += out;
        if (in > USAGE_LONG_CONTEXT)
            long_tokens += in + out;
        p = q + 1;
    }
    if (requests > 0)
        quick_add(quick, requests, clock->base + first, clock->base + last);
    quick->input += input;
    quick->output += output;
    quick->long_tokens += long_tokens;
    return p;
}

/* One row of any plain form; returns what follows it, NULL when it is not plain. */
static const char *plain_row(struct rows *rows, const char *p, struct quick_run *quick)
{
    uint64_t figures[USAGE_CACHED + 1] = {0};
    int64_t ticks = 0;
    const char *next = quick_row(rows, p, &ticks, figures);
    if (next == NULL || figures[USAGE_CACHED] > figures[USAGE_INPUT])
        return NULL;
    if (rows->scene->format->failed_if_zero && figures[USAGE_OUTPUT] == 0) {
        quick->failed++;
        return next;
    }
    quick_add(quick, 1, ticks, ticks);
    quick_add_tokens(quick, figures[USAGE_INPUT], figures[USAGE_OUTPUT], figures[USAGE_CACHED]);
    return next;
}

size_t rows_quick(struct rows *rows, char *text, size_t length)
{
    const struct usage_plan *plan = rows->plan;
    const bool alike = plan->columns == 3 && plan->role[0] == USAGE_TIME &&
                       plan->role[1] == USAGE_INPUT && plan->role[2] == USAGE_OUTPUT &&
                       !rows->scene->format->failed_if_zero;
    struct quick_run quick = quick_begin(rows->scene->usage);
    const char *p = text, *const end = text + length;
    while (p < end) {
        if (alike && rows->clock.kind == QUICK_DATE && rows->clock.places <= QUICK_DIGITS) {
            const uint64_t before = quick.requests;
            p = like_rows(&rows->clock, p, end, &quick);
            rows->line += rows->line > 0 ? quick.requests - before : 0;
            if (p == end)
                break;
        }
        const char *next =
            plan->plain && quick.usage->phase >= 0 ? plain_row(rows, p, &quick) : NULL;
        rows->line += next != NULL && rows->line > 0;
        if (next == NULL) {
            next = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
            if (memchr(p, '"', (size_t)(next - p)) != NULL)
                break;
            rows_strict(rows, text + (p - text), (size_t)(next - p), false,
                        rows->offset + (uint64_t)(p - text), &rows->line);
        }
        p = next;
    }
    quick_end(&quick, memchr(plan->role, USAGE_CACHED, (size_t)plan->columns) != NULL);
    return (size_t)(p - text);
}
