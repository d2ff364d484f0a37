/* output.h - outputs that are written whole or not at all. */
#ifndef LLMCOST_CLI_RUN_OUTPUT_H
#define LLMCOST_CLI_RUN_OUTPUT_H

#include "cli/options/options.h"

#include <stdio.h>

/* One output, formatted in memory first. */
struct sink {
    struct target target;
    FILE *stream; /* write here until sinks_close() */
    char *text;
    size_t length, room;
    bool failed;       /* memory ran out: a part of the text is lost */
    char *temporary;   /* the file beside the target that becomes it */
    char *final;       /* the target behind symbolic links */
    const char *pager; /* what shows it where it is longer than the terminal, NULL: nothing */
    size_t most;       /* 0: it goes to its place; else it is kept, up to so many bytes */
    bool too_large;    /* it would have been more than that */
    int error;         /* of writing to its place; 0: none is known */
    bool is_new;       /* never over a file that is there */
    bool direct;       /* the stream goes to its place as it is written: too much to hold */
};

/* All fallible functions complain and return false. */
bool sinks_open(struct sink *sinks, int count, const struct target *targets,
                struct llmcost_diags *diags);
/* From now on what is written goes to stdout, or to the file beside the target, at once; call it
 * when nothing can be refused any more. */
bool sinks_direct(struct sink *sinks, int count, bool quiet, struct llmcost_diags *diags);
bool sinks_close(struct sink *sinks, int count, struct llmcost_diags *diags);
/* Write every file beside its target, rename them all, then write stdout (unless quiet): when a
 * write fails no target has changed. */
bool sinks_commit(struct sink *sinks, int count, bool quiet, struct llmcost_diags *diags);
/* False, with a complaint, when a sink would overwrite the file that is read from path. */
bool sinks_spare(const struct sink *sinks, int count, const char *path,
                 struct llmcost_diags *diags);
/* Put another separator into what is CSV; false when memory ran out. */
bool sinks_separate(struct sink *sinks, int count, enum csv_separator separator,
                    struct llmcost_diags *diags);
/* False, with a complaint, when two sinks would write one file. */
bool sinks_apart(const struct sink *sinks, int count, struct llmcost_diags *diags);
void sinks_free(struct sink *sinks, int count);

/* Make sure that descriptors 0 to 2 are taken, so that no file is opened in the place of a closed
 * stdout. */
void reserve_standard_files(void);

#endif
