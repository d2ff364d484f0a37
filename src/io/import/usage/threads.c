/* threads.c - a usage file of lines read in blocks by as many threads as there are
 * (io/import/usage/source.h). A line belongs to the block in which it starts. All sums are whole
 * numbers, so that neither the number of threads nor their order changes a bit. Refuses to know
 * what a line is; where quotes may hide ends of lines, the file is read in turn instead.
 */
#include "io/import/usage/parts.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_THREADS = 16, SLACK = 1 << 12 /* most last lines of a block end within */ };

struct work {
    const struct usage_input *input;
    const struct usage_job *job;
    pthread_mutex_t lock;
    uint64_t next; /* the first block that nobody has taken */
    enum usage_outcome outcome;
    uint64_t place;
    bool quoted; /* to be read in turn */
    size_t size; /* of a block */
    struct usage *sums;
};

/* A block of the file in memory. */
struct block {
    char *text;
    size_t length, room;
    uint64_t offset; /* of the text in the file */
};

static bool take_block(struct work *work, uint64_t *ret_block)
{
    pthread_mutex_lock(&work->lock);
    *ret_block = work->next;
    const bool taken = work->outcome == USAGE_DONE && !work->quoted &&
                       work->job->start + work->next * work->size < work->input->size;
    work->next += taken;
    pthread_mutex_unlock(&work->lock);
    return taken;
}

static void stop(struct work *work, enum usage_outcome outcome, uint64_t place)
{
    pthread_mutex_lock(&work->lock);
    if (work->outcome == USAGE_DONE) {
        work->outcome = outcome;
        work->place = place;
    }
    pthread_mutex_unlock(&work->lock);
}

/* Text of the file up to `length` bytes from the block's offset on; less at its end. */
static enum usage_outcome read_to(int fd, struct block *block, size_t length, uint64_t *ret_place)
{
    if (length > block->room) {
        char *text = realloc(block->text, length + ROWS_PADDING);
        if (text == NULL)
            return USAGE_NO_MEMORY;
        block->text = text;
        block->room = length;
    }
    while (block->length < length) {
        const ssize_t got = pread(fd, block->text + block->length, length - block->length,
                                  (off_t)(block->offset + block->length));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *ret_place = (uint64_t)errno;
            return USAGE_UNREADABLE;
        }
        if (got == 0)
            break;
        block->length += (size_t)got;
    }
    memset(block->text + block->length, 0, ROWS_PADDING);
    return USAGE_DONE;
}

/* The lines that start in the block: from *ret_from to *ret_to of its text. */
static enum usage_outcome read_block(struct work *work, uint64_t number, struct block *block,
                                     size_t *ret_from, size_t *ret_to, bool *ret_last,
                                     uint64_t *ret_place)
{
    const uint64_t start = work->job->start + number * work->size;
    const size_t before = number > 0; /* whether a line starts with the block, its byte tells */
    const size_t limit = before + work->size;
    size_t length = limit + SLACK;
    const char *found;
    block->offset = start - before;
    block->length = 0;
    *ret_from = *ret_to = 0;
    *ret_last = false;
    for (;; length += SOURCE_BLOCK) {
        const enum usage_outcome outcome = read_to(work->input->fd, block, length, ret_place);
        if (outcome != USAGE_DONE)
            return outcome;
        if (number > 0 && *ret_from == 0) {
            const size_t most = block->length < limit - 1 ? block->length : limit - 1;
            found = memchr(block->text, '\n', most);
            if (found == NULL)
                return USAGE_DONE; /* all of it belongs to a line of an earlier block */
            *ret_from = (size_t)(found - block->text) + 1;
        }
        if (block->length < length) { /* the end of the file */
            *ret_last = block->length <= limit ||
                        memchr(block->text + limit - 1, '\n', block->length - limit + 1) == NULL;
            *ret_to = block->length;
            if (*ret_last)
                return USAGE_DONE;
        }
        found = memchr(block->text + limit - 1, '\n', block->length - limit + 1);
        if (found != NULL) {
            *ret_to = (size_t)(found - block->text) + 1;
            return USAGE_DONE;
        }
        if (length > SOURCE_LONGEST) {
            *ret_place = 0;
            return USAGE_TOO_LONG;
        }
    }
}

