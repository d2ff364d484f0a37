/* cancelled.h - requests that need no answer, because what has come behind them says so. */
#ifndef LLMCOST_CLI_MCP_CANCELLED_H
#define LLMCOST_CLI_MCP_CANCELLED_H

#include "cli/mcp/lines.h"
#include "cli/mcp/message.h"

#define CANCELLED "notifications/cancelled"

enum { MAX_CANCELLED = 32 };

/* Begin with the lines set, all else zero. */
struct cancelled {
    struct lines *lines;
    char id[MAX_CANCELLED][MAX_ID];
    int count;
    bool failed; /* memory ran out */
};

/* Whether a notice that has come, but is not due, cancels the request; NULL holds none. */
bool cancelled_holds(struct cancelled *cancelled, const char *id);
/* A notice is due, and what it cancelled has been passed. */
void cancelled_forget(struct cancelled *cancelled, const cJSON *params);

#endif
