/* rows.c - the reader of all JSON that rows describe: one function for each type of member
 * (io/report/saved/parts.h). Knows types, paths and how to complain; refuses to know any key by
 * name.
 */
#include "core/base/codes.h"
#include "core/base/count.h"
#include "io/report/saved/parts.h"
#include "text/utf8.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Paths and complaints ---- */

/* Longer by a key or an index; cut it again by path[what was returned] = 0. */
static size_t enter_key(struct reading *r, const char *key)
{
    size_t length = strlen(r->path);
    snprintf(r->path + length, sizeof r->path - length, "%s%s", length > 0 ? "." : "", key);
    return length;
}

static void enter_index(struct reading *r, int index)
{
    size_t length = strlen(r->path);
    snprintf(r->path + length, sizeof r->path - length, "[%d]", index);
}

static void complain(struct reading *r, const cJSON *item, const char *key, int code,
                     const char *what)
{
    uint32_t line = 0, column = 0;
    if (item != NULL)
        utf8_place(r->file->text, (size_t)item->valueint, &line, &column);
    size_t length = key[0] != '\0' ? enter_key(r, key) : strlen(r->path);
    llmcost_complain(r->diags, LLMCOST_ERROR, code, line, column, "%.100s%s%s", r->path,
                     r->path[0] != '\0' ? ": " : "", what);
    r->path[length] = '\0';
    r->failed = true;
}

