/* load.c - the tree to a scenario, through the field tables.
 * Knows that sections hold fields and that apis, hosts and hybrids hold options; refuses to know
 * any field by name. Goes on after an error, so that one run shows all of them, and judges the
 * whole (llmcost_check) unless a part of it could not be read.
 */
#include "io/scenario/load.h"
#include "core/base/append.h"
#include "core/scenario/scenario.h"
#include "io/catalog/catalogs.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"

#include <string.h>

static void load_fields(struct loader *loader, struct spot spot, const struct yaml_node *map);

static bool require_map(struct loader *loader, const char *path, const struct yaml_node *node,
                        const char *advice)
{
    if (node->kind == YAML_MAP)
        return true;
    loader->incomplete = true;
    if (tree_is_null(node)) {
        load_error(loader, node->key != NULL ? node->key : node, E_NO_VALUE, "%s has no value",
                   path);
        load_advice(loader, "%s, or leave the key out", advice);
        return false;
    }
    load_error(loader, node, E_NOT_A_MAP, "%s is not a map", path);
    load_advice(loader, "%s", advice);
    return false;
}

/* ---- Lists and maps of entries ---- */

/* Room for one more entry, named by its key in a map; -1 after a complaint. */
static int add_entry(struct loader *loader, const char *path, const struct llmcost_field *field,
                     const struct yaml_node *node, struct llmcost_entries *entries)
{
    struct llmcost_scenario *scenario = loader->scenario;
    const bool named = field->kind == LLMCOST_MAP;
    const uint32_t name =
        named ? llmcost_add_text(scenario, node->key->text, node->key->length) : 0;
    if (named && name == 0) {
        load_error(loader, node->key, E_TOO_MANY, "the texts of this scenario are too long");
        load_advice(loader, "shorten them");
        return -1;
    }
    const int index =
        llmcost_add_entry(scenario, entries, (enum llmcost_section)field->entries, name);
    if (index < 0) {
        const bool full = entries->count < LLMCOST_MAX_LIST;
        load_error(loader, named ? node->key : node, E_TOO_MANY, "%s: more than %d entries%s", path,
                   full ? (int)LLMCOST_MAX_ENTRIES : (int)LLMCOST_MAX_LIST, full ? " in all" : "");
        load_advice(loader, "leave some of them out, or add them up");
    }
    return index;
}

static void load_entry(struct loader *loader, struct spot spot, const struct yaml_node *node)
{
    const struct llmcost_field *field = llmcost_next_field(spot.section, NULL);
    if (field->name[0] == '\0')
        load_number(loader, spot.path, field, node,
                    llmcost_member(loader->scenario, spot.section, spot.index, field));
    else if (require_map(loader, spot.path, node, "write its keys in braces, or one on a line"))
        load_fields(loader, spot, node);
}

static void load_entries(struct loader *loader, const char *path, const struct llmcost_field *field,
                         const struct yaml_node *node, struct llmcost_entries *ret_entries)
{
    const bool named = field->kind == LLMCOST_MAP;
    if (node->kind != (named ? YAML_MAP : YAML_LIST)) {
        load_error(loader, node, E_KIND, "%s takes a %s", path,
                   named ? "map with a name for each entry" : "list");
        load_advice(loader, "%s", field->text);
        loader->incomplete = true;
        return;
    }
    for (struct yaml_node *item = node->first; item != NULL; item = item->next) {
        char inner[LLMCOST_MAX_PATH + 16];
        if (item->kind == YAML_REMOVED ||
            (named && !check_entry_name(loader, path, field, item->key)))
            continue;
        const int index = add_entry(loader, path, field, item, ret_entries);
        if (index < 0)
            return;
        loader->scenario->entry[index].name.place = named ? item->key->place : item->place;
        if (named)
            snprintf(inner, sizeof inner,
                     strcspn(item->key->text, " .") == item->key->length ? "%s.%s" : "%s.\"%s\"",
                     path, item->key->text);
        else
            snprintf(inner, sizeof inner, "%s.%d", path, (int)ret_entries->count);
        load_entry(loader,
                   (struct spot){.section = (enum llmcost_section)field->entries,
                                 .index = index,
                                 .path = inner},
                   item);
    }
}

