/* pager.c - what is longer than the terminal goes through a pager.
 * Knows the variables that name one and how it is started: without a shell where its command is
 * words alone. Refuses to judge what the reader does: one who quits early has read enough, and the
 * exit status stays that of the report.
 */
#include "cli/run/place.h"
#include "cli/run/terminal.h"
#include "core/base/count.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_WORDS = 16, MAX_COMMAND = 1024, NOT_STARTED = 126 /* of a shell, and above */ };

extern char **environ;

static bool needs_shell(const char *command)
{
    return strpbrk(command, "|&;<>()$`\\\"'*?[]#~%{}\n") != NULL || strchr(command, '=') != NULL;
}

/* The words of a command in the buffer, NULL behind the last; how many. */
static int split(const char *command, char *buffer, size_t size, char **ret_words)
{
    int count = 0;
    char *rest = NULL;
    snprintf(buffer, size, "%s", command);
    for (char *word = strtok_r(buffer, " \t", &rest); word != NULL && count < MAX_WORDS - 1;
         word = strtok_r(NULL, " \t", &rest))
        ret_words[count++] = word;
    ret_words[count] = NULL;
    return count;
}

static bool is_program(const char *name)
{
    char file[MAX_COMMAND];
    const char *path = getenv("PATH");
    if (strchr(name, '/') != NULL)
        return access(name, X_OK) == 0;
    while (path != NULL) {
        const size_t length = strcspn(path, ":");
        snprintf(file, sizeof file, "%.*s/%s", (int)length, length > 0 ? path : ".", name);
        if (access(file, X_OK) == 0)
            return true;
        path = path[length] == ':' ? path + length + 1 : NULL;
    }
    return false;
}

const char *pager_find(void)
{
    static const char *const variables[] = {"LLMCOST_PAGER", "PAGER"};
    char buffer[MAX_COMMAND], *words[MAX_WORDS];
    const char *term = getenv("TERM"), *command = NULL;
    if (terminal_height(stdout) == 0 || term == NULL || strcmp(term, "dumb") == 0)
        return NULL;
    for (size_t i = 0; i < COUNT(variables) && command == NULL; i++)
        command = getenv(variables[i]);
    if (command == NULL)
        command = "less -FRX";
    if (strlen(command) >= MAX_COMMAND || split(command, buffer, sizeof buffer, words) == 0 ||
        strcmp(words[0], "cat") == 0)
        return NULL;
    return needs_shell(command) || is_program(words[0]) ? command : NULL;
}

/* Its process, which reads from *ret_write; -1 when it did not start. */
static pid_t start(const char *command, int *ret_write)
{
    static char shell[] = "/bin/sh", flag[] = "-c";
    char buffer[MAX_COMMAND], *words[MAX_WORDS];
    posix_spawn_file_actions_t actions;
    int ends[2];
    pid_t child = -1;
    if (split(command, buffer, sizeof buffer, words) == 0 || pipe(ends) != 0)
        return -1;
    if (needs_shell(command)) {
        snprintf(buffer, sizeof buffer, "%s", command);
        words[0] = shell;
        words[1] = flag;
        words[2] = buffer;
        words[3] = NULL;
    }
    if (posix_spawn_file_actions_init(&actions) == 0) {
        setenv("LESS", "FRX", 0); /* colours, no clearing, no waiting on a short text */
        if (posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO) != 0 ||
            posix_spawn_file_actions_addclose(&actions, ends[0]) != 0 ||
            posix_spawn_file_actions_addclose(&actions, ends[1]) != 0 ||
            posix_spawnp(&child, words[0], &actions, NULL, words, environ) != 0)
            child = -1;
        posix_spawn_file_actions_destroy(&actions);
    }
    close(ends[0]);
    if (child < 0)
        close(ends[1]);
    *ret_write = ends[1];
    return child;
}

static bool fits(const char *text, size_t length)
{
    int lines = 0;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    return lines < terminal_height(stdout);
}

bool pager_show(const char *command, const char *text, size_t length)
{
    int file = -1, status = 0;
    if (fits(text, length))
        return false;
    const pid_t child = start(command, &file);
    if (child < 0)
        return false;
    signal(SIGPIPE, SIG_IGN); /* read no further: enough was read */
    signal(SIGINT, SIG_IGN);  /* while the pager has the keyboard */
    signal(SIGQUIT, SIG_IGN);
    place_write(file, text, length);
    close(file);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return !(WIFEXITED(status) && WEXITSTATUS(status) >= NOT_STARTED);
}