void refuse(struct reading *r, const cJSON *item, const char *key, int code, const char *format,
            ...)
{
    char what[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    complain(r, item, key, code, what);
}

/* The item that a path names, or the nearest around it. */
static const cJSON *find_item(const cJSON *item, const char *path)
{
    char key[MAX_JSON_PATH];
    while (*path != '\0') {
        const cJSON *inside = NULL;
        size_t length = strcspn(path, ".[");
        if (*path == '[') {
            inside = cJSON_GetArrayItem(item, (int)strtol(path + 1, NULL, 10));
            length = strcspn(path, "]") + 1;
        } else if (length > 0) {
            snprintf(key, sizeof key, "%.*s", (int)length, path);
            inside = cJSON_GetObjectItemCaseSensitive(item, key);
        }
        if (length > 0 && inside == NULL)
            break;
        item = length > 0 ? inside : item;
        path += length > 0 ? length : 1;
    }
    return item;
}

void refuse_at(struct reading *r, const char *path, int code, const char *format, ...)
{
    char what[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    complain(r, find_item(r->tree, path), path, code, what);
}

void replace_text(struct reading *r, const char *path, const char *text)
{
    /* the tree is this module's own, and const for those who only read it */
    union {
        const cJSON *read;
        cJSON *own;
    } item = {.read = find_item(r->tree, path)};
    r->no_memory |= cJSON_IsString(item.own) && cJSON_SetValuestring(item.own, text) == NULL;
}

void replace_texts(struct reading *r, const char *path, const char *const *texts, int count)
{
    union {
        const cJSON *read;
        cJSON *own;
    } list = {.read = find_item(r->tree, path)};
    while (cJSON_IsArray(list.own) && cJSON_GetArraySize(list.own) > 0)
        cJSON_DeleteItemFromArray(list.own, 0);
    for (int i = 0; cJSON_IsArray(list.own) && i < count; i++)
        r->no_memory |= !cJSON_AddItemToArray(list.own, cJSON_CreateString(texts[i]));
}

/* What a type of JSON is called. */
static const char *type_name(int type)
{
    static const struct {
        int type;
        const char *what;
    } types[] = {{cJSON_Object, "an object"},   {cJSON_Array, "a list"},
                 {cJSON_String, "a text"},      {cJSON_Number, "a number"},
                 {cJSON_True, "true or false"}, {cJSON_False, "true or false"}};
    for (size_t i = 0; i < COUNT(types); i++)
        if (type == types[i].type)
            return types[i].what;
    return "null";
}

static void wrong_type(struct reading *r, const cJSON *item, const char *key, const char *wanted,
                       bool or_null)
{
    refuse(r, item, key, E_JSON_TYPE, "%s%s is needed here, not %s", wanted,
           or_null ? " or null" : "", type_name(item->type & 0xFF));
}

/* ---- Numbers ---- */

/* Digits as they stand: doubles are too coarse for large amounts. */
static int64_t micros_of(struct reading *r, const cJSON *item, const char *key)
{
    enum { DECIMALS = 6, MOST_DIGITS = 19 };
    int64_t micros = 0;
    int decimals = -1;
    int count = 0;
    if (item->valuedouble > LLMCOST_MAX_BILL || item->valuedouble < -LLMCOST_MAX_BILL) {
        refuse(r, item, key, E_JSON_VALUE, "no bill is as large as this");
        return 0;
    }
    for (const char *c = item->valuestring; *c != '\0' && decimals < DECIMALS; c++) {
        if (*c == '.')
            decimals = 0;
        else if (*c != '-' && count < MOST_DIGITS) {
            micros = micros * 10 + (*c - '0');
            count += micros > 0;
            decimals += decimals >= 0;
        }
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < DECIMALS; decimals++)
        micros *= 10;
    return item->valuestring[0] == '-' ? -micros : micros;
}

static int64_t whole_of(struct reading *r, const cJSON *item, const char *key, double most)
{
    const double value = item->valuedouble;
    if (value >= -most && value <= most && value <= floor(value))
        return (int64_t)value;
    refuse(r, item, key, E_JSON_VALUE, "a whole number is needed here");
    return 0;
}

/* ---- Values ---- */

static void read_number(struct reading *r, const struct json_row *row, const cJSON *item, void *to)
{
    if (row->type == ROW_NUMBER)
        *(double *)to = item->valuedouble;
    else if (row->type == ROW_INT)
        *(int32_t *)to = (int32_t)whole_of(r, item, row->key, INT32_MAX);
    else if (row->style == STYLE_MICROS)
        *(int64_t *)to = micros_of(r, item, row->key);
    else if (row->style != STYLE_YEAR) /* which its month gives */
        *(int64_t *)to = whole_of(r, item, row->key, 9007199254740992.0);
}

/* What no scenario may hold, no report holds. */
static const char *hold_text(struct reading *r, const struct json_row *row, const cJSON *item,
                             const char *text)
{
    if (bytes_have_control(text, strlen(text)))
        refuse(r, item, row->key, E_CONTROL, "a text with an invisible control character");
    return text;
}

static const char *text_of(struct reading *r, const struct json_row *row, const cJSON *item)
{
    return hold_text(r, row, item, item->valuestring);
}

static void read_word(struct reading *r, const struct json_row *row, const cJSON *item, void *to)
{
    const char *text = item->valuestring;
    const int value = row_find_word(row->words, text);
    if (value >= 0) {
        *(uint8_t *)to = (uint8_t)value;
        return;
    }
    refuse(r, item, row->key, E_JSON_VALUE, "\"%.60s\" is not known here", text);
    llmcost_advise(r->diags, "was it written by a newer llmcost?");
}

static void read_value(struct reading *r, const struct json_row *row, const cJSON *item,
                       struct row_value *to)
{
    if (cJSON_IsNumber(item))
        *to = (struct row_value){
            .kind = VALUE_NUMBER, .number = item->valuedouble, .text = item->valuestring};
    else if (cJSON_IsBool(item) && !row->is_number)
        *to = (struct row_value){.kind = VALUE_TRUTH,
                                 .number = cJSON_IsTrue(item),
                                 .text = cJSON_IsTrue(item) ? "true" : "false"};
    else if (cJSON_IsString(item) && !row->is_number)
        *to = (struct row_value){.kind = VALUE_TEXT, .text = text_of(r, row, item)};
    else
        wrong_type(r, item, row->key,
                   row->is_number ? "a number" : "a number, a text, true or false", false);
}

/* ---- Lists ---- */

static void *take_list(struct reading *r, const struct json_row *row, const cJSON *list, void *to,
                       size_t size)
{
    const int32_t count = cJSON_GetArraySize(list);
    void *items = arena_take(r->arena, (size_t)count, size);
    memcpy((char *)to + row->offset, &items, sizeof items);
    if (items != NULL)
        memcpy((char *)to + row->count, &count, sizeof count);
    return items;
}

static void read_texts(struct reading *r, const struct json_row *row, const cJSON *list, void *to)
{
    const char **texts = take_list(r, row, list, to, sizeof *texts);
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        if (!cJSON_IsString(item)) {
            refuse(r, item, row->key, E_JSON_TYPE, "a list of sentences is needed here");
            return;
        }
        if (texts != NULL)
            *texts++ = text_of(r, row, item);
    }
}

static void read_map(struct reading *r, const struct json_row *row, const cJSON *map, void *to)
{
    struct row_pair *pairs = take_list(r, row, map, to, sizeof *pairs);
    const cJSON *item;
    cJSON_ArrayForEach(item, map)
    {
        if (!cJSON_IsString(item)) {
            refuse(r, item, row->key, E_JSON_TYPE, "a text is needed for each key");
            return;
        }
        if (pairs != NULL)
            *pairs++ = (struct row_pair){.key = hold_text(r, row, item, item->string),
                                         .text = text_of(r, row, item)};
    }
}

static void read_list(struct reading *r, const struct json_row *row, const cJSON *list, void *to)
{
    char *next = take_list(r, row, list, to, row->size);
    const cJSON *item;
    int index = 0;
    for (item = list->child; item != NULL && next != NULL; item = item->next) {
        size_t length = enter_key(r, row->key);
        enter_index(r, index++);
        if (cJSON_IsObject(item))
            read_rows(r, row->rows, item, next);
        else
            wrong_type(r, item, "", "an object", false);
        r->path[length] = '\0';
        next += row->size;
    }
}

static void read_inside(struct reading *r, const struct json_row *row, const cJSON *item, void *to)
{
    void *object = (char *)to + row->offset;
    if (row->type == ROW_LINK) {
        void *piece = arena_take(r->arena, 1, row->size);
        memcpy(object, &piece, sizeof piece);
        object = piece;
    }
    size_t length = enter_key(r, row->key);
    if (object != NULL)
        read_rows(r, row->rows, item, object);
    r->path[length] = '\0';
}

/* ---- Members ---- */

/* Zero is what is not known of all other types. */
static void set_unknown(const struct json_row *row, void *to)
{
    if (row->type == ROW_NUMBER)
        *(double *)(void *)((char *)to + row->offset) = NAN;
    else if (row->type == ROW_MAYBE)
        *(int8_t *)((char *)to + row->offset) = -1;
}

/* The type of JSON that a row's member is read from; 0: several. */
static int json_type(const struct json_row *row)
{
    static const int types[] = {[ROW_TEXT] = cJSON_String,
                                [ROW_NUMBER] = cJSON_Number,
                                [ROW_INT] = cJSON_Number,
                                [ROW_LONG] = cJSON_Number,
                                [ROW_WORD] = cJSON_String,
                                [ROW_TEXTS] = cJSON_Array,
                                [ROW_LIST] = cJSON_Array,
                                [ROW_OBJECT] = cJSON_Object,
                                [ROW_LINK] = cJSON_Object,
                                [ROW_MAP] = cJSON_Object,
                                [ROW_PART] = 0};
    return types[row->type];
}

static void read_member(struct reading *r, const struct json_row *row, const cJSON *item, void *to)
{
    void *at = (char *)to + row->offset;
    const int type = json_type(row);
    set_unknown(row, to);
    if (cJSON_IsNull(item) && row->or_null)
        return;
    if (row->type == ROW_VALUE)
        read_value(r, row, item, at);
    else if (type != 0 ? (item->type & 0xFF) != type : !cJSON_IsBool(item))
        wrong_type(r, item, row->key, type_name(type != 0 ? type : cJSON_True), row->or_null);
    else if (row->type == ROW_TEXT)
        *(const char **)at = text_of(r, row, item);
    else if (row->type == ROW_WORD)
        read_word(r, row, item, at);
    else if (row->type == ROW_TRUTH)
        *(bool *)at = cJSON_IsTrue(item);
    else if (row->type == ROW_MAYBE)
        *(int8_t *)at = (int8_t)cJSON_IsTrue(item);
    else if (type == cJSON_Number)
        read_number(r, row, item, at);
    else if (row->type == ROW_TEXTS)
        read_texts(r, row, item, to);
    else if (row->type == ROW_MAP)
        read_map(r, row, item, to);
    else if (row->type == ROW_LIST)
        read_list(r, row, item, to);
    else
        read_inside(r, row, item, to);
}

/* The keys stand in the order of the rows, as a rule: the next one is looked at first. */
static const cJSON *find_key(const cJSON *object, const cJSON **next, const char *key)
{
    const cJSON *item = *next;
    if (item == NULL || strcmp(item->string, key) != 0)
        item = cJSON_GetObjectItemCaseSensitive(object, key);
    *next = item != NULL ? item->next : *next;
    return item;
}

static void read_some(struct reading *r, const struct json_row *rows, const cJSON *object,
                      const cJSON **next, void *to)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        if (row->type == ROW_PART) {
            read_some(r, row->rows, object, next, (char *)to + row->offset);
            continue;
        }
        const cJSON *item = find_key(object, next, row->key);
        if (item != NULL) {
            read_member(r, row, item, to);
            continue;
        }
        set_unknown(row, to);
        if (row->optional || row->added)
            continue;
        refuse(r, object, row->key, E_JSON_MISSING, "this key is missing");
        llmcost_advise(r->diags, "a saved report is what `-f json` wrote, unchanged");
    }
}

void read_rows(struct reading *r, const struct json_row *rows, const cJSON *object, void *to)
{
    const cJSON *next = object->child;
    read_some(r, rows, object, &next, to);
}
