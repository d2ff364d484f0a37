/* test_usage.c - usage files to sums: every format, times and numbers in every spelling, and that
 * neither the size of windows nor a pipe changes anything. Known answers
 * are those of the fixtures' SOURCE.md, or counted by hand.
 */
#include "io/import/usage/detect.h"
#include "unit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

enum { MONDAY = 72 };

/* What a file comes to. */
struct sums {
    enum usage_outcome outcome;
    int format; /* -1: not recognised */
    struct usage usage;
    struct usage_log log;
    uint64_t most;
};

static char path[] = "/tmp/llmcost-usage.XXXXXX";

static int make_file(void **state)
{
    (void)state;
    const int fd = mkstemp(path);
    return fd < 0 || close(fd) != 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void put_file(const char *text, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* The length that a log is cut to between looking at it and reading it, -1: none. */
static off_t cut_to = -1;

/* window 0: as a pipe is read. */
static void read_sums(const char *columns, size_t window, struct sums *ret_sums)
{
    static struct llmcost_diags diags;
    static struct usage_models models;
    struct usage_ids ids = {.room = 0};
    struct usage_pages pages = {.room = 0};
    struct usage_input input;
    struct usage_job job = {.diags = &diags, .window = window};
    uint64_t place = 0;
    const char *why;
    llmcost_diags_init(&diags);
    memset(ret_sums, 0, sizeof *ret_sums);
    usage_log_begin(&ret_sums->log);
    usage_models_begin(&models, NULL, false, NULL);
    assert_int_equal(usage_open(path, &input, &place), USAGE_DONE);
    job.scene = (struct usage_scene){.models = &models,
                                     .ids = &ids,
                                     .pages = &pages,
                                     .log = &ret_sums->log,
                                     .seen = usage_seen_new()};
    assert_non_null(job.scene.seen);
    assert_true(usage_columns(columns, &job.scene, &diags));
    ret_sums->format = -1;
    if (usage_detect(&input, &job)) {
        ret_sums->format = (int)(job.scene.format - usage_formats);
        usage_models_week(&models, job.scene.format->relative ? 0 : MONDAY);
        if (window == 0)
            input.is_regular = false;
        if (cut_to >= 0)
            assert_int_equal(truncate(path, cut_to), 0);
        if (window == 0 && !input.is_whole)
            assert_int_equal(lseek(input.fd, SOURCE_HEAD, SEEK_SET), SOURCE_HEAD);
        ret_sums->outcome = usage_read(&input, &job, &place, &why);
        usage_models_close(&models, ret_sums->log.first, ret_sums->log.last);
        ret_sums->most = usage_most(&models.taken);
    } else
        assert_true(diags.errors > 0);
    ret_sums->usage = models.taken;
    usage_seen_free(job.scene.seen);
    usage_close(&input);
    usage_models_end(&models);
    usage_ids_end(&ids);
    free(pages.page);
}

static void assert_same(const char *name, const struct sums *a, const struct sums *b)
{
    const struct usage *u = &a->usage, *v = &b->usage;
    const struct usage_log *k = &a->log, *l = &b->log;
    if (a->outcome == b->outcome && a->format == b->format && a->most == b->most &&
        u->requests == v->requests && u->input == v->input && u->output == v->output &&
        u->cached == v->cached && u->written == v->written && u->batch == v->batch &&
        u->records == v->records && u->kinds == v->kinds && u->largest == v->largest &&
        u->long_tokens[0] == v->long_tokens[0] && k->good == l->good && k->added == l->added &&
        k->malformed == l->malformed && u->first == v->first && u->last == v->last &&
        u->knows == v->knows && u->phase == v->phase &&
        memcmp(u->hour, v->hour, sizeof u->hour) == 0 && u->no_cached == v->no_cached &&
        memcmp(k->oddity, l->oddity, sizeof k->oddity) == 0 && k->notes == l->notes) {
        for (int i = 0; i < k->notes; i++) {
            assert_int_equal(k->note[i].line, l->note[i].line);
            assert_string_equal(k->note[i].why, l->note[i].why);
        }
        return;
    }
    print_error("%s: other sums: %" PRIu64 " and %" PRIu64 " requests, %" PRIu64 " and %" PRIu64
                " malformed\n",
                name, u->requests, v->requests, k->malformed, l->malformed);
    fail();
}

/* As a pipe, and in windows of several sizes: always the same. */
static void read_all_ways(const char *name, const char *columns, struct sums *ret_sums)
{
    static const size_t windows[] = {1, 7, 64, 1000, SOURCE_BLOCK};
    read_sums(columns, 0, ret_sums);
    for (size_t i = 0; i < COUNT(windows); i++) {
        struct sums other;
        read_sums(columns, windows[i], &other);
        assert_same(name, ret_sums, &other);
    }
}

struct usage_case {
    const char *name, *text, *columns;
    int format;
    uint64_t requests, input, output, cached, malformed, failed;
    int64_t first, last; /* in ms */
    enum usage_outcome outcome;
};

#define DAY INT64_C(1791158400000) /* 2026-10-05 00:00 UTC, a Monday, in ms */

static const struct usage_case cases[] = {
    {.name = "plain",
     .text = "timestamp,input,output\n2026-10-05 00:00:01,10,2\n2026-10-05 00:00:03,20,3\n",
     .requests = 2,
     .input = 30,
     .output = 5,
     .first = DAY + 1000,
     .last = DAY + 3000},
    {.name = "no newline at the end",
     .text = "timestamp,input,output\n2026-10-05 00:00:01,10,2\n2026-10-05 00:00:03,20,3",
     .requests = 2,
     .input = 30,
     .output = 5,
     .first = DAY + 1000,
     .last = DAY + 3000},
    {.name = "CRLF, BOM, blank lines",
     .text = "\xEF\xBB\xBF\r\nTIMESTAMP,ContextTokens,GeneratedTokens\r\n\r\n"
             "2026-10-05 00:00:01.5000000,10,2\r\n\r\n2026-10-05 00:01:03.2500000,20,3\r\n",
     .requests = 2,
     .input = 30,
     .output = 5,
     .first = DAY + 1500,
     .last = DAY + 63250},
    {.name = "columns in another order",
     .text = "id,completion_tokens,cached_tokens,prompt_tokens,created_at\n"
             "a,2,4,10,2026-10-05T00:00:01Z\nb,3,5,20,2026-10-05T00:00:03Z\n",
     .requests = 2,
     .input = 30,
     .output = 5,
     .cached = 9,
     .first = DAY + 1000,
     .last = DAY + 3000},
    {.name = "zones",
     .text = "ts,input,output\n2026-10-05T02:00:01+02:00,10,2\n2026-10-05T02:00:03+02:00,20,3\n"
             "2026-10-05T03:00:03+02:00,1,1\n2026-10-04T19:00:04-05:00,1,1\n",
     .requests = 4,
     .input = 32,
     .output = 7,
     .first = DAY + 1000,
     .last = DAY + 3603000},
    {.name = "places come and go",
     .text = "ts,input,output\n2026-10-05 00:00:01,1,1\n2026-10-05 00:00:01.5,1,1\n"
             "2026-10-05 00:00:01.123456789,1,1\n2026-10-05 00:00:02.1234567891,1,1\n"
             "2026-10-05 00:00:01.25,1,1\n2026-10-05 00:00:02.,1,1\n",
     .requests = 5,
     .input = 5,
     .output = 5,
     .malformed = 1,
     .first = DAY + 1000,
     .last = DAY + 2123},
    {.name = "unix times of all sizes",
     .text = "ts,input,output\n1791158400,1,1\n1791158401000,1,1\n1791158402000000,1,1\n"
             "1791158403000000000,1,1\n1791158404.5,1,1\n17911584,1,1\n1791158405.,1,1\n",
     .requests = 5,
     .input = 5,
     .output = 5,
     .malformed = 2,
     .first = DAY,
     .last = DAY + 4500},
    {.name = "numbers",
     .text = "ts,input,output\n2026-10-05T00:00:01Z,007,1\n2026-10-05T00:00:01Z,256000.0,1\n2026-"
             "10-05T00:00:01Z,1e3,1\n"
             "2026-10-05T00:00:01Z,-1,1\n2026-10-05T00:00:01Z,1.5,1\n2026-10-05T00:00:01Z,,1\n2026-"
             "10-05T00:00:01Z,NULL,1\n"
             "2026-10-05T00:00:01Z,0x10,1\n2026-10-05T00:00:01Z,nan,1\n2026-10-05T00:00:01Z,"
             "1000000001,1\n2026-10-05T00:00:01Z, 5 ,1\n"
             "2026-10-05T00:00:01Z,99999999999999999999,1\n2026-10-05T00:00:01Z,12345678,1\n2026-"
             "10-05T00:00:01Z,1k,1\n",
     .requests = 4,
     .input = 257012,
     .output = 4,
     .malformed = 10,
     .first = DAY + 1000,
     .last = DAY + 1000},
    {.name = "quotes with newlines",
     .text =
         "ts,note,input,output\n2026-10-05T00:00:01Z,\"a\n2026-10-05T00:00:01Z,b,5,5\n\",10,2\n"
         "\"2026-10-05T00:00:01Z\",\"say \"\"x\"\", y\",\"20\",3\n2026-10-05T00:00:01Z,plain,1,1\n",
     .requests = 3,
     .input = 31,
     .output = 6,
     .first = DAY + 1000,
     .last = DAY + 1000},
    {.name = "a quote behind a quote, and one that never closes",
     .text = "ts,note,input,output\n2026-10-05T00:00:01Z,\"a\"b,10,2\n2026-10-05T00:00:01Z,\"c,10,"
             "2\n2026-10-05T00:00:01Z,d,1,1\n",
     .requests = 1,
     .input = 1,
     .output = 1,
     .malformed = 2,
     .first = DAY + 1000,
     .last = DAY + 1000},
    {.name = "more cached than input",
     .text = "ts,input,output,cached\n2026-10-05T00:00:01Z,10,2,11\n2026-10-05T00:00:01Z,10,2,10\n",
     .requests = 1,
     .input = 10,
     .output = 2,
     .cached = 10,
     .malformed = 1,
     .first = DAY + 1000,
     .last = DAY + 1000},
    {.name = "other columns than the header",
     .text = "ts,input,output\n2026-10-05T00:00:01Z,10\n2026-10-05T00:00:01Z,10,2,3\n2026-10-05T00:"
             "00:01Z,10,2\n",
     .requests = 1,
     .input = 10,
     .output = 2,
     .malformed = 2,
     .first = DAY + 1000,
     .last = DAY + 1000},
    {.name = "not in order",
     .text = "ts,input,output\n2026-10-05 05:00:00,1,1\n2026-10-04 05:00:00,1,1\n"
             "2026-10-05 00:00:59,1,1\n2026-10-05 00:00:58,1,1\n",
     .requests = 4,
     .input = 4,
     .output = 4,
     .first = DAY - 19 * 3600000,
     .last = DAY + 5 * 3600000},
    {.name = "--columns",
     .text = "a,b,c,timestamp\n2026-10-05T00:00:01Z,10,2,x\n",
     .columns = "timestamp=a,input=b,output=c",
     .requests = 1,
     .input = 10,
     .output = 2,
     .first = DAY + 1000,
     .last = DAY + 1000},
    {.name = "a header and nothing else", .text = "ts,input,output\n", .first = 1},
    {.name = "BurstGPT",
     .text = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n"
             "5,ChatGPT,472,18,490,Conversation log\n45.5,GPT-4,1087,0,1087,API log\n"
             "118,GPT-4,417,276,693,Conversation log\n",
     .format = USAGE_FORMAT_BURSTGPT,
     .requests = 2,
     .input = 889,
     .output = 294,
     .failed = 1,
     .first = 5000,
     .last = 118000},
    {.name = "JSON lines",
     .text =
         "{\"ts\": \"2026-10-05T00:00:01Z\", \"input\": 10, \"output\": 2, \"m\": \"a\"}\n"
         "{\"ts\": \"2026-10-05T00:00:02Z\", \"input\": 20, \"output\": 3, \"m\": \"b\\\"\"}\r\n"
         "\n{\"ts\": \"2026-10-05T00:00:03Z\", \"input\": 007, \"output\": 3, \"m\": \"b\"}\n"
         "{\"ts\": \"2026-10-05T00:00:04Z\", \"input\": 30, \"output\": 4, \"m\": \"\xC3\xA4\"}\n"
         "{\"ts\": \"2026-10-05T00:00:04Z\", \"input\": 30, \"output\": 4, \"m\": \"\xC3\"}\n"
         "{\"input\": 1, \"cached\": 1, \"output\": 4, \"ts\": 1791158405.25}\n"
         "{\"input\": 1, \"cached\": 1, \"output\": 4, \"ts\": 1791158406.5}\n"
         "{\"input\": 1, \"cached\": 1, \"output\": 4, \"ts\": 1791158407.5} x\n"
         "{\"input\": 1, \"cached\": 1, \"output\": 4",
     .requests = 5,
     .input = 62,
     .output = 17,
     .cached = 2,
     .malformed = 4,
     .first = DAY + 1000,
     .last = DAY + 6500},
    {.name = "a list of objects",
     .text = "[{\"ts\": 1791158400, \"input\": 10, \"output\": \"2\"},\n {\"ts\": null},\n"
             "{\"ts\": 1791158401, \"input\": 10, \"output\": 2}, 7]",
     .requests = 2,
     .input = 20,
     .output = 4,
     .malformed = 2,
     .first = DAY,
     .last = DAY + 1000},
    {.name = "objects over several lines",
     .text =
         "{\"ts\": 1791158400,\n \"input\": 10, \"output\": 2}\n{\"ts\": 1791158401,\n \"input\""
         ": 10, \"output\": 2}\n",
     .requests = 2,
     .input = 20,
     .output = 4,
     .first = DAY,
     .last = DAY + 1000},
    {.name = "a list that is cut off",
     .text = "[{\"ts\": 1791158400, \"input\": 10, \"output\": 2},",
     .requests = 1,
     .input = 10,
     .output = 2,
     .first = DAY,
     .last = DAY,
     .outcome = USAGE_NOT_JSON},
    {.name = "Mooncake",
     .text =
         "{\"timestamp\": 0, \"input_length\": 1100, \"output_length\": 5, \"hash_ids\": [0, 1, "
         "2]}\n"
         "{\"timestamp\": 100, \"input_length\": 600, \"output_length\": 5, \"hash_ids\": [0, 9]}\n"
         "{\"timestamp\": 200, \"input_length\": 1100, \"output_length\": 5, \"hash_ids\": [0, 1, "
         "2]}\n"
         "{\"timestamp\": 300, \"input_length\": 1100, \"output_length\": 5, \"hash_ids\": [7, 1, "
         "2]}\n"
         "{\"timestamp\": \"x\", \"input_length\": 1, \"output_length\": 5, \"hash_ids\": [7]}\n",
     .format = USAGE_FORMAT_MOONCAKE,
     .requests = 4,
     .input = 3900,
     .output = 20,
     .cached = 512 + 1100,
     .malformed = 1,
     .last = 300},
    {.name = "OpenAI buckets without their page",
     .text = "[{\"object\": \"bucket\", \"start_time\": 1791158400, \"end_time\": 1791162000, "
             "\"results\":"
             " [{\"input_tokens\": 10, \"output_tokens\": 2, \"input_cached_tokens\": 4,"
             " \"num_model_requests\": 3, \"batch\": true, \"model\": null}]},\n"
             "{\"object\": \"bucket\", \"results\": [], \"start_time\": 1791162000, \"end_time\": "
             "1791165600}]",
     .format = USAGE_FORMAT_OPENAI,
     .requests = 3,
     .input = 10,
     .output = 2,
     .cached = 4,
     .first = DAY,
     .last = DAY + 7200000},
    {.name = "responses",
     .text =
         "{\"body\": {\"usage\": {\"input_tokens\": 3, \"cache_read_input_tokens\": 9511, "
         "\"output_tokens\": 1944}}}\n"
         "{\"usage\": null}\n"
         "{\"response\": {\"body\": {\"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 7,"
         " \"completion_tokens_details\": {\"reasoning_tokens\": 3}, \"total_tokens\": 15}}}}\n"
         "{\"usage\": {\"prompt_tokens\": 1.5}}\n{\"usage\": {}}\n",
     .format = USAGE_FORMAT_RESPONSES,
     .requests = 2,
     .input = 9519,
     .output = 1954,
     .cached = 9511,
     .malformed = 2,
     .first = 1},
    {.name = "nothing known", .text = "a,b,c\n1,2,3\n", .format = -1, .first = 1},
    {.name = "not even text", .text = "\x01\x02\xff\"", .format = -1, .first = 1},
    {.name = "an object that is none", .text = "{\"a\": [1, 2", .format = -1, .first = 1},
    {.name = "two columns for one thing",
     .text = "time,ts,input,output\n",
     .format = -1,
     .first = 1},
};

static void check_sums(const struct usage_case *row, const struct sums *sums)
{
    const struct usage *u = &sums->usage;
    const bool timeless = u->first > u->last;
    const struct {
        const char *what;
        int64_t is, expected;
    } figures[] = {
        {"format", sums->format, row->format},
        {"outcome", (int64_t)sums->outcome, (int64_t)row->outcome},
        {"requests", (int64_t)u->requests, (int64_t)row->requests},
        {"input", (int64_t)u->input, (int64_t)row->input},
        {"output", (int64_t)u->output, (int64_t)row->output},
        {"cached", (int64_t)u->cached, (int64_t)row->cached},
        {"malformed", (int64_t)sums->log.malformed, (int64_t)row->malformed},
        {"failed", (int64_t)sums->log.oddity[USAGE_FAILED], (int64_t)row->failed},
        {"first", timeless ? 1 : u->first / 10000, row->first},
        {"last", timeless ? 0 : u->last / 10000, row->last},
    };
    for (size_t i = 0; i < COUNT(figures); i++)
        if (figures[i].is != figures[i].expected) {
            print_error("%s: %s is %" PRId64 ", not %" PRId64 "\n", row->name, figures[i].what,
                        figures[i].is, figures[i].expected);
            fail();
        }
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sums sums;
        put_file(cases[i].text, strlen(cases[i].text));
        read_all_ways(cases[i].name, cases[i].columns, &sums);
        check_sums(&cases[i], &sums);
    }
}

/* A log of many windows, some rows of which are of every other kind; what it comes to is counted on
 * the way. */
static void test_large(void **state)
{
    (void)state;
    struct usage_case row = {.name = "large", .first = DAY};
    FILE *file = fopen(path, "wb");
    uint64_t seed = 1;
    assert_non_null(file);
    fputs("TIMESTAMP,ContextTokens,GeneratedTokens\r\n", file);
    for (int i = 0; i < 60000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const unsigned input = (unsigned)(seed >> 40) % 300000,
                       output = (unsigned)(seed >> 35) % 999;
        const int second = i * 3 % 60, minute = i * 3 / 60 % 60, hour = i * 3 / 3600 % 24;
        const int day = 5 + i * 3 / 86400;
        if (i % 997 == 5) {
            fprintf(file, "2026-10-%02d %02d:%02d:61.0000000,%u,%u\r\n", day, hour, minute, input,
                    output);
            row.malformed++;
            continue;
        }
        fprintf(file,
                i % 101 == 7 ? "2026-10-%02dT%02d:%02d:%02dZ, %u ,%u.0\n"
                             : "2026-10-%02d %02d:%02d:%02d.0000000,%u,%u\r\n",
                day, hour, minute, second, input, output);
        row.requests++;
        row.input += input;
        row.output += output;
        row.last = DAY + INT64_C(3000) * i;
    }
    assert_int_equal(fclose(file), 0);
    struct sums sums;
    read_all_ways(row.name, NULL, &sums);
    check_sums(&row, &sums);
    assert_int_equal(sums.most, 20);
    assert_int_equal(sums.usage.hour[0], 1200 - 2);
    assert_int_equal(sums.log.note[0].line, 5 + 2);
}

/* ---- Times and numbers ---- */

static void test_times(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum usage_clock clock;
        int64_t ticks; /* -1: none */
    } times[] = {
        {"2026-10-05 00:00:00.0000001", USAGE_UNIX, DAY * 10000 + 1},
        {"2026-10-05T00:00:00.00000019Z", USAGE_UNIX, DAY * 10000 + 1},
        {"1970-01-01T00:00:00Z", USAGE_UNIX, 0},
        {"1970-01-01T00:00:00+01:00", USAGE_UNIX, -1},
        {"2199-12-31T23:59:59Z", USAGE_UNIX, INT64_C(72581183990000000)},
        {"2200-01-01T00:00:00Z", USAGE_UNIX, -1},
        {"2026-13-05", USAGE_UNIX, -1},
        {"1791158400.1234567", USAGE_UNIX, DAY * 10000 + 1234567},
        {"1791158400123.25", USAGE_UNIX, DAY * 10000 + 1232500},
        {"12.5", USAGE_SECONDS, 125000000},
        {"12.5", USAGE_MILLISECONDS, 125000},
        {"12.5", USAGE_UNIX, -1},
        {"-1", USAGE_SECONDS, -1},
        {"99999999999999999999", USAGE_SECONDS, -1},
        {"9223372036854775807", USAGE_MILLISECONDS, -1},
        {"", USAGE_UNIX, -1},
        {"1e9", USAGE_UNIX, -1},
    };
    for (size_t i = 0; i < COUNT(times); i++) {
        int64_t ticks = -1;
        const bool good = usage_time(times[i].text, strlen(times[i].text), times[i].clock, &ticks);
        if (good != (times[i].ticks >= 0) || (good && ticks != times[i].ticks)) {
            print_error("%s: %" PRId64 "\n", times[i].text, ticks);
            fail();
        }
    }
}

