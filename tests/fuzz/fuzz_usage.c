/* fuzz_usage.c - usage files: read as a pipe and in windows of a few bytes they come to the same
 * sums, and the import either writes a fragment or complains.
 */
#include "fuzz.h"
#include "io/import/import.h"
#include "io/import/usage/detect.h"

#include <stdbool.h>
#include <unistd.h>

enum { WINDOW = 13 };

/* The sums of the file; false when it is not one that is read. */
static bool read_sums(const char *path, size_t window, struct usage *ret_usage, uint64_t *ret_most,
                      enum usage_outcome *ret_outcome)
{
    static struct llmcost_diags diags;
    struct usage_peaks peaks;
    struct usage_input input;
    struct usage_job job = {.mode = USAGE_BY_ROWS, .window = window};
    uint64_t place = 0;
    const char *why;
    llmcost_diags_init(&diags);
    usage_peaks_begin(&peaks);
    REQUIRE(usage_open(path, &input, &place) == USAGE_DONE);
    usage_begin(ret_usage, &peaks, 0);
    job.scene.usage = ret_usage;
    job.scene.seen = usage_seen_new();
    REQUIRE(job.scene.seen != NULL);
    const bool good = usage_detect(&input, 0, &job, &diags);
    REQUIRE(good || diags.errors > 0);
    if (good) {
        input.is_regular = input.is_regular && window > 0;
        if (window == 0 && !input.is_whole)
            REQUIRE(lseek(input.fd, SOURCE_HEAD, SEEK_SET) == SOURCE_HEAD);
        *ret_outcome = usage_read(&input, &job, ret_usage, &place, &why);
        *ret_most = usage_peaks_most(&peaks);
        REQUIRE(*ret_outcome != USAGE_NO_MEMORY);
    }
    usage_seen_free(job.scene.seen);
    usage_close(&input);
    usage_peaks_end(&peaks);
    return good;
}

static void compare(const char *path)
{
    static struct usage a, b;
    uint64_t most_a = 0, most_b = 0;
    enum usage_outcome outcome_a = USAGE_DONE, outcome_b = USAGE_DONE;
    const bool good = read_sums(path, 0, &a, &most_a, &outcome_a);
    REQUIRE(read_sums(path, WINDOW, &b, &most_b, &outcome_b) == good);
    if (!good)
        return;
    REQUIRE(outcome_a == outcome_b && most_a == most_b);
    REQUIRE(a.requests == b.requests && a.input == b.input && a.output == b.output);
    REQUIRE(a.cached == b.cached && a.written == b.written && a.batch == b.batch);
    REQUIRE(a.long_tokens == b.long_tokens && a.good == b.good && a.malformed == b.malformed);
    REQUIRE(a.first == b.first && a.last == b.last && a.knows == b.knows);
    REQUIRE(memcmp(a.hour, b.hour, sizeof a.hour) == 0 && a.notes == b.notes);
    REQUIRE(a.cached + a.written <= a.input || a.overflow);
    for (int i = 0; i < a.notes; i++)
        REQUIRE(a.note[i].line == b.note[i].line && a.note[i].line > 0);
}

static void import(const char *path, const char *columns)
{
    static struct llmcost_diags diags;
    const struct import_options options = {.columns = columns};
    const char *const paths[] = {path, path};
    char *text = NULL;
    size_t length = 0;
    bool no_memory = false;
    FILE *out = open_memstream(&text, &length);
    REQUIRE(out != NULL);
    llmcost_diags_init(&diags);
    const bool good = import_usage(paths, 2, &options, out, &diags, &no_memory);
    fclose(out);
    REQUIRE(!no_memory && good == (diags.errors == 0));
    REQUIRE(!good || strstr(text, "workload:\n") != NULL);
    REQUIRE(!good || (strstr(text, "nan") == NULL && strstr(text, "inf") == NULL));
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[] = "/tmp/llmcost-fuzz-usage.XXXXXX";
    static int file = -1;
    if (file < 0)
        file = mkstemp(path);
    REQUIRE(file >= 0 && ftruncate(file, 0) == 0);
    REQUIRE(pwrite(file, data, size, 0) == (ssize_t)size);
    compare(path);
    import(path, NULL);
    import(path, "timestamp=ts,input=prompt,output=completion");
    return 0;
}
