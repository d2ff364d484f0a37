/* test_snapshot.c - a scenario as text: what is written and read again is the same text, for every
 * worked example and for random scenarios; and a number that is stated anew in what was read makes
 * the scenario that --set makes of the file, or is refused in the same words.
 */
#include "core/scenario/scenario.h"
#include "decision.h"
#include "io/number/change.h"
#include "io/scenario/load.h"
#include "print/page/snapshot.h"

#include <dirent.h>

static struct llmcost_diags diags, others;
static struct snapshot snapshot;
static struct llmcost_scenario loaded;

static char *written(const struct llmcost_scenario *of, struct text_buffer *out)
{
    const struct report report = {.scenario = of, .file = "f.yaml", .sha256 = "00"};
    snapshot_write(&report, out);
    assert_false(out->failed);
    return out->data;
}

/* ---- Write, read, write ---- */

static void assert_same_twice(const char *name, const struct report *report)
{
    struct text_buffer first = {0}, second = {0};
    snapshot_write(report, &first);
    if (!snapshot_read(first.data, first.length, &snapshot))
        fail_msg("%s: what was written cannot be read", name);
    snapshot_write(&snapshot.report, &second);
    assert_string_equal(first.data, second.data);
    for (const char *c = first.data; *c != '\0'; c++)
        assert_true((*c >= ' ' && *c <= '~' && *c != '<') || *c == '\n');
    free(first.data);
    free(second.data);
    arena_free(&snapshot.arena);
}

static bool load(const char *path, const char *set, struct llmcost_scenario *ret_loaded,
                 struct llmcost_diags *ret_diags)
{
    struct source file, csv, one = {.name = set, .text = set};
    llmcost_diags_init(ret_diags);
    assert_true(source_read(path, NULL, &file, ret_diags));
    one.length = set != NULL ? strlen(set) : 0;
    const bool good =
        scenario_load(&file, &one, set != NULL ? 1 : 0, NULL, &csv, ret_loaded, ret_diags);
    source_free(&file);
    source_free(&csv);
    return good;
}

static const char *const folders[] = {"scenarios", "tests/golden/files"};

static void for_each_file(void (*check)(const char *path))
{
    int files = 0;
    for (size_t i = 0; i < COUNT(folders); i++) {
        DIR *folder = opendir(folders[i]);
        assert_non_null(folder);
        for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            char path[512];
            const char *end = strrchr(entry->d_name, '.');
            snprintf(path, sizeof path, "%s/%s", folders[i], entry->d_name);
            if (end == NULL || strcmp(end, ".yaml") != 0 || !load(path, NULL, &loaded, &diags))
                continue;
            check(path);
            files++;
        }
        closedir(folder);
    }
    assert_true(files > 30);
}

static void check_again(const char *path)
{
    const struct override sets[] = {{.path = "a.\"b c\"", .value = "1 %<&\"' \xC3\xA9"},
                                    {.path = "w", .value = "", .file = "with.yaml"}};
    const struct source fragments[] = {{.name = "with/with.yaml"}};
    struct report report = {.scenario = &loaded,
                            .file = "a file.yaml",
                            .sha256 = "0123",
                            .overrides = sets,
                            .override_count = 2,
                            .fragments = fragments,
                            .fragment_count = 1};
    report.gates.gate[GATE_MIN_MARGIN] = (struct gate){.is_set = true, .limit = 0.25};
    report.gates.gate[GATE_STALE_PRICE] =
        (struct gate){.is_set = true, .has_limit = true, .limit = 30};
    assert_same_twice(path, &report);
}

static void test_files(void **state)
{
    (void)state;
    for_each_file(check_again);
}

static void test_random(void **state)
{
    const struct report report = {.scenario = &scenario, .file = "random.yaml"};
    (void)state;
    for (int i = 0; i < random_rounds(100, 2000); i++) {
        char name[32];
        decision_random();
        llmcost_diags_init(&diags);
        assert_true(llmcost_check(&scenario, &diags));
        snprintf(name, sizeof name, "random %d", i);
        assert_same_twice(name, &report);
    }
}

/* What is cut off, or changed in one byte, is refused, or read as what is legal. */
static void test_rubbish(void **state)
{
    struct text_buffer text = {0}, again = {0};
    (void)state;
    assert_true(load("scenarios/reserved-base-rented-peaks.yaml", NULL, &loaded, &diags));
    written(&loaded, &text);
    for (size_t i = 0; i < text.length; i += 1 + text.length / 400) {
        assert_false(snapshot_read(text.data, i, &snapshot));
        arena_free(&snapshot.arena);
        const char kept = text.data[i];
        text.data[i] = (char)(kept == 'z' ? '0' : kept + 1);
        if (snapshot_read(text.data, text.length, &snapshot)) {
            again.length = 0;
            snapshot_write(&snapshot.report, &again);
        }
        arena_free(&snapshot.arena);
        text.data[i] = kept;
    }
    assert_false(snapshot_read("", 0, &snapshot));
    arena_free(&snapshot.arena);
    free(text.data);
    free(again.data);
}

