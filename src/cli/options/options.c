/* options.c - takes a command line apart by the table of options.
 * Knows dashes, values, operands and which command is meant; refuses to know any option, command or
 * format by name. Options are never abbreviated and may follow operands; all problems are told.
 */
#include "cli/options/options.h"
#include "cli/options/rows.h"

#include <stdlib.h>
#include <string.h>

/* The words of the command line and how far they are read. */
struct words {
    char **word;
    int count, next;
    bool ended; /* a -- was seen */
};

static const struct option_row *find_letter(char letter)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    for (int i = 0; i < count; i++)
        if (rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

static bool complain_unknown(const char *name, size_t length, struct llmcost_diags *diags)
{
    enum { MAX_NAMES = 64 };
    const char *names[MAX_NAMES], *abbreviated = NULL;
    char word[80];
    int count, known = 0;
    const struct option_row *rows = option_rows(&count);
    snprintf(word, sizeof word, "%.*s", length < 79 ? (int)length : 79, name);
    for (int i = 0; i < count && known < MAX_NAMES; i++) {
        names[known++] = rows[i].name;
        if (length > 0 && strncmp(rows[i].name, word, strlen(word)) == 0 && abbreviated == NULL)
            abbreviated = rows[i].name;
    }
    const char *nearest = llmcost_nearest(word, names, (size_t)known);
    deny(diags, E_OPTION, NULL, "unknown option --%s", word);
    if (abbreviated != NULL)
        llmcost_advise(diags, "did you mean --%s? Options are not abbreviated", abbreviated);
    else if (nearest != NULL)
        llmcost_advise(diags, "did you mean --%s?", nearest);
    else
        llmcost_advise(diags, "llmcost --help lists the options");
    return false;
}

/* Store one option; the value is NULL where none was given. */
static bool take(const struct option_row *row, const char *value, struct options *options,
                 struct llmcost_diags *diags)
{
    if (row->argument != NULL && value == NULL) {
        deny(diags, E_OPTION_VALUE, NULL, "--%s needs a value", row->name);
        llmcost_advise(diags, "write --%s %s; llmcost --help explains it", row->name,
                       row->argument);
        return false;
    }
    options->seen |= option_bit(row);
    return option_take(row, options, value, diags);
}

static bool parse_long(const char *word, struct words *words, struct options *options,
                       struct llmcost_diags *diags)
{
    size_t length = strcspn(word, "=");
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    const struct option_row *row = option_find(word, length);
    if (row == NULL)
        return complain_unknown(word, length, diags);
    if (row->argument == NULL && value != NULL) {
        deny(diags, E_OPTION_VALUE, NULL, "--%s takes no value", row->name);
        llmcost_advise(diags, "write --%s alone", row->name);
        return false;
    }
    if (row->argument != NULL && value == NULL && words->next < words->count)
        value = words->word[words->next++];
    options->spelt_out = true;
    return take(row, value, options, diags);
}

/* -q, -qh, -fjson, -f json. */
static bool parse_short(const char *letters, struct words *words, struct options *options,
                        struct llmcost_diags *diags)
{
    options->spelt_out = false;
    for (; *letters; letters++) {
        const struct option_row *row = find_letter(*letters);
        const char *value = NULL;
        if (row == NULL) {
            bool printable = *letters > ' ' && *letters < 127;
            deny(diags, E_OPTION, NULL, "unknown option -%c", printable ? *letters : '?');
            if (option_find(letters, strcspn(letters, "=")) != NULL)
                llmcost_advise(diags, "did you mean --%.60s?", letters);
            else
                llmcost_advise(diags, "llmcost --help lists the options");
            return false;
        }
        if (row->argument == NULL) {
            if (!take(row, NULL, options, diags))
                return false;
            continue;
        }
        if (letters[1] != '\0')
            value = letters + 1;
        else if (words->next < words->count)
            value = words->word[words->next++];
        return take(row, value, options, diags);
    }
    return true;
}

static bool is_file(const char *operand)
{
    return strcmp(operand, "-") == 0 || strpbrk(operand, "./") != NULL;
}

const struct command_row *command_find(const struct command_row *const *commands, const char *name)
{
    while (*commands != NULL && strcmp((*commands)->name, name) != 0)
        commands++;
    return *commands;
}

const char *command_nearest(const struct command_row *const *commands, const char *word)
{
    enum { MAX_NAMES = 64 };
    const char *names[MAX_NAMES];
    size_t count = 0;
    for (; count < MAX_NAMES && commands[count] != NULL; count++)
        names[count] = commands[count]->name;
    return llmcost_nearest(word, names, count);
}

static bool complain_command(const struct command_row *const *commands, const char *word,
                             struct llmcost_diags *diags)
{
    const char *nearest = command_nearest(commands, word);
    deny(diags, E_COMMAND, NULL, "unknown command \"%.80s\"", word);
    if (nearest != NULL)
        llmcost_advise(diags, "did you mean \"%s\"? A file of that name is ./%.80s", nearest, word);
    else
        llmcost_advise(diags, "llmcost --help lists the commands; a file of that name is ./%.80s",
                       word);
    return false;
}

static bool complain_empty(struct llmcost_diags *diags)
{
    llmcost_complain(diags, LLMCOST_ERROR, E_OPERANDS, 0, 0, "an operand is empty");
    llmcost_advise(diags, "name a file, or a command; a variable of the shell may not be set");
    return false;
}

/* The first operand is a command, or else a file to report on. */
static bool choose_command(const struct command_row *const *commands, struct options *options,
                           struct llmcost_diags *diags)
{
    const char *first = options->operand_count > 0 ? options->operands[0] : NULL;
    if (first == NULL)
        return true;
    if (*first == '\0')
        return complain_empty(diags);
    if (!is_file(first)) {
        options->command = command_find(commands, first);
        if (options->command == NULL)
            return complain_command(commands, first, diags);
        options->operands++;
        options->operand_count--;
        return true;
    }
    options->command = commands[0];
    for (int i = 1; i < options->operand_count; i++) {
        const char *word = options->operands[i];
        if (is_file(word))
            continue;
        deny(diags, E_OPERANDS, NULL, "\"%.80s\" is no file name", word);
        if (command_find(commands, word) != NULL)
            llmcost_advise(diags, "a command goes first: llmcost %s %.80s", word, first);
        else
            llmcost_advise(diags, "a file of that name is ./%.80s", word);
        return false;
    }
    return true;
}

/* What the command cannot use is refused, never ignored. */
static bool fits_command(const struct options *options, struct llmcost_diags *diags)
{
    int count, stdins = 0;
    const struct command_row *command = options->command;
    const struct option_row *rows = option_rows(&count);
    bool ok = true;
    for (int i = 0; i < count; i++) {
        if (!option_is_used(options, &rows[i]) || command_takes(command, &rows[i]))
            continue;
        deny(diags, E_OPTION, NULL, "--%s does nothing for \"%s\"", rows[i].name, command->name);
        llmcost_advise(diags, "llmcost %s --help lists its options", command->name);
        ok = false;
    }
    for (int i = 0; i < options->operand_count && command->min_operands > 0; i++)
        if (options->operands[i] != NULL && options->operands[i][0] == '\0')
            return complain_empty(diags);
    for (int i = 0; i < options->operand_count; i++)
        stdins += options->operands[i] != NULL && strcmp(options->operands[i], "-") == 0;
    for (int i = 0; i < options->withs.count; i++)
        stdins += strcmp(options->withs.text[i], "-") == 0;
    for (int i = 0; i < options->logs.count; i++)
        stdins += strcmp(options->logs.text[i], "-") == 0;
    bool few = options->operand_count < command->min_operands;
    bool many = command->max_operands >= 0 && options->operand_count > command->max_operands;
    if (few || many || stdins > 1) {
        if (few)
            deny(diags, E_OPERANDS, NULL, "\"%s\" needs %s", command->name, command->needs);
        else if (many)
            deny(diags, E_OPERANDS, NULL, "too many operands for \"%s\"", command->name);
        else
            deny(diags, E_OPERANDS, NULL, "\"%s\" can read stdin only once", command->name);
        llmcost_advise(diags, "write llmcost %s %s", command->name, command->operands);
        ok = false;
    }
    return ok;
}

/* ---- The date ---- */

/* No clock is read: without --as-of the date is that of SOURCE_DATE_EPOCH, seconds since 1970. */
static bool find_date(struct options *options, struct llmcost_diags *diags)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (options->as_of[0] != '\0' || epoch == NULL || *epoch == '\0' ||
        (options->command->takes & TAKES_DATE) == 0)
        return true;
    return date_of_seconds(epoch, options->as_of) ||
           deny(diags, E_OPTION_VALUE, "unset it, or state the date: --as-of 2026-11-21",
                "SOURCE_DATE_EPOCH is \"%.40s\", not seconds since 1970", epoch);
}

