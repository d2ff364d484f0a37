/* yaml_slips.h - where a person must edit, when the parser noticed a slip later. */
#ifndef LLMCOST_TEXT_YAML_SLIPS_H
#define LLMCOST_TEXT_YAML_SLIPS_H

#include "text/yaml/yaml_tree.h"

#include <yaml.h>

/* A parser that gave up, and the innermost map or list that was open then (NULL: none). */
struct yaml_complaint {
    const yaml_parser_t *parser;
    const char *text;
    size_t length;
    struct llmcost_place start; /* of the text's first character */
    const struct yaml_node *innermost;
};

/* A mark of libyaml as a place, and back; `start` is the place of the text's first character. */
struct llmcost_place tree_place(const yaml_mark_t *mark, struct llmcost_place start);
yaml_mark_t tree_mark(struct llmcost_place place, struct llmcost_place start);
/* The character at a mark; '\0' beyond the end. */
char slip_char(const struct yaml_complaint *complaint, const yaml_mark_t *mark);

/* Each complains, and returns true, where it knows better than the parser: a `:` that is not
 * expected, a key without one, something else than a comma between two entries in brackets. */
bool slip_colon(const struct yaml_complaint *complaint, struct llmcost_diags *diags);
bool slip_key(const struct yaml_complaint *complaint, struct llmcost_diags *diags);
bool slip_comma(const struct yaml_complaint *complaint, struct llmcost_diags *diags);

#endif
