/* apis.c - `apis` of a catalog: what hosted models cost, from when to when.
 * A price is any key of a scenario's api that is a number of its own; refuses to know one by name.
 * The prices of an entry stand in the entry itself or, where they changed, in lists of dates.
 */
#include "core/base/count.h"
#include "io/catalog/rows.h"

#include <string.h>

/* An entry or one of its lists while it is read. */
struct api_reading {
    struct priced_api api;
    struct price_list list;
    const struct yaml_node *lists;
};

/* Hours in which prices are others. */
struct hours_reading {
    uint8_t days;
    double from, to, factor;
};

#define API(member)   offsetof(struct api_reading, api.member)
#define LIST(member)  offsetof(struct api_reading, list.member)
#define HOURS(member) offsetof(struct hours_reading, member)

/* What `none` stands for: no discount, or tokens of that kind cost what plain input does. */
static const struct {
    const char *key;
    const char *as; /* the price that holds instead; NULL: 0 */
} nones[] = {
    {.key = "batch_discount"},
    {.key = "cached_input_per_mtok", .as = "input_per_mtok"},
    {.key = "cache_write_per_mtok", .as = "input_per_mtok"},
    {.key = "long_context_input_per_mtok", .as = "input_per_mtok"},
    {.key = "long_context_output_per_mtok", .as = "output_per_mtok"},
};

static const size_t none_count = COUNT(nones);
static const double NONE = -1; /* until the list is read */

/* The row of a price, none_count when it cannot be none. */
static size_t none_row(const struct llmcost_field *field)
{
    size_t i = 0;
    while (i < none_count && strcmp(nones[i].key, field->name) != 0)
        i++;
    return i;
}

static bool take_none(const struct entry_place *place, const struct yaml_node *node,
                      const struct llmcost_field *field, struct price_list *list)
{
    const size_t row = none_row(field);
    if (row == none_count)
        return entry_error(place, node, "%s cannot be none", field->name);
    list->value[list->values++] =
        (struct entry_value){.field = field, .value = nones[row].as != NULL ? NONE : 0};
    return true;
}

/* Each `none` becomes the price that holds instead. */
static bool fill_nones(const struct entry_place *place, const struct yaml_node *at,
                       struct price_list *list)
{
    for (int i = 0; i < list->values; i++) {
        if (list->value[i].value != NONE)
            continue;
        const char *as = nones[none_row(list->value[i].field)].as;
        for (int j = 0; j < list->values; j++)
            if (strcmp(list->value[j].field->name, as) == 0)
                list->value[i].value = list->value[j].value;
        if (list->value[i].value == NONE)
            return entry_error(place, at, "%s: none needs %s", list->value[i].field->name, as);
    }
    return true;
}

/* The price that a key is; NULL when it is none. */
static const struct llmcost_field *price_of(const struct yaml_node *node)
{
    const struct llmcost_field *field = llmcost_find_field(LLMCOST_APIS, node->key->text);
    return field != NULL && field->section == LLMCOST_APIS && field->kind == LLMCOST_NUMBER ? field
                                                                                            : NULL;
}

static bool read_price(const struct entry_place *place, const struct yaml_node *node,
                       const struct llmcost_field *field, int *values, int room,
                       struct entry_value *ret_values)
{
    double value = 0;
    if (*values == room)
        return entry_error(place, node, "more than %d prices", room);
    if (!entry_number(place, node, NULL, &value))
        return false;
    if (!(value >= field->min && value <= field->max) ||
        ((field->flags & LLMCOST_ABOVE_MIN) != 0 && !(value > field->min)))
        return entry_error(place, node, "%s is outside %.6g to %.6g", field->name, field->min,
                           field->max);
    ret_values[(*values)++] = (struct entry_value){.field = field, .value = value};
    return true;
}

/* Prices for tokens: what else an entry states holds for every tier of service. */
static bool take_service_price(const struct entry_place *place, const struct yaml_node *node,
                               void *base, bool *ret_good)
{
    struct entry_service *service = base;
    const struct llmcost_field *field = price_of(node);
    if (field == NULL || field->unit != LLMCOST_MONEY_PER_MTOK)
        return false;
    *ret_good =
        read_price(place, node, field, &service->values, MAX_SERVICE_VALUES, service->value) &&
        *ret_good;
    return true;
}

/* The hours in which all token prices are multiplied, a map each. */
static bool read_hours(const struct entry_place *place, const struct yaml_node *node,
                       struct price_list *list)
{
    static const char *const days[] = {"all", "mon-fri", "sat-sun", NULL};
    static const struct entry_row rows[] = {
        {.key = "days", .kind = ENTRY_WORD, .words = days, .offset = HOURS(days)},
        {.key = "from", .kind = ENTRY_NUMBER, .max = 24, .required = true, .offset = HOURS(from)},
        {.key = "to", .kind = ENTRY_NUMBER, .max = 24, .required = true, .offset = HOURS(to)},
        {.key = "factor",
         .kind = ENTRY_NUMBER,
         .max = 1000,
         .required = true,
         .offset = HOURS(factor)},
    };
    if (node->kind != YAML_LIST || node->count > MAX_ENTRY_TIMES)
        return entry_error(place, node, "hours is no list of at most %d maps", MAX_ENTRY_TIMES);
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        struct hours_reading reading = {.days = 0};
        if (!entry_read(place, item, rows, (int)COUNT(rows), &reading, NULL))
            return false;
        list->time[list->times++] = (struct entry_time){.days = days[reading.days],
                                                        .from = reading.from,
                                                        .to = reading.to,
                                                        .factor = reading.factor};
    }
    return true;
}

