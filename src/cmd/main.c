/* main.c: what the process sets up before a command runs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/main.h"

#include "base/lang.h"
#include "cmd/output.h"
#include "cmd/run.h"
#include "rules/photo_child.h"
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

/* Descriptors 0 to 2 are open before any file is, so that a stray print can never land in the book. */
static void
keep_standard_descriptors(void)
{
    int fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= 2)
        fd = open("/dev/null", O_RDWR);
    if (fd > 2)
        close(fd);
}

static const char *
environment_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value != NULL && *value != '\0' && lang_from_code(value) != LANG_UNSET)
            return value;
    }
    return "vi";
}

int
cmd_main(int argument_count, char **arguments)
{
    keep_standard_descriptors();
    if (argument_count == 2 && g_str_equal(arguments[1], "--photo"))
        return photo_child_run();
    signal(SIGPIPE, SIG_IGN);
    umask(077);
    if (sodium_init() < 0)
        return 1;

    g_autofree char *folder = g_get_current_dir();
    const char *file = g_getenv("KETNGHIA_FILE");
    Output *out = output_new(STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
    int status = cmd_run(argument_count - 1, arguments + 1, folder,
                         file != NULL ? file : "so.ketnghia", environment_language(), NULL, out);
    output_free(out);
    return status;
}
