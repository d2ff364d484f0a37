/* file.c - a file on its way into an importer (io/import/file.h).
 * Knows how files fail and what no importer reads; refuses to know any format.
 */
#include "io/import/file.h"
#include "text/file.h"
#include "text/grow.h"
#include "text/sniff.h"
#include "text/utf8.h"
#include "text/yaml/fragment.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FIRST_ROOM = 8192 };

/* Opening a file and its buffer take memory too. */
static bool complain_errno(const struct import_file *file, int reason, struct llmcost_diags *diags,
                           bool *ret_no_memory)
{
    if (reason == ENOMEM) {
        *ret_no_memory = true;
        return false;
    }
    return place_error(diags, file->input, 0, 0, E_UNREADABLE, "cannot read it: %s",
                       strerror(reason));
}

bool import_file_check(const struct import_file *file, struct llmcost_diags *diags)
{
    const char *head = file->head;
    const size_t length = file->head_length;
    if (length == 0)
        return place_error(diags, file->input, 0, 0, E_EMPTY, "the file is empty");
    return place_check(diags, file->input, 0, text_trouble(head, length)) &&
           (text_is_json(head, length) ||
            place_check(diags, file->input, 0, text_table_trouble(head, length)));
}

bool import_file_open(const char *path, int input, struct import_file *ret_file,
                      struct llmcost_diags *diags, bool *ret_no_memory)
{
    const bool is_stdin = strcmp(path, "-") == 0;
    struct import_file file = {.path = path, .input = input};
    struct stat status;
    *ret_file = file;
    file.rest = is_stdin ? stdin : fopen(path, "rb");
    if (file.rest == NULL)
        return complain_errno(&file, errno, diags, ret_no_memory);
    bool good = false;
    if (fstat(fileno(file.rest), &status) == 0 && S_ISDIR(status.st_mode)) {
        complain_errno(&file, EISDIR, diags, ret_no_memory);
    } else if ((file.buffer = malloc(IMPORT_HEAD)) == NULL) {
        *ret_no_memory = true;
    } else {
        file.head = file.buffer;
        file.head_length = fread(file.buffer, 1, IMPORT_HEAD, file.rest);
        good = ferror(file.rest) == 0 ? import_file_check(&file, diags)
                                      : complain_errno(&file, errno, diags, ret_no_memory);
    }
    if (good)
        *ret_file = file;
    else
        import_file_close(&file);
    return good;
}

void import_file_close(struct import_file *file)
{
    if (file->rest != NULL && file->rest != stdin)
        fclose(file->rest);
    free(file->buffer);
    file->rest = NULL;
    file->buffer = NULL;
}

char *import_file_text(struct import_file *file, size_t *ret_length, struct llmcost_diags *diags,
                       bool *ret_no_memory)
{
    const size_t skip = text_mark(file->head, file->head_length);
    size_t length = file->head_length - skip, room = length * 2 + FIRST_ROOM;
    char *text = malloc(room);
    if (text != NULL)
        memcpy(text, file->head + skip, length);
    while (text != NULL && file->rest != NULL) {
        if (!grow(&text, 1, length + 2, &room)) {
            free(text);
            text = NULL;
            break;
        }
        /* cppcheck-suppress nullPointerArithmeticRedundantCheck ; the loop ends where it is NULL */
        const size_t count = fread(text + length, 1, room - 1 - length, file->rest);
        length += count;
        if (count == 0 || length > IMPORT_MAX_BYTES)
            break;
    }
    if (text == NULL) {
        *ret_no_memory = true;
        return NULL;
    }
    text[length] = '\0';
    *ret_length = length;
    if (file->rest != NULL && ferror(file->rest) != 0)
        complain_errno(file, errno, diags, ret_no_memory);
    else if (length > IMPORT_MAX_BYTES)
        place_error(diags, file->input, 0, 0, E_TOO_LARGE, "the file is larger than 256 MiB");
    else
        return text;
    free(text);
    return NULL;
}

/* run=0.json: which run it is stands in the name of its folder. */
static bool is_numbered(const char *base)
{
    return strncmp(base, "run=", 4) == 0;
}

bool import_file_ended(const struct import_file *file, const struct csv *csv, enum csv_event event,
                       struct llmcost_diags *diags, bool *ret_no_memory)
{
    if (event == CSV_NO_MEMORY)
        *ret_no_memory = true;
    else if (event == CSV_UNREADABLE)
        complain_errno(file, errno, diags, ret_no_memory);
    else if (event == CSV_ERROR)
        place_error(diags, file->input, csv->line, csv->column, E_IMPORT_READ, "%s", csv->why);
    return event == CSV_END;
}

const char *import_file_name(const struct import_file *file)
{
    const char *base = file_base_name(file->path), *name = base;
    while (is_numbered(base) && name > file->path && (name == base || name[-1] != '/'))
        name--;
    return strcmp(file->path, "-") == 0 ? "stdin" : name;
}

bool import_holds(const char *text, const char *part)
{
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (part[i] != '\0' && ascii_lower(text[i]) == ascii_lower(part[i]))
            i++;
        if (part[i] == '\0')
            return true;
    }
    return part[0] == '\0';
}

bool import_next_word(const char **words, char *buffer, size_t size)
{
    const size_t length = strcspn(*words, " ");
    snprintf(buffer, size, "%.*s", (int)(length < size ? length : size - 1), *words);
    *words += length + strspn(*words + length, " ");
    return length > 0;
}

bool import_matches(const char *text, const char *pattern)
{
    char word[128];
    if (pattern == NULL)
        return true;
    pattern += strspn(pattern, " ");
    while (import_next_word(&pattern, word, sizeof word))
        if (!import_holds(text, word))
            return false;
    return true;
}
