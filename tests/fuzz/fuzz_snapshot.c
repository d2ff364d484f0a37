/* fuzz_snapshot.c - what a page hands to its engine: read, or refused; what is read is written and
 * read again as the same text, and evaluates as the same.
 */
#include "fuzz.h"
#include "print/page/snapshot.h"

/* Whether it evaluates, and then what it comes to. */
static bool evaluate(struct snapshot *snapshot, struct llmcost_result *ret_result)
{
    static struct llmcost_diags diags;
    llmcost_diags_init(&diags);
    if (!llmcost_evaluate(&snapshot->scenario, ret_result, &diags))
        return false;
    llmcost_review(&snapshot->scenario, ret_result);
    return true;
}

static void require_again(struct snapshot *first, const struct text_buffer *text)
{
    static struct snapshot again;
    static struct llmcost_result result, second_result;
    struct text_buffer second = {0};
    REQUIRE(snapshot_read(text->data, text->length, &again));
    snapshot_write(&again.report, &second);
    REQUIRE(!second.failed && second.length == text->length);
    REQUIRE(memcmp(second.data, text->data, text->length) == 0);
    const bool good = evaluate(first, &result);
    REQUIRE(evaluate(&again, &second_result) == good);
    for (int i = 0; good && i < result.options; i++)
        REQUIRE(result.option[i].monthly_micros == second_result.option[i].monthly_micros &&
                result.option[i].horizon_cost == second_result.option[i].horizon_cost);
    free(second.data);
    arena_free(&again.arena);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct snapshot snapshot;
    char *text =
        malloc(size > 0 ? size : 1); /* as long as it is, so that nothing beyond it is read */
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    if (snapshot_read(text, size, &snapshot)) {
        struct text_buffer first = {0};
        snapshot_write(&snapshot.report, &first);
        REQUIRE(!first.failed);
        require_again(&snapshot, &first);
        free(first.data);
    }
    arena_free(&snapshot.arena);
    free(text);
}
