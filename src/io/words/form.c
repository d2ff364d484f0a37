/* form.c - fills the holes of a sentence, and finds out whether a text is one that this could be
 * (form.h). Knows the braces; refuses to know any sentence.
 */
#include "io/words/form.h"
#include "core/base/append.h"
#include "core/base/count.h"
#include "text/figures.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 64 };

/* The | or } that ends what begins here. */
static const char *end_of(const char *form)
{
    int depth = 0;
    for (; *form != '\0' && (depth > 0 || (*form != '|' && *form != '}')); form++)
        depth += (*form == '{') - (*form == '}');
    return form;
}

/* What stands behind the brace that closes around a | or }. */
static const char *behind(const char *form)
{
    while (*form == '|')
        form = end_of(form + 1);
    return form + (*form == '}');
}

/* ---- Filling ---- */

static void add(struct holes *holes, struct hole hole)
{
    if (holes->count < MOST_HOLES)
        holes->hole[holes->count++] = hole;
}

void hole_add(struct holes *holes, const char *name, double figure)
{
    add(holes, (struct hole){.name = name, .figure = figure});
}

void hole_add_pair(struct holes *holes, const char *one, double figure, const char *two,
                   double other)
{
    add(holes, (struct hole){.name = one, .figure = figure, .beside = other});
    add(holes, (struct hole){.name = two, .figure = other, .beside = figure});
}

void hole_add_text(struct holes *holes, const char *name, const char *text)
{
    add(holes, (struct hole){.name = name, .text = text});
}

static const struct hole *find_hole(const struct holes *holes, const char *name, size_t length)
{
    static const struct hole none = {.text = ""};
    for (int i = 0; i < holes->count; i++)
        if (strncmp(holes->hole[i].name, name, length) == 0 && holes->hole[i].name[length] == '\0')
            return &holes->hole[i];
    return &none;
}

/* What a hole asks for, by the mark behind its name. */
static const char *put(const struct hole *hole, const char *mark, const char *currency,
                       char buffer[FIGURE])
{
    char other[FIGURE];
    if (hole->name == NULL || *mark == ' ')
        return hole->text;
    if (*mark == '$')
        return (mark[1] == '$' ? words_unit_price : words_money)(currency, hole->figure, buffer,
                                                                 FIGURE);
    if (hole->beside != 0 && isfinite(hole->beside))
        words_apart(*mark == '%', hole->figure, hole->beside, buffer, other, FIGURE);
    else
        (*mark == '%' ? words_percent : words_count)(hole->figure, buffer, FIGURE);
    return buffer;
}

const char *form_fill(const char *form, const struct holes *holes, const char *currency,
                      char *buffer, size_t size)
{
    size_t used = 0;
    char figure[FIGURE];
    buffer[0] = '\0';
    while (*form != '\0') {
        for (; *form != '\0' && *form != '{' && *form != '|' && *form != '}'; form++)
            if (used + 1 < size)
                buffer[used++] = *form;
        buffer[used] = '\0';
        if (*form != '{') {
            form = behind(form);
            continue;
        }
        const char *name = form + 1;
        const char *mark = name + strcspn(name, "%$ ?}");
        const struct hole *hole = find_hole(holes, name, (size_t)(mark - name));
        if (*mark != '?') {
            used = append_text(buffer, size, used, put(hole, mark, currency, figure));
            form = behind(end_of(name));
            continue;
        }
        form = mark + 1;
        for (double i = 1; i <= hole->figure && *end_of(form) == '|'; i++)
            form = end_of(form) + 1;
    }
    return buffer;
}

/* ---- Matching ---- */

/* Whether a text begins with a word, which a currency of any name may be: "-1". */
static bool is_word(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0 && text[strlen(word)] == ' ';
}

/* A number: what it is of, digits, what it is in; 0: there is none. */
static size_t number_length(const char *text, const char *currency)
{
    static const char *const signs[] = {"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5"};
    size_t length = 0;
    while (!is_word(text + length, currency) && text[length] != '\0' &&
           strchr("<-", text[length]) != NULL)
        length++;
    if (is_word(text + length, currency))
        length += strlen(currency) + 1;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strncmp(text + length, signs[i], strlen(signs[i])) == 0)
            length += strlen(signs[i]);
    size_t digits = strspn(text + length, "0123456789.,");
    while (digits > 0 && strchr(".,", text[length + digits - 1]) != NULL)
        digits--;
    if (digits == 0)
        return 0;
    length += digits;
    if (strncmp(text + length, "e+", 2) == 0)
        length += 2 + strspn(text + length + 2, "0123456789");
    if (strncmp(text + length, " %", 2) == 0)
        return length + 2;
    return length + (text[length] != '\0' && strchr("MBT", text[length]) != NULL);
}

/* The most that a hole takes, by the mark behind its name. */
static size_t hole_length(const char *mark, const char *text, const char *currency)
{
    size_t length = strcspn(text, " ");
    if (strncmp(mark, " word", 5) == 0)
        return length;
    if (strncmp(mark, " list", 5) == 0) {
        while (length > 0 && text[length] == ' ' && text[length - 1] == ',')
            length += 1 + strcspn(text + length + 1, " ");
        return length;
    }
    if (strncmp(mark, " state", 6) == 0)
        return strncmp(text, "not stated", 10) == 0 ? 10 : strncmp(text, "unknown", 7) == 0 ? 7 : 0;
    return number_length(text, currency);
}

const char *form_rest(const char *form, const char *text, const char *currency)
{
    const char *rest = NULL;
    const size_t plain = strcspn(form, "{|}");
    if (strncmp(form, text, plain) != 0)
        return NULL;
    form += plain;
    text += plain;
    if (*form == '\0')
        return text;
    if (*form != '{')
        return form_rest(behind(form), text, currency);
    const char *mark = form + strcspn(form, "%$ ?}");
    if (*mark == '?') { /* the alternative that takes the most of the text */
        for (form = mark; *form != '}' && *form != '\0'; form = end_of(form + 1)) {
            const char *next = form_rest(form + 1, text, currency);
            rest = next != NULL && (rest == NULL || next > rest) ? next : rest;
        }
        return rest;
    }
    for (size_t length = hole_length(mark, text, currency); length > 0 && rest == NULL; length--)
        rest = form_rest(behind(end_of(form + 1)), text + length, currency);
    return rest;
}
