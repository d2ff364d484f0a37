/* snapshot_tokens.c - what a line of a snapshot is made of (snapshot_tokens.h). Takes what was
 * written and refuses the rest; refuses to know what it is about.
 */
#include "print/page/snapshot_tokens.h"
#include "print/page/snapshot.h"

#include <math.h>
#include <string.h>

bool slice_is(struct slice slice, const char *word)
{
    return slice.length == strlen(word) && memcmp(slice.text, word, slice.length) == 0;
}

struct slice line_word(struct line *line)
{
    struct slice word = {.text = line->at};
    while (line->at < line->end && *line->at != ' ')
        line->at++;
    word.length = (size_t)(line->at - word.text);
    return word;
}

/* The next token, where it has that letter. */
bool line_take(struct line *line, char letter, struct slice *ret_token)
{
    if (line->end - line->at < 2 || line->at[0] != ' ' || line->at[1] != letter)
        return false;
    line->at += 2;
    *ret_token = line_word(line);
    return true;
}

static int digit_of(char c, const char *digits)
{
    const char *at = c != '\0' ? strchr(digits, c) : NULL;
    return at != NULL ? (int)(at - digits) : -1;
}

/* A number, finite and below what any of them can be. */
bool line_number(struct line *line, char letter, double *ret_value)
{
    enum { DIGITS = 16 };
    const double most = 1e30;
    struct slice token;
    uint64_t bits = 0;
    double value;
    if (!line_take(line, letter, &token) || token.length != DIGITS)
        return false;
    for (int i = 0; i < DIGITS; i++) {
        const int digit = digit_of(token.text[i], SNAPSHOT_DIGITS);
        if (digit < 0)
            return false;
        bits = bits << 4 | (uint64_t)digit;
    }
    memcpy(&value, &bits, sizeof value);
    if (!(fabs(value) <= most))
        return false;
    *ret_value = value;
    return true;
}

static bool whole_of(struct slice token, long least, long most, long *ret_value)
{
    enum { DIGITS = 9 };
    const bool minus = token.length > 0 && token.text[0] == '-';
    long value = 0;
    if (token.length < 1u + minus || token.length > (size_t)DIGITS + minus ||
        (token.text[minus] == '0' && token.length > 1))
        return false;
    for (size_t i = minus; i < token.length; i++) {
        if (token.text[i] < '0' || token.text[i] > '9')
            return false;
        value = 10 * value + (token.text[i] - '0');
    }
    *ret_value = minus ? -value : value;
    return *ret_value >= least && *ret_value <= most;
}

bool line_whole(struct line *line, char letter, long least, long most, long *ret_value)
{
    struct slice token;
    return line_take(line, letter, &token) && whole_of(token, least, most, ret_value);
}

/* The same where it may be left out, and is 0 then; false where it is wrong. */
static bool line_may(struct line *line, char letter, long most, uint8_t *ret_value)
{
    struct slice token;
    long value = 0;
    if (line_take(line, letter, &token) && !whole_of(token, 0, most, &value))
        return false;
    *ret_value = (uint8_t)value;
    return true;
}

static bool line_may_place(struct line *line, struct llmcost_place *ret_place)
{
    struct slice token;
    long part[3] = {0};
    if (!line_take(line, 'p', &token))
        return true;
    for (int i = 0; i < 3; i++) {
        const char *dot = memchr(token.text, '.', token.length);
        struct slice number = token;
        if ((dot != NULL) != (i < 2))
            return false;
        if (dot != NULL)
            number.length = (size_t)(dot - token.text);
        if (!whole_of(number, 0, i < 2 ? 99999999 : UINT16_MAX, &part[i]))
            return false;
        token.text += number.length + 1;
        token.length -= number.length + (dot != NULL);
    }
    *ret_place = (struct llmcost_place){
        .line = (uint32_t)part[0], .column = (uint32_t)part[1], .input = (uint16_t)part[2]};
    return true;
}

