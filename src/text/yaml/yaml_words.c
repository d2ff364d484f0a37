/* yaml_words.c - mistakes of YAML in our own words, in place of libyaml's.
 * Knows which mistake of a person stands behind each of libyaml's problems, and where it is best
 * shown: at the bracket or quote that was opened, rather than where the parser gave up. A problem
 * that the table does not know still gets a place and a sentence. To add one: a row.
 */
#include "text/yaml/yaml_words.h"
#include "core/base/count.h"

#include <string.h>

struct mistake {
    const char *problem; /* a part of libyaml's problem or of its context */
    int code;
    bool at_start; /* shown where the thing began */
    const char *text;
    const char *advice;
    /* says where a person must edit, where that is elsewhere; NULL: it is not */
    bool (*explain)(const struct yaml_complaint *, struct llmcost_diags *);
};

#define ESCAPE_ADVICE                                                                              \
    "double quotes know \\n \\t \\\" \\\\ and \\u00E9; in single quotes \\ is plain"

/* clang-format off */
static const struct mistake mistakes[] = {
    {.problem = "tab character", .code = E_TAB, .text = YAML_TAB_TEXT, .advice = YAML_TAB_ADVICE},
    {.problem = "while scanning an alias",
     .code = E_ALIAS, .at_start = true,
     .text = "aliases (`*name`) are not read",
     .advice = "write the value out; a text that begins with * needs quotes"},
    {.problem = "while scanning an anchor",
     .code = E_ANCHOR, .at_start = true,
     .text = "anchors (`&name`) are not read",
     .advice = "leave it out; a text that begins with & needs quotes"},
    {.problem = "tag", .code = E_TAG, .at_start = true,
     .text = "tags (`!name`) are not read",
     .advice = "leave it out; a text that begins with ! needs quotes"},
    {.problem = "directive", .code = E_TAG, .at_start = true,
     .text = "a line that begins with % is a directive, and directives are not read",
     .advice = "leave the line out, or put the value in quotes"},
    {.problem = "incompatible YAML document", .code = E_TAG,
     .text = "this version of YAML is not read",
     .advice = "leave the line out: scenarios are YAML 1.2"},
    {.problem = "unexpected end of stream",
     .code = E_OPEN_QUOTE, .at_start = true,
     .text = "the quote that opens here is never closed",
     .advice = "close it on the same line"},
    {.problem = "unexpected document indicator", .code = E_OPEN_QUOTE, .at_start = true,
     .text = "the quote that opens here is not closed before the document ends",
     .advice = "close it on the same line"},
    {.problem = "expected ',' or ']'",
     .explain = slip_comma, .code = E_OPEN_BRACKET, .at_start = true,
     .text = "the [ that opens here is not closed as it should be",
     .advice = "close it with ] and put a comma between two items"},
    {.problem = "expected ',' or '}'",
     .explain = slip_comma, .code = E_OPEN_BRACKET, .at_start = true,
     .text = "the { that opens here is not closed as it should be",
     .advice = "close it with } and put a comma between two entries"},
    {.problem = "escape character", .code = E_SYNTAX,
     .text = "a \\ that begins no escape",
     .advice = ESCAPE_ADVICE},
    {.problem = "hexdecimal", .code = E_SYNTAX,
     .text = "an escape without its digits",
     .advice = ESCAPE_ADVICE},
    {.problem = "Unicode character escape", .code = E_SYNTAX,
     .text = "an escape for a character that does not exist",
     .advice = ESCAPE_ADVICE},
    {.problem = "mapping values are not allowed",
     .explain = slip_colon, .code = E_SYNTAX,
     .text = "a `:` is not expected here",
     .advice = "put a value that holds `: ` in quotes, write a space after each colon, and indent "
               "the keys of one map alike"},
    {.problem = "mapping keys are not allowed",
     .code = E_SYNTAX,
     .text = "a `?` is not expected here",
     .advice = "write `key: value`; a text that begins with ? needs quotes"},
    {.problem = "block sequence entries are not allowed",
     .code = E_SYNTAX,
     .text = "a list item (`-`) is not expected here",
     .advice = "begin the list on a line of its own, below its key, or write [1, 2, 3]"},
    {.problem = "could not find expected ':'",
     .explain = slip_key, .code = E_SYNTAX, .at_start = true,
     .text = "a key without its `:`",
     .advice = "write `key: value`, with a space after the colon"},
    {.problem = "did not find expected key",
     .code = E_SYNTAX,
     .text = "this does not fit the map around it",
     .advice = "indent the keys of one map alike, and put nothing after a closing quote or "
               "bracket"},
    {.problem = "expected '-' indicator", .code = E_SYNTAX,
     .text = "this does not fit the list around it",
     .advice = "begin each item with `- `, indented alike"},
    {.problem = "expected <document start>", .code = E_SYNTAX,
     .text = "this does not fit what stands above it",
     .advice = "a scenario is one map: indent the keys of one map alike"},
    {.problem = "expected node content", .code = E_SYNTAX,
     .text = "a value is missing here",
     .advice = "write one, or remove the extra comma"},
    {.problem = "block scalar", .code = E_SYNTAX,
     .text = "| and > take nothing after them but a line break",
     .advice = "begin the text on the next line, or put it in quotes"},
};
/* clang-format on */

