/* values.c - JSON records that do not go by lines (io/import/usage/lines.h): cut out of lists,
 * pages and sequences without holding more than one of them. Knows where values begin and end;
 * refuses to look inside of records.
 */
#include "io/import/usage/lines.h"
#include "text/grow.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Length of the value that starts here, 0 when it is not complete. */
static size_t value_length(const char *text, size_t length, bool last)
{
    size_t i = 0;
    int depth = 0;
    bool quoted = false;
    if (text[0] != '{' && text[0] != '[' && text[0] != '"') {
        while (i < length && !is_space(text[i]) && strchr(",]}", text[i]) == NULL)
            i++;
        return i < length || last ? i : 0;
    }
    for (; i < length; i++) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"')
            quoted = true;
        else if (c == '{' || c == '[')
            depth++;
        else if (c == '}' || c == ']')
            depth--;
        if (depth == 0 && !quoted)
            return i + 1;
    }
    return 0;
}

static uint64_t newlines(const char *text, size_t length)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    return lines;
}

static void read_record(struct values *values, const char *text, size_t length)
{
    struct usage_log *log = values->scene->log;
    const char *why = values->scene->format->object(values->scene, text, length);
    values->record++;
    log->good += why == NULL;
    if (why != NULL)
        usage_reject(log, values->line, values->in_list || values->in_data ? values->record : 0,
                     why);
}

/* An entry of a page beside its data; how many bytes it takes, 0 when it is not complete. */
static size_t read_entry(struct values *values, const char *text, size_t length, bool last)
{
    const size_t key = value_length(text, length, last);
    size_t at = key;
    if (text[0] != '"') {
        values->why = "a page has something other than a key";
        return 0;
    }
    while (at < length && is_space(text[at]))
        at++;
    if (key == 0 || at >= length)
        return 0;
    if (text[at] != ':') {
        values->why = "a key of a page has no value";
        return 0;
    }
    for (at++; at < length && is_space(text[at]);)
        at++;
    if (at >= length)
        return 0;
    const bool data = key == 6 && memcmp(text, "\"data\"", 6) == 0;
    const bool results = key == 9 && memcmp(text, "\"results\"", 9) == 0;
    if ((data || results) && text[at] == '[') {
        values->in_data = true;
        return at + 1;
    }
    const size_t value = value_length(text + at, length - at, last);
    if (value == 4 && key == 10 && memcmp(text, "\"has_more\"", 10) == 0 &&
        memcmp(text + at, "true", 4) == 0 && values->scene->pages->count > 0)
        values->scene->pages->page[values->scene->pages->count - 1].more = true;
    return value > 0 ? at + value : 0;
}

static void add_page(struct usage_pages *pages, int input)
{
    if (grow(&pages->page, sizeof *pages->page, (size_t)pages->count + 1, &pages->room))
        pages->page[pages->count++] =
            (struct usage_page){.input = input, .first = INT64_MAX, .last = INT64_MIN};
    else
        pages->no_memory = true;
}

/* Whether a bracket that opens or closes something around the records was dealt with. */
static bool read_bracket(struct values *values, char c)
{
    if (values->in_data && c == ']') {
        values->in_data = false;
        values->comma = true;
        return true;
    }
    if (values->in_page && !values->in_data && c == '}') {
        values->in_page = false;
        values->comma = values->in_list;
        return true;
    }
    if (values->in_list && !values->in_page && c == ']') {
        values->in_list = values->comma = false;
        return true;
    }
    if (!values->in_list && !values->in_page && c == '[') {
        values->in_list = true;
        values->comma = false;
        return true;
    }
    if (values->paged && !values->in_page && c == '{' && !values->comma) {
        values->in_page = true;
        add_page(values->scene->pages, values->input);
        return true;
    }
    return false;
}

ptrdiff_t values_read(struct values *values, const char *text, size_t length, bool last)
{
    size_t at = 0;
    while (at < length && values->why == NULL) {
        const char c = text[at];
        size_t taken;
        if (is_space(c) || (c == ',' && values->comma)) {
            values->comma = values->comma && c != ',';
            values->line += c == '\n';
            at++;
            continue;
        }
        if (read_bracket(values, c)) {
            at++;
            continue;
        }
        if (values->comma || strchr(",]}:", c) != NULL) {
            values->why = values->comma ? "a comma is missing" : "a value is missing";
            break;
        }
        if (values->in_page && !values->in_data) {
            taken = read_entry(values, text + at, length - at, last);
            values->comma = taken > 0 && !values->in_data;
        } else {
            taken = value_length(text + at, length - at, last);
            if (taken > 0)
                read_record(values, text + at, taken);
            values->comma = taken > 0 && (values->in_list || values->in_data);
        }
        if (taken == 0)
            break;
        values->line += newlines(text + at, taken);
        at += taken;
    }
    if (last && values->why == NULL &&
        (at < length || values->in_list || values->in_page || values->in_data))
        values->why = "it ends in the middle of a value";
    return (ptrdiff_t)at;
}
