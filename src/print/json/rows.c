/* rows.c - the writer of all JSON that rows describe: one function for each type of member, into
 * one buffer (print/json/rows.h). Knows how a value looks; refuses to know any key by name.
 */
#include "print/json/rows.h"
#include "text/json/quick_number.h"

#include <math.h>
#include <string.h>

static const void *member(const struct json_row *row, const void *object)
{
    return (const char *)object + row->offset;
}

/* What a member points to, whatever its type. */
static const void *pointed(const struct json_row *row, const void *object)
{
    const void *to;
    memcpy(&to, member(row, object), sizeof to);
    return to;
}

static int32_t count_of(const struct json_row *row, const void *object)
{
    int32_t count;
    memcpy(&count, (const char *)object + row->count, sizeof count);
    return count;
}

/* ---- Values ---- */

static void put_number(struct text_buffer *out, uint8_t style, double value)
{
    char text[MAX_NUMBER_TEXT];
    text_add(out, text, quick_number((enum number_style)style, value, text));
}

static void put_long(struct text_buffer *out, const struct json_row *row, int64_t value)
{
    char text[MAX_NUMBER_TEXT];
    size_t length;
    if (row->style == STYLE_MICROS || row->style == STYLE_YEAR)
        length = quick_micros(value, row->style == STYLE_YEAR ? 12 : 1, text);
    else
        length = quick_whole(value, text);
    text_add(out, text, length);
}

static void put_text(struct text_buffer *out, const char *text)
{
    if (text != NULL)
        json_put_text(out, text);
    else
        text_put(out, "null");
}

static void put_truth(struct text_buffer *out, int truth)
{
    text_put(out, truth < 0 ? "null" : truth > 0 ? "true" : "false");
}

static void put_value(struct text_buffer *out, const struct row_value *value)
{
    if (value->kind == VALUE_NUMBER)
        put_number(out, value->style, value->number);
    else if (value->kind == VALUE_TRUTH)
        put_truth(out, value->number > 0);
    else
        put_text(out, value->kind == VALUE_TEXT ? value->text : NULL);
}

/* ---- Lists and objects ---- */

static size_t size_of(const struct json_row *row)
{
    return row->type == ROW_LIST    ? row->size
           : row->type == ROW_TEXTS ? sizeof(const char *)
                                    : sizeof(struct row_pair);
}

/* The things of a list, of a list of texts, or of a map, each on a line of its own. */
static void put_things(struct text_buffer *out, const struct json_row *row, const void *object,
                       int depth)
{
    const int32_t count = count_of(row, object);
    const char *thing = pointed(row, object);
    text_put(out, row->type == ROW_MAP ? "{" : "[");
    for (int32_t i = 0; i < count; i++, thing += size_of(row)) {
        text_put(out, i > 0 ? "," : "");
        json_put_line(out, depth + 1);
        if (row->type == ROW_LIST) {
            json_put_object(out, row->rows, thing, depth + 1);
        } else if (row->type == ROW_TEXTS) {
            put_text(out, *(const char *const *)(const void *)thing);
        } else {
            const struct row_pair *pair = (const void *)thing;
            put_text(out, pair->key);
            text_put(out, ": ");
            put_text(out, pair->text);
        }
    }
    if (count > 0)
        json_put_line(out, depth);
    text_put(out, row->type == ROW_MAP ? "}" : "]");
}

void json_put_object(struct text_buffer *out, const struct json_row *rows, const void *object,
                     int depth)
{
    if (object == NULL) {
        text_put(out, "null");
        return;
    }
    text_put(out, "{");
    if (json_put_keys(out, rows, object, depth + 1, false))
        json_put_line(out, depth);
    text_put(out, "}");
}

static void put_member(struct text_buffer *out, const struct json_row *row, const void *object,
                       int depth)
{
    const void *at = member(row, object);
    switch ((enum row_type)row->type) {
    case ROW_TEXT:
        put_text(out, pointed(row, object));
        break;
    case ROW_NUMBER:
        put_number(out, row->style, *(const double *)at);
        break;
    case ROW_INT:
        if (row->or_null && *(const int32_t *)at == 0)
            put_text(out, NULL);
        else
            put_long(out, row, *(const int32_t *)at);
        break;
    case ROW_LONG:
        if (*(const int64_t *)at == ROW_UNKNOWN)
            put_text(out, NULL);
        else
            put_long(out, row, *(const int64_t *)at);
        break;
    case ROW_TRUTH:
        put_truth(out, *(const bool *)at);
        break;
    case ROW_MAYBE:
        put_truth(out, *(const int8_t *)at);
        break;
    case ROW_WORD:
        put_text(out, row_word(row->words, *(const uint8_t *)at));
        break;
    case ROW_VALUE:
        put_value(out, at);
        break;
    case ROW_TEXTS:
    case ROW_LIST:
    case ROW_MAP:
        put_things(out, row, object, depth);
        break;
    case ROW_OBJECT:
        json_put_object(out, row->rows, at, depth);
        break;
    case ROW_LINK:
        json_put_object(out, row->rows, pointed(row, object), depth);
        break;
    case ROW_PART:
        break;
    }
}

void json_put_single(struct text_buffer *out, const struct json_row *row, const void *object)
{
    put_member(out, row, object, 0);
}

/* Left out: a text or an object that is not there, a truth that is none, an empty list, a figure
 * of 0. */
static bool says_nothing(const struct json_row *row, const void *object)
{
    if (!row->optional)
        return false;
    if (row->type == ROW_LIST || row->type == ROW_TEXTS)
        return count_of(row, object) == 0;
    if (row->type == ROW_NUMBER)
        return *(const double *)member(row, object) == 0;
    return row->type == ROW_TRUTH ? !*(const bool *)member(row, object)
                                  : pointed(row, object) == NULL;
}

bool json_put_keys(struct text_buffer *out, const struct json_row *rows, const void *object,
                   int depth, bool some)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        if (row->type == ROW_PART) {
            some = json_put_keys(out, row->rows, member(row, object), depth, some);
            continue;
        }
        if (says_nothing(row, object))
            continue;
        json_put_key(out, some, depth, row->key);
        put_member(out, row, object, depth);
        some = true;
    }
    return some;
}

bool json_print_rows(FILE *out, const struct json_row *rows, const void *object)
{
    struct text_buffer text = {0};
    json_put_object(&text, rows, object, 0);
    text_put(&text, "\n");
    return json_write(out, &text);
}
