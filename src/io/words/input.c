/* input.c - an input and its values for people: "$2.00 per Mtok", "30 %", "burst", "gpu_hour
 * of llama". Knows how a unit reads; the unit of an input is its field's.
 */
#include "core/base/append.h"
#include "core/base/units.h"
#include "core/scenario/vary.h"
#include "io/words/words.h"

#include <stdarg.h>
#include <string.h>

/* What follows an amount of money; NULL for other units. */
static const char *money_suffix(enum llmcost_unit unit)
{
    static const char *const suffixes[LLMCOST_UNITS] = {
        [LLMCOST_MONEY] = "",
        [LLMCOST_MONEY_PER_MONTH] = " a month",
        [LLMCOST_MONEY_PER_YEAR] = " a year",
        [LLMCOST_MONEY_PER_MTOK] = " per Mtok",
        [LLMCOST_MONEY_PER_MTOK_HOUR] = " per Mtok and hour",
        [LLMCOST_MONEY_PER_REQUEST] = " a request",
        [LLMCOST_MONEY_PER_GPU] = " a GPU",
        [LLMCOST_MONEY_PER_GPU_HOUR] = " a GPU-hour",
        [LLMCOST_MONEY_PER_GPU_MONTH] = " a GPU a month",
        [LLMCOST_MONEY_PER_GPU_YEAR] = " a GPU a year",
        [LLMCOST_MONEY_PER_KWH] = " a kWh",
    };
    return suffixes[unit];
}

static enum llmcost_unit unit_of(struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_of(ref);
    return field->kind == LLMCOST_LOAD ? LLMCOST_SHARE : (enum llmcost_unit)field->unit;
}

const char *words_figure(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                         double value, char *buffer, size_t size)
{
    const enum llmcost_unit unit = unit_of(ref);
    const char *currency = words_currency(scenario);
    if (is_share(unit))
        return words_percent(value, buffer, size);
    if (is_sum(unit))
        return words_money(currency, value, buffer, size);
    if (is_money(unit))
        return words_unit_price(currency, value, buffer, size);
    return words_count(value, buffer, size);
}

void words_figures_apart(const struct llmcost_scenario *scenario, struct llmcost_ref ref, double a,
                         double b, char *ret_a, char *ret_b, size_t size)
{
    enum { LEAST = 3, MOST = 9 };
    const enum llmcost_unit unit = unit_of(ref);
    const char *currency = words_currency(scenario);
    words_figure(scenario, ref, a, ret_a, size);
    words_figure(scenario, ref, b, ret_b, size);
    if (!is_money(unit)) {
        if (a != b && strcmp(ret_a, ret_b) == 0)
            words_apart(is_share(unit), a, b, ret_a, ret_b, size);
        return;
    }
    for (int decimals = LEAST; decimals <= MOST && a != b && strcmp(ret_a, ret_b) == 0;
         decimals++) {
        words_money_at(currency, a, decimals, ret_a, size);
        words_money_at(currency, b, decimals, ret_b, size);
    }
}

void words_add(char *buffer, size_t size, const char *format, ...)
{
    const size_t used = strlen(buffer);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(buffer + used, size - used, format, arguments);
    va_end(arguments);
}

const char *words_in_unit(const char *text, const char *unit, char *buffer, size_t size)
{
    static const char gpu[] = "GPU";
    size_t used = 0;
    for (const char *next; unit != NULL && (next = strstr(text, gpu)) != NULL;) {
        for (; text < next && used + 1 < size; text++)
            buffer[used++] = *text;
        used = append_text(buffer, size, used, unit);
        text = next + sizeof gpu - 1;
    }
    append_text(buffer, size, used, text);
    return buffer;
}

const char *words_unit_of(const struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    return ref.section == LLMCOST_HOSTS ? llmcost_unit(scenario, scenario->apis + ref.index) : NULL;
}

