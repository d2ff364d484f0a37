/* json.h - numbers and strings as the contract says, over cJSON trees, and a printer of our own. */
#ifndef LLMCOST_TEXT_JSON_H
#define LLMCOST_TEXT_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Number text in plain decimal, no exponent, no -0, trailing zeros trimmed; the locale has no say.
 */
enum number_style {
    NUMBER_MONEY,  /* 6 decimals */
    NUMBER_PRICE,  /* unit prices, per-request and per-Mtok costs, band edges: 6 decimals from 1 up,
                      6 significant below */
    NUMBER_FIGURE, /* 9 significant digits */
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
void json_number(bool *ok, cJSON *parent, const char *key, enum number_style style, double value);
void json_micros(bool *ok, cJSON *parent, const char *key, int64_t micros, int times);
void json_bool(bool *ok, cJSON *parent, const char *key, bool value);
void json_null(bool *ok, cJSON *parent, const char *key);

/* Two spaces, LF, final newline, UTF-8 as is (a byte that is not UTF-8 becomes U+FFFD). False when
 * writing failed. */
bool json_print(FILE *out, const cJSON *tree);
/* The same of an object that goes on: up to its last value, without the closing brace. */
bool json_print_open(FILE *out, const cJSON *object);

#endif
