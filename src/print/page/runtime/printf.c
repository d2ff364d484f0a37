/* printf.c - texts with numbers in them for the engine in a page (printf.h). A double is written
 * from all of its decimal digits, which are finite, rounded half to even as C libraries do. To add
 * a conversion: a case in `convert`.
 */
#include "print/page/runtime/printf.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct sink {
    char *buffer;
    size_t size, used;
};

struct conversion {
    bool left, zeros, is_long;
    int width, precision; /* -1: none */
    char letter;
};

static void put(struct sink *sink, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++, sink->used++)
        if (sink->used + 1 < sink->size)
            sink->buffer[sink->used] = text[i];
}

static void fill(struct sink *sink, char c, int count)
{
    for (; count > 0; count--)
        put(sink, &c, 1);
}

/* A text, or the digits of a number behind its sign. */
static void put_field(struct sink *sink, const struct conversion *how, const char *sign,
                      const char *text, size_t length)
{
    const int blank = how->width - (int)(strlen(sign) + length);
    if (!how->left && !how->zeros)
        fill(sink, ' ', blank);
    put(sink, sign, strlen(sign));
    if (!how->left && how->zeros)
        fill(sink, '0', blank);
    put(sink, text, length);
    if (how->left)
        fill(sink, ' ', blank);
}

/* ---- Doubles ---- */

enum {
    LIMBS = 130, /* of nine digits: more than any double has */
    DIGITS = 9 * LIMBS,
    LIMB = 1000000000,
    FIVES = 1220703125, /* 5^13 */
};

struct decimal {
    char digit[DIGITS + 8]; /* the first one is a 0 that takes what is carried */
    int count, point;       /* so many digits, so many of them before the point */
};

static int multiply(uint32_t limb[LIMBS], int limbs, uint32_t factor)
{
    uint64_t carry = 0;
    for (int i = 0; i < limbs; i++) {
        carry += (uint64_t)limb[i] * factor;
        limb[i] = (uint32_t)(carry % LIMB);
        carry /= LIMB;
    }
    for (; carry > 0; carry /= LIMB)
        limb[limbs++] = (uint32_t)(carry % LIMB);
    return limbs;
}

/* mantissa * 2^exponent: halves are fives behind the point. */
static void expand(uint64_t mantissa, int exponent, struct decimal *ret)
{
    uint32_t limb[LIMBS] = {(uint32_t)(mantissa % LIMB), (uint32_t)(mantissa / LIMB % LIMB)};
    int limbs = 2, behind = 0, at = 1;
    for (; mantissa > 0 && exponent < 0 && mantissa % 2 == 0; exponent++)
        mantissa /= 2;
    limb[0] = (uint32_t)(mantissa % LIMB);
    limb[1] = (uint32_t)(mantissa / LIMB);
    for (; exponent > 0; exponent -= exponent < 29 ? exponent : 29)
        limbs = multiply(limb, limbs, (uint32_t)1 << (exponent < 29 ? exponent : 29));
    for (int left = -exponent, step; left > 0; left -= step) {
        uint32_t power = 5;
        step = left < 13 ? left : 13;
        for (int i = 1; i < step; i++)
            power *= 5;
        limbs = multiply(limb, limbs, power);
        behind += step;
    }
    while (limbs > 1 && limb[limbs - 1] == 0)
        limbs--;
    ret->digit[0] = '0';
    const int zeros = behind + 1 - 9 * limbs; /* one digit at least before the point */
    for (int i = 0; i < zeros; i++)
        ret->digit[at++] = '0';
    for (int i = limbs - 1; i >= 0; i--, at += 9) {
        uint32_t rest = limb[i];
        for (int d = 8; d >= 0; d--, rest /= 10)
            ret->digit[at + d] = (char)('0' + rest % 10);
    }
    ret->count = at;
    ret->point = at - behind;
}

/* So many digits stay. */
static void round_to(struct decimal *d, int keep)
{
    if (keep >= d->count)
        return;
    bool more = false;
    for (int i = keep + 1; i < d->count; i++)
        more = more || d->digit[i] != '0';
    const bool odd = (d->digit[keep - 1] - '0') % 2 == 1;
    if (d->digit[keep] > '5' || (d->digit[keep] == '5' && (more || odd))) {
        int i = keep - 1;
        while (d->digit[i] == '9')
            d->digit[i--] = '0';
        d->digit[i]++;
    }
    d->count = keep;
}

static int first_digit(const struct decimal *d)
{
    int at = 0;
    while (at < d->count && d->digit[at] == '0')
        at++;
    return at;
}

/* From its first digit, at the latest that before the point, so many behind the point. */
static size_t write_plain(const struct decimal *d, int decimals, char *text)
{
    int at = first_digit(d);
    size_t used = 0;
    if (at >= d->point)
        at = d->point - 1;
    for (; at < d->point + decimals; at++) {
        if (at == d->point)
            text[used++] = '.';
        text[used++] = at < d->count ? d->digit[at] : '0';
    }
    return used;
}

static size_t write_exponent(const struct decimal *d, int first, int decimals, int exponent,
                             char *text)
{
    size_t used = 0;
    text[used++] = d->digit[first];
    for (int i = 1; i <= decimals; i++) {
        if (i == 1)
            text[used++] = '.';
        text[used++] = first + i < d->count ? d->digit[first + i] : '0';
    }
    text[used++] = 'e';
    text[used++] = exponent < 0 ? '-' : '+';
    exponent = exponent < 0 ? -exponent : exponent;
    if (exponent >= 100)
        text[used++] = (char)('0' + exponent / 100);
    text[used++] = (char)('0' + exponent / 10 % 10);
    text[used++] = (char)('0' + exponent % 10);
    return used;
}

