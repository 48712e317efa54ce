/* log_export.c: the whole public side of a book as a C2SP tile directory.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "book/export.h"
#include "cmd/output.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the folder to make.");
    g_autofree char *path = cmd_path(cmd, cmd->arguments[0]);
    g_autoptr(Db) db = store_write(cmd->office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
    if (book == NULL || !export_log(db, book, path, error) || !db_commit(db, error))
        return false;
    output_print(cmd->out, _("The public side of the book of %s is in %s.\n"), book->code, path);
    return true;
}

const Command cmd_log_export = {
    "log export",
    "DIR",
    N_("writes the public side of the book as a folder"),
    "ketnghia --unit HG-CD log export so-HG-CD",
    COMMAND_READS,
    NULL,
    run,
};
