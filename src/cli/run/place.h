/* place.h - the file that is written for an output: beside its target, so that renaming it replaces
 * all of it at once, or the target itself where that cannot be. */
#ifndef LLMCOST_CLI_RUN_PLACE_H
#define LLMCOST_CLI_RUN_PLACE_H

#include "cli/run/output.h"

/* Open for writing; -1 after a complaint. */
int place_open(struct sink *sink, struct llmcost_diags *diags);
/* The whole of a text; false and errno. */
bool place_write(int file, const char *text, size_t length);
/* What was written beside a target that cannot be renamed over, into it, with a warning; false and
 * errno. */
bool place_copy(const struct sink *sink, struct llmcost_diags *diags);
/* Complain that a file (NULL: stdout) cannot be written; false. */
bool place_complain(struct llmcost_diags *diags, const char *path, int error);

/* temporary.c: a new file of that name, open for writing; -1 and errno when it cannot be made,
 * EEXIST when there is one. Until temporary_forget() a signal that ends the program removes it; the
 * name is kept, not copied. */
int temporary_open(const char *name);
/* It has become what it was made for, or is removed. */
void temporary_forget(const char *name);

#endif
