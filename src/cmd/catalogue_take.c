/* catalogue_take.c: writes the unit's own record of a movement that the program knows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/catalogue.h"

#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID,
                    "Say one name of the catalogue; `ketnghia catalogue list` lists them.");
    const ShippedCampaign *campaign = shipped_campaign_find(cmd->arguments[0]);
    if (campaign == NULL)
        return fail(error, KN_MISSING, "The catalogue has nothing called \"%s\".",
                    cmd->arguments[0]);
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = shipped_campaign_record(campaign);
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        book = db != NULL ? office_book(db, cmd->unit, error) : NULL;
        if (book == NULL || !shipped_campaign_taken(db, book, campaign, &entry, error))
            return false;
    }
    if (entry >= 0) {
        g_autofree char *taken = record_id(book, entry);
        return fail(error, KN_CONFLICT, "The book has it already: %s.", taken);
    }
    if (!record_add(cmd->office, book->code, &cmd->actor, record, problems, &entry, error) ||
        !fields_settle(cmd, problems, error))
        return false;
    g_autofree char *id = record_id(book, entry);
    if (!cmd_wants_json(cmd)) {
        output_print(cmd->out, "campaign %s entry %" G_GINT64_FORMAT "\n", id, entry);
        return true;
    }
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Record) written = db != NULL ? record_load(db, book, entry, error) : NULL;
    if (written == NULL)
        return false;
    output_json(cmd->out, record_document(book, written));
    return true;
}

const Command cmd_catalogue_take = {
    "catalogue take",
    "NAME",
    N_("takes a movement into the book, by any of its names"),
    "ketnghia catalogue take \"Tet nhan ai\" --unit KG",
    COMMAND_READS,
    NULL,
    run,
};
