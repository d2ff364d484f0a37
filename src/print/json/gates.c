/* gates.c - gates as JSON: all of them, passed or not. */
#include "print/json/gates.h"

static void add_limit(bool *ok, cJSON *parent, const char *key, const struct gate_result *gate,
                      bool known, double value)
{
    if (!known)
        json_null(ok, parent, key);
    else
        json_number(ok, parent, key, gate->is_share ? NUMBER_FIGURE : NUMBER_MONEY, value);
}

void json_gates(bool *ok, cJSON *parent, const struct gate_result *gates, int count)
{
    cJSON *list = json_array(ok, parent, "gates");
    for (int i = 0; i < count; i++) {
        const struct gate_result *gate = &gates[i];
        cJSON *item = json_object(ok, list, NULL);
        json_text(ok, item, "id", gate_name(gate->id));
        json_text(ok, item, "status", gate->passed ? "pass" : "fail");
        add_limit(ok, item, "limit", gate, gate->has_limit, gate->limit);
        add_limit(ok, item, "value", gate, gate->has_value, gate->value);
        json_text(ok, item, "message", gate->says);
    }
}
