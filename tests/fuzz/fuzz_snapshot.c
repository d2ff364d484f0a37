/* fuzz_snapshot.c - what a page hands to its engine: read, or refused; what is read is written and
 * read again as the same text, and evaluates.
 */
#include "fuzz.h"
#include "print/page/snapshot.h"

static void require_again(const struct text_buffer *text)
{
    static struct snapshot again;
    struct text_buffer second = {0};
    REQUIRE(snapshot_read(text->data, text->length, &again));
    snapshot_write(&again.report, &second);
    REQUIRE(!second.failed && second.length == text->length);
    REQUIRE(memcmp(second.data, text->data, text->length) == 0);
    free(second.data);
    arena_free(&again.arena);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct snapshot snapshot;
    static struct llmcost_result result;
    static struct llmcost_diags diags;
    char *text =
        malloc(size > 0 ? size : 1); /* as long as it is, so that nothing beyond it is read */
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    if (snapshot_read(text, size, &snapshot)) {
        struct text_buffer first = {0};
        snapshot_write(&snapshot.report, &first);
        REQUIRE(!first.failed);
        require_again(&first);
        free(first.data);
        llmcost_diags_init(&diags);
        if (llmcost_evaluate(&snapshot.scenario, &result, &diags))
            llmcost_review(&snapshot.scenario, &result);
    }
    arena_free(&snapshot.arena);
    free(text);
}
