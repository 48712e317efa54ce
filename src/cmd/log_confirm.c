/* log_confirm.c: an officer says that this file is the only copy there is: after a restored backup, signing goes on
 * from here. The office is not opened: it refuses an old copy.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "book/head.h"
#include "cmd/output.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] != NULL)
        return fail(error, KN_INVALID, "This command takes nothing more.");
    if (cmd_option(cmd, "only-copy") == NULL)
        return fail(error, KN_INVALID,
                    "Entries that a newer file or a partner holds would be contradicted for ever. "
                    "Look for them first; "
                    "then say --only-copy.");
    g_autoptr(Store) store = store_open(cmd->file, STORE_OPEN, error);
    g_autoptr(Db) db = store != NULL ? store_write(store, error) : NULL;
    if (db == NULL || !mark_confirm(db, error) || !db_commit(db, error))
        return false;
    output_print(cmd->out, _("%s counts as the only copy; its books are signed from here on.\n"),
                 cmd->shown);
    return true;
}

static const GOptionEntry options[] = {
    {"only-copy", 0, 0, G_OPTION_ARG_NONE, NULL,
     N_("no newer file exists, and no partner has newer entries"), NULL},
    {NULL},
};

const Command cmd_log_confirm = {
    "log confirm",
    "--only-copy",
    N_("goes on from a restored copy, when there is no newer one"),
    "ketnghia log confirm --only-copy",
    COMMAND_ALONE | COMMAND_OWNS,
    options,
    run,
};
