/* number.c - one number as a text states it (number.h).
 * Knows what to write instead, which hangs on the unit. Refuses to know trees and any field by
 * name. To add advice for a unit: one row in `unit_advice`.
 */
#include "io/number/number.h"
#include "core/base/count.h"
#include "core/scenario/vary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct llmcost_field load_factor_field = {
    .name = "load_factor",
    .unit = LLMCOST_SHARE,
    .min = 0.02,
    .max = 1,
    .text = "Mean demand over peak demand.",
};

const struct llmcost_field *number_field(struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_of(ref);
    return field->kind == LLMCOST_LOAD ? &load_factor_field : field;
}

static const char *const unit_advice[LLMCOST_UNITS] = {
    [LLMCOST_SHARE] = "a share is between 0 and 1: write 30% or 0.3",
    [LLMCOST_SHARE_PER_YEAR] = "a change of a year is a share: 50% is half as much again, -50% "
                               "halves, -100% and less is not possible",
    [LLMCOST_MONEY] = "an amount of money is 0 or more",
    [LLMCOST_MONEY_PER_MONTH] = "money a month is 0 or more",
    [LLMCOST_MONEY_PER_YEAR] = "money a year is 0 or more",
    [LLMCOST_MONEY_PER_MTOK] = "a price is of 1,000,000 tokens: $0.002 per 1,000 is 2",
    [LLMCOST_MONEY_PER_GPU_HOUR] = "a price is of one GPU for one hour",
};

/* "9T" rather than "9000000000000". */
const char *plain_number(double value, char *buffer, size_t size)
{
    static const struct {
        double scale;
        const char *suffix;
    } scales[] = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1, ""}};
    size_t i = 0;
    while (scales[i].scale > 1 && (fabs(value) < scales[i].scale ||
                                   floor(value / scales[i].scale) * scales[i].scale != value))
        i++;
    snprintf(buffer, size, "%.6f", value / scales[i].scale);
    size_t end = strlen(buffer);
    while (end > 0 && buffer[end - 1] == '0')
        buffer[--end] = '\0';
    if (end > 0 && buffer[end - 1] == '.')
        buffer[--end] = '\0';
    snprintf(buffer + end, size - end, "%s", scales[i].suffix);
    return buffer;
}

static const char *unit_name(const struct stating *stating, char *buffer, size_t size)
{
    return llmcost_unit_text((enum llmcost_unit)stating->field->unit,
                             stating->currency[0] != '\0' ? stating->currency : "USD", buffer,
                             size);
}

/* Of a share that may be more than the whole, or of one a year that is no change, less is true. */
static const char *range_advice(const struct llmcost_field *field)
{
    if (field->unit == LLMCOST_SHARE && field->max > 1)
        return "a share is 0 or more: 30% is 0.3, 150% is 1.5";
    if (field->unit == LLMCOST_SHARE_PER_YEAR && field->min >= 0)
        return "a share a year is 0 or more: write 8% or 0.08";
    return unit_advice[field->unit];
}

/* Whether a whole number is within the bounds of the field. */
static bool takes(const struct llmcost_field *field, double value)
{
    const bool above = (field->flags & LLMCOST_ABOVE_MIN) != 0;
    return (above ? value > field->min : value >= field->min) && value <= field->max;
}

const char *number_example(const struct llmcost_field *field)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {{1200, "1200"}, {12, "12"}, {2, "2"}, {1, "1"}};
    for (size_t i = 0; i < COUNT(rows) && !llmcost_takes_percent(field); i++)
        if (takes(field, rows[i].value))
            return rows[i].text;
    return "30% or 0.3";
}

/* What to write instead of what is no number: examples that the field would refuse are no advice.
 */
static const char *number_advice(const struct llmcost_field *field, const char *text,
                                 const char *why, char *buffer, size_t size)
{
    char most[NUMBER_TEXT];
    const bool usual = takes(field, 1200) && !llmcost_takes_percent(field);
    if (strchr(text, '%') != NULL && !llmcost_takes_percent(field))
        why = "1200"; /* without it */
    const char *share = llmcost_takes_percent(field) ? NULL : strstr(why, "% k");
    if (strstr(why, "1.7e308") != NULL)
        snprintf(buffer, size, "write at most %s", plain_number(field->max, most, sizeof most));
    else if (share != NULL)
        snprintf(buffer, size, "%.*s%s", (int)(share - why), why, share + 2);
    else if (strstr(why, "1200") == NULL || (usual && strstr(why, "30%") == NULL))
        snprintf(buffer, size, "%s", why);
    else if (usual)
        snprintf(buffer, size, "write a decimal number such as 1200, 1_200, 1.2e3 or 1.2k");
    else
        snprintf(buffer, size, "write a decimal number such as %s%s", number_example(field),
                 strchr(why, '$') != NULL ? ", without $ and ," : "");
    return buffer;
}

