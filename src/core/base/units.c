/* units.c - "30%", "50M", "1_200.5" <-> double, by one strict grammar.
 * Knows how a number is spelt and converts it correctly rounded, the suffix included: 30% is the
 * double nearest to 0.3. Refuses to know what the number is for, and refuses locale and strtod,
 * which read hex, inf and commas. To add a suffix: one row in `suffixes`.
 */
#include "core/base/count.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

enum {
    MAX_DIGITS = 770,      /* 767 decide any double; the last one kept may be a sticky 1 */
    MAX_TENS = 400,        /* a leading digit beyond 10^+-400 overflows or is 0 */
    WORDS = 132,           /* 32-bit words of a big integer: 10^1171 and 55 bits more fit */
    QUOTIENT_BITS = 55,    /* 53 of a double, and at least two to round by */
    MAX_EXPONENT = 1 << 27 /* no exponent of a text of this size needs more */
};

struct big {
    int used;
    uint32_t word[WORDS]; /* little-endian */
};

/* A decimal: 0.d1d2d3... x 10^point, digits without leading zeros. */
struct decimal {
    bool negative;
    int count;
    int64_t point;
    uint8_t digit[MAX_DIGITS];
};

struct suffix {
    char letter;
    int tens;
};

static const struct suffix suffixes[] = {
    {.letter = '%', .tens = -2}, {.letter = 'k', .tens = 3},  {.letter = 'M', .tens = 6},
    {.letter = 'B', .tens = 9},  {.letter = 'T', .tens = 12},
};

static void big_multiply(struct big *big, uint32_t factor, uint32_t carry)
{
    uint64_t sum = carry;
    for (int i = 0; i < big->used; i++) {
        sum += (uint64_t)big->word[i] * factor;
        big->word[i] = (uint32_t)sum;
        sum >>= 32;
    }
    if (sum != 0)
        big->word[big->used++] = (uint32_t)sum;
}

static void big_multiply_ten(struct big *big, int64_t power)
{
    for (; power >= 9; power -= 9)
        big_multiply(big, 1000000000, 0);
    for (; power > 0; power--)
        big_multiply(big, 10, 0);
}

/* Of a number above 0. */
static int big_bits(const struct big *big)
{
    int bits = 0;
    for (uint32_t top = big->word[big->used - 1]; top != 0; top >>= 1)
        bits++;
    return (big->used - 1) * 32 + bits;
}

static void big_shift(struct big *big, int bits)
{
    int words = bits / 32;
    memmove(big->word + words, big->word, (size_t)big->used * sizeof big->word[0]);
    memset(big->word, 0, (size_t)words * sizeof big->word[0]);
    big->used += words;
    big_multiply(big, (uint32_t)1 << bits % 32, 0);
}

static int big_compare(const struct big *a, const struct big *b)
{
    if (a->used != b->used)
        return a->used < b->used ? -1 : 1;
    for (int i = a->used - 1; i >= 0; i--)
        if (a->word[i] != b->word[i])
            return a->word[i] < b->word[i] ? -1 : 1;
    return 0;
}

static void big_subtract(struct big *a, const struct big *b)
{
    uint64_t borrow = 0;
    for (int i = 0; i < a->used; i++) {
        uint64_t take = borrow + (i < b->used ? b->word[i] : 0);
        borrow = a->word[i] < take;
        a->word[i] = (uint32_t)(a->word[i] - take);
    }
    while (a->used > 0 && a->word[a->used - 1] == 0)
        a->used--;
}

/* The quotient has 54..56 bits and stands for quotient * 2^exponent, a bit more when `more`. */
static double round_to_double(uint64_t quotient, int exponent, bool more)
{
    int bits = 0;
    while (bits < 64 && quotient >> bits != 0)
        bits++;
    int lowest = bits + exponent - 53;
    if (lowest < -1074)
        lowest = -1074;
    int drop = lowest - exponent;
    if (drop > 62)
        return 0;
    uint64_t kept = quotient >> drop;
    uint64_t rest = quotient - (kept << drop);
    uint64_t half = (uint64_t)1 << (drop - 1);
    if (rest > half || (rest == half && (more || kept % 2 == 1)))
        kept++;
    return ldexp((double)kept, lowest);
}

/* Exactly: numerator / denominator as integers, divided bit by bit, rounded half to even. */
static double convert_exactly(const struct decimal *decimal)
{
    struct big numerator = {.used = 0}, denominator = {.used = 1, .word = {1}};
    int64_t tens = decimal->point - decimal->count;
    uint32_t digits = 0, scale = 1; /* nine digits at a time */
    for (int i = 0; i < decimal->count; i++) {
        digits = digits * 10 + decimal->digit[i];
        scale *= 10;
        if (scale == 1000000000 || i + 1 == decimal->count) {
            big_multiply(&numerator, scale, digits);
            digits = 0;
            scale = 1;
        }
    }
    big_multiply_ten(tens > 0 ? &numerator : &denominator, tens > 0 ? tens : -tens);

    int exponent = big_bits(&numerator) - big_bits(&denominator) - QUOTIENT_BITS;
    big_shift(exponent > 0 ? &denominator : &numerator, exponent > 0 ? exponent : -exponent);

    /* numerator / denominator is now in 2^54..2^56 */
    uint64_t quotient = 0;
    big_shift(&denominator, QUOTIENT_BITS + 1);
    for (int bit = 0; bit <= QUOTIENT_BITS + 1; bit++) {
        quotient <<= 1;
        if (big_compare(&numerator, &denominator) >= 0) {
            big_subtract(&numerator, &denominator);
            quotient |= 1;
        }
        big_shift(&numerator, 1);
    }
    return round_to_double(quotient, exponent, numerator.used > 0);
}

