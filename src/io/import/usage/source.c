/* source.c - a usage file read from its beginning to its end in windows
 * (io/import/usage/source.h). Knows how much is in memory; refuses to know what a record is. One
 * thread: a gigabyte takes a second, and two threads on a busy machine save none of it.
 */
#include "io/import/usage/source.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOPELESS = 10000 /* malformed records */ };

#define MEGABYTE   UINT64_C(1000000)
#define TELL_EVERY (64 * MEGABYTE)

/* ---- Files ---- */

/* As much as there is, up to size; -1 on an error. */
static ssize_t fill(int fd, char *text, size_t size)
{
    size_t length = 0;
    while (length < size) {
        const ssize_t got = read(fd, text + length, size - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        length += (size_t)got;
    }
    return (ssize_t)length;
}

enum usage_outcome usage_open(const char *path, struct usage_input *ret_input, uint64_t *ret_place)
{
    const bool is_stdin = strcmp(path, "-") == 0;
    struct usage_input input = {.fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)};
    struct stat status;
    ssize_t length;
    if (input.fd < 0 || fstat(input.fd, &status) != 0) {
        *ret_place = (uint64_t)errno;
        goto closed;
    }
    input.head = calloc(1, SOURCE_HEAD + ROWS_PADDING);
    if (input.head == NULL)
        goto closed;
    length = fill(input.fd, input.head, SOURCE_HEAD);
    if (length < 0) {
        *ret_place = (uint64_t)errno;
        goto closed;
    }
    input.length = (size_t)length;
    input.is_whole = length < SOURCE_HEAD;
    input.size = status.st_size > 0 ? (uint64_t)status.st_size : 0;
    input.is_regular = S_ISREG(status.st_mode) && !is_stdin && input.size > 0;
    *ret_input = input;
    return USAGE_DONE;
closed:
    if (input.fd >= 0 && !is_stdin)
        close(input.fd);
    const bool no_memory = input.fd >= 0 && input.head == NULL && *ret_place == 0;
    free(input.head);
    return no_memory ? USAGE_NO_MEMORY : USAGE_UNREADABLE;
}

void usage_close(struct usage_input *input)
{
    if (input->fd > STDIN_FILENO)
        close(input->fd);
    free(input->head);
    input->head = NULL;
}

/* ---- Progress ---- */

/* So much more was read. */
static void tell(struct usage_progress *progress, uint64_t bytes, uint64_t requests)
{
    if (progress == NULL || progress->out == NULL)
        return;
    progress->bytes += bytes;
    progress->requests += requests;
    if (progress->bytes - progress->told < TELL_EVERY)
        return;
    progress->told = progress->bytes;
    fprintf(progress->out, "\r  %" PRIu64 " MB, %" PRIu64 ".%" PRIu64 "M records ",
            progress->bytes / MEGABYTE, progress->requests / MEGABYTE,
            progress->requests % MEGABYTE / (MEGABYTE / 10));
    fflush(progress->out);
}

void usage_progress_clear(struct usage_progress *progress)
{
    if (progress->out != NULL && progress->told > 0) {
        fprintf(progress->out, "\r%40s\r", "");
        fflush(progress->out);
    }
    progress->told = 0;
}

/* ---- Readers ---- */

/* The reader of one file. */
struct reader {
    struct usage_scene scene;
    enum usage_mode mode;
    struct rows rows;
    struct lines lines;
    struct values values;
};

static void reader_begin(struct reader *reader, const struct usage_job *job)
{
    reader->mode = job->mode;
    reader->scene = job->scene;
    reader->rows = (struct rows){.scene = &reader->scene, .plan = &job->plan, .line = job->line};
    reader->lines = (struct lines){.scene = &reader->scene, .line = job->line};
    reader->values = (struct values){
        .scene = &reader->scene, .paged = job->paged, .input = job->input, .line = job->line};
}

/* As rows_read(). Behind the text are ROWS_PADDING zeros. */
static ptrdiff_t reader_read(struct reader *reader, char *text, size_t length, bool last)
{
    switch (reader->mode) {
    case USAGE_BY_ROWS:
        return rows_read(&reader->rows, text, length, last);
    case USAGE_BY_LINES:
        return lines_read(&reader->lines, text, length, last);
    default:
        return values_read(&reader->values, text, length, last);
    }
}

