/* json_tree.h - JSON text to a cJSON tree, strictly: what cJSON's own parser lets pass (trailing
 * garbage, 01, bad UTF-8, NUL, duplicate keys) is refused, with its place. */
#ifndef LLMCOST_TEXT_JSON_TREE_H
#define LLMCOST_TEXT_JSON_TREE_H

#include "llmcost.h"

#include <cjson/cJSON.h>

/* Complaints about a saved report. */
enum {
    E_JSON_SYNTAX = 601,    /* not JSON */
    E_JSON_DUPLICATE = 602, /* a key twice in one object */
    E_JSON_VERSION = 603,   /* a format version that this program does not read */
    E_JSON_MISSING = 604,   /* a key that a report must have */
    E_JSON_TYPE = 605,      /* another type of value than a report has there */
    E_JSON_VALUE = 606,     /* a value that cannot be: an unknown option, a wrong order */
    E_JSON_SETS = 607,      /* --set on a saved report */
};

enum { JSON_MAX_DEPTH = 64, JSON_MAX_KEYS = 1000 };

/* Parse one value. A number keeps its own text as well (valuestring, free of exponents) for
 * json_print(); every item keeps the offset of its first byte in valueint, for complaints. NULL
 * with one complaint; free with cJSON_Delete(). */
cJSON *json_read(const char *text, size_t length, struct llmcost_diags *diags);

/* Line and column, in characters, of a byte. */
void json_place(const char *text, size_t length, size_t offset, uint32_t *ret_line,
                uint32_t *ret_column);

/* Whether a text is meant as a JSON object of ours rather than a scenario (which may be JSON too):
 * an object with a key "kind" at its top whose value begins with "llmcost.". Nothing else about it
 * need be right. */
bool json_is_ours(const char *text, size_t length);

#endif
