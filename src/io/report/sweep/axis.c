/* axis.c - the values of one input of a sweep (sweep.h).
 * Knows PATH=LO..HI:N:log and PATH=A,B,C; refuses to know what a listed value means: it is set as
 * --set would set it.
 */
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "io/report/sweep/sweep.h"
#include "io/scenario/find_input.h"

#include <string.h>

/* ---- Values ---- */

double axis_value(const struct axis *axis, int i)
{
    const int last = axis->count - 1;
    if (axis->is_list)
        return axis->word[i].is_number ? axis->word[i].number : 0;
    if (i <= 0 || last <= 0)
        return axis->low;
    if (i >= last)
        return axis->high;
    const double share = (double)i / last;
    const double value = axis->log ? axis->low * llmcost_pow(axis->high / axis->low, share)
                                   : axis->low + (axis->high - axis->low) * share;
    return axis->whole ? (double)(int64_t)(value + 0.5) : value;
}

/* ---- PATH=LO..HI[:N][:log] ---- */

static bool complain(struct llmcost_diags *diags, const char *text, const char *why)
{
    return deny(diags, E_SET_PATH,
                "write PATH=LO..HI, or with the number of values PATH=LO..HI:50, or in "
                "equal ratios PATH=LO..HI:50:log, or the values themselves PATH=A,B,C",
                "\"%.120s\" is no range: %s", text, why);
}

static bool parse_count(const char *text, size_t length, int *ret_count)
{
    int count = 0;
    if (length == 0 || length > 9)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        count = count * 10 + (text[i] - '0');
    }
    *ret_count = count;
    return count >= 2;
}

/* What follows the =: LO..HI, then :N and :log in any order, each at most once. */
static bool parse_range(const char *text, const char *range, struct axis *axis,
                        struct llmcost_diags *diags)
{
    const char *why = NULL;
    const char *dots = strstr(range, "..");
    const size_t length = strcspn(range, ":");
    bool counted = false;
    if (dots == NULL || dots >= range + length)
        return complain(diags, text, "`..` is missing between two numbers");
    if (!llmcost_parse_number(range, (size_t)(dots - range), &axis->low, &why) ||
        !llmcost_parse_number(dots + 2, (size_t)(range + length - dots - 2), &axis->high, &why))
        return complain(diags, text, why);
    axis->percent = dots[-1] == '%' || range[length - 1] == '%';
    for (const char *part = range + length; *part == ':';) {
        const size_t size = strcspn(++part, ":");
        if (size == 3 && memcmp(part, "log", 3) == 0 && !axis->log)
            axis->log = true;
        else if (!counted && parse_count(part, size, &axis->count))
            counted = true;
        else
            return complain(diags, text,
                            "behind a colon stands a number of values from 2 on, or "
                            "the word log");
        part += size;
    }
    if (!(axis->low < axis->high))
        return complain(diags, text, "the first number must be below the second");
    if (axis->log && !(axis->low > 0))
        return complain(diags, text, "equal ratios need numbers above 0");
    return true;
}

/* Within the range of the field, and no more values than there are whole numbers. */
static bool fits_field(const struct llmcost_scenario *scenario, struct axis *axis,
                       struct llmcost_diags *diags)
{
    const struct llmcost_field *field = field_of(axis->ref);
    const bool open = field->kind == LLMCOST_NUMBER && (field->flags & LLMCOST_ABOVE_MIN) != 0;
    char path[LLMCOST_MAX_PATH];
    double low, high;
    if (axis->percent && !llmcost_takes_percent(field)) {
        deny(diags, E_PERCENT, NULL, "%.160s takes no percentage",
             llmcost_path(scenario, axis->ref, path, sizeof path));
        llmcost_advise(diags, "write the figures themselves; %% is for shares and changes a year");
        return false;
    }
    input_range(axis->ref, &low, &high);
    if (axis->low < low || axis->high > high || (open && axis->low <= low)) {
        deny(diags, E_RANGE, NULL, "%.160s goes from %s%.15g to %.15g",
             llmcost_path(scenario, axis->ref, path, sizeof path), open ? "above " : "", low, high);
        llmcost_advise(diags, "%s", field->text);
        return false;
    }
    axis->whole = (field->flags & LLMCOST_WHOLE) != 0;
    if (axis->whole && axis->high - axis->low + 1 < axis->count)
        axis->count = (int)(axis->high - axis->low + 1);
    return true;
}

/* ---- PATH=A,B,C ---- */

/* Up to the next comma outside quotes, braces and brackets. */
static size_t word_length(const char *text)
{
    int depth = 0;
    bool quoted = false;
    size_t length = 0;
    for (; text[length] != '\0' && (text[length] != ',' || quoted || depth > 0); length++) {
        const char c = text[length];
        quoted = quoted != (c == '"');
        depth += quoted ? 0 : (c == '{' || c == '[') - (c == '}' || c == ']');
    }
    return length;
}

static bool is_list(const char *values)
{
    const size_t length = word_length(values);
    return values[length] == ',';
}

static bool parse_words(const char *text, const char *values, struct axis *axis,
                        struct llmcost_diags *diags)
{
    const char *why;
    axis->count = 0;
    axis->is_list = true;
    for (const char *at = values;; at++) {
        const size_t length = word_length(at);
        struct axis_word word = {.text = at, .length = length};
        if (length == 0)
            return complain(diags, text, "a value between the commas is missing");
        if (axis->count == MAX_LISTED)
            return complain(diags, text, "more than 64 values are listed");
        word.is_number = llmcost_parse_number(at, length, &word.number, &why);
        axis->word[axis->count++] = word;
        at += length;
        if (*at == '\0')
            return true;
    }
}

bool axis_parse(struct llmcost_scenario *scenario, const char *text, int default_count,
                struct axis *ret_axis, struct llmcost_diags *diags, bool *ret_usage)
{
    const char *equals = text + path_length(text);
    struct axis axis = {.count = default_count};
    char path[LLMCOST_MAX_PATH];
    *ret_usage = true;
    if (*equals == '\0' || equals == text)
        return complain(diags, text, "a path, `=` and two numbers are needed");
    axis.path = text;
    axis.path_length = (size_t)(equals - text);
    if (is_list(equals + 1)) {
        if (!parse_words(text, equals + 1, &axis, diags))
            return false;
        *ret_usage = false;
        *ret_axis = axis;
        return true;
    }
    if (!parse_range(text, equals + 1, &axis, diags))
        return false;
    *ret_usage = false;
    snprintf(path, sizeof path, "%.*s", (int)axis.path_length, text);
    if (!find_input(scenario, path, &axis.ref, diags) || !fits_field(scenario, &axis, diags))
        return false;
    *ret_axis = axis;
    return true;
}
