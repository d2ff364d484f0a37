/* value.h - one value of the tree to one member of the scenario. Each complains under `path` and
 * leaves a value in place that harms no later check. */
#ifndef LLMCOST_IO_SCENARIO_VALUE_H
#define LLMCOST_IO_SCENARIO_VALUE_H

#include "io/scenario/ground.h"

/* A number that is no range, within the bounds of its field; false after a complaint. */
bool load_plain_number(struct loader *loader, const char *path, const struct llmcost_field *field,
                       const struct yaml_node *node, double *ret_value);
/* A number in any form: plain, a range, with its basis and source. */
void load_number(struct loader *loader, const char *path, const struct llmcost_field *field,
                 const struct yaml_node *node, struct llmcost_input *ret_input);
/* true or false; a text, kept in the scenario. */
void load_boolean(struct loader *loader, const char *path, const struct yaml_node *node,
                  struct llmcost_input *ret_input);
/* A name that stands at the node, its text not read yet. */
struct llmcost_name name_stated(const struct loader *loader, const struct yaml_node *node);
void load_text(struct loader *loader, const char *path, const struct llmcost_field *field,
               const struct yaml_node *node, struct llmcost_name *ret_name);
/* A value as if it were stated, so that nothing further is said about it. */
void assume_stated(const struct loader *loader, const struct llmcost_field *field,
                   const struct yaml_node *node, struct llmcost_input *ret_input);

#endif
