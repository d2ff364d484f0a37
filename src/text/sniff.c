/* sniff.c - what a file is not (text/sniff.h). To add a kind of file: a row. */
#include "text/sniff.h"
#include "core/base/count.h"

#include <string.h>

#define UNPACK(program) "unpack it on the way: " program " -dc FILE | llmcost ... -"
#define CONVERT(from)   "save it as UTF-8: iconv -f " from " -t UTF-8 FILE"

static const struct {
    const char *bytes;
    size_t length;
    struct text_trouble trouble;
} packed[] = {
    {"\x1F\x8B", 2, {.what = "is compressed (gzip)", .advice = UNPACK("gzip")}},
    {"\x28\xB5\x2F\xFD", 4, {.what = "is compressed (zstd)", .advice = UNPACK("zstd")}},
    {"BZh", 3, {.what = "is compressed (bzip2)", .advice = UNPACK("bzip2")}},
    {"\xFD"
     "7zXZ",
     5,
     {.what = "is compressed (xz)", .advice = UNPACK("xz")}},
    {"PK\x03\x04",
     4,
     {.what = "is an archive (zip) or a spreadsheet",
      .advice = "unpack it (unzip -p FILE | llmcost ... -), or save it as CSV"}},
    {"PAR1", 4, {.what = "is Parquet", .advice = "export it as CSV or JSON"}},
    {"SQLite format 3",
     15,
     {.what = "is a SQLite database", .advice = "export the table as CSV or JSON"}},
    /* UTF-32 before UTF-16, whose mark begins so. */
    {"\xFF\xFE\0\0", 4, {"is UTF-32, not UTF-8", CONVERT("UTF-32"), .is_wide = true}},
    {"\0\0\xFE\xFF", 4, {"is UTF-32, not UTF-8", CONVERT("UTF-32"), .is_wide = true}},
    {"\xFF\xFE", 2, {"is UTF-16, not UTF-8", CONVERT("UTF-16"), .is_wide = true}},
    {"\xFE\xFF", 2, {"is UTF-16, not UTF-8", CONVERT("UTF-16"), .is_wide = true}},
};

static const struct text_trouble unmarked = {
    .what = "is UTF-16, not UTF-8", .advice = CONVERT("UTF-16LE"), .is_wide = true};

static const struct {
    char separator;
    struct text_trouble trouble;
} separated[] = {
    {.separator = ';',
     .trouble = {.what = "has semicolons between its columns",
                 .advice = "save it with commas as separators and points in numbers"}},
    {.separator = '\t',
     .trouble = {.what = "has tabs between its columns",
                 .advice = "save it with commas as separators: tr '\\t' , <FILE, where no cell "
                           "holds a comma"}},
    {.separator = '|',
     .trouble = {.what = "has bars between its columns",
                 .advice = "save it with commas as separators"}},
};

static const struct text_trouble separator_line = {
    .what = "begins with a line `sep=`, which only spreadsheets read",
    .advice = "take that line out, and save it with commas as separators"};

size_t text_mark(const char *head, size_t length)
{
    return length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

bool text_is_json(const char *head, size_t length)
{
    size_t at = text_mark(head, length);
    while (at < length &&
           (head[at] == ' ' || head[at] == '\t' || head[at] == '\n' || head[at] == '\r'))
        at++;
    return at < length && (head[at] == '{' || head[at] == '[');
}

const struct text_trouble *text_trouble(const char *head, size_t length)
{
    for (size_t i = 0; i < COUNT(packed); i++)
        if (length >= packed[i].length && memcmp(head, packed[i].bytes, packed[i].length) == 0)
            return &packed[i].trouble;
    /* {, [, a letter or a digit and its other byte: nothing that is read begins so. */
    if (length >= 4 && ((head[1] == '\0' && head[3] == '\0' && head[0] != '\0') ||
                        (head[0] == '\0' && head[2] == '\0' && head[1] != '\0')))
        return &unmarked;
    return NULL;
}

const struct text_trouble *text_table_trouble(const char *head, size_t length)
{
    size_t at = text_mark(head, length);
    const char *end = memchr(head + at, '\n', length - at);
    const size_t line = end != NULL ? (size_t)(end - head) - at : length - at;
    if (line >= 4 && memcmp(head + at, "sep=", 4) == 0)
        return &separator_line;
    if (memchr(head + at, ',', line) != NULL)
        return NULL;
    for (size_t i = 0; i < COUNT(separated); i++)
        if (memchr(head + at, separated[i].separator, line) != NULL)
            return &separated[i].trouble;
    return NULL;
}
