/* detect.c - which format a usage file is of (io/import/usage/detect.h): by its content, never by
 * its name. A CSV is told by its header, JSON by the keys of its first record. Refuses what it does
 * not know, and columns that could be meant for one thing more than once.
 */
#include "io/import/usage/detect.h"
#include "io/import/import.h"
#include "io/import/usage/json.h"
#include "text/yaml_tree.h"

#include <stdio.h>
#include <string.h>

static const char advice_formats[] =
    "it reads usage reports of OpenAI and Anthropic, LiteLLM spend logs, `usage` blocks of "
    "responses, request logs (CSV or JSON lines), Azure, BurstGPT and Mooncake traces";
static const char advice_columns[] =
    "say which is which: --columns timestamp=NAME,input=NAME,output=NAME,cached=NAME";

static const char *const role_words[USAGE_NAMED] = {
    [USAGE_TIME] = "timestamp",
    [USAGE_INPUT] = "input",
    [USAGE_OUTPUT] = "output",
    [USAGE_CACHED] = "cached",
};

/* ---- --columns ---- */

static bool complain_columns(struct llmcost_diags *diags, const char *word, size_t length)
{
    place_error(diags, 0, 0, 0, E_IMPORT_READ, "--columns: `%.*s` is not understood",
                length < 80 ? (int)length : 80, word);
    llmcost_advise(diags, "write --columns timestamp=NAME,input=NAME,output=NAME,cached=NAME, as "
                          "many of them as have unusual names");
    return false;
}

bool usage_columns(const char *columns, struct usage_scene *scene, struct llmcost_diags *diags)
{
    for (const char *at = columns; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, ",");
        const char *equals = memchr(at, '=', length);
        int role = 0;
        if (equals == NULL)
            return complain_columns(diags, at, length);
        while (role < USAGE_NAMED && (strlen(role_words[role]) != (size_t)(equals - at) ||
                                      memcmp(role_words[role], at, (size_t)(equals - at)) != 0))
            role++;
        const size_t name = length - (size_t)(equals - at) - 1;
        if (role == USAGE_NAMED || name == 0 || scene->column[role] != NULL)
            return complain_columns(diags, at, length);
        scene->column[role] = equals + 1;
        scene->column_length[role] = name;
        at += length + (at[length] == ',');
    }
    return true;
}

static bool has_columns(const struct usage_scene *scene)
{
    for (int i = 0; i < USAGE_NAMED; i++)
        if (scene->column[i] != NULL)
            return true;
    return false;
}

/* ---- CSV ---- */

/* The names for a message: "a, b, c". */
static void list_names(const struct usage_cell *cells, int count, char *list, size_t size)
{
    size_t used = 0;
    list[0] = '\0';
    for (int i = 0; i < count && used < size; i++) {
        const int written =
            snprintf(list + used, size - used, "%s%.*s", i > 0 ? ", " : "",
                     cells[i].length < 40 ? (int)cells[i].length : 40, cells[i].text);
        used += written > 0 ? (size_t)written : 0;
    }
}

static bool has_name(const struct usage_cell *cells, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (cells[i].length == strlen(name) && memcmp(cells[i].text, name, cells[i].length) == 0)
            return true;
    return false;
}

