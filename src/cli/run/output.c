/* output.c - outputs that are written whole or not at all.
 * Knows when something may be lost and what a full disk looks like; refuses to know where a target
 * is written (place.c) and what.
 */
#ifdef __linux__
#define _GNU_SOURCE /* fopencookie() */
#endif
#include "cli/run/output.h"
#include "cli/run/place.h"
#include "cli/run/terminal.h"
#include "text/csv/csv_separated.h"
#include "text/grow.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool complain_memory(struct llmcost_diags *diags)
{
    return deny(diags, E_OUT_OF_MEMORY, NULL, "out of memory");
}

#ifdef __linux__
/* glibc's open_memstream() loses text for want of memory and reports success. */
static ssize_t keep(void *cookie, const char *bytes, size_t count)
{
    struct sink *sink = cookie;
    sink->too_large = sink->too_large || (sink->most > 0 && sink->length + count > sink->most);
    if (sink->failed || sink->too_large ||
        !grow(&sink->text, 1, sink->length + count, &sink->room)) {
        sink->failed = true;
        return 0;
    }
    memcpy(sink->text + sink->length, bytes, count);
    sink->length += count;
    return (ssize_t)count;
}

static FILE *open_text(struct sink *sink)
{
    return fopencookie(sink, "w", (cookie_io_functions_t){.write = keep});
}
#else
static FILE *open_text(struct sink *sink)
{
    return open_memstream(&sink->text, &sink->length);
}
#endif

bool sinks_open(struct sink *sinks, int count, const struct target *targets,
                struct llmcost_diags *diags)
{
    for (int i = 0; i < count; i++)
        sinks[i] = (struct sink){.target = targets[i]};
    for (int i = 0; i < count; i++) {
        sinks[i].stream = open_text(&sinks[i]);
        if (sinks[i].stream == NULL)
            return complain_memory(diags);
    }
    return true;
}

static bool close_direct(const struct sink *sink, FILE *stream, struct llmcost_diags *diags)
{
    errno = sink->error;
    bool ok = fflush(stream) == 0 && !ferror(stream);
    ok = ok && (sink->temporary == NULL || fsync(fileno(stream)) == 0);
    int error = errno;
    if (fclose(stream) != 0 && ok) {
        ok = false;
        error = errno;
    }
    return ok || place_complain(diags, sink->target.path, error);
}

bool sinks_close(struct sink *sinks, int count, struct llmcost_diags *diags)
{
    bool ok = true;
    bool wrote = true;
    for (int i = 0; i < count; i++) {
        FILE *stream = sinks[i].stream;
        sinks[i].stream = NULL;
        if (stream == NULL)
            continue;
        if (sinks[i].direct) {
            wrote = close_direct(&sinks[i], stream, diags) && wrote;
            continue;
        }
        bool failed = ferror(stream) != 0;
        ok = fclose(stream) == 0 && !failed && !sinks[i].failed && ok;
    }
    return (ok || complain_memory(diags)) && wrote;
}

bool sinks_separate(struct sink *sinks, int count, enum csv_separator separator,
                    struct llmcost_diags *diags)
{
    bool ok = true;
    for (int i = 0; i < count && separator != SEPARATOR_COMMA; i++) {
        struct sink *sink = &sinks[i];
        struct text_buffer text = {0};
        if (!sink->target.format->tables || sink->length == 0)
            continue;
        csv_separated(&text, sink->text, sink->length,
                      separator == SEPARATOR_SEMICOLON ? ';' : '\t',
                      separator == SEPARATOR_SEMICOLON);
        ok = ok && !text.failed;
        free(sink->text);
        sink->text = text.data;
        sink->length = text.length;
    }
    return ok || complain_memory(diags);
}

void sinks_free(struct sink *sinks, int count)
{
    for (int i = 0; i < count; i++) {
        if (sinks[i].stream != NULL)
            fclose(sinks[i].stream);
        if (sinks[i].temporary != NULL) {
            unlink(sinks[i].temporary);
            temporary_forget(sinks[i].temporary);
        }
        free(sinks[i].text);
        free(sinks[i].temporary);
        free(sinks[i].final);
    }
}

/* Write and close; the first failure is left in errno. */
static bool fill(int file, const struct sink *sink, bool to_disk)
{
    bool ok = place_write(file, sink->text, sink->length) && (!to_disk || fsync(file) == 0);
    int error = errno;
    if (close(file) != 0 && ok)
        return false;
    errno = error;
    return ok;
}

/* Everything that can fail short of renaming. */
static bool prepare(struct sink *sink, struct llmcost_diags *diags)
{
    int file = place_open(sink, diags);
    return file >= 0 && (fill(file, sink, sink->temporary != NULL) ||
                         place_complain(diags, sink->target.path, errno));
}

bool sinks_direct(struct sink *sinks, int count, bool quiet, struct llmcost_diags *diags)
{
    for (int i = 0; i < count; i++) {
        struct sink *sink = &sinks[i];
        const char *path = sink->target.path;
        if (sink->most > 0)
            continue;
        fclose(sink->stream);
        free(sink->text);
        sink->text = NULL;
        sink->length = 0;
        sink->direct = true;
        if (path == NULL) {
            sink->stream = quiet ? fopen("/dev/null", "w") : stdout;
        } else {
            int file = place_open(sink, diags);
            if (file < 0)
                return false;
            sink->stream = fdopen(file, "w");
            if (sink->stream == NULL) {
                const int error = errno;
                close(file);
                errno = error;
            }
        }
        if (sink->stream == NULL)
            return place_complain(diags, path, errno);
    }
    return true;
}

static bool write_stdout(const struct sink *sink, struct llmcost_diags *diags)
{
    errno = 0;
    if (sink->length == 0 ||
        (sink->pager != NULL && pager_show(sink->pager, sink->text, sink->length)))
        return true;
    bool ok = fwrite(sink->text, 1, sink->length, stdout) == sink->length && fflush(stdout) == 0;
    int error = errno;
    if (fclose(stdout) != 0 && ok) {
        ok = false;
        error = errno;
    }
    return ok || place_complain(diags, NULL, error);
}

bool sinks_commit(struct sink *sinks, int count, bool quiet, struct llmcost_diags *diags)
{
    for (int i = 0; i < count; i++)
        if (sinks[i].target.path != NULL && !sinks[i].direct && !prepare(&sinks[i], diags))
            return false;
    for (int i = 0; i < count; i++) {
        if (sinks[i].temporary == NULL)
            continue;
        if (rename(sinks[i].temporary, sinks[i].final) != 0 &&
            !(errno == EBUSY && place_copy(&sinks[i], diags)))
            return place_complain(diags, sinks[i].target.path, errno);
        temporary_forget(sinks[i].temporary);
        free(sinks[i].temporary);
        sinks[i].temporary = NULL;
    }
    for (int i = 0; i < count; i++)
        if (sinks[i].target.path == NULL && !sinks[i].direct && !quiet &&
            !write_stdout(&sinks[i], diags))
            return false;
    return true;
}

void reserve_standard_files(void)
{
    /* Opened the wrong way round on purpose: using a file that was closed still fails. */
    static const int modes[] = {
        [STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY};
    for (int file = 0; file < 3; file++)
        if (fcntl(file, F_GETFD) == -1 && errno == EBADF && open("/dev/null", modes[file]) < 0)
            return;
}
