/* print_schema.c - the JSON Schema of a scenario, for editors and validators.
 * Knows how a field, a choice and the forms of a number are said in draft-07; refuses to know any
 * field by name: a new row of fields.c is in the schema at once. What takes more than one value to
 * judge (references, orders, sums) is left to `llmcost check`; whatever that takes, this takes.
 */
#include "print_schema.h"
#include "catalog.h"
#include "json.h"
#include "print_reference.h"

#include <string.h>

/* One number of the scenario grammar, and a minus before anything but a zero. */
#define NUMBER_PATTERN                                                                             \
    "^[+-]?((0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?|\\.[0-9](_?[0-9])*)([eE][+-]?[0-9]+)?"        \
    "[%kMBT]?$"
#define NOT_NEGATIVE_PATTERN "^(?!-[0._]*[1-9])"
#define ID_PATTERN           "^[A-Za-z0-9][A-Za-z0-9._:/-]*$"

enum { MAX_DESCRIPTION = 1024 };

static const char *const sentences[LLMCOST_SECTIONS] = {
    [LLMCOST_WORKLOAD] = "What the product asks of a model: how much, how large, when.",
    [LLMCOST_APIS] = "Hosted APIs, each under an id of your choice.",
    [LLMCOST_HOSTS] = "Open models on GPUs of your own, rented or bought, each under an id.",
    [LLMCOST_HYBRIDS] = "A host for the base of the load and an api for the rest.",
    [LLMCOST_TEAM] = "What an engineer costs.",
    [LLMCOST_HORIZON] = "The months that the decision is judged over.",
    [LLMCOST_RULES] = "What an option must fulfil whatever it costs.",
    [LLMCOST_UNCERTAINTY] = "How inputs that are ranges are drawn.",
    [LLMCOST_GATES] = "Conditions that fail a run (exit status 1).",
};

static void add_number(bool *ok, cJSON *parent, const char *key, double value)
{
    json_number(ok, parent, key, NUMBER_MONEY, value);
}

static void add_reference(bool *ok, cJSON *parent, const char *key, const char *definition)
{
    json_text(ok, json_object(ok, parent, key), "$ref", definition);
}

static void add_texts(bool *ok, cJSON *parent, const char *key, const char *const *texts, int count)
{
    cJSON *list = json_array(ok, parent, key);
    for (int i = 0; i < count; i++)
        json_text(ok, list, NULL, texts[i]);
}

/* ---- Numbers ---- */

/* Numeric keywords judge numbers alone and patterns texts alone, so both may stand together. */
static void add_bounds(bool *ok, cJSON *schema, double min, double max, int flags)
{
    add_number(ok, schema, (flags & LLMCOST_ABOVE_MIN) != 0 ? "exclusiveMinimum" : "minimum", min);
    add_number(ok, schema, "maximum", max);
    if ((flags & LLMCOST_WHOLE) != 0)
        add_number(ok, schema, "multipleOf", 1);
    if (min >= 0)
        json_text(ok, schema, "pattern", NOT_NEGATIVE_PATTERN);
}

/* A number, or a map that states one in one of its forms. */
static void add_number_schema(bool *ok, cJSON *schema, double min, double max, int flags)
{
    add_bounds(ok, schema, min, max, flags);
    cJSON *parts = json_object(ok, schema, "patternProperties");
    add_bounds(ok, json_object(ok, parts, "^(value|low|likely|high|p10|p90|min|max)$"), min, max,
               flags);
    cJSON *either = json_array(ok, schema, "anyOf");
    add_reference(ok, either, NULL, "#/definitions/number");
    add_reference(ok, either, NULL, "#/definitions/range");
}

