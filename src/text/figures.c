/* figures.c - numbers for people: money, unit prices, counts and shares (figures.h).
 * Knows currency signs, thousands separators and how many digits say enough; refuses to know the
 * locale. To add a currency sign: a row in signs.
 */
#include "text/figures.h"
#include "core/base/count.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_DECIMALS = 20, MAX_PLAIN = 400 };

/* From here on nobody reads all digits: "3.106e+300". */
static const double vast = 1e21;

struct sign {
    const char *currency, *sign;
};

static const struct sign signs[] = {
    {.currency = "USD", .sign = "$"},
    {.currency = "EUR", .sign = "\xE2\x82\xAC"},
    {.currency = "GBP", .sign = "\xC2\xA3"},
    {.currency = "JPY", .sign = "\xC2\xA5"},
};

static double power_of_ten(int exponent)
{
    double power = 1;
    for (int i = 0; i < exponent; i++)
        power *= 10;
    return power;
}

/* 1.005 is stored a little below: the nudge makes it round as it reads. */
static double rounded(double steps)
{
    return (double)(int64_t)(steps * (steps < 1e12 ? 1 + 4e-16 : 1) + 0.5); /* below 2^52 */
}

/* The magnitude in steps of the last decimal, rounded; false when there is no fraction to round.
 * What JSON keeps of money from 1 up is rounded first: saved and read again it reads the same. */
static bool whole_steps(double value, double power, double *ret_steps)
{
    const double kept = 1e6, most = 4503599627370496.0; /* 2^52 */
    double magnitude = fabs(value);
    if (!(magnitude * power < most))
        return false;
    if (magnitude >= 1 && power < kept && magnitude * kept < most)
        magnitude = rounded(magnitude * kept) / kept;
    *ret_steps = rounded(magnitude * power);
    return true;
}

double words_round(double value, int decimals)
{
    double power = power_of_ten(decimals);
    double steps;
    return whole_steps(value, power, &steps) ? copysign(steps / power, value) : value;
}

/* The digits of a magnitude, `decimals` of them behind the point, which is left out; how many. */
static size_t put_digits(double value, int decimals, char *ret_digits)
{
    double steps;
    char scratch[MAX_PLAIN];
    size_t count = 0;
    if (!whole_steps(value, power_of_ten(decimals), &steps)) {
        snprintf(scratch, sizeof scratch, "%.*f", decimals, fabs(value));
        for (const char *c = scratch; *c != '\0'; c++)
            if (*c >= '0' && *c <= '9')
                ret_digits[count++] = *c;
        return count;
    }
    for (uint64_t rest = (uint64_t)steps; rest > 0 || count <= (size_t)decimals; rest /= 10)
        scratch[count++] = (char)('0' + rest % 10);
    for (size_t i = 0; i < count; i++)
        ret_digits[i] = scratch[count - 1 - i];
    return count;
}

/* Sign, prefix, grouped digits, decimals. */
static const char *put_number(const char *prefix, double value, int decimals, char *buffer,
                              size_t size)
{
    if (fabs(value) >= vast) {
        snprintf(buffer, size, "%s%s%.4g", value < 0 ? "-" : "", prefix, fabs(value));
        return buffer;
    }
    char digits[MAX_PLAIN];
    char text[3 * MAX_PLAIN];
    size_t count = put_digits(value, decimals, digits);
    size_t whole = count - (size_t)decimals;
    size_t length = 0;
    bool something = false;
    for (size_t i = 0; i < count; i++)
        something = something || digits[i] != '0';
    if (value < 0 && something)
        text[length++] = '-';
    for (; *prefix != '\0' && length < MAX_PLAIN; prefix++)
        text[length++] = *prefix;
    for (size_t i = 0; i < count; i++) {
        if (i == whole)
            text[length++] = '.';
        else if (i > 0 && i < whole && (whole - i) % 3 == 0)
            text[length++] = ',';
        text[length++] = digits[i];
    }
    length = length < size ? length : size - 1;
    memcpy(buffer, text, length);
    buffer[length] = '\0';
    return buffer;
}

/* Decimals that show so many significant digits, counted after rounding: 0.0099996 reads 0.0100.
 */
static int significant(double magnitude, int digits)
{
    double least = 1;
    int decimals = 0;
    for (int i = 1; i < digits; i++)
        least *= 10;
    for (; decimals < MAX_DECIMALS && floor(magnitude + 0.5) < least; decimals++)
        magnitude *= 10;
    return decimals;
}

/* Fewer decimals where they would only print zeros. */
static int trimmed(double value, int decimals, int least)
{
    while (decimals > least && words_round(value, decimals) == words_round(value, decimals - 1))
        decimals--;
    return decimals;
}

int words_money_decimals(double amount)
{
    double magnitude = fabs(amount);
    if (magnitude == 0 || words_round(magnitude, 2) >= 100)
        return 0;
    return magnitude >= 0.01 ? 2 : significant(magnitude, 3);
}

static const char *currency_prefix(const char *currency, char *buffer, size_t size)
{
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strcmp(signs[i].currency, currency) == 0)
            return signs[i].sign;
    snprintf(buffer, size, "%s ", currency);
    return buffer;
}

const char *words_money_at(const char *currency, double amount, int decimals, char *buffer,
                           size_t size)
{
    enum { KEPT = 6 }; /* significant digits of a price below 1 in JSON: saved, it reads the same */
    char prefix[64];
    if (fabs(amount) < 1)
        amount = words_round(amount, significant(fabs(amount), KEPT));
    return put_number(currency_prefix(currency, prefix, sizeof prefix), amount, decimals, buffer,
                      size);
}

const char *words_money(const char *currency, double amount, char *buffer, size_t size)
{
    return words_money_at(currency, amount, words_money_decimals(amount), buffer, size);
}

