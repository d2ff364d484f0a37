/* catalog_loads.c - the load shapes of a catalog: a picture of the mean day and the words.
 * Refuses to know their values, which stand in src/catalog/loads.yaml.
 */
#include "io/words/words.h"
#include "print/catalog_parts.h"
#include "text/buffer.h"

#include <string.h>

enum { HOURS_OF_DAY = 24, INDENT = 2, GAP = 2, MAX_MEASURE = 100 };

/* ---- Pictures */

/* The mean day as 24 bars, the busiest hour as high as a bar gets. */
static void picture(const struct load_shape *shape, bool ascii, char *buffer, size_t size)
{
    double day[HOURS_OF_DAY], peak = 0;
    shape_mean_day(shape, day);
    for (int hour = 0; hour < HOURS_OF_DAY; hour++)
        peak = day[hour] > peak ? day[hour] : peak;
    buffer[0] = '\0';
    for (int hour = 0; hour < HOURS_OF_DAY; hour++)
        words_add(buffer, size, "%s", text_bar(day[hour] / peak, ascii));
}

/* ---- Load shapes */

static void put_paragraph(FILE *out, const char *text, const struct print_style *style)
{
    char clean[1024];
    int measure = style->width < MAX_MEASURE ? style->width : MAX_MEASURE;
    text_clean(text, style->ascii, clean, sizeof clean);
    text_wrap(out, clean, 0, INDENT, measure);
}

/* One line where it fits, the picture below the id where not; then the words. */
static void put_shape(FILE *out, const struct load_shape *shape, int id_width,
                      const struct print_style *style)
{
    char bars[4 * HOURS_OF_DAY + 1], factor[32], figures[64], source[1024];
    picture(shape, style->ascii, bars, sizeof bars);
    words_count(words_round(shape->factor, 3), factor, sizeof factor);
    snprintf(figures, sizeof figures, "%d hours, load factor %s", shape->hours, factor);
    bool fits = id_width + 2 * GAP + HOURS_OF_DAY + (int)strlen(figures) <= style->width;
    const char *bold = style->color ? "\x1b[1m" : "", *plain = style->color ? "\x1b[0m" : "";
    const char *paint = style->color ? "\x1b[36m" : "";
    if (fits)
        fprintf(out, "%s%s%s%*s%s%s%s%*s%s\n", bold, shape->id, plain,
                id_width + GAP - (int)strlen(shape->id), "", paint, bars, plain, GAP, "", figures);
    else
        fprintf(out, "%s%s%s\n%*s%s%s%s\n%*s%s\n", bold, shape->id, plain, INDENT, "", paint, bars,
                plain, INDENT, "", figures);
    put_paragraph(out, shape->text, style);
    snprintf(source, sizeof source, "[%s; %s, %s]", shape->source, shape->licence, shape->date);
    put_paragraph(out, source, style);
}

bool print_shapes(FILE *out, const struct catalog_view *view, const struct print_style *style)
{
    const struct shape_catalog *catalog = view->shapes;
    int id_width = 0;
    bool first = true;
    for (int i = 0; i < catalog->count; i++) {
        int width = (int)strlen(catalog->shape[i].id);
        if (strstr(catalog->shape[i].id, view->pattern) != NULL && width > id_width)
            id_width = width;
    }
    fputs(style->ascii ? "A digit for each hour of the mean day, 9 for the busiest.\n\n" : "", out);
    for (int i = 0; i < catalog->count; i++) {
        if (strstr(catalog->shape[i].id, view->pattern) == NULL)
            continue;
        fputs(first ? "" : "\n", out);
        first = false;
        put_shape(out, &catalog->shape[i], id_width, style);
    }
    return !ferror(out);
}
