/* message.c - JSON-RPC 2.0, strictly (message.h). A line is looked through before a tree is made of
 * it, so that the tree is never out of proportion to it.
 */
#include "cli/mcp/message.h"
#include "core/base/codes.h"
#include "text/json/json.h"
#include "text/json/json_scan.h"
#include "text/json/json_tree.h"

#include <stdio.h>
#include <string.h>

enum { MAX_EVENTS = 100000 };

cJSON *message_read(const char *text, size_t length, struct llmcost_diags *diags,
                    enum rpc_error *ret_error)
{
    struct json_scan scan;
    enum json_event event = JSON_NULL;
    *ret_error = RPC_PARSE_ERROR;
    json_scan_begin(&scan, text, length, false);
    for (int events = 0; event != JSON_END && event != JSON_ERROR; events++) {
        event = json_scan_next(&scan);
        if (events < MAX_EVENTS)
            continue;
        *ret_error = RPC_INVALID_REQUEST;
        deny(diags, E_TOO_MANY, NULL, "more than %d values in a message", MAX_EVENTS);
        return NULL;
    }
    return json_read(text, length, diags);
}

/* Without the heap: what memory did not suffice for must not look like another id. */
static bool quote(const char *text, char buffer[MAX_ID])
{
    size_t used = 0;
    buffer[used++] = '"';
    for (; *text != '\0' && used + sizeof "\\u0000\"" <= MAX_ID; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c < ' ') {
            used += (size_t)snprintf(buffer + used, MAX_ID - used, "\\u%04x", (unsigned)c);
            continue;
        }
        if (c == '"' || c == '\\')
            buffer[used++] = '\\';
        buffer[used++] = *text;
    }
    snprintf(buffer + used, MAX_ID - used, "\"");
    return *text == '\0';
}

bool message_id(const cJSON *value, char buffer[MAX_ID])
{
    bool good = false;
    if (cJSON_IsString(value)) {
        good = quote(value->valuestring, buffer);
    } else if (cJSON_IsNumber(value) && strlen(value->valuestring) < MAX_ID) {
        good = strchr(value->valuestring, '.') == NULL;
        snprintf(buffer, MAX_ID, "%s", value->valuestring);
    }
    if (!good)
        snprintf(buffer, MAX_ID, "null");
    return good;
}

static struct message invalid(struct message message, const char *wrong)
{
    message.kind = MESSAGE_INVALID;
    message.wrong = wrong;
    return message;
}

struct message message_of(const cJSON *tree)
{
    struct message message = {.kind = MESSAGE_REQUEST, .id = "null"};
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(tree, "jsonrpc");
    const cJSON *method = cJSON_GetObjectItemCaseSensitive(tree, "method");
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(tree, "id");
    if (!cJSON_IsObject(tree))
        return invalid(message, "a message is an object");
    const bool has_id = message_id(id, message.id);
    if (!cJSON_IsString(version) || strcmp(version->valuestring, "2.0") != 0)
        return invalid(message, "\"jsonrpc\" is not \"2.0\"");
    if (method == NULL && (cJSON_GetObjectItemCaseSensitive(tree, "result") != NULL ||
                           cJSON_GetObjectItemCaseSensitive(tree, "error") != NULL)) {
        message.kind = MESSAGE_RESPONSE;
        return message;
    }
    if (method == NULL || !cJSON_IsString(method))
        return invalid(message, "\"method\" is no text");
    if (id != NULL && !has_id)
        return invalid(message, "\"id\" is neither a short text nor a whole number");
    message.method = method->valuestring;
    message.params = cJSON_GetObjectItemCaseSensitive(tree, "params");
    if (message.params != NULL && !cJSON_IsObject(message.params))
        return invalid(message, "\"params\" is no object");
    if (id == NULL)
        message.kind = MESSAGE_NOTIFICATION;
    return message;
}

void message_begin_result(struct text_buffer *out, const char *id)
{
    text_put_all(out, "{\"jsonrpc\": \"2.0\", \"id\": ", id, ", \"result\": {", NULL);
}

void message_put_error(struct text_buffer *out, const char *id, int code, const char *text,
                       const char *data)
{
    char number[16];
    snprintf(number, sizeof number, "%d", code);
    text_put_all(out, "{\"jsonrpc\": \"2.0\", \"id\": ", id, ", \"error\": {\"code\": ", number,
                 ", \"message\": ", NULL);
    json_put_text(out, text);
    text_put_all(out, data != NULL ? ", \"data\": " : "", data != NULL ? data : "", "}}", NULL);
}
