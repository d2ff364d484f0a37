/* json.c - numbers as the contract prints them, and cJSON trees as text.
 * Knows plain decimals, trimming, escapes and indentation; refuses to know what a number means.
 * cJSON's own printer is not used: it prints 15 digits, exponents and, in some locales, commas.
 */
#include "text/json/json.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Numbers ---- */

/* The decimal point that the C library writes, should a caller have changed LC_NUMERIC. */
static void plain_point(char *text)
{
    for (; *text; text++)
        if (*text == ',')
            *text = '.';
}

static void trim(char *text)
{
    char *point = strchr(text, '.');
    if (point == NULL)
        return;
    char *end = text + strlen(text);
    while (end[-1] == '0')
        end--;
    if (end[-1] == '.')
        end--;
    *end = '\0';
}

/* `digits` significant digits without an exponent: "%e" rounds, its digits are then laid out. */
static void significant(double value, int digits, char *ret_text, size_t size)
{
    char scientific[48];
    snprintf(scientific, sizeof scientific, "%.*e", digits - 1, value);
    int exponent = (int)strtol(strchr(scientific, 'e') + 1, NULL, 10);
    if (exponent < digits) {
        /* Every digit kept is at or behind the unit's place: "%f" rounds at the same place. */
        snprintf(ret_text, size, "%.*f", digits - 1 - exponent, value);
        return;
    }
    char *out = ret_text;
    for (const char *c = scientific; *c != 'e'; c++)
        if ((*c >= '0' && *c <= '9') || *c == '-')
            *out++ = *c;
    memset(out, '0', (size_t)(exponent - digits + 1));
    out[exponent - digits + 1] = '\0';
}

const char *number_text(enum number_style style, double value, char *buffer, size_t size)
{
    char text[MAX_NUMBER_TEXT];
    if (!isfinite(value)) {
        snprintf(buffer, size, "null");
        return buffer;
    }
    if (style == NUMBER_FIGURE && fabs(value) >= 1e9 && fabs(value) < 1e15)
        snprintf(text, sizeof text, "%.0f", value); /* whole, as a table prints it */
    else if (style == NUMBER_FIGURE)
        significant(value, 9, text, sizeof text);
    else if (style == NUMBER_PRICE && fabs(value) < 1)
        significant(value, 6, text, sizeof text);
    else
        snprintf(text, sizeof text, "%.6f", value);
    plain_point(text);
    trim(text);
    snprintf(buffer, size, "%s", strcmp(text, "-0") == 0 ? "0" : text);
    return buffer;
}

const char *micros_text(int64_t micros, int times, char *buffer, size_t size)
{
    enum { MILLION = 1000000 };
    /* Apart, the two parts have room for the factor: the largest bill fills 63 bits. */
    uint64_t magnitude = micros < 0 ? 0 - (uint64_t)micros : (uint64_t)micros;
    uint64_t fraction = magnitude % MILLION * (uint64_t)times;
    uint64_t units = magnitude / MILLION * (uint64_t)times + fraction / MILLION;
    char text[48];
    snprintf(text, sizeof text, "%s%llu.%06llu", micros < 0 ? "-" : "", (unsigned long long)units,
             (unsigned long long)(fraction % MILLION));
    trim(text);
    snprintf(buffer, size, "%s", text);
    return buffer;
}

/* ---- Building ---- */

static cJSON *attach(bool *ok, cJSON *parent, const char *key, cJSON *item)
{
    bool added = false;
    if (item != NULL && parent != NULL)
        added = key != NULL ? cJSON_AddItemToObjectCS(parent, key, item)
                            : cJSON_AddItemToArray(parent, item);
    if (added)
        return item;
    cJSON_Delete(item);
    *ok = false;
    return NULL;
}

cJSON *json_object(bool *ok, cJSON *parent, const char *key)
{
    return attach(ok, parent, key, cJSON_CreateObject());
}

cJSON *json_array(bool *ok, cJSON *parent, const char *key)
{
    return attach(ok, parent, key, cJSON_CreateArray());
}

void json_text(bool *ok, cJSON *parent, const char *key, const char *text)
{
    attach(ok, parent, key, text != NULL ? cJSON_CreateString(text) : cJSON_CreateNull());
}

void json_texts(bool *ok, cJSON *parent, const char *key, const char *const *texts, int count)
{
    cJSON *list = json_array(ok, parent, key);
    for (int i = 0; i < count; i++)
        json_text(ok, list, NULL, texts[i]);
}

void json_number(bool *ok, cJSON *parent, const char *key, enum number_style style, double value)
{
    char text[MAX_NUMBER_TEXT];
    attach(ok, parent, key, cJSON_CreateRaw(number_text(style, value, text, sizeof text)));
}

void json_bool(bool *ok, cJSON *parent, const char *key, bool value)
{
    attach(ok, parent, key, cJSON_CreateBool(value));
}

void json_null(bool *ok, cJSON *parent, const char *key)
{
    attach(ok, parent, key, cJSON_CreateNull());
}

/* ---- Printing ---- */

/* What stands as it is: not what is unsafe, nor the bracket that makes "##[" a command in a log. */
static bool is_plain(const char *string, const char *text, uint32_t point)
{
    if (point == '[')
        return text == string || text[-1] != '#';
    return !utf8_is_unsafe(point);
}

