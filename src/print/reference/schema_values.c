/* schema_values.c - the values of a scenario in JSON Schema: numbers and their ranges, texts,
 * loads, words of gates. Knows the forms that the loader reads; refuses to know which
 * field has which.
 */
#include "core/base/count.h"
#include "io/report/gates.h"
#include "print/reference/schema_parts.h"

#include <string.h>

/* One number of the scenario grammar, and a minus before anything but a zero. */
#define NUMBER_PATTERN                                                                             \
    "^[+-]?((0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?|\\.[0-9](_?[0-9])*)([eE][+-]?[0-9]+)?"        \
    "[%kMBT]?$"
#define NOT_NEGATIVE_PATTERN "^(?!-[0._]*[1-9])"
#define NO_PERCENT_PATTERN   "[^%]*$"
#define ID_PATTERN           "^[A-Za-z0-9][A-Za-z0-9._:/-]*$"

void schema_number(bool *ok, cJSON *parent, const char *key, double value)
{
    json_number(ok, parent, key, NUMBER_MONEY, value);
}

void schema_reference(bool *ok, cJSON *parent, const char *key, const char *definition)
{
    json_text(ok, json_object(ok, parent, key), "$ref", definition);
}

/* ---- Numbers ---- */

/* Numeric keywords judge numbers alone and patterns texts alone, so both may stand together. */
void schema_bounds(bool *ok, cJSON *schema, const struct llmcost_field *field)
{
    const int flags = field->flags;
    const bool percent = llmcost_takes_percent(field);
    schema_number(ok, schema, (flags & LLMCOST_ABOVE_MIN) != 0 ? "exclusiveMinimum" : "minimum",
                  field->min);
    schema_number(ok, schema, "maximum", field->max);
    if ((flags & LLMCOST_WHOLE) != 0)
        schema_number(ok, schema, "multipleOf", 1);
    if (field->min >= 0)
        json_text(ok, schema, "pattern",
                  percent ? NOT_NEGATIVE_PATTERN : NOT_NEGATIVE_PATTERN NO_PERCENT_PATTERN);
    else if (!percent)
        json_text(ok, schema, "pattern", "^" NO_PERCENT_PATTERN);
}

/* A number, or a map that states one in one of its forms. */
void schema_ranged(bool *ok, cJSON *schema, const struct llmcost_field *field)
{
    schema_bounds(ok, schema, field);
    cJSON *parts = json_object(ok, schema, "patternProperties");
    schema_bounds(ok, json_object(ok, parts, "^(value|low|likely|high|p10|p90|min|max)$"), field);
    cJSON *either = json_array(ok, schema, "anyOf");
    schema_reference(ok, either, NULL, "#/definitions/number");
    schema_reference(ok, either, NULL, "#/definitions/range");
    if ((field->flags & LLMCOST_AUTO) != 0)
        json_text(ok, json_object(ok, either, NULL), "const", "auto");
}

/* An editor shows the description that is nearest: one here would hide that of each key. */
static void define_numbers(bool *ok, cJSON *definitions)
{
    static const char *const scalar[] = {"number", "string"};
    static const struct {
        const char *keys[3];
        int count;
    } forms[] = {
        {.keys = {"value"}, .count = 1},
        {.keys = {"low", "likely", "high"}, .count = 3},
        {.keys = {"p10", "p90"}, .count = 2},
        {.keys = {"min", "max"}, .count = 2},
    };
    const int form_count = (int)COUNT(forms);
    cJSON *number = json_object(ok, definitions, "number");
    json_texts(ok, number, "type", scalar, 2);
    json_text(ok, number, "pattern", NUMBER_PATTERN);
    cJSON *range = json_object(ok, definitions, "range");
    json_text(ok, range, "type", "object");
    cJSON *properties = json_object(ok, range, "properties");
    for (int i = 0; i < form_count; i++)
        for (int key = 0; key < forms[i].count; key++)
            schema_reference(ok, properties, forms[i].keys[key], "#/definitions/number");
    cJSON *bases = json_array(ok, json_object(ok, properties, "basis"), "enum");
    for (int i = LLMCOST_MEASURED; i < LLMCOST_BASES; i++)
        json_text(ok, bases, NULL, llmcost_basis_name((enum llmcost_basis)i));
    schema_reference(ok, properties, "source", "#/definitions/text");
    schema_reference(ok, properties, "same_as", "#/definitions/text");
    json_bool(ok, range, "additionalProperties", false);
    cJSON *choice = json_array(ok, range, "oneOf");
    for (int i = 0; i < form_count; i++) {
        /* A key of another form is one too many, even where that form is not complete. */
        cJSON *form = json_object(ok, choice, NULL);
        json_texts(ok, form, "required", forms[i].keys, forms[i].count);
        cJSON *others = json_object(ok, form, "properties");
        for (int other = 0; other < form_count; other++)
            for (int key = 0; other != i && key < forms[other].count; key++)
                json_bool(ok, others, forms[other].keys[key], false);
        if (forms[i].count == 1) /* one number is not drawn */
            json_bool(ok, others, "same_as", false);
    }
}

/* ---- Texts, loads ---- */

