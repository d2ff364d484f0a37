/* load.h - texts to a scenario: the YAML file, then what --set changes, through one parser. */
#ifndef LLMCOST_IO_SCENARIO_LOAD_H
#define LLMCOST_IO_SCENARIO_LOAD_H

#include "llmcost.h"

#include <stdio.h>

/* A text with the name that messages use: the path as given, "<stdin>", or "--set PATH=VALUE". */
struct source {
    const char *name;
    const char *text;
    size_t length;
};

/* A saved report may be larger than any scenario. */
enum { MAX_FILE_BYTES = 4 << 20, MAX_REPORT_BYTES = 64 << 20, MAX_DEPTH = 64 };

/* What each complaint means. 4xx, meaning across fields, are in core/check.c. */
enum {
    /* reading and YAML */
    E_UNREADABLE = 101,   /* the file cannot be opened or read */
    E_TOO_LARGE = 102,    /* more than MAX_FILE_BYTES */
    E_EMPTY = 103,        /* nothing in it, or nothing but comments */
    E_UTF8 = 104,         /* bytes that are not UTF-8 */
    E_CONTROL = 105,      /* NUL, a control character or an invisible line break */
    E_UTF16 = 106,        /* a UTF-16 or UTF-32 text */
    E_TAB = 107,          /* a tab where spaces indent */
    E_DOCUMENTS = 108,    /* a second document */
    E_ALIAS = 109,        /* *name */
    E_ANCHOR = 110,       /* &name */
    E_MERGE = 111,        /* << */
    E_TAG = 112,          /* !tag or a directive */
    E_DEEP = 113,         /* nesting beyond MAX_DEPTH */
    E_MANY_NODES = 114,   /* more values than any scenario has */
    E_KEY = 115,          /* a key that is not a word */
    E_TOP = 116,          /* the text is not a map */
    E_OPEN_QUOTE = 117,   /* a quote that is never closed */
    E_OPEN_BRACKET = 118, /* a bracket or brace that is never closed */
    E_SYNTAX = 119,       /* other mistakes of YAML */
    E_NO_MEMORY = 190,    /* memory ran out */
    /* keys and structure */
    E_UNKNOWN_KEY = 201, /* no such key at this place */
    E_DUPLICATE = 202,   /* a key stated twice in one map */
    E_WRONG_WORD = 203,  /* a well-known wrong word, with advice of its own */
    E_NO_VALUE = 204,    /* a key without a value */
    E_NOT_A_MAP = 206,   /* a section or an option that is not a map */
    E_BAD_ID = 207,      /* an id with characters that ids do not have */
    E_SAME_ID = 208,     /* one id for two options */
    E_TOO_MANY = 209,    /* more options, extra lines or text than fit */
    E_SET_PATH = 210,    /* --set with a path that cannot be followed */
    E_FORM = 211,        /* a map for a number that is not exactly one of the forms */
    /* values */
    E_NUMBER = 301,     /* not a number by the grammar */
    E_RANGE = 302,      /* outside the range of its field */
    E_WHOLE = 303,      /* not whole */
    E_BOOLEAN = 304,    /* neither true nor false */
    E_KIND = 305,       /* a list or a map where one value is meant, or the reverse */
    E_ORDER = 306,      /* the ends of a range in the wrong order */
    E_BASIS = 307,      /* not measured, quoted or assumed */
    E_WEIGHTS = 308,    /* a load list of another length, or without any demand */
    E_EXTRA_NAME = 309, /* the name of an extra line: 1 to 64 printable characters */
    E_SHAPE = 310,      /* no load shape of that name */
    E_CSV = 311,        /* a load file that is not one weight a line, or hour,weight */
    E_WORD = 312,       /* none of the words of a list */
    E_FROM = 313,       /* no catalog has an entry of that name */
    E_AMBIGUOUS = 314,  /* several price files have it, at different prices */
    E_REFUSED = 315,    /* an entry that must not be used, with its reason */
    E_CURRENCY = 316,   /* catalog prices are USD, the scenario's currency is another */
    E_CATALOG = 390,    /* a catalog that is not complete: a bug in what is built in */
};

/* Read a whole file, "-" for stdin, up to MAX_FILE_BYTES, or MAX_REPORT_BYTES where it
 * begins like a saved report. On failure (unreadable, a directory, too
 * large) false and one complaint; nothing to free. On success free ret_source->text. The name is
 * kept, not copied. */
bool source_read(const char *path, struct source *ret_source, struct llmcost_diags *diags);

/* Parse, apply the sets in order, fill the fields, then llmcost_check(). False when there is an
 * error; all problems of all texts are in diags (diag.input: 0 the file, n the n-th set), sorted.
 * A scenario may name one more text, {file: x.csv} of its load, found from the directory of
 * file->name: it is read into *ret_csv (name NULL: there is none) and stays there for whoever
 * prints the complaints about it, which have input set_count + 1. Free ret_csv->text in either
 * case; its name lives in the scenario. With ret_csv NULL no file is read, and such a load refused.
 * What `from`, `gpu` and `model` name is looked up in the catalogs; NULL: in those built in. */
struct catalogs;
bool scenario_load(const struct source *file, const struct source *sets, int set_count,
                   struct catalogs *catalogs, struct source *ret_csv,
                   struct llmcost_scenario *ret_scenario, struct llmcost_diags *diags);

#endif
