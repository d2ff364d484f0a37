/* lines.c - JSON records one a line (io/import/usage/lines.h). Lines of one log are alike: what
 * stands between the values of one line is compared with the next, and only the values are read.
 * Whatever differs goes to the strict reader, so that both together read exactly what that alone
 * does.
 */
#include "io/import/usage/lines.h"
#include "text/json/json_scan.h"

#include <string.h>

/* ---- Shapes ---- */

static bool add_part(struct lines_shape *shape, const char *text, size_t length, uint8_t role,
                     uint8_t kind)
{
    const int last = shape->parts;
    const size_t used =
        last > 0 ? (size_t)shape->part[last - 1].text + shape->part[last - 1].length : 0;
    if (last > LINES_PARTS || used + length > LINES_TEXT)
        return false;
    memcpy(shape->texts + used, text, length);
    shape->part[last].text = (uint16_t)used;
    shape->part[last].length = (uint16_t)length;
    shape->part[last].role = role;
    shape->part[last].kind = kind;
    shape->parts++;
    return true;
}

/* The shape of a line that was read: an object of texts, numbers and words. */
static void learn_shape(struct lines *lines, const char *text, size_t length)
{
    struct lines_shape *shape = &lines->shape;
    struct json_scan scan;
    size_t from = 0; /* of the text before the value */
    bool seen[USAGE_ROLES + 1] = {false};
    shape->parts = 0;
    shape->has_cached = false;
    json_scan_begin(&scan, text, length, false);
    json_scan_next(&scan);
    while (json_scan_next(&scan) == JSON_KEY) {
        const enum usage_role role = usage_role(lines->scene, scan.text, scan.length);
        const enum json_event event = json_scan_next(&scan);
        const bool string = event == JSON_STRING, number = event == JSON_NUMBER;
        const size_t start = scan.offset + string;
        const bool again = role != USAGE_NO_ROLE && seen[role];
        seen[role] = true;
        if (event == JSON_OBJECT || event == JSON_ARRAY || again || scan.has_escapes ||
            (role > USAGE_MODEL && role != USAGE_NO_ROLE) || (role == USAGE_COUNT) ||
            (role == USAGE_MODEL && !string) ||
            (role <= USAGE_CACHED && role != USAGE_TIME && !number) ||
            (role == USAGE_TIME && !number && !string) ||
            !add_part(shape, text + from, start - from, (uint8_t)role,
                      (uint8_t)(string   ? '"'
                                : number ? '0'
                                         : 'w'))) {
            shape->parts = 0;
            return;
        }
        if (role == USAGE_TIME)
            quick_learn(&lines->clock, scan.text, scan.length, lines->scene->format->clock);
        shape->has_cached = shape->has_cached || role == USAGE_CACHED;
        from = start + (string || number ? scan.length : event == JSON_FALSE ? 5 : 4);
    }
    if (shape->parts > 0 && !add_part(shape, text + from, length - from, USAGE_NO_ROLE, 0))
        shape->parts = 0;
}

/* ---- Quick ---- */

/* Behind a text of plain ASCII at p: at its closing quote, or at what makes it another case. */
static inline const char *skip_text(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    for (;; p += 8) {
        const uint64_t word = digits_word(p);
        const uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
        const uint64_t found = (((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
                                ((word - ones * 0x20) & ~word) | word) &
                               tops;
        if (found != 0)
            return p + digits_before(found);
    }
}

/* Behind a number of digits, with a fraction or not; NULL when it is written otherwise. */
static inline const char *skip_number(const char *p)
{
    const char *start = p;
    while (*p >= '0' && *p <= '9')
        p++;
    if (p == start || (*start == '0' && p > start + 1))
        return NULL;
    if (*p == '.') {
        start = ++p;
        while (*p >= '0' && *p <= '9')
            p++;
        if (p == start)
            return NULL;
    }
    return p;
}

static inline const char *skip_word(const char *p)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < 3; i++) {
        const size_t length = i == 1 ? 5 : 4;
        if (memcmp(p, words[i], length) == 0)
            return p + length;
    }
    return NULL;
}

/* A value without a role. */
static inline const char *skip_value(const char *p, uint8_t kind)
{
    return kind == '"' ? skip_text(p) : kind == '0' ? skip_number(p) : skip_word(p);
}

