/* form.h - sentences with holes: printing fills them, and a saved report's are held against them.
 * In braces stands what differs. {peak} is a figure: a count; {share%} as a share, {bill$} as
 * money, {price$$} as a unit price. {api word} is a text without blanks, {rules list} words with ",
 * " between them, {tokens number} a number, {quality state} what is not known. {month?|| in month
 * {month}} is one of what stands between the bars: the first where the figure is 0, the last where
 * it is that or more.
 */
#ifndef LLMCOST_IO_WORDS_FORM_H
#define LLMCOST_IO_WORDS_FORM_H

#include <stddef.h>

enum { MOST_HOLES = 20 };

struct hole {
    const char *name;
    const char *text; /* of a text */
    double figure;    /* of all others */
    double beside;    /* one that it is told apart from, by as many digits as that takes; 0: none */
};

/* What goes into holes. */
struct holes {
    int count;
    struct hole hole[MOST_HOLES];
};

/* A hole more: a figure, two that are told apart, a text that lives as long. */
void hole_add(struct holes *holes, const char *name, double figure);
void hole_add_pair(struct holes *holes, const char *one, double figure, const char *two,
                   double other);
void hole_add_text(struct holes *holes, const char *name, const char *text);

/* A form with its holes filled, cut where the buffer ends; returns buffer. */
const char *form_fill(const char *form, const struct holes *holes, const char *currency,
                      char *buffer, size_t size);

/* The rest of a text behind what a form makes, NULL where it begins otherwise. A number may have a
 * currency, a unit of its own or a percent sign. */
const char *form_rest(const char *form, const char *text, const char *currency);

#endif
