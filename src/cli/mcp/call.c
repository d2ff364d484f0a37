/* call.c - a call of a tool as a run of its command (call.h).
 * Knows how arguments become words and what is made of two outputs; refuses to know any tool
 * (tools.c) and any command: their words are parsed as those of a terminal are, but for the values,
 * which can never be taken for an option.
 */
#include "cli/mcp/call.h"
#include "text/arena.h"
#include "text/json/json.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ANSWER = 8 << 20, MOST_COMPLAINTS = 1 << 20, OWN_WORDS = 4, MAX_TEXT_NAME = 64 };
enum { OUTPUT, COMPLAINTS, SINKS };

static const struct diag_style json_style = {.format = DIAG_JSON, .max_errors = DEFAULT_MAX_ERRORS};

/* A command line on its way. */
struct line {
    struct arena arena;
    char **word;
    char **operand;
    struct source *text;
    int words, operands, texts;
    struct llmcost_diags *diags;
};

/* ---- Arguments ---- */

/* "the tool "solve": path is missing". */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
static bool
misfit(struct line *line, const struct tool *tool, const char *advice, const char *format, ...)
{
    char what[160];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    deny(line->diags, E_OPERANDS, NULL, "the tool \"%s\": %s", tool->name, what);
    llmcost_advise(line->diags, "%s", advice);
    return false;
}

/* A word of the pieces; NULL when memory ran out. */
static char *join(struct line *line, const char *a, const char *b, const char *c, const char *d)
{
    const size_t length = strlen(a) + strlen(b) + strlen(c) + strlen(d) + 1;
    char *word = arena_take(&line->arena, length, 1);
    if (word != NULL)
        snprintf(word, length, "%s%s%s%s", a, b, c, d);
    return word;
}

static void add_value(struct line *line, const struct argument *argument, const char *value)
{
    if (argument->option == NULL)
        line->operand[line->operands++] = join(line, value, "", "", "");
    else
        line->word[line->words++] = join(line, "--", argument->option, "=", value);
}

/* A text under a name, which then stands where a file does. */
static void add_text(struct line *line, const struct argument *argument, const char *name,
                     const char *text)
{
    line->text[line->texts++] = (struct source){.name = name, .text = text, .length = strlen(text)};
    if (name != NULL)
        add_value(line, argument, name);
}

/* A letter or a digit, and behind it points and dashes as well. */
static bool is_name(const char *name)
{
    static const char signs[] = "._-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    const size_t length = strlen(name);
    return length > 0 && length <= MAX_TEXT_NAME && strspn(name, "._-") == 0 &&
           strspn(name, signs) == length;
}

/* The entries of a list or a map. */
static bool add_entries(struct line *line, const struct tool *tool, const struct argument *argument,
                        const cJSON *list)
{
    int count = 0;
    for (const cJSON *item = list->child; item != NULL; item = item->next) {
        char number[16];
        count++;
        if (!cJSON_IsString(item))
            return misfit(line, tool, "write texts, in quotes", "%s holds what is no text",
                          argument->name);
        snprintf(number, sizeof number, "%d", count);
        if (argument->kind == ARGUMENT_WORDS)
            add_value(line, argument, item->valuestring);
        else if (argument->kind == ARGUMENT_FRAGMENTS)
            add_text(line, argument, join(line, argument->name, "-", number, ".yaml"),
                     item->valuestring);
        else if (is_name(item->string))
            add_text(line, argument, item->string, item->valuestring);
        else
            return misfit(line, tool, "write letters, digits, points and dashes, as in chat.yaml",
                          "%s: \"%.60s\" is no name", argument->name, item->string);
    }
    if (argument->most > 0 && (count < argument->least || count > argument->most))
        return misfit(line, tool, "see the description of the tool",
                      "%s has %d entries, not %d to %d", argument->name, count, argument->least,
                      argument->most);
    return true;
}

