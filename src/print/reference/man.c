/* man.c - manual pages in mdoc, and llmcost-scenario(5) from the table of fields.
 * Knows what roff takes for more than text, and how a field is laid out; refuses to know any field
 * by name: a new row of fields.c is in the manual at once.
 */
#include "core/base/count.h"
#include "print/reference/reference.h"
#include "text/date.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_WIDTH = 78, MAX_TEXT = 1024 };

/* ---- Parts ---- */

bool man_date(const char *epoch, char *buffer, size_t size)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    char date[MAX_DATE] = LLMCOST_DATE;
    if (epoch != NULL && !date_of_seconds(epoch, date))
        return false;
    const int year = (int)strtol(date, NULL, 10), month = (int)strtol(date + 5, NULL, 10);
    const int day = (int)strtol(date + 8, NULL, 10);
    snprintf(buffer, size, "%s %d, %d", months[month - 1], day, year);
    return true;
}

void man_head(FILE *out, const char *title, const char *section, const char *date)
{
    fprintf(out,
            ".\\\" written by `llmcost man`: do not edit\n.Dd %s\n.Dt %s %s\n"
            ".Os llmcost " LLMCOST_VERSION "\n",
            date, title, section);
}

/* One character of text. A - that begins a word is a minus, so that it can be copied. */
static void put(FILE *out, const char *text, const char *at)
{
    bool word_begins = at == text || strchr(" -(`\"", at[-1]) != NULL;
    if (*at == '\\')
        fputs("\\e", out);
    else if (*at == '-' && word_begins)
        fputs("\\-", out);
    else
        fputc(*at, out);
}

static bool ends_sentence(const char *text, size_t length)
{
    return length > 1 && strchr(".?!", text[length - 1]) != NULL;
}

void man_text(FILE *out, const char *text)
{
    size_t used = 0;
    bool bold = false, new_line = true;
    for (const char *word = text; *word != '\0';) {
        size_t length = strcspn(word, " \n");
        if (length == 0) {
            word++;
            continue;
        }
        if (!new_line && used + 1 + length > LINE_WIDTH)
            new_line = true;
        if (used > 0)
            fputs(new_line ? "\n" : " ", out);
        if (new_line && (word[0] == '.' || word[0] == '\''))
            fputs("\\&", out);
        used = new_line ? length : used + 1 + length;
        for (size_t i = 0; i < length; i++) {
            if (word[i] == '`')
                fputs((bold = !bold) ? "\\fB" : "\\fR", out);
            else
                put(out, text, word + i);
        }
        new_line = ends_sentence(word, length);
        word += length;
    }
    fputc('\n', out);
}

void man_word(FILE *out, const char *word, size_t length)
{
    fputs(" \\&", out);
    for (size_t i = 0; i < length; i++)
        put(out, word, word + i);
}

void man_literal(FILE *out, const char *const *lines, int count)
{
    fputs(".Bd -literal -offset indent\n", out);
    for (int i = 0; i < count; i++) {
        if (lines[i][0] == '.' || lines[i][0] == '\'')
            fputs("\\&", out);
        for (const char *at = lines[i]; *at != '\0'; at++)
            fputs(*at == '\\' ? "\\e" : *at == '-' ? "\\-" : (const char[]){*at, '\0'}, out);
        fputc('\n', out);
    }
    fputs(".Ed\n", out);
}

/* ---- llmcost-scenario(5) ---- */

static void print_field(FILE *out, const struct llmcost_field *field, bool tell_choice)
{
    char line[MAX_TEXT];
    fputs(".It Cm", out);
    man_word(out, field->name, strlen(field->name));
    fputs("\n", out);
    reference_describe(field, line, sizeof line);
    if (line[0] != '\0')
        fprintf(out, ".Pq %s%s\n", line[0] == '.' ? "\\&" : "", line);
    man_text(out, field->text);
    if (!tell_choice)
        return;
    reference_choice(field, line, sizeof line);
    man_text(out, line);
}