/* A price, the prices of a tier of service, or hours in which they are others. */
static bool take_price(const struct entry_place *place, const struct yaml_node *node, void *base,
                       bool *ret_good)
{
    struct price_list *list = &((struct api_reading *)base)->list;
    const struct llmcost_field *field = price_of(node);
    bool good;
    if (strcmp(node->key->text, "hours") == 0) {
        *ret_good = read_hours(place, node, list) && *ret_good;
        return true;
    }
    for (int i = 0; i < SERVICES; i++)
        if (strcmp(service_names[i], node->key->text) == 0) {
            *ret_good = entry_read(place, node, NULL, 0, &list->service[i], take_service_price) &&
                        *ret_good;
            return true;
        }
    if (field == NULL)
        return false;
    if (node->kind == YAML_SCALAR && strcmp(node->text, "none") == 0 &&
        list->values < MAX_ENTRY_VALUES)
        good = take_none(place, node, field, list);
    else
        good = read_price(place, node, field, &list->values, MAX_ENTRY_VALUES, list->value);
    *ret_good = good && *ret_good;
    return true;
}

static bool complete(const struct entry_place *place, const struct yaml_node *at,
                     struct price_list *list)
{
    const struct yaml_node *key = at->key != NULL ? at->key : at;
    if (list->source == NULL || list->date == NULL)
        return entry_error(place, key, "it needs %s", list->source == NULL ? "source" : "date");
    if (list->values == 0)
        return entry_error(place, key, "it states no price");
    if (list->from[0] != '\0' && list->to[0] != '\0' && strcmp(list->from, list->to) >= 0)
        return entry_error(place, key, "from is not before to");
    return fill_nones(place, key, list);
}

static bool read_list(const struct entry_place *place, const struct yaml_node *node,
                      struct price_list *ret_list)
{
    static const struct entry_row rows[] = {
        {.key = "from", .kind = ENTRY_DATE, .offset = LIST(from)},
        {.key = "to", .kind = ENTRY_DATE, .offset = LIST(to)},
        {.key = "note", ENTRY_TEXTS(LIST(notes), LIST(note), MAX_ENTRY_NOTES)},
        {.key = "source", .kind = ENTRY_TEXT, .offset = LIST(source)},
        {.key = "date", .kind = ENTRY_DATE, .offset = LIST(date)},
        {.key = "licence", .kind = ENTRY_TEXT, .offset = LIST(licence)},
    };
    struct api_reading reading = {.list = {.from = "", .to = ""}};
    if (!entry_read(place, node, rows, (int)COUNT(rows), &reading, take_price) ||
        !complete(place, node, &reading.list))
        return false;
    *ret_list = reading.list;
    return true;
}

/* One after another: each starts where the one before has ended, or later. */
static bool read_lists(const struct entry_place *place, const struct yaml_node *node,
                       struct price_list *ret_lists)
{
    int count = 0;
    bool good = true;
    if (node->kind != YAML_LIST || node->count == 0)
        return entry_error(place, node, "prices is not a list of maps");
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next, count++) {
        struct price_list *list = &ret_lists[count];
        if (!read_list(place, item, list)) {
            good = false;
            *list = (struct price_list){.from = "", .to = ""};
        } else if (good && count > 0 &&
                   (list->from[0] == '\0' || list[-1].to[0] == '\0' ||
                    strcmp(list[-1].to, list->from) > 0)) {
            good = entry_error(place, item, "these prices overlap with those before them");
        }
    }
    return good;
}

static bool read_api(const struct yaml_node *node, int input, struct priced_api *ret_api,
                     struct price_list *lists, struct llmcost_diags *diags)
{
    static const struct entry_row rows[] = {
        {.key = "provider", .kind = ENTRY_TEXT, .offset = API(provider)},
        {.key = "deprecated", .kind = ENTRY_DATE, .offset = API(deprecated)},
        {.key = "note", ENTRY_TEXTS(API(notes), API(note), MAX_ENTRY_NOTES - 2)},
        {.key = "prices", .kind = ENTRY_OTHER, .offset = offsetof(struct api_reading, lists)},
        {.key = "source", .kind = ENTRY_TEXT, .offset = LIST(source)},
        {.key = "date", .kind = ENTRY_DATE, .offset = LIST(date)},
        {.key = "licence", .kind = ENTRY_TEXT, .offset = LIST(licence)},
    };
    const struct entry_place place = {
        .input = input, .kind = "api", .id = node->key->text, .diags = diags};
    struct api_reading reading = {
        .api = {.key = node->key->text, .deprecated = ""},
        .list = {.from = "", .to = ""},
    };
    if (node->key->length == 0 || node->key->length >= LLMCOST_MAX_ID)
        return entry_error(&place, node->key, "a key has 1 to %d bytes", LLMCOST_MAX_ID - 1);
    if (!entry_read(&place, node, rows, (int)COUNT(rows), &reading, take_price))
        return false;
    reading.api.list = lists;
    reading.api.lists = reading.lists != NULL ? reading.lists->count : 1;
    if (reading.lists == NULL) {
        *lists = reading.list;
        if (!complete(&place, node, lists))
            return false;
    } else if (reading.list.values > 0 || reading.list.source != NULL ||
               reading.list.date != NULL || reading.list.licence != NULL) {
        return entry_error(&place, node->key, "beside `prices` no price, source, date or licence");
    } else if (!read_lists(&place, reading.lists, lists)) {
        return false;
    }
    *ret_api = reading.api;
    return true;
}

void catalog_read_apis(const struct yaml_node *map, int input, struct catalog *catalog,
                       struct llmcost_diags *diags)
{
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next) {
        struct priced_api *api = &catalog->api[catalog->apis];
        if (read_api(node, input, api, &catalog->list[catalog->lists], diags)) {
            catalog->apis++;
            catalog->lists += api->lists;
        }
    }
}
