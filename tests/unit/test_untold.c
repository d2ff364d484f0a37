/* test_untold.c - the table of inputs as the engine in a page has it, without the sentences that
 * only help reads: whatever may be refused there still says why, as the command line does.
 */
#include "print/page/runtime/core/base/told.h"

#include "core/scenario/fields.c" /* NOLINT(bugprone-suspicious-include): its rows, untold */

#include "io/number/number.h"
#include "unit.h"

/* What is said of a value beside the complaint; "" where it is taken. */
static void refuse(const struct llmcost_field *field, double value)
{
    char text[64], path[LLMCOST_MAX_PATH];
    double number;
    static struct llmcost_diags diags;
    snprintf(text, sizeof text, "%.9g", value);
    snprintf(path, sizeof path, "%s", field->name);
    const struct stating stating = {
        .field = field, .path = path, .currency = "USD", .diags = &diags};
    llmcost_diags_init(&diags);
    if (number_judge(&stating, text, &number))
        return;
    const char *advice = diags.list[0].advice;
    if (advice[0] == '\0' || strcmp(advice, "(null)") == 0)
        fail_msg("%s=%s is refused, and nothing is advised", field->name, text);
}

static void test_refusals(void **state)
{
    (void)state;
    int untold = 0;
    for (size_t i = 0; i < COUNT(fields); i++) {
        const struct llmcost_field *field = &fields[i];
        untold += field->text == NULL;
        if (field->kind != LLMCOST_NUMBER)
            continue; /* text, which no page sets; a truth has words of its own */
        refuse(field, field->min - 1);
        refuse(field, field->max * 2);
        refuse(field, field->min + 0.5);
        /* What a check names as missing it describes by that sentence. */
        if (field->text == NULL &&
            (field->choice != LLMCOST_NO_CHOICE || (field->flags & LLMCOST_REQUIRED) != 0))
            fail_msg("%s may be missing, and nothing is said of it", field->name);
    }
    assert_true(untold > 0 && untold < (int)COUNT(fields));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
