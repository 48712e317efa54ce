/* output.c: where a command's words go.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/output.h"

#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#define ANSWER_MAX 4096

struct Output {
    int in_fd, out_fd, error_fd;
    bool failed, terminal, progressing;
    gint64 shown_us;
};

Output *
output_new(int in_fd, int out_fd, int error_fd)
{
    Output *output = g_new0(Output, 1);
    output->in_fd = in_fd;
    output->out_fd = out_fd;
    output->error_fd = error_fd;
    output->terminal = isatty(error_fd);
    return output;
}

static void
write_all(Output *output, int fd, const char *data, gsize length)
{
    while (length > 0 && !output->failed) {
        ssize_t written = write(fd, data, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            output->failed = true;
            return;
        }
        data += written;
        length -= (gsize)written;
    }
}

static void
end_progress(Output *output)
{
    if (output->progressing)
        write_all(output, output->error_fd, "\r\033[K", 4);
    output->progressing = false;
}

void
output_free(Output *output)
{
    if (output == NULL)
        return;
    end_progress(output);
    g_free(output);
}

void
output_write(Output *output, const void *data, gsize length)
{
    end_progress(output);
    write_all(output, output->out_fd, data, length);
}

bool
output_can_ask(const Output *output)
{
    return output->terminal && isatty(output->in_fd);
}

/* Without the newline; NULL: nothing came. */
static char *
read_line(int fd)
{
    char line[ANSWER_MAX];
    gsize length = 0;
    bool ended = false;
    while (!ended && length < sizeof line) {
        ssize_t got = read(fd, line + length, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        ended = line[length] == '\n';
        length += ended ? 0 : 1;
    }
    char *answer = ended || length > 0 ? g_strndup(line, length) : NULL;
    explicit_bzero(line, sizeof line);
    return answer;
}

char *
output_read_line(Output *output)
{
    return read_line(output->in_fd);
}

char *
output_ask(Output *output, const char *question, bool hidden)
{
    struct termios before, silent;
    end_progress(output);
    hidden = hidden && tcgetattr(output->in_fd, &before) == 0;
    if (hidden) {
        silent = before;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        (void)tcsetattr(output->in_fd, TCSADRAIN, &silent);
    }
    write_all(output, output->error_fd, question, strlen(question));
    write_all(output, output->error_fd, " ", 1);
    char *answer = read_line(output->in_fd);
    if (hidden) {
        (void)tcsetattr(output->in_fd, TCSADRAIN, &before);
        write_all(output, output->error_fd, "\n", 1);
    }
    return answer;
}

void
output_print(Output *output, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    output_write(output, text, strlen(text));
}

void
output_json(Output *output, json_t *json)
{
    char *text = json_dumps(json, JSON_INDENT(2));
    output_write(output, text, strlen(text));
    output_write(output, "\n", 1);
    free(text);
    json_decref(json);
}

void
output_warn(Output *output, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    end_progress(output);
    write_all(output, output->error_fd, text, strlen(text));
}

void
output_progress(Output *output, const char *what, guint64 done, guint64 all)
{
    gint64 now = g_get_monotonic_time();
    if (!output->terminal || (output->progressing && now - output->shown_us < 100000 && done < all))
        return;
    g_autofree char *line =
        g_strdup_printf("\r\033[K%s %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, what, done, all);
    write_all(output, output->error_fd, line, strlen(line));
    output->progressing = true;
    output->shown_us = now;
}

bool
output_failed(const Output *output)
{
    return output->failed;
}

bool
output_file(const char *path, const void *data, gsize length, bool replace, GError **error)
{
    if (!replace && g_file_test(path, G_FILE_TEST_EXISTS))
        return fail(error, KN_CONFLICT, "%s is there already; choose another name.", path);
    if (!g_file_set_contents_full(path, data, (gssize)length,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                  0600, error))
        return fail_at(error, "Writing %s", path);
    return true;
}