static uint64_t reader_line(const struct reader *reader)
{
    return reader->mode == USAGE_BY_ROWS    ? reader->rows.line
           : reader->mode == USAGE_BY_LINES ? reader->lines.line
                                            : reader->values.line;
}

/* ---- Windows ---- */

/* A text that is read into behind what is left of it. */
struct window {
    char *text;
    size_t length, room;
    uint64_t end; /* of what was read of the file so far */
    bool at_end;
};

static bool grow(struct window *window)
{
    const size_t room = window->room * 2;
    char *text = realloc(window->text, room + ROWS_PADDING);
    if (text != NULL) {
        window->text = text;
        window->room = room;
    }
    return text != NULL;
}

/* More of the file behind what is there; false on an error. */
static bool read_on(int fd, struct window *window)
{
    const ssize_t got = read(fd, window->text + window->length, window->room - window->length);
    if (got < 0)
        return errno == EINTR;
    window->at_end = got == 0;
    window->length += (size_t)got;
    window->end += (uint64_t)got;
    memset(window->text + window->length, 0, ROWS_PADDING);
    return true;
}

/* Nobody waits for the end of a log of which hardly a line can be read. */
static bool is_hopeless(const struct usage_log *log)
{
    return log->malformed >= HOPELESS && log->malformed / 2 >= log->good;
}

static enum usage_outcome read_window(struct reader *reader, const struct usage_input *input,
                                      const struct usage_job *job, struct window *window,
                                      uint64_t *ret_place, const char **ret_why)
{
    for (;;) {
        const uint64_t good = reader->scene.log->good;
        const ptrdiff_t taken = reader_read(reader, window->text, window->length, window->at_end);
        *ret_place = reader_line(reader);
        *ret_why = reader->values.why;
        if (*ret_why != NULL)
            return USAGE_NOT_JSON;
        tell(job->progress, (uint64_t)taken, reader->scene.log->good - good);
        window->length -= (size_t)taken;
        memmove(window->text, window->text + taken, window->length + ROWS_PADDING);
        if (window->at_end || is_hopeless(reader->scene.log))
            return USAGE_DONE;
        if (window->length == window->room) {
            if (window->room >= SOURCE_LONGEST)
                return USAGE_TOO_LONG;
            if (!grow(window))
                return USAGE_NO_MEMORY;
        }
        if (!read_on(input->fd, window)) {
            *ret_place = (uint64_t)errno;
            return USAGE_UNREADABLE;
        }
    }
}

/* Of a pipe the head is gone: it is what the window begins with. */
static bool open_window(struct window *window, const struct usage_input *input,
                        const struct usage_job *job)
{
    const bool again = input->is_regular;
    window->room = again && job->window > 0 ? job->window : SOURCE_BLOCK;
    window->text = malloc(window->room + ROWS_PADDING);
    if (window->text == NULL)
        return false;
    window->length = again ? 0 : input->length - job->start;
    window->end = again ? job->start : input->length;
    window->at_end = !again && input->is_whole;
    memcpy(window->text, input->head + job->start, window->length);
    memset(window->text + window->length, 0, ROWS_PADDING);
    return true;
}

enum usage_outcome usage_read(const struct usage_input *input, const struct usage_job *job,
                              uint64_t *ret_place, const char **ret_why)
{
    struct reader *reader = malloc(sizeof *reader);
    struct window window = {.text = NULL};
    enum usage_outcome outcome = USAGE_NO_MEMORY;
    *ret_why = NULL;
    if (reader != NULL && open_window(&window, input, job)) {
        reader_begin(reader, job);
        if (input->is_regular && lseek(input->fd, (off_t)job->start, SEEK_SET) < 0) {
            *ret_place = (uint64_t)errno;
            outcome = USAGE_UNREADABLE;
        } else
            outcome = read_window(reader, input, job, &window, ret_place, ret_why);
        if (outcome == USAGE_DONE && input->is_regular && window.at_end &&
            window.end < input->size) {
            *ret_place = input->size; /* half of a log is no log */
            outcome = USAGE_SHRANK;
        }
        const struct usage_models *models = job->scene.models;
        if (models->no_memory || job->scene.ids->no_memory || job->scene.pages->no_memory ||
            models->taken.peaks.no_memory || usage_seen_failed(job->scene.seen))
            outcome = USAGE_NO_MEMORY;
    }
    free(window.text);
    free(reader);
    return outcome;
}
