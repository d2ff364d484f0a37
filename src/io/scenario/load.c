/* load.c - the tree to a scenario, through the field tables.
 * Knows that sections hold fields and that apis, hosts and hybrids hold options; refuses to know
 * any field by name. Goes on after an error, so that one run shows all of them, and judges the
 * whole (llmcost_check) unless a part of it could not be read.
 */
#include "io/catalog/catalogs.h"
#include "io/scenario/parts.h"

#include <stdarg.h>
#include <string.h>

/* ---- Complaints ---- */

enum { SET_LINE = 1 << 30, SET_SHIFT = 16, LINE_MASK = (1 << SET_SHIFT) - 1 };

uint32_t node_line(const struct yaml_node *node)
{
    if (node->input == 0)
        return node->line;
    uint32_t input = (uint32_t)(node->input < UINT8_MAX ? node->input : UINT8_MAX);
    return SET_LINE | input << SET_SHIFT | (node->line & LINE_MASK);
}

void load_error(struct loader *loader, const struct yaml_node *node, int code, const char *format,
                ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    place_error(loader->diags, node->input, node->line, node->column, code, "%s", text);
}

void load_advice(struct loader *loader, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    llmcost_advise(loader->diags, "%s", text);
}

/* llmcost_check() quotes lines; "(line N)" of a --set becomes "(in --set)". */
static void untangle_text(char *text)
{
    static const char before[] = "(line ", after[] = "(in --set)";
    char *found = strstr(text, before);
    if (found == NULL)
        return;
    uint32_t line = 0;
    char *end = found + strlen(before);
    for (; *end >= '0' && *end <= '9'; end++)
        line = line * 10 + (uint32_t)(*end - '0');
    if (line < SET_LINE || *end != ')')
        return;
    memmove(found + strlen(after), end + 1, strlen(end + 1) + 1);
    memcpy(found, after, strlen(after));
}

static void untangle_input(struct llmcost_input *input)
{
    if (input->line >= SET_LINE)
        input->line = input->column = 0;
}

static void untangle_name(struct llmcost_name *name)
{
    if (name->line >= SET_LINE)
        name->line = name->column = 0;
}

static void untangle_entry(struct llmcost_scenario *scenario, enum llmcost_section section,
                           int index)
{
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL) {
        void *member = llmcost_member(scenario, section, index, field);
        if (field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN)
            untangle_input(member);
        else if (field->kind == LLMCOST_LOAD) {
            untangle_input(&((struct llmcost_load *)member)->factor);
            untangle_name(&((struct llmcost_load *)member)->name);
        } else if (field->kind != LLMCOST_EXTRAS)
            untangle_name(member);
    }
}

/* Complaints get the number of their --set; values of a --set have no line of the file. */
void untangle_lines(struct loader *loader, int first_diag)
{
    struct llmcost_scenario *scenario = loader->scenario;
    for (int i = first_diag; i < loader->diags->count; i++) {
        struct llmcost_diag *diag = &loader->diags->list[i];
        untangle_text(diag->text);
        if (diag->line == 0 && diag->code != E_NO_MEMORY) /* of the whole file */
            diag->line = diag->column = 1;
        if (diag->line < SET_LINE)
            continue;
        diag->input = (uint8_t)((diag->line & ~(uint32_t)SET_LINE) >> SET_SHIFT);
        diag->line &= LINE_MASK;
    }
    for (int i = 0; i < LLMCOST_SECTIONS; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        untangle_name(&scenario->section[i]);
        for (int index = 0; index < llmcost_section_entries(scenario, section); index++)
            untangle_entry(scenario, section, index);
    }
    for (int i = 0; i < scenario->apis; i++)
        untangle_name(&scenario->api[i].id);
    for (int i = 0; i < scenario->hosts; i++)
        untangle_name(&scenario->host[i].id);
    for (int i = 0; i < scenario->hybrids; i++)
        untangle_name(&scenario->hybrid[i].id);
    for (int i = 0; i < scenario->extras; i++)
        untangle_input(&scenario->extra[i].amount);
}

/* ---- Fields ---- */

static struct llmcost_common *common_of(struct loader *loader, struct spot spot)
{
    struct llmcost_scenario *scenario = loader->scenario;
    return spot.section == LLMCOST_APIS ? &scenario->api[spot.index].common
                                        : &scenario->host[spot.index].common;
}

static void load_field(struct loader *loader, struct spot spot, const struct llmcost_field *field,
                       const struct yaml_node *node)
{
    char path[LLMCOST_MAX_PATH];
    void *member = llmcost_member(loader->scenario, spot.section, spot.index, field);
    snprintf(path, sizeof path, "%s%s%s", spot.path, spot.path[0] ? "." : "", field->name);
    if (tree_is_null(node)) {
        complain_no_value(loader, path, node, field);
        if (field->kind == LLMCOST_NUMBER)
            assume_stated(field, node, member);
        if (field->kind == LLMCOST_REFERENCE)
            loader->incomplete = true;
        return;
    }
    switch ((enum llmcost_kind)field->kind) {
    case LLMCOST_NUMBER:
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
    case LLMCOST_EXTRAS:
        load_extras(loader, path, node, common_of(loader, spot));
        break;
    case LLMCOST_WORDS:
        load_words(loader, path, node, member);
        break;
    }
}

