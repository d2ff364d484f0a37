/* mcp.c - the command `mcp`: the commands as tools of the Model Context Protocol, for programs that
 * speak it on stdin and stdout. Knows where messages come from and go; what they mean is
 * src/cli/mcp's. It ends with its input, or when nobody reads its output any more.
 */
#include "cli/mcp/lines.h"
#include "cli/mcp/session.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum status end(struct app *app, const struct lines *lines, enum line line)
{
    if (line == LINE_FAILED)
        return STATUS_ENVIRONMENT;
    if (lines->error == 0)
        return STATUS_OK;
    deny(app->diags, E_UNREADABLE, NULL, "cannot read stdin: %s", strerror(lines->error));
    return STATUS_INPUT;
}

static enum status serve(struct app *app, struct session *session, struct lines *lines)
{
    FILE *out = app->sinks[0].stream;
    for (;;) {
        struct text_buffer answer = {0};
        const char *text;
        size_t length;
        const enum line line = lines_next(lines, &text, &length);
        bool good = true;
        if (line == LINE_END || line == LINE_FAILED)
            return end(app, lines, line);
        if (line == LINE_TOO_LONG)
            session_refuse_length(&answer);
        else
            good = session_answer(session, text, length, &answer);
        if (good && !answer.failed && answer.length > 0)
            good = fwrite(answer.data, 1, answer.length, out) == answer.length && fflush(out) == 0;
        app->sinks[0].error = good ? 0 : errno;
        good = good && !answer.failed;
        free(answer.data);
        if (!good)
            return STATUS_ENVIRONMENT;
    }
}

static enum status command_mcp(struct app *app)
{
    struct lines lines = {.file = STDIN_FILENO, .most = MAX_MESSAGE};
    struct cancelled *cancelled = calloc(1, sizeof *cancelled);
    struct session session = {.app = app, .cancelled = cancelled};
    enum status status = STATUS_ENVIRONMENT;
    signal(SIGPIPE, SIG_IGN); /* a client that is gone is a write that fails */
    if (cancelled != NULL && sinks_direct(app->sinks, app->sink_count, false, app->diags)) {
        cancelled->lines = &lines;
        status = serve(app, &session, &lines);
    }
    free(lines.data);
    free(cancelled);
    return status;
}

const struct command_row mcp_command = {
    .name = "mcp",
    .operands = "",
    .group = GROUP_TOOLS,
    .examples = {{.line = "mcp <session.jsonl", .note = "a recorded session"}},
    .text = "Serve the commands as tools of the Model Context Protocol",
    .details = "Reads messages of JSON-RPC 2.0 from stdin, a line each, and answers them on stdout "
               "until stdin ends. The tools check, report, solve, sweep, explain, diff, fields, "
               "catalog and portfolio take scenarios as YAML texts and answer with JSON, or with "
               "complaints and their codes. No file is opened, and there is no network.",
    .run = command_mcp,
};
