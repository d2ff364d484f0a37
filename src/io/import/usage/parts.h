/* parts.h - what io/import/usage/source.c (in turn) and io/import/usage/threads.c (in blocks)
 * share. */
#ifndef LLMCOST_IO_IMPORT_USAGE_PARTS_H
#define LLMCOST_IO_IMPORT_USAGE_PARTS_H

#include "io/import/usage/source.h"

/* One thread's reader and its sums. */
struct reader {
    struct usage usage;
    struct usage_scene scene;
    enum usage_mode mode;
    struct rows rows;
    struct lines lines;
    struct values values;
};

/* To read for such sums: their peaks, week and phase. */
void reader_begin(struct reader *reader, const struct usage_job *job, const struct usage *sums);
/* Where the next text is in the file; line 0: not known. */
void reader_place(struct reader *reader, uint64_t offset, uint64_t line);
/* As rows_read(). Behind the text are ROWS_PADDING zeros. */
ptrdiff_t reader_read(struct reader *reader, char *text, size_t length, bool last);
uint64_t reader_line(const struct reader *reader);

enum usage_outcome usage_read_in_turn(const struct usage_input *input, const struct usage_job *job,
                                      struct usage *ret_usage, uint64_t *ret_place,
                                      const char **ret_why);

/* So much more was read. */
void usage_tell(struct usage_progress *progress, uint64_t bytes, uint64_t requests);

#endif
