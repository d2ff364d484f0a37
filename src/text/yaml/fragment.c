/* fragment.c - a YAML fragment, line by line (fragment.h).
 * Knows how a scenario spells numbers, texts and comments; refuses to know what they mean.
 */
#include "text/yaml/fragment.h"
#include "core/base/count.h"
#include "text/buffer.h"
#include "text/json/json.h"

#include "llmcost.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { PRICE_DIGITS = 6, NUMBER_DIGITS = 9 };

void fragment_comment(FILE *out, int indent, const char *format, ...)
{
    char text[MAX_FRAGMENT_TEXT], clean[MAX_FRAGMENT_TEXT];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    text_clean(text, false, clean, sizeof clean);
    for (const char *line = clean; *line != '\0';) {
        size_t length = text_line(line, FRAGMENT_WIDTH - indent - 2);
        fprintf(out, "%*s# %.*s\n", indent, "", (int)length, line);
        line = text_after_line(line, length);
    }
}

static bool is_reserved(const char *text)
{
    /* Of YAML 1.1, which most readers speak. */
    static const char *const reserved[] = {"null", "true", "false", "yes", "no",
                                           "on",   "off",  "y",     "n"};
    for (size_t i = 0; i < COUNT(reserved); i++) {
        size_t k = 0;
        while (text[k] != '\0' && (text[k] | 0x20) == reserved[i][k])
            k++;
        if (text[k] == '\0' && reserved[i][k] == '\0')
            return true;
    }
    return false;
}

#define LETTERS "ghijklmnpqrsuvwyGHIJKLMNPQRSUVWY" /* in no number and no date of YAML's */

/* Letters, digits and . _ - / alone, beginning with a letter or a digit, that no YAML reader takes
 * for anything but a text: no reserved word, and what begins with a digit has a letter that none of
 * 1e5, 0x1F, 0o17, 1_000, 2026-11-28 and 2026-11-28T09:00:00Z can have. */
static bool is_plain(const char *text)
{
    const char first = text[0];
    const bool digit = first >= '0' && first <= '9';
    if (!digit && !((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')))
        return false;
    if (text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-")] !=
        '\0')
        return false;
    return digit ? strpbrk(text, LETTERS) != NULL : !is_reserved(text);
}

static void put_quoted(FILE *out, const char *text)
{
    char clean[MAX_FRAGMENT_TEXT];
    text_clean(text, false, clean, sizeof clean);
    putc('"', out);
    for (const char *c = clean; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            putc('\\', out);
        putc(*c, out);
    }
    putc('"', out);
}

static void put_key(FILE *out, int indent, const char *key)
{
    fprintf(out, "%*s", indent, "");
    if (is_plain(key))
        fputs(key, out);
    else
        put_quoted(out, key);
    fputs(":", out);
}

void fragment_item(FILE *out, int indent)
{
    fprintf(out, "%*s- ", indent, "");
}

void fragment_map(FILE *out, int indent, const char *key)
{
    put_key(out, indent, key);
    putc('\n', out);
}

double fragment_rounded(double value, int digits)
{
    char text[64];
    double result = value;
    const char *why;
    if (value == 0 || !isfinite(value))
        return value;
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    char *comma = strchr(text, ','); /* another locale's point */
    if (comma != NULL)
        *comma = '.';
    return llmcost_parse_number(text, strlen(text), &result, &why) ? result : value;
}

static void put_number(FILE *out, int indent, const char *key, double value, int digits,
                       const char *basis, const char *source)
{
    char text[MAX_NUMBER_TEXT];
    number_text(NUMBER_FIGURE, fragment_rounded(value, digits), text, sizeof text);
    put_key(out, indent, key);
    if (basis == NULL && source == NULL) {
        fprintf(out, " %s\n", text);
        return;
    }
    fprintf(out, " {value: %s", text);
    if (basis != NULL)
        fprintf(out, ", basis: %s", basis);
    if (source != NULL) {
        fputs(", source: ", out);
        put_quoted(out, source);
    }
    fputs("}\n", out);
}

void fragment_number(FILE *out, int indent, const char *key, double value, const char *basis,
                     const char *source)
{
    put_number(out, indent, key, value, NUMBER_DIGITS, basis, source);
}

void fragment_price(FILE *out, int indent, const char *key, double value, const char *source)
{
    put_number(out, indent, key, value, PRICE_DIGITS, "quoted", source);
}

void fragment_text(FILE *out, int indent, const char *key, const char *text)
{
    put_key(out, indent, key);
    putc(' ', out);
    if (is_plain(text))
        fputs(text, out);
    else
        put_quoted(out, text);
    putc('\n', out);
}

void fragment_list(FILE *out, int indent, const char *key, const double *values, int count)
{
    char text[MAX_NUMBER_TEXT];
    put_key(out, indent, key);
    fputs(" [", out);
    int column = indent + (int)strlen(key) + 3;
    for (int i = 0; i < count; i++) {
        number_text(NUMBER_FIGURE, fragment_rounded(values[i], PRICE_DIGITS), text, sizeof text);
        const int width = (int)strlen(text) + 2;
        if (i > 0 && column + width > FRAGMENT_WIDTH) {
            fprintf(out, "\n%*s", indent + 2, "");
            column = indent + 2;
        } else if (i > 0)
            putc(' ', out);
        fprintf(out, "%s%s", text, i + 1 < count ? "," : "");
        column += width;
    }
    fputs("]\n", out);
}

const char *fragment_id(const char *text, char *buffer, size_t size)
{
    size_t used = 0;
    for (; *text != '\0' && used + 1 < size; text++) {
        const char c = *text;
        const bool word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (word || (used > 0 && strchr("._:/-", c) != NULL))
            buffer[used++] = c;
        else if (used > 0 && buffer[used - 1] != '-')
            buffer[used++] = '-';
    }
    while (used > 0 && buffer[used - 1] == '-')
        used--;
    buffer[used] = '\0';
    return buffer;
}
