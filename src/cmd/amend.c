/* amend.c: writes a record again with changed values; the old text stays in the history.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    const char *why = cmd_option(cmd, "why");
    if (cmd->arguments[0] == NULL || cmd->arguments[1] == NULL)
        return fail(error, KN_INVALID, "Say which record, and at least one field=value.");
    if (why == NULL || *why == '\0')
        return fail(error, KN_INVALID, "Say why with --why: the reason stays in the book.");

    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Book) book = NULL;
    g_autoptr(Record) record = NULL;
    gint64 first = -1;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, NULL) : NULL;
        if (db == NULL || !record_id_read(db, own, cmd->arguments[0], &book, &first, error))
            return false;
        record = record_load(db, book, first, error);
        if (record == NULL ||
            !fields_read(cmd, db, book, cmd->arguments + 1, record, problems, error))
            return false;
    }
    gint64 entry = -1;
    if (!problems_has_errors(problems) &&
        !record_amend(cmd->office, book->code, &cmd->actor, first, record, why, record->last,
                      problems, &entry, error))
        return false;
    if (!fields_settle(cmd, problems, error))
        return false;
    g_autofree char *id = record_id(book, first);
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:I}", "id", id, "entry", (json_int_t)entry));
    else
        output_print(cmd->out, "%s %s entry %" G_GINT64_FORMAT "\n", record->kind->name, id, entry);
    return true;
}

static const GOptionEntry options[] = {
    {"why", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the reason, kept in the book"), "TEXT"},
    {NULL},
};

const Command cmd_amend = {
    "amend",
    "ID field=value ... --why TEXT",
    N_("corrects a record; the old text stays in its history"),
    "ketnghia amend HG-17 value=\"72 triệu\" --why \"gõ nhầm\"",
    COMMAND_READS,
    options,
    run,
};
