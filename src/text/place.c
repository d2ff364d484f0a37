/* place.c - complaints about places in the texts that were given (place.h). Knows what every reader
 * complains about; refuses to know any format.
 */
#include "text/place.h"

#include <stdarg.h>
#include <stdio.h>

struct llmcost_place source_start(int input)
{
    const int most = UINT16_MAX;
    return (struct llmcost_place){
        .line = 1, .column = 1, .input = (uint16_t)(input < most ? input : most)};
}

static void complain(struct llmcost_diags *diags, enum llmcost_severity severity, int code,
                     struct llmcost_place place, const char *format, va_list arguments)
{
    char text[sizeof diags->list[0].text + 8];
    vsnprintf(text, sizeof text, format, arguments);
    llmcost_complain_at(diags, severity, code, place, "%s", text);
}

static struct llmcost_place place_at(int input, uint32_t line, uint32_t column)
{
    struct llmcost_place place = source_start(input);
    place.line = line;
    place.column = column;
    return place;
}

bool place_error(struct llmcost_diags *diags, int input, uint32_t line, uint32_t column, int code,
                 const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(diags, LLMCOST_ERROR, code, place_at(input, line, column), format, arguments);
    va_end(arguments);
    return false;
}

void place_warn(struct llmcost_diags *diags, int input, uint32_t line, uint32_t column,
                const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(diags, LLMCOST_WARNING, W_IMPORT, place_at(input, line, column), format, arguments);
    va_end(arguments);
}

bool place_no_memory(struct llmcost_diags *diags, int input)
{
    return place_error(diags, input, 0, 0, E_NO_MEMORY, "memory ran out");
}

bool place_check(struct llmcost_diags *diags, int input, uint32_t line,
                 const struct text_trouble *trouble)
{
    if (trouble == NULL)
        return true;
    place_error(diags, input, line, line > 0, trouble->is_wide ? E_UTF16 : E_IMPORT_FORMAT,
                "the file %s", trouble->what);
    llmcost_advise(diags, "%s", trouble->advice);
    return false;
}
