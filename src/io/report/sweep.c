/* sweep.c - a grid of values of one or two inputs (sweep.h): its text, its points, their costs.
 * Knows PATH=LO..HI:N:log; refuses to know how a point is printed.
 */
#include "io/report/sweep.h"
#include "core/scenario/vary.h"
#include "io/report/find_input.h"
#include "io/scenario/load.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_POINTS = 100000000, MAX_NUMBER = 64 };

/* ---- Values ---- */

double axis_value(const struct axis *axis, int i)
{
    const int last = axis->count - 1;
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
    llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0, "\"%.120s\" is no range: %s", text,
                     why);
    llmcost_advise(diags, "write PATH=LO..HI, or with the number of values PATH=LO..HI:50, or in "
                          "equal ratios PATH=LO..HI:50:log");
    return false;
}

/* The = behind the path; an id in quotes may hold others. */
static const char *find_equals(const char *text)
{
    bool quoted = false;
    for (; *text != '\0' && (*text != '=' || quoted); text++)
        quoted = quoted != (*text == '"');
    return text;
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
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[axis->ref.field];
    const bool open = field->kind == LLMCOST_NUMBER && (field->flags & LLMCOST_ABOVE_MIN) != 0;
    char path[LLMCOST_MAX_PATH];
    double low, high;
    if (axis->percent && !llmcost_takes_percent(field)) {
        llmcost_complain(diags, LLMCOST_ERROR, E_PERCENT, 0, 0, "%.160s takes no percentage",
                         llmcost_path(scenario, axis->ref, path, sizeof path));
        llmcost_advise(diags, "write the figures themselves; %% is for shares and changes a year");
        return false;
    }
    input_range(axis->ref, &low, &high);
    if (axis->low < low || axis->high > high || (open && axis->low <= low)) {
        llmcost_complain(diags, LLMCOST_ERROR, E_RANGE, 0, 0, "%.160s goes from %s%.15g to %.15g",
                         llmcost_path(scenario, axis->ref, path, sizeof path), open ? "above " : "",
                         low, high);
        llmcost_advise(diags, "%s", field->text);
        return false;
    }
    axis->whole = (field->flags & LLMCOST_WHOLE) != 0;
    if (axis->whole && axis->high - axis->low + 1 < axis->count)
        axis->count = (int)(axis->high - axis->low + 1);
    return true;
}

bool axis_parse(struct llmcost_scenario *scenario, const char *text, int default_count,
                struct axis *ret_axis, struct llmcost_diags *diags, bool *ret_usage)
{
    const char *equals = find_equals(text);
    struct axis axis = {.count = default_count};
    char path[LLMCOST_MAX_PATH];
    *ret_usage = true;
    if (*equals == '\0' || equals == text)
        return complain(diags, text, "a path, `=` and two numbers are needed");
    if (!parse_range(text, equals + 1, &axis, diags))
        return false;
    *ret_usage = false;
    snprintf(path, sizeof path, "%.*s", (int)(equals - text), text);
    if (!find_input(scenario, path, &axis.ref, diags) || !fits_field(scenario, &axis, diags))
        return false;
    *ret_axis = axis;
    return true;
}

/* ---- Points ---- */

bool sweep_check(struct sweep *sweep, struct llmcost_diags *diags)
{
    struct llmcost_input before[MAX_AXES] = {{.value = 0}};
    const int errors = diags->errors;
    sweep->points = 1;
    sweep->options = llmcost_option_count(sweep->scenario);
    for (int a = 0; a < sweep->axes; a++) {
        before[a] = *llmcost_read(sweep->scenario, sweep->axis[a].ref);
        sweep->points *= sweep->axis[a].count;
    }
    if (sweep->points > MOST_POINTS) {
        llmcost_complain(diags, LLMCOST_ERROR, E_SET_PATH, 0, 0, "more than %d points",
                         (int)MOST_POINTS);
        llmcost_advise(diags, "fewer values do: PATH=LO..HI:50");
    }
    for (int corner = 0; corner < 1 << sweep->axes && diags->errors == errors; corner++) {
        for (int a = 0; a < sweep->axes; a++) {
            const struct axis *axis = &sweep->axis[a];
            llmcost_set(llmcost_at(sweep->scenario, axis->ref),
                        corner >> a & 1 ? axis->high : axis->low);
        }
        llmcost_check(sweep->scenario, diags);
    }
    for (int a = 0; a < sweep->axes; a++)
        restore_input(sweep->scenario, sweep->axis[a].ref, &before[a]);
    for (int i = 0; i < diags->count; i++)
        diags->list[i].place =
            (struct llmcost_place){.line = 0}; /* of a text that is not the file's */
    return diags->errors == errors;
}

void sweep_start(struct sweep *sweep)
{
    sweep->done = 0;
    for (int a = 0; a < sweep->axes; a++) {
        sweep->at[a] = 0;
        sweep->value[a] = axis_value(&sweep->axis[a], 0);
        llmcost_assign(sweep->scenario, sweep->axis[a].ref, sweep->value[a]);
    }
}

static void move(struct sweep *sweep, int a, int to)
{
    sweep->at[a] = to;
    sweep->value[a] = axis_value(&sweep->axis[a], to);
    llmcost_assign(sweep->scenario, sweep->axis[a].ref, sweep->value[a]);
}

bool sweep_next(struct sweep *sweep)
{
    enum { PROGRESS = 1 << 16 };
    const int last = sweep->axes - 1;
    struct llmcost_ref moved = sweep->axis[last].ref;
    if (sweep->done >= sweep->points)
        return false;
    if (sweep->done == 0) {
        moved = LLMCOST_FIRST_INPUT; /* everything */
    } else if (sweep->at[last] + 1 < sweep->axis[last].count) {
        move(sweep, last, sweep->at[last] + 1);
    } else {
        move(sweep, last, 0);
        move(sweep, 0, sweep->at[0] + 1);
        moved = LLMCOST_FIRST_INPUT;
    }
    llmcost_costs(sweep->scenario, moved, sweep->cost);
    sweep->recommended = llmcost_cheapest(sweep->cost, sweep->options);
    sweep->done++;
    if (sweep->progress != NULL && (sweep->done % PROGRESS == 0 || sweep->done == sweep->points))
        sweep->progress(sweep->done, sweep->points);
    return true;
}
