/* rows.c - one entry of a catalog, read by a table of its keys.
 * Knows kinds of values and refuses what is not one; refuses to know any key. To add a kind of
 * value: a word in enum entry_kind, a case in read_value().
 */
#include "io/catalog/rows.h"

#include "text/date.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* From here on not every whole number is a double. */
static const double WHOLE = 9e15;

bool entry_error(const struct entry_place *place, const struct yaml_node *at, const char *format,
                 ...)
{
    char what[200];
    va_list values;
    va_start(values, format);
    vsnprintf(what, sizeof what, format, values);
    va_end(values);
    return place_error(place->diags, place->input, at->place.line, at->place.column, E_CATALOG,
                       "%s %.100s: %s", place->kind, place->id, what);
}

/* The scale is one more letter of the text: 85.9 of B is 85.9B, which is rounded once. */
bool entry_number(const struct entry_place *place, const struct yaml_node *node, const char *scale,
                  double *ret_value)
{
    char text[80];
    const char *why = "it is too long";
    if (node->kind != YAML_SCALAR || node->quoted)
        return entry_error(place, node, "%.60s is not a number", node->key->text);
    int length = snprintf(text, sizeof text, "%s%s", node->text, scale != NULL ? scale : "");
    if (length < (int)sizeof text && llmcost_parse_number(text, (size_t)length, ret_value, &why))
        return true;
    return entry_error(place, node, "%.60s: \"%.40s\" is not a number: %s", node->key->text,
                       node->text, why);
}

static bool read_number(const struct entry_place *place, const struct yaml_node *node,
                        const struct entry_row *row, double *ret_value)
{
    double value = 0;
    if (!entry_number(place, node, row->scale, &value))
        return false;
    if (row->whole && !(value < WHOLE && value > -WHOLE && value == (double)(int64_t)value))
        return entry_error(place, node, "%s is not whole", row->key);
    if (!(value >= row->min && value <= row->max) || (row->above_min && !(value > row->min)))
        return entry_error(place, node, "%s is %s %.6g", row->key,
                           value > row->max ? "above"
                           : row->above_min ? "not above"
                                            : "below",
                           value > row->max ? row->max : row->min);
    *ret_value = value;
    return true;
}

static bool read_text(const struct entry_place *place, const struct yaml_node *node,
                      const struct entry_row *row, const char **ret_text)
{
    int days;
    if (node->kind != YAML_SCALAR || tree_is_null(node) || node->length == 0)
        return entry_error(place, node, "%s has no text", row->key);
    if (row->kind == ENTRY_DATE && !date_days(node->text, &days))
        return entry_error(place, node, "%s is not a date such as 2026-11-21", row->key);
    if (node->length >= MAX_ENTRY_TEXT)
        return entry_error(place, node, "%s is longer than %d bytes", row->key, MAX_ENTRY_TEXT - 1);
    *ret_text = node->text;
    return true;
}

static bool read_list(const struct entry_place *place, const struct yaml_node *node,
                      const struct entry_row *row, const char **ret_texts, int *ret_count)
{
    const struct yaml_node *item = node->kind == YAML_LIST ? node->first : node;
    for (*ret_count = 0; item != NULL; item = node->kind == YAML_LIST ? item->next : NULL) {
        if (*ret_count == row->list_max)
            return entry_error(place, item, "%s has more than %d", row->key, row->list_max);
        if (!read_text(place, item, row, &ret_texts[*ret_count]))
            return false;
        ++*ret_count;
    }
    return true;
}

static bool read_word(const struct entry_place *place, const struct yaml_node *node,
                      const struct entry_row *row, uint8_t *ret_word)
{
    uint8_t word = 0;
    while (row->words[word] != NULL &&
           (node->kind != YAML_SCALAR || strcmp(row->words[word], node->text) != 0))
        word++;
    if (row->words[word] == NULL)
        return entry_error(place, node, "%s is none of its words", row->key);
    *ret_word = word;
    return true;
}

static bool read_value(const struct entry_place *place, const struct yaml_node *node,
                       const struct entry_row *row, void *base)
{
    static const char *const flags[] = {"false", "true", NULL};
    void *member = (char *)base + row->offset;
    switch ((enum entry_kind)row->kind) {
    case ENTRY_TEXT:
    case ENTRY_DATE:
        return read_text(place, node, row, member);
    case ENTRY_WORD:
        return read_word(place, node, row, member);
    case ENTRY_FLAG: {
        struct entry_row flag = *row;
        uint8_t value = 0;
        flag.words = flags;
        if (!read_word(place, node, &flag, &value))
            return false;
        *(bool *)member = value == 1;
        return true;
    }
    case ENTRY_NUMBER:
        return read_number(place, node, row, member);
    case ENTRY_LIST:
        return read_list(place, node, row, (const char **)(void *)((char *)base + row->list_offset),
                         member);
    case ENTRY_OTHER:
        *(const struct yaml_node **)member = node;
        return true;
    }
    return false;
}

static bool unknown_key(const struct entry_place *place, const struct yaml_node *node,
                        const struct entry_row *rows, int count)
{
    enum { MAX_ROWS = 32 };
    const char *keys[MAX_ROWS];
    for (int i = 0; i < count && i < MAX_ROWS; i++)
        keys[i] = rows[i].key;
    entry_error(place, node->key, "there is no key \"%.60s\"", node->key->text);
    const char *nearest =
        llmcost_nearest(node->key->text, keys, (size_t)(count < MAX_ROWS ? count : MAX_ROWS));
    if (nearest != NULL)
        llmcost_advise(place->diags, "did you mean \"%s\"?", nearest);
    return false;
}

bool entry_read(const struct entry_place *place, const struct yaml_node *map,
                const struct entry_row *rows, int count, void *base,
                bool (*other)(const struct entry_place *place, const struct yaml_node *node,
                              void *base, bool *ret_good))
{
    uint64_t seen = 0;
    bool good = true;
    if (map->kind != YAML_MAP)
        return entry_error(place, map, "it is not a map");
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next) {
        int i = 0;
        while (i < count && strcmp(rows[i].key, node->key->text) != 0)
            i++;
        if (i < count) {
            seen |= UINT64_C(1) << i;
            good = read_value(place, node, &rows[i], base) && good;
        } else if (other == NULL || !other(place, node, base, &good)) {
            good = unknown_key(place, node, rows, count);
        }
    }
    for (int i = 0; i < count; i++)
        if (rows[i].required && (seen >> i & 1) == 0)
            good =
                entry_error(place, map->key != NULL ? map->key : map, "it needs %s", rows[i].key);
    return good;
}