/* What would be read as another scenario than it says, or be written otherwise, is refused. */
static void test_not_ours(void **state)
{
    static const struct {
        const char *lines; /* behind the others */
        bool taken;
    } rows[] = {
        {.lines = "/tokens v4000000000000000 v4000000000000000\n", .taken = true},
        {.lines = "/tokens v8000000000000000 v4000000000000000\n"}, /* -0 */
        {.lines = "/override nw s%b0 t%25\n", .taken = true},
        {.lines = "/override nw s\xB0\n"},
        {.lines = "/override nw s%41\n"}, /* needs no escape */
        {.lines = "/override nw sa tb%\n"},
        {.lines = "/override nw sa\x01\n"},
        {.lines = "/file na b\n"},
        {.lines = "/load k1 v3ff0000000000000\n"}, /* for the second time */
        {.lines = "/levels v3ff0000000000000\n"},  /* of a load that has none */
        {.lines = "/hours w0\n"},
        {.lines = "@\n= na\n"},               /* an option of no section that has any */
        {.lines = "@hosts\n=hosts na%20b\n"}, /* no id */
        {.lines = "/as_of d19000\n", .taken = true},
        {.lines = "/as_of d019000\n"},
    };
    struct text_buffer text = {0};
    (void)state;
    assert_true(load("scenarios/support-chat.yaml", NULL, &loaded, &diags));
    written(&loaded, &text);
    const size_t length = text.length;
    for (size_t i = 0; i < COUNT(rows); i++) {
        text.length = length;
        text_put(&text, rows[i].lines);
        if (snapshot_read(text.data, text.length, &snapshot) != rows[i].taken)
            fail_msg("%s: %s", rows[i].lines, rows[i].taken ? "refused" : "taken");
        arena_free(&snapshot.arena);
    }
    free(text.data);
}

/* Levels of the load without its hours. */
static void test_half_a_load(void **state)
{
    struct text_buffer text = {0};
    (void)state;
    assert_true(load("scenarios/reserved-base-rented-peaks.yaml", NULL, &loaded, &diags));
    written(&loaded, &text);
    assert_true(snapshot_read(text.data, text.length, &snapshot));
    arena_free(&snapshot.arena);
    char *hours = strstr(text.data, "/hours"), *behind = strchr(hours, '\n') + 1;
    memmove(hours, behind, strlen(behind) + 1);
    assert_false(snapshot_read(text.data, strlen(text.data), &snapshot));
    arena_free(&snapshot.arena);
    free(text.data);
}

/* ---- Stated anew ---- */

static int compared, refused;

static void check_set(const char *file, const char *path, const char *value)
{
    static struct llmcost_scenario from_file;
    struct text_buffer base = {0}, left = {0}, right = {0};
    char set[LLMCOST_MAX_PATH + 64];
    const struct llmcost_place place = {
        .line = 1, .column = (uint32_t)strlen(path) + 2, .input = 1};
    snprintf(set, sizeof set, "%s=%s", path, value);
    written(&loaded, &base);
    assert_true(snapshot_read(base.data, base.length, &snapshot));
    llmcost_diags_init(&diags);
    const bool good = change_state(&snapshot.scenario, path, value, place, &diags) &&
                      change_finish(&snapshot.scenario, &diags);
    llmcost_diags_sort(&diags);
    if (load(file, set, &from_file, &others) != good)
        fail_msg("%s --set %s: %s there, %s here: %s", file, set, good ? "refused" : "taken",
                 good ? "taken" : "refused", good ? others.list[0].text : diags.list[0].text);
    if (good) {
        written(&from_file, &left);
        written(&snapshot.scenario, &right);
        if (strcmp(left.data, right.data) != 0) {
            size_t at = 0;
            while (left.data[at] == right.data[at])
                at++;
            while (at > 0 && left.data[at - 1] != '\n')
                at--;
            print_error("%s --set %s:\n--set: %.300s\nhere:  %.300s\n", file, set, left.data + at,
                        right.data + at);
            fail();
        }
    } else {
        int same = 0; /* the loader goes on, and says what else is wrong with it */
        while (same < others.count &&
               (strcmp(diags.list[0].text, others.list[same].text) != 0 ||
                strcmp(diags.list[0].advice, others.list[same].advice) != 0 ||
                diags.list[0].code != others.list[same].code))
            same++;
        if (same == others.count)
            fail_msg("%s --set %s: %s / %s, not %s / %s", file, set, others.list[0].text,
                     others.list[0].advice, diags.list[0].text, diags.list[0].advice);
        refused++;
    }
    compared++;
    free(base.data);
    free(left.data);
    free(right.data);
    arena_free(&snapshot.arena);
}

static void check_sets(const char *file)
{
    static struct llmcost_scenario first;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    int at = 0;
    memcpy(&first, &loaded, sizeof first);
    while (llmcost_next_input(&first, &ref)) {
        char path[LLMCOST_MAX_PATH], value[32];
        size_t count;
        const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
        const struct llmcost_input *input = llmcost_read(&first, ref);
        if (!change_allows(&first, ref) || (!is_stated(input) && ++at % 23 != 0))
            continue;
        llmcost_path(&first, ref, path, sizeof path);
        double number = input->value > 0 ? 1.25 * input->value : 1;
        if (field->kind == LLMCOST_LOAD)
            number = 0.4;
        else if (number > field->max || number < field->min)
            number = field->max > 100 ? field->max / 2 : field->max;
        if ((field->flags & LLMCOST_WHOLE) != 0)
            number = ceil(number);
        snprintf(value, sizeof value, "%.3g", number);
        if (field->kind == LLMCOST_BOOLEAN)
            snprintf(value, sizeof value, "%s", input->value > 0 ? "false" : "true");
        check_set(file, path, value);
        if (at % 5 == 0) {
            check_set(file, path, "-7");
            check_set(file, path, "many");
            check_set(file, path, "40%");
        }
    }
}

static void test_stated_anew(void **state)
{
    (void)state;
    for_each_file(check_sets);
    print_message("note: %d values compared with --set, %d of them refused\n", compared, refused);
    assert_true(compared > 500 && refused > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),       cmocka_unit_test(test_random),
        cmocka_unit_test(test_rubbish),     cmocka_unit_test(test_not_ours),
        cmocka_unit_test(test_half_a_load), cmocka_unit_test(test_stated_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