static void test_digits(void **state)
{
    (void)state;
    static const struct {
        const char *text; /* eight bytes */
        unsigned count, value;
    } words[] = {
        {"12345678", 8, 12345678},  {"00000001", 8, 1},     {"99999999", 8, 99999999},
        {"7,123456", 1, 7},         {"4808,10\r", 4, 4808}, {",1234567", 0, 0},
        {"12/45678", 2, 12},        {"12:45678", 2, 12},    {"1234567\xff", 7, 1234567},
        {"1\xfa\xff\x80zzz", 1, 1},
    };
    for (size_t i = 0; i < COUNT(words); i++) {
        const uint64_t word = digits_word(words[i].text);
        assert_int_equal(digits_count(word), words[i].count);
        if (words[i].count > 0)
            assert_int_equal(digits_value(word, words[i].count), words[i].value);
    }
}

/* More days than minutes are kept for: buckets become hours, whatever the order. */
static void test_years(void **state)
{
    (void)state;
    static struct usage usage;
    const struct usage_limits limits = {.count = 1, .over = {USAGE_LONG_CONTEXT}};
    int spare = USAGE_MAX_CHUNKS;
    usage_begin(&usage, &limits, &spare, MONDAY);
    for (int i = 0; i < 3000; i++) {
        const int64_t time = (int64_t)(i * 7 % 3000) * 24 * USAGE_HOUR + 5 * USAGE_MINUTE;
        struct usage_record r = {.requests = 1, .input = 1, .start = time, .end = time};
        r.knows = USAGE_KNOWS_TIME | USAGE_KNOWS_REQUESTS | USAGE_KNOWS_SIZES;
        usage_add(&usage, &r);
        r.start = r.end = time + USAGE_MINUTE;
        usage_add(&usage, &r);
    }
    usage_close_sums(&usage);
    assert_int_equal(usage.peaks.width, 60);
    assert_int_equal(usage_most(&usage), 2);
    assert_int_equal(usage.requests, 6000);
    usage_end(&usage);
    assert_int_equal(spare + usage.peaks.chunks, USAGE_MAX_CHUNKS);
}

