/* detect.h - which format a usage file is of, by its first bytes. */
#ifndef LLMCOST_IO_IMPORT_USAGE_DETECT_H
#define LLMCOST_IO_IMPORT_USAGE_DETECT_H

#include "io/import/usage/source.h"

#include "llmcost.h"

/* --columns into scene->column; false after a complaint. NULL: nothing stated. */
bool usage_columns(const char *columns, struct usage_scene *scene, struct llmcost_diags *diags);

bool usage_has_columns(const struct usage_scene *scene);
/* The words of --columns for the first roles. */
extern const char *const usage_role_words[USAGE_NAMED];

/* How the file is to be read: scene.format, mode, paged, plan, start, line; the columns are there.
 * The head is changed in place where quotes are taken off. False after a complaint. */
bool usage_detect(const struct usage_input *input, struct usage_job *job);
/* The same of a table whose header starts there. */
bool usage_detect_table(const struct usage_input *input, size_t start, struct usage_job *job);
/* It is none that is read, and which are. line 0: all of it. */
void usage_complain_unknown(const struct usage_job *job, uint32_t line);

#endif
