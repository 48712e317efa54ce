/* prove.c: one entry with its proof, for someone who need not trust the office.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "book/export.h"
#include "cmd/output.h"
#include "views/views.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say which record.");
    const char *show = cmd_option(cmd, "show");
    g_auto(GStrv) fields = g_strsplit(show != NULL ? show : "", ",", 0);
    g_autoptr(Db) db = store_write(cmd->office->store, error);
    g_autoptr(Book) own = db != NULL ? office_book(db, cmd->unit, NULL) : NULL;
    g_autoptr(Book) book = NULL;
    gint64 entry;
    if (db == NULL || !record_id_read(db, own, cmd->arguments[0], &book, &entry, error))
        return false;
    g_autoptr(Record) record = record_load(db, book, entry, NULL);
    if (record != NULL)
        entry = record->last; /* the text that counts */
    g_autofree char *proof = export_proof(db, book, entry, (const char *const *)fields, error);
    if (proof == NULL || !db_commit(db, error))
        return false;
    const char *file = cmd_option(cmd, "output");
    if (file == NULL) {
        output_write(cmd->out, proof, strlen(proof));
        return true;
    }
    g_autofree char *path = cmd_path(cmd, file);
    if (!output_file(path, proof, strlen(proof), true, error))
        return false;
    output_print(cmd->out, _("The proof of %s is in %s.\n"), cmd->arguments[0], path);
    return true;
}

static const GOptionEntry options[] = {
    {"show", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the fields it shows; all others stay covered"),
     "FIELD,..."},
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_prove = {
    "prove",
    "ID [--show FIELD,...] -o FILE",
    N_("proves one entry to anyone"),
    "ketnghia prove HG-17 --show title,value -o HG-17.proof",
    COMMAND_READS,
    options,
    run,
};