/* ---- Fields ---- */

static void load_field(struct loader *loader, struct spot spot, const struct llmcost_field *field,
                       const struct yaml_node *node)
{
    char path[LLMCOST_MAX_PATH];
    void *member = llmcost_member(loader->scenario, spot.section, spot.index, field);
    size_t used = append_text(path, sizeof path, 0, spot.path);
    used = append_text(path, sizeof path, used, used > 0 ? "." : "");
    append_text(path, sizeof path, used, field->name);
    if (tree_is_null(node)) {
        complain_no_value(loader, path, node, field);
        if (field->kind == LLMCOST_NUMBER)
            assume_stated(loader, field, node, member);
        if (field->kind == LLMCOST_TEXT && field->unit == LLMCOST_NO_UNIT)
            *(struct llmcost_name *)member = name_stated(loader, node);
        if (field->kind == LLMCOST_REFERENCE)
            loader->incomplete = true;
        return;
    }
    switch ((enum llmcost_kind)field->kind) {
    case LLMCOST_NUMBER:
        if (load_auto(loader, spot, field, node, member))
            break;
        load_number(loader, path, field, node, member);
        keep_written(loader, spot, field, node);
        break;
    case LLMCOST_BOOLEAN:
        load_boolean(loader, path, node, member);
        break;
    case LLMCOST_TEXT:
    case LLMCOST_REFERENCE:
        if (field->unit != LLMCOST_NO_UNIT) { /* "500" or "5%" */
            load_change(loader, path, field, node, member);
            break;
        }
        load_text(loader, path, field, node, member);
        if (field->kind == LLMCOST_REFERENCE && ((struct llmcost_name *)member)->text == 0)
            loader->incomplete = true;
        break;
    case LLMCOST_LOAD:
        load_load(loader, path, node, member);
        break;
    case LLMCOST_LIST:
    case LLMCOST_MAP:
        load_entries(loader, path, field, node, member);
        break;
    case LLMCOST_CHANGES:
        loader->changes = node;
        break;
    case LLMCOST_WORDS:
        load_words(loader, path, field, node, member);
        break;
    }
}

static void load_known(struct loader *loader, struct spot spot, const struct yaml_node *map)
{
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        const struct llmcost_field *field = llmcost_find_field(spot.section, entry->key->text);
        if (field != NULL && entry->kind != YAML_REMOVED)
            load_field(loader, spot, field, entry);
    }
}

/* A name under a misspelt key is read as what was meant: others depend on what it names. */
static void load_meant(struct loader *loader, struct spot spot, const struct llmcost_field *field,
                       const struct yaml_node *entry)
{
    if (entry->kind == YAML_SCALAR && !tree_is_null(entry))
        load_field(loader, spot, field, entry);
    else
        loader->incomplete = true;
}

static void judge_unknown(struct loader *loader, struct spot spot, const struct yaml_node *map)
{
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        bool section =
            spot.section == LLMCOST_TOP && find_section(entry->key->text) != LLMCOST_SECTIONS;
        if (section || llmcost_find_field(spot.section, entry->key->text) != NULL)
            continue;
        const struct llmcost_field *name = complain_unknown_key(loader, spot, entry->key);
        if (name != NULL)
            load_meant(loader, spot, name, entry);
    }
}

/* All entries of a map that are fields; unknown keys are judged when all known ones are in. */
static void load_fields(struct loader *loader, struct spot spot, const struct yaml_node *map)
{
    load_known(loader, spot, map);
    judge_unknown(loader, spot, map);
}

/* ---- Sections and options ---- */

