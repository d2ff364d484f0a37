/* readers.h - the readers of records that rows of io/import/usage/readers/formats.c name. */
#ifndef LLMCOST_IO_IMPORT_USAGE_READERS_READERS_H
#define LLMCOST_IO_IMPORT_USAGE_READERS_READERS_H

#include "io/import/usage/sums/format.h"

/* Flat records, whose cells have roles; usage_flat_object (io/import/usage/readers/json.h) finds
 * these. */
const char *usage_table_row(struct usage_scene *scene, const struct usage_row *row);
const char *usage_focus_row(struct usage_scene *scene, const struct usage_row *row);
/* Objects as they stand. */
const char *usage_mooncake(struct usage_scene *scene, const char *text, size_t length);
const char *usage_openai(struct usage_scene *scene, const char *text, size_t length);
const char *usage_anthropic(struct usage_scene *scene, const char *text, size_t length);
const char *usage_prometheus(struct usage_scene *scene, const char *text, size_t length);
const char *usage_response(struct usage_scene *scene, const char *text, size_t length);

#endif
