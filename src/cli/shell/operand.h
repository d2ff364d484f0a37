/* operand.h - operands that are words: what help writes of them, read back. */
#ifndef LLMCOST_CLI_SHELL_OPERAND_H
#define LLMCOST_CLI_SHELL_OPERAND_H

#include <stdbool.h>
#include <stddef.h>

/* What stands at one place of the command line, or behind an option. */
enum operand_kind {
    OPERAND_OTHER,
    OPERAND_FILE,
    OPERAND_FILE_OR_CODE, /* of a complaint: W216 */
    OPERAND_PATH,         /* of an input */
    OPERAND_SETTING,      /* PATH=VALUE */
    OPERAND_KEY,          /* a section or a key */
    OPERAND_WORDS,        /* the words in small letters between the bars */
};
struct operand {
    const char *text; /* `length` characters of the row, without brackets */
    size_t length;
    enum operand_kind kind;
    bool repeats;
};
/* The next operand of a text such as "FILE [PATH]" or "[loads] [PATTERN]"; false at its end. */
bool operand_next(const char **text, struct operand *ret_operand);

#endif
