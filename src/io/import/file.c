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
static bool complain_errno(struct import_file *file, int reason)
{
    file->no_memory = reason == ENOMEM;
    return !file->no_memory && place_error(file->diags, file->input, 0, 0, E_UNREADABLE,
                                           "cannot read it: %s", strerror(reason));
}

bool import_file_check(const struct import_file *file)
{
    const char *head = file->head;
    const size_t length = file->head_length;
    if (length == 0)
        return place_error(file->diags, file->input, 0, 0, E_EMPTY, "the file is empty");
    return place_check(file->diags, file->input, 0, text_trouble(head, length)) &&
           (text_is_json(head, length) ||
            place_check(file->diags, file->input, 0, text_table_trouble(head, length)));
}

bool import_file_open(const char *path, int input, struct llmcost_diags *diags,
                      struct import_file *ret_file)
{
    struct import_file *file = ret_file;
    struct stat status;
    *file = (struct import_file){.path = path, .input = input, .diags = diags};
    file->rest = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file->rest == NULL)
        return complain_errno(file, errno);
    if (fstat(fileno(file->rest), &status) == 0 && S_ISDIR(status.st_mode))
        return complain_errno(file, EISDIR);
    file->head = file->buffer = malloc(IMPORT_HEAD);
    if (file->buffer == NULL)
        return complain_errno(file, ENOMEM);
    file->head_length = fread(file->buffer, 1, IMPORT_HEAD, file->rest);
    return ferror(file->rest) == 0 ? import_file_check(file) : complain_errno(file, errno);
}

void import_file_close(struct import_file *file)
{
    if (file->rest != NULL && file->rest != stdin)
        fclose(file->rest);
    free(file->buffer);
    file->rest = NULL;
    file->buffer = NULL;
}

char *import_file_text(struct import_file *file, size_t *ret_length)
{
    const size_t skip = text_mark(file->head, file->head_length);
    size_t length = file->head_length - skip, room = length * 2 + FIRST_ROOM;
    char *text = malloc(room);
    bool more = file->rest != NULL, good = text != NULL;
    if (good)
        memcpy(text, file->head + skip, length);
    while (good && more) {
        good = grow(&text, 1, length + 2, &room);
        const size_t count = good ? fread(text + length, 1, room - 1 - length, file->rest) : 0;
        length += count;
        more = count > 0 && length <= IMPORT_MAX_BYTES;
    }
    if (!good)
        complain_errno(file, ENOMEM);
    else if (file->rest != NULL && ferror(file->rest) != 0)
        good = complain_errno(file, errno);
    else if (length > IMPORT_MAX_BYTES)
        good = place_error(file->diags, file->input, 0, 0, E_TOO_LARGE,
                           "the file is larger than 256 MiB");
    if (!good) {
        free(text);
        return NULL;
    }
    text[length] = '\0';
    *ret_length = length;
    return text;
}

/* run=0.json: which run it is stands in the name of its folder. */
static bool is_numbered(const char *base)
{
    return strncmp(base, "run=", 4) == 0;
}

bool import_file_ended(struct import_file *file, const struct csv *csv, enum csv_event event)
{
    if (event == CSV_NO_MEMORY || event == CSV_UNREADABLE)
        return complain_errno(file, event == CSV_NO_MEMORY ? ENOMEM : errno);
    if (event == CSV_ERROR)
        return place_error(file->diags, file->input, csv->line, csv->column, E_IMPORT_READ, "%s",
                           csv->why);
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
