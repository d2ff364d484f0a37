/* yaml_flow.c - a node of a tree as YAML again, in one line (yaml_flow.h).
 * Knows flow style and when a text needs quotes; refuses to know what any node means.
 */
#include "text/yaml/yaml_flow.h"

#include <string.h>

/* What stood plain in the text and holds none of YAML's own characters may stand plain again. */
static bool may_be_plain(const struct yaml_node *scalar)
{
    static const char safe[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/%+-";
    return !scalar->quoted && scalar->length > 0 && strspn(scalar->text, safe) == scalar->length &&
           (scalar->text[0] != '-' || scalar->length > 1) && scalar->text[0] != '%';
}

void yaml_flow_text(struct text_buffer *out, const struct yaml_node *scalar)
{
    if (may_be_plain(scalar)) {
        text_put(out, scalar->text);
        return;
    }
    text_put(out, "\"");
    for (const char *c = scalar->text; *c != '\0'; c++)
        if (*c == '\n')
            text_put(out, "\\n");
        else if (*c == '\t')
            text_put(out, "\\t");
        else {
            text_add(out, "\\", *c == '"' || *c == '\\');
            text_add(out, c, 1);
        }
    text_put(out, "\"");
}

void yaml_flow(struct text_buffer *out, const struct yaml_node *node)
{
    bool first = true;
    if (node->kind == YAML_SCALAR) {
        yaml_flow_text(out, node);
        return;
    }
    text_put(out, node->kind == YAML_LIST ? "[" : "{");
    for (const struct yaml_node *part = node->first; part != NULL; part = part->next) {
        if (part->kind == YAML_REMOVED)
            continue;
        text_put(out, first ? "" : ", ");
        first = false;
        if (node->kind == YAML_MAP) {
            yaml_flow_text(out, part->key);
            text_put(out, ": ");
        }
        yaml_flow(out, part);
    }
    text_put(out, node->kind == YAML_LIST ? "]" : "}");
}
