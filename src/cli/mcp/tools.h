/* tools.h - the commands as tools of the Model Context Protocol: a row each, in tools.c.
 * A tool takes texts where its command takes files, and answers what that prints as JSON.
 */
#ifndef LLMCOST_CLI_MCP_TOOLS_H
#define LLMCOST_CLI_MCP_TOOLS_H

#include "text/buffer.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* What an argument is, in JSON and for the command. */
enum argument_kind {
    ARGUMENT_TEXT,      /* the text of a file, which is an operand */
    ARGUMENT_NAMED,     /* several of them, by name */
    ARGUMENT_FRAGMENTS, /* a list of texts of files, each the value of the option */
    ARGUMENT_WORD,      /* a string: an operand, or the value of the option */
    ARGUMENT_WORDS,     /* a list of them */
    ARGUMENT_WHOLE,     /* a whole number: the value of the option */
    ARGUMENT_SWITCH,    /* whether the option is given */
};

enum { MAX_ARGUMENTS = 12, MAX_WORDS_OF_ARGUMENT = 5, MAX_KINDS = 3 };

struct argument {
    const char *name, *text;
    const char *option; /* without the dashes; NULL: an operand, in the order of the arguments */
    const char *words[MAX_WORDS_OF_ARGUMENT]; /* those that a string may be; none: any */
    enum argument_kind kind;
    bool required;
    bool one;        /* exactly one of a tool's arguments that say so is given */
    int least, most; /* entries of a list or a map; 0: any number */
};

struct tool {
    const char *name; /* of the tool, and of the command */
    const char *title, *text;
    const struct argument *arguments[MAX_ARGUMENTS]; /* NULL behind the last */
    const char *kinds[MAX_KINDS]; /* what "kind" of its answer may say; none: complaints alone */
};

/* NULL when there is none of that name. */
const struct tool *tool_find(const char *name);
/* The argument of that name; NULL when there is none. */
const struct argument *tool_argument(const struct tool *tool, const char *name);
/* The list of all tools as JSON; what they answer only where the client reads it. */
void tools_put(struct text_buffer *out, bool output_schemas);

#endif
