/* json.h - what readers of JSON records share. */
#ifndef LLMCOST_IO_IMPORT_USAGE_READERS_JSON_H
#define LLMCOST_IO_IMPORT_USAGE_READERS_JSON_H

#include "io/import/usage/sums/format.h"
#include "text/json/json_scan.h"

/* The last key, string or number of the scan. */
struct usage_cell usage_json_cell(const struct json_scan *scan);
/* Whether the last key is that of a usage block, or of what may hold one. */
bool usage_json_is_block(const struct json_scan *scan);
bool usage_json_is_wrap(const struct json_scan *scan);
/* The value whose first event was returned, a number or a string of one, as a whole number up to
 * most; false for anything else. */
bool usage_json_whole(const struct json_scan *scan, enum json_event event, uint64_t most,
                      uint64_t *ret_value);
/* The same as a time. */
bool usage_json_time(const struct json_scan *scan, enum json_event event, enum usage_clock clock,
                     int64_t *ret_ticks);
/* A flat object by its keys, to the row reader of its format. */
const char *usage_flat_object(struct usage_scene *scene, const char *text, size_t length);
/* Nothing but the end may follow; else why not. */
const char *usage_json_end(struct json_scan *scan);

#endif
