/* session.c - a session of the Model Context Protocol (session.h).
 * Knows the versions of the protocol and what each asks of a server that has tools alone; refuses
 * to know the tools (tools.c) and what a message is made of (message.c). Requests are answered in
 * their order; one that was cancelled before its answer is not answered.
 * To add a version: a row of `versions`. To add a method: a row of `methods`.
 */
#include "cli/mcp/session.h"
#include "cli/mcp/call.h"
#include "core/base/count.h"
#include "text/json/json.h"

#include <stdlib.h>
#include <string.h>

enum { UNSUPPORTED_VERSION = -32022, MAX_BATCH = 100, MOST_OF_BATCH = 16 << 20 };

#define META "io.modelcontextprotocol/"

struct version {
    const char *name;
    bool stateless;  /* every request states it; there is no handshake, and no ping */
    bool structured; /* answers are JSON values as well as texts */
    bool tells;      /* arguments that do not fit are told to the model, not to its client */
    bool batches;
};

/* The newest first, and before it what needs no handshake. */
static const struct version versions[] = {
    {.name = "2026-07-28", .stateless = true, .structured = true, .tells = true},
    {.name = "2025-11-25", .structured = true, .tells = true},
    {.name = "2025-06-18", .structured = true},
    {.name = "2025-03-26", .batches = true},
    {.name = "2024-11-05"},
};

static const char server_info[] = "{\"name\": \"llmcost\", \"title\": \"llmcost\", \"version\": "
                                  "\"" LLMCOST_VERSION "\"}";
static const char instructions[] =
    "Costs of hosted LLM APIs against GPUs of one's own. Write a scenario as YAML (fields and "
    "catalog say what it may hold), check it, then report with brief, and explain what is asked "
    "about. Never guess a throughput, a price or a demand: ask for it, or leave it out. Quote what "
    "was not priced with every figure.";

/* A request on its way: the version it is of and where its answer goes. */
struct request {
    struct session *session;
    const struct message *message;
    const struct version *version;
    struct text_buffer *out;
};

static const struct version *find_version(const char *name, bool stateless)
{
    for (size_t i = 0; i < COUNT(versions); i++)
        if (versions[i].stateless == stateless && strcmp(versions[i].name, name) == 0)
            return &versions[i];
    return NULL;
}

static bool refuse(const struct request *request, int code, const char *text)
{
    message_put_error(request->out, request->message->id, code, text, NULL);
    return true;
}

/* ---- Results ---- */

static void begin_result(const struct request *request)
{
    message_begin_result(request->out, request->message->id);
    if (request->version->stateless)
        text_put(request->out, "\"resultType\": \"complete\", ");
}

/* `cached`: one that is the same for everybody and as long as this process lives. */
static bool end_result(const struct request *request, bool cached)
{
    if (request->version->stateless && cached)
        text_put(request->out, ", \"ttlMs\": 3600000, \"cacheScope\": \"public\"");
    if (request->version->stateless) {
        text_put_all(request->out, ", \"_meta\": {\"" META "serverInfo\": ", server_info, "}",
                     NULL);
    }
    text_put(request->out, "}}");
    return true;
}

static void put_capabilities(struct text_buffer *out)
{
    text_put(out, "\"capabilities\": {\"tools\": {}}");
}

static void put_versions(struct text_buffer *out)
{
    text_put(out, "[");
    for (size_t i = 0; i < COUNT(versions); i++) {
        json_put_after(out, i > 0 ? ", " : "", versions[i].name);
    }
    text_put(out, "]");
}

static void put_instructions(struct text_buffer *out)
{
    json_put_after(out, ", \"instructions\": ", instructions);
}

/* ---- Methods ---- */

static bool method_initialize(const struct request *request)
{
    const cJSON *wanted =
        cJSON_GetObjectItemCaseSensitive(request->message->params, "protocolVersion");
    if (request->session->version != NULL)
        return refuse(request, RPC_INVALID_REQUEST, "the session is initialized already");
    if (!cJSON_IsString(wanted))
        return refuse(request, RPC_INVALID_PARAMS, "params.protocolVersion is no text");
    const struct version *version = find_version(wanted->valuestring, false);
    if (version == NULL)
        version = &versions[1]; /* the newest that begins so */
    request->session->version = version;
    message_begin_result(request->out, request->message->id);
    json_put_after(request->out, "\"protocolVersion\": ", version->name);
    text_put(request->out, ", ");
    put_capabilities(request->out);
    text_put_all(request->out, ", \"serverInfo\": ", server_info, NULL);
    put_instructions(request->out);
    text_put(request->out, "}}");
    return true;
}

