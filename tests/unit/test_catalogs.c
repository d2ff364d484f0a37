/* test_catalogs.c - where a key is looked for: the files that were given, then what is built in;
 * prefixes, ambiguous keys, candidates. Prices are small whole numbers made up for each case.
 */
#include "io/catalog/catalogs.h"
#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

enum { MAX_GIVEN = 3 };

static struct llmcost_diags diags;

#define LITELLM(key, input)                                                                        \
    "{\"" key                                                                                      \
    "\": {\"litellm_provider\": \"x\", \"mode\": \"chat\", \"input_cost_per_token\": " input       \
    "e-06, \"output_cost_per_token\": 9e-06}}"
#define OPENROUTER(key, input)                                                                     \
    "{\"data\": [{\"id\": \"" key "\", \"pricing\": {\"prompt\": \"0.00000" input                  \
    "\", \"completion\": \"0.000009\"}}]}"
#define OWN(key, input)                                                                            \
    "apis:\n  " key ":\n    input_per_mtok: " input                                                \
    "\n    output_per_mtok: 9\n    source: a test\n    date: 2026-01-01\n"

static const struct {
    const char *name;
    const char *given[MAX_GIVEN];
    const char *key;
    enum lookup expect;
    double input;          /* of what was found, 0: any */
    const char *candidate; /* the first, NULL: none */
} lookups[] = {
    {.name = "built in", .key = "gpt-4o-mini", .input = 0.15},
    {.name = "built in, by its source", .key = "litellm:gpt-4o-mini", .input = 0.15},
    {.name = "built in, another source",
     .key = "openrouter:gpt-4o-mini",
     .expect = LOOKUP_NONE,
     .candidate = "gpt-4o-mini"},
    {.name = "a given file comes first",
     .given = {LITELLM("gpt-4o-mini", "7")},
     .key = "gpt-4o-mini",
     .input = 7},
    {.name = "a given file lacks it",
     .given = {LITELLM("m", "7")},
     .key = "gpt-4o-mini",
     .input = 0.15},
    {.name = "our own form", .given = {OWN("m", "7")}, .key = "m", .input = 7},
    {.name = "two files at one price",
     .given = {LITELLM("m", "7"), OPENROUTER("m", "7")},
     .key = "m",
     .input = 7},
    {.name = "two files at two prices",
     .given = {LITELLM("m", "7"), OPENROUTER("m", "8")},
     .key = "m",
     .expect = LOOKUP_AMBIGUOUS,
     .candidate = "litellm:m"},
    {.name = "one of them by its prefix",
     .given = {LITELLM("m", "7"), OPENROUTER("m", "8")},
     .key = "openrouter:m",
     .input = 8},
    {.name = "two of one format",
     .given = {LITELLM("m", "7"), LITELLM("m", "8")},
     .key = "m",
     .expect = LOOKUP_AMBIGUOUS},
    {.name = "two of one format, by prefix",
     .given = {LITELLM("m", "7"), LITELLM("m", "8")},
     .key = "litellm:m",
     .expect = LOOKUP_AMBIGUOUS},
    {.name = "our own against another",
     .given = {OWN("m", "7"), LITELLM("m", "8")},
     .key = "m",
     .expect = LOOKUP_AMBIGUOUS},
    {.name = "a part of a key",
     .given = {LITELLM("azure/moon-1", "7")},
     .key = "moon-1",
     .expect = LOOKUP_NONE,
     .candidate = "azure/moon-1"},
    {.name = "a colon that is no prefix",
     .given = {LITELLM("ft:m", "7")},
     .key = "ft:m",
     .input = 7},
    {.name = "a prefix alone", .key = "litellm:", .expect = LOOKUP_NONE},
    {.name = "nothing like it",
     .given = {LITELLM("m", "7")},
     .key = "zzzzzzzzzzzzzzzzzzzz",
     .expect = LOOKUP_NONE},
    {.name = "no key", .key = "", .expect = LOOKUP_NONE},
};

static char *write_file(const char *text)
{
    char path[256];
    const char *place = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/llmcost-catalogs.XXXXXX", place != NULL ? place : "/tmp");
    const int file = mkstemp(path);
    const size_t length = strlen(text);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, length), (long)length);
    close(file);
    return strdup(path);
}

static struct catalogs *open_texts(const char *const *texts, const char *as_of, char **ret_paths,
                                   int *ret_count)
{
    int count = 0;
    for (; count < MAX_GIVEN && texts[count] != NULL; count++)
        ret_paths[count] = write_file(texts[count]);
    *ret_count = count;
    llmcost_diags_init(&diags);
    return catalogs_open((const char *const *)ret_paths, count, as_of, false, &diags);
}

static void remove_files(char **paths, int count)
{
    for (int i = 0; i < count; i++) {
        unlink(paths[i]);
        free(paths[i]);
    }
}

