/* judge.h - what is said about usage files, and what of them is refused: false after a complaint.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_RESULT_JUDGE_H
#define LLMCOST_IO_IMPORT_USAGE_RESULT_JUDGE_H

#include "io/import/usage/sums/format.h"

#include "llmcost.h"

/* A file by its log. index: its number. */
bool usage_judge_file(const struct usage_format *format, const struct usage_log *log, int index,
                      struct llmcost_diags *diags);
/* A page that says that more follow is complete when another one starts where it ends. */
bool usage_judge_pages(const struct usage_pages *pages, struct llmcost_diags *diags);
/* Models whose usage is added up have no bill in common: it is said, and which they are. any: there
 * is usage of some model; last: the number of the last file. */
bool usage_judge_models(const struct usage_models *models, bool any, int last,
                        struct llmcost_diags *diags);
/* Whether the sums of a model, or of all, are ones that a fragment can be made of. */
bool usage_judge_sums(const struct usage_format *format, const struct usage *usage, int count,
                      struct llmcost_diags *diags);
/* There is no usage in so many files; always false. */
bool usage_complain_none(int count, struct llmcost_diags *diags);

#endif
