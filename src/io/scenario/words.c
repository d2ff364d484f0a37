/* words.c - two kinds of values that only gates have: a list of words, and a change that is
 * money or a percentage. What the words are is known to gates.c.
 */
#include "io/scenario/complain.h"
#include "io/scenario/gate_words.h"
#include "io/scenario/parts.h"
#include "io/scenario/value.h"

#include <string.h>

static void complain_word(struct loader *loader, const char *path, const struct yaml_node *node)
{
    char quoted[YAML_QUOTED];
    char name[64];
    snprintf(name, sizeof name, "%.63s", node->kind == YAML_SCALAR ? node->text : "");
    name[strcspn(name, "=")] = '\0';
    const char *nearest = gate_nearest_word(name);
    if (node->kind != YAML_SCALAR)
        load_error(loader, node, E_KIND, "%s takes words, not lists or maps", path);
    else
        load_error(loader, node, E_WORD, "%s cannot be %s", path,
                   quote_word(node->text, quoted, sizeof quoted));
    if (nearest != NULL && strcmp(nearest, name) != 0)
        load_advice(loader, "did you mean `%s`?", nearest);
    else
        load_advice(loader, "write any of %s", gate_words);
}

/* The words in one text, separated by commas. */
void load_words(struct loader *loader, const char *path, const struct yaml_node *node,
                struct llmcost_name *ret_name)
{
    char list[512] = "";
    struct gate gate;
    *ret_name = (struct llmcost_name){
        .place = node->place, .option = -1, .origin = node_origin(loader, node)};
    if (node->kind != YAML_LIST) {
        load_error(loader, node, E_KIND, "%s takes a list, not %s", path,
                   node->kind == YAML_MAP ? "a map" : "a single value");
        load_advice(loader, "write [infeasible, warning], or others of %s", gate_words);
        return;
    }
    for (const struct yaml_node *item = node->first; item != NULL; item = item->next) {
        size_t used = strlen(list);
        if (item->kind != YAML_SCALAR || item->length == 0 ||
            gate_parse_word(item->text, item->length, &gate) < 0)
            complain_word(loader, path, item);
        else if (used + item->length + 2 > sizeof list) {
            load_error(loader, item, E_TOO_MANY, "%s has more words than there are", path);
            load_advice(loader, "state each of them once");
            return;
        } else
            snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? "," : "", item->text);
    }
    ret_name->text = llmcost_add_text(loader->scenario, list, strlen(list));
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