static enum usage_format_id format_of(const struct usage_cell *cells, int count)
{
    static const struct {
        enum usage_format_id format;
        const char *names[2];
    } signs[] = {
        {.format = USAGE_FORMAT_FOCUS, .names = {"BilledCost", "ChargePeriodStart"}},
        {.format = USAGE_FORMAT_LITELLM, .names = {"request_id", "startTime"}},
        {.format = USAGE_FORMAT_BURSTGPT, .names = {"Request tokens", "Response tokens"}},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (has_name(cells, count, signs[i].names[0]) && has_name(cells, count, signs[i].names[1]))
            return signs[i].format;
    return USAGE_FORMAT_REQUESTS;
}

/* Each column's role; false after a complaint about two of one role. */
static bool give_roles(struct usage_job *job, const struct usage_cell *cells, int count, int index,
                       int at[USAGE_ROLES], struct llmcost_diags *diags)
{
    for (int i = 0; i < USAGE_ROLES; i++)
        at[i] = -1;
    for (int i = 0; i < count; i++) {
        const enum usage_role role = usage_role(&job->scene, cells[i].text, cells[i].length);
        job->plan.role[i] = (uint8_t)role;
        if (role == USAGE_NO_ROLE)
            continue;
        if (at[role] >= 0) {
            const struct usage_cell *first = &cells[at[role]];
            place_error(diags, index, 1, 1, E_IMPORT_READ,
                        "the columns \"%.*s\" and \"%.*s\" could both be the %s",
                        first->length < 60 ? (int)first->length : 60, first->text,
                        cells[i].length < 60 ? (int)cells[i].length : 60, cells[i].text,
                        role < USAGE_NAMED ? role_words[role] : "same figure");
            llmcost_advise(diags, "%s", advice_columns);
            return false;
        }
        at[role] = i;
    }
    return true;
}

static bool complain_missing(const struct usage_job *job, const struct usage_cell *cells, int count,
                             int index, const int at[USAGE_ROLES], struct llmcost_diags *diags)
{
    char list[160];
    int found = 0;
    const struct usage_names *missing = NULL;
    for (const struct usage_names *row = job->scene.format->names; row->names != NULL; row++) {
        const bool named = row->role < USAGE_NAMED && job->scene.column[row->role] != NULL;
        found += at[row->role] >= 0;
        if (at[row->role] < 0 && (row->required || named) && missing == NULL)
            missing = row;
    }
    if (missing == NULL)
        return false;
    list_names(cells, count, list, sizeof list);
    const enum usage_role role = missing->role;
    if (role < USAGE_NAMED && job->scene.column[role] != NULL)
        place_error(diags, index, 1, 1, E_IMPORT_MISSING, "no column is called \"%.*s\"",
                    job->scene.column_length[role] < 80 ? (int)job->scene.column_length[role] : 80,
                    job->scene.column[role]);
    else if (found == 0) {
        place_error(diags, index, 1, 1, E_IMPORT_FORMAT,
                    "this is none of the usage files that import reads");
        llmcost_advise(diags, "%s", advice_formats);
        return true;
    } else
        place_error(diags, index, 1, 1, E_IMPORT_MISSING, "no column is known to be the %s",
                    role < USAGE_NAMED ? role_words[role] : missing->names);
    llmcost_advise(diags, "its columns are %.130s; %s", list,
                   "write --columns timestamp=NAME,input=NAME,output=NAME");
    return true;
}

static bool detect_csv(const struct usage_input *input, int index, size_t start,
                       struct usage_job *job, struct llmcost_diags *diags)
{
    struct usage_cell cells[USAGE_MAX_COLUMNS];
    int at[USAGE_ROLES];
    size_t length;
    uint64_t lines;
    const int count = rows_header(input->head + start, input->length - start, input->is_whole,
                                  cells, USAGE_MAX_COLUMNS, &length, &lines);
    if (count < 0) {
        place_error(diags, index, 0, 0, E_IMPORT_FORMAT,
                    "this is none of the usage files that import reads");
        llmcost_advise(diags, "%s", advice_formats);
        return false;
    }
    job->scene.format =
        &usage_formats[has_columns(&job->scene) ? USAGE_FORMAT_REQUESTS : format_of(cells, count)];
    if (!give_roles(job, cells, count, index, at, diags) ||
        complain_missing(job, cells, count, index, at, diags))
        return false;
    for (int i = 0; i < count; i++)
        for (size_t k = 0; k + 4 <= cells[i].length && job->plan.role[i] == USAGE_NO_ROLE; k++)
            if (strncmp(cells[i].text + k, "cach", 4) == 0 ||
                strncmp(cells[i].text + k, "Cach", 4) == 0) {
                usage_unknown(job->scene.usage, cells[i].text, cells[i].length);
                break;
            }
    job->mode = USAGE_BY_ROWS;
    job->plan.columns = count;
    job->plan.plain = job->scene.format->plain;
    job->start = start + length;
    job->line = lines + 1;
    return true;
}

/* ---- JSON ---- */

/* What the keys of an object tell. */
struct signs {
    bool bucket, amount, hash_ids, request_id, start_time, starting_at, spend_time, usage, wrapped;
    bool role[USAGE_NAMED];
    size_t data; /* where the first element of its `data` would be, 0: it has none */
    size_t end;  /* behind it, 0: it is not complete */
    char keys[160];
};

static void read_signs(const struct usage_scene *scene, const char *text, size_t length,
                       struct signs *ret_signs)
{
    struct signs s = {.data = 0};
    struct json_scan scan;
    enum json_event event;
    size_t used = 0;
    json_scan_begin(&scan, text, length, true);
    event = json_scan_next(&scan);
    for (; event == JSON_OBJECT && (event = json_scan_next(&scan)) == JSON_KEY;
         event = JSON_OBJECT) {
        const struct {
            const char *key;
            bool *sign;
        } keys[] = {
            {"hash_ids", &s.hash_ids},
            {"request_id", &s.request_id},
            {"start_time", &s.start_time},
            {"starting_at", &s.starting_at},
            {"startTime", &s.spend_time},
            {"usage", &s.usage},
            {"usageMetadata", &s.usage},
            {"usage_metadata", &s.usage},
            {"meta", &s.usage},
            {"body", &s.wrapped},
            {"response", &s.wrapped},
        };
        bool *sign = NULL;
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (json_scan_is(&scan, keys[i].key))
                sign = keys[i].sign;
        const bool data = json_scan_is(&scan, "data"), results = json_scan_is(&scan, "results");
        const enum usage_role role = usage_role(scene, scan.text, scan.length);
        if (used < sizeof s.keys)
            used += (size_t)snprintf(s.keys + used, sizeof s.keys - used, "%s%.*s",
                                     used > 0 ? ", " : "", scan.length < 40 ? (int)scan.length : 40,
                                     scan.text);
        event = json_scan_next(&scan);
        const bool nested = event == JSON_OBJECT || event == JSON_ARRAY || event == JSON_NULL;
        if (sign != NULL && (nested || (sign != &s.usage && sign != &s.wrapped)))
            *sign = true;
        if (role < USAGE_NAMED && !nested)
            s.role[role] = true;
        s.bucket = s.bucket || (results && event == JSON_ARRAY);
        if (data && event == JSON_ARRAY)
            s.data = scan.offset + 1;
        if (!json_scan_skip(&scan, event)) {
            event = JSON_ERROR;
            break;
        }
    }
    s.end = event == JSON_OBJECT_END ? scan.offset + 1 : 0;
    *ret_signs = s;
}

/* The format of a record with these signs; false when it is none. */
static bool format_by(const struct signs *signs, const struct usage_scene *scene,
                      enum usage_format_id *ret_format)
{
    const bool log =
        signs->role[USAGE_TIME] && signs->role[USAGE_INPUT] && signs->role[USAGE_OUTPUT];
    const struct {
        bool sign;
        enum usage_format_id format;
    } formats[] = {
        {.sign = log && has_columns(scene), .format = USAGE_FORMAT_REQUESTS},
        {.sign = signs->bucket && signs->starting_at, .format = USAGE_FORMAT_ANTHROPIC},
        {.sign = signs->bucket && signs->start_time, .format = USAGE_FORMAT_OPENAI},
        {.sign = signs->hash_ids, .format = USAGE_FORMAT_MOONCAKE},
        {.sign = signs->request_id && signs->spend_time, .format = USAGE_FORMAT_LITELLM},
        {.sign = signs->usage || signs->wrapped, .format = USAGE_FORMAT_RESPONSES},
        {.sign = log, .format = USAGE_FORMAT_REQUESTS},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i].sign) {
            *ret_format = formats[i].format;
            return true;
        }
    return false;
}

