/* message.h - JSON-RPC 2.0: one message of a client as a value, and answers to it as text.
 * Knows requests, notifications and errors; knows nothing of methods.
 */
#ifndef LLMCOST_CLI_MCP_MESSAGE_H
#define LLMCOST_CLI_MCP_MESSAGE_H

#include "text/buffer.h"

#include "llmcost.h"

#include <cjson/cJSON.h>

enum rpc_error {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_NO_SUCH_METHOD = -32601,
    RPC_INVALID_PARAMS = -32602,
};

enum message_kind {
    MESSAGE_REQUEST,
    MESSAGE_NOTIFICATION,
    MESSAGE_RESPONSE, /* to a request that nobody has made */
    MESSAGE_INVALID,
};

enum { MAX_ID = 512 /* bytes of an id as JSON, with a NUL */ };

struct message {
    enum message_kind kind;
    const char *wrong; /* of an invalid one: a clause */
    char id[MAX_ID];   /* as JSON; "null" where there is none, or none that can be one */
    const char *method;
    const cJSON *params; /* an object, or NULL */
};

/* The tree that a line holds. NULL for what is not JSON, or has more values than any message needs:
 * the reason is in diags, E_NO_MEMORY where that ran out. Free with cJSON_Delete(). */
cJSON *message_read(const char *text, size_t length, struct llmcost_diags *diags,
                    enum rpc_error *ret_error);
struct message message_of(const cJSON *tree);
/* The id as it is compared and written; false for what cannot be one. */
bool message_id(const cJSON *value, char buffer[MAX_ID]);

/* {"jsonrpc": "2.0", "id": ID, "result": { - whoever calls it goes on and ends with two braces. */
void message_begin_result(struct text_buffer *out, const char *id);
/* A whole answer; data is JSON, NULL: there is none. */
void message_put_error(struct text_buffer *out, const char *id, int code, const char *text,
                       const char *data);

#endif