static void define_numbers(bool *ok, cJSON *definitions)
{
    static const char *const scalar[] = {"number", "string"};
    static const char *const bases[] = {"measured", "quoted", "assumed"};
    static const struct {
        const char *keys[3];
        int count;
    } forms[] = {
        {.keys = {"value"}, .count = 1},
        {.keys = {"low", "likely", "high"}, .count = 3},
        {.keys = {"p10", "p90"}, .count = 2},
        {.keys = {"min", "max"}, .count = 2},
    };
    const int form_count = (int)(sizeof forms / sizeof *forms);
    cJSON *number = json_object(ok, definitions, "number");
    json_text(ok, number, "description",
              "A decimal number, with _ between digits and one of the suffixes % k M B T if you "
              "like.");
    add_texts(ok, number, "type", scalar, 2);
    json_text(ok, number, "pattern", NUMBER_PATTERN);
    cJSON *range = json_object(ok, definitions, "range");
    json_text(ok, range, "description",
              "A number with its basis and source, or a range: {value}, {low, likely, high}, "
              "{p10, p90} or {min, max}.");
    json_text(ok, range, "type", "object");
    cJSON *properties = json_object(ok, range, "properties");
    for (int i = 0; i < form_count; i++)
        for (int key = 0; key < forms[i].count; key++)
            add_reference(ok, properties, forms[i].keys[key], "#/definitions/number");
    add_texts(ok, json_object(ok, properties, "basis"), "enum", bases, 3);
    add_reference(ok, properties, "source", "#/definitions/text");
    json_bool(ok, range, "additionalProperties", false);
    cJSON *choice = json_array(ok, range, "oneOf");
    for (int i = 0; i < form_count; i++) {
        /* A key of another form is one too many, even where that form is not complete. */
        cJSON *form = json_object(ok, choice, NULL);
        add_texts(ok, form, "required", forms[i].keys, forms[i].count);
        cJSON *others = json_object(ok, form, "properties");
        for (int other = 0; other < form_count; other++)
            for (int key = 0; other != i && key < forms[other].count; key++)
                json_bool(ok, others, forms[other].keys[key], false);
    }
}

/* ---- Texts, loads, extra lines ---- */

/* YAML has no type for a name: `name: 2023` is as good as a text in quotes. */
static void define_text(bool *ok, cJSON *definitions)
{
    static const char *const scalar[] = {"string", "number", "boolean"};
    cJSON *text = json_object(ok, definitions, "text");
    add_texts(ok, text, "type", scalar, 3);
    json_text(ok, text, "pattern", "[^ \\n]");
    cJSON *id = json_object(ok, definitions, "id");
    add_texts(ok, id, "type", scalar, 3);
    json_text(ok, id, "pattern", ID_PATTERN);
    add_number(ok, id, "maxLength", LLMCOST_MAX_ID - 1);
}

/* A list of so many hourly weights. */
static void add_weights(bool *ok, cJSON *forms, int min, int max)
{
    cJSON *list = json_object(ok, forms, NULL);
    json_text(ok, list, "type", "array");
    add_number(ok, list, "minItems", min);
    add_number(ok, list, "maxItems", max);
    add_reference(ok, list, "items", "#/definitions/weight");
}

static void add_load(bool *ok, cJSON *schema, const struct shape_catalog *shapes)
{
    enum { DAY = 24, WEEK = 168 };
    const double least_factor = 0.02; /* a shape of a smaller one has too many hours at 0 */
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
    add_number_schema(ok, factor, least_factor, 1, 0);
    cJSON *file = json_object(ok, properties, "file");
    json_text(ok, file, "description",
              "A CSV beside this file: one weight a line, or hour,weight with that header.");
    cJSON *any = json_array(ok, file, "anyOf");
    add_reference(ok, any, NULL, "#/definitions/text");
    json_bool(ok, map, "additionalProperties", false);
    add_number(ok, map, "minProperties", 1);
    add_number(ok, map, "maxProperties", 1);
}

static void define_weight(bool *ok, cJSON *definitions)
{
    const double most = 1e15;
    cJSON *weight = json_object(ok, definitions, "weight");
    json_text(ok, weight, "description", "Demand in one hour relative to the others.");
    add_bounds(ok, weight, 0, most, 0);
    add_reference(ok, json_array(ok, weight, "anyOf"), NULL, "#/definitions/number");
}

static void add_extras(bool *ok, cJSON *schema)
{
    json_text(ok, schema, "type", "object");
    add_number(ok, schema, "maxProperties", LLMCOST_MAX_OPTION_EXTRAS);
    cJSON *names = json_object(ok, schema, "propertyNames");
    json_text(ok, names, "pattern", "[^ ]");
    add_number(ok, names, "maxLength", LLMCOST_MAX_EXTRA_NAME);
    cJSON *amount = json_object(ok, schema, "additionalProperties");
    json_text(ok, amount, "description", "Money a month.");
    add_number_schema(ok, amount, 0, LLMCOST_MAX_BILL, 0);
}

/* ---- Fields ---- */