static bool method_discover(const struct request *request)
{
    begin_result(request);
    text_put(request->out, "\"supportedVersions\": ");
    put_versions(request->out);
    text_put(request->out, ", ");
    put_capabilities(request->out);
    put_instructions(request->out);
    return end_result(request, true);
}

static bool method_ping(const struct request *request)
{
    message_begin_result(request->out, request->message->id);
    text_put(request->out, "}}");
    return true;
}

static bool method_list(const struct request *request)
{
    if (cJSON_GetObjectItemCaseSensitive(request->message->params, "cursor") != NULL)
        return refuse(request, RPC_INVALID_PARAMS, "there is one page: no cursor is known");
    begin_result(request);
    text_put(request->out, "\"tools\": ");
    tools_put(request->out, request->version->structured);
    return end_result(request, true);
}

static void put_text_content(struct text_buffer *out, const char *text)
{
    json_put_after(out, "{\"type\": \"text\", \"text\": ", text);
    text_put(out, "}");
}

static void put_answer(const struct request *request, const struct answer *answer)
{
    begin_result(request);
    text_put(request->out, "\"content\": [");
    put_text_content(request->out, answer->json.data);
    if (answer->notes.length > 0) {
        text_put(request->out, ", ");
        put_text_content(request->out, answer->notes.data);
    }
    text_put(request->out, "]");
    if (request->version->structured) {
        text_put(request->out, ", \"structuredContent\": ");
        text_add(request->out, answer->json.data, answer->json.length);
    }
    text_put(request->out, answer->is_error ? ", \"isError\": true" : ", \"isError\": false");
    end_result(request, false);
}

static bool method_call(const struct request *request)
{
    const struct message *message = request->message;
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(message->params, "name");
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(message->params, "arguments");
    const struct tool *tool = cJSON_IsString(name) ? tool_find(name->valuestring) : NULL;
    struct answer answer;
    if (!cJSON_IsString(name))
        return refuse(request, RPC_INVALID_PARAMS, "params.name is no text");
    if (tool == NULL)
        return refuse(request, RPC_INVALID_PARAMS, "there is no such tool: tools/list names them");
    if (arguments != NULL && !cJSON_IsObject(arguments))
        return refuse(request, RPC_INVALID_PARAMS, "params.arguments is no object");
    const bool called = tool_call(request->session->app, tool, arguments, &answer);
    if (called && !cancelled_holds(request->session->cancelled, message->id)) {
        if (answer.misfit && !request->version->tells)
            message_put_error(request->out, message->id, RPC_INVALID_PARAMS,
                              "the arguments do not fit the tool", answer.json.data);
        else
            put_answer(request, &answer);
    }
    answer_free(&answer);
    return called;
}

/* In which sessions a method is known. */
enum era { WITH_HANDSHAKE = 1, STATELESS = 2, BEFORE_HANDSHAKE = 4 };

static const struct {
    const char *name;
    bool (*answer)(const struct request *request); /* false when memory ran out */
    int eras;
} methods[] = {
    {.name = "initialize", .answer = method_initialize, .eras = WITH_HANDSHAKE | BEFORE_HANDSHAKE},
    {.name = "ping", .answer = method_ping, .eras = WITH_HANDSHAKE | BEFORE_HANDSHAKE},
    {.name = "server/discover", .answer = method_discover, .eras = STATELESS},
    {.name = "tools/list", .answer = method_list, .eras = WITH_HANDSHAKE | STATELESS},
    {.name = "tools/call", .answer = method_call, .eras = WITH_HANDSHAKE | STATELESS},
};

/* ---- Messages ---- */

/* What a request states of itself, where it does; false after an answer. */
static bool find_era(struct request *request, bool *ret_stateless)
{
    const cJSON *meta = cJSON_GetObjectItemCaseSensitive(request->message->params, "_meta");
    const cJSON *stated = cJSON_GetObjectItemCaseSensitive(meta, META "protocolVersion");
    *ret_stateless = stated != NULL;
    if (stated == NULL)
        return true;
    if (!cJSON_IsString(stated) ||
        !cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(meta, META "clientCapabilities")))
        return !refuse(request, RPC_INVALID_PARAMS,
                       "params._meta needs protocolVersion, a text, and clientCapabilities, an "
                       "object, both of " META);
    request->version = find_version(stated->valuestring, true);
    if (request->version != NULL)
        return true;
    struct text_buffer data = {0};
    text_put(&data, "{\"supported\": ");
    put_versions(&data);
    json_put_after(&data, ", \"requested\": ", stated->valuestring);
    text_put(&data, "}");
    message_put_error(request->out, request->message->id, UNSUPPORTED_VERSION,
                      "Unsupported protocol version", data.failed ? NULL : data.data);
    request->out->failed = request->out->failed || data.failed;
    free(data.data);
    return false;
}