static size_t skip_spaces(const struct usage_input *input, size_t at)
{
    while (at < input->length && strchr(" \t\r\n", input->head[at]) != NULL &&
           input->head[at] != '\0')
        at++;
    return at;
}

static bool complain_json(int index, uint32_t line, const struct signs *signs,
                          struct llmcost_diags *diags)
{
    const bool some =
        signs->role[USAGE_TIME] + signs->role[USAGE_INPUT] + signs->role[USAGE_OUTPUT] >= 2;
    if (some) {
        int role = 0;
        while (signs->role[role])
            role++;
        place_error(diags, index, line, 1, E_IMPORT_MISSING, "no key is known to be the %s",
                    role_words[role]);
        llmcost_advise(diags,
                       "its keys are %.120s; write --columns timestamp=KEY,input=KEY,"
                       "output=KEY",
                       signs->keys);
    } else {
        place_error(diags, index, line, 1, E_IMPORT_FORMAT,
                    "this is none of the usage files that import reads");
        llmcost_advise(diags, "%s", advice_formats);
    }
    return false;
}

/* One object a line: the first line that tells. */
static bool detect_lines(const struct usage_input *input, int index, size_t start,
                         struct usage_job *job, struct llmcost_diags *diags)
{
    struct signs first = {.data = 0};
    enum usage_format_id format;
    for (size_t at = start; at < input->length;) {
        const char *end = memchr(input->head + at, '\n', input->length - at);
        const size_t length = end != NULL ? (size_t)(end - input->head) - at : input->length - at;
        struct signs signs;
        read_signs(&job->scene, input->head + at, length, &signs);
        if (format_by(&signs, &job->scene, &format)) {
            job->scene.format = &usage_formats[format];
            job->mode = USAGE_BY_LINES;
            return true;
        }
        if (at == start)
            first = signs;
        at += length + 1;
    }
    return complain_json(index, (uint32_t)job->line, &first, diags);
}