static void do_work(struct work *work, struct reader *reader, struct block *block)
{
    uint64_t number, place = 0;
    while (take_block(work, &number)) {
        size_t from, to;
        bool last;
        const uint64_t good = reader->usage.good;
        const enum usage_outcome outcome =
            read_block(work, number, block, &from, &to, &last, &place);
        if (outcome != USAGE_DONE) {
            stop(work, outcome, place);
            return;
        }
        if (to > from) {
            char *text = block->text + from;
            reader_place(reader, block->offset + from, 0);
            if (reader_read(reader, text, to - from, last) < 0) {
                pthread_mutex_lock(&work->lock);
                work->quoted = true;
                pthread_mutex_unlock(&work->lock);
                return;
            }
        }
        if (work->job->progress != NULL && work->job->progress->out != NULL) {
            pthread_mutex_lock(&work->lock);
            usage_tell(work->job->progress, to - from, reader->usage.good - good);
            pthread_mutex_unlock(&work->lock);
        }
    }
}

/* One thread: its work, from beginning to end. */
struct helper {
    struct work *work;
    struct reader reader;
    struct block block;
    pthread_t thread;
};

static void *help(void *argument)
{
    struct helper *helper = argument;
    do_work(helper->work, &helper->reader, &helper->block);
    return NULL;
}

static struct helper *new_helper(struct work *work)
{
    struct helper *helper = malloc(sizeof *helper);
    if (helper == NULL)
        return NULL;
    helper->work = work;
    helper->block = (struct block){.room = work->size + 1 + SLACK};
    helper->block.text = malloc(helper->block.room + ROWS_PADDING);
    if (helper->block.text == NULL) {
        free(helper);
        return NULL;
    }
    reader_begin(&helper->reader, work->job, work->sums);
    helper->reader.rows.parallel = true;
    return helper;
}

static void end_helper(struct helper *helper)
{
    usage_merge(helper->work->sums, &helper->reader.usage);
    free(helper->block.text);
    free(helper);
}

static int threads_for(const struct work *work)
{
    const int asked = work->job->threads;
    long threads = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    const uint64_t blocks = (work->input->size + work->size - 1) / work->size;
    threads = threads > MOST_THREADS ? MOST_THREADS : threads;
    threads = (uint64_t)threads > blocks ? (long)blocks : threads;
    return threads < 1 ? 1 : (int)threads;
}

/* Threads that a machine cannot start are done without: the others take their blocks. */
static void share_out(struct work *work)
{
    struct helper *helpers[MOST_THREADS] = {NULL};
    const int threads = threads_for(work);
    int started = 1;
    helpers[0] = new_helper(work);
    if (helpers[0] == NULL) {
        work->outcome = USAGE_NO_MEMORY;
        return;
    }
    for (; started < threads; started++) {
        struct helper *helper = new_helper(work);
        if (helper == NULL)
            break;
        if (pthread_create(&helper->thread, NULL, help, helper) != 0) {
            end_helper(helper);
            break;
        }
        helpers[started] = helper;
    }
    do_work(work, &helpers[0]->reader, &helpers[0]->block);
    for (int i = 1; i < started; i++)
        pthread_join(helpers[i]->thread, NULL);
    for (int i = 0; i < started; i++)
        end_helper(helpers[i]);
}

/* Buckets begin where the first record of the head is: that must be known to all threads. Lines are
 * read for it one by one, into sums of no use. */