static bool answer_request(struct session *session, const struct message *message, bool alone,
                           struct text_buffer *out)
{
    struct request request = {
        .session = session, .message = message, .version = session->version, .out = out};
    bool stateless;
    if (!find_era(&request, &stateless) || cancelled_holds(session->cancelled, message->id))
        return true;
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (strcmp(methods[i].name, message->method) != 0 ||
            (methods[i].eras & (stateless ? STATELESS : WITH_HANDSHAKE)) == 0)
            continue;
        if (!stateless && session->version == NULL && (methods[i].eras & BEFORE_HANDSHAKE) == 0)
            return refuse(&request, RPC_INVALID_REQUEST, "initialize comes first");
        if (!alone && methods[i].answer == method_initialize)
            return refuse(&request, RPC_INVALID_REQUEST, "initialize stands alone");
        return methods[i].answer(&request);
    }
    return refuse(&request, RPC_NO_SUCH_METHOD, "there is no such method");
}

/* One message of a line, or of a batch. */
static bool answer_one(struct session *session, const cJSON *tree, bool alone,
                       struct text_buffer *out)
{
    const struct message message = message_of(tree);
    switch (message.kind) {
    case MESSAGE_REQUEST:
        return answer_request(session, &message, alone, out);
    case MESSAGE_NOTIFICATION:
        if (strcmp(message.method, CANCELLED) == 0)
            cancelled_forget(session->cancelled, message.params);
        return true;
    case MESSAGE_RESPONSE:
        return true;
    case MESSAGE_INVALID:
        message_put_error(out, message.id, RPC_INVALID_REQUEST, message.wrong, NULL);
        return true;
    }
    return true;
}

static bool answer_batch(struct session *session, const cJSON *tree, struct text_buffer *out)
{
    const int count = cJSON_GetArraySize(tree);
    const struct version *version = session->version;
    bool good = true;
    const char *wrong = version == NULL || !version->batches ? "this version has no batches"
                        : count == 0                         ? "a batch holds messages"
                                                             : NULL;
    if (wrong == NULL && count > MAX_BATCH)
        wrong = "more than 100 messages in a batch";
    if (wrong != NULL) {
        message_put_error(out, "null", RPC_INVALID_REQUEST, wrong, NULL);
        return true;
    }
    text_put(out, "[");
    for (const cJSON *item = tree->child; item != NULL && good; item = item->next) {
        const size_t before = out->length;
        const size_t opened = before > 1 ? 2 : 0;
        text_put(out, opened > 0 ? ", " : "");
        if (before < MOST_OF_BATCH)
            good = answer_one(session, item, false, out);
        else
            message_put_error(out, message_of(item).id, RPC_INVALID_REQUEST,
                              "the answers of this batch are too large", NULL);
        if (out->length == before + opened) /* nothing to say */
            out->length = before;
    }
    if (out->length > 1)
        text_put(out, "]");
    else
        out->length = 0;
    return good;
}

void session_refuse_length(struct text_buffer *out)
{
    message_put_error(out, "null", RPC_INVALID_REQUEST, "a message is longer than 16 MiB", NULL);
    text_put(out, "\n");
}

static bool is_blank(const char *text, size_t length)
{
    while (length > 0 && (*text == ' ' || *text == '\t' || *text == '\r')) {
        text++;
        length--;
    }
    return length == 0;
}

bool session_answer(struct session *session, const char *text, size_t length,
                    struct text_buffer *out)
{
    struct llmcost_diags *diags = malloc(sizeof *diags);
    enum rpc_error error;
    bool good = diags != NULL;
    if (!good || is_blank(text, length)) {
        free(diags);
        return good;
    }
    llmcost_diags_init(diags);
    cJSON *tree = message_read(text, length, diags, &error);
    if (tree == NULL)
        good = !has_error(diags, E_NO_MEMORY);
    else if (cJSON_IsArray(tree))
        good = answer_batch(session, tree, out);
    else
        good = answer_one(session, tree, true, out);
    if (tree == NULL && good)
        message_put_error(out, "null", error, diags->list[0].text, NULL);
    if (out->length > 0)
        text_put(out, "\n");
    cJSON_Delete(tree);
    free(diags);
    return good && !out->failed && (session->cancelled == NULL || !session->cancelled->failed);
}
