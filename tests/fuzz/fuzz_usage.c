/* fuzz_usage.c - usage files: read as a pipe, in windows of a few bytes, and by the strict readers
 * alone they come to the same sums; and the import either writes a fragment or complains.
 */
#include "core/base/count.h"
#include "import.h"
#include "io/import/usage/detect.h"

#include <unistd.h>

enum { WINDOW = 13 };

struct sums {
    struct usage usage;
    struct usage_log log;
    uint64_t most;
    enum usage_outcome outcome;
};

/* The sums of the file; false when it is not one that is read. */
static bool read_sums(const char *path, size_t window, bool strict, struct sums *ret_sums)
{
    struct usage_format slow;
    static struct llmcost_diags diags;
    static struct usage_models models;
    struct usage_ids ids = {.room = 0};
    struct usage_pages pages = {.room = 0};
    struct usage_input input;
    struct usage_job job = {.diags = &diags, .window = window};
    uint64_t place = 0;
    const char *why;
    llmcost_diags_init(&diags);
    REQUIRE(usage_open(path, &input, &place) == USAGE_DONE);
    usage_log_begin(&ret_sums->log);
    usage_models_begin(&models, NULL, false, NULL);
    job.scene = (struct usage_scene){.models = &models,
                                     .ids = &ids,
                                     .pages = &pages,
                                     .log = &ret_sums->log,
                                     .seen = usage_seen_new()};
    REQUIRE(job.scene.seen != NULL);
    const bool good = usage_detect(&input, &job);
    REQUIRE(good || diags.errors > 0);
    if (good) {
        input.is_regular = input.is_regular && window > 0;
        slow = *job.scene.format;
        if (strict) {
            slow.plain = job.plan.plain = false;
            job.scene.format = &slow;
        }
        if (window == 0 && !input.is_whole)
            REQUIRE(lseek(input.fd, SOURCE_HEAD, SEEK_SET) == SOURCE_HEAD);
        ret_sums->outcome = usage_read(&input, &job, &place, &why);
        usage_models_close(&models, ret_sums->log.first, ret_sums->log.last);
        ret_sums->usage = models.taken;
        ret_sums->most = usage_most(&models.taken);
        REQUIRE(ret_sums->outcome != USAGE_NO_MEMORY);
    }
    usage_seen_free(job.scene.seen);
    usage_close(&input);
    usage_models_end(&models);
    usage_ids_end(&ids);
    free(pages.page);
    return good;
}

static void require_same(const struct sums *a, const struct sums *b)
{
    const struct usage *u = &a->usage, *v = &b->usage;
    REQUIRE(a->outcome == b->outcome && a->most == b->most);
    REQUIRE(u->requests == v->requests && u->input == v->input && u->output == v->output);
    REQUIRE(u->cached == v->cached && u->written == v->written && u->batch == v->batch);
    REQUIRE(u->long_tokens[0] == v->long_tokens[0] && a->log.good == b->log.good);
    REQUIRE(a->log.malformed == b->log.malformed && u->kinds == v->kinds);
    REQUIRE(u->first == v->first && u->last == v->last && u->knows == v->knows);
    REQUIRE(memcmp(u->hour, v->hour, sizeof u->hour) == 0 && a->log.notes == b->log.notes);
    for (int i = 0; i < a->log.notes; i++)
        REQUIRE(a->log.note[i].line == b->log.note[i].line && a->log.note[i].line > 0);
}

static void compare(const char *path)
{
    static struct sums pipe, narrow, strict;
    const bool good = read_sums(path, 0, false, &pipe);
    REQUIRE(read_sums(path, WINDOW, false, &narrow) == good);
    REQUIRE(read_sums(path, SOURCE_BLOCK, true, &strict) == good);
    if (!good)
        return;
    require_same(&pipe, &narrow);
    require_same(&pipe, &strict);
}

/* No value that stands without quotes is what C prints for no number; what is quoted, a key or a
 * comment may be called so. */
static void require_numbers(const char *text)
{
    static const char *const words[] = {"nan", "-nan", "inf", "-inf"};
    bool quoted = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '#' && !quoted)
            at += strcspn(at, "\n");
        quoted = *at == '"' ? !quoted : quoted;
        if (*at == '\\' && quoted && at[1] != '\0')
            at++;
        for (size_t i = 0; i < COUNT(words) && !quoted && (*at == ' ' || *at == '['); i++) {
            const size_t length = strlen(words[i]);
            REQUIRE(strncmp(at + 1, words[i], length) != 0 ||
                    strchr(",}] \n", at[1 + length]) == NULL);
        }
    }
}

static void import(const char *path, const struct import_options *options)
{
    const char *const paths[] = {path, path};
    size_t length = 0;
    char *text = fuzz_import(import_usage, paths, 2, options, &length);
    REQUIRE(text == NULL || strstr(text, "workload:\n") != NULL);
    if (text != NULL)
        require_numbers(text);
    free(text);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    const char *const path = fuzz_file(data, size);
    compare(path);
    static const double over[] = {200000, 1000};
    static const struct import_options options[] = {
        {.pattern = NULL},
        {.columns = "timestamp=ts,input=prompt,output=completion"},
        {.per_model = true, .long_over = over, .long_overs = COUNT(over)},
        {.pattern = "gpt", .as_of = "2026-08-31"},
    };
    import(path, &options[0]);
    import(path, &options[1 + size % (COUNT(options) - 1)]);
}
