/* detect.c - which format a usage file is of (io/import/usage/detect.h): by its content, never by
 * its name. A table is told by its header (io/import/usage/columns.c), JSON by the keys of its
 * first record; both by the signs in io/import/usage/readers/formats.c. Refuses what it does not
 * know.
 */
#include "io/import/usage/detect.h"
#include "io/import/usage/readers/json.h"
#include "text/sniff.h"
#include "text/source.h"

#include <stdio.h>
#include <string.h>

/* ---- JSON ---- */

enum { MOST_KEYS = 64 };

/* What the keys of an object tell. */
struct signs {
    int keys;
    struct {
        const char *text;
        size_t length;
        enum json_event event; /* of the value */
    } key[MOST_KEYS + 1];
    bool usage, wrapped; /* a usage block, or what may hold one */
    bool role[USAGE_NAMED];
    size_t data;    /* where the first element of its `data` would be, 0: it has none */
    size_t results; /* the same of `results` */
    size_t end;     /* behind it, 0: it is not complete */
    char list[160]; /* its keys, for a message */
};

/* The key at hand; where the event of its value goes, which nobody reads of keys beyond the room.
 */
static enum json_event *add_key(const struct json_scan *scan, struct signs *signs, size_t *used)
{
    if (*used < sizeof signs->list)
        *used += (size_t)snprintf(signs->list + *used, sizeof signs->list - *used, "%s%.*s",
                                  *used > 0 ? ", " : "", scan->length < 40 ? (int)scan->length : 40,
                                  scan->text);
    const int at = signs->keys;
    signs->key[at].text = scan->text;
    signs->key[at].length = scan->length;
    signs->keys += at < MOST_KEYS;
    return &signs->key[at].event;
}

static void read_signs(const struct usage_scene *scene, const char *text, size_t length,
                       struct signs *ret_signs)
{
    struct signs *s = ret_signs;
    struct json_scan scan;
    enum json_event event;
    size_t used = 0;
    memset(s, 0, sizeof *s);
    json_scan_begin(&scan, text, length, true);
    event = json_scan_next(&scan);
    for (; event == JSON_OBJECT && (event = json_scan_next(&scan)) == JSON_KEY;
         event = JSON_OBJECT) {
        const bool is_block = usage_json_is_block(&scan), is_wrap = usage_json_is_wrap(&scan);
        const bool data = json_scan_is(&scan, "data"), results = json_scan_is(&scan, "results");
        const enum usage_role role = usage_role(scene, scan.text, scan.length);
        enum json_event *value = add_key(&scan, s, &used);
        event = *value = json_scan_next(&scan);
        const bool nested = event == JSON_OBJECT || event == JSON_ARRAY || event == JSON_NULL;
        s->usage = s->usage || (is_block && nested);
        s->wrapped = s->wrapped || (is_wrap && nested);
        if (role < USAGE_NAMED && !nested)
            s->role[role] = true;
        if (data && event == JSON_ARRAY)
            s->data = scan.offset + 1;
        if (results && event == JSON_ARRAY)
            s->results = scan.offset + 1;
        if (!json_scan_skip(&scan, event)) {
            event = JSON_ERROR;
            break;
        }
    }
    s->end = event == JSON_OBJECT_END ? scan.offset + 1 : 0;
}

/* Whether the object has the key; a sign that ends with [] or {} is one of such a value. */
static bool has_sign(const struct signs *signs, const char *sign)
{
    const size_t length = strcspn(sign, "[{");
    for (int i = 0; i < signs->keys; i++)
        if (signs->key[i].length == length && memcmp(signs->key[i].text, sign, length) == 0)
            return sign[length] == '\0' ||
                   signs->key[i].event == (sign[length] == '[' ? JSON_ARRAY : JSON_OBJECT);
    return false;
}

/* The format of a record with these signs; NULL when it is none. */
static const struct usage_format *format_by(const struct signs *signs,
                                            const struct usage_scene *scene)
{
    const bool log =
        signs->role[USAGE_TIME] && signs->role[USAGE_INPUT] && signs->role[USAGE_OUTPUT];
    if (log && usage_has_columns(scene))
        return &usage_formats[USAGE_FORMAT_REQUESTS];
    for (int i = 0; i < USAGE_FORMATS; i++) {
        const struct usage_format *format = &usage_formats[i];
        bool all = format->object != NULL && format->signs[0] != NULL;
        for (int k = 0; k < USAGE_SIGNS && all && format->signs[k] != NULL; k++)
            all = has_sign(signs, format->signs[k]);
        if (all)
            return format;
    }
    return signs->usage || signs->wrapped ? &usage_formats[USAGE_FORMAT_RESPONSES]
           : log                          ? &usage_formats[USAGE_FORMAT_REQUESTS]
                                          : NULL;
}

