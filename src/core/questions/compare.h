/* compare.h - how two scenarios match, shared by compare.c and changes.c and nobody else. */
#ifndef LLMCOST_CORE_QUESTIONS_COMPARE_H
#define LLMCOST_CORE_QUESTIONS_COMPARE_H

#include "llmcost.h"

bool compare_is_number(const struct llmcost_field *field);
bool compare_states(const struct llmcost_scenario *scenario, enum llmcost_section section,
                    int index, const struct llmcost_field *field);
const void *compare_member(const struct llmcost_scenario *scenario, enum llmcost_section section,
                           int index, const struct llmcost_field *field);
/* The entry of `other` that entry `index` of `s` is, by id; -1 when there is none. */
int compare_entry(const struct llmcost_scenario *s, enum llmcost_section section, int index,
                  const struct llmcost_scenario *other);
/* Whether two entries state one thing in two ways. */
bool compare_changes_way(const struct llmcost_scenario *before, int before_index,
                         const struct llmcost_scenario *after, int after_index,
                         enum llmcost_section section, enum llmcost_choice choice);
/* A number of another scenario; its source is a text of that one and stays behind. */
void compare_copy(struct llmcost_input *to, const struct llmcost_input *from);
bool compare_is_legal(struct llmcost_scenario *scenario);

#endif
