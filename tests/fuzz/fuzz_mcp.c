/* fuzz_mcp.c - sessions of the Model Context Protocol: whatever its lines say, each is answered
 * with one line of JSON-RPC or with nothing, and the session goes on.
 */
#include "fuzz.h"

#include "cli/commands/rows.h"
#include "cli/mcp/session.h"
#include "text/json/json_tree.h"

static void require_answer(const struct text_buffer *answer)
{
    static struct llmcost_diags diags;
    if (answer->length == 0)
        return;
    REQUIRE(memchr(answer->data, '\n', answer->length) == answer->data + answer->length - 1);
    llmcost_diags_init(&diags);
    cJSON *tree = json_read(answer->data, answer->length, &diags);
    REQUIRE(tree != NULL);
    cJSON_Delete(tree);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct session session;
    static struct llmcost_diags diags;
    const char *text = (const char *)data, *end = text + size;
    llmcost_diags_init(&diags);
    const struct app app = {.commands = commands, .diags = &diags, .complaints = stderr};
    session = (struct session){.app = &app};
    while (text < end) {
        const char *found = memchr(text, '\n', (size_t)(end - text));
        const size_t length = (size_t)((found != NULL ? found : end) - text);
        struct text_buffer answer = {0};
        REQUIRE(session_answer(&session, text, length, &answer));
        require_answer(&answer);
        free(answer.data);
        text += length + (found != NULL);
    }
}
