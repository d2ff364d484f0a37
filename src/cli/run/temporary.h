/* temporary.h - files that have no name of their own yet, and vanish when the program is told to
 * end.
 */
#ifndef LLMCOST_CLI_RUN_TEMPORARY_H
#define LLMCOST_CLI_RUN_TEMPORARY_H

/* A new file of that name, open for writing; -1 and errno when it cannot be made, EEXIST when there
 * is one. Until temporary_forget() a signal that ends the program removes it; the name is kept, not
 * copied. */
int temporary_open(const char *name);
/* It has become what it was made for, or is removed. */
void temporary_forget(const char *name);

#endif