const char *words_money_of(const char *currency, double amount, double whole, char *buffer,
                           size_t size)
{
    char least[MAX_PLAIN];
    const int decimals = words_money_decimals(whole);
    if (decimals > 2 || amount == 0)
        return words_money(currency, amount, buffer, size);
    if (words_round(amount, decimals) != 0)
        return words_money_at(currency, amount, decimals, buffer, size);
    words_money_at(currency, decimals == 0 ? 1 : 0.01, decimals, least, sizeof least);
    snprintf(buffer, size, "%s<%s", amount < 0 ? "-" : "", least);
    return buffer;
}

const char *words_unit_price(const char *currency, double amount, char *buffer, size_t size)
{
    double magnitude = fabs(amount);
    int decimals = 2;
    if (words_round(magnitude, 2) >= 1000)
        decimals = 0;
    else if (magnitude < 0.01)
        decimals = significant(magnitude, 3);
    else if (magnitude < 1)
        decimals = trimmed(magnitude, significant(magnitude, 3), 2);
    return words_money_at(currency, amount, magnitude == 0 ? 0 : decimals, buffer, size);
}

const char *words_volume(double value, bool exact, char *buffer, size_t size)
{
    static const struct {
        double scale;
        const char *suffix;
    } scales[] = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}};
    char figure[MAX_PLAIN];
    for (size_t i = 0; i < COUNT(scales); i++) {
        double scaled = value / scales[i].scale;
        if (scaled < 1 || scaled >= 1000 || (exact && words_round(scaled, 2) != scaled))
            continue;
        words_count(scaled, figure, sizeof figure);
        snprintf(buffer, size, "%s%s", figure, scales[i].suffix);
        return buffer;
    }
    return words_count(value, buffer, size);
}

/* Decimals of a percentage: three digits, more where fewer would make a whole of a part. */
static int percent_decimals(double percent)
{
    const double magnitude = fabs(percent);
    int decimals = magnitude == 0 ? 0 : significant(magnitude, magnitude < 1 ? 2 : 3);
    while (magnitude < 100 && words_round(magnitude, decimals) >= 100 && decimals < MAX_DECIMALS)
        decimals++;
    return trimmed(magnitude, decimals, 0);
}

static int count_decimals(double value)
{
    const double magnitude = fabs(value);
    return trimmed(magnitude, magnitude == 0 ? 0 : significant(magnitude, 4), 0);
}

const char *words_count(double value, char *buffer, size_t size)
{
    return put_number("", value, count_decimals(value), buffer, size);
}

static const char *words_unit_for(double value, const char *unit, char *buffer, size_t size)
{
    const size_t word = strcspn(unit, "/ -");
    const bool is_one = value >= 1 && value <= 1;
    if (is_one && strcmp(unit, "people") == 0)
        snprintf(buffer, size, "person");
    else if (is_one && word > 2 && unit[word - 1] == 's') /* "ms" is none of many */
        snprintf(buffer, size, "%.*s%s", (int)word - 1, unit, unit + word);
    else
        snprintf(buffer, size, "%s", unit);
    return buffer;
}

const char *words_counted(double value, const char *unit, char *buffer, size_t size)
{
    char figure[64], one[64];
    words_count(value, figure, sizeof figure);
    words_unit_for(value, unit, one, sizeof one);
    snprintf(buffer, size, "%s%s%s", figure, one[0] != '\0' ? " " : "", one);
    return buffer;
}

const char *words_over(int months, char *buffer, size_t size)
{
    snprintf(buffer, size, "over %d month%s", months, words_s(months));
    return buffer;
}

const char *words_percent(double share, char *buffer, size_t size)
{
    char number[MAX_PLAIN];
    put_number("", 100 * share, percent_decimals(100 * share), number, sizeof number);
    snprintf(buffer, size, "%s %%", number);
    return buffer;
}

void words_apart(bool is_share, double a, double b, char *ret_a, char *ret_b, size_t size)
{
    const double scale = is_share ? 100 : 1;
    int (*const decimals_of)(double) = is_share ? percent_decimals : count_decimals;
    int decimals_a = decimals_of(scale * a);
    int decimals_b = decimals_of(scale * b);
    char text[2][MAX_PLAIN];
    for (int more = 0; more < MAX_DECIMALS; more++) {
        put_number("", scale * a, decimals_a, text[0], sizeof text[0]);
        put_number("", scale * b, decimals_b, text[1], sizeof text[1]);
        if (a == b || strcmp(text[0], text[1]) != 0)
            break;
        decimals_a++;
        decimals_b++;
    }
    snprintf(ret_a, size, "%s%s", text[0], is_share ? " %" : "");
    snprintf(ret_b, size, "%s%s", text[1], is_share ? " %" : "");
}

int words_pair_decimals(double a, double b)
{
    bool a_is_less = fabs(a) < fabs(b);
    double less = fabs(a_is_less ? a : b);
    double more = fabs(a_is_less ? b : a);
    int decimals = words_round(more, 2) >= 100 ? 0 : 2;
    while (decimals < 6 && (words_round(a, decimals) == words_round(b, decimals) ||
                            (less > 0 && words_round(less, decimals) == 0)))
        decimals = decimals == 0 ? 2 : decimals + 1;
    return decimals;
}

const char *words_gap(const char *currency, double less, double more, char *buffer, size_t size)
{
    const int decimals = less == more ? 0 : words_pair_decimals(less, more);
    return words_money_at(currency, words_round(more, decimals) - words_round(less, decimals),
                          decimals, buffer, size);
}

const char *words_currency(const struct llmcost_scenario *scenario)
{
    const char *text = llmcost_text(scenario, scenario->currency.text);
    return text[0] != '\0' ? text : "USD";
}
