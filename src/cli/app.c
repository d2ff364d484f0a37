/* app.c - what a command asks about the run it is part of. */
#include "cli/app.h"
#include "cli/terminal.h"

struct print_style app_style(const struct app *app, const struct sink *sink)
{
    const struct options *options = app->options;
    bool file = sink->target.path != NULL;
    int fallback = file ? DEFAULT_WIDTH : terminal_width(stdout);
    return (struct print_style){
        .width = options->width > 0 ? options->width : fallback,
        .color = file ? options->color == COLOR_ALWAYS : terminal_color(options->color, stdout),
        .ascii = app->diag_style.ascii,
    };
}
