/* gpus.h - rented machines with GPUs, whichever list they stand in, and what is made of them.
 * A price is that of the whole machine until it is divided by its GPUs in gpus_add().
 */
#ifndef LLMCOST_IO_IMPORT_GPUS_GPUS_H
#define LLMCOST_IO_IMPORT_GPUS_GPUS_H

#include "io/import/file.h"
#include "io/import/import.h"
#include "text/csv/csv.h"
#include "text/date.h"

enum { GPUS_WORD = 64, GPUS_NOTE = 160 };

struct gpu_offer {
    int input; /* its file, and where in it */
    uint32_t line;
    const char *file;   /* name for people */
    const char *list;   /* "SkyPilot catalog" */
    const char *remark; /* what is to know of the whole list, NULL nothing */
    char provider[GPUS_WORD], machine[GPUS_WORD], gpu[GPUS_WORD];
    char location[GPUS_WORD]; /* region, or the zone of a spot price; "" unknown */
    char date[MAX_DATE];      /* "" unknown */
    char currency[8];
    char note[GPUS_NOTE]; /* "" nothing */
    double gpus;
    double gpu_hour, machine_hour; /* machine_hour 0: the list has only the price per GPU */
    double hours;                  /* billed, 0: no bill */
    int rows;
    bool spot;
};

/* Why a row makes no offer. */
enum gpus_reason {
    GPUS_NO_GPU,     /* a machine without: nothing to say */
    GPUS_NO_MATCH,   /* --match */
    GPUS_OTHER_KIND, /* spot where on demand is meant, or the reverse */
    GPUS_NO_PRICE,   /* blank or 0 */
    GPUS_FRACTION,   /* a share of a GPU */
    GPUS_NOT_GPU,    /* a TPU and the like */
    GPUS_HALF,       /* an accelerator whose machine is priced elsewhere, and no such row */
    GPUS_UNCHECKED,  /* a price per GPU that may be that of the machine */
    GPUS_CREDIT,     /* credits, adjustments, negative amounts */
    GPUS_UNIT,       /* billed, but not by the hour */
    GPUS_REASONS
};

struct gpu_offers {
    int count;
    size_t room;
    struct gpu_offer *list;
    int left_out[GPUS_REASONS];
    uint32_t left_out_line[GPUS_REASONS]; /* of the first such row, in file left_out_input */
    int left_out_input[GPUS_REASONS];
    int spot_above; /* spot prices above those on demand */
};

/* One list on its way to offers. */
struct gpus_reader {
    struct csv csv;
    struct import_file *file;
    const struct import_options *options;
    const struct gpus_format *format;
    struct gpu_offers *offers;
    struct gpus_halves *halves; /* of a list that splits machines, NULL */
    int errors;
};

struct gpus_format {
    const char *list;
    const char *has[6]; /* columns by which it is known */
    const char *remark;
    void (*read)(struct gpus_reader *reader);   /* the row at hand */
    void (*finish)(struct gpus_reader *reader); /* NULL: nothing to do */
};

/* ---- For readers */

struct csv_cell gpus_cell(const struct gpus_reader *reader, const char *column);
void gpus_word(const struct gpus_reader *reader, const char *column, char *buffer, size_t size);
/* A price or a count; 0 when blank. A complaint when it is no number. */
double gpus_number(struct gpus_reader *reader, const char *column);
void gpus_leave_out(struct gpus_reader *reader, enum gpus_reason reason);
/* An offer of the row at hand, its file and list filled in. */
struct gpu_offer gpus_offer(const struct gpus_reader *reader);
/* Whether provider, machine, GPU, their number (x8) and location hold the words of a pattern. */
bool gpus_matches(const struct gpu_offer *offer, const char *pattern);
/* Add it, if it is of the kind that is asked for, has whole GPUs and a price and matches. Without
 * a gpu_hour, it is machine_hour over the GPUs. */
void gpus_add(struct gpus_reader *reader, const struct gpu_offer *offer);

/* What an instance type of a cloud holds; false when it is not in the table. The text may be a
 * sentence that names it. */
bool gpus_instance(const char *text, char *machine, size_t size, const char **ret_gpu,
                   double *ret_gpus);
/* Whether a machine of Google's holds so many of that accelerator, which its price leaves out. */
bool gpus_is_half(const char *machine, const char *gpu, double gpus);
/* Whether a machine is of a family that comes with accelerators. */
bool gpus_has_half(const char *machine);

/* A row of SkyPilot's list; behind the last one, what was kept of rows that belong together. */
void gpus_read_skypilot(struct gpus_reader *reader);
void gpus_finish_skypilot(struct gpus_reader *reader);

/* ---- Whole files: each complains and returns false when one cannot be used. */

bool gpus_read(struct import_file *file, const struct import_options *options,
               struct gpu_offers *offers);
bool gpus_write(FILE *out, struct gpu_offers *offers, const struct import_options *options,
                struct llmcost_diags *diags);

#endif
