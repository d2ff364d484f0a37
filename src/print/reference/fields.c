/* fields.c - the reference of all keys, from the table of fields alone.
 * Knows how a field is laid out and how one is searched for; refuses to know any field by name: a
 * new row of fields.c is in the reference at once.
 */
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "print/reference/reference.h"
#include "print/writers.h"
#include "text/buffer.h"
#include "text/json/json.h"

#include <ctype.h>
#include <string.h>

enum { INDENT = 2, TEXT_INDENT = 6, MAX_TEXT = 1024 };

/* An example is a fragment of a scenario, so that --with takes it. */
static const struct {
    const char *word, *title, *example;
} sections[LLMCOST_ALL_SECTIONS] = {
    [LLMCOST_TOP] = {.word = "top", .title = "top of the file", .example = "name: Support chat"},
    [LLMCOST_WORKLOAD] = {.word = "workload",
                          .title = "workload",
                          .example = "workload: {requests_per_day: 50k, input_tokens: 1200, "
                                     "output_tokens: 300, load: {load_factor: 40%}}"},
    [LLMCOST_APIS] = {.word = "apis",
                      .title = "apis.ID",
                      .example = "apis: {hosted: {from: gpt-4o-mini, discount: 10%}}"},
    [LLMCOST_HOSTS] = {.word = "hosts",
                       .title = "hosts.ID",
                       .example = "hosts: {own: {model: llama-3.3-70b, gpu: h100-sxm, rental: "
                                  "nebius, gpus_per_replica: 4}}"},
    [LLMCOST_COMMON] = {.word = "common",
                        .title = "apis.ID and hosts.ID",
                        .example = "hosts: {own: {engineers: 0.25, one_off: 40k, quality: 85%}}"},
    [LLMCOST_HYBRIDS] = {.word = "hybrids",
                         .title = "hybrids.ID",
                         .example = "hybrids: {mix: {host: own, api: hosted}}"},
    [LLMCOST_TEAM] = {.word = "team",
                      .title = "team",
                      .example = "team: {salary_per_year: 150k, overhead: 1.43}"},
    [LLMCOST_HORIZON] = {.word = "horizon",
                         .title = "horizon",
                         .example = "horizon: {months: 24, discount_per_year: 8%}"},
    [LLMCOST_RULES] = {.word = "rules",
                       .title = "rules",
                       .example = "rules: {min_quality: 80%, max_ttft_ms: 1000}"},
    [LLMCOST_UNCERTAINTY] = {.word = "uncertainty",
                             .title = "uncertainty",
                             .example = "uncertainty: {samples: 8192}"},
    [LLMCOST_GATES] = {.word = "gates",
                       .title = "gates",
                       .example = "gates: {max_monthly_cost: 50k, fail_on: [infeasible]}"},
    [LLMCOST_RATE] = {.word = "exchange", .title = "an entry of exchange"},
    [LLMCOST_EXTRA] = {.word = "extra", .title = "an entry of extra"},
    [LLMCOST_RUN] =
        {.word = "runs",
         .title = "an entry of runs",
         .example =
             "hosts: {own: {gpu_hour: 2, runs: [{concurrency: 8, requests_per_second: 4}]}}"},
    [LLMCOST_METER] = {.word = "metered",
                       .title = "an entry of metered",
                       .example =
                           "apis: {hosted: {metered: {images: {per_request: 0.1, price: 0.002}}}}"},
    [LLMCOST_CLOCK] =
        {.word = "hours",
         .title = "an entry of hours",
         .example = "apis: {hosted: {hours: [{days: mon-fri, from: 9, to: 18, factor: 2}]}}"},
};

/* How a word chooses fields, from the narrowest meaning to the widest. */
enum match { MATCH_ALL, MATCH_SECTION, MATCH_KEY, MATCH_WORD, MATCHES };

static bool holds(const char *text, const char *word)
{
    for (; *text; text++) {
        size_t i = 0;
        while (word[i] && tolower((unsigned char)text[i]) == tolower((unsigned char)word[i]))
            i++;
        if (word[i] == '\0')
            return true;
    }
    return false;
}

/* The key at the end of a path, `apis.hosted.discount` -> `discount`. */
static const char *key_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && dot[1] != '\0' ? dot + 1 : path;
}

static bool chosen(const struct llmcost_field *field, enum match match, const char *word)
{
    if (field->name[0] == '\0') /* an entry that is a number: told with its map */
        return false;
    bool option = strcmp(word, "apis") == 0 || strcmp(word, "hosts") == 0;
    if (match == MATCH_ALL)
        return true;
    if (match == MATCH_SECTION)
        return strcmp(sections[field->section].word, word) == 0 ||
               (option && field->section == LLMCOST_COMMON);
    if (match == MATCH_KEY)
        return strcmp(field->name, key_of(word)) == 0;
    return holds(field->name, word) || holds(field->text, word);
}

