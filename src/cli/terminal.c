/* terminal.c - what the reader of a stream can show.
 * Knows environment variables, terminals and the locale's character set; nothing else of the
 * locale is ever used, so that figures look the same everywhere.
 */
#include "terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && *value != '\0';
}

bool terminal_color(enum color_choice choice, FILE *stream)
{
    const char *term = getenv("TERM"), *force = getenv("FORCE_COLOR");
    if (choice != COLOR_AUTO)
        return choice == COLOR_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    if (is_set("FORCE_COLOR"))
        return strcmp(force, "0") != 0 && strcmp(force, "false") != 0;
    return term != NULL && strcmp(term, "dumb") != 0 && isatty(fileno(stream));
}

static int within(long width)
{
    return width < MIN_WIDTH ? MIN_WIDTH : width > MAX_WIDTH ? MAX_WIDTH : (int)width;
}

int terminal_width(FILE *stream)
{
    const char *columns = getenv("COLUMNS");
    if (columns != NULL && *columns != '\0' && strspn(columns, "0123456789") == strlen(columns)) {
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

bool terminal_ascii(void)
{
    if (setlocale(LC_CTYPE, "") == NULL)
        return true;
    const char *charset = nl_langinfo(CODESET);
    return strcmp(charset, "UTF-8") != 0 && strcmp(charset, "utf8") != 0;
}
