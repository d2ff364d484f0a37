/* json.h - numbers and strings as the contract says, over cJSON trees, and a printer of our own. */
#ifndef LLMCOST_TEXT_JSON_H
#define LLMCOST_TEXT_JSON_H

#include "text/buffer.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Number text in plain decimal, no exponent, no -0, trailing zeros trimmed; the locale has no say.
 */
enum number_style {
    NUMBER_FIGURE, /* 9 significant digits */
    NUMBER_MONEY,  /* 6 decimals */
    NUMBER_PRICE,  /* unit prices, per-request and per-Mtok costs, band edges: 6 decimals from 1 up,
                      6 significant below */
};
enum { MAX_NUMBER_TEXT = 360 };
const char *number_text(enum number_style style, double value, char *buffer, size_t size);

/* Millionths of the currency as exact decimal text; times 12 for a year without overflow. */
const char *micros_text(int64_t micros, int times, char *buffer, size_t size);

/* Building a tree: every call appends to `parent` (under `key`, a string literal, or NULL in an
 * array) and notes a failed allocation in *ok instead of returning it; a NULL parent is skipped. */
cJSON *json_object(bool *ok, cJSON *parent, const char *key);
cJSON *json_array(bool *ok, cJSON *parent, const char *key);
void json_text(bool *ok, cJSON *parent, const char *key, const char *text); /* null for NULL */
void json_texts(bool *ok, cJSON *parent, const char *key, const char *const *texts, int count);
void json_number(bool *ok, cJSON *parent, const char *key, enum number_style style, double value);
void json_bool(bool *ok, cJSON *parent, const char *key, bool value);
void json_null(bool *ok, cJSON *parent, const char *key);

/* A document: an object that begins with its kind and version 1.0 of its format, unless the kind is
 * NULL; its end prints it as json_print() does unless anything failed, and frees it. */
cJSON *json_begin(bool *ret_ok, const char *kind);
bool json_end(bool ok, FILE *out, cJSON *document);

/* Two spaces, LF, final newline, UTF-8 as is (a byte that is not UTF-8 becomes U+FFFD). False when
 * writing failed, or memory ran out (errno ENOMEM). */
bool json_print(FILE *out, const cJSON *tree);

/* The same piece by piece: a text in quotes, a new line of so many steps, a tree that stands so
 * many steps in. json_write() puts a finished text out and frees it. */
void json_put_text(struct text_buffer *out, const char *string);
/* A text in quotes behind what leads to it, as it is. */
void json_put_after(struct text_buffer *out, const char *lead, const char *string);
void json_put_line(struct text_buffer *out, int depth);
/* A key without anything to escape on a line of its own, behind a comma where others are before. */
void json_put_key(struct text_buffer *out, bool others, int depth, const char *key);
void json_put_tree(struct text_buffer *out, const cJSON *value, int depth);
bool json_write(FILE *out, struct text_buffer *text);

#endif