static inline const char *quick_time(struct quick_clock *clock, const char *p, uint8_t kind,
                                     int64_t *ret_ticks)
{
    if (clock->kind == QUICK_DATE)
        return quick_date(clock, &p, ret_ticks) ? p : NULL;
    if (clock->kind != QUICK_NUMBER || (kind == '0' && *p == '0' && p[1] >= '0' && p[1] <= '9'))
        return NULL;
    return quick_number(clock, &p, ret_ticks) ? p : NULL;
}

/* Behind the line at p, NULL when it is not of the shape. end: of all lines. */
static const char *quick_line(struct lines *lines, const char *p, const char *end,
                              int64_t *ret_ticks, uint64_t figures[USAGE_CACHED + 1],
                              struct usage_cell *ret_model)
{
    const struct lines_shape *shape = &lines->shape;
    const int last = shape->parts - 1;
    for (int i = 0; i <= last; i++) {
        const size_t length = shape->part[i].length;
        if (length > (size_t)(end - p) ||
            memcmp(p, shape->texts + shape->part[i].text, length) != 0)
            return NULL;
        p += length;
        if (i == last)
            break;
        const uint8_t role = shape->part[i].role, kind = shape->part[i].kind;
        if (role == USAGE_MODEL) {
            ret_model->text = p;
            p = skip_text(p);
            ret_model->length = (size_t)(p - ret_model->text);
        } else if (role == USAGE_NO_ROLE)
            p = skip_value(p, kind);
        else if (role == USAGE_TIME)
            p = quick_time(&lines->clock, p, kind, ret_ticks);
        else {
            const uint64_t word = digits_word(p);
            const unsigned count = digits_count(word);
            if (count - 1 >= QUICK_DIGITS || (*p == '0' && count > 1))
                return NULL;
            figures[role] = digits_value(word, count);
            p += count;
        }
        if (p == NULL || p >= end)
            return NULL;
    }
    p += *p == '\r';
    return *p == '\n' ? p + 1 : NULL;
}

/* ---- Strict ---- */

static void strict_line(struct lines *lines, const char *text, size_t length)
{
    struct usage_scene *scene = lines->scene;
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    size_t blank = 0;
    while (blank < length && (text[blank] == ' ' || text[blank] == '\t' || text[blank] == '\r'))
        blank++;
    if (blank == length)
        return;
    const char *why = scene->format->object(scene, text, length);
    scene->log->good += why == NULL;
    if (why != NULL)
        usage_reject(scene->log, lines->line, 0, why);
    else if (scene->format->plain)
        learn_shape(lines, text, length);
}

/* One line of the shape; returns what follows it, NULL when it is another. */
static const char *plain_line(struct lines *lines, const char *p, const char *end,
                              struct quick_run *quick)
{
    uint64_t figures[USAGE_CACHED + 1] = {0};
    struct usage_cell model = {.text = "", .length = 0};
    int64_t ticks = 0;
    const char *next = quick_line(lines, p, end, &ticks, figures, &model);
    const uint64_t input = figures[USAGE_INPUT], output = figures[USAGE_OUTPUT];
    if (next == NULL || figures[USAGE_CACHED] > input ||
        !quick_is_request(quick, ticks, input, output))
        return NULL;
    if (!quick_is_model(quick, model.text, model.length)) {
        if (model.length >= QUICK_MODEL)
            return NULL;
        quick_turn(quick, model.text, model.length);
    }
    if (quick->usage->phase < 0)
        return NULL;
    quick_add(quick, ticks, input, output, figures[USAGE_CACHED]);
    return next;
}

ptrdiff_t lines_read(struct lines *lines, const char *text, size_t length, bool last)
{
    struct quick_run quick = quick_begin(lines->scene, lines->shape.has_cached);
    const char *p = text, *end = text + length;
    while (end > text && end[-1] != '\n')
        end--;
    while (p < end) {
        const char *next = lines->shape.parts > 0 && quick.model != NULL
                               ? plain_line(lines, p, end, &quick)
                               : NULL;
        if (next == NULL) {
            next = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
            quick_end(&quick);
            strict_line(lines, p, (size_t)(next - p));
            quick = quick_begin(lines->scene, lines->shape.has_cached);
        }
        lines->line++;
        p = next;
    }
    quick_end(&quick);
    if (last && p < text + length) {
        strict_line(lines, p, (size_t)(text + length - p));
        p = text + length;
    }
    return p - text;
}
