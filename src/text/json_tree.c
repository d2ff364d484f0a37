/* json_tree.c - a strict JSON parser that builds cJSON trees (RFC 8259; see text/json_tree.h).
 * Knows the grammar, UTF-8 and places; refuses to know what a report is (io/report/saved/report.c).
 * cJSON's own parser is not used: it accepts trailing garbage, 01, bad UTF-8 and duplicate keys,
 * ends strings at \u0000, and forgets how a number was written.
 */
#include "text/json_tree.h"
#include "text/sniff.h"

#include "text/json.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *text;
    size_t length, at;
    struct llmcost_diags *diags;
    int depth;
};

void json_place(const char *text, size_t length, size_t offset, uint32_t *ret_line,
                uint32_t *ret_column)
{
    *ret_line = *ret_column = 1;
    for (size_t i = text_mark(text, length); i < offset && i < length; i++) {
        if (text[i] == '\n') {
            ++*ret_line;
            *ret_column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80)
            ++*ret_column;
    }
}

static bool fail(struct reader *r, size_t at, int code, const char *what, const char *advice)
{
    uint32_t line;
    uint32_t column;
    json_place(r->text, r->length, at, &line, &column);
    llmcost_complain(r->diags, LLMCOST_ERROR, code, line, column, "%s", what);
    llmcost_advise(r->diags, "%s", advice);
    return false;
}

static bool syntax(struct reader *r, size_t at, const char *what)
{
    return fail(r, at, E_JSON_SYNTAX, what,
                at >= r->length ? "the file ends too early: was it cut off?"
                                : "a saved report is what `-f json` wrote, unchanged");
}

static bool no_memory(struct reader *r)
{
    return fail(r, r->at, E_NO_MEMORY, "memory ran out", "");
}

static int peek(const struct reader *r)
{
    return r->at < r->length ? (unsigned char)r->text[r->at] : -1;
}

static void skip_space(struct reader *r)
{
    while (r->at < r->length && strchr(" \t\r\n", r->text[r->at]) != NULL && r->text[r->at] != '\0')
        r->at++;
}

/* ---- Strings ---- */

/* Bytes of the well-formed UTF-8 character at text, 0 when there is none. */
static size_t utf8_bytes(const unsigned char *text, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t bytes = text[0] < 0x80 ? 1 : text[0] < 0xC2 ? 0 : text[0] < 0xE0 ? 2 : 3;
    if (text[0] >= 0xF0)
        bytes = text[0] <= 0xF4 ? 4 : 0;
    if (bytes < 2 || bytes > length)
        return bytes <= length ? bytes : 0;
    uint32_t point = text[0] & (0xFFu >> (bytes + 1));
    for (size_t i = 1; i < bytes; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        point = point << 6 | (text[i] & 0x3Fu);
    }
    bool good = point >= least[bytes] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    return good ? bytes : 0;
}

static bool read_hex(struct reader *r, uint32_t *ret_unit)
{
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        int c = peek(r);
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return syntax(r, r->at, "\\u needs four hexadecimal digits");
        unit = unit << 4 | (uint32_t)digit;
    }
    *ret_unit = unit;
    return true;
}

