/* rows.h - a struct as rows: each is a key of a JSON object and the member that it stands for.
 * Printing, reading and describing it are walks over rows (print/json/rows.c,
 * io/report/saved/rows.c, print/reference/schema_output.c). What is not known has a value of its
 * own: NULL, NAN, -1, a word that is none, an int of 0 where the row says so; it prints as null.
 */
#ifndef LLMCOST_IO_REPORT_ROWS_H
#define LLMCOST_IO_REPORT_ROWS_H

#include "text/json/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value whose type and style are those of an input. */
enum value_kind { VALUE_NOTHING, VALUE_NUMBER, VALUE_TRUTH, VALUE_TEXT };
struct row_value {
    uint8_t kind;  /* enum value_kind */
    uint8_t style; /* enum row_style of a number */
    double number; /* 1 and 0 of a truth */
    const char *text;
};

/* A key that no row knows, such as a file, and its text. */
struct row_pair {
    const char *key, *text;
};

enum row_type {
    ROW_TEXT,   /* const char *, NULL: null */
    ROW_NUMBER, /* double, NAN: null */
    ROW_INT,    /* int32_t */
    ROW_LONG,   /* int64_t, ROW_UNKNOWN: null */
    ROW_TRUTH,  /* bool */
    ROW_MAYBE,  /* int8_t: 1 true, 0 false, -1 null */
    ROW_WORD,   /* uint8_t: one of the row's words, null where there is none for it */
    ROW_VALUE,  /* struct row_value */
    ROW_TEXTS,  /* const char **, and int32_t NAME_count */
    ROW_LIST,   /* a pointer to structs, and int32_t NAME_count */
    ROW_OBJECT, /* a struct inside */
    ROW_LINK,   /* a pointer to a struct, NULL: null */
    ROW_MAP,    /* struct row_pair *, and int32_t NAME_count: an object whose keys are data */
    ROW_PART,   /* a struct inside whose keys are those of the object that it stands in */
};

#define ROW_UNKNOWN INT64_MIN

/* How a number is printed (text/json/json.h). */
enum row_style {
    STYLE_FIGURE = NUMBER_FIGURE,
    STYLE_MONEY = NUMBER_MONEY,
    STYLE_PRICE = NUMBER_PRICE,
    STYLE_MICROS, /* of an int64_t: millionths of the currency */
    STYLE_YEAR,   /* the same, twelve times */
};

struct row_word {
    const char *word; /* NULL ends */
    uint8_t value;
};

struct json_row {
    const char *key;
    const char *text; /* one sentence for people; NULL: the key says it */
    union {
        const struct row_word *words; /* of a ROW_WORD */
        const struct json_row *rows;  /* of what has rows inside; one without a key ends them */
        /* of a ROW_TEXT: the legal ones, separated by spaces, or a pattern, which begins with ^;
         * NULL: any */
        const char *legal;
    };
    uint16_t offset; /* of the member */
    uint16_t count;  /* of a list: where it counts */
    uint16_t size;   /* of a list or a link: of one thing */
    uint8_t type;    /* enum row_type */
    uint8_t style;   /* enum row_style */
    bool or_null;    /* null stands for what is not known */
    bool optional;   /* left out where it would be null or false */
    bool added;      /* a reader takes reports of before it was there */
    bool is_number;  /* of a ROW_VALUE: never a text, true or false */
};

/* A row's key, type and place from the member itself: another C type does not compile. */
#define MEMBER(owner, member, kind)                                                                \
    .key = #member, .type = (kind), .offset = offsetof(struct owner, member)
#define FIGURE(owner, member)                                                                      \
    MEMBER(owner, member,                                                                          \
           _Generic(((struct owner *)0)->member, const char *                                      \
                    : ROW_TEXT, double                                                             \
                    : ROW_NUMBER, int32_t                                                          \
                    : ROW_INT, int64_t                                                             \
                    : ROW_LONG, bool                                                               \
                    : ROW_TRUTH, int8_t                                                            \
                    : ROW_MAYBE, uint8_t                                                           \
                    : ROW_WORD, struct row_value                                                   \
                    : ROW_VALUE))
#define INSIDE(owner, member, kind, table) MEMBER(owner, member, kind), .rows = (table)
#define OBJECT(owner, member, table)       INSIDE(owner, member, ROW_OBJECT, table)
#define PART(owner, member, table)         INSIDE(owner, member, ROW_PART, table)
#define LINK(owner, member, table)                                                                 \
    INSIDE(owner, member, ROW_LINK, table), .size = sizeof *((struct owner *)0)->member
#define LIST(owner, member, table)                                                                 \
    INSIDE(owner, member, ROW_LIST, table), .size = sizeof *((struct owner *)0)->member,           \
                                            .count = offsetof(struct owner, member##_count)
#define MAP(owner, member)                                                                         \
    MEMBER(owner, member, ROW_MAP), .count = offsetof(struct owner, member##_count)
#define TEXTS(owner, member)                                                                       \
    MEMBER(owner, member, ROW_TEXTS), .count = offsetof(struct owner, member##_count)

/* The word of a value, NULL when there is none; and the value of a word, -1. */
const char *row_word(const struct row_word *words, int value);
int row_find_word(const struct row_word *words, const char *word);

#endif
