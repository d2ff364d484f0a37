/* bench_minimal.c - the least a program can do that reads YAML and writes JSON: load the file with
 * libyaml, print one cJSON object. What our program takes beyond this is ours to answer for.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

/* Events and scalars of the document; -1 when it is not YAML. */
static int count_events(FILE *file, int *ret_scalars)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int events = 0;
    int more = 1;

    *ret_scalars = 0;
    if (!yaml_parser_initialize(&parser)) {
        return -1;
    }
    yaml_parser_set_input_file(&parser, file);
    while (more && events >= 0) {
        if (!yaml_parser_parse(&parser, &event)) {
            events = -1;
            break;
        }
        events++;
        *ret_scalars += event.type == YAML_SCALAR_EVENT;
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return events;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) {
        return 2;
    }
    int scalars;
    int events = count_events(file, &scalars);
    fclose(file);
    if (events < 0) {
        return 3;
    }
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "file", argv[1]);
    cJSON_AddNumberToObject(object, "events", events);
    cJSON_AddNumberToObject(object, "scalars", scalars);
    char *text = cJSON_Print(object);
    cJSON_Delete(object);
    if (text == NULL || puts(text) < 0) {
        return 4;
    }
    free(text);
    return 0;
}