static char *put_utf8(char *out, uint32_t point)
{
    if (point < 0x80) {
        *out++ = (char)point;
    } else if (point < 0x800) {
        *out++ = (char)(0xC0 | point >> 6);
        *out++ = (char)(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        *out++ = (char)(0xE0 | point >> 12);
        *out++ = (char)(0x80 | (point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (point & 0x3F));
    } else {
        *out++ = (char)(0xF0 | point >> 18);
        *out++ = (char)(0x80 | (point >> 12 & 0x3F));
        *out++ = (char)(0x80 | (point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (point & 0x3F));
    }
    return out;
}

/* Behind the backslash. */
static bool read_escape(struct reader *r, char **out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    size_t start = r->at - 1;
    int c = peek(r);
    const char *name = c > 0 ? strchr(names, c) : NULL;
    uint32_t point;
    uint32_t low;
    if (name != NULL) {
        *(*out)++ = values[name - names];
        r->at++;
        return true;
    }
    if (c != 'u')
        return syntax(r, start, "JSON has no such escape");
    r->at++;
    if (!read_hex(r, &point))
        return false;
    if (point == 0)
        return syntax(r, start, "a text cannot hold \\u0000");
    if (point >= 0xD800 && point <= 0xDBFF) {
        if (peek(r) != '\\' || r->at + 1 >= r->length || r->text[r->at + 1] != 'u')
            return syntax(r, start, "half a character: a surrogate without its pair");
        r->at += 2;
        if (!read_hex(r, &low))
            return false;
        if (low < 0xDC00 || low > 0xDFFF)
            return syntax(r, start, "half a character: a surrogate without its pair");
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    } else if (point >= 0xDC00 && point <= 0xDFFF)
        return syntax(r, start, "half a character: a surrogate without its pair");
    *out = put_utf8(*out, point);
    return true;
}

/* Bytes up to the closing quote: no text is longer once its escapes are read. */
static size_t string_room(const struct reader *r)
{
    size_t end = r->at;
    while (end < r->length && r->text[end] != '"')
        end += r->text[end] == '\\' ? 2 : 1;
    return end - r->at + 1;
}

/* The string at r->at, terminated; NULL after a complaint. Free it with cJSON_free(). */
static char *read_string(struct reader *r)
{
    r->at++;
    char *text = cJSON_malloc(string_room(r) + 4);
    char *out = text;
    bool good = text != NULL || no_memory(r);
    while (good && peek(r) != '"') {
        int c = peek(r);
        size_t bytes =
            c >= 0 ? utf8_bytes((const unsigned char *)r->text + r->at, r->length - r->at) : 0;
        if (c < 0)
            good = syntax(r, r->at, "a text in quotes is never closed");
        else if (c < 0x20)
            good = syntax(r, r->at, c == 0 ? "a NUL byte" : "a control character inside a text");
        else if (bytes == 0)
            good = syntax(r, r->at, "bytes that are not UTF-8");
        else if (c == '\\') {
            r->at++;
            good = read_escape(r, &out);
        } else {
            memcpy(out, r->text + r->at, bytes);
            out += bytes;
            r->at += bytes;
        }
    }
    if (!good) {
        cJSON_free(text);
        return NULL;
    }
    *out = '\0';
    r->at++;
    return text;
}

/* ---- Numbers and words ---- */

static size_t digits(struct reader *r)
{
    size_t start = r->at;
    while (peek(r) >= '0' && peek(r) <= '9')
        r->at++;
    return r->at - start;
}

/* Its own text where that is plain; with an exponent, as the contract prints figures. */
static char *plain_text(const char *text, size_t length, double value)
{
    char figure[MAX_NUMBER_TEXT];
    if (memchr(text, 'e', length) != NULL || memchr(text, 'E', length) != NULL) {
        number_text(NUMBER_FIGURE, value, figure, sizeof figure);
        text = figure;
        length = strlen(figure);
    }
    char *copy = cJSON_malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

static cJSON *read_number(struct reader *r)
{
    size_t start = r->at;
    double value;
    const char *why;
    r->at += peek(r) == '-';
    bool zero = peek(r) == '0';
    size_t whole = digits(r);
    bool good = whole > 0 && !(zero && whole > 1);
    if (good && peek(r) == '.') {
        r->at++;
        good = digits(r) > 0;
    }
    if (good && (peek(r) == 'e' || peek(r) == 'E')) {
        r->at++;
        r->at += peek(r) == '+' || peek(r) == '-';
        good = digits(r) > 0;
    }
    if (!good) {
        syntax(r, start, zero && whole > 1 ? "a number with a leading zero" : "not a number");
        return NULL;
    }
    if (!llmcost_parse_number(r->text + start, r->at - start, &value, &why)) {
        syntax(r, start, "a number that is too large");
        return NULL;
    }
    cJSON *item = cJSON_CreateNull();
    if (item != NULL) {
        item->type = cJSON_Number;
        item->valuedouble = value;
        item->valuestring = plain_text(r->text + start, r->at - start, value);
    }
    if (item == NULL || item->valuestring == NULL) {
        cJSON_Delete(item);
        no_memory(r);
        return NULL;
    }
    return item;
}

static cJSON *read_word(struct reader *r)
{
    static const char *const words[] = {"true", "false", "null"};
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(words[i]);
        if (r->length - r->at < length || memcmp(r->text + r->at, words[i], length) != 0)
            continue;
        r->at += length;
        cJSON *item = i == 2 ? cJSON_CreateNull() : cJSON_CreateBool(i == 0);
        if (item == NULL)
            no_memory(r);
        return item;
    }
    syntax(r, r->at, peek(r) < 0 ? "a value is missing" : "not a value of JSON");
    return NULL;
}

/* ---- Values ---- */

static cJSON *read_value(struct reader *r);

static cJSON *read_text(struct reader *r)
{
    char *text = read_string(r);
    if (text == NULL)
        return NULL;
    cJSON *item = cJSON_CreateNull();
    if (item == NULL) {
        cJSON_free(text);
        no_memory(r);
        return NULL;
    }
    item->type = cJSON_String;
    item->valuestring = text;
    return item;
}

/* One key and its value into the object. */
static bool read_entry(struct reader *r, cJSON *object, int count)
{
    size_t place = r->at;
    if (peek(r) != '"')
        return syntax(r, r->at, "a key in quotes is missing");
    char *key = read_string(r);
    if (key == NULL)
        return false;
    bool good = true;
    if (cJSON_GetObjectItemCaseSensitive(object, key) != NULL)
        good = fail(r, place, E_JSON_DUPLICATE, "this key stands here twice",
                    "one of the two is wrong: write the report again with -f json");
    else if (count >= JSON_MAX_KEYS)
        good = syntax(r, place, "more keys than any report has");
    skip_space(r);
    if (good && peek(r) != ':')
        good = syntax(r, r->at, "a : is missing behind the key");
    cJSON *value = NULL;
    if (good) {
        r->at++;
        value = read_value(r);
        good = value != NULL;
    }
    if (good && !cJSON_AddItemToObject(object, key, value)) {
        cJSON_Delete(value);
        good = no_memory(r);
    }
    cJSON_free(key);
    return good;
}

static bool read_items(struct reader *r, cJSON *parent)
{
    const char close = cJSON_IsObject(parent) ? '}' : ']';
    r->at++;
    skip_space(r);
    if (peek(r) == close) {
        r->at++;
        return true;
    }
    for (int count = 0;; count++) {
        skip_space(r);
        if (close == '}') {
            if (!read_entry(r, parent, count))
                return false;
        } else {
            cJSON *item = read_value(r);
            if (item == NULL)
                return false;
            if (!cJSON_AddItemToArray(parent, item)) {
                cJSON_Delete(item);
                return no_memory(r);
            }
        }
        skip_space(r);
        if (peek(r) == close) {
            r->at++;
            return true;
        }
        if (peek(r) != ',')
            return syntax(r, r->at, close == '}' ? "a , or } is missing" : "a , or ] is missing");
        r->at++;
    }
}

static cJSON *read_group(struct reader *r)
{
    if (r->depth >= JSON_MAX_DEPTH) {
        syntax(r, r->at, "nested more than 64 deep");
        return NULL;
    }
    cJSON *group = peek(r) == '{' ? cJSON_CreateObject() : cJSON_CreateArray();
    if (group == NULL) {
        no_memory(r);
        return NULL;
    }
    r->depth++;
    bool good = read_items(r, group);
    r->depth--;
    if (good)
        return group;
    cJSON_Delete(group);
    return NULL;
}

static cJSON *read_value(struct reader *r)
{
    skip_space(r);
    size_t start = r->at;
    int c = peek(r);
    cJSON *item = c == '"'                             ? read_text(r)
                  : c == '{' || c == '['               ? read_group(r)
                  : c == '-' || (c >= '0' && c <= '9') ? read_number(r)
                                                       : read_word(r);
    if (item != NULL)
        item->valueint = start < INT_MAX ? (int)start : INT_MAX;
    return item;
}

cJSON *json_read(const char *text, size_t length, struct llmcost_diags *diags)
{
    struct reader r = {
        .text = text, .length = length, .at = text_mark(text, length), .diags = diags};
    cJSON *root = read_value(&r);
    if (root == NULL)
        return NULL;
    skip_space(&r);
    if (r.at == length)
        return root;
    syntax(&r, r.at, "something stands behind the end of the report");
    cJSON_Delete(root);
    return NULL;
}

/* ---- Whose is it? ---- */

/* The end of the string that starts at text[at], behind its quote. */
static size_t past_string(const char *text, size_t length, size_t at)
{
    for (at++; at < length && text[at] != '"'; at++)
        at += text[at] == '\\';
    return at < length ? at + 1 : length;
}

bool json_is_ours(const char *text, size_t length)
{
    static const char key[] = "\"kind\"";
    static const char ours[] = "\"llmcost.";
    int depth = 0;
    size_t at = text_mark(text, length);
    at += strspn(text + at, " \t\r\n");
    if (at >= length || text[at] != '{')
        return false;
    while (at < length) {
        char c = text[at];
        if (c != '"') {
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
            continue;
        }
        size_t end = past_string(text, length, at);
        bool found =
            depth == 1 && end - at == sizeof key - 1 && memcmp(text + at, key, end - at) == 0;
        at = end;
        if (!found)
            continue;
        at += strspn(text + at, " \t\r\n");
        if (at >= length || text[at] != ':')
            continue;
        at++;
        at += strspn(text + at, " \t\r\n");
        if (length - at >= sizeof ours - 1 && memcmp(text + at, ours, sizeof ours - 1) == 0)
            return true;
    }
    return false;
}
