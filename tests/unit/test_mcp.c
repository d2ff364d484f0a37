/* The Model Context Protocol below its sessions (tests/golden/mcp-*): lines of a stream, within a
 * limit and looked at before their turn; ids as they are compared; every tool is a command, and no
 * argument of one can be taken for another option; whatever a message is, what is answered is JSON.
 */
#include "unit.h"

#include "cli/commands/rows.h"
#include "cli/mcp/session.h"
#include "cli/mcp/tools.h"
#include "cli/options/rows.h"
#include "text/json/json_tree.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void check_string(const char *name, const char *got, const char *wanted)
{
    if (strcmp(got, wanted) != 0)
        print_error("%s: \"%s\", not \"%s\"\n", name, got, wanted);
    assert_string_equal(got, wanted);
}

/* ---- Lines ---- */

enum { MOST = 8 };

struct stream_case {
    const char *name, *text;
    const char *lines; /* each with its break, ! for one that is too long */
};

static const struct stream_case streams[] = {
    {.name = "nothing", .text = "", .lines = ""},
    {.name = "one", .text = "abc\n", .lines = "abc\n"},
    {.name = "the last without a break", .text = "abc\nd", .lines = "abc\nd\n"},
    {.name = "empty ones", .text = "\n\na\n", .lines = "\n\na\n"},
    {.name = "as long as may be", .text = "12345678\nx\n", .lines = "12345678\nx\n"},
    {.name = "too long", .text = "123456789\nx\n", .lines = "!\nx\n"},
    {.name = "much too long", .text = "12345678901234567890123\nx\n", .lines = "!\nx\n"},
    {.name = "too long at the end", .text = "x\n1234567890", .lines = "x\n!\n"},
};

/* All bytes at once, or one by one as a slow client writes them. */
static void read_stream(const struct stream_case *c, bool at_once)
{
    int ends[2];
    char got[64] = "";
    struct lines lines = {.most = MOST};
    size_t written = 0;
    assert_int_equal(pipe(ends), 0);
    lines.file = ends[0];
    for (;;) {
        const char *text;
        size_t length;
        while (written < strlen(c->text) && (at_once || written % 3 != 2)) {
            assert_int_equal(write(ends[1], c->text + written, 1), 1);
            written++;
        }
        if (written < strlen(c->text)) {
            assert_int_equal(write(ends[1], c->text + written++, 1), 1);
            while (lines_look(&lines, &text, &length))
                assert_true(memchr(text, '\n', length) == NULL);
            continue;
        }
        if (ends[1] >= 0)
            close(ends[1]);
        ends[1] = -1;
        const enum line line = lines_next(&lines, &text, &length);
        if (line == LINE_END)
            break;
        snprintf(got + strlen(got), sizeof got - strlen(got), "%.*s\n",
                 line == LINE_TOO_LONG ? 1 : (int)length, line == LINE_TOO_LONG ? "!" : text);
    }
    check_string(c->name, got, c->lines);
    free(lines.data);
    close(ends[0]);
}

static void test_streams(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(streams); i++) {
        read_stream(&streams[i], true);
        read_stream(&streams[i], false);
    }
}

static void test_look(void **state)
{
    (void)state;
    int ends[2];
    const char *text;
    size_t length;
    assert_int_equal(pipe(ends), 0);
    struct lines lines = {.file = ends[0], .most = MOST};
    assert_false(lines_look(&lines, &text, &length)); /* and does not wait */
    assert_int_equal(write(ends[1], "a\nb\nc", 5), 5);
    assert_true(lines_look(&lines, &text, &length) && length == 1 && *text == 'a');
    assert_true(lines_look(&lines, &text, &length) && length == 1 && *text == 'b');
    assert_false(lines_look(&lines, &text, &length));
    assert_int_equal(lines_next(&lines, &text, &length), LINE_WHOLE);
    assert_true(length == 1 && *text == 'a');
    assert_false(lines_look(&lines, &text, &length)); /* each once */
    close(ends[1]);
    assert_int_equal(lines_next(&lines, &text, &length), LINE_WHOLE);
    assert_int_equal(lines_next(&lines, &text, &length), LINE_WHOLE);
    assert_true(length == 1 && *text == 'c');
    assert_int_equal(lines_next(&lines, &text, &length), LINE_END);
    free(lines.data);
    close(ends[0]);
}