/* The text that a token stands for; NULL where it is none, or memory ran out. */
static char *slice_text(struct slice token, struct arena *arena)
{
    char *text = arena_take(arena, token.length + 1, 1);
    size_t used = 0;
    for (size_t i = 0; text != NULL && i < token.length; i++) {
        if (snapshot_is_plain(token.text[i])) {
            text[used++] = token.text[i];
            continue;
        }
        const bool escaped = token.text[i] == '%' && i + 2 < token.length;
        const int high = escaped ? digit_of(token.text[i + 1], SNAPSHOT_DIGITS) : -1;
        const int low = high >= 0 ? digit_of(token.text[i + 2], SNAPSHOT_DIGITS) : -1;
        const char byte = low >= 0 ? (char)(high << 4 | low) : '\0';
        if (byte == '\0' || snapshot_is_plain(byte))
            return NULL;
        text[used++] = byte;
        i += 2;
    }
    return text;
}

/* ---- Values ---- */

char *reading_text(struct reading *r, struct line *line, char letter)
{
    struct slice token;
    return line_take(line, letter, &token) ? slice_text(token, &r->snapshot->arena) : NULL;
}

/* A text of the scenario, where there is one; false where it is wrong or has no room. */
bool reading_offset(struct reading *r, struct line *line, char letter, uint32_t *ret_text)
{
    struct slice token;
    *ret_text = 0;
    if (!line_take(line, letter, &token))
        return true;
    const char *text = slice_text(token, &r->snapshot->arena);
    if (text == NULL)
        return false;
    *ret_text = llmcost_add_text(r->scenario, text, strlen(text));
    return *ret_text != 0;
}

static bool is_ordered(const struct llmcost_input *input)
{
    if (input->range == LLMCOST_TRIANGULAR)
        return input->low <= input->likely && input->likely <= input->high &&
               input->low < input->high;
    return input->range == LLMCOST_POINT ||
           (input->low < input->high && (input->range != LLMCOST_LOGNORMAL || input->low > 0));
}

bool reading_input(struct reading *r, struct line *line, struct llmcost_input *ret_input)
{
    struct llmcost_input input = {.value = 0};
    if (!line_number(line, 'v', &input.value))
        return false;
    input.low = input.likely = input.high = input.value;
    if (line->end - line->at > 1 && line->at[1] == 'r' &&
        !(line_may(line, 'r', LLMCOST_UNIFORM, &input.range) &&
          line_number(line, 'l', &input.low) && line_number(line, 'm', &input.likely) &&
          line_number(line, 'h', &input.high)))
        return false;
    if (!is_ordered(&input) || !line_may(line, 'o', LLMCOST_SET, &input.origin) ||
        !line_may(line, 'b', LLMCOST_ASSUMED, &input.basis) ||
        !line_may_place(line, &input.place) || !reading_offset(r, line, 's', &input.source) ||
        !reading_offset(r, line, 't', &input.same_as))
        return false;
    *ret_input = input;
    return true;
}

bool reading_name(struct reading *r, struct line *line, struct llmcost_name *ret_name)
{
    struct llmcost_name name = {.option = -1};
    if (!reading_offset(r, line, 'n', &name.text) ||
        !line_may(line, 'o', LLMCOST_SET, &name.origin) || !line_may_place(line, &name.place) ||
        !reading_offset(r, line, 's', &name.source))
        return false;
    *ret_name = name;
    return true;
}

/* The default of a field may lie outside of its bounds: it says that there is none. */
bool reading_within(const struct llmcost_field *field, double value)
{
    const bool is_default = !(value < field->fallback) && !(value > field->fallback);
    const bool whole = (field->flags & LLMCOST_WHOLE) == 0 || value == floor(value);
    const bool above = (field->flags & LLMCOST_ABOVE_MIN) == 0 || value > field->min;
    if (field->kind == LLMCOST_BOOLEAN)
        return value == 0 || value == 1;
    return is_default || (value >= field->min && value <= field->max && whole && above);
}
