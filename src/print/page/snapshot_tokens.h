/* snapshot_tokens.h - a line of a snapshot: a word, then tokens, each a blank, a letter and what it
 * is. Each function takes the next token where it has that letter; nothing beyond the line is read.
 */
#ifndef LLMCOST_PRINT_PAGE_SNAPSHOT_TOKENS_H
#define LLMCOST_PRINT_PAGE_SNAPSHOT_TOKENS_H

#include "print/page/snapshot.h"

/* What is left of a line. */
struct line {
    const char *at, *end;
};
struct slice {
    const char *text;
    size_t length;
};

bool slice_is(struct slice slice, const char *word);

/* Up to the next blank. */
struct slice line_word(struct line *line);
bool line_take(struct line *line, char letter, struct slice *ret_token);
/* A finite number. */
bool line_number(struct line *line, char letter, double *ret_value);
bool line_whole(struct line *line, char letter, long least, long most, long *ret_value);

/* ---- Values of a scenario under way */

struct reading {
    struct snapshot *snapshot;
    struct llmcost_scenario *scenario;
    enum llmcost_section section; /* that lines of fields belong to */
    int index;                    /* the option in it */
    enum llmcost_section inside;  /* that lines with a dot belong to */
    int entry;
    enum { LOAD_UNREAD, LOAD_READ, LOAD_LEVELS, LOAD_HOURS } load; /* its lines so far */
    struct override *overrides; /* room for as many as there are lines */
    struct source *fragments;
};

/* NULL where there is none. */
char *reading_text(struct reading *r, struct line *line, char letter);
/* A text of the scenario, where there is one; false where it is wrong or has no room. */
bool reading_offset(struct reading *r, struct line *line, char letter, uint32_t *ret_text);
bool reading_input(struct reading *r, struct line *line, struct llmcost_input *ret_input);
bool reading_name(struct reading *r, struct line *line, struct llmcost_name *ret_name);
/* Whether a field may have that value. */
bool reading_within(const struct llmcost_field *field, double value);

/* snapshot_extras.c: a line of what stands in no table of fields, behind its word. */
bool reading_special(struct reading *r, struct slice word, struct line *line);

#endif
