/* source.c - bytes of a file before anything reads them as YAML: size, UTF-8, controls.
 * Knows characters, and says exactly where the first wrong one stands; refuses to know
 * YAML. All input passes through here, --set values included.
 */
#include "text/source.h"
#include "text/file.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CONTROLS = 20 /* complaints about them in one text */ };

bool source_copy(const struct source *from, bool (*may_be_large)(const char *, size_t),
                 struct source *ret_source, struct llmcost_diags *diags)
{
    const bool large = may_be_large != NULL && may_be_large(from->text, from->length);
    char *text = NULL;
    if (from->length > (size_t)(large ? MAX_REPORT_BYTES : MAX_FILE_BYTES)) {
        llmcost_complain(diags, LLMCOST_ERROR, E_TOO_LARGE, 0, 0, "the text is larger than %d MiB",
                         MAX_FILE_BYTES >> 20);
        llmcost_advise(diags, "a scenario is a few kilobytes: is this the right text?");
        return false;
    }
    text = malloc(from->length + 1);
    if (text == NULL)
        return place_no_memory(diags, 0);
    memcpy(text, from->text, from->length);
    text[from->length] = '\0';
    ret_source->text = text;
    ret_source->length = from->length;
    ret_source->name = from->name;
    return true;
}

static bool read_within(const char *path, const struct file_limits *limits,
                        struct source *ret_source, struct llmcost_diags *diags)
{
    const int before = diags->count;
    char *text;
    if (!file_read(path, 0, limits, &text, &ret_source->length, diags)) {
        if (diags->count > before && diags->list[before].code == E_TOO_LARGE)
            llmcost_advise(diags,
                           "a scenario is a few kilobytes; what other tools write is for `llmcost "
                           "import`");
        return false;
    }
    ret_source->text = text;
    ret_source->name = source_name(path);
    return true;
}

const char *source_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "<stdin>" : path;
}

bool source_read(const char *path, bool (*may_be_large)(const char *, size_t),
                 struct source *ret_source, struct llmcost_diags *diags)
{
    const struct file_limits limits = {
        .most = MAX_FILE_BYTES, .most_if_large = MAX_REPORT_BYTES, .may_be_large = may_be_large};
    return read_within(path, &limits, ret_source, diags);
}

bool source_read_regular(const char *path, struct source *ret_source, struct llmcost_diags *diags)
{
    const struct file_limits limits = {.most = MAX_FILE_BYTES, .regular = true};
    return read_within(path, &limits, ret_source, diags);
}

void source_free(struct source *source)
{
    union {
        const char *read;
        char *own;
    } same = {.read = source->text};
    free(same.own);
    source->text = NULL;
}

static bool is_control(uint32_t point)
{
    return utf8_is_unsafe(point) && point != '\t' && point != '\n';
}

bool bytes_have_control(const char *text, size_t length)
{
    uint32_t point = 0;
    for (size_t at = 0; at < length;) {
        if (text[at] >= ' ' && text[at] <= '~') { /* most of it */
            at++;
            continue;
        }
        size_t size = utf8_read(text + at, length - at, &point);
        if (size == 0 || is_control(point))
            return true;
        at += size;
    }
    return false;
}

static void complain_control(uint32_t point, struct llmcost_place place,
                             struct llmcost_diags *diags)
{
    if (point == 0)
        llmcost_complain_at(diags, LLMCOST_ERROR, E_CONTROL, place, "a NUL byte");
    else
        llmcost_complain_at(diags, LLMCOST_ERROR, E_CONTROL, place,
                            "an invisible control character, U+%04X", (unsigned)point);
    llmcost_advise(diags, "remove it: a scenario is plain text");
}

bool bytes_check(const char *text, size_t length, struct llmcost_place start,
                 struct llmcost_diags *diags)
{
    const unsigned char *bytes = (const unsigned char *)text;
    struct llmcost_place at_character = start;
    uint32_t point = 0;
    int controls = 0;
    const struct text_trouble *trouble = text_trouble(text, length);
    if (trouble != NULL) {
        llmcost_complain_at(diags, LLMCOST_ERROR, trouble->is_wide ? E_UTF16 : E_UTF8, start,
                            "the text %s", trouble->what);
        llmcost_advise(diags, "%s", trouble->advice);
        return false;
    }
    for (size_t at = 0; controls < MAX_CONTROLS; at_character.column++) {
        const size_t first = at;
        while (at < length && bytes[at] >= ' ' && bytes[at] <= '~') /* most of it */
            at++;
        at_character.column += (uint32_t)(at - first);
        if (at == length)
            break;
        size_t size = utf8_read(text + at, length - at, &point);
        if (size == 0) {
            llmcost_complain_at(diags, LLMCOST_ERROR, E_UTF8, at_character,
                                "byte 0x%02X does not belong in UTF-8 text", bytes[at]);
            llmcost_advise(diags, "save the file as UTF-8");
            return false;
        }
        bool crlf = point == '\r' && at + 1 < length && bytes[at + 1] == '\n';
        if (is_control(point) && point != '\r') {
            complain_control(point, at_character, diags);
            controls++;
        }
        at += size;
        if (point == '\n' || (point == '\r' && !crlf)) {
            at_character.line++;
            at_character.column = 0; /* 1 after the increment */
        }
    }
    return controls == 0;
}
