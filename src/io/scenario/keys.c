/* keys.c - keys that a place does not have: what was meant, or where the key belongs.
 * Everything comes from the tables of fields and of wrong words; no field is known by name.
 */
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

/* The field that was meant counts as stated, so that it is not also reported as missing. */
static void assume_meant(struct loader *loader, struct spot spot, const char *meant,
                         const struct yaml_node *key)
{
    const struct llmcost_field *field = meant ? llmcost_find_field(spot.section, meant) : NULL;
    if (field == NULL || field->kind != LLMCOST_NUMBER)
        return;
    struct llmcost_input *input = llmcost_member(loader->scenario, spot.section, spot.index, field);
    if (input != NULL && input->origin < LLMCOST_FILE)
        assume_stated(field, key, input);
}

void complain_unknown_key(struct loader *loader, struct spot spot, const struct yaml_node *key)
{
    const char *keys[MAX_KEYS];
    char home[160], list[200];
    if (loader->diags->dropped > 0) {
        complain_key(loader, spot.path, key, E_UNKNOWN_KEY);
        return;
    }
    const struct wrong_word *wrong = find_wrong_word(spot.section, key->text);
    if (wrong != NULL) {
        complain_key(loader, spot.path, key, E_WRONG_WORD);
        load_advice(loader, "%s", wrong->advice);
        assume_meant(loader, spot, wrong->meant, key);
        return;
    }
    size_t count = legal_keys(spot.section, keys);
    const char *nearest = llmcost_nearest(key->text, keys, count);
    bool has_home = find_home(key->text, home, sizeof home);
    complain_key(loader, spot.path, key, E_UNKNOWN_KEY);
    if (nearest != NULL && has_home)
        load_advice(loader, "did you mean `%s`? The key `%s` belongs under %s", nearest, key->text,
                    home);
    else if (nearest != NULL)
        load_advice(loader, "did you mean `%s`?", nearest);
    else if (has_home)
        load_advice(loader, "that key belongs under %s", home);
    else if (count <= FEW_KEYS) {
        list_keys(keys, count, list, sizeof list);
        load_advice(loader, "the keys here are %s", list);
    } else
        load_advice(loader, "`llmcost fields` lists all keys");
    assume_meant(loader, spot, nearest, key);
}