static bool detect_json(const struct usage_input *input, int index, size_t start,
                        struct usage_job *job, struct llmcost_diags *diags)
{
    struct signs signs = {.data = 0};
    enum usage_format_id format;
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
    if (signs.data > 0 && !signs.usage) {
        job->paged = true;
        at = skip_spaces(input, at + signs.data);
        if (at < input->length && input->head[at] == ']') { /* an empty page */
            job->scene.format = &usage_formats[USAGE_FORMAT_OPENAI];
            return true;
        }
        read_signs(&job->scene, input->head + at, input->length - at, &signs);
    } else if (!in_list) {
        const size_t whole = signs.end > 0 ? signs.end : input->length - at;
        const size_t next = at + whole;
        const bool ends = next >= input->length || skip_spaces(input, next) == input->length ||
                          memchr(input->head + next, '\n', skip_spaces(input, next) - next) != NULL;
        /* A first line that is broken is no reason to give up the others. */
        const bool broken = signs.end == 0 && !(signs.usage || signs.wrapped);
        if (memchr(input->head + at, '\n', whole) == NULL ? ends : broken)
            return detect_lines(input, index, start, job, diags);
    }
    if (!format_by(&signs, &job->scene, &format))
        return complain_json(index, (uint32_t)job->line, &signs, diags);
    job->scene.format = &usage_formats[format];
    return true;
}

/* ---- All ---- */

/* What is packed, and what unpacks it. */
static bool complain_packed(const struct usage_input *input, int index, struct llmcost_diags *diags)
{
    static const struct {
        const char *bytes, *what, *advice;
    } packed[] = {
        {"\x1f\x8b", "is compressed (gzip)",
         "unpack it on the way: gzip -dc FILE | llmcost import usage -"},
        {"\x28\xb5\x2f\xfd", "is compressed (zstd)",
         "unpack it on the way: zstd -dc FILE | llmcost import usage -"},
        {"PK\x03\x04", "is a zip archive",
         "unpack it on the way: unzip -p FILE | llmcost import usage -"},
        {"PAR1", "is a Parquet file", "export it as CSV"},
        {"\xff\xfe", "is UTF-16", "save it as UTF-8"},
        {"\xfe\xff", "is UTF-16", "save it as UTF-8"},
    };
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        const size_t length = strlen(packed[i].bytes);
        if (input->length >= length && memcmp(input->head, packed[i].bytes, length) == 0) {
            place_error(diags, index, 0, 0, E_IMPORT_FORMAT, "it %s", packed[i].what);
            llmcost_advise(diags, "%s", packed[i].advice);
            return true;
        }
    }
    return false;
}

bool usage_detect(const struct usage_input *input, int index, struct usage_job *job,
                  struct llmcost_diags *diags)
{
    const bool marked = input->length >= 3 && memcmp(input->head, "\xef\xbb\xbf", 3) == 0;
    const size_t from = marked ? 3 : 0, start = skip_spaces(input, from);
    if (complain_packed(input, index, diags))
        return false;
    if (start == input->length) {
        place_error(diags, index, 0, 0, E_EMPTY, "there is nothing in it");
        llmcost_advise(diags, "%s", advice_formats);
        return false;
    }
    job->line = 1;
    for (size_t i = from; i < start; i++)
        job->line += input->head[i] == '\n';
    return input->head[start] == '{' || input->head[start] == '['
               ? detect_json(input, index, start, job, diags)
               : detect_csv(input, index, start, job, diags);
}
