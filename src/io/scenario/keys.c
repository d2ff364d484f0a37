/* keys.c - keys that a place does not have: what was meant, or where the key belongs.
 * Everything comes from the tables of fields and of wrong words; no field is known by name.
 */
#include "core/scenario/scenario.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"
#include "io/scenario/wrong_words.h"

#include <string.h>

enum { MAX_KEYS = 128, FEW_KEYS = 12 };

/* All keys legal at a place: fields, and at the top the sections. */
static size_t legal_keys(enum llmcost_section section, const char *keys[MAX_KEYS])
{
    size_t count = 0;
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL && count < MAX_KEYS)
        keys[count++] = field->name;
    for (int i = LLMCOST_TOP + 1; section == LLMCOST_TOP && i < LLMCOST_SECTIONS; i++)
        if (i != LLMCOST_COMMON && count < MAX_KEYS)
            keys[count++] = llmcost_section_name((enum llmcost_section)i);
    return count;
}

/* "`workload`", "`apis` or `hosts`": where a key is legal. False when nowhere. */
static bool find_home(const char *key, char *buffer, size_t size)
{
    static const char *const shown[LLMCOST_SECTIONS] = {[LLMCOST_TOP] = "the top of the file",
                                                        [LLMCOST_APIS] = "an api of `apis`",
                                                        [LLMCOST_HOSTS] = "a host of `hosts`",
                                                        [LLMCOST_HYBRIDS] =
                                                            "a hybrid of `hybrids`"};
    size_t used = 0;
    buffer[0] = '\0';
    for (int i = LLMCOST_TOP; i < LLMCOST_SECTIONS && used < size; i++) {
        enum llmcost_section section = (enum llmcost_section)i;
        bool here = section != LLMCOST_COMMON && llmcost_find_field(section, key) != NULL;
        if (section == LLMCOST_TOP && find_section(key) != LLMCOST_SECTIONS)
            here = true;
        if (!here)
            continue;
        const char *mark = shown[i] != NULL ? "" : "`";
        const char *name = shown[i] != NULL ? shown[i] : llmcost_section_name(section);
        int length = snprintf(buffer + used, size - used, "%s%s%s%s", used > 0 ? " or " : "", mark,
                              name, mark);
        used += (size_t)length;
    }
    return used > 0;
}

/* What a key that a place does not have was written for: the table of wrong words, or a key of the
 * place that is spelt nearly so. NULL when neither knows. */
static const char *meant_by(enum llmcost_section section, const char *key)
{
    const char *keys[MAX_KEYS];
    const struct wrong_word *wrong = find_wrong_word(section, key);
    return wrong != NULL ? wrong->meant : llmcost_nearest(key, keys, legal_keys(section, keys));
}

/* ---- No cascade: what is missing only because of a misspelling is not reported as missing ---- */

static bool knows(enum llmcost_section section, const char *key)
{
    return llmcost_find_field(section, key) != NULL ||
           (section == LLMCOST_TOP && find_section(key) != LLMCOST_SECTIONS);
}

/* The section that an entry is under a wrong name or in a wrong place. */
static enum llmcost_section adopted(enum llmcost_section here, const struct yaml_node *entry)
{
    const char *key = entry->key->text;
    if (entry->kind != YAML_MAP || knows(here, key))
        return LLMCOST_SECTIONS;
    const char *meant = meant_by(here, key);
    if (here == LLMCOST_TOP)
        return meant != NULL ? find_section(meant) : LLMCOST_SECTIONS;
    return meant == NULL ? find_section(key) : LLMCOST_SECTIONS;
}

static void adopt(struct loader *loader, enum llmcost_section here, const struct yaml_node *map)
{
    for (const struct yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        const enum llmcost_section section = adopted(here, entry);
        if (section == LLMCOST_SECTIONS)
            continue;
        const char *name = llmcost_section_name(section);
        if (tree_find(loader->root, name, strlen(name)) != NULL)
            continue;
        struct yaml_node *copy = tree_new(&loader->tree, YAML_MAP, "", 0);
        struct yaml_node *key = tree_new(&loader->tree, YAML_SCALAR, name, strlen(name));
        if (copy == NULL || key == NULL) {
            complain_memory(loader);
            return;
        }
        *copy = *entry;
        key->place = entry->key->place;
        copy->key = key;
        copy->next = NULL;
        tree_append(loader->root, copy);
    }
}

void adopt_sections(struct loader *loader)
{
    adopt(loader, LLMCOST_TOP, loader->root);
    for (const struct yaml_node *entry = loader->root->first; entry != NULL; entry = entry->next) {
        const enum llmcost_section section = find_section(entry->key->text);
        if (section != LLMCOST_SECTIONS && !holds_options(section) && entry->kind == YAML_MAP)
            adopt(loader, section, entry);
    }
}

/* Whether a field, or another way to say the same, is stated. */
static bool is_said(struct llmcost_scenario *s, struct spot spot, const struct llmcost_field *field)
{
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(spot.section, f)) != NULL;) {
        const bool instead = f->choice != LLMCOST_NO_CHOICE && f->choice == field->choice &&
                             f->alternative != field->alternative;
        if (f != field && !instead)
            continue;
        const void *member = llmcost_member(s, spot.section, spot.index, f);
        const bool number = f->kind == LLMCOST_NUMBER || f->kind == LLMCOST_BOOLEAN;
        const uint8_t origin = number ? ((const struct llmcost_input *)member)->origin
                                      : ((const struct llmcost_name *)member)->origin;
        if (origin > LLMCOST_DEFAULT)
            return true;
    }
    return false;
}