const char *words_unit(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                       char *buffer, size_t size)
{
    const enum llmcost_unit unit = unit_of(ref);
    char text[64];
    if (money_suffix(unit) != NULL)
        return words_in_unit(money_suffix(unit), words_unit_of(scenario, ref), buffer, size);
    if (is_share(unit) || unit == LLMCOST_RATIO)
        snprintf(buffer, size, "%s", unit == LLMCOST_SHARE_PER_YEAR ? " a year" : "");
    else {
        char word[64];
        llmcost_unit_text(unit, "", word, sizeof word);
        words_in_unit(word, words_unit_of(scenario, ref), text, sizeof text);
        snprintf(buffer, size, "%s%s%s", text[0] != '\0' ? " " : "", text,
                 field_of(ref)->choice == LLMCOST_CAPACITY ? " per replica" : "");
    }
    return buffer;
}

const char *words_value(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                        double value, char *buffer, size_t size)
{
    char figure[96];
    char unit[96];
    words_figure(scenario, ref, value, figure, sizeof figure);
    words_unit(scenario, ref, unit, sizeof unit);
    if (unit[0] == ' ' && !is_share(unit_of(ref)) && money_suffix(unit_of(ref)) == NULL)
        return words_counted(value, unit + 1, buffer, size);
    snprintf(buffer, size, "%s%s", figure, unit);
    return buffer;
}

/* "guard", "runs.3.ttft_ms": a number of a map by its name, others by the path from the option on.
 */
static const char *entry_name(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                              char *buffer, size_t size)
{
    const struct llmcost_field *field = field_of(ref);
    const enum llmcost_section inside = (enum llmcost_section)field->section;
    const struct llmcost_field *list =
        llmcost_entries_field((enum llmcost_section)ref.section, inside);
    const char *name = llmcost_text(scenario, scenario->entry[ref.entry].name.text);
    char path[LLMCOST_MAX_PATH];
    if (field->name[0] == '\0')
        return name;
    llmcost_path(scenario, ref, path, sizeof path);
    const char *end = path + strlen(path) - strlen(field->name) - 1;
    const char *number = end;
    while (number > path && number[-1] != '.')
        number--;
    snprintf(buffer, size, "%s.%.*s.%s", list->name,
             name[0] != '\0' ? (int)strlen(name) : (int)(end - number),
             name[0] != '\0' ? name : number, field->name);
    return buffer;
}

const char *words_input(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                        char *buffer, size_t size)
{
    const struct llmcost_field *field = field_of(ref);
    const char *name = field->kind == LLMCOST_LOAD ? "load_factor" : field->name;
    char inside[MAX_SENTENCE];
    if (ref.entry >= 0)
        name = entry_name(scenario, ref, inside, sizeof inside);
    uint32_t id = 0;
    if (ref.section == LLMCOST_APIS)
        id = scenario->api[ref.index].id.text;
    else if (ref.section == LLMCOST_HOSTS)
        id = scenario->host[ref.index].id.text;
    else if (ref.section == LLMCOST_HYBRIDS)
        id = scenario->hybrid[ref.index].id.text;
    snprintf(buffer, size, "%s%s%s", name, id != 0 ? " of " : "", llmcost_text(scenario, id));
    return buffer;
}

const char *words_swing(const struct llmcost_scenario *scenario, struct llmcost_ref ref, double low,
                        double high, int tied, char *buffer, size_t size)
{
    words_input(scenario, ref, buffer, size);
    const struct llmcost_field *field = field_of(ref);
    const bool is_point = llmcost_read(scenario, ref)->range == LLMCOST_POINT;
    if (!is_point && tied > 0)
        words_add(buffer, size, " (+%d)", tied);
    if (is_point && ((field->flags & LLMCOST_WHOLE) != 0 || field->unit == LLMCOST_MONTHS))
        words_add(buffer, size, ", %.0f to %.0f", low, high);
    return buffer;
}

const char *words_override(const struct override *list, int index, char *buffer, size_t size)
{
    const struct override *o = &list[index];
    const char *before = index > 0 ? list[index - 1].file : NULL;
    if (o->file != NULL && before != NULL && strcmp(o->file, before) == 0)
        return NULL;
    if (o->file != NULL)
        snprintf(buffer, size, "--with %s", o->file);
    else
        snprintf(buffer, size, "%s = %s", o->path, o->value);
    return buffer;
}
