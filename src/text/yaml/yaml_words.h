/* yaml_words.h - mistakes of YAML in our own words, in place of libyaml's. */
#ifndef LLMCOST_TEXT_YAML_WORDS_H
#define LLMCOST_TEXT_YAML_WORDS_H

#include "text/quote.h"
#include "text/yaml/yaml_tree.h"

#include <yaml.h>

#define YAML_TAB_TEXT   "a tab indents this line"
#define YAML_TAB_ADVICE "indent with spaces, two for each level"

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

void tree_explain(const struct yaml_complaint *complaint, struct llmcost_diags *diags);

#endif