static void print_section(FILE *out, enum llmcost_section section)
{
    static const char *const titles[LLMCOST_SECTIONS] = {
        [LLMCOST_TOP] = "Top of the file", [LLMCOST_APIS] = "apis.ID",
        [LLMCOST_HOSTS] = "hosts.ID",      [LLMCOST_COMMON] = "apis.ID and hosts.ID",
        [LLMCOST_HYBRIDS] = "hybrids.ID",
    };
    size_t count;
    int told = LLMCOST_NO_CHOICE;
    const struct llmcost_field *fields = llmcost_fields(&count);
    fprintf(out, ".Ss %s\n.Bl -tag -width Ds\n",
            titles[section] != NULL ? titles[section] : llmcost_section_name(section));
    for (size_t i = 0; i < count; i++) {
        if (fields[i].section != section)
            continue;
        print_field(out, &fields[i], fields[i].choice > told);
        if (fields[i].choice != LLMCOST_NO_CHOICE)
            told = fields[i].choice;
    }
    fputs(".El\n", out);
}

static void print_forms(FILE *out)
{
    static const struct {
        const char *title;
        const char *text[4];
    } parts[] = {
        {.title = "Numbers",
         .text = {"A number is decimal, with an optional sign, fraction and exponent, `_` between "
                  "digits, and one of the suffixes `%`, `k`, `M`, `B` and `T` if you like. Nothing "
                  "else is read: no currency sign, no comma, no octal or hexadecimal.",
                  "Any number may instead be a map: `{value: 4}`, or a range `{low: 1, likely: 2, "
                  "high: 3}` (triangular), `{p10: 1, p90: 3}` (lognormal) or `{min: 1, max: 3}` "
                  "(uniform).",
                  "To each of them `basis` (measured, quoted or assumed) and `source` may be "
                  "added, to a range also `same_as`, the path of another range that is the same "
                  "unknown: both are drawn at the same quantile. Throughput factors that are not "
                  "stated are one unknown where hosts have the same `model` and `gpu`."}},
        {.title = "Ids",
         .text = {"Each api, host and hybrid stands under an id of up to 127 letters, digits and "
                  "`._:/-` that begins with a letter or digit. Ids are unique over the three."}},
        {.title = "Paths",
         .text = {"A path names one input, in `--set`, in messages and in JSON: "
                  "`workload.requests_per_day`, `apis.hosted.input_per_mtok`. An id with dots is "
                  "quoted: `apis.\"gpt-3.5\".discount`."}},
        {.title = "Loads",
         .text = {"`load` says how demand spreads over the hours: `flat`, the name of a shape "
                  "(`llmcost catalog loads` shows them), `{load_factor: 0.3}`, `{file: load.csv}`, "
                  "or a list of 24 hourly weights, or of 168 to 8784."}},
        {.title = "What is refused",
         .text = {"Unknown and duplicate keys, missing ones, two ways to say one thing, values out "
                  "of range, tabs, several documents, anchors, aliases, merge keys and tags, "
                  "nesting beyond 64 levels, files over 4 MiB.",
                  "Each with its place and what to write instead."}},
    };
    for (size_t i = 0; i < COUNT(parts); i++) {
        fprintf(out, ".Ss %s\n", parts[i].title);
        for (int n = 0; n < 4 && parts[i].text[n] != NULL; n++)
            man_text(out, parts[i].text[n]);
    }
}

bool print_scenario_man(FILE *out, const char *date)
{
    static const char *const example[] = {
        "version: 1",
        "name: Support chat",
        "workload:",
        "  requests_per_day: 100k",
        "  input_tokens: 1000",
        "  output_tokens: 200",
        "  load: {load_factor: 0.3}",
        "apis:",
        "  hosted: {input_per_mtok: 2, output_per_mtok: 2}",
        "hosts:",
        "  llama-2-13b:",
        "    gpu_hour: 1.20",
        "    requests_per_second: {value: 4, basis: measured}",
    };
    man_head(out, "LLMCOST-SCENARIO", "5", date);
    fputs(".Sh NAME\n.Nm llmcost-scenario\n.Nd what llmcost evaluates\n.Sh DESCRIPTION\n", out);
    man_text(out, "A scenario is one YAML document: a workload, the options that could serve it, "
                  "and what the decision depends on. `llmcost init` writes one to start from, "
                  "`llmcost check` says what is wrong with one, and `llmcost schema` prints its "
                  "JSON Schema for editors.");
    print_forms(out);
    fputs(".Sh KEYS\n", out);
    for (int section = 0; section < LLMCOST_SECTIONS; section++)
        print_section(out, (enum llmcost_section)section);
    fputs(".Sh EXAMPLES\n", out);
    man_literal(out, example, (int)COUNT(example));
    fputs(".Sh SEE ALSO\n.Xr llmcost 1\n", out);
    return !ferror(out);
}
