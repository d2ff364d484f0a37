/* codes.h - every complaint and warning by its number: what caused it, what to do about it.
 * Knows codes and their sentences; refuses to know where one is due. E201 and W201 are two codes:
 * the letter says whether it is an error. Warnings about a result have their ids in llmcost.h, and
 * their rows beside who finds them (core/telling/warnings_*.c).
 * To add one: its number here, and its row in codes.c.
 */
#ifndef LLMCOST_CORE_BASE_CODES_H
#define LLMCOST_CORE_BASE_CODES_H

#include "llmcost.h"

enum code {
    /* reading a text, and YAML */
    E_UNREADABLE = 101,
    E_TOO_LARGE = 102,
    E_EMPTY = 103,
    E_UTF8 = 104,
    E_CONTROL = 105,
    E_UTF16 = 106,
    E_TAB = 107,
    E_DOCUMENTS = 108,
    E_ALIAS = 109,
    E_ANCHOR = 110,
    E_MERGE = 111,
    E_TAG = 112,
    E_DEEP = 113,
    E_MANY_NODES = 114,
    E_KEY = 115,
    E_TOP = 116,
    E_OPEN_QUOTE = 117,
    E_OPEN_BRACKET = 118,
    E_SYNTAX = 119,
    E_FOREIGN = 120,
    E_NO_MEMORY = 190,
    /* keys and structure */
    E_UNKNOWN_KEY = 201,
    E_DUPLICATE = 202,
    E_WRONG_WORD = 203,
    E_NO_VALUE = 204,
    E_NOT_A_MAP = 206,
    E_BAD_ID = 207,
    E_SAME_ID = 208,
    E_TOO_MANY = 209,
    E_SET_PATH = 210,
    E_FORM = 211,
    /* values */
    E_NUMBER = 301,
    E_RANGE = 302,
    E_WHOLE = 303,
    E_BOOLEAN = 304,
    E_KIND = 305,
    E_ORDER = 306,
    E_BASIS = 307,
    E_WEIGHTS = 308,
    E_ENTRY_NAME = 309,
    E_SHAPE = 310,
    E_CSV = 311,
    E_WORD = 312,
    E_FROM = 313,
    E_AMBIGUOUS = 314,
    E_REFUSED = 315,
    E_CURRENCY = 316,
    E_PERCENT = 317,
    E_TIER = 318,
    E_CATALOG = 390,
    /* meaning across keys */
    E_MISSING_KEY = 401,
    E_MISSING_CHOICE = 402,
    E_TWO_WAYS = 403,
    E_NEEDS_KEY = 404,
    E_NO_SUCH_OPTION = 405,
    E_NO_TOKENS = 406,
    E_SHARES = 407,
    E_NO_TARGET = 408,
    E_TO_ITSELF = 409,
    E_NO_SALARY = 410,
    E_NO_WORK = 411,
    E_NO_OPTIONS = 412,
    E_MANY_RANGES = 413,
    E_NOT_A_RANGE = 414,
    E_PRECISION = 415,
    E_START = 416,
    E_HOURS = 419,
    E_BILL = 420,
    E_TIE = 421,
    E_CHANGE_MONTH = 430,
    E_CHANGE_PATH = 431,
    E_CHANGE_UNSTATED = 432,
    /* the command line and its outputs */
    E_OPTION = 501,
    E_COMMAND = 502,
    E_OPTION_VALUE = 503,
    E_OPERANDS = 504,
    E_FORMAT = 505,
    E_NO_SUCH_KEY = 506,
    E_STRICT = 507,
    E_NO_SUCH_ENTRY = 508,
    E_CURRENCIES = 520,
    E_UNALIKE = 521,
    E_UNALIKE_LOADS = 522,
    E_ASSIGNMENTS = 523,
    E_WRITE = 590,
    E_OUT_OF_MEMORY = 591,
    /* saved reports */
    E_JSON_SYNTAX = 601,
    E_JSON_DUPLICATE = 602,
    E_JSON_VERSION = 603,
    E_JSON_MISSING = 604,
    E_JSON_TYPE = 605,
    E_JSON_VALUE = 606,
    E_JSON_SETS = 607,
    /* imports */
    E_IMPORT_FORMAT = 701,
    E_IMPORT_READ = 702,
    E_IMPORT_MISSING = 703,
    E_IMPORT_REFUSED = 704,
    E_IMPORT_LINES = 705,
    E_IMPORT_MIXED = 706,
    /* warnings that are not about a result */
    W_IMPORT = 720,
    W_MIXES = 721,
    W_IN_PLACE = 722,
};

struct code_row {
    uint16_t number;
    char letter;        /* E or W */
    const char *name;   /* a few words */
    const char *cause;  /* a sentence */
    const char *remedy; /* a sentence: what to do about it */
    /* Of a warning about results: its sentence with holes (io/words/form.h) for its figures, the
     * path of its input, and what io/words/warnings.c adds; NULL of all others. */
    const char *says;
};

enum { CODE_TEXT = 5 }; /* "W216" and a NUL */
/* "W216"; returns buffer. */
const char *code_text(const struct code_row *row, char buffer[CODE_TEXT]);
/* The rows of this file's codes, in rising order of their numbers. All codes: core/telling/codes.h.
 */
const struct code_row *base_codes(int *ret_count);

/* Whether an error of that code was complained about. */
bool has_error(const struct llmcost_diags *diags, enum code code);

/* An error that has no place, printf style, with what to write instead, NULL: nothing, or
 * llmcost_advise() says it; always false. */
__attribute__((format(printf, 4, 5))) bool deny(struct llmcost_diags *diags, enum code code,
                                                const char *advice, const char *format, ...);
/* The word that was meant, in the place of the advice; NULL: nobody knows it. */
void advise_nearest(struct llmcost_diags *diags, const char *nearest);

#endif
