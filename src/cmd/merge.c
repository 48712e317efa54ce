/* merge.c: two records that are the same thing become one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "rules/write.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    char **ids = cmd->arguments;
    if (ids[0] == NULL || ids[1] == NULL || ids[2] != NULL)
        return fail(error, KN_INVALID,
                    "Say two records: the one that goes and the one that stays.");
    g_autoptr(Book) book = NULL, second = NULL;
    gint64 goes = -1, stays = -1, batch = -1;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (own == NULL || !record_id_read(db, own, ids[0], &book, &goes, error) ||
            !record_id_read(db, own, ids[1], &second, &stays, error))
            return false;
    }
    if (book->book != second->book)
        return fail(error, KN_INVALID,
                    "The two stand in different books; name one in the other under \"Already "
                    "counted in\" instead.");
    if (!record_merge(cmd->office, book->code, &cmd->actor, goes, stays, cmd_option(cmd, "why"),
                      &batch, error))
        return false;
    g_autofree char *gone = record_id(book, goes), *kept = record_id(book, stays),
                    *id = record_id(book, batch);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:s, s:s}", "merged", gone, "into", kept, "id", id));
    else
        output_print(cmd->out, _("%s is now %s; `ketnghia undo %s` brings both back.\n"), gone,
                     kept, id);
    return true;
}

static const GOptionEntry options[] = {
    {"why", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the reason, kept in the book"), "TEXT"},
    {NULL},
};

const Command cmd_merge = {
    "merge",
    "ID INTO-ID --why TEXT",
    N_("puts two records of the same thing together; what named the first names the second"),
    "ketnghia merge KG-19 KG-17 --why \"nhập hai lần\"",
    COMMAND_READS,
    options,
    run,
};