static bool add_argument(struct line *line, const struct tool *tool,
                         const struct argument *argument, const cJSON *value)
{
    switch (argument->kind) {
    case ARGUMENT_TEXT:
    case ARGUMENT_WORD:
        if (!cJSON_IsString(value))
            return misfit(line, tool, argument->text, "%s is no text", argument->name);
        if (argument->kind == ARGUMENT_WORD)
            add_value(line, argument, value->valuestring);
        else
            add_text(line, argument, join(line, argument->name, ".yaml", "", ""),
                     value->valuestring);
        return true;
    case ARGUMENT_NAMED:
        if (!cJSON_IsObject(value))
            return misfit(line, tool, argument->text, "%s is no map of texts", argument->name);
        return add_entries(line, tool, argument, value);
    case ARGUMENT_FRAGMENTS:
    case ARGUMENT_WORDS:
        if (!cJSON_IsArray(value))
            return misfit(line, tool, argument->text, "%s is no list of texts", argument->name);
        return add_entries(line, tool, argument, value);
    case ARGUMENT_WHOLE:
        if (!cJSON_IsNumber(value))
            return misfit(line, tool, argument->text, "%s is no number", argument->name);
        add_value(line, argument, value->valuestring);
        return true;
    case ARGUMENT_SWITCH:
        if (!cJSON_IsBool(value))
            return misfit(line, tool, "write true or false", "%s is neither true nor false",
                          argument->name);
        if (cJSON_IsTrue(value))
            line->word[line->words++] = join(line, "--", argument->option, "", "");
        return true;
    }
    return false;
}

/* What is there beyond the tool's own arguments. */
static bool knows_all(struct line *line, const struct tool *tool, const cJSON *arguments)
{
    const char *names[MAX_ARGUMENTS];
    size_t count = 0;
    for (; count < MAX_ARGUMENTS && tool->arguments[count] != NULL; count++)
        names[count] = tool->arguments[count]->name;
    for (const cJSON *item = arguments != NULL ? arguments->child : NULL; item != NULL;
         item = item->next) {
        if (tool_argument(tool, item->string) != NULL)
            continue;
        char advice[256] = "its arguments are ";
        for (size_t i = 0, end = strlen(advice); i < count && end < sizeof advice; i++)
            end += (size_t)snprintf(advice + end, sizeof advice - end, "%s%s", i > 0 ? ", " : "",
                                    names[i]);
        const char *nearest = llmcost_nearest(item->string, names, count);
        if (nearest != NULL)
            snprintf(advice, sizeof advice, "did you mean \"%s\"?", nearest);
        return misfit(line, tool, advice, "it has no argument \"%.60s\"", item->string);
    }
    return true;
}

static bool add_arguments(struct line *line, const struct tool *tool, const cJSON *arguments)
{
    int ones = 0, given = 0;
    bool good = knows_all(line, tool, arguments);
    for (int i = 0; good && i < MAX_ARGUMENTS && tool->arguments[i] != NULL; i++) {
        const struct argument *argument = tool->arguments[i];
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(arguments, argument->name);
        ones += argument->one;
        given += argument->one && value != NULL;
        if (value != NULL)
            good = add_argument(line, tool, argument, value);
        else if (argument->required)
            good = misfit(line, tool, argument->text, "%s is missing", argument->name);
    }
    if (good && ones > 0 && given != 1)
        good = misfit(line, tool, "give either a scenario or a code",
                      given == 0 ? "both scenario and code are missing"
                                 : "a scenario and a code are given");
    return good;
}

static int count_values(const cJSON *value)
{
    int count = 1;
    for (const cJSON *item = cJSON_IsObject(value) || cJSON_IsArray(value) ? value->child : NULL;
         item != NULL; item = item->next)
        count += count_values(item);
    return count;
}

/* ---- The run ---- */

/* All words in the order of a terminal: llmcost COMMAND OPTIONS -- OPERANDS. */
static enum status run_words(const struct app *app, struct line *line, struct sink *sinks)
{
    struct options options;
    const struct texts texts = {.list = line->text, .count = line->texts};
    struct app run = {.options = &options,
                      .commands = app->commands,
                      .sinks = &sinks[OUTPUT],
                      .sink_count = 1,
                      .diags = line->diags,
                      .complaints = sinks[COMPLAINTS].stream,
                      .diag_style = json_style,
                      .texts = &texts};
    for (int i = 0; i < line->operands; i++)
        line->word[line->words++] = line->operand[i];
    enum status status = STATUS_USAGE;
    if (options_parse(line->words, line->word, app->commands, &options, line->diags))
        status = options.command->run(&run);
    else if (has_error(line->diags, E_OUT_OF_MEMORY))
        status = STATUS_ENVIRONMENT;
    if (status == STATUS_ENVIRONMENT && sinks[OUTPUT].too_large) {
        deny(line->diags, E_TOO_LARGE, "ask for less of it: fewer points, fewer draws",
             "the answer is larger than %d MiB", MOST_ANSWER >> 20);
        status = STATUS_INPUT;
    }
    options_free(&options);
    return status;
}

/* ---- The answer ---- */

