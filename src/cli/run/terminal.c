/* terminal.c - what the reader of a stream can show.
 * Knows environment variables and terminals. Of the locale only its name is read, for whether it
 * says UTF-8: no locale is ever loaded, so that figures look the same everywhere.
 */
#include "cli/run/terminal.h"
#include "core/base/count.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* NULL when it is not set, or set to nothing. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && *value != '\0' ? value : NULL;
}

bool terminal_color(enum color_choice choice, FILE *stream)
{
    const char *term = getenv("TERM"), *force = variable("FORCE_COLOR");
    if (choice != COLOR_AUTO)
        return choice == COLOR_ALWAYS;
    if (variable("NO_COLOR") != NULL)
        return false;
    if (force != NULL)
        return strcmp(force, "0") != 0 && strcmp(force, "false") != 0;
    return term != NULL && strcmp(term, "dumb") != 0 && isatty(fileno(stream));
}

static int within(long width)
{
    return width < MIN_WIDTH ? MIN_WIDTH : width > MAX_WIDTH ? MAX_WIDTH : (int)width;
}

int terminal_width(FILE *stream)
{
    const char *columns = variable("COLUMNS");
    if (columns != NULL && strspn(columns, "0123456789") == strlen(columns)) {
        long width = strlen(columns) < 10 ? strtol(columns, NULL, 10) : MAX_WIDTH;
        if (width > 0)
            return within(width);
    }
#ifdef TIOCGWINSZ
    struct winsize size;
    if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return within(size.ws_col);
#endif
    return DEFAULT_WIDTH;
}

int terminal_height(FILE *stream)
{
#ifdef TIOCGWINSZ
    struct winsize size;
    if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0)
        return size.ws_row;
#endif
    (void)stream;
    return 0;
}

/* "UTF-8" or "utf8", in any case, anywhere in the name of a locale. */
static bool names_utf8(const char *locale)
{
    for (; *locale != '\0'; locale++) {
        bool utf = (locale[0] | 32) == 'u' && (locale[1] | 32) == 't' && (locale[2] | 32) == 'f';
        if (utf && locale[3 + (locale[3] == '-')] == '8')
            return true;
    }
    return false;
}

bool terminal_ascii(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < COUNT(variables) && locale == NULL; i++)
        locale = variable(variables[i]);
    return locale == NULL || !names_utf8(locale);
}