/* ---- Ids ---- */

static const struct {
    const char *json, *id; /* NULL: it is none */
} ids[] = {
    {.json = "1", .id = "1"},
    {.json = "-3", .id = "-3"},
    {.json = "9007199254740993",
     .id = "9007199254740993"}, /* as written, whatever a double holds */
    {.json = "1e2", .id = "100"},
    {.json = "1.5"},
    {.json = "\"a\"", .id = "\"a\""},
    {.json = "\"\"", .id = "\"\""},
    {.json = "\"\\\"\\\\\\u0001\\n\\u00e9\"", .id = "\"\\\"\\\\\\u0001\\u000a\xC3\xA9\""},
    {.json = "null"},
    {.json = "true"},
    {.json = "[1]"},
};

static void test_ids(void **state)
{
    (void)state;
    static struct llmcost_diags diags;
    char id[MAX_ID];
    for (size_t i = 0; i < COUNT(ids); i++) {
        llmcost_diags_init(&diags);
        cJSON *tree = json_read(ids[i].json, strlen(ids[i].json), &diags);
        assert_non_null(tree);
        assert_int_equal(message_id(tree, id), ids[i].id != NULL);
        check_string(ids[i].json, id, ids[i].id != NULL ? ids[i].id : "null");
        cJSON_Delete(tree);
    }
}

static void test_long_ids(void **state)
{
    (void)state;
    char text[2 * MAX_ID], id[MAX_ID];
    for (size_t length = 0; length < sizeof text - 1; length++) {
        memset(text, length % 2 != 0 ? 'x' : '\001', length);
        text[length] = '\0';
        cJSON *tree = cJSON_CreateString(text);
        const bool fits = message_id(tree, id);
        assert_true(strlen(id) < MAX_ID);
        assert_true(fits || strcmp(id, "null") == 0);
        assert_true(fits || length > 36); /* a UUID always does */
        cJSON_Delete(tree);
    }
}

/* ---- Tools ---- */

static const char *const tool_names[] = {"check", "report", "solve",   "sweep",    "explain",
                                         "diff",  "fields", "catalog", "portfolio"};

static const struct option_row *find_option_row(const char *name)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    for (int i = 0; i < count; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static void test_tools(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(tool_names); i++) {
        const struct tool *tool = tool_find(tool_names[i]);
        assert_non_null(tool);
        assert_non_null(command_find(commands, tool->name));
        for (int n = 0; n < MAX_ARGUMENTS && tool->arguments[n] != NULL; n++) {
            const struct argument *argument = tool->arguments[n];
            assert_ptr_equal(tool_argument(tool, argument->name), argument);
            if (argument->option == NULL)
                continue;
            const struct option_row *row = find_option_row(argument->option);
            assert_non_null(row);
            assert_int_equal(row->argument == NULL, argument->kind == ARGUMENT_SWITCH);
        }
    }
    assert_null(tool_find("import"));
    assert_null(tool_find(""));
}

/* ---- Messages that are none ---- */

static const char good[] =
    "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"tools/call\", \"params\": {\"name\": "
    "\"fields\", \"arguments\": {\"word\": \"burst\"}}}";

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    return *seed ^= *seed << 5;
}

/* A byte changed, left out or put in, up to four times. */
static size_t spoil(char *text, size_t length, uint32_t *seed)
{
    static const char bytes[] = "{}[]\",:0e-\\ntu\x01\x80\xFF";
    for (uint32_t times = 1 + next_random(seed) % 4; times > 0 && length > 1; times--) {
        const size_t at = next_random(seed) % length;
        const char byte = bytes[next_random(seed) % (sizeof bytes - 1)];
        const uint32_t how = next_random(seed) % 3;
        if (how == 0) {
            text[at] = byte;
        } else if (how == 1) {
            memmove(text + at, text + at + 1, --length - at);
        } else {
            memmove(text + at + 1, text + at, length++ - at);
            text[at] = byte;
        }
    }
    return length;
}

