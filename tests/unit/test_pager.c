/* test_pager.c - the program on a terminal: what is longer than it goes through a pager, else the
 * decision stands at its end once more. A pseudo-terminal is the program's whole terminal.
 */
#define _XOPEN_SOURCE 700 /* posix_openpt() */
#include "unit.h"

#include "core/base/count.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_SCREEN = 1 << 16, MAX_ARGUMENTS = 4, MAX_PATH_TEXT = 4096 };

static char program[MAX_PATH_TEXT];                    /* beside this test */
static char directory[] = "/tmp/llmcost-pager-XXXXXX"; /* of pagers that are made up */

struct case_row {
    const char *name;
    const char *pager, *own_pager; /* PAGER, LLMCOST_PAGER; NULL: not set */
    const char *term;              /* NULL: xterm */
    const char *arguments[MAX_ARGUMENTS];
    int lines; /* of the terminal */
    int status;
    const char *shows, *hides; /* NULL: not asked */
    int decisions;             /* how often the decision is shown */
};

static const struct case_row rows[] = {
    {.name = "longer: paged, and the decision is not repeated",
     .pager = "sed s/^/P:/",
     .lines = 20,
     .shows = "P:Rent: ",
     .decisions = 1},
    {.name = "it fits", .pager = "sed s/^/P:/", .lines = 200, .hides = "P:", .decisions = 1},
    {.name = "a dumb terminal",
     .pager = "sed s/^/P:/",
     .term = "dumb",
     .lines = 20,
     .hides = "P:",
     .decisions = 2},
    {.name = "--no-pager",
     .pager = "sed s/^/P:/",
     .arguments = {"--no-pager"},
     .lines = 20,
     .hides = "P:",
     .decisions = 2},
    {.name = "no pager", .pager = "", .lines = 20, .decisions = 2},
    {.name = "cat is none", .pager = "cat", .lines = 20, .decisions = 2},
    {.name = "not installed", .pager = "/nowhere/less -R", .lines = 20, .decisions = 2},
    {.name = "own variable first",
     .pager = "sed s/^/P:/",
     .own_pager = "sed s/^/O:/",
     .lines = 20,
     .shows = "O:Rent: ",
     .hides = "P:",
     .decisions = 1},
    {.name = "a line of shell",
     .pager = "sed 's/^/A B:/' | sed s/^/Q:/",
     .lines = 20,
     .shows = "Q:A B:Rent: ",
     .decisions = 1},
    {.name = "quit early is no error",
     .pager = "head -n 2",
     .lines = 20,
     .shows = "Support chat",
     .decisions = 1},
    {.name = "fails is no error of ours", .pager = "false", .lines = 20, .hides = "Rent: "},
    {.name = "the shell does not find it",
     .pager = "nothing-like-this;exit 127",
     .lines = 20,
     .shows = "Rent: ",
     .decisions = 1},
    {.name = "it cannot be started",
     .pager = "broken",
     .lines = 20,
     .shows = "Rent: ",
     .decisions = 1},
    {.name = "less by default, with flags", .lines = 20, .shows = "less -FRX FRX", .decisions = 1},
    {.name = "the status stays",
     .pager = "sed s/^/P:/",
     .arguments = {"--max-monthly-cost", "1"},
     .lines = 20,
     .status = 1,
     .shows = "P:Rent: ",
     .decisions = 1},
    {.name = "a refusal is not paged",
     .pager = "sed s/^/P:/",
     .arguments = {"--set", "x=1"},
     .lines = 3,
     .status = 3,
     .shows = "error",
     .hides = "P:"},
    {.name = "quiet", .pager = "sed s/^/P:/", .arguments = {"-q"}, .lines = 3, .hides = "P:"},
    {.name = "a short report",
     .pager = "sed s/^/P:/",
     .arguments = {"--brief"},
     .lines = 24,
     .hides = "P:",
     .decisions = 1},
};

static void make_file(const char *name, const char *text)
{
    char path[MAX_PATH_TEXT];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0755), 0);
}

static void remove_file(const char *name)
{
    char path[MAX_PATH_TEXT];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    unlink(path);
}

