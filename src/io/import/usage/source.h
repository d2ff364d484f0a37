/* source.h - a usage file from its first bytes to its sums. Memory does not grow with it. */
#ifndef LLMCOST_IO_IMPORT_USAGE_SOURCE_H
#define LLMCOST_IO_IMPORT_USAGE_SOURCE_H

#include "io/import/usage/lines.h"
#include "io/import/usage/rows.h"

#include <stdio.h>

enum {
    SOURCE_HEAD = 1 << 16,    /* bytes that a format is recognised by */
    SOURCE_BLOCK = 1 << 18,   /* bytes that are read at a time: they stay in a processor's cache */
    SOURCE_LONGEST = 1 << 22, /* of a record */
};

/* An open file and its first bytes. */
struct usage_input {
    int fd;
    bool is_regular;
    bool is_whole; /* all of it is in the head */
    uint64_t size; /* of a regular one */
    char *head;    /* SOURCE_HEAD bytes and ROWS_PADDING zeros */
    size_t length;
};

/* What a person who waits is told. */
struct usage_progress {
    FILE *out; /* NULL: nobody waits */
    uint64_t bytes, requests, told;
};

enum usage_mode { USAGE_BY_ROWS, USAGE_BY_LINES, USAGE_BY_VALUES };

/* How a file is to be read. */
struct usage_job {
    struct usage_scene scene;
    int input; /* the file's number */
    struct llmcost_diags *diags;
    enum usage_mode mode;
    bool paged;             /* records are in the `data` of pages */
    struct usage_plan plan; /* of rows */
    size_t start;           /* where the first record is, within the head */
    uint64_t line;          /* of that place */
    size_t window;          /* bytes that are read at a time from a file, 0: SOURCE_BLOCK */
    struct usage_progress *progress;
};

enum usage_outcome {
    USAGE_DONE,
    USAGE_NO_MEMORY,
    USAGE_UNREADABLE, /* *ret_place: errno */
    USAGE_SHRANK,     /* *ret_place: the bytes that it had; there were fewer when they were read */
    USAGE_TOO_LONG,   /* *ret_place: the line of a record beyond SOURCE_LONGEST, 0: not known */
    USAGE_NOT_JSON,   /* *ret_place: the line, *ret_why: a clause */
};

/* "-": stdin. Unless USAGE_DONE there is nothing to close. */
enum usage_outcome usage_open(const char *path, struct usage_input *ret_input, uint64_t *ret_place);
void usage_close(struct usage_input *input);

/* All records to the sums and the log of the scene; after many malformed ones and few good ones
 * the rest is not read. */
enum usage_outcome usage_read(const struct usage_input *input, const struct usage_job *job,
                              uint64_t *ret_place, const char **ret_why);

void usage_progress_clear(struct usage_progress *progress);

#endif
