/* fields.c - the command `fields`: the reference of all keys, a section, a key or a word.
 */
#include "cli/run/app.h"
#include "print/reference/reference.h"

static enum status command_fields(struct app *app)
{
    const struct options *options = app->options;
    const char *word = options->operand_count > 0 ? options->operands[0] : NULL;
    if (!reference_knows(word)) {
        deny(app->diags, E_NO_SUCH_KEY, "llmcost fields lists all of them",
             "no section, key or sentence holds \"%.80s\"", word);
        advise_nearest(app->diags, reference_nearest(word));
        return STATUS_USAGE;
    }
    return app_print(app, (struct print_job){.word = word});
}

const struct command_row fields_command = {
    .name = "fields",
    .operands = "[SECTION|KEY|WORD]",
    .text = "Explain the keys of a scenario: unit, range, default, meaning",
    .details = "Without an operand all keys are shown; with one, those of that section, the key "
               "of that name, or else every key whose name or sentence holds the word.",
    .group = GROUP_START,
    .examples = {{.line = "fields hosts", .note = "all keys of a host"},
                 {.line = "fields burst", .note = "one key"},
                 {.line = "fields cache", .note = "keys that have to do with caches"}},
    .run = command_fields,
    .max_operands = 1,
    .prints = PRINTS_FIELDS,
    .takes = TAKES_WIDTH | TAKES_FORMAT,
};
