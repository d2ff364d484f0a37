/* rows.h - what llmcost prints as JSON, one row for each key in the order of the output. */
#ifndef LLMCOST_PRINT_REFERENCE_ROWS_H
#define LLMCOST_PRINT_REFERENCE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

enum json_type {
    JSON_TEXT,
    JSON_NUMBER,
    JSON_WHOLE,
    JSON_BOOLEAN,
    JSON_OBJECT, /* its keys are the rows that follow, one deeper */
    JSON_LIST,   /* of objects: their keys are the rows that follow, one deeper */
    JSON_TEXTS,  /* a list of texts */
    JSON_SCALAR, /* a number, a text, true or false */
};

struct json_row {
    const char *key;
    const char *text;    /* one sentence for people; NULL: the key says it */
    const char *words;   /* of a text: the legal ones, separated by spaces; NULL: any */
    const char *pattern; /* of a text, NULL: any */
    uint8_t depth;       /* 0: of the top object */
    uint8_t type;        /* enum json_type */
    bool or_null;        /* null stands for what is not known */
    bool optional;       /* left out where it means nothing */
};

const struct json_row *report_rows(int *ret_count);
const struct json_row *diff_rows(int *ret_count);

#endif
