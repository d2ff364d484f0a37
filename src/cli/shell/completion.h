/* completion.h - what the shells are told: the same tables in three languages. */
#ifndef LLMCOST_CLI_SHELL_COMPLETION_H
#define LLMCOST_CLI_SHELL_COMPLETION_H

#include "cli/options/rows.h"
#include <stdbool.h>
#include <stddef.h>

#include "llmcost.h"

#include <stdio.h>

/* operand.c: what help writes of operands, read back. */

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

void completion_bash(FILE *out, const struct command_row *const *commands);
void completion_zsh(FILE *out, const struct command_row *const *commands);
void completion_fish(FILE *out, const struct command_row *const *commands);

/* How a shell completes a value or an operand of a kind: what stands around the words that it may
 * be, and between them. */
struct completion_form {
    const char *before, *between, *after; /* NULL: nothing; between: the words neither */
};
/* Of the kind that an option's value is; formats are those of the command. */
void completion_value(FILE *out, const struct completion_form *forms, const struct option_row *row,
                      const struct command_row *command);
/* Of the kind that an operand is; its words have blanks between them. */
void completion_operand(FILE *out, const struct completion_form *forms,
                        const struct operand *operand);

/* For each section of options its name and its keys, each with text before it, and an end. */
void completion_sections(FILE *out, const char *before_name, const char *behind_name,
                         const char *before_key, const char *end);
/* All paths that need no id, such as workload.burst. */
void completion_paths(FILE *out, const char *before);
/* Every section and key once, for `fields`. */
void completion_words(FILE *out, const char *before);
/* Every code that explain tells of, each once. */
void completion_codes(FILE *out, const char *before);
/* The formats a command prints, a blank before each. */
void completion_formats(FILE *out, const struct command_row *command);
/* What an option is called, "--format -f". */
void completion_names(FILE *out, const struct option_row *row);
/* The names of all options whose value is the next word, a blank before each. */
void completion_valued(FILE *out);
/* Its sentence up to its first semicolon or colon, in single quotes; `escaped` are characters that
 * get a backslash. */
void completion_sentence(FILE *out, const char *text, const char *escaped, const char *quote);

#endif
