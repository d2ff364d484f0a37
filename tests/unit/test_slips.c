/* test_slips.c - slips that people make in YAML: the caret stands where a person must edit,
 * wherever the parser noticed. To add one: a row.
 */
#include "io/scenario/load.h"
#include "unit.h"

static const char base[] = "version: 1\n"
                           "name: Chat\n"
                           "workload:\n"
                           "  requests_per_day: 5k\n"
                           "  input_tokens: 1000\n"
                           "  output_tokens: 200\n"
                           "  load: {load_factor: 0.3}\n"
                           "apis:\n"
                           "  big:\n"
                           "    input_per_mtok: 2\n"
                           "    output_per_mtok: 8\n"
                           "  small: {input_per_mtok: 1, output_per_mtok: 2}\n"
                           "hosts:\n"
                           "  own:\n"
                           "    requests_per_second: 4\n"
                           "    gpu_hour: 2\n";

static const struct {
    const char *what, *by; /* ^: where the caret belongs */
} slips[] = {
    {"big:\n", "^big\n"},
    {"workload:", "^workload"},
    {"apis:", "^apis"},
    {"own:\n", "^own\n"},
    {"hosts:", "^hosts"},
    {"small: {", "^small {"},
    {"load: {", "^load {"},
    {"requests_per_day: ", "^requests_per_day "},
    {"output_tokens: ", "^output_tokens "},
    {"gpu_hour: ", "^gpu_hour "},
    {"input_tokens: ", "^input_tokens = "},
    {"output_tokens: ", "^output_tokens\xEF\xBC\x9A"},
    {"load: {load_factor: 0.3}", "load: {load_factor: 0.3}\n  ^burst"},
    {"requests_per_day: ", "requests_per_day^:"},
    {"output_tokens: ", "output_tokens^:"},
    {"version: ", "version^:"},
    {"load: {", "^load:{"},
    {"{input_per_mtok: 1", "{^input_per_mtok:1"},
    {"Chat", "Chat^: the bot"},
    {"Chat", "a\n  b\n  c^: d"},
    {"  input_tokens", "   ^input_tokens"},
    {"  input_tokens", " ^input_tokens"},
    {"    output_per_mtok", "      ^output_per_mtok"},
    {"big:\n    ", "big: 2\n    ^"},
    {"{load_factor: 0.3}", "^{load_factor: 0.3"},
    {"{load_factor: 0.3}", "^[1, 2, 3"},
    {"0.3}", "0.3}^}"},
    {"0.3}", "0.3^]"},
    {"{load_factor: 0.3}", "[1, 2^}"},
    {"{load_factor: 0.3}", "load_factor^: 0.3}"},
    {"1, output", "1 ^output"},
    {"1, output", "1^; output"},
    {"{input_per_mtok: 1, ", "{\n    input_per_mtok: 1\n    ^"},
    {"2}", "2 ^{}}"},
    {"Chat", "^\"Chat"},
    {"Chat", "\"Chat\" ^bot"},
    {"Chat", "'Bob'^s bot'"},
    {"Chat", "\"C:^\\data\""},
    {"  input_tokens", "^\tinput_tokens"},
    {"{load_factor: 0.3}", "^- 1"},
    {"version", "^```yaml\nversion"},
    {"apis:", "^<<<<<<< HEAD\napis:"},
    {"Chat", "^@chat"},
    {"5k", "^*x"},
};

static struct llmcost_scenario scenario;
static struct llmcost_diags diags;

static void test_slips(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(slips); i++) {
        char text[1024];
        const char *at = strstr(base, slips[i].what);
        assert_non_null(at);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - base), base, slips[i].by,
                 at + strlen(slips[i].what));
        char *caret = strchr(text, '^'), *line = caret;
        assert_non_null(caret);
        unsigned number = 1;
        for (const char *c = text; c < caret; c++)
            number += *c == '\n';
        while (line > text && line[-1] != '\n')
            line--;
        memmove(caret, caret + 1, strlen(caret));
        const struct source file = {.name = "slip.yaml", .text = text, .length = strlen(text)};
        llmcost_diags_init(&diags);
        assert_false(scenario_load(&file, NULL, 0, NULL, NULL, &scenario, &diags));
        llmcost_diags_sort(&diags);
        const struct llmcost_place place = diags.list[0].place;
        if (place.line != number || place.column != (unsigned)(caret - line) + 1)
            fail_msg("%s: the caret is at %u:%u, not at %u:%u: %s", slips[i].by,
                     (unsigned)place.line, (unsigned)place.column, number,
                     (unsigned)(caret - line) + 1, diags.list[0].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slips)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
