/* schema.c - the JSON Schema of a scenario, for editors and validators.
 * Knows how a field, a choice and a section are said in draft-07; refuses to know any field by
 * name: a new row of fields.c is in the schema at once. What takes more than one value to judge
 * (references, orders, sums) is left to `llmcost check`; whatever that takes, this takes.
 */
#include "core/base/count.h"
#include "print/reference/reference.h"
#include "print/reference/schema_parts.h"

#include <string.h>

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

/* ---- Fields ---- */

static void add_fallback(bool *ok, cJSON *schema, const struct llmcost_field *field)
{
    if (field->kind == LLMCOST_BOOLEAN)
        json_bool(ok, schema, "default", field->fallback > 0);
    else if (field->kind == LLMCOST_NUMBER)
        schema_number(ok, schema, "default", field->fallback);
}

/* The sentence of the reference, with unit, range and default behind it: editors show it. */
static void add_description(bool *ok, cJSON *schema, const struct llmcost_field *field)
{
    char facts[MAX_DESCRIPTION / 2], text[MAX_DESCRIPTION];
    reference_describe(field, facts, sizeof facts);
    snprintf(text, sizeof text, "%s (%s)", field->text, facts);
    json_text(ok, schema, "description", text);
}

/* Money a month, or a share of it: both are written as a text. */
static const struct llmcost_field change_field = {.unit = LLMCOST_SHARE, .max = LLMCOST_MAX_BILL};

static void add_keys(bool *ok, cJSON *schema, enum llmcost_section section,
                     const struct schema_names *names);

/* One entry of a list or a map: a map of its keys, or the one number that it is. */
static void add_entry(bool *ok, cJSON *schema, enum llmcost_section entries,
                      const struct schema_names *names)
{
    const struct llmcost_field *field = llmcost_next_field(entries, NULL);
    if (field->name[0] != '\0') {
        add_keys(ok, schema, entries, names);
        return;
    }
    json_text(ok, schema, "description", field->text);
    schema_ranged(ok, schema, field);
}

static void add_map(bool *ok, cJSON *schema, const struct llmcost_field *map,
                    const struct schema_names *names)
{
    const bool rates = (map->flags & LLMCOST_CURRENCIES) != 0;
    json_text(ok, schema, "type", "object");
    schema_number(ok, schema, "maxProperties", LLMCOST_MAX_LIST);
    cJSON *keys = json_object(ok, schema, "propertyNames");
    json_text(ok, keys, "pattern", rates ? "^[A-Z]{3}$" : "[^ ]");
    schema_number(ok, keys, "maxLength", LLMCOST_MAX_NAME);
    add_entry(ok, json_object(ok, schema, "additionalProperties"),
              (enum llmcost_section)map->entries, names);
}

static void add_field(bool *ok, cJSON *properties, const struct llmcost_field *field,
                      const struct schema_names *names)
{
    cJSON *schema = json_object(ok, properties, field->name);
    add_description(ok, schema, field);
    schema_examples(ok, schema, field, names);
    if (field->has_default)
        add_fallback(ok, schema, field);
    switch ((enum llmcost_kind)field->kind) {
    case LLMCOST_NUMBER:
        schema_ranged(ok, schema, field);
        break;
    case LLMCOST_BOOLEAN:
        json_text(ok, schema, "type", "boolean");
        break;
    case LLMCOST_TEXT: /* one with a unit is a number and its sign: 500 or 5% */
        if (field->unit != LLMCOST_NO_UNIT)
            schema_bounds(ok, schema, &change_field);
        schema_reference(ok, json_array(ok, schema, "anyOf"), NULL,
                         field->unit != LLMCOST_NO_UNIT ? "#/definitions/number"
                                                        : "#/definitions/text");
        break;
    case LLMCOST_REFERENCE:
        schema_reference(ok, json_array(ok, schema, "anyOf"), NULL, "#/definitions/id");
        break;
    case LLMCOST_LOAD:
        schema_load(ok, schema, &names->shapes);
        break;
    case LLMCOST_LIST:
        json_text(ok, schema, "type", "array");
        schema_number(ok, schema, "maxItems", LLMCOST_MAX_LIST);
        add_entry(ok, json_object(ok, schema, "items"), (enum llmcost_section)field->entries,
                  names);
        break;
    case LLMCOST_MAP:
        add_map(ok, schema, field, names);
        break;
    case LLMCOST_CHANGES:
        json_text(ok, schema, "type", "array");
        schema_change(ok, json_object(ok, schema, "items"));
        break;
    case LLMCOST_WORDS:
        json_text(ok, schema, "type", "array");
        schema_number(ok, schema, "maxItems", LLMCOST_MAX_LIST);
        if (field->section == LLMCOST_GATES)
            schema_gate_words(ok, json_object(ok, schema, "items"));
        else
            schema_word(ok, json_object(ok, schema, "items"));
        break;
    }
}

/* ---- Choices ---- */