/* YAML has no type for a name: `name: 2023` is as good as a text in quotes. */
static void define_text(bool *ok, cJSON *definitions)
{
    static const char *const scalar[] = {"string", "number", "boolean"};
    cJSON *text = json_object(ok, definitions, "text");
    json_texts(ok, text, "type", scalar, 3);
    json_text(ok, text, "pattern", "[^ \\n]");
    cJSON *id = json_object(ok, definitions, "id");
    json_texts(ok, id, "type", scalar, 3);
    json_text(ok, id, "pattern", ID_PATTERN);
    schema_number(ok, id, "maxLength", LLMCOST_MAX_ID - 1);
}

/* A list of so many hourly weights. */
static void add_weights(bool *ok, cJSON *forms, int min, int max)
{
    cJSON *list = json_object(ok, forms, NULL);
    json_text(ok, list, "type", "array");
    schema_number(ok, list, "minItems", min);
    schema_number(ok, list, "maxItems", max);
    schema_reference(ok, list, "items", "#/definitions/weight");
}

void schema_load(bool *ok, cJSON *schema, const struct shape_catalog *shapes)
{
    enum { DAY = 24, WEEK = 168 };
    /* a shape of a smaller one has too many hours at 0 */
    static const struct llmcost_field factor_field = {.unit = LLMCOST_SHARE, .min = 0.02, .max = 1};
    cJSON *forms = json_array(ok, schema, "anyOf");
    cJSON *names = json_array(ok, json_object(ok, forms, NULL), "enum");
    json_text(ok, names, NULL, "flat");
    for (int i = 0; i < shapes->count; i++)
        if (strcmp(shapes->shape[i].id, "flat") != 0)
            json_text(ok, names, NULL, shapes->shape[i].id);
    add_weights(ok, forms, DAY, DAY);
    add_weights(ok, forms, WEEK, LLMCOST_MAX_HOURS);
    cJSON *map = json_object(ok, forms, NULL);
    json_text(ok, map, "type", "object");
    cJSON *properties = json_object(ok, map, "properties");
    cJSON *factor = json_object(ok, properties, "load_factor");
    json_text(ok, factor, "description", "Mean demand over peak demand.");
    schema_ranged(ok, factor, &factor_field);
    cJSON *file = json_object(ok, properties, "file");
    json_text(ok, file, "description",
              "A CSV beside this file: one weight a line, or hour,weight with that header.");
    cJSON *any = json_array(ok, file, "anyOf");
    schema_reference(ok, any, NULL, "#/definitions/text");
    json_bool(ok, map, "additionalProperties", false);
    schema_number(ok, map, "minProperties", 1);
    schema_number(ok, map, "maxProperties", 1);
}

static void define_weight(bool *ok, cJSON *definitions)
{
    static const struct llmcost_field weight_field = {.max = 1e15};
    cJSON *weight = json_object(ok, definitions, "weight");
    json_text(ok, weight, "description", "Demand in one hour relative to the others.");
    schema_bounds(ok, weight, &weight_field);
    schema_reference(ok, json_array(ok, weight, "anyOf"), NULL, "#/definitions/number");
}

/* Any word without a comma. */
void schema_word(bool *ok, cJSON *schema)
{
    json_text(ok, schema, "pattern", "^[^,\\n]+$");
    schema_number(ok, schema, "maxLength", LLMCOST_MAX_NAME);
    schema_reference(ok, json_array(ok, schema, "anyOf"), NULL, "#/definitions/text");
}

/* "a, b[=DAYS]" as the pattern ^(a|b(=[0-9]{1,6})?)$. */
void schema_gate_words(bool *ok, cJSON *schema)
{
    static const char days[] = "[=DAYS]";
    char pattern[512] = "^(";
    for (const char *at = gate_words; *at != '\0';) {
        const char *piece = (const char[]){*at, '\0'};
        size_t used = strlen(pattern), taken = 1;
        if (strncmp(at, days, strlen(days)) == 0) {
            piece = "(=[0-9]{1,6})?";
            taken = strlen(days);
        } else if (strncmp(at, ", ", 2) == 0) {
            piece = "|";
            taken = 2;
        }
        snprintf(pattern + used, sizeof pattern - used, "%s", piece);
        at += taken;
    }
    snprintf(pattern + strlen(pattern), sizeof pattern - strlen(pattern), ")$");
    json_text(ok, schema, "type", "string");
    json_text(ok, schema, "pattern", pattern);
}

void schema_change(bool *ok, cJSON *schema)
{
    static const char *const maps[] = {"set", "scale"};
    static const char *const required[] = {"month"};
    static const struct llmcost_field month_field = {.min = 2, .max = LLMCOST_MAX_MONTHS};
    json_text(ok, schema, "type", "object");
    cJSON *keys = json_object(ok, schema, "properties");
    cJSON *month = json_object(ok, keys, "month");
    json_text(ok, month, "type", "integer");
    schema_bounds(ok, month, &month_field);
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        cJSON *map = json_object(ok, keys, maps[i]);
        json_text(ok, map, "type", "object");
        schema_number(ok, map, "minProperties", 1);
    }
    json_texts(ok, schema, "required", required, 1);
    schema_number(ok, schema, "minProperties", 2); /* a month at which something changes */
    json_bool(ok, schema, "additionalProperties", false);
}

void schema_definitions(bool *ok, cJSON *root)
{
    cJSON *definitions = json_object(ok, root, "definitions");
    define_numbers(ok, definitions);
    define_text(ok, definitions);
    define_weight(ok, definitions);
}