static enum usage_outcome find_phase(struct work *work)
{
    struct usage_peaks peaks;
    struct usage sums;
    struct helper *helper = NULL;
    const struct usage_input *input = work->input;
    enum usage_outcome outcome = USAGE_NO_MEMORY;
    if (!usage_peaks_begin(&peaks))
        return outcome;
    usage_begin(&sums, &peaks, 0);
    struct work scratch = {.input = input, .job = work->job, .size = work->size, .sums = &sums};
    helper = new_helper(&scratch);
    for (size_t at = work->job->start; helper != NULL && at < input->length && sums.phase < 0;) {
        const char *end = memchr(input->head + at, '\n', input->length - at);
        const size_t next = end != NULL ? (size_t)(end - input->head) + 1 : input->length;
        const size_t room = helper->block.room;
        const size_t length = next - at < room ? next - at : room;
        memcpy(helper->block.text, input->head + at, length);
        memset(helper->block.text + length, 0, ROWS_PADDING);
        reader_place(&helper->reader, 0, 0);
        if (reader_read(&helper->reader, helper->block.text, length, false) < 0)
            break;
        sums.phase = helper->reader.usage.phase;
        at = next;
    }
    if (helper != NULL) {
        end_helper(helper);
        outcome = USAGE_DONE;
    }
    work->sums->phase = sums.phase >= 0 ? sums.phase : 0;
    usage_peaks_end(&peaks);
    return outcome;
}

/* Ends of lines in a text, eight bytes at a time: the top bit of each byte tells of one. */
static uint64_t count_lines(const char *text, size_t length)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), lows = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t lines = 0;
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        const uint64_t other = digits_word(text + i) ^ ones * '\n';
        lines += (~(((other & lows) + lows) | other | lows) >> 7) * ones >> 56;
    }
    for (; i < length; i++)
        lines += text[i] == '\n';
    return lines;
}

/* The lines at which the notes start: their offsets are known, in rising order. */
static enum usage_outcome find_lines(const struct work *work, struct usage *usage)
{
    struct block block = {.room = SOURCE_BLOCK, .text = malloc(SOURCE_BLOCK + ROWS_PADDING)};
    uint64_t line = work->job->line, place;
    enum usage_outcome outcome = block.text != NULL ? USAGE_DONE : USAGE_NO_MEMORY;
    block.offset = work->job->start;
    for (int note = 0; note < usage->notes && outcome == USAGE_DONE;) {
        const uint64_t left = usage->note[note].offset - block.offset;
        block.length = 0;
        outcome = read_to(work->input->fd, &block,
                          left < SOURCE_BLOCK ? (size_t)left : SOURCE_BLOCK, &place);
        line += count_lines(block.text, block.length);
        block.offset += block.length;
        if (block.offset == usage->note[note].offset)
            usage->note[note++].line = line;
        else if (block.length == 0)
            break; /* it has become shorter */
    }
    free(block.text);
    return outcome == USAGE_NO_MEMORY ? outcome : USAGE_DONE;
}

enum usage_outcome usage_read(const struct usage_input *input, const struct usage_job *job,
                              struct usage *ret_usage, uint64_t *ret_place, const char **ret_why)
{
    struct work work = {.input = input, .job = job, .sums = ret_usage};
    work.size = job->block > 0 ? job->block : SOURCE_BLOCK;
    *ret_why = NULL;
    if (!input->is_regular || job->mode == USAGE_BY_VALUES || job->scene.format->in_order ||
        pthread_mutex_init(&work.lock, NULL) != 0)
        return usage_read_in_turn(input, job, ret_usage, ret_place, ret_why);
    struct usage_peaks *peaks = ret_usage->peaks;
    const int64_t phase = ret_usage->phase;
    if (phase < 0)
        work.outcome = find_phase(&work);
    if (work.outcome == USAGE_DONE)
        share_out(&work);
    if ((ret_usage->knows & USAGE_KNOWS_TIME) == 0)
        ret_usage->phase = phase;
    pthread_mutex_destroy(&work.lock);
    *ret_place = work.place;
    if (work.quoted && work.outcome == USAGE_DONE) {
        usage_peaks_end(peaks);
        if (!usage_peaks_begin(peaks))
            return USAGE_NO_MEMORY;
        usage_begin(ret_usage, peaks, ret_usage->week_shift);
        ret_usage->phase = phase;
        return usage_read_in_turn(input, job, ret_usage, ret_place, ret_why);
    }
    if (work.outcome == USAGE_DONE && peaks->no_memory)
        return USAGE_NO_MEMORY;
    return work.outcome == USAGE_DONE ? find_lines(&work, ret_usage) : work.outcome;
}
