/* cells.c - what the readers of GPU lists stand on: cells by their column, an offer of the row at
 * hand, rows left out. Knows no list.
 */
#include "io/import/gpus/gpus.h"

#include <string.h>

struct csv_cell gpus_cell(const struct gpus_reader *reader, const char *column)
{
    return csv_cell(&reader->csv, csv_column(&reader->csv, column));
}

void gpus_word(const struct gpus_reader *reader, const char *column, char *buffer, size_t size)
{
    snprintf(buffer, size, "%s", gpus_cell(reader, column).text);
}

double gpus_number(struct gpus_reader *reader, const char *column)
{
    const struct csv_cell cell = gpus_cell(reader, column);
    double value = 0;
    if (cell.length == 0 || csv_number(cell, &value))
        return value;
    place_error(reader->file->diags, reader->file->input, cell.line, cell.column, E_IMPORT_READ,
                "%.40s: `%.60s` is not a number", column, cell.text);
    reader->errors++;
    return 0;
}

void gpus_leave_out(struct gpus_reader *reader, enum gpus_reason reason)
{
    struct gpu_offers *offers = reader->offers;
    if (offers->left_out[reason]++ == 0) {
        offers->left_out_line[reason] = reader->csv.row_line;
        offers->left_out_input[reason] = reader->file->input;
    }
}

struct gpu_offer gpus_offer(const struct gpus_reader *reader)
{
    return (struct gpu_offer){.input = reader->file->input,
                              .line = reader->csv.row_line,
                              .file = import_file_name(reader->file),
                              .list = reader->format->list,
                              .remark = reader->format->remark,
                              .currency = "USD",
                              .rows = 1};
}
