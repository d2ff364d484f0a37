/* cancelled.c - requests that need no answer (cancelled.h). A request runs to its end once it has
 * begun; so a notice is looked for before that, and before the answer is sent.
 */
#include "cli/mcp/cancelled.h"
#include "core/base/codes.h"

#include <stdlib.h>
#include <string.h>

static bool holds(const char *text, size_t length, const char *word)
{
    const size_t size = strlen(word);
    for (size_t i = 0; i + size <= length; i++)
        if (memcmp(text + i, word, size) == 0)
            return true;
    return false;
}

/* The request that a line cancels is remembered. */
static void look_at(struct cancelled *c, const char *text, size_t length)
{
    struct llmcost_diags *diags = malloc(sizeof *diags);
    enum rpc_error error;
    char id[MAX_ID];
    c->failed = c->failed || diags == NULL;
    if (diags == NULL)
        return;
    llmcost_diags_init(diags);
    cJSON *tree = message_read(text, length, diags, &error);
    const struct message message = message_of(tree);
    if (message.kind == MESSAGE_NOTIFICATION && strcmp(message.method, CANCELLED) == 0 &&
        message_id(cJSON_GetObjectItemCaseSensitive(message.params, "requestId"), id))
        memcpy(c->id[c->count++], id, sizeof id);
    c->failed = c->failed || has_error(diags, E_NO_MEMORY);
    cJSON_Delete(tree);
    free(diags);
}

/* What has come but is not due may say what need not be answered. */
static void look_ahead(struct cancelled *c)
{
    const char *text;
    size_t length;
    while (c->count < MAX_CANCELLED && lines_look(c->lines, &text, &length))
        if (holds(text, length, CANCELLED))
            look_at(c, text, length);
    c->failed = c->failed || c->lines->failed;
}

bool cancelled_holds(struct cancelled *c, const char *id)
{
    if (c == NULL)
        return false;
    look_ahead(c);
    for (int i = 0; i < c->count; i++)
        if (strcmp(c->id[i], id) == 0)
            return true;
    return false;
}

void cancelled_forget(struct cancelled *c, const cJSON *params)
{
    char id[MAX_ID];
    if (c == NULL || !message_id(cJSON_GetObjectItemCaseSensitive(params, "requestId"), id))
        return;
    for (int i = 0; i < c->count; i++) {
        if (strcmp(c->id[i], id) != 0)
            continue;
        c->count--;
        memmove(c->id[i], c->id[i + 1], (size_t)(c->count - i) * sizeof c->id[0]);
        return;
    }
}
