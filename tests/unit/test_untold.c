/* test_untold.c - the table of inputs as the engine in a page has it, without the sentences that
 * tell what a field is for: what is refused there is refused in the words of the command line, and
 * where a unit has advice, with that.
 */
#include "print/page/runtime/core/base/told.h"

#include "core/scenario/fields.c" /* NOLINT(bugprone-suspicious-include): its rows, untold */

#include "io/number/number.h"
#include "unit.h"

/* A value that is not taken: the complaint names it and what it should be, and nothing is said that
 * is not there. */
static int refuse(const struct llmcost_field *field, double value)
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
        return 0;
    const struct llmcost_diag *diag = &diags.list[0];
    snprintf(path, sizeof path, "%s is `%s`: it ", field->name, text);
    if (strncmp(diag->text, path, strlen(path)) != 0)
        fail_msg("%s=%s is refused by: %s", field->name, text, diag->text);
    if (strstr(diag->advice, "null") != NULL)
        fail_msg("%s=%s is refused, and %s is advised", field->name, text, diag->advice);
    return diag->advice[0] != '\0' ? 1 : 0;
}

static void test_refusals(void **state)
{
    (void)state;
    int advised = 0;
    for (size_t i = 0; i < COUNT(fields); i++) {
        const struct llmcost_field *field = &fields[i];
        assert_null(field->text);
        if (field->kind != LLMCOST_NUMBER)
            continue; /* text, which no page sets; a truth has words of its own */
        advised += refuse(field, field->min - 1);
        advised += refuse(field, field->max * 2);
        advised += refuse(field, field->min + 0.5);
    }
    assert_true(advised > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