/* All entries of a map that are fields; unknown keys are judged when all known ones are in. */
static void load_fields(struct loader *loader, struct spot spot, const struct yaml_node *map)
{
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        const struct llmcost_field *field = llmcost_find_field(spot.section, entry->key->text);
        if (field != NULL && entry->kind != YAML_REMOVED)
            load_field(loader, spot, field, entry);
    }
    for (struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        bool section =
            spot.section == LLMCOST_TOP && find_section(entry->key->text) != LLMCOST_SECTIONS;
        if (!section && llmcost_find_field(spot.section, entry->key->text) == NULL)
            complain_unknown_key(loader, spot, entry->key);
    }
}

/* ---- Sections and options ---- */

static bool require_map(struct loader *loader, const char *path, const struct yaml_node *node,
                        const char *advice)
{
    if (node->kind == YAML_MAP)
        return true;
    loader->incomplete = true;
    if (tree_is_null(node)) {
        load_error(loader, node->key, E_NO_VALUE, "%s has no value", path);
        load_advice(loader, "%s, or leave the key out", advice);
        return false;
    }
    load_error(loader, node, E_NOT_A_MAP, "%s is not a map", path);
    load_advice(loader, "%s", advice);
    return false;
}

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
    uint32_t line = option_name(loader->scenario, option)->line;
    load_error(loader, key, E_SAME_ID, "the id %s is taken",
               quote_word(key->text, quoted, sizeof quoted));
    if (line < SET_LINE)
        load_advice(loader,
                    "it stands in line %u already: ids are unique over apis, hosts and "
                    "hybrids",
                    (unsigned)line);
    else
        load_advice(loader, "another --set has it: ids are unique over apis, hosts and hybrids");
}

/* The index of a new option, -1 after a complaint that there is no room for it. */
static int add_option(struct loader *loader, enum llmcost_section section,
                      const struct yaml_node *key)
{
    struct llmcost_scenario *scenario = loader->scenario;
    char id[LLMCOST_MAX_ID];
    check_id(loader, key, id);
    const char *known = id[0] != '\0' ? id : "?";
    int index = section == LLMCOST_APIS    ? llmcost_add_api(scenario, known)
                : section == LLMCOST_HOSTS ? llmcost_add_host(scenario, known)
                                           : llmcost_add_hybrid(scenario, known);
    if (index < 0) {
        loader->incomplete = true;
        load_error(loader, key, E_TOO_MANY, "there is no room for one more of %s",
                   llmcost_section_name(section));
        load_advice(loader, "a scenario holds up to %d apis, %d hosts and %d hybrids",
                    LLMCOST_MAX_APIS, LLMCOST_MAX_HOSTS, LLMCOST_MAX_HYBRIDS);
        return -1;
    }
    int before = section == LLMCOST_APIS    ? 0
                 : section == LLMCOST_HOSTS ? scenario->apis
                                            : scenario->apis + scenario->hosts;
    struct llmcost_name *name = option_name(scenario, before + index);
    name->line = node_line(key);
    name->column = key->column;
    name->origin = key->input > 0 ? LLMCOST_SET : LLMCOST_FILE;
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
    bool options =
        section == LLMCOST_APIS || section == LLMCOST_HOSTS || section == LLMCOST_HYBRIDS;
    loader->scenario->section[section] =
        (struct llmcost_name){.line = node_line(node->key),
                              .column = node->key->column,
                              .option = -1,
                              .origin = node->input > 0 ? LLMCOST_SET : LLMCOST_FILE};
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
    load_fields(loader, (struct spot){.section = LLMCOST_TOP, .path = ""}, root);
    for (struct yaml_node *entry = root->first; entry != NULL; entry = entry->next) {
        enum llmcost_section section = find_section(entry->key->text);
        if (section != LLMCOST_SECTIONS && entry->kind != YAML_REMOVED)
            load_section(loader, section, entry);
    }
}

static bool parse_file(struct loader *loader, const struct source *file)
{
    struct yaml_place place = {.input = 0};
    if (!tree_parse(&loader->tree, file->text, file->length, place, &loader->root, loader->diags))
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
                            .file_name = file->name,
                            .csv = ret_csv,
                            .csv_input = set_count + 1,
                            .catalogs = catalogs};
    int errors = diags->errors, first_diag = diags->count;
    if (ret_csv != NULL)
        *ret_csv = (struct source){.name = NULL};
    llmcost_scenario_init(ret_scenario);
    for (int i = 0; i < LLMCOST_SECTIONS; i++)
        ret_scenario->section[i] = (struct llmcost_name){.option = -1};
    if (!parse_file(&loader, file)) {
        loader.root = NULL;
        loader.incomplete = true;
    }
    for (int i = 0; i < set_count; i++)
        apply_set(&loader, &sets[i], i + 1);
    if (loader.root != NULL)
        load_root(&loader);
    load_from_catalogs(&loader);
    if (!loader.incomplete && !loader.tree.lossy)
        llmcost_check(ret_scenario, diags);
    untangle_lines(&loader, first_diag);
    tree_free(&loader.tree);
    catalogs_close(loader.own_catalogs);
    llmcost_diags_sort(diags);
    return diags->errors == errors;
}
