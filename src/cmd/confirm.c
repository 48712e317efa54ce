/* confirm.c: a second person confirms that a help reached its address.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "rules/write.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say which help, and only one.");
    g_autoptr(Book) book = NULL;
    gint64 target = -1, entry = -1;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, NULL) : NULL;
        if (db == NULL || !record_id_read(db, own, cmd->arguments[0], &book, &target, error))
            return false;
    }
    if (!help_verify(cmd->office, book->code, &cmd->actor, target, &entry, error))
        return false;
    g_autofree char *id = record_id(book, target);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:I}", "id", id, "entry", (json_int_t)entry));
    else
        output_print(cmd->out, _("%s is confirmed by a second person.\n"), id);
    return true;
}

const Command cmd_confirm = {
    "confirm",
    "HELP",
    N_("confirms as a second person that a help reached its address"),
    "ketnghia confirm HG-17 --author \"Trần Thị Bưởi\"",
    COMMAND_READS,
    NULL,
    run,
};
