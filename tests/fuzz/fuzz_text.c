/* fuzz_text.c - any text through every output function: no line is a command to a log, nothing
 * unsafe stays, JSON reads back what was written, a fragment is YAML that reads back a text.
 */
#include "fuzz.h"

#include "print/csv/cells.h"
#include "text/json/json.h"
#include "text/markdown.h"
#include "text/yaml/fragment.h"
#include "text/yaml/yaml_tree.h"

/* Unsafe characters, line breaks and commands; `from` is where a line begins. */
static void require_neutral(const char *text)
{
    const char *line = text;
    REQUIRE(strstr(text, "##[") == NULL);
    for (const char *at = text; *at != '\0';) {
        const uint32_t point = utf8_next(&at);
        const bool blank = point == ' ' || point == 0xA0 || point == 0x1680 ||
                           (point >= 0x2000 && point <= 0x200A) || point == 0x202F ||
                           point == 0x205F || point == 0x3000;
        REQUIRE(!utf8_is_unsafe(point));
        if (blank && line != NULL)
            line = at;
        else if (line != NULL) {
            REQUIRE(strncmp(line, "::", 2) != 0);
            line = NULL;
        }
    }
}

static void try_lines(const char *text, bool ascii)
{
    static char clean[1 << 17], line[1 << 17];
    text_clean(text, ascii, clean, sizeof clean);
    require_neutral(clean);
    for (int columns = 8; columns < 80; columns += 9)
        for (const char *at = clean; *at != '\0';) {
            const size_t length = text_line(at, columns);
            memcpy(line, at, length);
            line[length] = '\0';
            require_neutral(line);
            at = text_after_line(at, length);
        }
}

static void try_json(const char *text)
{
    struct text_buffer out = {0};
    json_put_text(&out, text);
    require_neutral(out.data);
    cJSON *read = cJSON_Parse(out.data);
    REQUIRE(read != NULL);
    const char *at = text, *back = read->valuestring;
    while (*at != '\0')
        REQUIRE(utf8_next(&at) == utf8_next(&back));
    REQUIRE(*back == '\0');
    cJSON_Delete(read);
    free(out.data);
}

static void try_markup(const char *text)
{
    struct text_buffer cell = {0};
    struct markdown m = {.open = 0};
    csv_put_cell(&cell, text);
    REQUIRE(cell.data == NULL || strchr("=+-@", cell.data[0]) == NULL || cell.data[0] == '\0');
    if (cell.data != NULL)
        require_neutral(cell.data);
    markdown_text(&m, text, 0);
    if (m.piece.data != NULL)
        require_neutral(m.piece.data);
    m.piece.length = 0;
    markdown_code(&m, text);
    if (m.piece.length > 0)
        require_neutral(m.piece.data);
    free(cell.data);
    free(m.piece.data);
}

static void try_fragment(const char *text)
{
    static struct llmcost_diags diags;
    struct yaml_tree tree = {.nodes = 0};
    struct yaml_node *root = NULL;
    char *written = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&written, &length);
    REQUIRE(out != NULL);
    fragment_comment(out, 0, "%.500s", text);
    fragment_text(out, 0, "key", text);
    fclose(out);
    llmcost_diags_init(&diags);
    REQUIRE(tree_parse(&tree, written, length, source_start(0), &root, &diags));
    REQUIRE(root != NULL && root->kind == YAML_MAP && root->count == 1);
    tree_free(&tree);
    free(written);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    if (text == NULL || size > 20000) {
        free(text);
        return;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    try_lines(text, false);
    try_lines(text, true);
    try_json(text);
    try_markup(text);
    try_fragment(text);
    free(text);
}
