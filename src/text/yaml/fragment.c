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

/* A text of another file as YAML takes it: on top of controls, the invisible line breaks and the
 * byte order mark, three bytes each, are replaced by U+FFFD in their place. */
static void clean_text(const char *text, char *buffer, size_t size)
{
    static const char *const unwanted[] = {"\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF",
                                           "\xEF\xBF\xBE", "\xEF\xBF\xBF"};
    static const char replacement[] = "\xEF\xBF\xBD";
    text_clean(text, false, buffer, size);
    for (size_t i = 0; i < COUNT(unwanted); i++)
        for (char *at = buffer; (at = strstr(at, unwanted[i])) != NULL; at += 3)
            for (size_t k = 0; k < 3; k++)
                at[k] = replacement[k];
}

void fragment_comment(FILE *out, int indent, const char *format, ...)
{
    char text[MAX_FRAGMENT_TEXT], clean[MAX_FRAGMENT_TEXT];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    clean_text(text, clean, sizeof clean);
    for (const char *line = clean; *line != '\0';) {
        size_t length = text_line(line, FRAGMENT_WIDTH - indent - 2);
        fprintf(out, "%*s# %.*s\n", indent, "", (int)length, line);
        line = text_after_line(line, length);
    }
}

/* Letters, digits and . _ - / alone, beginning with a letter: no YAML reader takes that for
 * anything but a text, apart from its few reserved words. */
static bool is_plain(const char *text)
{
    static const char *const reserved[] = {"null", "true", "false", "yes",  "no",   "on",
                                           "off",  "y",    "n",     "Null", "True", "False"};
    const char first = text[0];
    if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')))
        return false;
    for (const char *c = text; *c != '\0'; c++)
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-", *c) ==
            NULL)
            return false;
    for (size_t i = 0; i < COUNT(reserved); i++)
        if (strcmp(text, reserved[i]) == 0)
            return false;
    return true;
}

static void put_quoted(FILE *out, const char *text)
{
    char clean[MAX_FRAGMENT_TEXT];
    clean_text(text, clean, sizeof clean);
    putc('"', out);
    for (const char *c = clean; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            putc('\\', out);
        putc(*c == '\n' ? ' ' : *c, out);
    }
    putc('"', out);
}

static void put_key(FILE *out, int indent, const char *key)
{
    fprintf(out, "%*s", indent, "");
    const bool digit = key[0] >= '0' && key[0] <= '9';
    if (is_plain(key) || (digit && strpbrk(key, "-/_abcdefghijklmnopqrstuvwxyz") != NULL &&
                          strpbrk(key, " :#\"'{}[],&*!|>%@`") == NULL))
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

void fragment_price(FILE *out, int indent, const char *key, double value, const char *basis,
                    const char *source)
{
    put_number(out, indent, key, value, PRICE_DIGITS, basis, source);
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
