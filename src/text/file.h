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
    bool regular; /* nothing but a regular file: no pipe, device or terminal */
};

/* A whole file, "-" for stdin, terminated; free *ret_text. False and one complaint, about the text
 * with the number `input`, when it cannot be read, is a directory or too large. */
bool file_read(const char *path, int input, const struct file_limits *limits, char **ret_text,
               size_t *ret_length, struct llmcost_diags *diags);

/* Whether a file is below a folder, links followed. What is named by a path that leaves the folder
 * (absolute, or with `..`) and is not there is outside as well: nobody learns what else there is.
 */
enum file_inside { FILE_INSIDE, FILE_OUTSIDE, FILE_NO_MEMORY };
enum file_inside file_is_inside(const char *path, const char *folder);

/* The name of a file without its directories. */
const char *file_base_name(const char *path);
/* The same, and a path with them, as reports tell it: a name may hold anything, a text of a report
 * may not. NULL when memory ran out. */
const char *file_told_name(struct arena *arena, const char *path);
const char *file_told_path(struct arena *arena, const char *path);

#endif
