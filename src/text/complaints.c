/* complaints.c - complaints as text: for a person (with the line and a caret), one line each, JSON
 * lines, or GitHub annotations. Knows where a line of a source is and how wide it shows; refuses
 * to know what any complaint is about. The codes are listed in core/base/codes.h. To add a format:
 * a function and a row in `writers`.
 */
#include "text/complaints.h"
#include "text/buffer.h"
#include "text/sniff.h"

#include <string.h>

enum {
    WINDOW = 100,  /* columns of a source line that are shown */
    LEAD = 60,     /* of them, at most so many before the caret */
    TAB_WIDTH = 4, /* columns a tab takes here, whatever the terminal */
};

static const struct source no_source = {.name = "?", .text = "", .length = 0};

/* The whole sentence, whose end may stand where the advice does. */
static const char *message_of(const struct llmcost_diag *diag, char *buffer, size_t size)
{
    snprintf(buffer, size, "%s%s%s", diag->text, diag->goes_on ? " " : "",
             diag->goes_on ? diag->advice : "");
    return buffer;
}

static const char *severity_text(const struct llmcost_diag *diag)
{
    return diag->severity == LLMCOST_ERROR ? "error" : "warning";
}

static char severity_letter(const struct llmcost_diag *diag)
{
    return diag->severity == LLMCOST_ERROR ? 'E' : 'W';
}

/* ---- Text for a terminal ---- */

/* What a character shows as, and its columns. */
static int show_point(const char *start, const char *end, uint32_t point, bool ascii,
                      const char **ret_text, int *ret_length)
{
    static const char blanks[] = "    ";
    bool malformed = point == 0xFFFD && end - start == 1;
    *ret_text = start;
    *ret_length = (int)(end - start);
    if (point == '\t') {
        *ret_text = blanks;
        *ret_length = TAB_WIDTH;
        return TAB_WIDTH;
    }
    if (utf8_is_unsafe(point) || malformed || (ascii && point >= 0x80)) {
        *ret_text = ascii ? "?" : "\xEF\xBF\xBD";
        *ret_length = ascii ? 1 : 3;
        return 1;
    }
    return text_point_width(point);
}

static void put_text(FILE *out, const char *text, bool ascii)
{
    char piece[UTF8_MOST + 1], shown[4 * UTF8_MOST];
    char before = '\0', last = '\0';
    while (*text != '\0') {
        const char *start = text;
        utf8_next(&text);
        snprintf(piece, sizeof piece, "%.*s", (int)(text - start), start);
        text_clean(piece, ascii, shown, sizeof shown);
        if (text_commands(before, last, shown[0]))
            putc(' ', out);
        fputs(shown, out);
        before = last;
        last = shown[0] != '\0' ? shown[strlen(shown) - 1] : last;
    }
}

/* A line of a source; breaks are \n, \r\n and \r. A byte order mark is no part of the text. */
static bool find_line(const struct source *source, uint32_t line, const char **ret_start,
                      const char **ret_end)
{
    if (line == 0 || source->text == NULL || source->is_private)
        return false;
    const char *at = source->text, *end = source->text + source->length;
    at += text_mark(at, source->length);
    for (uint32_t number = 1; number < line; number++) {
        while (at < end && *at != '\n' && *at != '\r')
            at++;
        if (at == end)
            return false;
        at += at[0] == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
    }
    *ret_start = at;
    while (at < end && *at != '\n' && *at != '\r')
        at++;
    *ret_end = at;
    return true;
}

/* The part of a line around the caret, and the caret's column in it (0-based). */
static int put_window(FILE *out, const char *start, const char *end, uint32_t column, bool ascii)
{
    const char *at = start, *shown;
    int length, width = 0, caret = 0;
    uint32_t character = 1;
    for (; at < end && width <= WINDOW * 1000; character++) {
        const char *before = at;
        uint32_t point = utf8_next(&at);
        if (character == column)
            caret = width;
        width += show_point(before, at, point, ascii, &shown, &length);
    }
    if (column >= character)
        caret = width;
    int first = width > WINDOW && caret > LEAD ? caret - LEAD : 0;
    int used = 0, printed = 0;
    if (first > 0)
        printed = fprintf(out, "...");
    for (at = start; at < end && used < first + WINDOW;) {
        const char *before = at;
        uint32_t point = utf8_next(&at);
        int columns = show_point(before, at, point, ascii, &shown, &length);
        if (before - start >= 2 && text_commands(before[-2], before[-1], *before))
            shown = *before == '[' ? "(" : ";"; /* as wide, and no command in a log */
        if (used >= first && used + columns <= first + WINDOW)
            fwrite(shown, 1, (size_t)length, out);
        else if (used < first && used + columns > first)
            caret -= used + columns - first; /* half of a wide character is left out */
        used += columns;
    }
    if (at < end)
        fprintf(out, "...");
    return printed + caret - first;
}

/* ---- Writers ---- */

static void write_place(FILE *out, const struct llmcost_diag *diag, const struct source *source,
                        const struct diag_style *style)
{
    put_text(out, source->name, style->ascii);
    if (diag->place.line > 0)
        fprintf(out, ":%u:%u", (unsigned)diag->place.line, (unsigned)diag->place.column);
    fprintf(out, ": ");
}

static void write_short(FILE *out, const struct llmcost_diag *diag, const struct source *source,
                        const struct diag_style *style)
{
    char message[sizeof diag->text + sizeof diag->advice + 1];
    const char *bold = diag->severity == LLMCOST_ERROR ? "\x1b[1;31m" : "\x1b[1;33m";
    write_place(out, diag, source, style);
    fprintf(out, "%s%s:%s ", style->color ? bold : "", severity_text(diag),
            style->color ? "\x1b[0m" : "");
    put_text(out, message_of(diag, message, sizeof message), style->ascii);
    fprintf(out, " [%c%03u]\n", severity_letter(diag), (unsigned)diag->code);
}