static const struct mistake unknown_mistake = {.code = E_SYNTAX,
                                               .text = "this is not valid YAML",
                                               .advice = "put the value in quotes, and check the "
                                                         "indentation of this line and the one "
                                                         "above"};

static const struct mistake *find_mistake(const yaml_parser_t *parser)
{
    const char *problem = parser->problem != NULL ? parser->problem : "";
    const char *context = parser->context != NULL ? parser->context : "";
    for (size_t i = 0; i < COUNT(mistakes); i++)
        if (strstr(problem, mistakes[i].problem) != NULL ||
            strstr(context, mistakes[i].problem) != NULL)
            return &mistakes[i];
    return &unknown_mistake;
}

/* A character that can begin nothing: a tab, or one of @ ` % and the like. */
static bool explain_character(const struct yaml_complaint *complaint, struct llmcost_place place,
                              struct llmcost_diags *diags)
{
    const yaml_parser_t *parser = complaint->parser;
    char c = slip_char(complaint, &parser->problem_mark);
    if (parser->problem == NULL || strstr(parser->problem, "cannot start any token") == NULL)
        return false;
    if (c == '\t') {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_TAB, place, YAML_TAB_TEXT);
        llmcost_advise(diags, YAML_TAB_ADVICE);
        return true;
    }
    llmcost_complain_at(diags, LLMCOST_ERROR, E_SYNTAX, place, "a value cannot begin with %c", c);
    llmcost_advise(diags, "put the value in quotes");
    return true;
}

/* In a map or list in brackets that began lines ago, a closing bracket is likely missing. */
static bool explain_bracket(const struct yaml_complaint *complaint, uint32_t line,
                            struct llmcost_diags *diags)
{
    const struct yaml_node *open = complaint->innermost;
    if (open == NULL || open->place.line >= line)
        return false;
    yaml_mark_t mark = tree_mark(open->place, complaint->start);
    char c = slip_char(complaint, &mark);
    if (c != '{' && c != '[')
        return false;
    llmcost_complain_at(diags, LLMCOST_ERROR, E_OPEN_BRACKET, open->place,
                        "the %c that opens here is not closed: line %u does not fit", c,
                        (unsigned)line);
    llmcost_advise(diags, "close it with %c and put a comma between two entries",
                   c == '{' ? '}' : ']');
    return true;
}

void tree_explain(const struct yaml_complaint *complaint, struct llmcost_diags *diags)
{
    const yaml_parser_t *parser = complaint->parser;
    const struct mistake *mistake = find_mistake(parser);
    const yaml_mark_t *mark = &parser->problem_mark;
    bool quote = mistake->code == E_OPEN_QUOTE;
    if (mistake->at_start && parser->context != NULL)
        mark = &parser->context_mark;
    const struct llmcost_place place = tree_place(mark, complaint->start);
    if (mistake->explain != NULL && mistake->explain(complaint, diags))
        return;
    if (explain_character(complaint, place, diags) ||
        (!quote && explain_bracket(complaint, place.line, diags)))
        return;
    llmcost_complain_at(diags, LLMCOST_ERROR, mistake->code, place, "%s", mistake->text);
    llmcost_advise(diags, "%s", mistake->advice);
}
