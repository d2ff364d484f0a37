/* number.h - one number as a text states it: what is wrong with it, and the input that it makes.
 * The loader and whoever changes a loaded scenario (change.h) judge by this alone.
 */
#ifndef LLMCOST_IO_NUMBER_NUMBER_H
#define LLMCOST_IO_NUMBER_NUMBER_H

#include "core/base/codes.h"
#include "text/buffer.h"

#include "llmcost.h"

enum { NUMBER_TEXT = 48 };

/* Of which input it is, and where complaints go. */
struct stating {
    const struct llmcost_field *field;
    const char *path;
    const char *currency; /* "" where none is stated */
    struct llmcost_place place;
    struct llmcost_diags *diags;
};

/* What a load factor is, which is a form of the field `load`. */
extern const struct llmcost_field load_factor_field;
/* The field that a number of an input is judged by. */
const struct llmcost_field *number_field(struct llmcost_ref ref);

/* A number within the bounds of the field; false after a complaint. The text ends with a NUL. */
bool number_judge(const struct stating *stating, const char *text, double *ret_value);
/* The same of true and false. */
bool truth_judge(const struct stating *stating, const char *text, bool quoted, double *ret_value);
/* The input that is stated as that one number: nothing of another one stays, neither range nor
 * basis nor source. */
struct llmcost_input number_stated(double value, enum llmcost_origin origin,
                                   struct llmcost_place place);

/* A number that the field takes: "1200", "30% or 0.3". */
const char *number_example(const struct llmcost_field *field);
/* A number as people write it: 730, 0.02, 9T. Returns buffer. */
const char *plain_number(double value, char *buffer, size_t size);

#endif
