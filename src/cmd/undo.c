/* undo.c: takes back a record, a correction, a whole import, or an earlier undo.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "rules/write.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say which record, batch or entry, and only one.");
    g_autoptr(Book) book = NULL;
    gint64 target = -1, entry = -1;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, NULL) : NULL;
        if (db == NULL || !record_id_read(db, own, cmd->arguments[0], &book, &target, error))
            return false;
    }
    const char *why = cmd_option(cmd, "why");
    if (!record_undo(cmd->office, book->code, &cmd->actor, target, why != NULL ? why : "", &entry,
                     error))
        return false;
    g_autofree char *undone = record_id(book, target), *id = record_id(book, entry);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:s, s:I}", "undone", undone, "id", id, "entry",
                                        (json_int_t)entry));
    else
        output_print(cmd->out, _("%s is undone; `ketnghia undo %s` brings it back.\n"), undone, id);
    return true;
}

static const GOptionEntry options[] = {
    {"why", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the reason, kept in the book"), "TEXT"},
    {NULL},
};

const Command cmd_undo = {
    "undo",
    "ID|BATCH [--why TEXT]",
    N_("takes back a record, a correction, a whole import or an undo"),
    "ketnghia undo HG-17",
    COMMAND_READS,
    options,
    run,
};
