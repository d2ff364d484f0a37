/* parts.h - what the parts of the reader of saved reports share with each other and with nobody
 * else. */
#ifndef LLMCOST_IO_REPORT_SAVED_PARTS_H
#define LLMCOST_IO_REPORT_SAVED_PARTS_H

#include "io/report/portfolio/rows.h"
#include "io/report/saved/report.h"

enum { MAX_JSON_PATH = 400 };

/* One report on its way in. */
struct reading {
    const struct source *file;
    struct llmcost_diags *diags;
    const cJSON *tree;        /* of the report, or of the portfolio */
    struct arena *arena;      /* what is read goes here */
    char path[MAX_JSON_PATH]; /* of what is being read: "options[2].fleet"; between parts the
                                 report's */
    bool failed;              /* something was complained about */
    bool no_memory;
};

/* A JSON object into the struct that rows describe. Whatever is missing, or of another type, is
 * complained about and has the value of what is not known. */
void read_rows(struct reading *r, const struct json_row *rows, const cJSON *object, void *to);

/* Complain about an item under its path; "" for the path that is being read. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void refuse(struct reading *r, const cJSON *item, const char *key, int code, const char *format,
            ...);
/* The same of what a path names inside the report: "timeline[3].month". */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void refuse_at(struct reading *r, const char *path, int code, const char *format, ...);

/* In place of what a path names, in the tree that JSON prints: a text, a list of texts. */
void replace_text(struct reading *r, const char *path, const char *text);
void replace_texts(struct reading *r, const char *path, const char *const *texts, int count);

/* Refuse what does not fit: an id that no warning has; a bill, "options[2]" or "recommended", that
 * is not the sum of its lines to the last digit. */
void check_warning_id(struct reading *r, const char *path, const char *id);
void check_sum(struct reading *r, const char *path, const char *what,
               const struct outcome_line *lines, int count, int64_t monthly_cost);

/* Whether a text can be the id of an option. */
bool is_option_id(const char *text);
/* sentences.c: what a line says beside its figures; where it stands. */
void tell_line(struct reading *r, const char *unit, const char *path, struct outcome_line *line);

/* texts.c: a text in the outcome and in the tree, where another one was made; the sentence of a
 * warning, another one where this program does not tell it. */
void tell_text(struct reading *r, const char *path, const char **text, const char *made);
const char *warning_text(struct reading *r, int code, const char *message, const char *unit,
                         const char *currency);

/* gates.c: gates that were read, judged again on their side. How many there are where the result
 * is another one, -1 where it is what was read. */
int judge_again(const struct diff_side *side, const struct outcome_gate *said, int count,
                struct gate_result ret_results[MAX_GATES]);

/* A portfolio, whose kind and version are known. False after complaints or when memory ran out. */
bool read_portfolio(struct reading *r, const cJSON *root, struct portfolio_told *ret_told);

/* What an outcome says of its scenario back in one, as far as those who print and compare look at
 * it; the outcome is complained about where it does not fit together. False when memory ran out. */
bool restore(struct reading *r, struct outcome *outcome, struct llmcost_scenario *scenario,
             struct report *report, struct saved_report *saved);

#endif
