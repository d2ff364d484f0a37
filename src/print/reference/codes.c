/* codes.c - what each code means, from the table of codes alone.
 * Knows how a row is laid out; refuses to know any code by name: a new row can be
 * explained and is in the manual at once.
 */
#include "print/reference/reference.h"
#include "text/buffer.h"
#include "text/json/json.h"

#include <string.h>

static const char *severity(const struct code_row *row)
{
    return row->letter == 'E' ? "error" : "warning";
}

bool print_code_table(FILE *out, const struct code_row *row, const struct print_style *style)
{
    enum { INDENT = 10, MEASURE = 100 }; /* wide terminals are not read across */
    const int width = style->width < MEASURE ? style->width : MEASURE;
    char code[CODE_TEXT];
    fprintf(out, "%s%s%s  %s: %s\n", style->color ? "\x1b[1m" : "", code_text(row, code),
            style->color ? "\x1b[0m" : "", severity(row), row->name);
    text_wrap(out, row->cause, fprintf(out, "  cause   "), INDENT, width);
    text_wrap(out, row->remedy, fprintf(out, "  remedy  "), INDENT, width);
    return !ferror(out);
}

bool print_code_json(FILE *out, const struct code_row *row)
{
    char code[CODE_TEXT];
    bool ok;
    cJSON *root = json_begin(&ok, "llmcost.code");
    json_text(&ok, root, "code", code_text(row, code));
    json_text(&ok, root, "severity", severity(row));
    json_text(&ok, root, "name", row->name);
    json_text(&ok, root, "cause", row->cause);
    json_text(&ok, root, "remedy", row->remedy);
    return json_end(ok, out, root);
}

void print_codes_man(FILE *out)
{
    char code[CODE_TEXT];
    fputs(".Bl -tag -width Ds\n", out);
    for (const struct code_row *row = NULL; (row = next_code_row(row)) != NULL;) {
        fprintf(out, ".It %s , %s\n", code_text(row, code), row->name);
        man_text(out, row->cause);
        man_text(out, row->remedy);
    }
    fputs(".El\n", out);
}
