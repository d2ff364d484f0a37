/* rows.h - the table of options: parsing, help, completion and the manual are walks over it. */
#ifndef LLMCOST_CLI_OPTIONS_ROWS_H
#define LLMCOST_CLI_OPTIONS_ROWS_H

#include "cli/options/options.h"

/* How the value of an option is read, and what its member in struct options is. */
enum option_kind {
    OPTION_CALLBACK, /* by a function of its own */
    OPTION_SWITCH,   /* none; a bool */
    OPTION_TEXT,     /* as it is; a const char * */
    OPTION_FILE,     /* a name; a const char * */
    OPTION_WHOLE,    /* a number from min to max; an int */
    OPTION_WORDS,    /* one of some words; an int, its index among them */
};

/* What a shell completes the value of a callback with. */
enum option_value {
    VALUE_OTHER,
    VALUE_NONE,
    VALUE_FORMAT, /* a format, perhaps with :FILE */
    VALUE_FILE,
    VALUE_SETTING, /* PATH=VALUE */
    VALUE_ID,      /* of an option of the scenario */
    VALUE_WORDS,   /* one of the row's words */
    VALUE_LIST,    /* several of them, with commas between them */
};

struct option_word {
    const char *word, *note; /* the note stands behind it in help, NULL: nothing does */
};

struct option_row;
/* Store the value of an option, NULL for a switch; on failure complain and return false. */
typedef bool option_taker(const struct option_row *row, struct options *options, const char *value,
                          struct llmcost_diags *diags);

struct option_row {
    const char *heading; /* of the first row of a group in help, which goes on to the next one */
    const char *name;    /* without the dashes */
    char letter;         /* 0: none */
    enum option_kind kind;
    const char *argument; /* what help calls the value, NULL for a switch */
    const char *text;     /* one sentence for people; %s stands for the words */
    /* The words that the value may be: a list with a NULL behind the last, or a function that is
     * false behind the last. */
    const struct option_word *words;
    bool (*word)(int index, struct option_word *ret_word);
    const char *wanted; /* what to write instead of a wrong value, where the kind does not say it */
    double min, max;
    size_t offset;      /* of the member */
    option_taker *take; /* of a callback */
    enum option_value value;
    int group; /* enum option_group: commands that take it; 0: all */
};

const struct option_row *option_rows(int *ret_count);
/* The row of that name; NULL: there is none. Its bit in options->seen; whether it was used. */
const struct option_row *option_find(const char *name, size_t length);
uint64_t option_bit(const struct option_row *row);
static inline bool option_is_used(const struct options *options, const struct option_row *row)
{
    return (options->seen & option_bit(row)) != 0;
}

bool command_takes(const struct command_row *command, const struct option_row *row);
enum option_value option_value(const struct option_row *row);
/* The word of that index; false behind the last. */
bool option_word(const struct option_row *row, int index, struct option_word *ret_word);
/* The sentence with the words in it. Returns buffer. */
const char *option_text(const struct option_row *row, char *buffer, size_t size);
option_taker option_take;
/* "--NAME cannot be VALUE", with what to write instead; always false. */
bool option_refuse(const struct option_row *row, const char *value, const char *why,
                   const char *wanted, struct llmcost_diags *diags);
/* The same with the row's words, and what it wants behind them. */
bool option_refuse_words(const struct option_row *row, const char *value,
                         struct llmcost_diags *diags);
/* A number in plain digits from the row's min to its max; false after a complaint. */
bool option_whole(const struct option_row *row, const char *value, double *ret_number,
                  struct llmcost_diags *diags);
/* Append word `index` of `count` to a list: "a, b or c" where `last` is " or ". */
void join_word(char *buffer, size_t size, const char *last, const char *word, int index, int count);

/* gates.c: into the gate at the row's offset: an amount of money; an amount or a percentage; a
 * share; the words of --fail-on, each a gate without a limit, or with one behind it. */
option_taker take_amount, take_change, take_share, take_fail_on;
bool fail_word(int index, struct option_word *ret_word);

#endif
