/* source.c - bytes of a file before anything reads them as YAML: size, UTF-8, controls.
 * Knows files and characters, and says exactly where the first wrong one stands; refuses to know
 * YAML. All input passes through here, --set values included.
 */
#include "text/source.h"
#include "text/sniff.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_CONTROLS = 20 /* complaints about them in one text */ };

void place_error(struct llmcost_diags *diags, int input, uint32_t line, uint32_t column, int code,
                 const char *format, ...)
{
    char text[sizeof diags->list[0].text + 8];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    struct llmcost_place place = source_start(input);
    place.line = line;
    place.column = column;
    llmcost_complain_at(diags, LLMCOST_ERROR, code, place, "%s", text);
}

struct llmcost_place source_start(int input)
{
    const int most = UINT16_MAX;
    return (struct llmcost_place){
        .line = 1, .column = 1, .input = (uint16_t)(input < most ? input : most)};
}

static bool complain_size(struct llmcost_diags *diags)
{
    place_error(diags, 0, 0, 0, E_TOO_LARGE, "the file is larger than 4 MiB");
    llmcost_advise(diags, "a scenario is a few kilobytes: is this the right file?");
    return false;
}

static bool complain_errno(struct llmcost_diags *diags, int reason)
{
    place_error(diags, 0, 0, 0, E_UNREADABLE, "cannot read it: %s", strerror(reason));
    return false;
}

/* A buffer that starts small and doubles: stdin and /proc do not tell their size. */
static bool read_all(int file, bool (*may_be_large)(const char *, size_t),
                     struct source *ret_source, struct llmcost_diags *diags)
{
    enum { FIRST_BYTES = 4096 }; /* in which a report says that it is one */
    size_t room = 1 << 14, length = 0;
    bool is_large = false;
    char *text = malloc(room);
    while (text != NULL) {
        if (length + 1 == room) {
            char *larger = realloc(text, room *= 2);
            if (larger == NULL)
                break;
            text = larger;
        }
        ssize_t count = read(file, text + length, room - 1 - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            int reason = errno;
            free(text);
            return complain_errno(diags, reason);
        }
        length += (size_t)count;
        if (length > MAX_FILE_BYTES && !is_large && may_be_large != NULL) {
            text[length] = '\0';
            is_large = may_be_large(text, FIRST_BYTES);
        }
        if (length > (is_large ? MAX_REPORT_BYTES : MAX_FILE_BYTES)) {
            free(text);
            return complain_size(diags);
        }
        if (count == 0) {
            text[length] = '\0';
            ret_source->text = text;
            ret_source->length = length;
            return true;
        }
    }
    free(text);
    place_error(diags, 0, 0, 0, E_NO_MEMORY, "memory ran out");
    return false;
}

bool source_read(const char *path, bool (*may_be_large)(const char *, size_t),
                 struct source *ret_source, struct llmcost_diags *diags)
{
    bool is_stdin = strcmp(path, "-") == 0;
    struct stat status;
    int file = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return complain_errno(diags, errno);

    bool good = false;
    if (fstat(file, &status) != 0)
        complain_errno(diags, errno);
    else if (S_ISDIR(status.st_mode))
        complain_errno(diags, EISDIR);
    else if (S_ISREG(status.st_mode) && status.st_size > MAX_REPORT_BYTES)
        complain_size(diags);
    else
        good = read_all(file, may_be_large, ret_source, diags);
    if (good)
        ret_source->name = is_stdin ? "<stdin>" : path;
    if (!is_stdin)
        close(file);
    return good;
}

/* Tab and line feed are no controls here; U+2028 and U+2029 break lines that no editor shows. */
static bool is_control(uint32_t point)
{
    bool c0 = point < 0x20 && point != '\t' && point != '\n';
    return c0 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029 ||
           point == 0xFEFF || point == 0xFFFE || point == 0xFFFF;
}

bool bytes_have_control(const char *text, size_t length)
{
    uint32_t point = 0;
    for (size_t at = 0; at < length;) {
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
    for (size_t at = 0; at < length && controls < MAX_CONTROLS; at_character.column++) {
        if (bytes[at] >= ' ' && bytes[at] <= '~') { /* most of it */
            at++;
            continue;
        }
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
