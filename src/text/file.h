/* file.h - a whole file in memory. Knows how files fail; refuses to know what they hold. */
#ifndef LLMCOST_TEXT_FILE_H
#define LLMCOST_TEXT_FILE_H

#include "text/arena.h"

#include "llmcost.h"

/* How much of a file is read: `most` bytes, or `most_if_large` where its first bytes say that it
 * may be so large (NULL: never). */
struct file_limits {
    size_t most, most_if_large;
    bool (*may_be_large)(const char *text, size_t length);
};

/* A whole file, "-" for stdin, terminated; free *ret_text. False and one complaint, about the text
 * with the number `input`, when it cannot be read, is a directory or too large. */
bool file_read(const char *path, int input, const struct file_limits *limits, char **ret_text,
               size_t *ret_length, struct llmcost_diags *diags);

/* The name of a file without its directories. */
const char *file_base_name(const char *path);
/* The same as reports tell it: a name may hold anything, a text of a report may not. NULL when
 * memory ran out. */
const char *file_told_name(struct arena *arena, const char *path);

#endif