/* Up to 15 digits and 10^22 are exact doubles, and one operation on them rounds correctly. */
static double convert(const struct decimal *decimal)
{
    static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (decimal->count == 0 || decimal->point < -MAX_TENS)
        return 0;
    if (decimal->point > MAX_TENS)
        return HUGE_VAL;
    int64_t tens = decimal->point - decimal->count;
    if (decimal->count > 15 || tens > 22 || tens < -22)
        return convert_exactly(decimal);
    double value = 0;
    for (int i = 0; i < decimal->count; i++)
        value = value * 10 + decimal->digit[i];
    return tens < 0 ? value / power[-tens] : value * power[tens];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with `_` between them from *at on; keeps the significant ones. False when there is none
 * or a `_` is not between digits. */
static bool scan_digits(const char *text, size_t length, size_t *at, struct decimal *decimal,
                        bool fraction)
{
    size_t start = *at;
    for (; *at < length && (is_digit(text[*at]) || text[*at] == '_'); ++*at) {
        char c = text[*at];
        if (c == '_') {
            if (*at == start || *at + 1 >= length || !is_digit(text[*at + 1]) ||
                text[*at - 1] == '_')
                return false;
            continue;
        }
        if (decimal->count == 0 && c == '0') {
            decimal->point -= fraction;
            continue;
        }
        decimal->point += !fraction;
        if (decimal->count < MAX_DIGITS)
            decimal->digit[decimal->count++] = (uint8_t)(c - '0');
        else if (c != '0')
            decimal->digit[MAX_DIGITS - 1] |= 1; /* sticky: more follows */
    }
    return *at > start;
}

static bool scan_exponent(const char *text, size_t length, size_t *at, int64_t *ret_exponent)
{
    size_t i = *at + 1;
    int64_t exponent = 0;
    bool negative = i < length && text[i] == '-';
    if (i < length && (text[i] == '-' || text[i] == '+'))
        i++;
    if (i >= length || !is_digit(text[i]))
        return false;
    for (; i < length && is_digit(text[i]); i++)
        if (exponent < MAX_EXPONENT)
            exponent = exponent * 10 + (text[i] - '0');
    *ret_exponent = negative ? -exponent : exponent;
    *at = i;
    return true;
}

static const char spelling[] =
    "write a decimal number such as 1200, 1_200, 0.5, 1.2e6, 30%, 50k, 50M, 2B or 1T";

/* Why a text is not a number, from the part that the grammar does not take. */
static const char *explain(const char *text, size_t length, size_t at)
{
    char c = at < length ? text[at] : '\0';
    const char *last = length >= 3 ? text + length - 3 : "   ";
    if (memcmp(last, "inf", 3) == 0 || memcmp(last, "nan", 3) == 0)
        return "a number is finite: infinity and not-a-number are not read";
    if (memchr(text, ',', length) != NULL || memchr(text, '$', length) != NULL)
        return "write 1200 or 1_200, without $ and ,";
    if (at > 0 && c != '\0' && strchr("KmbtgG", c) != NULL && at + 1 == length)
        return "the suffixes are % k (thousand) M (million) B (billion) T (trillion)";
    if (at == 1 && text[0] == '0' && c != '\0' && strchr("xXoObB", c) != NULL)
        return "write it in decimal: hexadecimal, octal and binary are not read";
    if (at > 0 && c == ' ' && at + 2 == length && strchr("%kMBT", text[at + 1]) != NULL)
        return "leave out the space before the suffix";
    if (at > 0 && at + 1 < length && strchr("%kMBT", c) != NULL)
        return "one suffix is enough, and nothing may follow it";
    if (at > 0 && text[at - 1] == '.')
        return "write a digit after the point, or leave the point out";
    if (at < length && c == '_')
        return "_ stands between two digits: write 1200 or 1_200";
    return spelling;
}

/* Sign, digits and fraction; exponent and suffix are the caller's. *at ends where the grammar does
 * not take the text any further. */
static bool scan_decimal(const char *text, size_t length, size_t *at, struct decimal *decimal,
                         const char **ret_why)
{
    bool whole = false;
    if (*at < length && (text[*at] == '-' || text[*at] == '+'))
        decimal->negative = text[(*at)++] == '-';
    size_t start = *at;
    if (*at < length && is_digit(text[*at])) {
        whole = scan_digits(text, length, at, decimal, false);
        if (whole && text[start] == '0' && *at - start > 1) {
            *ret_why = "a leading zero means octal elsewhere: write the number without it";
            return false;
        }
    }
    if (*at < length && text[*at] == '.' && (whole || *at == start)) {
        ++*at;
        whole = scan_digits(text, length, at, decimal, true);
    }
    return whole;
}

bool llmcost_parse_number(const char *text, size_t length, double *ret_value, const char **ret_why)
{
    struct decimal decimal = {.count = 0};
    size_t at = 0;
    int64_t exponent = 0;
    *ret_why = NULL;
    bool good = scan_decimal(text, length, &at, &decimal, ret_why);
    if (good && at < length && (text[at] == 'e' || text[at] == 'E'))
        good = scan_exponent(text, length, &at, &exponent);
    for (size_t i = 0; good && at + 1 == length && i < COUNT(suffixes); i++)
        if (text[at] == suffixes[i].letter) {
            exponent += suffixes[i].tens;
            at++;
            break;
        }
    if (!good || at != length) {
        if (*ret_why == NULL)
            *ret_why = explain(text, length, at);
        return false;
    }
    decimal.point += exponent;
    double value = convert(&decimal);
    if (!(value <= 1.7976931348623157e308)) {
        *ret_why = "no double is that large: write at most 1.7e308";
        return false;
    }
    /* -0 would print as a negative nothing */
    *ret_value = decimal.negative && value > 0 ? -value : value;
    return true;
}