/* The key of a section that names a catalog entry, which fills what is not stated; NULL if none. */
static const struct llmcost_field *filler_of(enum llmcost_section section)
{
    const struct llmcost_field *f = NULL;
    while ((f = llmcost_next_field(section, f)) != NULL && (f->flags & LLMCOST_FILLS) == 0)
        ;
    return f;
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
        if (f->choice != way->choice)
            continue;
        if (f == way || (way->alternative != 0 && f->alternative == way->alternative)) {
            json_text(ok, required, NULL, f->name);
        } else if (f->alternative != 0 && (f->kind != LLMCOST_TEXT || way->kind == LLMCOST_TEXT)) {
            /* a measured capacity may stand beside a model, which it calibrates */
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
            if (f->choice != choice || (f->alternative != 0 && (told >> f->alternative & 1) != 0))
                continue;
            told |= 1u << f->alternative;
            if (all == NULL)
                all = json_array(ok, schema, "allOf");
            if (ways == NULL)
                ways = json_array(ok, json_object(ok, all, NULL), "anyOf");
            add_way(ok, ways, section, f);
        }
        if (choice == LLMCOST_PAY && ways != NULL && filler_of(section) != NULL)
            json_text(ok, json_array(ok, json_object(ok, ways, NULL), "required"), NULL,
                      filler_of(section)->name);
    }
}

/* ---- Sections ---- */

/* The list of what must be stated: either that, or what fills it. */
static cJSON *add_required(bool *ok, cJSON *schema, const struct llmcost_field *filler)
{
    if (filler == NULL)
        return json_array(ok, schema, "required");
    cJSON *ways = json_array(ok, schema, "anyOf");
    json_text(ok, json_array(ok, json_object(ok, ways, NULL), "required"), NULL, filler->name);
    return json_array(ok, json_object(ok, ways, NULL), "required");
}

/* The keys of one map: of a section, of one option, or of the top. */
static void add_keys(bool *ok, cJSON *schema, enum llmcost_section section,
                     const struct schema_names *names)
{
    const struct llmcost_field *f = NULL;
    cJSON *required = NULL;
    json_text(ok, schema, "type", "object");
    cJSON *properties = json_object(ok, schema, "properties");
    while ((f = llmcost_next_field(section, f)) != NULL)
        add_field(ok, properties, f, names);
    while ((f = llmcost_next_field(section, f)) != NULL) {
        if ((f->flags & LLMCOST_REQUIRED) == 0)
            continue;
        if (required == NULL)
            required = add_required(ok, schema, filler_of(section));
        json_text(ok, required, NULL, f->name);
    }
    add_choices(ok, schema, section);
    json_bool(ok, schema, "additionalProperties", false);
}

/* Entries of the sections that are maps. */
static const int room_for[LLMCOST_SECTIONS] = {
    [LLMCOST_APIS] = LLMCOST_MAX_APIS,
    [LLMCOST_HOSTS] = LLMCOST_MAX_HOSTS,
    [LLMCOST_HYBRIDS] = LLMCOST_MAX_HYBRIDS,
};

/* A section that has keys to write already. */
static bool has_keys(enum llmcost_section section)
{
    return llmcost_next_field(section, NULL) != NULL;
}

static void add_section(bool *ok, cJSON *properties, enum llmcost_section section,
                        const struct schema_names *names)
{
    cJSON *schema = json_object(ok, properties, llmcost_section_name(section));
    json_text(ok, schema, "description", sentences[section]);
    if (room_for[section] == 0) {
        add_keys(ok, schema, section, names);
        return;
    }
    json_text(ok, schema, "type", "object");
    schema_number(ok, schema, "maxProperties", room_for[section]);
    schema_reference(ok, schema, "propertyNames", "#/definitions/id");
    add_keys(ok, json_object(ok, schema, "additionalProperties"), section, names);
}

static void add_top(bool *ok, cJSON *root, const struct schema_names *names)
{
    static const enum llmcost_section with_options[] = {LLMCOST_APIS, LLMCOST_HOSTS};
    add_keys(ok, root, LLMCOST_TOP, names);
    cJSON *properties = cJSON_GetObjectItemCaseSensitive(root, "properties");
    cJSON *required = cJSON_GetObjectItemCaseSensitive(root, "required");
    for (int i = LLMCOST_TOP + 1; i < LLMCOST_SECTIONS; i++)
        if (i != LLMCOST_COMMON && has_keys((enum llmcost_section)i))
            add_section(ok, properties, (enum llmcost_section)i, names);
    for (int i = LLMCOST_TOP + 1; i < LLMCOST_SECTIONS; i++) {
        const cJSON *section = cJSON_GetObjectItemCaseSensitive(
            properties, llmcost_section_name((enum llmcost_section)i));
        if (cJSON_GetObjectItemCaseSensitive(section, "required") != NULL && room_for[i] == 0)
            json_text(ok, required, NULL, llmcost_section_name((enum llmcost_section)i));
    }
    /* A hybrid needs a host and an api: one of these two sections is never empty. */
    cJSON *either = json_array(ok, root, "anyOf");
    for (size_t i = 0; i < COUNT(with_options); i++) {
        const char *name = llmcost_section_name(with_options[i]);
        cJSON *way = json_object(ok, either, NULL);
        json_texts(ok, way, "required", &name, 1);
        schema_number(ok, json_object(ok, json_object(ok, way, "properties"), name),
                      "minProperties", 1);
    }
}

bool print_scenario_schema(FILE *out, struct llmcost_diags *diags)
{
    struct schema_names names;
    bool ok;
    cJSON *root = json_begin(&ok, NULL);
    ok = schema_names_read(&names, diags) && ok;
    json_text(&ok, root, "$schema", "http://json-schema.org/draft-07/schema#");
    json_text(&ok, root, "$id", "llmcost-scenario.schema.json");
    json_text(&ok, root, "title", "llmcost scenario, version 1");
    json_text(&ok, root, "description",
              "What llmcost " LLMCOST_VERSION " reads; references, orders and sums are judged by "
              "`llmcost check`.");
    add_top(&ok, root, &names);
    schema_definitions(&ok, root);
    schema_names_free(&names);
    return json_end(ok, out, root);
}
