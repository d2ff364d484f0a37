/* each.c - stands in for the program in a golden case: runs it once as it is, then once for each
 * allocation, each write and each read with that one failed (fail.c), once for each write that a
 * signal comes before, once with reads of single bytes that are interrupted, judges every run, at
 * last becomes it.
 * each PROGRAM TALLY FIRST ARGUMENT...: TALLY gets a line "runs N failures N" and what went wrong;
 * of more than FIRST allocations half as many further ones are failed, the last ones among them.
 * A run may fail in one way: status 4 (of a read 3 too), nothing on stdout, one line on stderr that
 * is not there otherwise, each file of the directory as it was before or as it is afterwards, no
 * other file. What answers line by line (`mcp`) may have answered already: whole lines, the same as
 * otherwise. Or the fault was absorbed, and all is as without it. Of a signal it dies, and with
 * each file the same.
 */
#define _GNU_SOURCE /* memfd_create() */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MAX_FILES = 200,
    MAX_BYTES = 1 << 20,
    HIGH = 200,
    ALARM = 20,
    UNUSABLE = 3,
    ENVIRONMENT = 4
};

struct bytes {
    char *data; /* terminated */
    size_t length;
};

struct file {
    char name[256];
    mode_t mode;
    struct bytes content; /* of a link, where it points */
};

struct directory {
    struct file file[MAX_FILES];
    int count;
};

struct outcome {
    int status;
    struct bytes out, err;
};

struct job {
    char **command;
    FILE *tally;
    int input;
    long runs, failures;
    struct outcome clean;
    struct directory before, after;
};

static const int signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};
enum { SIGNALS = sizeof signals / sizeof *signals };

static void die(const char *what)
{
    perror(what);
    exit(99);
}

static struct bytes read_all(int file)
{
    struct bytes bytes = {.data = malloc(MAX_BYTES + 1)};
    ssize_t got;
    if (bytes.data == NULL)
        die("malloc");
    while ((got = read(file, bytes.data + bytes.length, MAX_BYTES - bytes.length)) > 0)
        bytes.length += (size_t)got;
    bytes.data[bytes.length] = '\0';
    return bytes;
}