/* What stands on lines of its own on one; no text of JSON holds a line break. */
static void put_compact(struct text_buffer *out, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *found = memchr(text, '\n', (size_t)(end - text));
        const size_t part = (size_t)((found != NULL ? found : end) - text);
        text_add(out, text, part);
        text += part + (found != NULL);
        while (text < end && *text == ' ')
            text++;
    }
}

/* Complaints, a line of JSON each, as one value. */
static void put_diagnostics(struct text_buffer *out, enum status status, const struct sink *sink)
{
    char head[96];
    snprintf(head, sizeof head,
             "{\"kind\": \"llmcost.diagnostics\", \"format_version\": \"1.0\", \"status\": %d, "
             "\"diagnostics\": [",
             (int)status);
    text_put(out, head);
    for (size_t at = 0; at < sink->length;) {
        const char *line = sink->text + at;
        const char *found = memchr(line, '\n', sink->length - at);
        const size_t length = found != NULL ? (size_t)(found - line) : sink->length - at;
        text_put(out, at > 0 ? ", " : "");
        text_add(out, line, length);
        at += length + 1;
    }
    text_put(out, "]}");
}

static void make_answer(enum status status, const struct tool *tool, const struct sink *sinks,
                        struct answer *answer)
{
    answer->is_error = status > STATUS_GATE;
    if (answer->is_error || tool->kinds[0] == NULL)
        put_diagnostics(&answer->json, status, &sinks[COMPLAINTS]);
    else
        put_compact(&answer->json, sinks[OUTPUT].text, sinks[OUTPUT].length);
    if (!answer->is_error && tool->kinds[0] != NULL && sinks[COMPLAINTS].length > 0)
        put_diagnostics(&answer->notes, status, &sinks[COMPLAINTS]);
}

/* Room for every word that the arguments can come to. */
static bool line_begin(struct line *line, const struct app *app, const struct tool *tool,
                       const cJSON *arguments)
{
    const size_t room = (size_t)(arguments != NULL ? count_values(arguments) : 0) + OWN_WORDS;
    const bool json = (command_find(app->commands, tool->name)->takes & TAKES_FORMAT) != 0;
    line->diags = malloc(sizeof *line->diags);
    line->word = arena_take(&line->arena, 2 * room, sizeof *line->word);
    line->operand = arena_take(&line->arena, room, sizeof *line->operand);
    line->text = arena_take(&line->arena, room, sizeof *line->text);
    if (line->diags == NULL || line->arena.failed)
        return false;
    llmcost_diags_init(line->diags);
    line->word[line->words++] = join(line, "llmcost", "", "", "");
    line->word[line->words++] = join(line, tool->name, "", "", "");
    if (json)
        line->word[line->words++] = join(line, "-fjson", "", "", "");
    return !line->arena.failed;
}

bool tool_call(const struct app *app, const struct tool *tool, const cJSON *arguments,
               struct answer *ret_answer)
{
    const struct target targets[SINKS] = {
        [OUTPUT] = {.format = format_find("json", 4)}, [COMPLAINTS] = {.format = formats[0]}};
    struct sink sinks[SINKS] = {{.text = NULL}};
    struct line line = {.diags = NULL};
    enum status status = STATUS_ENVIRONMENT;
    *ret_answer = (struct answer){.misfit = false};
    if (line_begin(&line, app, tool, arguments) && sinks_open(sinks, SINKS, targets, line.diags)) {
        sinks[OUTPUT].most = MOST_ANSWER;
        sinks[COMPLAINTS].most = MOST_COMPLAINTS;
        ret_answer->misfit = !add_arguments(&line, tool, arguments);
        line.word[line.words++] = join(&line, "--", "", "", "");
        if (!line.arena.failed)
            status = ret_answer->misfit ? STATUS_USAGE : run_words(app, &line, sinks);
        app_print_complaints(&(struct app){
            .diags = line.diags, .complaints = sinks[COMPLAINTS].stream, .diag_style = json_style});
        if (!sinks_close(sinks, SINKS, line.diags) && !sinks[OUTPUT].too_large)
            status = STATUS_ENVIRONMENT;
    }
    if (status != STATUS_ENVIRONMENT)
        make_answer(status, tool, sinks, ret_answer);
    sinks_free(sinks, SINKS);
    arena_free(&line.arena);
    free(line.diags);
    return status != STATUS_ENVIRONMENT && !ret_answer->json.failed && !ret_answer->notes.failed;
}

void answer_free(struct answer *answer)
{
    free(answer->json.data);
    free(answer->notes.data);
}