/* In a page nobody is told what a field is for. */
static void advise(const struct stating *stating, const char *advice)
{
    if (advice != NULL)
        llmcost_advise(stating->diags, "%s", advice);
}

static bool check_range(const struct stating *stating, const char *text, double value)
{
    const struct llmcost_field *field = stating->field;
    char quoted[YAML_QUOTED], limit[NUMBER_TEXT];
    const bool above = (field->flags & LLMCOST_ABOVE_MIN) != 0;
    const bool low = value < field->min || (above && !(value > field->min));
    const char *advice = range_advice(field);
    quote_word(text, quoted, sizeof quoted);
    if (low || value > field->max) {
        llmcost_complain_at(stating->diags, LLMCOST_ERROR, E_RANGE, stating->place,
                            "%s is %s: it must be %s %s", stating->path, quoted,
                            low ? above ? "above" : "at least" : "at most",
                            plain_number(low ? field->min : field->max, limit, sizeof limit));
        if (low && field->below != NULL)
            advice = field->below;
        advise(stating, advice != NULL ? advice : field->text);
        return false;
    }
    if ((field->flags & LLMCOST_WHOLE) != 0 && value != floor(value)) {
        llmcost_complain_at(stating->diags, LLMCOST_ERROR, E_WHOLE, stating->place,
                            "%s is %s: it must be a whole number", stating->path, quoted);
        char lower[NUMBER_TEXT], upper[NUMBER_TEXT];
        llmcost_advise(stating->diags, "write %s or %s%s%s",
                       plain_number(floor(value), lower, sizeof lower),
                       plain_number(ceil(value), upper, sizeof upper), field->text ? ": " : "",
                       field->text ? field->text : "");
        return false;
    }
    return true;
}

/* 40% of what? Only a share and a change of a year say so. */
static bool check_percent(const struct stating *stating, const char *text, double value)
{
    char quoted[YAML_QUOTED], number[NUMBER_TEXT], unit[NUMBER_TEXT];
    if (text[strlen(text) - 1] != '%' || llmcost_takes_percent(stating->field))
        return true;
    unit_name(stating, unit, sizeof unit);
    llmcost_complain_at(stating->diags, LLMCOST_ERROR, E_PERCENT, stating->place,
                        "%s is %s: it is a share of nothing", stating->path,
                        quote_word(text, quoted, sizeof quoted));
    if (stating->field->unit == LLMCOST_RATIO && takes(stating->field, value))
        llmcost_advise(stating->diags, "a ratio is written as a number: %s",
                       plain_number(value, number, sizeof number));
    else
        llmcost_advise(stating->diags,
                       "write the figure itself%s%s%s; %% is for shares and changes a year",
                       unit[0] != '\0' ? " (" : "", unit, unit[0] != '\0' ? ")" : "");
    return false;
}

static void complain_number(const struct stating *stating, const char *text, const char *why)
{
    char quoted[YAML_QUOTED], unit[NUMBER_TEXT], advice[2 * YAML_QUOTED];
    unit_name(stating, unit, sizeof unit);
    number_advice(stating->field, text, why, advice, sizeof advice);
    llmcost_complain_at(stating->diags, LLMCOST_ERROR, E_NUMBER, stating->place,
                        "%s: %s is not a number", stating->path,
                        quote_word(text, quoted, sizeof quoted));
    if (strcmp(text, "auto") == 0)
        llmcost_advise(stating->diags,
                       "only `gpus_per_replica` of a host with `model` and `gpu` may be auto");
    else
        llmcost_advise(stating->diags, unit[0] != '\0' ? "%s (%s)" : "%s", advice, unit);
}

bool number_judge(const struct stating *stating, const char *text, double *ret_value)
{
    const char *why = "";
    double value = 0;
    if (!llmcost_parse_number(text, strlen(text), &value, &why)) {
        complain_number(stating, text, why);
        return false;
    }
    if (!check_percent(stating, text, value) || !check_range(stating, text, value))
        return false;
    *ret_value = value;
    return true;
}

bool truth_judge(const struct stating *stating, const char *text, bool quoted, double *ret_value)
{
    char word[YAML_QUOTED];
    const bool yes = !quoted && strcmp(text, "true") == 0;
    if (yes || (!quoted && strcmp(text, "false") == 0)) {
        *ret_value = yes;
        return true;
    }
    llmcost_complain_at(stating->diags, LLMCOST_ERROR, E_BOOLEAN, stating->place,
                        "%s is %s%s: it must be true or false", stating->path,
                        quote_word(text, word, sizeof word), quoted ? " in quotes" : "");
    llmcost_advise(stating->diags, "write true or false, in small letters and without quotes");
    return false;
}

struct llmcost_input number_stated(double value, enum llmcost_origin origin,
                                   struct llmcost_place place)
{
    return (struct llmcost_input){.value = value,
                                  .low = value,
                                  .likely = value,
                                  .high = value,
                                  .range = LLMCOST_POINT,
                                  .origin = (uint8_t)origin,
                                  .place = place};
}