static void write_human(FILE *out, const struct llmcost_diag *diag, const struct source *source,
                        const struct diag_style *style)
{
    const char *start = NULL, *end = NULL;
    write_short(out, diag, source, style);
    if (find_line(source, diag->place.line, &start, &end)) {
        fprintf(out, "%5u | ", (unsigned)diag->place.line);
        int caret = put_window(out, start, end, diag->place.column, style->ascii);
        fprintf(out, "\n      | %*s%s^%s\n", caret, "", style->color ? "\x1b[1;32m" : "",
                style->color ? "\x1b[0m" : "");
    }
    if (diag->advice[0] != '\0' && !diag->goes_on) {
        fprintf(out, "      = ");
        put_text(out, diag->advice, style->ascii);
        fputc('\n', out);
    }
}

static void put_json_text(FILE *out, const char *text)
{
    char escape[UTF8_ESCAPE];
    const char *whole = text;
    fputc('"', out);
    while (*text != '\0') {
        const char *start = text;
        uint32_t point = utf8_next(&text);
        if (point == '"' || point == '\\')
            fprintf(out, "\\%c", (int)point);
        else if (utf8_is_unsafe(point) || (point == '[' && start > whole && start[-1] == '#'))
            fputs(utf8_escape(point, escape), out);
        else if (point == 0xFFFD)
            fputs("\xEF\xBF\xBD", out);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
    fputc('"', out);
}

static void write_json(FILE *out, const struct llmcost_diag *diag, const struct source *source,
                       const struct diag_style *style)
{
    char message[sizeof diag->text + sizeof diag->advice + 1];
    (void)style;
    fprintf(out, "{\"file\": ");
    put_json_text(out, source->name);
    fprintf(out, ", \"line\": %u, \"column\": %u, \"severity\": \"%s\", \"code\": \"%c%03u\"",
            (unsigned)diag->place.line, (unsigned)diag->place.column, severity_text(diag),
            severity_letter(diag), (unsigned)diag->code);
    fprintf(out, ", \"message\": ");
    put_json_text(out, message_of(diag, message, sizeof message));
    fprintf(out, ", \"advice\": ");
    put_json_text(out, diag->goes_on ? "" : diag->advice);
    fprintf(out, "}\n");
}

/* GitHub ends a command at a line break, and a property at , or : too. */
static void put_github_text(FILE *out, const char *text, bool property)
{
    const char *whole = text;
    while (*text != '\0') {
        const char *start = text;
        uint32_t point = utf8_next(&text);
        if (point == '%' || point == '\n' || point == '\r' ||
            (property && (point == ',' || point == ':')))
            fprintf(out, "%%%02X", (unsigned)point);
        else if (point == '[' && start > whole && start[-1] == '#')
            fputs(" [", out);
        else if (utf8_is_unsafe(point) || (point == 0xFFFD && text - start == 1))
            fputs("\xEF\xBF\xBD", out);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
}

static void write_github(FILE *out, const struct llmcost_diag *diag, const struct source *source,
                         const struct diag_style *style)
{
    char message[sizeof diag->text + sizeof diag->advice + 1];
    (void)style;
    fprintf(out, "::%s file=", severity_text(diag));
    put_github_text(out, source->name, true);
    if (diag->place.line > 0)
        fprintf(out, ",line=%u,col=%u", (unsigned)diag->place.line, (unsigned)diag->place.column);
    fprintf(out, ",title=%c%03u::", severity_letter(diag), (unsigned)diag->code);
    put_github_text(out, message_of(diag, message, sizeof message), false);
    if (diag->advice[0] != '\0' && !diag->goes_on) {
        fprintf(out, " - ");
        put_github_text(out, diag->advice, false);
    }
    fputc('\n', out);
}

typedef void diag_writer(FILE *out, const struct llmcost_diag *diag, const struct source *source,
                         const struct diag_style *style);

static const struct writer {
    diag_writer *write;
    const char *more; /* what is said of those left out */
} writers[] = {
    [DIAG_HUMAN] = {.write = write_human, .more = "and %d more (--max-errors shows them)\n"},
    [DIAG_SHORT] = {.write = write_short, .more = "and %d more (--max-errors shows them)\n"},
    [DIAG_JSON] = {.write = write_json,
                   .more = "{\"file\": null, \"line\": 0, \"column\": 0, \"severity\": \"note\", "
                           "\"code\": null, \"message\": \"and %d more\", \"advice\": \"\"}\n"},
    [DIAG_GITHUB] = {.write = write_github, .more = "::notice title=llmcost::and %d more\n"},
};

bool diags_print(FILE *out, const struct llmcost_diags *diags, const struct source *sources,
                 int source_count, const struct diag_style *style)
{
    const struct writer *writer = &writers[style->format];
    int count = diags->count < style->max_errors ? diags->count : style->max_errors;
    int left = diags->count - count + diags->dropped;
    for (int i = 0; i < count; i++) {
        const struct llmcost_diag *diag = &diags->list[i];
        const struct source *source =
            diag->place.input < source_count ? &sources[diag->place.input] : NULL;
        writer->write(out, diag, source != NULL ? source : &no_source, style);
    }
    if (left > 0)
        fprintf(out, writer->more, left);
    return fflush(out) == 0 && !ferror(out);
}
