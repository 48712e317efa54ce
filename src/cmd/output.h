/* output.h: where a command's words go: this process's own descriptors, or those handed over by another process
 * to the server. The only way for a command to speak.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"

Output *output_new(int in_fd, int out_fd, int error_fd);
void output_free(Output *output);

/* One plain line or part of it for people; the format is translated by the caller with _(). */
void output_print(Output *output, const char *format, ...) G_GNUC_PRINTF(2, 3);
void output_write(Output *output, const void *data, gsize length);
/* One JSON document, indented, with a final newline. Takes the reference. */
void output_json(Output *output, json_t *json);
/* A sentence on the error side. */
void output_warn(Output *output, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Whether somebody sits at a terminal; then a question and the line that is typed (yours to free,
 * NULL: none), hidden where it is a secret. */
bool output_can_ask(const Output *output);
char *output_ask(Output *output, const char *question, bool hidden);
char *output_read_line(Output *output); /* of the standard input; NULL: nothing came */
/* Progress of long work: on a terminal only, rewritten in place. */
void output_progress(Output *output, const char *what, guint64 done, guint64 all);
bool output_failed(const Output *output); /* a write failed: the reader went away */

/* Writes a whole file: temporary name, sync, rename; an existing file is replaced only when `replace`. */
bool output_file(const char *path, const void *data, gsize length, bool replace,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
