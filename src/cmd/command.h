/* command.h: one row per command; help, man page and completion are printed from the same row. To add one:
 * cmd/NAME.c ending in `const Command cmd_NAME`, and its name in cmd/meson.build. A command writes to its Output,
 * never to stdout, because it may run inside the server on behalf of another process.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"
#include "rules/write.h"
#include <glib.h>
#include <jansson.h>

typedef struct Output Output; /* cmd/output.h */

typedef enum {
    COMMAND_ALONE = 0,      /* needs no office (help, kinds, demo) */
    COMMAND_READS = 1 << 0, /* the office is opened */
    COMMAND_MAKES = 1 << 1, /* ... and made when missing (init) */
    COMMAND_OWNS = 1 << 2,  /* cannot run inside the server (serve, restore) */
} CommandNeeds;

typedef struct Cmd Cmd;
typedef struct {
    const char *name;    /* "partner card": words as typed */
    const char *usage;   /* "KIND field=value ..." */
    const char *help;    /* msgid, one sentence */
    const char *example; /* one whole line */
    CommandNeeds needs;
    const GOptionEntry
        *options; /* beyond --file --unit --lang --format --of; NULL: none; see cmd_option */
    bool (*run)(Cmd *cmd, GError **error);
} Command;

struct Cmd {
    const Command *command;
    const char *file, *unit, *format, *folder; /* folder: relative paths start there */
    const char *shown;   /* file, without the password that an address may hold */
    char **arguments;    /* after the command's words and options; NULL-terminated */
    GHashTable *options; /* name -> value, "" for flags */
    Office *office;      /* NULL for COMMAND_ALONE */
    Actor actor;
    Output *out;
    int exit_status; /* a command may set 3 (verify) without failing */
};
const char *cmd_option(const Cmd *cmd, const char *name); /* NULL when not given */
bool cmd_wants_json(const Cmd *cmd);
char *cmd_path(const Cmd *cmd, const char *path); /* resolved against folder; yours */

extern const Command *const commands[];
extern const gsize commands_count;