static bool is_id_character(char c, bool first)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || (!first && c != '\0' && strchr("._:/-", c) != NULL);
}

/* A legal id near to a text: other characters become -. Returns whether it was legal. */
static bool make_id(const char *text, char id[LLMCOST_MAX_ID])
{
    size_t used = 0;
    bool legal = text[0] != '\0' && strlen(text) < LLMCOST_MAX_ID;
    for (; *text != '\0' && used + 1 < LLMCOST_MAX_ID; text++) {
        bool good = is_id_character(*text, used == 0);
        legal = legal && good;
        if (good)
            id[used++] = *text;
        else if (used > 0 && id[used - 1] != '-')
            id[used++] = '-';
    }
    while (used > 0 && id[used - 1] == '-' && !legal)
        used--;
    id[used] = '\0';
    return legal;
}

static struct llmcost_name *option_name(struct llmcost_scenario *scenario, int option)
{
    int host = option - scenario->apis, hybrid = host - scenario->hosts;
    if (host < 0)
        return &scenario->api[option].id;
    return hybrid < 0 ? &scenario->host[host].id : &scenario->hybrid[hybrid].id;
}

static void check_id(struct loader *loader, const struct yaml_node *key, char id[LLMCOST_MAX_ID])
{
    char quoted[YAML_QUOTED];
    if (!make_id(key->text, id)) {
        loader->incomplete = true;
        load_error(loader, key, E_BAD_ID, "%s cannot be an id",
                   quote_word(key->text, quoted, sizeof quoted));
        load_advice(loader,
                    "%s%s%san id is up to 127 letters, digits and . _ : / - and begins with a "
                    "letter or digit",
                    id[0] ? "write `" : "", id, id[0] ? "`: " : "");
        return;
    }
    int option = llmcost_find_option(loader->scenario, id);
    if (option < 0)
        return;
    loader->incomplete = true;
    const struct llmcost_place place = option_name(loader->scenario, option)->place;
    load_error(loader, key, E_SAME_ID, "the id %s is taken",
               quote_word(key->text, quoted, sizeof quoted));
    if (place.input == 0)
        load_advice(loader,
                    "it stands in line %u already: ids are unique over apis, hosts and "
                    "hybrids",
                    (unsigned)place.line);
    else
        load_advice(loader,
                    "another --set or --with has it: ids are unique over apis, hosts and hybrids");
}

/* The index of a new option, -1 after a complaint that there is no room for it. */
static int add_option(struct loader *loader, enum llmcost_section section,
                      const struct yaml_node *key)
{
    struct llmcost_scenario *scenario = loader->scenario;
    char id[LLMCOST_MAX_ID];
    check_id(loader, key, id);
    const char *known = id[0] != '\0' ? id : "?";
    int index = add_to_section(scenario, section, known);
    if (index < 0) {
        loader->incomplete = true;
        load_error(loader, key, E_TOO_MANY, "there is no room for one more of %s",
                   llmcost_section_name(section));
        load_advice(loader, "a scenario holds up to %d apis, %d hosts and %d hybrids",
                    LLMCOST_MAX_APIS, LLMCOST_MAX_HOSTS, LLMCOST_MAX_HYBRIDS);
        return -1;
    }
    struct llmcost_name *name = option_id(scenario, section, index);
    name->place = key->place;
    name->origin = node_origin(loader, key);
    return index;
}

static void load_options(struct loader *loader, enum llmcost_section section,
                         const struct yaml_node *map)
{
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        char path[LLMCOST_MAX_PATH];
        if (entry->kind == YAML_REMOVED)
            continue;
        int index = add_option(loader, section, entry->key);
        if (index < 0)
            return;
        bool dotted = strchr(entry->key->text, '.') != NULL;
        snprintf(path, sizeof path, dotted ? "%s.\"%s\"" : "%s.%s", llmcost_section_name(section),
                 entry->key->text);
        if (require_map(loader, path, entry, "write its keys below it, indented, one on a line"))
            load_fields(loader, (struct spot){.section = section, .index = index, .path = path},
                        entry);
    }
}

