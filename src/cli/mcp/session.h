/* session.h - a session of the Model Context Protocol: messages in, answers out. */
#ifndef LLMCOST_CLI_MCP_SESSION_H
#define LLMCOST_CLI_MCP_SESSION_H

#include "cli/mcp/cancelled.h"
#include "cli/run/app.h"

enum { MAX_MESSAGE = 16 << 20 /* bytes */ };

struct version;
/* Begin with the app and, where requests may be cancelled, with what knows of that. */
struct session {
    const struct app *app;
    struct cancelled *cancelled;   /* NULL: nothing is known of what comes next */
    const struct version *version; /* that initialize agreed on; NULL: not yet */
};

/* Append what a line is answered with, or nothing. False when memory ran out. */
bool session_answer(struct session *session, const char *text, size_t length,
                    struct text_buffer *out);
/* The same for a line that was longer than MAX_MESSAGE. */
void session_refuse_length(struct text_buffer *out);

#endif