static void add_fallback(bool *ok, cJSON *schema, const struct llmcost_field *field)
{
    if (field->kind == LLMCOST_BOOLEAN)
        json_bool(ok, schema, "default", field->fallback > 0);
    else if (field->kind == LLMCOST_NUMBER)
        add_number(ok, schema, "default", field->fallback);
}

/* The sentence of the reference, with unit, range and default behind it: editors show it. */
static void add_description(bool *ok, cJSON *schema, const struct llmcost_field *field)
{
    char facts[MAX_DESCRIPTION / 2], text[MAX_DESCRIPTION];
    reference_describe(field, facts, sizeof facts);
    snprintf(text, sizeof text, "%s (%s)", field->text, facts);
    json_text(ok, schema, "description", text);
}

static void add_field(bool *ok, cJSON *properties, const struct llmcost_field *field,
                      const struct shape_catalog *shapes)
{
    cJSON *schema = json_object(ok, properties, field->name);
    add_description(ok, schema, field);
    if (field->has_default)
        add_fallback(ok, schema, field);
    switch ((enum llmcost_kind)field->kind) {
    case LLMCOST_NUMBER:
        add_number_schema(ok, schema, field->min, field->max, field->flags);
        break;
    case LLMCOST_BOOLEAN:
        json_text(ok, schema, "type", "boolean");
        break;
    case LLMCOST_TEXT:
        add_reference(ok, json_array(ok, schema, "anyOf"), NULL, "#/definitions/text");
        break;
    case LLMCOST_REFERENCE:
        add_reference(ok, json_array(ok, schema, "anyOf"), NULL, "#/definitions/id");
        break;
    case LLMCOST_LOAD:
        add_load(ok, schema, shapes);
        break;
    case LLMCOST_EXTRAS:
        add_extras(ok, schema);
        break;
    case LLMCOST_WORDS:
        json_text(ok, schema, "type", "array");
        add_reference(ok, schema, "items", "#/definitions/text");
        break;
    }
}

/* ---- Choices ---- */

static bool offered(const struct llmcost_field *field, int choice)
{
    return field->choice == choice && (field->flags & LLMCOST_LATER) == 0;
}

/* One way to make a choice: its keys must stand there, those of every other way must not.
 * Alternative 0 goes with any: alone it is a way too, one for each of its keys. */
static void add_way(bool *ok, cJSON *ways, enum llmcost_section section,
                    const struct llmcost_field *way)
{
    const struct llmcost_field *f = NULL;
    cJSON *schema = json_object(ok, ways, NULL);
    cJSON *required = json_array(ok, schema, "required");
    cJSON *others = NULL;
    while ((f = llmcost_next_field(section, f)) != NULL) {
        if (!offered(f, way->choice))
            continue;
        if (f == way || (way->alternative != 0 && f->alternative == way->alternative)) {
            json_text(ok, required, NULL, f->name);
        } else if (f->alternative != 0) {
            if (others == NULL)
                others = json_object(ok, schema, "properties");
            json_bool(ok, others, f->name, false);
        }
    }
}

static void add_choices(bool *ok, cJSON *schema, enum llmcost_section section)
{
    cJSON *all = NULL;
    for (int choice = LLMCOST_NO_CHOICE + 1; choice < LLMCOST_CHOICES; choice++) {
        const struct llmcost_field *f = NULL;
        cJSON *ways = NULL;
        unsigned told = 0; /* a bit for each alternative that stands there already */
        while ((f = llmcost_next_field(section, f)) != NULL) {
            if (!offered(f, choice) || (f->alternative != 0 && (told >> f->alternative & 1) != 0))
                continue;
            told |= 1u << f->alternative;
            if (all == NULL)
                all = json_array(ok, schema, "allOf");
            if (ways == NULL)
                ways = json_array(ok, json_object(ok, all, NULL), "anyOf");
            add_way(ok, ways, section, f);
        }
    }
}

/* ---- Sections ---- */

