/* call.h - a call of a tool: its arguments become the command line of the command, and what that
 * prints the answer. No file is opened and nothing is printed.
 */
#ifndef LLMCOST_CLI_MCP_CALL_H
#define LLMCOST_CLI_MCP_CALL_H

#include "cli/mcp/tools.h"
#include "cli/run/app.h"

struct answer {
    struct text_buffer json;  /* on one line */
    struct text_buffer notes; /* complaints beside an answer, as JSON too; empty: there are none */
    bool is_error;            /* json is complaints */
    bool misfit;              /* for the arguments are not those of the tool */
};

/* Arguments NULL: none. False when memory ran out; free with answer_free() in either case. */
bool tool_call(const struct app *app, const struct tool *tool, const cJSON *arguments,
               struct answer *ret_answer);
void answer_free(struct answer *answer);

#endif
