/* fuzz_options.c - a command line, its words apart by a zero or a line break: whatever it is, it is
 * read or complained about, and what was read is freed.
 */
#include "fuzz.h"

#include "cli/commands/rows.h"
#include "cli/options/options.h"

void fuzz_input(const uint8_t *data, size_t size)
{
    enum { MOST = 64 };
    static struct llmcost_diags diags;
    struct options options;
    char *words[MOST + 2], program[] = "llmcost";
    char *text = malloc(size + 1);
    int count = 0;
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    words[count++] = program;
    for (size_t at = 0; at < size && count <= MOST; at += strlen(text + at) + 1) {
        char *end = strchr(text + at, '\n');
        if (end != NULL)
            *end = '\0';
        words[count++] = text + at;
    }
    words[count] = NULL;
    llmcost_diags_init(&diags);
    const bool good = options_parse(count, words, commands, &options, &diags);
    REQUIRE(good == (diags.errors == 0));
    options_free(&options);
    free(text);
}
