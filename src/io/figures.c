/* figures.c - numbers for people: money, unit prices, counts and shares (words.h).
 * Knows currency signs, thousands separators and how many digits say enough; refuses to know the
 * locale: only the digits of printf are used, never its decimal point. To add a currency sign: a
 * row in signs.
 */
#include "words.h"

#include <math.h>
#include <string.h>

enum { MAX_DECIMALS = 20, MAX_PLAIN = 400 };

struct sign {
    const char *currency, *sign;
};

static const struct sign signs[] = {
    {.currency = "USD", .sign = "$"},
    {.currency = "EUR", .sign = "\xE2\x82\xAC"},
    {.currency = "GBP", .sign = "\xC2\xA3"},
    {.currency = "JPY", .sign = "\xC2\xA5"},
};

double words_round(double value, int decimals)
{
    double power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    double scaled = fabs(value) * power;
    if (scaled >= 4503599627370496.0) /* 2^52: no fraction left to round */
        return value;
    /* 1.005 is stored a little below: the nudge makes it round as it reads. */
    scaled = floor(scaled * (scaled < 1e12 ? 1 + 4e-16 : 1) + 0.5);
    return copysign(scaled / power, value);
}

/* Sign, prefix, grouped digits, decimals. */
static const char *put_number(const char *prefix, double value, int decimals, char *buffer,
                              size_t size)
{
    char plain[MAX_PLAIN];
    char text[2 * MAX_PLAIN];
    double rounded = words_round(value, decimals);
    snprintf(plain, sizeof plain, "%.*f", decimals, fabs(rounded));
    size_t whole = strspn(plain, "0123456789");
    size_t length = 0;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            text[length++] = ',';
        text[length++] = plain[i];
    }
    if (decimals > 0) {
        text[length++] = '.';
        memcpy(text + length, plain + strlen(plain) - (size_t)decimals, (size_t)decimals);
        length += (size_t)decimals;
    }
    text[length] = '\0';
    snprintf(buffer, size, "%s%s%s", rounded < 0 ? "-" : "", prefix, text);
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
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strcmp(signs[i].currency, currency) == 0)
            return signs[i].sign;
    snprintf(buffer, size, "%s ", currency);
    return buffer;
}

const char *words_money_at(const char *currency, double amount, int decimals, char *buffer,
                           size_t size)
{
    char prefix[64];
    return put_number(currency_prefix(currency, prefix, sizeof prefix), amount, decimals, buffer,
                      size);
}

const char *words_money(const char *currency, double amount, char *buffer, size_t size)
{
    return words_money_at(currency, amount, words_money_decimals(amount), buffer, size);
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

const char *words_count(double value, char *buffer, size_t size)
{
    double magnitude = fabs(value);
    int decimals = magnitude == 0 ? 0 : significant(magnitude, 4);
    return put_number("", value, trimmed(magnitude, decimals, 0), buffer, size);
}

const char *words_percent(double share, char *buffer, size_t size)
{
    double percent = 100 * share;
    double magnitude = fabs(percent);
    int decimals = magnitude == 0 ? 0 : significant(magnitude, magnitude < 1 ? 2 : 3);
    char number[MAX_PLAIN];
    put_number("", percent, trimmed(magnitude, decimals, 0), number, sizeof number);
    snprintf(buffer, size, "%s %%", number);
    return buffer;
}

const char *words_currency(const struct llmcost_scenario *scenario)
{
    const char *text = llmcost_text(scenario, scenario->currency.text);
    return text[0] != '\0' ? text : "USD";
}
