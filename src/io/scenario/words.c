/* words.c - lists of words, of which a gate knows its own and a rule takes any, and a change that
 * is money or a percentage. What the words of gates are is known to gates.c.
 */
#include "io/scenario/complain.h"
#include "io/scenario/gate_words.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"
#include "text/utf8.h"

#include <string.h>

/* Words of gates are known, those of rules are free. */
static bool is_gate(const struct llmcost_field *field)
{
    return field->section == LLMCOST_GATES;
}

static bool is_word(const struct llmcost_field *field, const struct yaml_node *item)
{
    struct gate gate;
    if (item->kind != YAML_SCALAR || item->length == 0 || tree_is_null(item))
        return false;
    if (is_gate(field))
        return gate_parse_word(item->text, item->length, &gate) >= 0;
    return memchr(item->text, ',', item->length) == NULL &&
           memchr(item->text, '\n', item->length) == NULL &&
           utf8_count(item->text, item->length) <= LLMCOST_MAX_NAME;
}

static void complain_word(struct loader *loader, const char *path,
                          const struct llmcost_field *field, const struct yaml_node *node)
{
    char quoted[YAML_QUOTED];
    char name[64];
    snprintf(name, sizeof name, "%.63s", node->kind == YAML_SCALAR ? node->text : "");
    name[strcspn(name, "=")] = '\0';
    const char *nearest = is_gate(field) ? gate_nearest_word(name) : NULL;
    if (node->kind != YAML_SCALAR)
        load_error(loader, node, E_KIND, "%s takes words, not lists or maps", path);
    else
        load_error(loader, node, E_WORD, "%s cannot be %s", path,
                   quote_word(node->text, quoted, sizeof quoted));
    if (nearest != NULL && strcmp(nearest, name) != 0)
        load_advice(loader, "did you mean `%s`?", nearest);
    else if (is_gate(field))
        load_advice(loader, "write any of %s", gate_words);
    else
        load_advice(loader,
                    "write words of up to %d characters, each an item of its own: [hipaa, "
                    "eu-residency]",
                    (int)LLMCOST_MAX_NAME);
}

/* The words in one text, separated by commas; of an empty list "", which is stated all the same. */
void load_words(struct loader *loader, const char *path, const struct llmcost_field *field,
                const struct yaml_node *node, struct llmcost_name *ret_name)
{
    char list[LLMCOST_MAX_LIST * (4 * LLMCOST_MAX_NAME + 1)] = "";
    int count = 0;
    *ret_name = name_stated(loader, node);
    if (node->kind != YAML_LIST) {
        load_error(loader, node, E_KIND, "%s takes a list, not %s", path,
                   node->kind == YAML_MAP ? "a map" : "a single value");
        if (is_gate(field))
            load_advice(loader, "write [infeasible, warning], or others of %s", gate_words);
        else
            load_advice(loader, "write it in brackets: [hipaa, eu-residency]");
        return;
    }
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        const size_t used = strlen(list);
        if (!is_word(field, item))
            complain_word(loader, path, field, item);
        else if (++count > LLMCOST_MAX_LIST) {
            load_error(loader, item, E_TOO_MANY, "%s has more than %d words", path,
                       (int)LLMCOST_MAX_LIST);
            load_advice(loader, "state each of them once");
            return;
        } else
            snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? "," : "", item->text);
    }
    ret_name->text = llmcost_add_text(loader->scenario, list, strlen(list));
    if (list[0] != '\0' && ret_name->text == 0) {
        load_error(loader, node, E_TOO_MANY, "the texts of this scenario are too long");
        load_advice(loader, "shorten them");
    }
}

void load_change(struct loader *loader, const char *path, const struct llmcost_field *field,
                 const struct yaml_node *node, struct llmcost_name *ret_name)
{
    char quoted[YAML_QUOTED];
    struct gate gate;
    const char *why;
    load_text(loader, path, field, node, ret_name);
    const char *text = llmcost_text(loader->scenario, ret_name->text);
    if (ret_name->text == 0 || gate_parse_change(text, &gate, &why))
        return;
    load_error(loader, node, E_NUMBER, "%s is %s: %s", path,
               quote_word(node->text, quoted, sizeof quoted), why);
    load_advice(loader, "write an amount of money a month, or a percentage: 500 or 5%%");
    ret_name->text = 0;
}