static void load_section(struct loader *loader, enum llmcost_section section,
                         const struct yaml_node *node)
{
    const char *name = llmcost_section_name(section);
    const bool options = holds_options(section);
    loader->scenario->section[section] = (struct llmcost_name){
        .place = node->key->place, .option = -1, .origin = node_origin(loader, node)};
    if (!require_map(loader, name, node,
                     options ? "write each option below it under its id, indented"
                             : "write its keys below it, indented, one on a line"))
        return;
    if (options)
        load_options(loader, section, node);
    else
        load_fields(loader, (struct spot){.section = section, .path = name}, node);
}

static void load_root(struct loader *loader)
{
    struct yaml_node *root = loader->root;
    const struct spot top = {.section = LLMCOST_TOP, .path = ""};
    load_known(loader, top, root);
    adopt_sections(loader);
    for (struct yaml_node *entry = root->first; entry != NULL; entry = entry->next) {
        enum llmcost_section section = find_section(entry->key->text);
        if (section != LLMCOST_SECTIONS && entry->kind != YAML_REMOVED)
            load_section(loader, section, entry);
    }
    judge_unknown(loader, top, root);
}

static bool parse_file(struct loader *loader, const struct source *file)
{
    if (!tree_parse(&loader->tree, file->text, file->length, source_start(0), &loader->root,
                    loader->diags))
        return false;
    if (loader->root == NULL) {
        place_error(loader->diags, 0, 1, 1, E_EMPTY, "the file is empty");
        llmcost_advise(loader->diags, "`llmcost init` writes a scenario to start from");
        return false;
    }
    if (loader->root->kind != YAML_MAP) {
        load_error(loader, loader->root, E_TOP, "a scenario is a map of keys to values");
        load_advice(loader, "begin with `version: 1`; `llmcost init` writes a scenario to start "
                            "from");
        return false;
    }
    return true;
}

bool scenario_load(const struct source *file, const struct source *sets, int set_count,
                   struct catalogs *catalogs, struct source *ret_csv,
                   struct llmcost_scenario *ret_scenario, struct llmcost_diags *diags)
{
    struct loader loader = {.scenario = ret_scenario,
                            .diags = diags,
                            .file = file,
                            .others = sets,
                            .csv = ret_csv,
                            .csv_input = set_count + 1,
                            .catalogs = catalogs};
    int errors = diags->errors;
    if (ret_csv != NULL)
        *ret_csv = (struct source){.name = NULL};
    llmcost_scenario_init(ret_scenario);
    ret_scenario->version = (struct llmcost_input){.value = 0}; /* the file states it */
    for (int i = 0; i < LLMCOST_SECTIONS; i++)
        ret_scenario->section[i] = (struct llmcost_name){.place = source_start(0), .option = -1};
    if (!parse_file(&loader, file)) {
        loader.root = NULL;
        loader.incomplete = true;
    }
    while (loader.fragments < set_count && sets[loader.fragments].fragment)
        loader.fragments++;
    for (int i = 0; i < loader.fragments; i++)
        apply_fragment(&loader, &sets[i], i + 1);
    for (int i = loader.fragments; i < set_count; i++)
        apply_set(&loader, &sets[i], i + 1);
    if (loader.root != NULL)
        load_root(&loader);
    load_from_catalogs(&loader);
    settle_auto(&loader);
    load_changes(&loader);
    load_dated_prices(&loader);
    if (!loader.incomplete && !loader.tree.lossy && llmcost_check(ret_scenario, diags) &&
        loader.tied)
        check_ties(&loader);
    tree_free(&loader.tree);
    catalogs_close(loader.own_catalogs);
    llmcost_diags_sort(diags);
    return diags->errors == errors;
}
