/* Outputs that are written whole or not at all, and never in the place of a device: a table of what
 * stands under the name, and what must stand there afterwards. A device is made in a directory of
 * the test's own, so that no mistake of ours can cost the machine its /dev/null.
 */
#define _DEFAULT_SOURCE /* mknod(), mkdtemp(), makedev() */

#include "unit.h"

#include "cli/run/output.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/sysmacros.h>
#endif
#include <unistd.h>

static char directory[] = "/tmp/llmcost-output.XXXXXX";
static const char NEW[] = "new\n";

static bool put_file(const char *path, mode_t mode)
{
    FILE *file = fopen(path, "w");
    bool ok = file != NULL && fputs("old\n", file) >= 0;
    return (file == NULL || fclose(file) == 0) && ok && chmod(path, mode) == 0;
}

static bool nothing(const char *path)
{
    (void)path;
    return true;
}

static bool a_file(const char *path)
{
    return put_file(path, 0640);
}

static bool a_link_to_a_file(const char *path)
{
    return put_file("behind", 0600) && symlink("behind", path) == 0;
}

static bool a_directory(const char *path)
{
    return mkdir(path, 0700) == 0;
}

static bool a_null_device(const char *path)
{
    if (mknod(path, S_IFCHR | 0600, makedev(1, 3)) != 0)
        return false;
    int file = open(path, O_WRONLY); /* a file system may allow to make devices, not to use them */
    return file >= 0 && close(file) == 0;
}

static bool a_link_to_a_null_device(const char *path)
{
    return a_null_device("behind") && symlink("behind", path) == 0;
}

static bool a_full_device(const char *path)
{
    return mknod(path, S_IFCHR | 0600, makedev(1, 7)) == 0;
}

struct output_case {
    const char *name;
    bool (*make)(const char *path);
    mode_t type, mode; /* of the name afterwards; mode 0: whatever */
    const char *text;  /* of what is behind the name afterwards, NULL: not a file */
    bool fails, is_device;
};

static const struct output_case cases[] = {
    {.name = "nothing there", .make = nothing, .type = S_IFREG, .text = NEW},
    {.name = "a file", .make = a_file, .type = S_IFREG, .mode = 0640, .text = NEW},
    {.name = "a link to a file", .make = a_link_to_a_file, .type = S_IFLNK, .text = NEW},
    {.name = "a directory", .make = a_directory, .type = S_IFDIR, .fails = true},
    {.name = "a null device", .make = a_null_device, .type = S_IFCHR, .is_device = true},
    {.name = "a link to a null device",
     .make = a_link_to_a_null_device,
     .type = S_IFLNK,
     .is_device = true},
    {.name = "a full device",
     .make = a_full_device,
     .type = S_IFCHR,
     .fails = true,
     .is_device = true},
};

static bool commit(const char *path)
{
    static struct llmcost_diags diags;
    struct target target = {.format = formats[0], .path = path};
    struct sink sink;
    llmcost_diags_init(&diags);
    assert_true(sinks_open(&sink, 1, &target, &diags));
    fputs(NEW, sink.stream);
    assert_true(sinks_close(&sink, 1, &diags));
    bool done = sinks_commit(&sink, 1, false, &diags);
    assert_int_equal(done, diags.errors == 0);
    sinks_free(&sink, 1);
    return done;
}

static void check_case(const struct output_case *row, bool *ret_skipped)
{
    char text[16] = "";
    struct stat status;
    if (!row->make("out")) {
        if (!row->is_device)
            fail_msg("%s: cannot be made", row->name);
        print_message("SKIPPED, no device can be made here: %s\n", row->name);
        *ret_skipped = true;
    } else {
        if (commit("out") == row->fails)
            fail_msg("%s: %s", row->name, row->fails ? "written" : "not written");
        if (lstat("out", &status) != 0 || (status.st_mode & S_IFMT) != row->type)
            fail_msg("%s: has become something else", row->name);
        if (row->mode != 0 && (status.st_mode & 0777) != row->mode)
            fail_msg("%s: its mode is %o", row->name, (unsigned)status.st_mode & 0777);
        if (row->is_device && (stat("out", &status) != 0 || !S_ISCHR(status.st_mode)))
            fail_msg("%s: the device is gone", row->name);
        FILE *file = row->text != NULL ? fopen("out", "r") : NULL;
        if (file != NULL) {
            size_t length = fread(text, 1, sizeof text - 1, file);
            text[length] = '\0';
            fclose(file);
        }
        if (row->text != NULL)
            assert_string_equal(text, row->text);
        for (int attempt = 0; attempt < 3; attempt++) {
            char left[64];
            snprintf(left, sizeof left, ".llmcost-%ld-%d.tmp", (long)getpid(), attempt);
            if (access(left, F_OK) == 0)
                fail_msg("%s: %s is left over", row->name, left);
        }
    }
    (void)(unlink("out") == 0 || rmdir("out") == 0);
    (void)unlink("behind");
}

static void check_cases(bool devices)
{
    bool skipped = false;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (cases[i].is_device == devices)
            check_case(&cases[i], &skipped);
    if (skipped)
        skip();
}

static void test_files(void **state)
{
    (void)state;
    check_cases(false);
}

static void test_devices(void **state)
{
    (void)state;
    check_cases(true);
}

static int enter(void **state)
{
    (void)state;
    return mkdtemp(directory) != NULL && chdir(directory) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    return chdir("/") == 0 && rmdir(directory) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_devices),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
