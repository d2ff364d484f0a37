/* complain.c - complaints about the tree of a scenario (complain.h).
 * Knows how a complaint finds its place and what the keys of a map are; refuses to know a value.
 */
#include "io/scenario/complain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void load_error(struct loader *loader, const struct yaml_node *node, int code, const char *format,
                ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    llmcost_complain_at(loader->diags, LLMCOST_ERROR, code, node->place, "%s", text);
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

void complain_memory(struct loader *loader)
{
    place_error(loader->diags, 0, 0, 0, E_NO_MEMORY, "memory ran out");
    loader->incomplete = true;
}

enum llmcost_section find_section(const char *name)
{
    int section = LLMCOST_TOP + 1;
    while (section < LLMCOST_SECTIONS &&
           (section == LLMCOST_COMMON ||
            strcmp(llmcost_section_name((enum llmcost_section)section), name) != 0))
        section++;
    return (enum llmcost_section)section;
}

void complain_no_value(struct loader *loader, const char *path, const struct yaml_node *node,
                       const struct llmcost_field *field)
{
    char number[NUMBER_TEXT];
    load_error(loader, node->key != NULL ? node->key : node, E_NO_VALUE, "%s has no value", path);
    if (field == NULL)
        load_advice(loader, "write one, or leave it out");
    else if (field->has_default && field->kind == LLMCOST_NUMBER)
        load_advice(loader, "write one, or leave the key out for its default of %s",
                    plain_number(field->fallback, number, sizeof number));
    else
        load_advice(loader, "write one, or leave the key out: %s", field->text);
}

void complain_key(struct loader *loader, const char *path, const struct yaml_node *key, int code)
{
    char quoted[YAML_QUOTED];
    quote_word(key->text, quoted, sizeof quoted);
    if (path[0] == '\0')
        load_error(loader, key, code, "unknown key %s", quoted);
    else
        load_error(loader, key, code, "unknown key %s in %s", quoted, path);
}

void list_keys(const char *const *keys, size_t count, char *buffer, size_t size)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", i > 0 ? ", " : "", keys[i]);
}

void complain_unknown_word(struct loader *loader, const char *path, const struct yaml_node *key,
                           const char *const *words, size_t count)
{
    char list[200];
    complain_key(loader, path, key, E_UNKNOWN_KEY);
    if (loader->diags->dropped > 0)
        return;
    const char *nearest = llmcost_nearest(key->text, words, count);
    list_keys(words, count, list, sizeof list);
    if (nearest != NULL)
        load_advice(loader, "did you mean `%s`?", nearest);
    else
        load_advice(loader, "the keys here are %s", list);
}
