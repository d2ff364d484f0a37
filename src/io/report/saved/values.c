/* values.c - single values of a saved report, by key, each checked for its type
 * (io/report/saved/parts.h). Knows JSON paths and how to complain; refuses to know what a value
 * means.
 */
#include "io/report/saved/parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t enter_key(struct filling *f, const char *key)
{
    size_t length = strlen(f->path);
    snprintf(f->path + length, sizeof f->path - length, "%s%s", length > 0 ? "." : "", key);
    return length;
}

size_t enter_index(struct filling *f, int index)
{
    size_t length = strlen(f->path);
    snprintf(f->path + length, sizeof f->path - length, "[%d]", index);
    return length;
}

void leave(struct filling *f, size_t length)
{
    f->path[length] = '\0';
}

void refuse(struct filling *f, const cJSON *item, const char *key, int code, const char *format,
            ...)
{
    char what[200];
    uint32_t line = 0;
    uint32_t column = 0;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    if (item != NULL)
        json_place(f->file->text, f->file->length, (size_t)item->valueint, &line, &column);
    size_t length = key[0] != '\0' ? enter_key(f, key) : strlen(f->path);
    llmcost_complain(f->diags, LLMCOST_ERROR, code, line, column, "%.100s%s%s", f->path,
                     f->path[0] != '\0' ? ": " : "", what);
    leave(f, length);
    f->failed = true;
}

const cJSON *need(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (item == NULL && object != NULL) {
        refuse(f, object, key, E_JSON_MISSING, "this key is missing");
        llmcost_advise(f->diags, "a saved report is what `-f json` wrote, unchanged");
    }
    return item;
}

static const cJSON *wrong(struct filling *f, const cJSON *item, const char *key, const char *wanted)
{
    const char *found = cJSON_IsObject(item)   ? "an object"
                        : cJSON_IsArray(item)  ? "a list"
                        : cJSON_IsString(item) ? "a text"
                        : cJSON_IsNumber(item) ? "a number"
                        : cJSON_IsBool(item)   ? "true or false"
                                               : "null";
    refuse(f, item, key, E_JSON_TYPE, "%s is needed here, not %s", wanted, found);
    return NULL;
}

const cJSON *need_array(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = need(f, object, key);
    return item == NULL || cJSON_IsArray(item) ? item : wrong(f, item, key, "a list");
}

const cJSON *need_object(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = need(f, object, key);
    return item == NULL || cJSON_IsObject(item) ? item : wrong(f, item, key, "an object");
}

double need_number(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = need(f, object, key);
    if (item != NULL && !cJSON_IsNumber(item))
        item = wrong(f, item, key, "a number");
    return item != NULL ? item->valuedouble : 0;
}

double need_number_or_null(struct filling *f, const cJSON *object, const char *key, bool *ret_known)
{
    const cJSON *item = need(f, object, key);
    *ret_known = false;
    if (item == NULL || cJSON_IsNull(item))
        return 0;
    *ret_known = cJSON_IsNumber(item);
    if (!*ret_known)
        wrong(f, item, key, "a number or null");
    return *ret_known ? item->valuedouble : 0;
}

/* Digits as they stand: doubles are too coarse for large amounts. */
int64_t need_micros(struct filling *f, const cJSON *object, const char *key)
{
    enum { DECIMALS = 6, MOST_DIGITS = 19 };
    const cJSON *item = need(f, object, key);
    if (item == NULL || !cJSON_IsNumber(item)) {
        if (item != NULL)
            wrong(f, item, key, "a number");
        return 0;
    }
    int64_t micros = 0;
    int decimals = -1;
    int count = 0;
    if (item->valuedouble > LLMCOST_MAX_BILL || item->valuedouble < -LLMCOST_MAX_BILL) {
        refuse(f, item, key, E_JSON_VALUE, "no bill is as large as this");
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

int need_whole(struct filling *f, const cJSON *object, const char *key, int least, int most)
{
    const cJSON *item = need(f, object, key);
    if (item != NULL && !cJSON_IsNumber(item))
        item = wrong(f, item, key, "a number");
    if (item == NULL)
        return least;
    double value = item->valuedouble;
    if (value >= least && value <= most && value <= (int)value && value >= (int)value)
        return (int)value;
    refuse(f, item, key, E_JSON_VALUE, "a whole number from %d to %d is needed here", least, most);
    return least;
}

bool need_bool(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = need(f, object, key);
    if (item != NULL && !cJSON_IsBool(item))
        item = wrong(f, item, key, "true or false");
    return item != NULL && cJSON_IsTrue(item);
}

int need_bool_or_null(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = need(f, object, key);
    if (item != NULL && !cJSON_IsBool(item) && !cJSON_IsNull(item))
        item = wrong(f, item, key, "true, false or null");
    return item == NULL || cJSON_IsNull(item) ? -1 : cJSON_IsTrue(item);
}

const char *need_text(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = need(f, object, key);
    if (item != NULL && !cJSON_IsString(item))
        item = wrong(f, item, key, "a text");
    return item != NULL ? item->valuestring : NULL;
}

const char *need_text_or_null(struct filling *f, const cJSON *object, const char *key)
{
    const cJSON *item = need(f, object, key);
    if (item != NULL && !cJSON_IsString(item) && !cJSON_IsNull(item))
        item = wrong(f, item, key, "a text or null");
    return item != NULL ? item->valuestring : NULL;
}

int need_word(struct filling *f, const cJSON *object, const char *key, const char *const *words,
              int count)
{
    const char *text = need_text(f, object, key);
    for (int i = 0; text != NULL && i < count; i++)
        if (words[i] != NULL && strcmp(words[i], text) == 0)
            return i;
    if (text != NULL) {
        refuse(f, cJSON_GetObjectItemCaseSensitive(object, key), key, E_JSON_VALUE,
               "\"%.60s\" is not known here", text);
        llmcost_advise(f->diags, strncmp(text, "llmcost.", 8) == 0
                                     ? "only saved reports are read again"
                                     : "was it written by a newer llmcost?");
    }
    return -1;
}

int need_option_or_null(struct filling *f, const cJSON *object, const char *key)
{
    const char *id = need_text_or_null(f, object, key);
    int option = id != NULL ? llmcost_find_option(f->scenario, id) : -1;
    if (id != NULL && option < 0)
        refuse(f, cJSON_GetObjectItemCaseSensitive(object, key), key, E_JSON_VALUE,
               "there is no option \"%.60s\" in this report", id);
    return option;
}

int need_option(struct filling *f, const cJSON *object, const char *key)
{
    if (need_text(f, object, key) == NULL)
        return -1;
    return need_option_or_null(f, object, key);
}

bool all_objects(struct filling *f, const cJSON *array, const char *key)
{
    const cJSON *item;
    int index = 0;
    if (array == NULL)
        return false;
    cJSON_ArrayForEach(item, array)
    {
        if (!cJSON_IsObject(item)) {
            size_t length = enter_key(f, key);
            enter_index(f, index);
            wrong(f, item, "", "an object");
            leave(f, length);
            return false;
        }
        index++;
    }
    return true;
}

uint32_t keep_text(struct filling *f, const cJSON *object, const char *key, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return 0;
    uint32_t offset = llmcost_add_text(f->scenario, text, strlen(text));
    if (offset == 0)
        refuse(f, object, key, E_JSON_VALUE, "more text than any report has");
    return offset;
}