/* One line of JSON-RPC, or nothing. */
static void check_answer(const struct text_buffer *answer)
{
    static struct llmcost_diags diags;
    if (answer->length == 0)
        return;
    assert_int_equal(answer->data[answer->length - 1], '\n');
    assert_null(memchr(answer->data, '\n', answer->length - 1));
    llmcost_diags_init(&diags);
    cJSON *tree = json_read(answer->data, answer->length, &diags);
    assert_non_null(tree);
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(tree, "jsonrpc");
    assert_true(cJSON_IsString(version) && strcmp(version->valuestring, "2.0") == 0);
    assert_int_equal(cJSON_GetObjectItemCaseSensitive(tree, "result") == NULL,
                     cJSON_GetObjectItemCaseSensitive(tree, "error") != NULL);
    cJSON_Delete(tree);
}

static void ask(struct session *session, const char *text, size_t length,
                struct text_buffer *answer)
{
    *answer = (struct text_buffer){0};
    assert_true(session_answer(session, text, length, answer));
    check_answer(answer);
}

static void begin_session(struct session *session, struct app *app)
{
    static const char hello[] = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", "
                                "\"params\": {\"protocolVersion\": \"2025-06-18\"}}";
    static struct llmcost_diags diags;
    struct text_buffer answer;
    llmcost_diags_init(&diags);
    *app = (struct app){.commands = commands, .diags = &diags, .complaints = stderr};
    *session = (struct session){.app = app};
    ask(session, hello, sizeof hello - 1, &answer);
    free(answer.data);
}

static void test_malformed(void **state)
{
    (void)state;
    struct session session;
    struct app app;
    struct text_buffer answer;
    uint32_t seed = 20261128;
    char text[sizeof good + 16];
    begin_session(&session, &app);
    for (int i = 0; i < 1000; i++) {
        memcpy(text, good, sizeof good);
        const size_t length = spoil(text, sizeof good - 1, &seed);
        ask(&session, text, length, &answer);
        free(answer.data);
    }
    ask(&session, good, sizeof good - 1, &answer);
    assert_non_null(strstr(answer.data, "\"isError\": false"));
    free(answer.data);
}

/* ---- Names of texts ---- */

#define SIXTY_FOUR "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789ABCDEF"

static const struct {
    const char *name; /* as JSON writes it */
    bool good;
} names[] = {
    {.name = "chat.yaml", .good = true},
    {.name = "x", .good = true},
    {.name = "7-days_of.chat..v2.yaml-", .good = true},
    {.name = SIXTY_FOUR, .good = true},
    {.name = SIXTY_FOUR "g"},
    {.name = ""},
    {.name = "-"},
    {.name = "-x.yaml"},
    {.name = ".yaml"},
    {.name = "_x"},
    {.name = "/x.yaml"},
    {.name = "x/y.yaml"},
    {.name = "a.b/../ \\n!c"},
    {.name = "a.b c"},
    {.name = "a.b.c:d"},
    {.name = "a\\u001b[31mb"},
    {.name = "a-\xC3\xA9"},
};

static void test_names(void **state)
{
    (void)state;
    struct session session;
    struct app app;
    struct text_buffer answer;
    begin_session(&session, &app);
    for (size_t i = 0; i < COUNT(names); i++) {
        char text[512];
        snprintf(
            text, sizeof text,
            "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"tools/call\", \"params\": {\"name\": "
            "\"portfolio\", \"arguments\": {\"scenarios\": {\"%s\": \"\", \"b.yaml\": \"\"}}}}",
            names[i].name);
        ask(&session, text, strlen(text), &answer);
        if ((strstr(answer.data, "is no name") == NULL) != names[i].good)
            print_error("%s: %s", names[i].name, answer.data);
        assert_int_equal(strstr(answer.data, "is no name") == NULL, names[i].good);
        free(answer.data);
    }
}

/* A tree is never out of proportion to its line. */
static void test_many_values(void **state)
{
    (void)state;
    enum { VALUES = 200000 };
    static char text[2 * VALUES + 2];
    static struct llmcost_diags diags;
    enum rpc_error error;
    for (size_t i = 0; i < VALUES; i++)
        snprintf(text + 2 * i, 3, i == 0 ? "[1" : ",1");
    text[2 * VALUES] = ']';
    llmcost_diags_init(&diags);
    assert_null(message_read(text, sizeof text - 1, &diags, &error));
    assert_int_equal(error, RPC_INVALID_REQUEST);
    assert_int_equal(diags.list[0].code, E_TOO_MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_streams), cmocka_unit_test(test_look),
        cmocka_unit_test(test_ids),     cmocka_unit_test(test_long_ids),
        cmocka_unit_test(test_tools),   cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_names),   cmocka_unit_test(test_many_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