/* ---- What a record is ---- */

static void test_kinds(void **state)
{
    (void)state;
    enum { NONE = USAGE_KINDS };
    static const struct {
        unsigned evident;
        int kind;
    } rows[] = {
        {0, USAGE_REQUEST},
        {USAGE_HAS_TIME, USAGE_REQUEST},
        {USAGE_HAS_CALL, USAGE_REQUEST},
        {USAGE_HAS_CALL | USAGE_HAS_TIME | USAGE_HAS_DAY, USAGE_REQUEST},
        {USAGE_HAS_CALL | USAGE_HAS_TIME | USAGE_HAS_PERIOD, USAGE_REQUEST},
        {USAGE_HAS_TIME | USAGE_HAS_DAY, USAGE_SUM},
        {USAGE_HAS_TIME | USAGE_HAS_PERIOD, USAGE_SUM},
        {USAGE_HAS_TIME | USAGE_IS_SUM | USAGE_IS_LARGE, USAGE_SUM},
        {USAGE_HAS_TIME | USAGE_HAS_DAY | USAGE_HAS_COUNT, USAGE_BUCKET},
        {USAGE_HAS_TIME | USAGE_HAS_COUNT | USAGE_IS_LARGE, USAGE_BUCKET},
        {USAGE_HAS_COUNT, USAGE_TOTAL},
        {USAGE_IS_LARGE, NONE},
        {USAGE_HAS_TIME | USAGE_IS_LARGE, NONE},
        {USAGE_HAS_CALL | USAGE_HAS_TIME | USAGE_IS_LARGE, NONE},
        {USAGE_IS_SUM, NONE},
        {USAGE_HAS_DAY, NONE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum usage_kind kind = USAGE_REQUEST;
        const char *why = NULL;
        const bool good = usage_decide(rows[i].evident, &kind, &why);
        if (good != (rows[i].kind != NONE) || (good && (int)kind != rows[i].kind) ||
            (!good && why == NULL)) {
            print_error("%#x: %d\n", rows[i].evident, good ? (int)kind : NONE);
            fail();
        }
    }
}

/* A format without signs could never be told; one that nobody names would not be in the list. */
static void test_formats(void **state)
{
    (void)state;
    for (int i = 0; i < USAGE_FORMATS; i++) {
        const struct usage_format *format = &usage_formats[i];
        assert_non_null(format->name);
        assert_true(format->row != NULL || format->object != NULL);
        assert_true(format->row == NULL || format->names != NULL);
        assert_true(format->signs[0] != NULL || i <= USAGE_FORMAT_RESPONSES);
    }
}

/* A log that is rotated away under the reader is not half a log. */
static void test_shrinks(void **state)
{
    static char text[4 * SOURCE_BLOCK];
    size_t length = (size_t)snprintf(text, sizeof text, "timestamp,input_tokens,output_tokens\n");
    struct sums sums;
    (void)state;
    while (length + 64 < sizeof text)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "2026-11-20T10:00:00Z,100,20\n");
    put_file(text, length);
    read_sums(NULL, SOURCE_BLOCK, &sums);
    assert_int_equal(sums.outcome, USAGE_DONE);
    const uint64_t records = sums.usage.records;
    assert_true(records > 1000);
    static const off_t lengths[] = {0, 1, SOURCE_HEAD, SOURCE_HEAD + 1000};
    for (size_t i = 0; i < COUNT(lengths); i++) {
        put_file(text, length);
        cut_to = lengths[i];
        read_sums(NULL, SOURCE_BLOCK, &sums);
        assert_int_equal(sums.outcome, USAGE_SHRANK);
        cut_to = -1;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shrinks), cmocka_unit_test(test_cases),
        cmocka_unit_test(test_large),   cmocka_unit_test(test_times),
        cmocka_unit_test(test_digits),  cmocka_unit_test(test_years),
        cmocka_unit_test(test_kinds),   cmocka_unit_test(test_formats),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