/* A number that stands in the wrong place counts as stated where it belongs. Of options it is only
 * what each of them needs. A choice is left alone unless all sections are in: it may yet be made.
 */
static void assume_at_home(struct loader *loader, enum llmcost_section here,
                           const struct yaml_node *key)
{
    struct llmcost_scenario *s = loader->scenario;
    for (int i = LLMCOST_TOP; i < LLMCOST_SECTIONS; i++) {
        const enum llmcost_section section = (enum llmcost_section)i;
        const struct llmcost_field *field =
            section != LLMCOST_COMMON ? llmcost_find_field(section, key->text) : NULL;
        if (field == NULL || field->kind != LLMCOST_NUMBER ||
            !(field->choice != LLMCOST_NO_CHOICE
                  ? here == LLMCOST_TOP
                  : !holds_options(section) || (field->flags & LLMCOST_REQUIRED) != 0))
            continue;
        for (int n = 0; n < llmcost_section_entries(s, section); n++) {
            const struct spot home = {.section = section, .index = n};
            if (!is_said(s, home, field))
                assume_stated(loader, field, key, llmcost_member(s, section, n, field));
        }
    }
}

/* ---- Complaints ---- */

/* What was meant here counts as stated; returns it where it is a name, which is to be read. */
static const struct llmcost_field *assume_meant(struct loader *loader, struct spot spot,
                                                const char *meant, const struct yaml_node *key)
{
    const struct llmcost_field *field = meant ? llmcost_find_field(spot.section, meant) : NULL;
    if (field == NULL || is_said(loader->scenario, spot, field))
        return NULL;
    if (field->kind == LLMCOST_NUMBER)
        assume_stated(loader, field, key,
                      llmcost_member(loader->scenario, spot.section, spot.index, field));
    const bool is_name = field->kind == LLMCOST_TEXT || field->kind == LLMCOST_REFERENCE;
    return is_name ? field : NULL;
}

static void complain_wrong_word(struct loader *loader, struct spot spot,
                                const struct wrong_word *wrong, const struct yaml_node *key)
{
    complain_key(loader, spot.path, key, E_WRONG_WORD);
    load_advice(loader, "%s", wrong->advice);
    assume_meant(loader, spot, wrong->also, key);
    if (wrong->section == LLMCOST_TOP && wrong->meant == NULL)
        loader->incomplete = true; /* options of a kind that nobody said */
}

/* What is left of "0,5" and of "1,200" behind the comma, where that begins the next key. */
static bool is_rest_of_number(const char *key)
{
    return key[0] != '\0' && key[strspn(key, "0123456789")] == '\0';
}

/* The key that a text begins with which lacks its colon or the space after it: of "load {a" and
 * "load:flat"; NULL: it begins with none. */
static const char *key_and_more(const char *const *keys, size_t count, const char *text)
{
    const size_t length = strcspn(text, " :={");
    for (size_t i = 0; i < count && text[length] != '\0'; i++)
        if (strncmp(keys[i], text, length) == 0 && keys[i][length] == '\0')
            return keys[i];
    return NULL;
}

const struct llmcost_field *complain_unknown_key(struct loader *loader, struct spot spot,
                                                 const struct yaml_node *key)
{
    const char *keys[MAX_KEYS];
    char home[160], list[200];
    if (loader->diags->dropped > 0) { /* nobody sees it: no time for a search */
        complain_key(loader, spot.path, key, E_UNKNOWN_KEY);
        return NULL;
    }
    const char *meant = meant_by(spot.section, key->text);
    const struct wrong_word *wrong = find_wrong_word(spot.section, key->text);
    if (wrong != NULL) {
        complain_wrong_word(loader, spot, wrong, key);
        return assume_meant(loader, spot, meant, key);
    }
    size_t count = legal_keys(spot.section, keys);
    const char *begun = key_and_more(keys, count, key->text);
    bool has_home = find_home(key->text, home, sizeof home);
    complain_key(loader, spot.path, key, E_UNKNOWN_KEY);
    if (is_rest_of_number(key->text))
        load_advice(loader, "a comma ends a value: write a decimal number with a point, such as "
                            "0.5, and thousands without anything, or with _");
    else if (begun != NULL)
        load_advice(loader, "write `%s: ` with a space after the colon", begun);
    else if (meant != NULL && has_home)
        load_advice(loader, "did you mean `%s`? The key `%s` belongs under %s", meant, key->text,
                    home);
    else if (meant != NULL)
        load_advice(loader, "did you mean `%s`?", meant);
    else if (has_home)
        load_advice(loader, "that key belongs under %s", home);
    else if (count <= FEW_KEYS) {
        list_keys(keys, count, list, sizeof list);
        load_advice(loader, "the keys here are %s", list);
    } else
        load_advice(loader, "`llmcost fields` lists all keys");
    if (meant == NULL && has_home)
        assume_at_home(loader, spot.section, key);
    const struct llmcost_field *read =
        assume_meant(loader, spot, begun != NULL ? begun : meant, key);
    return begun != NULL ? NULL : read; /* its value is a part of the key */
}
