/* json_scan.h - JSON as a stream of events over a text in memory: no tree, no allocation, one pass.
 * For the large files of other tools; text/json/json_tree.h makes trees of our own small ones.
 */
#ifndef LLMCOST_TEXT_JSON_SCAN_H
#define LLMCOST_TEXT_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_event {
    JSON_END, /* behind the one value, or behind the last of a text with several */
    JSON_OBJECT,
    JSON_OBJECT_END,
    JSON_ARRAY,
    JSON_ARRAY_END,
    JSON_KEY,    /* of an object: its value is the next event */
    JSON_STRING, /* text and length: between the quotes, escapes as written */
    JSON_NUMBER, /* text and length: its characters, checked by the grammar of JSON */
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL,
    JSON_ERROR, /* not JSON: `why` says what, `offset` where; every later event is this one */
};

enum { JSON_SCAN_DEPTH = 64 };

struct json_scan {
    const char *start, *at, *end;
    const char *text; /* of the last key, string or number; not terminated */
    size_t length;
    size_t offset;    /* of the first byte of the last event; `at` is behind it (and its colon) */
    bool has_escapes; /* the last key or string holds backslashes */
    bool many;        /* values may follow each other (JSON lines, concatenated objects) */
    const char *why;  /* of an error: a static clause */
    int depth;
    uint8_t state;
    uint8_t is_object[JSON_SCAN_DEPTH + 1];
};

/* Strict: UTF-8, no trailing garbage, no duplicate commas, numbers by the grammar. A byte order
 * mark is passed over. The text must outlive the scan and need not be terminated; with `many` it
 * may hold no value at all. */
void json_scan_begin(struct json_scan *scan, const char *text, size_t length, bool many);
enum json_event json_scan_next(struct json_scan *scan);
/* Past the value whose first event was just returned (nothing to do for a scalar), of a key past
 * its value; false when the rest of it is not JSON. */
bool json_scan_skip(struct json_scan *scan, enum json_event event);
/* Whether the last key or string is that word (ASCII). */
bool json_scan_is(const struct json_scan *scan, const char *word);
/* The last key or string with its escapes resolved, terminated; false when it does not fit, or
 * holds \u0000 or half a surrogate pair. */
bool json_scan_text(const struct json_scan *scan, char *buffer, size_t size);
/* The same; NULL when it is whole, else where in the text it had to stop. Nothing is longer than
 * it is written: length + 1 bytes always suffice. */
const char *json_scan_copy(const struct json_scan *scan, char *buffer, size_t size);
/* The last number, or string that is a whole number text, as a double, exactly rounded, whatever
 * the locale; false when it is neither, or not finite. */
bool json_scan_number(const struct json_scan *scan, double *ret_value);

#endif