/* Digits that say something, from `first` on. */
static int said(const struct decimal *d, int first, int most)
{
    int count = most < d->count - first ? most : d->count - first;
    while (count > 1 && d->digit[first + count - 1] == '0')
        count--;
    return count;
}

static size_t write_general(struct decimal *d, int precision, char *text)
{
    const int most = precision > 0 ? precision : 1;
    int first = first_digit(d);
    if (first == d->count)
        return (size_t)(text[0] = '0', 1);
    round_to(d, first + most);
    first = first_digit(d);
    const int exponent = d->point - 1 - first, count = said(d, first, most);
    if (exponent < -4 || exponent >= most)
        return write_exponent(d, first, count - 1, exponent, text);
    return write_plain(d, count - 1 - exponent > 0 ? count - 1 - exponent : 0, text);
}

static void put_double(struct sink *sink, const struct conversion *how, double value)
{
    enum { MOST_DECIMALS = 60, BIAS = 1075, EXPONENTS = 2047 };
    struct decimal d;
    char text[DIGITS + MOST_DECIMALS + 16];
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const char *sign = bits >> 63 != 0 ? "-" : "";
    const uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    const int exponent = (int)(bits >> 52 & EXPONENTS);
    if (exponent == EXPONENTS) {
        const struct conversion blank = {.left = how->left, .width = how->width};
        put_field(sink, &blank, sign, fraction != 0 ? "nan" : "inf", 3);
        return;
    }
    int precision = how->precision < 0 ? 6 : how->precision;
    precision = precision > MOST_DECIMALS ? MOST_DECIMALS : precision;
    expand(exponent == 0 ? fraction : fraction | UINT64_C(1) << 52,
           exponent == 0 ? 1 - BIAS : exponent - BIAS, &d);
    if (how->letter == 'f')
        round_to(&d, d.point + precision);
    put_field(sink, how, sign, text,
              how->letter == 'f' ? write_plain(&d, precision, text)
                                 : write_general(&d, precision, text));
}

/* ---- The others ---- */

static void put_integer(struct sink *sink, const struct conversion *how, uint64_t value,
                        const char *sign)
{
    const char *digits = how->letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    const unsigned base = how->letter == 'x' || how->letter == 'X' ? 16 : 10;
    char text[24];
    size_t at = sizeof text;
    do {
        text[--at] = digits[value % base];
        value /= base;
    } while (value > 0);
    put_field(sink, how, sign, text + at, sizeof text - at);
}

static void put_text(struct sink *sink, struct conversion how, const char *text)
{
    size_t length = 0;
    while ((how.precision < 0 || length < (size_t)how.precision) && text[length] != '\0')
        length++;
    how.zeros = false;
    put_field(sink, &how, "", text, length);
}

static int take_number(const char **at)
{
    int number = 0;
    for (; **at >= '0' && **at <= '9'; ++*at)
        number = 10 * number + (**at - '0');
    return number;
}

int engine_print(char *buffer, size_t size, const char *format, va_list arguments)
{
    struct sink sink = {.buffer = buffer, .size = size};
    for (const char *at = format; *at != '\0'; at++) {
        struct conversion how = {.precision = -1};
        if (*at != '%') {
            put(&sink, at, 1);
            continue;
        }
        for (at++; *at == '-' || *at == '0'; at++) {
            how.left = how.left || *at == '-';
            how.zeros = how.zeros || *at == '0';
        }
        if (*at == '*') {
            how.width = va_arg(arguments, int);
            at++;
        } else {
            how.width = take_number(&at);
        }
        if (how.width < 0) {
            how.left = true;
            how.width = -how.width;
        }
        if (*at == '.' && *++at == '*') {
            how.precision = va_arg(arguments, int);
            at++;
        } else if (at[-1] == '.') {
            how.precision = take_number(&at);
        }
        for (; *at == 'l' || *at == 'z'; at++)
            how.is_long = true;
        how.letter = *at;
        if (*at == 's') {
            put_text(&sink, how, va_arg(arguments, const char *));
        } else if (*at == 'c') {
            const char c = (char)va_arg(arguments, int);
            put_field(&sink, &how, "", &c, 1);
        } else if (*at == 'd' || *at == 'i') {
            const long value = how.is_long ? va_arg(arguments, long) : va_arg(arguments, int);
            put_integer(&sink, &how, value < 0 ? 0 - (uint64_t)value : (uint64_t)value,
                        value < 0 ? "-" : "");
        } else if (*at == 'u' || *at == 'x' || *at == 'X') {
            put_integer(
                &sink, &how,
                how.is_long ? va_arg(arguments, unsigned long) : va_arg(arguments, unsigned), "");
        } else if (*at == 'f' || *at == 'g') {
            put_double(&sink, &how, va_arg(arguments, double));
        } else {
            put(&sink, "%", 1);
        }
    }
    if (size > 0)
        buffer[sink.used < size ? sink.used : size - 1] = '\0';
    return (int)sink.used;
}

#ifdef __wasm__

int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments)
{
    return engine_print(buffer, size, format, arguments);
}

int snprintf(char *buffer, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = engine_print(buffer, size, format, arguments);
    va_end(arguments);
    return length;
}

#endif
