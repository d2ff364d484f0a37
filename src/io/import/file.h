/* file.h - a file on its way into an importer: its first bytes, by which its format is told,
 * and what follows them. Also made of a text in memory (rest NULL).
 */
#ifndef LLMCOST_IO_IMPORT_FILE_H
#define LLMCOST_IO_IMPORT_FILE_H

#include "text/csv/csv.h"
#include "text/place.h"

#include <stdio.h>

enum { IMPORT_HEAD = 4096, IMPORT_MAX_BYTES = 256 << 20 };

struct import_file {
    const char *path; /* as given, "-" for stdin */
    int input;        /* its number in complaints */
    const char *head; /* the first bytes */
    size_t head_length;
    FILE *rest; /* what follows them, NULL: nothing */
    char *buffer;
    struct llmcost_diags *diags; /* what is wrong with it */
    bool no_memory;              /* memory ran out: nothing is complained about */
};

/* False and a complaint when it cannot be opened or read, is empty, compressed or UTF-16. Close it
 * in either case. */
bool import_file_open(const char *path, int input, struct llmcost_diags *diags,
                      struct import_file *ret_file);
void import_file_close(struct import_file *file);
/* The same judgement of a text in memory. */
bool import_file_check(const struct import_file *file);
/* All of it, terminated; free it. A byte order mark is left out. NULL after a complaint. */
char *import_file_text(struct import_file *file, size_t *ret_length);
/* What ended the rows of a CSV: true behind the last one; false after a complaint. */
bool import_file_ended(struct import_file *file, const struct csv *csv, enum csv_event event);
/* Its name for people, without directories; "stdin" for -. */
const char *import_file_name(const struct import_file *file);

/* Whether a text holds a part, whatever the case of its letters. */
bool import_holds(const char *text, const char *part);
/* The next word of a list that blanks part; false behind the last. Cut where it does not fit. */
bool import_next_word(const char **words, char *buffer, size_t size);
/* Whether a text holds every word of a pattern, so; NULL: any text. */
bool import_matches(const char *text, const char *pattern);

#endif