/* The narrowest meaning of the word that chooses anything; MATCHES when none does. */
static enum match find_match(const char *word)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (int match = word != NULL ? MATCH_SECTION : MATCH_ALL; match < MATCHES; match++)
        for (size_t i = 0; i < count; i++)
            if (chosen(&fields[i], (enum match)match, word != NULL ? word : ""))
                return (enum match)match;
    return MATCHES;
}

/* ---- One field ---- */

static void add(char *line, size_t size, const char *separator, const char *text)
{
    size_t used = strlen(line);
    snprintf(line + used, size - used, "%s%s", used > 0 ? separator : "", text);
}

/* A bound as it may be written in a scenario, whichever is shorter: 9e12, but 1048576. */
static const char *bound_text(double value, char *buffer, size_t size)
{
    snprintf(buffer, size, value >= 1e6 ? "%.10e" : "%.10g", value);
    char *exponent = strstr(buffer, "e+");
    if (exponent == NULL)
        return buffer;
    char *end = exponent;
    while (end[-1] == '0')
        end--;
    if (end[-1] == '.')
        end--;
    const char *digits = exponent + 2;
    while (*digits == '0')
        digits++;
    char power[8];
    char plain[32];
    snprintf(power, sizeof power, "e%s", digits);
    snprintf(end, size - (size_t)(end - buffer), "%s", power);
    snprintf(plain, sizeof plain, "%.0f", value);
    if (strlen(plain) < strlen(buffer))
        snprintf(buffer, size, "%s", plain);
    return buffer;
}

static void describe_number(const struct llmcost_field *field, char *line, size_t size)
{
    char unit[64], min[32], max[32], range[128];
    llmcost_unit_text((enum llmcost_unit)field->unit, "money", unit, sizeof unit);
    if (field->kind == LLMCOST_BOOLEAN) {
        add(line, size, "", "true or false");
        return;
    }
    if (unit[0] != '\0')
        add(line, size, "", unit);
    bound_text(field->min, min, sizeof min);
    bound_text(field->max, max, sizeof max);
    if (field->min >= field->max)
        snprintf(range, sizeof range, "always %s", min);
    else
        snprintf(range, sizeof range, "%s%s to %s%s",
                 (field->flags & LLMCOST_ABOVE_MIN) != 0 ? "above " : "", min, max,
                 (field->flags & LLMCOST_WHOLE) != 0 ? ", whole" : "");
    add(line, size, ", ", range);
}

static void describe_reference(const struct llmcost_field *field, char *line, size_t size)
{
    static const struct {
        int flag;
        const char *word;
    } kinds[] = {
        {.flag = LLMCOST_TO_API, .word = "an api"},
        {.flag = LLMCOST_TO_HOST, .word = "a host"},
        {.flag = LLMCOST_TO_HYBRID, .word = "a hybrid"},
    };
    char list[64] = "";
    for (size_t i = 0; i < COUNT(kinds); i++)
        if ((field->flags & kinds[i].flag) != 0)
            add(list, sizeof list, " or ", kinds[i].word);
    add(line, size, "", "the id of ");
    add(line, size, "", list);
}

/* "a map of names to money/month", "a list of {concurrency, ttft_ms}". */
static void describe_entries(const struct llmcost_field *field, char *line, size_t size)
{
    char unit[64], keys[256] = "";
    const enum llmcost_section inside = (enum llmcost_section)field->entries;
    const struct llmcost_field *f = NULL;
    while ((f = llmcost_next_field(inside, f)) != NULL)
        add(keys, sizeof keys, ", ", f->name);
    f = llmcost_next_field(inside, NULL);
    llmcost_unit_text((enum llmcost_unit)f->unit, "money", unit, sizeof unit);
    if ((field->flags & LLMCOST_CURRENCIES) != 0) {
        add(line, size, "", "a map of currencies to what one costs");
        return;
    }
    add(line, size, "", field->kind == LLMCOST_MAP ? "a map of names to " : "a list of ");
    add(line, size, "", keys[0] != '\0' ? "{" : unit);
    if (keys[0] != '\0') {
        add(line, size, "", keys);
        add(line, size, "", "}");
    }
}

void reference_describe(const struct llmcost_field *field, char *line, size_t size)
{
    static const char *const kinds[] = {[LLMCOST_TEXT] = "text",
                                        [LLMCOST_LOAD] = "a load shape, default flat",
                                        [LLMCOST_WORDS] = "a list of words",
                                        [LLMCOST_CHANGES] = "a list of {month, set, scale}"};
    char number[32], fallback[64];
    line[0] = '\0';
    if (field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN)
        describe_number(field, line, size);
    else if (field->kind == LLMCOST_REFERENCE)
        describe_reference(field, line, size);
    else if (has_entries(field))
        describe_entries(field, line, size);
    else
        add(line, size, "", kinds[field->kind]);
    if (field->has_default) {
        const char *word = field->fallback > 0 ? "true" : "false";
        snprintf(fallback, sizeof fallback, "default %s",
                 field->kind == LLMCOST_BOOLEAN
                     ? word
                     : bound_text(field->fallback, number, sizeof number));
        add(line, size, ", ", fallback);
    }
    if ((field->flags & LLMCOST_REQUIRED) != 0)
        add(line, size, ", ", "required");
}

