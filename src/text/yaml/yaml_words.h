/* yaml_words.h - mistakes of YAML in our own words, in place of libyaml's. */
#ifndef LLMCOST_TEXT_YAML_WORDS_H
#define LLMCOST_TEXT_YAML_WORDS_H

#include "text/buffer.h"
#include "text/yaml/yaml_slips.h"

#define YAML_TAB_TEXT   "a tab indents this line"
#define YAML_TAB_ADVICE "indent with spaces, two for each level"

void tree_explain(const struct yaml_complaint *complaint, struct llmcost_diags *diags);

#endif