static void set(const char *name, const char *value)
{
    if (value != NULL)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

/* While a pager is shown the keyboard is its own: an INT or QUIT is not ours to end by. */
static const struct {
    int number;
    bool ends;
} signals[] = {{.number = SIGINT, .ends = false},
               {.number = SIGQUIT, .ends = false},
               {.number = SIGPIPE, .ends = false},
               {.number = SIGHUP, .ends = true},
               {.number = SIGTERM, .ends = true}};

/* In the child: the terminal becomes stdin, stdout and stderr of the program. */
static void become(const struct case_row *row, const char *terminal)
{
    const char *words[MAX_ARGUMENTS + 3] = {program, "tests/golden/files/chat.yaml"};
    char path[2 * MAX_PATH_TEXT];
    setsid();
    for (size_t i = 0; i < COUNT(signals); i++)
        signal(signals[i].number, SIG_DFL); /* whatever started the test */
    const int file = open(terminal, O_RDWR);
    for (int i = 0; i < 3; i++)
        dup2(file, i);
    for (int i = 0; i < MAX_ARGUMENTS; i++)
        words[i + 2] = row->arguments[i];
    snprintf(path, sizeof path, "%s:%s", directory, getenv("PATH"));
    set("PATH", path);
    set("PAGER", row->pager);
    set("LLMCOST_PAGER", row->own_pager);
    set("TERM", row->term != NULL ? row->term : "xterm");
    set("NO_COLOR", "1");
    set("LESS", NULL);
    execv(program, (char *const *)(void *)words);
    _exit(99);
}

struct running {
    int terminal;
    pid_t child;
};

/* The program on a terminal of that height. */
static void start(const struct case_row *row, struct running *ret_running)
{
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    const struct winsize size = {.ws_row = (unsigned short)row->lines, .ws_col = 80};
    assert_true(terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0);
    const char *name = ptsname(terminal);
    const int kept = open(name, O_RDWR | O_NOCTTY); /* or the size would be forgotten */
    assert_int_equal(ioctl(kept, TIOCSWINSZ, &size), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(row, name);
    close(kept);
    *ret_running = (struct running){.terminal = terminal, .child = child};
}

/* What it shows until its end, and how it ended. */
static int finish(const struct running *running, char *screen)
{
    size_t length = 0;
    int status = 0;
    for (;;) {
        const ssize_t count = read(running->terminal, screen + length, MAX_SCREEN - 1 - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) /* the last one has closed the terminal */
            break;
        length += (size_t)count;
    }
    screen[length] = '\0';
    close(running->terminal);
    assert_int_equal(waitpid(running->child, &status, 0), running->child);
    return status;
}

static void test_pager(void **state)
{
    static char screen[MAX_SCREEN];
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct case_row *row = &rows[i];
        int decisions = 0;
        struct running running;
        start(row, &running);
        const int ended = finish(&running, screen);
        const int status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
        for (const char *at = screen; (at = strstr(at, "Rent: ")) != NULL; at++)
            decisions++;
        if (status != row->status || decisions != row->decisions ||
            (row->shows != NULL && strstr(screen, row->shows) == NULL) ||
            (row->hides != NULL && strstr(screen, row->hides) != NULL))
            fail_msg("%s: status %d, decisions %d:\n%s", row->name, status, decisions, screen);
    }
}

/* ---- Signals ---- */

/* Whether a file is there, within a minute. */
static bool appears(const char *path)
{
    const struct timespec pause = {.tv_nsec = 2000000};
    for (int i = 0; i < 30000 && access(path, F_OK) != 0; i++)
        nanosleep(&pause, NULL);
    return access(path, F_OK) == 0;
}

/* Files of the directory that begin so. */
static int count_files(const char *prefix)
{
    int count = 0;
    DIR *files = opendir(directory);
    assert_non_null(files);
    for (const struct dirent *file; (file = readdir(files)) != NULL;)
        count += strncmp(file->d_name, prefix, strlen(prefix)) == 0;
    closedir(files);
    return count;
}

/* A pager that has read all says so, and stays until it is told to go. */
static void test_signals(void **state)
{
    static char screen[MAX_SCREEN];
    char script[MAX_PATH_TEXT], output[64], ready[64];
    (void)state;
    snprintf(script, sizeof script,
             "#!/bin/sh\ncat >/dev/null\n: >%s/ready\nwhile [ ! -e %s/go ]; do sleep 0.01; done\n",
             directory, directory);
    make_file("stays", script);
    snprintf(output, sizeof output, "json:%s/out.json", directory);
    snprintf(ready, sizeof ready, "%s/ready", directory);
    const struct case_row row = {
        .pager = "stays", .arguments = {"-f", "table", "-f", output}, .lines = 20};
    for (size_t i = 0; i < COUNT(signals); i++) {
        struct running running;
        start(&row, &running);
        assert_true(appears(ready));
        assert_int_equal(kill(running.child, signals[i].number), 0);
        make_file("go", "");
        const int status = finish(&running, screen), number = signals[i].number;
        const bool ended = WIFSIGNALED(status) && WTERMSIG(status) == number;
        const bool done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (!(signals[i].ends ? ended : done && count_files("out.json") == 1) ||
            count_files(".llmcost-") != 0)
            fail_msg("signal %d: status %x, %d temporary files, %d outputs", number,
                     (unsigned)status, count_files(".llmcost-"), count_files("out.json"));
        remove_file("ready");
        remove_file("go");
        remove_file("out.json");
    }
    remove_file("stays");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pager),
                                       cmocka_unit_test(test_signals)};
    const char *slash = argc > 0 ? strrchr(argv[0], '/') : NULL;
    snprintf(program, sizeof program, "%.*s../llmcost",
             slash != NULL ? (int)(slash + 1 - argv[0]) : 0, argv[0]);
    if (access(program, X_OK) != 0 || mkdtemp(directory) == NULL)
        return 1;
    make_file("less", "#!/bin/sh\necho less $* $LESS\nexec cat\n");
    make_file("broken", "#!/nowhere/sh\n");
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove_file("less");
    remove_file("broken");
    rmdir(directory);
    return failed;
}