/* Keys of one alternative are joined. */
void reference_choice(const struct llmcost_field *field, char *line, size_t size)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    int alternative = 0;
    snprintf(line, size, "Exactly one of");
    for (size_t i = 0; i < count; i++) {
        if (fields[i].choice != field->choice)
            continue;
        const char *separator = alternative == 0                       ? " "
                                : fields[i].alternative == alternative ? " with "
                                                                       : ", ";
        alternative = fields[i].alternative;
        add(line, size, separator, fields[i].name);
    }
    add(line, size, "", ".");
}

static void print_wrapped(FILE *out, const char *text, int indent, const struct print_style *style)
{
    char clean[MAX_TEXT];
    text_clean(text, style->ascii, clean, sizeof clean);
    text_wrap(out, clean, 0, indent, style->width);
}

static void print_field(FILE *out, const struct llmcost_field *field, bool tell_choice,
                        const struct print_style *style)
{
    char line[MAX_TEXT];
    const char *bold = style->color ? "\x1b[1m" : "", *plain = style->color ? "\x1b[0m" : "";
    reference_describe(field, line, sizeof line);
    int room = style->width - INDENT - (int)strlen(field->name) - 2;
    bool fits = text_width(line) <= room;
    fprintf(out, "%*s%s%s%s%s%s\n", INDENT, "", bold, field->name, plain, fits ? "  " : "",
            fits ? line : "");
    if (!fits)
        print_wrapped(out, line, TEXT_INDENT, style);
    print_wrapped(out, field->text, TEXT_INDENT, style);
    if (tell_choice) {
        reference_choice(field, line, sizeof line);
        print_wrapped(out, line, TEXT_INDENT, style);
    }
}

/* ---- The whole ---- */

bool reference_knows(const char *word)
{
    return find_match(word) != MATCHES;
}

static void print_head(FILE *out, enum llmcost_section section, bool follows,
                       const struct print_style *style)
{
    char line[MAX_TEXT];
    fprintf(out, "%s%s:\n", follows ? "\n" : "", sections[section].title);
    snprintf(line, sizeof line, "e.g. %s", sections[section].example);
    print_wrapped(out, line, INDENT, style);
}

bool print_reference_table(const struct print_job *job)
{
    const char *word = job->word != NULL ? job->word : "";
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    enum match match = find_match(job->word);
    int section = -1, told = LLMCOST_NO_CHOICE;
    for (size_t i = 0; i < count; i++) {
        if (!chosen(&fields[i], match, word))
            continue;
        if (fields[i].section != section)
            print_head(job->out, (enum llmcost_section)fields[i].section, section >= 0, job->style);
        section = fields[i].section;
        /* A choice is told with the first of its keys. */
        print_field(job->out, &fields[i], fields[i].choice > told, job->style);
        if (fields[i].choice != LLMCOST_NO_CHOICE)
            told = fields[i].choice;
    }
    return !ferror(job->out);
}

static void add_field(bool *ok, cJSON *list, const struct llmcost_field *field)
{
    char line[MAX_TEXT];
    cJSON *object = json_object(ok, list, NULL);
    json_text(ok, object, "section", sections[field->section].word);
    json_text(ok, object, "stands_in", sections[field->section].title);
    json_text(ok, object, "key", field->name);
    reference_describe(field, line, sizeof line);
    json_text(ok, object, "value", line);
    json_text(ok, object, "text", field->text);
    json_text(ok, object, "section_example", sections[field->section].example);
    reference_choice(field, line, sizeof line);
    json_text(ok, object, "choice", field->choice != LLMCOST_NO_CHOICE ? line : NULL);
}

bool print_reference_json(const struct print_job *job)
{
    const char *word = job->word != NULL ? job->word : "";
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const enum match match = find_match(job->word);
    bool ok;
    cJSON *root = json_begin(&ok, "llmcost.fields");
    cJSON *list = json_array(&ok, root, "fields");
    for (size_t i = 0; i < count; i++)
        if (chosen(&fields[i], match, word))
            add_field(&ok, list, &fields[i]);
    return json_end(ok, job->out, root);
}

const char *reference_nearest(const char *word)
{
    enum { MAX_NAMES = 256 };
    const char *names[MAX_NAMES];
    size_t count, known = 0;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (int i = 0; i < LLMCOST_ALL_SECTIONS; i++)
        names[known++] = sections[i].word;
    for (size_t i = 0; i < count && known < MAX_NAMES; i++)
        names[known++] = fields[i].name;
    return llmcost_nearest(word, names, known);
}