/* Up to the first character that may have to be written otherwise: one bit for each of ASCII. */
static const char *plain_end(const char *text)
{
    static const uint32_t plain[8] = {
        [1] = ~(1U << ('"' - 32)),
        [2] = ~(1U << ('[' - 64) | 1U << ('\\' - 64)),
        [3] = ~(1U << (0x7F - 96)),
    };
    while (plain[(unsigned char)*text / 32] >> ((unsigned char)*text % 32) & 1)
        text++;
    return text;
}

void json_put_text(struct text_buffer *out, const char *string)
{
    static const char shorthand[128] = {['"'] = '"',  ['\\'] = '\\', ['\b'] = 'b', ['\t'] = 't',
                                        ['\n'] = 'n', ['\f'] = 'f',  ['\r'] = 'r'};
    const char *start = string; /* of what is copied as it is */
    const char *text = plain_end(string);
    if (*text == '\0') { /* most texts */
        const size_t length = (size_t)(text - string);
        char *to = text_room(out, length + 2);
        if (to == NULL)
            return;
        to[0] = to[length + 1] = '"';
        memcpy(to + 1, string, length);
        return;
    }
    text_add(out, "\"", 1);
    for (; *text != '\0'; text = plain_end(text)) {
        char escape[UTF8_ESCAPE] = "\xEF\xBF\xBD";
        const unsigned char byte = (unsigned char)*text;
        uint32_t point;
        const size_t length = utf8_read(text, UTF8_MOST, &point);
        const bool named = byte < 0x80 && shorthand[byte] != '\0';
        if (length > 0 && !named && is_plain(string, text, point)) {
            text += length;
            continue;
        }
        text_add(out, start, (size_t)(text - start));
        if (named)
            snprintf(escape, sizeof escape, "\\%c", shorthand[byte]);
        else if (length > 0)
            utf8_escape(point, escape);
        text_put(out, escape);
        text += length > 0 ? length : 1;
        start = text;
    }
    text_add(out, start, (size_t)(text - start));
    text_add(out, "\"", 1);
}

void json_put_line(struct text_buffer *out, int depth)
{
    const size_t steps = 2 * (size_t)depth;
    char *to = text_room(out, 1 + steps);
    if (to == NULL)
        return;
    to[0] = '\n';
    memset(to + 1, ' ', steps);
}

void json_put_key(struct text_buffer *out, bool others, int depth, const char *key)
{
    const size_t steps = 2 * (size_t)depth;
    const size_t length = strlen(key);
    char *to = text_room(out, (others ? 2U : 1U) + steps + 1 + length + 3);
    if (to == NULL)
        return;
    if (others)
        *to++ = ',';
    *to++ = '\n';
    memset(to, ' ', steps);
    to += steps;
    *to++ = '"';
    memcpy(to, key, length + 1);
    to[length] = '"';
    to[length + 1] = ':';
    to[length + 2] = ' ';
}

void json_put_tree(struct text_buffer *out, const cJSON *value, int depth)
{
    char number[MAX_NUMBER_TEXT];
    bool object = cJSON_IsObject(value);
    if (cJSON_IsString(value)) {
        json_put_text(out, value->valuestring);
    } else if (cJSON_IsRaw(value)) {
        text_put(out, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        /* A number that was read keeps its own text. */
        text_put(out, value->valuestring != NULL
                          ? value->valuestring
                          : number_text(NUMBER_FIGURE, value->valuedouble, number, sizeof number));
    } else if (cJSON_IsBool(value)) {
        text_put(out, cJSON_IsTrue(value) ? "true" : "false");
    } else if (object || cJSON_IsArray(value)) {
        text_put(out, object ? "{" : "[");
        for (const cJSON *child = value->child; child != NULL; child = child->next) {
            json_put_line(out, depth + 1);
            if (object) {
                json_put_text(out, child->string);
                text_put(out, ": ");
            }
            json_put_tree(out, child, depth + 1);
            if (child->next != NULL)
                text_put(out, ",");
        }
        if (value->child != NULL)
            json_put_line(out, depth);
        text_put(out, object ? "}" : "]");
    } else {
        text_put(out, "null");
    }
}

void json_put_after(struct text_buffer *out, const char *lead, const char *string)
{
    text_put(out, lead);
    json_put_text(out, string);
}

cJSON *json_begin(bool *ret_ok, const char *kind)
{
    cJSON *document = cJSON_CreateObject();
    *ret_ok = document != NULL;
    if (kind != NULL) {
        json_text(ret_ok, document, "kind", kind);
        json_text(ret_ok, document, "format_version", "1.0");
    }
    return document;
}

bool json_end(bool ok, FILE *out, cJSON *document)
{
    if (!ok)
        errno = ENOMEM;
    const bool printed = ok && json_print(out, document);
    cJSON_Delete(document);
    return printed;
}

bool json_write(FILE *out, struct text_buffer *text)
{
    bool written = false;
    if (text->failed)
        errno = ENOMEM;
    else
        written = fwrite(text->data, 1, text->length, out) == text->length && fflush(out) == 0;
    free(text->data);
    return written;
}

bool json_print(FILE *out, const cJSON *tree)
{
    struct text_buffer text = {0};
    json_put_tree(&text, tree, 0);
    text_put(&text, "\n");
    return json_write(out, &text);
}
