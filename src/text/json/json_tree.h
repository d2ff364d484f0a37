/* json_tree.h - JSON text to a cJSON tree, strictly: what cJSON's own parser lets pass (trailing
 * garbage, 01, bad UTF-8, NUL, duplicate keys) is refused, with its place. */
#ifndef LLMCOST_TEXT_JSON_TREE_H
#define LLMCOST_TEXT_JSON_TREE_H

#include "core/base/codes.h"

#include "llmcost.h"

#include <cjson/cJSON.h>

enum { JSON_MAX_KEYS = 1000 };

/* Parse one value. A number keeps its own text as well (valuestring, free of exponents) for
 * json_print(); every item keeps the offset of its first byte in valueint, for complaints. NULL
 * with one complaint; free with cJSON_Delete(). */
cJSON *json_read(const char *text, size_t length, struct llmcost_diags *diags);

/* Whether a text is meant as a JSON object of ours rather than a scenario (which may be JSON too):
 * an object with a key "kind" at its top whose value begins with "llmcost.". What follows
 * need not be right. */
bool json_is_ours(const char *text, size_t length);

#endif