static size_t skip_spaces(const struct usage_input *input, size_t at)
{
    while (at < input->length && strchr(" \t\r\n", input->head[at]) != NULL &&
           input->head[at] != '\0')
        at++;
    return at;
}

static bool complain_json(const struct usage_job *job, const struct signs *signs)
{
    const bool some =
        signs->role[USAGE_TIME] + signs->role[USAGE_INPUT] + signs->role[USAGE_OUTPUT] >= 2;
    if (some) {
        int role = 0;
        while (signs->role[role])
            role++;
        place_error(job->diags, job->input, (uint32_t)job->line, 1, E_IMPORT_MISSING,
                    "no key is known to be the %s", usage_role_words[role]);
        llmcost_advise(job->diags,
                       "its keys are %.120s; write --columns timestamp=KEY,input=KEY,"
                       "output=KEY",
                       signs->list);
    } else {
        usage_complain_unknown(job, (uint32_t)job->line);
    }
    return false;
}

/* One object a line: the first line that tells. */
static bool detect_lines(const struct usage_input *input, size_t start, struct usage_job *job)
{
    struct signs first = {.data = 0};
    for (size_t at = start; at < input->length;) {
        const char *end = memchr(input->head + at, '\n', input->length - at);
        const size_t length = end != NULL ? (size_t)(end - input->head) - at : input->length - at;
        struct signs signs;
        read_signs(&job->scene, input->head + at, length, &signs);
        const struct usage_format *format = format_by(&signs, &job->scene);
        if (format != NULL) {
            job->scene.format = format;
            job->mode = USAGE_BY_LINES;
            return true;
        }
        if (at == start)
            first = signs;
        at += length + 1;
    }
    return complain_json(job, &first);
}

static bool detect_json(const struct usage_input *input, size_t start, struct usage_job *job)
{
    struct signs signs, inner;
    const struct usage_format *format = NULL;
    size_t at = start;
    bool in_list = false;
    /* The names of a request log are those to look for; other formats have signs of their own. */
    job->scene.format = &usage_formats[USAGE_FORMAT_REQUESTS];
    job->start = start;
    job->mode = USAGE_BY_VALUES;
    if (input->head[at] == '[') {
        in_list = true;
        at = skip_spaces(input, at + 1);
    }
    read_signs(&job->scene, input->head + at, input->length - at, &signs);
    if (signs.results > 0) { /* OpenAI's and Anthropic's buckets have results too */
        const size_t first = skip_spaces(input, at + signs.results);
        read_signs(&job->scene, input->head + first, input->length - first, &inner);
        if (format_by(&inner, &job->scene) == &usage_formats[USAGE_FORMAT_LITELLM_ACTIVITY]) {
            job->scene.format = &usage_formats[USAGE_FORMAT_LITELLM_ACTIVITY];
            job->paged = true;
            return true;
        }
    }
    if (signs.data > 0) {
        const size_t first = skip_spaces(input, at + signs.data);
        const bool empty = first < input->length && input->head[first] == ']';
        read_signs(&job->scene, input->head + first, input->length - first, &inner);
        format = empty && !signs.usage ? &usage_formats[USAGE_FORMAT_OPENAI]
                                       : format_by(&inner, &job->scene);
        job->paged = format != NULL;
        if (!job->paged && !signs.usage)
            return complain_json(job, &inner);
    } else if (!in_list) {
        const size_t whole = signs.end > 0 ? signs.end : input->length - at;
        const size_t next = at + whole;
        const bool ends = next >= input->length || skip_spaces(input, next) == input->length ||
                          memchr(input->head + next, '\n', skip_spaces(input, next) - next) != NULL;
        /* A first line that is broken is no reason to give up the others. */
        const bool broken = signs.end == 0 && !(signs.usage || signs.wrapped);
        const bool one_line = memchr(input->head + at, '\n', whole) == NULL;
        const bool answer = has_sign(&signs, "status") && has_sign(&signs, "data{}");
        if (!answer && (one_line ? ends : broken))
            return detect_lines(input, start, job);
    }
    format = format != NULL ? format : format_by(&signs, &job->scene);
    if (format == NULL)
        return complain_json(job, &signs);
    job->scene.format = format;
    return true;
}

/* ---- All ---- */

bool usage_detect(const struct usage_input *input, struct usage_job *job)
{
    const size_t from = text_mark(input->head, input->length), start = skip_spaces(input, from);
    if (!place_check(job->diags, job->input, 0, text_trouble(input->head, input->length)))
        return false;
    if (start == input->length) {
        place_error(job->diags, job->input, 0, 0, E_EMPTY, "there is nothing in it");
        llmcost_advise(job->diags, "is it the right file?");
        return false;
    }
    job->line = 1;
    for (size_t i = from; i < start; i++)
        job->line += input->head[i] == '\n';
    return input->head[start] == '{' || input->head[start] == '['
               ? detect_json(input, start, job)
               : usage_detect_table(input, start, job);
}
