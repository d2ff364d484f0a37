/* parts.h - what the parts of the reader of saved reports share with each other and with
 * nobody else: values of a tree, each asked for by key, complained about under its JSON path. */
#ifndef LLMCOST_IO_REPORT_SAVED_PARTS_H
#define LLMCOST_IO_REPORT_SAVED_PARTS_H

#include "io/report/saved/report.h"

enum { MAX_JSON_PATH = 400 };

struct filling {
    const struct source *file;
    struct llmcost_diags *diags;
    struct report *report;
    struct llmcost_scenario *scenario;
    struct llmcost_result *result;
    struct saved_report *saved;
    char path[MAX_JSON_PATH]; /* of the object that is being read: "options[2].fleet" */
    bool failed;              /* something was complained about */
    bool no_memory;
};

/* Longer by a key or an index; cut it again by path[what was returned] = 0. */
size_t enter_key(struct filling *f, const char *key);
size_t enter_index(struct filling *f, int index);
void leave(struct filling *f, size_t length);

/* Complain about an item, or about the object that lacks it; "" for the current path. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void refuse(struct filling *f, const cJSON *item, const char *key, int code, const char *format,
            ...);

/* The value under a key. Missing, or of another type: complained about, and a harmless value is
 * returned (NULL, 0, false, -1). `or_null` allows null, for which *ret_known is false. */
const cJSON *need(struct filling *f, const cJSON *object, const char *key);
const cJSON *need_array(struct filling *f, const cJSON *object, const char *key);
const cJSON *need_object(struct filling *f, const cJSON *object, const char *key);
double need_number(struct filling *f, const cJSON *object, const char *key);
double need_number_or_null(struct filling *f, const cJSON *object, const char *key,
                           bool *ret_known);
int64_t need_micros(struct filling *f, const cJSON *object, const char *key);
int need_whole(struct filling *f, const cJSON *object, const char *key, int least, int most);
bool need_bool(struct filling *f, const cJSON *object, const char *key);
int need_bool_or_null(struct filling *f, const cJSON *object, const char *key); /* -1 for null */
const char *need_text(struct filling *f, const cJSON *object, const char *key);
const char *need_text_or_null(struct filling *f, const cJSON *object, const char *key);
/* The index of a word; NULL words are skipped. */
int need_word(struct filling *f, const cJSON *object, const char *key, const char *const *words,
              int count);
/* The index of the option whose id it is. */
int need_option(struct filling *f, const cJSON *object, const char *key);
int need_option_or_null(struct filling *f, const cJSON *object, const char *key);
/* Whether every item of an array is an object; complains about the first that is not. */
bool all_objects(struct filling *f, const cJSON *array, const char *key);

/* The day of a date that may be left out; 0 when it is. */
int32_t day_of(const cJSON *object, const char *key);

/* A text into the scenario's own. */
uint32_t keep_text(struct filling *f, const cJSON *object, const char *key, const char *text);

/* The parts of a report, in the order of their files. */
void fill_options(struct filling *f, const cJSON *root);
void fill_assumptions(struct filling *f, const cJSON *root);
void fill_break_evens(struct filling *f, const cJSON *root);
void fill_questions(struct filling *f, const cJSON *root);
void fill_gates(struct filling *f, const cJSON *root);

#endif
