/* draw_seal.c: seals a seed for the draw of a fund's next meeting.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/draw.h"
#include "cmd/output.h"
#include "records/kinds.h"
#include "rules/fund.h"

Record *
draw_of(Cmd *cmd, Db *db, const char *kind, Book **ret_book, GError **error)
{
    g_autoptr(Book) own = office_book(db, cmd->unit, NULL);
    gint64 entry = -1;
    if (cmd->arguments[0] == NULL)
        return fail_null(error, KN_INVALID, "Say which record.");
    if (!record_id_read(db, own, cmd->arguments[0], ret_book, &entry, error))
        return NULL;
    g_autoptr(Record) record = record_load(db, *ret_book, entry, error);
    if (record == NULL)
        return NULL;
    if (!g_str_equal(record->kind->name, kind))
        return fail_null(error, KN_INVALID, "%s is not of the kind \"%s\".", cmd->arguments[0],
                         _(kind_get(kind)->label));
    return g_steal_pointer(&record);
}

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) fund = NULL;
    Day day = office_today(cmd->office);
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        fund = db != NULL ? draw_of(cmd, db, "fund", &book, error) : NULL;
        g_autoptr(FundLedger) ledger = fund != NULL ? fund_ledger_of(db, book, fund, error) : NULL;
        if (ledger == NULL)
            return false;
        if (fund_day_next(ledger) != DAY_UNSET)
            day = fund_day_next(ledger);
    }
    gint64 entry = -1;
    if (!fund_draw_seal(cmd->office, book->code, &cmd->actor, fund->entry, day, &entry, error))
        return false;
    g_autoptr(Db) db = store_read(cmd->office->store, error);
    g_autoptr(Record) draw = db != NULL ? record_load(db, book, entry, error) : NULL;
    if (draw == NULL)
        return false;
    g_autofree char *id = record_id(book, entry);
    const char *commitment = record_value(draw, kind_field(draw->kind, "commitment"));
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:s}", "id", id, "commitment", commitment));
    else
        output_print(cmd->out, "draw %s entry %" G_GINT64_FORMAT "\n%s: %s\n", id, entry,
                     _("Fingerprint of the seed"), commitment);
    return true;
}

const Command cmd_draw_seal = {
    "draw seal",
    "FUND",
    N_("seals a seed for the draw of a fund's next meeting, and prints its fingerprint"),
    "ketnghia draw seal KG-CD-17",
    COMMAND_READS,
    NULL,
    run,
};
