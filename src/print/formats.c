/* formats.c - which output formats there are, and what can be asked of them.
 * Refuses to know how any of them looks. To add a format: a file in a folder of its own that ends
 * with its row, and the name of the row here.
 */
#include "print/formats.h"
#include "text/file.h"

#include <string.h>

enum { EXTENSIONS = (int)(sizeof formats[0]->extensions / sizeof formats[0]->extensions[0]) };

extern const struct format table_format, json_format, markdown_format, csv_format, html_format;

const struct format *const formats[] = {&table_format, &json_format, &markdown_format,
                                        &csv_format,   &html_format, NULL};

bool format_prints(const struct format *format, enum printed what)
{
    return what == PRINTS_TEXT ? format == formats[0] : format->print[what] != NULL;
}

const struct format *format_find(const char *name, size_t length)
{
    for (int i = 0; formats[i] != NULL; i++)
        if (strlen(formats[i]->name) == length && memcmp(formats[i]->name, name, length) == 0)
            return formats[i];
    return NULL;
}

const struct format *format_of_file(const char *path)
{
    const char *name = file_base_name(path);
    const char *dot = strrchr(name, '.');
    if (dot == NULL)
        return formats[0];
    for (int i = 0; formats[i] != NULL; i++)
        for (int n = 0; n < EXTENSIONS && formats[i]->extensions[n] != NULL; n++)
            if (strcmp(dot, formats[i]->extensions[n]) == 0)
                return formats[i];
    return dot == name ? formats[0] : NULL; /* the dot of a hidden file */
}
