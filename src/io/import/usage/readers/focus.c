/* focus.c - FOCUS billing rows that count tokens. Knows units such as "Tokens" and "1K
 * tokens" and the words for input, output and cached ones; refuses rows in which it cannot tell.
 * GPU hours are of another import: they are counted so that the complaint can say so.
 */
#include "io/import/usage/readers/readers.h"

#include "llmcost.h"

#include <string.h>

static bool read_decimal(const char *text, size_t length, double *ret_value)
{
    const char *why;
    for (size_t i = 0; i < length; i++)
        if (strchr("0123456789.eE+-", text[i]) == NULL || text[i] == '\0')
            return false;
    return length > 0 && llmcost_parse_number(text, length, ret_value, &why);
}

/* Tokens of one unit: "Tokens" 1, "1K Tokens" 1000, "1M tokens" 1000000; false when it is none. */
static bool read_unit(const struct usage_cell *cell, double *ret_tokens)
{
    size_t digits = 0;
    double tokens = 1;
    if (!usage_cell_holds(*cell, "token"))
        return false;
    while (digits < cell->length && cell->text[digits] >= '0' && cell->text[digits] <= '9')
        digits++;
    if (digits > 0 && !read_decimal(cell->text, digits, &tokens))
        return false;
    const struct usage_cell rest = {.text = cell->text + digits, .length = cell->length - digits};
    const char letter = rest.text[0];
    if (usage_cell_holds(rest, "million") || (letter | 0x20) == 'm')
        tokens *= 1e6;
    else if (usage_cell_holds(rest, "thousand") || (letter | 0x20) == 'k')
        tokens *= 1e3;
    *ret_tokens = tokens;
    return true;
}

static const char *add_tokens(struct usage_scene *scene, const struct usage_cell *cells,
                              uint64_t tokens)
{
    const struct usage_cell text = cells[USAGE_TEXT];
    struct usage_record r = {.knows = USAGE_KNOWS_TIME};
    if (cells[USAGE_TIME].text == NULL || cells[USAGE_UNTIL].text == NULL ||
        !usage_time(cells[USAGE_TIME].text, cells[USAGE_TIME].length, USAGE_UNIX, &r.start) ||
        !usage_time(cells[USAGE_UNTIL].text, cells[USAGE_UNTIL].length, USAGE_UNIX, &r.end) ||
        r.end <= r.start)
        return "its charge period is none";
    const bool cached = usage_cell_holds(text, "cache");
    if (cached && (usage_cell_holds(text, "write") || usage_cell_holds(text, "creation"))) {
        r.input = r.written = tokens;
        r.knows |= USAGE_KNOWS_WRITTEN;
    } else if (cached) {
        r.input = r.cached = tokens;
        r.knows |= USAGE_KNOWS_CACHED;
    } else if (usage_cell_holds(text, "output") || usage_cell_holds(text, "completion") ||
               usage_cell_holds(text, "generated"))
        r.output = tokens;
    else if (usage_cell_holds(text, "input") || usage_cell_holds(text, "prompt"))
        r.input = tokens;
    else
        return "its description does not say whether these are input or output tokens";
    if (usage_cell_holds(text, "batch")) {
        r.knows |= USAGE_KNOWS_BATCH;
        r.is_batch = true;
    }
    return usage_take(scene, &r, &(struct usage_whose){.embeds = false});
}

const char *usage_focus_row(struct usage_scene *scene, const struct usage_row *row)
{
    const struct usage_cell *cells = row->cell;
    const struct usage_cell *quantity = &cells[USAGE_QUANTITY];
    double amount, unit, count;
    if (cells[USAGE_AMOUNT].text == NULL ||
        !read_decimal(cells[USAGE_AMOUNT].text, cells[USAGE_AMOUNT].length, &amount))
        return "its BilledCost is no number";
    if (!usage_cell_is(cells[USAGE_CATEGORY], "usage") ||
        usage_cell_is(cells[USAGE_CLASS], "correction") || amount < 0) {
        usage_odd(scene->log, USAGE_SKIPPED, 1);
        return NULL;
    }
    if (!read_unit(&cells[USAGE_UNIT], &unit)) {
        quantity = &cells[USAGE_PRICE_QUANTITY];
        if (!read_unit(&cells[USAGE_PRICE_UNIT], &unit)) {
            usage_odd(scene->log, USAGE_ROWS, 1);
            usage_odd(scene->log, USAGE_GPU_ROWS,
                      usage_cell_holds(cells[USAGE_PRICE_UNIT], "hour") ||
                          usage_cell_holds(cells[USAGE_PRICE_UNIT], "hrs"));
            return NULL;
        }
    }
    if (quantity->text == NULL || !read_decimal(quantity->text, quantity->length, &count) ||
        count < 0 || count * unit > (double)USAGE_MAX_BUCKET)
        return "its quantity of tokens is no number";
    return add_tokens(scene, cells, (uint64_t)(count * unit + 0.5));
}
