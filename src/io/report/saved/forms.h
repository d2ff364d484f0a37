/* forms.h - whether a text is one of those that this program tells (io/report/saved/texts.c). */
#ifndef LLMCOST_IO_REPORT_SAVED_FORMS_H
#define LLMCOST_IO_REPORT_SAVED_FORMS_H

#include <stdbool.h>

/* The rest of a text behind what a form makes, NULL where it begins otherwise. In braces stand what
 * differs: {word} without blanks, {path} the same, {list} words with ", " between them, {state}
 * what is not known; all others are numbers, with a currency, a unit of their own or a percent
 * sign. */
const char *form_rest(const char *form, const char *text, const char *currency);

/* Whether one of the forms makes the whole text; NULL ends them. */
bool forms_make(const char *const *forms, const char *text, const char *currency);

/* All forms of the sentence of a warning of that number, beside what its row says. */
const char *const *forms_of_warning(int code);
/* Why a break-even is not found, where that is not told by its status alone; why an option is too
 * slow or does not fit. */
extern const char *const forms_of_break_even[], *const forms_of_serving[];

#endif