static void test_lookups(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(lookups); i++) {
        char *paths[MAX_GIVEN];
        int count;
        struct api_entry entry;
        struct candidates candidates;
        struct catalogs *catalogs = open_texts(lookups[i].given, NULL, paths, &count);
        assert_non_null(catalogs);
        const enum lookup result =
            catalogs_api(catalogs, lookups[i].key, &entry, &candidates, &diags);
        if (result != lookups[i].expect)
            fail_msg("%s: %d", lookups[i].name, result);
        if (result == LOOKUP_FOUND)
            ASSERT_ROW_NEAR(lookups[i].name, entry.value[0].value, lookups[i].input, 0);
        const char *first = candidates.count > 0 ? candidates.name[0] : "";
        if (result != LOOKUP_FOUND &&
            strcmp(first, lookups[i].candidate != NULL ? lookups[i].candidate : "") != 0)
            fail_msg("%s: candidate %s", lookups[i].name, first);
        assert_int_equal(diags.count, 0);
        catalogs_close(catalogs);
        remove_files(paths, count);
    }
}

static const struct {
    const char *text;
    int code;
} bad[] = {
    {.text = "", .code = E_EMPTY},
    {.text = "hello", .code = E_IMPORT_FORMAT},
    {.text = "{\"a\": 1}", .code = E_IMPORT_FORMAT},
    {.text = "{\"a\": {\"litellm_provider\": 1}", .code = E_IMPORT_READ},
};

static void test_bad_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        const char *texts[MAX_GIVEN] = {LITELLM("m", "7"), bad[i].text};
        char *paths[MAX_GIVEN];
        int count;
        assert_null(open_texts(texts, NULL, paths, &count));
        assert_int_equal(diags.errors, 1);
        assert_int_equal(diags.list[0].code, bad[i].code);
        assert_int_equal(diags.list[0].place.input, 1);
        remove_files(paths, count);
    }
    const char *const missing[] = {"/nonexistent/prices.json"};
    llmcost_diags_init(&diags);
    assert_null(catalogs_open(missing, 1, NULL, false, &diags));
    assert_int_equal(diags.list[0].code, E_UNREADABLE);
    const char *const directory[] = {"/"};
    llmcost_diags_init(&diags);
    assert_null(catalogs_open(directory, 1, NULL, false, &diags));
    assert_int_equal(diags.list[0].code, E_UNREADABLE);
}

static void test_as_of(void **state)
{
    (void)state;
    struct catalogs *catalogs = catalogs_open(NULL, 0, "2025-06-09", false, &diags);
    struct api_entry entry;
    struct candidates candidates;
    assert_non_null(catalogs);
    assert_string_equal(catalogs_as_of(catalogs), "2025-06-09");
    assert_int_equal(catalogs_api(catalogs, "o3", &entry, &candidates, &diags), LOOKUP_FOUND);
    ASSERT_NEAR(entry.value[0].value, 10, 0);
    catalogs_close(catalogs);
    catalogs = catalogs_open(NULL, 0, NULL, false, &diags);
    assert_non_null(catalogs);
    assert_null(catalogs_as_of(catalogs));
    catalogs_close(catalogs);
}

static void test_hardware(void **state)
{
    (void)state;
    struct catalogs *catalogs = catalogs_open(NULL, 0, NULL, false, &diags);
    const struct gpu_entry *gpu = NULL;
    const struct model_entry *model = NULL;
    struct candidates candidates;
    assert_non_null(catalogs);
    assert_int_equal(catalogs_gpu(catalogs, "h100", &gpu, &candidates, &diags), LOOKUP_FOUND);
    assert_string_equal(gpu->id, "h100-sxm");
    assert_int_equal(catalogs_gpu(catalogs, "h100-sxn", &gpu, &candidates, &diags), LOOKUP_NONE);
    assert_true(candidates.count > 0);
    assert_int_equal(catalogs_model(catalogs, "llama-3.3-70b", &model, &candidates, &diags),
                     LOOKUP_FOUND);
    assert_string_equal(model->id, "llama-3.3-70b");
    /* the name of a hub, however it is written, and nothing less than the whole of it */
    assert_int_equal(
        catalogs_model(catalogs, "meta-llama/Llama-3.3-70B-Instruct", &model, &candidates, &diags),
        LOOKUP_FOUND);
    assert_string_equal(model->id, "llama-3.3-70b");
    assert_int_equal(catalogs_model(catalogs, "QWEN/qwen3-8B", &model, &candidates, &diags),
                     LOOKUP_FOUND);
    assert_string_equal(model->id, "qwen3-8b");
    assert_int_equal(catalogs_model(catalogs, "Qwen/Qwen3-8", &model, &candidates, &diags),
                     LOOKUP_NONE);
    assert_int_equal(catalogs_model(catalogs, "llama", &model, &candidates, &diags), LOOKUP_NONE);
    assert_true(candidates.total > 1);
    catalogs_close(catalogs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lookups),
        cmocka_unit_test(test_bad_files),
        cmocka_unit_test(test_as_of),
        cmocka_unit_test(test_hardware),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
