/* compare.h - how two scenarios match, shared by compare.c and changes.c and nobody else. */
#ifndef LLMCOST_CORE_QUESTIONS_COMPARE_H
#define LLMCOST_CORE_QUESTIONS_COMPARE_H

#include "llmcost.h"

bool compare_is_number(const struct llmcost_field *field);
bool compare_states(const struct llmcost_scenario *scenario, enum llmcost_section section,
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
/* The same of a text, and of any field of an entry. */
void compare_copy_name(struct llmcost_scenario *to, struct llmcost_name *to_name,
                       const struct llmcost_scenario *from, const struct llmcost_name *name);
void compare_copy_field(struct llmcost_scenario *to, int to_entry,
                        const struct llmcost_scenario *from, int entry,
                        const struct llmcost_field *field);
/* An entry of another scenario at the end of a list or map; all entries in the place of those that
 * are there. False when there is no room. */
bool compare_add_entry(struct llmcost_scenario *to, struct llmcost_entries *entries,
                       const struct llmcost_scenario *from, int entry, enum llmcost_section inside);
bool compare_copy_entries(struct llmcost_scenario *to, struct llmcost_entries *entries,
                          const struct llmcost_scenario *from, const struct llmcost_entries *of,
                          const struct llmcost_field *list);
/* `before` with the inputs of one cause taken from `after`; options are matched by kind and id. A
 * price of another way to pay (bought GPUs for rented ones) goes with the structure. False when the
 * mix is no legal scenario. diags: overwritten. */
bool compare_mix(const struct llmcost_scenario *before, const struct llmcost_scenario *after,
                 enum llmcost_cause cause, struct llmcost_scenario *ret_mix,
                 struct llmcost_diags *diags);
/* diags: overwritten. */
bool compare_is_legal(struct llmcost_scenario *scenario, struct llmcost_diags *diags);

#endif
