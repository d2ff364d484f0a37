/* report.h - a saved JSON report as a value that every writer takes.
 *
 * Who compares or prints reports need not know where one came from: a saved report fills the same
 * struct report as a scenario does. What differs: report->saved is set; the scenario holds ids,
 * names and the assumptions that the report lists (everything else is at its default, a hybrid does
 * not know its parts), so it cannot be evaluated.
 * Sentences are made anew from the figures: reasons (reasons.c), gates (gates.c), lines and changes
 * (sentences.c), a portfolio (portfolio.c). Where the file has not got the figures a text is kept
 * only in a form of this program and as far as no figure contradicts it (texts.c); its own
 * numbers, names, notes and sources are those of the file.
 */
#ifndef LLMCOST_IO_REPORT_SAVED_REPORT_H
#define LLMCOST_IO_REPORT_SAVED_REPORT_H

#include "io/report/portfolio/rows.h"
#include "io/report/report.h"
#include "io/scenario/load.h"
#include "text/json/json_tree.h"

/* What a report that was read has beside its outcome. */
struct saved_report {
    cJSON *tree; /* the report as it was read; JSON prints it as it is, texts live in it */
    /* Keys that this version adds to the contract's and that the file lacks: what rests on them is
     * left out. */
    bool lacks_notes, lacks_obstacles, lacks_thumbs, lacks_sensitivity;
};

/* What a reader can use. */
enum saved_kind { SAVED_REPORTS = 1, SAVED_PORTFOLIO = 2 };

/* All reports of one text: one, or those of a llmcost.reports; or none but a portfolio. */
struct saved_file {
    cJSON *tree;
    struct report *reports;
    int count;
    struct portfolio_told *portfolio; /* NULL: it is none */
};

/* Read a text for which json_is_ours() holds; wanted: of enum saved_kind. False after complaints,
 * each with its place and the JSON path of what is wrong (options[2].lines[0].quantity), or when
 * memory ran out
 * (*ret_no_memory). Free with saved_free() in either case. */
bool saved_read(const struct source *file, int wanted, struct saved_file *ret_file,
                struct llmcost_diags *diags, bool *ret_no_memory);
void saved_free(struct saved_file *file);

#endif