static bool same(const struct bytes *a, const struct bytes *b)
{
    return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

/* ---- The directory ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

/* Regular files and links of the working directory. */
static void directory_read(struct directory *directory)
{
    DIR *all = opendir(".");
    struct dirent *entry;
    directory->count = 0;
    while (all != NULL && (entry = readdir(all)) != NULL) {
        struct file *file = &directory->file[directory->count];
        struct stat status;
        snprintf(file->name, sizeof file->name, "%s", entry->d_name);
        if (lstat(file->name, &status) != 0)
            continue;
        file->mode = status.st_mode;
        if (S_ISLNK(status.st_mode)) {
            file->content = (struct bytes){.data = calloc(1, 4097)};
            ssize_t length = readlink(file->name, file->content.data, 4096);
            file->content.length = length > 0 ? (size_t)length : 0;
        } else if (S_ISREG(status.st_mode)) {
            int opened = open(file->name, O_RDONLY);
            file->content = read_all(opened);
            close(opened);
        } else {
            continue;
        }
        file->content.data =
            realloc(file->content.data, file->content.length + 1); /* many small ones */
        if (++directory->count == MAX_FILES)
            die("too many files");
    }
    if (all == NULL)
        die("opendir");
    closedir(all);
    qsort(directory->file, (size_t)directory->count, sizeof directory->file[0], by_name);
}

static void directory_free(struct directory *directory)
{
    for (int i = 0; i < directory->count; i++)
        free(directory->file[i].content.data);
    directory->count = 0;
}

static const struct file *directory_find(const struct directory *directory, const char *name)
{
    for (int i = 0; i < directory->count; i++)
        if (strcmp(directory->file[i].name, name) == 0)
            return &directory->file[i];
    return NULL;
}

static bool has(const struct directory *directory, const struct file *file)
{
    const struct file *found = directory_find(directory, file->name);
    return found != NULL && found->mode == file->mode && same(&found->content, &file->content);
}

static bool directory_same(const struct directory *a, const struct directory *b)
{
    bool all = a->count == b->count;
    for (int i = 0; all && i < a->count; i++)
        all = has(b, &a->file[i]);
    return all;
}

static void directory_restore(const struct directory *now, const struct directory *then)
{
    for (int i = 0; i < now->count; i++)
        if (!has(then, &now->file[i]))
            unlink(now->file[i].name);
    for (int i = 0; i < then->count; i++) {
        const struct file *file = &then->file[i];
        if (has(now, file))
            continue;
        if (S_ISLNK(file->mode)) {
            if (symlink(file->content.data, file->name) != 0)
                die(file->name);
            continue;
        }
        int opened = open(file->name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (opened < 0 || write(opened, file->content.data, file->content.length) < 0 ||
            fchmod(opened, file->mode & 07777) != 0 || close(opened) != 0)
            die(file->name);
    }
}

/* ---- One run ---- */

static int memory_file(void)
{
    int low = memfd_create("each", 0), file = fcntl(low, F_DUPFD, HIGH);
    if (file < 0)
        die("memfd_create");
    close(low);
    return file;
}

static struct bytes take(int file)
{
    lseek(file, 0, SEEK_SET);
    struct bytes bytes = read_all(file);
    char *data = realloc(bytes.data, bytes.length + 1);
    bytes.data = data != NULL ? data : bytes.data;
    close(file);
    return bytes;
}

static struct outcome run(const struct job *job, const char *variable, long number, int counts)
{
    int out = memory_file(), err = memory_file(), status;
    char text[32];
    if (job->input >= 0)
        lseek(job->input, 0, SEEK_SET);
    pid_t child = fork();
    if (child < 0)
        die("fork");
    if (child == 0) {
        if (job->input >= 0)
            dup2(job->input, STDIN_FILENO);
        dup2(out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        /* What a shell runs beside others ignores some of them; QUIT leaves an image of the memory.
         */
        for (size_t i = 0; i < SIGNALS; i++)
            signal(signals[i], SIG_DFL);
        setrlimit(RLIMIT_CORE, &(struct rlimit){.rlim_cur = 0});
        snprintf(text, sizeof text, "%ld", number);
        if (variable != NULL)
            setenv(variable, text, 1);
        snprintf(text, sizeof text, "%d", counts);
        if (counts >= 0)
            setenv("FAIL_COUNTS", text, 1);
        alarm(ALARM);
        execv(job->command[0], job->command);
        _exit(98);
    }
    if (waitpid(child, &status, 0) < 0)
        die("waitpid");
    return (struct outcome){.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
                            .out = take(out),
                            .err = take(err)};
}

/* ---- Judging ---- */

/* Lines that are there without the fault too, in that order, then one that says what failed. */
static bool one_line_more(const struct bytes *err, const struct bytes *clean)
{
    const char *at = err->data, *known = clean->data;
    if (err->length == 0 || err->data[err->length - 1] != '\n')
        return false;
    for (;;) {
        size_t length = strcspn(at, "\n") + 1;
        if (at[length] == '\0')
            return strstr(at, "memory") != NULL || strstr(at, "cannot write") != NULL ||
                   strstr(at, "cannot read") != NULL;
        while (*known != '\0' && strncmp(known, at, length) != 0)
            known += strcspn(known, "\n") + 1;
        if (*known == '\0')
            return false;
        known += length;
        at += length;
    }
}

/* Of what cannot be read, beside what is said of others. */
static bool one_unreadable(const struct bytes *err)
{
    const char *found = strstr(err->data, "cannot read");
    while (found != NULL && strncmp(found + strcspn(found, "\n:") + 2, strerror(EIO), 18) != 0)
        found = strstr(found + 1, "cannot read");
    return found != NULL && strstr(found + 1, strerror(EIO)) == strstr(found, strerror(EIO));
}

static bool is_begun(const struct job *job, const struct bytes *out)
{
    const struct bytes *clean = &job->clean.out;
    return job->command[1] != NULL && strcmp(job->command[1], "mcp") == 0 &&
           out->length <= clean->length && memcmp(out->data, clean->data, out->length) == 0 &&
           out->data[out->length - 1] == '\n';
}

/* Each file is as it was or, where that `may_be`, as it is afterwards; none is gone. */
static const char *judge_files(const struct job *job, const struct directory *now, bool may_be)
{
    for (int i = 0; i < now->count; i++)
        if (!has(&job->before, &now->file[i]) && !(may_be && has(&job->after, &now->file[i])))
            return "a partial or changed file";
    for (int i = 0; i < job->before.count; i++)
        if (directory_find(now, job->before.file[i].name) == NULL)
            return "a file is gone";
    return NULL;
}

/* Of a run that a signal ended; who serves a client ignores that nobody reads. */
static const char *judge_ended(const struct job *job, const struct outcome *got, int number,
                               const struct directory *now)
{
    const struct bytes *clean = &job->clean.out;
    if (number == SIGPIPE && got->status == job->clean.status && same(&got->out, clean))
        return directory_same(now, &job->after) ? NULL : "other files, and not ended";
    if (got->status != -number)
        return "not ended by the signal";
    if (got->out.length > clean->length || memcmp(got->out.data, clean->data, got->out.length) != 0)
        return "another stdout";
    return judge_files(job, now, true);
}

/* What is wrong with a run, NULL when nothing is. */
static const char *judge(const struct job *job, const struct outcome *got, const char *variable,
                         const struct directory *now)
{
    const struct outcome *clean = &job->clean;
    const bool is_write = strcmp(variable, "FAIL_WRITE") == 0;
    const bool is_read = strcmp(variable, "FAIL_READ") == 0;
    if (got->status < 0)
        return "killed by a signal";
    if (is_read && got->status == clean->status && same(&got->out, &clean->out) &&
        same(&got->err, &clean->err) && directory_same(now, &job->after))
        return NULL;
    if (got->status != ENVIRONMENT && !(is_read && got->status == UNUSABLE)) {
        if (got->status != clean->status)
            return "another status than 4";
        if (!same(&got->out, &clean->out))
            return "another stdout, and status 4 was not returned";
        if (!same(&got->err, &clean->err))
            return "another stderr, and status 4 was not returned";
        return directory_same(now, &job->after) ? NULL : "other files, and no failure";
    }
    /* A failed flush of stdout cannot take back what was written before. */
    if (got->out.length > 0 && !is_write && !is_begun(job, &got->out))
        return "something on stdout";
    if (!one_line_more(&got->err, &clean->err) && !(is_read && one_unreadable(&got->err)))
        return "not one clear line on stderr";
    return judge_files(job, now, is_write);
}

static void fail_one(struct job *job, const char *variable, long number)
{
    static struct directory now;
    struct outcome got = run(job, variable, number, -1);
    directory_read(&now);
    const char *wrong = strcmp(variable, "FAIL_SIGNAL") == 0
                            ? judge_ended(job, &got, (int)(number % 100), &now)
                            : judge(job, &got, variable, &now);
    job->runs++;
    if (wrong != NULL) {
        job->failures++;
        fprintf(job->tally, "%s=%ld", variable, number);
        for (char **word = job->command; *word != NULL; word++)
            fprintf(job->tally, " %s", *word);
        fprintf(job->tally, ": %s (status %d)\n%.2000s", wrong, got.status, got.err.data);
        fflush(job->tally);
    }
    if (!directory_same(&now, &job->before))
        directory_restore(&now, &job->before);
    directory_free(&now);
    free(got.out.data);
    free(got.err.data);
}

/* The first ones, the last ones (of printing), and some of those between. */
static void fail_all(struct job *job, const char *variable, long count, long first)
{
    long last = count - first / 4;
    long stride = last > first ? (last - first) / (first / 4 + 1) + 1 : 1;
    const bool is_signal = strcmp(variable, "FAIL_SIGNAL") == 0;
    for (long n = 1; n <= count; n += n <= first || n >= last ? 1 : stride)
        fail_one(job, variable, is_signal ? n * 100 + signals[n % SIGNALS] : n);
}

/* A pipe can be read once, but is needed for every run. */
static int keep_input(void)
{
    struct stat status;
    if (fstat(STDIN_FILENO, &status) != 0)
        return -1;
    if (S_ISREG(status.st_mode))
        return fcntl(STDIN_FILENO, F_DUPFD, HIGH);
    if (!S_ISFIFO(status.st_mode))
        return -1;
    int file = memory_file();
    struct bytes bytes = read_all(STDIN_FILENO);
    if (write(file, bytes.data, bytes.length) < 0)
        die("write");
    free(bytes.data);
    return file;
}

static void shell(const char *format, const char *argument)
{
    char command[512];
    snprintf(command, sizeof command, format, argument);
    if (system(command) != 0)
        die(command);
}

/* Whoever else a case runs at the same time writes into the directory, too: work in a copy. */
static int enter_copy(char *copy, size_t size)
{
    const char *parent = getenv("TMPDIR");
    int low = open(".", O_RDONLY | O_DIRECTORY), here = fcntl(low, F_DUPFD_CLOEXEC, HIGH);
    close(low);
    snprintf(copy, size, "%s/llmcost-each.XXXXXX", parent != NULL ? parent : "/tmp");
    if (here < 0 || mkdtemp(copy) == NULL)
        die(copy);
    shell("cp -R . '%s'", copy);
    if (chdir(copy) != 0)
        die(copy);
    return here;
}

/* Only the small directories that the golden runner makes are copied: a case may go to / as well.
 */
static bool is_golden(void)
{
    char path[4096];
    return getcwd(path, sizeof path) != NULL && strstr(path, "/llmcost-golden.") != NULL;
}

static int become(char **command)
{
    execv(command[0], command);
    return 99;
}

int main(int argc, char **argv)
{
    char copy[256];
    static struct job job;
    if (argc < 4)
        return 99;
    long first = strtol(argv[3], NULL, 10), allocations = 0, writes = 0, reads = 0;
    job.command = argv + 3;
    job.command[0] = argv[1];
    if (!is_golden())
        return become(job.command);
    job.input = keep_input();
    int low = open(argv[2], O_WRONLY | O_CREAT | O_APPEND, 0600);
    int high = fcntl(low, F_DUPFD_CLOEXEC, HIGH);
    close(low);
    job.tally = fdopen(high, "a");
    int counts = memory_file();
    if (job.tally == NULL)
        die(argv[2]);
    int here = enter_copy(copy, sizeof copy);
    directory_read(&job.before);
    job.clean = run(&job, NULL, 0, counts);
    directory_read(&job.after);
    directory_restore(&job.after, &job.before);
    struct bytes text = take(counts);
    /* A program that cannot write as it is has nothing more to fail at. */
    char *end = text.data;
    allocations = strtol(text.data, &end, 10);
    writes = strtol(end, &end, 10);
    reads = strtol(end, NULL, 10);
    free(text.data);
    if (job.clean.status != ENVIRONMENT) {
        fail_all(&job, "FAIL_ALLOC", allocations, first);
        fail_all(&job, "FAIL_WRITE", writes, first);
        fail_all(&job, "FAIL_READ", reads, first);
        fail_all(&job, "FAIL_SIGNAL", writes, first);
        if (reads > 0)
            fail_one(&job, "FAIL_SHORT", 1);
    }
    fprintf(job.tally, "runs %ld failures %ld\n", job.runs, job.failures);
    fclose(job.tally);
    if (fchdir(here) != 0)
        die("fchdir");
    shell("rm -rf '%s'", copy);
    if (job.input >= 0) {
        lseek(job.input, 0, SEEK_SET);
        dup2(job.input, STDIN_FILENO);
    }
    return become(job.command);
}