/* ---- The whole ---- */

static bool parse_words(struct words *words, struct options *options, struct llmcost_diags *diags)
{
    bool ok = true;
    while (words->next < words->count) {
        const char *word = words->word[words->next++];
        if (words->ended || word[0] != '-' || word[1] == '\0')
            options->operands[options->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            words->ended = true;
        else if (word[1] == '-')
            ok = parse_long(word + 2, words, options, diags) && ok;
        else
            ok = parse_short(word + 1, words, options, diags) && ok;
    }
    return ok;
}

bool options_parse(int argc, char **argv, const struct command_row *const *commands,
                   struct options *ret_options, struct llmcost_diags *diags)
{
    size_t room = (size_t)(argc > 0 ? argc : 0) + 1;
    enum { LISTS = 8 };
    struct text_list *const list[LISTS] = {&ret_options->sets,       &ret_options->old_sets,
                                           &ret_options->new_sets,   &ret_options->prices,
                                           &ret_options->old_prices, &ret_options->new_prices,
                                           &ret_options->withs,      &ret_options->logs};
    struct words words = {.word = argv, .count = argc, .next = 1};
    *ret_options = (struct options){.max_errors = DEFAULT_MAX_ERRORS,
                                    .import = {.long_over = ret_options->long_over}};
    ret_options->storage = calloc((size_t)(LISTS + 1) * room, sizeof *ret_options->storage);
    ret_options->targets = calloc(room, sizeof *ret_options->targets);
    if (ret_options->storage == NULL || ret_options->targets == NULL)
        return deny(diags, E_OUT_OF_MEMORY, NULL, "out of memory");
    ret_options->operands = ret_options->storage;
    for (size_t i = 0; i < LISTS; i++)
        list[i]->text = ret_options->storage + (i + 1) * room;
    /* After a wrong option its value would be taken for an operand: no complaint about that. */
    if (!parse_words(&words, ret_options, diags) || !choose_command(commands, ret_options, diags))
        return false;
    if (ret_options->command == NULL || ret_options->help != HELP_NONE || ret_options->version)
        return true;
    return fits_command(ret_options, diags) && targets_resolve(ret_options, diags) &&
           find_date(ret_options, diags);
}

void options_free(struct options *options)
{
    free(options->storage);
    free(options->targets);
}
