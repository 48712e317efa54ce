/* photo.c: hands an uploaded image to the confined child and keeps what comes back beside the book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "base/limits.h"
#include "rules/bound.h"
#include "rules/photo_child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEADLINE_US                                                                                \
    (20 * G_USEC_PER_SEC) /* four times the child's processor limit, for a busy machine */
#define DRAWN_MOST (LIMIT_PHOTO_BYTES) /* what comes back is at most 1600 x 1600 */

/* Each may need 512 MiB for a moment. */
static Bound children = {.most = 2};

static const char *
photo_mime(const guint8 *bytes, gsize length)
{
    static const guint8 jpeg[] = {0xff, 0xd8, 0xff};
    static const guint8 png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    if (length > sizeof(jpeg) && memcmp(bytes, jpeg, sizeof(jpeg)) == 0)
        return "image/jpeg";
    if (length > sizeof(png) && memcmp(bytes, png, sizeof(png)) == 0)
        return "image/png";
    return NULL;
}

typedef struct {
    pid_t pid;
    int in, out; /* our ends; -1 when closed */
} Child;

static void
close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool
child_start(Child *child, GError **error)
{
    /* A socket, because writing to a child that is gone must not raise a signal. */
    int in[2], out[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0)
        return fail(error, KN_IO, N_("The photo could not be read: %s."), g_strerror(errno));
    if (pipe2(out, O_CLOEXEC) != 0) {
        close(in[0]);
        close(in[1]);
        return fail(error, KN_IO, N_("The photo could not be read: %s."), g_strerror(errno));
    }
    posix_spawn_file_actions_t actions;
    char *arguments[] = {(char *)"ketnghia", (char *)"--photo", NULL};
    char *environment[] = {NULL};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO);
    int status = posix_spawn(&child->pid, "/proc/self/exe", &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    close(in[1]);
    close(out[1]);
    child->in = in[0];
    child->out = out[0];
    if (status == 0)
        return true;
    close_end(&child->in);
    close_end(&child->out);
    return fail(error, KN_IO, N_("The photo could not be read: %s."), g_strerror(status));
}

static bool
is_passing(gssize n)
{
    return n < 0 && (errno == EINTR || errno == EAGAIN);
}

/* Feeds and listens until the child closes its end; false when it took too long or said too much.
 */
static bool
child_talk(Child *child, const guint8 *bytes, gsize length, GByteArray *drawn)
{
    static const gsize chunk = 64 * 1024;
    g_autofree guint8 *buffer = g_malloc(chunk);
    gint64 deadline = g_get_monotonic_time() + DEADLINE_US;
    while (child->out >= 0) {
        gint64 left = deadline - g_get_monotonic_time();
        struct pollfd ends[] = {{child->in, POLLOUT, 0}, {child->out, POLLIN, 0}};
        if (left <= 0)
            return false;
        if (poll(ends, 2, (int)(left / 1000) + 1) < 0 && errno != EINTR)
            return false;
        if (ends[0].revents != 0) {
            gssize n = send(child->in, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (n > 0) {
                bytes += n;
                length -= (gsize)n;
            }
            if (length == 0 || (n <= 0 && !is_passing(n)))
                close_end(&child->in);
        }
        if (ends[1].revents != 0) {
            gssize n = read(child->out, buffer, chunk);
            if (n > 0)
                g_byte_array_append(drawn, buffer, (guint)n);
            else if (!is_passing(n))
                close_end(&child->out);
            if (drawn->len > DRAWN_MOST)
                return false;
        }
    }
    return true;
}

/* Reaps it; the PhotoStatus it ended with, or -1. */
static int
child_end(Child *child, bool finished)
{
    int status = 0;
    close_end(&child->in);
    close_end(&child->out);
    if (!finished)
        kill(child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return finished && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool
photo_draw(const guint8 *bytes, gsize length, GByteArray *drawn, GError **error)
{
    Child child = {0};
    bound_enter(&children);
    bool started = child_start(&child, error);
    int status = started ? child_end(&child, child_talk(&child, bytes, length, drawn)) : -1;
    bound_leave(&children);
    if (!started)
        return false;
    switch (status) {
    case PHOTO_DONE:
        return true;
    case PHOTO_TOO_LARGE:
        return fail(error, KN_LIMIT,
                    N_("This photo has more than %d million pixels; make it smaller first."),
                    LIMIT_PHOTO_PIXELS / 1000000);
    case PHOTO_FAILED:
        return fail(error, KN_IO, N_("The photo could not be drawn on this machine."));
    default:
        return fail(error, KN_INVALID, N_("This file is damaged or is not a photo."));
    }
}

bool
photo_take(Office *office, Db *db, const Book *book, const void *bytes, gsize length,
           char **ret_value, GError **error)
{
    if (length > LIMIT_PHOTO_BYTES)
        return fail(error, KN_LIMIT, N_("A photo may have at most %d MiB."),
                    LIMIT_PHOTO_BYTES / 1024 / 1024);
    const char *mime = photo_mime(bytes, length);
    if (mime == NULL)
        return fail(error, KN_INVALID,
                    N_("Only JPEG and PNG photos can be kept; save the photo as JPEG first."));
    g_autoptr(GByteArray) drawn = g_byte_array_new();
    if (!photo_draw(bytes, length, drawn, error))
        return false;
    if (g_strcmp0(photo_mime(drawn->data, drawn->len), mime) != 0)
        return fail(error, KN_INVALID, N_("This file is damaged or is not a photo."));
    Hash hash;
    if (!book_put_file(db, book->book, drawn->data, drawn->len, &hash, error))
        return false;
    g_autoptr(GString) value = g_string_new("sha256:");
    for (gsize i = 0; i < HASH_SIZE; i++)
        g_string_append_printf(value, "%02x", hash.bytes[i]);
    g_string_append_printf(value, " %u %s", drawn->len, mime);
    *ret_value = g_strdup(value->str);
    return true;
}
