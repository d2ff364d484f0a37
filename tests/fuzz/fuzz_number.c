/* fuzz_number.c - the number grammar: what it takes is finite, and it takes nothing that the
 * contract does not name. The grammar is written a second time here, as a plain recogniser.
 */
#include "fuzz.h"
#include "llmcost.h"

static size_t digits(const char *text, size_t length, size_t at)
{
    size_t start = at;
    while (at < length && ((text[at] >= '0' && text[at] <= '9') ||
                           (text[at] == '_' && at > start && text[at - 1] != '_')))
        at++;
    return at > start && text[at - 1] == '_' ? start : at;
}

/* Decimal, optional sign, fraction and exponent, `_` between digits, one suffix. */
static bool is_number(const char *text, size_t length)
{
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+');
    size_t whole = at, point, exponent;
    at = digits(text, length, at);
    bool any = at > whole;
    if (at < length && text[at] == '.') {
        point = ++at;
        at = digits(text, length, at);
        any = any || at > point;
    }
    if (any && at < length && (text[at] == 'e' || text[at] == 'E')) {
        at++;
        at += at < length && (text[at] == '-' || text[at] == '+');
        exponent = at;
        at = digits(text, length, at);
        any = at > exponent;
    }
    at += any && at < length && strchr("%kMBT", text[at]) != NULL && text[at] != '\0';
    return any && at == length;
}

void fuzz_input(const uint8_t *data, size_t size)
{
    const double untouched = 42;
    double value = untouched;
    const char *why = NULL;
    /* A copy of the exact size: one byte read beyond it is seen. */
    char *text = malloc(size > 0 ? size : 1);
    REQUIRE(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    if (llmcost_parse_number(text, size, &value, &why)) {
        REQUIRE(is_number(text, size));
        REQUIRE(isfinite(value));
        REQUIRE(value == 0 || text[0] == '-' ? value <= 0 : value > 0);
    } else {
        REQUIRE(why != NULL && why[0] != '\0');
        REQUIRE(value == untouched);
    }
    free(text);
}
