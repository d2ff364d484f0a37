/* formats.c - the price lists that are read, and how they are told apart: by their content, never
 * by their name. Refuses to know what an entry says (FORMAT.c, which has the row). To add a format:
 * its row, FORMAT_format, by name in both lists below (tests/layers.sh finds one that is not).
 */
#include "io/prices/parts.h"

#include <string.h>

extern const struct price_format litellm_format, openrouter_format, genai_format, models_dev_format,
    llm_prices_format, llm_prices_table_format, langfuse_format;

/* Those that are known and not read stand last. */
static const struct price_format *const formats[] = {
    &litellm_format,    &openrouter_format,       &genai_format,    &models_dev_format,
    &llm_prices_format, &llm_prices_table_format, &langfuse_format, NULL,
};
enum { MARK_DEPTH = 8 };

const struct price_format *price_format(int index)
{
    return formats[index];
}

/* Where a scan stands: the key, or that it is in an array, of each group around it. */
struct spot_path {
    struct {
        bool is_array;
        const char *key;
        size_t length;
    } step[MARK_DEPTH];
};

static bool is_mark(const struct spot_path *path, int depth, const char *mark)
{
    for (int i = 1; i <= depth; i++) {
        const size_t length = strcspn(mark, "/");
        const bool any = length == 1 && mark[0] == '*';
        const bool array = length == 2 && mark[0] == '[';
        if (length == 0 || path->step[i].is_array != array)
            return false;
        if (!any && !array &&
            (path->step[i].length != length || memcmp(path->step[i].key, mark, length) != 0))
            return false;
        mark += length + (mark[length] == '/');
    }
    return *mark == '\0';
}

static const struct price_format *format_at(const struct spot_path *path, int depth)
{
    for (int i = 0; formats[i] != NULL; i++)
        if (is_mark(path, depth, formats[i]->mark))
            return formats[i];
    return NULL;
}

const struct price_format *price_recognise(struct json_scan *scan)
{
    struct spot_path path;
    enum json_event event;
    do {
        event = json_scan_next(scan);
        const int depth = scan->depth;
        if (depth >= MARK_DEPTH)
            continue;
        if (event == JSON_OBJECT || event == JSON_ARRAY) {
            path.step[depth].is_array = event == JSON_ARRAY;
            path.step[depth].key = NULL;
            path.step[depth].length = 0;
        }
        if (event == JSON_KEY) {
            path.step[depth].key = scan->text;
            path.step[depth].length = scan->length;
            const struct price_format *format = format_at(&path, depth);
            if (format != NULL)
                return format;
        }
    } while (event != JSON_END && event != JSON_ERROR);
    return NULL;
}
