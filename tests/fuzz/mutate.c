/* mutate.c - inputs that are still scenarios: libFuzzer's own changes are of bytes, and one that
 * breaks the YAML reaches the parser alone. A line with what stands deeper below it is a branch: it
 * goes, comes twice, moves to another of its depth; a value becomes one at the end of what its
 * field takes; a field of the table is added. Every fourth change is libFuzzer's. Knows lines and
 * the table of fields; refuses to know what is legal where: what is refused is an input, too.
 */
#include "core/base/count.h"
#include "fuzz.h"
#include "llmcost.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

enum { MAX_LINES = 400, MAX_TEXT = 1 << 15, MAX_VALUE = 64 };

struct line {
    size_t begin, end; /* the line break included */
    size_t indent;
};

struct text {
    const char *bytes;
    size_t length;
    struct line line[MAX_LINES];
    size_t lines;
};

static uint64_t state;

static size_t below(size_t count) /* splitmix64 */
{
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return count > 0 ? (size_t)((z ^ z >> 31) % count) : 0;
}

static void cut(const uint8_t *data, size_t size, struct text *ret_text)
{
    struct text *text = ret_text;
    *text = (struct text){.bytes = (const char *)data, .length = size};
    for (size_t at = 0; at < size && text->lines < MAX_LINES;) {
        const char *end = memchr(text->bytes + at, '\n', size - at);
        struct line *line = &text->line[text->lines++];
        *line = (struct line){.begin = at};
        line->end = end != NULL ? (size_t)(end - text->bytes) + 1 : size;
        while (at < line->end && (data[at] == ' ' || data[at] == '-'))
            at++;
        line->indent = at - line->begin;
        at = line->end;
    }
}

/* The end of what stands below a line. */
static size_t branch_end(const struct text *text, size_t first)
{
    size_t i = first + 1;
    while (i < text->lines && text->line[i].indent > text->line[first].indent)
        i++;
    return text->line[i - 1].end;
}

/* A number at an end of what the field takes or beyond; words that are none. */
static const char *value_of(const struct llmcost_field *field, char *buffer)
{
    static const char *const words[] = {"0",     "1",    "-1",   "0.5",       "1e15",      "1e-300",
                                        "-0.0",  "730",  "8784", "100%",      "5..10..20", "true",
                                        "false", "null", "flat", "[]",        "{}",        "''",
                                        "1k..",  "0..1", "2^-5", "2027-01-01"};
    const double ends[] = {field->min,
                           field->max,
                           (field->min + field->max) / 2,
                           field->fallback,
                           field->max * 1.0000001,
                           field->min - 1};
    const size_t pick = below(COUNT(ends) + COUNT(words));
    if (pick >= COUNT(ends))
        return words[pick - COUNT(ends)];
    snprintf(buffer, MAX_VALUE, "%.17g", ends[pick]);
    return buffer;
}

static const struct llmcost_field *any_field(void)
{
    size_t count = 0;
    const struct llmcost_field *fields = llmcost_fields(&count);
    return &fields[below(count)];
}

/* The field whose name is the key of a line, any other where there is none. */
static const struct llmcost_field *field_of(const struct text *text, const struct line *line)
{
    size_t count = 0;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const char *key = text->bytes + line->begin + line->indent;
    const size_t room = line->end - line->begin - line->indent;
    for (size_t i = 0; i < count; i++) {
        const size_t length = strlen(fields[i].name);
        if (length < room && memcmp(key, fields[i].name, length) == 0 && key[length] == ':')
            return &fields[i];
    }
    return any_field();
}

struct out {
    char text[MAX_TEXT];
    size_t length;
};

static void put(struct out *out, const char *bytes, size_t length)
{
    if (length > sizeof out->text - out->length)
        length = sizeof out->text - out->length;
    memcpy(out->text + out->length, bytes, length);
    out->length += length;
}

static void put_span(struct out *out, const struct text *text, size_t from, size_t to)
{
    if (from < to)
        put(out, text->bytes + from, to - from);
}

static void new_value(struct out *out, const struct text *text, const struct line *line)
{
    char buffer[MAX_VALUE];
    const char *begin = text->bytes + line->begin;
    const char *colon = memchr(begin, ':', line->end - line->begin);
    const char *value = value_of(field_of(text, line), buffer);
    put_span(out, text, 0, colon != NULL ? (size_t)(colon - text->bytes) + 1 : line->begin);
    put(out, " ", 1);
    put(out, value, strlen(value));
    put(out, "\n", 1);
    put_span(out, text, line->end, text->length);
}

static void new_field(struct out *out, const struct text *text, const struct line *line)
{
    char buffer[MAX_VALUE], added[MAX_VALUE * 3];
    const struct llmcost_field *field = any_field();
    put_span(out, text, 0, line->end);
    put_span(out, text, line->begin, line->begin + line->indent);
    const int length =
        snprintf(added, sizeof added, "%s: %s\n", field->name, value_of(field, buffer));
    put(out, added, (size_t)length);
    put_span(out, text, line->end, text->length);
}

/* The branch of a line to before another of its depth; it stays as well, or only there. */
static void move(struct out *out, const struct text *text, size_t from, bool stays)
{
    const size_t begin = text->line[from].begin, end = branch_end(text, from);
    size_t to = below(text->lines);
    for (size_t i = 0; i < text->lines && text->line[to].indent != text->line[from].indent; i++)
        to = (to + 1) % text->lines;
    const size_t before = text->line[to].begin;
    if (before <= begin) {
        put_span(out, text, 0, before);
        put_span(out, text, begin, end);
        put_span(out, text, before, stays ? end : begin);
        put_span(out, text, end, text->length);
    } else {
        put_span(out, text, 0, stays ? end : begin);
        put_span(out, text, end, before);
        put_span(out, text, begin, end);
        put_span(out, text, before > end ? before : end, text->length);
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    static struct text text;
    static struct out out;
    state = seed;
    cut(data, size, &text);
    const size_t change = below(8), from = below(text.lines);
    out.length = 0;
    if (change < 2 || text.lines == 0)
        return LLVMFuzzerMutate(data, size, most);
    if (change < 4) {
        new_value(&out, &text, &text.line[from]);
    } else if (change == 4) {
        new_field(&out, &text, &text.line[from]);
    } else if (change == 5) {
        put_span(&out, &text, 0, text.line[from].begin);
        put_span(&out, &text, branch_end(&text, from), text.length);
    } else {
        move(&out, &text, from, change == 6);
    }
    if (out.length > most)
        out.length = most;
    memcpy(data, out.text, out.length);
    return out.length;
}