/* The keys of one map: of a section, of one option, or of the top. */
static void add_keys(bool *ok, cJSON *schema, enum llmcost_section section,
                     const struct shape_catalog *shapes)
{
    const struct llmcost_field *f = NULL;
    cJSON *required = NULL;
    json_text(ok, schema, "type", "object");
    cJSON *properties = json_object(ok, schema, "properties");
    while ((f = llmcost_next_field(section, f)) != NULL)
        if ((f->flags & LLMCOST_LATER) == 0)
            add_field(ok, properties, f, shapes);
    while ((f = llmcost_next_field(section, f)) != NULL) {
        if ((f->flags & LLMCOST_REQUIRED) == 0)
            continue;
        if (required == NULL)
            required = json_array(ok, schema, "required");
        json_text(ok, required, NULL, f->name);
    }
    add_choices(ok, schema, section);
    json_bool(ok, schema, "additionalProperties", false);
}

static int room_for(enum llmcost_section section)
{
    return section == LLMCOST_APIS      ? LLMCOST_MAX_APIS
           : section == LLMCOST_HOSTS   ? LLMCOST_MAX_HOSTS
           : section == LLMCOST_HYBRIDS ? LLMCOST_MAX_HYBRIDS
                                        : 0;
}

/* A section that has keys to write already. */
static bool has_keys(enum llmcost_section section)
{
    const struct llmcost_field *f = NULL;
    while ((f = llmcost_next_field(section, f)) != NULL)
        if ((f->flags & LLMCOST_LATER) == 0)
            return true;
    return false;
}

static void add_section(bool *ok, cJSON *properties, enum llmcost_section section,
                        const struct shape_catalog *shapes)
{
    cJSON *schema = json_object(ok, properties, llmcost_section_name(section));
    json_text(ok, schema, "description", sentences[section]);
    if (room_for(section) == 0) {
        add_keys(ok, schema, section, shapes);
        return;
    }
    json_text(ok, schema, "type", "object");
    add_number(ok, schema, "maxProperties", room_for(section));
    add_reference(ok, schema, "propertyNames", "#/definitions/id");
    add_keys(ok, json_object(ok, schema, "additionalProperties"), section, shapes);
}

static void add_top(bool *ok, cJSON *root, const struct shape_catalog *shapes)
{
    static const enum llmcost_section with_options[] = {LLMCOST_APIS, LLMCOST_HOSTS};
    add_keys(ok, root, LLMCOST_TOP, shapes);
    cJSON *properties = cJSON_GetObjectItemCaseSensitive(root, "properties");
    cJSON *required = cJSON_GetObjectItemCaseSensitive(root, "required");
    for (int i = LLMCOST_TOP + 1; i < LLMCOST_SECTIONS; i++)
        if (i != LLMCOST_COMMON && has_keys((enum llmcost_section)i))
            add_section(ok, properties, (enum llmcost_section)i, shapes);
    for (int i = LLMCOST_TOP + 1; i < LLMCOST_SECTIONS; i++) {
        const cJSON *section = cJSON_GetObjectItemCaseSensitive(
            properties, llmcost_section_name((enum llmcost_section)i));
        if (cJSON_GetObjectItemCaseSensitive(section, "required") != NULL &&
            room_for((enum llmcost_section)i) == 0)
            json_text(ok, required, NULL, llmcost_section_name((enum llmcost_section)i));
    }
    /* A hybrid needs a host and an api: one of these two sections is never empty. */
    cJSON *either = json_array(ok, root, "anyOf");
    for (size_t i = 0; i < sizeof with_options / sizeof *with_options; i++) {
        const char *name = llmcost_section_name(with_options[i]);
        cJSON *way = json_object(ok, either, NULL);
        add_texts(ok, way, "required", &name, 1);
        add_number(ok, json_object(ok, json_object(ok, way, "properties"), name), "minProperties",
                   1);
    }
}

bool print_scenario_schema(FILE *out, struct llmcost_diags *diags)
{
    struct shape_catalog shapes;
    bool ok = shapes_built_in(&shapes, diags);
    cJSON *root = cJSON_CreateObject();
    ok = ok && root != NULL;
    json_text(&ok, root, "$schema", "http://json-schema.org/draft-07/schema#");
    json_text(&ok, root, "title", "llmcost scenario, version 1");
    json_text(&ok, root, "description",
              "What llmcost " LLMCOST_VERSION " reads; references, orders and sums are judged by "
              "`llmcost check`.");
    add_top(&ok, root, &shapes);
    cJSON *definitions = json_object(&ok, root, "definitions");
    define_numbers(&ok, definitions);
    define_text(&ok, definitions);
    define_weight(&ok, definitions);
    ok = ok && json_print(out, root);
    cJSON_Delete(root);
    shapes_free(&shapes);
    return ok;
}
