/* forward.c: commands handed to the server that holds the file. A request is one datagram-like message on a
 * SOCK_SEQPACKET socket: folder, language, then the words, each ended by a zero byte, with three descriptors; the
 * answer is the exit status as one byte.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/forward.h"

#include "base/error.h"
#include "base/lang.h"
#include "cmd/output.h"
#include "cmd/run.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define MESSAGE_MAX (128 * 1024) /* a command line: the kernel's own limit for one argument */
#define COMMANDS_AT_ONCE 8

/* Socket paths hold at most 108 bytes, so the name is reached through the folder's descriptor. */
static bool
socket_address(const char *file, struct sockaddr_un *ret_address, int *ret_folder)
{
    g_autofree char *path = store_beside(file, ".sock");
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    *ret_address = (struct sockaddr_un){.sun_family = AF_UNIX};
    int length = g_snprintf(ret_address->sun_path, sizeof ret_address->sun_path,
                            "/proc/self/fd/%d/%s", fd, name);
    if (length >= (int)sizeof ret_address->sun_path) {
        close(fd);
        return false;
    }
    *ret_folder = fd;
    return true;
}

int
forward_to_server(const char *file, int argument_count, char **arguments, const char *folder)
{
    struct sockaddr_un address;
    int folder_fd;
    if (!socket_address(file, &address, &folder_fd))
        return -1;
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    bool connected = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    close(folder_fd);
    if (!connected) {
        if (fd >= 0)
            close(fd);
        return -1;
    }

    g_autoptr(GByteArray) message = g_byte_array_new();
    g_byte_array_append(message, (const guint8 *)folder, strlen(folder) + 1);
    const char *language = lang_code(lang_current());
    g_byte_array_append(message, (const guint8 *)language, strlen(language) + 1);
    for (int i = 0; i < argument_count; i++)
        g_byte_array_append(message, (const guint8 *)arguments[i], strlen(arguments[i]) + 1);

    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(3 * sizeof(int))];
    } control = {0};
    struct iovec part = {message->data, message->len};
    struct msghdr packet = {.msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = control.room,
                            .msg_controllen = sizeof control.room};
    struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(3 * sizeof(int));
    int descriptors[3] = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
    memcpy(CMSG_DATA(header), descriptors, sizeof descriptors);

    guint8 status = 4;
    if (message->len <= MESSAGE_MAX &&
        sendmsg(fd, &packet, MSG_NOSIGNAL) == (ssize_t)message->len) {
        ssize_t got;
        do
            got = recv(fd, &status, 1, 0);
        while (got < 0 && errno == EINTR);
        if (got != 1)
            status = 4;
    }
    close(fd);
    return status;
}

struct Forward {
    Office *office;
    char *file, *path;
    int listening, stop;
    GThread *thread;
    GThreadPool *pool;
};

/* One command of another process. */
static void
serve_one(gpointer data, gpointer user_data)
{
    Forward *forward = user_data;
    int fd = GPOINTER_TO_INT(data);
    g_autofree char *message = g_malloc(MESSAGE_MAX + 1);
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(3 * sizeof(int))];
    } control = {0};
    struct iovec part = {message, MESSAGE_MAX};
    struct msghdr packet = {.msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = control.room,
                            .msg_controllen = sizeof control.room};
    ssize_t length = recvmsg(fd, &packet, MSG_CMSG_CLOEXEC);
    struct cmsghdr *header = length > 0 ? CMSG_FIRSTHDR(&packet) : NULL;
    if (header == NULL || header->cmsg_type != SCM_RIGHTS ||
        header->cmsg_len != CMSG_LEN(3 * sizeof(int))) {
        close(fd);
        return;
    }
    int descriptors[3];
    memcpy(descriptors, CMSG_DATA(header), sizeof descriptors);
    message[length] = '\0';

    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (char *at = message; at < message + length; at += strlen(at) + 1)
        g_ptr_array_add(words, at);
    guint8 status = 2;
    if (words->len >= 2) {
        Output *out = output_new(descriptors[0], descriptors[1], descriptors[2]);
        status = (guint8)cmd_run((int)words->len - 2, (char **)words->pdata + 2, words->pdata[0],
                                 forward->file, words->pdata[1], forward->office, out);
        output_free(out);
    }
    for (int i = 0; i < 3; i++)
        close(descriptors[i]);
    if (send(fd, &status, 1, MSG_NOSIGNAL) != 1)
        g_debug("the other process went away");
    close(fd);
}

static gpointer
accept_commands(gpointer data)
{
    Forward *forward = data;
    struct pollfd waiting[2] = {{forward->listening, POLLIN, 0}, {forward->stop, POLLIN, 0}};
    while (poll(waiting, 2, -1) >= 0 || errno == EINTR) {
        if (waiting[1].revents != 0)
            break;
        if (waiting[0].revents == 0)
            continue;
        int fd = accept4(forward->listening, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0)
            g_thread_pool_push(forward->pool, GINT_TO_POINTER(fd), NULL);
    }
    return NULL;
}

Forward *
forward_listen(Office *office, const char *file, GError **error)
{
    struct sockaddr_un address;
    int folder_fd;
    g_autofree char *path = store_beside(file, ".sock");
    if (!socket_address(file, &address, &folder_fd))
        return fail_null(error, KN_IO, "The folder of %s cannot be opened.", path);
    unlink(path); /* we hold the file's lock: a socket left there is of a process that died */
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    bool listening = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
                     chmod(path, 0600) == 0 && listen(fd, COMMANDS_AT_ONCE) == 0;
    close(folder_fd);
    if (!listening) {
        if (fd >= 0)
            close(fd);
        return fail_null(error, KN_IO, "The address for commands (%s) cannot be made: %s", path,
                         g_strerror(errno));
    }
    Forward *forward = g_new0(Forward, 1);
    forward->office = office;
    forward->file = g_strdup(file);
    forward->path = g_steal_pointer(&path);
    forward->listening = fd;
    forward->stop = eventfd(0, EFD_CLOEXEC);
    forward->pool = g_thread_pool_new(serve_one, forward, COMMANDS_AT_ONCE, FALSE, NULL);
    forward->thread = g_thread_new("commands", accept_commands, forward);
    return forward;
}

void
forward_close(Forward *forward)
{
    if (forward == NULL)
        return;
    guint64 one = 1;
    if (write(forward->stop, &one, sizeof one) != sizeof one)
        g_error("the command thread cannot be stopped");
    g_thread_join(forward->thread);
    g_thread_pool_free(forward->pool, FALSE, TRUE);
    close(forward->listening);
    close(forward->stop);
    unlink(forward->path);
    g_free(forward->path);
    g_free(forward->file);
    g_free(forward);
}
