/* yaml_flow.h - a node of a tree as YAML again, in one line: {value: 4, basis: measured}. */
#ifndef LLMCOST_TEXT_YAML_FLOW_H
#define LLMCOST_TEXT_YAML_FLOW_H

#include "text/buffer.h"
#include "text/yaml/yaml_tree.h"

void yaml_flow(struct text_buffer *out, const struct yaml_node *node);
/* A key or a text, in quotes where YAML might take it for anything else. */
void yaml_flow_text(struct text_buffer *out, const struct yaml_node *scalar);

#endif
