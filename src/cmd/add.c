/* add.c: writes one record.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "records/kinds.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    const char *name = cmd->arguments[0];
    const Kind *kind = name != NULL ? kind_find(name) : NULL;
    if (kind == NULL)
        return fail(error, KN_INVALID, "There is no kind \"%s\"; `ketnghia kinds` lists them.",
                    name != NULL ? name : "");
    if (!kind_is_writable(kind))
        return fail(error, KN_INVALID, "Records of the kind %s are not written by hand.",
                    kind->name);

    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = record_new(kind);
    g_autoptr(Book) book = NULL;
    {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        if (db == NULL)
            return false;
        book = office_book(db, cmd->unit, error);
        if (book == NULL ||
            !fields_read(cmd, db, book, cmd->arguments + 1, record, problems, error))
            return false;
    }
    const char *source = cmd_option(cmd, "source");
    if (source != NULL) {
        g_free(record->source);
        record->source = g_strdup(source);
    }
    gint64 entry = -1;
    if (!problems_has_errors(problems) &&
        !record_add(cmd->office, book->code, &cmd->actor, record, problems, &entry, error))
        return false;
    if (!fields_settle(cmd, problems, error))
        return false;

    g_autofree char *id = record_id(book, entry);
    if (cmd_wants_json(cmd)) {
        g_autoptr(Db) db = store_read(cmd->office->store, error);
        g_autoptr(Record) written = db != NULL ? record_load(db, book, entry, error) : NULL;
        if (written == NULL)
            return false;
        output_json(cmd->out, record_document(book, written));
    } else {
        output_print(cmd->out, "%s %s entry %" G_GINT64_FORMAT "\n", kind->name, id, entry);
    }
    return true;
}

static const GOptionEntry options[] = {
    {"source", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the paper or message it comes from"), "TEXT"},
    {NULL},
};

const Command cmd_add = {
    "add",
    "KIND field=value ...",
    N_("writes one record"),
    "ketnghia add activity held=12/8/2020 title=\"Trao quà\" field=1 state=delivered value=\"71,2 "
    "triệu\"",
    COMMAND_READS,
    options,
    run,
};
